"""The estimate of a query's row count: counted if that is fast, else derived from the table's row ids."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sidecar.extract.ranges import quote_identifier

_TIMEOUT = 0.2
"""Seconds for the count, which is as long as a run may start later. SQLite counts up to 50 million rows of a table per second."""
_PROBES = 64
"""Row ids that are looked up to find out which part of them exists."""
_MIN_SHARE = 0.5
"""Below this share of existing row ids nothing is known about the gaps between them."""
_SCAN_OPCODES = frozenset({
    "Init", "Transaction", "Goto", "Halt", "Noop", "OpenRead", "Rewind", "Last", "Next", "Prev", "Rowid", "IdxRowid", "DeferredSeek",
    "Column", "RealAffinity", "ResultRow", "Integer", "Int64", "Real", "String8", "Blob", "Null", "Cast", "Concat", "Add", "Subtract",
    "Multiply", "Divide", "Remainder", "Function", "PureFunc", "CollSeq", "ClrSubtype", "SorterOpen", "MakeRecord", "SorterInsert",
    "OpenPseudo", "SorterSort", "SorterData", "SorterNext",
})  # fmt: skip
"""Opcodes of a program that reads every row of a table, without conditions, groups or limits."""


def estimate_rows(connection: sqlite3.Connection, query: str) -> int | None:
    """Return the number of rows, or an estimate; None if neither is cheap. The connection must not be in use."""
    with suppress(sqlite3.Error), _interrupt_after(connection, _TIMEOUT):
        return int(connection.execute(f"SELECT count(*) FROM (\n{query}\n)").fetchone()[0])
    return estimate_scan(connection, query)


def estimate_scan(connection: sqlite3.Connection, query: str) -> int | None:
    """Return an estimate for a query that reads every row of a table; None for any other, or if too few of its row ids exist."""
    with suppress(sqlite3.Error):
        table = _scanned_table(connection, query)
        return None if table is None else _estimate_from_row_ids(connection, quote_identifier(table))
    return None


@contextmanager
def _interrupt_after(connection: sqlite3.Connection, timeout: float) -> Iterator[None]:
    timer = threading.Timer(timeout, connection.interrupt)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # else it might interrupt the next statement


def _scanned_table(connection: sqlite3.Connection, query: str) -> str | None:
    """Return the table whose rows are exactly those of the query; None if there is none."""
    program = connection.execute(f"EXPLAIN SELECT * FROM (\n{query}\n)").fetchall()
    opcodes = [row[1] for row in program]
    if not _SCAN_OPCODES.issuperset(opcodes) or opcodes.count("Rewind") + opcodes.count("Last") != 1:
        return None
    # The root page is that of the table or of an index of it.
    pages = {row[3] for row in program if row[1] == "OpenRead"}
    tables = connection.execute(f"SELECT DISTINCT tbl_name FROM sqlite_master WHERE rootpage IN ({', '.join(map(str, pages))})").fetchall()
    return str(tables[0][0]) if len(tables) == 1 else None


def _estimate_from_row_ids(connection: sqlite3.Connection, table: str) -> int | None:
    low, high = connection.execute(f"SELECT (SELECT min(rowid) FROM {table}), (SELECT max(rowid) FROM {table})").fetchone()
    if low is None:
        return None
    size = high - low + 1
    probes = {low + size * number // _PROBES for number in range(_PROBES)}
    found = connection.execute(f"SELECT count(*) FROM {table} WHERE rowid IN ({', '.join(map(str, probes))})").fetchone()[0]
    share = found / len(probes)
    return round(size * share) if share >= _MIN_SHARE else None
