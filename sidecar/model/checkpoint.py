"""The checkpoint of a run: the ranges of rows that another attempt need not read again.

A run is read in ranges of a unique key. A range is done when Elasticsearch has acknowledged all its rows.
A read ordered by the key has a single done range, which grows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sidecar.model.positions import Positions
from sidecar.model.stored import field_values, known_fields, merge_unknown, with_unknown

_COUNTS = ("count", "duplicates", "doubtful", "dropped", "deleted", "nulled", "bytes")


@dataclass(frozen=True, kw_only=True)
class AcknowledgedRows:
    """Counts of consecutive rows that Elasticsearch acknowledged, none of them rejected."""

    count: int = 0
    """Rows acknowledged."""
    duplicates: int = 0
    doubtful: int = 0
    """Duplicates among rows that were sent again after a lost response."""
    dropped: int = 0
    deleted: int = 0
    """Rows that are marked as deleted, and whose documents were deleted."""
    nulled: int = 0
    bytes: int = 0
    last_id: str | None = None
    """The key of the last row in read order."""
    largest: str | None = None
    """Digits of the largest numeric key."""
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def rows(self) -> int:
        """Return the number of rows read."""
        return self.count + self.dropped

    @property
    def documents(self) -> range:
        """Return the possible numbers of documents in a fresh index: several if a response was lost."""
        least = self.count - self.duplicates
        return range(least, least + self.doubtful + 1)

    def to_document(self) -> dict[str, Any]:
        """Return the stored form."""
        counts = field_values(self)
        if not self.deleted:
            del counts["deleted"]
        return merge_unknown(counts, self.unknown)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "AcknowledgedRows":
        """Read the stored form."""
        return with_unknown(cls(**known_fields(cls, document)), document)

    def plus(self, later: "AcknowledgedRows") -> "AcknowledgedRows":
        """Return the counts of these rows and of others read after them."""
        counts = {name: getattr(self, name) + getattr(later, name) for name in _COUNTS}
        largest = max((each for each in (self.largest, later.largest) if each is not None), key=Decimal, default=None)
        return AcknowledgedRows(**counts, last_id=later.last_id or self.last_id, largest=largest)


def sum_rows(parts: Iterable[AcknowledgedRows]) -> AcknowledgedRows:
    """Return the counts of several parts, which come in read order."""
    total = AcknowledgedRows()
    for part in parts:
        total = total.plus(part)
    return total


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """The ranges of a read, the acknowledged ones among them, and the state that a resumed read needs."""

    column: str
    bounds: tuple[str, ...]
    """SQL literals, ascending. Range 0 is below the first, each other begins at one; ``nulls`` are a separate range."""
    ordered: bool
    """Whether the rows come in the order of the column. Then there is one bound, and all rows below it are done."""
    before: Positions
    """The positions that the query was rendered with; a resumed query needs the same."""
    clock: str
    """The database's clock when the first attempt began to read."""
    snapshots: int
    """Snapshots of the source that the acknowledged rows come from. Stored as ``moments``."""
    done: dict[str, AcknowledgedRows] = field(default_factory=dict)
    """The done ranges, by name."""
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def acknowledged(self) -> AcknowledgedRows:
        """Return the counts of all rows that need not be read again."""
        return sum_rows(self.done.values())

    def to_document(self) -> dict[str, Any]:
        """Return the stored form."""
        done = {name: each.to_document() for name, each in self.done.items()}
        document = {**field_values(self), "bounds": list(self.bounds), "before": self.before.to_document(), "done": done}
        document["moments"] = document.pop("snapshots")
        return merge_unknown(document, self.unknown)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Checkpoint":
        """Read the stored form."""
        done = {name: AcknowledgedRows.from_document(each) for name, each in document["done"].items()}
        converted = {"bounds": tuple(document["bounds"]), "before": Positions.from_document(document["before"]), "done": done}
        checkpoint = cls(**{**known_fields(cls, document), **converted, "snapshots": document["moments"]})
        return with_unknown(checkpoint, document)


def merge_ranges(bounds: Sequence[str], done: Mapping[str, AcknowledgedRows]) -> tuple[tuple[str, ...], dict[str, AcknowledgedRows]]:
    """Return the same checkpoint's bounds and done ranges, with each run of adjacent done ranges as one.

    Without it the checkpoint of a read with thousands of ranges would be megabytes.
    """
    kept: list[str] = []
    runs: list[list[AcknowledgedRows]] = [[]]
    was_done = False
    for number in range(len(bounds) + 1):
        rows = done.get(str(number))
        if number and not (was_done and rows is not None):
            kept.append(bounds[number - 1])
            runs.append([])
        was_done = rows is not None
        runs[-1] += [rows] if rows is not None else []
    merged = {str(number): run[0] if len(run) == 1 else sum_rows(run) for number, run in enumerate(runs) if run}
    # That of nulls has a name instead of a number.
    return tuple(kept), merged | {name: rows for name, rows in done.items() if not name.isdigit()}
