"""Positions: the variables of a query, and the saved positions after each kind of end."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.jobs.positions import after_failure, after_success, template_variables
from sidecar.load.encode.documents import Encoder
from sidecar.model.columns import Column, SqlType
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.lease import ExecutionDefinition
from sidecar.model.positions import Positions
from tests.support.rows import block

SAVED = Positions(max_primary_key="100", last_record_timestamp="2024-03-01 00:00:00.250", last_record=(100, "w"))
CLOCK = "2024-03-02 00:00:00.000"


def create_definition(*, full: bool = False, **ingest: Any) -> ExecutionDefinition:
    return ExecutionDefinition(
        ingestion=Ingestion(id="j", datasource="d", query="q", target="t", **ingest), datasource=Datasource(id="d", url="u"), full=full
    )


def read(*blocks: list[str | None], type: SqlType = SqlType.LONG, key: bool = True) -> Encoder:
    """Return the encoder of a run that has read these keys."""
    columns = (Column.of("id", type), Column.of("word", SqlType.KEYWORD))
    encoder = Encoder(columns, pk_field=["id"] if key else [])
    for keys in blocks:
        encoder.encode(block(columns, keys, ["w"] * len(keys)))
    return encoder


# -- template variables ---------------------------------------------------------------------------------------------------------------


def test_a_run_receives_the_saved_positions() -> None:
    variables = template_variables(create_definition(), SAVED)
    assert variables == {"max_primary_key": Decimal(100), "last_record_timestamp": "2024-03-01 00:00:00.250", "last_record": (100, "w")}


@pytest.mark.parametrize("definition", [create_definition(full=True), create_definition(strategy=Strategy.REPLACE)])
def test_a_full_run_and_a_replace_receive_no_variables(definition: ExecutionDefinition) -> None:
    assert template_variables(definition, SAVED) == {}


def test_all_variables_of_a_first_run_are_unset() -> None:
    for definition in (create_definition(), create_definition(overlap=5), create_definition(overlap=5, overlap_is_duration=True)):
        assert set(template_variables(definition, Positions()).values()) == {None}


def test_an_overlap_of_keys_moves_only_the_key() -> None:
    variables = template_variables(create_definition(overlap=30), SAVED)
    assert (variables["max_primary_key"], variables["last_record_timestamp"]) == (Decimal(70), "2024-03-01 00:00:00.250")


def test_an_overlap_of_time_moves_only_the_timestamp_even_over_a_leap_day() -> None:
    variables = template_variables(create_definition(overlap=500, overlap_is_duration=True), SAVED)
    assert (variables["max_primary_key"], variables["last_record_timestamp"]) == (Decimal(100), "2024-02-29 23:59:59.750")


def test_a_key_beyond_doubles_keeps_every_digit() -> None:
    variables = template_variables(create_definition(overlap=1), Positions(max_primary_key="9223372036854775807"))
    assert str(variables["max_primary_key"]) == "9223372036854775806"


# -- after a success ------------------------------------------------------------------------------------------------------------------


def test_a_successful_run_moves_all_positions_in_any_order_of_keys() -> None:
    reached = after_success(SAVED, read(["150", "101"], ["149", "120"]), CLOCK)
    assert reached == Positions(max_primary_key="150", last_record_timestamp=CLOCK, last_record=(120, "w"))


def test_a_run_without_rows_leaves_the_positions_unchanged() -> None:
    assert after_success(SAVED, read(), CLOCK) == SAVED
    assert after_success(SAVED, read([]), CLOCK) == SAVED


def test_a_run_that_read_only_its_overlap_does_not_move_the_key_back() -> None:
    assert after_success(SAVED, read(["95", "98"]), CLOCK).max_primary_key == "100"


def test_keys_are_compared_as_numbers() -> None:
    assert after_success(Positions(max_primary_key="9"), read(["10"]), CLOCK).max_primary_key == "10"
    assert after_success(Positions(max_primary_key="-10"), read(["-9"]), CLOCK).max_primary_key == "-9"


def test_a_key_that_is_not_numeric_has_no_largest_value() -> None:
    reached = after_success(Positions(), read(["a", "b"], type=SqlType.KEYWORD), CLOCK)
    assert reached == Positions(max_primary_key=None, last_record_timestamp=CLOCK, last_record=("b", "w"))


def test_without_a_key_timestamp_and_last_record_still_move() -> None:
    reached = after_success(Positions(), read(["1", "2"], key=False), CLOCK)
    assert reached == Positions(max_primary_key=None, last_record_timestamp=CLOCK, last_record=(2, "w"))


@given(st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=30), st.integers(-(2**63), 2**63 - 1))
def test_the_key_after_a_success_is_the_largest_ever_seen(keys: list[int], before: int) -> None:
    reached = after_success(Positions(max_primary_key=str(before)), read([str(key) for key in keys]), CLOCK)
    assert reached.max_primary_key == str(max([*keys, before]))


# -- after a failure or an abort -------------------------------------------------------------------------------------------------------


def test_ascending_keys_move_only_the_key_to_the_last_acknowledged_row() -> None:
    assert after_failure(SAVED, "103", ascending=read(["101", "102"], ["103", "104"]).has_ascending_keys) == Positions(
        max_primary_key="103", last_record_timestamp=SAVED.last_record_timestamp, last_record=SAVED.last_record
    )


@pytest.mark.parametrize("blocks", [[["102", "101"]], [["101", "102"], ["102", "103"]], [["101", "101"]], [["103"], ["102"]]])
def test_keys_that_do_not_strictly_ascend_move_nothing(blocks: list[list[str | None]]) -> None:
    assert after_failure(SAVED, "101", ascending=read(*blocks).has_ascending_keys) == SAVED


def test_without_an_acknowledged_row_or_a_known_order_nothing_moves() -> None:
    assert after_failure(SAVED, "150", ascending=False) == SAVED
    assert after_failure(SAVED, None, ascending=read(["101"]).has_ascending_keys) == SAVED
    assert after_failure(SAVED, "a", ascending=read(["a"], type=SqlType.KEYWORD).has_ascending_keys) == SAVED


def test_a_run_that_failed_within_its_overlap_does_not_move_back() -> None:
    assert after_failure(SAVED, "96", ascending=read(["95", "96"]).has_ascending_keys) == SAVED
