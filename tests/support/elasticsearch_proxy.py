"""An HTTP proxy in front of Elasticsearch that injects faults, so that retries are tested on real sockets."""

import http.client
import json
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Any
from urllib.parse import urlsplit

ROW_BULKS = "/_bulk"
"""The requests that send rows."""
RENEWALS = "PUT /_bulk"
"""The requests that renew leases, with or without a snapshot."""


def is_bulk_of_rows(call: str) -> bool:
    """Return whether a call, method with path, sends rows. Bulk requests of the sidecar's own documents name their indices in the body."""
    return call.startswith("POST /") and call.partition("?")[0].endswith("/_bulk")


@dataclass(frozen=True)
class Fault:
    """The outcome of one request: an error status, a closed connection or a delay."""

    status: int | None = None
    """Respond with this status instead of forwarding the request."""
    reason: str = "injected fault"
    body: Any = None
    """Respond with this JSON instead of an error."""
    disconnect: bool = False
    """Close the connection instead of responding."""
    forwarded: bool = False
    """Forward the request to Elasticsearch first, so that only the response is lost."""
    seconds: float = 0.0
    """Delay before everything else."""
    from_elasticsearch: bool = True
    """Send Elasticsearch's product header with the error."""


@dataclass
class ElasticsearchProxy:
    """The proxy's address, the faults it injects and the requests it received."""

    url: str
    faults: deque[Fault] = field(default_factory=deque)
    """Faults for the next ``matching`` requests, one each."""
    default_fault: Fault = Fault()
    """The fault of matching requests once ``faults`` is empty."""
    matching: str = ROW_BULKS
    """Substring of method and path of the requests that get faults; empty for all, :data:`ROW_BULKS` for those that send rows."""
    probability: float = 1.0
    """Fraction of the matching requests that get ``default_fault``, drawn from ``random``."""
    random: Random = field(default_factory=Random)
    sizes: list[int] = field(default_factory=list)
    """Body size of each matching request, in bytes."""
    encodings: list[str | None] = field(default_factory=list)
    requests: deque[tuple[str, dict[str, str]]] = field(default_factory=lambda: deque(maxlen=10_000))
    """Method with path, and headers by lower-case name, of the last requests of any kind."""
    in_flight: int = 0
    """Matching requests without a response yet."""
    max_in_flight: int = 0
    failed: int = 0
    """Requests that got a fault instead of a regular response."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def restore(self) -> None:
        """Forward every request again."""
        self.faults.clear()
        self.default_fault, self.matching, self.probability = Fault(), ROW_BULKS, 1.0


PRODUCT = "Elasticsearch"
"""Value of the header ``X-elastic-product``."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, proxy: ElasticsearchProxy, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.proxy = proxy
        self.upstream = urlsplit(upstream)

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore clients that were killed during a request."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.server.proxy.requests.append(
            (f"{self.command} {self._raw_path}", {name.lower(): value for name, value in self.headers.items()})
        )
        with self._count_in_flight() as matches:
            fault = self._next_fault(body) if matches else Fault()
            time.sleep(fault.seconds)
            forward = fault.forwarded or (fault.status is None and not fault.disconnect)
            response = self._forward(body) if forward else None
        self.server.proxy.failed += fault.disconnect or fault.status is not None
        if fault.status is not None:
            product = PRODUCT if fault.from_elasticsearch else None
            self._respond(fault.status, {"content-type": "application/json"}, _error(fault), product=product)
        elif response is None or fault.disconnect:
            self.close_connection = True
        else:
            self._respond(*response)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve  # noqa: N815 - http.server's own names

    @property
    def _raw_path(self) -> str:
        """Return the path as it was sent: ``self.path`` has lost duplicate slashes."""
        return self.requestline.split()[1]

    @contextmanager
    def _count_in_flight(self) -> Iterator[bool]:
        """Count the request while it is in flight; yield whether it matches."""
        proxy = self.server.proxy
        call = f"{self.command} {self._raw_path}"
        matches = is_bulk_of_rows(call) if proxy.matching == ROW_BULKS else proxy.matching in call
        with proxy.lock:
            proxy.in_flight += matches
            proxy.max_in_flight = max(proxy.max_in_flight, proxy.in_flight)
        try:
            yield matches
        finally:
            with proxy.lock:
                proxy.in_flight -= matches

    def _next_fault(self, body: bytes) -> Fault:
        proxy = self.server.proxy
        proxy.sizes.append(len(body))
        proxy.encodings.append(self.headers.get("content-encoding"))
        if proxy.faults:
            return proxy.faults.popleft()
        return proxy.default_fault if proxy.random.random() < proxy.probability else Fault()

    def _forward(self, body: bytes) -> tuple[int, dict[str, str], bytes] | None:
        """Forward the request; return status, headers and body, or None if Elasticsearch does not respond."""
        connection = http.client.HTTPConnection(self.server.upstream.hostname or "", self.server.upstream.port, timeout=60)
        try:
            connection.request(self.command, self._raw_path, body=body or None, headers=dict(self.headers))
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def _respond(self, status: int, headers: dict[str, str], body: bytes, product: str | None = PRODUCT) -> None:
        self.send_response(status)
        copied = {name: value for name, value in headers.items() if name.lower() not in ("content-length", "transfer-encoding")}
        for name, value in {**copied, "X-elastic-product": product, "Content-Length": str(len(body))}.items():
            if value is not None:
                self.send_header(name, value)
        with suppress(OSError):  # the client may have disconnected
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


@contextmanager
def elasticsearch_proxy(url: str) -> Iterator[ElasticsearchProxy]:
    """Run a proxy to ``url`` on a free port; it forwards every request that gets no fault."""
    proxy = ElasticsearchProxy(url="")
    server = _Server(proxy, url)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    proxy.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _error(fault: Fault) -> bytes:
    if fault.body is not None:
        return json.dumps(fault.body).encode()
    cause = {"type": "injected_exception", "reason": fault.reason}
    return json.dumps({"error": {"root_cause": [cause], **cause}, "status": fault.status}).encode()
