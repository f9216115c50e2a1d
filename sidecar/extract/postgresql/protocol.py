"""What asyncpg has no public methods for. All uses of its private API are here.

:mod:`tests.unit.test_private_api` names what they rely on.
"""

import asyncio
import socket

import asyncpg


def get_socket(connection: asyncpg.Connection) -> socket.socket:
    """Return the connection's socket."""
    found: socket.socket = connection._transport.get_extra_info("socket")
    return found


async def send_cancel_request(connection: asyncpg.Connection, loop: asyncio.AbstractEventLoop) -> None:
    """Ask the server, over a connection of its own, to cancel the statement; return once it has received that."""
    await connection._cancel(loop.create_future())
