"""Measure what an open tab of the console costs, how fast its first page is there, and how old its numbers are.

Environment variables: SIDECAR_TEST_BENCH_SECONDS (20) is the length of each measurement.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from statistics import median
from threading import Event, Thread
from typing import NamedTuple
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Page, expect
from rich.console import Console
from rich.table import Table

from tests.acceptance.console import browsing, showing_console
from tests.acceptance.databases import jdbc, write_sqlite_file
from tests.acceptance.service import API, DATASOURCE, INGESTION, Service
from tests.benchmarks import machine
from tests.benchmarks.conftest import ROUNDS
from tests.conftest import available
from tests.servers import environment
from tests.support.waiting import wait_until

SECONDS = float(environment.setting("BENCH_SECONDS", "20"))
JOBS, RUNS = 100, 10
"""Jobs, and how many of them have run."""
PAGES = ("overview", "jobs", "jobs/running", "jobs/job-001")
SLOW_ROWS = "select id, pg_sleep(0.02)::text as pause from generate_series(1, 100000000) as t(id)"
FAST_ROWS = "with recursive t(id) as (select 1 union all select id + 1 from t) select id, hex(randomblob(60)) as word from t"


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Yield a sidecar with 100 jobs, and a slow job."""
    service = Service(elasticsearch_url, tmp_path_factory.mktemp("console"))
    service.start()
    try:
        file = write_sqlite_file(service.folder / "bench.db", "create table t as select 1 as id")
        assert service.call("PUT", f"{DATASOURCE}/bench", {"jdbc": file}).status == 201
        for number in range(JOBS):
            ingest = {"datasource": "bench", "query": "select * from t", "target": "bench", "pk_field": "id", "schedule": "0 0 0 1 1 ?"}
            assert service.call("PUT", f"{INGESTION}/job-{number:03}", {"ingest": ingest}).status == 201
        for number in range(RUNS):
            service.run(f"job-{number:03}")
        service.define("running", {"query": SLOW_ROWS, "pk_field": "id", "strategy": "REPLACE"}, jdbc(postgres_url))
        service.define("fast", {"query": FAST_ROWS, "pk_field": "id", "strategy": "REPLACE"}, file)
        yield service
    finally:
        service.stop()


@pytest.fixture(scope="module")
def bench_browser() -> Iterator[Browser]:
    """Yield a Chromium."""
    with available(browsing()) as browser:
        yield browser


@contextmanager
def running(service: Service, id: str) -> Iterator[None]:
    """Run a job during the block."""
    service.start_job(id)
    wait_until(lambda: service.status(id)["count"] > 0, "the job sends rows")
    yield
    service.call("POST", f"/_siren/connector/jobs/ingestion/{id}/_abort")


@pytest.mark.benchmark
def test_cost_of_an_open_tab(service: Service, bench_browser: Browser) -> None:
    processes = {
        **{f"api {number}": pid for number, pid in enumerate(service.processes(API)[:1])},
        "elasticsearch": machine.find_listener(urlparse(service.elasticsearch).port or 9200),
    }
    table = Table("job", "page", "requests/s", "API", "Elasticsearch", "other load", title="CPU of an open tab, % of a core")
    for job in ("none", "running"):
        with running(service, "running") if job == "running" else nullcontext():
            for page in PAGES:
                table.add_row(job, page, *cost(bench_browser, service, page, processes))
    Console(width=140).print(table)


def cost(browser: Browser, service: Service, page: str, processes: dict[str, int]) -> tuple[str, ...]:
    """Return requests per second, the CPU of API and Elasticsearch with a tab less that without, and the machine's other load."""
    differences: dict[str, list[float]] = {name: [] for name in processes}
    other, requests = 0.0, 0
    for _ in range(ROUNDS):
        with machine.measure(processes) as without:
            time.sleep(SECONDS)
        with showing_console(browser, service.url) as console:
            console.open(page)
            expect(console.page.locator("[aria-busy=true]")).to_have_count(0)
            console.page.wait_for_timeout(2000)
            sent = count_requests(console.page)
            with machine.measure(processes) as with_tab:
                console.page.wait_for_timeout(SECONDS * 1000)
            requests += len(sent)
        other = max(other, with_tab.other, without.other)
        for name in processes:
            differences[name].append(with_tab.cpu[name] / with_tab.wall - without.cpu[name] / without.wall)
    return f"{requests / ROUNDS / SECONDS:.2f}", *(f"{median(each):.2%}" for each in differences.values()), f"{other:.0%}"


def count_requests(page: Page) -> list[str]:
    """Return the addresses of a page's requests from now on."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    return sent


@pytest.mark.benchmark
def test_time_to_the_first_page(service: Service, bench_browser: Browser) -> None:
    times = []
    for page, shown in [("overview", "Next scheduled runs"), ("jobs", "job-000")] * 5:
        with showing_console(bench_browser, service.url) as console:
            began = time.monotonic()
            console.page.goto(f"{service.url}/_siren/console/#/{page}")
            console.page.get_by_text(shown).first.wait_for()
            expect(console.page.locator("[aria-busy=true]")).to_have_count(0)
            times.append((page, time.monotonic() - began))
    for page in ("overview", "jobs"):
        taken = [seconds for name, seconds in times if name == page]
        Console().print(f"{page} with {JOBS} jobs: median {median(taken):.2f} s, first {taken[0]:.2f} s")


@pytest.mark.benchmark
@pytest.mark.parametrize("page", ["jobs/fast", "overview"])
def test_age_of_a_running_number(service: Service, bench_browser: Browser, page: str) -> None:
    with running(service, "fast"), showing_console(bench_browser, service.url) as console:
        console.open(page)
        ages, delays = measure_ages(service, console.page, page)
    for name, values in (("age of the number of rows", ages), ("of it since the next one was written", delays)):
        Console().print(f"{page}, {name}: median {median(values):.2f} s, longest {max(values):.2f} s")


def measure_ages(service: Service, page: Page, address: str) -> tuple[list[float], list[float]]:
    """Return at regular times how old the shown number of rows is, and since when the API has had a newer one, in seconds."""
    rows = page.locator("tr", has_text="fast").locator("td").nth(3) if address == "overview" else page.locator(".tile b").first
    with recording(service, "fast") as snapshots:
        page.wait_for_timeout(5000)
        ages, delays = [], []
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            shown, now = int(rows.inner_text().replace(",", "")), time.time()
            ages.append(now - snapshots[shown].taken)
            newer = [each.written for count, each in snapshots.items() if count > shown]
            delays.append(now - min(newer, default=now))
            page.wait_for_timeout(20)
    return ages, delays


class Snapshot(NamedTuple):
    """When an execution counted its rows, and when the count was readable, epoch seconds."""

    taken: float
    written: float


@contextmanager
def recording(service: Service, job: str) -> Iterator[dict[int, Snapshot]]:
    """Record the snapshots of a run during the block, by the number of rows."""
    snapshots: dict[int, Snapshot] = {}
    stopped = Event()

    def record() -> None:
        while not stopped.wait(0.05):
            history = service.es("GET", f"/.siren-leases/_doc/ingestion:{job}?_source=status.details.history")
            points = history["_source"]["status"]["details"]["history"]
            snapshots.setdefault(points["rows"][-1], Snapshot(points["time"][-1] / 1000, time.time()))

    thread = Thread(target=record)
    thread.start()
    try:
        yield snapshots
    finally:
        stopped.set()
        thread.join()
