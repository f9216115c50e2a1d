"""A TCP proxy between a client and a real server that can disconnect, stall, delay and lose data."""

import ctypes
import errno
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from tests.support.waiting import wait_until

_ATTACH_FILTER, _DETACH_FILTER = 26, 27


class _FilterProgram(ctypes.Structure):
    """The kernel's ``sock_fprog``: number and address of the instructions."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


_DROP_ALL = ctypes.create_string_buffer(b"\x06" + bytes(7), 8)
"""One instruction, "keep 0 bytes of the packet": not even the kernel sees it, so none is acknowledged."""


class TcpProxy:
    """Forwards connections to one address and injects faults until :meth:`restore`."""

    def __init__(self, host: str, port: int, listen: int = 0) -> None:
        self._upstream = (host, port)
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()
        self._forwarding = threading.Event()
        self._forwarding.set()
        self._accepting, self._dropping_responses, self._dropping_packets, self._delay = True, False, False, 0.0
        self._max_connections: int | None = None
        self._listen(listen)
        self.port: int = self._listener.getsockname()[1]

    def disconnect_new(self) -> None:
        """Close each new connection at once."""
        self._accepting = False

    def disconnect(self) -> None:
        """Close every connection, and each new one at once."""
        self.disconnect_new()
        self._shut_down()

    def refuse(self) -> None:
        """Close every connection and refuse new ones, as the address of a killed server does."""
        self._accepting = False
        self._stop_listening()
        self._shut_down()

    def stall(self) -> None:
        """Hold back all data in both directions; :meth:`restore` delivers it."""
        self._forwarding.clear()

    @property
    def open_connections(self) -> int:
        """Return the number of connections of clients."""
        return len(self._connections()) // 2

    def queue_after(self, connections: int) -> None:
        """Let further connections wait once so many are open, as a pooler does."""
        self._max_connections = connections

    def drop_packets(self) -> None:
        """Drop all packets: nothing is acknowledged, and new connections time out."""
        self.stall()
        self._dropping_packets = True
        _drop_packets(self._listener, *self._connections())

    def drop_responses(self) -> None:
        """Forward requests, and discard their responses."""
        self._dropping_responses = True

    def delay(self, seconds: float) -> None:
        """Delay each chunk of data."""
        self._delay = seconds

    def restore(self) -> None:
        """Forward everything again. Connections that lost data are closed."""
        if self._dropping_responses or self._dropping_packets:
            self._shut_down()
        with suppress(OSError):
            self._listener.setsockopt(socket.SOL_SOCKET, _DETACH_FILTER, 0)
        self._accepting, self._dropping_responses, self._dropping_packets, self._delay = True, False, False, 0.0
        self._forwarding.set()
        if self._listener.fileno() < 0:
            wait_until(self._listen_again, "the port is free again")

    def close(self) -> None:
        """Close all connections and the listener."""
        self.restore()
        self.refuse()
        for each in self._connections():
            each.close()

    def _connections(self) -> list[socket.socket]:
        with self._lock:
            self._open = [each for each in self._open if each.fileno() >= 0]
            return list(self._open)

    def _shut_down(self) -> None:
        for each in self._connections():
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _listen(self, port: int) -> None:
        self._listener = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _listen_again(self) -> bool:
        """Listen at the same port, unless another connection uses it at the moment."""
        with suppress(OSError):
            self._listen(self.port)
        return self._listener.fileno() >= 0

    def _stop_listening(self) -> None:
        with suppress(OSError):
            # Without it, the thread that waits for a connection would keep the closed socket open.
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self._upstream) if self._accepting else None
            except OSError:
                server = None
            if server is None:
                client.close()
                continue
            with self._lock:
                self._open += [client, server]
            # A fault injected meanwhile did not see this connection yet.
            if not self._accepting:
                self._shut_down()
            if self._dropping_packets:
                _drop_packets(client, server)
            if self._max_connections is not None and self.open_connections > self._max_connections:
                continue
            for source, sink, is_response in ((client, server, False), (server, client, True)):
                threading.Thread(target=self._forward, args=(source, sink, is_response), daemon=True).start()

    def _forward(self, source: socket.socket, sink: socket.socket, is_response: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self._forwarding.wait()
                time.sleep(self._delay)
                if not (is_response and self._dropping_responses):
                    sink.sendall(data)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_RDWR)
        source.close()


def can_drop_packets() -> bool:
    """Return whether packets can be dropped: only Linux has the socket filter, and some kernels allow it only to root."""
    if sys.platform != "linux":
        return False
    with socket.socket() as probe:
        try:
            _drop_packets(probe)
        except OSError:
            return False
    return True


def _drop_packets(*sockets: socket.socket) -> None:
    for each in sockets:
        try:
            each.setsockopt(socket.SOL_SOCKET, _ATTACH_FILTER, bytes(_FilterProgram(1, ctypes.addressof(_DROP_ALL))))
        except OSError as error:
            if error.errno != errno.EBADF:  # closed meanwhile
                raise


@contextmanager
def tcp_proxy(host: str, port: int, *, listen: int = 0) -> Iterator[TcpProxy]:
    """Run a proxy to an address, by default on a free port."""
    with closing(TcpProxy(host, port, listen)) as proxy:
        yield proxy


def refused_url() -> str:
    """Return an HTTP URL of a port that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"
