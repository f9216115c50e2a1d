"""One address for both: the shipped nginx configuration, with a real nginx between callers, the sidecar and Elasticsearch."""

import gzip
import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from tests.acceptance.databases import jdbc
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Service, free_port, request
from tests.conftest import had
from tests.servers import nginx
from tests.support.elasticsearch_proxy import Front, in_front_of

JSON = {"content-type": "application/json"}
NDJSON = {"content-type": "application/x-ndjson"}
PATIENCE = 20.0
"""Seconds within which every answer must come: far fewer than the proxy's own time-outs."""


@dataclass(frozen=True)
class Told:
    """An answer as it came over the wire."""

    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def body(self) -> object:
        return json.loads(self.raw)


class Line(http.client.HTTPConnection):
    """One connection to an address, kept alive, whose paths go out byte for byte."""

    def __init__(self, url: str) -> None:
        super().__init__(urlsplit(url).netloc, timeout=PATIENCE)

    def ask(self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> Told:
        """Send a request and read its answer."""
        self.request(method, path, body, headers or {})  # type: ignore[arg-type]
        answer = self.getresponse()
        return Told(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


def ask(url: str, method: str, path: str, body: object = None, headers: dict[str, str] | None = None) -> Told:
    """Ask on a connection of its own."""
    with closing(Line(url)) as line:
        return line.ask(method, path, body, headers)


def spoken(url: str, sent: bytes) -> bytes:
    """Send bytes and give what comes back until the other side ends, or has said one whole answer."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=PATIENCE) as wire:
        wire.sendall(sent)
        answer = http.client.HTTPResponse(wire)
        answer.begin()
        return b"%d %s" % (answer.status, answer.read())


@pytest.fixture(scope="module")
def address(service: Service) -> Iterator[str]:
    """Give the one address for a sidecar and its Elasticsearch."""
    with had(nginx.running(sidecar=service.url, elasticsearch=service.elasticsearch)) as url:
        yield url


@dataclass(frozen=True)
class Overheard:
    """The one address, with a listener in front of each side."""

    url: str
    sidecar: Front
    elasticsearch: Front

    def heard(self) -> list[tuple[str, str]]:
        """Give what came since the last call: which side, method and path."""
        sides = {"sidecar": self.sidecar, "elasticsearch": self.elasticsearch}
        came = [(side, what) for side, front in sides.items() for what, _ in front.heard]
        for front in sides.values():
            front.heard.clear()
        return came


@pytest.fixture(scope="module")
def overheard(service: Service) -> Iterator[Overheard]:
    with ExitStack() as stack:
        sidecar, cluster = (stack.enter_context(in_front_of(url)) for url in (service.url, service.elasticsearch))
        url = stack.enter_context(had(nginx.running(sidecar=sidecar.url, elasticsearch=cluster.url)))
        yield Overheard(url, sidecar, cluster)


@pytest.fixture(autouse=True)
def silence(request: pytest.FixtureRequest) -> None:
    """Forget what was heard before the test."""
    if "overheard" in request.fixturenames:
        request.getfixturevalue("overheard").heard()


# -- which side -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "side"),
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
        # Tricks. nginx chooses by the path that it has tidied up, and sends the one that came: neither side tidies up.
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
def test_a_path_goes_to_its_side_byte_for_byte_and_is_answered_as_that_side_answers(
    overheard: Overheard, service: Service, path: str, side: str | None
) -> None:
    told = ask(overheard.url, "GET", path)

    assert overheard.heard() == ([] if side is None else [(side, f"GET {path}")])
    if side is None:
        assert (told.status, told.body["status"]) == (400, 400)  # type: ignore[index]
        return
    itself = ask(service.url if side == "sidecar" else service.elasticsearch, "GET", path)
    assert told.status == itself.status
    assert told.headers["x-elastic-product"] == "Elasticsearch"
    if told.status != 200:
        assert told.body == itself.body


def test_headers_go_on_as_they_came(overheard: Overheard) -> None:
    sent = {
        "Authorization": "ApiKey abc=", "X-Opaque-Id": "mine", "es-security-runas-user": "bob", "es-client-authentication": "Shared x",
        "es-secondary-authorization": "ApiKey def=", "X-Elastic-Client-Meta": "es=9", "traceparent": "00-1-2-01",
        "Accept": "application/vnd.elasticsearch+json; compatible-with=8", "Accept-Encoding": "identity",
    }  # fmt: skip
    for path, front in (("/_siren/live", overheard.sidecar), ("/_cluster/health", overheard.elasticsearch)):
        told = ask(overheard.url, "GET", path, headers={**sent, "Host": "es.example.org:8200"})
        assert told.status == 200
        ((_, came),) = front.heard
        assert {name.lower(): value for name, value in sent.items()}.items() <= came.items()
        assert came["host"] == "es.example.org:8200"
        assert told.headers["x-opaque-id"] == "mine"


def test_one_connection_serves_both_sides(address: str) -> None:
    with closing(Line(address)) as line:
        line.connect()
        own = line.sock.getsockname()
        for _ in range(20):
            assert line.ask("GET", "/_siren/live").body == {"status": "live"}
            assert line.ask("GET", "/_cluster/health?filter_path=status").status == 200
            assert line.ask("HEAD", "/_siren/live").raw == b""
            assert line.ask("HEAD", "/_cluster/health").raw == b""
            assert line.sock.getsockname() == own


# -- bodies -----------------------------------------------------------------------------------------------------------------------


def test_a_large_bulk_passes_whole(address: str, service: Service, name: str) -> None:
    service.es("PUT", f"/{name}", {"mappings": {"enabled": False}})
    lines = b"".join(b'{"index":{"_id":"%d"}}\n{"text":"%s"}\n' % (number, b"x " * 50_000) for number in range(120))
    assert len(lines) > 12_000_000
    chunks = (lines[at : at + 65_536] for at in range(0, len(lines), 65_536))
    for body, headers in ((lines, {}), (gzip.compress(lines, 1), {"content-encoding": "gzip"}), (chunks, {})):
        told = ask(address, "POST", f"/{name}/_bulk?refresh=true&filter_path=errors", body, {**NDJSON, **headers})
        assert (told.status, told.body) == (200, {"errors": False})
    assert service.count(name) == 120


@pytest.mark.parametrize("form", ["plain", "chunked", "gzip"])
def test_a_definition_arrives_in_whatever_form_it_is_sent(address: str, service: Service, name: str, form: str) -> None:
    body = json.dumps({"jdbc": {"url": "jdbc:postgresql://db/shop", "username": "Zoë ☂"}}, ensure_ascii=False).encode()
    sent = {"plain": body, "chunked": iter([body[:10], body[10:]]), "gzip": gzip.compress(body)}[form]
    told = ask(address, "PUT", f"{DATASOURCE}/{name}", sent, {**JSON, **({"content-encoding": "gzip"} if form == "gzip" else {})})
    assert told.status == 201, told
    assert service.call("GET", f"{DATASOURCE}/{name}")["_source"]["jdbc"]["username"] == "Zoë ☂"


def test_an_answer_is_compressed_where_elasticsearch_does_it(address: str, name: str) -> None:
    ask(address, "PUT", f"/{name}/_doc/1?refresh=true", json.dumps({"text": "x" * 10_000}).encode(), JSON)
    told = ask(address, "GET", f"/{name}/_search", headers={"accept-encoding": "gzip"})
    assert told.headers["content-encoding"] == "gzip"
    assert b"xxxx" in gzip.decompress(told.raw)


@pytest.mark.parametrize("chunked", [False, True])
def test_the_sidecars_own_bound_of_a_body_answers(address: str, chunked: bool) -> None:
    body = b'{"jdbc": "' + b"x" * 2_000_000 + b'"}'
    told = ask(address, "PUT", f"{DATASOURCE}/a", iter([body]) if chunked else body, JSON)
    assert told.status == 413
    assert b"SIDECAR_MAX_BODY" in told.raw


def test_what_the_proxy_refuses_is_told_as_elasticsearch_tells_it(address: str) -> None:
    told = ask(address, "PUT", f"{DATASOURCE}/a", b"x" * 17_000_000, {**JSON, "X-Opaque-Id": "mine"})
    assert told.status == 413
    cause = {"type": "content_too_long_exception", "reason": "the body is larger than this address lets through"}
    assert told.body == {"error": {"root_cause": [cause], **cause}, "status": 413}
    assert (told.headers["content-type"], told.headers["x-opaque-id"]) == ("application/json", "mine")


@pytest.mark.parametrize("id", ["a/b c", "%2F", "é ☂", "a+b", "100%"])
def test_an_id_is_decoded_once(address: str, service: Service, name: str, id: str) -> None:
    encoded = "".join(f"%{byte:02X}" for byte in id.encode())
    assert ask(address, "PUT", f"/{name}/_doc/{encoded}?refresh=true", b"{}", JSON).status == 201
    assert [hit["_id"] for hit in service.documents(name)] == [id]

    refused = ask(address, "GET", f"{DATASOURCE}/{encoded}")
    assert refused.body == ask(service.url, "GET", f"{DATASOURCE}/{encoded}").body


# -- time -------------------------------------------------------------------------------------------------------------------------


def test_a_caller_can_wait_for_the_end_of_a_run(address: str, service: Service, name: str, postgres_url: str) -> None:
    service.define(name, {"query": "select pg_sleep(3)::text as a"}, jdbc(postgres_url))
    told = ask(address, "POST", f"{INGESTION}/{name}/_run?wait_for_completion=true")
    assert (told.status, told.body["status"]["state"]) == (200, "successful")  # type: ignore[index]
    # Nobody waits for the default of 60 s in a test.
    assert "proxy_read_timeout 1d;" in nginx.TEMPLATE.read_text()


def test_a_side_that_is_away_is_told_and_the_other_still_answers(service: Service) -> None:
    nobody = f"http://127.0.0.1:{free_port()}"
    with nginx.running(sidecar=nobody, elasticsearch=service.elasticsearch) as url:
        told = ask(url, "GET", f"{JOBS}/ingestion")
        assert (told.status, told.body["error"]["type"]) == (502, "status_exception")  # type: ignore[index]
        assert request("GET", f"{url}/_cluster/health").status == 200


# -- requests that are none ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (b"X-A: a\x07b", b"prohibited character 0x7"),
        (b"Authorization: Basic \x0b", b"0xb"),
        (b"\r\n".join(b"X-%d: %s" % (number, b"x" * 4000) for number in range(5)), b"larger than 16384 bytes"),
        (b"X-A: " + b"x" * 20_000, b"its headers are too large"),
    ],
)
def test_a_broken_request_spoils_no_other(address: str, header: bytes, words: bytes) -> None:
    for _ in range(3):
        told = spoken(address, b"GET /_cluster/health HTTP/1.1\r\nHost: a\r\n" + header + b"\r\n\r\n")
        assert told.startswith(b"400 {")
        assert words in told
        assert ask(address, "GET", "/_cluster/health").status == 200


@pytest.mark.parametrize("side", ["/_siren/live", "/_cluster/health"])
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
def test_a_request_that_could_be_read_in_two_ways_reaches_nobody(overheard: Overheard, side: str, headers: bytes) -> None:
    hidden = b"0\r\n\r\nGET /_siren/connector/datasource/_search HTTP/1.1\r\nHost: a\r\n\r\n"
    told = spoken(overheard.url, b"POST " + side.encode() + b" HTTP/1.1\r\nHost: a\r\n" + headers + b"\r\n" + hidden)
    assert told[:4] in (b"400 ", b"501 ")
    assert overheard.heard() == []


def test_a_long_mark_comes_back(address: str) -> None:
    assert ask(address, "GET", "/_cluster/health", headers={"X-Opaque-Id": "x" * 7000}).headers["x-opaque-id"] == "x" * 7000
    assert ask(address, "GET", "/_siren/live", headers={"X-Opaque-Id": "x" * 7000}).headers["x-opaque-id"] == "x" * 7000
