"""The state table and the forms of a status."""

import itertools
import json
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from sidecar.model.events import Event, EventType
from sidecar.model.job import INFOS, Details, Partition, Status, new_execution_id
from sidecar.model.job_state import TRANSITIONS, ExecutionKind, IllegalTransition, JobState, Phase, Trigger
from sidecar.model.stored import UNKNOWN

LEGAL = {
    ("running", "aborting"),
    ("running", "successful"),
    ("running", "aborted"),
    ("running", "error"),
    ("aborting", "aborted"),
    ("aborting", "error"),
}
"""The table of the job API, repeated by hand."""

START, END = 1538731228589, 1538731229000


def status(state: JobState = JobState.RUNNING, **changes: Any) -> Status:
    details = Details(
        execution="postgres-events11e247fa-ccb1-11e8-ad75-c293294ec513", trigger=Trigger.MANUAL, strategy="REPLACE", target="events"
    )
    return Status(id="postgres-events", start_time=START, details=details, state=state, **changes)


@pytest.mark.parametrize(("old", "new"), list(itertools.product(JobState, JobState)))
def test_only_legal_transitions_are_allowed(old: JobState, new: JobState) -> None:
    if (old, new) in LEGAL:
        assert status(old).transition_to(new).state is new
    else:
        with pytest.raises(IllegalTransition, match=rf"\[{old}\] to \[{new}\]"):
            status(old).transition_to(new)


def test_every_state_has_transitions_and_an_info_text() -> None:
    assert set(TRANSITIONS) == set(INFOS) == set(JobState)


@pytest.mark.parametrize("state", JobState)
def test_states_without_transitions_are_final(state: JobState) -> None:
    assert state.is_final == (state in {"aborted", "error", "successful"})
    assert status(state).is_active != state.is_final


@pytest.mark.parametrize(
    ("current", "expected"),
    [
        (
            status(count=3459, last_id="2289"),
            {"version": 1, "id": "postgres-events", "is_running": True, "start_time": START, "infos": "The job is running.",
             "state": "running", "count": 3459, "last_id": "2289"},
        ),
        (
            status(count=10000, last_id="12219").end(JobState.SUCCESSFUL, END),
            {"version": 1, "id": "postgres-events", "is_running": False, "start_time": START, "end_time": END, "infos": "The job is done.",
             "state": "successful", "count": 10000, "last_id": "12219"},
        ),
        (
            status(count=9).with_details(rejected=1200).end(JobState.SUCCESSFUL, END),
            {"version": 1, "id": "postgres-events", "is_running": False, "start_time": START, "end_time": END,
             "infos": "The job is done. 1,200 rows were rejected.", "state": "successful", "count": 9},
        ),
        (
            status(count=9).with_details(rejected=2, kind=ExecutionKind.VERIFICATION).end(JobState.SUCCESSFUL, END, note="It differs."),
            {"version": 1, "id": "postgres-events", "is_running": False, "start_time": START, "end_time": END,
             "infos": "The job is done. 2 rows of the source cannot become documents. It differs.", "state": "successful", "count": 9},
        ),
        (
            status(count=9).with_details(rejected=1, kind=ExecutionKind.VERIFICATION).end(JobState.SUCCESSFUL, END),
            {"version": 1, "id": "postgres-events", "is_running": False, "start_time": START, "end_time": END,
             "infos": "The job is done. 1 row of the source cannot become a document.", "state": "successful", "count": 9},
        ),
        (
            status().end(JobState.ERROR, END, ("Could not execute datasource query [postgres].", "connect timed out")),
            {"version": 1, "id": "postgres-events", "is_running": False, "start_time": START, "end_time": END,
             "infos": "The job has failed.",
             "error": ["Could not execute datasource query [postgres].", "connect timed out"], "state": "error", "count": 0},
        ),
        (
            status(count=2220, last_id="2219").transition_to(JobState.ABORTING).end(JobState.ABORTED, END),
            {"version": 1, "id": "postgres-events", "is_running": False, "is_aborting": True, "start_time": START, "end_time": END,
             "infos": "The job has been aborted.", "state": "aborted", "count": 2220, "last_id": "2219"},
        ),
    ],
)  # fmt: skip
def test_a_status_has_the_keys_of_the_job_api_in_order(current: Status, expected: dict[str, object]) -> None:
    assert json.dumps(current.to_json(detailed=False)) == json.dumps(expected)


def test_a_wait_adds_a_sentence() -> None:
    assert status(note="It waits.").to_json(detailed=False)["infos"] == "The job is running. It waits."


def test_an_end_is_never_before_the_start() -> None:
    assert status().end(JobState.ERROR, START - 5000).end_time == START


@pytest.mark.parametrize(
    ("current", "running_time", "root_cause"),
    [
        (status(), None, None),
        (status().with_details(heartbeat=START + 250), 250, None),
        (status().with_details(heartbeat=START + 250).end(JobState.SUCCESSFUL, END), END - START, None),
        (status().end(JobState.ERROR, START - 5, ("outer", "inner")), 0, "inner"),
        (status().end(JobState.ERROR, END, ("outer", "inner"), leftovers=("not deleted", "why")), END - START, "inner"),
        (status().end(JobState.ERROR, END, leftovers=("not deleted", "why")), END - START, "why"),
    ],
)
def test_details_have_the_running_time_and_the_root_cause(current: Status, running_time: int | None, root_cause: str | None) -> None:
    details = current.to_json(detailed=True)["details"]
    assert (details.get("running_time"), details.get("root_cause")) == (running_time, root_cause)


def test_the_messages_of_a_failed_clean_up_follow_the_error() -> None:
    assert status().end(JobState.ERROR, END, ("a", "b"), leftovers=("c",)).error == ("a", "b", "c")


def test_details_are_returned_on_request_only() -> None:
    assert "details" not in status().to_json(detailed=False)
    assert status().to_json(detailed=True)["details"]["phase"] == "queued"


def test_a_status_survives_a_round_trip_through_its_document() -> None:
    full = status(count=7, last_id="x", note="n").with_details(phase=Phase.READING, percent=1.5, partitions=(Partition(name="p", count=2),))
    for each in (full, full.end(JobState.ERROR, END, ("a", "b"))):
        assert Status.from_document(json.loads(json.dumps(each.to_document()))) == each


def test_a_wait_is_an_event_once() -> None:
    current, waits = status(), ("the database", "the database", None, "the database", "Elasticsearch", None, "the database")
    for number, waiting_for in enumerate(waits):
        current = current.with_details(heartbeat=START + number).with_wait(waiting_for)
    expected = [(START, "the database"), (START + 4, "Elasticsearch"), (START + 6, "the database")]
    assert current.to_json(detailed=True)["details"]["events"] == [
        {"time": time, "type": "waiting", "message": f"It waits for {waiting_for}."} for time, waiting_for in expected
    ]


def test_of_many_events_the_first_10_and_the_last_40_are_kept() -> None:
    events = [Event(time=number, type=EventType.RESTARTED, message="m") for number in range(70)]
    current = reduce(lambda status, event: status.with_events(event, event), events, status())
    assert [event.time for event in current.details.events] == [*range(10), *range(30, 70)]


def test_an_execution_id_is_the_job_id_and_a_version_1_uuid() -> None:
    name = new_execution_id("postgresevents")
    assert name.startswith("postgresevents")
    assert name.removeprefix("postgresevents")[14] == "1"


def test_the_job_log_maps_every_field_of_a_status() -> None:
    mapping = json.loads((Path(__file__).parents[3] / "mappings" / "siren-jobs.json").read_text())
    fields = mapping["mappings"]["properties"]["ingestion"]["properties"]
    document = status(end_time=END, last_id="1").transition_to(JobState.ABORTING).to_json(detailed=False) | {"error": [], "details": {}}
    assert set(document) == set(fields)
    assert (set(Details.__dataclass_fields__) - {UNKNOWN}) | {"running_time"} == set(fields["details"]["properties"])
