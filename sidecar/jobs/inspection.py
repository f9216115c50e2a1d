"""Ask a database something on a caller's behalf: in a short-lived child process with a deadline, so that no driver can hang the API."""

import os
import subprocess
import sys
import time
from typing import Any

from sidecar import logs, privacy
from sidecar.errors import InvalidField, SourceError, SourceTimeout
from sidecar.extract import inspect
from sidecar.extract.drivers import source_of
from sidecar.extract.reader import Source
from sidecar.extract.urls import parse
from sidecar.jobs.source import from_source
from sidecar.model.columns import Column
from sidecar.model.datasource import Datasource
from sidecar.model.lease import Definition
from sidecar.model.secret import Credentials
from sidecar.settings import Settings
from sidecar.store.secrets import Secrets

DEADLINE = 30.0
"""Seconds that an inspection may take."""
COMMAND = (sys.executable, "-m", "sidecar.extract.inspect")


class Inspector:
    """Looks into databases."""

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

    def validate(self, datasource: Datasource) -> dict[str, Any]:
        """Connect; give product, version and the milliseconds it took."""
        began = time.monotonic()
        answer = self._ask("validate", self._source(datasource))
        return {**answer, "took": round(1000 * (time.monotonic() - began))}

    def columns(self, definition: Definition, query: str) -> tuple[Column, ...]:
        """Ask for a query's columns, as a run of the definition would."""
        source = self._source(definition.datasource, definition.ingestion.ds_credentials)
        with from_source(source.id):
            return inspect.columns_of(self._ask("columns", source, query=query))

    def _source(self, datasource: Datasource, credentials: Credentials | None = None) -> Source:
        return source_of(
            self._secrets.opened_datasource(datasource), self._secrets.opened(credentials), self._settings.allowed_sources
        )  # fmt: skip

    def _ask(self, operation: str, source: Source, **arguments: Any) -> dict[str, Any]:
        request = inspect.encode(operation, source, **arguments)
        try:
            environ = {**privacy.without_settings(os.environ), **logs.handed_on()}
            done = subprocess.run(COMMAND, input=request, stdout=subprocess.PIPE, timeout=self._deadline, check=True, env=environ)
        except subprocess.TimeoutExpired:
            raise SourceTimeout(f"The database [{source.name}] did not answer within {self._deadline:.0f} s.") from None
        except subprocess.CalledProcessError as error:
            raise SourceError(f"The inspection of [{source.name}] ended with status {error.returncode}.") from None
        return inspect.decode(done.stdout)
