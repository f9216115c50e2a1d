"""Hostile HTTP requests: each is rejected with an error body, in bounded time and memory, while other clients are served."""

import gzip
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.acceptance.databases import write_sqlite_file
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Service
from tests.support.raw_http import connect, connect_many, exchange, parse_responses, read_all
from tests.support.waiting import wait_until

MAX_BODY = 1024 * 1024
MAX_GROWTH = 150 * 1024 * 1024
"""Bytes by which the memory of all API processes may grow during a test."""
RESPONSE_TIMEOUT = 20.0
"""Seconds within which a response must come, even on a busy machine."""


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Yield an API without an agent."""
    folder = tmp_path_factory.mktemp("sidecar")
    api = Service(elasticsearch_url, folder, command="api")
    api.start()
    yield api
    api.stop()


@pytest.fixture(autouse=True)
def limits(service: Service) -> Iterator[None]:
    """Check time, memory and log after each test, and that the service still responds."""
    memory_before, start = resident_memory(service), time.monotonic()
    yield
    assert resident_memory(service) - memory_before < MAX_GROWTH
    assert time.monotonic() - start < 6 * RESPONSE_TIMEOUT
    assert service.call("GET", "/_siren/live").status == 200
    assert "internal error" not in service.log()
    assert "Traceback" not in service.log()


def resident_memory(service: Service) -> int:
    """Return the resident memory of the API's processes, in bytes."""
    pid = service.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) * 4096 for each in (str(pid), *children))


def error_reason(response: tuple[int, bytes]) -> str:
    """Check the form of an error body; return its reason."""
    status, body = response
    document = json.loads(body)
    assert document["status"] == status
    assert document["error"]["root_cause"][0].keys() >= {"type", "reason"}
    return str(document["error"]["reason"])


HEAD = f"POST {JOBS}/_search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n".encode()
SMUGGLED = b"GET /_siren/live HTTP/1.1\r\nHost: localhost\r\n\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"
CHUNKS = b"2\r\n{}\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        HEAD + b"Content-Length: 5\r\n" + CHUNKED + b"0\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        HEAD + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        HEAD + b"Content-Length: 2\r\nContent-Length: 50\r\n\r\n{}",
        *(HEAD + b"Content-Length: " + length + b"\r\n\r\n{}" for length in (b"2, 2", b"+2", b"-2", b"0x2", b"\xb2", b"2 2", b"")),
        HEAD + b"Content-Length : 2\r\n\r\n{}",
        HEAD + b"Content-Length:\r\n 2\r\n\r\n{}",
        *(HEAD + b"Transfer-Encoding: " + coding + b"\r\n\r\n" + CHUNKS for coding in
          (b"identity", b"xchunked", b"chunked, chunked", b"chunked, identity", b"gzip", b"\x0bchunked", b'"chunked"')),
        HEAD + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n" + CHUNKS,
        HEAD + b"Transfer-Encoding : chunked\r\n\r\n" + CHUNKS,
        HEAD + b"X: y\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS,
        HEAD.replace(b"HTTP/1.1", b"HTTP/1.0") + CHUNKED + CHUNKS,
        *(HEAD + CHUNKED + chunks for chunks in
          (b"zz\r\n{}\r\n0\r\n\r\n", b"0x2\r\n{}\r\n0\r\n\r\n", b"-2\r\n{}\r\n0\r\n\r\n", b"2\r\n{}}\r\n0\r\n\r\n",
           b"2\n{}\n0\n\n", b"2\r\n{}\n0\r\n\r\n",
           b"2\r;a\r\n{}\r\n0\r\n\r\n", b"2;a\nb\r\n{}\r\n0\r\n\r\n", b"2;" + b"a" * 9000 + b"\r\n{}\r\n0\r\n\r\n",
           b"2\r\n{}\r\n0\r\nAuthorization: x\r\n\r\n", b"2\r\n{}\r\n0\r\n a: b\r\n\r\n", b"2\r\n{}\r\n0\r\na: b\n\r\n\r\n")),
        b"GET /_siren/live HTTP/1.1\r\nHost: localhost\r\nX-Opaque-Id: a\r\n b\r\n\r\n",
        b"GET /_siren/live HTTP/1.1\nHost: localhost\n\n",
        b"GET /_siren/live HTTP/1.1\r\nHost: localhost\r\nHost: y\r\n\r\n",
        b"GET /_siren/live HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic a\r\nAuthorization: Basic b\r\n\r\n",
        b"GET /_siren/live HTTP/1.1\r\nHost: localhost\r\nes-security-runas-user: a\r\nES-Security-RunAs-User: b\r\n\r\n",
        b"GET /_siren/live HTTP/1.1\r\nHost: localhost\r\nX-A: b\x00c\r\n\r\n",
        b"GET /_siren/live HTTP/1.1\r\nHost: localhost\r\n: a\r\n\r\n",
        b"GET /_siren/live HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
        b"GET  /_siren/live  HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /_siren/li ve HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /_siren/live HTTP/1.9\r\nHost: localhost\r\n\r\n",
        b"GET /_siren/live HTTP/2.0\r\nHost: localhost\r\n\r\n",
        b"GET /_siren/live\r\n\r\n",
        b"get /_siren/live HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\r\n\r\n\r\nGET /_siren/live HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
    ids=lambda sent: repr(sent.removeprefix(HEAD)[:60]),
)  # fmt: skip
def test_an_ambiguous_request_is_rejected_and_closes_the_connection(service: Service, sent: bytes) -> None:
    (response,) = exchange(service.port, sent + SMUGGLED)
    assert response[0] in (400, 501)
    assert error_reason(response)


def test_no_header_overrides_the_path(service: Service) -> None:
    for header in (b"SCRIPT_NAME: /_siren", b"PATH_INFO: /_siren/connector/datasource/_search", b"X_Opaque_Id: a"):
        (response,) = exchange(service.port, b"GET /_siren/live HTTP/1.1\r\nHost: localhost\r\n" + header + b"\r\n\r\n")
        assert response == (200, b'{"status":"live"}')


@pytest.mark.parametrize(
    ("sent", "error_type"),
    [
        (b"GET /_siren/live?" + b"a" * 5000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", "too_long_http_line_exception"),
        (b"GET /_siren/live HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 17_000 + b"\r\n\r\n", "too_long_http_header_exception"),
        (b"GET /_siren/live HTTP/1.1\r\n" + b"X-A: a\r\n" * 3000 + b"\r\n", "too_long_http_header_exception"),
        (b"GET /_siren/live HTTP/1.1\r\nX: " + b"a" * 5_000_000, "too_long_http_header_exception"),
        (b"GET /" + b"a" * 5_000_000, "too_long_http_line_exception"),
    ],
    ids=["line", "header", "many headers", "endless header", "endless line"],
)  # fmt: skip
def test_the_size_of_request_line_and_headers_is_limited_as_in_elasticsearch(service: Service, sent: bytes, error_type: str) -> None:
    with connect(service.port) as line:
        with suppress(ConnectionError):
            line.sendall(sent)
        (response,) = parse_responses(read_all(line))
    assert error_reason(response)
    assert (response[0], json.loads(response[1])["error"]["type"]) == (400, error_type)


def test_the_largest_allowed_headers_are_accepted(service: Service) -> None:
    sent = b"GET /_siren/live HTTP/1.1\r\nHost: localhost\r\n" + b"".join(b"X%d: a\r\n" % each for each in range(1000)) + b"\r\n"
    assert exchange(service.port, sent) == [(200, b'{"status":"live"}')]


def test_a_body_over_the_limit_is_rejected_before_it_is_sent(service: Service) -> None:
    with connect(service.port) as line:
        line.sendall(HEAD + b"Expect: 100-continue\r\nContent-Length: 2000000000\r\n\r\n")
        (response,) = parse_responses(read_all(line))
    assert (response[0], "SIDECAR_MAX_BODY" in error_reason(response)) == (413, True)


def test_an_endless_body_is_rejected(service: Service) -> None:
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    with connect(service.port) as line:
        line.sendall(HEAD + CHUNKED)
        with suppress(ConnectionError):
            for _ in range(200):
                line.sendall(chunk)
        (response,) = parse_responses(read_all(line))
    assert (response[0], "SIDECAR_MAX_BODY" in error_reason(response)) == (413, True)


def test_the_limit_of_a_body_is_exact(service: Service) -> None:
    fits, over = b"{}".ljust(MAX_BODY), b"{}".ljust(MAX_BODY + 1)
    for body, status in ((fits, 200), (over, 413)):
        plain = HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body
        chunked = HEAD + CHUNKED + b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
        gzipped = gzip.compress(body)
        compressed = HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(gzipped) + gzipped
        assert [exchange(service.port, sent)[0][0] for sent in (plain, chunked, compressed)] == [status] * 3


def test_a_gzip_bomb_is_rejected(service: Service) -> None:
    bomb = gzip.compress(b" " * 2 * MAX_GROWTH, 9)
    assert len(bomb) < MAX_BODY
    for _ in range(5):
        response = service.call("POST", f"{JOBS}/_search", bomb, **{"Content-Encoding": "gzip"})
        assert response.status == 413


SIZE = 1_000_000
JSON_BOMBS = {
    "brackets": b"[" * SIZE,
    "objects": b'{"a":' * (SIZE // 5),
    "commas": b"," * SIZE,
    "quotes": b'"' * SIZE,
    "backslashes": b'{"a":"' + b"\\\\" * (SIZE // 2) + b'"}',
    "keys": b"{" + b",".join(b'"%d":1' % each for each in range(90_000)) + b"}",
    "duplicate keys": b"{" + b'"k":1,' * 160_000 + b'"k":1}',
    "escapes": b'{"a":"' + b"\\ud83d\\ude00" * 80_000 + b'"}',
    "digits": b'{"a":' + b"1" * SIZE + b"}",
    "numbers": b'{"a":[' + b"1e5," * 240_000 + b"1]}",
    "spaces": b" " * SIZE,
    "unterminated": b'{"a":"' + b"x" * SIZE,
    "invalid UTF-8": b'{"a":"' + b"\xff" * SIZE + b'"}',
}


@pytest.mark.parametrize("name", list(JSON_BOMBS))
def test_malicious_json_is_rejected_quickly(service: Service, name: str) -> None:
    start = time.monotonic()
    assert service.call("PUT", f"{DATASOURCE}/bomb", JSON_BOMBS[name]).status == 400
    assert time.monotonic() - start < RESPONSE_TIMEOUT


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"id": "*" * 400_000}, 200),
        ({"id": "*a" * 200_000}, 400),
        ({"id": ["*a*b*c*d*e*f*g*" + str(each) for each in range(300)]}, 200),
        ({"id": ",".join(str(each) for each in range(100_000))}, 400),
        ({"q": "a " * 200_000}, 400),
        ({"state": ["error"] * 100_000}, 200),
        ({"state": ["x" * 900_000]}, 400),
        ({"sort": "start_time," * 80_000}, 400),
        ({"start_time_from": "now" + "-1d" * 100_000}, 400),
        ({"from": 2_147_483_647}, 400),
    ],
    ids=[
        "stars", "stars and letters", "many patterns", "many ids", "long query", "many states", "long state", "many sort fields",
        "long date math", "large offset",
    ],
)  # fmt: skip
def test_malicious_search_filters_are_handled_quickly(service: Service, body: dict[str, object], status: int) -> None:
    start = time.monotonic()
    response = service.call("POST", f"{JOBS}/_search", body)
    assert time.monotonic() - start < RESPONSE_TIMEOUT
    assert response.status == status, response
    assert service.es("GET", "/_cluster/health").status == 200


@pytest.mark.parametrize(
    "filters", ["**." * 600 + "x", "*a" * 1200, ",".join(["**.*.**.*"] * 200), "-" * 2000, "\\." * 1000, "a" * 2500],
    ids=["double stars", "stars", "many patterns", "dashes", "escaped dots", "long name"],
)  # fmt: skip
def test_malicious_filter_paths_are_handled_quickly(service: Service, filters: str) -> None:
    start = time.monotonic()
    for path in ("/_siren/openapi.json", f"{DATASOURCE}/_search"):
        assert service.call("GET", f"{path}?filter_path={filters}").status == 200
    assert time.monotonic() - start < RESPONSE_TIMEOUT


@pytest.mark.parametrize(
    "sent", [b"", b"GET /_siren/li", SMUGGLED[:-2], HEAD + b"Content-Length: 2\r\n\r\n{", HEAD + CHUNKED + b"2\r\n{"],
    ids=["nothing", "request line", "headers", "body", "chunk"],
)  # fmt: skip
def test_a_hundred_slow_clients_do_not_block_others(service: Service, sent: bytes) -> None:
    with connect_many(100, service.port, sent):
        for _ in range(5):
            assert service.call("GET", "/_siren/live").status == 200


def test_clients_that_do_not_read_do_not_block_others(service: Service) -> None:
    data = b"GET /_siren/openapi.json?pretty HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50
    with connect_many(100, service.port, data):
        for _ in range(5):
            assert service.call("GET", "/_siren/live").status == 200


def test_clients_that_do_not_close_do_not_block_others(service: Service) -> None:
    with connect_many(100, service.port, b"GET /_siren/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"):
        for _ in range(5):
            assert service.call("GET", "/_siren/live").status == 200


def test_clients_that_disconnect_while_waiting_for_completion_do_not_block_others(service: Service, name: str) -> None:
    source = write_sqlite_file(service.folder / f"{name}.db", "create table t (id integer)")
    jobs = [f"{name}{number}" for number in range(24)]
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": source}).status == 201
    for job in (name, *jobs):
        ingestion = {"ingest": {"datasource": name, "target": job, "query": "select id from t"}}
        assert service.call("PUT", f"{INGESTION}/{job}", ingestion).status == 201
    for job in jobs:
        with connect(service.port) as line:
            line.sendall(f"POST {INGESTION}/{job}/_run?wait_for_completion=true HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    waiting = f"{INGESTION}/{name}/_run?wait_for_completion=true&timeout=1ms"
    wait_until(lambda: service.call("POST", waiting).status == 200, "a slot for another waiting request")
    for job in (name, *jobs):
        service.call("POST", f"{JOBS}/ingestion/{job}/_abort")
