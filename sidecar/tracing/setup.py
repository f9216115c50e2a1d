"""Set up traces from the variables ``OTEL_*`` of OpenTelemetry, in each process that records spans."""

import importlib
import os
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from sidecar import logs
from sidecar.errors import ConfigurationError
from sidecar.tracing import spans

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
_HEADERS = ("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS")

_shutdowns: list[Callable[[], None]] = []
"""What sends the last spans of this process; empty if it records none."""


def check_tracing(environ: Mapping[str, str]) -> None:
    """Raise :class:`~sidecar.errors.ConfigurationError` if traces are to be exported, and cannot be."""
    endpoint = find_endpoint(environ)
    if endpoint is None:
        return
    _register_secrets(environ)
    if not endpoint.startswith(("http://", "https://")):
        raise ConfigurationError(f"{_first_set(environ, _ENDPOINTS)} must begin with [http://] or [https://].")
    protocol = _first_set(environ, _PROTOCOLS)
    if protocol is not None and environ[protocol] != "http/protobuf":
        raise ConfigurationError(f"{protocol} must be [http/protobuf], but is [{environ[protocol]}].")
    try:
        importlib.import_module("sidecar.tracing.otel")
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"{_first_set(environ, _ENDPOINTS)} is set, but OpenTelemetry is not installed: "
            "in a checkout of the sidecar, run pip install '.[otel]', or unset the variable."
        ) from error


def start_tracing(process: str) -> None:
    """Record the spans of this process, of which ``process`` is the name, and export them, if a collector is configured.

    Call it after a fork, because threads export them.
    """
    check_tracing(os.environ)
    endpoint = find_endpoint(os.environ)
    if endpoint is None or _shutdowns:
        return
    exported = importlib.import_module("sidecar.tracing.otel").ExportedTraces(process, endpoint)
    _shutdowns.append(exported.shut_down)
    spans.record_with(exported)


def stop_tracing() -> None:
    """Send the last spans of this process. It takes a second at most, and spans that are not sent by then are lost."""
    for shut_down in _shutdowns:
        shut_down()


def find_endpoint(environ: Mapping[str, str]) -> str | None:
    """Return the configured address of the collector; None if no traces are to be exported."""
    if environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true" or environ.get("OTEL_TRACES_EXPORTER", "").strip() == "none":
        return None
    endpoint = _first_set(environ, _ENDPOINTS)
    return None if endpoint is None else environ[endpoint]


def _first_set(environ: Mapping[str, str], variables: tuple[str, ...]) -> str | None:
    return next((each for each in variables if environ.get(each)), None)


def _register_secrets(environ: Mapping[str, str]) -> None:
    """Redact the values of the headers in log lines: collectors authenticate clients by them."""
    for headers in (environ.get(each, "") for each in _HEADERS):
        values = [pair.partition("=")[2].strip() for pair in headers.split(",")]
        logs.register_secrets(*values, *map(unquote, values))
