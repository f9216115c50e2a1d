"""When a lease is renewed."""

import pytest

from sidecar.jobs.run.heartbeat import until_next_renewal


@pytest.mark.parametrize(
    ("now", "last", "expected"),
    [
        (1000.0, 0.01, 0.8), (1000.3, 0.01, 0.5), (1000.795, 0.01, 0.805),
        (1000.0, 0.2, 0.4), (1000.3, 0.2, 0.1), (1000.395, 0.2, 0.405), (1000.5, 3.0, 0.3),
    ],
)  # fmt: skip
def test_renewals_are_at_multiples_of_the_interval_or_of_half_of_it_if_they_take_long(now: float, last: float, expected: float) -> None:
    assert until_next_renewal(now, 0.8, last) == pytest.approx(expected, abs=1e-6)
