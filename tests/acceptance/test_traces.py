"""Traces: one from the caller's request through API, agent and execution to Elasticsearch, received by a collector."""

import signal
from collections.abc import Iterator

import pytest

from tests.acceptance.conftest import running_service
from tests.acceptance.databases import RowDelay, execute_on_postgresql, jdbc
from tests.acceptance.service import EXECUTION, INGESTION, Service
from tests.acceptance.traces import CLIENT, ROWS, RUN, Caller, children, define, log_lines, only_span, wait_for_span
from tests.servers.otlp_collector import CollectedSpan, OtlpCollector, collecting
from tests.servers.restartable import signal_all
from tests.support.waiting import wait_until

SCHEDULED = "start scheduled execution"
CANARY = "canary-61c0"
"""A literal of a query, and a token of the collector."""


@pytest.fixture(scope="module")
def collector() -> Iterator[OtlpCollector]:
    with collecting() as collector:
        yield collector


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory, collector: OtlpCollector) -> Iterator[Service]:
    """Return a sidecar that exports its traces."""
    headers = {"OTEL_EXPORTER_OTLP_HEADERS": f"authorization=Bearer%20{CANARY}"}
    settings = {**collector.settings, **headers, "SIDECAR_LEASE_TIMEOUT": "5s"}
    yield from running_service(elasticsearch_url, tmp_path_factory.mktemp("sidecar"), settings)


def test_a_run_is_one_trace_from_the_caller_to_elasticsearch(service: Service, collector: OtlpCollector, name: str) -> None:
    define(service, name)
    caller = Caller()
    status = caller.run(service, name)
    assert (status["state"], status["count"]) == ("successful", ROWS)

    request, execution = only_span(collector, caller.trace, RUN), only_span(collector, caller.trace, "execution")
    assert (request.parent, request.process, request.kind) == (caller.span, "api", 2)
    assert request.attributes == {
        "http.request.method": "POST", "http.route": f"{INGESTION}/<id>/_run", "url.path": f"{INGESTION}/{name}/_run",
        "url.scheme": "http", "http.response.status_code": 200,
    }  # fmt: skip
    assert children(collector, request) == ["claim", "execution"]
    assert (only_span(collector, caller.trace, "claim").process, execution.process, execution.kind) == ("agent", "execution", 5)
    assert execution.attributes == {
        "siren.job.id": name, "siren.execution.id": status["details"]["execution"], "siren.execution.kind": "load",
        "siren.execution.attempt": 1, "siren.execution.state": "successful", "siren.execution.rows": ROWS,
    }  # fmt: skip
    assert children(collector, execution) == ["prepare", "load", "publish"]
    load = only_span(collector, caller.trace, "load")
    bulks = [each for each in collector.find(caller.trace, "bulk") if "db.elasticsearch.path_parts.index" in each.attributes]
    assert [(each.parent, each.scope, each.process) for each in bulks] == [(load.id, CLIENT, "execution")]
    assert "indices.update_aliases" in children(collector, only_span(collector, caller.trace, "publish"), CLIENT)
    known = {each.id for each in collector.trace(caller.trace)} | {caller.span}
    assert {each.parent for each in collector.trace(caller.trace)} <= known
    assert {each.resource["service.name"] for each in collector.trace(caller.trace)} == {"siren-sidecar"}
    assert not any(each.failed for each in (request, execution))


def test_log_lines_of_all_processes_carry_the_trace(service: Service, collector: OtlpCollector, name: str) -> None:
    define(service, name)
    caller = Caller()
    caller.run(service, name)

    def messages() -> dict[str, str]:
        return {each["message"].partition(":")[0]: each["span"]["id"] for each in log_lines(service, caller.trace)}

    expected = {"execution opened": RUN, "execution started": "claim", "execution done": "execution"}
    wait_until(lambda: messages().keys() >= expected.keys(), "the lines are written")
    for text, span in expected.items():
        assert messages()[text] == only_span(collector, caller.trace, span).id
    # The audit event, too.
    assert messages()["execution-started"] == messages()["execution opened"]


def test_each_range_has_a_span(service: Service, collector: OtlpCollector, name: str) -> None:
    define(service, name, partition={"column": "id", "count": 4})
    caller = Caller()
    assert caller.run(service, name)["count"] == ROWS
    load = only_span(collector, caller.trace, "load")
    only_span(collector, caller.trace, "execution")
    ranges = [each for each in collector.find(caller.trace, "range") if each.parent == load.id]
    # The last one is that of nulls.
    assert sorted(each.attributes["siren.range.number"] for each in ranges) == [0, 1, 2, 3, 4]
    assert len({each.id for each in collector.find(caller.trace, "range")}) == len(ranges)


@pytest.mark.parametrize(("call", "kind", "phases"), [("_verify", "verification", ["prepare", "compare"])])
def test_a_verification_has_spans(
    service: Service, collector: OtlpCollector, name: str, call: str, kind: str, phases: list[str]
) -> None:  # fmt: skip
    define(service, name)
    service.run(name)
    caller = Caller()
    assert caller.run(service, name, call)["state"] == "successful"
    execution = only_span(collector, caller.trace, "execution")
    assert (execution.attributes["siren.execution.kind"], children(collector, execution)) == (kind, phases)


def test_a_failed_run_has_its_root_cause_and_no_secret(service: Service, collector: OtlpCollector, name: str) -> None:
    define(service, name, query=f"select id, '{CANARY}' as word from missing")
    caller = Caller()
    status = caller.run(service, name)
    assert status["state"] == "error"

    execution, prepare = only_span(collector, caller.trace, "execution"), only_span(collector, caller.trace, "prepare")
    assert (execution.failed, execution.attributes["siren.execution.state"]) == (True, "error")
    assert "no such table: missing" in execution.message
    assert execution.message == " ".join(status["error"])
    assert (prepare.failed, prepare.attributes["error.type"]) == (True, execution.attributes["error.type"])
    assert children(collector, execution) == ["prepare", "clean up"]
    assert CANARY not in repr(collector.spans)
    assert CANARY not in service.log()
    assert not any(each.events for each in collector.spans)
    assert {each["authorization"] for each in collector.headers} == {f"Bearer {CANARY}"}


def test_a_scheduled_run_begins_a_trace(service: Service, collector: OtlpCollector, name: str) -> None:
    define(service, name, schedule="* * * * * ?", enable_scheduler=True)

    def root() -> CollectedSpan | None:
        found = [each for each in list(collector.spans) if each.name == SCHEDULED and each.attributes["siren.job.id"] == name]
        return found[0] if found and collector.find(found[0].trace, "execution") else None

    wait_until(lambda: root() is not None, "a scheduled run has ended")
    service.call("POST", f"{INGESTION}/{name}/_disable")
    span = root()
    assert span is not None
    assert (span.parent, span.process) == ("", "agent")
    assert children(collector, span) == ["claim", "execution"]
    roots = {each.trace for each in list(collector.spans) if each.name == SCHEDULED}
    assert len(roots) == len([each for each in list(collector.spans) if each.name == SCHEDULED])


def test_a_caller_that_does_not_sample_gets_no_spans_and_others_only_of_their_requests(
    service: Service, collector: OtlpCollector, name: str
) -> None:  # fmt: skip
    define(service, name)
    caller = Caller(is_sampled=False)
    assert caller.run(service, name)["state"] == "successful"
    service.call("GET", "/_siren/health")
    service.call("GET", "/_siren/metrics")
    other = Caller()
    other.run(service, name)
    only_span(collector, other.trace, "execution")
    assert collector.trace(caller.trace) == []
    roots = {each.name for each in list(collector.spans) if not each.parent}
    # Neither renewals of leases nor polling are traces.
    assert all(each == SCHEDULED or "/_siren/connector/" in each for each in roots)


def test_a_take_over_continues_the_trace(
    service: Service, collector: OtlpCollector, name: str, postgres_url: str, row_delay: RowDelay
) -> None:  # fmt: skip
    execute_on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, {ROWS}) g")
    query = f"select id, repeat('x', 2000) as wide, {row_delay.expression} as nap from {name} order by id"
    service.define(name, {"query": query, "strategy": "REPLACE", "pk_field": "id"}, jdbc(postgres_url))
    caller = Caller()
    service.call("POST", f"{INGESTION}/{name}/_run", traceparent=caller.header)
    wait_until(lambda: service.status(name)["count"] > 0, "rows are indexed")
    signal_all(service.processes(EXECUTION), signal.SIGKILL)
    row_delay.disable()
    assert service.wait_for_success(name, ROWS)["details"]["attempt"] == 2

    request, execution = only_span(collector, caller.trace, RUN), only_span(collector, caller.trace, "execution")
    assert (execution.parent, execution.attributes["siren.execution.attempt"]) == (request.id, 2)
    assert only_span(collector, caller.trace, "take over").parent == request.id
    assert len(wait_for_span(collector, caller.trace, "claim", 2)) == 2
