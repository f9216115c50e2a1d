"""Real servers for the tests: containers if a Docker engine is available, else programs of this machine."""

import os

# testcontainers reads these on import. Its reaper would be one more image to pull; the tests stop what they start.
os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")
if os.path.exists("/.dockerenv") and os.path.exists("/usr/sbin/dockerd"):  # noqa: PTH110
    # The machine looks like a container but runs the engine: published ports are on its own loopback.
    os.environ.setdefault("TESTCONTAINERS_CONNECTION_MODE", "docker_host")
    os.environ.setdefault("TESTCONTAINERS_HOST_OVERRIDE", "127.0.0.1")
