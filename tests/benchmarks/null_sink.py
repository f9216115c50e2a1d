"""An Elasticsearch that acknowledges rows without indexing them, so that only reading, encoding and sending are measured.

It forwards everything else. Run as ``python -m tests.benchmarks.null_sink <port> <url>``, in a process of its own.
"""

import http.client
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.support.elasticsearch_proxy import is_bulk_of_rows

_CREATED = b'{"index":{"status":201}}'


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    upstream = ""

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if is_bulk_of_rows(f"{self.command} {self.path}"):
            rows = body.count(b"\n") // 2
            self._respond(200, b'{"errors":false,"took":1,"items":[' + b",".join([_CREATED] * rows) + b"]}", "application/json")
            return
        connection = http.client.HTTPConnection(self.upstream, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")}
        connection.request(self.command, self.path, body, headers)
        response = connection.getresponse()
        self._respond(response.status, response.read(), response.headers.get("content-type", "application/json"))
        connection.close()

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815 - names of the base class

    def _respond(self, status: int, body: bytes, type: str) -> None:
        self.send_response(status)
        self.send_header("content-type", type)
        self.send_header("x-elastic-product", "Elasticsearch")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Write no log."""


if __name__ == "__main__":
    _Handler.upstream = urlsplit(sys.argv[2]).netloc
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), _Handler).serve_forever()
