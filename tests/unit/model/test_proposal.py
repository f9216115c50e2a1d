"""Ingestions proposed for tables: ids, keys and strategies."""

import re
from itertools import permutations
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sidecar.model.columns import Column, SqlType
from sidecar.model.ingestion import Ingestion
from sidecar.model.proposal import MAX_ID_LENGTH, Table, assign_ids, propose

COLUMNS = (Column.of("id", SqlType.LONG), Column.of("part", SqlType.LONG), Column.of("word", SqlType.KEYWORD))


def table(**changes: Any) -> Table:
    fields = {"name": "t", "is_view": False, "query": 'SELECT * FROM "t"', "columns": COLUMNS, "primary_key": ("id",), "quoted_key": '"id"'}
    return Table(**{**fields, **changes})


def test_a_table_with_a_numeric_key_is_replaced_and_may_be_incremental() -> None:
    proposal = propose("shop", "t", table())
    common = {"datasource": "shop", "target": "t", "pk_field": "id"}
    assert proposal.ingest == {**common, "strategy": "REPLACE", "query": 'SELECT * FROM "t"'}
    assert proposal.incremental == {
        **common, "strategy": "INCREMENTAL",
        "query": 'SELECT * FROM "t"\n{{#max_primary_key}}WHERE "id" > {{max_primary_key}}{{/max_primary_key}}\nORDER BY "id"',
    }  # fmt: skip
    assert any("keys only grow" in each for each in proposal.comments)
    assert any("[deletions]: by a column" in each for each in proposal.comments)


@pytest.mark.parametrize(
    ("changes", "pk_field", "comment"),
    [
        ({"primary_key": ("part", "id"), "quoted_key": None}, ["part", "id"], "pk_field is the primary key"),
        ({"primary_key": ("word",), "quoted_key": '"word"'}, "word", "pk_field is the primary key"),
        ({"primary_key": (), "quoted_key": None}, None, "The table has no primary key"),
        ({"primary_key": (), "quoted_key": None, "is_view": True}, None, "A view has no primary key"),
        ({"primary_key": ("id", "gone"), "quoted_key": None}, None, "The table has no primary key that the query returns"),
        ({"columns": (), "problem": "permission denied"}, None, "The query is rejected: permission denied"),
    ],
)
def test_other_tables_are_only_replaced(changes: dict[str, Any], pk_field: Any, comment: str) -> None:
    proposal = propose("shop", "t", table(**changes))
    assert (proposal.ingest.get("pk_field"), proposal.ingest["strategy"], proposal.incremental) == (pk_field, "REPLACE", None)
    assert any(each.startswith(comment) for each in proposal.comments)
    assert any(each.startswith("MIRROR") for each in proposal.comments) == (pk_field is not None)


@pytest.mark.parametrize(("key", "found"), [("ID", "id"), ("id", "id")])
def test_the_case_of_a_key_is_that_of_the_query(key: str, found: str) -> None:
    assert propose("shop", "t", table(primary_key=(key,))).ingest["pk_field"] == found
    columns = (Column.of("ID", SqlType.KEYWORD), *COLUMNS)
    assert propose("shop", "t", table(primary_key=(key,), columns=columns)).ingest["pk_field"] == key


def test_ids_are_readable_and_unique() -> None:
    names = ["Orders", "orders", "odd '1", "Größe", "_hidden", "订单", "发票", "x" * 300]
    assert list(assign_ids(names).values()) == ["orders-2", "orders", "odd_1", "gro_e", "hidden", "table", "table-2", "x" * MAX_ID_LENGTH]


def test_a_name_that_is_a_valid_id_is_kept_in_any_order() -> None:
    expected = {"A": "a-3", "a": "a", "a-2": "a-2", "B b": "b_b", "b_b-2": "b_b-2"}
    assert all(assign_ids(names) == expected for names in permutations(expected))


@given(st.lists(st.text(), unique=True))
@example([".siren-jobs", "-a", "..", "orders-2", "Orders", "orders", "ORDERS"])
def test_every_id_is_valid_as_an_id_and_as_a_target(names: list[str]) -> None:
    ids = assign_ids(names)
    assert list(ids) == names
    assert len(set(ids.values())) == len(names)
    for name, id in ids.items():
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}", id)
        Ingestion.from_body(id, {"ingest": propose("shop", id, table(name=name)).ingest})
