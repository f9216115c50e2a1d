"""Endpoint ``/_siren/metrics``: the metrics of the cluster's jobs and of this replica's API, for Prometheus."""

import time
from ipaddress import IPv6Address, ip_address

from flask import Blueprint, Flask, Response, g, request

from sidecar.api.access import Access
from sidecar.api.compat.errors import is_known_method
from sidecar.api.compat.parameters import accepts
from sidecar.api.metrics.exposition import Metric, MetricType, TextFormat, render
from sidecar.api.metrics.job_metrics import job_metrics
from sidecar.api.metrics.latest import LatestResult
from sidecar.api.metrics.request_durations import RequestDurations
from sidecar.api.service import ALIVE
from sidecar.errors import ServiceUnavailable
from sidecar.jobs.clock import now_millis
from sidecar.release import product_version
from sidecar.settings import Network
from sidecar.store.cluster_metrics import ClusterMetrics, ClusterMetricsReader

BLUEPRINT = "metrics"

_OTHER = "other"
"""The label of methods that HTTP does not have, and of paths without an endpoint: callers could invent any number of them."""


class ScrapeAccess:
    """Permission checks of scrapes.

    ``networks`` are those whose addresses need no login. It is the address of the connection that counts: callers can send any header.
    """

    def __init__(self, access: Access, networks: tuple[Network, ...]) -> None:
        self._access = access
        self._networks = networks

    def authorize(self) -> None:
        """Check the caller's privileges. Without Elasticsearch nobody has any, and the scrape is limited to the metrics of this process."""
        if self._is_in_network(request.remote_addr or ""):
            return
        try:
            self._access.authorize()
        except ServiceUnavailable:
            g.elasticsearch_is_down = True

    def _is_in_network(self, address: str) -> bool:
        try:
            peer = ip_address(address)
        except ValueError:
            return False
        if isinstance(peer, IPv6Address) and peer.ipv4_mapped:
            peer = peer.ipv4_mapped
        return any(peer in network for network in self._networks)


def metrics_blueprint(reader: ClusterMetricsReader, durations: RequestDurations) -> Blueprint:
    """Create the blueprint of the metrics."""
    blueprint = Blueprint(BLUEPRINT, __name__, url_prefix="/_siren")
    read = LatestResult(lambda: reader.read(now_millis() - ALIVE))

    @blueprint.get("/metrics")
    @accepts()
    def show() -> Response:
        cluster = None if g.get("elasticsearch_is_down") else _read(read)
        metrics = [_build_info(), _elasticsearch_up(cluster), *(job_metrics(cluster, now_millis()) if cluster else ()), durations.metric()]
        format = _accepted_format()
        return Response(render(metrics, format), content_type=format, headers={"Vary": "Accept"})

    return blueprint


def _read(read: LatestResult[ClusterMetrics]) -> ClusterMetrics | None:
    """Return the metrics of the cluster; None without an answer of Elasticsearch."""
    try:
        return read()
    except ServiceUnavailable:
        return None


def _build_info() -> Metric:
    metric = Metric(name="sidecar_build_info", type=MetricType.GAUGE, help="1, with the version of this replica")
    metric.add(1, f'{{version="{product_version()}"}}')
    return metric


def _elasticsearch_up(cluster: ClusterMetrics | None) -> Metric:
    metric = Metric(
        name="sidecar_elasticsearch_up", type=MetricType.GAUGE, help="Whether Elasticsearch answered; if it is 0, no metrics of jobs follow"
    )
    metric.add(int(cluster is not None))
    return metric


def _accepted_format() -> TextFormat:
    """Return the format that the scraper prefers; that of Prometheus if it names none."""
    types = {each.partition(";")[0]: each for each in reversed(TextFormat)}
    accepted = [(quality, types.get(name.partition(";")[0].strip())) for name, quality in request.accept_mimetypes]
    named = [(quality, format) for quality, format in accepted if format is not None]
    # Of equal ones, the first: the more specific one.
    quality, format = max(named, key=lambda pair: pair[0], default=(0, TextFormat.PROMETHEUS))
    return format if quality > 0 else TextFormat.PROMETHEUS


def record_durations(app: Flask, durations: RequestDurations) -> None:
    """Record the duration of each request. Call it before any other function is registered that handles requests."""

    @app.before_request
    def start() -> None:
        g.started = time.monotonic()

    @app.after_request
    def record(response: Response) -> Response:
        method = request.method if is_known_method(request.method) else _OTHER
        endpoint = request.url_rule.rule if request.url_rule else _OTHER
        durations.record(method, endpoint, response.status_code, time.monotonic() - g.started)
        return response
