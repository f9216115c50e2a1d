"""Who waits for an answer, and whether they still do."""

import socket
from collections.abc import Callable

from flask import request


def hung_up() -> Callable[[], bool]:
    """Give a way to ask whether the present request's caller has closed the connection; where the server does not tell, never."""
    connection: socket.socket | None = request.environ.get("gunicorn.socket")
    return lambda: connection is not None and is_closed(connection)


def is_closed(connection: socket.socket) -> bool:
    """Tell whether the other side has closed a connection. What it may have sent meanwhile stays to be read."""
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
