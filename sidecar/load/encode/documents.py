"""Encode blocks as documents with their action lines.

Two encoders return the same bytes. The native one is used where it is installed, for the blocks that it can encode.
"""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sidecar.load.encode.encoded import EncodedBlock
from sidecar.load.encode.fields import find_deletion_mark, find_key, plan_fields
from sidecar.load.encode.keys import KeyTracker, is_numeric_key
from sidecar.load.encode.native import IS_INSTALLED, NativeEncoder
from sidecar.model.columns import Block, Column, SqlType
from sidecar.model.transform import Transform

if TYPE_CHECKING:
    from sidecar.load.encode.tables import TableEncoder


def _load_table_encoder() -> "type[TableEncoder]":
    # A run that never needs it saves the time and the memory of importing polars.
    from sidecar.load.encode.tables import TableEncoder  # noqa: PLC0415

    return TableEncoder


if not IS_INSTALLED:
    # At once, so that the process that waits for an order has it.
    _load_table_encoder()


class Encoder:
    """Encode the blocks of one run, in order, as documents with ids.

    The id of a row without a key is ``<id_prefix>-<row number>``; the prefix is ``<execution>-<attempt>-<partition>``.
    A row whose ``deletion_column`` is neither null, false nor 0 becomes a deletion of its document; it needs a key.
    ``native`` says whether to use the native encoder. Raises :class:`~sidecar.errors.TargetError` if ``pk_field``, a transform or
    ``deletion_column`` names an unknown column.
    """

    def __init__(
        self, columns: Iterable[Column], *, transforms: Iterable[Transform] = (), pk_field: Iterable[str] = (),
        id_prefix: str = "", partition: int = 0, deletion_column: str | None = None, native: bool = IS_INSTALLED,
    ) -> None:  # fmt: skip
        self.columns = tuple(columns)
        self._key = find_key(self.columns, pk_field)
        self._fields = plan_fields(self.columns, transforms)
        self._id_prefix, self._partition = id_prefix, partition
        self._deletion_mark = None if deletion_column is None else find_deletion_mark(self.columns, deletion_column)
        # Values of a guessed type have to be checked.
        native = native and not (self._deletion_mark and self._deletion_mark.is_guessed)
        self._native = NativeEncoder(self.columns, self._fields, self._key, id_prefix, self._deletion_mark) if native else None
        self.key_tracker: KeyTracker | None = KeyTracker() if is_numeric_key(self._key) else None
        """None unless the key is a single number."""
        self.rows = 0
        """Rows encoded so far, rejected ones included."""
        self._last_row: tuple[str | None, ...] = ()

    @property
    def last_record(self) -> tuple[Any, ...] | None:
        """Return the values of the last row; None if there is none."""
        if not self.rows:
            return None
        return tuple(_parse_scalar(column, text) for column, text in zip(self.columns, self._last_row, strict=True))

    @property
    def has_ascending_keys(self) -> bool:
        """Return whether the key is a single number and each value so far was greater than the one before it."""
        return self.key_tracker is not None and self.key_tracker.is_ascending

    def encode(self, block: Block) -> EncodedBlock:
        """Encode the next block; rows that cannot become documents are omitted and reported as rejected.

        Raises :class:`~sidecar.errors.SourceError` if the database's data cannot be parsed.
        """
        encoded = self._native.encode(block, self.rows) if self._native else None
        if encoded is None:
            encoded = self._table_encoder.encode(block, self.rows)
        if encoded.rows:
            self.rows += encoded.rows
            self._last_row = encoded.last_row
        if self.key_tracker and encoded.keys:
            self.key_tracker.observe(encoded.keys)
        return encoded

    @cached_property
    def _table_encoder(self) -> "TableEncoder":
        return _load_table_encoder()(
            self.columns, self._fields, self._key,
            id_prefix=self._id_prefix, partition=self._partition, deletion_mark=self._deletion_mark,
        )  # fmt: skip


def _parse_scalar(column: Column, text: str | None) -> Any:
    """Return a value that JSON can store without losing a digit; a decimal with a fraction stays text."""
    if text is None or column.array:
        return text
    if column.type is SqlType.BOOLEAN:
        return text == "true"
    if column.type in (SqlType.FLOAT, SqlType.DOUBLE):
        return float(text)
    if column.type in (SqlType.LONG, SqlType.UNSIGNED_LONG, SqlType.DECIMAL):
        number = Decimal(text)
        return int(number) if number == number.to_integral_value() else text
    return text
