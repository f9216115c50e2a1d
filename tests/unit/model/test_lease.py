"""The lease's stored form: nothing of it is lost, and its index knows every field."""

import json
from pathlib import Path
from typing import Any

import pytest

from sidecar.model.checkpoint import Checkpoint, Settled
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion, Partitioning, Share, Strategy, Transform
from sidecar.model.job import Details, JobState, Partition, Phase, Status, Trigger
from sidecar.model.lease import Definition, Lease
from sidecar.model.positions import Positions
from sidecar.model.secret import Credentials, Sealed

MAPPINGS = Path(__file__).parents[3] / "mappings"

DETAILS = Details(
    execution="j1", trigger=Trigger.SCHEDULE, strategy="REPLACE", target="t", attempt=2, snapshots=2, agent="a", phase=Phase.PUBLISHING,
    waiting_for="w", restart_reason="r", index="i", heartbeat=3, rows_read=4, rows_total=5, percent=6.5, eta_in_millis=7,
    docs_per_second=8.5, bytes=9, retries=10, rejected=11, duplicates=12, dropped=13, nulled=14, bottleneck="source", query="q",
    partitions=(Partition(name="p", count=1, last_id="2"), Partition(name="q")),
)  # fmt: skip
STATUS = Status(id="j", start_time=1, details=DETAILS, state=JobState.ABORTING, note="n", error=("a", "b"), count=15, last_id="16")
INGESTION = Ingestion(
    id="j", datasource="d", query="select 1", target="t", strategy=Strategy.REPLACE, staging_prefix="s", pk_field=("a", "b"),
    batch_size=17, overlap=18, overlap_is_duration=True, schedule="0 0 * * * ?", enable_scheduler=True, timezone="Europe/Paris",
    mapping={"properties": {"x": {"type": "ip"}}}, settings={"number_of_shards": 2}, pipeline={"processors": []},
    transforms=(Transform(input=("lat", "lon"), output="where", transform="geo_point", mapping={"type": "geo_point"}),),
    ds_credentials=Credentials(username="u", password=Sealed("t1")), es_credentials=Credentials(username="v", password=Sealed("t2")),
    partition=Partitioning(column="id", count=3), max_failures=Share(percent=1.5), removal_guard=None, description="words",
)  # fmt: skip
DATASOURCE = Datasource(
    id="d", url="jdbc:postgresql://h/d", driver="org.postgresql.Driver", username="u", password=Sealed("t3"), timezone="Europe/Paris",
    properties={"a": "b"},
)  # fmt: skip
FULL = Lease(
    job="j", fence=19, owner="o", execution="j1", status=STATUS,
    definition=Definition(ingestion=INGESTION, datasource=DATASOURCE, full=True),
    positions=Positions(max_primary_key="20", last_record_timestamp="2024-02-29 12:00:00.123", last_record=(1, "b", None, True, 1.5)),
    sent=True, target_uuid="uuid", session="42", staging="s-1", replaced="s-0", checkpoint={"documents": [1, 2]}, drop=("s-0", "s-9"),
    resume=Checkpoint(
        column="id", bounds=("5", "9"), ordered=True, before=Positions(last_record=(1,)), clock="c", moments=2,
        done={"0": Settled(count=1, duplicates=2, doubtful=3, dropped=4, nulled=5, bytes=6, last_id="7", largest="8")},
    ),
    tries=2, process="m/1/2",
    last_fire=21, projected=False, deleted=True, forget=True,
)  # fmt: skip


def through_json(lease: Lease) -> Lease:
    return Lease.stored(json.loads(json.dumps(lease.document())))


def test_every_field_survives_being_stored() -> None:
    assert through_json(FULL) == FULL


def test_the_lease_under_test_sets_every_field_to_what_is_not_its_default() -> None:
    for full, empty in ((FULL, Lease(job="x")), (DETAILS, Details(execution="", trigger=Trigger.MANUAL, strategy="", target=""))):
        same = {name for name in type(full).__dataclass_fields__ if getattr(full, name) == getattr(empty, name)}
        assert same <= {"type"}, same


@pytest.mark.parametrize("name", [each for each in Lease.__dataclass_fields__ if each not in ("job", "type")])
def test_each_field_survives_alone(name: str) -> None:
    lease = Lease(job="j").evolve(**{name: getattr(FULL, name)})
    assert through_json(lease) == lease


def test_a_lease_that_never_held_an_execution_survives_too() -> None:
    assert through_json(Lease(job="j")) == Lease(job="j")
    with pytest.raises(ValueError, match="never held an execution"):
        _ = Lease(job="j").running


def test_a_last_record_without_columns_is_not_an_unset_one() -> None:
    for record in (None, (), (None,)):
        lease = Lease(job="j", positions=Positions(last_record=record))
        assert through_json(lease).positions.last_record == record


def test_the_index_has_a_field_for_each_name_on_top_and_no_other() -> None:
    mapping: dict[str, Any] = json.loads((MAPPINGS / "siren-leases.json").read_text())["mappings"]
    assert set(mapping["properties"]) == set(FULL.document())


def test_what_searches_ask_for_stands_on_top() -> None:
    document = FULL.document()
    assert (document["state"], document["phase"], document["projected"]) == ("aborting", "publishing", False)


def test_credentials_stay_sealed_and_unseen() -> None:
    stored = through_json(FULL).definition
    assert stored is not None
    assert stored.datasource.password == Sealed("t3")
    assert not [token for token in ("t1", "t2", "t3") if token in repr(stored)]


def test_a_final_status_waits_to_be_projected_and_an_active_one_does_not() -> None:
    assert not FULL.with_status(STATUS.ended(JobState.ABORTED, 5)).projected
    assert FULL.with_status(STATUS).projected


def test_an_execution_that_reads_again_counts_from_its_checkpoint() -> None:
    kept = Settled(count=5, duplicates=1, dropped=2, nulled=3, bytes=4, last_id="7")
    resume = Checkpoint(column="id", bounds=("8",), ordered=True, before=Positions(), clock="", moments=1, done={"0": kept})
    again = FULL.evolve(resume=resume).begun_again("why")
    details = again.running.details
    assert (again.running.count, again.running.last_id, details.rows_read, details.rejected) == (5, "7", 7, 0)
    assert (details.duplicates, details.dropped, details.nulled, details.bytes) == (1, 2, 3, 4)
    anew = again.anew().running
    assert (anew.count, anew.last_id, anew.details.rows_read, anew.details.rejected, anew.details.bytes) == (0, None, 0, 0, 0)
