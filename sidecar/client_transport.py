"""The nodes, the transport and the bulk serializers of the Elasticsearch client.

All uses of the undocumented behaviour of elastic_transport and urllib3 are here. :mod:`tests.unit.test_private_api` names it.
"""

import re
from collections.abc import Iterator
from typing import Any

import elastic_transport
import urllib3
from elastic_transport import JsonSerializer
from elastic_transport.client_utils import DEFAULT, DefaultType
from elasticsearch import Elasticsearch
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from sidecar.tracing import spans

CONNECT_TIMEOUT = 3.0
"""Seconds until a connection attempt times out: enough for a lost packet, and short enough for the next node."""

NDJSON = "application/vnd.elasticsearch+x-ndjson"
JSON = "application/vnd.elasticsearch+json"
_RAW_RESPONSE_PREFIXES = (b'{"errors":', b'{"items":', b'{"pit_id":')
"""The beginnings of responses to these bulk requests and to searches of a point in time; no other response has them."""

_CONNECTION = re.compile(r"HTTPS?Connection(?:Pool)?\(host='([^']+)', port=(\d+)\): (?:Failed to establish a new connection: )?")
"""How the client's connections report their address."""
_OBJECT = re.compile(r"<[\w.]+ object at 0x[0-9a-f]+>: (?:Failed to establish a new connection: )?")
"""How connections of older releases of urllib3, such as 2.5, report a failed attempt."""


class NodeUnreachable(elastic_transport.ConnectionError):
    """No connection to the node: the request was certainly not sent."""


class Node(elastic_transport.Urllib3HttpNode):
    """A node that tells failed connection attempts from lost responses, and sends Elasticsearch the span of a request."""

    def perform_request(
        self,
        method: str,
        target: str,
        body: bytes | None = None,
        headers: elastic_transport.HttpHeaders | None = None,
        request_timeout: DefaultType | float | None = DEFAULT,
    ) -> Any:
        if parent := spans.current():
            headers = elastic_transport.HttpHeaders({**(headers or {}), **parent})
        timeout = self.config.request_timeout if isinstance(request_timeout, DefaultType) else request_timeout
        # urllib3 takes both timeouts in place of one for the response.
        both: Any = urllib3.Timeout(connect=min(CONNECT_TIMEOUT, timeout or CONNECT_TIMEOUT), read=timeout)
        try:
            return super().perform_request(method, target, body, headers, both)
        except elastic_transport.TransportError as error:
            if any(isinstance(each, NewConnectionError | ConnectTimeoutError) for each in error.errors):
                message = _OBJECT.sub(f"{self.config.host}:{self.config.port}: ", str(error.message))
                raise NodeUnreachable(message, error.errors) from error
            raise


class Transport(elastic_transport.Transport):
    """A transport that sends a request again to another node, where nothing was or could be written."""

    def perform_request(self, method: str, target: str, **options: Any) -> elastic_transport.TransportApiResponse:
        for _ in range(len(self.node_pool) - 1):
            try:
                return super().perform_request(method, target, **options)
            except NodeUnreachable:
                continue
            except elastic_transport.ConnectionError:
                if method not in ("GET", "HEAD"):
                    raise
        return super().perform_request(method, target, **options)


def connection_error_text(error: elastic_transport.TransportError) -> str:
    """Return the message of a failed connection with a short form of the address."""
    return _CONNECTION.sub(r"\1:\2: ", str(error.message))


class BulkPayload:
    """A body that the client sends without a copy and never logs: users' rows do not belong in a debug log."""

    def __init__(self, data: memoryview | bytes) -> None:
        self._data = data

    def __len__(self) -> int:
        return len(self._data)

    def __iter__(self) -> Iterator[memoryview | bytes]:
        yield self._data

    def decode(self, *_: str) -> str:
        """Return the text that the client logs."""
        return f"<{len(self)} bytes>"


class _BodySerializer(JsonSerializer):
    """Pass encoded bodies through."""

    mimetype = NDJSON

    def dumps(self, data: Any) -> Any:
        return data


class _ResponseSerializer(JsonSerializer):
    """Pass responses with many items through as bytes; most of them are never needed as objects."""

    mimetype = JSON

    def loads(self, data: bytes) -> Any:
        return data if data.startswith(_RAW_RESPONSE_PREFIXES) else super().loads(data)


def pass_bytes_through(client: Elasticsearch) -> None:
    """Make a client pass bulk bodies, and the responses to them and to searches of a point in time, through as bytes.

    Its other requests do not change.
    """
    client.transport.serializers.serializers.update({NDJSON: _BodySerializer(), JSON: _ResponseSerializer()})
