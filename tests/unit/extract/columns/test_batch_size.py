"""How many rows are asked for at a time follows their size."""

from sidecar.extract.columns.batch_size import FIRST, SIZE, Slices


def test_narrow_rows_reach_the_most_in_steps() -> None:
    slices = Slices(5000)
    asked = []
    for _ in range(4):
        asked.append(slices.rows)
        slices.learn([("a", 1, None)] * slices.rows)
    assert asked == [FIRST, 4 * FIRST, 16 * FIRST, 5000]


def test_wide_rows_are_few_and_their_size_is_told() -> None:
    slices = Slices(5000)
    wide = [("x" * 200_000, b"y" * 100_000, 1)] * slices.rows
    assert slices.learn(wide) == 300_008 * FIRST
    assert slices.rows == SIZE // 300_008
    slices.learn([("x" * 10_000_000,)])
    assert slices.rows == 1


def test_no_more_than_the_most_is_ever_asked_for() -> None:
    assert Slices(10).rows == 10
