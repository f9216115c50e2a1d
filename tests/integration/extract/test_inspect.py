"""Looking into a database by way of a child process, and the general reader."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from sidecar.errors import BadRequest, SourceError, SourceUnavailable, sentences
from sidecar.extract import inspect
from sidecar.extract.columns.batch_size import FIRST
from sidecar.extract.drivers import source_of
from sidecar.extract.generic.reader import Dialect, GeneralReader
from sidecar.extract.reader import Source
from sidecar.jobs.inspect import subprocess_call
from sidecar.jobs.inspect.client import COMMAND
from sidecar.model.columns import SqlType
from sidecar.model.datasource import Datasource


def ask(source: Source, operation: str, **arguments: Any) -> dict[str, Any]:
    """Ask as the API does."""
    return inspect.decode(
        subprocess_call.answer(COMMAND, inspect.encode(operation, source, **arguments), os.environ, seconds=30, gone=lambda: False)
    )


def test_validate_gives_the_product_and_columns_the_columns(postgres_url: str) -> None:
    source = source_of(Datasource(id="x", url=postgres_url), None, None)
    assert ask(source, "validate")["product"] == "PostgreSQL"
    columns = inspect.columns_of(ask(source, "columns", query="select 1 as a, array['x'] as b"))
    assert [(each.name, each.type, each.array) for each in columns] == [("a", SqlType.LONG, False), ("b", SqlType.TEXT, True)]


def test_an_error_arrives_with_its_class_and_its_whole_chain(postgres_url: str) -> None:
    source = source_of(Datasource(id="x", url=postgres_url), None, None)
    with pytest.raises(SourceError) as caught:
        ask(source, "columns", query="select nope from nowhere")
    assert len(sentences(caught.value)) == 2
    assert "nowhere" in sentences(caught.value)[1]
    with pytest.raises(BadRequest):
        ask(source, "columns", query="select 1 as a, 2 as a")
    with pytest.raises(BadRequest, match="unknown inspection"):
        ask(source, "guess")
    with pytest.raises(SourceUnavailable):
        ask(source_of(Datasource(id="x", url="postgresql://u:p@127.0.0.1:1/x"), None, None), "validate")


def test_the_general_reader_reads_by_the_classes_of_values(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        connection.execute("create table t (n integer, c text, r real, b blob)")
        connection.executemany("insert into t values (?, ?, ?, ?)", [(n, f"c{n}", n / 2, b"\0") for n in range(2500)] + [(None,) * 4])
        connection.commit()
    dialect = Dialect(product="SQLite", driver="sqlite", clock="select strftime('%Y-%m-%d %H:%M:%f', 'now')")
    reader = GeneralReader(Source(id="x", database="sqlite", catalog=str(tmp_path / "x.db")), dialect)
    reader.connect()
    columns = reader.describe("select * from t")
    read = list(reader.read("select * from t order by n is null, n", columns, 1000))
    assert [each.type for each in columns] == [SqlType.LONG, SqlType.KEYWORD, SqlType.DOUBLE, SqlType.BINARY]
    assert [each.rows for each in read] == [FIRST, 1000, 1000, FIRST + 1]
    assert pl.DataFrame(read[-1].table).rows()[-2:] == [("2499", "c2499", "1249.5", "AA=="), (None, None, None, None)]
    assert len(reader.clock()) == 23
    with pytest.raises(SourceError, match="describe the query"):
        reader.describe("select nope from t")
    reader.cancel()
    with pytest.raises(SourceError, match="cancelled"):
        list(reader.read("select * from t", columns, 1000))
    reader.close()
