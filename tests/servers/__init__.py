"""Real servers for the tests: from containers where a Docker engine answers, else from what the machine has."""

import os

# testcontainers reads these when it is imported. Its reaper is one more image to pull, and what we start we end ourselves.
os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")
if os.path.exists("/.dockerenv") and os.path.exists("/usr/sbin/dockerd"):  # noqa: PTH110
    # A machine that looks like a container but runs the engine itself: published ports are on its own loopback.
    os.environ.setdefault("TESTCONTAINERS_CONNECTION_MODE", "docker_host")
    os.environ.setdefault("TESTCONTAINERS_HOST_OVERRIDE", "127.0.0.1")
