"""Entry point of an execution's process: read one order from standard input, run it, exit.

The agent starts the process ahead of need, so that its imports are done when the order arrives. Without an order it ends with its
agent. Every later line is a hint that the lease has changed.
"""

import logging
import os
import sys
import threading
from collections.abc import Iterable
from io import FileIO, RawIOBase

from sidecar import hardening, logs
from sidecar.elastic import make_client
from sidecar.errors import RunEnded, SidecarError, Unavailable
from sidecar.jobs.clock import now_millis
from sidecar.jobs.execution_order import EXIT_UNREACHABLE, ExecutionOrder
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.run.execution import Execution
from sidecar.jobs.run.ingest import Tools
from sidecar.jobs.target_clients import Targets
from sidecar.settings import Settings, load_settings
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.encryption import load_secrets
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Leases

log = logging.getLogger(__name__)


def main(orders: RawIOBase) -> int:
    """Run the execution that the first line names; return the exit status, which is 0 also for a run that ended in ``error``."""
    hardening.keep_memory()
    settings = load_settings(os.environ)
    logs.configure(settings.log_level)
    logs.hide(settings.elasticsearch_password, settings.elasticsearch_api_key, *settings.secret_key)
    tools = _make_tools(settings)
    line = orders.readline()
    if not line:
        return 0
    order = ExecutionOrder.from_line(line)
    logs.always({logs.JOB: order.job})
    try:
        _run(tools, order, hints=orders)
    except RunEnded as ended:
        log.info("%s: %s", order.key, ended)
    except SidecarError as error:
        # The final status could not be written; the lease stays as it is, and an agent recovers the execution.
        log.error("%s: %s", order.key, error)
        return EXIT_UNREACHABLE if isinstance(error, Unavailable) else 1
    return 0


def _make_tools(settings: Settings) -> Tools:
    client, secrets = make_client(settings), load_secrets(settings)
    return Tools(
        settings=settings,
        secrets=secrets,
        life=Lifecycle(Leases(client), JobLog(client)),
        targets=Targets(settings, secrets),
        dead_letters=DeadLetters(client),
        clock=now_millis,
    )


def _run(tools: Tools, order: ExecutionOrder, hints: Iterable[bytes]) -> None:
    execution = Execution(tools, order.key, order.fence)
    threading.Thread(target=_follow, args=(hints, execution), name="hints", daemon=True).start()
    execution.run()


def _follow(hints: Iterable[bytes], execution: Execution) -> None:
    """Read the lease again at each hint."""
    for _ in hints:
        execution.look()


if __name__ == "__main__":
    # Unbuffered: a thread that reads when the interpreter ends must hold no lock of it.
    sys.exit(main(FileIO(sys.stdin.fileno(), closefd=False)))
