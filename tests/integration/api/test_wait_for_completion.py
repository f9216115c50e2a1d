"""Requests that wait for the end of an execution."""

import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from elasticsearch import Elasticsearch
from flask import Flask

from sidecar.api.end_poller import MAX_POLL_SECONDS, EndPoller
from sidecar.api.jobs import wait_and_respond
from sidecar.api.services import Services
from sidecar.elastic import create_client
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.notifications import Listener, Notifier
from sidecar.model.job_state import JobState
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Leases, VersionedLease
from tests.integration.lease_helpers import begin_execution, create_lifecycle, open_execution, settings_for
from tests.support.elasticsearch_proxy import ElasticsearchProxy, Fault, elasticsearch_proxy
from tests.support.waiting import wait_until

NOW = 10**15


def end_poller(lifecycle: Lifecycle, data_dir: Path) -> EndPoller:
    return EndPoller(lifecycle.leases.states, partial(Listener, data_dir))


@pytest.mark.parametrize("detailed", [True, False])
def test_an_ended_execution_is_read_from_the_log_if_another_one_has_started(
    quiet: Elasticsearch, name: str, tmp_path: Path, detailed: bool
) -> None:
    lifecycle = create_lifecycle(quiet)
    first = begin_execution(lifecycle, open_execution(lifecycle, name))
    lifecycle.project_final(lifecycle.leases.write(first, first.lease.end(first.lease.execution_status.end(JobState.ERROR, NOW, ("why",)))))
    second = open_execution(lifecycle, name)
    services = cast(Services, SimpleNamespace(lifecycle=lifecycle, job_log=JobLog(quiet), end_poller=end_poller(lifecycle, tmp_path)))

    with Flask("tested").test_request_context():
        body, status = wait_and_respond(services, first, 20.0, detailed=detailed)
        running: dict[str, Any] = wait_and_respond(services, second, 0.1, detailed=True)[0]

    assert (status, body["status"]["state"], body["status"]["error"]) == (200, "error", ["why"])
    assert ("details" in body["status"]) is detailed
    assert (running["status"]["state"], running["status"]["details"]["execution"]) == ("running", second.lease.execution)


class WaitingCallers:
    """Callers that wait for executions through a proxy that counts and fails calls."""

    def __init__(self, lifecycle: Lifecycle, proxy: ElasticsearchProxy, data_dir: Path) -> None:
        self.lifecycle, self.proxy, self.data_dir = lifecycle, proxy, data_dir
        self._watch = EndPoller(Leases(create_client(settings_for(proxy.url))).states, partial(Listener, data_dir))
        self.threads: list[threading.Thread] = []

    def wait(self, current: VersionedLease, timeout: float = 60.0, disconnected: threading.Event | None = None) -> None:
        """Wait on a thread."""
        is_disconnected = (disconnected or threading.Event()).is_set
        arguments = (current.lease.key, current.lease.execution, timeout, is_disconnected)
        self.threads.append(threading.Thread(target=self._watch.wait, args=arguments))
        self.threads[-1].start()

    @property
    def waiting(self) -> int:
        """Return how many wait."""
        return sum(each.is_alive() for each in self.threads)


@pytest.fixture
def callers(quiet: Elasticsearch, tmp_path: Path) -> Iterator[WaitingCallers]:
    url = next(iter(quiet.transport.node_pool.all())).base_url
    with elasticsearch_proxy(url) as proxy:
        callers = WaitingCallers(create_lifecycle(quiet), proxy, tmp_path)
        yield callers
        proxy.restore()
        for each in callers.threads:
            each.join()


def end(lifecycle: Lifecycle, current: VersionedLease) -> VersionedLease:
    return lifecycle.leases.write(current, current.lease.end(current.lease.execution_status.end(JobState.SUCCESSFUL, NOW)))


def test_all_callers_share_one_poll(callers: WaitingCallers, name: str) -> None:
    opened = [open_execution(callers.lifecycle, f"{name}{number}") for number in range(5)]
    for each in opened * 4:
        callers.wait(each)
    time.sleep(2 * MAX_POLL_SECONDS)
    callers.proxy.requests.clear()
    time.sleep(5 * MAX_POLL_SECONDS)
    assert len(callers.proxy.requests) <= 30
    assert callers.waiting == 20
    for each in opened:
        callers.lifecycle.project_final(end(callers.lifecycle, each))
    wait_until(lambda: callers.waiting == 0, "every caller knows the end")
    callers.proxy.requests.clear()
    time.sleep(2 * MAX_POLL_SECONDS)
    assert not callers.proxy.requests


def test_a_caller_waits_for_the_end_in_the_job_log_too(callers: WaitingCallers, name: str) -> None:
    opened = open_execution(callers.lifecycle, name)
    callers.wait(opened)
    ended = end(callers.lifecycle, opened)
    time.sleep(2 * MAX_POLL_SECONDS)
    assert callers.waiting == 1
    callers.lifecycle.project_final(ended)
    wait_until(lambda: callers.waiting == 0, "the caller knows the end")


def test_a_notification_ends_a_wait_before_the_next_poll(callers: WaitingCallers, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in ("MIN_POLL_SECONDS", "MAX_POLL_SECONDS"):
        monkeypatch.setattr(f"sidecar.api.end_poller.{setting}", 600.0)
    opened = open_execution(callers.lifecycle, name)
    callers.wait(opened)
    wait_until(lambda: len(callers.proxy.requests) == 1, "it polls")
    callers.lifecycle.project_final(end(callers.lifecycle, opened))
    Notifier(callers.data_dir).notify("ingestion:another")
    assert callers.waiting == 1
    Notifier(callers.data_dir).notify(opened.lease.key)
    wait_until(lambda: callers.waiting == 0, "the caller knows the end")
    assert len(callers.proxy.requests) == 2


def test_an_outage_of_elasticsearch_does_not_end_a_wait(callers: WaitingCallers, name: str) -> None:
    opened = open_execution(callers.lifecycle, name)
    callers.proxy.matching, callers.proxy.default_fault = "", Fault(disconnect=True)
    callers.wait(opened)
    wait_until(lambda: len(callers.proxy.requests) >= 2, "it polls during the outage")
    assert callers.waiting == 1
    callers.lifecycle.project_final(end(callers.lifecycle, opened))
    callers.proxy.restore()
    wait_until(lambda: callers.waiting == 0, "the caller knows the end")


def test_a_wait_ends_when_its_caller_disconnects(callers: WaitingCallers, name: str) -> None:
    disconnected = threading.Event()
    callers.wait(open_execution(callers.lifecycle, name), disconnected=disconnected)
    time.sleep(2 * MAX_POLL_SECONDS)
    assert callers.waiting == 1
    disconnected.set()
    wait_until(lambda: callers.waiting == 0, "the caller no longer waits")


def test_a_wait_ends_after_its_timeout(callers: WaitingCallers, name: str) -> None:
    callers.wait(open_execution(callers.lifecycle, name), 0.2)
    wait_until(lambda: callers.waiting == 0, "the caller no longer waits")
