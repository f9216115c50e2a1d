"""SQL literals of the bounds between the smallest and the largest value of a column."""

from sidecar.extract.query.lexer import SqlDialect
from sidecar.extract.query.literals import format_number, format_timestamp
from sidecar.extract.ranges import split_evenly
from sidecar.model.columns import NUMERIC_TYPES, Column, SqlType

DATE_LENGTH = len("yyyy-MM-dd")


def literal_bounds(column: Column, low: str, high: str, count: int, dialect: SqlDialect, *, has_dates: bool = False) -> tuple[str, ...]:
    """Return literals that divide the values from ``low`` to ``high`` into ``count`` even parts.

    Dates become timestamps, unless ``has_dates``: Oracle's have a time, but Derby compares dates only with each other.
    """
    bounds = split_evenly(column.type, low, high, count)
    if column.type in NUMERIC_TYPES:
        return tuple(format_number(bound, dialect) for bound in bounds)
    if has_dates and column.type is SqlType.DATE:
        return tuple(dialect.date_literal.format(f"'{bound}'") for bound in bounds)
    return tuple(
        format_timestamp(f"{bound} 00:00:00" if len(bound) == DATE_LENGTH else bound.partition("+")[0], dialect) for bound in bounds
    )
