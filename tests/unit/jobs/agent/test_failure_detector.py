"""The failure detector: a lease is dead only if it stayed unchanged while it was observed without a gap."""

from typing import Any

import pytest

from sidecar.jobs.agent.failure_detector import FailureDetector, Timing
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.lease import ExecutionDefinition, Lease

EVENTS = Lease(job="events")
OWN_SECONDS = (12.75, 2.75)
"""The seconds to suspicion and to its confirmation with the default settings, at four observations per second."""


def observe(detector: FailureDetector, seq_no: int, at: float, *, took: float = 0.01, lease: Lease = EVENTS) -> bool:
    return detector.observe(lease, seq_no, at - took, at)


def stored_lease(owner: Any) -> Lease:
    """Return a lease that was read from a document with these settings of its owner."""
    ingestion = Ingestion(id="events", datasource="shop", query="select 1", target="events", strategy=Strategy.REPLACE)
    definition = ExecutionDefinition(ingestion=ingestion, datasource=Datasource(id="shop", url="jdbc:postgresql://host/shop"))
    document = Lease(job="events", definition=definition).to_document()
    document["definition"]["owner"] = owner
    return Lease.from_document(document)


def seconds_to_take_over(detector: FailureDetector, lease: Lease) -> tuple[float, float]:
    """Return when an unchanged lease is suspected, and for how long its owner may renew it after that."""
    ticks = [tick / 4 for tick in range(1_000)]
    suspected = next(at for at in ticks if observe(detector, 7, at, lease=lease))
    detector.record_own_write(lease.key, 8, suspected)
    confirmed = next(at for at in ticks if at > suspected and observe(detector, 8, at, lease=lease))
    return suspected, confirmed - suspected


def test_a_lease_is_overdue_once_it_should_have_been_renewed() -> None:
    detector = FailureDetector(Timing.of_settings(timeout=15.0, interval=1.0))
    overdue = []
    for seq_no, at in ((7, 0.0), (8, 1.0), (9, 2.0), (9, 3.0), (9, 3.5), (10, 3.75), (10, 4.75)):
        observe(detector, seq_no, at)
        overdue.append(detector.has_overdue_lease)
    assert overdue == [False, False, False, False, True, False, False]
    detector.record_own_write(EVENTS.key, 11, 5.0)
    assert detector.has_overdue_lease
    detector.retain(set())
    assert not detector.has_overdue_lease


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        ({"timeout": 60, "interval": 4}, (50.25, 10.25)),
        ({"timeout": 60.0, "interval": 1.0}, (57.75, 2.75)),
        ({"timeout": 15.0, "interval": 3.0}, (9.25, 7.75)),
        ({"timeout": 60.0}, (57.75, 2.75)),
        ({"timeout": 5.0, "interval": 0.5}, OWN_SECONDS),
        ({"timeout": 5.0, "interval": 60.0}, OWN_SECONDS),
        ({"interval": 60.0}, OWN_SECONDS),
        ({"timeout": "1d", "interval": "1s"}, OWN_SECONDS),
        ({"timeout": True, "interval": True}, OWN_SECONDS),
        ({"timeout": -60, "interval": -4}, OWN_SECONDS),
        ({"timeout": float("nan"), "interval": 1.0}, OWN_SECONDS),
        ({"timeout": float("inf"), "interval": 1.0}, OWN_SECONDS),
        ({"timeout": [60], "interval": {"s": 1}}, OWN_SECONDS),
        ({}, OWN_SECONDS), (None, OWN_SECONDS), ("60s", OWN_SECONDS), ([60], OWN_SECONDS),
    ],
)  # fmt: skip
def test_the_larger_settings_of_owner_and_observer_apply(owner: Any, expected: tuple[float, float]) -> None:
    detector = FailureDetector(Timing.of_settings(timeout=15.0, interval=1.0))
    assert seconds_to_take_over(detector, stored_lease(owner)) == expected


def test_a_lease_of_an_older_release_has_the_timing_of_the_observer() -> None:
    assert seconds_to_take_over(FailureDetector(Timing.of_settings(timeout=15.0, interval=1.0)), EVENTS) == OWN_SECONDS


def test_a_recorded_timeout_beyond_the_limit_of_the_setting_counts_as_the_limit() -> None:
    assert Timing.of_owner(stored_lease({"timeout": 1e300, "interval": 1e300})) == Timing(timeout=86_400.0, confirmation=43_200.0)


def test_each_lease_has_the_timing_of_its_own_owner() -> None:
    detector = FailureDetector(Timing.of_settings(timeout=5.0, interval=1.0))
    slow, fast = Lease(job="slow", owner_timeout=15.0, owner_interval=1.0), Lease(job="fast", owner_timeout=5.0, owner_interval=1.0)
    dead = [[each.job for each in (slow, fast) if observe(detector, 7, float(at), lease=each)] for at in range(14)]
    assert dead == [[]] * 4 + [["fast"]] * 9 + [["slow", "fast"]]


def test_an_unchanged_lease_is_suspected_when_the_confirmation_must_begin() -> None:
    detector = FailureDetector(Timing(timeout=3.5, confirmation=0.5))
    assert [observe(detector, 7, at / 2) for at in range(9)] == [False] * 7 + [True] * 2


def test_suspicion_and_confirmation_together_take_the_timeout() -> None:
    detector = FailureDetector(Timing(timeout=15.0, confirmation=2.5))
    assert [at for at in range(15) if observe(detector, 7, float(at))] == [13, 14]
    detector.record_own_write("ingestion:events", 8, 12.5)
    assert not observe(detector, 8, 14.0)
    assert observe(detector, 8, 15.1)


def test_two_observers_decide_even_if_the_timeout_is_short() -> None:
    one, other = FailureDetector(Timing(timeout=3.0, confirmation=2.5)), FailureDetector(Timing(timeout=3.0, confirmation=2.5))
    seq_no, taken_over = 7, None
    for tick in range(100):
        at = tick / 4
        for detector in (one, other):
            if taken_over is None and observe(detector, seq_no, at):
                if detector.has_own_write("ingestion:events"):
                    taken_over = at
                    break
                seq_no += 1
                detector.record_own_write("ingestion:events", seq_no, at)
    assert taken_over is not None
    assert taken_over < 7


def test_a_renewed_lease_is_alive() -> None:
    detector = FailureDetector(Timing(timeout=3.0, confirmation=0.5))
    assert not any(observe(detector, at // 4, at / 2) for at in range(100))


def test_a_paused_observer_starts_again() -> None:
    detector = FailureDetector(Timing(timeout=3.0, confirmation=0.5))
    assert not observe(detector, 7, 0.0)
    assert not observe(detector, 7, 60.0)
    assert not observe(detector, 7, 61.0)


def test_after_a_gap_a_lease_is_observed_more_often() -> None:
    detector = FailureDetector(Timing(timeout=3.0, confirmation=1.0))
    overdue = []
    for seq_no, at in ((7, 0.0), (7, 10.0), (8, 10.2)):
        observe(detector, seq_no, at)
        overdue.append(detector.has_overdue_lease)
    assert overdue == [False, True, False]


def test_a_slow_read_restarts_the_observation() -> None:
    detector = FailureDetector(Timing(timeout=3.0, confirmation=0.5))
    for at in range(3):
        observe(detector, 7, float(at))
    assert not observe(detector, 7, 4.5, took=2.5)
    assert not observe(detector, 7, 6.0)


def test_an_outage_restarts_all_observations() -> None:
    detector = FailureDetector(Timing(timeout=1.0, confirmation=0.5))
    observe(detector, 7, 0.0)
    detector.reset()
    assert not observe(detector, 7, 1.5)


def test_a_lease_without_an_owner_is_forgotten() -> None:
    detector = FailureDetector(Timing(timeout=3.0, confirmation=1.0))
    detector.record_own_write("ingestion:events", 7, 0.0)
    detector.forget("ingestion:events")
    detector.forget("ingestion:events")
    assert not detector.has_overdue_lease
    assert not observe(detector, 7, 1.5)


def test_ended_leases_are_forgotten() -> None:
    detector = FailureDetector(Timing(timeout=1.0, confirmation=0.5))
    observe(detector, 7, 0.0)
    detector.retain(set())
    assert not observe(detector, 7, 1.5)


def test_after_a_write_by_the_observer_the_owner_has_the_confirmation_time_to_renew() -> None:
    detector = FailureDetector(Timing(timeout=3.0, confirmation=1.0))
    for at in range(5):
        is_suspect = observe(detector, 7, float(at))
    assert is_suspect
    assert not detector.has_own_write("ingestion:events")
    detector.record_own_write("ingestion:events", 8, 4.1)
    assert not observe(detector, 8, 5.0)
    assert detector.has_own_write("ingestion:events")
    assert observe(detector, 8, 5.2)
    assert not observe(detector, 9, 5.3), "it was renewed"
    assert not detector.has_own_write("ingestion:events")
    assert not observe(detector, 9, 7.0)
