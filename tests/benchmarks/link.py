"""A network link with a delay and a rate, between this machine and a network namespace on it.

Two TUN devices are its ends, and a process carries each packet from one to the other, late: not every kernel can delay packets itself
(``netem``). Needs root, ``ip`` and ``/dev/net/tun``.
"""

import ctypes
import fcntl
import multiprocessing
import os
import shutil
import struct
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event
from pathlib import Path

NEAR, FAR = "10.213.0.1", "10.213.0.2"
"""The addresses of the two ends."""
_MTU = 65_000
"""Bytes of a packet: with 1,500 this process would be the limit of the rate."""
_MAX_QUEUED_SECONDS = 0.2
"""Seconds of traffic that wait for the link before packets are dropped, as in a router."""
_CLONE_NEWNET = 0x40000000
_TUNSETIFF, _TUN_WITHOUT_HEADER = 0x400454CA, 0x1001


_CONTEXT = multiprocessing.get_context("fork")


def is_possible() -> bool:
    """Return whether this machine can have such a link."""
    return os.geteuid() == 0 and Path("/dev/net/tun").exists() and shutil.which("ip") is not None


@dataclass(frozen=True)
class Link:
    """A link to a namespace: ``rate`` in bits per second, a round trip of ``2 * delay`` seconds."""

    namespace: str
    rate: float
    delay: "Synchronized[float]" = field(default_factory=lambda: _CONTEXT.Value("d", 0.0))
    """Seconds in each direction; it may change at any time."""

    @contextmanager
    def far_end(self) -> Iterator[None]:
        """Run the block's thread, and the processes that it starts, at the far end."""
        with _namespace(Path("/run/netns") / self.namespace):
            yield


@contextmanager
def running(rate: float) -> Iterator[Link]:
    """Run a link without a delay during the block."""
    link = Link(f"siren-bench-{os.getpid()}", rate)
    _ip("netns", "add", link.namespace)
    try:
        ready = _CONTEXT.Event()
        carrier = _CONTEXT.Process(target=_carry, args=(link, ready), daemon=True)
        carrier.start()
        try:
            assert ready.wait(10), "the link did not start"
            yield link
        finally:
            carrier.kill()
            carrier.join()
    finally:
        _ip("netns", "delete", link.namespace)


def _carry(link: Link, ready: Event) -> None:
    near = _open_end("siren-near", NEAR)
    with link.far_end():
        far = _open_end("siren-far", FAR)
    lines = [_DelayLine(near, far, link), _DelayLine(far, near, link)]
    ready.set()
    threads = [threading.Thread(target=target) for line in lines for target in (line.receive, line.send)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


class _DelayLine:
    """Carries packets in one direction."""

    def __init__(self, source: int, destination: int, link: Link) -> None:
        self._source, self._destination = source, destination
        self._delay, self._seconds_per_byte = link.delay, 8 / link.rate
        self._packets: deque[tuple[float, bytes]] = deque()
        self._arrived = threading.Semaphore(0)

    def receive(self) -> None:
        free_at = 0.0
        while True:
            packet = os.read(self._source, _MTU + 100)
            now = time.monotonic()
            if free_at - now > _MAX_QUEUED_SECONDS:
                continue
            free_at = max(now, free_at) + len(packet) * self._seconds_per_byte
            self._packets.append((free_at + self._delay.value, packet))
            self._arrived.release()

    def send(self) -> None:
        while True:
            self._arrived.acquire()
            due, packet = self._packets.popleft()
            time.sleep(max(0.0, due - time.monotonic()))
            os.write(self._destination, packet)


def _open_end(name: str, address: str) -> int:
    """Create a TUN device with an address, and return the file through which its packets go."""
    device = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(device, _TUNSETIFF, struct.pack("16sH", name.encode(), _TUN_WITHOUT_HEADER))
    _ip("address", "add", f"{address}/24", "dev", name)
    _ip("link", "set", name, "mtu", str(_MTU), "up")
    _ip("link", "set", "lo", "up")
    return device


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True)


@contextmanager
def _namespace(path: Path) -> Iterator[None]:
    """Move this thread into a network namespace during the block."""
    with Path("/proc/thread-self/ns/net").open("rb") as own, path.open("rb") as other:
        _set_namespace(other.fileno())
        try:
            yield
        finally:
            _set_namespace(own.fileno())


def _set_namespace(file: int) -> None:
    set_namespace: Callable[[int, int], int] = ctypes.CDLL(None, use_errno=True).setns
    if set_namespace(file, _CLONE_NEWNET):
        raise OSError(ctypes.get_errno(), "setns")
