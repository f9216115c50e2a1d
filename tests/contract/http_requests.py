"""Send HTTP requests with exactly the given headers."""

import http.client
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

Headers = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Response:
    """A response: status, headers by lower-case name, and the body as text."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def error(self) -> dict[str, Any]:
        """The error object. Elasticsearch returns some errors as a string, which becomes the reason."""
        error = json.loads(self.text)["error"]
        return {"reason": error} if isinstance(error, str) else dict(error)


def send_request(url: str, method: str, path: str, headers: Headers = (), body: bytes | None = None) -> Response:
    """Send a request with these headers, plus only Host and Content-Length."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True, skip_host=any(name == "Host" for name, _ in headers))
        for name, value in headers:
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        text = response.read().decode(errors="replace")
        return Response(response.status, {name.lower(): value for name, value in response.getheaders()}, text)
    finally:
        connection.close()
