"""The calendar of fire times: fair cuts and bounded cost."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast
from unittest.mock import patch

import pytest
from flask import Flask, g

from sidecar.api import calendar
from sidecar.api.calendar import MAX_FIRES, calendar_blueprint, list_earliest_fires, list_fires
from sidecar.api.services import RequestSlots
from sidecar.errors import ServiceUnavailable
from sidecar.model import schedule
from sidecar.model.deletions import Deletions
from sidecar.model.ingestion import Ingestion

BEGIN = int(datetime(2024, 2, 28, tzinfo=UTC).timestamp() * 1000)
DAY = 86_400_000


def ingestion(id: str, schedule: str) -> Ingestion:
    return Ingestion(id=id, datasource="a", query="select 1", target="t", schedule=schedule, enable_scheduler=True)


def test_a_frequent_job_hides_no_other_and_the_cut_ones_are_named() -> None:
    jobs = [ingestion("second", "* * * * * ?"), ingestion("minute", "0 * * * * ?"), ingestion("last", "59 59 23 5 3 ?")]
    found = list_fires(jobs, BEGIN, BEGIN + 7 * DAY)
    counts = {id: sum(each["_id"] == id for each in found["fires"]) for id in ("second", "minute", "last")}
    assert counts["last"] == 1
    assert sum(counts.values()) == found["count"] == MAX_FIRES
    assert abs(counts["second"] - counts["minute"]) <= 1
    assert found["truncated"]
    assert found["cut"] == [
        {"_id": "minute", "from": BEGIN + counts["minute"] * 60_000},
        {"_id": "second", "from": BEGIN + counts["second"] * 1000},
    ]
    times = [each["time"] for each in found["fires"]]
    assert times == sorted(times)


def test_the_earliest_fire_times_of_all_jobs_are_listed_without_the_others() -> None:
    jobs = [ingestion("second", "* * * * * ?"), ingestion("hour", "0 0 * * * ?"), ingestion("later", "2 0 * * * ?")]
    found = list_earliest_fires(jobs, BEGIN, BEGIN + DAY, 5)
    fires = [("hour", 0), ("second", 0), ("second", 1000), ("later", 2000), ("second", 2000)]
    assert found == {
        "from": BEGIN, "to": BEGIN + DAY, "count": 5, "fires": [{"_id": id, "time": BEGIN + offset} for id, offset in fires],
        "truncated": True, "cut": [],
    }  # fmt: skip
    assert list_earliest_fires(jobs, BEGIN, BEGIN + 2000, 5) == {**found, "to": BEGIN + 2000, "truncated": False}
    assert list_earliest_fires([], BEGIN, BEGIN + DAY, 5)["fires"] == []


def test_fire_times_of_deletions_are_listed_with_their_kind_after_those_of_runs() -> None:
    job = replace(ingestion("job", "0 0 * * * ?"), deletions=Deletions(compares=True, schedule="0 0/30 * * * ?"))
    fires = [{"_id": "job", "time": BEGIN}, *({"_id": "job", "time": BEGIN + offset, "kind": "deletion"} for offset in (0, 1_800_000))]
    assert list_fires([job], BEGIN, BEGIN + 1_800_000)["fires"] == fires
    assert list_earliest_fires([job], BEGIN, BEGIN + DAY, 3)["fires"] == fires


def test_a_few_fire_times_of_thousands_of_frequent_schedules_cost_little() -> None:
    computed = 0

    def count_computed(*arguments: Any) -> Iterator[int]:
        nonlocal computed
        for each in schedule.fire_times(*arguments):
            computed += 1
            yield each

    with patch.object(calendar, "fire_times", count_computed):
        found = list_earliest_fires([ingestion(f"{number}", "* * * * * ?") for number in range(1000)], BEGIN, BEGIN + DAY, 10)
    assert (found["count"], found["truncated"]) == (10, True)
    assert computed <= 1000 + 10


def test_both_ends_of_the_range_are_included() -> None:
    found = list_fires([ingestion("daily", "0 0 0 * * ?")], BEGIN, BEGIN + DAY)
    assert [each["time"] for each in found["fires"]] == [BEGIN, BEGIN + DAY]
    assert not found["truncated"]


def test_a_thousand_schedules_are_listed_within_a_second_even_if_they_hardly_ever_fire() -> None:
    jobs = [ingestion(f"{number}", f"0 {number % 60} * * * ?" if number % 2 else "0 0 0 29 2 ? 2196") for number in range(1000)]
    start = time.process_time()
    found = list_fires(jobs, BEGIN, BEGIN + 7 * DAY)
    assert time.process_time() - start < 1
    assert found["count"] == MAX_FIRES


def test_days_without_a_change_of_the_clock_are_not_searched_time_by_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(schedule, "fire_time_after")
    jobs = [ingestion(f"{number}", f"{number % 60} {number // 60} * * * ?") for number in range(1000)]
    found = list_fires(jobs, BEGIN, BEGIN + 366 * DAY)
    assert (found["count"], len(found["cut"])) == (MAX_FIRES, 1000)


def test_a_request_without_a_free_slot_is_rejected() -> None:
    app = Flask(__name__)
    app.register_blueprint(calendar_blueprint(cast("Any", SimpleNamespace(request_slots=RequestSlots(0)))))
    with app.test_request_context("/_siren/connector/schedule"):
        g.parameters = {}
        with pytest.raises(ServiceUnavailable, match="too many requests are already waiting"):
            app.view_functions["calendar.show"]()
