"""The state table, and the shapes of a status."""

import itertools
import json
from pathlib import Path

import pytest

from sidecar.model.job import INFOS, TRANSITIONS, Details, IllegalMove, JobState, Partition, Phase, Status, Trigger, new_execution_id

LEGAL = {
    ("running", "aborting"),
    ("running", "successful"),
    ("running", "aborted"),
    ("running", "error"),
    ("aborting", "aborted"),
    ("aborting", "error"),
}
"""The contract's table, written again by hand."""

START, END = 1538731228589, 1538731229000


def status(state: JobState = JobState.RUNNING, **changes: object) -> Status:
    details = Details(
        execution="postgres-events11e247fa-ccb1-11e8-ad75-c293294ec513", trigger=Trigger.MANUAL, strategy="REPLACE", target="events"
    )
    return Status(id="postgres-events", start_time=START, details=details, state=state, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("old", "new"), list(itertools.product(JobState, JobState)))
def test_every_pair_of_states_is_moved_as_the_table_says(old: JobState, new: JobState) -> None:
    if (old, new) in LEGAL:
        assert status(old).moved(new).state is new
    else:
        with pytest.raises(IllegalMove, match=rf"\[{old}\] to \[{new}\]"):
            status(old).moved(new)


def test_every_state_has_a_row_and_a_sentence() -> None:
    assert set(TRANSITIONS) == set(INFOS) == set(JobState)


@pytest.mark.parametrize("state", JobState)
def test_only_states_without_a_move_are_final(state: JobState) -> None:
    assert state.final == (state in {"aborted", "error", "successful"})
    assert status(state).active != state.final


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            status(count=3459, last_id="2289"),
            {"version": 1, "id": "postgres-events", "is_running": True, "start_time": START, "infos": "The job is running.",
             "state": "running", "count": 3459, "last_id": "2289"},
        ),
        (
            status(count=10000, last_id="12219").ended(JobState.SUCCESSFUL, END),
            {"version": 1, "id": "postgres-events", "is_running": False, "start_time": START, "end_time": END, "infos": "The job is done.",
             "state": "successful", "count": 10000, "last_id": "12219"},
        ),
        (
            status().ended(JobState.ERROR, END, ("Could not execute datasource query [postgres].", "connect timed out")),
            {"version": 1, "id": "postgres-events", "is_running": False, "start_time": START, "end_time": END,
             "infos": "The job has failed.",
             "error": ["Could not execute datasource query [postgres].", "connect timed out"], "state": "error", "count": 0},
        ),
        (
            status(count=2220, last_id="2219").moved(JobState.ABORTING).ended(JobState.ABORTED, END),
            {"version": 1, "id": "postgres-events", "is_running": False, "is_aborting": True, "start_time": START, "end_time": END,
             "infos": "The job has been aborted.", "state": "aborted", "count": 2220, "last_id": "2219"},
        ),
    ],
)  # fmt: skip
def test_a_status_has_the_keys_of_the_original_description_in_its_order(given: Status, expected: dict[str, object]) -> None:
    assert json.dumps(given.to_json(detailed=False)) == json.dumps(expected)


def test_a_wait_adds_a_sentence() -> None:
    assert status(note="It waits.").to_json(detailed=False)["infos"] == "The job is running. It waits."


def test_an_end_is_never_before_the_start() -> None:
    assert status().ended(JobState.ERROR, START - 5000).end_time == START


def test_details_are_told_only_when_asked_for() -> None:
    assert "details" not in status().to_json(detailed=False)
    assert status().to_json(detailed=True)["details"]["phase"] == "queued"


def test_a_status_survives_being_stored() -> None:
    full = status(count=7, last_id="x", note="n").detailed(phase=Phase.READING, percent=1.5, partitions=(Partition(name="p", count=2),))
    for each in (full, full.ended(JobState.ERROR, END, ("a", "b"))):
        assert Status.stored(json.loads(json.dumps(each.document()))) == each


def test_an_execution_is_named_by_its_job_and_a_version_1_uuid() -> None:
    name = new_execution_id("postgresevents")
    assert name.startswith("postgresevents")
    assert name.removeprefix("postgresevents")[14] == "1"


def test_the_log_has_a_field_for_everything_a_status_tells() -> None:
    mapping = json.loads((Path(__file__).parents[3] / "mappings" / "siren-jobs.json").read_text())
    fields = mapping["mappings"]["properties"]["ingestion"]["properties"]
    told = status(end_time=END, last_id="1").moved(JobState.ABORTING).to_json(detailed=False) | {"error": [], "details": {}}
    assert set(told) == set(fields)
    assert set(Details.__dataclass_fields__) == set(fields["details"]["properties"])
