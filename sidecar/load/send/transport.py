"""One bulk request on the wire: bytes as they are out, the answer's bytes as they are back."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.parse import quote

from elastic_transport import JsonSerializer
from elasticsearch import Elasticsearch

from sidecar.elastic import translated

REQUEST_TIMEOUT = 120.0
"""Seconds. A bulk request may wait a minute for a shard (Elasticsearch's own default) before it answers."""

_NDJSON = "application/vnd.elasticsearch+x-ndjson"
_JSON = "application/vnd.elasticsearch+json"
_OPENINGS = (b'{"errors":', b'{"items":')
"""How an answer to one of our bulk requests begins, and no other answer."""

_FILTER = "errors,took,items.*.status,items.*.error"
_FILTER_OF_PIPELINES = f"{_FILTER},items.*.result,items.*._index"


@dataclass(frozen=True, kw_only=True)
class Destination:
    """Where documents go."""

    index: str
    """An index or alias."""
    require_alias: bool = False
    """Refuse to write unless ``index`` is an alias, so that nothing makes a dropped index anew."""
    pipeline: str | None = None
    backing: str | None = None
    """The index behind ``index``: a pipeline must not send a row anywhere else."""

    @property
    def path(self) -> str:
        """Give the path of its bulk requests."""
        return f"/{quote(self.index, safe='')}/_bulk"

    @property
    def parameters(self) -> dict[str, Any]:
        """Give the query parameters of its bulk requests."""
        named = {"pipeline": self.pipeline} if self.pipeline else {}
        alias = {"require_alias": "true"} if self.require_alias else {}
        return {"filter_path": _FILTER_OF_PIPELINES if self.pipeline else _FILTER, **named, **alias}


class _Payload:
    """A body that the client passes on without a copy, and without a word of it in its debug log: users' rows do not belong there."""

    def __init__(self, data: memoryview | bytes) -> None:
        self._data = data

    def __len__(self) -> int:
        return len(self._data)

    def __iter__(self) -> Iterator[memoryview | bytes]:
        yield self._data

    def decode(self, *_: str) -> str:
        """Stand in for the text that the client logs."""
        return f"<{len(self)} bytes>"


class _Documents(JsonSerializer):
    """Pass encoded documents on as they are."""

    mimetype = _NDJSON

    def dumps(self, data: Any) -> Any:
        return data


class _Answers(JsonSerializer):
    """Leave answers to bulk requests unread: while nothing failed, nobody needs an object for each row."""

    mimetype = _JSON

    def loads(self, data: bytes) -> Any:
        return data if data.startswith(_OPENINGS) else super().loads(data)


class Wire:
    """Send bulk requests by a client, without retries of its own. Any thread may use it; each holds its own connection."""

    def __init__(
        self, client: Elasticsearch, destination: Destination, *, compress: bool = False, timeout: float = REQUEST_TIMEOUT
    ) -> None:
        self._client = client.options(request_timeout=timeout, max_retries=0, retry_on_timeout=False)
        self._destination = destination
        self._headers = {"accept": _JSON, "content-type": _NDJSON, **({"content-encoding": "gzip"} if compress else {})}
        self._compress = compress
        _teach(client)

    def post(self, data: memoryview | bytes) -> bytes:
        """Send one body; raise :class:`~sidecar.errors.Unavailable` where a later attempt may succeed, else what was refused."""
        # Level 1 makes a sixth of the bytes; higher levels would cost more time than they save on the way.
        payload = _Payload(gzip.compress(data, compresslevel=1) if self._compress else data)
        # Without a length the client would send an iterable in chunks.
        headers = {**self._headers, "content-length": str(len(payload))}
        with translated():
            answer = self._client.perform_request(
                "POST", self._destination.path, params=self._destination.parameters, headers=headers, body=payload
            )
        return answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()


def _teach(client: Elasticsearch) -> None:
    """Let a client carry bodies and answers without a copy or a parse; all its other requests stay as they are."""
    client.transport.serializers.serializers.update({_NDJSON: _Documents(), _JSON: _Answers()})


def is_remote(client: Elasticsearch) -> bool:
    """Tell whether any node is on another machine, where compressing saves more than it costs."""
    return not all(_is_loopback(node.config.host) for node in client.transport.node_pool.all())


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
