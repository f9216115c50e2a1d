"""A job's execution: its states and the moves between them, its status and details.

This module is the one home of the state table; every write of a state goes through :meth:`Status.moved`.
"""

import enum
import uuid
from dataclasses import asdict, dataclass, replace
from typing import Any

from sidecar.errors import Conflict

INGESTION = "ingestion"
TYPES = (INGESTION,)
"""The job types that exist."""

VERSION = 1
"""The version of the status' shape, as the job API tells it."""


class JobState(enum.StrEnum):
    """The public state of an execution."""

    RUNNING = "running"
    ABORTING = "aborting"
    ABORTED = "aborted"
    ERROR = "error"
    SUCCESSFUL = "successful"

    @property
    def final(self) -> bool:
        """Tell whether no move leads on from here."""
        return not TRANSITIONS[self]


TRANSITIONS: dict[JobState, frozenset[JobState]] = {
    JobState.RUNNING: frozenset({JobState.ABORTING, JobState.SUCCESSFUL, JobState.ABORTED, JobState.ERROR}),
    JobState.ABORTING: frozenset({JobState.ABORTED, JobState.ERROR}),
    JobState.ABORTED: frozenset(),
    JobState.ERROR: frozenset(),
    JobState.SUCCESSFUL: frozenset(),
}

INFOS = {
    JobState.RUNNING: "The job is running.",
    JobState.ABORTING: "The job is aborting.",
    JobState.ABORTED: "The job has been aborted.",
    JobState.ERROR: "The job has failed.",
    JobState.SUCCESSFUL: "The job is done.",
}


_WAITS = "It waits for "


class Phase(enum.StrEnum):
    """What an active execution is doing."""

    QUEUED = "queued"
    CONNECTING = "connecting"
    READING = "reading"
    """Reading, encoding and sending: they run side by side."""
    PUBLISHING = "publishing"
    """Past the point of no return: an abort changes nothing any more."""
    CLEANING = "cleaning"


class Trigger(enum.StrEnum):
    """What started an execution."""

    MANUAL = "manual"
    SCHEDULE = "schedule"


class IllegalMove(Conflict):
    """Refuse a move that the state table does not have."""


def check_move(old: JobState, new: JobState) -> None:
    """Raise :class:`IllegalMove` unless the table has the move."""
    if new not in TRANSITIONS[old]:
        raise IllegalMove(f"an execution cannot go from [{old.value}] to [{new.value}]")


def new_execution_id(job: str) -> str:
    """Make the ``_id`` of an execution's document: the job's id followed by a version-1 UUID."""
    return f"{job}{uuid.uuid1()}"


@dataclass(frozen=True, kw_only=True)
class Partition:
    """How far one range of a partitioned read has come."""

    name: str
    count: int = 0
    last_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Details:
    """What an operator may want to know beyond the status. Times are epoch milliseconds; absent is unknown."""

    execution: str
    trigger: Trigger
    strategy: str
    target: str
    attempt: int = 1
    snapshots: int | None = None
    """Moments of the source that the rows come from: 2 once a resumed read saw two."""
    agent: str | None = None
    phase: Phase | None = Phase.QUEUED
    """None once the execution has ended."""
    waiting_for: str | None = None
    restart_reason: str | None = None
    index: str | None = None
    """The index that rows are written to."""
    heartbeat: int | None = None
    rows_read: int = 0
    rows_total: int | None = None
    """An estimate."""
    percent: float | None = None
    eta_in_millis: int | None = None
    docs_per_second: float | None = None
    bytes: int = 0
    """Of bulk bodies that Elasticsearch acknowledged, before compression."""
    retries: int = 0
    rejected: int = 0
    duplicates: int = 0
    """Rows of this run that replaced another document of the same id."""
    dropped: int = 0
    """Rows that the ingest pipeline dropped."""
    nulled: int = 0
    bottleneck: str | None = None
    query: str | None = None
    partitions: tuple[Partition, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Give the JSON form; what is unknown is left out."""
        plain = {name: value.value if isinstance(value, enum.Enum) else value for name, value in asdict(self).items()}
        plain["partitions"] = [{k: v for k, v in each.items() if v is not None} for each in plain["partitions"]]
        return {name: value for name, value in plain.items() if value is not None and value != []}

    @classmethod
    def from_json(cls, document: dict[str, Any]) -> "Details":
        """Read the JSON form back."""
        known = dict(document)
        known["trigger"] = Trigger(known["trigger"])
        known["phase"] = Phase(known["phase"]) if "phase" in known else None
        known["partitions"] = tuple(Partition(**each) for each in known.get("partitions", ()))
        return cls(**known)


@dataclass(frozen=True, kw_only=True)
class Status:
    """The public status of one execution. ``note`` is a sentence that a wait or a restart adds to ``infos``."""

    id: str
    start_time: int
    details: Details
    state: JobState = JobState.RUNNING
    end_time: int | None = None
    note: str | None = None
    error: tuple[str, ...] = ()
    count: int = 0
    """Rows that Elasticsearch acknowledged."""
    last_id: str | None = None

    @property
    def active(self) -> bool:
        """Tell whether the execution has not ended."""
        return not self.state.final

    def moved(self, state: JobState, **changes: Any) -> "Status":
        """Give the status after a legal move; raise :class:`IllegalMove` for another."""
        check_move(self.state, state)
        return replace(self, state=state, **changes)

    def ended(self, state: JobState, now: int, error: tuple[str, ...] = (), note: str | None = None) -> "Status":
        """Give the final status at ``now`` (epoch ms)."""
        details = replace(self.details, phase=None, waiting_for=None, eta_in_millis=None, heartbeat=now)
        return self.moved(state, end_time=max(now, self.start_time), error=error, note=note, details=details)

    def waiting(self, what: str | None) -> "Status":
        """Give the status of a run that waits for something, or no longer does.

        The sentence about a restart gives way to that about a wait, and comes back with the next restart only.
        """
        kept = None if self.note and self.note.startswith(_WAITS) else self.note
        return replace(self, note=f"{_WAITS}{what}." if what else kept, details=replace(self.details, waiting_for=what))

    def detailed(self, **changes: Any) -> "Status":
        """Give the status with changed details."""
        return replace(self, details=replace(self.details, **changes))

    def to_json(self, *, detailed: bool) -> dict[str, Any]:
        """Give the seed's keys, and ``details`` where they are wanted."""
        status: dict[str, Any] = {"version": VERSION, "id": self.id, "is_running": self.active}
        if self.state in (JobState.ABORTING, JobState.ABORTED):
            status["is_aborting"] = True
        status["start_time"] = self.start_time
        if self.end_time is not None:
            status["end_time"] = self.end_time
        status["infos"] = f"{INFOS[self.state]} {self.note}" if self.note else INFOS[self.state]
        if self.state is JobState.ERROR:
            status["error"] = list(self.error)
        status |= {"state": self.state.value, "count": self.count}
        if self.last_id is not None:
            status["last_id"] = self.last_id
        return {**status, "details": self.details.to_json()} if detailed else status

    def document(self) -> dict[str, Any]:
        """Give the form that the lease keeps."""
        plain = {**asdict(self), "state": self.state.value, "error": list(self.error), "details": self.details.to_json()}
        return {name: value for name, value in plain.items() if value is not None}

    @classmethod
    def stored(cls, document: dict[str, Any]) -> "Status":
        """Read the form that the lease keeps."""
        known = {**document, "state": JobState(document["state"]), "error": tuple(document["error"])}
        return cls(**{**known, "details": Details.from_json(document["details"])})
