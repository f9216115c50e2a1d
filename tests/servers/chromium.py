"""Chromium, to see what a web page can make a user's browser do."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from sidecar.demo.elasticsearch import process
from sidecar.errors import ProgramMissing
from tests.servers import environment

FOREIGN_HOST = "evil.example"
"""A name that the browser resolves to this machine, as after DNS rebinding."""

OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-port=0"),
    f"--host-resolver-rules=MAP {FOREIGN_HOST} 127.0.0.1",
)


def program() -> str | None:
    """Return Chromium or Chrome, or None."""
    return next((found for each in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(each))), None)


@contextmanager
def showing(url: str) -> Iterator[None]:
    """Show a page in a browser of its own; end the browser after the block."""
    found = program()
    if found is None:
        raise ProgramMissing("no browser; install chromium")
    with environment.folder("chromium") as folder:
        # The browser's own variables point below HOME, which may belong to another user.
        environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder)}
        command = [found, *OPTIONS, f"--user-data-dir={folder / 'profile'}", url]
        browser = process.start(command, cwd=folder, log=folder / "log", environ=environ, account=None)
        try:
            yield
        finally:
            process.stop(browser)
