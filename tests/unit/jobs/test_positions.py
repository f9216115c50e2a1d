"""Positions: what a query is told, and where a job stands after each kind of end."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.jobs.positions import after_other_end, after_success, variables
from sidecar.load.encode.documents import Encoder
from sidecar.model.columns import Column, SqlType
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.lease import Definition
from sidecar.model.positions import Positions
from tests.support.rows import block

STOOD = Positions(max_primary_key="100", last_record_timestamp="2024-03-01 00:00:00.250", last_record=(100, "w"))
CLOCK = "2024-03-02 00:00:00.000"


def definition(*, full: bool = False, **ingest: Any) -> Definition:
    return Definition(
        ingestion=Ingestion(id="j", datasource="d", query="q", target="t", **ingest), datasource=Datasource(id="d", url="u"), full=full
    )


def read(*blocks: list[str | None], type: SqlType = SqlType.LONG, key: bool = True) -> Encoder:
    """Give the encoder of a run that has read these keys."""
    columns = (Column.of("id", type), Column.of("word", SqlType.KEYWORD))
    encoder = Encoder(columns, pk_field=["id"] if key else [])
    for keys in blocks:
        encoder.encode(block(columns, keys, ["w"] * len(keys)))
    return encoder


# -- what a query is told -------------------------------------------------------------------------------------------------------------


def test_a_run_is_told_where_the_last_one_stood() -> None:
    told = variables(definition(), STOOD)
    assert told == {"max_primary_key": Decimal(100), "last_record_timestamp": "2024-03-01 00:00:00.250", "last_record": (100, "w")}


@pytest.mark.parametrize("made", [definition(full=True), definition(strategy=Strategy.REPLACE)])
def test_a_full_run_and_a_replace_are_told_nothing(made: Definition) -> None:
    assert variables(made, STOOD) == {}


def test_a_first_run_is_told_that_everything_is_unset() -> None:
    for made in (definition(), definition(overlap=5), definition(overlap=5, overlap_is_duration=True)):
        assert set(variables(made, Positions()).values()) == {None}


def test_an_overlap_of_keys_moves_the_key_alone() -> None:
    told = variables(definition(overlap=30), STOOD)
    assert (told["max_primary_key"], told["last_record_timestamp"]) == (Decimal(70), "2024-03-01 00:00:00.250")


def test_an_overlap_of_time_moves_the_timestamp_alone_also_over_a_leap_day() -> None:
    told = variables(definition(overlap=500, overlap_is_duration=True), STOOD)
    assert (told["max_primary_key"], told["last_record_timestamp"]) == (Decimal(100), "2024-02-29 23:59:59.750")


def test_a_key_beyond_doubles_keeps_every_digit() -> None:
    told = variables(definition(overlap=1), Positions(max_primary_key="9223372036854775807"))
    assert str(told["max_primary_key"]) == "9223372036854775806"


# -- after a good end -----------------------------------------------------------------------------------------------------------------


def test_a_successful_run_moves_everything_whatever_the_order_of_its_keys() -> None:
    reached = after_success(STOOD, read(["150", "101"], ["149", "120"]), CLOCK)
    assert reached == Positions(max_primary_key="150", last_record_timestamp=CLOCK, last_record=(120, "w"))


def test_a_run_without_rows_leaves_the_positions() -> None:
    assert after_success(STOOD, read(), CLOCK) == STOOD
    assert after_success(STOOD, read([]), CLOCK) == STOOD


def test_a_run_that_read_only_its_overlap_does_not_move_the_key_back() -> None:
    assert after_success(STOOD, read(["95", "98"]), CLOCK).max_primary_key == "100"


def test_keys_are_compared_as_numbers() -> None:
    assert after_success(Positions(max_primary_key="9"), read(["10"]), CLOCK).max_primary_key == "10"
    assert after_success(Positions(max_primary_key="-10"), read(["-9"]), CLOCK).max_primary_key == "-9"


def test_a_key_that_is_no_number_has_no_largest_value() -> None:
    reached = after_success(Positions(), read(["a", "b"], type=SqlType.KEYWORD), CLOCK)
    assert reached == Positions(max_primary_key=None, last_record_timestamp=CLOCK, last_record=("b", "w"))


def test_without_a_key_time_and_last_record_move_all_the_same() -> None:
    reached = after_success(Positions(), read(["1", "2"], key=False), CLOCK)
    assert reached == Positions(max_primary_key=None, last_record_timestamp=CLOCK, last_record=(2, "w"))


@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=30), st.integers(-(2**63), 2**63 - 1))
def test_the_key_after_a_success_is_the_largest_ever_seen(keys: list[int], before: int) -> None:
    reached = after_success(Positions(max_primary_key=str(before)), read([str(key) for key in keys]), CLOCK)
    assert reached.max_primary_key == str(max([*keys, before]))


# -- after any other end --------------------------------------------------------------------------------------------------------------


def test_ascending_keys_move_the_key_alone_to_the_last_acknowledged_row() -> None:
    assert after_other_end(STOOD, "103", ascending=read(["101", "102"], ["103", "104"]).ascending) == Positions(
        max_primary_key="103", last_record_timestamp=STOOD.last_record_timestamp, last_record=STOOD.last_record
    )


@pytest.mark.parametrize("blocks", [[["102", "101"]], [["101", "102"], ["102", "103"]], [["101", "101"]], [["103"], ["102"]]])
def test_keys_that_do_not_strictly_ascend_move_nothing(blocks: list[list[str | None]]) -> None:
    assert after_other_end(STOOD, "101", ascending=read(*blocks).ascending) == STOOD


def test_nothing_acknowledged_or_nothing_known_moves_nothing() -> None:
    assert after_other_end(STOOD, "150", ascending=False) == STOOD
    assert after_other_end(STOOD, None, ascending=read(["101"]).ascending) == STOOD
    assert after_other_end(STOOD, "a", ascending=read(["a"], type=SqlType.KEYWORD).ascending) == STOOD


def test_a_run_that_broke_off_within_its_overlap_does_not_move_back() -> None:
    assert after_other_end(STOOD, "96", ascending=read(["95", "96"]).ascending) == STOOD
