"""A TCP connection that a test can trouble: a forwarder between a client and a real server."""

import ctypes
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

CAN_VANISH = sys.platform == "linux"
"""Whether packets can be dropped here: by a filter on a socket, which needs no right beyond the socket."""

_ATTACH_FILTER, _DETACH_FILTER = 26, 27


class _Program(ctypes.Structure):
    """The kernel's ``sock_fprog``: so many instructions, and where they stand."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


_NOTHING = ctypes.create_string_buffer(b"\x06" + bytes(7), 8)
"""One instruction: keep 0 bytes of whatever comes, so that not even the kernel answers."""


class Wire:
    """Forwards connections to one address, as well as it is told to. Trouble goes with :meth:`mend`."""

    def __init__(self, host: str, port: int) -> None:
        self._upstream = (host, port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()
        self._flows = threading.Event()
        self._flows.set()
        self._whole, self._loses_answers, self._vanished, self._seconds = True, False, False, 0.0
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Break every connection, and each new one at once."""
        self._whole = False
        self._break()

    def stall(self) -> None:
        """Carry nothing more in either direction; what was sent arrives when it is mended."""
        self._flows.clear()

    def vanish(self) -> None:
        """Be a black hole: no packet is answered, not even by the kernel, and new connections find nobody."""
        self.stall()
        self._vanished = True
        _hear_nothing(self._listener, *self._connections())

    def lose_answers(self) -> None:
        """Carry what is asked, and nothing of what is answered."""
        self._loses_answers = True

    def slow(self, seconds: float) -> None:
        """Carry each piece so much later."""
        self._seconds = seconds

    def mend(self) -> None:
        """Carry everything again. What went through a black hole, or lost answers, is broken for good."""
        if self._loses_answers or self._vanished:
            self._break()
        with suppress(OSError):
            self._listener.setsockopt(socket.SOL_SOCKET, _DETACH_FILTER, 0)
        self._whole, self._loses_answers, self._vanished, self._seconds = True, False, False, 0.0
        self._flows.set()

    def close(self) -> None:
        """End for good."""
        self.mend()
        self.cut()
        self._listener.close()

    def _connections(self) -> list[socket.socket]:
        with self._lock:
            self._open = [each for each in self._open if each.fileno() >= 0]
            return list(self._open)

    def _break(self) -> None:
        for each in self._connections():
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self._upstream) if self._whole else None
            except OSError:
                server = None
            if server is None:
                client.close()
                continue
            with self._lock:
                self._open += [client, server]
            # This connection may have been made while that happened to all others.
            if not self._whole:
                self._break()
            if self._vanished:
                _hear_nothing(client, server)
            for source, sink, answers in ((client, server, False), (server, client, True)):
                threading.Thread(target=self._pump, args=(source, sink, answers), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, answers: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self._flows.wait()
                time.sleep(self._seconds)
                if not (answers and self._loses_answers):
                    sink.sendall(data)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_RDWR)
        source.close()


def _hear_nothing(*sockets: socket.socket) -> None:
    for each in sockets:
        with suppress(OSError):
            each.setsockopt(socket.SOL_SOCKET, _ATTACH_FILTER, bytes(_Program(1, ctypes.addressof(_NOTHING))))


@contextmanager
def wire_to(host: str, port: int) -> Iterator[Wire]:
    """Give a forwarder to an address."""
    with closing(Wire(host, port)) as wire:
        yield wire
