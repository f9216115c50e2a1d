"""Malicious datasources of JDBC drivers: each is shown to do harm with the real driver, and to be rejected when it is saved."""

import logging
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

from sidecar.api.compat.errors import error_body
from sidecar.elastic import create_client
from sidecar.errors import InvalidField, SidecarError, SourceError
from sidecar.extract.drivers import create_reader
from sidecar.extract.jdbc import process
from sidecar.extract.jdbc.frames import ROWS, JdbcError
from sidecar.extract.jdbc.urls import JdbcSettings
from sidecar.jobs.inspect.client import Inspector
from sidecar.model.datasource import Datasource
from sidecar.settings import load_settings
from sidecar.store.encryption import SecretKeys
from tests.acceptance.service import SECRET_KEY
from tests.integration.extract.conftest import RunStatements
from tests.integration.reader_helpers import read_texts
from tests.servers.jdbc.server import JdbcServer
from tests.support.jdbc import jdbc_source, messages, parameters, unchecked_session


class Listener:
    """Another host: records what a driver sends, and ends the connection."""

    def __init__(self, reply: bytes = b"") -> None:
        self._reply = reply
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.received: list[bytes] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection = self._socket.accept()[0]
            except OSError:
                return
            with closing(connection):
                self.received.append(connection.recv(1000))
                connection.sendall(self._reply)

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    with closing(Listener()) as found:
        yield found


class Case(NamedTuple):
    """What a datasource asks for, what the driver would do, and the place that the error names.

    ``harm`` is a file that the driver creates, an expression for its error, or one for what another host receives.
    """

    name: str
    driver: str
    url: str
    properties: dict[str, str]
    place: str
    creates: str = ""
    message: str = ""
    sends: str = ""
    query: str = ""


H2, POSTGRESQL, MARIADB, TRINO, CLICKHOUSE = (
    "jdbc:h2:tcp://127.0.0.1:{port}/x", "jdbc:postgresql://127.0.0.1:{port}/x", "jdbc:mariadb://127.0.0.1:{port}/x",
    "jdbc:trino://127.0.0.1:{port}/x", "jdbc:clickhouse://127.0.0.1:{port}/x",
)  # fmt: skip
CASES = (
    # An embedded database is in the driver's process: it opens files, and runs SQL and Java there.
    Case("h2 runs a script", "h2", "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM '{folder}/init.sql'", {}, "jdbc.url", creates="written"),
    Case("h2 creates a file", "h2", "jdbc:h2:{folder}/data", {}, "jdbc.url", creates="data.mv.db"),
    Case("h2 opens a file by its sub-protocol", "h2", "jdbc:h2:file:{folder}/data", {}, "jdbc.url", creates="data.mv.db"),
    Case("hsqldb creates a file", "hsqldb", "jdbc:hsqldb:file:{folder}/data", {}, "jdbc.url", creates="data.lck"),
    Case("derby writes a trace", "derby", "jdbc:derby://127.0.0.1:{port}/x", {"traceFile": "{folder}/trace"}, "jdbc.properties.traceFile",
         creates="trace"),
    Case("derby writes a trace by its URL", "derby", "jdbc:derby://127.0.0.1:{port}/x;traceFile={folder}/trace", {},
         "jdbc.properties.traceFile", creates="trace"),
    # Code by the name of its class.
    Case("postgresql loads a class", "postgresql", POSTGRESQL, {"socketFactory": "org.example.Any", "socketFactoryArg": "http://h/x.xml"},
         "jdbc.properties.socketFactory", message="SocketFactory class provided org.example.Any could not be instantiated"),
    Case("postgresql loads a class by its URL", "postgresql", POSTGRESQL + "?socketFactory=org.example.Any", {},
         "jdbc.properties.socketFactory", message="SocketFactory class provided org.example.Any could not be instantiated"),
    Case("mariadb loads a class", "mariadb", MARIADB, {"socketFactory": "org.example.Any"}, "jdbc.properties.socketFactory",
         message="org.example.Any"),
    Case("trino loads a class", "trino", TRINO, {"user": "u", "dnsResolver": "org.example.Any"}, "jdbc.properties.dnsResolver",
         message="dnsResolver value is invalid: org.example.Any"),
    # Local files, and sockets.
    Case("trino reads a file", "trino", TRINO + "?SSL=true&SSLTrustStorePath={folder}/none", {"user": "u"},
         "jdbc.properties.SSLTrustStorePath", message="NoSuchFileException: .*/none"),
    Case("trino reads a Kerberos file", "trino", TRINO + "?SSL=true&KerberosRemoteServiceName=x&KerberosConfigPath={folder}/none",
         {"user": "u"}, "jdbc.properties.KerberosRemoteServiceName", message="/none' does not exist"),
    Case("clickhouse reads a file", "clickhouse", "jdbc:clickhouse:https://127.0.0.1:{port}/x?sslrootcert={folder}/none", {},
         "jdbc.properties.sslrootcert", message="Could not open file .*none", query="select 1"),
    Case("mariadb opens a socket", "mariadb", MARIADB + "?localSocket={folder}/none", {}, "jdbc.properties.localSocket",
         message="unix domain socket connect"),
    # Other hosts.
    Case("postgresql connects to a second host", "postgresql", "jdbc:postgresql://none.invalid,127.0.0.1:{port}/x", {}, "jdbc.url"),
    Case("postgresql connects to a host in parameters", "postgresql", "jdbc:postgresql://none.invalid:1/x?PGHOST=127.0.0.1&PGPORT={port}",
         {}, "jdbc.properties.PGHOST"),
    Case("trino connects to a proxy", "trino", "jdbc:trino://none.invalid:1/x?httpProxy=127.0.0.1:{port}", {"user": "u"},
         "jdbc.properties.httpProxy", sends="POST http://none.invalid:1/v1/statement", query="select 1"),
    Case("clickhouse connects to a proxy", "clickhouse",
         "jdbc:clickhouse://none.invalid:1/x?proxy_type=HTTP&proxy_host=127.0.0.1&proxy_port={port}", {}, "jdbc.properties.proxy_type",
         sends="POST http://none.invalid:1/", query="select 1"),
    # A user name that goes on with other parameters of the session.
    Case("postgresql sends parameters in the user name", "postgresql", POSTGRESQL + "?sslmode=disable",
         {"user": "u\0options\0-c search_path=evil"}, "jdbc.username", sends="user\0u\0options\0-c search_path=evil\0"),
)  # fmt: skip


@pytest.fixture
def places(tmp_path: Path, listener: Listener) -> dict[str, Any]:
    """Return what the cases name: a folder that anybody may write to, with a script, and the port of another host."""
    (tmp_path / "init.sql").write_text(f"CALL CSVWRITE('{tmp_path}/written', 'SELECT 1');")
    return {"folder": tmp_path, "port": listener.port}


@pytest.mark.parametrize("case", **parameters(CASES))
def test_a_driver_does_harm_with_what_it_gets(
    jdbc_drivers: Path, tmp_path: Path, listener: Listener, places: dict[str, Any], case: Case
) -> None:
    properties = {name: value.format(**places) for name, value in case.properties.items()}
    error: JdbcError | None = None
    try:
        with unchecked_session(jdbc_drivers / case.driver, case.url.format(**places), properties) as session:
            if case.query:
                session.call(b"Q", case.query)
    except JdbcError as raised:
        error = raised
    if case.creates:
        assert (tmp_path / case.creates).exists()
    elif case.message:
        assert re.search(case.message, messages(error))
    else:
        assert case.sends.encode() in b"".join(listener.received)
        assert listener.received


def save(drivers: Path, datasource: Datasource) -> None:
    """Check a datasource as the API does before it saves it."""
    settings = load_settings({"SIDECAR_JDBC_DRIVERS": str(drivers)})
    Inspector(settings, create_client(settings), SecretKeys((SECRET_KEY,))).check_datasource(datasource)


@pytest.mark.parametrize("case", **parameters(CASES))
def test_it_is_rejected_when_the_datasource_is_saved(
    jdbc_drivers: Path, tmp_path: Path, listener: Listener, places: dict[str, Any], case: Case
) -> None:
    before = sorted(tmp_path.iterdir())
    properties = {name: value.format(**places) for name, value in case.properties.items()}
    details: dict[str, Any] = {"username": properties.pop("user", None), "properties": properties}
    for driver in (None, case.driver):
        if driver is None and case.driver in ("postgresql", "mariadb"):
            continue  # a native reader, which has tests of its own
        with pytest.raises(InvalidField, match=re.escape(f"[{case.place}]")) as caught:
            save(jdbc_drivers, Datasource(id="tested", url=case.url.format(**places), driver=driver, **details))
        body = error_body(caught.value, trace=False)
        assert (body["status"], body["error"]["type"]) == (400, "illegal_argument_exception")
        assert body["error"]["root_cause"][0]["reason"].startswith(f"[{case.place}] ")
    assert (sorted(tmp_path.iterdir()), listener.received) == (before, [])


def test_h2_would_run_sql_on_the_server_that_a_datasource_names(jdbc_drivers: Path, h2_server: JdbcServer, name: str) -> None:
    url = f"{h2_server.url};INIT=CREATE TABLE {name} (N INT)"
    with unchecked_session(jdbc_drivers / "h2", url, {"user": h2_server.user, "password": h2_server.password}):
        pass
    assert h2_server.run_sql(f"select count(*) from {name}") == [["0"]]
    with pytest.raises(InvalidField, match=re.escape("[jdbc.properties.INIT] is not allowed by the definition of the driver [h2]")):
        save(jdbc_drivers, Datasource(id="tested", url=url))


def test_derby_would_create_a_database_on_the_server(jdbc_drivers: Path, derby_server: JdbcServer, name: str) -> None:
    url = f"{derby_server.url.rpartition('/')[0]}/{name}"
    login = {"user": derby_server.user, "password": derby_server.password}
    with pytest.raises(JdbcError, match="not found"), unchecked_session(jdbc_drivers / "derby", url, login):
        pass
    with unchecked_session(jdbc_drivers / "derby", f"{url};create=true", login) as session:
        assert session.call(b"Q", "values 1") == [["1"]]
    for hostile, place in ((f"{url}x;create=true", "properties.create"), (f"{url}x", "url"), (f"{url.replace(name, 'memory:x')}", "url")):
        if hostile == f"{url}x":
            save(jdbc_drivers, Datasource(id="tested", url=hostile))
            continue
        with pytest.raises(InvalidField, match=re.escape(f"[jdbc.{place}]")):
            save(jdbc_drivers, Datasource(id="tested", url=hostile))


def test_mariadb_would_send_a_local_file_to_the_server(jdbc_drivers: Path, tmp_path: Path, on_mariadb: RunStatements, name: str) -> None:
    (tmp_path / "secret").write_text("canary\n")
    server_url = on_mariadb(f"create table {name} (t text)")
    login, _, location = server_url.partition("://")[2].rpartition("@")
    user, _, password = login.partition(":")
    url = f"jdbc:mariadb://{location}?allowLocalInfile=true&sslMode=disable"
    with unchecked_session(jdbc_drivers / "mariadb", url, {"user": user, "password": password}) as session:
        # The driver sends only a file that a statement names; such a query is rejected when it is saved.
        session.call(b"X", "set session transaction read write")
        session.call(b"X", f"load data local infile '{tmp_path}/secret' into table {name}")
        assert session.call(b"Q", f"select t from {name}") == [["canary"]]
    with pytest.raises(InvalidField, match=re.escape("[jdbc.properties.allowLocalInfile]")):
        save(jdbc_drivers, Datasource(id="tested", url=url, driver="mariadb"))


DATE = "aced00057372000e6a6176612e7574696c2e44617465686a81014b5974190300007870770800000000000000007 8".replace(" ", "")
"""A serialized java.util.Date."""


def test_an_object_in_a_column_is_not_created(
    monkeypatch: pytest.MonkeyPatch, jdbc_drivers: Path, h2_server: JdbcServer, name: str
) -> None:
    h2_server.run_sql(f"create table {name} (v java_object)", f"insert into {name} values (cast(X'{DATE}' as java_object))")
    query, login = f"select v from {name}", {"user": h2_server.user, "password": h2_server.password}
    layout = ("1", "json")
    request = (query, "10", "false", "0", *layout)
    with unchecked_session(jdbc_drivers / "h2", h2_server.url, login) as session, pytest.raises(JdbcError) as caught:
        list(session.request(b"R", *request))
    assert "filter status: REJECTED" in messages(caught.value)
    source = jdbc_source(jdbc_drivers, h2_server.url, username=h2_server.user, password=h2_server.password)
    with closing(create_reader(source)) as reader:
        reader.connect()
        with pytest.raises(SourceError) as failed:
            read_texts(reader, query)
    assert "filter status: REJECTED" in messages(failed.value)
    # It is the filter that prevents it.
    monkeypatch.setattr(process, "JAVA_OPTIONS", tuple(each for each in process.JAVA_OPTIONS if "NoObjects" not in each))
    with unchecked_session(jdbc_drivers / "h2", h2_server.url, login) as session:
        assert b"1970" in b"".join(frame.content for frame in session.request(b"R", *request) if frame.type == ROWS)


def test_a_driver_has_no_home_but_its_folder(jdbc_drivers: Path) -> None:
    """The driver of PostgreSQL reads certificates, keys and passwords from its user's home."""
    with closing(Listener(reply=b"S")) as listener:
        url = f"jdbc:postgresql://127.0.0.1:{listener.port}/x?sslmode=verify-full"
        source = jdbc_source(jdbc_drivers, url, driver="postgresql", username="u")
        with closing(create_reader(source)) as reader, pytest.raises(SourceError) as caught:
            reader.connect()
    assert f"{jdbc_drivers}/postgresql/.postgresql/root.crt" in messages(caught.value)


# -- passwords -------------------------------------------------------------------------------------------------------------------------

CANARY = "c4nary-'\"\\ %26&=;?é☃{x}"


def server_location(request: pytest.FixtureRequest, driver: str) -> str:
    """Return the URL of a server, without login."""
    if driver in ("postgresql", "mariadb"):
        location = str(request.getfixturevalue("postgres_url" if driver == "postgresql" else "mariadb_url")).rpartition("@")[2]
        return f"jdbc:{driver}://{location}"
    return str(request.getfixturevalue(f"{driver}_server").url)


@pytest.mark.parametrize("driver", ["postgresql", "mariadb", "h2", "hsqldb", "derby"])
def test_a_wrong_password_is_in_no_message(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture, jdbc_drivers: Path, driver: str
) -> None:
    caplog.set_level(logging.DEBUG)
    url = server_location(request, driver)
    source = jdbc_source(jdbc_drivers, url, driver=driver, username="nobody", password=CANARY)
    with closing(create_reader(source)) as reader, pytest.raises(SourceError) as caught:
        reader.connect()
    told = messages(caught.value) + repr(source) + caplog.text
    assert "c4nary" not in told
    assert messages(caught.value).count("\n") >= 1


def create_user(request: pytest.FixtureRequest, driver: str, name: str) -> None:
    password = CANARY.replace("'", "''")
    if driver == "postgresql":
        statement = f"create role {name} login password '{password}'"
        with psycopg.connect(request.getfixturevalue("postgres_url"), autocommit=True) as connection:
            connection.execute(statement.encode())
    elif driver == "mariadb":
        escaped = password.replace("\\", "\\\\")
        request.getfixturevalue("on_mariadb")(f"create user {name} identified by '{escaped}'", f"grant all on *.* to {name}")
    elif driver == "h2":
        request.getfixturevalue("h2_server").run_sql(f"create user {name} password '{password}' admin")
    else:
        request.getfixturevalue("hsqldb_server").run_sql(f"create user {name} password '{password}' admin")


@pytest.mark.parametrize("driver", ["mariadb", "h2", "hsqldb", "postgresql"])
def test_a_password_may_contain_any_character(request: pytest.FixtureRequest, jdbc_drivers: Path, driver: str, name: str) -> None:
    create_user(request, driver, name)
    url = server_location(request, driver) + ("?sslMode=disable" if driver == "mariadb" else "")
    user = name.upper() if driver in ("h2", "hsqldb") else name
    with closing(create_reader(jdbc_source(jdbc_drivers, url, driver=driver, username=user, password=CANARY))) as reader:
        reader.connect()
        assert reader.product_and_version()[0]


@pytest.mark.parametrize(
    "url",
    [
        "jdbc:h2:tcp://u:c4nary@h/x", "jdbc:h2:tcp://h/x;USER=u;PASSWORD=c4nary", "jdbc:h2:tcp://h/x;user=u;password=c4nary",
        "jdbc:h2:tcp://h/x?password=c4nary", "jdbc:h2:tcp://u:c/4nary@h/x", "jdbc:h2:tcp://u:1/c4nary@h/x", "jdbc:h2:tcp://h/x&password=c4nary",
        "jdbc:trino://h/x?user=u&password=c4nary", "jdbc:trino://h/x?user=u&PASSWORD=c4nary", "jdbc:trino://h/x;password=c4nary",
        "jdbc:trino://h/x?user=u&%70assword=c4nary", "jdbc:trino://u:c4nary@h", "jdbc:h2:mem:x;PASSWORD=c4nary", "jdbc:h2:c4nary",
        "jdbc:trino://h/x%3Fpassword=c4nary", "jdbc:trino://h/x%26password=c4nary", "jdbc:derby://h/x;password=c4nary;user=u",
    ],
)  # fmt: skip
def test_a_password_in_the_url_is_rejected_without_being_shown(jdbc_drivers: Path, url: str) -> None:
    with pytest.raises(SidecarError, match=re.escape("[jdbc.")) as caught:
        save(jdbc_drivers, Datasource(id="tested", url=url))
    assert "c4nary" not in messages(caught.value).replace("jdbc:h2:c4nary", "")
    assert "4nary@" not in messages(caught.value)


def test_drivers_are_off_by_default(jdbc_drivers: Path) -> None:
    with pytest.raises(InvalidField, match="JDBC drivers are off; to use one, set SIDECAR_JDBC_DRIVERS"):
        jdbc_source(None, "jdbc:h2:tcp://h/x")
    assert JdbcSettings().drivers is None
    assert jdbc_source(jdbc_drivers, "jdbc:h2:tcp://h/x").jdbc
