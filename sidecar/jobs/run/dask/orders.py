"""What coordinator and workers tell each other: the order to load a range, and the reports about it. Neither holds a secret."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sidecar.errors import SidecarError, error_messages
from sidecar.extract.ranges import Range
from sidecar.load.send.acknowledgements import Totals
from sidecar.load.send.transport import Destination
from sidecar.model.checkpoint import AcknowledgedRows
from sidecar.model.columns import Column
from sidecar.model.positions import Positions
from sidecar.model.stored import known_fields

INTERNAL_ERROR = ""
"""The kind of a failure whose message may quote data, so that it is only in the worker's log."""


@dataclass(frozen=True, kw_only=True)
class AttemptOrder:
    """What the orders of an attempt have in common."""

    key: str
    """The key of the execution's lease."""
    fence: int
    execution: str
    attempt: int
    columns: tuple[Column, ...]
    before: Positions
    """The positions that the query is rendered with."""
    destination: Destination
    bisects: bool
    """Whether rows that the database cannot compute are searched and rejected."""
    trace: Mapping[str, str] = field(default_factory=dict)
    """The coordinator's span, as the parent of those of the ranges."""


@dataclass(frozen=True, kw_only=True)
class RangeOrder(AttemptOrder):
    """The order to load one range. The worker reads everything else, and opens passwords, from the lease with its own settings."""

    id: str
    """Names the execution, the attempt, the range, and how often the attempt has ordered it."""
    number: int
    """The number of the range, which is part of the ids of documents without a key."""
    row_range: Range
    snapshot: str | None
    """The name of the database's snapshot that all workers read; None if each session has its own."""

    @classmethod
    def of(cls, attempt: AttemptOrder, *, id: str, number: int, row_range: Range, snapshot: str | None) -> "RangeOrder":
        """Return the order of one range of an attempt."""
        return cls(**vars(attempt), id=id, number=number, row_range=row_range, snapshot=snapshot)


@dataclass(frozen=True, kw_only=True)
class Failure:
    """Why a worker did not load a range."""

    kind: str
    """The name of the exception class; :data:`INTERNAL_ERROR` for one that is not of the sidecar."""
    messages: tuple[str, ...]
    """The chain of reasons, outermost first."""

    @classmethod
    def of(cls, error: BaseException) -> "Failure":
        """Describe an exception."""
        if isinstance(error, SidecarError):
            return cls(kind=type(error).__name__, messages=tuple(error_messages(error)))
        return cls(kind=INTERNAL_ERROR, messages=(type(error).__name__,))

    def to_error(self, worker: str, *, blames_worker: bool = False) -> SidecarError:
        """Return an exception of the same class with the same chain of reasons.

        ``blames_worker`` is whether the settings or the connections of the worker may be the cause, so that the error must name it.
        """
        if self.kind == INTERNAL_ERROR:
            return SidecarError(f"internal error ({self.messages[0]}) on the Dask worker [{worker}]; see its log")
        cause: SidecarError | None = None
        for position in range(len(self.messages) - 1, -1, -1):
            kind = _CLASSES.get(self.kind, SidecarError) if position == 0 else SidecarError
            # Not all constructors take only a reason.
            error = kind.__new__(kind)
            place = f"On the Dask worker [{worker}]: " if blames_worker and position == 0 else ""
            SidecarError.__init__(error, f"{place}{self.messages[position]}")
            error.__cause__ = cause
            cause = error
        return cause or SidecarError(f"failure on the Dask worker [{worker}]")


@dataclass(frozen=True, kw_only=True)
class RangeReport:
    """How far a worker is with an order. Later reports of the same start replace earlier ones."""

    execution: str
    order: str
    start: str
    """Names this start of the order: Dask may give an order to a second worker when the first one is lost."""
    worker: str
    """The address of the worker."""
    session: str | None = None
    """The id of its database session; None before it is connected. The coordinator permits it by listing it in the lease."""
    rows_read: int = 0
    nulled: int = 0
    rejected: int = 0
    """Rows that could not be encoded."""
    rejection: str | None = None
    """A sentence about the last rejected row."""
    largest: str | None = None
    reading: float = 0.0
    encoding: float = 0.0
    waiting_for: str | None = None
    totals: Totals = field(default_factory=Totals)
    settled: AcknowledgedRows = field(default_factory=AcknowledgedRows)
    """The rows up to the first unsettled body, as in a local range."""
    is_ended: bool = False
    failure: Failure | None = None

    @property
    def is_loaded(self) -> bool:
        """Return whether all rows of the range are settled."""
        return self.is_ended and self.failure is None

    def to_message(self) -> dict[str, Any]:
        """Return the report as values that msgpack and JSON know."""
        return {**asdict(self), "settled": self.settled.to_document(), "failure": self.failure and asdict(self.failure)}

    @classmethod
    def from_message(cls, message: Mapping[str, Any]) -> "RangeReport":
        """Read a report; fields of a later version are ignored."""
        failure = message["failure"]
        return cls(**{
            **known_fields(cls, message),
            "totals": Totals(**known_fields(Totals, message["totals"])),
            "settled": AcknowledgedRows.from_document(message["settled"]),
            "failure": failure and Failure(kind=failure["kind"], messages=tuple(failure["messages"])),
        })  # fmt: skip


def _classes(base: type[SidecarError]) -> dict[str, type[SidecarError]]:
    found = {base.__name__: base}
    for each in base.__subclasses__():
        found |= _classes(each)
    return found


_CLASSES = _classes(SidecarError)
