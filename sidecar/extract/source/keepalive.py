"""TCP keepalive: detect a lost connection that neither side closed, such as an unplugged cable or an expired firewall entry."""

import socket

IDLE_SECONDS, INTERVAL_SECONDS, MAX_PROBES = 15, 5, 3
"""Idle seconds before the first probe, seconds between probes, and unanswered probes until the connection is lost: 30 s in total."""
USER_TIMEOUT_MS = 1000 * (IDLE_SECONDS + INTERVAL_SECONDS * MAX_PROBES)
"""Milliseconds that sent data may stay unacknowledged."""


def enable_keepalive(sock: socket.socket) -> None:
    """Enable TCP keepalive on a socket; options that the operating system lacks are skipped."""
    for level, option, value in (
        (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
        (socket.IPPROTO_TCP, getattr(socket, "TCP_KEEPIDLE", None), IDLE_SECONDS),
        (socket.IPPROTO_TCP, getattr(socket, "TCP_KEEPINTVL", None), INTERVAL_SECONDS),
        (socket.IPPROTO_TCP, getattr(socket, "TCP_KEEPCNT", None), MAX_PROBES),
        (socket.IPPROTO_TCP, getattr(socket, "TCP_USER_TIMEOUT", None), USER_TIMEOUT_MS),
    ):
        if option is not None:
            sock.setsockopt(level, option, value)
