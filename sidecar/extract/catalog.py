"""What a database holds, by name: catalogs, their schemas, and the tables and views in these.

Every database is asked in the same three steps. Names that a caller gives are bound as values, never written into a statement.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from sidecar.errors import NotFound

MOST = 10_000
"""Names in one list, the first in the database's own order; what follows is left out."""

Kind = Literal["table", "view"]
Ask = Callable[[str, Sequence[str]], list[tuple[Any, ...]]]
"""Runs one statement with its values; gives its rows."""


@dataclass(frozen=True)
class Resource:
    """A table or a view."""

    name: str
    type: Kind


class Directory(Protocol):
    """The lists of one database, sorted, none longer than :data:`MOST` and one: that one tells that there are more.

    Only what the session's user may read is listed. The database's own schemas are left out of lists; asked for by name, they are shown.
    Raise :class:`~sidecar.errors.NotFound` for a catalog or a schema that is not there.
    """

    def catalogs(self) -> list[str]:
        """List the catalogs that this session can look into."""

    def schemas(self, catalog: str) -> list[str]:
        """List a catalog's schemas."""

    def resources(self, catalog: str, schema: str) -> list[Resource]:
        """List a schema's tables and views."""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """How one database is asked. ``{most}`` stands in a statement for how many rows to give, at most."""

    catalogs: str
    catalog: str
    """Whether there is one of this name, which may be the database's own: with the catalog as its value; gives its name."""
    schemas: str
    """With the catalog as its value."""
    schema: str
    """Whether there is one of this name: with the catalog and the schema as its values; gives its name."""
    resources: str
    """With the catalog and the schema as its values; gives names and kinds."""
    alone: str = ""
    """What to say where a catalog is asked for that the session cannot look into."""


def metadata(directory: Directory, catalog: str | None, schema: str | None) -> dict[str, Any]:
    """Give the catalogs, or the schemas of one, or the tables and views of one of its schemas, as the API answers them.

    What was not asked for has no list: an empty list says that there is nothing. ``truncated`` is there where a list was cut.
    """
    if catalog is None:
        return _listed([{"name": each} for each in directory.catalogs()], lambda found: found)
    if schema is None:
        return _listed([{"name": each} for each in directory.schemas(catalog)], lambda found: [{"name": catalog, "schemas": found}])
    resources = [{"name": each.name, "type": each.type} for each in directory.resources(catalog, schema)]
    return _listed(resources, lambda found: [{"name": catalog, "schemas": [{"name": schema, "resources": found}]}])


def _listed(found: list[dict[str, str]], placed: Callable[[list[dict[str, str]]], list[dict[str, Any]]]) -> dict[str, Any]:
    return {"catalogs": placed(found[:MOST]), **({"truncated": True} if len(found) > MOST else {})}


class SqlDirectory:
    """The lists of a database that is asked by SQL."""

    def __init__(self, listing: Listing, ask: Ask, source: str) -> None:
        self._listing = listing
        self._ask = ask
        self._source = source

    def catalogs(self) -> list[str]:
        """List the catalogs."""
        return self._names(self._listing.catalogs)

    def schemas(self, catalog: str) -> list[str]:
        """List a catalog's schemas."""
        self._check_catalog(catalog)
        return self._names(self._listing.schemas, catalog)

    def resources(self, catalog: str, schema: str) -> list[Resource]:
        """List a schema's tables and views."""
        self._check_catalog(catalog)
        if schema not in self._names(self._listing.schema, catalog, schema):
            raise no_schema(schema, catalog, self._source)
        rows = self._rows(self._listing.resources, catalog, schema)
        return [Resource(name=str(name), type=kind) for name, kind in rows]

    def _check_catalog(self, catalog: str) -> None:
        # Compared here too: a collation may take one letter case for another, and what follows would find nothing.
        if catalog not in self._names(self._listing.catalog, catalog):
            raise no_catalog(catalog, self.catalogs(), self._source, self._listing.alone)

    def _names(self, sql: str, *values: str) -> list[str]:
        return [str(row[0]) for row in self._rows(sql, *values)]

    def _rows(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        return self._ask(sql.replace("{most}", str(MOST + 1)), values)


def no_catalog(catalog: str, known: Sequence[str], source: str, alone: str = "") -> NotFound:
    """Make the error for a catalog that cannot be looked into; it names those that can, as far as they are few."""
    named = f"; there {'is' if len(known) == 1 else 'are'} [{', '.join(known)}]" if 0 < len(known) <= 20 else ""
    return NotFound(f"[{source}] shows no catalog [{catalog[:200]}]{named}{alone and f': {alone}'}")


def no_schema(schema: str, catalog: str, source: str) -> NotFound:
    """Make the error for a schema that is not there."""
    return NotFound(f"[{source}] has no schema [{schema[:200]}] in the catalog [{catalog[:200]}]")


POSTGRESQL = Listing(
    catalogs="SELECT pg_catalog.current_database()::text",
    catalog="SELECT pg_catalog.current_database()::text WHERE pg_catalog.current_database() = $1::text",
    schemas="""
SELECT n.nspname::text FROM pg_catalog.pg_namespace n
 WHERE $1::text IS NOT NULL AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
 ORDER BY 1 LIMIT {most}
""",
    schema="""
SELECT n.nspname::text FROM pg_catalog.pg_namespace n
 WHERE $1::text IS NOT NULL AND n.nspname = $2::text AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
""",
    resources="""
SELECT c.relname::text, CASE WHEN c.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 WHERE $1::text IS NOT NULL AND n.nspname = $2::text AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND NOT c.relispartition
   AND (pg_catalog.has_table_privilege(c.oid, 'SELECT') OR pg_catalog.has_any_column_privilege(c.oid, 'SELECT'))
 ORDER BY 1 LIMIT {most}
""",
    alone="a PostgreSQL session sees its own database only, so another one needs a datasource of its own",
)
"""Partitions are left out, for their table shows their rows. ``=`` between a name and a text compares the whole text, however long."""

MYSQL = Listing(
    catalogs="""
SELECT schema_name FROM information_schema.schemata
 WHERE schema_name NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys') ORDER BY 1 LIMIT {most}
""",
    catalog="SELECT schema_name FROM information_schema.schemata WHERE schema_name = %s",
    schemas="SELECT schema_name FROM information_schema.schemata WHERE schema_name = %s",
    schema="SELECT schema_name FROM information_schema.schemata WHERE schema_name = %s AND schema_name = %s",
    resources="""
SELECT table_name, CASE WHEN table_type LIKE '%%VIEW' THEN 'view' ELSE 'table' END FROM information_schema.tables
 WHERE table_schema = %s AND table_schema = %s AND table_type NOT IN ('SEQUENCE', 'TEMPORARY', 'TEMPORARY SEQUENCE')
 ORDER BY 1 LIMIT {most}
""",
)
"""A database is a catalog, and its one schema has the same name. What a user may not read, the information schema does not list."""

SQLITE = Listing(
    catalogs="SELECT 'main'",
    catalog="SELECT 'main' WHERE ? = 'main'",
    schemas="SELECT ?",
    schema="SELECT 'main' WHERE ? = ?",
    resources="""
SELECT name, type FROM sqlite_master WHERE ? = ? AND type IN ('table', 'view') AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
 ORDER BY 1 LIMIT {most}
""",
)
"""The file is the catalog and the schema that SQLite itself calls ``main``."""

DUCKDB = Listing(
    catalogs="SELECT database_name FROM duckdb_databases() WHERE NOT internal ORDER BY 1 LIMIT {most}",
    catalog="SELECT database_name FROM duckdb_databases() WHERE database_name = ?",
    schemas="""
SELECT schema_name FROM duckdb_schemas()
 WHERE database_name = ? AND schema_name NOT IN ('information_schema', 'pg_catalog') ORDER BY 1 LIMIT {most}
""",
    schema="SELECT schema_name FROM duckdb_schemas() WHERE database_name = ? AND schema_name = ?",
    resources="""
SELECT name, kind FROM (
  SELECT database_name, schema_name, table_name AS name, 'table' AS kind FROM duckdb_tables() WHERE NOT internal AND NOT temporary
  UNION ALL
  SELECT database_name, schema_name, view_name, 'view' FROM duckdb_views() WHERE NOT internal AND NOT temporary
) WHERE database_name = ? AND schema_name = ? ORDER BY 1 LIMIT {most}
""",
)
