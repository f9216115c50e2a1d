"""A query's rows in ranges of one column: half open, so that each row is in exactly one; nulls are a range of their own.

The first range has no lower bound and the last no upper one: whatever the bounds are guessed from, no row is lost. All that bounds
must be is ascending in the database's own order.
"""

import itertools
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from sidecar.errors import InvalidField
from sidecar.model.columns import NUMBERS, Column, SqlType

T = TypeVar("T")

TEXTS = frozenset({SqlType.KEYWORD, SqlType.TEXT})
SPLITTABLE = NUMBERS | TEXTS | {SqlType.DATE, SqlType.TIMESTAMP}
FIELD = "ingest.partition.column"
NULLS = "nulls"
"""The name of the partition of nulls."""

_FIRST_ASCII, _LAST_ASCII = 0x21, 0x7E


@dataclass(frozen=True, kw_only=True)
class Range:
    """One part of a partitioned read. ``lower`` and ``upper`` are SQL literals; None is no bound.

    ``ordered`` asks for its rows in the order of the column.
    """

    name: str
    column: Column
    lower: str | None = None
    upper: str | None = None
    nulls: bool = False
    ordered: bool = False

    def condition(self, column: str, is_null: str = "{} IS NULL") -> str:
        """Write the range as a condition on ``column``, an SQL expression; ``is_null`` is how this database asks for nulls."""
        if self.nulls:
            return is_null.format(column)
        bounds = (("<=", self.lower), (">", self.upper))
        return " AND ".join(f"{bound} {sign} {column}" for sign, bound in bounds if bound is not None) or f"{column} IS NOT NULL"


def ranges(column: Column, bounds: Sequence[str]) -> tuple[Range, ...]:
    """Give the ranges that lie between ascending bounds, and the one of nulls, last."""
    edges = itertools.pairwise((None, *bounds, None))
    between = [Range(name=str(number), column=column, lower=lower, upper=upper) for number, (lower, upper) in enumerate(edges)]
    return (*between, Range(name=NULLS, column=column, nulls=True))


def ranged(query: str, part: Range | None, written: Callable[[Column], str], is_null: str = "{} IS NULL") -> str:
    """Give the query, or the query of one of its ranges; ``written`` gives the column as this database's SQL.

    A line end keeps a comment at the query's end apart.
    """
    if part is None:
        return query
    column = f"p.{written(part.column)}"
    return f"SELECT * FROM (\n{query}\n) p WHERE {part.condition(column, is_null)}{f' ORDER BY {column}' if part.ordered else ''}"


def limited(select: str, most: int | None) -> str:
    """Give a SELECT that ends without a LIMIT one of ``most`` rows."""
    return select if most is None else f"{select} LIMIT {most}"


def doubled(name: str, quote: str = '"') -> str:
    """Write a name between quotes, those within it doubled."""
    return f"{quote}{name.replace(quote, 2 * quote)}{quote}"


def splittable(columns: Iterable[Column], name: str) -> Column:
    """Find the column to split by; raise :class:`~sidecar.errors.InvalidField` where it is not there or has no order to split by.

    Whether a text has a binary collation only the database can tell.
    """
    known = {column.name: column for column in columns}
    if name not in known:
        raise InvalidField(FIELD, f"must be a column of the query, but is [{name}]; the columns are [{', '.join(known)}]")
    column = known[name]
    if column.array or column.type not in SPLITTABLE:
        kind = f"{column.type.value}{'[]' if column.array else ''}"
        raise InvalidField(FIELD, f"must be a number, a date, a timestamp or a text of binary collation, but [{name}] is of type [{kind}]")
    return column


def not_binary(column: Column, collation: str | None) -> InvalidField:
    """Make the error for a text whose order is not that of its bytes."""
    found = f"has the collation [{collation}]" if collation else "has none"
    return InvalidField(FIELD, f"must have a binary collation to be split by, but the text [{column.name}] {found}")


def evenly(kind: SqlType, low: str, high: str, count: int) -> tuple[str, ...]:
    """Cut the span from ``low`` to ``high``, texts as databases write them, in ``count`` equal parts; give the cuts, ascending.

    There are fewer where the span has too few values, and none where one end cannot be read (infinity, a year before 1).
    """
    try:
        cuts = _CUTS.get(kind, _number_cuts)(low, high, count)
    except (ValueError, OverflowError, InvalidOperation):
        return ()
    return tuple(cuts)


def weighted(values: Sequence[T], weights: Sequence[float], count: int) -> tuple[T, ...]:
    """Choose up to ``count - 1`` of some ascending values, so that about as much weight lies between each two."""
    before = list(itertools.accumulate(weights, initial=0.0))
    total = before.pop()
    places = {bisect_left(before, total * cut / count) for cut in range(1, count)}
    return tuple(values[place] for place in sorted(places) if 0 < place < len(values))


def _between(first: T, cuts: Iterable[T]) -> list[T]:
    """Drop cuts that repeat, or that would leave nothing below them."""
    return [cut for cut, _ in itertools.groupby(cuts) if cut != first]


def _whole_cuts(low: str, high: str, count: int) -> list[str]:
    first, last = int(low), int(high)
    return [str(cut) for cut in _between(first, (first + (last - first) * part // count for part in range(1, count)))]


def _number_cuts(low: str, high: str, count: int) -> list[str]:
    first, last = Decimal(low), Decimal(high)
    if not (first.is_finite() and last.is_finite()):
        return []
    step = (last - first) / count
    return [format(cut, "f") for cut in _between(first, (first + step * part for part in range(1, count)))]


def _date_cuts(low: str, high: str, count: int) -> list[str]:
    first, last = date.fromisoformat(low).toordinal(), date.fromisoformat(high).toordinal()
    cuts = _between(first, (first + (last - first) * part // count for part in range(1, count)))
    return [date.fromordinal(cut).isoformat() for cut in cuts]


def _moment_cuts(low: str, high: str, count: int) -> list[str]:
    first, last = datetime.fromisoformat(low), datetime.fromisoformat(high)
    if first.tzinfo:
        first, last = first.astimezone(UTC), last.astimezone(UTC)
    span = (last - first) // timedelta(microseconds=1)
    cuts = _between(first, (first + timedelta(microseconds=span * part // count) for part in range(1, count)))
    return [cut.isoformat(sep=" ") for cut in cuts]


def _text_cuts(low: str, high: str, count: int) -> list[str]:
    """Cut by the first character that differs, and there only within ASCII: its order is the same in every encoding."""
    same = next((place for place, (one, other) in enumerate(zip(low, high, strict=False)) if one != other), len(low))
    first = max(ord(low[same]) if same < len(low) else 0, _FIRST_ASCII)
    last = min(ord(high[same]) if same < len(high) else 0, _LAST_ASCII)
    cuts = _between(first, (first + (last - first) * part // count for part in range(1, count))) if last > first else []
    return [high[:same] + chr(cut) for cut in cuts]


_CUTS: dict[SqlType, Callable[[str, str, int], list[str]]] = {
    SqlType.LONG: _whole_cuts,
    SqlType.UNSIGNED_LONG: _whole_cuts,
    SqlType.DATE: _date_cuts,
    SqlType.TIMESTAMP: _moment_cuts,
    SqlType.KEYWORD: _text_cuts,
    SqlType.TEXT: _text_cuts,
}
