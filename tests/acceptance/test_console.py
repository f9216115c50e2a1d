"""The console in a real Chromium: create, run, watch, abort and repair jobs on real servers without security."""

import json
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.acceptance.console import ENDLESS, ColorScheme, Console, define_sqlite_job, showing_console
from tests.acceptance.databases import execute_on_postgresql, jdbc, write_sqlite_file
from tests.acceptance.service import DATASOURCE, INGESTION, Service
from tests.conftest import available, unique_name
from tests.servers import nginx
from tests.support.waiting import wait_until

HOSTILE = "<img src=x onerror=\"document.title='owned'\">"


def test_from_nothing_to_a_scheduled_job(console: Console, service: Service, postgres_url: str) -> None:
    name = unique_name()
    execute_on_postgresql(
        postgres_url, f"create table {name} (id int primary key, word text)", f"insert into {name} values (1, 'a'), (2, 'b')"
    )
    where = urlsplit(postgres_url)
    console.open("datasources")
    console.page.get_by_role("link", name="New datasource").click()
    console.fill("Id", name)
    console.choose("Database", "postgresql")
    console.fill("Host", where.hostname or "")
    console.fill("Port", str(where.port))
    console.fill("Database name", where.path[1:])
    console.fill("User", where.username or "")
    console.fill("Password", where.password or "")
    console.button("Test").click()
    expect(console.page.get_by_role("status").filter(has_text="PostgreSQL")).to_contain_text("Connected to PostgreSQL")
    console.button("Save").click()
    expect(console.heading(f"Tables of {name}")).to_be_visible()

    console.page.get_by_role("link", name="Job with a query").click()
    console.button(name).click()
    expect(console.page.get_by_label("Job id")).to_have_value(name)
    expect(console.page.get_by_label("Key", exact=True)).to_have_value("id")
    console.button("Preview").click()
    expect(console.page.get_by_role("region", name="First rows").get_by_role("row")).to_have_count(3)
    console.button("Show the columns").click()
    console.choose("Type of word", "keyword")
    console.choose("Starts", "0 0 2 * * ?")
    console.button("Dry run").click()
    expect(console.page.get_by_text("A run would work.")).to_be_visible()
    console.button("Save and run").click()

    expect(console.heading(name)).to_be_visible()
    expect(console.state()).to_have_text("successful")
    assert service.count(name) == 2
    saved = service.call("GET", f"{INGESTION}/{name}")["_source"]["ingest"]
    assert (saved["schedule"], saved["enable_scheduler"], saved["pk_field"]) == ("0 0 2 * * ?", True, "id")
    assert service.es("GET", f"/{name}/_mapping/field/word").body.popitem()[1]["mappings"]["word"]["mapping"]["word"]["type"] == "keyword"
    assert service.call("GET", f"{DATASOURCE}/{name}")["_source"]["jdbc"]["url"] == jdbc(postgres_url)["url"]


def test_a_job_for_each_chosen_table(console: Console, service: Service) -> None:
    name = unique_name()
    file = write_sqlite_file(
        service.folder / f"{name}.db", f"create table {name}a (id integer primary key)", f"create table {name}b (x text)",
        f"create view {name}c as select * from {name}a",
    )  # fmt: skip
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": file}).status == 201
    console.open(f"tables/{name}")
    console.page.get_by_label("Choose all").check()
    console.page.get_by_label(f"Choose {name}b").uncheck()
    console.button("Create 2 jobs").click()
    expect(console.page.get_by_text("created", exact=True)).to_have_count(2)
    assert [service.call("GET", f"{INGESTION}/{name}{each}").status for each in "abc"] == [200, 404, 200]
    assert service.call("GET", f"{INGESTION}/{name}a")["_source"]["ingest"]["pk_field"] == "id"


def test_a_running_job_moves_and_is_aborted(console: Console, service: Service) -> None:
    id = define_sqlite_job(service, strategy="REPLACE", query=ENDLESS)
    console.open(f"jobs/{id}")
    console.confirm("Run")
    expect(console.state()).to_have_text("running")
    rows = console.page.locator(".tile", has_text="Rows").first.locator("b")
    expect(rows).not_to_have_text("0")
    before = rows.inner_text()
    expect(rows).not_to_have_text(before)
    expect(console.page.locator(".chart canvas")).to_be_visible()
    console.confirm("Abort")
    expect(console.state()).to_have_text("aborted")
    expect(console.page.get_by_role("link", name="Clone")).to_be_visible()


def test_a_failed_run_shows_its_root_cause(console: Console, service: Service) -> None:
    id = define_sqlite_job(service, query="select * from missing")
    service.run(id)
    console.open(f"jobs/{id}")
    expect(console.page.get_by_role("alert").first).to_contain_text("no such table: missing")
    console.open("overview")
    failed = console.page.get_by_role("row", name=id)
    expect(failed.first).to_contain_text("no such table: missing")
    failed.get_by_role("link").first.click()
    expect(console.page.get_by_role("alert").first).to_contain_text("no such table: missing")


@pytest.fixture(scope="module")
def rejecting_job(service: Service) -> str:
    """Run a job whose rows are rejected; return its id."""
    id = define_sqlite_job(service, max_failures="100%", mapping={"properties": {"word": {"type": "long"}}}, schedule="0 0 3 1 1 ?")
    assert service.run(id)["details"]["rejected"] == 3
    return id


def test_dead_letters_are_retried_and_deleted(console: Console, service: Service, rejecting_job: str) -> None:
    console.open(f"dead-letters?id={rejecting_job}")
    group = console.page.get_by_role("row", name="word").first
    expect(group).to_contain_text("3")
    console.confirm(f"Retry 3 rows of {rejecting_job}")
    expect(console.page.locator("p[role=status]")).to_contain_text("3 rejected again")
    # The id of a row is its key.
    console.page.get_by_label(f"Choose row 1 of {rejecting_job}").check()
    console.confirm(f"Delete 1 row of {rejecting_job}")
    expect(console.page.locator("p[role=status]")).to_contain_text("1 deleted")
    expect(console.page.get_by_role("navigation", name="Pages of dead letters")).to_contain_text("of 2 dead letters")
    assert service.call("GET", f"{INGESTION}/{rejecting_job}/_dead_letters")["hits"]["total"] == 2


def test_a_schedule_is_switched(console: Console, service: Service) -> None:
    id = define_sqlite_job(service, schedule="0 0 3 1 1 ?", enable_scheduler=False)
    console.open(f"jobs?q={id}")
    console.confirm(f"Enable the schedule of {id}")
    expect(console.button(f"Disable the schedule of {id}")).to_be_visible()
    assert service.call("GET", f"{INGESTION}/{id}")["_source"]["ingest"]["enable_scheduler"] is True
    console.confirm(f"Disable the schedule of {id}")
    expect(console.button(f"Enable the schedule of {id}")).to_be_visible()
    assert service.call("GET", f"{INGESTION}/{id}")["_source"]["ingest"]["enable_scheduler"] is False


def test_two_tabs_agree(console: Console, browser: Browser, service: Service) -> None:
    id = define_sqlite_job(service)
    with showing_console(browser, service.url) as other:
        for each in (console, other):
            each.open(f"jobs/{id}")
            expect(each.page.get_by_text("This job has never run.")).to_be_visible()
        console.confirm("Run")
        expect(other.state()).to_have_text("successful")
        expect(console.state()).to_have_text("successful")


def test_a_change_of_somebody_else_is_not_overwritten(console: Console, service: Service) -> None:
    id = define_sqlite_job(service)
    console.expected = "409"
    console.open(f"job-form/{id}")
    console.fill("Target", f"{id}-mine")
    ingest = service.call("GET", f"{INGESTION}/{id}")["_source"]["ingest"]
    assert service.call("PUT", f"{INGESTION}/{id}", {"ingest": {**ingest, "target": f"{id}-theirs"}}).status == 200
    console.button("Save").click()
    expect(console.page.get_by_role("alert").first).to_contain_text("version conflict")
    assert service.call("GET", f"{INGESTION}/{id}")["_source"]["ingest"]["target"] == f"{id}-theirs"


def test_the_page_survives_a_restart_of_the_service(
    browser: Browser, elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    own = Service(elasticsearch_url, tmp_path_factory.mktemp("restarted"))
    own.start()
    try:
        with showing_console(browser, own.url, expected="Failed to load resource") as console:
            console.open("jobs")
            expect(console.page.get_by_role("navigation", name="Pages of jobs")).to_be_visible()
            own.stop()
            expect(console.page.get_by_role("alert").first).to_contain_text("the sidecar does not answer")
            own.start()
            expect(console.page.get_by_role("alert")).to_have_count(0)
    finally:
        own.stop()


def test_names_values_and_errors_are_never_html(console: Console, service: Service) -> None:
    name = unique_name()
    path = service.folder / f"{name}.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute('create table "<img src=x onerror=alert(1)>" (id integer primary key, "<b>word</b>" text)')
        connection.execute("create table t (id integer primary key, word text)")
        connection.execute("insert into t values (1, ?)", (HOSTILE,))
        connection.commit()
    query = f"select id, word, '{HOSTILE.replace(chr(39), chr(39) * 2)}' as text from t"
    service.define(name, {"query": query, "pk_field": "id", "description": HOSTILE}, {"url": f"jdbc:sqlite:{path}"})
    service.run(name)
    console.open(f"jobs/{name}")
    expect(console.page.get_by_text(HOSTILE).first).to_be_visible()
    console.open(f"tables/{name}")
    expect(console.page.get_by_text("<img src=x").first).to_be_visible()
    console.open(f"job-form/{name}")
    console.button("Preview").click()
    expect(console.page.get_by_role("region", name="First rows")).to_contain_text("onerror")
    failing = define_sqlite_job(service, query='select * from "<img src=x onerror=alert(1)>"')
    service.run(failing)
    console.open(f"jobs/{failing}")
    expect(console.page.get_by_role("alert").first).to_contain_text("no such table: <img src=x")
    assert console.page.locator("img:not([alt=''])").count() == 0
    assert "owned" not in console.page.title()
    wait_until(lambda: console.unexpected_problems() == [], "no script was tried")


PAGES = (
    "overview", "jobs", "jobs/{id}", "executions", "executions/{execution}", "schedule", "dead-letters", "datasources", "job-form",
    "job-form/{id}", "datasource-form", "datasource-form/{id}", "tables/{id}", "nothing",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits_a_phone(browser: Browser, service: Service, rejecting_job: str, scheme: ColorScheme) -> None:
    execution = service.status(rejecting_job)["details"]["execution"]
    with showing_console(browser, service.url, scheme=scheme) as console:
        for page in PAGES:
            console.open(page.format(id=rejecting_job, execution=execution))
            expect(console.page.locator("[aria-busy=true]")).to_have_count(0)
            for width in (1280, 390):
                console.page.set_viewport_size({"width": width, "height": 900})
                assert (page, console.violations()) == (page, [])
                assert (page, console.page.evaluate("document.documentElement.scrollWidth")) == (page, width)


def test_every_page_is_used_by_keyboard(console: Console, service: Service) -> None:
    id = define_sqlite_job(service)
    console.open(f"jobs?q={id}")
    expect(console.page.get_by_role("link", name=id, exact=True)).to_be_visible()
    console.page.keyboard.press("Tab")
    expect(console.page.get_by_role("link", name="Skip to the page")).to_be_focused()
    console.page.keyboard.press("Enter")
    expect(console.page.locator("main")).to_be_focused()
    button = console.button(f"Run {id}")
    for _ in range(20):
        console.page.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    console.page.keyboard.press("Enter")
    dialog = console.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    console.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()


def test_an_action_shows_its_request(console: Console, service: Service) -> None:
    id = define_sqlite_job(service)
    console.open(f"jobs/{id}")
    console.button("Run").click()
    dialog = console.page.get_by_role("dialog")
    dialog.get_by_text("Show request").click()
    expect(dialog.get_by_label("Dev Tools")).to_have_text(f"POST {INGESTION}/{id}/_run")
    expect(dialog.get_by_label("curl")).to_have_text(f"curl -XPOST '{service.url}{INGESTION}/{id}/_run'")


def test_the_console_works_below_a_path(browser: Browser, service: Service) -> None:
    id = define_sqlite_job(service)
    with available(nginx.below_path(service.url, "/tools/sidecar")) as url, showing_console(browser, url) as console:
        console.open(f"jobs/{id}")
        console.confirm("Run")
        expect(console.state()).to_have_text("successful")
        console.page.goto(f"{url}/")
        expect(console.heading("Overview")).to_be_visible()


def test_the_overview_loads_only_the_fire_times_that_it_shows(console: Console) -> None:
    requests: list[str] = []
    console.page.on("request", lambda request: requests.append(request.url))
    console.open("overview")
    expect(console.page.get_by_role("link", name="Open the schedule", exact=True)).to_be_visible()
    assert [url.rpartition("&")[2] for url in requests if "/connector/schedule" in url] == ["size=10"]


def test_a_hidden_tab_asks_for_nothing(console: Console, service: Service) -> None:
    console.open("overview")
    expect(console.page.get_by_role("heading", name="Running now")).to_be_visible()
    console.page.evaluate("""() => {
        Object.defineProperty(document, 'hidden', {configurable: true, get: () => true});
        document.dispatchEvent(new Event('visibilitychange'));
    }""")
    console.page.wait_for_load_state("networkidle")
    requests: list[str] = []
    console.page.on("request", lambda request: requests.append(request.url))
    console.page.clock.install()
    console.page.clock.run_for(120_000)
    assert requests == []
    console.page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
    console.page.clock.run_for(1000)
    wait_until(lambda: console.page.evaluate("1") == 1 and bool(requests), "a visible tab asks again")


JOBS, RUNS = 1000, 10_000


@pytest.fixture
def many_jobs(service: Service) -> Iterator[str]:
    """Store many definitions and executions; return the prefix of their ids."""
    prefix = unique_name()
    first = round(1000 * time.time()) - RUNS * 60_000  # recent, so that agents keep them
    definition = {"ingest": {"datasource": prefix, "query": "select 1", "target": prefix, "strategy": "REPLACE"}}
    status = {"version": 1, "state": "successful", "is_running": False, "infos": "The job is done.", "count": 1}
    documents: dict[tuple[str, str], dict[str, Any]] = {}
    for number in range(JOBS):
        documents[".siren-ingestions", f"{prefix}-{number:04}"] = definition
    for number in range(RUNS):
        job, start = f"{prefix}-{number % JOBS:04}", first + number * 60_000
        documents[".siren-jobs", f"{job}-{number}"] = {"ingestion": {**status, "id": job, "start_time": start, "end_time": start + 1000}}
    send_bulk(
        service, [line for (index, id), document in documents.items() for line in ({"index": {"_index": index, "_id": id}}, document)]
    )
    yield prefix
    send_bulk(service, [{"delete": {"_index": index, "_id": id}} for index, id in documents])


def send_bulk(service: Service, lines: list[dict[str, Any]]) -> None:
    body = "".join(json.dumps(line) + "\n" for line in lines).encode()
    assert service.es("POST", "/_bulk?refresh=true", body)["errors"] is False


def test_many_jobs_and_runs_are_paged(console: Console, many_jobs: str) -> None:
    console.open(f"jobs?q={many_jobs}")
    pages = console.page.get_by_role("navigation", name="Pages of jobs")
    expect(pages).to_contain_text("1 to 50 of 1,000 jobs")
    pages.get_by_role("link", name="Next").click()
    expect(pages).to_contain_text("51 to 100 of 1,000 jobs")
    expect(console.page.get_by_role("link", name=f"{many_jobs}-0050", exact=True)).to_be_visible()
    console.page.get_by_role("link", name="Job", exact=True).click()
    expect(console.page.get_by_role("link", name=f"{many_jobs}-0999", exact=True)).to_be_visible()
    console.page.get_by_label("Search jobs").fill(f"{many_jobs}-012*")
    console.page.keyboard.press("Enter")
    expect(pages).to_contain_text("1 to 10 of 10 jobs")

    console.open(f"executions?q={many_jobs}&from=9950")
    runs = console.page.get_by_role("navigation", name="Pages of runs")
    expect(runs).to_contain_text("9,951 to 10,000 of 10,000 runs")
    runs.get_by_role("link", name="Previous").click()
    expect(runs).to_contain_text("9,901 to 9,950 of 10,000 runs")
    # The definitions are not signed, so the job has no positions.
    console.expected = "_positions"
    console.open(f"jobs/{many_jobs}-0007")
    expect(console.page.get_by_role("region", name="Runs").get_by_role("row")).to_have_count(11)
