"""Entry point of an execution's process: read one order from standard input, run it, exit.

The agent pre-starts the process, so that its imports are done when the order arrives; when they are, it closes a pipe. Without an order it
ends with its agent. Every later line is a notification that the lease has changed.
"""

import logging
import os
import sys
import threading
from collections.abc import Iterable
from io import FileIO, RawIOBase

from sidecar import hardening, logs
from sidecar.errors import ExecutionStopped, ServiceUnavailable, SidecarError
from sidecar.extract.drivers import import_reader
from sidecar.jobs.execution_order import EXIT_UNREACHABLE, ExecutionOrder
from sidecar.jobs.run.execution import Execution
from sidecar.jobs.run.services import ExecutionServices, create_services
from sidecar.model.log_fields import JOB
from sidecar.settings import load_settings
from sidecar.tracing.setup import start_tracing, stop_tracing

log = logging.getLogger(__name__)


def main(orders: RawIOBase, database: str = "", ready: str | None = None) -> int:
    """Run the execution of the first line; return the exit status.

    It is 0 even if the execution ended in ``error``. The reader of ``database`` is imported before the line arrives. ``ready`` is the file
    descriptor that is closed then; an agent of a release before this one has none.
    """
    hardening.protect_memory()
    settings = load_settings(os.environ)
    logs.configure(settings.log_level)
    logs.end_process_on_thread_failure()
    logs.register_secrets(settings.elasticsearch_password, settings.elasticsearch_api_key, *settings.secret_key)
    start_tracing("execution")
    services = create_services(settings)
    if database:
        import_reader(database)
    if ready:
        os.close(int(ready))
    line = orders.readline()
    if not line:
        return 0
    order = ExecutionOrder.from_line(line)
    logs.bind_process({JOB: order.job})
    try:
        _run(services, order, notifications=orders)
    except ExecutionStopped as ended:
        log.info("%s: %s", order.key, ended)
    except SidecarError as error:
        # The final status could not be written; the lease stays as it is, and an agent recovers the execution.
        log.error("%s: %s", order.key, error)
        return EXIT_UNREACHABLE if isinstance(error, ServiceUnavailable) else 1
    finally:
        stop_tracing()
    return 0


def _run(services: ExecutionServices, order: ExecutionOrder, notifications: Iterable[bytes]) -> None:
    execution = Execution(services, order.key, order.fence)
    threading.Thread(target=_follow_notifications, args=(notifications, execution), name="notifications", daemon=True).start()
    execution.run()


def _follow_notifications(notifications: Iterable[bytes], execution: Execution) -> None:
    """Renew the lease at each notification, which reads its changes."""
    for _ in notifications:
        execution.renew_lease()


if __name__ == "__main__":
    # Unbuffered: a thread that reads when the interpreter ends must hold no lock of it.
    sys.exit(main(FileIO(sys.stdin.fileno(), closefd=False), *sys.argv[1:]))
