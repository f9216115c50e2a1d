"""What ``sidecar doctor`` says about a collector of traces."""

import os

import pytest

from sidecar.model.finding import Finding
from sidecar.tracing.checks import check_collector
from tests.servers.environment import free_port
from tests.servers.otlp_collector import collecting

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
CANARY = "canary-31d2"
"""A password in the address of the collector."""


def check(monkeypatch: pytest.MonkeyPatch, endpoint: str, **environ: str) -> list[Finding]:
    for name, value in {ENDPOINT: endpoint, **environ}.items():
        monkeypatch.setenv(name, value)
    return list(check_collector(os.environ))


def test_nothing_is_checked_without_a_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check(monkeypatch, "") == []


def test_a_collector_that_accepts_spans_is_fine_and_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with collecting() as collector:
        (found,) = check(monkeypatch, collector.endpoint)
        assert (found.message, found.ok) == (f"are accepted by [127.0.0.1:{collector.port}]", True)
        assert (len(collector.headers), collector.spans) == (1, [])


def test_a_collector_that_refuses_spans_is_reported_with_its_status(monkeypatch: pytest.MonkeyPatch) -> None:
    with collecting() as collector:
        collector.status = 401
        (found,) = check(monkeypatch, f"http://user:{CANARY}@127.0.0.1:{collector.port}")
        assert found.message.startswith(f"are not accepted by [127.0.0.1:{collector.port}]: ")
        assert "401" in found.message
        assert found.ok
        assert not found.required
        assert CANARY not in str(found)


def test_a_collector_that_is_down_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    (found,) = check(monkeypatch, f"http://user:{CANARY}@127.0.0.1:{port}")
    assert found.message.startswith(f"are not accepted by [127.0.0.1:{port}]: ")
    assert "refused" in found.message
    assert CANARY not in str(found)


def test_a_protocol_that_is_not_spoken_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    (found,) = check(monkeypatch, "http://127.0.0.1:1", OTEL_EXPORTER_OTLP_PROTOCOL="grpc")
    assert (found.ok, found.message) == (False, "OTEL_EXPORTER_OTLP_PROTOCOL must be [http/protobuf], but is [grpc].")
