"""Notice that a database is gone although nobody says so: a pulled cable, a firewall that forgot the connection."""

import socket

IDLE, INTERVAL, QUESTIONS = 15, 5, 3
"""Seconds of silence before the first question, seconds between questions, and how many may stay unanswered: 30 s in all."""
UNANSWERED_MS = 1000 * (IDLE + INTERVAL * QUESTIONS)
"""Milliseconds that sent bytes may stay unacknowledged."""


def keep_alive(sock: socket.socket) -> None:
    """Let the system ask whether the other side is still there; what it does not know is left out."""
    for level, option, value in (
        (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
        (socket.IPPROTO_TCP, getattr(socket, "TCP_KEEPIDLE", None), IDLE),
        (socket.IPPROTO_TCP, getattr(socket, "TCP_KEEPINTVL", None), INTERVAL),
        (socket.IPPROTO_TCP, getattr(socket, "TCP_KEEPCNT", None), QUESTIONS),
        (socket.IPPROTO_TCP, getattr(socket, "TCP_USER_TIMEOUT", None), UNANSWERED_MS),
    ):
        if option is not None:
            sock.setsockopt(level, option, value)
