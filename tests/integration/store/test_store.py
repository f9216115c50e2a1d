"""The sidecar's own indices on real servers: installation, upgrades, and writes by compare-and-set."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import pytest
from elasticsearch import BadRequestError, Elasticsearch

from sidecar.errors import ApiError, ConfigurationError, SidecarError, VersionConflict
from sidecar.jobs.agent.housekeeping import Housekeeping
from sidecar.model.authorship import UNKNOWN_AUTHORSHIP
from sidecar.model.caller import Caller
from sidecar.model.datasource import Datasource
from sidecar.model.events import Event
from sidecar.model.history import History
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.job import Details, Status
from sidecar.model.job_state import ExecutionKind, JobState, Trigger
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.store import definitions as definition_module
from sidecar.store import indices
from sidecar.store import leases as lease_module
from sidecar.store.dead_letters import DeadLetter, DeadLetters
from sidecar.store.definitions import DefinitionStore
from sidecar.store.document import DocumentVersion
from sidecar.store.encryption import SecretKeys
from sidecar.store.joblog import JobLog, log_entry
from sidecar.store.leases import Leases, VersionedLease
from tests.acceptance.service import SECRET_KEY
from tests.integration.lease_helpers import job_log_document, settings_for


@pytest.fixture(params=["quiet_elasticsearch_url", "elasticsearch9_url"], ids=["8", "9"])
def cluster(request: pytest.FixtureRequest) -> Any:
    """Yield a client of each major version, with the sidecar's indices installed."""
    with Elasticsearch(request.getfixturevalue(request.param)) as client:
        indices.install(client)
        yield client


@pytest.fixture
def bare(quiet: Elasticsearch) -> Any:
    """Yield a client of a cluster without the sidecar's indices and templates; install them afterwards."""
    delete_installed(quiet)
    yield quiet
    delete_installed(quiet)
    indices.install(quiet)


def delete_installed(client: Elasticsearch) -> None:
    client.indices.delete(index=list(indices.OWN_INDICES), ignore_unavailable=True)
    client.options(ignore_status=404).indices.delete_index_template(name="siren-*")


def recreate(client: Elasticsearch, index: str, change: Callable[[dict[str, Any]], None]) -> None:
    """Create one of the indices as another release would."""
    body = indices.read_mapping_file(index)
    change(body["mappings"])
    client.indices.delete(index=index, ignore_unavailable=True)
    client.indices.create(index=index, mappings=body["mappings"], settings=body["settings"])


def lease(name: str, **changes: Any) -> Lease:
    details = Details(execution=f"{name}-1", trigger=Trigger.MANUAL, strategy="REPLACE", target=name)
    status = Status(id=name, start_time=1_000, details=details)
    return Lease(job=name, execution=f"{name}-1", status=status, fence=1).evolve(**changes)


# -- the indices --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("index", indices.OWN_INDICES)
def test_an_own_index_is_hidden_strict_versioned_and_replicated(cluster: Elasticsearch, index: str) -> None:
    mapping = cluster.indices.get_mapping(index=index).body[index]["mappings"]
    settings = cluster.indices.get_settings(index=index).body[index]["settings"]["index"]

    assert mapping["dynamic"] == "strict"
    assert mapping["_meta"]["siren"].items() >= indices.read_mapping_file(index)["mappings"]["_meta"]["siren"].items()
    assert (settings["hidden"], settings["auto_expand_replicas"]) == ("true", "0-1")
    with pytest.raises(BadRequestError, match="strict_dynamic_mapping_exception"):
        cluster.index(index=index, id="never", document={"surprise": 1})


def test_installing_again_changes_nothing(cluster: Elasticsearch) -> None:
    before = cluster.indices.get(index=list(indices.OWN_INDICES), expand_wildcards="all").body
    indices.install(cluster)
    assert cluster.indices.get(index=list(indices.OWN_INDICES), expand_wildcards="all").body == before
    assert indices.missing_indices(cluster) == []


def test_several_replicas_can_install_concurrently(bare: Elasticsearch) -> None:
    assert indices.missing_indices(bare) == list(indices.OWN_INDICES)
    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(indices.install, bare) for _ in range(8)]:
            done.result()
    assert indices.missing_indices(bare) == []


def test_an_older_index_gets_new_fields_and_keeps_its_documents(bare: Elasticsearch) -> None:
    def older(mappings: dict[str, Any]) -> None:
        mappings["_meta"]["siren"]["minor"] = -1
        del mappings["properties"]["last_fire"]

    recreate(bare, indices.LEASES, older)
    bare.index(index=indices.LEASES, id="ingestion:old", document={"job": "old"})

    indices.install(bare)

    release = indices.read_mapping_file(indices.LEASES)["mappings"]
    found = bare.indices.get_mapping(index=indices.LEASES).body[indices.LEASES]["mappings"]
    assert "last_fire" in found["properties"]
    assert found["_meta"]["siren"].items() >= release["_meta"]["siren"].items()
    assert found["dynamic"] == "strict"
    assert bare.get(index=indices.LEASES, id="ingestion:old")["_source"] == {"job": "old"}


def test_an_older_job_log_is_upgraded_and_sorts_and_groups_executions_by_their_details(bare: Elasticsearch, name: str) -> None:
    def older(mappings: dict[str, Any]) -> None:
        mappings["_meta"]["siren"]["minor"] = 0
        for field in ("running_time", "root_cause", "events", "history"):
            del mappings["properties"]["ingestion"]["properties"]["details"]["properties"][field]

    recreate(bare, indices.JOBS, older)
    old = {"id": name, "state": "successful", "details": {"execution": f"{name}-0", "phase": "cleaning"}}
    bare.index(index=indices.JOBS, id=f"{name}-0", document={"ingestion": old}, refresh=True)

    indices.install(bare)

    for number, running_time in enumerate((10_000, 2_000_000, 300)):
        status = lease(name).execution_status.with_events(Event(time=1, type="new", message="m")).with_details(
            history=History().add(time=1, rows=2, docs_per_second=3, bottleneck=None)
        )  # fmt: skip
        ended = status.end(JobState.ERROR, 1_000 + running_time, (f"outer {number}", "x" * 2_000))
        current = lease(name, execution=f"{name}-{number + 1}").with_status(ended)
        JobLog(bare).project(VersionedLease(lease=current, version=DocumentVersion(version=1, seq_no=1, primary_term=1)))
    found = bare.search(
        index=indices.JOBS,
        sort=[{"ingestion.details.running_time": {"order": "desc", "missing": "_last"}}],
        aggs={"causes": {"terms": {"field": "ingestion.details.root_cause"}}},
    )
    assert [hit["_id"] for hit in found["hits"]["hits"]] == [f"{name}-2", f"{name}-1", f"{name}-3", f"{name}-0"]
    assert [(bucket["key"], bucket["doc_count"]) for bucket in found["aggregations"]["causes"]["buckets"]] == [("x" * 2_000, 3)]
    assert bare.get(index=indices.JOBS, id=f"{name}-0")["_source"] == {"ingestion": old}


def test_an_index_of_a_newer_minor_version_is_unchanged(bare: Elasticsearch) -> None:
    def newer(mappings: dict[str, Any]) -> None:
        mappings["_meta"]["siren"]["minor"] = 99
        mappings["properties"]["invented_later"] = {"type": "keyword"}

    recreate(bare, indices.JOBS, newer)
    indices.install(bare)
    found = bare.indices.get_mapping(index=indices.JOBS).body[indices.JOBS]["mappings"]
    assert found["_meta"]["siren"]["minor"] == 99
    assert "invented_later" in found["properties"]


def test_an_index_of_a_newer_major_version_is_rejected(bare: Elasticsearch) -> None:
    recreate(bare, indices.JOBS, lambda mappings: mappings["_meta"]["siren"].update(major=99))
    with pytest.raises(ConfigurationError, match=r"\[.siren-jobs\] was created by a newer release \(version 99"):
        indices.install(bare)


@pytest.mark.parametrize("index", indices.OWN_INDICES)
def test_an_index_that_is_deleted_comes_back_as_it_was(bare: Elasticsearch, index: str) -> None:
    indices.install(bare)
    before = bare.indices.get(index=index).body[index]
    bare.indices.delete(index=index)

    with pytest.raises(BadRequestError, match="strict_dynamic_mapping_exception"):
        bare.index(index=index, id="late", document={"surprise": 1})

    found = bare.indices.get(index=index).body[index]
    assert found["mappings"] == before["mappings"]
    assert found["settings"]["index"]["hidden"] == "true"
    assert found["settings"]["index"]["auto_expand_replicas"] == "0-1"


def test_the_agent_creates_deleted_indices_again(bare: Elasticsearch) -> None:
    Housekeeping(settings_for("http://unused"), bare).clean_up()
    assert indices.missing_indices(bare) == []


def test_templates_of_users_do_not_apply_to_own_indices(bare: Elasticsearch, name: str) -> None:
    template = {"aliases": {name: {}}, "mappings": {"properties": {"surprise": {"type": "long"}}}, "settings": {"number_of_shards": 2}}
    bare.indices.put_index_template(name=name, index_patterns=[".siren-*"], priority=500, template=template)
    try:
        indices.install(bare)
    finally:
        bare.indices.delete_index_template(name=name)

    for index, found in bare.indices.get(index=list(indices.OWN_INDICES)).body.items():
        assert found["aliases"] == {}
        assert "surprise" not in found["mappings"]["properties"]
        assert found["settings"]["index"]["number_of_shards"] == "1", index


@pytest.mark.parametrize(("minor", "expected"), [(-1, "release"), (99, "other")])
def test_a_template_is_replaced_only_by_a_newer_one(bare: Elasticsearch, minor: int, expected: str) -> None:
    release = indices.read_mapping_file(indices.JOBS)["mappings"]["_meta"]["siren"]
    indices.install(bare)
    other = indices.read_mapping_file(indices.JOBS)
    other["mappings"]["_meta"]["siren"] = {**release, "minor": minor}
    bare.indices.put_index_template(
        name=indices.template_name(indices.JOBS), index_patterns=[indices.JOBS], priority=1_000_000, template=other
    )  # fmt: skip

    indices.install(bare)

    found = bare.indices.simulate_index_template(name=indices.JOBS)["template"]["mappings"]["_meta"]["siren"]
    assert found == (release if expected == "release" else {**release, "minor": minor})


# -- definitions --------------------------------------------------------------------------------------------------------------------


def test_a_definition_is_written_by_compare_and_set(cluster: Elasticsearch, name: str) -> None:
    store = DefinitionStore(cluster, SecretKeys((SECRET_KEY,))).datasources
    assert store.get(name) is None
    first, created = store.put(Datasource(id=name, url="jdbc:sqlite:/a.db"), create=True)
    assert created
    with pytest.raises(VersionConflict):
        store.put(Datasource(id=name, url="jdbc:sqlite:/b.db"), create=True)

    second, created = store.put(Datasource(id=name, url="jdbc:sqlite:/b.db"), create=False, expected=(first.seq_no, first.primary_term))
    assert (created, second.version) == (False, first.version + 1)
    with pytest.raises(VersionConflict):
        store.put(Datasource(id=name, url="jdbc:sqlite:/c.db"), create=False, expected=(first.seq_no, first.primary_term))

    found = store.get(name)
    assert found is not None
    assert (found.definition.url, found.version) == ("jdbc:sqlite:/b.db", second)
    with pytest.raises(VersionConflict):
        store.delete(name, (first.seq_no, first.primary_term))
    assert store.delete(name, (second.seq_no, second.primary_term))
    assert not store.delete(name)


def test_a_definition_keeps_who_saved_it_and_one_of_an_earlier_release_has_nobody(cluster: Elasticsearch, name: str) -> None:
    store, datasource = DefinitionStore(cluster, SecretKeys((SECRET_KEY,))).datasources, Datasource(id=name, url="jdbc:sqlite:/a.db")
    store.put(datasource, create=True)
    old = store.get(name)
    assert old is not None
    assert old.authorship == UNKNOWN_AUTHORSHIP
    authorship = old.authorship.after_save(Caller(name="alice"), 5)
    store.put(datasource, authorship, create=False)
    saved, public = store.get(name), store.get_public(cluster, name)
    assert saved is not None
    assert public is not None
    assert (saved.definition, saved.definition.has_unknown_fields, saved.authorship) == (datasource, False, authorship)
    assert (public.source, public.authorship) == (datasource.to_public(), authorship)
    total, found = store.search_public(cluster, text="updated_by:alice", id_patterns=[name])
    assert (total, found) == (1, [public])


@pytest.mark.parametrize(("newer", "is_unknown"), [({}, False), ({"pool": "large"}, True)])
def test_fields_of_a_newer_release_are_noticed(bare: Elasticsearch, name: str, newer: dict[str, str], is_unknown: bool) -> None:
    recreate(bare, indices.DATASOURCES, lambda mappings: mappings["properties"]["jdbc"]["properties"].update(pool={"type": "keyword"}))
    secret_keys, datasource = SecretKeys((SECRET_KEY,)), Datasource(id=name, url="jdbc:sqlite:/a.db")
    content = {"jdbc": {**datasource.to_document()["jdbc"], **newer}}
    signature = secret_keys.sign(indices.DATASOURCES, name, content)
    bare.index(index=indices.DATASOURCES, id=name, document={**content, "signature": signature})
    saved = DefinitionStore(bare, secret_keys).datasources.get_signed(name)
    assert saved is not None
    assert (saved.definition, saved.definition.has_unknown_fields) == (datasource, is_unknown)


def test_ingestions_are_found_by_datasource_and_target_as_soon_as_they_are_saved(cluster: Elasticsearch, name: str) -> None:
    definitions = DefinitionStore(cluster, SecretKeys((SECRET_KEY,)))
    for number in range(2):
        ingestion = Ingestion(id=f"{name}{number}", datasource=name, query="select 1", target=name)
        definitions.ingestions.put(ingestion, create=False)
        assert f"{name}{number}" in definitions.ingestions_of_datasource(name)
    assert [each.id for each in definitions.ingestions_with_same_target(ingestion)] == [f"{name}0"]
    assert [each.definition.id for each in definitions.ingestions.find({"prefix": {"ingest.target": name}})] == [f"{name}0", f"{name}1"]
    newer = {"ingest": {**ingestion.to_document()["ingest"], "strategy": "UNKNOWN"}}
    signed = {**newer, "signature": SecretKeys((SECRET_KEY,)).sign(indices.INGESTIONS, f"{name}1", newer)}
    cluster.index(index=indices.INGESTIONS, id=f"{name}1", document=signed, refresh=True)
    assert definitions.ingestions_of_datasource(name) == [f"{name}0", f"{name}1"]
    for number in range(2):
        assert definitions.ingestions.delete(f"{name}{number}")
    assert definitions.ingestions_of_datasource(name) == []


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ((), "01234"),
        ((("_id", "desc"),), "43210"),
        ((("jdbc.username", "asc"),), "03124"),
        ((("jdbc.username", "desc"), ("_id", "desc"), ("nothing", "asc")), "21304"),
        ((("jdbc.username", "asc"), ("jdbc.url", "desc")), "03124"),
    ],
)
def test_definitions_are_sorted_and_searched_in_pages(
    cluster: Elasticsearch, name: str, monkeypatch: pytest.MonkeyPatch, sort: tuple[tuple[str, str], ...], order: str
) -> None:
    monkeypatch.setattr(definition_module, "_ID_PAGE_SIZE", 2)
    monkeypatch.setattr(definition_module, "_PAGE_SIZE", 2)
    store = DefinitionStore(cluster, SecretKeys((SECRET_KEY,))).datasources
    ids = [f"{name}{number}" for number in range(5)]
    for id in reversed(ids):
        store.put(Datasource(id=id, url=f"jdbc:sqlite:/{name}.db", username="abbab"[int(id[-1])] if id[-1] != "4" else None), create=True)
    sorted_ids = [f"{name}{number}" for number in order]
    text = f'jdbc.url:"jdbc:sqlite:/{name}.db"'
    for begin, size in ((0, 10), (1, 3), (4, 3), (5, 3), (0, 0)):
        expected = sorted_ids[begin : begin + size]
        total, found = store.search_public(cluster, begin=begin, size=size, sort=sort, text=text)
        assert (total, [each.id for each in found]) == (5, expected)
    assert set(ids) <= set(store.list_ids())
    assert [each.definition.id for each in store.find({"term": {"jdbc.url": f"jdbc:sqlite:/{name}.db"}})] == ids
    for id in ids:
        store.delete(id)


@pytest.mark.parametrize(
    ("patterns", "found"), [(("*3",), "3"), (("0", "*1", "*1*"), "01"), (("[01]", "?", "1x"), ""), (("*",), "01234"), ((), "01234")]
)
def test_definitions_are_found_by_patterns_of_ids(cluster: Elasticsearch, name: str, patterns: tuple[str, ...], found: str) -> None:
    store = DefinitionStore(cluster, SecretKeys((SECRET_KEY,))).datasources
    for number in range(5):
        store.put(Datasource(id=f"{name}{number}", url=f"jdbc:sqlite:/{name}.db"), create=True)
    text = f'jdbc.url:"jdbc:sqlite:/{name}.db"'
    total, definitions = store.search_public(cluster, text=text, id_patterns=[name + each for each in patterns], size=1)
    assert (total, [each.id for each in definitions]) == (len(found), [name + each for each in found[:1]])
    for number in range(5):
        store.delete(f"{name}{number}")


# -- leases -------------------------------------------------------------------------------------------------------------------------


def test_a_lease_is_created_once_and_replaced_by_compare_and_set(cluster: Elasticsearch, name: str) -> None:
    leases = Leases(cluster)
    unwritten = VersionedLease(lease=lease(name, projected=True))
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


def test_a_lease_is_read_in_real_time_and_found_after_a_refresh(cluster: Elasticsearch, name: str) -> None:
    leases = Leases(cluster)
    key = f"ingestion:{name}"
    unrefreshed = leases.write(VersionedLease(lease=lease(name)), lease(name))
    assert leases.get(key) == unrefreshed

    refreshed = leases.write(unrefreshed, unrefreshed.lease.evolve(fence=2), refresh=True)
    assert key in leases.find_active()
    assert key in leases.find_pending()

    ended = refreshed.lease.with_status(refreshed.lease.execution_status.end(JobState.ERROR, 2_000, ("why",)))
    final = leases.write(refreshed, ended, refresh=True)
    assert key not in leases.find_active()
    assert key in leases.find_pending()

    projected = leases.write(final, ended.evolve(projected=True, drop=("an-index",)), refresh=True)
    assert key in leases.find_pending()
    leases.write(projected, projected.lease.evolve(drop=()), refresh=True)
    assert key not in leases.find_pending()


def test_a_field_of_a_newer_release_survives_the_rewrite_of_a_lease(bare: Elasticsearch, name: str) -> None:
    recreate(bare, indices.LEASES, lambda mappings: mappings["properties"].update(new_field={"type": "keyword"}))
    key = lease(name).key
    bare.index(index=indices.LEASES, id=key, document={**lease(name).to_document(), "new_field": "new"})

    found = Leases(bare).get(key)
    assert found is not None
    Leases(bare).write(found, found.lease.evolve(fence=2))

    source = bare.get(index=indices.LEASES, id=key)["_source"]
    assert (source["new_field"], source["fence"]) == ("new", 2)


def test_exactly_one_of_many_concurrent_writers_wins(cluster: Elasticsearch, name: str) -> None:
    leases = Leases(cluster)
    current = leases.write(VersionedLease(lease=lease(name)), lease(name))

    def write(number: int) -> bool:
        try:
            leases.write(current, current.lease.evolve(owner=str(number)))
        except VersionConflict:
            return False
        return True

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(write, range(20))) == 1
    now = leases.get(current.lease.key)
    assert now is not None
    end(leases, now)


@pytest.mark.parametrize("page_size", [2, 1000])
def test_many_leases_are_read_together(cluster: Elasticsearch, name: str, monkeypatch: pytest.MonkeyPatch, page_size: int) -> None:
    for constant in ("_MAX_LEASES", "_PAGE_SIZE"):
        monkeypatch.setattr(lease_module, constant, page_size)
    leases = Leases(cluster)
    ingestion = Ingestion(id=name, datasource=name, query="select 1", target=f"{name}t", strategy=Strategy.REPLACE)
    definition = ExecutionDefinition(ingestion=ingestion, datasource=Datasource(id=name, url="jdbc:sqlite:/a.db"))
    with_prefix = replace(definition, ingestion=replace(ingestion, staging_prefix=f"{name}p"))
    changes: dict[str, dict[str, Any]] = {
        "a": {"last_fire": 1}, "b": {"last_fire": 2, "definition": definition}, "c": {}, "d": {"definition": with_prefix},
    }  # fmt: skip
    unwritten = {suffix: lease(f"{name}{suffix}").evolve(**each) for suffix, each in changes.items()}
    written = {suffix: leases.write(VersionedLease(lease=each), each) for suffix, each in unwritten.items()}
    aborted = lease(name).execution_status.end(JobState.ABORTED, 5_000)
    ended = {suffix: leases.write(each, each.lease.end(aborted), refresh=True) for suffix, each in written.items() if suffix != "a"}
    damaged = f"ingestion:{name}e"
    broken = {"state": "successful", "definition": 1, "execution": "x", "status": {"state": "x"}}
    cluster.index(index=indices.LEASES, id=damaged, document=broken, refresh=True)

    keys = [each.lease.key for each in written.values()]
    assert {each.lease.key: each.version for each in leases.get_readable([*keys, f"{name}none", damaged])} == {
        each.lease.key: each.version for each in {**written, **ended}.values()
    }
    assert dict(leases.read_statuses([*keys, f"{name}none", damaged])) == {
        each.lease.key: each.lease.status for each in {**written, **ended}.values()
    }
    expected = {(f"ingestion:{name}b", ExecutionKind.LOAD): 2}
    assert leases.last_fire_times([*keys, f"{name}none", damaged]) == expected, "the first one is active"
    assert {f"{name}t", f"{name}p"} <= leases.find_staging_stems()
    cluster.delete(index=indices.LEASES, id=damaged, refresh=True)
    end(leases, written["a"])


def test_the_versions_of_all_definitions_are_found(cluster: Elasticsearch, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(definition_module, "_ID_PAGE_SIZE", 2)
    store = DefinitionStore(cluster, SecretKeys((SECRET_KEY,))).ingestions
    definitions = [Ingestion(id=f"{name}{number}", datasource=name, query="q", target=name) for number in range(5)]
    saved = {each.id: store.put(each, create=True)[0] for each in definitions}
    query = {"term": {"ingest.datasource": name}}
    assert store.find_versions(query) == {id: (each.seq_no, each.primary_term) for id, each in saved.items()}
    for id in saved:
        store.delete(id)
    assert store.find_versions(query) == {}


def end(leases: Leases, current: VersionedLease) -> None:
    """End the execution, so that no agent continues it."""
    status = current.lease.execution_status.end(JobState.ABORTED, 2_000)
    leases.write(current, current.lease.with_status(status).evolve(projected=True), refresh=True)


# -- the job log ------------------------------------------------------------------------------------------------------------------------


def test_a_late_write_never_overwrites_a_newer_status(cluster: Elasticsearch, name: str) -> None:
    joblog = JobLog(cluster)
    old = lease(name)
    new = old.with_status(old.execution_status.end(JobState.SUCCESSFUL, 3_000))

    joblog.project(VersionedLease(lease=new, version=DocumentVersion(version=7, seq_no=1, primary_term=1)))
    joblog.project(VersionedLease(lease=old, version=DocumentVersion(version=6, seq_no=1, primary_term=1)))

    found = job_log_document(cluster, new)
    assert found is not None
    assert (found["state"], found["end_time"]) == ("successful", 3_000)
    joblog.project(VersionedLease(lease=new, version=DocumentVersion(version=7, seq_no=1, primary_term=1)))
    assert cluster.get(index=indices.JOBS, id=f"{name}-1")["_version"] == 7
    cluster.delete(index=indices.JOBS, id=f"{name}-1", version=7, version_type="external_gte", refresh=True)


@dataclass
class Renewal:
    """A renewal that adds a row, and what the job log has then."""

    client: Elasticsearch
    expected: VersionedLease

    @property
    def leases(self) -> Leases:
        return Leases(self.client)

    def send(self) -> tuple[VersionedLease, bool]:
        counted = self.expected.lease.evolve(status=replace(self.expected.lease.execution_status, count=1))
        return self.leases.renew(self.expected, counted, log_entry(counted))

    def write_another(self, state: JobState) -> VersionedLease:
        """Write the lease as another process does."""
        return self.leases.write(self.expected, self.expected.lease.with_status(self.expected.lease.execution_status.transition_to(state)))

    def logged(self) -> tuple[str, int]:
        """Return state and count in the job log."""
        source = self.client.get(index=indices.JOBS, id=self.expected.lease.execution or "")["_source"]["ingestion"]
        return source["state"], source["count"]


@pytest.fixture
def renewed(cluster: Elasticsearch, name: str) -> Iterator[Renewal]:
    """Return a renewal of an execution's lease; end the execution afterwards."""
    renewal = Renewal(cluster, Leases(cluster).write(VersionedLease(lease=lease(name)), lease(name)))
    yield renewal
    current = renewal.leases.get(renewal.expected.lease.key)
    assert current is not None
    if current.lease.is_active:
        end(renewal.leases, current)
    else:
        renewal.leases.write(current, current.lease.evolve(projected=True), refresh=True)


def test_a_renewal_writes_the_lease_and_its_snapshot_with_the_same_version(cluster: Elasticsearch, renewed: Renewal) -> None:
    current, has_snapshot = renewed.send()
    assert has_snapshot
    assert renewed.leases.get(current.lease.key) == current
    assert renewed.logged() == ("running", 1)
    assert current.version is not None
    assert cluster.get(index=indices.JOBS, id=current.lease.execution or "")["_version"] == current.version.version


def test_a_lease_lists_the_sessions_of_thousands_of_threads(renewed: Renewal) -> None:
    sessions = ",".join(f"siren-{number:032x}" for number in range(2000))
    written = renewed.leases.write(renewed.expected, renewed.expected.lease.evolve(session=sessions))
    assert renewed.leases.get(written.lease.key) == written
    assert written.lease.session == sessions


def test_an_index_of_an_older_release_can_list_them_after_an_upgrade(bare: Elasticsearch) -> None:
    def remove_limit(mappings: dict[str, Any]) -> None:
        del mappings["properties"]["session"]["ignore_above"]
        mappings["_meta"]["siren"]["minor"] = 3

    recreate(bare, indices.LEASES, remove_limit)
    indices.install(bare)
    mappings = bare.indices.get_mapping(index=indices.LEASES)[indices.LEASES]["mappings"]
    assert mappings["properties"]["session"] == {"type": "keyword", "ignore_above": 1024}


@pytest.mark.parametrize("first", ["snapshot", "another"])
@pytest.mark.parametrize("state", [JobState.ABORTING, JobState.SUCCESSFUL])
def test_a_snapshot_of_a_rejected_renewal_replaces_no_other_status(renewed: Renewal, first: str, state: JobState) -> None:
    another = renewed.write_another(state)
    joblog = JobLog(renewed.client)
    if first == "another":
        joblog.project(another)
    with pytest.raises(VersionConflict):
        renewed.send()
    if first == "snapshot":
        assert renewed.logged() == ("running", 1)
        joblog.project(another)
    assert renewed.logged() == (state.value, 0)


def test_a_renewal_does_not_need_the_job_log(cluster: Elasticsearch, renewed: Renewal, caplog: pytest.LogCaptureFixture) -> None:
    cluster.indices.put_settings(index=indices.JOBS, settings={"blocks.write": True})
    try:
        current, has_snapshot = renewed.send()
    finally:
        cluster.indices.put_settings(index=indices.JOBS, settings={"blocks.write": None})
    assert not has_snapshot
    assert renewed.leases.get(current.lease.key) == current
    assert "snapshot not logged" in caplog.text


def test_a_renewal_without_a_snapshot_leaves_the_log_alone(cluster: Elasticsearch, renewed: Renewal) -> None:
    current, has_snapshot = renewed.leases.renew(renewed.expected, renewed.expected.lease, None)
    assert not has_snapshot
    assert not cluster.exists(index=indices.JOBS, id=current.lease.execution or "")


@pytest.mark.parametrize("index", [indices.LEASES, indices.JOBS])
def test_an_index_of_an_older_release_gets_the_refresh_interval(cluster: Elasticsearch, index: str) -> None:
    mappings = cluster.indices.get_mapping(index=index)[index]["mappings"]
    expected = indices.read_mapping_file(index)["settings"]["index"]["refresh_interval"]
    older = {"siren": {**mappings["_meta"]["siren"], "minor": 1}}
    cluster.indices.put_mapping(index=index, meta=older)
    cluster.indices.put_settings(index=index, settings={"refresh_interval": None})
    indices.install_index(cluster, index)
    settings = cluster.indices.get_settings(index=index, flat_settings=True)[index]["settings"]
    assert settings["index.refresh_interval"] == expected


def test_a_refresh_interval_that_was_not_permitted_is_set_once_it_is(
    cluster: Elasticsearch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    index = indices.LEASES
    siren = cluster.indices.get_mapping(index=index)[index]["mappings"]["_meta"]["siren"]
    cluster.indices.put_mapping(index=index, meta={"siren": {**siren, "minor": 1}})
    cluster.indices.put_settings(index=index, settings={"refresh_interval": None})
    with monkeypatch.context() as without_privilege:
        without_privilege.setattr(cluster.indices, "put_settings", _raise_forbidden)
        indices.install_index(cluster, index)
    assert "put [deploy/sidecar-role.json] again and restart" in caplog.text
    indices.install_index(cluster, index)
    settings = cluster.indices.get_settings(index=index, flat_settings=True)[index]["settings"]
    assert settings["index.refresh_interval"] == "30s"
    assert cluster.indices.get_mapping(index=index)[index]["mappings"]["_meta"]["siren"] == siren


def _raise_forbidden(**_: Any) -> None:
    raise ApiError("action [indices:admin/settings/update] is unauthorized", 403, "security_exception")


def test_a_lease_without_an_execution_is_not_projected(cluster: Elasticsearch, name: str) -> None:
    JobLog(cluster).project(VersionedLease(lease=Lease(job=name), version=DocumentVersion(version=1, seq_no=1, primary_term=1)))
    JobLog(cluster).project(VersionedLease(lease=lease(name)))
    assert job_log_document(cluster, lease(name)) is None


def test_a_search_of_the_log_raises_the_error_of_elasticsearch(cluster: Elasticsearch) -> None:
    with pytest.raises(ApiError) as rejected:
        JobLog(cluster).search({"query": {"nonsense": {}}}, {})
    assert (rejected.value.status, rejected.value.type) == (400, "parsing_exception")


# -- dead letters -------------------------------------------------------------------------------------------------------------------


def dead_letter(name: str, row: int, **changes: Any) -> DeadLetter:
    plain: dict[str, Any] = {
        "job": name, "execution": f"{name}-1", "target": name, "row": row, "id": f"k{row}", "status": 400,
        "type": "document_parsing_exception", "reason": "failed to parse", "document": '{"a":"b"}', "timestamp": 1_700_000_000_000,
    }  # fmt: skip
    return DeadLetter(**{**plain, **changes})


def test_a_dead_letter_is_stored_once_however_often_it_is_written(cluster: Elasticsearch, name: str) -> None:
    store = DeadLetters(cluster)
    store.write([dead_letter(name, 1), dead_letter(name, 2, id=None)])
    store.write([dead_letter(name, 2, id=None)])

    cluster.indices.refresh(index=indices.DEAD_LETTERS)
    response = cluster.search(index=indices.DEAD_LETTERS, query={"term": {"job": name}}, sort=["row"])
    assert [hit["_source"]["row"] for hit in response["hits"]["hits"]] == [1, 2]
    assert response["hits"]["hits"][0]["_source"]["error"] == {"type": "document_parsing_exception", "reason": "failed to parse"}
    for hit in response["hits"]["hits"]:
        cluster.delete(index=indices.DEAD_LETTERS, id=hit["_id"])


def test_another_reason_is_stored_unless_the_dead_letter_was_deleted(cluster: Elasticsearch, name: str) -> None:
    store = DeadLetters(cluster)
    store.write([dead_letter(name, 1, field="price", summary="no number")])
    store.update_reasons([dead_letter(name, row, reason="too large", timestamp=1_700_000_000_001) for row in (1, 2)])
    cluster.indices.refresh(index=indices.DEAD_LETTERS)
    ((found,),) = store.read_pages(job=name, until=1_800_000_000_000)
    assert found == dead_letter(name, 1, reason="too large", timestamp=1_700_000_000_001)
    store.delete([found])


def test_a_dead_letter_that_cannot_be_stored_is_an_error(cluster: Elasticsearch, name: str) -> None:
    with pytest.raises(SidecarError, match="could not be stored"):
        DeadLetters(cluster).write([dead_letter(name, 1, timestamp="no time")])
