"""Document ids made from key columns, and the largest key of a run."""

from dataclasses import dataclass

from sidecar.model.columns import NUMERIC_TYPES, Column, ColumnKind

MAX_ID_BYTES = 512
"""Elasticsearch's limit; a single longer id makes it reject the whole bulk request."""

SEPARATOR = "|"
"""Separates the columns of a composite key. A backslash escapes it, and a backslash, within a value."""


def is_numeric_key(columns: tuple[Column, ...]) -> bool:
    """Return whether a key is a single number, and so has a largest value."""
    return len(columns) == 1 and columns[0].type in NUMERIC_TYPES and columns[0].kind is ColumnKind.NUMBER


@dataclass(frozen=True, kw_only=True)
class KeySummary:
    """The numeric keys of a block, in order: integers, or floating-point numbers if one of them is no integer."""

    first: int | float
    last: int | float
    largest: int | float
    text: str
    """The largest key, with the digits that the database returned."""
    is_ascending: bool
    """Whether each key was greater than the one before it."""


class KeyTracker:
    """Track the largest value and the order of a numeric key over all blocks of a run."""

    def __init__(self) -> None:
        self.largest: str | None = None
        """The largest key so far, with the digits that the database returned."""
        self.is_ascending = True
        """Whether each key so far was greater than the one before it."""
        self._largest_number: int | float | None = None
        self._last: int | float | None = None

    def observe(self, keys: KeySummary) -> None:
        """Process the keys of the next rows."""
        self.is_ascending = self.is_ascending and keys.is_ascending and (self._last is None or keys.first > self._last)
        self._last = keys.last
        if self._largest_number is None or keys.largest > self._largest_number:
            self._largest_number, self.largest = keys.largest, keys.text
