"""Descriptions of the tables and views of each real database."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import duckdb
import pytest

from sidecar.errors import NotFound
from sidecar.extract.reader import Reader
from sidecar.extract.tables import describe_tables
from tests.integration.extract.conftest import RunStatements
from tests.integration.reader_helpers import connected_reader
from tests.support.dialects import install_dialect


def describe(reader: Reader, own_catalog: str = "", **request: Any) -> dict[str, Any]:
    return describe_tables(reader, own_catalog, {"catalog": None, "schema": None, "tables": None, "limit": 100, **request})


def check_tables(reader: Reader, own_catalog: str, tables: list[str], view: str) -> None:
    """Check the descriptions of two tables, ``id`` being the key of the first and the only column of both, and of a view."""
    described = describe(reader, own_catalog, tables=[*tables, view])
    assert [each["type"] for each in described["tables"]] == ["table", "table", "view"]
    for each in described["tables"]:
        assert [column.name for column in each["columns"]] == ["id"], each
        assert [column.name for column in reader.describe(each["query"])] == ["id"]
    first = described["tables"][0]
    assert (first["primary_key"], [each["quoted_key"] is None for each in described["tables"]]) == (["id"], [False, True, True])
    assert [column.name for column in reader.describe(f"{first['query']} WHERE {first['quoted_key']} > 1")] == ["id"]
    assert set(described["names"]) >= {*tables, view}
    with pytest.raises(NotFound, match=r"has no table or view \[.*x\] -> did you mean"):
        describe(reader, own_catalog, tables=[f"{tables[0]}x"])


def statements(name: str, quote: str) -> tuple[str, ...]:
    odd = f"{quote}{name} Odd ''{quote}"
    return (
        f"create table {odd} (id int primary key)",
        f"create table {name}_b (id int)",
        f"create view {name}_v as select id from {name}_b",
    )


def test_tables_are_described_with_a_query_that_reads_them(run_statements: RunStatements, name: str) -> None:
    is_mariadb = "on_mariadb" in run_statements.__qualname__
    url = run_statements(*statements(name, "`" if is_mariadb else '"'))
    with connected_reader(url, allowed=("*://*",)) as reader:
        check_tables(reader, urlsplit(url).path[1:], [f"{name} Odd ''", f"{name}_b"], f"{name}_v")


def test_tables_of_other_databases_are_described(
    on_postgresql: RunStatements, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_dialect(monkeypatch, tmp_path)
    url = on_postgresql(*statements(name, '"'))
    with connected_reader(url.replace("postgresql:", "alike+psycopg:"), allowed=("alike://*:*/*",)) as reader:
        check_tables(reader, urlsplit(url).path[1:], [f"{name} Odd ''", f"{name}_b"], f"{name}_v")


def test_a_duckdb_file_may_have_the_name_of_its_schema(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "sales.db")) as connection:
        connection.execute("create schema sales")
        connection.execute("create table sales.sales.t (id int primary key)")
    with connected_reader(f"jdbc:duckdb:{tmp_path / 'sales.db'}", allowed=("duckdb://*",)) as reader:
        assert describe(reader)["schema"] == "main"
        described = describe(reader, schema="sales")
        assert (described["catalog"], described["schema"]) == ("sales", "sales")
        assert [column.name for column in described["tables"][0]["columns"]] == ["id"]


def test_a_table_that_cannot_be_read_is_described_with_the_reason(on_postgresql: RunStatements, name: str) -> None:
    url = on_postgresql(f'create table {name}_a ("_id" int primary key)', f"create table {name}_b (id int)")
    with connected_reader(url) as reader:
        odd, plain = describe(reader, tables=[f"{name}_a", f"{name}_b"], schema="public")["tables"]
    assert (odd["columns"], "problem" in plain) == ((), False)
    assert "[_id]" in odd["problem"]


def test_a_schema_must_be_chosen_if_none_is_the_usual_one(on_postgresql: RunStatements, name: str) -> None:
    url = on_postgresql(f"create schema {name}", f"create table {name}.t (id int)")
    with connected_reader(url) as reader:
        assert describe(reader, schema=name)["names"] == ["t"]
        assert describe(reader)["schema"] == "public"
        with pytest.raises(NotFound, match=r"has no schema \[nowhere\]"):
            describe(reader, schema="nowhere")


def test_the_first_tables_are_described_by_default(on_sqlite: RunStatements) -> None:
    url = on_sqlite("create table a (id int)", "create table b (id int)")
    with connected_reader(url, allowed=("sqlite://*",)) as reader:
        described = describe(reader, limit=1)
        assert (described["names"], [each["name"] for each in described["tables"]]) == (["a", "b"], ["a"])
        assert describe(reader, tables=[])["tables"] == []
