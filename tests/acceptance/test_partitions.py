"""Reading a query in ranges brings each row once, ends as a whole, and stops as a whole."""

import time
from typing import Any

import duckdb
import pytest

from tests.acceptance.databases import jdbc, on_postgresql, sqlite_file, working
from tests.acceptance.service import IN_TIME, INGESTION, JOBS, Service
from tests.support.waiting import until

BY_ID = {"column": "id", "count": 4}


def ids(service: Service, index: str) -> list[int]:
    """Give the numbers that are the ids of an index' documents."""
    return sorted(int(hit["_id"]) for hit in service.documents(index))


@pytest.mark.parametrize("strategy", ["REPLACE", "INCREMENTAL"])
def test_four_ranges_bring_each_row_once(service: Service, name: str, postgres_url: str, strategy: str) -> None:
    on_postgresql(
        postgres_url,
        f"create table {name} (id bigint primary key, part bigint, word text)",
        f"insert into {name} select g - 3000, nullif(g % 100, 0), 'w' || g from generate_series(1, 9000) g",
        f"analyze {name}",
    )
    ingest = {"query": f"select * from {name}", "strategy": strategy, "pk_field": "id"}
    service.define(name, {**ingest, "partition": BY_ID}, jdbc(postgres_url))

    status = service.run(name)

    assert (status["state"], status["count"]) == ("successful", 9000), status
    assert ids(service, name) == list(range(-2999, 6001))
    details = status["details"]
    assert [part["name"] for part in details["partitions"]] == ["0", "1", "2", "3", "nulls"]
    assert sum(part["count"] for part in details["partitions"]) == 9000
    assert min(part["count"] for part in details["partitions"][:4]) > 1500
    assert (status["last_id"], details["partitions"][3]["last_id"]) == ("6000", "6000")
    assert (details["snapshots"], details["rows_read"]) == (1, 9000)

    service.define(name, {**ingest, "partition": {"column": "part", "count": 3}}, jdbc(postgres_url))
    status = service.run(name, "&full=true")
    assert (status["count"], status["details"]["partitions"][-1]["count"]) == (9000, 90)
    assert ids(service, name) == list(range(-2999, 6001))


def test_an_incremental_job_in_ranges_goes_on_after_the_largest_key(service: Service, name: str, postgres_url: str) -> None:
    on_postgresql(
        postgres_url, f"create table {name} (id bigint primary key)", f"insert into {name} select g from generate_series(1, 100) g"
    )
    query = f"select * from {name} {{{{#max_primary_key}}}}where id > {{{{max_primary_key}}}}{{{{/max_primary_key}}}}"
    service.define(name, {"query": query, "pk_field": "id", "partition": BY_ID}, jdbc(postgres_url))
    first = service.run(name)
    on_postgresql(postgres_url, f"insert into {name} select g from generate_series(101, 110) g")
    second, third = service.run(name), service.run(name)
    assert [each["count"] for each in (first, second, third)] == [100, 10, 0]
    assert ids(service, name) == list(range(1, 111))


def test_rows_without_a_key_have_the_range_in_their_id(service: Service, name: str) -> None:
    database = sqlite_file(
        service.folder / f"{name}.db",
        "create table t (n integer, w text)",
        into="insert into t values (?, ?)",
        rows=[*((number, f"w{number}") for number in range(5000)), (None, "none")],
    )
    service.define(name, {"query": "select * from t", "strategy": "REPLACE", "partition": {"column": "n", "count": 5}}, database)
    status = service.run(name)
    assert (status["state"], status["count"], status["details"]["snapshots"]) == ("successful", 5001, 5), status
    documents = service.documents(name)
    assert sorted(hit["_source"]["w"] for hit in documents) == sorted([*(f"w{number}" for number in range(5000)), "none"])
    assert {hit["_id"].rsplit("-", 2)[1] for hit in documents} == {"0", "1", "2", "3", "4", "5"}
    assert "last_id" not in status


def test_an_abort_while_four_statements_run_ends_them_all_in_time(service: Service, name: str, postgres_url: str) -> None:
    on_postgresql(postgres_url, f"create table {name} (id bigint)", f"insert into {name} select g from generate_series(1, 4000) g")
    napping = f"select id, '{name}' as mark, pg_sleep(0.05)::text as nap from {name}"
    database = {**jdbc(postgres_url), "properties": {"ApplicationName": name}}
    service.define(name, {"query": napping, "strategy": "REPLACE", "partition": BY_ID}, database)
    on_postgresql(postgres_url, f"analyze {name}")
    service.start_job(name)
    until(lambda: working(postgres_url, name) == 4, "four statements run")

    began = time.monotonic()
    answer = service.call("POST", f"{JOBS}/ingestion/{name}/_abort")

    assert answer["status"]["state"] == "aborted"
    assert time.monotonic() - began < IN_TIME
    until(lambda: working(postgres_url, name) == 0, "the database has stopped")
    assert service.es("GET", f"/{name}*?expand_wildcards=all").body == {}
    until(lambda: sessions(postgres_url, name) == 0, "no session is left")


def sessions(url: str, application: str) -> int:
    """Count the sessions of an application, whatever they do."""
    found = on_postgresql(url, f"select count(*) from pg_stat_activity where application_name = '{application}'")
    return int(found[0][0])


def test_an_error_in_one_range_ends_all(service: Service, name: str, postgres_url: str) -> None:
    on_postgresql(
        postgres_url,
        f"create table {name} (id bigint, nap float8, v text)",
        f"insert into {name} select g, 0.05, case when g = 3500 then 'x' else '1' end from generate_series(1, 4000) g",
        f"analyze {name}",
    )
    failing = f"select id, '{name}' as mark, case when id > 3400 then v::int else length(pg_sleep(nap)::text) end as n from {name}"
    service.define(name, {"query": failing, "strategy": "REPLACE", "partition": BY_ID}, jdbc(postgres_url))

    status = service.run(name)

    assert status["state"] == "error"
    assert status["error"][0] == f"Could not execute datasource query [{name}]."
    assert "invalid input syntax" in status["error"][-1]
    assert working(postgres_url, name) == 0
    assert service.es("GET", f"/{name}*?expand_wildcards=all").body == {}


def refusal(service: Service, id: str, ingest: dict[str, Any]) -> str:
    answer = service.call("PUT", f"{INGESTION}/{id}", {"ingest": {"datasource": id, "target": id, **ingest}})
    assert answer.status == 400, answer
    return str(answer["error"]["reason"])


def test_what_cannot_be_split_is_refused_before_a_row_is_read(service: Service, name: str, postgres_url: str) -> None:
    on_postgresql(
        postgres_url,
        f'create table {name} (id bigint, ok boolean, word text collate "und-x-icu")',
        f"insert into {name} values (1, true, 'w')",
    )
    service.define(name, {"query": f"select * from {name}"}, jdbc(postgres_url))
    last = {"query": f"select * from {name} where id > {{{{last_record.0}}}}", "partition": BY_ID}
    assert "[ingest.partition]" in refusal(service, name, last)
    assert "[ingest.partition.count]" in refusal(service, name, {"query": "select 1", "partition": {"column": "id", "count": 0}})

    for column, words in {"nix": "must be a column of the query", "ok": "is of type [boolean]", "word": "binary collation"}.items():
        service.define(name, {"query": f"select * from {name}", "partition": {"column": column}}, jdbc(postgres_url))
        status = service.run(name)
        assert (status["state"], status["count"], status["details"].get("index")) == ("error", 0, None)
        assert words in status["error"][-1], status["error"]
        if column != "word":
            assert words in service.call("POST", f"{INGESTION}/{name}/_validate")["error"]["reason"]


def test_mariadb_is_read_in_ranges(service: Service, name: str, mariadb_url: str) -> None:
    service.define(
        name,
        {
            "query": "select seq as id, concat('w', seq) as w from seq_1_to_20000",
            "pk_field": "id",
            "strategy": "REPLACE",
            "partition": BY_ID,
        },
        jdbc(mariadb_url),
    )
    status = service.run(name)
    assert (status["state"], status["count"], status["details"]["snapshots"]) == ("successful", 20000, 4), status
    assert [part["count"] for part in status["details"]["partitions"]] == [4999, 5000, 5000, 5001, 0]


def test_duckdb_is_read_in_ranges_of_one_moment(service: Service, name: str) -> None:
    with duckdb.connect(str(service.folder / f"{name}.duckdb")) as connection:
        connection.execute("create table t as select range as id, 'w' || range as w from range(20000)")
    place = service.folder / f"{name}.duckdb"
    service.define(
        name, {"query": "select * from t", "pk_field": "id", "strategy": "REPLACE", "partition": BY_ID}, {"url": f"jdbc:duckdb:{place}"}
    )
    status = service.run(name)
    assert (status["state"], status["count"], status["details"]["snapshots"]) == ("successful", 20000, 1), status
