"""INCREMENTAL targets and REPLACE publishing on a real Elasticsearch."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.errors import NotPublished, SidecarError, TargetError, Unavailable
from sidecar.load.encode.fields import plan_fields
from sidecar.load.index.lookup import look_behind
from sidecar.load.index.mapping import Mapping
from sidecar.load.index.pipelines import check_pipeline, delete_pipeline, put_pipeline
from sidecar.load.index.publish import discard, drop_replaced, publish, published
from sidecar.load.index.staging import Staging, check_replaceable, find_staging, stage, staging_name
from sidecar.load.index.target import document_count, max_primary_key, prepare, refresh, target_uuid
from sidecar.model.columns import Column, SqlType
from sidecar.model.ingestion import Ingestion, Strategy
from tests.support.waiting import until

NOW = datetime(2024, 2, 29, 12, 0, 1, tzinfo=UTC)
COLUMNS = (Column.of("id", SqlType.LONG), Column.of("name", SqlType.KEYWORD), Column.of("big", SqlType.UNSIGNED_LONG))


@pytest.fixture
def both(any_elasticsearch_url: str, name: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(any_elasticsearch_url) as client:
        yield client
        made = client.indices.get(index=f"{name}*", expand_wildcards="all", allow_no_indices=True)
        for index in made.body:
            client.indices.delete(index=index)


def ingestion(name: str, strategy: Strategy = Strategy.INCREMENTAL, **options: Any) -> Ingestion:
    return Ingestion(id=f"job-{name}", datasource="d", query="select 1", target=name, strategy=strategy, **options)


def mapping(user: dict[str, Any] | None = None, columns: tuple[Column, ...] = COLUMNS) -> Mapping:
    return Mapping.of(plan_fields(columns, ()), user or {})


def staged(es: Elasticsearch, name: str, suffix: str, rows: int, **options: Any) -> Staging:
    replacing = ingestion(name, Strategy.REPLACE, **options)
    index = staging_name(replacing, now=NOW, suffix=suffix)
    made = stage(es, replacing, mapping(), index, execution=f"e-{suffix}", attempt=1)
    for row in range(rows):
        es.index(index=made.alias, id=str(row), document={"id": row}, require_alias=True)
    return made


@dataclass(frozen=True)
class Published:
    """What a REPLACE did."""

    index: str
    replaced: str | None
    documents: int


def replace(es: Elasticsearch, name: str, suffix: str, rows: int, guard: float | None = 50.0) -> Published:
    old = check_replaceable(es, name)
    made = staged(es, name, suffix, rows)
    publish(es, made.index, name, replaced=old, expected=range(rows, rows + 1), guard=guard)
    return Published(made.index, old, int(es.count(index=name)["count"]))


def properties(es: Elasticsearch, index: str) -> dict[str, Any]:
    found: dict[str, Any] = es.indices.get_mapping(index=index)[index]["mappings"].get("properties", {})
    return found


def test_an_absent_target_is_made_with_mapping_and_settings(both: Elasticsearch, name: str) -> None:
    target = prepare(both, ingestion(name, settings={"number_of_shards": 2, "number_of_replicas": 0}), mapping())
    assert target.index == name
    assert properties(both, name)["id"] == {"type": "long"}
    assert both.indices.get_settings(index=name)[name]["settings"]["index"]["number_of_shards"] == "2"
    assert target_uuid(both, name) == target.uuid
    assert prepare(both, ingestion(name), mapping()) == target


def test_an_existing_target_keeps_its_fields_and_gets_the_new_ones(both: Elasticsearch, name: str) -> None:
    both.indices.create(index=name, mappings={"dynamic": "strict", "properties": {"name": {"type": "text"}}})
    prepare(both, ingestion(name), mapping())
    assert properties(both, name)["name"] == {"type": "text"}
    assert properties(both, name)["id"] == {"type": "long"}


def test_a_conflict_with_an_explicit_mapping_is_told_in_elasticsearchs_words(both: Elasticsearch, name: str) -> None:
    both.indices.create(index=name, mappings={"properties": {"name": {"type": "text"}}})
    with pytest.raises(TargetError, match=r"mapper \[name\] cannot be changed from type \[text\] to \[keyword\]"):
        prepare(both, ingestion(name), mapping({"properties": {"name": {"type": "keyword"}}}))


def test_a_mapping_that_cannot_be_is_told_in_elasticsearchs_words(both: Elasticsearch, name: str) -> None:
    with pytest.raises(TargetError, match="nosuchtype"):
        prepare(both, ingestion(name), mapping({"properties": {"name": {"type": "nosuchtype"}}}))
    assert look_behind(both, name) == ()


def test_an_alias_needs_one_index_to_write_to(both: Elasticsearch, name: str) -> None:
    for suffix in "ab":
        both.indices.create(index=f"{name}-{suffix}", aliases={name: {}})
    with pytest.raises(TargetError, match="none of them is its write index"):
        prepare(both, ingestion(name), mapping())
    both.indices.put_alias(index=f"{name}-b", name=name, is_write_index=True)
    assert prepare(both, ingestion(name), mapping()).index == f"{name}-b"


def test_two_who_make_a_target_at_once_agree(both: Elasticsearch, name: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        targets = list(pool.map(lambda _: prepare(both, ingestion(name), mapping()), range(4)))
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
def test_a_largest_key_that_was_rounded_leaves_nothing_out(
    both: Elasticsearch, name: str, type: str, keys: list[float], expected: str | None
) -> None:
    both.indices.create(index=name, mappings={"properties": {"id": {"type": type}}})
    for key in keys:
        both.index(index=name, document={"id": key}, refresh=True)
    assert max_primary_key(both, name, "id") == expected


def test_the_largest_key_is_asked_exactly(both: Elasticsearch, name: str) -> None:
    assert max_primary_key(both, name, "id") is None
    target = prepare(both, ingestion(name), mapping())
    assert max_primary_key(both, name, "id") is None
    for key in (5, 2**63 - 1, 7, None):
        both.index(index=name, document={"id": key, "name": "x"})
    refresh(both, target.index)
    assert max_primary_key(both, name, "id") == "9223372036854775807"
    assert max_primary_key(both, name, "name") is None
    assert max_primary_key(both, name, "unknown") is None
    assert document_count(both, name) == 4


def test_documents_are_not_counted_while_a_shard_is_not_there(es: Elasticsearch, name: str) -> None:
    settings = {"number_of_shards": 2, "number_of_replicas": 0, "routing.allocation.total_shards_per_node": 1}
    es.indices.create(index=name, settings=settings, wait_for_active_shards=0)
    until(lambda: es.cluster.health(index=name)["active_shards"] == 1, "one of two shards is there")
    with pytest.raises(Unavailable, match="1 shards"):
        document_count(es, name)
    es.indices.put_settings(index=name, settings={"index.routing.allocation.total_shards_per_node": 2})
    until(lambda: es.cluster.health(index=name)["active_shards"] == 2, "both shards are there")
    assert document_count(es, name) == 0
    es.indices.delete(index=name)


def test_a_first_publish_and_a_second_one(both: Elasticsearch, name: str) -> None:
    first = replace(both, name, "aa", 3)
    assert (first.replaced, first.documents, first.index) == (None, 3, f"{name}-20240229120001-aa")
    second = replace(both, name, "bb", 4)
    assert second.replaced == first.index
    assert document_count(both, name) == 4
    assert list(both.indices.get_alias(index=second.index)[second.index]["aliases"]) == [name]
    assert not drop_replaced(both, second.index)
    assert drop_replaced(both, first.index)
    assert not both.indices.exists(index=first.index)
    assert drop_replaced(both, first.index)


def test_a_staging_index_is_hidden_loads_without_refresh_and_gets_its_settings_back(both: Elasticsearch, name: str) -> None:
    made = staged(both, name, "aa", 2, settings={"refresh_interval": "7s", "number_of_replicas": 0}, staging_prefix=f"{name}-behind")
    assert made.index == f"{name}-behind-20240229120001-aa"
    loading = both.indices.get_settings(index=made.index)[made.index]["settings"]["index"]
    assert (loading["hidden"], loading["refresh_interval"], loading["number_of_replicas"]) == ("true", "-1", "0")
    publish(both, made.index, name, replaced=None, expected=range(2, 3), guard=None)
    after = both.indices.get_settings(index=made.index)[made.index]["settings"]["index"]
    assert after["refresh_interval"] == "7s"


def test_replicas_come_back_and_one_node_publishes_without_waiting_for_them(both: Elasticsearch, name: str) -> None:
    made = replace(both, name, "aa", 1)
    settings = both.indices.get_settings(index=made.index)[made.index]["settings"]["index"]
    assert settings["number_of_replicas"] == "1"
    assert "refresh_interval" not in settings


def test_a_templates_settings_come_back(es: Elasticsearch, name: str) -> None:
    es.indices.put_index_template(name=name, index_patterns=[f"{name}-*"], template={"settings": {"refresh_interval": "9s"}})
    made = replace(es, name, "aa", 1)
    assert es.indices.get_settings(index=made.index)[made.index]["settings"]["index"]["refresh_interval"] == "9s"
    es.indices.delete(index=made.index)
    es.indices.delete_index_template(name=name)


def test_filter_routing_and_write_flag_move_along(both: Elasticsearch, name: str) -> None:
    first = replace(both, name, "aa", 3)
    kept: dict[str, Any] = {"filter": {"term": {"id": 1}}, "index_routing": "r", "search_routing": "r", "is_write_index": True}
    both.indices.put_alias(index=first.index, name=name, **kept)
    second = replace(both, name, "bb", 3)
    assert both.indices.get_alias(name=name).body == {second.index: {"aliases": {name: kept}}}
    assert document_count(both, name) == 1


def test_publishing_again_after_a_crash_changes_nothing(both: Elasticsearch, name: str) -> None:
    made = staged(both, name, "aa", 2)
    assert not published(both, made.index, name)
    publish(both, made.index, name, replaced=None, expected=range(2, 3), guard=None)
    assert published(both, made.index, name)
    publish(both, made.index, name, replaced=None, expected=range(2, 3), guard=None)
    assert both.count(index=name)["count"] == 2


@pytest.mark.parametrize(
    ("rows", "expected", "guard", "words"),
    [
        (3, range(4, 5), None, "has 3 documents, but 4 were acknowledged"),
        (3, range(4, 7), None, "has 3 documents, but 4 to 6 were acknowledged"),
        (1, range(1, 2), 50.0, "more than the 50% that the removal guard lets go"),
        (0, range(1), None, "the new index has none"),
    ],
)
def test_what_must_not_be_published_leaves_the_target_as_it_was(
    es: Elasticsearch, name: str, rows: int, expected: range, guard: float | None, words: str
) -> None:
    old = replace(es, name, "aa", 4)
    made = staged(es, name, "bb", rows)
    with pytest.raises(NotPublished, match=words):
        publish(es, made.index, name, replaced=old.index, expected=expected, guard=guard)
    assert published(es, old.index, name)
    assert document_count(es, name) == 4
    assert discard(es, made.index)
    assert not es.indices.exists(index=made.index)
    es.indices.delete(index=old.index)


def test_a_smaller_index_passes_without_the_guard(both: Elasticsearch, name: str) -> None:
    replace(both, name, "aa", 9)
    assert replace(both, name, "bb", 1, guard=None).documents == 1


def test_of_two_publishers_one_wins_and_no_row_is_there_twice(both: Elasticsearch, name: str) -> None:
    old = replace(both, name, "aa", 2).index
    rivals = [staged(both, name, suffix, 3).index for suffix in ("bb", "cc")]

    def attempt(index: str) -> str:
        try:
            publish(both, index, name, replaced=old, expected=range(3, 4), guard=None)
            return index
        except NotPublished:
            return "lost"

    with ThreadPoolExecutor(2) as pool:
        ends = sorted(pool.map(attempt, rivals))
    assert ends[0] == "lost"
    assert ends[1] in rivals
    assert document_count(both, name) == 3


def test_an_alias_that_moved_meanwhile_is_not_taken(both: Elasticsearch, name: str) -> None:
    replace(both, name, "aa", 1)
    made = staged(both, name, "bb", 1)
    with pytest.raises(NotPublished, match=r"showed \[nothing\] when the run began, and now shows"):
        publish(both, made.index, name, replaced=None, expected=range(1, 2), guard=None)


def test_targets_that_must_not_be_replaced_are_refused(both: Elasticsearch, name: str) -> None:
    both.indices.create(index=name)
    with pytest.raises(TargetError, match="did not make"):
        check_replaceable(both, name)
    for suffix in "ab":
        both.indices.create(index=f"{name}-{suffix}", aliases={f"{name}-two": {}})
    with pytest.raises(TargetError, match="alias over several indices"):
        check_replaceable(both, f"{name}-two")
    with pytest.raises(TargetError, match="the sidecar's own"):
        check_replaceable(both, ".siren-jobs")


def test_a_name_that_a_data_stream_template_claims_is_refused(es: Elasticsearch, name: str) -> None:
    es.indices.put_index_template(name=name, index_patterns=[f"{name}*"], data_stream={})
    with pytest.raises(TargetError, match="claims for data streams"):
        check_replaceable(es, name)
    with pytest.raises(TargetError, match="claims for data streams"):
        prepare(es, ingestion(name), mapping())
    es.indices.delete_index_template(name=name)


def test_an_index_that_an_incremental_run_made_gives_way_to_the_alias(both: Elasticsearch, name: str) -> None:
    prepare(both, ingestion(name), mapping())
    both.index(index=name, document={"id": 1}, refresh=True)
    done = replace(both, name, "aa", 2)
    assert done.replaced == name
    assert document_count(both, name) == 2
    assert drop_replaced(both, name)
    assert document_count(both, name) == 2


def test_only_a_staging_index_of_our_own_is_discarded(both: Elasticsearch, name: str) -> None:
    prepare(both, ingestion(name), mapping())
    assert not discard(both, name)
    both.indices.create(index=f"{name}-foreign")
    assert not discard(both, f"{name}-foreign")
    assert not drop_replaced(both, f"{name}-foreign")
    made = staged(both, name, "aa", 1)
    both.indices.put_alias(index=made.index, name=f"{name}-readers")
    assert not discard(both, made.index)
    assert discard(both, f"{name}-gone")
    with pytest.raises(TargetError, match="is gone"):
        find_staging(both, f"{name}-gone")


def test_a_pipeline_is_stored_checked_and_removed(both: Elasticsearch, name: str) -> None:
    with pytest.raises(TargetError, match="does not exist"):
        check_pipeline(both, name)
    put_pipeline(both, name, {"processors": [], "description": "does nothing"})
    check_pipeline(both, name)
    delete_pipeline(both, name)
    delete_pipeline(both, name)
    with pytest.raises(TargetError, match="No processor type exists with name"):
        put_pipeline(both, name, {"processors": [{"no_such_processor": {}}]})


def test_an_elasticsearch_that_is_away_is_unavailable() -> None:
    with Elasticsearch("http://127.0.0.1:1", max_retries=0) as nobody, pytest.raises(SidecarError, match="does not answer"):
        look_behind(nobody, "x")
