"""Flow control against a simulated cluster, with a clock that only requests advance."""

import random
from collections.abc import Callable

import pytest

from sidecar.load.send.flow_control import (
    INITIAL_BODY_SIZE,
    INITIAL_CONNECTIONS,
    LONG_RESPONSE,
    MAX_BODY_SIZE,
    MAX_CONNECTIONS,
    MIN_BODY_SIZE,
    MIN_EFFICIENT_BODY_SIZE,
    SLOW_RESPONSE,
    TRIAL_PAUSE,
    FlowControl,
)

MEMORY_BUDGET = 30_000_000


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Cluster:
    """Accept ``speed`` bytes per second and connection, on ``capacity`` connections; further ones only queue."""

    def __init__(
        self,
        *,
        capacity: int,
        speed: float = 20e6,
        noise: float = 0.0,
        max_connections: int = MAX_CONNECTIONS,
        max_content_length: int | None = None,
    ) -> None:
        self.clock = Clock()
        self.flow_control = FlowControl(
            memory_budget=MEMORY_BUDGET, max_content_length=max_content_length, max_connections=max_connections, clock=self.clock
        )
        self.capacity, self.speed, self.noise = capacity, speed, noise
        self.random = random.Random(7)
        self.history: list[int] = []

    def accept(self, requests: int, *, saturated: bool = True) -> None:
        for _ in range(requests):
            connections, size, began = self.flow_control.connections, self.flow_control.body_size, self.clock.now
            queueing = max(1.0, connections / self.capacity)
            self.clock.now += queueing * size / self.speed * self.random.uniform(1 - self.noise, 1 + self.noise)
            self.flow_control.record_success(size, began, saturated=saturated)
            # The requests of all connections are in flight at the same time.
            self.clock.now = began + (self.clock.now - began) / connections
            self.history.append(self.flow_control.connections)

    def overload(self, *, requests: int = 1) -> None:
        began = self.clock.now
        self.clock.now += 0.1
        for _ in range(requests):
            self.flow_control.record_failure(began, overloaded=True)


def test_the_initial_values_suit_a_small_node() -> None:
    flow_control = Cluster(capacity=3).flow_control
    assert (flow_control.connections, flow_control.body_size) == (INITIAL_CONNECTIONS, INITIAL_BODY_SIZE) == (3, 5_000_000)


def test_a_large_cluster_gets_more_connections_within_the_memory_budget() -> None:
    cluster = Cluster(capacity=32)
    cluster.accept(300)
    assert cluster.flow_control.connections == MAX_CONNECTIONS
    assert 2 * MAX_CONNECTIONS * cluster.flow_control.body_size <= MEMORY_BUDGET


@pytest.mark.parametrize("capacity", [1, 2, 3])
def test_a_small_node_keeps_the_initial_connections(capacity: int) -> None:
    cluster = Cluster(capacity=capacity)
    cluster.accept(1000)
    assert cluster.flow_control.connections in (INITIAL_CONNECTIONS, INITIAL_CONNECTIONS + 1)
    assert sum(each == INITIAL_CONNECTIONS for each in cluster.history) > 0.8 * len(cluster.history)


def test_noise_adds_at_most_two_connections() -> None:
    cluster = Cluster(capacity=3, noise=0.4)
    cluster.accept(2000)
    assert max(cluster.history) <= INITIAL_CONNECTIONS + 2


def test_a_slow_source_does_not_add_connections() -> None:
    cluster = Cluster(capacity=32)
    cluster.accept(300, saturated=False)
    assert cluster.flow_control.connections == INITIAL_CONNECTIONS


def test_an_overload_halves_once_for_all_requests_in_flight() -> None:
    cluster = Cluster(capacity=32)
    cluster.accept(300)
    cluster.overload(requests=8)
    assert cluster.flow_control.connections == MAX_CONNECTIONS // 2
    cluster.overload()
    assert cluster.flow_control.connections == MAX_CONNECTIONS // 4


def test_bodies_shrink_after_the_last_connection_and_both_recover() -> None:
    cluster = Cluster(capacity=3)
    for _ in range(20):
        cluster.overload()
    assert (cluster.flow_control.connections, cluster.flow_control.body_size) == (1, MIN_BODY_SIZE)
    cluster.accept(1000)
    assert (cluster.flow_control.connections, cluster.flow_control.body_size) == (INITIAL_CONNECTIONS, INITIAL_BODY_SIZE)


def test_no_connection_is_added_for_a_while_after_an_overload() -> None:
    cluster = Cluster(capacity=32)
    cluster.overload()
    cluster.history.clear()
    until = cluster.clock.now + TRIAL_PAUSE
    while cluster.clock.now < until - 1:
        cluster.accept(1)
    assert max(cluster.history) == INITIAL_CONNECTIONS


@pytest.mark.parametrize(
    "record",
    [
        lambda flow_control, began: flow_control.record_success(1, began, saturated=False),
        lambda flow_control, began: flow_control.record_failure(began, overloaded=False),
    ],
    ids=["success", "failure"],
)
def test_a_slow_response_counts_as_overload_and_a_fast_failure_does_not(record: Callable[[FlowControl, float], None]) -> None:
    cluster = Cluster(capacity=3)
    record(cluster.flow_control, cluster.clock.now - SLOW_RESPONSE / 2)
    assert cluster.flow_control.connections == INITIAL_CONNECTIONS
    began = cluster.clock.now
    cluster.clock.now += SLOW_RESPONSE
    record(cluster.flow_control, began)
    assert cluster.flow_control.connections == INITIAL_CONNECTIONS // 2


def test_no_body_exceeds_max_content_length() -> None:
    cluster = Cluster(capacity=3, max_content_length=2_000_000)
    assert cluster.flow_control.body_size == 2_000_000
    cluster.flow_control.record_too_large(1_000_000)
    cluster.accept(500)
    assert cluster.flow_control.body_size == 500_000


def test_a_single_connection_may_send_large_bodies() -> None:
    cluster = Cluster(capacity=1, speed=200e6, max_connections=1)
    cluster.accept(200)
    assert (cluster.flow_control.connections, cluster.flow_control.body_size) == (1, MAX_BODY_SIZE)


def test_bodies_shrink_until_their_responses_are_not_long_and_grow_again() -> None:
    cluster = Cluster(capacity=3, speed=4e6)
    cluster.accept(30)
    assert cluster.flow_control.connections >= INITIAL_CONNECTIONS, "a long response is no overload"
    assert cluster.flow_control.body_size / cluster.speed <= LONG_RESPONSE
    cluster.speed = 40e6
    cluster.accept(1000)
    assert cluster.flow_control.body_size == INITIAL_BODY_SIZE


def test_bodies_stay_large_enough_to_be_efficient() -> None:
    cluster = Cluster(capacity=3, speed=0.5e6)
    cluster.accept(100)
    assert cluster.flow_control.body_size == MIN_EFFICIENT_BODY_SIZE


def test_the_requests_in_flight_shrink_bodies_once() -> None:
    flow_control = Cluster(capacity=3).flow_control
    clock = flow_control._clock
    assert isinstance(clock, Clock)
    began = clock.now
    clock.now += 1.0
    for _ in range(3):
        flow_control.record_success(INITIAL_BODY_SIZE, began, saturated=False)
    assert flow_control.body_size == INITIAL_BODY_SIZE // 2


def test_a_long_response_to_a_small_body_says_nothing_about_large_ones() -> None:
    flow_control = Cluster(capacity=3).flow_control
    flow_control.record_success(1000, flow_control._clock() - 1.0, saturated=False)
    assert flow_control.body_size == INITIAL_BODY_SIZE
