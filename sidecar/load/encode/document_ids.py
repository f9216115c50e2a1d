"""Document ids, and what the keys of a run tell about where it stands."""

from collections.abc import Iterable

import polars as pl

from sidecar.model.columns import NUMBERS, Column, Kind

LONGEST_ID = 512
"""Bytes. Elasticsearch refuses a whole bulk request for one longer id."""

SEPARATOR = "|"


def key_texts(frame: pl.DataFrame, names: list[str], columns: Iterable[Column]) -> pl.Series:
    """Give each row's key as text, null where a part is null.

    Several columns are joined with ``|``; a ``|`` or a backslash within a text is escaped by a backslash, so that no two
    different keys give the same id.
    """
    if len(names) == 1:
        return frame[names[0]].alias("id")
    parts = [_part(pl.col(name), column.kind) for name, column in zip(names, columns, strict=True)]
    return frame.select(pl.concat_str(parts, separator=SEPARATOR).alias("id")).to_series()


def _part(part: pl.Expr, kind: Kind) -> pl.Expr:
    if kind not in (Kind.TEXT, Kind.JSON):
        return part
    return part.str.replace_all("\\", "\\\\", literal=True).str.replace_all(SEPARATOR, f"\\{SEPARATOR}", literal=True)


def is_numeric(columns: tuple[Column, ...]) -> bool:
    """Tell whether a key is one number, so that it has a largest value."""
    return len(columns) == 1 and columns[0].type in NUMBERS and columns[0].kind is Kind.NUMBER


class KeyWatch:
    """Follow a numeric key over all blocks of a run."""

    def __init__(self) -> None:
        self.largest: str | None = None
        """The largest key so far, its digits as they came."""
        self.ascending = True
        """Whether each key so far was greater than the one before it."""
        self._most: int | float | None = None
        self._last: int | float | None = None

    def observe(self, texts: pl.Series) -> None:
        """Take note of the next rows' keys, nulls aside."""
        present = texts.drop_nulls()
        if present.is_empty():
            return
        numbers = _numbers(present)
        first, last = numbers[0], numbers[-1]
        rising = bool((numbers.slice(1) > numbers.slice(0, len(numbers) - 1)).all())
        self.ascending = self.ascending and rising and (self._last is None or first > self._last)
        self._last = last
        place = len(numbers) - 1 if rising else (numbers.arg_max() or 0)
        if self._most is None or numbers[place] > self._most:
            self._most, self.largest = numbers[place], present[place]


def _numbers(texts: pl.Series) -> pl.Series:
    """Read digits exactly where all are whole numbers; else as doubles, where equal ones never count as ascending."""
    for type in (pl.Int64, pl.Int128):
        whole = texts.cast(type, strict=False)
        if not whole.null_count():
            return whole
    return texts.cast(pl.Float64)
