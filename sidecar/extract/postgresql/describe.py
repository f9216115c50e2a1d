"""Describe a query's columns through psycopg, in separate sessions.

asyncpg does not return type modifiers, which ``numeric(p,s)`` needs.
"""

import contextlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from sidecar.errors import SourceError
from sidecar.extract.errors import DriverErrors, translate_driver_errors
from sidecar.extract.postgresql.connect import begin_transaction_sql, libpq_parameters
from sidecar.extract.postgresql.types import ColumnDescription, PgType
from sidecar.extract.ranges import quote_identifier
from sidecar.extract.reader import Source
from sidecar.extract.session_limit import open_session

CANCEL_TIMEOUT = 3.0
"""Seconds to wait until the server has received a cancel request."""

_TRANSIENT_STATES = frozenset({None, "53300", "57P01", "57P02", "57P03"})
"""SQLSTATEs of transient errors: none at all (no response), too many connections, shutdown, crash, starting up."""


def _is_transient(error: BaseException) -> bool:
    state = getattr(error, "sqlstate", None)
    return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) and (
        state in _TRANSIENT_STATES or str(state).startswith("08")
    )


DRIVER_ERRORS = DriverErrors(transient=(), permanent=(psycopg.Error, psycopg.Warning, OSError, ValueError), is_transient=_is_transient)

_TYPES = """
SELECT t.oid::int8, n.nspname::text, t.typname::text, t.typtype::text, t.typcategory::text,
       (CASE WHEN t.typcategory = 'A' OR t.typname = '_record' THEN t.typelem ELSE 0 END)::int8, t.typbasetype::int8
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.oid = ANY(%s)
"""


_TYPE_NAME = "SELECT pg_catalog.format_type(oid, -1), typcollation <> 0 FROM pg_catalog.pg_type WHERE oid = %s"


@dataclass(frozen=True)
class ColumnOrigin:
    """The type of one column of a query, and the table column that it selects."""

    type: str
    """The type in SQL."""
    is_collatable: bool
    table_oid: int
    """The table whose column is selected unchanged; 0 for an expression."""
    position: int
    """The column's attribute number in that table."""


class QueryDescriber:
    """Describes queries without reading rows, each in its own short session; blocks while a table is locked exclusively."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._connection: psycopg.Connection[Any] | None = None
        self._canceled = threading.Event()

    def describe(self, query: str) -> tuple[list[ColumnDescription], dict[int, PgType]]:
        """Return the query's columns, and by oid their types, element types and base types."""
        with self._session() as connection:
            cursor = connection.execute(f"SELECT * FROM (\n{query}\n) q LIMIT 0".encode())
            columns = _columns(cursor)
            return columns, _types(connection, [column.oid for column in columns])

    def origin(self, query: str, name: str) -> ColumnOrigin:
        """Return the origin of one column of the query."""
        with self._session() as connection:
            result = connection.execute(f"SELECT q.{quote_identifier(name)} FROM (\n{query}\n) q LIMIT 0".encode()).pgresult
            if result is None:
                raise ValueError("the query returns no columns")
            type, is_collatable = connection.execute(_TYPE_NAME, [result.ftype(0)]).fetchall()[0]
            return ColumnOrigin(type, is_collatable, result.ftable(0), result.ftablecol(0))

    def cancel(self) -> None:
        """Cancel the running statement and refuse further ones. Any thread may call it; never raises."""
        self._canceled.set()
        if self._connection is not None:
            with contextlib.suppress(psycopg.Error):
                self._connection.cancel_safe(timeout=CANCEL_TIMEOUT)

    @contextlib.contextmanager
    def _session(self) -> Iterator[psycopg.Connection[Any]]:
        # The server may still be ending the session of the previous description.
        with translate_driver_errors(self._source, "describe the query in", DRIVER_ERRORS), open_session(self._connect) as connection:
            self._connection = connection
            try:
                if self._canceled.is_set():
                    raise SourceError("Describing the query was canceled.")
                with translate_driver_errors(self._source, "begin a transaction in", DRIVER_ERRORS):
                    connection.execute(begin_transaction_sql(self._source))
                yield connection
            finally:
                self._connection = None

    def _connect(self) -> "psycopg.Connection[Any]":
        with translate_driver_errors(self._source, "connect to", DRIVER_ERRORS):
            return psycopg.connect(**libpq_parameters(self._source))


SESSION_ID_SQL = "pid || '@' || extract(epoch FROM backend_start)::text"
"""SQL expression for a session's id; it contains the start time because process ids are reused."""


def terminate_session(source: Source, parameters: dict[str, Any], session_id: str) -> None:
    """Terminate a session of the same user if it still exists.

    A connection pooler may have assigned it to another client since; one with another application name is left alone.
    """
    statement = (
        f"SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE {SESSION_ID_SQL} = %s "
        "AND application_name = pg_catalog.current_setting('application_name')"
    )
    with translate_driver_errors(source, "terminate a session in", DRIVER_ERRORS), psycopg.connect(**parameters) as connection:
        connection.execute(statement.encode(), [session_id])


def _columns(cursor: psycopg.Cursor[Any]) -> list[ColumnDescription]:
    result, description = cursor.pgresult, cursor.description
    if result is None or description is None:
        return []
    return [
        ColumnDescription(name=each.name, oid=each.type_code, modifier=result.fmod(position)) for position, each in enumerate(description)
    ]


def _types(connection: psycopg.Connection[Any], oids: Sequence[int]) -> dict[int, PgType]:
    known: dict[int, PgType] = {}
    missing = set(oids)
    while missing:
        rows = connection.execute(_TYPES, [sorted(missing)]).fetchall()
        known.update((row[0], _type(row)) for row in rows)
        missing = {part for type in known.values() for part in (type.element, type.base) if part and part not in known}
    return known


def _type(row: Sequence[Any]) -> PgType:
    oid, schema, name, kind, category, element, base = row
    return PgType(oid=oid, schema=schema, name=name, kind=kind, category=category, element=element, base=base)
