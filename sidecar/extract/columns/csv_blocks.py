"""From lines of CSV that a database wrote to blocks of text columns, without an object for a row or a value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from sidecar.errors import SourceError
from sidecar.model.columns import Block, Column, RowFault

Expression = Callable[[pl.Expr], pl.Expr]


@dataclass(frozen=True, kw_only=True)
class Passage:
    """How one column comes over: what the database is asked for, and what is left to do to a whole column of it.

    ``sql`` is an expression in which ``{c}`` stands for the column. ``unfit`` finds the texts that JSON or Elasticsearch cannot
    carry: they become null and are counted. ``shape`` gives the others their last form.
    """

    column: Column
    sql: str = "{c}"
    unfit: Expression | None = None
    shape: Expression | None = None


def read_csv(data: bytes, width: int) -> pl.DataFrame:
    """Read lines without a header into text columns: an empty field is null, a quoted empty one is the empty string.

    A line of a single column could not tell null from no line, so ``width`` must be at least 2.
    """
    try:
        frame = pl.read_csv(data, has_header=False, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise SourceError("The database sent text that is not valid UTF-8, or lines that cannot be read.") from error
    if frame.width != width:
        raise SourceError(f"The database sent lines of {frame.width} columns where {width} were asked for.")
    return frame


def finish(frame: pl.DataFrame, passages: Sequence[Passage], faults: tuple[RowFault, ...] = ()) -> Block:
    """Make a block of a frame whose first columns are the passages', in their order."""
    names = frame.columns[: len(passages)]
    unfit = _unfit_counts(frame, names, passages)
    nulled = sum(unfit.values())
    selected = frame.select(
        _finished(pl.col(name), passage, unfit.get(name, 0)).alias(passage.column.name)
        for name, passage in zip(names, passages, strict=True)
    )
    return Block(columns=tuple(each.column for each in passages), table=selected, rows=frame.height, nulled=nulled, faults=faults)


def _unfit_counts(frame: pl.DataFrame, names: Sequence[str], passages: Sequence[Passage]) -> dict[str, int]:
    """Count first: nearly always there are none, and then no column is written anew for them."""
    checks = [each.unfit(pl.col(name)).sum().alias(name) for name, each in zip(names, passages, strict=True) if each.unfit]
    return dict(frame.select(checks).row(0, named=True)) if checks and frame.height else {}


def _finished(values: pl.Expr, passage: Passage, unfit: int) -> pl.Expr:
    fit = pl.when(~passage.unfit(values)).then(values) if passage.unfit and unfit else values
    return passage.shape(fit) if passage.shape else fit
