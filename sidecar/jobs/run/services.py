"""What the executions of a process share."""

from dataclasses import dataclass

from sidecar.jobs.clock import Clock
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.target_clients import TargetClients
from sidecar.settings import Settings
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.encryption import SecretKeys


@dataclass(frozen=True, kw_only=True)
class ExecutionServices:
    """The objects that an execution uses, created once per process."""

    settings: Settings
    secrets: SecretKeys
    lifecycle: Lifecycle
    target_clients: TargetClients
    dead_letters: DeadLetters
    clock: Clock
