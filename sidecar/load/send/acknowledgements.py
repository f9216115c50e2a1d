"""The account of a run's bodies: what is acknowledged, and up to which row without a gap."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sidecar.load.encode.bodies import Body
from sidecar.load.send.responses import Outcome
from sidecar.model.checkpoint import Settled, together


@dataclass(frozen=True, kw_only=True)
class Totals:
    """Counts since the start of sending. Times are seconds."""

    acknowledged: int = 0
    """Rows that Elasticsearch took; dropped ones are not among them."""
    duplicates: int = 0
    doubtful: int = 0
    """Rows counted as duplicates that may be their own: an earlier attempt's answer was lost. The index's count tells."""
    dropped: int = 0
    rejected: int = 0
    bytes: int = 0
    """Of bodies whose rows are all settled, before compression."""
    retries: int = 0
    last_id: str | None = None
    """The key of the last row, in read order, before the first one that is not settled."""
    blocked: float = 0.0
    """How long the producer waited for the queue: Elasticsearch is the bottleneck."""
    backing_off: float = 0.0
    """How long the connections, added up, waited before they tried again."""

    @property
    def expected(self) -> range:
        """Give the numbers of documents that a fresh index may have now."""
        least = self.acknowledged - self.duplicates
        return range(least, least + self.doubtful + 1)


@dataclass(frozen=True, kw_only=True)
class Share:
    """What is acknowledged of one partition's rows."""

    acknowledged: int = 0
    last_id: str | None = None
    """The key of its last row, in read order, before its first one that is not settled."""
    ended: bool = False
    """Whether no body of it will follow."""
    settled: Settled = field(default_factory=Settled)
    """What became of its rows up to the first body, in read order, that is not settled as a whole."""
    rejected: int = 0
    done: bool = False
    """Whether it has ended and every body of it is settled."""


class _Open:
    """A body with rows that are not settled."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.first: int | None = 0
        """The first row that is not settled, or none."""
        self.counts = Settled()

    def settled(self) -> Settled:
        """Give what became of its rows."""
        return replace(self.counts, bytes=len(self.body), last_id=self.body.key(self.body.rows - 1))


class Ledger:
    """Keep account of all bodies. Every method may be called from any thread.

    The read order of all is that of the partitions, and within each that of its bodies. ``carried`` are the partitions that an
    earlier attempt has settled.
    """

    def __init__(self, partitions: int = 1, carried: Mapping[int, Settled] | None = None) -> None:
        self._lock = threading.Lock()
        self._open: dict[int, _Open] = {}
        self._next = 0
        self._shares = [_carried((carried or {}).get(number)) for number in range(partitions)]
        kept = together(each.settled for each in self._shares)
        self._totals = Totals(
            acknowledged=kept.count, duplicates=kept.duplicates, doubtful=kept.doubtful, dropped=kept.dropped, bytes=kept.bytes,
            last_id=self._reached(),
        )  # fmt: skip

    def open(self, body: Body) -> int:
        """Enter the next body of its partition, in read order; give its number."""
        with self._lock:
            number, self._next = self._next, self._next + 1
            self._open[number] = _Open(body)
            return number

    def record(self, number: int, outcome: Outcome, *, doubtful: bool, unsettled: Iterable[int]) -> None:
        """Enter an answer, and which rows of the body (from 0) are still not settled.

        ``doubtful`` says that an earlier attempt at these rows may have written them.
        """
        with self._lock:
            old = self._totals
            self._totals = replace(
                old,
                acknowledged=old.acknowledged + outcome.acknowledged,
                duplicates=old.duplicates + outcome.duplicates,
                doubtful=old.doubtful + (outcome.duplicates if doubtful else 0),
                dropped=old.dropped + outcome.dropped,
            )
            entry = self._open[number]
            entry.first = min(unsettled, default=None)
            entry.counts = entry.counts.and_then(_settled(outcome, doubtful=doubtful))
            self._share(entry.body.partition, acknowledged=outcome.acknowledged)
            self._advance(entry.body.partition)

    def reject(self, number: int, rejected: int, *, unsettled: Iterable[int]) -> None:
        """Enter rejected rows that the run bears: they are settled too."""
        with self._lock:
            self._totals = replace(self._totals, rejected=self._totals.rejected + rejected)
            entry = self._open[number]
            entry.first = min(unsettled, default=None)
            self._share(entry.body.partition, rejected=rejected)
            self._advance(entry.body.partition)

    def end(self, partition: int) -> None:
        """Enter that no body of this partition follows."""
        with self._lock:
            self._share(partition, ended=True)
            self._advance(partition)

    def shares(self) -> tuple[Share, ...]:
        """Give what is acknowledged of each partition now."""
        with self._lock:
            unsettled = self._unsettled()
            return tuple(replace(each, done=each.ended and number not in unsettled) for number, each in enumerate(self._shares))

    def add(self, *, retries: int = 0, blocked: float = 0.0, backing_off: float = 0.0) -> None:
        """Add to the counts that are about no body."""
        with self._lock:
            old = self._totals
            self._totals = replace(
                old,
                retries=old.retries + retries,
                blocked=old.blocked + blocked,
                backing_off=old.backing_off + backing_off,
            )

    def totals(self) -> Totals:
        """Give the counts as they are now."""
        with self._lock:
            return self._totals

    def _share(self, partition: int, *, acknowledged: int = 0, rejected: int = 0, **changes: Any) -> None:
        old = self._shares[partition]
        self._shares[partition] = replace(old, acknowledged=old.acknowledged + acknowledged, rejected=old.rejected + rejected, **changes)

    def _unsettled(self) -> set[int]:
        return {entry.body.partition for entry in self._open.values()}

    def _advance(self, partition: int) -> None:
        """Move a partition's last id over every settled body, and into the first one that is not; then the last id of all."""
        for number, entry in sorted(self._open.items()):
            if entry.body.partition != partition:
                continue
            settled = entry.body.rows if entry.first is None else entry.first
            if settled:
                self._share(partition, last_id=entry.body.key(settled - 1))
            if entry.first is not None:
                break
            self._totals = replace(self._totals, bytes=self._totals.bytes + len(entry.body))
            self._share(partition, settled=self._shares[partition].settled.and_then(entry.settled()))
            del self._open[number]
        self._totals = replace(self._totals, last_id=self._reached())

    def _reached(self) -> str | None:
        """Give the last id over every partition that is settled whole, and within the first one that is not."""
        unsettled = self._unsettled()
        reached = None
        for partition, share in enumerate(self._shares):
            reached = share.last_id if share.last_id is not None else reached
            if partition in unsettled or not share.ended:
                break
        return reached


def _carried(settled: Settled | None) -> Share:
    """Give the share of a partition that an earlier attempt has settled, or of one that begins."""
    if settled is None:
        return Share()
    return Share(acknowledged=settled.count, last_id=settled.last_id, ended=True, settled=settled)


def _settled(outcome: Outcome, *, doubtful: bool) -> Settled:
    duplicates = outcome.duplicates
    return Settled(count=outcome.acknowledged, duplicates=duplicates, doubtful=duplicates if doubtful else 0, dropped=outcome.dropped)
