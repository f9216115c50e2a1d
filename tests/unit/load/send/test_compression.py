"""Compression of bulk requests is chosen by what it makes faster."""

import pytest

from sidecar.load.send.compression import REVIEW_INTERVAL, SAMPLES, TRIALS, Compression

SIZE = 1_000_000
RESPONSE = b'{"errors":false,"took":%d,"items":[]}'


def send(compression: Compression, requests: int, *, plain: float, compressed: float, took: int = 100) -> int:
    """Send requests that take these seconds besides Elasticsearch's own; return how many were compressed."""
    count = 0
    for _ in range(requests):
        is_compressed = compression.choose()
        count += is_compressed
        seconds = took / 1000 + (compressed if is_compressed else plain)
        compression.record(RESPONSE % took, compressed=is_compressed, size=SIZE, seconds=seconds)
    return count


@pytest.mark.parametrize("enabled", [True, False])
def test_a_configured_choice_is_kept(enabled: bool) -> None:
    compression = Compression(enabled=enabled)
    assert send(compression, 100, plain=1.0, compressed=1.0) == (100 if enabled else 0)


def test_both_ways_are_tried_and_the_faster_one_is_used() -> None:
    assert send(Compression(enabled=None), REVIEW_INTERVAL - 1, plain=0.1, compressed=0.02) == REVIEW_INTERVAL - 1 - TRIALS
    assert send(Compression(enabled=None), REVIEW_INTERVAL - 1, plain=0.02, compressed=0.1) == TRIALS


def test_a_small_gain_is_not_worth_the_cpu_time() -> None:
    assert send(Compression(enabled=None), REVIEW_INTERVAL - 1, plain=0.1, compressed=0.09) == TRIALS


def test_the_time_that_elasticsearch_takes_does_not_count() -> None:
    compression = Compression(enabled=None)
    send(compression, 2 * TRIALS, plain=0.1, compressed=0.05, took=10)
    assert send(compression, 10, plain=0.1, compressed=0.05, took=5000) == 10


def test_the_choice_follows_a_network_that_changes() -> None:
    compression = Compression(enabled=None)
    send(compression, REVIEW_INTERVAL, plain=0.02, compressed=0.1)
    send(compression, SAMPLES, plain=0.5, compressed=0.1)
    assert send(compression, 10, plain=0.5, compressed=0.1) == 10
    send(compression, 5 * REVIEW_INTERVAL, plain=0.02, compressed=0.1)
    assert send(compression, 10, plain=0.02, compressed=0.1) == 0


def test_a_way_whose_requests_time_out_loses() -> None:
    compression = Compression(enabled=None)
    for _ in range(2 * TRIALS):
        if compression.choose():
            compression.record(RESPONSE % 100, compressed=True, size=SIZE, seconds=20.0)
        else:
            compression.record_failure(compressed=False, size=SIZE, seconds=120.0)
    assert compression.choose()


def test_a_failure_at_once_says_nothing_about_the_network() -> None:
    compression = Compression(enabled=None)
    send(compression, 2 * TRIALS, plain=0.1, compressed=0.2)
    for _ in range(SAMPLES):
        compression.record_failure(compressed=True, size=SIZE, seconds=0.001)
    assert not compression.choose()


def test_a_response_without_a_time_is_ignored() -> None:
    compression = Compression(enabled=None)
    for _ in range(2 * TRIALS):
        compression.record(b'{"error":"took no time"}', compressed=compression.choose(), size=SIZE, seconds=1.0)
    assert not compression.choose()
