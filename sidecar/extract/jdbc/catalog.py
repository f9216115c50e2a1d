"""The catalog of a database as its JDBC driver lists it."""

from collections.abc import Callable

from sidecar.extract.catalog import MAX_NAMES, Resource, catalog_not_found, schema_not_found
from sidecar.extract.jdbc.definition import DriverDefinition
from sidecar.extract.ranges import quote_identifier
from sidecar.extract.reader import Source

List = Callable[..., list[list[str | None]]]
"""Returns the rows of one of the driver's lists: its name, then catalog, schema and tables if the list needs them."""

MAX_KEYS = 1000
"""Tables of a schema whose primary keys are listed: drivers list those of one table at a time."""
_DEFAULT_NAME = "default"
"""Name of the catalog of a database without catalogs."""
_SYSTEM_SCHEMAS = frozenset({"information_schema", "pg_catalog", "pg_toast", "sys"})
"""Schemas of databases themselves, in lower case."""


class MetadataCatalog:
    """The catalogs, schemas and tables of ``java.sql.DatabaseMetaData``."""

    def __init__(self, list: List, source: Source, definition: DriverDefinition, quote: str) -> None:
        self._list = list
        self._source = source
        self._definition = definition
        self._quote = quote

    def catalogs(self) -> list[str]:
        """Return the catalogs, or that of the session if the definition says so."""
        names = self._names("catalog") if self._definition.catalogs == "current" else self._names("catalogs")
        return names[: MAX_NAMES + 1] or [_DEFAULT_NAME]

    def schemas(self, catalog: str) -> list[str]:
        """Return a catalog's schemas; one of the same name in a database whose catalogs have none."""
        self._check_catalog(catalog)
        hidden = _SYSTEM_SCHEMAS | {each.lower() for each in self._definition.system_schemas}
        return [each for each in self._schemas(catalog) if each.lower() not in hidden][: MAX_NAMES + 1]

    def resources(self, catalog: str, schema: str) -> list[Resource]:
        """Return a schema's tables and views."""
        self._check_catalog(catalog)
        if schema not in self._schemas(catalog):
            raise schema_not_found(schema, catalog, self._source.name)
        names = self._arguments(catalog, schema)
        kinds = {
            str(name): "view" if "VIEW" in str(type) else "table"
            for found, name, type in self._list("tables", *names)
            if _is_readable(str(type)) and (found or "") == names[1]
        }
        tables = sorted(name for name, kind in kinds.items() if kind == "table")[:MAX_KEYS]
        keys = self._primary_keys(names, tables)
        resources = [
            Resource(name=name, type="view") if kind == "view" else Resource(name=name, type="table", primary_key=keys.get(name, ()))
            for name, kind in kinds.items()
        ]
        return sorted(resources, key=lambda each: each.name)[: MAX_NAMES + 1]

    def quote(self, name: str) -> str:
        """Return a name in SQL."""
        return quote_identifier(name, self._quote) if self._quote else name

    def quote_table(self, catalog: str, schema: str, name: str) -> str:
        """Return a table in SQL, with its schema."""
        names = (catalog, schema, name) if self._definition.quotes_catalog else (schema, name)
        return ".".join(map(self.quote, names))

    def _check_catalog(self, catalog: str) -> None:
        known = self.catalogs()
        if catalog not in known:
            raise catalog_not_found(catalog, known, self._source.name)

    def _schemas(self, catalog: str) -> list[str]:
        return self._names("schemas", "" if catalog == _DEFAULT_NAME else catalog) or [catalog]

    def _arguments(self, catalog: str, schema: str) -> tuple[str, str]:
        """Return catalog and schema as the driver takes them: empty where the database has none."""
        return "" if catalog == _DEFAULT_NAME else catalog, schema if self._names("schemas", catalog) else ""

    def _primary_keys(self, names: tuple[str, str], tables: list[str]) -> dict[str, tuple[str, ...]]:
        rows = [(str(table), int(number or 0), str(column)) for table, number, column in self._list("keys", *names, *tables)]
        keys: dict[str, tuple[str, ...]] = {}
        for table, _, column in sorted(rows):
            keys[table] = (*keys.get(table, ()), column)
        return keys

    def _names(self, *arguments: str) -> list[str]:
        return sorted({row[0] for row in self._list(*arguments) if row[0]})


def _is_readable(type: str) -> bool:
    """Return whether a type of tables is one with rows: drivers list indexes and sequences as well."""
    return ("TABLE" in type or "VIEW" in type) and not type.startswith(("SYSTEM", "LOCAL TEMPORARY", "GLOBAL TEMPORARY", "TEMPORARY"))
