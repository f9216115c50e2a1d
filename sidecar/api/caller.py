"""The caller of the current request: who it is, and whether it has disconnected."""

import socket
from collections.abc import Callable

from flask import g, request

from sidecar.model.caller import Caller


def remember_caller(caller: Caller) -> None:
    """Set the caller that Elasticsearch has authenticated."""
    g.caller = caller


def authenticated_caller() -> Caller | None:
    """Return the caller, if Elasticsearch was asked who that is: for a changing call, unless the cluster has no security."""
    caller: Caller | None = g.get("caller")
    return caller


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
