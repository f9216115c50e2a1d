"""The API client of the commands."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from sidecar.api_client import ApiClient
from sidecar.errors import ApiError


@contextmanager
def server(status: int, location: str, requests: list[str | None]) -> Iterator[str]:
    """Serve one response on a free port and record the credentials of each request; yield the URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.headers["Authorization"])
            self.send_response(status)
            self.send_header("Location", location)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

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
