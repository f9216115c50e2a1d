"""Take over staging indices in Elasticsearch: late writes fail, acknowledged documents stay."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from elasticsearch import Elasticsearch, NotFoundError

from sidecar.errors import LeaseLost, TargetError
from sidecar.load.encode.fields import plan_fields
from sidecar.load.index.fencing import count_not_rewritten, take_over
from sidecar.load.index.lookup import resolve_indices
from sidecar.load.index.mapping import Mapping
from sidecar.load.index.publish import publish
from sidecar.load.index.staging import StagingIndex, create_staging_index, staging_name
from sidecar.model.columns import Column, SqlType
from sidecar.model.ingestion import Ingestion, Strategy

NOW = datetime(2024, 2, 29, 12, 0, 1, tzinfo=UTC)
MAPPING = Mapping.from_fields(plan_fields((Column.of("id", SqlType.LONG),), ()), {})


@pytest.fixture
def client(any_elasticsearch_url: str, name: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(any_elasticsearch_url) as client:
        yield client
        for index in client.indices.get(index=f"{name}*", expand_wildcards="all", allow_no_indices=True).body:
            client.indices.delete(index=index)


@pytest.fixture
def staging(client: Elasticsearch, name: str) -> StagingIndex:
    """Return a staging index with three shards and a hundred documents, written by attempt 1."""
    ingestion = Ingestion(
        id=name, datasource="d", query="q", target=name, strategy=Strategy.REPLACE, settings={"number_of_shards": 3}, pk_field=("id",)
    )
    created = create_staging_index(client, ingestion, MAPPING, staging_name(ingestion, now=NOW, suffix="one"), execution="e", attempt=1)
    write(client, created.alias, range(100))
    return created


def write(client: Elasticsearch, alias: str, ids: range) -> None:
    lines = [line for id in ids for line in ({"index": {"_id": str(id)}}, {"id": id})]
    response = client.bulk(index=alias, operations=lines, require_alias=True)
    failed = [item["index"]["error"]["type"] for item in response["items"] if "error" in item["index"]]
    if failed:
        raise LookupError(failed[0])


def test_only_the_new_attempt_can_write_after_a_take_over(client: Elasticsearch, staging: StagingIndex) -> None:
    fenced = take_over(client, staging.index, attempt=2)
    assert (fenced.staging.index, fenced.documents) == (staging.index, 100)
    with pytest.raises((LookupError, NotFoundError)):
        write(client, staging.alias, range(100, 101))
    write(client, fenced.staging.alias, range(100, 110))
    assert list(resolve_indices(client, staging.index)[0].aliases) == [fenced.staging.alias]
    assert not client.indices.exists(index=staging.alias)


def test_rewritten_documents_are_distinguished_from_earlier_ones(client: Elasticsearch, staging: StagingIndex) -> None:
    fenced = take_over(client, staging.index, attempt=2)
    assert count_not_rewritten(client, fenced) == 100
    write(client, fenced.staging.alias, range(70, 130))
    assert count_not_rewritten(client, fenced) == 70
    again = take_over(client, staging.index, attempt=3)
    write(client, again.staging.alias, range(120, 140))
    assert (again.documents, count_not_rewritten(client, again)) == (130, 120)


def test_a_take_over_can_be_repeated_after_a_crash(client: Elasticsearch, staging: StagingIndex) -> None:
    client.indices.add_block(index=staging.index, block="write")
    for _ in range(2):
        fenced = take_over(client, staging.index, attempt=2)
    write(client, fenced.staging.alias, range(100, 101))
    assert count_not_rewritten(client, fenced) == 100


def test_a_paused_attempt_cannot_take_over_from_a_later_one(client: Elasticsearch, staging: StagingIndex, name: str) -> None:
    later = take_over(client, staging.index, attempt=3)
    with pytest.raises(LeaseLost):
        take_over(client, staging.index, attempt=2)
    write(client, later.staging.alias, range(100, 101))
    publish(client, staging.index, name, replaced=None, expected=range(101, 102), removal_guard=50.0)
    with pytest.raises(LeaseLost):
        take_over(client, staging.index, attempt=4)


def test_a_deleted_index_cannot_be_taken_over(client: Elasticsearch, staging: StagingIndex) -> None:
    client.indices.delete(index=staging.index)
    with pytest.raises(TargetError, match="is gone"):
        take_over(client, staging.index, attempt=2)


def test_a_fenced_index_can_be_published(client: Elasticsearch, staging: StagingIndex, name: str) -> None:
    fenced = take_over(client, staging.index, attempt=2)
    publish(client, staging.index, name, replaced=None, expected=range(100, 101), removal_guard=50.0)
    assert list(resolve_indices(client, name)[0].aliases) == [name]
    with pytest.raises((LookupError, NotFoundError)):
        write(client, fenced.staging.alias, range(1))


def test_a_take_over_during_writes_counts_every_acknowledged_document(client: Elasticsearch, staging: StagingIndex) -> None:
    """The fence counts every acknowledged write, and no later write succeeds."""
    acknowledged: list[int] = []

    def keep_writing() -> None:
        try:
            for first in range(100, 100_000, 50):
                write(client, staging.alias, range(first, first + 50))
                acknowledged.append(first + 50)
        except (LookupError, NotFoundError):
            return

    writers = [threading.Thread(target=keep_writing) for _ in range(3)]
    for writer in writers:
        writer.start()
    while len(acknowledged) < 5:
        writers[0].join(0.01)
    fenced = take_over(client, staging.index, attempt=2)
    for writer in writers:
        writer.join()
    client.indices.refresh(index=staging.index)
    assert client.count(index=staging.index)["count"] == fenced.documents >= max(acknowledged)
    assert count_not_rewritten(client, fenced) == fenced.documents
