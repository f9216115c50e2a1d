"""The batch size follows the size of the rows."""

from sidecar.extract.columns.batch_size import INITIAL_ROWS, TARGET_BYTES, BatchSize


def test_batches_of_narrow_rows_grow_to_the_maximum() -> None:
    batch_size = BatchSize(5000)
    sizes = []
    for _ in range(4):
        sizes.append(batch_size.rows)
        batch_size.adjust([("a", 1, None)] * batch_size.rows)
    assert sizes == [INITIAL_ROWS, 4 * INITIAL_ROWS, 16 * INITIAL_ROWS, 5000]


def test_batches_of_wide_rows_are_small_and_measured() -> None:
    batch_size = BatchSize(5000)
    wide = [("x" * 200_000, b"y" * 100_000, 1)] * batch_size.rows
    assert batch_size.adjust(wide) == 300_008 * INITIAL_ROWS
    assert batch_size.rows == TARGET_BYTES // 300_008
    batch_size.adjust([("x" * 10_000_000,)])
    assert batch_size.rows == 1


def test_a_batch_never_exceeds_the_maximum() -> None:
    assert BatchSize(10).rows == 10
