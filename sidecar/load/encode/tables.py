"""The encoder of tables: one vectorized pass of polars."""

import json
from collections.abc import Iterable

import polars as pl

from sidecar.errors import TargetError
from sidecar.load.encode.buffers import ColumnBuffer, concatenate_bytes
from sidecar.load.encode.encoded import EncodedBlock
from sidecar.load.encode.fields import Field, invalid_mark_error
from sidecar.load.encode.keys import MAX_ID_BYTES, SEPARATOR, KeySummary, is_numeric_key
from sidecar.load.encode.splice import Splicer, action_pieces, concat_pieces
from sidecar.load.rejections import Rejection
from sidecar.model.columns import Block, Column, ColumnKind


class TableEncoder:
    """Encodes blocks of any kind; rows that cannot become documents are rejected."""

    def __init__(
        self, columns: tuple[Column, ...], fields: tuple[Field, ...], key: tuple[Column, ...], *,
        id_prefix: str, partition: int, deletion_mark: Column | None,
    ) -> None:  # fmt: skip
        self._columns = columns
        self._mark = deletion_mark
        self._mark_name = None if deletion_mark is None else f"c{columns.index(deletion_mark)}"
        self._key = key
        self._key_names = [f"c{columns.index(column)}" for column in key]
        self._id_prefix, self._partition = id_prefix, partition
        self._splicer = Splicer(columns, fields)

    def encode(self, block: Block, first_row: int) -> EncodedBlock:
        """Encode a block whose first row has this number in the run."""
        frame = self._create_frame(block, first_row)
        last_row = frame.row(-1)[: len(self._columns)] if frame.height else ()
        keys = summarize_keys(frame["id"]) if is_numeric_key(self._key) else None
        rejected = self._find_rejected(block, frame)
        if rejected:
            numbers = pl.Series([each.row for each in rejected], dtype=pl.Int64)
            frame = frame.filter(~frame["row_number"].is_in(numbers.implode()))
        lines = self._create_lines(frame)
        data = ColumnBuffer(concatenate_bytes(lines), 1)
        row_ends = ColumnBuffer(lines.str.len_bytes().cast(pl.Int64).cum_sum(), 8)
        return EncodedBlock(
            data=data.view,
            row_ends=row_ends.view.cast("q"),
            first_row=first_row,
            rejected=rejected,
            has_keys=bool(self._key),
            last_row=last_row,
            keys=keys,
            owner=(data, row_ends),
        )

    def _create_frame(self, block: Block, first_row: int) -> pl.DataFrame:
        """Name the columns ``c0``, ``c1``, …, so that no user's name collides with ``row_number`` or ``id``, and add these two."""
        table = pl.DataFrame(block.table)
        if table.width != len(self._columns):
            raise TargetError(f"expected a block with {len(self._columns)} columns but got {table.width}")
        frame = pl.DataFrame([column.alias(f"c{position}") for position, column in enumerate(table.get_columns())])
        row_numbers = pl.int_range(first_row, first_row + table.height, dtype=pl.Int64, eager=True).alias("row_number")
        keys = format_keys(frame, self._key_names, self._key) if self._key else row_numbers.cast(pl.String).alias("id")
        return frame.with_columns(row_numbers, keys)

    def _create_lines(self, frame: pl.DataFrame) -> pl.Series:
        self._check_marks(frame)
        action = action_pieces("index", frame["id"], self._key, self._id_prefix)
        lines = concat_pieces([*action, *self._splicer.pieces(frame), "\n"])
        if self._mark_name is not None:
            deletion = concat_pieces(action_pieces("delete", frame["id"], self._key, self._id_prefix))
            lines = pl.when(_is_mark(self._mark_name)).then(deletion).otherwise(lines)
        return frame.select(lines.alias("lines")).to_series()

    def _check_marks(self, frame: pl.DataFrame) -> None:
        """Raise :class:`~sidecar.errors.TargetError` if a column of a guessed type marks rows, but has other values."""
        if self._mark is not None and self._mark.is_guessed and not frame[f"{self._mark_name}"].str.contains(_MARK_VALUE).all():
            raise invalid_mark_error(self._mark.name, "has a text")

    def _find_rejected(self, block: Block, frame: pl.DataFrame) -> tuple[Rejection, ...]:
        reasons = {error.row: f"column [{error.column}]: {error.reason}" for error in reversed(block.row_errors)}
        if self._mark_name is not None and reasons:
            # Of a deleted row only the key is needed.
            marked = set(frame.select(_is_mark(self._mark_name).fill_null(value=False).arg_true()).to_series())
            reasons = {row: reason for row, reason in reasons.items() if row not in marked}
        if self._key:
            reasons = {**_find_invalid_keys(frame["id"], ", ".join(column.name for column in self._key)), **reasons}
        return tuple(self._rejection(frame, row, reasons[row]) for row in sorted(reasons))

    def _rejection(self, frame: pl.DataFrame, row: int, reason: str) -> Rejection:
        values = frame.row(row, named=True)
        texts = {column.name: values[f"c{position}"] for position, column in enumerate(self._columns)}
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


_NO_MARK = r"(?s)^(?:false|-?[0.]+(?:[eE].*)?|1970-01-01(?:T00:00:00(?:\.0+)?Z)?)$"
"""False, 0, and the time that stands for 0."""
_MARK_VALUE = r"^(?:true|false|-?[0-9.]+(?:[eE][-+]?[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}.*)$"


def _is_mark(name: str) -> pl.Expr:
    """Match the values that mark a row as deleted: neither null, false nor 0."""
    return ~pl.col(name).str.contains(_NO_MARK)


def format_keys(frame: pl.DataFrame, names: list[str], columns: Iterable[Column]) -> pl.Series:
    """Return each row's key as text; null if a column of the key is null. Different keys have different texts."""
    if len(names) == 1:
        return frame[names[0]].alias("id")
    parts = [_escape(pl.col(name), column.kind) for name, column in zip(names, columns, strict=True)]
    return frame.select(pl.concat_str(parts, separator=SEPARATOR).alias("id")).to_series()


def _escape(part: pl.Expr, kind: ColumnKind) -> pl.Expr:
    if kind not in (ColumnKind.TEXT, ColumnKind.JSON):
        return part
    return part.str.replace_all("\\", "\\\\", literal=True).str.replace_all(SEPARATOR, f"\\{SEPARATOR}", literal=True)


def summarize_keys(texts: pl.Series) -> KeySummary | None:
    """Summarize numeric keys; nulls are skipped."""
    keys = texts.drop_nulls()
    if keys.is_empty():
        return None
    numbers = _parse_numbers(keys)
    ascending = bool((numbers.slice(1) > numbers.slice(0, len(numbers) - 1)).all())
    index = len(numbers) - 1 if ascending else (numbers.arg_max() or 0)
    return KeySummary(first=numbers[0], last=numbers[-1], largest=numbers[index], text=keys[index], is_ascending=ascending)


def _parse_numbers(texts: pl.Series) -> pl.Series:
    """Parse integers exactly; otherwise return doubles, of which two equal ones never count as ascending."""
    for type in (pl.Int64, pl.Int128):
        integers = texts.cast(type, strict=False)
        if not integers.null_count():
            return integers
    return texts.cast(pl.Float64)


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
