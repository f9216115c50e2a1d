"""Ask a database something on a caller's behalf: in a short-lived child process with a deadline, so that no driver can hang the API.

At the deadline, and when the caller hangs up, what runs in the database is ended.
"""

import os
import sys
import time
from typing import Any

from sidecar import hardening, logs
from sidecar.errors import BadRequest, InvalidField, SourceError, SourceTimeout
from sidecar.extract import inspect
from sidecar.extract.drivers import source_of
from sidecar.extract.errors import query_errors
from sidecar.extract.query import template
from sidecar.extract.reader import Source
from sidecar.extract.source.urls import parse
from sidecar.jobs.inspect import subprocess_call
from sidecar.jobs.inspect.subprocess_call import Gone
from sidecar.load.encode.fields import plan_fields
from sidecar.load.index.mapping import Mapping
from sidecar.model.columns import Column
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Transform
from sidecar.model.lease import Definition, Lease
from sidecar.model.sampling import Sampling
from sidecar.model.secret import Credentials
from sidecar.settings import Settings
from sidecar.store.encryption import Secrets

DEADLINE = 30.0
"""Seconds that an inspection may take."""
COMMAND = (sys.executable, "-P", "-m", "sidecar.jobs.inspect.process")


class Inspector:
    """Looks into databases. ``gone`` tells, each time it is asked, whether the caller has hung up."""

    def __init__(self, settings: Settings, secrets: Secrets, *, deadline: float = DEADLINE) -> None:
        self._settings = settings
        self._secrets = secrets
        self._deadline = deadline

    def check(self, datasource: Datasource) -> None:
        """Raise :class:`~sidecar.errors.BadRequest` for a datasource that no reader can be made for, or that is not allowed.

        A password in the URL is refused too: URLs are shown.
        """
        self._source(datasource)
        if parse(datasource.url, datasource.driver).password is not None:
            raise InvalidField("jdbc.url", "must not hold a password, because URLs are shown; give it as [jdbc.password]")

    def database(self, datasource: Datasource) -> str:
        """Give the database's plain name."""
        return self._source(datasource).database

    def validate(self, datasource: Datasource, gone: Gone) -> dict[str, Any]:
        """Connect; give product, version and the milliseconds it took."""
        began = time.monotonic()
        answer = self._ask("validate", self._source(datasource), gone)
        return {**answer, "took": round(1000 * (time.monotonic() - began))}

    def columns(self, definition: Definition, query: str, gone: Gone) -> tuple[Column, ...]:
        """Ask for a query's columns, as a run of the definition would."""
        return self._columns(self._source(definition.datasource, definition.ingestion.ds_credentials), query, gone)

    def metadata(self, datasource: Datasource, catalog: str | None, schema: str | None, gone: Gone) -> dict[str, Any]:
        """List the catalogs, the schemas of one, or the tables and views of a schema."""
        return self._ask("metadata", self._source(datasource), gone, catalog=catalog, schema=schema)

    def sample(self, datasource: Datasource, sampling: Sampling, gone: Gone) -> dict[str, Any]:
        """Give the types of a query's columns and its first rows, as a run's documents."""
        source = self._source(datasource)
        query = _rendered(sampling.query, source.database)
        with query_errors(source.id):
            return self._ask(
                "sample", source, gone, query=query, row_limit=sampling.row_limit, max_text_size=sampling.max_text_size
            )  # fmt: skip

    def transforms(self, datasource: Datasource, query: str, gone: Gone) -> dict[str, Any]:
        """Give the transforms and the mapping that an ingestion of a query has where it names none."""
        source = self._source(datasource)
        columns = self._columns(source, _rendered(query, source.database), gone)
        return {
            "transforms": [Transform(input=(column.name,), output=column.name).document() for column in columns],
            "mapping": Mapping.of(plan_fields(columns, ()), {}).body(),
        }

    def _columns(self, source: Source, query: str, gone: Gone) -> tuple[Column, ...]:
        with query_errors(source.id):
            return inspect.columns_of(self._ask("columns", source, gone, query=query))

    def end_session(self, lease: Lease) -> None:
        """End the sessions that a lease names, where they still live; raise what an unreachable database raises."""
        if lease.definition is None or lease.session is None:
            return
        source = self._source(lease.definition.datasource, lease.definition.ingestion.ds_credentials)
        self._ask("end", source, _nobody, sessions=lease.session)

    def _source(self, datasource: Datasource, credentials: Credentials | None = None) -> Source:
        return source_of(
            self._secrets.opened_datasource(datasource), self._secrets.opened(credentials), self._settings.allowed_sources
        )  # fmt: skip

    def _ask(self, operation: str, source: Source, gone: Gone, **arguments: Any) -> dict[str, Any]:
        request = inspect.encode(operation, source, **arguments)
        try:
            environ = {**hardening.without_settings(os.environ), **logs.handed_on()}
            return inspect.decode(subprocess_call.answer(COMMAND, request, environ, seconds=self._deadline, gone=gone))
        except TimeoutError:
            raise SourceTimeout(f"The database [{source.name}] did not answer within {self._deadline:.0f} s.") from None
        except subprocess_call.Failed as failure:
            raise SourceError(f"The inspection of [{source.name}] {failure}.") from None


def _rendered(query: str, database: str) -> str:
    """Write a query that may be a template as for a first run: every variable is unset."""
    try:
        return template.parse(query, database).render({})
    except BadRequest as error:
        raise InvalidField("query", error.reason) from error


def _nobody() -> bool:
    """Stand for a caller who is not there, and so never hangs up."""
    return False
