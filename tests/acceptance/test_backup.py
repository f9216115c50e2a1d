"""Backup and restore with snapshots of Elasticsearch: into an empty cluster, and of older indices under newer ones."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.databases import RowDelay, execute_on_postgresql, jdbc
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Service, request
from tests.conftest import unique_name
from tests.support.waiting import wait_until

OWN = ".siren-*"
NEWER = "{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}"
CHANGED = "{{#last_record_timestamp}}where changed > '{{last_record_timestamp}}'{{/last_record_timestamp}}"
OTHER_KEY = "YW5vdGhlciBrZXkgb2YgdGhlIGJhY2t1cCB0ZXN0cyE="


@dataclass
class Backups:
    """A sidecar with its Elasticsearch, the snapshots of that, a PostgreSQL table, and an INCREMENTAL job with its name."""

    service: Service
    url: str
    name: str = field(default_factory=unique_name)

    def es(self, method: str, path: str, body: Any = None) -> Any:
        """Call Elasticsearch, which must accept the request."""
        response = self.service.es(method, path, body)
        assert response.status == 200, response.body
        return response.body

    def snapshot(self, indices: str) -> str:
        """Store a snapshot of some indices, and return its name."""
        snapshot = unique_name()
        body = {"indices": indices, "include_global_state": False}
        stored = self.es("PUT", f"/_snapshot/backup/{snapshot}?wait_for_completion=true", body)["snapshot"]
        assert (stored["state"], stored["failures"]) == ("SUCCESS", []), stored
        return snapshot

    def restore(self, snapshot: str, indices: str) -> None:
        """Restore indices that do not exist, or are closed."""
        body = {"indices": indices, "include_global_state": False}
        restored = self.es("POST", f"/_snapshot/backup/{snapshot}/_restore?wait_for_completion=true", body)["snapshot"]
        assert restored["shards"]["failed"] == 0 < restored["shards"]["total"], restored

    def replace_own_indices(self, snapshot: str) -> None:
        """Restore the sidecar's indices in place of the newer ones, while the sidecar is stopped."""
        self.service.stop()
        self.es("DELETE", "/" + ",".join(self.es("GET", f"/{OWN}?expand_wildcards=all")))
        self.restore(snapshot, OWN)
        self.service.start()

    def fill(self, first: int, last: int) -> None:
        execute_on_postgresql(self.url, f"insert into {self.name} select g, 'w' || g, now() from generate_series({first}, {last}) g")

    def create_job(self, query: str = NEWER, **ingest: Any) -> None:
        execute_on_postgresql(self.url, f"create table {self.name} (id bigint primary key, word text, changed timestamptz)")
        query = f"select * from {self.name} {query}"
        self.service.define(self.name, {"query": query, "strategy": "INCREMENTAL", "pk_field": "id", **ingest}, jdbc(self.url))

    def run(self) -> tuple[int, list[str]]:
        """Run the job to success; return how many rows it has read, and what it says of its target."""
        status = self.service.run(self.name)
        assert status["state"] == "successful", status
        events = [each["message"] for each in status["details"]["events"] if each["type"] == "target_changed"]
        return status["count"], [each.replace(self.name, "T") for each in events]

    def ids(self) -> list[int]:
        return sorted(int(hit["_id"]) for hit in self.service.documents(self.name))


@pytest.fixture(scope="module")
def origin(backup_servers: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Return a sidecar whose Elasticsearch has a snapshot repository."""
    register_repository(backup_servers[0], readonly=False)
    service = Service(backup_servers[0], tmp_path_factory.mktemp("origin"), {"SIDECAR_LEASE_TIMEOUT": "5s"})
    service.start()
    yield service
    service.stop()


@pytest.fixture
def backups(origin: Service, postgres_url: str) -> Backups:
    return Backups(origin, postgres_url)


def register_repository(elasticsearch: str, *, readonly: bool) -> None:
    """Register the repository. Only one cluster may write it; another one sees the snapshots that exist by now."""
    body = {"type": "fs", "settings": {"location": "backup", "readonly": readonly}}
    assert request("PUT", f"{elasticsearch}/_snapshot/backup", body).status == 200


def rows_total(service: Service, job: str) -> float:
    """Return the metric of a job's rows."""
    metrics = str(service.call("GET", "/_siren/metrics").body)
    lines = [line for line in metrics.splitlines() if line.startswith("sidecar_job_rows_total") and f'"{job}"' in line]
    return float(lines[0].rpartition(" ")[2])


def test_restore_into_an_empty_cluster(backups: Backups, backup_servers: tuple[str, str], row_delay: RowDelay, tmp_path: Path) -> None:
    """Jobs go on from their positions, and a run that was active at the time of the snapshot is taken over."""
    origin, name = backups.service, backups.name
    backups.create_job(schedule="0 0 0 1 1 ?", enable_scheduler=True)
    backups.fill(1, 20)
    replaced, active = unique_name(), unique_name()
    everything = f"select id, word from {name}"
    origin.define(replaced, {"query": everything, "strategy": "REPLACE"}, jdbc(backups.url))
    slow = f"select g as id, repeat('x', 2000) as wide, {row_delay.expression} as nap from generate_series(1, 2000) g"
    origin.define(active, {"query": slow, "strategy": "INCREMENTAL", "pk_field": "id", "batch_size": 100}, jdbc(backups.url))
    assert backups.run() == (20, [])
    assert origin.run(replaced)["count"] == 20
    execution = origin.start_job(active)
    wait_until(lambda: origin.status(active)["count"] > 0, "rows are indexed")

    definitions = backups.snapshot(OWN)
    targets = backups.snapshot(f"{name},{replaced},{active}")
    total = rows_total(origin, name)
    backups.fill(21, 23)
    origin.call("POST", f"{JOBS}/ingestion/{active}/_abort")
    row_delay.disable()

    restored = Backups(Service(backup_servers[1], tmp_path, origin.settings), backups.url, name)
    register_repository(restored.service.elasticsearch, readonly=True)
    restored.restore(targets, "*")
    restored.restore(definitions, OWN)
    service = restored.service
    service.start()
    try:
        wait_until(lambda: not service.status(active)["is_running"], "the active run is taken over and ends", 60)
        status = service.status(active)
        assert (status["state"], status["count"], status["details"]["execution"]) == ("successful", 2000, execution), status
        assert "taken_over" in [each["type"] for each in status["details"]["events"]]
        assert service.count(active) == 2000

        assert service.call("GET", f"{INGESTION}/{name}")["_source"]["ingest"]["schedule"] == "0 0 0 1 1 ?"
        assert rows_total(service, name) == total == 20
        log = service.call("GET", f"{JOBS}/_search?id={name}")
        assert [hit["_source"]["ingestion"]["count"] for hit in log["hits"]["hits"]] == [20]
        assert restored.run() == (3, ["The target [T] was restored, and has every row up to the positions: the run goes on from them."])
        assert restored.ids() == [*range(1, 24)]
        assert restored.run() == (0, [])
        assert rows_total(service, name) == 23
        assert service.count(replaced) == 20
        assert (service.run(replaced)["count"], service.count(replaced)) == (23, 23)
    finally:
        service.stop()


def test_without_its_target_a_job_reads_all_rows(backups: Backups) -> None:
    """The definitions were restored, and the targets were not."""
    backups.create_job()
    backups.fill(1, 9)
    assert backups.run() == (9, [])
    backups.es("DELETE", f"/{backups.name}")
    assert backups.run() == (9, ["The target [T] does not exist any more: the run reads all rows."])
    assert backups.run() == (0, [])


@pytest.mark.parametrize("query", [NEWER, pytest.param(CHANGED, marks=pytest.mark.long)], ids=["key", "timestamp"])
def test_a_target_that_is_older_than_the_positions_is_read_again(backups: Backups, query: str) -> None:
    """It has a newer UUID if it was deleted before, and a new history if it was closed."""
    backups.create_job(query)
    backups.fill(1, 5)
    assert backups.run()[0] == 5
    older = backups.snapshot(backups.name)
    backups.fill(6, 8)
    assert backups.run()[0] in (3, 8)
    for action in ("DELETE /{}", "POST /{}/_close"):
        method, _, path = action.partition(" ")
        backups.es(method, path.format(backups.name))
        backups.restore(older, backups.name)
        count, notices = backups.run()
        assert notices == ["The target [T] was restored, and may be older than the positions: the run reads all rows."]
        assert (count, backups.ids()) == (8, [*range(1, 9)])


def test_a_second_restore_of_another_history_is_read_again(backups: Backups) -> None:
    """A wrong snapshot was restored first. The sequence numbers of the right one are higher, although it has fewer rows."""
    backups.create_job()
    backups.fill(1, 5)
    assert backups.run() == (5, [])
    wrong = backups.snapshot(backups.name)
    for _ in range(4):
        assert backups.service.run(backups.name, "&full=true")["count"] == 5
    right = backups.snapshot(backups.name)
    backups.es("DELETE", f"/{backups.name}")
    backups.restore(wrong, backups.name)
    assert backups.run()[0] == 5
    backups.fill(6, 8)
    assert backups.run()[0] == 3
    backups.es("DELETE", f"/{backups.name}")
    backups.restore(right, backups.name)
    assert backups.run() == (8, ["The target [T] was restored, and may be older than the positions: the run reads all rows."])
    assert backups.ids() == [*range(1, 9)]


def test_a_failed_run_on_an_older_target_does_not_bring_its_positions_back(backups: Backups) -> None:
    """What it has sent makes the target look complete: the positions are reset before the first row."""
    query = "select id, repeat(word, 500) as word, 1 / (case word when 'bad' then 0 else 1 end) as good from {} {} order by id desc"
    backups.create_job(batch_size=100)
    backups.service.define(
        backups.name, {"query": query.format(backups.name, NEWER), "strategy": "INCREMENTAL", "pk_field": "id"}, jdbc(backups.url)
    )
    backups.fill(1, 500)
    backups.run()
    older = backups.snapshot(backups.name)
    backups.fill(501, 1000)
    backups.run()
    backups.es("DELETE", f"/{backups.name}")
    backups.restore(older, backups.name)
    execute_on_postgresql(backups.url, f"update {backups.name} set word = 'bad' where id = 600")
    status = backups.service.run(backups.name)
    assert (status["state"], status["count"] > 0) == ("error", True), status
    execute_on_postgresql(backups.url, f"update {backups.name} set word = 'good' where id = 600")
    assert backups.run() == (1000, [])
    assert backups.ids() == sorted(range(1, 1001))


def test_positions_that_are_older_than_the_target_read_rows_again(backups: Backups) -> None:
    backups.create_job()
    backups.fill(1, 5)
    backups.run()
    older = backups.snapshot(OWN)
    backups.fill(6, 8)
    assert backups.run() == (3, [])
    backups.replace_own_indices(older)
    writers = "another program, a retry of dead letters, or a run that a restored [.siren-leases] does not know"
    notice = f"The target [T] was written since the positions were reached, by {writers}: the run goes on from them."
    assert backups.run() == (3, [notice])
    assert backups.ids() == [*range(1, 9)]
    assert backups.run() == (0, [])


@pytest.mark.long
def test_a_replace_that_was_published_after_the_snapshot_is_repeated(backups: Backups, row_delay: RowDelay) -> None:
    """The restored lease has its execution still reading into the index that is the target now."""
    service, name = backups.service, backups.name
    backups.create_job()
    backups.fill(1, 2000)
    query = f"select id, repeat('x', 2000) as wide, {row_delay.expression} as nap from {name} order by id"
    service.define(name, {"query": query, "strategy": "REPLACE", "pk_field": "id", "batch_size": 100}, jdbc(backups.url))
    execution = service.start_job(name)
    lease = f"/.siren-leases/_doc/ingestion:{name}"
    wait_until(lambda: "resume" in service.es("GET", lease)["_source"], "there is a checkpoint")
    older = backups.snapshot(OWN)
    row_delay.disable()
    service.wait_for_success(name, 2000)
    backups.replace_own_indices(older)
    wait_until(lambda: not service.status(name)["is_running"], "the execution is taken over and ends", 60)
    status = service.status(name)
    assert (status["state"], status["count"], status["details"]["execution"]) == ("successful", 2000, execution), status
    assert "is published as" in next(each["message"] for each in status["details"]["events"] if each["type"] == "target_changed")
    assert service.count(name) == 2000
    assert service.run(name)["state"] == "successful"
    wait_until(lambda: len(backups.es("GET", f"/{name}*?expand_wildcards=all")) == 1, "replaced indices are deleted")


def test_another_secret_key_is_refused_and_changes_nothing(backups: Backups) -> None:
    backups.create_job()
    backups.fill(1, 2)
    service = backups.service
    saved = service.call("GET", f"{DATASOURCE}/{backups.name}").body
    service.stop()
    stored = service.documents(".siren-datasources")
    backups.es("DELETE", "/_index_template/siren-jobs")
    for key in (OTHER_KEY, ""):
        stranger = Service(service.elasticsearch, service.folder, {**service.settings, "SIDECAR_SECRET_KEY": key})
        stranger.launch()
        assert stranger.process.wait(60) != 0
        assert "The definitions in this cluster were saved with another SIDECAR_SECRET_KEY" in stranger.log()
    assert service.documents(".siren-datasources") == stored
    assert backups.es("GET", "/_index_template/siren-*")["index_templates"] != []
    assert "siren-jobs" not in [each["name"] for each in backups.es("GET", "/_index_template")["index_templates"]]
    service.start()
    assert service.call("GET", f"{DATASOURCE}/{backups.name}").body == saved
    assert backups.run() == (2, [])
