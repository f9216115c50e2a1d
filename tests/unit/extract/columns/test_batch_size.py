"""The batch size follows the size of the rows, and the time that they take."""

import pytest

from sidecar.extract.columns.batch_size import TARGET_BYTES, BatchSize


def test_batches_of_narrow_rows_grow_to_the_maximum() -> None:
    batch_size = BatchSize(5000)
    sizes = []
    for _ in range(7):
        sizes.append(batch_size.rows)
        batch_size.adjust([("a", 1, None)] * batch_size.rows, 0.001)
    assert sizes == [1, 4, 16, 64, 256, 1024, 4096]


def test_batches_of_wide_rows_are_small_and_measured() -> None:
    batch_size = BatchSize(5000)
    for _ in range(4):
        batch_size.adjust([("x" * 200_000, b"y" * 100_000, 1)] * batch_size.rows, 0.001)
    assert batch_size.rows == TARGET_BYTES // 300_008
    assert batch_size.bytes == 300_008 * batch_size.rows
    batch_size.adjust([("x" * 10_000_000,)], 0.001)
    assert batch_size.rows == 1


@pytest.mark.parametrize("latency", [0.0, 0.3, 0.8])
def test_batches_of_slow_rows_take_about_a_second_and_those_over_a_slow_network_grow(latency: float) -> None:
    slow = BatchSize(5000)
    for _ in range(20):
        slow.adjust([("a",)] * slow.rows, latency + 0.05 * slow.rows)
    assert latency + 0.05 * slow.rows <= 1.5
    distant = BatchSize(5000)
    for _ in range(50):
        distant.adjust([("a",)] * distant.rows, latency)
    assert distant.rows == 5000


def test_a_fetch_is_limited_and_measured_and_ends_with_no_row() -> None:
    batch_size = BatchSize(5000)
    assert batch_size.fetch(lambda rows: [("abc",)] * rows, limit=2) == [("abc",)]
    assert batch_size.bytes == 3
    assert batch_size.rows == 4
    assert batch_size.fetch(lambda rows: []) == []


def test_a_batch_never_exceeds_the_maximum() -> None:
    assert BatchSize(10, initial_rows=250).rows == 10
