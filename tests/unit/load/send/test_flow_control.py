"""The pace of sending follows the cluster: a model of one, by a clock that only requests move."""

import random
from collections.abc import Callable

import pytest

from sidecar.load.send.flow_control import LARGEST, MOST, REST, SLOW, SMALLEST, START, USUAL, Pace

BUDGET = 30_000_000


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Cluster:
    """Takes ``speed`` bytes a second over each connection, up to ``room`` connections; further ones only wait in line."""

    def __init__(self, *, room: int, speed: float = 20e6, noise: float = 0.0, most: int = MOST, ceiling: int | None = None) -> None:
        self.clock = Clock()
        self.pace = Pace(budget=BUDGET, ceiling=ceiling, most=most, clock=self.clock)
        self.room, self.speed, self.noise = room, speed, noise
        self.random = random.Random(7)
        self.seen: list[int] = []

    def take(self, requests: int, *, pressed: bool = True) -> None:
        for _ in range(requests):
            connections, size, began = self.pace.connections, self.pace.body_size, self.clock.now
            line = max(1.0, connections / self.room)
            self.clock.now += line * size / self.speed * self.random.uniform(1 - self.noise, 1 + self.noise)
            self.pace.took(size, began, pressed=pressed)
            # While one request is under way, so are the others.
            self.clock.now = began + (self.clock.now - began) / connections
            self.seen.append(self.pace.connections)

    def refuse(self, *, together: int = 1) -> None:
        began = self.clock.now
        self.clock.now += 0.1
        for _ in range(together):
            self.pace.failed(began, overloaded=True)


def test_a_short_run_begins_as_a_small_node_likes_it() -> None:
    pace = Cluster(room=3).pace
    assert (pace.connections, pace.body_size) == (START, USUAL) == (3, 5_000_000)


def test_a_large_cluster_gets_more_connections_and_memory_stays_the_same() -> None:
    cluster = Cluster(room=32)
    cluster.take(300)
    assert cluster.pace.connections == MOST
    assert 2 * MOST * cluster.pace.body_size <= BUDGET


@pytest.mark.parametrize("room", [1, 2, 3])
def test_a_small_node_keeps_what_it_can_use(room: int) -> None:
    cluster = Cluster(room=room)
    cluster.take(1000)
    assert cluster.pace.connections in (START, START + 1)
    assert sum(each == START for each in cluster.seen) > 0.8 * len(cluster.seen)


def test_a_noisy_node_does_not_drift_far() -> None:
    cluster = Cluster(room=3, noise=0.4)
    cluster.take(2000)
    assert max(cluster.seen) <= START + 2


def test_a_slow_source_changes_nothing() -> None:
    cluster = Cluster(room=32)
    cluster.take(300, pressed=False)
    assert cluster.pace.connections == START


def test_one_overload_halves_once_however_many_requests_it_met() -> None:
    cluster = Cluster(room=32)
    cluster.take(300)
    cluster.refuse(together=8)
    assert cluster.pace.connections == MOST // 2
    cluster.refuse()
    assert cluster.pace.connections == MOST // 4


def test_with_one_connection_left_bodies_become_smaller_and_both_come_back() -> None:
    cluster = Cluster(room=3)
    for _ in range(20):
        cluster.refuse()
    assert (cluster.pace.connections, cluster.pace.body_size) == (1, SMALLEST)
    cluster.take(1000)
    assert (cluster.pace.connections, cluster.pace.body_size) == (START, USUAL)


def test_after_too_much_no_new_connection_is_tried_for_a_while() -> None:
    cluster = Cluster(room=32)
    cluster.refuse()
    cluster.seen.clear()
    until = cluster.clock.now + REST
    while cluster.clock.now < until - 1:
        cluster.take(1)
    assert max(cluster.seen) == START


@pytest.mark.parametrize(
    "learn", [lambda pace, began: pace.took(1, began, pressed=False), lambda pace, began: pace.failed(began, overloaded=False)]
)
def test_a_slow_answer_counts_as_overload_and_a_quick_failure_does_not(learn: Callable[[Pace, float], None]) -> None:
    cluster = Cluster(room=3)
    learn(cluster.pace, cluster.clock.now - SLOW / 2)
    assert cluster.pace.connections == START
    began = cluster.clock.now
    cluster.clock.now += SLOW
    learn(cluster.pace, began)
    assert cluster.pace.connections == START // 2


def test_no_request_is_larger_than_the_cluster_takes() -> None:
    cluster = Cluster(room=3, ceiling=2_000_000)
    assert cluster.pace.body_size == 2_000_000
    cluster.pace.too_large(1_000_000)
    cluster.take(500)
    assert cluster.pace.body_size == 500_000


def test_a_single_connection_may_carry_large_bodies() -> None:
    cluster = Cluster(room=1, speed=200e6, most=1)
    cluster.take(200)
    assert (cluster.pace.connections, cluster.pace.body_size) == (1, LARGEST)
