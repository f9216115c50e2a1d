"""HTTP requests exactly as they are written, and what is compared of the answers."""

import http.client
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

Headers = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """A status, headers by lower-case name, and the body as text."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def error(self) -> dict[str, Any]:
        """Give the error; Elasticsearch says some as one bare sentence, where the sidecar keeps to one shape."""
        error = json.loads(self.text)["error"]
        return {"reason": error} if isinstance(error, str) else dict(error)


def talk(url: str, verb: str, path: str, headers: Headers = (), body: bytes | None = None) -> Answer:
    """Send one request with these headers and no others but the host and the body's length."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        connection.putrequest(verb, path, skip_accept_encoding=True, skip_host=any(name == "Host" for name, _ in headers))
        for name, value in headers:
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        text = response.read().decode(errors="replace")
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, text)
    finally:
        connection.close()
