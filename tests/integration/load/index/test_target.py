"""Prepare INCREMENTAL targets and publish REPLACE indices in Elasticsearch."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.errors import ApiError, PublishFailed, ServiceUnavailable, SidecarError, TargetError
from sidecar.load.encode.fields import plan_fields
from sidecar.load.index.aliases import remaining_aliases
from sidecar.load.index.lookup import resolve_indices
from sidecar.load.index.mapping import Mapping
from sidecar.load.index.pipelines import delete_pipeline, put_pipeline, require_pipeline
from sidecar.load.index.publish import delete_replaced_index, delete_staging_index, is_published, publish
from sidecar.load.index.staging import StagingIndex, check_replaceable, create_staging_index, find_staging_index, staging_name
from sidecar.load.index.target import count_documents, find_target_uuid, max_primary_key, prepare, refresh, refresh_same_index
from sidecar.model.columns import Column, SqlType
from sidecar.model.ingestion import Ingestion, Strategy
from tests.support.waiting import wait_until

NOW = datetime(2024, 2, 29, 12, 0, 1, tzinfo=UTC)
COLUMNS = (Column.of("id", SqlType.LONG), Column.of("name", SqlType.KEYWORD))


@pytest.fixture
def client(any_elasticsearch_url: str, name: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(any_elasticsearch_url) as client:
        yield client
        found = client.indices.get(index=f"{name}*", expand_wildcards="all", allow_no_indices=True)
        for index in found.body:
            client.indices.delete(index=index)


def ingestion(name: str, strategy: Strategy = Strategy.INCREMENTAL, **options: Any) -> Ingestion:
    return Ingestion(id=f"job-{name}", datasource="d", query="select 1", target=name, strategy=strategy, **options)


def mapping(user: dict[str, Any] | None = None, columns: tuple[Column, ...] = COLUMNS) -> Mapping:
    return Mapping.from_fields(plan_fields(columns, ()), user or {})


def create_staging(es: Elasticsearch, name: str, suffix: str, rows: int, **options: Any) -> StagingIndex:
    replacing = ingestion(name, Strategy.REPLACE, **options)
    index = staging_name(replacing, now=NOW, suffix=suffix)
    staging = create_staging_index(es, replacing, mapping(), index, execution=f"e-{suffix}", attempt=1)
    for row in range(rows):
        es.index(index=staging.alias, id=str(row), document={"id": row}, require_alias=True)
    return staging


@dataclass(frozen=True)
class Published:
    """The result of a REPLACE."""

    index: str
    replaced: str | None
    documents: int


def replace(
    es: Elasticsearch, name: str, suffix: str, rows: int, removal_guard: float | None = 50.0, aliases: tuple[str, ...] = ()
) -> Published:
    old = check_replaceable(es, ingestion(name, Strategy.REPLACE))
    staging = create_staging(es, name, suffix, rows)
    publish(
        es, staging.index, name, replaced=old, expected=range(rows, rows + 1), removal_guard=removal_guard, aliases=aliases
    )  # fmt: skip
    return Published(staging.index, old, int(es.count(index=name)["count"]))


def properties(es: Elasticsearch, index: str) -> dict[str, Any]:
    found: dict[str, Any] = es.indices.get_mapping(index=index)[index]["mappings"].get("properties", {})
    return found


def test_a_missing_target_is_created_with_mapping_and_settings(client: Elasticsearch, name: str) -> None:
    target = prepare(client, ingestion(name, settings={"number_of_shards": 2, "number_of_replicas": 0}), mapping())
    assert target.index == name
    assert properties(client, name)["id"] == {"type": "long"}
    assert client.indices.get_settings(index=name)[name]["settings"]["index"]["number_of_shards"] == "2"
    assert find_target_uuid(client, name) == target.uuid
    assert prepare(client, ingestion(name), mapping()) == target


def test_missing_fields_are_added_to_an_existing_target(client: Elasticsearch, name: str) -> None:
    client.indices.create(index=name, mappings={"dynamic": "strict", "properties": {"name": {"type": "text"}}})
    prepare(client, ingestion(name), mapping())
    assert properties(client, name)["name"] == {"type": "text"}
    assert properties(client, name)["id"] == {"type": "long"}


def test_a_mapping_conflict_is_reported_with_elasticsearchs_reason(client: Elasticsearch, name: str) -> None:
    client.indices.create(index=name, mappings={"properties": {"name": {"type": "text"}}})
    with pytest.raises(TargetError, match=r"mapper \[name\] cannot be changed from type \[text\] to \[keyword\]"):
        prepare(client, ingestion(name), mapping({"properties": {"name": {"type": "keyword"}}}))


def test_an_invalid_mapping_is_reported_with_elasticsearchs_reason(client: Elasticsearch, name: str) -> None:
    with pytest.raises(TargetError, match="nosuchtype"):
        prepare(client, ingestion(name), mapping({"properties": {"name": {"type": "nosuchtype"}}}))
    assert resolve_indices(client, name) == ()


def test_an_alias_needs_a_write_index(client: Elasticsearch, name: str) -> None:
    for suffix in "ab":
        client.indices.create(index=f"{name}-{suffix}", aliases={name: {}})
    with pytest.raises(TargetError, match="none of them is its write index"):
        prepare(client, ingestion(name), mapping())
    client.indices.put_alias(index=f"{name}-b", name=name, is_write_index=True)
    assert prepare(client, ingestion(name), mapping()).index == f"{name}-b"


def test_concurrent_creations_of_a_target_agree(client: Elasticsearch, name: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        targets = list(pool.map(lambda _: prepare(client, ingestion(name), mapping()), range(4)))
    assert len(set(targets)) == 1


@pytest.mark.parametrize(
    ("type", "keys", "expected"),
    [
        ("double", [2**53 + 3], "9007199254740994.0"),
        ("double", [2**53 - 1], "9007199254740991.0"),
        ("double", [1.5], "1.4999999999999998"),
        ("float", [7], None),
        ("half_float", [7], None),
    ],
)
def test_a_rounded_largest_key_skips_no_key(client: Elasticsearch, name: str, type: str, keys: list[float], expected: str | None) -> None:
    client.indices.create(index=name, mappings={"properties": {"id": {"type": type}}})
    for key in keys:
        client.index(index=name, document={"id": key}, refresh=True)
    assert max_primary_key(client, name, "id") == expected


def test_the_largest_key_is_exact(client: Elasticsearch, name: str) -> None:
    assert max_primary_key(client, name, "id") is None
    target = prepare(client, ingestion(name), mapping())
    assert max_primary_key(client, name, "id") is None
    for key in (5, 2**63 - 1, 7, None):
        client.index(index=name, document={"id": key, "name": "x"})
    refresh(client, target.index)
    assert max_primary_key(client, name, "id") == "9223372036854775807"
    assert max_primary_key(client, name, "name") is None
    assert max_primary_key(client, name, "unknown") is None
    assert count_documents(client, name) == 4


def test_the_target_of_a_run_is_refreshed(client: Elasticsearch, name: str) -> None:
    target = prepare(client, ingestion(name), mapping())
    for uuid in (target.uuid, None):
        client.index(index=name, document={"id": 1})
        refresh_same_index(client, name, uuid)
    assert count_documents(client, name) == 2


@pytest.mark.parametrize("is_created_again", [False, True], ids=["deleted", "created again"])
def test_a_target_that_was_deleted_during_a_run_is_reported(client: Elasticsearch, name: str, is_created_again: bool) -> None:
    target = prepare(client, ingestion(name), mapping())
    client.indices.delete(index=target.index)
    if is_created_again:
        client.index(index=name, document={"id": 1})
    with pytest.raises(TargetError, match=rf"\[{name}\] was deleted while rows were written to it"):
        refresh_same_index(client, name, target.uuid)


def test_another_error_of_the_refresh_is_passed_on(client: Elasticsearch, name: str) -> None:
    target = prepare(client, ingestion(name), mapping())
    client.indices.close(index=target.index)
    with pytest.raises(ApiError, match="closed") as raised:
        refresh_same_index(client, name, target.uuid)
    assert raised.value.__cause__ is not raised.value


def test_documents_are_not_counted_while_a_shard_is_unavailable(es: Elasticsearch, name: str) -> None:
    settings = {"number_of_shards": 2, "number_of_replicas": 0, "routing.allocation.total_shards_per_node": 1}
    es.indices.create(index=name, settings=settings, wait_for_active_shards=0)
    wait_until(lambda: es.cluster.health(index=name)["active_shards"] == 1, "one of two shards is active")
    with pytest.raises(ServiceUnavailable, match="1 of 2 shards"):
        count_documents(es, name)
    es.indices.put_settings(index=name, settings={"index.routing.allocation.total_shards_per_node": 2})
    wait_until(lambda: es.cluster.health(index=name)["active_shards"] == 2, "both shards are active")
    assert count_documents(es, name) == 0
    es.indices.delete(index=name)


def test_a_first_publish_and_a_second_one(client: Elasticsearch, name: str) -> None:
    first = replace(client, name, "aa", 3)
    assert (first.replaced, first.documents, first.index) == (None, 3, f"{name}-20240229120001-aa")
    second = replace(client, name, "bb", 4)
    assert second.replaced == first.index
    assert count_documents(client, name) == 4
    assert list(client.indices.get_alias(index=second.index)[second.index]["aliases"]) == [name]
    assert not delete_replaced_index(client, second.index)
    assert delete_replaced_index(client, first.index)
    assert not client.indices.exists(index=first.index)
    assert delete_replaced_index(client, first.index)


def test_a_staging_index_is_hidden_and_its_settings_are_restored(client: Elasticsearch, name: str) -> None:
    staging = create_staging(
        client, name, "aa", 2, settings={"refresh_interval": "7s", "number_of_replicas": 0}, staging_prefix=f"{name}-behind"
    )
    assert staging.index == f"{name}-behind-20240229120001-aa"
    loading = client.indices.get_settings(index=staging.index)[staging.index]["settings"]["index"]
    assert (loading["hidden"], loading["refresh_interval"], loading["number_of_replicas"]) == ("true", "-1", "0")
    publish(client, staging.index, name, replaced=None, expected=range(2, 3), removal_guard=None)
    after = client.indices.get_settings(index=staging.index)[staging.index]["settings"]["index"]
    assert after["refresh_interval"] == "7s"


def test_replicas_are_restored_and_a_single_node_does_not_wait_for_them(client: Elasticsearch, name: str) -> None:
    published = replace(client, name, "aa", 1)
    settings = client.indices.get_settings(index=published.index)[published.index]["settings"]["index"]
    assert settings["number_of_replicas"] == "1"
    assert "refresh_interval" not in settings


def test_settings_of_a_template_are_restored(es: Elasticsearch, name: str) -> None:
    es.indices.put_index_template(name=name, index_patterns=[f"{name}-*"], template={"settings": {"refresh_interval": "9s"}})
    published = replace(es, name, "aa", 1)
    assert es.indices.get_settings(index=published.index)[published.index]["settings"]["index"]["refresh_interval"] == "9s"
    es.indices.delete(index=published.index)
    es.indices.delete_index_template(name=name)


def test_a_publish_preserves_the_aliass_filter_routing_and_write_flag(client: Elasticsearch, name: str) -> None:
    first = replace(client, name, "aa", 3)
    options: dict[str, Any] = {"filter": {"term": {"id": 1}}, "index_routing": "r", "search_routing": "r", "is_write_index": True}
    client.indices.put_alias(index=first.index, name=name, **options)
    second = replace(client, name, "bb", 3)
    assert client.indices.get_alias(name=name).body == {second.index: {"aliases": {name: options}}}
    assert count_documents(client, name) == 1


@pytest.mark.parametrize(
    ("suffix", "options"),
    [("", {}), ("", {"filter": {"term": {"id": 1}}}), ("-readers", {}), ("-readers", {"is_hidden": True})],
)
def test_an_alias_of_an_index_template_shows_only_published_rows(
    es: Elasticsearch, name: str, suffix: str, options: dict[str, Any]
) -> None:
    alias = name + suffix
    es.indices.put_index_template(name=name, index_patterns=[f"{name}-2*"], template={"aliases": {alias: options}})
    visible = 1 if "filter" in options else 3
    first = replace(es, name, "aa", 3)
    assert count_documents(es, alias) == visible

    staging = create_staging(es, name, "bb", 3)
    refresh(es, staging.index)
    assert count_documents(es, alias) == visible, "rows that are not published yet"
    assert delete_staging_index(es, staging.index)

    second = replace(es, name, "cc", 3)
    assert count_documents(es, alias) == visible
    assert es.indices.get_alias(name=alias).body == {second.index: {"aliases": {alias: options}}}
    assert delete_replaced_index(es, first.index)
    es.indices.delete(index=second.index)
    es.indices.delete_index_template(name=name)


def test_the_pipelines_of_an_index_are_known_before_the_first_row(es: Elasticsearch, name: str) -> None:
    settings = {"default_pipeline": f"{name}-default", "final_pipeline": "_none"}
    es.indices.put_index_template(name=name, index_patterns=[f"{name}*"], template={"settings": settings})
    staging = create_staging(es, name, "aa", 0)
    assert prepare(es, ingestion(name), mapping()).pipelines == staging.pipelines == (f"{name}-default",)
    es.indices.put_settings(index=name, settings={"default_pipeline": "_none", "final_pipeline": f"{name}-final"})
    assert prepare(es, ingestion(name), mapping()).pipelines == (f"{name}-final",)
    for index in (name, staging.index):
        es.indices.delete(index=index)
    es.indices.delete_index_template(name=name)


@pytest.mark.parametrize("block", ["write", "read", "read_only", "metadata"])
@pytest.mark.parametrize("strategy", Strategy)
def test_a_block_of_an_index_template_is_reported_and_leaves_no_index(es: Elasticsearch, name: str, strategy: Strategy, block: str) -> None:
    es.indices.put_index_template(name=name, index_patterns=[f"{name}*"], template={"settings": {f"index.blocks.{block}": True}})
    with pytest.raises(TargetError, match=rf"\[{name}.*\] matches an index template that sets \[index.blocks.{block}\]"):
        create_staging(es, name, "aa", 0) if strategy is Strategy.REPLACE else prepare(es, ingestion(name), mapping())
    assert resolve_indices(es, f"{name}*") == ()
    es.indices.delete_index_template(name=name)


def test_a_write_alias_of_an_index_template_is_rejected_before_a_row_is_sent(es: Elasticsearch, name: str) -> None:
    es.indices.put_index_template(name=name, index_patterns=[f"{name}-2*"], template={"aliases": {name: {"is_write_index": True}}})
    first = replace(es, name, "aa", 1)
    with pytest.raises(TargetError, match="has more than one write index"):
        create_staging(es, name, "bb", 0)
    assert count_documents(es, name) == 1
    es.indices.delete(index=first.index)
    es.indices.delete_index_template(name=name)


def test_aliases_of_an_ingestion_move_with_the_target(client: Elasticsearch, name: str) -> None:
    aliases = (f"{name}-one", f"{name}-two")
    first = replace(client, name, "aa", 3, aliases=aliases[:1])
    client.indices.put_alias(index=first.index, name=aliases[0], filter={"term": {"id": 1}})
    client.indices.put_alias(index=first.index, name=f"{name}-of-a-user")
    client.indices.create(index=f"{name}-other", aliases={aliases[1]: {}})

    second = replace(client, name, "bb", 3, aliases=aliases)

    assert set(client.indices.get_alias(index=second.index)[second.index]["aliases"]) == {name, *aliases}
    assert count_documents(client, aliases[0]) == 1, "the filter of the replaced index"
    assert set(client.indices.get_alias(name=aliases[1]).body) == {second.index, f"{name}-other"}
    assert remaining_aliases(client, first.index) == [f"{name}-of-a-user"]
    assert not delete_replaced_index(client, first.index)


def test_a_replaced_index_with_the_targets_name_passes_on_its_aliases(client: Elasticsearch, name: str) -> None:
    prepare(client, ingestion(name, aliases=(f"{name}-one",)), mapping())
    client.indices.put_alias(index=name, name=f"{name}-of-a-user", filter={"term": {"id": 1}})
    published = replace(client, name, "aa", 2)
    assert set(client.indices.get_alias(index=published.index)[published.index]["aliases"]) == {name, f"{name}-one", f"{name}-of-a-user"}
    assert (count_documents(client, f"{name}-of-a-user"), remaining_aliases(client, name)) == (1, [])


def test_an_incremental_target_has_the_aliases_of_its_ingestion(client: Elasticsearch, name: str) -> None:
    sets: tuple[tuple[str, ...], ...] = ((), (f"{name}-one",), (f"{name}-one", f"{name}-two"))
    for aliases in sets:
        prepare(client, ingestion(name, aliases=aliases), mapping())
        assert set(client.indices.get_alias(index=name)[name]["aliases"]) == set(aliases)


def test_an_alias_with_the_name_of_an_index_is_rejected(client: Elasticsearch, name: str) -> None:
    client.indices.create(index=f"{name}-index")
    definition = ingestion(name, aliases=(f"{name}-index",))
    with pytest.raises(TargetError, match=rf"the alias \[{name}-index\] cannot be set because an index"):
        check_replaceable(client, definition)
    with pytest.raises(TargetError, match=rf"the alias \[{name}-index\] cannot be set because an index"):
        prepare(client, definition, mapping())


def test_an_alias_over_several_indices_accepts_only_rows_without_ids(client: Elasticsearch, name: str) -> None:
    client.indices.create(index=f"{name}-000001", aliases={name: {}})
    prepare(client, ingestion(name, pk_field=("id",)), mapping())
    client.indices.update_aliases(actions=[{"add": {"index": f"{name}-000001", "alias": name, "is_write_index": False}}])
    client.indices.create(index=f"{name}-000002", aliases={name: {"is_write_index": True}})
    with pytest.raises(TargetError, match=r"a row whose id is in an earlier one would be found twice"):
        prepare(client, ingestion(name, pk_field=("id",)), mapping())
    assert prepare(client, ingestion(name), mapping()).index == f"{name}-000002"


def test_a_publish_can_be_repeated_after_a_crash(client: Elasticsearch, name: str) -> None:
    staging = create_staging(client, name, "aa", 2)
    assert not is_published(client, staging.index, name)
    publish(client, staging.index, name, replaced=None, expected=range(2, 3), removal_guard=None)
    assert is_published(client, staging.index, name)
    publish(client, staging.index, name, replaced=None, expected=range(2, 3), removal_guard=None)
    assert client.count(index=name)["count"] == 2


@pytest.mark.parametrize(
    ("rows", "expected", "removal_guard", "message"),
    [
        (3, range(4, 5), None, "has 3 documents, but 4 were acknowledged"),
        (3, range(4, 7), None, "has 3 documents, but 4 to 6 were acknowledged"),
        (1, range(1, 2), 50.0, r"\[removal_guard\] allows at most 50% fewer"),
        (0, range(1), None, "the new index has none"),
    ],
)
def test_a_rejected_publish_does_not_change_the_target(
    es: Elasticsearch, name: str, rows: int, expected: range, removal_guard: float | None, message: str
) -> None:
    old = replace(es, name, "aa", 4)
    staging = create_staging(es, name, "bb", rows)
    with pytest.raises(PublishFailed, match=message):
        publish(es, staging.index, name, replaced=old.index, expected=expected, removal_guard=removal_guard)
    assert is_published(es, old.index, name)
    assert count_documents(es, name) == 4
    assert delete_staging_index(es, staging.index)
    assert not es.indices.exists(index=staging.index)
    es.indices.delete(index=old.index)


def test_a_smaller_index_is_published_without_the_removal_guard(client: Elasticsearch, name: str) -> None:
    replace(client, name, "aa", 9)
    assert replace(client, name, "bb", 1, removal_guard=None).documents == 1


def test_only_one_of_two_concurrent_publishes_succeeds(client: Elasticsearch, name: str) -> None:
    old = replace(client, name, "aa", 2).index
    rivals = [create_staging(client, name, suffix, 3).index for suffix in ("bb", "cc")]

    def attempt(index: str) -> str:
        try:
            publish(client, index, name, replaced=old, expected=range(3, 4), removal_guard=None)
            return index
        except PublishFailed:
            return "lost"

    with ThreadPoolExecutor(2) as pool:
        ends = sorted(pool.map(attempt, rivals))
    assert ends[0] == "lost"
    assert ends[1] in rivals
    assert count_documents(client, name) == 3


def test_an_alias_changed_during_the_run_is_not_replaced(client: Elasticsearch, name: str) -> None:
    replace(client, name, "aa", 1)
    staging = create_staging(client, name, "bb", 1)
    with pytest.raises(PublishFailed, match=r"pointed to \[nothing\] when the run began but now points to"):
        publish(client, staging.index, name, replaced=None, expected=range(1, 2), removal_guard=None)


def test_targets_that_must_not_be_replaced_are_rejected(client: Elasticsearch, name: str) -> None:
    client.indices.create(index=name)
    with pytest.raises(TargetError, match="did not create"):
        check_replaceable(client, ingestion(name))
    for suffix in "ab":
        client.indices.create(index=f"{name}-{suffix}", aliases={f"{name}-two": {}})
    with pytest.raises(TargetError, match="alias over several indices"):
        check_replaceable(client, ingestion(f"{name}-two"))
    with pytest.raises(TargetError, match="the sidecar's own"):
        check_replaceable(client, ingestion(".siren-jobs"))


def test_a_name_reserved_for_data_streams_is_rejected(es: Elasticsearch, name: str) -> None:
    es.indices.put_index_template(name=name, index_patterns=[f"{name}*"], data_stream={})
    with pytest.raises(TargetError, match="template that creates data streams"):
        check_replaceable(es, ingestion(name))
    with pytest.raises(TargetError, match="template that creates data streams"):
        prepare(es, ingestion(name), mapping())
    es.indices.delete_index_template(name=name)


def test_an_index_created_by_an_incremental_run_is_replaced_by_an_alias(client: Elasticsearch, name: str) -> None:
    prepare(client, ingestion(name), mapping())
    client.index(index=name, document={"id": 1}, refresh=True)
    published = replace(client, name, "aa", 2)
    assert published.replaced == name
    assert count_documents(client, name) == 2
    assert delete_replaced_index(client, name)
    assert count_documents(client, name) == 2


def test_only_the_sidecars_staging_indices_are_deleted(client: Elasticsearch, name: str) -> None:
    prepare(client, ingestion(name), mapping())
    assert not delete_staging_index(client, name)
    client.indices.create(index=f"{name}-foreign")
    assert not delete_staging_index(client, f"{name}-foreign")
    assert not delete_replaced_index(client, f"{name}-foreign")
    staging = create_staging(client, name, "aa", 1)
    client.indices.put_alias(index=staging.index, name=f"{name}-readers")
    assert not delete_staging_index(client, staging.index)
    assert delete_staging_index(client, f"{name}-gone")
    with pytest.raises(TargetError, match="is gone"):
        find_staging_index(client, f"{name}-gone")


def test_a_pipeline_is_stored_checked_and_deleted(client: Elasticsearch, name: str) -> None:
    with pytest.raises(TargetError, match="does not exist"):
        require_pipeline(client, name)
    put_pipeline(client, name, {"processors": [], "description": "does nothing"})
    require_pipeline(client, name)
    delete_pipeline(client, name)
    delete_pipeline(client, name)
    with pytest.raises(TargetError, match="No processor type exists with name"):
        put_pipeline(client, name, {"processors": [{"no_such_processor": {}}]})


def test_an_unreachable_elasticsearch_is_reported_as_unavailable() -> None:
    with Elasticsearch("http://127.0.0.1:1", max_retries=0) as unreachable, pytest.raises(SidecarError, match="does not answer"):
        resolve_indices(unreachable, "x")
