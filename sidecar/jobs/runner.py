"""Make an execution's tools once, ahead of need, and run it."""

import threading
from collections.abc import Iterable

from sidecar.elastic import make_client
from sidecar.jobs.clock import now_millis
from sidecar.jobs.execution import Execution
from sidecar.jobs.intake import Tools
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.targets import Targets
from sidecar.settings import Settings
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Leases
from sidecar.store.secrets import Secrets


class Runner:
    """Runs executions in this process."""

    def __init__(self, settings: Settings, secrets: Secrets) -> None:
        client = make_client(settings)
        self._tools = Tools(
            settings=settings,
            secrets=secrets,
            life=Lifecycle(Leases(client), JobLog(client)),
            targets=Targets(settings, secrets),
            dead_letters=DeadLetters(client),
            clock=now_millis,
        )

    def run(self, key: str, fence: int, hints: Iterable[bytes]) -> None:
        """Run the execution that the lease holds under this fence; raise :class:`~sidecar.errors.Superseded` where it holds another.

        Each of ``hints`` lets it look at its lease at once.
        """
        execution = Execution(self._tools, key, fence)
        threading.Thread(target=_heed, args=(hints, execution), name="hints", daemon=True).start()
        execution.run()


def _heed(hints: Iterable[bytes], execution: Execution) -> None:
    for _ in hints:
        execution.look()
