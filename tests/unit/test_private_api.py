"""What the sidecar relies on in the private or undocumented API of libraries, at the installed versions.

A test that fails here after an upgrade names the library's part that has changed, and what would break in the sidecar.
"""

import ast
import inspect
import logging
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from types import SimpleNamespace
from typing import Any

import asyncpg
import elastic_transport
import pymysql
import pytest
import urllib3
from elasticsearch import Elasticsearch
from gunicorn.config import Config
from gunicorn.http.parser import RequestParser
from gunicorn.workers.gthread import TConn, ThreadWorker
from pymysql.connections import Connection as MysqlConnection

from sidecar import client_transport
from sidecar.basic_auth import basic_auth
from sidecar.client_transport import BulkPayload, NodeUnreachable, connection_error_text, pass_bytes_through
from sidecar.extract.mysql.protocol import CLEAR_TEXT_PLUGINS, disconnect, get_socket, prepare, read_packets
from sidecar.http.connection import Connection, mark_continue_sent
from sidecar.http.worker import BufferingWorker
from tests.servers import rogue_mysql
from tests.servers.environment import ROOT
from tests.support.sources import product_files

BORDERS = frozenset({
    "sidecar/extract/postgresql/protocol.py",  # asyncpg
    "sidecar/extract/mysql/protocol.py",  # PyMySQL
    "sidecar/http/connection.py",  # gunicorn
})  # fmt: skip
"""The only modules with private names of libraries."""
DOCUMENTED = frozenset({"_exit"})
"""Names with an underscore that their library documents."""


def test_private_names_of_libraries_are_used_only_at_their_borders() -> None:
    files = product_files("*.py")
    modules = {file.relative_to(ROOT).as_posix(): list(ast.walk(ast.parse(file.read_text("utf-8")))) for file in files}
    defined = {path: set(_defined_names(module)) for path, module in modules.items()}
    own = set().union(*defined.values())
    used = {
        f"{path}:{node.lineno}: {ast.unparse(node)}"
        for path, module in modules.items()
        for node in _private_attributes(module)
        if path not in BORDERS and node.attr not in (own if _is_self(node.value) else defined[path]) | DOCUMENTED
    }
    assert used == set()


def _private_attributes(module: list[ast.AST]) -> Iterator[ast.Attribute]:
    for node in module:
        if isinstance(node, ast.Attribute) and node.attr.startswith("_") and not node.attr.endswith("__"):
            yield node


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in ("self", "cls")


def _defined_names(module: list[ast.AST]) -> Iterator[str]:
    for node in module:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_self(node.value):
            yield node.attr


# -- asyncpg ------------------------------------------------------------------------------------------------------------------------


def test_asyncpg_has_the_cancel_request_and_the_transport_of_a_connection() -> None:
    cancel = getattr(asyncpg.Connection, "_cancel", None)
    assert inspect.iscoroutinefunction(cancel), _broken("asyncpg", "Connection._cancel", "an abort leaves the statement running")
    inspect.signature(cancel).bind("a connection", "a future")
    assert "_transport" in asyncpg.Connection.__slots__, _broken("asyncpg", "Connection._transport", "no session has TCP keepalive")


def _broken(library: str, part: str, consequence: str) -> str:
    return f"{library} {version(library)} has no [{part}] as the sidecar uses it; with this version, {consequence}"


# -- PyMySQL ------------------------------------------------------------------------------------------------------------------------

COLUMN = b"\x03def\x04shop\x01p\x06orders\x02id\x08order_id\x0c" + struct.pack("<HIBHBxx", 45, 11, 3, 0x21, 2)
"""The packet of a column: schema ``shop``, table ``orders`` as ``p``, column ``order_id`` as ``id``, and its type."""
GREETING, OK = rogue_mysql._greeting(), rogue_mysql._OK
END = b"\xfe\x00\x00\x02\x00"


@contextmanager
def scripted_mysql(*packets: bytes) -> Iterator[tuple[Any, socket.socket]]:
    """Connect PyMySQL to a server that has already sent the packets of its response; yield the connection and the server's socket."""
    client, server = socket.socketpair()
    with client, server:
        for number, packet in ((0, GREETING), (2, OK), (1, OK), *enumerate(packets, start=1)):
            server.sendall(struct.pack("<I", len(packet))[:3] + bytes([number]) + packet)
        connection = MysqlConnection(user="a", password="über".encode(), charset="utf8mb4", autocommit=None, defer_connect=True)
        connection.connect(client)
        server.recv(1000)
        yield connection, server
        connection._force_close()


def test_pymysql_runs_a_query_whose_rows_are_read_from_its_buffered_socket() -> None:
    with scripted_mysql(b"\x01", COLUMN, END, b"\x0242", b"\xfb", END) as (connection, server):
        consequence = _broken("pymysql", "Connection._result, Connection._rfile, SSCursor._result", "no row of MySQL is read")
        assert list(read_packets(connection, "SELECT 1", 10, 1000)) == [[b"\x0242", b"\xfb"]], consequence
        assert server.recv(100)[4:] == b"\x03SELECT 1", consequence
        assert connection.open, _broken("pymysql", "MySQLResult.unbuffered_active", "a session serves one query only")


def test_pymysql_closes_a_connection_whose_rows_were_not_read() -> None:
    with scripted_mysql(b"\x01", COLUMN, END, b"\x0242") as (connection, _):
        rows = read_packets(connection, "SELECT 1", 1, 1000)
        next(rows)
        rows.close()  # type: ignore[attr-defined]
        assert not connection.open, _broken("pymysql", "Connection._force_close", "closing a reader waits for the rest of the result")


def test_pymysql_prepares_a_query_and_parses_its_columns() -> None:
    with scripted_mysql(struct.pack("<BIHHBH", 0, 7, 1, 0, 0, 0), COLUMN, END) as (connection, server):
        (field,) = prepare(connection, "SELECT 1")
        sent = server.recv(100)
    part = "Connection._execute_command, Connection._read_packet, FieldDescriptorPacket"
    consequence = _broken("pymysql", part, "no query of MySQL can be described")
    assert sent[4:] == b"\x16SELECT 1" + b"\x05\0\0\0" + b"\x19" + struct.pack("<I", 7), consequence
    names = (field.db, field.org_table, field.name, field.org_name)
    assert names == (b"shop", "orders", "id", "order_id"), consequence
    assert (field.charsetnr, field.length, field.type_code, field.flags, field.scale) == (45, 11, 3, 0x21, 2), consequence


@pytest.mark.parametrize("plugin", sorted(CLEAR_TEXT_PLUGINS))
def test_pymysql_tells_plugins_whether_the_connection_is_encrypted(plugin: str) -> None:
    consequence = _broken("pymysql", "Connection._secure", "a password may be sent in plain text")
    with scripted_mysql(OK) as (connection, server):
        assert connection._secure is False, consequence
        with pytest.raises(pymysql.err.OperationalError, match="not encrypted"):
            CLEAR_TEXT_PLUGINS[plugin](connection).authenticate(None)
        connection._secure, connection._next_seq_id = True, 0
        CLEAR_TEXT_PLUGINS[plugin](connection).authenticate(None)
        assert server.recv(100)[4:] == "über".encode() + b"\0", consequence


def test_pymysql_gives_access_to_its_socket() -> None:
    with scripted_mysql() as (connection, server):
        assert get_socket(connection).fileno() > 0, _broken("pymysql", "Connection._sock", "no session has TCP keepalive")
        disconnect(connection)
        assert server.recv(1) == b"", _broken("pymysql", "Connection._sock", "an abort without a free session does nothing")


# -- gunicorn -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "base", "name"),
    [
        *((BufferingWorker, ThreadWorker, name) for name in (
            "accept", "finish_request", "murder_keepalived", "_cap_keepalive", "handle", "handle_request", "handle_error",
        )),
        (Connection, TConn, "init"),
        (client_transport.Node, elastic_transport.Urllib3HttpNode, "perform_request"),
    ],
    ids=lambda each: getattr(each, "__name__", each),
)  # fmt: skip
def test_overridden_methods_are_called_as_the_library_calls_its_own(ours: type, base: type, name: str) -> None:
    expected = [*inspect.signature(getattr(ours, name)).parameters]
    actual = [*inspect.signature(getattr(base, name, lambda: None)).parameters]
    assert actual == expected, f"[{base.__module__}.{base.__name__}.{name}] has other parameters than [{ours.__name__}.{name}], or is gone"


def test_gunicorn_worker_has_the_state_that_its_event_loop_shares() -> None:
    used = {"poller", "nr_conns", "worker_connections", "cfg", "log", "enqueue_req"}
    worker: Any = ThreadWorker(0, 0, [], None, 30, Config(), logging.getLogger())  # type: ignore[arg-type]
    worker.tmp.close()
    missing = {name for name in used if not hasattr(worker, name)}
    assert missing == set(), _broken("gunicorn", f"ThreadWorker.{missing}", "the API does not start")
    inspect.signature(worker.enqueue_req).bind("a connection")


def test_gunicorn_parses_received_bytes_and_returns_those_after_the_request() -> None:
    consequence = _broken("gunicorn", "RequestParser.unreader", "pipelined requests are lost")
    client, server = socket.socketpair()
    with client, server:
        connection = Connection(Config(), server, ("127.0.0.1", 1), ("127.0.0.1", 2))
        connection.start_request(1000, b"POST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\nab")
        connection.incoming.data += b"GET /b"
        connection.init()
        request: Any = next(connection.parser)  # type: ignore[arg-type]
        assert request.body.read() == b"ab", consequence
        assert connection.take_remaining() == b"GET /b", consequence


def test_gunicorn_tells_whether_it_would_send_a_continue() -> None:
    consequence = _broken("gunicorn", "Request._expected_100_continue", "clients get two responses to [Expect: 100-continue]")
    request = next(RequestParser(Config(), iter([b"POST /a HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"]), ""))
    assert vars(request).get("_expected_100_continue") is True, consequence
    mark_continue_sent(request)
    assert vars(request).get("_expected_100_continue") is False, consequence


# -- elastic_transport and urllib3 --------------------------------------------------------------------------------------------------


@pytest.fixture
def client() -> Iterator[Elasticsearch]:
    options: dict[str, Any] = {"node_class": client_transport.Node, "transport_class": client_transport.Transport, "max_retries": 0}
    with Elasticsearch("http://127.0.0.1:1", basic_auth=basic_auth("zoë", "пароль"), request_timeout=7, **options) as client:
        pass_bytes_through(client)
        yield client


@pytest.fixture
def requests_to_pool(client: Elasticsearch, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Answer the client's requests as Elasticsearch does; return what urllib3 gets to send."""
    sent: list[dict[str, Any]] = []

    def urlopen(method: str, target: str, **options: Any) -> Any:
        sent.append(options)
        headers = {"content-type": client_transport.JSON, "x-elastic-product": "Elasticsearch"}
        return SimpleNamespace(status=200, headers=headers, data=b'{"errors":false}')

    (node,) = client.transport.node_pool.all()
    monkeypatch.setattr(node.pool, "urlopen", urlopen)  # type: ignore[attr-defined]
    return sent


def _post_bulk(client: Elasticsearch) -> tuple[BulkPayload, Any]:
    payload = BulkPayload(memoryview(b'{"index":{}}\n{"secret":1}\n'))
    headers = {"accept": client_transport.JSON, "content-type": client_transport.NDJSON}
    return payload, client.perform_request("POST", "/_bulk", headers=headers, body=payload)


def test_the_client_sends_a_bulk_body_without_a_copy(client: Elasticsearch, requests_to_pool: list[dict[str, Any]]) -> None:
    payload, response = _post_bulk(client)
    part = "Transport.serializers.serializers"
    assert requests_to_pool[0]["body"] is payload, _broken("elastic-transport", part, "bulk requests are not sent")
    assert response.body == b'{"errors":false}', _broken("elastic-transport", part, "bulk responses are parsed twice")


def test_the_client_logs_no_rows(client: Elasticsearch, requests_to_pool: list[dict[str, Any]], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        _post_bulk(client)
    assert "secret" not in caplog.text, _broken("elastic-transport", "the body's [decode] in a debug log", "rows are logged")


def test_urllib3_gets_both_timeouts(client: Elasticsearch, requests_to_pool: list[dict[str, Any]]) -> None:
    client.options(request_timeout=5).perform_request("GET", "/", headers={"accept": client_transport.JSON})
    timeout = requests_to_pool[0]["timeout"]
    assert isinstance(timeout, urllib3.Timeout), _broken("elastic-transport", "Node.perform_request(request_timeout)", "requests hang")
    assert (timeout.connect_timeout, timeout.read_timeout) == (client_transport.CONNECT_TIMEOUT, 5)


def test_the_client_passes_encoded_credentials_on(client: Elasticsearch, requests_to_pool: list[dict[str, Any]]) -> None:
    client.perform_request("GET", "/", headers={"accept": client_transport.JSON})
    expected = f"Basic {basic_auth('zoë', 'пароль')}"
    assert requests_to_pool[0]["headers"]["authorization"] == expected, _broken("elasticsearch", "basic_auth: str", "logins fail")


def test_a_refused_connection_is_known_to_have_sent_nothing() -> None:
    node = client_transport.Node(elastic_transport.NodeConfig("http", "127.0.0.1", _free_port()))
    with pytest.raises(NodeUnreachable) as caught:
        node.perform_request("GET", "/")
    consequence = _broken("urllib3", "NewConnectionError and its text", "requests are not sent to the next node")
    assert connection_error_text(caught.value).startswith(f"127.0.0.1:{node.config.port}: [Errno "), consequence


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
