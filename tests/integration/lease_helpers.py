"""Helpers for tests of agents, heartbeats and the job log: leases in their initial states."""

from elasticsearch import Elasticsearch

from sidecar.jobs.clock import Clock, now_millis
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.job_state import ExecutionKind, Phase, Trigger
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.settings import Settings, load_settings
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Leases, VersionedLease


def settings_for(url: str, **more: str) -> Settings:
    """Return settings for an Elasticsearch; ``lease_timeout="3s"`` sets SIDECAR_LEASE_TIMEOUT."""
    return load_settings({"SIDECAR_ELASTICSEARCH_URL": url, **{f"SIDECAR_{name.upper()}": value for name, value in more.items()}})


def create_lifecycle(client: Elasticsearch, clock: Clock = now_millis) -> Lifecycle:
    """Return the lifecycle of jobs on a client."""
    return Lifecycle(Leases(client), JobLog(client), clock)


def create_definition(
    job: str, *, strategy: Strategy = Strategy.INCREMENTAL, pk_field: tuple[str, ...] = ("id",), kind: ExecutionKind = ExecutionKind.LOAD
) -> ExecutionDefinition:
    """Return a definition to open an execution with."""
    ingestion = Ingestion(id=job, datasource=job, query="select 1 as id", target=job, strategy=strategy, pk_field=pk_field)
    return ExecutionDefinition(ingestion=ingestion, datasource=Datasource(id=job, url="jdbc:sqlite:/nowhere.db"), kind=kind)


def open_execution(
    lifecycle: Lifecycle, job: str, *, strategy: Strategy = Strategy.INCREMENTAL, pk_field: tuple[str, ...] = ("id",),
    kind: ExecutionKind = ExecutionKind.LOAD,
) -> VersionedLease:  # fmt: skip
    """Open an execution, which is then queued."""
    return lifecycle.open(create_definition(job, strategy=strategy, pk_field=pk_field, kind=kind), Trigger.MANUAL)


def begin_execution(
    lifecycle: Lifecycle, current: VersionedLease, *, owner: str | None = "somebody", phase: str = Phase.READING
) -> VersionedLease:
    """Claim an execution for an owner and put it into a phase."""
    status = current.lease.execution_status.with_details(phase=phase)
    return lifecycle.leases.write(current, current.lease.evolve(owner=owner, fence=current.lease.fence + 1, status=status), refresh=True)


def job_log_document(client: Elasticsearch, lease: Lease) -> dict[str, object] | None:
    """Return the job log's document of a lease's execution, as a search finds it."""
    response = client.search(index=".siren-jobs", query={"ids": {"values": [lease.execution]}})
    hits = response["hits"]["hits"]
    return dict(hits[0]["_source"]["ingestion"]) if hits else None
