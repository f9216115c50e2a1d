"""One question to a short-lived child process: with a deadline, a bound on its answer, and an end when nobody waits for it."""

import os
import selectors
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO

from sidecar.errors import CallerGone

Gone = Callable[[], bool]
"""Tells whether the caller has hung up."""

LOOK = 0.2
"""Seconds between two looks at the caller and the clock."""
GRACE = 3.0
"""Seconds in which a child that was left ends what it has begun, before it is killed."""
LARGEST = 16 * 1024 * 1024
"""Bytes of an answer."""
_PIECE = 64 * 1024


class Failed(Exception):
    """Say that the child gave no whole answer."""


def answer(command: Sequence[str], request: bytes, environ: Mapping[str, str], *, seconds: float, gone: Gone) -> bytes:
    """Hand a request to the standard input of a child in an environment, and give what it writes until it ends.

    Raise :class:`TimeoutError` past the deadline, :class:`~sidecar.errors.CallerGone` when the caller hung up, and :class:`Failed`
    for a child that ended badly or says too much. By then it has ended, and has had the time to end what it had begun.
    """
    deadline = time.monotonic() + seconds
    heard = bytearray()
    with _child(command, environ) as child:
        for piece in _spoken(child, memoryview(request)):
            heard += piece
            if len(heard) > LARGEST:
                raise Failed(f"answered more than {LARGEST} bytes")
            if gone():
                raise CallerGone("the caller hung up")
            if time.monotonic() > deadline:
                raise TimeoutError
    if child.returncode:
        raise Failed(f"ended with status {child.returncode}")
    return bytes(heard)


@contextmanager
def _child(command: Sequence[str], environ: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Have a child for the length of the block; then close its standard input, which tells it that nobody waits, and see it end.

    A signal to this process and its group is none to the child, which would have no time to end what it has begun.
    """
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, start_new_session=True, env=environ
    ) as child:  # fmt: skip
        try:
            yield child
        finally:
            for pipe in _pipes(child):
                pipe.close()
            try:
                child.wait(GRACE)
            except subprocess.TimeoutExpired:
                child.kill()


def _spoken(child: subprocess.Popen[bytes], request: memoryview) -> Iterator[bytes]:
    """Give the child's answer piece by piece, and an empty piece now and then while there is none; its standard input stays open."""
    speaking, listening = _pipes(child)
    os.set_blocking(speaking.fileno(), False)
    with selectors.DefaultSelector() as ready:
        ready.register(speaking, selectors.EVENT_WRITE)
        ready.register(listening, selectors.EVENT_READ)
        while True:
            can = [key.fileobj for key, _ in ready.select(LOOK)]
            if speaking in can:
                request = _handed(speaking, request)
                if not request:
                    ready.unregister(speaking)
            piece = os.read(listening.fileno(), _PIECE) if listening in can else b""
            if listening in can and not piece:
                return
            yield piece


def _handed(pipe: IO[bytes], request: memoryview) -> memoryview:
    """Hand over what the pipe takes; give the rest, none where the child does not read any more."""
    try:
        return request[os.write(pipe.fileno(), request[:_PIECE]) :]
    except BrokenPipeError:
        return request[:0]


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert child.stdin is not None  # noqa: S101 - both were asked for
    assert child.stdout is not None  # noqa: S101
    return child.stdin, child.stdout
