"""Reading around rows whose values the database cannot compute."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl
import pytest

from sidecar.errors import SourceDataError, SourceError, error_messages
from sidecar.extract import bisection
from sidecar.extract.bisection import BisectingRead
from sidecar.extract.ranges import Range
from sidecar.extract.reader import Reader
from sidecar.model.columns import Column
from tests.integration.extract.conftest import RunStatements
from tests.integration.reader_helpers import connected_reader, read_blocks

ROWS = 1200
EXPRESSIONS = {
    "postgresql": ("12 / divisor", "division by zero"),
    "mysql": ("if(divisor = 0, 9223372036854775807 * (divisor + 2), 12)", "out of range"),
    "sqlite": ("json_extract(case divisor when 0 then '{' else '[12]' end, '$[0]')", "malformed JSON"),
    "duckdb": ("cast(case divisor when 0 then 'x' else '12' end as integer)", "Could not convert"),
}
"""For each database an expression that it cannot compute if ``divisor`` is 0, and the reason. MariaDB is read as MySQL."""


@dataclass(frozen=True, kw_only=True)
class Database:
    """A database with a table of :data:`ROWS` rows, whose ids count from 1."""

    reader: Reader
    dialect: str
    table: str
    change: Callable[[str], Any]

    def query(self, *, order: str = "") -> str:
        """Return a query that fails for rows with the divisor 0."""
        return f"select id, code, part, {EXPRESSIONS[self.dialect][0]} as dozen from {self.table} {order}"

    def bisect(
        self, query: str, *key: str, row_range: Range | None = None, ordered: bool = False
    ) -> tuple[list[dict[str, Any]], list[str]]:
        """Read a query by its key; return the rows, and those that were rejected as ``id: column: reason``."""
        self.reader.use_snapshot(None)
        columns = self.reader.describe(query)
        read = BisectingRead(
            reader=self.reader, query=query, columns=columns, key=tuple(column(columns, name) for name in key),
            batch_size=100, database=self.dialect, ordered=ordered,
        )  # fmt: skip
        rows: list[dict[str, Any]] = []
        rejected = []
        for block in read.read(row_range):
            found = pl.DataFrame(block.table).to_dicts()
            bad = {each.row for each in block.row_errors}
            rejected += [f"{found[each.row]['id']}: {each.column}: {each.reason}" for each in block.row_errors]
            rows += [row for number, row in enumerate(found) if number not in bad]
        return rows, rejected


def column(columns: tuple[Column, ...], name: str) -> Column:
    return next(each for each in columns if each.name == name)


@pytest.fixture(params=["on_postgresql", "on_mariadb", "on_sqlite", "on_duckdb"])
def prepare(request: pytest.FixtureRequest, name: str) -> Iterator[Callable[..., Database]]:
    """Create the table, run further statements, and return the database with a connected reader."""
    run: RunStatements = request.getfixturevalue(request.param)
    dialect = {"on_mariadb": "mysql"}.get(request.param, request.param.removeprefix("on_"))
    numbers = f"with recursive s as (select 1 as n union all select n + 1 from s where n < {ROWS}) select n from s"
    opened = []

    def create(*statements: str, code: str = "varchar(20)") -> Database:
        url = run(
            f"create table {name} (id int, code {code}, part int, divisor int)",
            *(["set max_recursive_iterations = 100000"] if dialect == "mysql" else []),
            f"insert into {name} select n, concat('k', n), n % 3, 1 from ({numbers}) x".replace(
                "concat('k', n)", "'k' || n" if dialect == "sqlite" else "concat('k', n)"
            ),
            *(each.format(table=name) for each in statements),
        )
        connection = connected_reader(url, allowed=("*://*/*",))
        opened.append(connection)
        return Database(reader=connection.__enter__(), dialect=dialect, table=name, change=run)

    yield create
    for each in opened:
        each.__exit__(None, None, None)


@pytest.mark.parametrize(
    ("key", "order"), [(("id",), ""), (("code",), "order by id desc"), (("part", "id"), ""), (("part", "code"), "order by code")]
)
def test_each_row_that_cannot_be_computed_is_found_with_its_column_and_reason(
    prepare: Callable[..., Database], key: tuple[str, ...], order: str
) -> None:
    database = prepare("update {table} set divisor = 0 where id in (1, 600, 601, 1200)")
    query = database.query(order=order)
    with pytest.raises(SourceDataError):
        read_blocks(database.reader, query)

    rows, rejected = database.bisect(query, *key)

    assert sorted(int(row["id"]) for row in rows) == [each for each in range(1, ROWS + 1) if each not in (1, 600, 601, 1200)]
    assert {row["dozen"] for row in rows} == {"12"}
    assert [each.split(":")[0] for each in sorted(rejected, key=lambda each: int(each.split(":")[0]))] == ["1", "600", "601", "1200"]
    assert all(": dozen: " in each and EXPRESSIONS[database.dialect][1] in each for each in rejected), rejected


def test_a_range_is_read_in_pieces_of_the_key(prepare: Callable[..., Database]) -> None:
    database = prepare("update {table} set divisor = 0 where id in (3, 6, 7)")
    query = database.query()
    part = Range(name="0", column=column(database.reader.describe(query), "part"), upper="1")
    rows, rejected = database.bisect(query, "id", row_range=part)
    assert len(rows) == ROWS // 3 - 2
    assert sorted(each.split(":")[0] for each in rejected) == ["3", "6"]


def test_the_rows_of_an_ordered_read_come_in_the_order_of_the_key(prepare: Callable[..., Database]) -> None:
    database = prepare("update {table} set divisor = 0 where id = 7", f"update {{table}} set id = {2 * ROWS} - id")
    rows, rejected = database.bisect(database.query(order="order by id"), "id", ordered=True)
    ids = [int(row["id"]) for row in rows]
    assert (len(ids), len(rejected), ids == sorted(ids)) == (ROWS - 1, 1, True)


@pytest.mark.parametrize("key", [("id",), ("part", "id")])
def test_a_range_with_one_row_that_is_not_at_fault_is_read(prepare: Callable[..., Database], key: tuple[str, ...]) -> None:
    database = prepare("update {table} set divisor = 0 where id = 7", "update {table} set part = 99 where id = 20")
    query = database.query()
    part = Range(name="0", column=column(database.reader.describe(query), "part"), lower="50")
    rows, rejected = database.bisect(query, *key, row_range=part)
    assert ([int(row["id"]) for row in rows], rejected) == ([20], [])


def test_all_rows_may_be_rejected(prepare: Callable[..., Database]) -> None:
    database = prepare("delete from {table} where id > 3", "update {table} set divisor = 0")
    rows, rejected = database.bisect(database.query(), "id")
    assert (rows, sorted(each.split(":")[0] for each in rejected)) == ([], ["1", "2", "3"])


def test_rows_with_a_null_key_are_read(prepare: Callable[..., Database]) -> None:
    database = prepare("update {table} set divisor = 0 where id = 7", "update {table} set id = null where id between 10 and 19")
    rows, rejected = database.bisect(database.query(), "id")
    assert (len(rows), len(rejected), sum(row["id"] is None for row in rows)) == (ROWS - 1, 1, 10)


@pytest.mark.parametrize(
    ("statement", "key", "reason"),
    [
        ("update {table} set divisor = 0, id = 7 where id in (7, 8)", ("id",), "2 rows have the same key [id]"),
        ("update {table} set divisor = 0, id = 7 where id in (7, 10)", ("part", "id"), "2 rows have the same key [part, id]"),
        ("update {table} set divisor = 0, id = null where id = 7", ("id",), ""),
        ("update {table} set divisor = 0", ("id",), "there are more than 20"),
    ],
)
def test_a_row_that_the_key_does_not_identify_ends_the_read_with_the_reason(
    prepare: Callable[..., Database], monkeypatch: pytest.MonkeyPatch, statement: str, key: tuple[str, ...], reason: str
) -> None:
    monkeypatch.setattr(bisection, "MAX_REJECTED", 20)
    database = prepare(statement)
    with pytest.raises(SourceError) as caught:
        database.bisect(database.query(), *key)
    messages = error_messages(caught.value)
    assert EXPRESSIONS[database.dialect][1] in messages[-1]
    assert reason in messages[0]


def test_an_error_that_does_not_depend_on_the_selected_columns_ends_the_read(prepare: Callable[..., Database]) -> None:
    database = prepare("update {table} set divisor = 0 where id = 7")
    expression, reason = EXPRESSIONS[database.dialect]
    with pytest.raises(SourceDataError) as caught:
        database.bisect(f"select id from {database.table} where {expression} = '12'", "id")
    assert reason in error_messages(caught.value)[-1]


@pytest.mark.parametrize("key", [("id",), ("part", "id")])
@pytest.mark.parametrize("others", ["count(*) over (partition by part)", "sum({dozen}) over (partition by part)", "sum({dozen}) over ()"])
@pytest.mark.parametrize("clause", ["", "order by id limit 50", "group by id, part, divisor", "union select 0, 0, '1', 0"])
def test_no_row_is_rejected_for_the_error_of_another_row(
    prepare: Callable[..., Database], clause: str, others: str, key: tuple[str, ...]
) -> None:
    database = prepare("update {table} set divisor = 0 where id = 7", "delete from {table} where id > 60")
    dozen = EXPRESSIONS[database.dialect][0]
    query = f"select part, id, {dozen} as dozen, {others.format(dozen=dozen)} as n from {database.table} {clause}"
    rejected = ["7: dozen: "]
    with suppress(SourceError):
        _, rejected = database.bisect(query, *key)
    assert [each.split(":")[0] for each in rejected] == ["7"]


def test_a_row_that_is_deleted_while_it_is_searched_ends_the_read(
    on_mariadb: RunStatements, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = on_mariadb(
        f"create table {name} (id int, n bigint) engine = MyISAM", f"insert into {name} values (1, 1), (2, 9223372036854775807)"
    )
    monkeypatch.setattr(BisectingRead, "_require_own_error", lambda *_: on_mariadb(f"delete from {name} where id = 2"))
    with connected_reader(url) as reader:
        database = Database(reader=reader, dialect="mysql", table=name, change=on_mariadb)
        with pytest.raises(SourceError, match="none of its columns fails alone"):
            database.bisect(f"select id, n * 2 as twice from {name}", "id")


def test_keys_that_differ_only_in_case_are_told_apart_or_end_the_read(on_mariadb: RunStatements, name: str) -> None:
    url = on_mariadb(
        f"create table {name} (id varchar(20) collate utf8mb4_general_ci, n bigint)",
        f"insert into {name} select concat(char(65 + mod(seq, 26)), seq div 26), seq from seq_1_to_1000",
        f"insert into {name} values ('a3', 9223372036854775807), ('zz', 1)",
    )
    query = f"select id, n * 2 as twice from {name}"
    with connected_reader(url) as reader:
        database = Database(reader=reader, dialect="mysql", table=name, change=on_mariadb)
        with pytest.raises(SourceError, match=r"2 rows have the same key \[id\]|is not sorted as it is compared|there were 2 rows"):
            database.bisect(query, "id")


@pytest.mark.parametrize(
    "type",
    [
        pytest.param("uuid", marks=pytest.mark.skipif(duckdb.__version__.startswith("1."), reason="DuckDB 1 computes all rows first")),
        *("time", "date", "timestamp", "decimal(20, 2)", "double"),
    ],
)
def test_duckdb_reads_in_pieces_by_a_key_of_any_type_that_is_compared_as_it_is_read(on_duckdb: RunStatements, name: str, type: str) -> None:
    value = {"uuid": "format('00000000-0000-0000-0000-{:012d}', n)", "time": "time '00:00:00' + to_seconds(n)"}
    value |= {"date": "date '2000-01-01' + n", "timestamp": "timestamp '2000-01-01' + to_seconds(n)"}
    url = on_duckdb(
        f"create table {name} as select ({value.get(type, 'n')})::{type} as id, n from range(1, 201) r(t), (select t::int as n)"
    )
    with connected_reader(url, allowed=("*://*/*",)) as reader:
        database = Database(reader=reader, dialect="duckdb", table=name, change=on_duckdb)
        rows, rejected = database.bisect(f"select id, (case n when 77 then 'x' else '1' end)::int as x from {name}", "id")
    assert (len(rows), len(rejected)) == (199, 1)
