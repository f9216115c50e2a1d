"""Check an ingestion before it is saved or run, and tell what a run would do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sidecar.elastic import Client
from sidecar.errors import BadRequest, Conflict, InvalidField, TargetError
from sidecar.extract.query import template
from sidecar.extract.query.template import LAST_RECORD, Template
from sidecar.extract.ranges import splittable
from sidecar.jobs import positions
from sidecar.jobs.inspect.client import Inspector
from sidecar.jobs.inspect.subprocess_call import Gone
from sidecar.jobs.launch import Launcher
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.target_clients import Targets
from sidecar.load.encode.documents import Encoder
from sidecar.load.encode.fields import plan_fields
from sidecar.load.index.lookup import look_behind
from sidecar.load.index.mapping import Mapping
from sidecar.load.index.pipelines import check_pipeline, delete_pipeline, put_pipeline, try_pipeline
from sidecar.load.index.staging import check_replaceable
from sidecar.load.index.target import writable
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.store.catalog import Catalog


class Preparation:
    """What happens to an ingestion before its job runs."""

    def __init__(
        self, client: Client, catalog: Catalog, launcher: Launcher, life: Lifecycle, inspector: Inspector, targets: Targets
    ) -> None:  # fmt: skip
        self._client = client
        self._targets = targets
        self._catalog = catalog
        self._launcher = launcher
        self._life = life
        self._inspector = inspector

    def check(self, ingestion: Ingestion) -> None:
        """Refuse a definition that can never run: no datasource, a query that cannot be read, a target that another one replaces,
        a pipeline that does not exist or that Elasticsearch does not take.
        """
        made = self._template(ingestion, self.datasource(ingestion))
        if ingestion.partition and made.asks_for_last_record:
            raise InvalidField("ingest.partition", f"cannot stand beside [{LAST_RECORD}] in the query: ranges have no last record")
        self._check_target(ingestion)
        self._check_pipeline(ingestion)

    def rehearse(self, ingestion: Ingestion, gone: Gone) -> dict[str, Any]:
        """Ask database and cluster all that a run would ask, and tell what it would do; nothing is started or written.

        ``gone`` tells whether the caller has hung up: the database is then left alone.
        """
        self.check(ingestion)
        definition, target = self._launcher.definition(ingestion), self._targets.client(ingestion)
        variables = positions.variables(definition, positions.before_run(target, self._life.current(ingestion.id).lease, definition))
        query = self._template(ingestion, definition.datasource).render(variables)
        columns = self._inspector.columns(definition, query, gone)
        # Its making refuses a pk_field or a transform whose column is not there.
        Encoder(columns, transforms=ingestion.transforms, pk_field=ingestion.pk_field)
        if ingestion.partition:
            splittable(columns, ingestion.partition.column)
        mapping = Mapping.of(plan_fields(columns, ingestion.transforms), ingestion.mapping)
        return {
            "columns": [{"name": column.name, "type": f"{column.type.value}{'[]' if column.array else ''}"} for column in columns],
            "mapping": mapping.body(),
            "target": ingestion.target,
            "strategy": ingestion.strategy.value,
            "query": query,
            **_look_at_target(target, ingestion),
        }

    def store_pipeline(self, ingestion: Ingestion) -> None:
        """Let the pipeline ``siren-<id>`` be as the saved definition says: stored, or gone.

        While the job runs it stays: a run goes on as it was opened, and each stores the pipeline of its own definition.
        """
        if self._life.current(ingestion.id).lease.active:
            return
        if isinstance(ingestion.pipeline, dict):
            with _named("ingest.pipeline"):
                put_pipeline(self._client, f"siren-{ingestion.id}", ingestion.pipeline)
        else:
            self.remove_pipeline(ingestion.id)

    def remove_pipeline(self, id: str) -> None:
        """Remove an ingestion's inline pipeline, if there is one."""
        delete_pipeline(self._client, f"siren-{id}")

    def datasource(self, ingestion: Ingestion) -> Datasource:
        """Get the saved datasource that an ingestion reads; raise :class:`InvalidField` where there is none."""
        saved = self._catalog.datasources.get(ingestion.datasource)
        if saved is None:
            raise InvalidField("ingest.datasource", f"must name a datasource that exists, but is [{ingestion.datasource}]")
        return saved.value

    def _template(self, ingestion: Ingestion, datasource: Datasource) -> Template:
        try:
            return template.parse(ingestion.query, self._inspector.database(datasource))
        except InvalidField:
            raise
        except BadRequest as error:
            raise InvalidField("ingest.query", error.reason) from error

    def _check_target(self, ingestion: Ingestion) -> None:
        for other in self._catalog.sharing(ingestion):
            if Strategy.REPLACE in (ingestion.strategy, other.strategy):
                raise Conflict(f"the target [{ingestion.target}] is also that of the ingestion [{other.id}], and one of them replaces it")

    def _check_pipeline(self, ingestion: Ingestion) -> None:
        with _named("ingest.pipeline"):
            if isinstance(ingestion.pipeline, str):
                check_pipeline(self._client, ingestion.pipeline)
            elif ingestion.pipeline is not None:
                try_pipeline(self._client, ingestion.pipeline)


def _look_at_target(client: Client, ingestion: Ingestion) -> dict[str, Any]:
    if ingestion.strategy is Strategy.REPLACE:
        replaced = check_replaceable(client, ingestion.target)
        return {} if replaced is None else {"replaces": replaced}
    found = writable(ingestion.target, look_behind(client, ingestion.target))
    return {} if found is None else {"index": found.index}


@contextmanager
def _named(path: str) -> Iterator[None]:
    """Say which field it is that Elasticsearch does not take."""
    try:
        yield
    except TargetError as error:
        raise InvalidField(path, error.reason) from error
