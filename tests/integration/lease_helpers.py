"""Leases in the states that the tests of agents, heartbeats and the log begin with."""

from elasticsearch import Elasticsearch

from sidecar.jobs.clock import Clock, now_millis
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.job import Phase, Trigger
from sidecar.model.lease import Definition, Lease
from sidecar.settings import Settings, load_settings
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Held, Leases


def settings_for(url: str, **more: str) -> Settings:
    """Give settings for an Elasticsearch; ``lease_timeout="3s"`` sets SIDECAR_LEASE_TIMEOUT."""
    return load_settings({"SIDECAR_ELASTICSEARCH_URL": url, **{f"SIDECAR_{name.upper()}": value for name, value in more.items()}})


def lifecycle(client: Elasticsearch, clock: Clock = now_millis) -> Lifecycle:
    """Make the moves of jobs around a client."""
    return Lifecycle(Leases(client), JobLog(client), clock)


def definition(job: str, *, strategy: Strategy = Strategy.INCREMENTAL, pk_field: tuple[str, ...] = ("id",)) -> Definition:
    """Give what an execution is opened with."""
    ingestion = Ingestion(id=job, datasource=job, query="select 1 as id", target=job, strategy=strategy, pk_field=pk_field)
    return Definition(ingestion=ingestion, datasource=Datasource(id=job, url="jdbc:sqlite:/nowhere.db"))


def opened(life: Lifecycle, job: str, *, strategy: Strategy = Strategy.INCREMENTAL, pk_field: tuple[str, ...] = ("id",)) -> Held:
    """Open an execution; it is queued."""
    return life.open(definition(job, strategy=strategy, pk_field=pk_field), Trigger.MANUAL)


def begun(life: Lifecycle, held: Held, *, owner: str = "somebody", phase: Phase = Phase.READING) -> Held:
    """Let an owner claim an execution and begin with it."""
    status = held.lease.running.detailed(phase=phase)
    return life.leases.write(held, held.lease.evolve(owner=owner, fence=held.lease.fence + 1, status=status), refresh=True)


def logged(client: Elasticsearch, lease: Lease) -> dict[str, object] | None:
    """Give the log's document of a lease's execution, as a search sees it."""
    answer = client.search(index=".siren-jobs", query={"ids": {"values": [lease.execution]}})
    hits = answer["hits"]["hits"]
    return dict(hits[0]["_source"]["ingestion"]) if hits else None
