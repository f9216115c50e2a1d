"""Validate an ingestion: checks before it is saved or run, and the dry run (``_validate``)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from typing import Any

from sidecar.elastic import Client
from sidecar.errors import BadRequest, Conflict, InvalidField, TargetError
from sidecar.extract.errors import name_query
from sidecar.extract.query import template
from sidecar.extract.query.template import LAST_RECORD, Template
from sidecar.extract.ranges import find_partition_column
from sidecar.extract.source.allowlist import FILE_DATABASES
from sidecar.jobs import positions
from sidecar.jobs.clock import now_millis
from sidecar.jobs.inspect.client import Inspector
from sidecar.jobs.inspect.subprocess_call import IsDisconnected
from sidecar.jobs.launch import Launcher
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.run_start import find_run_start
from sidecar.jobs.target_clients import TargetClients
from sidecar.jobs.webhook_request import deliver
from sidecar.load.encode.fields import find_deletion_mark, find_key, find_same_key
from sidecar.load.index.comparability import check_removable
from sidecar.load.index.mapping_changes import find_mapping_changes
from sidecar.load.index.pipelines import delete_pipeline, put_pipeline, require_pipeline, validate_pipeline
from sidecar.load.index.publish import minimum_documents
from sidecar.load.index.staging import check_replaceable
from sidecar.load.index.supported_types import create_mapping, require_known_types
from sidecar.load.index.target import count_documents, find_incremental_target
from sidecar.model.columns import Column
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.job_state import ExecutionKind
from sidecar.model.lease import ExecutionDefinition
from sidecar.model.partitioning import Partitioning, RangeExecutor
from sidecar.model.positions import SHOWN_VARIABLES
from sidecar.model.schedule import next_fire_times
from sidecar.model.secret import Secret
from sidecar.model.webhook import check_webhook
from sidecar.model.webhook_delivery import WebhookDelivery
from sidecar.store.definitions import DefinitionStore

NEXT_FIRES = 5
"""Fire times of the schedule in a dry run."""


class Validation:
    """Validates ingestions and stores their inline pipelines."""

    def __init__(
        self, client: Client, definitions: DefinitionStore, launcher: Launcher, lifecycle: Lifecycle, inspector: Inspector,
        target_clients: TargetClients, allowed_webhooks: tuple[str, ...],
    ) -> None:  # fmt: skip
        self._client = client
        self._targets = target_clients
        self._definitions = definitions
        self._launcher = launcher
        self._lifecycle = lifecycle
        self._inspector = inspector
        self._allowed_webhooks = allowed_webhooks

    def check(self, ingestion: Ingestion) -> None:
        """Raise for a definition that can never run.

        That is one without a datasource or with an invalid query, one whose ranges Dask workers cannot read, a webhook that is not allowed,
        a target that another ingestion replaces or deletes documents from, or a pipeline that does not exist or that Elasticsearch rejects.
        """
        datasource = self.datasource(ingestion)
        parsed = self._template(ingestion.query, datasource, "ingest.query")
        if ingestion.deletions.query is not None:
            self._template(ingestion.deletions.query, datasource, "ingest.deletions_query")
        if ingestion.partition:
            self._check_partition(ingestion.partition, parsed, datasource)
        if ingestion.on_end:
            check_webhook(ingestion.on_end, self._allowed_webhooks)
        self._check_target(ingestion)
        self._check_pipeline(ingestion)

    def dry_run(self, ingestion: Ingestion, is_disconnected: IsDisconnected) -> dict[str, Any]:
        """Return what a run would do, after the checks of a run; nothing is started or written.

        ``is_disconnected`` returns whether the client has disconnected; then the statement in the database is canceled.
        """
        self.check(ingestion)
        definition, target = self._launcher.create_definition(ingestion), self._targets.client(ingestion)
        start = find_run_start(target, self._definitions, self._lifecycle.get(ingestion.id).lease, definition)
        variables = positions.template_variables(definition, start.positions)
        query = self._template(ingestion.query, definition.datasource, "ingest.query").render(variables)
        columns, rows_total = self._inspector.plan(definition, query, is_disconnected)
        self._check_keys(definition, columns, is_disconnected)
        if ingestion.partition:
            find_partition_column(columns, ingestion.partition.column)
        mapping = create_mapping(self._client, columns, ingestion.transforms, ingestion.mapping)
        require_known_types(self._client, mapping, ingestion)
        body = mapping.body()
        return {
            "columns": [{"name": column.name, "type": f"{column.type.value}{'[]' if column.array else ''}"} for column in columns],
            "mapping": body,
            "target": ingestion.target,
            "strategy": ingestion.strategy.value,
            "query": query,
            **({} if rows_total is None else {"rows_total": rows_total}),
            "start": _describe_variables(variables),
            **_describe_target(target, ingestion, body),
            **_describe_schedules(ingestion),
        }

    def test_webhook(self, ingestion: Ingestion, decrypt: Callable[[Secret | None], str | None]) -> dict[str, Any]:
        """Send the webhook of an ingestion once, as a test; return whether it was delivered, or why not."""
        if ingestion.on_end is None:
            raise InvalidField("ingest.on_end", "is missing, but [webhook] asks to send it")
        check_webhook(ingestion.on_end, self._allowed_webhooks)
        answer = deliver(WebhookDelivery.of_test(ingestion.on_end, ingestion, now_millis()), decrypt, self._allowed_webhooks)
        return {"delivered": answer.error is None, **({} if answer.error is None else {"error": answer.error})}

    def store_pipeline(self, ingestion: Ingestion) -> None:
        """Store or delete the inline pipeline ``siren-<id>``, as in the saved definition.

        It is unchanged while the job runs: each run stores the pipeline of the definition it was opened with.
        """
        if self._lifecycle.get(ingestion.id).lease.is_active:
            return
        if isinstance(ingestion.pipeline, dict):
            with _translate_to_field("ingest.pipeline"):
                put_pipeline(self._client, f"siren-{ingestion.id}", ingestion.pipeline)
        else:
            self.remove_pipeline(ingestion.id)

    def remove_pipeline(self, id: str) -> None:
        """Remove an ingestion's inline pipeline, if there is one."""
        delete_pipeline(self._client, f"siren-{id}")

    def datasource(self, ingestion: Ingestion) -> Datasource:
        """Return the saved datasource of an ingestion; raise :class:`InvalidField` if there is none."""
        saved = self._definitions.datasources.get(ingestion.datasource)
        if saved is None:
            raise InvalidField("ingest.datasource", f"must name an existing datasource, but is [{ingestion.datasource}]")
        return saved.definition

    def _check_keys(self, definition: ExecutionDefinition, columns: tuple[Column, ...], is_disconnected: IsDisconnected) -> None:
        """Raise :class:`~sidecar.errors.TargetError` for a key, or a mark of deleted rows, that the columns of the queries do not have."""
        ingestion, deletions = definition.ingestion, definition.ingestion.deletions
        key = find_key(columns, ingestion.pk_field)
        if deletions.column is not None:
            find_deletion_mark(columns, deletions.column)
        if deletions.query is not None:
            query = self._template(deletions.query, definition.datasource, "ingest.deletions_query").render({})
            with name_query("deletions_query"):
                key_columns, _ = self._inspector.plan(definition, query, is_disconnected)
            find_same_key(key_columns, key)

    def _template(self, query: str, datasource: Datasource, path: str) -> Template:
        try:
            return template.parse(query, self._inspector.sql_dialect(datasource))
        except InvalidField:
            raise
        except BadRequest as error:
            raise InvalidField(path, error.reason) from error

    def _check_partition(self, partition: Partitioning, parsed: Template, datasource: Datasource) -> None:
        if parsed.uses_last_record:
            raise InvalidField(
                "ingest.partition", f"cannot be combined with [{LAST_RECORD}] in the query, because ranges have no last record"
            )
        if partition.executor is RangeExecutor.DASK and (database := self._inspector.sql_dialect(datasource)) in FILE_DATABASES:
            raise InvalidField("ingest.partition.executor", f"cannot be [dask] with [{database}], which is a file: omit it to read here")

    def _check_target(self, ingestion: Ingestion) -> None:
        for other in self._definitions.ingestions_with_same_target(ingestion):
            if ingestion.removes_documents or other.removes_documents:
                raise Conflict(
                    f"the target [{ingestion.target}] is also used by the ingestion [{other.id}], and one of them replaces it or deletes "
                    "documents"
                )

    def _check_pipeline(self, ingestion: Ingestion) -> None:
        with _translate_to_field("ingest.pipeline"):
            if isinstance(ingestion.pipeline, str):
                require_pipeline(self._client, ingestion.pipeline)
            elif ingestion.pipeline is not None:
                validate_pipeline(self._client, ingestion.pipeline)


def _describe_variables(variables: dict[str, Any]) -> dict[str, Any]:
    """Return the shown variables that the query starts from, the key as digits."""
    shown = {name: variables.get(name) for name in SHOWN_VARIABLES}
    return {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in shown.items() if value is not None}


def _describe_target(client: Client, ingestion: Ingestion, mapping: dict[str, Any]) -> dict[str, Any]:
    """Return the index that a run replaces or writes to, the changes of its mapping, and what the removal guard expects.

    Raises :class:`~sidecar.errors.TargetError` for a target that a run would refuse.
    """
    if ingestion.strategy is Strategy.REPLACE:
        replaced = check_replaceable(client, ingestion)
        if replaced is None:
            return {}
        changes = find_mapping_changes(client, replaced, mapping, replaces=True)
        return {"replaces": replaced, "changes": changes, **_describe_removal_guard(client, replaced, ingestion.removal_guard)}
    if ingestion.removes_documents:
        check_removable(client, ingestion, mapping)
    write_index = find_incremental_target(client, ingestion)
    if write_index is None:
        return {}
    return {"index": write_index.index, "changes": find_mapping_changes(client, write_index.index, mapping, replaces=False)}


def _describe_removal_guard(client: Client, index: str, removal_guard: float | None) -> dict[str, Any]:
    """Return the documents of the index that a run replaces, and the fewest that the new index must have."""
    if removal_guard is None:
        return {}
    documents = count_documents(client, index)
    return {"removal_guard": {"documents": documents, "minimum": minimum_documents(documents, removal_guard)}}


def _describe_schedules(ingestion: Ingestion) -> dict[str, Any]:
    """Return the next fire times of the schedules, enabled or not, in epoch milliseconds."""
    names = {ExecutionKind.LOAD: "next_fires", ExecutionKind.DELETION: "deletions_next_fires"}
    return {
        names[kind]: [*islice(next_fire_times(schedule, ingestion.timezone, now_millis()), NEXT_FIRES)]
        for kind, schedule in ingestion.schedules.items()
    }


@contextmanager
def _translate_to_field(path: str) -> Iterator[None]:
    """Raise :class:`InvalidField` for ``path`` if Elasticsearch rejects its value."""
    try:
        yield
    except TargetError as error:
        raise InvalidField(path, error.reason) from error
