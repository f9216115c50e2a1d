"""The border to the Elasticsearch client: how clients are made, and what its exceptions become."""

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import elastic_transport
import elasticsearch
from elasticsearch import Elasticsearch

from sidecar.errors import NotFound, Refused, SidecarError, Unavailable, VersionConflict
from sidecar.settings import Settings

Client = Elasticsearch
"""The client, for rooms that only hand it on."""

REQUEST_TIMEOUT = 10.0
"""Seconds that a request of the API or of a lease may take; bulk requests have their own."""

OPAQUE_ID: ContextVar[str | None] = ContextVar("OPAQUE_ID", default=None)
"""The ``X-Opaque-Id`` of the request that is being answered: it goes along with whatever Elasticsearch is asked for it."""

_BUSY = frozenset({429, 502, 503, 504})


class _Marked(Elasticsearch):
    """Elasticsearch's client, which passes the present request's mark on."""

    def perform_request(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **rest: Any) -> Any:
        mark = OPAQUE_ID.get()
        return super().perform_request(method, path, headers=headers if mark is None else {**(headers or {}), "x-opaque-id": mark}, **rest)


def basic_auth(username: str, password: str | None) -> str:
    """Give what a client takes as ``basic_auth``. Left to itself it would take no letter beyond ASCII."""
    return base64.b64encode(f"{username}:{password or ''}".encode()).decode()


def make_client(settings: Settings, *, timeout: float = REQUEST_TIMEOUT, **options: Any) -> Elasticsearch:
    """Make a client with the sidecar's own identity, or with the ``basic_auth``, ``api_key`` or ``headers`` given.

    It does not retry by itself: each caller knows what a lost answer means for it.
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
    return _Marked(list(settings.elasticsearch_url), request_timeout=timeout, retry_on_timeout=False, max_retries=0, **identity, **options)


@contextmanager
def translated() -> Iterator[None]:
    """Turn the client's exceptions into the sidecar's, each keeping its cause."""
    try:
        yield
    except (elastic_transport.ApiError, elastic_transport.TransportError) as error:
        raise translate(error) from error


def translate(error: elastic_transport.ApiError | elastic_transport.TransportError) -> SidecarError:
    """Give the sidecar's error for one of the client's."""
    if isinstance(error, elastic_transport.TransportError | elasticsearch.UnsupportedProductError):
        return Unavailable(f"Elasticsearch does not answer: {_transport_words(error)}")
    status = error.meta.status
    type, reason = _cause(error)
    if status in _BUSY:
        return Unavailable(f"Elasticsearch is not ready: {reason}")
    if status == 409:
        return _whole(VersionConflict(reason), error)
    if status == 404 and type != "index_not_found_exception":
        return _whole(NotFound(reason), error)
    if status == 403 and type == "cluster_block_exception":
        return Unavailable(f"Elasticsearch takes no writes: {reason}")
    return Refused(reason, status, type, error.body)


def _whole(translated: SidecarError, error: elastic_transport.ApiError) -> SidecarError:
    translated.body = error.body
    return translated


def _transport_words(error: elastic_transport.TransportError | elasticsearch.UnsupportedProductError) -> str:
    if isinstance(error, elasticsearch.UnsupportedProductError):
        # Its status may be that of a success: a proxy, or another server, answered.
        return "what answers there is not Elasticsearch"
    if isinstance(error, elastic_transport.ConnectionTimeout):
        return "the request timed out"
    return str(error.message) or type(error).__name__


def _cause(error: elastic_transport.ApiError) -> tuple[str, str]:
    """Give type and reason of the outermost cause; some answers (of proxies, of HEAD) have none."""
    body = error.body if isinstance(error.body, dict) else {}
    cause = body.get("error")
    if isinstance(cause, dict):
        return str(cause.get("type", "exception")), str(cause.get("reason") or error.message)
    return "exception", str(cause or error.message or f"HTTP {error.meta.status}")
