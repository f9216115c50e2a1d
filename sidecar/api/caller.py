"""Detect that the caller has disconnected."""

import socket
from collections.abc import Callable

from flask import request


def disconnect_check() -> Callable[[], bool]:
    """Return a function that reports whether the current request's caller has disconnected.

    It always returns False under a server that does not expose the connection.
    """
    connection: socket.socket | None = request.environ.get("gunicorn.socket")
    return lambda: connection is not None and is_closed(connection)


def is_closed(connection: socket.socket) -> bool:
    """Return whether the peer has closed the connection. Data received meanwhile stays unread."""
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
