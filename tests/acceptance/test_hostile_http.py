"""What no client should send: the service refuses it in its own form, in bounded time and memory, and goes on answering others."""

import gzip
import json
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.acceptance.conftest import running
from tests.acceptance.databases import sqlite_file
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Service
from tests.servers.elasticsearch import Secured
from tests.support.raw_http import all_of, answers, connected, many, parsed
from tests.support.waiting import until

MAX_BODY = 1024 * 1024
GROWTH = 150 * 1024 * 1024
"""Bytes by which all processes of the API together may grow under any of this."""
PATIENCE = 20.0
"""Seconds for an answer on a busy machine."""


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Give an API without an agent."""
    folder = tmp_path_factory.mktemp("sidecar")
    beside = Service(elasticsearch_url, folder, command="api")
    beside.start()
    yield beside
    beside.stop()


@pytest.fixture(autouse=True)
def bounded(service: Service) -> Iterator[None]:
    """Hold time and memory of every test to their bounds, and see that the service still answers."""
    before, began = memory(service), time.monotonic()
    yield
    assert memory(service) - before < GROWTH
    assert time.monotonic() - began < 6 * PATIENCE
    assert service.call("GET", "/_siren/live").status == 200
    assert "Unforeseen" not in service.log()
    assert "Traceback" not in service.log()


def memory(service: Service) -> int:
    """Give the bytes that the API's processes hold."""
    pid = service.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) * 4096 for each in (str(pid), *children))


def reason(answer: tuple[int, bytes]) -> str:
    """Give the reason of an error, having looked at the shape around it."""
    status, body = answer
    document = json.loads(body)
    assert document["status"] == status
    assert document["error"]["root_cause"][0].keys() >= {"type", "reason"}
    return str(document["error"]["reason"])


HEAD = f"POST {JOBS}/_search HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n".encode()
SMUGGLED = b"GET /_siren/live HTTP/1.1\r\nHost: x\r\n\r\n"
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
        b"GET /_siren/live HTTP/1.1\r\nHost: x\r\nX-Opaque-Id: a\r\n b\r\n\r\n",
        b"GET /_siren/live HTTP/1.1\nHost: x\n\n",
        b"GET /_siren/live HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        b"GET /_siren/live HTTP/1.1\r\nHost: x\r\nAuthorization: Basic a\r\nAuthorization: Basic b\r\n\r\n",
        b"GET /_siren/live HTTP/1.1\r\nHost: x\r\nes-security-runas-user: a\r\nES-Security-RunAs-User: b\r\n\r\n",
        b"GET /_siren/live HTTP/1.1\r\nHost: x\r\nX-A: b\x00c\r\n\r\n",
        b"GET /_siren/live HTTP/1.1\r\nHost: x\r\n: a\r\n\r\n",
        b"GET /_siren/live HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
        b"GET  /_siren/live  HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /_siren/li ve HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /_siren/live HTTP/1.9\r\nHost: x\r\n\r\n",
        b"GET /_siren/live HTTP/2.0\r\nHost: x\r\n\r\n",
        b"GET /_siren/live\r\n\r\n",
        b"get /_siren/live HTTP/1.1\r\nHost: x\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\r\n\r\n\r\nGET /_siren/live HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)  # fmt: skip
def test_what_two_servers_could_read_differently_is_refused_and_ends_the_connection(service: Service, sent: bytes) -> None:
    (answer,) = answers(service.port, sent + SMUGGLED)
    assert answer[0] in (400, 501)
    assert reason(answer)


def test_no_header_says_which_path_was_meant(service: Service) -> None:
    for header in (b"SCRIPT_NAME: /_siren", b"PATH_INFO: /_siren/connector/datasource/_search", b"X_Opaque_Id: a"):
        (answer,) = answers(service.port, b"GET /_siren/live HTTP/1.1\r\nHost: x\r\n" + header + b"\r\n\r\n")
        assert answer == (200, b'{"status":"live"}')


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (b"GET /_siren/live?" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", "too_long_http_line_exception"),
        (b"GET /_siren/live HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 17_000 + b"\r\n\r\n", "too_long_http_header_exception"),
        (b"GET /_siren/live HTTP/1.1\r\n" + b"X-A: a\r\n" * 3000 + b"\r\n", "too_long_http_header_exception"),
        (b"GET /_siren/live HTTP/1.1\r\nX: " + b"a" * 5_000_000, "too_long_http_header_exception"),
        (b"GET /" + b"a" * 5_000_000, "too_long_http_line_exception"),
    ],
)  # fmt: skip
def test_a_head_is_bounded_as_elasticsearchs_is(service: Service, sent: bytes, kind: str) -> None:
    with connected(service.port) as line:
        with suppress(ConnectionError):
            line.sendall(sent)
        (answer,) = parsed(all_of(line))
    assert reason(answer)
    assert (answer[0], json.loads(answer[1])["error"]["type"]) == (400, kind)


def test_a_head_as_large_as_allowed_is_read(service: Service) -> None:
    sent = b"GET /_siren/live HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X%d: a\r\n" % each for each in range(1000)) + b"\r\n"
    assert answers(service.port, sent) == [(200, b'{"status":"live"}')]


def test_a_body_over_the_bound_is_refused_before_it_comes(service: Service) -> None:
    with connected(service.port) as line:
        line.sendall(HEAD + b"Expect: 100-continue\r\nContent-Length: 2000000000\r\n\r\n")
        (answer,) = parsed(all_of(line))
    assert (answer[0], "SIDECAR_MAX_BODY" in reason(answer)) == (413, True)


def test_a_body_without_an_end_is_cut_off(service: Service) -> None:
    chunk = b"10000\r\n" + b" " * 65_536 + b"\r\n"
    with connected(service.port) as line:
        line.sendall(HEAD + CHUNKED)
        with suppress(ConnectionError):
            for _ in range(200):
                line.sendall(chunk)
        (answer,) = parsed(all_of(line))
    assert (answer[0], "SIDECAR_MAX_BODY" in reason(answer)) == (413, True)


def test_the_bound_of_a_body_is_exact_on_the_wire(service: Service) -> None:
    fits, over = b"{}".ljust(MAX_BODY), b"{}".ljust(MAX_BODY + 1)
    for body, status in ((fits, 200), (over, 413)):
        told = HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body
        chunked = HEAD + CHUNKED + b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
        zipped = gzip.compress(body)
        packed = HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(zipped) + zipped
        assert [answers(service.port, sent)[0][0] for sent in (told, chunked, packed)] == [status] * 3


def test_a_bomb_of_zeros_bursts_nothing(service: Service) -> None:
    bomb = gzip.compress(b" " * 500_000_000, 9)
    assert len(bomb) < MAX_BODY
    for _ in range(5):
        answer = service.call("POST", f"{JOBS}/_search", bomb, **{"Content-Encoding": "gzip"})
        assert answer.status == 413


FULL = 1_000_000
JSON_BOMBS = {
    "brackets": b"[" * FULL,
    "objects": b'{"a":' * (FULL // 5),
    "commas": b"," * FULL,
    "quotes": b'"' * FULL,
    "backslashes": b'{"a":"' + b"\\\\" * (FULL // 2) + b'"}',
    "keys": b"{" + b",".join(b'"%d":1' % each for each in range(90_000)) + b"}",
    "the same key": b"{" + b'"k":1,' * 160_000 + b'"k":1}',
    "escapes": b'{"a":"' + b"\\ud83d\\ude00" * 80_000 + b'"}',
    "digits": b'{"a":' + b"1" * FULL + b"}",
    "numbers": b'{"a":[' + b"1e5," * 240_000 + b"1]}",
    "nothing": b" " * FULL,
    "no end": b'{"a":"' + b"x" * FULL,
    "no text": b'{"a":"' + b"\xff" * FULL + b'"}',
}


@pytest.mark.parametrize("name", JSON_BOMBS)
def test_no_json_takes_more_than_its_share(service: Service, name: str) -> None:
    began = time.monotonic()
    assert service.call("PUT", f"{DATASOURCE}/bomb", JSON_BOMBS[name]).status == 400
    assert time.monotonic() - began < PATIENCE


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"id": "*" * 400_000}, 200),
        ({"id": "*a" * 200_000}, 400),
        ({"id": ["*a*b*c*d*e*f*g*" + str(each) for each in range(1000)]}, 200),
        ({"id": ",".join(str(each) for each in range(100_000))}, 400),
        ({"q": "a " * 200_000}, 400),
        ({"state": ["error"] * 100_000}, 200),
        ({"state": ["x" * 900_000]}, 400),
        ({"sort": "start_time," * 80_000}, 400),
        ({"start_time_from": "now" + "-1d" * 100_000}, 400),
        ({"from": 2_147_483_647}, 400),
    ],
    ids=str,
)
def test_no_filter_makes_elasticsearch_work_without_bound(service: Service, body: dict[str, object], status: int) -> None:
    began = time.monotonic()
    answer = service.call("POST", f"{JOBS}/_search", body)
    assert time.monotonic() - began < PATIENCE
    assert answer.status == status, answer
    assert service.es("GET", "/_cluster/health").status == 200


@pytest.mark.parametrize("filters", ["**." * 600 + "x", "*a" * 1200, ",".join(["**.*.**.*"] * 200), "-" * 2000, "\\." * 1000, "a" * 2500])
def test_no_filter_path_takes_more_than_its_share(service: Service, filters: str) -> None:
    began = time.monotonic()
    for path in ("/_siren/openapi.json", f"{DATASOURCE}/_search"):
        assert service.call("GET", f"{path}?filter_path={filters}").status == 200
    assert time.monotonic() - began < PATIENCE


@pytest.mark.parametrize(
    "sent", [b"", b"GET /_siren/li", SMUGGLED[:-2], HEAD + b"Content-Length: 2\r\n\r\n{", HEAD + CHUNKED + b"2\r\n{"],
    ids=["nothing", "a line", "a head", "a body", "a chunk"],
)  # fmt: skip
def test_a_hundred_slow_clients_hold_nobody_up(service: Service, sent: bytes) -> None:
    with many(100, service.port, sent):
        for _ in range(5):
            assert service.call("GET", "/_siren/live").status == 200


def test_clients_that_do_not_read_hold_nobody_up(service: Service) -> None:
    asked = b"GET /_siren/openapi.json?pretty HTTP/1.1\r\nHost: x\r\n\r\n" * 50
    with many(100, service.port, asked):
        for _ in range(5):
            assert service.call("GET", "/_siren/live").status == 200


def test_clients_that_do_not_close_hold_nobody_up(service: Service) -> None:
    with many(100, service.port, b"GET /_siren/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"):
        for _ in range(5):
            assert service.call("GET", "/_siren/live").status == 200


def test_callers_who_hang_up_while_they_wait_for_an_end_hold_nobody_up(service: Service, name: str) -> None:
    source = sqlite_file(service.folder / f"{name}.db", "create table t (id integer)")
    jobs = [f"{name}{number}" for number in range(24)]
    for job in (name, *jobs):
        service.define(job, {"query": "select id from t"}, source)
    for job in jobs:
        with connected(service.port) as line:
            line.sendall(f"POST {INGESTION}/{job}/_run?wait_for_completion=true HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    waits = f"{INGESTION}/{name}/_run?wait_for_completion=true&timeout=1ms"
    until(lambda: service.call("POST", waits).status == 200, "there is room for another one who waits")
    for job in (name, *jobs):
        service.call("POST", f"{JOBS}/ingestion/{job}/_abort")


def test_strangers_hold_nobody_up_where_callers_are_judged(secured_elasticsearch: Secured, tmp_path: Path) -> None:
    user, password = secured_elasticsearch.superuser
    settings = {"SIDECAR_ELASTICSEARCH_USERNAME": user, "SIDECAR_ELASTICSEARCH_PASSWORD": password}
    for guarded in running(secured_elasticsearch.url, tmp_path, settings):
        with many(100, guarded.port, HEAD + b"Authorization: Basic eDp5\r\nContent-Length: 2\r\n\r\n{"):
            assert guarded.call("GET", "/_siren/live").status == 200
            assert guarded.call("GET", f"{JOBS}/_search").status == 401
