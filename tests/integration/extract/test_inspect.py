"""Inspection of a database in a child process, and the generic reader."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from sidecar.errors import BadRequest, SourceError, SourceUnavailable, error_messages
from sidecar.extract import inspect
from sidecar.extract.drivers import create_source
from sidecar.extract.generic.reader import DriverDialect, GenericReader
from sidecar.extract.reader import Source
from sidecar.jobs.inspect import subprocess_call
from sidecar.jobs.inspect.client import COMMAND
from sidecar.model.columns import SqlType
from sidecar.model.datasource import Datasource


def run_operation(source: Source, operation: str, **arguments: Any) -> dict[str, Any]:
    """Run an operation in a child process, as the API does."""
    request = inspect.encode_request(operation, source, **arguments)
    return inspect.decode_response(subprocess_call.communicate(COMMAND, request, os.environ, seconds=30, is_disconnected=lambda: False))


def test_validate_returns_the_product_and_columns_returns_the_columns(postgres_url: str) -> None:
    source = create_source(Datasource(id="x", url=postgres_url), None, None)
    assert run_operation(source, "validate")["product"] == "PostgreSQL"
    columns = inspect.columns_from_response(run_operation(source, "columns", query="select 1 as a, array['x'] as b"))
    assert [(each.name, each.type, each.array) for each in columns] == [("a", SqlType.LONG, False), ("b", SqlType.TEXT, True)]
    plan = run_operation(source, "plan", query="select n from generate_series(1, 1000) n")
    assert ([each["name"] for each in plan["columns"]], plan["rows_total"]) == (["n"], 1000)


def test_an_error_keeps_its_class_and_its_causes(postgres_url: str) -> None:
    source = create_source(Datasource(id="x", url=postgres_url), None, None)
    with pytest.raises(SourceError) as caught:
        run_operation(source, "columns", query="select nope from nowhere")
    assert len(error_messages(caught.value)) == 2
    assert "nowhere" in error_messages(caught.value)[1]
    with pytest.raises(BadRequest):
        run_operation(source, "columns", query="select 1 as a, 2 as a")
    with pytest.raises(BadRequest, match="unknown inspection"):
        run_operation(source, "guess")
    with pytest.raises(SourceUnavailable):
        run_operation(create_source(Datasource(id="x", url="postgresql://u:p@127.0.0.1:1/x"), None, None), "validate")


def test_the_generic_reader_derives_types_from_values(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        connection.execute("create table t (n integer, c text, r real, b blob)")
        connection.executemany("insert into t values (?, ?, ?, ?)", [(n, f"c{n}", n / 2, b"\0") for n in range(2500)] + [(None,) * 4])
        connection.commit()
    dialect = DriverDialect(product="SQLite", driver="sqlite", clock_query="select strftime('%Y-%m-%d %H:%M:%f', 'now')")
    reader = GenericReader(Source(id="x", database="sqlite", catalog=str(tmp_path / "x.db")), dialect)
    reader.connect()
    columns = reader.describe("select * from t")
    blocks = list(reader.read("select * from t order by n is null, n", columns, 1000))
    assert [each.type for each in columns] == [SqlType.LONG, SqlType.KEYWORD, SqlType.DOUBLE, SqlType.BINARY]
    assert (sum(each.rows for each in blocks), max(each.rows for each in blocks) <= 1000) == (2501, True)
    assert pl.DataFrame(blocks[-1].table).rows()[-2:] == [("2499", "c2499", "1249.5", "AA=="), (None, None, None, None)]
    assert len(reader.current_time()) == 23
    with pytest.raises(SourceError, match="describe the query"):
        reader.describe("select nope from t")
    reader.cancel()
    with pytest.raises(SourceError, match="canceled"):
        list(reader.read("select * from t", columns, 1000))
    reader.close()
