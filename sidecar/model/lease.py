"""The lease: one document per job with the authoritative state of its execution."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sidecar.model.checkpoint import AcknowledgedRows, Checkpoint
from sidecar.model.datasource import Datasource
from sidecar.model.events import Event, EventType
from sidecar.model.ingestion import Ingestion
from sidecar.model.job import INGESTION, Status
from sidecar.model.job_state import ExecutionKind, Phase
from sidecar.model.log_fields import EXECUTION, JOB, REQUEST
from sidecar.model.positions import Positions
from sidecar.model.stored import merge_unknown, read_member, with_unknown
from sidecar.model.target_state import TargetState
from sidecar.model.totals import ExecutionCounts, Totals
from sidecar.model.webhook_delivery import MAX_DELIVERIES, WebhookDelivery
from sidecar.model.webhook_result import WebhookResult, WebhookState


@dataclass(frozen=True, kw_only=True)
class ExecutionDefinition:
    """The definition an execution was opened with. Later edits of the saved one apply to the next execution."""

    ingestion: Ingestion
    datasource: Datasource
    full: bool = False
    """Run without positions, as on a first run."""
    kind: ExecutionKind | str = ExecutionKind.LOAD
    """Kept as text if only a newer release knows it."""
    request: str | None = None
    """The id of the request that opened the execution, for log lines; None for a schedule."""
    trace: Mapping[str, str] = field(default_factory=dict)
    """The span that opened the execution, as the parent of its spans: W3C Trace Context. Empty if none was recorded."""
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def to_document(self) -> dict[str, Any]:
        """Return the stored form, with encrypted credentials."""
        document = {
            "ingestion": self.ingestion.to_document(),
            "datasource": {"id": self.datasource.id, **self.datasource.to_document()},
            "full": self.full,
            **({"request": self.request} if self.request else {}),
            **({"trace": dict(self.trace)} if self.trace else {}),
            **({"kind": str(self.kind)} if self.kind is not ExecutionKind.LOAD else {}),
        }
        return merge_unknown(document, self.unknown)

    @classmethod
    def from_document(cls, job: str, document: dict[str, Any]) -> "ExecutionDefinition":
        """Read the stored form."""
        source = dict(document["datasource"])
        definition = cls(
            ingestion=Ingestion.from_document(job, document["ingestion"]),
            datasource=Datasource.from_document(source.pop("id"), source),
            full=document["full"],
            request=document.get("request"),
            trace=_stored_trace(document.get("trace")),
            kind=read_member(ExecutionKind, document.get("kind", ExecutionKind.LOAD.value)),
        )
        return with_unknown(definition, document)


_PLAIN = (
    "job", "type", "fence", "owner", "execution", "sent", "target_uuid", "session", "staging", "replaced", "process", "last_fire",
    "deletions_last_fire", "projected", "deleted", "forget",
)  # fmt: skip
"""Fields stored under their own names, without a conversion."""


@dataclass(frozen=True, kw_only=True)
class Lease:
    """The authoritative state of one job. A lease is never deleted, and its fence never decreases."""

    job: str
    type: str = INGESTION
    fence: int = 0
    owner: str | None = None
    """The agent that runs the execution; None while it is queued and after its end."""
    owner_timeout: float | None = None
    """The owner's lease timeout in seconds. Other agents wait for it too before they take over."""
    owner_interval: float | None = None
    """The owner's snapshot interval in seconds."""
    execution: str | None = None
    status: Status | None = None
    definition: ExecutionDefinition | None = None
    positions: Positions = field(default_factory=Positions)
    sent: bool = False
    """Whether any execution of this job has sent rows, or the positions were reset on request.

    From then on, unset positions are not read from the target.
    """
    target_uuid: str | None = None
    """The index that the positions are valid for."""
    target_state: TargetState | None = None
    """What tells whether a restored copy of that index has all rows up to the positions; None if nothing does."""
    session: str | None = None
    """The id of the database session that reads, so that an agent can terminate it."""
    staging: str | None = None
    """The staging index of the current REPLACE run."""
    replaced: str | None = None
    """The index that loses the target's alias when the current run publishes."""
    publish_plan: dict[str, Any] = field(default_factory=dict)
    """The input of publishing, set once every row was sent. Stored as ``checkpoint``."""
    checkpoint: Checkpoint | None = None
    """The rows that another attempt need not read again; None if it would have to start over. Stored as ``resume``."""
    starts_without_progress: int = 1
    """Consecutive starts of the execution without a new checkpoint. Stored as ``tries``."""
    process: str | None = None
    """The operating-system process of the execution, named by :mod:`sidecar.jobs.process_identity`."""
    drop: tuple[str, ...] = ()
    """Replaced indices, to be deleted once no alias points to them."""
    last_fire: int | None = None
    """The last fire time of the schedule that was handled, epoch ms."""
    deletions_last_fire: int | None = None
    """The same of ``deletions_schedule``."""
    projected: bool = True
    """Whether the job log has the final state of this status."""
    deleted: bool = False
    """A tombstone: the ingestion was deleted."""
    forget: bool = False
    """The definition changed during a run: the positions this run reaches are not valid for the new one."""
    totals: Totals = field(default_factory=Totals)
    """Sums over all executions, with the counts of every status that the lease had. They never decrease, also as a tombstone."""
    deliveries: tuple[WebhookDelivery, ...] = ()
    """The webhooks of ended executions that are still to be delivered, oldest first."""
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """Stored fields that only a newer release knows. They are written back unchanged, as those of the values within it are."""

    def __post_init__(self) -> None:
        """Include the status in the totals: it is new, or was changed by a release that does not know totals."""
        if self.status is not None:
            object.__setattr__(self, "totals", self.totals.including(ExecutionCounts.of_status(self.status)))

    @property
    def key(self) -> str:
        """Return the id of the lease's document."""
        return f"{self.type}:{self.job}"

    @property
    def log_fields(self) -> dict[str, str]:
        """Return the fields of log lines about the job and its current or last execution."""
        request = self.definition.request if self.definition else None
        fields = {JOB: self.job, EXECUTION: self.execution, REQUEST: request}
        return {name: value for name, value in fields.items() if value}

    @property
    def trace(self) -> Mapping[str, str]:
        """Return the span that opened the current or last execution, as the parent of others; empty if none was recorded."""
        return self.definition.trace if self.definition else {}

    @property
    def is_active(self) -> bool:
        """Return whether an execution is queued or running."""
        return self.status is not None and self.status.is_active

    @property
    def unknown_part(self) -> str | None:
        """Return the kind or phase of the execution that only a newer release knows: its next step is not known either."""
        kind = self.definition.kind if self.definition else ExecutionKind.LOAD
        phase = self.status.details.phase if self.status else None
        if not isinstance(kind, ExecutionKind):
            return f"kind [{kind}]"
        return None if phase is None or isinstance(phase, Phase) else f"phase [{phase}]"

    @property
    def execution_status(self) -> Status:
        """Return the status of the current or last execution; raise :class:`ValueError` if there never was one."""
        if self.status is None:
            raise ValueError(f"the lease [{self.key}] has no execution")
        return self.status

    def last_fire_of(self, kind: ExecutionKind) -> int | None:
        """Return the last handled fire time of the schedule of a kind of executions (epoch ms)."""
        return self.deletions_last_fire if kind is ExecutionKind.DELETION else self.last_fire

    def with_last_fire(self, kind: ExecutionKind, fire_time: int) -> "Lease":
        """Return the lease with the last handled fire time of the schedule of a kind of executions (epoch ms)."""
        name = "deletions_last_fire" if kind is ExecutionKind.DELETION else "last_fire"
        return self.evolve(**{name: fire_time})

    def with_details(self, **details: Any) -> "Lease":
        """Return the lease with changed details of its status."""
        return replace(self, status=self.execution_status.with_details(**details))

    def with_events(self, *events: Event) -> "Lease":
        """Return the lease with further events of its execution. Take-overs among them are counted."""
        take_overs = self.totals.take_overs + sum(each.type == EventType.TAKEN_OVER for each in events)
        return replace(self, status=self.execution_status.with_events(*events), totals=replace(self.totals, take_overs=take_overs))

    def restart(self, reason: str, **details: Any) -> "Lease":
        """Return the lease of an execution that reads again, from its checkpoint if it has one."""
        status = replace(self.execution_status, note=f"It was started again: {reason}.")
        return replace(self, status=status)._with_counts_of_checkpoint().with_details(restart_reason=reason, **details)

    def start_over(self) -> "Lease":
        """Return the lease of an execution that discards its staging index and checkpoint."""
        return replace(self, staging=None, checkpoint=None)._with_counts_of_checkpoint()

    def _with_counts_of_checkpoint(self) -> "Lease":
        rows = self.checkpoint.acknowledged if self.checkpoint else AcknowledgedRows()
        status = replace(self.execution_status, count=rows.count, last_id=rows.last_id).with_details(
            rows_read=rows.rows, duplicates=rows.duplicates, dropped=rows.dropped, nulled=rows.nulled, bytes=rows.bytes,
            rejected=0, percent=None, eta_in_millis=None, partitions=(),
        )  # fmt: skip
        return replace(self, status=status)

    def evolve(self, **changes: Any) -> "Lease":
        """Return the lease with changes."""
        return replace(self, **changes)

    def without_owner(self) -> "Lease":
        """Return the lease for any agent to claim, without what its last owner recorded about itself."""
        return replace(self, owner=None, owner_timeout=None, owner_interval=None, process=None)

    def with_status(self, status: Status, **changes: Any) -> "Lease":
        """Return the lease with a new status; a final one is still to be projected."""
        return replace(self, status=status, projected=status.is_active, **changes)

    def end(self, status: Status, **changes: Any) -> "Lease":
        """Return the lease with another status and without the resources of the execution. A final one may have a webhook to deliver."""
        released: dict[str, Any] = {
            "session": None, "staging": None, "replaced": None, "publish_plan": {}, "checkpoint": None,
            # The index belongs to positions that were reset during the execution.
            "target_uuid": None if self.forget else self.target_uuid,
            "target_state": self.target_state if changes.get("positions", self.positions) == self.positions else None,
        }  # fmt: skip
        if released["target_state"] is None and self.target_state is not None:
            released["target_state"] = self.target_state.without_positions()
        ended = self.without_owner().with_status(status, **{**released, **changes})
        webhook = ended.definition.ingestion.on_end if ended.definition else None
        if webhook is None or status.state not in webhook.states:
            return ended
        deliveries = (*ended.deliveries, WebhookDelivery.of(webhook, status))[-MAX_DELIVERIES:]
        return ended.evolve(deliveries=deliveries).with_details(webhook=WebhookResult())

    def with_delivery(self, execution: str, delivery: WebhookDelivery | None, result: WebhookResult) -> "Lease":
        """Return the lease after an attempt to deliver the webhook of an execution; ``delivery`` is what is left to do, if anything."""
        changed = [delivery if each.execution == execution else each for each in self.deliveries]
        lease = self.evolve(deliveries=tuple(each for each in changed if each is not None))
        current = self.status.details.webhook if self.status and self.execution == execution else None
        if current is None or current.state != WebhookState.PENDING:
            return lease
        return lease.with_details(webhook=replace(result, unknown=current.unknown)).evolve(projected=False)

    def to_document(self) -> dict[str, Any]:
        """Return the stored form; ``state`` and ``phase`` are repeated at the top level for searches."""
        document = {name: getattr(self, name) for name in _PLAIN}
        document |= {
            "drop": list(self.drop),
            "positions": self.positions.to_document(),
            "checkpoint": self.publish_plan,
            "tries": self.starts_without_progress,
        }
        if self.status is not None:
            phase = self.status.details.phase
            document |= {"status": self.status.to_document(), "state": self.status.state.value, "phase": phase and str(phase)}
        if self.checkpoint is not None:
            document["resume"] = self.checkpoint.to_document()
        if self.definition is not None:
            document["definition"] = {**self.definition.to_document(), **self._fields_within_definition()}
        return merge_unknown({name: value for name, value in document.items() if value is not None}, self.unknown)

    def _fields_within_definition(self) -> dict[str, Any]:
        """Return what is stored within the definition, because elsewhere version 0.1.0 rejects unknown fields."""
        settings = {"timeout": self.owner_timeout, "interval": self.owner_interval}
        fields = {
            "owner": settings if any(settings.values()) else None,
            "totals": self.totals.to_document(),
            "target": self.target_state.to_document() if self.target_state else None,
            "deliveries": [each.to_document() for each in self.deliveries],
        }
        return {name: value for name, value in fields.items() if value}

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Lease":
        """Read the stored form."""
        definition, status, checkpoint = dict(document.get("definition") or {}), document.get("status"), document.get("resume")
        owner, totals = definition.pop("owner", None), definition.pop("totals", {})
        target, deliveries = definition.pop("target", None), definition.pop("deliveries", [])
        lease = cls(
            **{name: document[name] for name in _PLAIN if name in document},
            definition=ExecutionDefinition.from_document(document["job"], definition) if definition else None,
            status=Status.from_document(status) if status else None,
            positions=Positions.from_document(document["positions"]),
            publish_plan=document.get("checkpoint", {}),
            checkpoint=Checkpoint.from_document(checkpoint) if checkpoint else None,
            starts_without_progress=document.get("tries", 1),
            owner_timeout=stored_seconds(owner, "timeout"),
            owner_interval=stored_seconds(owner, "interval"),
            drop=tuple(document["drop"]),
            totals=Totals.from_document(totals),
            deliveries=tuple(WebhookDelivery.from_document(each) for each in deliveries),
            target_state=TargetState.from_document(target) if target else None,
        )
        return with_unknown(lease, document)


def _stored_trace(stored: Any) -> dict[str, str]:
    """Return a stored trace context; an empty one if it is damaged, so that the lease stays readable."""
    return {name: value for name, value in stored.items() if isinstance(value, str)} if isinstance(stored, Mapping) else {}


def stored_seconds(settings: Any, name: str) -> float | None:
    """Return a stored duration; None if it is not one, so that a damaged one does not make the lease unreadable."""
    stored = settings.get(name) if isinstance(settings, Mapping) else None
    if not isinstance(stored, int | float) or isinstance(stored, bool):
        return None
    # A larger integer cannot be a float.
    return float(stored) if 0 < stored < sys.float_info.max else None
