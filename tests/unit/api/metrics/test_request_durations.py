"""The durations of requests are summed over processes and survive them."""

import os
from concurrent.futures import ThreadPoolExecutor

from sidecar.api.metrics import request_durations
from sidecar.api.metrics.request_durations import BUCKETS, MAX_SERIES, SLOTS, RequestDurations
from tests.support.routes import served_calls

NAME = "sidecar_http_request_duration_seconds"
LABELS = 'method="GET",endpoint="/a",status="200"'


def samples(durations: RequestDurations) -> dict[str, float]:
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in durations.metric().samples)}


def count(durations: RequestDurations) -> float:
    return samples(durations).get(f"{NAME}_count{{{LABELS}}}", 0)


def in_child(durations: RequestDurations, slot: int, requests: int) -> None:
    """Count requests in another process, which then ends without cleaning up."""
    pid = os.fork()
    if pid == 0:
        durations.use_slot(slot)
        for _ in range(requests):
            durations.record("GET", "/a", 200, 0.25)
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0


def test_a_histogram_has_cumulated_buckets() -> None:
    durations = RequestDurations()
    for seconds in (0.001, 0.005, 0.3, 61.0):
        durations.record("GET", "/a", 200, seconds)
    found = samples(durations)
    buckets = [found[f'{NAME}_bucket{{{LABELS},le="{bound}"}}'] for bound in (*BUCKETS, "+Inf")]
    assert buckets == [*(2 if bound < 0.5 else 3 for bound in BUCKETS), 4]
    assert (found[f"{NAME}_sum{{{LABELS}}}"], found[f"{NAME}_count{{{LABELS}}}"]) == (61.306, 4)


def test_each_combination_of_labels_has_a_series_of_its_own() -> None:
    durations = RequestDurations()
    for method, endpoint, status in (("GET", "/a", 200), ("HEAD", "/a", 200), ("GET", "/b", 200), ("GET", "/a", 404)):
        durations.record(method, endpoint, status, 1)
    assert [value for name, value in samples(durations).items() if "_count" in name] == [1, 1, 1, 1]


def test_the_requests_of_all_processes_are_summed() -> None:
    durations = RequestDurations()
    slots = [durations.acquire_slot() for _ in range(SLOTS)]
    assert slots == list(range(SLOTS))
    for slot in slots:
        in_child(durations, slot, 2)
    assert count(durations) == 2 * SLOTS


def test_a_process_continues_the_counters_of_the_one_that_it_replaces() -> None:
    durations = RequestDurations()
    first, second = durations.acquire_slot(), durations.acquire_slot()
    in_child(durations, first, 2)
    durations.release_slot(first)
    assert durations.acquire_slot() == first != second
    in_child(durations, first, 3)
    assert count(durations) == 5
    assert sum(1 for _ in durations._stored_series(first)) == 1


def test_more_processes_than_slots_share_them() -> None:
    durations = RequestDurations()
    slots = [durations.acquire_slot() for _ in range(2 * SLOTS)]
    assert sorted(slots) == sorted([*range(SLOTS)] * 2)


def test_threads_lose_no_request() -> None:
    durations = RequestDurations()
    with ThreadPoolExecutor(4) as threads:
        for _ in range(2000):
            threads.submit(durations.record, "GET", "/a", 200, 0.1)
    assert count(durations) == 2000


def test_series_beyond_the_limits_are_not_counted() -> None:
    durations = RequestDurations()
    for number in range(MAX_SERIES + 5):
        durations.record("GET", f"/{number}", 200, 1)
    durations.record("GET", "/0", 200, 1)
    assert sum(value for name, value in samples(durations).items() if "_count" in name) == MAX_SERIES + 1
    long = RequestDurations()
    long.record("GET", "/" + request_durations.MAX_LABELS * "x", 200, 1)
    assert samples(long) == {}


def test_every_endpoint_fits_into_the_labels(tmp_path: object) -> None:
    longest = max((f'method="{verb}",endpoint="{path}",status="200"' for verb, path in served_calls(tmp_path)), key=len)  # type: ignore[arg-type]
    assert len(longest) < request_durations.MAX_LABELS
