"""What of a run is settled for good, so that another attempt need not read it again.

A run is read in ranges of a unique key. A range is settled when Elasticsearch has acknowledged all its rows; a read ordered by the key
has one settled range, which grows.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from sidecar.model.positions import Positions

_COUNTS = ("count", "duplicates", "doubtful", "dropped", "nulled", "bytes")


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What became of some rows, all of them settled and none rejected."""

    count: int = 0
    """Rows acknowledged."""
    duplicates: int = 0
    doubtful: int = 0
    dropped: int = 0
    nulled: int = 0
    bytes: int = 0
    last_id: str | None = None
    """The key of the last one in read order."""
    largest: str | None = None
    """Digits of the largest numeric key."""

    @property
    def rows(self) -> int:
        """Count the rows read."""
        return self.count + self.dropped

    @property
    def documents(self) -> range:
        """Give the numbers of documents that may have come of them in a fresh index: more than one when an answer was lost."""
        least = self.count - self.duplicates
        return range(least, least + self.doubtful + 1)

    def and_then(self, more: "Settled") -> "Settled":
        """Give what became of these rows and of others read after them."""
        counts = {name: getattr(self, name) + getattr(more, name) for name in _COUNTS}
        largest = max((each for each in (self.largest, more.largest) if each is not None), key=Decimal, default=None)
        return Settled(**counts, last_id=more.last_id or self.last_id, largest=largest)


def together(several: Iterable[Settled]) -> Settled:
    """Add up what became of the rows of several ranges, in read order."""
    whole = Settled()
    for each in several:
        whole = whole.and_then(each)
    return whole


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """The ranges that a read is cut in, which of them are settled, and what a resumed read must know of the first one."""

    column: str
    bounds: tuple[str, ...]
    """SQL literals, ascending. Range 0 is below the first, each other begins at one; ``nulls`` are a range of their own."""
    ordered: bool
    """Whether the rows come in the order of the column: then there is one bound, and what is below it is settled."""
    before: Positions
    """What the query was told: it must be told the same again."""
    clock: str
    """The database's clock when the first attempt began to read."""
    moments: int
    """Moments of the source that the settled rows come from."""
    done: dict[str, Settled] = field(default_factory=dict)
    """The settled ranges, by name."""

    @property
    def kept(self) -> Settled:
        """Give what became of all rows that need not be read again."""
        return together(self.done.values())

    def document(self) -> dict[str, Any]:
        """Give the stored form."""
        return {**asdict(self), "bounds": list(self.bounds)}

    @classmethod
    def stored(cls, document: dict[str, Any]) -> "Checkpoint":
        """Read the stored form."""
        done = {name: Settled(**each) for name, each in document["done"].items()}
        return cls(**{**document, "bounds": tuple(document["bounds"]), "before": Positions.stored(document["before"]), "done": done})
