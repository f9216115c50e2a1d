"""Where an incremental job stands: after every kind of end, and when others change its target or its definition."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.acceptance.databases import Dawdle, jdbc, on_postgresql, sqlite_file
from tests.acceptance.service import INGESTION, JOBS, Service
from tests.support.waiting import until

NEWER = "{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}"
SINCE = f"select * from {{name}} {NEWER} order by id"
SLOW = f"select id, word, repeat('x', 2000) as wide, {{nap}} as nap from {{name}} {NEWER} order by id"


@dataclass
class Shop:
    """A table of PostgreSQL and the job that brings it."""

    service: Service
    url: str
    name: str

    def sql(self, *statements: str) -> list[tuple[Any, ...]]:
        return on_postgresql(self.url, *(each.replace("{name}", self.name) for each in statements))

    def fill(self, first: int, last: int) -> None:
        self.sql(f"insert into {self.name} select g, 'w' || g from generate_series({first}, {last}) g")

    def define(self, query: str = SINCE, **ingest: Any) -> None:
        self.service.define(self.name, {"query": query.replace("{name}", self.name), "pk_field": "id", **ingest}, jdbc(self.url))

    def run(self, parameters: str = "") -> dict[str, Any]:
        return self.service.run(self.name, parameters)

    def count(self) -> int:
        """Run to a good end; give the rows that it brought."""
        status = self.run()
        assert status["state"] == "successful", status
        return int(status["count"])

    def positions(self) -> dict[str, Any]:
        """Give the positions that the lease keeps, unset ones aside."""
        kept = self.service.es("GET", f"/.siren-leases/_doc/ingestion:{self.name}")["_source"]["positions"]
        return {name: value for name, value in kept.items() if value is not None}

    def ids(self) -> list[int]:
        return sorted(int(hit["_id"]) for hit in self.service.documents(self.name))


@pytest.fixture
def shop(service: Service, postgres_url: str, name: str) -> Shop:
    made = Shop(service, postgres_url, name)
    made.sql("create table {name} (id bigint, word text)")
    return made


# -- what a query is told -------------------------------------------------------------------------------------------------------------


def test_the_query_says_what_it_was_told(shop: Shop) -> None:
    shop.define()
    shop.fill(1, 10)
    assert shop.count() == 10
    told = shop.service.call("POST", f"{INGESTION}/{shop.name}/_validate")
    assert "where id > 10 order by id" in told["query"]


def test_an_overlap_of_keys_reads_rows_that_were_committed_late(shop: Shop) -> None:
    shop.define(overlap=5)
    shop.fill(1, 3)
    shop.fill(6, 10)
    assert shop.count() == 8
    shop.fill(4, 5)
    shop.fill(11, 12)
    assert shop.count() == 7
    assert shop.ids() == [1, 2, 3, 6, 7, 8, 9, 10, 11, 12]
    shop.define(overlap=9)
    assert shop.count() == 9
    assert shop.ids() == list(range(1, 13))


def test_a_run_that_finds_only_its_overlap_moves_nothing_back(shop: Shop) -> None:
    shop.define(overlap=3)
    shop.fill(1, 10)
    assert [shop.count(), shop.count(), shop.count()] == [10, 3, 3]
    assert shop.positions()["max_primary_key"] == "10"


def test_a_timestamp_is_the_databases_clock_and_an_overlap_of_time_reads_again_what_is_younger(shop: Shop) -> None:
    shop.sql("drop table {name}", "create table {name} (id bigint, changed timestamp default (now() at time zone 'UTC'))")
    since = "select * from {name} {{#last_record_timestamp}}where changed > {{last_record_timestamp}}{{/last_record_timestamp}}"
    shop.define(since, overlap="1h")
    shop.sql("insert into {name} (id) values (1)", "insert into {name} values (2, (now() at time zone 'UTC') - interval '2 hours')")
    assert shop.count() == 2
    (clock,) = shop.sql("select to_char(now() at time zone 'UTC', 'YYYY-MM-DD HH24:MI')")[0]
    assert shop.positions()["last_record_timestamp"][:15] == clock[:15]
    assert shop.count() == 1
    shop.define(since, overlap="3h")
    assert shop.count() == 2
    shop.define(since)
    assert shop.count() == 0
    shop.sql("insert into {name} (id) values (3)")
    assert shop.count() == 1
    assert shop.ids() == [1, 2, 3]


def test_the_last_record_is_told_by_its_place(shop: Shop) -> None:
    newer = "{{#last_record}}where id > {{last_record.0}} or word = '{{last_record.1}}'{{/last_record}}"
    since = f"select id, word from {{name}} {newer} order by id"
    shop.define(since)
    shop.fill(1, 5)
    assert shop.count() == 5
    assert shop.positions()["last_record"] == [5, "w5"]
    shop.sql("insert into {name} values (6, 'it''s')")
    assert shop.count() == 2
    assert shop.positions()["last_record"] == [6, "it's"]
    assert shop.count() == 1


def test_sqlite_goes_on_where_it_stood_with_keys_beyond_doubles(service: Service, name: str) -> None:
    path = service.folder / f"{name}.db"
    largest = 2**63 - 3
    database = sqlite_file(path, f"create table {name} (id integer)", into=f"insert into {name} values (?)", rows=[(1,), (largest,)])
    service.define(name, {"query": SINCE.replace("{name}", name), "pk_field": "id"}, database)
    assert service.run(name)["count"] == 2
    sqlite_file(path, into=f"insert into {name} values (?)", rows=[(largest + 1,)])
    second = service.run(name)
    assert (second["count"], second["last_id"]) == (1, str(largest + 1))


# -- other ends -----------------------------------------------------------------------------------------------------------------------


def breaking(at: int, order: str) -> str:
    """Give a query that fails at a row."""
    word = f"case when id = {at} then (1 / (id - id))::text else word end as word"
    return f"select id, {word} from {{name}} {NEWER} {order}"


def test_ascending_keys_let_a_failed_run_go_on_after_its_last_acknowledged_row(shop: Shop) -> None:
    shop.define(breaking(50_000, "order by id"), batch_size=1000)
    shop.sql("create index on {name} (id)")
    shop.fill(1, 60_000)
    failed = shop.run()
    assert failed["state"] == "error"
    assert "division by zero" in failed["error"][-1]
    acknowledged = failed["count"]
    assert 0 < acknowledged < 50_000, "the failure should come after some rows"
    assert failed["last_id"] == str(acknowledged) == shop.positions()["max_primary_key"]

    shop.sql("update {name} set id = 0 where id = 50000")
    assert shop.count() == 60_000 - 1 - acknowledged
    assert shop.service.count(shop.name) == 59_999


def test_unordered_keys_leave_a_failed_run_where_it_was(shop: Shop) -> None:
    shop.define(breaking(50_000, "order by id % 7, id"), batch_size=1000)
    shop.fill(1, 10)
    assert shop.count() == 10
    shop.fill(11, 49_000)
    shop.sql("insert into {name} values (50000, 'w')")
    failed = shop.run()
    assert failed["state"] == "error"
    assert shop.positions()["max_primary_key"] == "10"


def test_after_a_failed_first_run_unset_means_unset(shop: Shop) -> None:
    shop.define(breaking(50_000, "order by id % 7, id"), batch_size=1000)
    shop.fill(1, 50_000)
    assert shop.run()["state"] == "error"
    assert "max_primary_key" not in shop.positions()
    shop.sql("update {name} set id = 0 where id = 50000")
    assert shop.count() == 50_000


def test_an_aborted_run_with_ascending_keys_goes_on_after_its_last_acknowledged_row(shop: Shop, dawdle: Dawdle) -> None:
    shop.define(SLOW.replace("{nap}", dawdle.nap), batch_size=100)
    shop.sql("create index on {name} (id)", "analyze {name}")
    shop.fill(1, 6000)
    shop.service.start_job(shop.name)
    until(lambda: shop.service.status(shop.name)["count"] > 0, "rows arrive")
    aborted = shop.service.call("POST", f"{JOBS}/ingestion/{shop.name}/_abort")["status"]
    assert (aborted["state"], aborted["last_id"]) == ("aborted", shop.positions()["max_primary_key"])
    dawdle.hurry()
    assert shop.count() == 6000 - int(aborted["last_id"])


# -- others at the target, and at the definition ----------------------------------------------------------------------------------------


def test_a_new_job_on_a_filled_target_asks_it(shop: Shop) -> None:
    shop.fill(1, 10)
    shop.service.es("PUT", f"/{shop.name}", {"mappings": {"properties": {"id": {"type": "long"}, "word": {"type": "keyword"}}}})
    shop.service.es("PUT", f"/{shop.name}/_doc/7?refresh=true", {"id": 7, "word": "w"})
    shop.define()
    assert shop.count() == 3
    assert shop.ids() == [7, 8, 9, 10]


@pytest.mark.parametrize("refilled", [False, True])
def test_a_target_that_others_deleted_is_asked_anew(shop: Shop, refilled: bool) -> None:
    shop.define()
    shop.fill(1, 10)
    assert shop.count() == 10
    assert shop.service.es("DELETE", f"/{shop.name}").status == 200
    if refilled:
        shop.service.es("PUT", f"/{shop.name}/_doc/4?refresh=true", {"id": 4})
    assert shop.count() == (6 if refilled else 10)


def test_a_target_that_others_emptied_is_asked_anew(shop: Shop) -> None:
    shop.define()
    shop.fill(1, 10)
    assert shop.count() == 10
    for id in shop.ids():
        shop.service.es("DELETE", f"/{shop.name}/_doc/{id}?refresh=true")
    assert shop.count() == 10


def test_rows_that_others_added_to_the_target_change_nothing(shop: Shop) -> None:
    shop.define()
    shop.fill(1, 10)
    assert shop.count() == 10
    shop.service.es("PUT", f"/{shop.name}/_doc/999?refresh=true", {"id": 999})
    shop.fill(11, 12)
    assert shop.count() == 2


def test_a_put_that_changes_what_is_read_forgets_and_says_so_and_another_does_not(shop: Shop) -> None:
    shop.define()
    shop.fill(1, 10)
    assert shop.count() == 10
    body = {"datasource": shop.name, "target": shop.name, "pk_field": "id", "query": SINCE.replace("{name}", shop.name)}
    for change, forgets in (({"batch_size": 7}, False), ({"description": "d"}, False), ({"query": f"{body['query']} "}, True)):
        answer = shop.service.call("PUT", f"{INGESTION}/{shop.name}", {"ingest": {**body, **change}})
        assert answer.body.get("positions") == ("forgotten" if forgets else None), change
        assert shop.count() == (10 if forgets else 0)


def test_a_full_run_reads_everything_and_the_next_one_goes_on(shop: Shop) -> None:
    shop.define()
    shop.fill(1, 10)
    assert shop.count() == 10
    assert shop.run("&full=true")["count"] == 10
    shop.fill(11, 11)
    assert shop.count() == 1


def test_a_full_run_of_a_table_that_began_anew_moves_the_positions_back(shop: Shop) -> None:
    shop.define()
    shop.fill(1001, 1010)
    assert shop.count() == 10
    shop.sql("truncate {name}")
    assert shop.run("&full=true")["count"] == 0
    assert shop.positions()["max_primary_key"] == "1010"
    shop.fill(1, 5)
    assert shop.run("&full=true")["count"] == 5
    shop.fill(6, 6)
    assert shop.count() == 1


def test_without_an_order_ascending_keys_of_an_aborted_run_tell_nothing(shop: Shop, dawdle: Dawdle) -> None:
    shop.define(SLOW.replace("{nap}", dawdle.nap).replace(" order by id", ""), batch_size=100)
    shop.fill(2, 20_000)
    shop.fill(1, 1)
    shop.service.start_job(shop.name)
    until(lambda: shop.service.status(shop.name)["count"] > 0, "rows are in")
    assert shop.service.call("POST", f"{JOBS}/ingestion/{shop.name}/_abort")["status"]["state"] == "aborted"
    assert shop.positions().get("max_primary_key") is None


def test_a_target_that_is_deleted_under_a_run_ends_it(shop: Shop, dawdle: Dawdle) -> None:
    shop.define(SLOW.replace("{nap}", dawdle.nap), batch_size=100)
    shop.fill(1, 20_000)
    shop.service.start_job(shop.name)
    until(lambda: shop.service.status(shop.name)["count"] > 0, "rows are in")
    shop.service.es("DELETE", f"/{shop.name}")
    dawdle.hurry()
    until(lambda: not shop.service.status(shop.name)["is_running"], "the run ends", 60)
    status = shop.service.status(shop.name)
    assert (status["state"], "was deleted while rows were written" in status["error"][0]) == ("error", True), status


def test_what_is_tried_is_told_what_a_run_would_be_told(shop: Shop) -> None:
    shop.service.es("PUT", f"/{shop.name}/_doc/500?refresh=true", {"id": 500})
    shop.define()
    tried = shop.service.call("POST", f"{INGESTION}/{shop.name}/_validate")
    assert "where id > 500 order by id" in tried["query"], "the target is asked, as a first run asks it"
    shop.fill(501, 502)
    assert shop.count() == 2
    body = {"datasource": shop.name, "target": shop.name, "pk_field": "id", "query": f"{SINCE} desc".replace("{name}", shop.name)}
    tried = shop.service.call("POST", f"{INGESTION}/{shop.name}/_validate", {"ingest": body})
    assert "where" not in tried["query"], "positions of another definition say nothing"


def test_a_forgetting_put_during_a_run_holds_from_the_next_one(shop: Shop, dawdle: Dawdle) -> None:
    shop.define(SLOW.replace("{nap}", dawdle.nap), batch_size=100)
    shop.fill(1, 4000)
    execution = shop.service.start_job(shop.name)
    until(lambda: shop.service.status(shop.name)["details"]["rows_read"] > 0, "rows flow")
    body = {"datasource": shop.name, "target": shop.name, "pk_field": "id", "query": SINCE.replace("{name}", shop.name)}
    answer = shop.service.call("PUT", f"{INGESTION}/{shop.name}", {"ingest": body})
    assert answer["positions"] == "forgotten"

    dawdle.hurry()
    until(lambda: not shop.service.status(shop.name)["is_running"], "the run ends", 60)
    first = shop.service.status(shop.name)
    assert (first["details"]["execution"], first["state"], first["count"]) == (execution, "successful", 4000)
    assert "nap" in shop.service.documents(shop.name)[0]["_source"]
    assert shop.positions() == {}
    assert shop.count() == 4000
    assert shop.count() == 0
