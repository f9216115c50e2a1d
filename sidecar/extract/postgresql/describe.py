"""Asking PostgreSQL what a query's columns are. Through psycopg: asyncpg does not tell a type's modifier, which numeric(p,s) needs."""

import contextlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from sidecar.errors import SourceError
from sidecar.extract.errors import Classes, crossing
from sidecar.extract.postgresql.connect import libpq_parameters, prelude
from sidecar.extract.postgresql.types import Described, PgType
from sidecar.extract.ranges import doubled
from sidecar.extract.reader import Source

CANCELLING = 3.0
"""Seconds that the server may take to hear of a cancellation."""

_PASSING = frozenset({None, "53300", "57P01", "57P02", "57P03"})
"""States of errors that pass: no state at all (nobody answered), too many connections, shut down, crashed, starting."""


def _is_lost(error: BaseException) -> bool:
    state = getattr(error, "sqlstate", None)
    return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError) and (state in _PASSING or str(state).startswith("08"))


CLASSES = Classes(lost=(), failed=(psycopg.Error, psycopg.Warning, OSError, ValueError), is_lost=_is_lost)

_TYPES = """
SELECT t.oid::int8, n.nspname::text, t.typname::text, t.typtype::text, t.typcategory::text,
       (CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE 0 END)::int8, t.typbasetype::int8
  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.oid = ANY(%s)
"""


_NAMED = "SELECT pg_catalog.format_type(oid, -1), typcollation <> 0 FROM pg_catalog.pg_type WHERE oid = %s"


@dataclass(frozen=True)
class Origin:
    """Where one column of a query comes from."""

    type: str
    """Its type as SQL."""
    collatable: bool
    table: int
    """The oid of the table whose column it is, as it stands; 0 for none."""
    place: int


class Describer:
    """Describes queries, each in a short session of its own; no row is read. One waits as long as others lock what it asks about."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._connection: psycopg.Connection[Any] | None = None
        self._cancelled = threading.Event()

    def describe(self, query: str) -> tuple[list[Described], dict[int, PgType]]:
        """Ask for the columns and for all types that they are made of."""
        with self._session() as connection:
            cursor = connection.execute(f"SELECT * FROM (\n{query}\n) q LIMIT 0".encode())
            columns = _columns(cursor)
            return columns, _types(connection, [column.oid for column in columns])

    def origin(self, query: str, name: str) -> Origin:
        """Trace a column of a query."""
        with self._session() as connection:
            result = connection.execute(f"SELECT q.{doubled(name)} FROM (\n{query}\n) q LIMIT 0".encode()).pgresult
            if result is None:
                raise ValueError("the query gives no columns")
            type, collatable = connection.execute(_NAMED, [result.ftype(0)]).fetchall()[0]
            return Origin(type, collatable, result.ftable(0), result.ftablecol(0))

    def cancel(self) -> None:
        """End what runs, for good. Any thread may call it; never raises."""
        self._cancelled.set()
        if self._connection is not None:
            with contextlib.suppress(psycopg.Error):
                self._connection.cancel_safe(timeout=CANCELLING)

    @contextlib.contextmanager
    def _session(self) -> Iterator[psycopg.Connection[Any]]:
        parameters = libpq_parameters(self._source)
        with crossing(self._source, "describe the query in", CLASSES), psycopg.connect(**parameters) as connection:
            self._connection = connection
            try:
                if self._cancelled.is_set():
                    raise SourceError("The description was cancelled.")
                connection.execute(prelude(self._source))
                yield connection
            finally:
                self._connection = None


SESSION_NAME = "pid || '@' || extract(epoch FROM backend_start)::text"
"""What names a session and no later one: process ids come again."""


def terminate(source: Source, parameters: dict[str, Any], session: str) -> None:
    """End a session of the same user, by its name, where it still lives.

    A pooler may have given it to another client since: one that calls itself otherwise is left alone.
    """
    ending = (
        f"SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE {SESSION_NAME} = %s "
        "AND application_name = pg_catalog.current_setting('application_name')"
    )
    with crossing(source, "end a session in", CLASSES), psycopg.connect(**parameters) as connection:
        connection.execute(ending.encode(), [session])


def _columns(cursor: psycopg.Cursor[Any]) -> list[Described]:
    result, description = cursor.pgresult, cursor.description
    if result is None or description is None:
        return []
    return [Described(name=each.name, oid=each.type_code, modifier=result.fmod(place)) for place, each in enumerate(description)]


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
