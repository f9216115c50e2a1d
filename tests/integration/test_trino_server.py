"""Test the Trino that other tests read through JDBC."""

import pytest

from tests.servers.jdbc.server import JdbcServer
from tests.servers.jdbc.sql import SqlFailed


def test_tables_are_written_and_read(trino_server: JdbcServer, name: str) -> None:
    rows = trino_server.run_sql(
        f"create table {name} (id int, at timestamp(6) with time zone, tags array(varchar))",
        f"insert into {name} values (1, timestamp '2024-02-29 12:00:00.123456 UTC', array['a', 'b']), (2, null, null)",
        f"select * from {name} order by id",
        f"drop table {name}",
    )
    assert rows == [["1", "2024-02-29 12:00:00.123456 UTC", "[a, b]"], ["2", None, None]]


def test_tpch_has_its_tables(trino_server: JdbcServer) -> None:
    assert trino_server.run_sql("select count(*) from tpch.tiny.lineitem") == [["60175"]]


def test_a_wrong_statement_fails_with_the_message_of_the_server(trino_server: JdbcServer) -> None:
    with pytest.raises(SqlFailed, match="nowhere' does not exist"):
        trino_server.run_sql("select nothing from nowhere")
