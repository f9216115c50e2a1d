"""Inspect databases for the API, each request in a short-lived process with a deadline.

A hung driver cannot hang the API. At the deadline, and when the client disconnects, the statement in the database is canceled.
"""

import os
import sys
import time
from dataclasses import asdict
from typing import Any

from sidecar import hardening, logs
from sidecar.elastic import Client
from sidecar.errors import BadRequest, InvalidField, SourceError, SourceTimeout
from sidecar.extract import inspect
from sidecar.extract.drivers import create_source, parse_datasource_url
from sidecar.extract.errors import translate_query_errors
from sidecar.extract.jdbc.urls import JdbcSettings
from sidecar.extract.query import template
from sidecar.extract.reader import Source
from sidecar.jobs.inspect import subprocess_call
from sidecar.jobs.inspect.subprocess_call import IsDisconnected
from sidecar.load.index.supported_types import create_mapping
from sidecar.model.columns import Column
from sidecar.model.datasource import Datasource
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.model.proposal import MAX_TABLES, ProposalRequest, Table, assign_ids, propose
from sidecar.model.sampling import SampleRequest
from sidecar.model.secret import Credentials
from sidecar.model.transform import Transform
from sidecar.settings import Settings
from sidecar.store.encryption import SecretKeys

DEADLINE = 30.0
"""Seconds that an inspection may take."""
COMMAND = (sys.executable, "-P", "-m", "sidecar.jobs.inspect.process")


class Inspector:
    """Inspects databases. ``is_disconnected`` returns whether the client has disconnected; it is polled."""

    def __init__(self, settings: Settings, client: Client, secrets: SecretKeys, *, deadline: float = DEADLINE) -> None:
        self._settings = settings
        self._client = client
        self._secrets = secrets
        self._deadline = deadline
        self._jdbc = JdbcSettings.from_settings(settings)

    def check_datasource(self, datasource: Datasource) -> None:
        """Raise :class:`~sidecar.errors.BadRequest` for an unsupported or forbidden datasource.

        A password in the URL is rejected too, because URLs are shown.
        """
        self._create_source(datasource)
        if parse_datasource_url(datasource, self._jdbc).password is not None:
            raise InvalidField("jdbc.url", "must not hold a password, because URLs are shown; give it as [jdbc.password]")

    def sql_dialect(self, datasource: Datasource) -> str:
        """Return the name of the SQL dialect of a datasource's database."""
        return self._create_source(datasource).sql_dialect

    def validate(self, datasource: Datasource, is_disconnected: IsDisconnected) -> dict[str, Any]:
        """Connect; return product, version and the milliseconds it took."""
        start = time.monotonic()
        response = self._request("validate", self._create_source(datasource), is_disconnected)
        return {**response, "took": round(1000 * (time.monotonic() - start))}

    def plan(self, definition: ExecutionDefinition, query: str, is_disconnected: IsDisconnected) -> tuple[tuple[Column, ...], int | None]:
        """Return the columns of a query and the estimate of its rows, if there is one, as a run of the definition would see them."""
        source = self._create_source(definition.datasource, definition.ingestion.ds_credentials)
        with translate_query_errors(source.id):
            response = self._request("plan", source, is_disconnected, query=query)
        return inspect.columns_from_response(response), response["rows_total"]

    def metadata(self, datasource: Datasource, catalog: str | None, schema: str | None, is_disconnected: IsDisconnected) -> dict[str, Any]:
        """List the catalogs, the schemas of one, or the tables and views of a schema."""
        return self._request("metadata", self._create_source(datasource), is_disconnected, catalog=catalog, schema=schema)

    def sample(self, datasource: Datasource, sampling: SampleRequest, is_disconnected: IsDisconnected) -> dict[str, Any]:
        """Return the types of a query's columns and its first rows, as the documents of a run."""
        source = self._create_source(datasource)
        query = _render(sampling.query, source.sql_dialect)
        with translate_query_errors(source.id):
            response = self._request(
                "sample", source, is_disconnected, query=query, row_limit=sampling.row_limit, max_text_size=sampling.max_text_size
            )  # fmt: skip
        columns = inspect.columns_from_response(response)
        del response["columns"]
        return {"types": create_mapping(self._client, columns).types, **response}

    def propose(self, datasource: Datasource, request: ProposalRequest, is_disconnected: IsDisconnected) -> dict[str, Any]:
        """Propose an ingestion for each requested table and view; nothing is saved."""
        response = self._request("tables", self._create_source(datasource), is_disconnected, **asdict(request), limit=MAX_TABLES)
        ids = assign_ids(response["names"])
        tables = [_read_table(each) for each in response["tables"]]
        is_truncated = request.tables is None and len(tables) < len(ids)
        return {
            "catalog": response["catalog"],
            "schema": response["schema"],
            **({"truncated": True} if is_truncated else {}),
            "ingestions": [propose(datasource.id, ids[table.name], table).to_json() for table in tables],
        }

    def transforms(self, datasource: Datasource, query: str, is_disconnected: IsDisconnected) -> dict[str, Any]:
        """Return the default transforms and the default mapping of a query."""
        source = self._create_source(datasource)
        columns = self._columns(source, _render(query, source.sql_dialect), is_disconnected)
        return {
            "transforms": [Transform(input=(column.name,), output=column.name).to_document() for column in columns],
            "mapping": create_mapping(self._client, columns).body(),
        }

    def _columns(self, source: Source, query: str, is_disconnected: IsDisconnected) -> tuple[Column, ...]:
        with translate_query_errors(source.id):
            return inspect.columns_from_response(self._request("columns", source, is_disconnected, query=query))

    def terminate_sessions(self, lease: Lease) -> None:
        """Terminate the database sessions of a lease, if they still exist.

        Raise :class:`~sidecar.errors.SourceError` if the database is unreachable.
        """
        if lease.definition is None or lease.session is None:
            return
        source = self._create_source(lease.definition.datasource, lease.definition.ingestion.ds_credentials)
        self._request("end", source, _never_disconnected, sessions=lease.session)

    def _create_source(self, datasource: Datasource, credentials: Credentials | None = None) -> Source:
        return create_source(
            self._secrets.decrypt_datasource(datasource), self._secrets.decrypt_credentials(credentials),
            self._settings.allowed_sources, self._jdbc,
        )  # fmt: skip

    def _request(self, operation: str, source: Source, is_disconnected: IsDisconnected, **arguments: Any) -> dict[str, Any]:
        request = inspect.encode_request(operation, source, **arguments)
        try:
            environ = {**hardening.environment_without_settings(os.environ), **logs.child_environment()}
            response = subprocess_call.communicate(COMMAND, request, environ, seconds=self._deadline, is_disconnected=is_disconnected)
            return inspect.decode_response(response)
        except TimeoutError:
            raise SourceTimeout(f"The database [{source.name}] did not answer within {self._deadline:.0f} s.") from None
        except subprocess_call.SubprocessFailed as failure:
            raise SourceError(f"The inspection of [{source.name}] {failure}.") from None


def _read_table(table: dict[str, Any]) -> Table:
    return Table(
        name=table["name"],
        is_view=table["type"] == "view",
        query=table["query"],
        primary_key=tuple(table.get("primary_key", ())),
        quoted_key=table["quoted_key"],
        columns=inspect.columns_from_response(table),
        problem=table.get("problem"),
    )


def _render(query: str, dialect: str) -> str:
    """Render a query as for a first run: every variable is unset."""
    try:
        return template.parse(query, dialect).render({})
    except BadRequest as error:
        raise InvalidField("query", error.reason) from error


def _never_disconnected() -> bool:
    """Return False: there is no client that could disconnect."""
    return False
