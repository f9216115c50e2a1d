"""The sidecar's own indices on real servers: installed, upgraded, written by compare-and-set."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from cryptography.fernet import Fernet
from elasticsearch import BadRequestError, Elasticsearch

from sidecar.errors import ConfigurationError, Refused, SidecarError, VersionConflict
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.model.job import Details, JobState, Status, Trigger
from sidecar.model.lease import Lease
from sidecar.store import catalog as catalogs
from sidecar.store import indices
from sidecar.store.catalog import Catalog
from sidecar.store.dead_letters import DeadLetter, DeadLetters
from sidecar.store.document import Versioned
from sidecar.store.encryption import Secrets
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Held, Leases
from tests.acceptance.service import KEY
from tests.integration.lease_helpers import logged

SECRETS = Secrets((Fernet.generate_key().decode(),))


@pytest.fixture(params=["quiet_elasticsearch_url", "elasticsearch9_url"], ids=["8", "9"])
def cluster(request: pytest.FixtureRequest) -> Any:
    """Give a client of each major version in turn, own indices installed."""
    with Elasticsearch(request.getfixturevalue(request.param)) as client:
        indices.install(client)
        yield client


@pytest.fixture
def bare(quiet: Elasticsearch) -> Any:
    """Give a cluster without own indices, and leave one with them."""
    quiet.indices.delete(index=list(indices.ALL), ignore_unavailable=True)
    yield quiet
    quiet.indices.delete(index=list(indices.ALL), ignore_unavailable=True)
    indices.install(quiet)


def remade(client: Elasticsearch, index: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Make one own index as another release would have."""
    body = indices.shipped(index)
    change(body["mappings"])
    client.indices.delete(index=index, ignore_unavailable=True)
    client.indices.create(index=index, mappings=body["mappings"], settings=body["settings"])


def lease(name: str, **changes: Any) -> Lease:
    details = Details(execution=f"{name}-1", trigger=Trigger.MANUAL, strategy="REPLACE", target=name)
    status = Status(id=name, start_time=1_000, details=details)
    return Lease(job=name, execution=f"{name}-1", status=status, fence=1).evolve(**changes)


# -- the indices --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("index", indices.ALL)
def test_an_own_index_is_hidden_strict_and_versioned_and_keeps_as_many_copies_as_there_are_nodes(
    cluster: Elasticsearch, index: str
) -> None:
    mapping = cluster.indices.get_mapping(index=index).body[index]["mappings"]
    settings = cluster.indices.get_settings(index=index).body[index]["settings"]["index"]

    assert mapping["dynamic"] == "strict"
    assert mapping["_meta"]["siren"].items() >= indices.shipped(index)["mappings"]["_meta"]["siren"].items()
    assert (settings["hidden"], settings["auto_expand_replicas"]) == ("true", "0-1")
    with pytest.raises(BadRequestError, match="strict_dynamic_mapping_exception"):
        cluster.index(index=index, id="never", document={"surprise": 1})


def test_installing_again_changes_nothing(cluster: Elasticsearch) -> None:
    before = cluster.indices.get(index=list(indices.ALL), expand_wildcards="all").body
    indices.install(cluster)
    assert cluster.indices.get(index=list(indices.ALL), expand_wildcards="all").body == before
    assert indices.missing(cluster) == []


def test_several_replicas_may_install_at_the_same_moment(bare: Elasticsearch) -> None:
    assert indices.missing(bare) == list(indices.ALL)
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(indices.install, bare) for _ in range(8)]:
            done.result()
    assert indices.missing(bare) == []


def test_an_older_index_gets_the_new_fields_and_keeps_its_documents(bare: Elasticsearch) -> None:
    def older(mappings: dict[str, Any]) -> None:
        mappings["_meta"]["siren"]["minor"] = -1
        del mappings["properties"]["last_fire"]

    remade(bare, indices.LEASES, older)
    bare.index(index=indices.LEASES, id="ingestion:old", document={"job": "old"})

    indices.install(bare)

    shipped = indices.shipped(indices.LEASES)["mappings"]
    found = bare.indices.get_mapping(index=indices.LEASES).body[indices.LEASES]["mappings"]
    assert "last_fire" in found["properties"]
    assert found["_meta"]["siren"].items() >= shipped["_meta"]["siren"].items()
    assert found["dynamic"] == "strict"
    assert bare.get(index=indices.LEASES, id="ingestion:old")["_source"] == {"job": "old"}


def test_an_index_of_a_newer_minor_version_is_left_as_it_is(bare: Elasticsearch) -> None:
    def newer(mappings: dict[str, Any]) -> None:
        mappings["_meta"]["siren"]["minor"] = 99
        mappings["properties"]["invented_later"] = {"type": "keyword"}

    remade(bare, indices.JOBS, newer)
    indices.install(bare)
    found = bare.indices.get_mapping(index=indices.JOBS).body[indices.JOBS]["mappings"]
    assert found["_meta"]["siren"]["minor"] == 99
    assert "invented_later" in found["properties"]


def test_an_index_of_a_newer_major_version_is_refused(bare: Elasticsearch) -> None:
    remade(bare, indices.JOBS, lambda mappings: mappings["_meta"]["siren"].update(major=99))
    with pytest.raises(ConfigurationError, match=r"\[.siren-jobs\] was made by a newer release \(version 99"):
        indices.install(bare)


# -- definitions --------------------------------------------------------------------------------------------------------------------


def test_a_definition_is_written_by_compare_and_set(cluster: Elasticsearch, name: str) -> None:
    store = Catalog(cluster, Secrets((KEY,))).datasources
    assert store.get(name) is None
    at, created = store.put(Datasource(id=name, url="jdbc:sqlite:/a.db"), create=True)
    assert created
    with pytest.raises(VersionConflict):
        store.put(Datasource(id=name, url="jdbc:sqlite:/b.db"), create=True)

    second, created = store.put(Datasource(id=name, url="jdbc:sqlite:/b.db"), create=False, expected=(at.seq_no, at.primary_term))
    assert (created, second.version) == (False, at.version + 1)
    with pytest.raises(VersionConflict):
        store.put(Datasource(id=name, url="jdbc:sqlite:/c.db"), create=False, expected=(at.seq_no, at.primary_term))

    found = store.get(name)
    assert found is not None
    assert (found.value.url, found.at) == ("jdbc:sqlite:/b.db", second)
    with pytest.raises(VersionConflict):
        store.delete(name, (at.seq_no, at.primary_term))
    assert store.delete(name, (second.seq_no, second.primary_term))
    assert not store.delete(name)


def test_definitions_are_found_by_what_they_use_as_soon_as_they_are_saved(cluster: Elasticsearch, name: str) -> None:
    catalog = Catalog(cluster, Secrets((KEY,)))
    for number in range(2):
        ingestion = Ingestion(id=f"{name}{number}", datasource=name, query="select 1", target=name)
        catalog.ingestions.put(ingestion, create=False)
        assert f"{name}{number}" in catalog.users_of(name)
    assert [each.id for each in catalog.sharing(ingestion)] == [f"{name}0"]
    assert [each.value.id for each in catalog.ingestions.all({"prefix": {"ingest.target": name}})] == [f"{name}0", f"{name}1"]
    for number in range(2):
        assert catalog.ingestions.delete(f"{name}{number}")
    assert catalog.users_of(name) == []


def test_a_search_of_definitions_is_limited(cluster: Elasticsearch, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogs, "LIMIT", 2)
    store = Catalog(cluster, Secrets((KEY,))).datasources
    for number in range(3):
        store.put(Datasource(id=f"{name}{number}", url=f"jdbc:sqlite:/{name}.db"), create=True)
    assert len(store.shown(cluster)) == 2
    for number in range(3):
        store.delete(f"{name}{number}")


# -- leases -------------------------------------------------------------------------------------------------------------------------


def test_a_lease_is_created_once_and_replaced_only_by_who_has_seen_it(cluster: Elasticsearch, name: str) -> None:
    leases = Leases(cluster)
    unwritten = Held(lease=lease(name, projected=True))
    assert leases.get(f"ingestion:{name}") is None

    first = leases.write(unwritten, unwritten.lease)
    with pytest.raises(VersionConflict):
        leases.write(unwritten, unwritten.lease)
    second = leases.write(first, first.lease.evolve(fence=2, owner="a"))
    with pytest.raises(VersionConflict):
        leases.write(first, first.lease.evolve(fence=2, owner="b"))

    assert leases.get(f"ingestion:{name}") == second
    assert (second.lease.owner, second.lease.fence) == ("a", 2)
    end(leases, second)


def test_a_lease_is_read_in_real_time_and_searches_find_it_after_a_refresh(cluster: Elasticsearch, name: str) -> None:
    leases = Leases(cluster)
    key = f"ingestion:{name}"
    quietly = leases.write(Held(lease=lease(name)), lease(name))
    assert leases.get(key) == quietly

    seen = leases.write(quietly, quietly.lease.evolve(fence=2), refresh=True)
    assert key in leases.active()
    assert key in leases.pending()

    ended = seen.lease.with_status(seen.lease.running.ended(JobState.ERROR, 2_000, ("why",)))
    ended_at = leases.write(seen, ended, refresh=True)
    assert key not in leases.active()
    assert key in leases.pending()

    told = leases.write(ended_at, ended.evolve(projected=True, drop=("an-index",)), refresh=True)
    assert key in leases.pending()
    leases.write(told, told.lease.evolve(drop=()), refresh=True)
    assert key not in leases.pending()


def test_of_many_writers_at_once_exactly_one_wins(cluster: Elasticsearch, name: str) -> None:
    leases = Leases(cluster)
    held = leases.write(Held(lease=lease(name)), lease(name))

    def write(number: int) -> bool:
        try:
            leases.write(held, held.lease.evolve(owner=str(number)))
        except VersionConflict:
            return False
        return True

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(write, range(20))) == 1
    now = leases.get(held.lease.key)
    assert now is not None
    end(leases, now)


def end(leases: Leases, held: Held) -> None:
    """Leave nothing that an agent would go on with."""
    status = held.lease.running.ended(JobState.ABORTED, 2_000)
    leases.write(held, held.lease.with_status(status).evolve(projected=True), refresh=True)


# -- the log ------------------------------------------------------------------------------------------------------------------------


def test_a_late_write_never_overwrites_a_newer_status(cluster: Elasticsearch, name: str) -> None:
    joblog = JobLog(cluster)
    old = lease(name)
    new = old.with_status(old.running.ended(JobState.SUCCESSFUL, 3_000))

    joblog.project(Held(lease=new, at=Versioned(version=7, seq_no=1, primary_term=1)))
    joblog.project(Held(lease=old, at=Versioned(version=6, seq_no=1, primary_term=1)))

    found = logged(cluster, new)
    assert found is not None
    assert (found["state"], found["end_time"]) == ("successful", 3_000)
    joblog.project(Held(lease=new, at=Versioned(version=7, seq_no=1, primary_term=1)))
    assert cluster.get(index=indices.JOBS, id=f"{name}-1")["_version"] == 7
    cluster.delete(index=indices.JOBS, id=f"{name}-1", version=7, version_type="external_gte", refresh=True)


def test_a_lease_without_an_execution_is_not_told(cluster: Elasticsearch, name: str) -> None:
    JobLog(cluster).project(Held(lease=Lease(job=name), at=Versioned(version=1, seq_no=1, primary_term=1)))
    JobLog(cluster).project(Held(lease=lease(name)))
    assert logged(cluster, lease(name)) is None


def test_a_search_of_the_log_passes_on_what_elasticsearch_refuses(cluster: Elasticsearch) -> None:
    with pytest.raises(Refused) as refused:
        JobLog(cluster).search({"query": {"nonsense": {}}}, {})
    assert (refused.value.status, refused.value.type) == (400, "parsing_exception")


# -- dead letters -------------------------------------------------------------------------------------------------------------------


def letter(name: str, row: int, **changes: Any) -> DeadLetter:
    plain: dict[str, Any] = {
        "job": name, "execution": f"{name}-1", "target": name, "row": row, "id": f"k{row}", "status": 400,
        "type": "document_parsing_exception", "reason": "failed to parse", "document": '{"a":"b"}', "timestamp": 1_700_000_000_000,
    }  # fmt: skip
    return DeadLetter(**{**plain, **changes})


def test_a_dead_letter_is_kept_once_however_often_it_is_sent(cluster: Elasticsearch, name: str) -> None:
    store = DeadLetters(cluster)
    store.store([letter(name, 1), letter(name, 2, id=None)])
    store.store([letter(name, 2, id=None)])

    cluster.indices.refresh(index=indices.DEAD_LETTERS)
    answer = cluster.search(index=indices.DEAD_LETTERS, query={"term": {"job": name}}, sort=["row"])
    assert [hit["_source"]["row"] for hit in answer["hits"]["hits"]] == [1, 2]
    assert answer["hits"]["hits"][0]["_source"]["error"] == {"type": "document_parsing_exception", "reason": "failed to parse"}
    for hit in answer["hits"]["hits"]:
        cluster.delete(index=indices.DEAD_LETTERS, id=hit["_id"])


def test_a_letter_that_cannot_be_kept_is_an_error(cluster: Elasticsearch, name: str) -> None:
    with pytest.raises(SidecarError, match="could not be kept"):
        DeadLetters(cluster).store([letter(name, 1, timestamp="no time")])
