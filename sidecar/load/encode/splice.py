"""How values are spliced into documents: literals and columns, joined row by row inside polars."""

import json
from collections.abc import Iterable
from itertools import groupby

import polars as pl

from sidecar.load.encode.buffers import needs_escapes
from sidecar.load.encode.fields import Field
from sidecar.model.columns import Column, Kind

Piece = str | pl.Expr
"""A text that every row has, or a column's value."""

_ESCAPE_FREE = (Kind.NUMBER, Kind.BOOLEAN, Kind.SAFE)


def joined(pieces: Iterable[Piece]) -> pl.Expr:
    """Join pieces to one text a row, null where a piece is; literals that meet are joined here, once."""
    parts: list[pl.Expr] = []
    for literal, group in groupby(pieces, lambda piece: isinstance(piece, str)):
        run = list(group)
        parts.extend([pl.lit("".join(map(str, run)))] if literal else [each for each in run if isinstance(each, pl.Expr)])
    return pl.concat_str(parts)


def action_pieces(ids: pl.Series, key: tuple[Column, ...], unkeyed: str) -> list[Piece]:
    """Give the action line of each row, its end of line included."""
    if not key:
        return [f'{{"index":{{"_id":{quoted(unkeyed + "-")[:-1]}', pl.col("id"), '"}}\n']
    if all(column.kind in _ESCAPE_FREE for column in key) or not needs_escapes(ids):
        return ['{"index":{"_id":"', pl.col("id"), '"}}\n']
    return ['{"index":', pl.struct(pl.col("id").alias("_id")).struct.json_encode(), "}\n"]


def quoted(text: str) -> str:
    """Write a text as JSON does."""
    return json.dumps(text, ensure_ascii=False)


class Splicer:
    """Write the documents of a frame whose columns are named ``c0``, ``c1``, … after their place."""

    def __init__(self, columns: tuple[Column, ...], fields: tuple[Field, ...]) -> None:
        self._names = {column.name: f"c{place}" for place, column in enumerate(columns)}
        self._fields = tuple((quoted(field.name) + ":", field) for field in fields)

    def pieces(self, frame: pl.DataFrame) -> list[Piece]:
        """Give the pieces of every document, from brace to brace."""
        pieces: list[Piece] = []
        for name, field in self._fields:
            pieces += ["," if pieces else "{", name, *self._value(frame, field)]
        return [*(pieces or ["{"]), "}"]

    def _value(self, frame: pl.DataFrame, field: Field) -> list[Piece]:
        columns = [(column, frame[self._names[column.name]]) for column in field.inputs]
        if field.transform == "array" and len(columns) > 1:
            values = [joined(_scalar(column, texts)) for column, texts in columns]
            return ["[", pl.concat_str(values, separator=",", ignore_nulls=True), "]"]
        pieces = _single(field.transform, columns)
        if any(texts.null_count() for _, texts in columns):
            return [joined(pieces).fill_null("null")]
        return pieces


def _single(transform: str, columns: list[tuple[Column, pl.Series]]) -> list[Piece]:
    """Give a value that is null where any of its columns is."""
    column, texts = columns[0]
    if transform == "geo_point":
        return ['{"lat":', *_scalar(column, texts), ',"lon":', *_scalar(*columns[1]), "}"]
    if transform == "array" and column.kind in (Kind.TEXT, Kind.SAFE):
        return [_json(_split(pl.col(texts.name)), texts)]
    if transform == "array" and column.kind is not Kind.JSON:
        return ["[", *_scalar(column, texts), "]"]
    return _scalar(column, texts)


def _scalar(column: Column, texts: pl.Series) -> list[Piece]:
    """Give one column's value: raw, between quotes, or escaped where this block has something to escape."""
    value = pl.col(texts.name)
    if column.kind.raw:
        return [value]
    if column.kind is Kind.SAFE or not needs_escapes(texts):
        return ['"', value, '"']
    return [_json(value, texts)]


def _json(value: pl.Expr, texts: pl.Series) -> pl.Expr:
    """Write values as JSON, null where the column is."""
    written = pl.struct(value.alias("v")).struct.json_encode().str.strip_prefix('{"v":').str.strip_suffix("}")
    return pl.when(pl.col(texts.name).is_not_null()).then(written) if texts.null_count() else written


def _split(value: pl.Expr) -> pl.Expr:
    """Cut one text at its commas; blanks around an entry and empty entries are dropped."""
    entry = pl.element().str.strip_chars()
    return value.str.split(",").list.eval(entry.filter(entry != ""))
