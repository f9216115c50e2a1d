"""Check of the collector for ``sidecar doctor``."""

import importlib
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from sidecar.errors import ConfigurationError
from sidecar.model.finding import Finding
from sidecar.tracing.setup import check_tracing, find_endpoint

SUBJECT = "traces"


def check_collector(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Yield whether the collector accepts spans; nothing if none is configured. The service runs without it."""
    endpoint = find_endpoint(environ)
    if endpoint is None:
        return
    try:
        check_tracing(environ)
    except ConfigurationError as error:
        remedy = "Install the extra [otel] on this machine, or correct or unset the variable."
        yield Finding(check=SUBJECT, message=error.reason, ok=False, remedy=remedy)
        return
    address = urlsplit(endpoint).netloc.rpartition("@")[2]
    if problem := importlib.import_module("sidecar.tracing.otel").find_collector_problem():
        remedy = "Start the collector, or correct the variables OTEL_EXPORTER_OTLP_*. Until then, spans are lost."
        yield Finding(check=SUBJECT, message=f"are not accepted by [{address}]: {problem}", remedy=remedy, required=False)
    else:
        yield Finding(check=SUBJECT, message=f"are accepted by [{address}]")
