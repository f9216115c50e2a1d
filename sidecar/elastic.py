"""Elasticsearch clients: creation, and translation of their exceptions to :mod:`sidecar.errors`."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import elastic_transport
import elasticsearch
from elasticsearch import Elasticsearch

from sidecar.basic_auth import basic_auth
from sidecar.client_transport import Node, Transport, connection_error_text
from sidecar.errors import ApiError, NotFound, ServiceUnavailable, SidecarError, VersionConflict, plain_text
from sidecar.settings import Settings

Client = Elasticsearch
"""The client's type, for packages that only pass it on."""

REQUEST_TIMEOUT = 10.0
"""Seconds until a request times out, by default; bulk requests have their own timeout."""

_DEAD_NODE_BACKOFF = 10.0
"""Seconds until a failed node is tried again, doubled up to 30 s. Without a live node the others are tried at once."""

OPAQUE_ID: ContextVar[str | None] = ContextVar("OPAQUE_ID", default=None)
"""The ``X-Opaque-Id`` of the API request in progress; it is sent with calls to Elasticsearch."""

_UNAVAILABLE_STATUSES = frozenset({429, 502, 503, 504})


class _OpaqueIdClient(Elasticsearch):
    """An Elasticsearch client that sends the ``X-Opaque-Id`` of the API request in progress."""

    def perform_request(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **rest: Any) -> Any:
        opaque_id = OPAQUE_ID.get()
        if opaque_id is not None:
            headers = {**(headers or {}), "x-opaque-id": opaque_id}
        return super().perform_request(method, path, headers=headers, **rest)


def create_client(settings: Settings, *, timeout: float = REQUEST_TIMEOUT, **options: Any) -> Elasticsearch:
    """Return a client with the sidecar's own credentials, or with the given ``basic_auth``, ``api_key`` or ``headers``.

    ``anonymous=True`` sends no credentials. A request goes to the next node if no connection is possible, and a
    read also after a lost response. The client repeats nothing else: only the caller knows whether that is safe.
    """
    identity: dict[str, Any] = {}
    if not {"basic_auth", "api_key", "anonymous"} & options.keys():
        if settings.elasticsearch_api_key:
            identity["api_key"] = settings.elasticsearch_api_key
        elif settings.elasticsearch_username:
            identity["basic_auth"] = basic_auth(settings.elasticsearch_username, settings.elasticsearch_password)
    options.pop("anonymous", None)
    if any(url.startswith("https:") for url in settings.elasticsearch_url):
        identity["verify_certs"] = settings.elasticsearch_verify_certs
        identity["ssl_show_warn"] = False
        if settings.elasticsearch_ca_certs:
            identity["ca_certs"] = settings.elasticsearch_ca_certs
    return _OpaqueIdClient(
        list(settings.elasticsearch_url), request_timeout=timeout, retry_on_timeout=False, max_retries=0, node_class=Node,
        transport_class=Transport, dead_node_backoff_factor=_DEAD_NODE_BACKOFF, **identity, **options,
    )  # fmt: skip


@contextmanager
def translate_elasticsearch_errors(index: str | None = None) -> Iterator[None]:
    """Translate the client's exceptions raised in the block; the original becomes the cause.

    ``index`` is the index or alias of the requests. Every reason of Elasticsearch that does not name it begins with it.
    """
    try:
        yield
    except (elastic_transport.ApiError, elastic_transport.TransportError) as error:
        raise translate_error(error, index) from error


def translate_error(error: elastic_transport.ApiError | elastic_transport.TransportError, index: str | None = None) -> SidecarError:
    """Return the :class:`SidecarError` for an exception of the client. Its reason names ``index``, and has all that the exception says."""
    translation = _translate(error, index)
    translation.explains_cause = True
    return translation


def _translate(error: elastic_transport.ApiError | elastic_transport.TransportError, index: str | None) -> SidecarError:
    if isinstance(error, elastic_transport.TransportError | elasticsearch.UnsupportedProductError):
        return ServiceUnavailable(f"Elasticsearch does not answer: {_transport_reason(error)}")
    status = error.meta.status
    type, reason = _cause(error, index)
    if status in _UNAVAILABLE_STATUSES:
        return ServiceUnavailable(f"Elasticsearch is not ready: {reason}")
    if status == 409:
        return _with_body(VersionConflict(reason), error)
    if status == 404 and type != "index_not_found_exception":
        return _with_body(NotFound(reason), error)
    if status == 403 and type == "cluster_block_exception":
        return ServiceUnavailable(f"Elasticsearch rejects writes: {reason}")
    return ApiError(reason, status, type, error.body)


def _with_body(translation: SidecarError, error: elastic_transport.ApiError) -> SidecarError:
    translation.body = error.body
    return translation


def _transport_reason(error: elastic_transport.TransportError | elasticsearch.UnsupportedProductError) -> str:
    if isinstance(error, elasticsearch.UnsupportedProductError):
        # A proxy or another server responded, possibly with a success status.
        return "the server is not Elasticsearch"
    if isinstance(error, elastic_transport.ConnectionTimeout):
        return "the request timed out"
    return plain_text(connection_error_text(error)) or "the connection failed"


def _cause(error: elastic_transport.ApiError, index: str | None) -> tuple[str, str]:
    """Return the type of the outermost cause and the reasons of all; responses of proxies and to HEAD have none."""
    body = error.body if isinstance(error.body, dict) else {}
    cause = body.get("error")
    if isinstance(cause, dict):
        type, reason = str(cause.get("type", "exception")), describe_cause(cause) or str(error.message)
        return type, name_index(reason, index or cause.get("index"))
    return "exception", name_index(str(cause or error.message or f"HTTP {error.meta.status}"), index)


def describe_cause(cause: dict[str, Any]) -> str:
    """Return the reasons of an error of Elasticsearch and of its causes, outermost first, each once."""
    reasons: list[str] = []
    described: Any = cause
    while isinstance(described, dict):
        reason = described.get("reason")
        if isinstance(reason, str) and not any(reason in each for each in reasons):
            reasons.append(reason)
        failures = described.get("failed_shards") or [{}]
        described = described.get("caused_by") or failures[0].get("reason")
    return ": ".join(reasons)


def name_index(reason: str, index: str | None) -> str:
    """Return the reason, beginning with the index or alias unless it names it."""
    return reason if index is None or f"[{index}" in reason else f"[{index}] {reason}"
