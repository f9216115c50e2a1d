"""The metrics of running sidecars: what promtool says of them, and what a Prometheus makes of them while processes are killed."""

import re
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest

from tests.acceptance.conftest import running_service
from tests.acceptance.databases import RowDelay, execute_on_postgresql, jdbc, write_sqlite_file
from tests.acceptance.service import API, INGESTION, Service
from tests.conftest import available
from tests.servers import prometheus
from tests.servers.restartable import signal_all
from tests.support.elasticsearch_proxy import ElasticsearchProxy, Fault, elasticsearch_proxy
from tests.support.waiting import wait_until

ROWS, FIRST_ROWS = 3000, 7
HANG_SECONDS = 30.0
MAX_REQUESTS = 4
"""Requests to Elasticsearch for a scrape, those that check the login among them."""
OPENMETRICS = "application/openmetrics-text"
QUERY = "select id, repeat('x', 2000) as word, {row_delay} as nap from {name} {order}"


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Return a sidecar with short lease timeout and shutdown grace period."""
    settings = {"SIDECAR_LEASE_TIMEOUT": "6s", "SIDECAR_SHUTDOWN_GRACE": "1s"}
    yield from running_service(elasticsearch_url, tmp_path_factory.mktemp("sidecar"), settings)


@pytest.fixture
def replica(service: Service, tmp_path: Path) -> Iterator[Service]:
    """Return the API of another sidecar on the same Elasticsearch."""
    replica = Service(service.elasticsearch, tmp_path, command="api")
    replica.start()
    yield replica
    replica.stop()


@pytest.fixture
def proxied(service: Service, tmp_path: Path) -> Iterator[tuple[Service, ElasticsearchProxy]]:
    """Return such an API behind a proxy that can fail, and the proxy."""
    with elasticsearch_proxy(service.elasticsearch) as proxy:
        replica = Service(proxy.url, tmp_path, command="api")
        replica.start()
        yield replica, proxy
        proxy.restore()
        replica.stop()


@pytest.fixture
def loaded(service: Service, name: str, tmp_path: Path) -> str:
    """Run a job with some rows; return its id."""
    rows = [(each,) for each in range(FIRST_ROWS)]
    database = write_sqlite_file(service.folder / f"{name}.db", "create table t (id int)", insert="insert into t values (?)", rows=rows)
    service.define(name, {"query": "select id from t", "pk_field": "id"}, database)
    assert service.run(name)["state"] == "successful"
    return name


def scrape(service: Service, accept: str = "text/plain") -> tuple[str, str]:
    """Return the content type and the text of a scrape."""
    request = urllib.request.Request(f"{service.url}/_siren/metrics", headers={"accept": accept})
    with urllib.request.urlopen(request, timeout=30) as response:
        return response.headers["content-type"], response.read().decode()


def values(text: str, job: str = "") -> dict[str, float]:
    """Return the values of a text by metric with its labels; with a job only those that have its label."""
    lines = [
        line.rpartition(" ")
        for line in text.splitlines()
        if not line.startswith("#") and f'job_id="{job}"' in (line if job else 'job_id=""')
    ]
    return {name: float(value) for name, _, value in lines}


def test_the_metrics_of_a_job_that_has_run(service: Service, loaded: str) -> None:
    content_type, text = scrape(service)
    status, found = service.status(loaded), values(text, loaded)
    labels, final = f'job_id="{loaded}"', ("aborted", "error", "successful")
    assert content_type == "text/plain; version=0.0.4; charset=utf-8"
    assert found == {
        **{f'sidecar_job_last_state{{{labels},state="{each}"}}': each == "successful" for each in ("running", "aborting", *final)},
        **{f'sidecar_executions_total{{{labels},state="{each}"}}': each == "successful" for each in final},
        f"sidecar_job_last_run_failed{{{labels}}}": 0,
        f"sidecar_job_rows_total{{{labels}}}": FIRST_ROWS,
        f"sidecar_job_rejected_rows_total{{{labels}}}": 0,
        f"sidecar_job_last_success_timestamp_seconds{{{labels}}}": status["end_time"] / 1000,
        f"sidecar_job_last_duration_seconds{{{labels}}}": (status["end_time"] - status["start_time"]) / 1000,
    }
    everything = values(text)
    assert everything["sidecar_elasticsearch_up"] == 1
    assert {"sidecar_executions_queued", "sidecar_takeovers_total", "sidecar_dead_letters"} <= everything.keys()
    wait_until(lambda: values(scrape(service)[1])["sidecar_agents"] >= 1, "the agent is counted")


def test_the_metrics_of_a_running_job(service: Service, name: str, postgres_url: str, row_delay: RowDelay) -> None:
    define_slow_job(service, name, postgres_url, row_delay)
    service.start_job(name)
    wait_until(lambda: service.status(name)["count"] > 0, "rows are acknowledged")
    progress = f'sidecar_job_progress_ratio{{job_id="{name}"}}'
    wait_until(lambda: values(scrape(service)[1], name).get(progress, 0) > 0, "the ratio is known")
    found, labels = values(scrape(service)[1], name), f'job_id="{name}"'
    assert found[f'sidecar_job_last_state{{{labels},state="running"}}'] == 1
    assert 0 < found[progress] < 1
    assert found[f"sidecar_job_rows_per_second{{{labels}}}"] > 0
    assert abs(found[f'sidecar_job_heartbeat_timestamp_seconds{{{labels},kind="load"}}'] - time.time()) < 30
    parts = [f'sidecar_job_bottleneck{{{labels},part="{part}"}}' for part in ("source", "transform", "elasticsearch")]
    assert sum(found[part] for part in parts) == 1
    row_delay.disable()
    service.wait_for_success(name, ROWS)
    assert "heartbeat" not in "".join(values(scrape(service)[1], name))


def test_promtool_finds_nothing_wrong(service: Service, loaded: str) -> None:
    with available(prometheus.installed_promtool()) as promtool:
        checked = promtool("check", "metrics", text=scrape(service)[1])
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_openmetrics_has_the_same_values_under_its_own_names(service: Service, loaded: str) -> None:
    content_type, text = scrape(service, f"{OPENMETRICS};version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1")
    assert content_type == f"{OPENMETRICS}; version=1.0.0; charset=utf-8"
    assert text.endswith("\n# EOF\n")
    assert "# TYPE sidecar_job_rows counter" in text
    assert values(text, loaded) == values(scrape(service)[1], loaded)


def define_slow_job(service: Service, name: str, postgres_url: str, row_delay: RowDelay, order: str = "order by id") -> None:
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g")
    query = QUERY.format(name=name, row_delay=row_delay.expression, order=order)
    service.define(name, {"query": query, "strategy": "REPLACE", "pk_field": "id"}, jdbc(postgres_url))


@pytest.mark.parametrize("order", ["order by id", ""], ids=["resuming", "starting over"])
def test_a_prometheus_counts_each_row_once_through_a_take_over_and_a_restart(
    service: Service, replica: Service, name: str, postgres_url: str, row_delay: RowDelay, order: str
) -> None:
    row_delay.disable()
    define_slow_job(service, name, postgres_url, row_delay, order)
    service.run(name)
    rows = f'sidecar_job_rows_total{{job_id="{name}"}}'
    instances = {each.url.removeprefix("http://") for each in (service, replica)}
    with available(prometheus.running(service.url, replica.url)) as server:
        wait_until(lambda: server.query(rows) == dict.fromkeys(instances, ROWS), "both replicas are scraped")
        take_overs, began = server.query("sidecar_takeovers_total"), time.monotonic()
        row_delay.enable()
        service.start_job(name)
        wait_until(lambda: min(server.query(rows).values()) > ROWS, "rows of the second run are counted", 60)
        signal_all(service.executing(), SIGKILL)
        wait_until(lambda: service.status(name)["details"]["attempt"] == 2, "another attempt starts")
        before = max(server.query(rows).values())
        wait_until(lambda: min(server.query(rows).values()) > before, "further rows are counted", 60)
        service.stop()
        wait_until(lambda: server.query("up") == {**dict.fromkeys(instances, 1), service.url.removeprefix("http://"): 0}, "it is down")
        service.start()
        row_delay.disable()
        status = wait_for_end(service, name)
        wait_until(lambda: server.query(rows) == dict.fromkeys(instances, 2 * ROWS), "both replicas count every row once", 60)
        wait_until(lambda: server.query("sidecar_elasticsearch_up") == dict.fromkeys(instances, 1), "both are scraped again")

        window = f"[{int(time.monotonic() - began) + 1}s]"
        assert (status["state"], status["count"]) == ("successful", ROWS)
        assert status["details"]["attempt"] >= 3
        assert server.query(f"resets({rows}{window})") == dict.fromkeys(instances, 0)
        # Prometheus extrapolates to the borders of the window; the samples below are exact.
        assert server.query(f"increase({rows}{window})") == pytest.approx(dict.fromkeys(instances, ROWS), rel=0.25)
        for series in server.samples(f"{rows}{window}"):
            assert series == sorted(series)
            assert series[-1] - series[0] == ROWS
        for instance, number in server.query("sidecar_takeovers_total").items():
            assert number >= take_overs[instance] + 1
        ended = f'sidecar_executions_total{{job_id="{name}",state="successful"}}'
        wait_until(lambda: server.query(ended) == dict.fromkeys(instances, 2), "the ends are counted")


def wait_for_end(service: Service, job: str) -> dict[str, Any]:
    """Wait for the end of a job; return its detailed status."""
    wait_until(lambda: not service.status(job)["is_running"], "the execution ends", 90)
    return service.status(job)


def test_replicas_have_the_same_metrics_of_jobs_and_their_own_of_requests(service: Service, replica: Service, loaded: str) -> None:
    service.call("GET", f"{INGESTION}/{loaded}")
    first, second = scrape(service)[1], scrape(replica)[1]
    assert values(first, loaded) == values(second, loaded)
    own = f'sidecar_http_request_duration_seconds_count{{method="GET",endpoint="{INGESTION}/<id>",status="200"}}'
    assert values(first)[own] >= 1
    assert own not in values(second)


def test_requests_are_counted_over_all_workers_also_after_one_was_killed(service: Service, replica: Service) -> None:
    labels = 'method="GET",endpoint="/_siren/live",status="200"'
    count, largest = (f"sidecar_http_request_duration_seconds_{each}" for each in (f"count{{{labels}}}", f'bucket{{{labels},le="+Inf"}}'))
    before = values(scrape(replica)[1]).get(count, 0)
    for _ in range(20):
        assert replica.call("GET", "/_siren/live").status == 200
    workers = replica.processes(API)[1:]
    signal_all(workers, SIGKILL)
    wait_until(lambda: len(set(replica.processes(API)[1:]) - set(workers)) == len(workers), "other workers run")
    replica.wait_until_healthy()
    for _ in range(20):
        assert replica.call("GET", "/_siren/live").status == 200
    found = values(scrape(replica)[1])
    assert found[count] == found[largest] == before + 40


def test_paths_and_methods_that_do_not_exist_are_counted_without_their_names(service: Service) -> None:
    for _ in range(2):
        assert service.call("GET", "/_siren/secret-of-somebody").status == 400
    text = scrape(service)[1]
    assert 'method="GET",endpoint="other",status="400"' in text
    assert "secret-of-somebody" not in text


def test_a_scrape_sends_few_requests_to_elasticsearch(proxied: tuple[Service, ElasticsearchProxy], loaded: str) -> None:
    replica, proxy = proxied
    proxy.requests.clear()
    assert values(scrape(replica)[1], loaded)
    assert 0 < len(proxy.requests) <= MAX_REQUESTS, list(proxy.requests)


def test_without_elasticsearch_a_scrape_has_the_metrics_of_its_process(proxied: tuple[Service, ElasticsearchProxy]) -> None:
    replica, proxy = proxied
    proxy.matching, proxy.default_fault = "", Fault(disconnect=True)
    _, text = scrape(replica)
    found = values(text)
    assert found["sidecar_elasticsearch_up"] == 0
    assert {re.split("[{_]", each.removeprefix("sidecar_"))[0] for each in found} == {"build", "elasticsearch", "http"}
    proxy.restore()
    wait_until(lambda: values(scrape(replica)[1])["sidecar_elasticsearch_up"] == 1, "Elasticsearch answers again")


def test_a_scrape_does_not_wait_for_an_elasticsearch_that_hangs(proxied: tuple[Service, ElasticsearchProxy]) -> None:
    replica, proxy = proxied
    proxy.matching, proxy.default_fault = "", Fault(seconds=HANG_SECONDS)
    began = time.monotonic()
    assert values(scrape(replica)[1])["sidecar_elasticsearch_up"] == 0
    assert time.monotonic() - began < HANG_SECONDS / 2


def test_a_deleted_job_has_no_metrics_and_goes_on_counting_when_it_is_created_again(service: Service, loaded: str) -> None:
    take_overs = values(scrape(service)[1])["sidecar_takeovers_total"]
    definition = service.call("GET", f"{INGESTION}/{loaded}")["_source"]
    assert service.call("DELETE", f"{INGESTION}/{loaded}").status == 200
    text = scrape(service)[1]
    assert values(text, loaded) == {}
    assert values(text)["sidecar_takeovers_total"] >= take_overs
    assert service.call("PUT", f"{INGESTION}/{loaded}", definition).status in (200, 201)
    status = service.run(loaded, "&full=true")
    found = values(scrape(service)[1], loaded)
    assert found[f'sidecar_job_rows_total{{job_id="{loaded}"}}'] == FIRST_ROWS + status["count"]
