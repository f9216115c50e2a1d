"""Entry point of an inspection's process: answer one request about a database, and exit.

The request is one line of JSON on standard input, the response JSON on standard output. Standard input stays open while the caller
waits. When it closes (the client disconnected, the deadline passed, its process died) the statement in the database is canceled.
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

CANCEL_INTERVAL = 0.2
"""Seconds between two cancellations: one may come between two statements and miss both."""

OPERATIONS = {**inspect.OPERATIONS, "sample": sample}


def main() -> None:
    """Answer one request and end."""
    hardening.protect_memory()
    logs.configure_from_environment(os.environ)
    line = sys.stdin.buffer.readline()
    if not line.endswith(b"\n"):
        return
    request = json.loads(line)
    logs.register_secrets(request["source"]["password"])
    response = inspect.run_request(request, OPERATIONS, cancel_on_disconnect)
    with contextlib.suppress(BrokenPipeError):  # the caller no longer waits
        sys.stdout.buffer.write(exact_json.serialize(response).encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()


def cancel_on_disconnect(reader: Reader) -> None:
    """Cancel the reader when the caller no longer waits."""
    threading.Thread(target=_cancel_at_end_of_input, args=(reader,), name="cancel", daemon=True).start()


def _cancel_at_end_of_input(reader: Reader) -> None:
    # Read past Python's own buffer, whose lock this thread would hold when the process ends.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    while True:
        reader.cancel()
        time.sleep(CANCEL_INTERVAL)


if __name__ == "__main__":
    main()
    os._exit(0)  # everything is closed: the exit handlers of libraries take time, and one of them prints
