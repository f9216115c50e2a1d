"""The API client of the commands."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from sidecar.api_client import MAX_ENDED_JOBS, ApiClient
from sidecar.errors import ApiError, NotFound, ServiceUnavailable


@contextmanager
def server(status: int, location: str, requests: list[str | None], body: bytes = b"{}") -> Iterator[str]:
    """Serve one response on a free port and record the credentials of each request; yield the URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.headers["Authorization"])
            self.send_response(status)
            self.send_header("Location", location)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Log nothing."""

        do_POST = do_GET  # noqa: N815

    with HTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.server_port}"
        finally:
            listening.shutdown()
            thread.join()


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_credentials_are_not_sent_to_another_server(status: int, method: str) -> None:
    first: list[str | None] = []
    second: list[str | None] = []
    with (
        server(200, "", second) as other,
        server(status, f"{other}/x", first) as url,
        pytest.raises(ApiError, match=r"redirects to \[http://127.0.0.1:\d+/x\], which is not followed"),
    ):
        ApiClient(url, "user", "secret").call(method, "/x")
    assert (len(first), second) == (1, [])


class Jobs(ApiClient):
    """A client whose running jobs are scripted, one set per call; None is an outage. Every job has ended when it is asked for alone."""

    def __init__(self, *calls: set[str] | None) -> None:
        super().__init__("http://localhost")
        self._calls = iter(calls)

    def jobs(self) -> list[dict[str, Any]]:
        ids = next(self._calls)
        if ids is None:
            raise ServiceUnavailable("no answer")
        return [{"status": {"id": id, "is_running": True}} for id in sorted(ids)]

    def status(self, id: str) -> dict[str, Any]:
        return {"id": id, "is_running": False}


def test_watching_shows_jobs_that_ended_meanwhile_and_survives_an_outage() -> None:
    updates = Jobs({"a"}, None, {"b"}, set(), {"a"}).watch(interval=0)
    found = [{each["id"]: each["is_running"] for each in next(updates)} for _ in range(4)]
    assert found == [{"a": True}, {"a": False, "b": True}, {"a": False, "b": False}, {"a": True, "b": False}]


def test_watching_yields_only_the_last_jobs_that_ended() -> None:
    first, second = (next(updates) for updates in [Jobs({f"{number:03}" for number in range(99)}, set()).watch(interval=0)] * 2)
    assert len(first) == 99
    assert [each["id"] for each in second] == [f"{number:03}" for number in range(99 - MAX_ENDED_JOBS, 99)]


def test_a_job_that_was_deleted_is_no_longer_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    def raise_not_found(*_: object) -> None:
        raise NotFound("deleted")

    monkeypatch.setattr(Jobs, "status", raise_not_found)
    updates = Jobs({"a"}, set()).watch(interval=0)
    assert [[each["id"] for each in next(updates)] for _ in range(2)] == [["a"], []]


@pytest.mark.parametrize(
    ("path", "reason"), [("jobs/ingestion/a", "[a] not found: it was never run"), ("datasource/a", "[a] does not exist")]
)
def test_an_id_that_does_not_exist_is_named(path: str, reason: str) -> None:
    with server(404, "", [], body=b'{"_id": "a", "found": false}') as url, pytest.raises(NotFound) as caught:
        ApiClient(url).call("GET", f"/_siren/connector/{path}")
    assert caught.value.reason.startswith(reason)


def test_watching_an_unreachable_sidecar_fails_at_once() -> None:
    with pytest.raises(ServiceUnavailable):
        next(Jobs(None).watch(interval=0))


def test_a_verification_is_started_by_a_request_of_the_id_in_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[str, str]] = []

    def record(_: ApiClient, method: str, path: str) -> dict[str, Any]:
        calls.append((method, path))
        return {"job": {"execution": "e1"}}

    monkeypatch.setattr(ApiClient, "call", record)
    assert ApiClient("http://localhost").verify("a b/c") == "e1"
    assert calls == [("POST", "/_siren/connector/ingestion/a%20b%2Fc/_verify")]
