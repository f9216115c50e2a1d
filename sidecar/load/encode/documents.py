"""From a block of columns to the lines of a bulk request, in one vectorised pass: no Python object per row or value."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from sidecar.errors import TargetError
from sidecar.load.encode.document_ids import LONGEST_ID, KeyWatch, is_numeric, key_texts
from sidecar.load.encode.fields import find_column, plan_fields
from sidecar.load.encode.splice import Splicer, action_pieces, joined
from sidecar.load.rejections import Rejection
from sidecar.model.columns import Block, Column, SqlType
from sidecar.model.ingestion import Transform


@dataclass(frozen=True, kw_only=True, eq=False)
class Encoded:
    """A block's documents: for each row that became one, its action and document lines as one text."""

    lines: pl.Series
    keys: pl.Series | None
    """The text of each row's key; none without ``pk_field``."""
    places: pl.Series
    """The place of each row in the run, from 0."""
    rejected: tuple[Rejection, ...]
    size: int
    """Bytes of all lines."""


class Encoder:
    """Turn the blocks of one run, in their order, into documents with their ids.

    ``unkeyed`` begins the ids of rows without a key: ``<execution>-<attempt>-<partition>``; the row's place follows.
    Raise :class:`~sidecar.errors.TargetError` when ``pk_field`` or a transform names a column that is not there.
    """

    def __init__(
        self, columns: Iterable[Column], *, transforms: Iterable[Transform] = (), pk_field: Iterable[str] = (),
        unkeyed: str = "", partition: int = 0,
    ) -> None:  # fmt: skip
        self.columns = tuple(columns)
        known = {column.name: column for column in self.columns}
        self._key = tuple(find_column(known, name, "the setting", "pk_field") for name in pk_field)
        self._key_names = [f"c{self.columns.index(column)}" for column in self._key]
        self._unkeyed, self._partition = unkeyed, partition
        self._splicer = Splicer(self.columns, plan_fields(self.columns, transforms))
        self._numeric = is_numeric(self._key)
        self.watch: KeyWatch | None = KeyWatch() if self._numeric else None
        """What the keys tell; none unless the key is one number."""
        self.rows = 0
        """Rows seen so far, rejected ones included."""
        self.last_record: tuple[Any, ...] | None = None
        """The scalars of the last row seen."""

    @property
    def ascending(self) -> bool:
        """Tell whether the key is one number, and each so far was greater than the one before it."""
        return self.watch is not None and self.watch.ascending

    def encode(self, block: Block) -> Encoded:
        """Encode the next block of the run. Rows that cannot become documents are left out and reported."""
        frame, keys = self._frame(block)
        rejected = self._rejections(block, frame, keys)
        if rejected:
            left_out = pl.Series([each.row for each in rejected], dtype=pl.Int64)
            frame = frame.filter(~frame["place"].is_in(left_out.implode()))
        lines = self._lines(frame)
        return Encoded(
            lines=lines,
            keys=frame["id"] if self._key else None,
            places=frame["place"],
            rejected=rejected,
            size=int(lines.str.len_bytes().sum()),
        )

    def _frame(self, block: Block) -> tuple[pl.DataFrame, pl.Series]:
        """Name the columns by their place, so that no name of a user's meets one of ours, and add place and id."""
        table = pl.DataFrame(block.table)
        if table.width != len(self.columns):
            raise TargetError(f"a block has {table.width} columns, but the query has {len(self.columns)}")
        frame = pl.DataFrame([column.alias(f"c{place}") for place, column in enumerate(table.get_columns())])
        places = pl.int_range(self.rows, self.rows + table.height, dtype=pl.Int64, eager=True).alias("place")
        keys = key_texts(frame, self._key_names, self._key) if self._key else places.cast(pl.String).alias("id")
        if table.height:
            self._note(frame, keys)
        return frame.with_columns(places, keys), keys

    def _note(self, frame: pl.DataFrame, keys: pl.Series) -> None:
        self.rows += frame.height
        self.last_record = tuple(_scalar(column, text) for column, text in zip(self.columns, frame.row(-1), strict=True))
        if self.watch:
            self.watch.observe(keys)

    def _lines(self, frame: pl.DataFrame) -> pl.Series:
        action = action_pieces(frame["id"], self._key, self._unkeyed)
        return frame.select(joined([*action, *self._splicer.pieces(frame), "\n"]).alias("lines")).to_series()

    def _rejections(self, block: Block, frame: pl.DataFrame, keys: pl.Series) -> tuple[Rejection, ...]:
        reasons = {fault.row: f"column [{fault.column}]: {fault.reason}" for fault in reversed(block.faults)}
        if self._key:
            reasons = {**_bad_keys(keys, ", ".join(column.name for column in self._key)), **reasons}
        return tuple(self._rejection(frame, row, reasons[row]) for row in sorted(reasons))

    def _rejection(self, frame: pl.DataFrame, row: int, reason: str) -> Rejection:
        values = frame.row(row, named=True)
        texts = {column.name: values[f"c{place}"] for place, column in enumerate(self.columns)}
        return Rejection(
            row=values["place"],
            partition=self._partition,
            id=_cut(values["id"]) if self._key else f"{self._unkeyed}-{values['id']}",
            status=400,
            type="illegal_argument_exception",
            reason=reason,
            document=json.dumps(texts, ensure_ascii=False),
            retryable=False,
        )


def _bad_keys(keys: pl.Series, name: str) -> dict[int, str]:
    """Find the rows whose key cannot be an id: no such row may reach Elasticsearch, which would refuse the whole request."""
    bad: dict[int, str] = {}
    if keys.null_count():
        bad = dict.fromkeys(keys.is_null().arg_true().to_list(), f"the key [{name}] is null")
    sizes = keys.str.len_bytes()
    if not keys.is_empty() and (sizes.max() or 0) > LONGEST_ID:  # type: ignore[operator]
        for row in (sizes > LONGEST_ID).fill_null(value=False).arg_true().to_list():
            bad[row] = f"the key [{name}] has {sizes[row]} bytes, but an id has {LONGEST_ID} at most"
    return bad


def _cut(id: str | None) -> str | None:
    """Shorten an id that is too long to be one: it may have a megabyte."""
    return id if id is None or len(id) <= LONGEST_ID else f"{id[:LONGEST_ID]}…"


def _scalar(column: Column, text: str | None) -> Any:
    """Give a value as JSON can keep it without losing a digit: a decimal with a fraction stays text."""
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
