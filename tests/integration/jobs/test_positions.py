"""The positions that a run starts from, on a real Elasticsearch."""

from dataclasses import replace
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.jobs.run_start import RunStart, find_run_start
from sidecar.load.index.target import find_target, find_target_uuid, read_state, refresh
from sidecar.model.datasource import Datasource
from sidecar.model.deletions import Deletions
from sidecar.model.ingestion import Ingestion
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.model.positions import Positions
from sidecar.store import indices
from sidecar.store.definitions import DefinitionStore
from sidecar.store.encryption import SecretKeys

KEYS = SecretKeys(("c2lkZWNhciBwb3NpdGlvbiB0ZXN0cywgb25lIGtleS4=",))


def test_rows_that_are_not_searchable_yet_do_not_move_unset_positions(es: Elasticsearch, name: str) -> None:
    """A run that failed has sent rows, but not refreshed the target; its largest key says nothing about the rows below it."""
    es.indices.create(index=name, settings={"refresh_interval": -1}, mappings={"properties": {"id": {"type": "long"}}})
    es.index(index=name, id="9", document={"id": 9})
    ingestion = Ingestion(id=name, datasource="d", query="select 1", target=name, pk_field=("id",))
    definition = ExecutionDefinition(ingestion=ingestion, datasource=Datasource(id="d", url="jdbc:sqlite:/a.db"))
    lease = Lease(job=name, sent=True, target_uuid=find_target_uuid(es, name))
    assert start_of(es, lease, definition).positions == Positions()
    assert start_of(es, Lease(job=name), definition).positions.max_primary_key == "9", "somebody else filled it"
    filled = lease.evolve(positions=Positions(max_primary_key="9"))
    es.delete(index=name, id="9", refresh=True)
    assert start_of(es, filled, definition).positions == Positions(), "it was emptied"
    es.indices.delete(index=name)


@pytest.fixture(autouse=True)
def _own_indices(es: Elasticsearch) -> None:
    indices.install(es)


def start_of(es: Elasticsearch, lease: Lease, definition: ExecutionDefinition) -> RunStart:
    return find_run_start(es, DefinitionStore(es, KEYS), lease, definition)


SAVED = Positions(max_primary_key="7", last_record_timestamp="2026-01-01 00:00:00.000")


def create_definition(name: str, **ingest: Any) -> ExecutionDefinition:
    ingestion = Ingestion(id=name, datasource="d", query="select 1", target=name, pk_field=("id",), **ingest)
    return ExecutionDefinition(ingestion=ingestion, datasource=Datasource(id="d", url="jdbc:sqlite:/a.db"))


def create_target(es: Elasticsearch, name: str, *, job: str | None, shards: int = 2) -> Lease:
    """Create an index with rows, and return the lease of a job whose last run wrote it before it was restored."""
    meta = {"siren": {"index": name, "job": job, "strategy": "INCREMENTAL"}} if job else {}
    mappings = {"_meta": meta, "properties": {"id": {"type": "long"}}}
    es.indices.create(index=name, mappings=mappings, settings={"number_of_shards": shards, "number_of_replicas": 0})
    for key in range(9):
        es.index(index=name, id=str(key), document={"id": key})
    refresh(es, name)
    index = find_target(es, name)
    assert index is not None
    return Lease(job=name, sent=True, positions=SAVED, target_uuid="before the restore", target_state=read_state(es, index))


@pytest.mark.parametrize("field", ["job", "mark", "shards", "state"])
def test_positions_are_kept_only_for_a_copy_that_provably_has_all_rows(es: Elasticsearch, name: str, field: str) -> None:
    """One that this job created, whose sequence numbers include deletions, and of which they are known."""
    lease = create_target(es, name, job="another job" if field == "job" else name, shards=21 if field == "shards" else 2)
    mark = Deletions(column="gone") if field == "mark" else Deletions()
    if field == "state":
        lease = lease.evolve(target_state=None)
    start = start_of(es, lease, create_definition(name, deletions=mark))
    assert (start.positions, start.saved) == (Positions(), Positions())
    assert start.notice == f"The target [{name}] was restored, and may be older than the positions: the run reads all rows."


def test_positions_are_not_kept_for_a_copy_that_another_job_writes_too(es: Elasticsearch, name: str) -> None:
    lease, other = create_target(es, name, job=name), replace(create_definition(name).ingestion, id=f"{name}2")
    DefinitionStore(es, KEYS).ingestions.put(other, create=True)
    es.indices.refresh(index=indices.INGESTIONS)
    start = start_of(es, lease, create_definition(name))
    es.delete(index=indices.INGESTIONS, id=other.id, refresh=True)
    assert (start.positions, start_of(es, lease, create_definition(name)).positions) == (Positions(), SAVED)


def test_a_complete_copy_keeps_the_positions_until_a_full_run(es: Elasticsearch, name: str) -> None:
    lease, definition = create_target(es, name, job=name), create_definition(name)
    start = start_of(es, lease, definition)
    assert (start.positions, start.saved) == (SAVED, SAVED)
    full = start_of(es, lease, replace(definition, full=True))
    assert (full.positions, full.saved, full.notice) == (Positions(), SAVED, None)


def test_an_index_that_another_program_created_is_read_after_its_largest_key(es: Elasticsearch, name: str) -> None:
    lease = create_target(es, name, job=None)
    state = lease.target_state
    assert state is not None
    start = start_of(es, lease.evolve(target_state=replace(state, created=state.created - 1)), create_definition(name))
    assert start.positions == start.saved == Positions(max_primary_key="8")
    assert start.notice == f"The target [{name}] was created again: the run reads the rows above its largest key [8]."


def test_a_full_run_that_fails_does_not_bring_invalid_positions_back(es: Elasticsearch, name: str) -> None:
    lease = create_target(es, name, job="another job")
    full = start_of(es, lease, replace(create_definition(name), full=True))
    assert (full.positions, full.saved) == (Positions(), Positions())


def test_the_sequence_numbers_of_each_shard_are_those_of_its_newest_document(es: Elasticsearch, name: str) -> None:
    state = create_target(es, name, job=name).target_state
    assert state is not None
    assert sum(state.seq_nos) + 2 == 9, "each shard counts its own documents from 0"
    for key in range(9):
        es.delete(index=name, id=str(key))
    refresh(es, name)
    index = find_target(es, name)
    assert index is not None
    assert read_state(es, index).seq_nos == (-1, -1)


def reached(es: Elasticsearch, name: str, **changes: Any) -> Lease:
    """Return the lease of a job whose last run has written the target as it is."""
    refresh(es, name)
    index = find_target(es, name)
    assert index is not None
    state = replace(read_state(es, index), **changes)
    return Lease(job=name, sent=True, positions=SAVED, target_uuid=index.uuid, target_state=state)


def test_a_rollover_of_the_alias_keeps_the_positions(es: Elasticsearch, name: str) -> None:
    es.indices.create(index=f"{name}-000001", aliases={name: {"is_write_index": True}})
    es.index(index=name, document={"id": 7})
    lease = reached(es, name)
    definition = create_definition(name)
    es.indices.rollover(alias=name)
    start = start_of(es, lease, replace(definition, ingestion=replace(definition.ingestion, pk_field=())))
    assert (start.positions, start.notice) == (SAVED, None)


@pytest.mark.parametrize("known", ["written", "nothing"])
def test_rows_of_a_failed_run_that_created_the_index_again_prove_nothing(es: Elasticsearch, name: str, known: str) -> None:
    """The target was deleted during a run, whose next rows created it again. They may be the last ones of the query."""
    es.indices.create(index=name, mappings={"properties": {"id": {"type": "long"}}})
    es.index(index=name, id="7", document={"id": 7})
    lease = reached(es, name, written=True)
    es.indices.delete(index=name)
    es.index(index=name, id="900", document={"id": 900}, refresh=True)
    start = start_of(es, lease if known == "written" else lease.evolve(target_state=None), create_definition(name))
    assert (start.positions, start.saved) == (Positions(), Positions())
    assert start.notice == (f"The target [{name}] was created again, and may have rows of a run that failed: the run reads all rows.")


def test_a_second_restored_copy_proves_nothing(es: Elasticsearch, name: str) -> None:
    lease = create_target(es, name, job=name)
    assert lease.target_state is not None
    again = lease.evolve(target_state=replace(lease.target_state, restored=True))
    definition = create_definition(name)
    assert (start_of(es, lease, definition).positions, start_of(es, again, definition).positions) == (SAVED, Positions())


@pytest.mark.parametrize(("written", "expected"), [(False, SAVED), (True, Positions())])
def test_a_target_that_was_empty_when_the_positions_were_reached_may_be_empty(
    es: Elasticsearch, name: str, written: bool, expected: Positions
) -> None:  # fmt: skip
    es.indices.create(index=name)
    assert start_of(es, reached(es, name, written=written), create_definition(name)).positions == expected
