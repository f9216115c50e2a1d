"""Who waits for an execution's end is told that one's, whatever has begun since."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from elasticsearch import Elasticsearch
from flask import Flask

from sidecar.api.jobs import await_end
from sidecar.api.services import Services
from sidecar.model.job import JobState
from sidecar.store.joblog import JobLog
from tests.integration.lease_helpers import begun, lifecycle, opened

NOW = 10**15


@pytest.mark.parametrize("detailed", [True, False])
def test_an_execution_that_another_one_followed_is_told_from_the_log(quiet: Elasticsearch, name: str, detailed: bool) -> None:
    life = lifecycle(quiet)
    first = begun(life, opened(life, name))
    life.settle(life.leases.write(first, first.lease.ended(first.lease.running.ended(JobState.ERROR, NOW, ("why",)))))
    second = opened(life, name)
    services = cast(Services, SimpleNamespace(life=life, log=JobLog(quiet)))

    with Flask("tested").test_request_context():
        answer, status = await_end(services, first, 20.0, detailed=detailed)
        still: dict[str, Any] = await_end(services, second, 0.1, detailed=True)[0]

    assert (status, answer["status"]["state"], answer["status"]["error"]) == (200, "error", ["why"])
    assert ("details" in answer["status"]) is detailed
    assert (still["status"]["state"], still["status"]["details"]["execution"]) == ("running", second.lease.execution)
