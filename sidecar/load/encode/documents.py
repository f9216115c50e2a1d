"""Encode blocks of columns as documents with their action lines, in one vectorized pass: no Python object per row or value."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from sidecar.errors import TargetError
from sidecar.load.encode.document_ids import MAX_ID_BYTES, KeyTracker, format_keys, is_numeric_key
from sidecar.load.encode.fields import find_key, plan_fields
from sidecar.load.encode.splice import Splicer, action_pieces, concat_pieces
from sidecar.load.rejections import Rejection
from sidecar.model.columns import Block, Column, SqlType
from sidecar.model.ingestion import Transform


@dataclass(frozen=True, kw_only=True, eq=False)
class EncodedBlock:
    """The documents of a block."""

    lines: pl.Series
    """For each accepted row its action line and its document line, as one text."""
    keys: pl.Series | None
    """Each row's key as text; None without ``pk_field``."""
    row_numbers: pl.Series
    """Each row's number in the run, from 0."""
    rejected: tuple[Rejection, ...]
    size: int
    """Bytes of all lines."""


class Encoder:
    """Encode the blocks of one run, in order, as documents with ids.

    The id of a row without a key is ``<id_prefix>-<row number>``; the prefix is ``<execution>-<attempt>-<partition>``.
    Raises :class:`~sidecar.errors.TargetError` if ``pk_field`` or a transform names an unknown column.
    """

    def __init__(
        self, columns: Iterable[Column], *, transforms: Iterable[Transform] = (), pk_field: Iterable[str] = (),
        id_prefix: str = "", partition: int = 0,
    ) -> None:  # fmt: skip
        self.columns = tuple(columns)
        self._key = find_key(self.columns, pk_field)
        self._key_names = [f"c{self.columns.index(column)}" for column in self._key]
        self._id_prefix, self._partition = id_prefix, partition
        self._splicer = Splicer(self.columns, plan_fields(self.columns, transforms))
        self.key_tracker: KeyTracker | None = KeyTracker() if is_numeric_key(self._key) else None
        """None unless the key is a single number."""
        self.rows = 0
        """Rows encoded so far, rejected ones included."""
        self.last_record: tuple[Any, ...] | None = None
        """The values of the last row."""

    @property
    def has_ascending_keys(self) -> bool:
        """Return whether the key is a single number and each value so far was greater than the one before it."""
        return self.key_tracker is not None and self.key_tracker.is_ascending

    def encode(self, block: Block) -> EncodedBlock:
        """Encode the next block; rows that cannot become documents are omitted and reported as rejected."""
        frame, keys = self._create_frame(block)
        rejected = self._find_rejected(block, frame, keys)
        if rejected:
            numbers = pl.Series([each.row for each in rejected], dtype=pl.Int64)
            frame = frame.filter(~frame["row_number"].is_in(numbers.implode()))
        lines = self._create_lines(frame)
        return EncodedBlock(
            lines=lines,
            keys=frame["id"] if self._key else None,
            row_numbers=frame["row_number"],
            rejected=rejected,
            size=int(lines.str.len_bytes().sum()),
        )

    def _create_frame(self, block: Block) -> tuple[pl.DataFrame, pl.Series]:
        """Name the columns ``c0``, ``c1``, …, so that no user's name collides with ``row_number`` or ``id``, and add these two."""
        table = pl.DataFrame(block.table)
        if table.width != len(self.columns):
            raise TargetError(f"expected a block with {len(self.columns)} columns but got {table.width}")
        frame = pl.DataFrame([column.alias(f"c{position}") for position, column in enumerate(table.get_columns())])
        row_numbers = pl.int_range(self.rows, self.rows + table.height, dtype=pl.Int64, eager=True).alias("row_number")
        keys = format_keys(frame, self._key_names, self._key) if self._key else row_numbers.cast(pl.String).alias("id")
        if table.height:
            self._record_rows(frame, keys)
        return frame.with_columns(row_numbers, keys), keys

    def _record_rows(self, frame: pl.DataFrame, keys: pl.Series) -> None:
        self.rows += frame.height
        self.last_record = tuple(_parse_scalar(column, text) for column, text in zip(self.columns, frame.row(-1), strict=True))
        if self.key_tracker:
            self.key_tracker.observe(keys)

    def _create_lines(self, frame: pl.DataFrame) -> pl.Series:
        action = action_pieces(frame["id"], self._key, self._id_prefix)
        return frame.select(concat_pieces([*action, *self._splicer.pieces(frame), "\n"]).alias("lines")).to_series()

    def _find_rejected(self, block: Block, frame: pl.DataFrame, keys: pl.Series) -> tuple[Rejection, ...]:
        reasons = {error.row: f"column [{error.column}]: {error.reason}" for error in reversed(block.row_errors)}
        if self._key:
            reasons = {**_find_invalid_keys(keys, ", ".join(column.name for column in self._key)), **reasons}
        return tuple(self._rejection(frame, row, reasons[row]) for row in sorted(reasons))

    def _rejection(self, frame: pl.DataFrame, row: int, reason: str) -> Rejection:
        values = frame.row(row, named=True)
        texts = {column.name: values[f"c{position}"] for position, column in enumerate(self.columns)}
        return Rejection(
            row=values["row_number"],
            partition=self._partition,
            id=_truncate(values["id"]) if self._key else f"{self._id_prefix}-{values['id']}",
            status=400,
            type="illegal_argument_exception",
            reason=reason,
            document=json.dumps(texts, ensure_ascii=False),
            retryable=False,
        )


def _find_invalid_keys(keys: pl.Series, name: str) -> dict[int, str]:
    """Return the rows whose key cannot be an id, with reasons; Elasticsearch would reject the whole request for one of them."""
    invalid: dict[int, str] = {}
    if keys.null_count():
        invalid = dict.fromkeys(keys.is_null().arg_true().to_list(), f"the key [{name}] is null")
    sizes = keys.str.len_bytes()
    if not keys.is_empty() and (sizes.max() or 0) > MAX_ID_BYTES:  # type: ignore[operator]
        for row in (sizes > MAX_ID_BYTES).fill_null(value=False).arg_true().to_list():
            invalid[row] = f"the key [{name}] has {sizes[row]} bytes but an id has at most {MAX_ID_BYTES}"
    return invalid


def _truncate(id: str | None) -> str | None:
    """Truncate an invalid id, which may be a megabyte long."""
    return id if id is None or len(id) <= MAX_ID_BYTES else f"{id[:MAX_ID_BYTES]}…"


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
