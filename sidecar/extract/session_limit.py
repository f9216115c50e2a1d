"""Open a session while the server may still count one that was just closed."""

import time
from collections.abc import Callable
from typing import TypeVar

from sidecar.errors import NoFreeSession

T = TypeVar("T")

END_TIME = 1.0
"""Seconds that a server may need to end a closed session, which counts against its limits until then."""
_POLL_INTERVAL = 0.05


def open_session(connect: Callable[[], T]) -> T:
    """Call ``connect``, repeatedly for :data:`END_TIME` if there is no free session; return its result."""
    deadline = time.monotonic() + END_TIME
    while True:
        try:
            return connect()
        except NoFreeSession:
            if time.monotonic() > deadline:
                raise
        time.sleep(_POLL_INTERVAL)
