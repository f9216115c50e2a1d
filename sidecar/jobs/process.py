"""The entry of an execution's process: wait for one order, run it, end.

The process is started ahead of need, so that all imports are done when the order comes; it ends when its agent does, unless it
has its order by then. Every later line is a hint that the lease has changed.
"""

import json
import logging
import os
import sys
from io import FileIO, RawIOBase

from sidecar import logs, privacy
from sidecar.errors import RunEnded, SidecarError, Unavailable
from sidecar.jobs.pool import UNREACHABLE
from sidecar.jobs.runner import Runner
from sidecar.settings import load_settings
from sidecar.store.secrets import load_secrets

log = logging.getLogger(__name__)


def main(orders: RawIOBase) -> int:
    """Run the execution that the first line names; give the exit status, 0 also for a run that ended in an error of its own."""
    privacy.keep_memory()
    settings = load_settings(os.environ)
    logs.configure(settings.log_level)
    logs.hide(settings.elasticsearch_password, settings.elasticsearch_api_key, *settings.secret_key)
    runner = Runner(settings, load_secrets(settings))
    line = orders.readline()
    if not line:
        return 0
    order = json.loads(line)
    logs.always({logs.JOB: order["key"].partition(":")[2]})
    try:
        runner.run(order["key"], order["fence"], hints=orders)
    except RunEnded as ended:
        log.info("%s: %s", order["key"], ended)
    except SidecarError as error:
        # Its end could not be written; the lease stands still, and an agent goes on from there.
        log.error("%s: %s", order["key"], error)
        return UNREACHABLE if isinstance(error, Unavailable) else 1
    return 0


if __name__ == "__main__":
    # Unbuffered: a thread that reads when the interpreter ends must hold no lock of it.
    sys.exit(main(FileIO(sys.stdin.fileno(), closefd=False)))
