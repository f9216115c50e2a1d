"""A request that waits for an execution returns that execution's status, even if another one has started since."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from elasticsearch import Elasticsearch
from flask import Flask

from sidecar.api.jobs import wait_and_respond
from sidecar.api.services import Services
from sidecar.model.job_state import JobState
from sidecar.store.joblog import JobLog
from tests.integration.lease_helpers import begin_execution, create_lifecycle, open_execution

NOW = 10**15


@pytest.mark.parametrize("detailed", [True, False])
def test_an_ended_execution_is_read_from_the_log_if_another_one_has_started(quiet: Elasticsearch, name: str, detailed: bool) -> None:
    lifecycle = create_lifecycle(quiet)
    first = begin_execution(lifecycle, open_execution(lifecycle, name))
    lifecycle.project_final(lifecycle.leases.write(first, first.lease.end(first.lease.execution_status.end(JobState.ERROR, NOW, ("why",)))))
    second = open_execution(lifecycle, name)
    services = cast(Services, SimpleNamespace(lifecycle=lifecycle, job_log=JobLog(quiet)))

    with Flask("tested").test_request_context():
        body, status = wait_and_respond(services, first, 20.0, detailed=detailed)
        running: dict[str, Any] = wait_and_respond(services, second, 0.1, detailed=True)[0]

    assert (status, body["status"]["state"], body["status"]["error"]) == (200, "error", ["why"])
    assert ("details" in body["status"]) is detailed
    assert (running["status"]["state"], running["status"]["details"]["execution"]) == ("running", second.lease.execution)
