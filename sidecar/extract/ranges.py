"""Split a query's rows into half-open ranges of one column, plus one range for nulls: each row is in exactly one range.

The first range has no lower bound and the last no upper bound, so bounds may be estimates. They only need to ascend in the
database's own order.
"""

import itertools
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from sidecar.errors import InvalidField
from sidecar.model.columns import NUMERIC_TYPES, Column, SqlType

T = TypeVar("T")

TEXT_TYPES = frozenset({SqlType.KEYWORD, SqlType.TEXT})
PARTITIONABLE_TYPES = NUMERIC_TYPES | TEXT_TYPES | {SqlType.DATE, SqlType.TIMESTAMP}
PARTITION_FIELD = "ingest.partition.column"
NULLS_RANGE = "nulls"
"""Name of the range of nulls."""

_FIRST_ASCII, _LAST_ASCII = 0x21, 0x7E


@dataclass(frozen=True, kw_only=True)
class Range:
    """One range of a partitioned read.

    ``lower`` (inclusive) and ``upper`` (exclusive) are SQL literals, None if unbounded. ``excluded`` is a literal that the rows must not
    have. ``ordered`` sorts its rows by the column. ``within`` is a range, usually of another column, to which the rows must belong, too.
    """

    name: str
    column: Column
    lower: str | None = None
    upper: str | None = None
    excluded: str | None = None
    nulls: bool = False
    ordered: bool = False
    within: "Range | None" = None

    def condition(self, column: str, is_null: str = "{} IS NULL") -> str:
        """Return the SQL condition on ``column``, an SQL expression; ``is_null`` is the database's template for a null check."""
        if self.nulls:
            return is_null.format(column)
        bounds = (("<=", self.lower), (">", self.upper), ("<>", self.excluded))
        return " AND ".join(f"{bound} {operator} {column}" for operator, bound in bounds if bound is not None) or f"{column} IS NOT NULL"

    def nested(self) -> "Iterator[Range]":
        """Yield the range and those that it is within."""
        yield self
        if self.within:
            yield from self.within.nested()


def create_ranges(column: Column, bounds: Sequence[str]) -> tuple[Range, ...]:
    """Return the ranges between ascending bounds, followed by the range of nulls."""
    edges = itertools.pairwise((None, *bounds, None))
    ranges = [Range(name=str(number), column=column, lower=lower, upper=upper) for number, (lower, upper) in enumerate(edges)]
    return (*ranges, Range(name=NULLS_RANGE, column=column, nulls=True))


def cut_range(row_range: Range, bounds: Sequence[str]) -> tuple[Range, ...]:
    """Return the pieces of a range between ascending bounds within it; they have its name."""
    edges = itertools.pairwise((row_range.lower, *bounds, row_range.upper))
    return tuple(replace(row_range, lower=lower, upper=upper) for lower, upper in edges)


def select_range(
    query: str, row_range: Range | None, column_sql: Callable[[Column], str], *, is_null: str = "{} IS NULL", select: str = "*"
) -> str:
    """Return the query restricted to a range, or unchanged if None; ``column_sql`` writes a column in the database's SQL.

    ``select`` is the list of columns to return. A line break after the query ends a trailing comment.
    """
    if row_range is None:
        return query
    conditions = (each.condition(f"p.{column_sql(each.column)}", is_null) for each in row_range.nested())
    order = f" ORDER BY p.{column_sql(row_range.column)}" if row_range.ordered else ""
    return f"SELECT {select} FROM (\n{query}\n) p WHERE {' AND '.join(conditions)}{order}"


def add_limit(select: str, limit: int | None) -> str:
    """Append a LIMIT to a SELECT that has none at its end."""
    return select if limit is None else f"{select} LIMIT {limit}"


def quote_identifier(name: str, quote: str = '"') -> str:
    """Return the name in quotes, with the quotes inside it doubled."""
    return f"{quote}{name.replace(quote, 2 * quote)}{quote}"


def is_partitionable(column: Column) -> bool:
    """Return whether a query can be read in ranges of a column: its values are compared as they are read."""
    return column.type in PARTITIONABLE_TYPES and not column.array


def find_partition_column(columns: Iterable[Column], name: str) -> Column:
    """Return the column to partition by; raise :class:`~sidecar.errors.InvalidField` if it is missing or of an unsuitable type.

    Whether a text has a binary collation is checked later, by the database.
    """
    known = {column.name: column for column in columns}
    if name not in known:
        raise InvalidField(PARTITION_FIELD, f"must be a column of the query, but is [{name}]; the columns are [{', '.join(known)}]")
    column = known[name]
    if not is_partitionable(column):
        type = f"{column.type.value}{'[]' if column.array else ''}"
        raise InvalidField(
            PARTITION_FIELD, f"must be a number, a date, a timestamp or a text with a binary collation, but [{name}] is of type [{type}]"
        )
    return column


def collation_error(column: Column, collation: str | None) -> InvalidField:
    """Create the error for a text column that is not ordered by its bytes."""
    actual = f"has the collation [{collation}]" if collation else "has none"
    return InvalidField(PARTITION_FIELD, f"must have a binary collation to partition by, but the text [{column.name}] {actual}")


def split_evenly(type: SqlType, low: str, high: str, count: int) -> tuple[str, ...]:
    """Return ascending bounds that divide ``low`` to ``high``, strings as databases write them, into ``count`` equal parts.

    There are fewer if the interval has too few values, and none if an end cannot be parsed (infinity, a year before 1).
    """
    try:
        bounds = _SPLITTERS.get(type, _split_numbers)(low, high, count)
    except (ValueError, OverflowError, InvalidOperation):
        return ()
    return tuple(bounds)


def split_by_weight(values: Sequence[T], weights: Sequence[float], count: int) -> tuple[T, ...]:
    """Return up to ``count - 1`` of the ascending values that divide the total weight into about equal parts."""
    before = list(itertools.accumulate(weights, initial=0.0))
    total = before.pop()
    positions = {bisect_left(before, total * part / count) for part in range(1, count)}
    return tuple(values[position] for position in sorted(positions) if 0 < position < len(values))


def split_between(type: SqlType, values: Sequence[str], weights: Sequence[float], count: int) -> tuple[str, ...]:
    """Return up to ``count - 1`` bounds that divide the total weight into about equal parts, also between the ascending values.

    Between two values, those of the query are taken to be evenly distributed.
    """
    before = list(itertools.accumulate(weights, initial=0.0))
    total = before.pop()
    parts = Counter(bisect_right(before, total * part / count) - 1 for part in range(1, count)) if total else {}
    bounds: list[str] = []
    for position in sorted(parts):
        # Nothing is below the first value, so that is no bound.
        bounds += [values[position]] if position else []
        if position + 1 < len(values):
            bounds += split_evenly(type, values[position], values[position + 1], parts[position] + (position == 0))
    return tuple(bounds)


def _distinct(first: T, bounds: Iterable[T]) -> list[T]:
    """Drop repeated bounds, and those that would leave nothing below them."""
    return [bound for bound, _ in itertools.groupby(bounds) if bound != first]


def _split_integers(low: str, high: str, count: int) -> list[str]:
    first, last = int(low), int(high)
    return [str(bound) for bound in _distinct(first, (first + (last - first) * part // count for part in range(1, count)))]


def _split_numbers(low: str, high: str, count: int) -> list[str]:
    first, last = Decimal(low), Decimal(high)
    if not (first.is_finite() and last.is_finite()):
        return []
    step = (last - first) / count
    return [format(bound, "f") for bound in _distinct(first, (first + step * part for part in range(1, count)))]


def _split_dates(low: str, high: str, count: int) -> list[str]:
    first, last = date.fromisoformat(low).toordinal(), date.fromisoformat(high).toordinal()
    bounds = _distinct(first, (first + (last - first) * part // count for part in range(1, count)))
    return [date.fromordinal(bound).isoformat() for bound in bounds]


def _split_timestamps(low: str, high: str, count: int) -> list[str]:
    first, last = datetime.fromisoformat(low), datetime.fromisoformat(high)
    if first.tzinfo:
        first, last = first.astimezone(UTC), last.astimezone(UTC)
    span = (last - first) // timedelta(microseconds=1)
    bounds = _distinct(first, (first + timedelta(microseconds=span * part // count) for part in range(1, count)))
    return [bound.isoformat(sep=" ") for bound in bounds]


def _split_texts(low: str, high: str, count: int) -> list[str]:
    """Split by the first character that differs, within ASCII only, which every encoding orders alike."""
    prefix = next((position for position, (one, other) in enumerate(zip(low, high, strict=False)) if one != other), len(low))
    first = max(ord(low[prefix]) if prefix < len(low) else 0, _FIRST_ASCII)
    last = min(ord(high[prefix]) if prefix < len(high) else 0, _LAST_ASCII)
    bounds = _distinct(first, (first + (last - first) * part // count for part in range(1, count))) if last > first else []
    return [high[:prefix] + chr(bound) for bound in bounds]


_SPLITTERS: dict[SqlType, Callable[[str, str, int], list[str]]] = {
    SqlType.LONG: _split_integers,
    SqlType.UNSIGNED_LONG: _split_integers,
    SqlType.DATE: _split_dates,
    SqlType.TIMESTAMP: _split_timestamps,
    SqlType.KEYWORD: _split_texts,
    SqlType.TEXT: _split_texts,
}
