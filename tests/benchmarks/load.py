"""Send requests at a constant rate over many connections, and keep their durations."""

import http.client
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import urlsplit

CONNECTIONS = 64
"""Requests that may be under way at a time."""


@dataclass(frozen=True)
class Request:
    """A request of some kind, to one of several servers. Its status must be ``expected``."""

    kind: str
    server: str
    method: str
    path: str
    body: bytes | None = None
    expected: tuple[int, ...] = (200,)


@dataclass
class Durations:
    """Durations by kind and server in milliseconds, and failed requests."""

    by_kind: dict[tuple[str, str], list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    def of_server(self, server: str) -> list[float]:
        """Return the durations of all kinds."""
        return [each for (_, found), durations in self.by_kind.items() if found == server for each in durations]


def percentile(durations: Sequence[float], percent: int) -> float:
    """Return a percentile; 0 without durations."""
    return quantiles(durations, n=100, method="inclusive")[percent - 1] if len(durations) > 1 else sum(durations)


class _Connections:
    """A connection for each thread and server."""

    def __init__(self, urls: dict[str, str]) -> None:
        self._hosts = {name: urlsplit(url).netloc for name, url in urls.items()}
        self._local = threading.local()
        self._opened: list[http.client.HTTPConnection] = []

    def send(self, request: Request) -> tuple[int, bytes]:
        """Send a request over the thread's connection; return the status and the body of the response."""
        name = f"to_{request.server}"
        connection: http.client.HTTPConnection | None = getattr(self._local, name, None)
        if connection is None:
            connection = http.client.HTTPConnection(self._hosts[request.server], timeout=60)
            setattr(self._local, name, connection)
            self._opened.append(connection)
        try:
            connection.request(request.method, request.path, request.body, {"content-type": "application/json"})
            response = connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            raise

    def close(self) -> None:
        """Close all connections."""
        for each in self._opened:
            each.close()


def send_at_rate(
    urls: dict[str, str], requests: Iterator[Sequence[Request]], *, rate: float, seconds: float, each_minute: Callable[[], None]
) -> Durations:
    """Send groups of requests at a rate per second for some time; call ``each_minute`` meanwhile.

    A duration begins when the request is due: what waits because earlier ones are slow counts, too.
    """
    durations, lock = Durations(), threading.Lock()

    def send(request: Request, due: float) -> None:
        try:
            status, body = connections.send(request)
            error = "" if status in request.expected else f"{request.method} {request.path}: {status} {body[:300]!r}"
        except (OSError, http.client.HTTPException) as failure:
            error = f"{request.method} {request.path}: {failure!r}"
        duration = 1000 * (time.perf_counter() - due)
        with lock:
            durations.by_kind[request.kind, request.server].append(duration)
            if error:
                durations.errors.append(error)

    with closing(_Connections(urls)) as connections, ThreadPoolExecutor(CONNECTIONS) as pool:
        began = time.perf_counter()
        minutes = 0
        for number in range(round(rate * seconds)):
            due = began + number / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            for request in next(requests):
                pool.submit(send, request, due)
            if due - began >= 60 * (minutes + 1):
                minutes += 1
                pool.submit(each_minute)
    return durations
