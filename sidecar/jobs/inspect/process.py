"""The entry of an inspection's process: answer one question about a database, and end.

The question is one line of JSON on standard input, the answer JSON on standard output. Standard input stays open as long as somebody
waits; when it closes (they hung up, the deadline passed, their process died) what runs in the database is ended.
"""

import contextlib
import json
import os
import sys
import threading
import time

from sidecar import hardening, logs
from sidecar.extract import inspect
from sidecar.extract.reader import Reader
from sidecar.jobs.inspect.sample import sample
from sidecar.model import exact_json

AGAIN = 0.2
"""Seconds between two cancellations: one may come between two statements, and the next would then run on."""

OPERATIONS = {**inspect.OPERATIONS, "sample": sample}


def main() -> None:
    """Answer one request and end."""
    hardening.keep_memory()
    logs.configure_as_handed_on(os.environ)
    line = sys.stdin.buffer.readline()
    if not line.endswith(b"\n"):
        return
    request = json.loads(line)
    logs.hide(request["source"]["password"])
    answer = inspect.run(request, OPERATIONS, watch)
    with contextlib.suppress(BrokenPipeError):  # nobody waits any more
        sys.stdout.buffer.write(exact_json.written(answer).encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()


def watch(reader: Reader) -> None:
    """Let the reader be cancelled when nobody waits any more."""
    threading.Thread(target=_cancel_when_left, args=(reader,), name="lifeline", daemon=True).start()


def _cancel_when_left(reader: Reader) -> None:
    # Read past Python's own buffer, whose lock this thread would hold when the process ends.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    while True:
        reader.cancel()
        time.sleep(AGAIN)


if __name__ == "__main__":
    main()
    os._exit(0)  # all is closed by now: what libraries do at an end of their own takes time, and one of them talks about it
