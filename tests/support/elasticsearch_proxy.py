"""A real HTTP server in front of Elasticsearch that fails as it is told, so that retries meet real sockets."""

import http.client
import json
import random
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Fault:
    """What happens to one request: a status without a visit to Elasticsearch, a cut line, or a late answer."""

    status: int | None = None
    reason: str = "told to fail"
    cut: bool = False
    """Close the connection instead of an answer."""
    reaches: bool = False
    """Let the request reach Elasticsearch first, so that only its answer is lost."""
    seconds: float = 0.0
    """Wait so long before all else."""
    foreign: bool = False
    """Answer as a proxy does that knows nothing of Elasticsearch."""


@dataclass
class Front:
    """Hold the server's address, what it is told, and what it saw."""

    url: str
    faults: deque[Fault] = field(default_factory=deque)
    """Used up one by one, one for each request that is ``about``; then requests pass."""
    always: Fault = Fault()
    """Meets every such request for which there is none in ``faults``."""
    about: str = "/_bulk"
    """Requests whose method and path hold this meet faults; nothing means all."""
    share: float = 1.0
    """How many of such requests ``always`` meets, as ``chance`` has it."""
    chance: random.Random = field(default_factory=random.Random)
    sizes: list[int] = field(default_factory=list)
    """Bytes of each such request that came."""
    encodings: list[str | None] = field(default_factory=list)
    heard: deque[tuple[str, dict[str, str]]] = field(default_factory=lambda: deque(maxlen=10_000))
    """Method and path, and the headers by lower-case name, of the last requests of any kind."""
    under_way: int = 0
    """Such requests that have come and are not answered yet."""
    most_under_way: int = 0
    failed: int = 0
    """Requests that a fault kept from an answer."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def mend(self) -> None:
        """Let every request pass again."""
        self.faults.clear()
        self.always, self.about, self.share = Fault(), "/_bulk", 1.0


PRODUCT = "Elasticsearch"
"""What Elasticsearch calls itself in each answer."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, front: Front, upstream: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.front = front
        self.upstream = urlsplit(upstream)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that was killed in the middle of a request."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.server.front.heard.append((f"{self.command} {self._asked}", {name.lower(): value for name, value in self.headers.items()}))
        with self._under_way() as meant:
            fault = self._fault(body) if meant else Fault()
            time.sleep(fault.seconds)
            passed = self._forward(body) if fault.reaches or (fault.status is None and not fault.cut) else None
        self.server.front.failed += fault.cut or fault.status is not None
        if fault.status is not None:
            self._answer(fault.status, {"content-type": "application/json"}, _error(fault), product=None if fault.foreign else PRODUCT)
        elif passed is None or fault.cut:
            self.close_connection = True
        else:
            self._answer(*passed)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve  # noqa: N815 - http.server's own names

    @property
    def _asked(self) -> str:
        """Give the path as it was sent; the library's own has lost a doubled slash."""
        return self.requestline.split()[1]

    @contextmanager
    def _under_way(self) -> Iterator[bool]:
        """Count the request while it is under way; tell whether it is one that the faults are about."""
        front = self.server.front
        meant = front.about in f"{self.command} {self._asked}"
        with front.lock:
            front.under_way += meant
            front.most_under_way = max(front.most_under_way, front.under_way)
        try:
            yield meant
        finally:
            with front.lock:
                front.under_way -= meant

    def _fault(self, body: bytes) -> Fault:
        front = self.server.front
        front.sizes.append(len(body))
        front.encodings.append(self.headers.get("content-encoding"))
        if front.faults:
            return front.faults.popleft()
        return front.always if front.chance.random() < front.share else Fault()

    def _forward(self, body: bytes) -> tuple[int, dict[str, str], bytes] | None:
        """Ask Elasticsearch; none where it does not answer, which the client then sees too."""
        line = http.client.HTTPConnection(self.server.upstream.hostname or "", self.server.upstream.port, timeout=60)
        try:
            line.request(self.command, self._asked, body=body or None, headers=dict(self.headers))
            answer = line.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()

    def _answer(self, status: int, headers: dict[str, str], body: bytes, product: str | None = PRODUCT) -> None:
        self.send_response(status)
        kept = {name: value for name, value in headers.items() if name.lower() not in ("content-length", "transfer-encoding")}
        for name, value in {**kept, "X-elastic-product": product, "Content-Length": str(len(body))}.items():
            if value is not None:
                self.send_header(name, value)
        with suppress(OSError):  # the client may have given up meanwhile
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def in_front_of(url: str) -> Iterator[Front]:
    """Serve on a free port; all requests but those that the faults are about pass untouched."""
    front = Front(url="")
    server = _Server(front, url)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    front.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield front
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _error(fault: Fault) -> bytes:
    cause = {"type": "told_exception", "reason": fault.reason}
    return json.dumps({"error": {"root_cause": [cause], **cause}, "status": fault.status}).encode()
