"""The positions that a run starts from, on a real Elasticsearch."""

from elasticsearch import Elasticsearch

from sidecar.jobs import positions
from sidecar.load.index.target import find_target_uuid
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.model.positions import Positions


def test_rows_that_are_not_searchable_yet_do_not_move_unset_positions(es: Elasticsearch, name: str) -> None:
    """A run that failed has sent rows, but not refreshed the target; its largest key says nothing about the rows below it."""
    es.indices.create(index=name, settings={"refresh_interval": -1}, mappings={"properties": {"id": {"type": "long"}}})
    es.index(index=name, id="9", document={"id": 9})
    ingestion = Ingestion(id=name, datasource="d", query="select 1", target=name, pk_field=("id",))
    definition = ExecutionDefinition(ingestion=ingestion, datasource=Datasource(id="d", url="jdbc:sqlite:/a.db"))
    lease = Lease(job=name, sent=True, target_uuid=find_target_uuid(es, name))
    assert positions.before_run(es, lease, definition) == Positions()
    assert positions.before_run(es, Lease(job=name), definition).max_primary_key == "9", "somebody else filled it"
    es.delete(index=name, id="9", refresh=True)
    assert positions.before_run(es, lease.evolve(positions=Positions(max_primary_key="9")), definition) == Positions(), "it was emptied"
    es.indices.delete(index=name)
