"""Which ranges of a query a run reads, which of them an earlier attempt has settled, and from where another one could go on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sidecar.extract.query.ordering import next_whole, ordered_by
from sidecar.extract.ranges import Range, ranges, splittable
from sidecar.extract.reader import Reader
from sidecar.jobs.run.partitions import Part
from sidecar.jobs.run.pipeline import Tally
from sidecar.load.encode.documents import Encoder
from sidecar.load.send.acknowledgements import Share
from sidecar.model.checkpoint import Checkpoint, Settled
from sidecar.model.columns import Column
from sidecar.model.ingestion import Ingestion
from sidecar.model.positions import Positions

BELOW, ABOVE = "0", "1"
"""The names of the two ranges of an ordered read: what is settled, and what is still to be read."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The parts of one attempt's read. ``key`` is the column by which another attempt can go on; none where it must begin anew."""

    parts: tuple[Part, ...]
    key: Column | None
    bounds: tuple[str, ...] = ()
    ordered: bool = False

    @property
    def open(self) -> tuple[Part, ...]:
        """Give the parts that are to be read."""
        return tuple(part for part in self.parts if part.carried is None)


def plan(
    ingestion: Ingestion, reader: Reader, query: str, columns: Sequence[Column], encoder: Callable[[int], Encoder], *,
    database: str, earlier: Checkpoint | None, repeatable: bool,
) -> Plan:  # fmt: skip
    """Divide the rows: one part, or one for each range of the column to split by; what is settled by ``earlier`` is not read again.

    ``repeatable`` says that the query can be asked for a part of its rows, by another process too.
    """
    if ingestion.partition is not None:
        column = splittable(columns, ingestion.partition.column)
        bounds = earlier.bounds if earlier else reader.bounds(query, column, ingestion.partition.count)
        # By another column than the key a row could have moved, between two attempts, into a range that is not read again.
        key = column if ingestion.pk_field == (column.name,) else None
        return Plan(parts=_parts(ranges(column, bounds), encoder, earlier), key=key, bounds=bounds)
    key = ordered_by(query, columns, database) if repeatable else None
    if key is None or ingestion.pk_field != (key.name,):
        return Plan(parts=(Part(number=0, encoder=encoder(0)),), key=None)
    if earlier is None:
        return Plan(parts=(Part(number=0, encoder=encoder(0)),), key=key, ordered=True)
    cut = tuple(replace(each, ordered=not each.nulls) for each in ranges(key, earlier.bounds))
    return Plan(parts=_parts(cut, encoder, earlier), key=key, bounds=earlier.bounds, ordered=True)


def _parts(cut: Sequence[Range], encoder: Callable[[int], Encoder], earlier: Checkpoint | None) -> tuple[Part, ...]:
    done = earlier.done if earlier else {}
    return tuple(Part(number=number, encoder=encoder(number), within=each, carried=done.get(each.name)) for number, each in enumerate(cut))


@dataclass(frozen=True, kw_only=True)
class Marks:
    """Makes the checkpoints of one attempt: of its plan, and of what a resumed read must be told (see :class:`Checkpoint`)."""

    plan: Plan
    before: Positions
    clock: str
    earlier: Checkpoint | None

    def checkpoint(self, shares: Sequence[Share], tallies: Sequence[Tally], moments: int) -> Checkpoint | None:
        """Give how far the run has come for good; none where another attempt would have to begin anew. Any thread may call it."""
        key = self.plan.key
        if key is None:
            return None
        made = self._ordered(shares, tallies) if self.plan.ordered else self._of_ranges(shares, tallies)
        if made is None:
            return None
        bounds, done = made
        return Checkpoint(
            column=key.name, bounds=bounds, ordered=self.plan.ordered, before=self.before, clock=self.clock, moments=moments, done=done
        )

    def _of_ranges(self, shares: Sequence[Share], tallies: Sequence[Tally]) -> tuple[tuple[str, ...], dict[str, Settled]] | None:
        done = {}
        for part, share, tally in zip(self.plan.parts, shares, tallies, strict=True):
            if part.within and share.done and not (share.rejected or tally.rejected):
                done[part.within.name] = part.carried or replace(share.settled, nulled=tally.nulled, largest=_largest(part))
        return (self.plan.bounds, done) if done else None

    def _ordered(self, shares: Sequence[Share], tallies: Sequence[Tally]) -> tuple[tuple[str, ...], dict[str, Settled]] | None:
        """Go as far as the first body that is not settled, unless the keys turn out not to ascend: then unread ones may be smaller.

        Past a rejected row the read cannot be taken up again, as its reason would be told twice or not at all.
        """
        part = self.plan.open[0]
        share, tally = shares[part.number], tallies[part.number]
        if not part.encoder.ascending:
            return None
        settled = replace(share.settled, nulled=tally.nulled, largest=share.settled.last_id)
        if settled.last_id is None or share.rejected or tally.rejected:
            return (self.earlier.bounds, self.earlier.done) if self.earlier else None
        kept = self.earlier.kept if self.earlier else Settled()
        return (next_whole(settled.last_id),), {BELOW: kept.and_then(settled)}


def _largest(part: Part) -> str | None:
    return part.encoder.watch.largest if part.encoder.watch else None
