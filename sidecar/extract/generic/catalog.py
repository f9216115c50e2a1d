"""The lists of a database without a reader of its own, by SQLAlchemy's inspector, as far as its dialect tells them."""

import sqlalchemy
from sqlalchemy.engine import Connection, Inspector

from sidecar.extract.catalog import Resource, no_catalog, no_schema
from sidecar.extract.errors import Classes, crossing
from sidecar.extract.reader import Source

_OWN = frozenset(
    {"anonymous", "appqossys", "audsys", "ctxsys", "db_accessadmin", "db_backupoperator", "db_datareader", "db_datawriter", "db_ddladmin",
     "db_denydatareader", "db_denydatawriter", "db_owner", "db_securityadmin", "dbsnmp", "dvsys", "gsmadmin_internal", "guest",
     "information_schema", "lbacsys", "mdsys", "olapsys", "ordsys", "outln", "pg_catalog", "pg_toast", "sys", "sysibm", "system", "wmsys",
     "xdb"}
)  # fmt: skip
"""Schemas that come with the databases themselves."""
_NAMELESS = "default"
"""What the catalog is called where the URL names none, and the schema of a database that has none."""


class InspectorDirectory:
    """The lists of the database that a session is in: a dialect tells of no other catalog."""

    def __init__(self, connection: Connection, source: Source, classes: Classes) -> None:
        self._connection = connection
        self._source = source
        self._classes = classes

    def catalogs(self) -> list[str]:
        """List the one catalog, by the name in the URL."""
        return [self._source.catalog or _NAMELESS]

    def schemas(self, catalog: str) -> list[str]:
        """List the schemas."""
        self._check_catalog(catalog)
        return sorted(each for each in self._schemas(self._inspector()) if each.lower() not in _OWN)

    def resources(self, catalog: str, schema: str) -> list[Resource]:
        """List a schema's tables and views. A name that is no schema never reaches the dialect, which might write it into a statement."""
        self._check_catalog(catalog)
        inspector = self._inspector()
        if schema not in self._schemas(inspector):
            raise no_schema(schema, catalog, self._source.name)
        asked = None if schema == _NAMELESS else schema
        with crossing(self._source, "look into", self._classes):
            tables = [Resource(name=each, type="table") for each in inspector.get_table_names(asked)]
            views = [Resource(name=each, type="view") for each in {*inspector.get_view_names(asked), *self._materialized(inspector, asked)}]
        return sorted([*tables, *views], key=lambda each: each.name)

    def _check_catalog(self, catalog: str) -> None:
        if catalog not in self.catalogs():
            raise no_catalog(catalog, self.catalogs(), self._source.name)

    def _inspector(self) -> Inspector:
        with crossing(self._source, "look into", self._classes):
            return sqlalchemy.inspect(self._connection)

    def _schemas(self, inspector: Inspector) -> list[str]:
        with crossing(self._source, "look into", self._classes):
            try:
                return inspector.get_schema_names() or [_NAMELESS]
            except NotImplementedError:
                return [inspector.default_schema_name or _NAMELESS]

    @staticmethod
    def _materialized(inspector: Inspector, schema: str | None) -> list[str]:
        try:
            return inspector.get_materialized_view_names(schema)
        except NotImplementedError:
            return []
