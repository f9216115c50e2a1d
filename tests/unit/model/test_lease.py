"""The stored form of a lease: it is complete, and the index maps every field."""

import json
from pathlib import Path
from typing import Any

import pytest

from sidecar.model.checkpoint import AcknowledgedRows, Checkpoint
from sidecar.model.comparison import ComparisonResult, DocumentDifference, FieldDifference
from sidecar.model.datasource import Datasource
from sidecar.model.deletions import Deletions
from sidecar.model.events import Event, EventType
from sidecar.model.history import History
from sidecar.model.ingestion import FailureLimit, Ingestion, Strategy
from sidecar.model.job import Details, Partition, Status
from sidecar.model.job_state import ExecutionKind, JobState, Phase, Trigger
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.model.partitioning import Partitioning, RangeExecutor
from sidecar.model.positions import Positions
from sidecar.model.secret import Credentials, EncryptedSecret
from sidecar.model.target_state import TargetState
from sidecar.model.totals import Totals
from sidecar.model.transform import Transform
from sidecar.model.webhook import Webhook
from sidecar.model.webhook_delivery import MAX_DELIVERIES, WebhookDelivery, execution_values
from sidecar.model.webhook_result import WebhookResult, WebhookState

MAPPINGS = Path(__file__).parents[3] / "mappings"

OWNER_SETTINGS = ("owner_timeout", "owner_interval")
WITHIN_DEFINITION = (*OWNER_SETTINGS, "totals", "target_state", "deliveries")
"""Fields that are stored only with a definition."""
COMPARISON = ComparisonResult(
    rows=1, documents=2, missing=3, surplus=4, different=5, rejected=6, obstacle="o", missing_ids=("a",), surplus_ids=("b",),
    differences=(DocumentDifference(id="c", fields=(FieldDifference(field="f", source="1"), FieldDifference(field="g", target="2"))),),
)  # fmt: skip
DETAILS = Details(
    execution="j1", trigger=Trigger.SCHEDULE, strategy="REPLACE", target="t", attempt=2, snapshots=2, agent="a", phase=Phase.PUBLISHING,
    waiting_for="w", restart_reason="r", index="i", heartbeat=3, rows_read=4, rows_total=5, percent=6.5, eta_in_millis=7,
    docs_per_second=8.5, bytes=9, retries=10, rejected=11, duplicates=12, dropped=13, nulled=14, created=15, updated=16,
    unchanged=17, deleted=18, bottleneck="source", query="q",
    started_by="alice", started_by_api_key="nightly", aborted_by="bob", aborted_by_api_key="emergency",
    root_cause="b", kind=ExecutionKind.VERIFICATION, comparison=COMPARISON, events=(Event(time=1, type=EventType.WAITING, message="w"),),
    history=History(time=(1, 900), rows=(2, 4), docs_per_second=(3.5, 500), bottleneck=(None, "source"), interval_in_millis=1000),
    partitions=(Partition(name="p", count=1, last_id="2"), Partition(name="q")),
    webhook=WebhookResult(state=WebhookState.FAILED, attempts=1, time=2, error="e"),
)  # fmt: skip
STATUS = Status(id="j", start_time=1, details=DETAILS, state=JobState.ABORTING, note="n", error=("a", "b"), count=15, last_id="16")
WEBHOOK = Webhook(
    states=(JobState.ABORTED, JobState.ERROR), url="https://h/{{secret}}", headers={"A": "b"}, body={"text": "{{job}}"},
    secret=EncryptedSecret("t4"),
)  # fmt: skip
INGESTION = Ingestion(
    id="j", datasource="d", query="select 1", target="t", strategy=Strategy.REPLACE, staging_prefix="s", pk_field=("a", "b"),
    batch_size=17, overlap=18, overlap_is_duration=True, schedule="0 0 * * * ?", enable_scheduler=True, timezone="Europe/Paris",
    mapping={"properties": {"x": {"type": "ip"}}}, settings={"number_of_shards": 2}, pipeline={"processors": []},
    transforms=(Transform(input=("lat", "lon"), output="where", transform="geo_point", mapping={"type": "geo_point"}),),
    ds_credentials=Credentials(username="u", password=EncryptedSecret("t1")),
    es_credentials=Credentials(username="v", password=EncryptedSecret("t2")),
    partition=Partitioning(column="id", count=3, executor=RangeExecutor.DASK),
    max_failures=FailureLimit(percent=1.5), removal_guard=None, description="words", on_end=WEBHOOK,
    deletions=Deletions(compares=True, query="select a, b", schedule="0 0 3 * * ?"),
)  # fmt: skip
DATASOURCE = Datasource(
    id="d", url="jdbc:postgresql://h/d", driver="org.postgresql.Driver", username="u", password=EncryptedSecret("t3"),
    timezone="Europe/Paris",
    properties={"a": "b"},
)  # fmt: skip
TRACE = {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "tracestate": "vendor=1"}
FULL = Lease(
    job="j", fence=19, owner="o", owner_timeout=22.5, owner_interval=1.5, execution="j1", status=STATUS,
    definition=ExecutionDefinition(ingestion=INGESTION, datasource=DATASOURCE, full=True, request="r", trace=TRACE),
    positions=Positions(max_primary_key="20", last_record_timestamp="2024-02-29 12:00:00.123", last_record=(1, "b", None, True, 1.5)),
    sent=True, target_uuid="uuid", session="42", staging="s-1", replaced="s-0", publish_plan={"documents": [1, 2]}, drop=("s-0", "s-9"),
    checkpoint=Checkpoint(
        column="id", bounds=("5", "9"), ordered=True, before=Positions(last_record=(1,)), clock="c", snapshots=2,
        done={"0": AcknowledgedRows(count=1, duplicates=2, doubtful=3, dropped=4, deleted=9, nulled=5, bytes=6, last_id="7", largest="8")},
    ),
    starts_without_progress=2, process="m/1/2",
    last_fire=21, deletions_last_fire=22, projected=False, deleted=True, forget=True,
    totals=Totals(
        executions={"successful": 3, "error": 1}, rows=40, rejected=30, take_overs=2, last_success=23, last_duration=24,
        execution="j1", counted_rows=15, counted_rejected=11, has_ended=True,
    ),
    deliveries=(
        WebhookDelivery(execution="j0", webhook=WEBHOOK, values=execution_values(STATUS), created=25, attempts=26, next_try=27),
    ),
    target_state=TargetState(created=25, seq_nos=(26, 27), written=True, restored=True),
)  # fmt: skip


def through_json(lease: Lease) -> Lease:
    return Lease.from_document(json.loads(json.dumps(lease.to_document())))


def test_every_field_survives_a_round_trip() -> None:
    assert through_json(FULL) == FULL


def test_the_names_of_time_zones_are_read_from_disk_once(monkeypatch: pytest.MonkeyPatch) -> None:
    through_json(FULL)
    monkeypatch.setattr("sidecar.model.datasource.available_timezones", lambda: pytest.fail("the disk was searched again"))
    assert through_json(FULL) == FULL


def test_the_full_lease_sets_every_field_to_another_value_than_its_default() -> None:
    for full, empty in ((FULL, Lease(job="x")), (DETAILS, Details(execution="", trigger=Trigger.MANUAL, strategy="", target=""))):
        same = {name for name in type(full).__dataclass_fields__ if getattr(full, name) == getattr(empty, name)}
        assert same <= {"type", "unknown"}, same


@pytest.mark.parametrize("name", [each for each in Lease.__dataclass_fields__ if each not in ("job", "type", *WITHIN_DEFINITION)])
def test_each_field_survives_a_round_trip_alone(name: str) -> None:
    lease = Lease(job="j").evolve(**{name: getattr(FULL, name)})
    assert through_json(lease) == lease


def test_a_lease_without_an_execution_survives_a_round_trip() -> None:
    assert through_json(Lease(job="j")) == Lease(job="j")
    with pytest.raises(ValueError, match="has no execution"):
        _ = Lease(job="j").execution_status


def test_an_execution_that_reads_again_keeps_who_started_and_aborted_it() -> None:
    for lease in (FULL.restart("why"), FULL.start_over(), FULL.without_owner(), FULL.end(STATUS.end(JobState.ABORTED, 9))):
        details = lease.execution_status.details
        assert (details.started_by, details.started_by_api_key) == ("alice", "nightly")
        assert (details.aborted_by, details.aborted_by_api_key) == ("bob", "emergency")


@pytest.mark.parametrize("recorded", [None, {}, "15s", [15], {"timeout": "15s"}, {"timeout": -1, "interval": [1]}, {"timeout": 10**400}])
def test_a_lease_without_usable_settings_of_its_owner_is_readable(recorded: Any) -> None:
    document = FULL.to_document()
    lease = Lease.from_document({**document, "definition": {**document["definition"], "owner": recorded}})
    assert lease == FULL.evolve(owner_timeout=None, owner_interval=None)
    claimed = through_json(lease.evolve(owner_timeout=15.0, owner_interval=1.0))
    assert (claimed.owner_timeout, claimed.owner_interval) == (15.0, 1.0)


@pytest.mark.parametrize("recorded", [None, "00-0af7", [1], {"traceparent": 1}])
def test_a_lease_with_a_damaged_trace_is_readable(recorded: Any) -> None:
    document = FULL.to_document()
    lease = Lease.from_document({**document, "definition": {**document["definition"], "trace": recorded}})
    assert (lease.trace, lease.evolve(definition=FULL.definition)) == ({}, FULL)


def test_the_trace_of_an_execution_stays_the_same_until_the_next_one() -> None:
    for lease in (FULL, FULL.restart("why"), FULL.start_over(), FULL.without_owner(), FULL.end(STATUS.end(JobState.ABORTED, 9))):
        assert through_json(lease).trace == TRACE
    assert Lease(job="j").trace == {}


def test_an_execution_whose_positions_were_reset_ends_without_the_index_that_they_belonged_to() -> None:
    ended = STATUS.end(JobState.ABORTED, 5)
    assert FULL.evolve(forget=True).end(ended).target_uuid is None
    assert FULL.evolve(forget=False).end(ended).target_uuid == "uuid"


def test_a_state_of_the_target_belongs_to_the_positions_that_it_proves() -> None:
    ended = STATUS.end(JobState.ERROR, 5)
    assert FULL.end(ended).target_state == FULL.target_state
    moved = FULL.end(ended, positions=Positions(max_primary_key="21")).target_state
    assert FULL.target_state is not None
    assert moved == FULL.target_state.without_positions()


def test_the_settings_of_an_owner_end_with_its_ownership() -> None:
    for released in (FULL.without_owner(), FULL.end(STATUS.end(JobState.ABORTED, 5))):
        assert (released.owner, released.owner_timeout, released.owner_interval, released.process) == (None, None, None, None)
        assert "owner" not in released.to_document()["definition"]


def test_an_owner_and_totals_are_recorded_where_version_0_1_0_ignores_unknown_fields() -> None:
    assert not set(FULL.to_document()) & set(WITHIN_DEFINITION)
    assert FULL.to_document()["definition"]["owner"] == {"timeout": 22.5, "interval": 1.5}


def test_a_newer_release_may_record_more_about_an_owner() -> None:
    document = FULL.to_document()
    document["definition"]["owner"] |= {"zone": "b"}
    assert Lease.from_document(document).evolve(sent=False).to_document()["definition"]["owner"] == document["definition"]["owner"]


def test_an_end_and_its_webhook_are_one_change() -> None:
    ended = FULL.end(STATUS.end(JobState.ABORTED, 9, leftovers=("x",)))
    assert [each.execution for each in through_json(ended).deliveries] == ["j0", "j1"]
    assert ended.execution_status.details.webhook == WebhookResult(state=WebhookState.PENDING)
    assert (ended.deliveries[1].webhook, ended.deliveries[1].created, ended.deliveries[1].next_try) == (WEBHOOK, 9, 0)
    assert (ended.deliveries[1].values["state"], ended.deliveries[1].values["root_cause"]) == ("aborted", "x")
    unasked = FULL.end(Status(id="j", start_time=1, details=DETAILS).end(JobState.SUCCESSFUL, 9))
    assert unasked.deliveries == FULL.deliveries


def test_a_lease_keeps_a_bounded_number_of_webhooks() -> None:
    lease = FULL
    for number in range(MAX_DELIVERIES + 1):
        details = Details(execution=f"k{number}", trigger=Trigger.MANUAL, strategy="REPLACE", target="t")
        lease = lease.end(Status(id="j", start_time=1, details=details).end(JobState.ERROR, 9, ("x",)))
    assert [each.execution for each in lease.deliveries] == [f"k{number}" for number in range(1, MAX_DELIVERIES + 1)]


def test_only_the_current_execution_gets_the_result_of_its_webhook() -> None:
    ended = FULL.end(STATUS.end(JobState.ABORTED, 9)).evolve(projected=True)
    result = WebhookResult(state=WebhookState.DELIVERED, attempts=1, time=10)
    other = ended.with_delivery("j0", None, result)
    assert ([each.execution for each in other.deliveries], other.status, other.projected) == (["j1"], ended.status, True)
    own = ended.with_delivery("j1", None, result)
    assert ([each.execution for each in own.deliveries], own.execution_status.details.webhook, own.projected) == (["j0"], result, False)
    assert own.with_delivery("j1", None, WebhookResult(state=WebhookState.FAILED)) == own


def test_an_empty_last_record_is_not_an_unset_one() -> None:
    for record in (None, (), (None,)):
        lease = Lease(job="j", positions=Positions(last_record=record))
        assert through_json(lease).positions.last_record == record


def test_the_index_maps_exactly_the_top_level_fields() -> None:
    mapping: dict[str, Any] = json.loads((MAPPINGS / "siren-leases.json").read_text())["mappings"]
    assert set(mapping["properties"]) == set(FULL.to_document())


def test_searched_fields_are_at_the_top_level() -> None:
    document = FULL.to_document()
    assert (document["state"], document["phase"], document["projected"]) == ("aborting", "publishing", False)


def test_credentials_stay_encrypted_and_out_of_repr() -> None:
    stored = through_json(FULL).definition
    assert stored is not None
    assert stored.datasource.password == EncryptedSecret("t3")
    assert not [token for token in ("t1", "t2", "t3") if token in repr(stored)]


def test_only_a_final_status_is_to_be_projected() -> None:
    assert not FULL.with_status(STATUS.end(JobState.ABORTED, 5)).projected
    assert FULL.with_status(STATUS).projected


def test_a_restarted_execution_counts_from_its_checkpoint() -> None:
    rows = AcknowledgedRows(count=5, duplicates=1, dropped=2, nulled=3, bytes=4, last_id="7")
    checkpoint = Checkpoint(column="id", bounds=("8",), ordered=True, before=Positions(), clock="", snapshots=1, done={"0": rows})
    restarted = FULL.evolve(checkpoint=checkpoint).restart("why")
    details = restarted.execution_status.details
    assert (restarted.execution_status.count, restarted.execution_status.last_id, details.rows_read, details.rejected) == (5, "7", 7, 0)
    assert (details.duplicates, details.dropped, details.nulled, details.bytes) == (1, 2, 3, 4)
    over = restarted.start_over().execution_status
    assert (over.count, over.last_id, over.details.rows_read, over.details.rejected, over.details.bytes) == (0, None, 0, 0, 0)
