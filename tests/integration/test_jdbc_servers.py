"""Test the servers that other tests read through JDBC, and the tool that runs SQL on them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.conftest import available
from tests.servers.jdbc import derby, h2, hsqldb
from tests.servers.jdbc.server import JdbcServer
from tests.servers.jdbc.sql import SqlFailed, run_sql

SERVERS = ("h2_server", "derby_server", "hsqldb_server")
DRIVERS = {"clickhouse", "derby", "h2", "hsqldb", "mariadb", "postgresql", "trino"}


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest) -> JdbcServer:
    """Return each server in turn."""
    found: JdbcServer = request.getfixturevalue(request.param)
    return found


def test_each_driver_has_a_folder_of_its_own(jdbc_drivers: Path) -> None:
    assert {each.name for each in jdbc_drivers.iterdir() if list(each.glob("*.jar"))} == DRIVERS


def test_rows_are_written_and_read(server: JdbcServer, name: str) -> None:
    rows = server.run_sql(
        f"create table {name} (id int primary key, town varchar(20))",
        f"insert into {name} values (1, 'Galway'), (2, null), (3, '')",
        f"select id, town from {name} order by id",
        f"drop table {name}",
    )
    assert rows == [["1", "Galway"], ["2", None], ["3", ""]]


def test_a_wrong_statement_fails_with_the_message_of_the_driver(server: JdbcServer) -> None:
    with pytest.raises(SqlFailed, match=r"(?i)nowhere"):
        server.run_sql("select nothing from nowhere")


def test_a_wrong_password_is_refused(server: JdbcServer) -> None:
    with pytest.raises(SqlFailed):
        run_sql(server.driver, server.url, server.user, "wrong")


@pytest.mark.parametrize("start_server", [h2.running, derby.running, hsqldb.running], ids=["h2", "derby", "hsqldb"])
def test_a_killed_server_keeps_what_it_has_committed(start_server: Callable[[], AbstractContextManager[JdbcServer]]) -> None:
    with available(start_server()) as server:
        server.run_sql("create table committed (n int)", "insert into committed values (1)")
        server.kill()
        server.start()
        assert server.run_sql("select n from committed") == [["1"]]
