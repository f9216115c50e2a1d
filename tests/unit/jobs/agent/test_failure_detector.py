"""A lease is dead only when it stood still under uninterrupted watching."""

from sidecar.jobs.agent.failure_detector import Watch


def look(watch: Watch, seq_no: int, at: float, *, took: float = 0.01) -> bool:
    return watch.due("ingestion:events", seq_no, at - took, at)


def test_a_lease_that_stands_still_until_the_proof_must_begin_is_suspected() -> None:
    watch = Watch(timeout=3.5, proof=0.5)
    assert [look(watch, 7, at / 2) for at in range(9)] == [False] * 7 + [True] * 2


def test_the_proof_and_what_goes_before_it_are_the_time_out() -> None:
    watch = Watch(timeout=15.0, proof=2.5)
    assert [at for at in range(15) if look(watch, 7, float(at))] == [13, 14]
    watch.prove("ingestion:events", 8, 12.5)
    assert not look(watch, 8, 14.0)
    assert look(watch, 8, 15.1)


def test_two_observers_come_to_an_end_also_where_the_time_out_is_short() -> None:
    one, other = Watch(timeout=3.0, proof=2.5), Watch(timeout=3.0, proof=2.5)
    seq_no, taken_over = 7, None
    for tick in range(100):
        at = tick / 4
        for watch in (one, other):
            if taken_over is None and look(watch, seq_no, at):
                if watch.proven("ingestion:events"):
                    taken_over = at
                    break
                seq_no += 1
                watch.prove("ingestion:events", seq_no, at)
    assert taken_over is not None
    assert taken_over < 7


def test_a_lease_that_moves_lives() -> None:
    watch = Watch(timeout=3.0, proof=0.5)
    assert not any(look(watch, at // 4, at / 2) for at in range(100))


def test_an_observer_that_was_paused_has_seen_nothing() -> None:
    watch = Watch(timeout=3.0, proof=0.5)
    assert not look(watch, 7, 0.0)
    assert not look(watch, 7, 60.0)
    assert not look(watch, 7, 61.0)


def test_a_slow_answer_starts_the_watch_anew() -> None:
    watch = Watch(timeout=3.0, proof=0.5)
    for at in range(3):
        look(watch, 7, float(at))
    assert not look(watch, 7, 4.5, took=2.5)
    assert not look(watch, 7, 6.0)


def test_an_outage_starts_every_watch_anew() -> None:
    watch = Watch(timeout=1.0, proof=0.5)
    look(watch, 7, 0.0)
    watch.restart()
    assert not look(watch, 7, 1.5)


def test_leases_that_ended_are_forgotten() -> None:
    watch = Watch(timeout=1.0, proof=0.5)
    look(watch, 7, 0.0)
    watch.keep(set())
    assert not look(watch, 7, 1.5)


def test_after_a_write_of_the_observers_own_the_owner_gets_a_shorter_time_to_renew() -> None:
    watch = Watch(timeout=3.0, proof=1.0)
    for at in range(5):
        stood_still = look(watch, 7, float(at))
    assert stood_still
    assert not watch.proven("ingestion:events")
    watch.prove("ingestion:events", 8, 4.1)
    assert not look(watch, 8, 5.0)
    assert watch.proven("ingestion:events")
    assert look(watch, 8, 5.2)
    assert not look(watch, 9, 5.3), "it was renewed"
    assert not watch.proven("ingestion:events")
    assert not look(watch, 9, 7.0)
