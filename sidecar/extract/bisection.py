"""Read a query although the database cannot compute the values of some rows: each such row is found, and reported with its reason.

An error ends the database's read. The rows are therefore read in pieces by their key: a piece that fails is split into smaller
ones, until one row is left. This reads most rows twice, and is fast only with an index on the key.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import polars as pl

from sidecar.errors import SourceDataError, SourceError, error_messages
from sidecar.extract.query.lexer import get_dialect
from sidecar.extract.query.literals import format_literal
from sidecar.extract.ranges import Range
from sidecar.extract.reader import Reader
from sidecar.model.columns import NUMERIC_TYPES, Block, Column, RowError, TableBlock

PIECES = 8
"""Pieces of a range that cannot be read. Without an index, each costs a scan."""
MAX_KEYS = 1024
"""Keys of a range that are kept to split it."""
MAX_REJECTED = 1000
"""Rows that one read may reject: more are a fault of the query, and take long to find."""


@dataclass(kw_only=True)
class BisectingRead:
    """A read of one query by its key, whose columns together identify a row.

    The session should hold a snapshot: if rows change meanwhile, the read fails.
    """

    reader: Reader
    query: str
    columns: tuple[Column, ...]
    key: tuple[Column, ...]
    batch_size: int
    database: str
    ordered: bool = False
    """Whether the rows must come in the order of the key, as checkpoints and positions of an ordered query need them."""
    rejected: int = 0
    """Rows rejected so far."""
    _error: SourceDataError | None = None

    def read(self, row_range: Range | None) -> Iterator[Block]:
        """Read all rows, or those of a range; a row that cannot be read is a block of its own, with the values that can be.

        Raise :class:`~sidecar.errors.SourceError` if the rows at fault cannot be found by the key.
        """
        column = self.key[0]
        yield from self._bisect(_whole(column, row_range), self.key)
        yield from self.reader.read(self.query, self.columns, self.batch_size, replace(_whole(column, row_range), nulls=True))

    def _bisect(self, row_range: Range, key: tuple[Column, ...], fewer_than: float = float("inf")) -> Iterator[Block]:
        """Read a range in pieces by the first column of ``key``."""
        rows, keys = self._scan_keys(row_range, key[0])
        if rows >= fewer_than:
            raise self._failure(f"[{key[0].name}] is not sorted as it is compared")
        delivered = 0
        for block in self._read_pieces(row_range, key, rows, keys):
            yield block
            # The encoder may have counted the rows without a parse.
            delivered += block.rows
        if delivered != rows:
            raise self._failure(f"there were {rows} rows, then {delivered}")

    def _read_pieces(self, row_range: Range, key: tuple[Column, ...], rows: int, keys: list[str]) -> Iterator[Block]:
        if len(keys) > 1:
            for piece in self._split(row_range, keys):
                yield from self._read(piece) if self._is_readable(piece) else self._bisect(piece, key, fewer_than=rows)
        elif rows and self._is_readable(row_range):
            # A range of a partitioned read that has no row at fault.
            yield from self._read(row_range)
        elif rows == 1:
            self._require_own_error(row_range, keys[0])
            yield self._rejected_row(row_range)
        elif rows and len(key) > 1:
            yield from self._bisect(_whole(key[1], row_range), key[1:])
        elif rows:
            raise self._failure(f"{rows} rows have the same key [{', '.join(column.name for column in self.key)}]")

    def _scan_keys(self, row_range: Range, column: Column) -> tuple[int, list[str]]:
        """Return the number of rows in a range, and up to :data:`MAX_KEYS` of their distinct keys in ascending order."""
        rows, distinct, step, last = 0, 0, 1, None
        kept: list[str] = []
        for block in self.reader.read(self.query, (column,), self.batch_size, replace(row_range, ordered=True)):
            values = pl.DataFrame(block.table).to_series()
            starts = values.rle().struct.field("value")
            starts = starts.slice(1) if starts[0] == last else starts
            kept.extend(starts.gather_every(step, offset=-distinct % step))
            rows, distinct, last = rows + block.rows, distinct + len(starts), values[-1]
            while len(kept) > MAX_KEYS:
                kept, step = kept[::2], 2 * step
        return rows, kept

    def _split(self, row_range: Range, keys: list[str]) -> Iterator[Range]:
        positions = {len(keys) * number // PIECES for number in range(1, PIECES)} - {0}
        edges = [row_range.lower, *(self._literal(row_range.column, keys[each]) for each in sorted(positions)), row_range.upper]
        for lower, upper in itertools.pairwise(edges):
            yield replace(row_range, lower=lower, upper=upper)

    def _literal(self, column: Column, text: str) -> str:
        return format_literal(Decimal(text) if column.type in NUMERIC_TYPES else text, get_dialect(self.database))

    def _is_readable(self, piece: Range) -> bool:
        try:
            for _ in self._read(piece):
                pass
        except SourceDataError as error:
            self._error = error
            return False
        return True

    def _read(self, piece: Range) -> Iterator[Block]:
        # The ORDER BY of the query is not enough: MariaDB ignores it in a subquery.
        return self.reader.read(self.query, self.columns, self.batch_size, replace(piece, ordered=self.ordered))

    def _require_own_error(self, row_range: Range, key: str) -> None:
        """Raise an error if the range of a row fails without that row, too: the database then computes other rows before it selects."""
        # A range from the key up to the key would prove nothing: DuckDB knows that it is empty, and computes no row.
        if not self._is_readable(replace(row_range, excluded=self._literal(row_range.column, key))):
            raise self._failure("the error may be that of another row")

    def _rejected_row(self, row_range: Range) -> Block:
        """Return the row of a range, read column by column; what cannot be read is null and has the reason."""
        self.rejected += 1
        if self.rejected > MAX_REJECTED:
            raise self._failure(f"there are more than {MAX_REJECTED}")
        values: dict[str, pl.Series] = {}
        row_errors = []
        for column in self.columns:
            try:
                found = [pl.DataFrame(block.table).to_series() for block in self.reader.read(self.query, (column,), 1, row_range)]
                values[column.name] = pl.concat([pl.Series(dtype=pl.String), *found])
            except SourceDataError as error:
                values[column.name] = pl.Series(values=[None], dtype=pl.String)
                row_errors.append(RowError(row=0, column=column.name, reason=error_messages(error)[-1]))
        if not row_errors or any(len(each) != 1 for each in values.values()):
            raise self._failure("none of its columns fails alone")
        return TableBlock(columns=self.columns, table=pl.DataFrame(values), rows=1, row_errors=tuple(row_errors))

    def _failure(self, detail: str) -> SourceError:
        error = SourceError(f"Rows whose values the database cannot compute were not found by their key: {detail}.")
        error.__cause__ = self._error
        return error


def _whole(column: Column, within: Range | None) -> Range:
    """Return the range of all values of a column that are not null."""
    return Range(name=column.name, column=column, within=within)
