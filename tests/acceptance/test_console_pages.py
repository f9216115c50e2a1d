"""The pages of the console in a real Chromium: what they show is what is now, and nothing older."""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import pymysql
import pytest
from playwright.sync_api import Route, expect

from tests.acceptance.console import ENDLESS, Console, define_sqlite_job
from tests.acceptance.databases import jdbc, write_sqlite_file
from tests.acceptance.service import DATASOURCE, JOBS, Service
from tests.conftest import unique_name
from tests.support.waiting import wait_until

LATE_ANSWERS = 4
"""Searches of the job log that find an earlier version of a document."""


def answer_late(console: Console, earlier: Any) -> None:
    """Answer the first searches of the job log as they were before the end of a run was written there."""
    answered: list[str] = []

    def answer(route: Route) -> None:
        if len(answered) >= LATE_ANSWERS:
            route.continue_()
            return
        answered.append(route.request.url)
        route.fulfill(json=earlier(route.fetch().json()))

    console.page.route("**/jobs/_search*", answer)


def without_hits(response: Any) -> Any:
    return {**response, "hits": {"total": 0, "hits": []}}


def with_running_hits(response: Any) -> Any:
    for hit in response["hits"]["hits"]:
        hit["_source"]["ingestion"] |= {"state": "running", "is_running": True}
    return response


@pytest.mark.parametrize("earlier", [without_hits, with_running_hits])
def test_the_last_runs_are_read_again_until_the_last_one_is_written(console: Console, service: Service, earlier: Any) -> None:
    id = define_sqlite_job(service)
    service.run(id)
    answer_late(console, earlier)
    console.open(f"jobs/{id}")
    expect(console.state()).to_have_text("successful")
    expect(console.page.get_by_role("region", name="Runs").locator(".state")).to_have_text("successful")


def test_a_run_between_two_requests_renews_positions_and_schedule(console: Console, service: Service) -> None:
    newer = "select * from t {{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}} order by id"
    id = define_sqlite_job(service, query=newer, strategy="INCREMENTAL")
    service.run(id)
    before = service.call("GET", f"{JOBS}/ingestion/{id}?detailed=true").body
    is_over = False
    console.page.route(f"**/jobs/ingestion/{id}?*", lambda route: route.continue_() if is_over else route.fulfill(json=before))
    console.open(f"jobs/{id}")
    position = console.page.locator(".panel", has=console.heading("Positions")).locator("code").first
    expect(position).to_have_text('"2"')
    with closing(sqlite3.connect(service.folder / f"{id}.db")) as connection, connection:
        connection.execute("insert into t values (7, 'later')")
    service.run(id)
    with console.page.expect_request(lambda request: f"ingestion/{id}?include_status" in request.url):
        is_over = True
        expect(position).to_have_text('"7"')


def test_answers_about_an_earlier_form_are_not_shown_as_ones_about_this_one(console: Console, service: Service) -> None:
    id = define_sqlite_job(service)
    console.open(f"job-form/{id}")
    console.button("Preview").click()
    console.button("Show the columns").click()
    console.button("Dry run").click()
    rows, works = console.page.get_by_role("region", name="First rows"), console.page.get_by_text("A run would work.")
    outdated = console.page.get_by_text("The query has changed")
    for each in (rows, works, console.page.get_by_label("Type of word")):
        expect(each).to_be_visible()
    expect(outdated).to_have_count(0)
    console.fill("Target", f"{id}-other")
    expect(works).to_have_count(0)
    expect(outdated).to_have_count(0)
    console.page.get_by_role("textbox", name="Query").click()
    console.page.keyboard.press("ControlOrMeta+End")
    console.page.keyboard.type(" limit 2")
    expect(outdated).to_have_text([f"The query has changed: these are {each} of the earlier one." for each in ("rows", "columns")])
    console.button("Preview").click()
    expect(outdated).to_have_count(1)

    console.leave(f"location.hash = '#/datasource-form/{id}'", confirmed=True)
    console.button("Test").click()
    outcome = console.page.get_by_text("Connected to")
    expect(outcome).to_be_visible()
    console.fill("URL", "jdbc:sqlite:/another.db")
    expect(outcome).to_have_count(0)


def test_a_disabled_schedule_stays_disabled_when_it_is_written_anew(console: Console, service: Service) -> None:
    id = define_sqlite_job(service, schedule="0 0 3 1 1 ?", enable_scheduler=False)
    console.open(f"job-form/{id}")
    is_enabled = console.page.get_by_label("The schedule is enabled")
    expect(is_enabled).not_to_be_checked()
    console.fill("Quartz cron expression", "")
    expect(is_enabled).to_have_count(0)
    console.fill("Quartz cron expression", "0 0 4 1 1 ?")
    expect(is_enabled).not_to_be_checked()
    console.leave("location.hash = '#/job-form'", confirmed=True)
    console.fill("Quartz cron expression", "0 0 4 1 1 ?")
    expect(is_enabled).to_be_checked()


@pytest.fixture
def second_database(mariadb_url: str) -> Iterator[str]:
    """Create a database in MariaDB; return its name."""
    parts, name = urlsplit(mariadb_url), unique_name()
    connection = pymysql.connect(host=parts.hostname, port=parts.port or 0, user=parts.username, password=parts.password or "")
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(f"create database {name}")
        yield name
        cursor.execute(f"drop database {name}")


def test_the_schemas_of_a_catalog_are_read_when_it_is_chosen(
    console: Console, service: Service, mariadb_url: str, second_database: str
) -> None:
    id = unique_name()
    assert service.call("PUT", f"{DATASOURCE}/{id}", {"jdbc": jdbc(mariadb_url)}).status == 201
    catalogs = [each["name"] for each in service.call("GET", f"{DATASOURCE}/{id}/_metadata")["catalogs"]]
    assert catalogs[0] != second_database
    read: list[str] = []
    console.page.on("request", lambda request: read.append(request.url) if "_metadata?catalog=" in request.url else None)
    console.open(f"tables/{id}")
    expect(console.page.get_by_label("Catalog", exact=True)).to_have_value(catalogs[0])
    expect(console.page.locator("[aria-busy=true]")).to_have_count(0)
    console.choose("Catalog", second_database)
    expect(console.page.locator("[aria-busy=true]")).to_have_count(0)
    wait_until(lambda: console.page.evaluate("1") == 1 and len(read) >= 2, "the chosen catalog is read")
    assert [each.split("=")[-1] for each in read] == [catalogs[0], second_database]


def test_the_calendar_finds_scheduled_runs_that_started_before_it(console: Console, service: Service) -> None:
    hour, now = 3_600_000, time.time_ns() // 1_000_000
    ids = {trigger: define_sqlite_job(service, schedule="0 0 * * * ?", enable_scheduler=True) for trigger in ("schedule", "manual")}
    for trigger, id in ids.items():
        run = {"version": 1, "id": id, "state": "successful", "is_running": False, "start_time": now - 8 * hour, "end_time": now - 3 * hour}
        path = f"/.siren-jobs/_doc/{id}-long?refresh=true"
        assert service.es("PUT", path, {"ingestion": {**run, "details": {"trigger": trigger}}}).status == 201
    console.open("schedule?hours=6")
    overruns = console.page.locator(".panel", has=console.heading("Runs that lasted into the next fire time"))
    expect(overruns.get_by_role("link", name=ids["schedule"])).to_be_visible()
    expect(overruns.get_by_role("link", name=ids["manual"])).to_have_count(0)


def test_a_run_is_searched_until_it_is_written(console: Console, service: Service) -> None:
    execution = service.run(define_sqlite_job(service))["details"]["execution"]
    answer_late(console, without_hits)
    console.open(f"executions/{execution}")
    expect(console.page.get_by_text(f"The job log has no run {execution}.")).to_be_visible()
    expect(console.state()).to_have_text("successful")


def test_the_changes_of_a_mirror_are_shown(console: Console, service: Service) -> None:
    id = define_sqlite_job(service, strategy="MIRROR")
    service.run(id)
    changes = ("delete from t where id = 0", "update t set word = 'x' where id = 1", "insert into t values (7, 'y')")
    write_sqlite_file(service.folder / f"{id}.db", *changes)
    execution = service.run(id)["details"]["execution"]
    for page, heading in ((f"jobs/{id}", id), (f"executions/{execution}", f"Run of {id}")):
        console.open(page)
        expect(console.heading(heading)).to_be_visible()
        tiles = console.page.get_by_role("region", name="Progress").locator(".tile")
        for text in ("3Rows", "1Created", "1Updated", "1Unchanged", "1Deleted"):
            expect(tiles.filter(has_text=re.compile(f"^{text}$"))).to_have_count(1)
    row = console.page.get_by_role("region", name="Comparison").get_by_role("row", name="Deleted")
    expect(row.get_by_role("cell")).to_have_text(["1", "0", ""])


def test_a_mirror_that_compares_is_shown_as_a_run(console: Console, service: Service) -> None:
    id = define_sqlite_job(service, strategy="MIRROR", query=ENDLESS)
    service.start_job(id)
    console.open(f"jobs/{id}")
    expect(console.page.get_by_role("region", name="Progress").get_by_text("comparing")).to_be_visible()
    expect(console.page.get_by_text("verification", exact=True)).to_have_count(0)
    console.button("Abort").click()
    expect(console.page.get_by_role("dialog")).to_contain_text("Rows that were sent stay in the target.")
    console.page.get_by_role("dialog").get_by_role("button", name="Abort").click()
    expect(console.state()).to_have_text("aborted")
