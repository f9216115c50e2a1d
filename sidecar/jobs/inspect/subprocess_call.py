"""Send one request to a short-lived child process, with a deadline."""

import os
import selectors
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO

from sidecar.errors import ClientDisconnected

IsDisconnected = Callable[[], bool]
"""Returns whether the client has disconnected."""

POLL_INTERVAL = 0.2
"""Seconds between two checks of the client and the deadline."""
EXIT_TIMEOUT = 3.0
"""Seconds that a child has to cancel its statement and exit, before it is killed."""
MAX_BYTES = 16 * 1024 * 1024
"""Maximum bytes of a response."""
_CHUNK_SIZE = 64 * 1024


class SubprocessFailed(Exception):
    """The child returned no complete response."""


def communicate(
    command: Sequence[str], request: bytes, environ: Mapping[str, str], *, seconds: float, is_disconnected: IsDisconnected
) -> bytes:
    """Start a child process, write the request to its standard input, and return its output.

    Raise :class:`TimeoutError` past the deadline, :class:`~sidecar.errors.ClientDisconnected` when the client disconnects, and
    :class:`SubprocessFailed` for an exit status other than 0 or too large a response. The child has ended by then.
    """
    deadline = time.monotonic() + seconds
    response = bytearray()
    with _start_child(command, environ) as child:
        for chunk in _exchange(child, memoryview(request)):
            response += chunk
            if len(response) > MAX_BYTES:
                raise SubprocessFailed(f"answered more than {MAX_BYTES} bytes")
            if is_disconnected():
                raise ClientDisconnected("the client disconnected")
            if time.monotonic() > deadline:
                raise TimeoutError
    if child.returncode:
        raise SubprocessFailed(f"ended with status {child.returncode}")
    return bytes(response)


@contextmanager
def _start_child(command: Sequence[str], environ: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a child during the block; then close its standard input and wait until it ends.

    The end of its input makes the child cancel its statement. It has its own session: a signal to the group of this process would
    leave it no time to cancel.
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
                child.wait(EXIT_TIMEOUT)
            except subprocess.TimeoutExpired:
                child.kill()


def _exchange(child: subprocess.Popen[bytes], request: memoryview) -> Iterator[bytes]:
    """Yield the child's output in chunks, and an empty chunk at each poll without output."""
    stdin, stdout = _pipes(child)
    os.set_blocking(stdin.fileno(), False)
    with selectors.DefaultSelector() as selector:
        selector.register(stdin, selectors.EVENT_WRITE)
        selector.register(stdout, selectors.EVENT_READ)
        while True:
            ready_pipes = [key.fileobj for key, _ in selector.select(POLL_INTERVAL)]
            if stdin in ready_pipes:
                request = _write(stdin, request)
                if not request:
                    selector.unregister(stdin)
            chunk = os.read(stdout.fileno(), _CHUNK_SIZE) if stdout in ready_pipes else b""
            if stdout in ready_pipes and not chunk:
                return
            yield chunk


def _write(pipe: IO[bytes], request: memoryview) -> memoryview:
    """Write as much as the pipe accepts; return the rest, empty if the child no longer reads."""
    try:
        return request[os.write(pipe.fileno(), request[:_CHUNK_SIZE]) :]
    except BrokenPipeError:
        return request[:0]


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert child.stdin is not None  # noqa: S101 - both are pipes
    assert child.stdout is not None  # noqa: S101
    return child.stdin, child.stdout
