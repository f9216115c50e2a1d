"""The Java process of one session: requests to its standard input, frames from its standard output.

A process is used instead of a JVM within this one, because a driver may need any amount of memory, print, or hang. The frames are
described in ``java/Frames.java``.
"""

import contextlib
import fcntl
import io
import itertools
import subprocess
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, cast

from sidecar.extract.jdbc.frames import DONE, ERROR, HEAD, TYPES, Frame, JdbcConnectionError, JdbcError, decode_error, encode
from sidecar.hardening import redact

PROGRAM = Path(__file__).with_name("sidecar-jdbc.jar")
OLDEST_JAVA = 17
START_TIMEOUT = 60.0
"""Seconds from the start of the process until the database accepts the session. Java alone takes one or two, more on a busy machine."""
CANCEL_TIMEOUT = 1.0
"""Seconds from a cancellation to the end of the request, before the process is killed: its driver, or the process itself, hangs.

An execution does not wait for a hung driver much longer, and must not leave its process behind.
"""
CLOSE_TIMEOUT = 2.0
"""Seconds for the process to end by itself."""
MAX_MESSAGES = 50
"""Lines of the process's standard error that are kept for an error message."""
MAX_LINE = 1000  # bytes, after which a line counts as several
OUT_OF_MEMORY = 3
"""Java's exit status with ``-XX:+ExitOnOutOfMemoryError``."""
_PIPE_SIZE = 1024 * 1024
_SET_PIPE_SIZE = 1031
"""Linux's F_SETPIPE_SZ, which Python's :mod:`fcntl` does not name on every system."""

JAVA_OPTIONS = (
    # One session needs one thread; the other collectors would start several.
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",
    # Neither files nor another process of the same user may show the password.
    "-XX:-UsePerfData",
    "-XX:+DisableAttachMechanism",
    "-XX:-CreateCoredumpOnCrash",
    "-XX:ErrorFile=/dev/null",
    # The standard output is that of the rows only.
    "-XX:+DisplayVMOutputToStderr",
    # No driver may create objects from what a server sends.
    "-Djdk.serialFilterFactory=io.siren.sidecar.jdbc.NoObjects",
    "-Dfile.encoding=UTF-8",
    "-Duser.timezone=UTC",
    "-Duser.language=en",
    "-Djava.awt.headless=true",
)


class DriverProcess:
    """A Java process with one session. Only :meth:`cancel` may be called from other threads."""

    def __init__(self, java: str, heap: str, password: str | None, *, home: str) -> None:
        # Drivers read passwords and keys from their user's home.
        options = (f"-Xmx{heap}", *JAVA_OPTIONS, f"-Djava.io.tmpdir={tempfile.gettempdir()}", f"-Duser.home={home}")
        self._command = (java, *options, "-cp", str(PROGRAM), "io.siren.sidecar.jdbc.Main")
        self._java = java
        self._heap = heap
        self._password = password
        self._process: subprocess.Popen[bytes] | None = None
        self._messages: deque[bytes] = deque(maxlen=MAX_MESSAGES)
        self._message_thread: threading.Thread | None = None
        self._has_answered = False
        self._timeout: float | None = None  # after which the process was killed
        self._ids = itertools.count(1)
        self._write_lock = threading.Lock()
        self._idle = threading.Event()
        self._idle.set()
        self._canceled = False

    def start(self) -> None:
        """Start the process; raise :class:`JdbcError` without Java or the compiled program."""
        if not PROGRAM.exists():
            raise JdbcError(f"the program for JDBC drivers is not compiled: install a JDK {OLDEST_JAVA}, and the sidecar again")
        try:
            self._process = subprocess.Popen(
                self._command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={}, cwd="/"
            )  # fmt: skip
        except OSError as error:
            reason = f"Java cannot be started [{self._java}]: {error.strerror}; install Java {OLDEST_JAVA} or set SIDECAR_JAVA"
            raise JdbcError(reason) from error
        with contextlib.suppress(OSError):  # beyond the limit of the system for all pipes of a user
            fcntl.fcntl(self._output, _SET_PIPE_SIZE, _PIPE_SIZE)
        arguments = (self._process.stderr,)
        self._message_thread = threading.Thread(target=self._collect_messages, args=arguments, name="jdbc messages", daemon=True)
        self._message_thread.start()

    def call(self, type: bytes, *values: str, timeout: float | None = None) -> list[list[str | None]]:
        """Send a request, and return the values of its frames. After ``timeout`` seconds the process is killed."""
        with _limit_time(timeout, lambda: self._end_in_time(timeout)):
            return [frame.values for frame in self.request(type, *values)]

    def request(self, type: bytes, *values: str) -> Iterator[Frame]:
        """Send a request, and yield its frames; raise :class:`JdbcError` if it failed.

        A request whose frames are not read to the end is canceled.
        """
        request_id = str(next(self._ids))
        self._idle.clear()
        is_complete = False
        try:
            self._send(type, request_id, *values)
            while (frame := self._receive()).type not in (DONE, ERROR):
                yield frame
            is_complete = True
            if frame.type == ERROR:
                raise decode_error(frame.values)
        except JdbcError:
            is_complete = True
            raise
        finally:
            if not is_complete:
                self._abandon(request_id)
            self._idle.set()

    def cancel(self) -> None:
        """Cancel the running request and all later ones; never raises. If it does not end in time, the process is killed."""
        if self._canceled:
            return
        self._canceled = True
        threading.Thread(target=self._kill_if_busy, name="jdbc cancel", daemon=True).start()
        self._send_cancellation("")

    def close(self) -> None:
        """End the process; never raises."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                cast(IO[bytes], pipe).close()
        try:
            process.wait(CLOSE_TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    @property
    def _output(self) -> IO[bytes]:
        if self._process is None or self._process.stdout is None:
            raise JdbcConnectionError("the session is not open")
        return self._process.stdout

    def _send(self, type: bytes, *values: str) -> None:
        if self._process is None or self._process.stdin is None:
            raise JdbcConnectionError("the session is not open")
        if self._canceled and type != b"C":
            raise JdbcError("the statement was canceled")
        message = memoryview(encode(type, values))
        try:
            with self._write_lock:
                while message:
                    message = message[self._process.stdin.write(message) :]
        except OSError as error:
            raise self._end_error() from error

    def _receive(self) -> Frame:
        type, size = HEAD.unpack(self._read(HEAD.size))
        if type not in TYPES:
            self._kill()
            raise JdbcConnectionError("the driver's process wrote something other than rows")
        self._has_answered = True
        return Frame(type, self._read(size))

    def _read(self, size: int) -> bytes:
        content = bytearray(size)
        view = memoryview(content)
        while view:
            count = cast(int, self._output.readinto(view))  # type: ignore[attr-defined]
            if not count:
                raise self._end_error()
            view = view[count:]
        return bytes(content)

    def _end_error(self) -> JdbcError:
        """Return the reason why the process has ended."""
        process = self._process
        status = None
        if process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                status = process.wait(CLOSE_TIMEOUT)
        if self._canceled:
            return JdbcError("the statement was canceled")
        if status == OUT_OF_MEMORY:
            return JdbcError(f"the driver needs more than [{self._heap}] of memory; raise [heap] in its driver.yaml, or lower [batch_size]")
        messages = self._read_messages()
        reason = f"the driver's process ended with status {status}"
        if self._timeout is not None:
            return JdbcConnectionError(f"the driver did not answer within {self._timeout:g} s{messages}")
        if status and status > 0 and not self._has_answered:
            # No further attempt would succeed.
            return JdbcError(f"{reason} before it answered; [{self._java}] must be Java {OLDEST_JAVA} or newer{messages}")
        return JdbcConnectionError(f"{reason}{messages}")

    def _read_messages(self) -> str:
        """Return what the process wrote to its standard error, as the end of a message."""
        if self._message_thread is not None:
            self._message_thread.join(CLOSE_TIMEOUT)
        messages = redact(b"".join(tuple(self._messages)).decode("utf-8", "replace"), self._password).strip()
        return f": {messages}" if messages else ""

    def _abandon(self, request_id: str) -> None:
        """Cancel a request whose frames are not wanted, and read them to their end, so that the next request gets its own."""
        self._send_cancellation(request_id)
        try:
            with _limit_time(CANCEL_TIMEOUT, self._kill):
                while self._receive().type not in (DONE, ERROR):
                    pass
        except (JdbcError, OSError, ValueError):
            self._kill()

    def _send_cancellation(self, request_id: str) -> None:
        # The process may have ended. One that does not read is killed soon.
        with contextlib.suppress(JdbcError, OSError, ValueError):
            self._send(b"C", request_id)

    def _kill_if_busy(self) -> None:
        if not self._idle.wait(CANCEL_TIMEOUT):
            self._kill()

    def _end_in_time(self, timeout: float | None) -> None:
        if not self._idle.is_set():
            self._timeout = timeout
            self._kill()

    def _kill(self) -> None:
        process = self._process
        if process is not None:
            process.kill()

    def _collect_messages(self, stderr: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError), io.BufferedReader(cast(io.RawIOBase, stderr)) as lines:
            for line in iter(lambda: lines.readline(MAX_LINE), b""):
                self._messages.append(line)


@contextlib.contextmanager
def _limit_time(seconds: float | None, end: Callable[[], None]) -> Iterator[None]:
    """Call ``end``, on a thread of its own, if the block takes longer than some seconds; None is no limit."""
    if seconds is None:
        yield
        return
    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
