"""Splice column values and JSON literals into documents, row by row inside polars."""

from collections.abc import Iterable
from itertools import groupby

import polars as pl

from sidecar.load.encode.buffers import needs_escaping
from sidecar.load.encode.fields import Field, quote_json
from sidecar.model.columns import Column, ColumnKind

Piece = str | pl.Expr
"""A literal that every row has, or a column's value."""

_ESCAPE_FREE = (ColumnKind.NUMBER, ColumnKind.BOOLEAN, ColumnKind.SAFE)


def concat_pieces(pieces: Iterable[Piece]) -> pl.Expr:
    """Concatenate pieces to one text per row, null if a piece is null; adjacent literals are merged first."""
    parts: list[pl.Expr] = []
    for is_literal, group in groupby(pieces, lambda piece: isinstance(piece, str)):
        run = list(group)
        parts.extend([pl.lit("".join(map(str, run)))] if is_literal else [each for each in run if isinstance(each, pl.Expr)])
    return pl.concat_str(parts)


def action_pieces(action: str, ids: pl.Series, key: tuple[Column, ...], id_prefix: str) -> list[Piece]:
    """Return the pieces of the line of an action, including its newline."""
    if not key:
        return [f'{{"{action}":{{"_id":{quote_json(id_prefix + "-")[:-1]}', pl.col("id"), '"}}\n']
    if all(column.kind in _ESCAPE_FREE for column in key) or not needs_escaping(ids):
        return [f'{{"{action}":{{"_id":"', pl.col("id"), '"}}\n']
    return [f'{{"{action}":', pl.struct(pl.col("id").alias("_id")).struct.json_encode(), "}\n"]


class Splicer:
    """Build the documents of a frame whose columns are named ``c0``, ``c1``, … by position."""

    def __init__(self, columns: tuple[Column, ...], fields: tuple[Field, ...]) -> None:
        self._names = {column.name: f"c{position}" for position, column in enumerate(columns)}
        self._fields = tuple((quote_json(field.name) + ":", field) for field in fields)

    def pieces(self, frame: pl.DataFrame) -> list[Piece]:
        """Return the pieces of every document, from brace to brace."""
        pieces: list[Piece] = []
        for name, field in self._fields:
            pieces += ["," if pieces else "{", name, *self._field_pieces(frame, field)]
        return [*(pieces or ["{"]), "}"]

    def _field_pieces(self, frame: pl.DataFrame, field: Field) -> list[Piece]:
        columns = [(column, frame[self._names[column.name]]) for column in field.inputs]
        if field.transform == "array" and len(columns) > 1:
            values = [concat_pieces(_scalar_pieces(column, texts)) for column, texts in columns]
            return ["[", pl.concat_str(values, separator=",", ignore_nulls=True), "]"]
        pieces = _nullable_pieces(field.transform, columns)
        if any(texts.null_count() for _, texts in columns):
            return [concat_pieces(pieces).fill_null("null")]
        return pieces


def _nullable_pieces(transform: str, columns: list[tuple[Column, pl.Series]]) -> list[Piece]:
    """Return a value that is null if any of its columns is null."""
    column, texts = columns[0]
    if transform == "geo_point":
        return ['{"lat":', *_scalar_pieces(column, texts), ',"lon":', *_scalar_pieces(*columns[1]), "}"]
    if transform == "array" and column.kind in (ColumnKind.TEXT, ColumnKind.SAFE):
        return [_encode_json(_split_entries(pl.col(texts.name)), texts)]
    if transform == "array" and column.kind is not ColumnKind.JSON:
        return ["[", *_scalar_pieces(column, texts), "]"]
    return _scalar_pieces(column, texts)


def _scalar_pieces(column: Column, texts: pl.Series) -> list[Piece]:
    """Return one column's value: raw, quoted, or escaped if this block contains anything to escape."""
    value = pl.col(texts.name)
    if column.kind.is_unquoted:
        return [value]
    if column.kind is ColumnKind.SAFE or not needs_escaping(texts):
        return ['"', value, '"']
    return [_encode_json(value, texts)]


def _encode_json(value: pl.Expr, texts: pl.Series) -> pl.Expr:
    """Encode values as JSON; null if the column is null."""
    encoded = pl.struct(value.alias("v")).struct.json_encode().str.strip_prefix('{"v":').str.strip_suffix("}")
    return pl.when(pl.col(texts.name).is_not_null()).then(encoded) if texts.null_count() else encoded


def _split_entries(value: pl.Expr) -> pl.Expr:
    """Split a text at commas; surrounding blanks and empty entries are dropped."""
    entry = pl.element().str.strip_chars()
    return value.str.split(",").list.eval(entry.filter(entry != ""))
