"""Create document ids from key columns, and track the largest key of a run."""

from collections.abc import Iterable

import polars as pl

from sidecar.model.columns import NUMERIC_TYPES, Column, ColumnKind

MAX_ID_BYTES = 512
"""Elasticsearch's limit; a single longer id makes it reject the whole bulk request."""

SEPARATOR = "|"
"""Separates the columns of a composite key."""


def format_keys(frame: pl.DataFrame, names: list[str], columns: Iterable[Column]) -> pl.Series:
    """Return each row's key as text; null if a column of the key is null.

    Several columns are joined with ``|``. A backslash escapes ``|`` and backslash within a value, so different keys have different ids.
    """
    if len(names) == 1:
        return frame[names[0]].alias("id")
    parts = [_escape(pl.col(name), column.kind) for name, column in zip(names, columns, strict=True)]
    return frame.select(pl.concat_str(parts, separator=SEPARATOR).alias("id")).to_series()


def _escape(part: pl.Expr, kind: ColumnKind) -> pl.Expr:
    if kind not in (ColumnKind.TEXT, ColumnKind.JSON):
        return part
    return part.str.replace_all("\\", "\\\\", literal=True).str.replace_all(SEPARATOR, f"\\{SEPARATOR}", literal=True)


def is_numeric_key(columns: tuple[Column, ...]) -> bool:
    """Return whether a key is a single number, and so has a largest value."""
    return len(columns) == 1 and columns[0].type in NUMERIC_TYPES and columns[0].kind is ColumnKind.NUMBER


class KeyTracker:
    """Track the largest value and the order of a numeric key over all blocks of a run."""

    def __init__(self) -> None:
        self.largest: str | None = None
        """The largest key so far, with the digits that the database returned."""
        self.is_ascending = True
        """Whether each key so far was greater than the one before it."""
        self._largest_number: int | float | None = None
        self._last: int | float | None = None

    def observe(self, texts: pl.Series) -> None:
        """Process the keys of the next rows; nulls are skipped."""
        keys = texts.drop_nulls()
        if keys.is_empty():
            return
        numbers = _parse_numbers(keys)
        first, last = numbers[0], numbers[-1]
        ascending = bool((numbers.slice(1) > numbers.slice(0, len(numbers) - 1)).all())
        self.is_ascending = self.is_ascending and ascending and (self._last is None or first > self._last)
        self._last = last
        index = len(numbers) - 1 if ascending else (numbers.arg_max() or 0)
        if self._largest_number is None or numbers[index] > self._largest_number:
            self._largest_number, self.largest = numbers[index], keys[index]


def _parse_numbers(texts: pl.Series) -> pl.Series:
    """Parse integers exactly; otherwise return doubles, of which two equal ones never count as ascending."""
    for type in (pl.Int64, pl.Int128):
        integers = texts.cast(type, strict=False)
        if not integers.null_count():
            return integers
    return texts.cast(pl.Float64)
