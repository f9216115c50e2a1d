"""The lease: one document a job, the one truth of all that is decided about it."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from sidecar.logs import EXECUTION, JOB, REQUEST
from sidecar.model.checkpoint import Checkpoint, Settled
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.model.job import INGESTION, Status
from sidecar.model.positions import Positions


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What an execution was opened with; an edit of the saved definition holds from the next run."""

    ingestion: Ingestion
    datasource: Datasource
    full: bool = False
    """Run without positions, as on a first run."""
    request: str | None = None
    """The id of the request that opened it, for the log lines; none for a schedule."""

    def document(self) -> dict[str, Any]:
        """Give the stored form, credentials sealed."""
        return {
            "ingestion": self.ingestion.document(),
            "datasource": {"id": self.datasource.id, **self.datasource.document()},
            "full": self.full,
            **({"request": self.request} if self.request else {}),
        }

    @classmethod
    def stored(cls, job: str, document: dict[str, Any]) -> "Definition":
        """Read the stored form."""
        source = document["datasource"]
        return cls(
            ingestion=Ingestion.stored(job, document["ingestion"]),
            datasource=Datasource.stored(source["id"], source),
            full=document["full"],
            request=document.get("request"),
        )


@dataclass(frozen=True, kw_only=True)
class Lease:
    """All that is decided about one job. Never deleted; the fence never goes back."""

    job: str
    type: str = INGESTION
    fence: int = 0
    owner: str | None = None
    """The agent that runs the execution; none while it is queued or has ended."""
    execution: str | None = None
    status: Status | None = None
    definition: Definition | None = None
    positions: Positions = field(default_factory=Positions)
    sent: bool = False
    """Whether any execution of this job ever sent rows: from then on unset positions mean unset."""
    target_uuid: str | None = None
    """The index that the positions speak of."""
    session: str | None = None
    """The database session that reads, so that whoever kills or takes over can end it."""
    staging: str | None = None
    """The index that the current REPLACE run fills."""
    replaced: str | None = None
    """The index that the publishing run takes the target away from."""
    checkpoint: dict[str, Any] = field(default_factory=dict)
    """What publishing needs, once every row is in."""
    resume: Checkpoint | None = None
    """What another attempt need not read again; none where it would have to begin anew."""
    tries: int = 1
    """Starts of the execution in a row without a new checkpoint."""
    process: str | None = None
    """The operating-system process that runs the execution, as :mod:`sidecar.jobs.process_identity` names it."""
    drop: tuple[str, ...] = ()
    """Indices that a publish replaced, to be deleted once no alias shows them."""
    last_fire: int | None = None
    """The last fire time that was honoured, epoch ms."""
    projected: bool = True
    """Whether the log holds this status' final state."""
    deleted: bool = False
    """A tombstone: the ingestion is gone."""
    forget: bool = False
    """The definition changed while a run was under way: its positions say nothing about the new one."""

    @property
    def key(self) -> str:
        """Give the document's id."""
        return f"{self.type}:{self.job}"

    @property
    def log_fields(self) -> dict[str, str]:
        """Return the fields of log lines about the job and its current or last execution."""
        request = self.definition.request if self.definition else None
        fields = {JOB: self.job, EXECUTION: self.execution, REQUEST: request}
        return {name: value for name, value in fields.items() if value}

    @property
    def active(self) -> bool:
        """Tell whether an execution is queued or running."""
        return self.status is not None and self.status.active

    @property
    def running(self) -> Status:
        """Give the status of a lease that is known to hold an execution; raise :class:`ValueError` for one that never did."""
        if self.status is None:
            raise ValueError(f"the lease [{self.key}] never held an execution")
        return self.status

    def with_details(self, **details: Any) -> "Lease":
        """Give the lease with changed details of its status."""
        return replace(self, status=self.running.detailed(**details))

    def begun_again(self, reason: str, **details: Any) -> "Lease":
        """Give the lease of an execution that reads again: it counts on from its checkpoint, or anew from 0."""
        status = replace(self.running, note=f"It was started again: {reason}.")
        return replace(self, status=status)._counting_on().with_details(restart_reason=reason, **details)

    def anew(self) -> "Lease":
        """Give the lease of an execution that goes on from nothing."""
        return replace(self, staging=None, resume=None)._counting_on()

    def _counting_on(self) -> "Lease":
        kept = self.resume.kept if self.resume else Settled()
        status = replace(self.running, count=kept.count, last_id=kept.last_id)
        counts = {name: getattr(kept, name) for name in ("duplicates", "dropped", "nulled", "bytes")}
        return replace(
            self, status=status.detailed(rows_read=kept.rows, rejected=0, percent=None, eta_in_millis=None, partitions=(), **counts)
        )  # fmt: skip

    def evolve(self, **changes: Any) -> "Lease":
        """Give the lease with changes."""
        return replace(self, **changes)

    def with_status(self, status: Status, **changes: Any) -> "Lease":
        """Give the lease with a new status; a final one waits to be projected."""
        return replace(self, status=status, projected=status.active, **changes)

    def ended(self, status: Status, **changes: Any) -> "Lease":
        """Give the lease with a final status; nothing is left of what the execution held."""
        return self.with_status(
            status, **{"owner": None, "session": None, "process": None, "staging": None, "replaced": None, "checkpoint": {}, "resume": None,
                       **changes}
        )  # fmt: skip

    def document(self) -> dict[str, Any]:
        """Give the stored form; ``state`` and ``phase`` stand on top for searches."""
        plain: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("job", "type", "fence", "owner", "execution", "sent", "target_uuid", "session", "staging", "replaced",
                         "checkpoint", "tries", "process", "last_fire", "projected", "deleted", "forget")
        }  # fmt: skip
        plain |= {"drop": list(self.drop), "positions": asdict(self.positions)}
        if self.status is not None:
            phase = self.status.details.phase
            plain |= {"status": self.status.document(), "state": self.status.state.value, "phase": phase and phase.value}
        if self.resume is not None:
            plain["resume"] = self.resume.document()
        if self.definition is not None:
            plain["definition"] = self.definition.document()
        return {name: value for name, value in plain.items() if value is not None}

    @classmethod
    def stored(cls, document: dict[str, Any]) -> "Lease":
        """Read the stored form."""
        known = {name: value for name, value in document.items() if name not in ("state", "phase")}
        definition = known.get("definition")
        known["definition"] = definition and Definition.stored(document["job"], definition)
        known["status"] = Status.stored(known["status"]) if "status" in known else None
        known["resume"] = Checkpoint.stored(known["resume"]) if "resume" in known else None
        known["positions"] = Positions.stored(known["positions"])
        known["drop"] = tuple(known["drop"])
        return cls(**known)
