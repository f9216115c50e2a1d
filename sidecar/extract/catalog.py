"""Lists of a database's catalogs, schemas, tables and views.

Names from callers are bound as parameters, never written into a statement.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from sidecar.errors import NotFound
from sidecar.extract.ranges import quote_identifier

MAX_NAMES = 10_000
"""Maximum number of names in one list; more names are omitted."""

ResourceKind = Literal["table", "view"]
RunQuery = Callable[[str, Sequence[str]], list[tuple[Any, ...]]]
"""Runs one statement with its parameters and returns its rows."""


@dataclass(frozen=True)
class Resource:
    """A table or a view, with the columns of its primary key in the key's order; a view has none."""

    name: str
    type: ResourceKind
    primary_key: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the form in API responses."""
        return {"name": self.name, "type": self.type, **({"primary_key": list(self.primary_key)} if self.type == "table" else {})}


class DatabaseCatalog(Protocol):
    """The lists of one database, sorted, of at most :data:`MAX_NAMES` + 1 names; the extra name shows that the list is truncated.

    Lists contain only what the session's user may read. A system schema is not listed, but its tables can be.
    Raise :class:`~sidecar.errors.NotFound` for a catalog or a schema that does not exist.
    """

    def catalogs(self) -> list[str]:
        """Return the catalogs that this session can list."""

    def schemas(self, catalog: str) -> list[str]:
        """Return a catalog's schemas."""

    def resources(self, catalog: str, schema: str) -> list[Resource]:
        """Return a schema's tables and views."""

    def quote(self, name: str) -> str:
        """Return a name in SQL."""

    def quote_table(self, catalog: str, schema: str, name: str) -> str:
        """Return a listed table or view in SQL, with its schema."""


@dataclass(frozen=True, kw_only=True)
class CatalogQueries:
    """One database's catalog statements, in which ``{limit}`` is the placeholder for the maximum number of rows."""

    catalogs: str
    """No parameters; returns names."""
    catalog: str
    """Parameter: catalog, which may be a system catalog. Returns its name if it exists."""
    schemas: str
    """Parameter: catalog. Returns names."""
    schema: str
    """Parameters: catalog, schema. Returns the schema's name if it exists."""
    resources: str
    """Parameters: catalog, schema. Returns names and kinds."""
    primary_keys: str
    """Parameters: catalog, schema. Returns table and column of each key column, in the order of the key; not limited, to be complete."""
    quote_character: str = '"'
    quotes_catalog: bool = False
    """Whether the name of a table needs the catalog before the schema."""
    not_found_hint: str = ""
    """Explains in the error message why a catalog cannot be listed."""


def list_metadata(database: DatabaseCatalog, catalog: str | None, schema: str | None) -> dict[str, Any]:
    """Return the catalogs, one catalog's schemas, or one schema's tables and views, in the API's format.

    A level that was not requested has no list, whereas an empty list means that nothing exists. A truncated list adds ``truncated``.
    """
    if catalog is None:
        return _response([{"name": each} for each in database.catalogs()], lambda names: names)
    if schema is None:
        return _response([{"name": each} for each in database.schemas(catalog)], lambda names: [{"name": catalog, "schemas": names}])
    resources = [each.to_json() for each in database.resources(catalog, schema)]
    return _response(resources, lambda names: [{"name": catalog, "schemas": [{"name": schema, "resources": names}]}])


def _response(names: list[dict[str, Any]], nest: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> dict[str, Any]:
    return {"catalogs": nest(names[:MAX_NAMES]), **({"truncated": True} if len(names) > MAX_NAMES else {})}


class SqlCatalog:
    """The catalog of a database that is queried by SQL."""

    def __init__(self, queries: CatalogQueries, run_query: RunQuery, source: str) -> None:
        self._queries = queries
        self._run_query = run_query
        self._source = source

    def catalogs(self) -> list[str]:
        """Return the catalogs."""
        return self._names(self._queries.catalogs)

    def schemas(self, catalog: str) -> list[str]:
        """Return a catalog's schemas."""
        self._check_catalog(catalog)
        return self._names(self._queries.schemas, catalog)

    def resources(self, catalog: str, schema: str) -> list[Resource]:
        """Return a schema's tables and views."""
        self._check_catalog(catalog)
        if schema not in self._names(self._queries.schema, catalog, schema):
            raise schema_not_found(schema, catalog, self._source)
        keys: dict[str, tuple[str, ...]] = {}
        for table, column in self._rows(self._queries.primary_keys, catalog, schema):
            keys[str(table)] = (*keys.get(str(table), ()), str(column))
        rows = self._rows(self._queries.resources, catalog, schema)
        return [Resource(name=str(name), type=kind, primary_key=keys.get(str(name), ())) for name, kind in rows]

    def quote(self, name: str) -> str:
        """Return a name in SQL."""
        return quote_identifier(name, self._queries.quote_character)

    def quote_table(self, catalog: str, schema: str, name: str) -> str:
        """Return a table in SQL, with its schema."""
        return ".".join(map(self.quote, (catalog, schema, name) if self._queries.quotes_catalog else (schema, name)))

    def _check_catalog(self, catalog: str) -> None:
        # Compared here as well: a case-insensitive collation finds a name in another case, but later statements would not.
        if catalog not in self._names(self._queries.catalog, catalog):
            raise catalog_not_found(catalog, self.catalogs(), self._source, self._queries.not_found_hint)

    def _names(self, sql: str, *values: str) -> list[str]:
        return [str(row[0]) for row in self._rows(sql, *values)]

    def _rows(self, sql: str, *values: str) -> list[tuple[Any, ...]]:
        return self._run_query(sql.replace("{limit}", str(MAX_NAMES + 1)), values)


def catalog_not_found(catalog: str, known: Sequence[str], source: str, hint: str = "") -> NotFound:
    """Create the error for an unknown catalog; it names the known ones if they are few."""
    expected = f", expected {'one of ' if len(known) > 1 else ''}[{', '.join(known)}]" if 0 < len(known) <= 20 else ""
    return NotFound(f"[{source}] has no catalog [{catalog[:200]}]{expected}{hint and f': {hint}'}")


def schema_not_found(schema: str, catalog: str, source: str) -> NotFound:
    """Create the error for an unknown schema."""
    return NotFound(f"[{source}] has no schema [{schema[:200]}] in the catalog [{catalog[:200]}]")


POSTGRESQL = CatalogQueries(
    catalogs="SELECT pg_catalog.current_database()::text",
    catalog="SELECT pg_catalog.current_database()::text WHERE pg_catalog.current_database() = $1::text",
    schemas="""
SELECT n.nspname::text FROM pg_catalog.pg_namespace n
 WHERE $1::text IS NOT NULL AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
   AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
 ORDER BY 1 LIMIT {limit}
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
 ORDER BY 1 LIMIT {limit}
""",
    primary_keys="""
SELECT c.relname::text, a.attname::text
  FROM pg_catalog.pg_constraint p
  JOIN pg_catalog.pg_class c ON c.oid = p.conrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN LATERAL pg_catalog.unnest(p.conkey) WITH ORDINALITY AS k (number, position)
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
 WHERE $1::text IS NOT NULL AND n.nspname = $2::text AND p.contype = 'p'
 ORDER BY c.oid, k.position
""",
    not_found_hint="a PostgreSQL session sees only its own database, so another database needs its own datasource",
)
"""Partitions are omitted, because the partitioned table contains their rows. Comparing ``name = text`` does not truncate the text."""

MYSQL = CatalogQueries(
    catalogs="""
SELECT schema_name FROM information_schema.schemata
 WHERE schema_name NOT IN ('information_schema', 'mysql', 'performance_schema', 'sys') ORDER BY 1 LIMIT {limit}
""",
    catalog="SELECT schema_name FROM information_schema.schemata WHERE schema_name = %s",
    schemas="SELECT schema_name FROM information_schema.schemata WHERE schema_name = %s",
    schema="SELECT schema_name FROM information_schema.schemata WHERE schema_name = %s AND schema_name = %s",
    resources="""
SELECT table_name, CASE WHEN table_type LIKE '%%VIEW' THEN 'view' ELSE 'table' END FROM information_schema.tables
 WHERE table_schema = %s AND table_schema = %s AND table_type NOT IN ('SEQUENCE', 'TEMPORARY', 'TEMPORARY SEQUENCE')
 ORDER BY 1 LIMIT {limit}
""",
    quote_character="`",
    # KEY_COLUMN_USAGE hides the keys of a table from a user who may only read it.
    primary_keys="""
SELECT table_name, column_name FROM information_schema.statistics
 WHERE table_schema = %s AND table_schema = %s AND index_name = 'PRIMARY' ORDER BY table_name, seq_in_index
""",
)
"""A database is a catalog with one schema of the same name. The information schema lists only what the user may read."""

SQLITE = CatalogQueries(
    catalogs="SELECT 'main'",
    catalog="SELECT 'main' WHERE ? = 'main'",
    schemas="SELECT ?",
    schema="SELECT 'main' WHERE ? = ?",
    resources="""
SELECT name, type FROM sqlite_master WHERE ? = ? AND type IN ('table', 'view') AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
 ORDER BY 1 LIMIT {limit}
""",
    # A virtual table whose module is missing cannot be described.
    primary_keys="""
SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name, 'main') p
 WHERE ? = ? AND m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL %' AND p.pk > 0 ORDER BY m.name, p.pk
""",
)
"""The file is one catalog with one schema, both named ``main`` as in SQLite."""

DUCKDB = CatalogQueries(
    catalogs="SELECT database_name FROM duckdb_databases() WHERE NOT internal ORDER BY 1 LIMIT {limit}",
    catalog="SELECT database_name FROM duckdb_databases() WHERE database_name = ?",
    schemas="""
SELECT schema_name FROM duckdb_schemas()
 WHERE database_name = ? AND schema_name NOT IN ('information_schema', 'pg_catalog') ORDER BY 1 LIMIT {limit}
""",
    schema="SELECT schema_name FROM duckdb_schemas() WHERE database_name = ? AND schema_name = ?",
    resources="""
SELECT name, kind FROM (
  SELECT database_name, schema_name, table_name AS name, 'table' AS kind FROM duckdb_tables() WHERE NOT internal AND NOT temporary
  UNION ALL
  SELECT database_name, schema_name, view_name, 'view' FROM duckdb_views() WHERE NOT internal AND NOT temporary
) WHERE database_name = ? AND schema_name = ? ORDER BY 1 LIMIT {limit}
""",
    # A catalog and a schema of the same name are ambiguous.
    quotes_catalog=True,
    primary_keys="""
SELECT table_name, key_column FROM (
  SELECT table_name, unnest(constraint_column_names) AS key_column, generate_subscripts(constraint_column_names, 1) AS position
    FROM duckdb_constraints() WHERE database_name = ? AND schema_name = ? AND constraint_type = 'PRIMARY KEY'
) ORDER BY table_name, position
""",
)
