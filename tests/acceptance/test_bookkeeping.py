"""How often the sidecar calls Elasticsearch beside the rows: idle, with one run and with ten, and while a caller waits."""

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.acceptance.conftest import running_service
from tests.acceptance.databases import jdbc
from tests.acceptance.service import INGESTION, JOBS, Service, request
from tests.conftest import available
from tests.servers import elasticsearch
from tests.support.elasticsearch_proxy import ElasticsearchProxy, Fault, elasticsearch_proxy, is_bulk_of_rows
from tests.support.waiting import wait_until

SECONDS = 10.0
"""The time over which calls are counted."""
RUNS = 10
SLOW_QUERY = "select id, pg_sleep(0.05)::text as nap from (select generate_series(1, 1000000) as id) as numbers"


@pytest.fixture(scope="module")
def proxy() -> Iterator[ElasticsearchProxy]:
    """Return a proxy that counts the calls to an Elasticsearch in which no other test has left an agent something to do."""
    with available(elasticsearch.alone(8)) as url, elasticsearch_proxy(url) as proxy:
        yield proxy


@pytest.fixture(scope="module")
def counted_service(proxy: ElasticsearchProxy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Return a sidecar behind the proxy that runs ten jobs at once."""
    yield from running_service(proxy.url, tmp_path_factory.mktemp("sidecar"), {"SIDECAR_MAX_JOBS": str(RUNS)})


def calls_per_second(proxy: ElasticsearchProxy) -> tuple[float, Counter[str]]:
    """Count the calls that send no rows, and say how many of each kind there were."""
    proxy.requests.clear()
    time.sleep(SECONDS)
    calls = [call.partition("?")[0] for call, _ in proxy.requests]
    beside_rows = [call for call in calls if not is_bulk_of_rows(call)]
    return len(beside_rows) / SECONDS, Counter(call.partition("/_doc/")[0] for call in beside_rows)


def refreshes(service: Service) -> int:
    """Return how often the sidecar's own indices were refreshed for searches so far."""
    stats = service.es("GET", "/.siren-*/_stats/refresh?expand_wildcards=all&filter_path=_all.primaries.refresh.external_total").body
    return int(stats["_all"]["primaries"]["refresh"]["external_total"])


def rows(service: Service, job: str) -> int:
    """Return the rows that a job's last execution has sent; 0 if it never ran."""
    found = service.call("GET", f"{JOBS}/ingestion/{job}").body
    return int(found["status"]["count"]) if found["found"] else 0


@contextmanager
def trickling_runs(service: Service, name: str, postgres_url: str, number: int) -> Iterator[list[str]]:
    """Run jobs whose rows come slowly; abort them at the end."""
    jobs = [f"{name}{position}" for position in range(number)]
    for job in jobs:
        service.define(job, {"query": SLOW_QUERY, "pk_field": "id", "strategy": "REPLACE"}, jdbc(postgres_url))
        service.start_job(job)
    try:
        for job in jobs:
            wait_until(lambda job=job: rows(service, job) > 0, "rows are sent", 120)  # type: ignore[misc]
        yield jobs
    finally:
        for job in jobs:
            service.call("POST", f"{JOBS}/ingestion/{job}/_abort")


def test_an_idle_sidecar_calls_elasticsearch_about_once_a_second(counted_service: Service, proxy: ElasticsearchProxy) -> None:
    deadline = time.monotonic() + 60
    while (observed := calls_per_second(proxy))[0] > 1.5:
        assert time.monotonic() < deadline, observed


def test_a_run_calls_elasticsearch_a_few_times_a_second_beside_its_rows(
    counted_service: Service, proxy: ElasticsearchProxy, name: str, postgres_url: str
) -> None:
    with trickling_runs(counted_service, name, postgres_url, 1):
        rate, calls = calls_per_second(proxy)
        assert rate <= 5, calls


def test_a_waiting_caller_adds_one_call_a_second(counted_service: Service, proxy: ElasticsearchProxy, name: str, postgres_url: str) -> None:
    counted_service.define(name, {"query": SLOW_QUERY, "pk_field": "id", "strategy": "REPLACE"}, jdbc(postgres_url))
    run = f"{INGESTION}/{name}/_run?wait_for_completion=true"
    caller = threading.Thread(target=request, args=("POST", counted_service.url + run), kwargs={"timeout": 300.0}, daemon=True)
    caller.start()
    wait_until(lambda: rows(counted_service, name) > 0, "rows are sent")
    try:
        rate, calls = calls_per_second(proxy)
        assert rate <= 6, calls
    finally:
        counted_service.call("POST", f"{JOBS}/ingestion/{name}/_abort")
        caller.join()


def refresh_intervals(service: Service, job: str) -> list[str | None]:
    """Return the refresh interval of each index of a job."""
    indices = service.es("GET", f"/{job}-*/_settings?flat_settings=true&expand_wildcards=all").body
    return [index["settings"].get("index.refresh_interval") for index in indices.values()]


def test_a_run_restores_the_settings_of_its_index_while_the_last_rows_are_sent(
    counted_service: Service, proxy: ElasticsearchProxy, name: str, postgres_url: str
) -> None:
    counted_service.define(name, {"query": "select 1 as id", "pk_field": "id", "strategy": "REPLACE"}, jdbc(postgres_url))
    proxy.matching, proxy.default_fault = f"POST /{name}", Fault(status=429)
    try:
        counted_service.start_job(name)
        wait_until(lambda: proxy.failed > 0, "the row is sent in vain")
        wait_until(lambda: refresh_intervals(counted_service, name) == [None], "the index has its final settings")
        assert rows(counted_service, name) == 0
    finally:
        proxy.restore()
    counted_service.wait_for_success(name, 1)


def test_ten_runs_share_their_calls(counted_service: Service, proxy: ElasticsearchProxy, name: str, postgres_url: str) -> None:
    with trickling_runs(counted_service, name, postgres_url, RUNS):
        before = refreshes(counted_service)
        rate, calls = calls_per_second(proxy)
        refreshed = (refreshes(counted_service) - before) / SECONDS
    assert rate <= 2.5 * RUNS, calls
    # Two for each moment at which all renew; without the same moments there are 12.
    assert refreshed <= 5
