"""Blocks of each real database with usual types are encoded natively, so that polars neither parses them nor is imported."""

from pathlib import Path

import pytest

from sidecar.load.encode.documents import Encoder
from tests.integration.extract.conftest import RunStatements
from tests.integration.reader_helpers import connected_reader
from tests.support.dialects import install_dialect

pytest.importorskip("sidecar_native", reason="the native encoder is not installed")

ROW = "insert into {name} values (1, 12.50, 0.25, 'a \"b\"', '2024-02-29', '2024-02-29 12:00:00'), (2, null, null, null, null, null)"
TABLE = "create table {name} (id int primary key, price decimal(9, 2), share double precision, word varchar(9), day date, moment timestamp)"
"""A table with a column of each usual type."""


def assert_encoded_natively(url: str, query: str) -> None:
    """Encode all rows of a query, and check that no block was parsed."""
    with connected_reader(url, allowed=("*://*",)) as reader:
        columns = reader.describe(query)
        encoder = Encoder(columns, pk_field=["id"])
        for block in reader.read(query, columns, 1000):
            assert encoder.encode(block).rows == block.rows
            assert "_parsed" not in vars(block)
    assert encoder.rows == 2


def test_usual_types_of_a_database_are_encoded_natively(run_statements: RunStatements, name: str) -> None:
    url = run_statements(TABLE.format(name=name), ROW.format(name=name))
    assert_encoded_natively(url, f"select * from {name}")


def test_usual_types_of_another_dialect_are_encoded_natively(
    on_postgresql: RunStatements, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = on_postgresql(TABLE.format(name=name), ROW.format(name=name))
    install_dialect(monkeypatch, tmp_path)
    assert_encoded_natively(url.replace("postgresql://", "alike+psycopg://"), f"select * from {name}")
