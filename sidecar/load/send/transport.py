"""Send a single bulk request: the body and the response pass through the client as bytes, without a copy."""

import gzip
import json
import time
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote

from elasticsearch import Elasticsearch

from sidecar.client_transport import JSON, NDJSON, BulkPayload, pass_bytes_through
from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import ServiceUnavailable
from sidecar.load.send.compression import Compression

REQUEST_TIMEOUT = 120.0
"""Seconds. A bulk request may wait a minute for a shard (Elasticsearch's default) before the response."""

_FILTER = "errors,took,items.*.status,items.*.error"
_FILTER_WITH_PIPELINE = f"{_FILTER},items.*.result,items.*._index"


@dataclass(frozen=True, kw_only=True)
class Destination:
    """Where the documents of a run are written."""

    index: str
    """An index or alias."""
    require_alias: bool = False
    """Reject writes unless ``index`` is an alias, so that a deleted index is not created again."""
    pipeline: str | None = None
    index_pipelines: tuple[str, ...] = ()
    """Default and final pipeline of the index itself."""
    concrete_index: str | None = None
    """The index that ``index`` resolves to; a pipeline must not redirect a row to another one."""

    @property
    def pipelines(self) -> tuple[str, ...]:
        """Return the pipelines that may drop or redirect a row."""
        return ((self.pipeline,) if self.pipeline else ()) + self.index_pipelines

    @property
    def path(self) -> str:
        """Return the path of its bulk requests."""
        return f"/{quote(self.index, safe='')}/_bulk"

    @property
    def parameters(self) -> dict[str, Any]:
        """Return the query parameters of its bulk requests."""
        pipeline = {"pipeline": self.pipeline} if self.pipeline else {}
        alias = {"require_alias": "true"} if self.require_alias else {}
        return {"filter_path": _FILTER_WITH_PIPELINE if self.pipelines else _FILTER, **pipeline, **alias}


class BulkTransport:
    """Send bulk requests with a client, without its retries. Any thread may use it; each has its own connection."""

    def __init__(
        self, client: Elasticsearch, destination: Destination, *, compression: Compression | None = None, timeout: float = REQUEST_TIMEOUT
    ) -> None:
        self._client = client.options(request_timeout=timeout, max_retries=0, retry_on_timeout=False)
        self._destination = destination
        self._compression = compression or Compression(enabled=False)
        pass_bytes_through(client)

    def post(self, data: memoryview | bytes) -> bytes:
        """Send one body; return the response.

        Raises :class:`~sidecar.errors.ServiceUnavailable` if a retry may succeed, otherwise Elasticsearch's error.
        """
        began, compressed = time.monotonic(), self._compression.choose()
        # Level 1 reduces the bytes to a sixth; higher levels cost more time than they save on the network.
        payload = BulkPayload(gzip.compress(data, compresslevel=1) if compressed else data)
        # Without a length the client would send an iterable in chunks.
        headers = {"accept": JSON, "content-type": NDJSON, "content-length": str(len(payload))}
        if compressed:
            headers["content-encoding"] = "gzip"
        try:
            with translate_elasticsearch_errors(self._destination.index):
                response = self._client.perform_request(
                    "POST", self._destination.path, params=self._destination.parameters, headers=headers, body=payload,
                    endpoint_id="bulk", path_parts={"index": self._destination.index},
                )  # fmt: skip
        except ServiceUnavailable:
            self._compression.record_failure(compressed=compressed, size=len(data), seconds=time.monotonic() - began)
            raise
        body = response.body if isinstance(response.body, bytes) else json.dumps(response.body).encode()
        self._compression.record(body, compressed=compressed, size=len(data), seconds=time.monotonic() - began)
        return body


def create_compression(client: Elasticsearch, *, enabled: bool | None) -> Compression:
    """Return the compression of a run's requests; if ``enabled`` is None, it is tried if any node is on another machine."""
    return Compression(enabled=False if enabled is None and not _is_remote(client) else enabled)


def _is_remote(client: Elasticsearch) -> bool:
    return not all(_is_loopback(node.config.host) for node in client.transport.node_pool.all())


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
