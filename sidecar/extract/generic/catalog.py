"""The catalog of a database without a dedicated reader, from SQLAlchemy's inspector."""

import sqlalchemy
from sqlalchemy.engine import Connection, Inspector

from sidecar.extract.catalog import Resource, catalog_not_found, schema_not_found
from sidecar.extract.errors import DriverErrors, translate_driver_errors
from sidecar.extract.reader import Source

_SYSTEM_SCHEMAS = frozenset(
    {"anonymous", "appqossys", "audsys", "ctxsys", "db_accessadmin", "db_backupoperator", "db_datareader", "db_datawriter", "db_ddladmin",
     "db_denydatareader", "db_denydatawriter", "db_owner", "db_securityadmin", "dbsnmp", "dvsys", "gsmadmin_internal", "guest",
     "information_schema", "lbacsys", "mdsys", "olapsys", "ordsys", "outln", "pg_catalog", "pg_toast", "sys", "sysibm", "system", "wmsys",
     "xdb"}
)  # fmt: skip
"""Schemas of the databases themselves, in lower case."""
_DEFAULT_NAME = "default"
"""Name of the catalog if the URL has none, and of the schema if the database has none."""


class InspectorCatalog:
    """The catalog of the connected database; dialects do not list other catalogs."""

    def __init__(self, connection: Connection, source: Source, driver_errors: DriverErrors) -> None:
        self._connection = connection
        self._source = source
        self._driver_errors = driver_errors

    def catalogs(self) -> list[str]:
        """Return the only catalog, named as in the URL."""
        return [self._source.catalog or _DEFAULT_NAME]

    def schemas(self, catalog: str) -> list[str]:
        """Return the schemas."""
        self._check_catalog(catalog)
        return sorted(each for each in self._schemas(self._inspector()) if each.lower() not in _SYSTEM_SCHEMAS)

    def resources(self, catalog: str, schema: str) -> list[Resource]:
        """Return a schema's tables and views. Unknown names never reach the dialect, which might insert them into a statement."""
        self._check_catalog(catalog)
        inspector = self._inspector()
        if schema not in self._schemas(inspector):
            raise schema_not_found(schema, catalog, self._source.name)
        schema_name = None if schema == _DEFAULT_NAME else schema
        with translate_driver_errors(self._source, "read the catalog of", self._driver_errors):
            keys = self._primary_keys(inspector, schema_name)
            tables = [Resource(name=each, type="table", primary_key=keys.get(each, ())) for each in inspector.get_table_names(schema_name)]
            views = [
                Resource(name=each, type="view")
                for each in {*inspector.get_view_names(schema_name), *self._materialized_views(inspector, schema_name)}
            ]
        return sorted([*tables, *views], key=lambda each: each.name)

    def quote(self, name: str) -> str:
        """Return a name in SQL, without quotes if it needs none: in some databases they would change its case."""
        return str(self._connection.dialect.identifier_preparer.quote(name))

    def quote_table(self, catalog: str, schema: str, name: str) -> str:
        """Return a table in SQL, with its schema."""
        return ".".join(map(self.quote, (name,) if schema == _DEFAULT_NAME else (schema, name)))

    def _check_catalog(self, catalog: str) -> None:
        if catalog not in self.catalogs():
            raise catalog_not_found(catalog, self.catalogs(), self._source.name)

    def _inspector(self) -> Inspector:
        with translate_driver_errors(self._source, "read the catalog of", self._driver_errors):
            return sqlalchemy.inspect(self._connection)

    def _schemas(self, inspector: Inspector) -> list[str]:
        with translate_driver_errors(self._source, "read the catalog of", self._driver_errors):
            try:
                return inspector.get_schema_names() or [_DEFAULT_NAME]
            except NotImplementedError:
                return [inspector.default_schema_name or _DEFAULT_NAME]

    @staticmethod
    def _primary_keys(inspector: Inspector, schema: str | None) -> dict[str, tuple[str, ...]]:
        """Return the primary keys by table; none if the dialect does not know them."""
        try:
            found = inspector.get_multi_pk_constraint(schema)
        except NotImplementedError:
            return {}
        return {table: tuple(key["constrained_columns"]) for (_, table), key in found.items()}

    @staticmethod
    def _materialized_views(inspector: Inspector, schema: str | None) -> list[str]:
        try:
            return inspector.get_materialized_view_names(schema)
        except NotImplementedError:
            return []
