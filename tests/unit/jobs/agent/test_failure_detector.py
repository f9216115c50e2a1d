"""The failure detector: a lease is dead only if it stayed unchanged while it was observed without a gap."""

from sidecar.jobs.agent.failure_detector import FailureDetector


def observe(detector: FailureDetector, seq_no: int, at: float, *, took: float = 0.01) -> bool:
    return detector.observe("ingestion:events", seq_no, at - took, at)


def test_an_unchanged_lease_is_suspected_when_the_confirmation_must_begin() -> None:
    detector = FailureDetector(timeout=3.5, confirmation=0.5)
    assert [observe(detector, 7, at / 2) for at in range(9)] == [False] * 7 + [True] * 2


def test_suspicion_and_confirmation_together_take_the_timeout() -> None:
    detector = FailureDetector(timeout=15.0, confirmation=2.5)
    assert [at for at in range(15) if observe(detector, 7, float(at))] == [13, 14]
    detector.record_own_write("ingestion:events", 8, 12.5)
    assert not observe(detector, 8, 14.0)
    assert observe(detector, 8, 15.1)


def test_two_observers_decide_even_if_the_timeout_is_short() -> None:
    one, other = FailureDetector(timeout=3.0, confirmation=2.5), FailureDetector(timeout=3.0, confirmation=2.5)
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
    detector = FailureDetector(timeout=3.0, confirmation=0.5)
    assert not any(observe(detector, at // 4, at / 2) for at in range(100))


def test_a_paused_observer_starts_again() -> None:
    detector = FailureDetector(timeout=3.0, confirmation=0.5)
    assert not observe(detector, 7, 0.0)
    assert not observe(detector, 7, 60.0)
    assert not observe(detector, 7, 61.0)


def test_a_slow_read_restarts_the_observation() -> None:
    detector = FailureDetector(timeout=3.0, confirmation=0.5)
    for at in range(3):
        observe(detector, 7, float(at))
    assert not observe(detector, 7, 4.5, took=2.5)
    assert not observe(detector, 7, 6.0)


def test_an_outage_restarts_all_observations() -> None:
    detector = FailureDetector(timeout=1.0, confirmation=0.5)
    observe(detector, 7, 0.0)
    detector.reset()
    assert not observe(detector, 7, 1.5)


def test_ended_leases_are_forgotten() -> None:
    detector = FailureDetector(timeout=1.0, confirmation=0.5)
    observe(detector, 7, 0.0)
    detector.retain(set())
    assert not observe(detector, 7, 1.5)


def test_after_a_write_by_the_observer_the_owner_has_the_confirmation_time_to_renew() -> None:
    detector = FailureDetector(timeout=3.0, confirmation=1.0)
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
