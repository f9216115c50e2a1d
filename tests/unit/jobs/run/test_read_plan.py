"""Checkpoints: what of a read is settled for good, and what another attempt reads then."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.extract.query.ordering import ordered_by
from sidecar.extract.ranges import ranged
from sidecar.jobs.run.pipeline import Tally
from sidecar.jobs.run.read_plan import Marks, Plan, plan
from sidecar.load.encode.documents import Encoder
from sidecar.load.send.acknowledgements import Ledger
from sidecar.load.send.responses import Outcome
from sidecar.model.checkpoint import Checkpoint, Settled, together
from sidecar.model.columns import Column, SqlType
from sidecar.model.ingestion import Ingestion, Partitioning, Strategy
from sidecar.model.positions import Positions
from tests.support.rows import block, numbered

ID, WORD, PRICE = Column.of("id", SqlType.LONG), Column.of("Word", SqlType.KEYWORD), Column.of("price", SqlType.DECIMAL)
COLUMNS = (ID, WORD, PRICE)


# -- which queries are read in an order ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "select * from t order by id", "SELECT * FROM t ORDER BY id ASC", "select * from t order by id -- number", "select 1 order by ID",
        'select * from t /* all */ order /**/ by "id" asc', "select * from (select 1) x where a in (2) order by id",
        "select id from a union select id from b order by id",
    ],
)  # fmt: skip
@pytest.mark.parametrize("database", ["postgresql", "duckdb", "sqlite"])
def test_a_query_that_ends_with_an_order_says_by_which_column(query: str, database: str) -> None:
    assert ordered_by(query, COLUMNS, database) == ID


@pytest.mark.parametrize(
    "query",
    [
        "select * from t", "select * from t order by id desc", "select * from t order by id limit 5", "select * from t order by id, price",
        "select * from t order by t.id", "select * from t order by 1", "select * from t order by id nulls first",
        "select * from t order by -id",
        "select * from t order by word", "select * from t order by price", "select row_number() over (order by id", "order by", "",
        "select * from (select * from t order by id", "select * from t order by other", "select * from t order by id collate x",
        "select 'order by id'", 'select * from t order by "ID"', "select * from t order by id for update",
    ],
)  # fmt: skip
def test_any_other_query_counts_as_not_ordered(query: str) -> None:
    assert ordered_by(query, COLUMNS, "postgresql") is None


def test_names_are_folded_as_the_database_does() -> None:
    upper = (Column.of("Id", SqlType.LONG),)
    assert ordered_by("select 1 order by ID", upper, "postgresql") is None
    assert ordered_by("select 1 order by ID", upper, "mariadb") == upper[0]
    assert ordered_by('select 1 order by "Id"', upper, "postgresql") == upper[0]
    assert ordered_by("select 1 order by `Id`", upper, "mysql") == upper[0]


@pytest.mark.parametrize("database", ["sqlserver", "oracle", "db2"])
def test_a_database_that_takes_no_ordered_query_within_another_one_is_not_asked_for_a_rest(database: str) -> None:
    assert ordered_by("select * from t order by id", COLUMNS, database) is None


# -- adding up ----------------------------------------------------------------------------------------------------------------------


def test_what_is_settled_adds_up_in_read_order() -> None:
    one = Settled(count=3, duplicates=1, doubtful=1, dropped=2, nulled=4, bytes=5, last_id="9", largest="9007199254740993")
    whole = together([one, Settled(count=2, last_id="x", largest="9007199254740992"), Settled()])
    assert (whole.count, whole.rows, whole.bytes, whole.last_id, whole.largest) == (5, 7, 5, "x", "9007199254740993")
    assert whole.documents == range(4, 6)


# -- checkpoints of ranges ----------------------------------------------------------------------------------------------------------


class Bounded:
    """A reader, as far as a plan asks one."""

    def bounds(self, query: str, column: Column, count: int) -> tuple[str, ...]:
        return tuple(str(10 * cut) for cut in range(1, count))


def planned(*, earlier: Checkpoint | None = None, query: str = "select 1", repeatable: bool = True, **ingest: Any) -> Plan:
    ingestion = Ingestion(id="j", datasource="d", query=query, target="t", **{"strategy": Strategy.REPLACE, "pk_field": ("id",), **ingest})
    return plan(
        ingestion, Bounded(), query, COLUMNS, lambda part: Encoder(COLUMNS, pk_field=ingestion.pk_field, partition=part),  # type: ignore[arg-type]
        database="postgresql", earlier=earlier, repeatable=repeatable,
    )  # fmt: skip


def marks(made: Plan, earlier: Checkpoint | None = None) -> Marks:
    return Marks(plan=made, before=Positions(max_primary_key="1"), clock="now", earlier=earlier)


def tallies(made: Plan) -> list[Tally]:
    return [Tally() for _ in made.parts]


BY_ID = Partitioning(column="id", count=3)


def sees(made: Plan, part: int, keys: Sequence[int]) -> None:
    """Let a part's encoder see keys."""
    texts = [str(key) for key in keys]
    made.parts[part].encoder.encode(block(COLUMNS, texts, ["w"] * len(texts), ["1"] * len(texts)))


def test_a_range_is_kept_when_all_its_rows_are_settled_and_not_before() -> None:
    made = planned(partition=BY_ID)
    ledger = Ledger(len(made.parts))
    sees(made, 1, [10, 15])
    number = ledger.open(replace(numbered(2, first=10)[0], partition=1))
    ledger.end(0)
    ledger.end(1)
    counts = tallies(made)
    counts[0].rejected = 1
    assert marks(made).checkpoint(ledger.shares(), counts, 1) is None

    ledger.record(number, Outcome(acknowledged=2), doubtful=False, unsettled=())
    made_now = marks(made).checkpoint(ledger.shares(), counts, 1)
    assert made_now is not None
    assert (made_now.bounds, set(made_now.done)) == (("10", "20"), {"1"})
    assert (made_now.kept.count, made_now.kept.last_id, made_now.kept.largest) == (2, "11", "15")

    again = planned(partition=BY_ID, earlier=made_now)
    assert [part.within.name for part in again.open if part.within] == ["0", "2", "nulls"]
    carried = Ledger(len(again.parts), {part.number: part.carried for part in again.parts if part.carried})
    assert (carried.totals().acknowledged, carried.totals().expected) == (2, range(2, 3))
    for part in (0, 2, 3):
        carried.end(part)
    last = marks(again, made_now).checkpoint(carried.shares(), tallies(again), 2)
    assert last is not None
    assert (set(last.done), last.kept.count, last.moments) == ({"0", "1", "2", "nulls"}, 2, 2)


def test_ranges_of_another_column_than_the_key_are_read_again() -> None:
    assert planned(partition=BY_ID).key == ID
    assert planned(partition=BY_ID, pk_field=("Word",)).key is None
    assert planned(partition=BY_ID, pk_field=("id", "Word")).key is None


# -- checkpoints of ordered reads ---------------------------------------------------------------------------------------------------

ORDERED = "select * from t order by id"


def test_a_read_that_is_not_ordered_by_its_key_has_no_checkpoint() -> None:
    assert planned().key is None
    assert planned(query=ORDERED).key == ID
    assert planned(query=ORDERED, repeatable=False).key is None
    assert planned(query=ORDERED, pk_field=()).key is None
    assert planned(query=ORDERED, pk_field=("Word",)).key is None


@given(order=st.permutations(range(5)))
def test_an_ordered_read_is_kept_up_to_the_first_body_that_is_not_settled(order: list[int]) -> None:
    made = planned(query=ORDERED)
    ledger = Ledger(1)
    for body in range(5):
        ledger.open(numbered(2, first=2 * body)[0])
    sees(made, 0, range(10))
    settled: set[int] = set()
    for number in order:
        ledger.record(number, Outcome(acknowledged=2), doubtful=False, unsettled=())
        settled.add(number)
        prefix = next(place for place in range(6) if place not in settled)
        found = marks(made).checkpoint(ledger.shares(), tallies(made), 1)
        if prefix == 0:
            assert found is None
        else:
            assert found is not None
            assert (found.bounds, found.kept.count, found.kept.last_id) == ((str(2 * prefix),), 2 * prefix, str(2 * prefix - 1))


def test_a_resumed_ordered_read_asks_for_the_rest_in_order_and_counts_on() -> None:
    earlier = Checkpoint(
        column="id", bounds=("8",), ordered=True, before=Positions(), clock="then", moments=1,
        done={"0": Settled(count=7, last_id="7", largest="7")},
    )  # fmt: skip
    made = planned(query=ORDERED, earlier=earlier)
    below, above, nulls = made.parts
    assert (below.carried, above.carried, nulls.carried) == (earlier.done["0"], None, None)
    assert ranged(ORDERED, above.within, lambda column: f'"{column.name}"').endswith(') p WHERE 8 <= p."id" ORDER BY p."id"')

    ledger = Ledger(3, {0: earlier.done["0"]})
    assert marks(made, earlier).checkpoint(ledger.shares(), tallies(made), 2).done == earlier.done  # type: ignore[union-attr]
    sees(made, 1, [8, 9])
    number = ledger.open(replace(numbered(2, first=8)[0], partition=1))
    ledger.record(number, Outcome(acknowledged=2), doubtful=False, unsettled=())
    found = marks(made, earlier).checkpoint(ledger.shares(), tallies(made), 2)
    assert found is not None
    assert (found.bounds, found.kept.count, found.kept.largest) == (("10",), 9, "9")


def test_keys_that_turn_out_not_to_ascend_leave_no_checkpoint() -> None:
    made = planned(query=ORDERED)
    ledger = Ledger(1)
    sees(made, 0, [1, 3, 2])
    ledger.record(ledger.open(numbered(2)[0]), Outcome(acknowledged=2), doubtful=False, unsettled=())
    assert marks(made).checkpoint(ledger.shares(), tallies(made), 1) is None


def test_a_rejected_row_is_where_an_ordered_read_is_taken_up_again() -> None:
    made = planned(query=ORDERED)
    ledger = Ledger(1)
    sees(made, 0, [0, 1])
    ledger.record(ledger.open(numbered(2)[0]), Outcome(acknowledged=2), doubtful=False, unsettled=())
    counts = tallies(made)
    counts[0].rejected = 1
    assert marks(made).checkpoint(ledger.shares(), counts, 1) is None
