"""The shipped nginx configuration: one address for the sidecar and Elasticsearch, tested with a real nginx."""

import gzip
import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.acceptance.databases import jdbc
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Service, free_port, request
from tests.conftest import available
from tests.servers import nginx
from tests.support.elasticsearch_proxy import ElasticsearchProxy, elasticsearch_proxy

JSON = {"content-type": "application/json"}
NDJSON = {"content-type": "application/x-ndjson"}
RESPONSE_TIMEOUT = 20.0
"""Seconds within which a response must come; far less than nginx's own timeouts."""


@dataclass(frozen=True)
class RawResponse:
    """A response with its undecoded body."""

    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> Any:
        return json.loads(self.raw)


class RawConnection(http.client.HTTPConnection):
    """A keep-alive connection that sends paths unchanged."""

    def __init__(self, url: str) -> None:
        super().__init__(urlsplit(url).netloc, timeout=RESPONSE_TIMEOUT)

    def send_request(self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> RawResponse:
        """Send a request and read the response."""
        self.request(method, path, body, headers or {})  # type: ignore[arg-type]
        response = self.getresponse()
        return RawResponse(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())


def send_request(url: str, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> RawResponse:
    """Send a request on a new connection."""
    with closing(RawConnection(url)) as connection:
        return connection.send_request(method, path, body, headers)


def exchange(url: str, data: bytes) -> bytes:
    """Send bytes; return status and body of the first response."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=RESPONSE_TIMEOUT) as connection:
        connection.sendall(data)
        response = http.client.HTTPResponse(connection)
        response.begin()
        return b"%d %s" % (response.status, response.read())


@pytest.fixture(scope="module")
def address(service: Service) -> Iterator[str]:
    """Yield the URL of an nginx in front of a sidecar and its Elasticsearch."""
    with available(nginx.running(sidecar=service.url, elasticsearch=service.elasticsearch)) as url:
        yield url


@dataclass(frozen=True)
class RecordedAddress:
    """The URL of an nginx, and a recording proxy in front of each upstream."""

    url: str
    sidecar: ElasticsearchProxy
    elasticsearch: ElasticsearchProxy

    def take_requests(self) -> list[tuple[str, str]]:
        """Return and forget the requests since the last call: upstream, and method with path."""
        upstreams = {"sidecar": self.sidecar, "elasticsearch": self.elasticsearch}
        received = [(upstream, call) for upstream, proxy in upstreams.items() for call, _ in proxy.requests]
        for proxy in upstreams.values():
            proxy.requests.clear()
        return received


@pytest.fixture(scope="module")
def recorded(service: Service) -> Iterator[RecordedAddress]:
    """Yield an nginx whose requests to both upstreams are recorded."""
    with ExitStack() as stack:
        sidecar, cluster = (stack.enter_context(elasticsearch_proxy(url)) for url in (service.url, service.elasticsearch))
        url = stack.enter_context(available(nginx.running(sidecar=sidecar.url, elasticsearch=cluster.url)))
        yield RecordedAddress(url, sidecar, cluster)


@pytest.fixture(autouse=True)
def forget_requests(request: pytest.FixtureRequest) -> None:
    """Forget the requests of earlier tests."""
    if "recorded" in request.fixturenames:
        request.getfixturevalue("recorded").take_requests()


# -- routing ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "upstream"),
    [
        ("/_siren/live", "sidecar"),
        ("/_siren", "sidecar"),
        ("/_siren/", "sidecar"),
        (f"{DATASOURCE}/a?pretty", "sidecar"),
        (f"{DATASOURCE}/a%2Fb%252F%C3%A9?filter_path=a%2Cb", "sidecar"),
        ("/", "elasticsearch"),
        ("/_cluster/health?filter_path=status", "elasticsearch"),
        ("/_sirenx/live", "elasticsearch"),
        ("/_SIREN/live", "elasticsearch"),
        ("/nothing%2F_siren/_doc/a%2Fb%252F%C3%A9%20c+d?routing=%2F", "elasticsearch"),
        ("/.siren-jobs/_search?expand_wildcards=all&q=*", "elasticsearch"),
        # nginx routes by the normalized path and forwards the original one, which neither upstream normalizes.
        ("/_siren/../_cluster/health", "elasticsearch"),
        ("/_siren/%2e%2e/_cluster/health", "elasticsearch"),
        ("/_siren/..%2f_cluster/health", "elasticsearch"),
        ("/_siren/connector/../../_security/user", "elasticsearch"),
        ("/_cluster/../_siren/connector/datasource/_search", "sidecar"),
        ("/%5fsiren/live", "sidecar"),
        ("/_siren%2flive", "sidecar"),
        ("//_siren/live", "sidecar"),
        ("/_siren//live", "sidecar"),
        ("/./_siren/live", "sidecar"),
        ("/_siren;x/live", "elasticsearch"),
        ("/_siren%00/live", None),
        ("/../../_siren/live", None),
    ],
)  # fmt: skip
def test_a_path_is_forwarded_unchanged_and_gets_the_upstreams_response(
    recorded: RecordedAddress, service: Service, path: str, upstream: str | None
) -> None:
    response = send_request(recorded.url, "GET", path)

    assert recorded.take_requests() == ([] if upstream is None else [(upstream, f"GET {path}")])
    if upstream is None:
        assert (response.status, response.body["status"]) == (400, 400)
        return
    direct = send_request(service.url if upstream == "sidecar" else service.elasticsearch, "GET", path)
    assert response.status == direct.status
    assert response.headers["x-elastic-product"] == "Elasticsearch"
    if response.status != 200:
        assert response.body == direct.body


def test_headers_are_forwarded_unchanged(recorded: RecordedAddress) -> None:
    sent = {
        "Authorization": "ApiKey abc=", "X-Opaque-Id": "opaque-1", "es-security-runas-user": "bob", "es-client-authentication": "Shared x",
        "es-secondary-authorization": "ApiKey def=", "X-Elastic-Client-Meta": "es=9", "traceparent": "00-1-2-01",
        "Accept": "application/vnd.elasticsearch+json; compatible-with=8", "Accept-Encoding": "identity",
    }  # fmt: skip
    for path, proxy in (("/_siren/live", recorded.sidecar), ("/_cluster/health", recorded.elasticsearch)):
        response = send_request(recorded.url, "GET", path, headers={**sent, "Host": "localhost:8200"})
        assert response.status == 200
        ((_, received),) = proxy.requests
        assert {name.lower(): value for name, value in sent.items()}.items() <= received.items()
        assert received["host"] == "localhost:8200"
        assert response.headers["x-opaque-id"] == "opaque-1"


def test_one_connection_reaches_both_upstreams(address: str) -> None:
    with closing(RawConnection(address)) as connection:
        connection.connect()
        local_address = connection.sock.getsockname()
        for _ in range(20):
            assert connection.send_request("GET", "/_siren/live").body == {"status": "live"}
            assert connection.send_request("GET", "/_cluster/health?filter_path=status").status == 200
            assert connection.send_request("HEAD", "/_siren/live").raw == b""
            assert connection.send_request("HEAD", "/_cluster/health").raw == b""
            assert connection.sock.getsockname() == local_address


# -- bodies -----------------------------------------------------------------------------------------------------------------------


def test_a_large_bulk_request_is_forwarded_completely(address: str, service: Service, name: str) -> None:
    service.es("PUT", f"/{name}", {"mappings": {"enabled": False}})
    lines = b"".join(b'{"index":{"_id":"%d"}}\n{"text":"%s"}\n' % (number, b"x " * 50_000) for number in range(120))
    assert len(lines) > 12_000_000
    chunks = (lines[start : start + 65_536] for start in range(0, len(lines), 65_536))
    for body, headers in ((lines, {}), (gzip.compress(lines, 1), {"content-encoding": "gzip"}), (chunks, {})):
        response = send_request(address, "POST", f"/{name}/_bulk?refresh=true&filter_path=errors", body, {**NDJSON, **headers})
        assert (response.status, response.body) == (200, {"errors": False})
    assert service.count(name) == 120


@pytest.mark.parametrize("encoding", ["plain", "chunked", "gzip"])
def test_a_definition_is_saved_from_a_plain_chunked_or_compressed_body(address: str, service: Service, name: str, encoding: str) -> None:
    body = json.dumps({"jdbc": {"url": "jdbc:postgresql://db/shop", "username": "Zoë ☂"}}, ensure_ascii=False).encode()
    sent = {"plain": body, "chunked": iter([body[:10], body[10:]]), "gzip": gzip.compress(body)}[encoding]
    response = send_request(
        address, "PUT", f"{DATASOURCE}/{name}", sent, {**JSON, **({"content-encoding": "gzip"} if encoding == "gzip" else {})}
    )
    assert response.status == 201, response
    assert service.call("GET", f"{DATASOURCE}/{name}")["_source"]["jdbc"]["username"] == "Zoë ☂"


def test_a_response_compressed_by_elasticsearch_stays_compressed(address: str, name: str) -> None:
    send_request(address, "PUT", f"/{name}/_doc/1?refresh=true", json.dumps({"text": "x" * 10_000}).encode(), JSON)
    response = send_request(address, "GET", f"/{name}/_search", headers={"accept-encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert b"xxxx" in gzip.decompress(response.raw)


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_over_the_sidecars_limit_gets_the_sidecars_error(address: str, chunked: bool) -> None:
    body = b'{"jdbc": "' + b"x" * 2_000_000 + b'"}'
    response = send_request(address, "PUT", f"{DATASOURCE}/a", iter([body]) if chunked else body, JSON)
    assert response.status == 413
    assert b"SIDECAR_MAX_BODY" in response.raw


def test_errors_of_the_proxy_have_elasticsearchs_form(address: str) -> None:
    response = send_request(address, "PUT", f"{DATASOURCE}/a", b"x" * 17_000_000, {**JSON, "X-Opaque-Id": "opaque-1"})
    assert response.status == 413
    cause = {"type": "content_too_long_exception", "reason": "the request body exceeds the limit of the proxy"}
    assert response.body == {"error": {"root_cause": [cause], **cause}, "status": 413}
    assert (response.headers["content-type"], response.headers["x-opaque-id"]) == ("application/json", "opaque-1")


@pytest.mark.parametrize("id", ["a/b c", "%2F", "é ☂", "a+b", "100%"])
def test_an_id_is_decoded_once(address: str, service: Service, name: str, id: str) -> None:
    encoded = "".join(f"%{byte:02X}" for byte in id.encode())
    assert send_request(address, "PUT", f"/{name}/_doc/{encoded}?refresh=true", b"{}", JSON).status == 201
    assert [hit["_id"] for hit in service.documents(name)] == [id]

    forwarded = send_request(address, "GET", f"{DATASOURCE}/{encoded}")
    assert forwarded.body == send_request(service.url, "GET", f"{DATASOURCE}/{encoded}").body


# -- timeouts and failures --------------------------------------------------------------------------------------------------------


def test_a_client_can_wait_for_the_end_of_a_run(address: str, service: Service, name: str, postgres_url: str) -> None:
    service.define(name, {"query": "select pg_sleep(3)::text as a"}, jdbc(postgres_url))
    response = send_request(address, "POST", f"{INGESTION}/{name}/_run?wait_for_completion=true")
    assert (response.status, response.body["status"]["state"]) == (200, "successful")
    # A run longer than nginx's default of 60 s would take too long in a test.
    assert "proxy_read_timeout 1d;" in nginx.TEMPLATE.read_text()


def test_an_unreachable_upstream_gets_502_and_the_other_is_served(service: Service) -> None:
    unused = f"http://127.0.0.1:{free_port()}"
    with nginx.running(sidecar=unused, elasticsearch=service.elasticsearch) as url:
        response = send_request(url, "GET", f"{JOBS}/ingestion")
        assert (response.status, response.body["error"]["type"]) == (502, "status_exception")
        assert request("GET", f"{url}/_cluster/health").status == 200


# -- invalid requests ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (b"X-A: a\x07b", b"prohibited character 0x7"),
        (b"Authorization: Basic \x0b", b"0xb"),
        (b"\r\n".join(b"X-%d: %s" % (number, b"x" * 4000) for number in range(5)), b"larger than 16384 bytes"),
        (b"X-A: " + b"x" * 20_000, b"its headers are too large"),
    ],
    ids=["control character", "vertical tab", "large headers", "large header"],
)
def test_an_invalid_request_does_not_affect_others(address: str, header: bytes, message: bytes) -> None:
    for _ in range(3):
        response = exchange(address, b"GET /_cluster/health HTTP/1.1\r\nHost: a\r\n" + header + b"\r\n\r\n")
        assert response.startswith(b"400 {")
        assert message in response
        assert send_request(address, "GET", "/_cluster/health").status == 200


@pytest.mark.parametrize("path", ["/_siren/live", "/_cluster/health"])
@pytest.mark.parametrize(
    "headers",
    [
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n",
        b"Transfer-Encoding: chunked, identity\r\n",
        b"Transfer-Encoding: xchunked\r\n",
        b"Content-Length: -1\r\n",
        b"Host: b\r\n",
        b"Authorization: a\r\nAuthorization: b\r\n",
    ],
)
def test_an_ambiguous_request_reaches_no_upstream(recorded: RecordedAddress, path: str, headers: bytes) -> None:
    hidden = b"0\r\n\r\nGET /_siren/connector/datasource/_search HTTP/1.1\r\nHost: a\r\n\r\n"
    response = exchange(recorded.url, b"POST " + path.encode() + b" HTTP/1.1\r\nHost: a\r\n" + headers + b"\r\n" + hidden)
    assert response[:4] in (b"400 ", b"501 ")
    assert recorded.take_requests() == []


def test_a_long_opaque_id_is_returned(address: str) -> None:
    assert send_request(address, "GET", "/_cluster/health", headers={"X-Opaque-Id": "x" * 7000}).headers["x-opaque-id"] == "x" * 7000
    assert send_request(address, "GET", "/_siren/live", headers={"X-Opaque-Id": "x" * 7000}).headers["x-opaque-id"] == "x" * 7000
