"""Describe the tables and views of a schema, so that ingestions can be proposed for them."""

from collections.abc import Sequence
from typing import Any

from sidecar.errors import BadRequest, NotFound, SourceError, SourceUnavailable, error_messages
from sidecar.extract.catalog import DatabaseCatalog, Resource
from sidecar.extract.reader import Reader
from sidecar.suggestions import did_you_mean

_DEFAULT_SCHEMAS = ("public", "main", "dbo")
"""Schemas that databases use when a query names none."""


def describe_tables(reader: Reader, own_catalog: str, request: dict[str, Any]) -> dict[str, Any]:
    """Describe the requested tables and views, by default the first ``limit``; name all others.

    Raise :class:`~sidecar.errors.NotFound` for one that does not exist, and for a catalog or a schema that must be chosen.
    """
    database = reader.catalog()
    catalog = request["catalog"] or _choose("catalog", database.catalogs(), (own_catalog,))
    schema = request["schema"] or _choose("schema", database.schemas(catalog), (*_DEFAULT_SCHEMAS, own_catalog))
    resources = {each.name: each for each in database.resources(catalog, schema)}
    requested = request["tables"]
    names = list(resources)[: request["limit"]] if requested is None else requested
    for name in names:
        if name not in resources:
            raise NotFound(f"[{schema}] has no table or view [{name[:200]}]{did_you_mean(name, resources)}")
    tables = [_describe(reader, database, catalog, schema, resources[name]) for name in names]
    return {"catalog": catalog, "schema": schema, "names": list(resources), "tables": tables}


def _choose(kind: str, names: Sequence[str], preferred: Sequence[str]) -> str:
    """Return the only name, or the first preferred one."""
    for name in names if len(names) == 1 else preferred:
        if name in names:
            return name
    raise NotFound(f"[{kind}] is missing, expected one of [{', '.join(names[:20])}]")


def _describe(reader: Reader, database: DatabaseCatalog, catalog: str, schema: str, resource: Resource) -> dict[str, Any]:
    query = f"SELECT * FROM {database.quote_table(catalog, schema, resource.name)}"
    key = resource.primary_key
    described = {**resource.to_json(), "query": query, "quoted_key": database.quote(key[0]) if len(key) == 1 else None}
    try:
        return {**described, "columns": reader.describe(query)}
    except SourceUnavailable:
        raise
    except (BadRequest, SourceError) as error:
        return {**described, "columns": (), "problem": " ".join(error_messages(error))}
