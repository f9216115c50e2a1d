"""Traces are exported if a collector is configured; what prevents that prevents the start."""

import json
import os
import subprocess
import sys

import pytest

from sidecar.errors import ConfigurationError
from sidecar.tracing.setup import check_tracing, find_endpoint

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
COLLECTOR = "http://127.0.0.1:4318"
WITHOUT_EXTRA = """
import importlib.abc, sys

class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition('.')[0] == 'opentelemetry':
            raise ModuleNotFoundError(f'No module named {name!r}', name=name)

sys.meta_path.insert(0, Missing())
"""
"""Makes the extra missing in a process."""


def run_python(program: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a program with more environment variables."""
    return subprocess.run([sys.executable, "-c", program], env={**os.environ, **environ}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("environ", "endpoint"),
    [
        ({}, None),
        ({ENDPOINT: ""}, None),
        ({ENDPOINT: COLLECTOR}, COLLECTOR),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://h/t", ENDPOINT: COLLECTOR}, "http://h/t"),
        ({ENDPOINT: COLLECTOR, "OTEL_SDK_DISABLED": "true"}, None),
        ({ENDPOINT: COLLECTOR, "OTEL_SDK_DISABLED": "false"}, COLLECTOR),
        ({ENDPOINT: COLLECTOR, "OTEL_TRACES_EXPORTER": "none"}, None),
        ({ENDPOINT: COLLECTOR, "OTEL_TRACES_EXPORTER": "otlp"}, COLLECTOR),
    ],
)
def test_a_collector_turns_traces_on(environ: dict[str, str], endpoint: str | None) -> None:
    assert find_endpoint(environ) == endpoint
    check_tracing(environ)


@pytest.mark.parametrize("variable", ["OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"])
def test_another_protocol_is_rejected(variable: str) -> None:
    check_tracing({ENDPOINT: COLLECTOR, variable: "http/protobuf"})
    check_tracing({variable: "grpc"})
    with pytest.raises(ConfigurationError, match=rf"{variable} must be \[http/protobuf\], but is \[grpc\]\."):
        check_tracing({ENDPOINT: COLLECTOR, variable: "grpc"})


@pytest.mark.parametrize("variable", ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"])
def test_an_endpoint_without_a_scheme_is_rejected(variable: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"{variable} must begin with \[http://\] or \[https://\]\."):
        check_tracing({variable: "localhost:4318"})


def test_a_service_does_not_start_if_the_extra_is_missing() -> None:
    program = f"{WITHOUT_EXTRA}\nsys.argv = ['sidecar', 'agent']\nfrom sidecar.cli import main\nmain()"
    ended = run_python(program, **{ENDPOINT: COLLECTOR})
    assert ended.returncode == 78
    assert ended.stderr == (
        "sidecar: OTEL_EXPORTER_OTLP_ENDPOINT is set, but OpenTelemetry is not installed: "
        "in a checkout of the sidecar, run pip install '.[otel]', or unset the variable.\n"
    )


@pytest.mark.parametrize("preamble", [WITHOUT_EXTRA, "import sys"])
def test_without_a_collector_the_sdk_is_not_needed_and_not_loaded(preamble: str) -> None:
    program = f"""{preamble}
from sidecar.jobs.run import process
from sidecar.tracing import spans
from sidecar.tracing.setup import start_tracing, stop_tracing
start_tracing('execution')
with spans.span('a'):
    assert spans.current() == {{}}
stop_tracing()
print([name for name in sys.modules if name.startswith('opentelemetry.sdk') or name == 'sidecar.tracing.otel'])
"""
    ended = run_python(program)
    assert (ended.stdout, ended.stderr) == ("[]\n", "")


def test_the_headers_of_the_collector_are_redacted_in_log_lines() -> None:
    program = """
import logging, os
from sidecar import logs
from sidecar.tracing.setup import check_tracing
logs.configure('INFO')
check_tracing(os.environ)
logging.getLogger('x').warning('sent Bearer s3cret, Bearer%20s3cret and other')
"""
    headers = "authorization=Bearer%20s3cret, x-tenant=other"
    ended = run_python(program, **{ENDPOINT: COLLECTOR, "OTEL_EXPORTER_OTLP_HEADERS": headers})
    assert json.loads(ended.stderr)["message"] == "sent ***, *** and ***"
