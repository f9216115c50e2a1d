"""Read plans and checkpoints: the settled part of a read, and the part that the next attempt reads."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.extract.query.ordering import find_order_column
from sidecar.extract.ranges import select_range
from sidecar.jobs.run.pipeline import PartCounts
from sidecar.jobs.run.read_plan import CheckpointBuilder, ReadPlan, create_plan
from sidecar.load.encode.documents import Encoder
from sidecar.load.send.acknowledgements import Acknowledgements
from sidecar.load.send.responses import BulkResult
from sidecar.model.checkpoint import AcknowledgedRows, Checkpoint, merge_ranges, sum_rows
from sidecar.model.columns import Column, SqlType
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.partitioning import Partitioning
from sidecar.model.positions import Positions
from tests.support.rows import block, numbered_bodies

ID, WORD, PRICE = Column.of("id", SqlType.LONG), Column.of("Word", SqlType.KEYWORD), Column.of("price", SqlType.DECIMAL)
COLUMNS = (ID, WORD, PRICE)


# -- ordered queries ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "select * from t order by id", "SELECT * FROM t ORDER BY id ASC", "select * from t order by id -- number", "select 1 order by ID",
        'select * from t /* all */ order /**/ by "id" asc', "select * from (select 1) x where a in (2) order by id",
        "select id from a union select id from b order by id",
    ],
)  # fmt: skip
@pytest.mark.parametrize("database", ["postgresql", "duckdb", "sqlite"])
def test_a_query_that_ends_with_order_by_is_ordered_by_that_column(query: str, database: str) -> None:
    assert find_order_column(query, COLUMNS, database) == ID


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
def test_any_other_query_is_not_ordered(query: str) -> None:
    assert find_order_column(query, COLUMNS, "postgresql") is None


def test_names_are_folded_as_in_the_database() -> None:
    upper = (Column.of("Id", SqlType.LONG),)
    assert find_order_column("select 1 order by ID", upper, "postgresql") is None
    assert find_order_column("select 1 order by ID", upper, "mariadb") == upper[0]
    assert find_order_column('select 1 order by "Id"', upper, "postgresql") == upper[0]
    assert find_order_column("select 1 order by `Id`", upper, "mysql") == upper[0]


@pytest.mark.parametrize("database", ["sqlserver", "oracle", "db2"])
def test_a_database_that_rejects_ordered_subqueries_has_no_ordered_reads(database: str) -> None:
    assert find_order_column("select * from t order by id", COLUMNS, database) is None


# -- acknowledged rows --------------------------------------------------------------------------------------------------------------


def test_acknowledged_rows_add_up_in_read_order() -> None:
    one = AcknowledgedRows(count=3, duplicates=1, doubtful=1, dropped=2, nulled=4, bytes=5, last_id="9", largest="9007199254740993")
    whole = sum_rows([one, AcknowledgedRows(count=2, last_id="x", largest="9007199254740992"), AcknowledgedRows()])
    assert (whole.count, whole.rows, whole.bytes, whole.last_id, whole.largest) == (5, 7, 5, "x", "9007199254740993")
    assert whole.documents == range(4, 6)


# -- checkpoints of ranges ----------------------------------------------------------------------------------------------------------


class BoundsReader:
    """A reader with only the method that a plan uses."""

    def partition_bounds(self, query: str, column: Column, count: int) -> tuple[str, ...]:
        return tuple(str(10 * cut) for cut in range(1, count))


def create_test_plan(*, earlier: Checkpoint | None = None, query: str = "select 1", repeatable: bool = True, **ingest: Any) -> ReadPlan:
    ingestion = Ingestion(id="j", datasource="d", query=query, target="t", **{"strategy": Strategy.REPLACE, "pk_field": ("id",), **ingest})
    return create_plan(
        ingestion, BoundsReader(), query, COLUMNS, lambda part: Encoder(COLUMNS, pk_field=ingestion.pk_field, partition=part),  # type: ignore[arg-type]
        database="postgresql", earlier=earlier, repeatable=repeatable,
    )  # fmt: skip


def checkpoints(plan: ReadPlan, earlier: Checkpoint | None = None) -> CheckpointBuilder:
    return CheckpointBuilder(plan=plan, before=Positions(max_primary_key="1"), clock="now", earlier=earlier)


def part_counts(plan: ReadPlan) -> list[PartCounts]:
    trackers = [part.encoder.key_tracker for part in plan.parts]
    return [PartCounts(largest=tracker.largest if tracker else None) for tracker in trackers]


BY_ID = Partitioning(column="id", count=3)


def encode_keys(plan: ReadPlan, part: int, keys: Sequence[int]) -> None:
    """Encode rows with these keys in a part."""
    texts = [str(key) for key in keys]
    plan.parts[part].encoder.encode(block(COLUMNS, texts, ["w"] * len(texts), ["1"] * len(texts)))


def test_a_range_is_in_the_checkpoint_only_when_all_its_rows_are_settled() -> None:
    plan = create_test_plan(partition=BY_ID)
    acknowledgements = Acknowledgements(len(plan.parts))
    encode_keys(plan, 1, [10, 15])
    number = acknowledgements.add(replace(numbered_bodies(2, first=10)[0], partition=1))
    acknowledgements.end_partition(0)
    acknowledgements.end_partition(1)
    counts = part_counts(plan)
    counts[0].rejected = 1
    assert checkpoints(plan).build(acknowledgements.partition_totals(), counts, 1) is None

    acknowledgements.record(number, BulkResult(acknowledged=2), doubtful=False, unsettled=())
    checkpoint = checkpoints(plan).build(acknowledgements.partition_totals(), counts, 1)
    assert checkpoint is not None
    assert (checkpoint.bounds, set(checkpoint.done)) == (("10", "20"), {"1"})
    assert (checkpoint.acknowledged.count, checkpoint.acknowledged.last_id, checkpoint.acknowledged.largest) == (2, "11", "15")

    resumed = create_test_plan(partition=BY_ID, earlier=checkpoint)
    assert [part.row_range.name for part in resumed.remaining if part.row_range] == ["0", "2", "nulls"]
    resumed_acknowledgements = Acknowledgements(len(resumed.parts), {part.number: part.settled for part in resumed.parts if part.settled})
    assert (resumed_acknowledgements.totals().acknowledged, resumed_acknowledgements.totals().expected_documents) == (2, range(2, 3))
    for part in (0, 2, 3):
        resumed_acknowledgements.end_partition(part)
    last = checkpoints(resumed, checkpoint).build(resumed_acknowledgements.partition_totals(), part_counts(resumed), 2)
    assert last is not None
    assert (set(last.done), last.acknowledged.count, last.snapshots) == ({"0", "1", "2", "nulls"}, 2, 2)


def test_ranges_of_another_column_than_the_key_are_read_again() -> None:
    assert create_test_plan(partition=BY_ID).key == ID
    assert create_test_plan(partition=BY_ID, pk_field=("Word",)).key is None
    assert create_test_plan(partition=BY_ID, pk_field=("id", "Word")).key is None


# -- checkpoints of ordered reads ---------------------------------------------------------------------------------------------------

ORDERED = "select * from t order by id"


def test_a_read_that_is_not_ordered_by_its_key_has_no_checkpoint() -> None:
    assert create_test_plan().key is None
    assert create_test_plan(query=ORDERED).key == ID
    assert create_test_plan(query=ORDERED, repeatable=False).key is None
    assert create_test_plan(query=ORDERED, pk_field=()).key is None
    assert create_test_plan(query=ORDERED, pk_field=("Word",)).key is None


@given(order=st.permutations(range(5)))
def test_the_checkpoint_of_an_ordered_read_ends_at_the_first_unsettled_body(order: list[int]) -> None:
    plan = create_test_plan(query=ORDERED)
    acknowledgements = Acknowledgements(1)
    for body in range(5):
        acknowledgements.add(numbered_bodies(2, first=2 * body)[0])
    encode_keys(plan, 0, range(10))
    settled: set[int] = set()
    for number in order:
        acknowledgements.record(number, BulkResult(acknowledged=2), doubtful=False, unsettled=())
        settled.add(number)
        prefix = next(number for number in range(6) if number not in settled)
        checkpoint = checkpoints(plan).build(acknowledgements.partition_totals(), part_counts(plan), 1)
        if prefix == 0:
            assert checkpoint is None
        else:
            assert checkpoint is not None
            assert checkpoint.bounds == (str(2 * prefix),)
            assert (checkpoint.acknowledged.count, checkpoint.acknowledged.last_id) == (2 * prefix, str(2 * prefix - 1))


def test_a_resumed_ordered_read_reads_the_rest_in_order_and_continues_the_counts() -> None:
    earlier = Checkpoint(
        column="id", bounds=("8",), ordered=True, before=Positions(), clock="then", snapshots=1,
        done={"0": AcknowledgedRows(count=7, last_id="7", largest="7")},
    )  # fmt: skip
    plan = create_test_plan(query=ORDERED, earlier=earlier)
    below, above, nulls = plan.parts
    assert (below.settled, above.settled, nulls.settled) == (earlier.done["0"], None, None)
    assert select_range(ORDERED, above.row_range, lambda column: f'"{column.name}"').endswith(') p WHERE 8 <= p."id" ORDER BY p."id"')

    acknowledgements = Acknowledgements(3, {0: earlier.done["0"]})
    checkpoint = checkpoints(plan, earlier).build(acknowledgements.partition_totals(), part_counts(plan), 2)
    assert checkpoint is not None
    assert checkpoint.done == earlier.done
    encode_keys(plan, 1, [8, 9])
    number = acknowledgements.add(replace(numbered_bodies(2, first=8)[0], partition=1))
    acknowledgements.record(number, BulkResult(acknowledged=2), doubtful=False, unsettled=())
    checkpoint = checkpoints(plan, earlier).build(acknowledgements.partition_totals(), part_counts(plan), 2)
    assert checkpoint is not None
    assert (checkpoint.bounds, checkpoint.acknowledged.count, checkpoint.acknowledged.largest) == (("10",), 9, "9")


def test_keys_that_do_not_ascend_leave_no_checkpoint() -> None:
    plan = create_test_plan(query=ORDERED)
    acknowledgements = Acknowledgements(1)
    encode_keys(plan, 0, [1, 3, 2])
    acknowledgements.record(acknowledgements.add(numbered_bodies(2)[0]), BulkResult(acknowledged=2), doubtful=False, unsettled=())
    assert checkpoints(plan).build(acknowledgements.partition_totals(), part_counts(plan), 1) is None


def test_an_ordered_read_has_no_checkpoint_past_a_rejected_row() -> None:
    plan = create_test_plan(query=ORDERED)
    acknowledgements = Acknowledgements(1)
    encode_keys(plan, 0, [0, 1])
    acknowledgements.record(acknowledgements.add(numbered_bodies(2)[0]), BulkResult(acknowledged=2), doubtful=False, unsettled=())
    counts = part_counts(plan)
    counts[0].rejected = 1
    assert checkpoints(plan).build(acknowledgements.partition_totals(), counts, 1) is None


def test_adjacent_done_ranges_become_one() -> None:
    done = {name: AcknowledgedRows(count=1, last_id=name) for name in ("0", "2", "3", "4", "6", "nulls")}
    bounds, merged = merge_ranges(["10", "20", "30", "40", "50", "60"], done)
    assert bounds == ("10", "20", "50", "60")
    assert {name: (rows.count, rows.last_id) for name, rows in merged.items()} == {
        "0": (1, "0"), "2": (3, "4"), "4": (1, "6"), "nulls": (1, "nulls"),
    }  # fmt: skip
    assert merge_ranges(bounds, merged) == (bounds, merged)
    assert merge_ranges(["10"], {"0": done["0"], "1": done["0"]})[0] == ()


def test_the_checkpoint_of_many_ranges_is_small() -> None:
    partition = Partitioning(column="id", count=1000)
    everything = tuple(str(10 * number) for number in range(1, 1000))
    plan = create_test_plan(partition=partition)
    acknowledgements = Acknowledgements(len(plan.parts))
    for number in range(900):
        acknowledgements.end_partition(number)
    checkpoint = checkpoints(plan).build(acknowledgements.partition_totals(), part_counts(plan), 1)
    assert checkpoint is not None
    assert (checkpoint.bounds, set(checkpoint.done)) == (everything[899:], {"0"})
    resumed = create_test_plan(partition=partition, earlier=checkpoint)
    assert [part.settled is not None for part in resumed.parts] == [True, *[False] * 101]
