"""Going on in an earlier attempt's index, on a real Elasticsearch: late writes are refused, and nothing of what is kept is lost."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from elasticsearch import Elasticsearch, NotFoundError

from sidecar.errors import Superseded, TargetError
from sidecar.load.encode.fields import plan_fields
from sidecar.load.index.fencing import take_over, untouched
from sidecar.load.index.lookup import look_behind
from sidecar.load.index.mapping import Mapping
from sidecar.load.index.publish import publish
from sidecar.load.index.staging import Staging, stage, staging_name
from sidecar.model.columns import Column, SqlType
from sidecar.model.ingestion import Ingestion, Strategy

NOW = datetime(2024, 2, 29, 12, 0, 1, tzinfo=UTC)
MAPPING = Mapping.of(plan_fields((Column.of("id", SqlType.LONG),), ()), {})


@pytest.fixture
def both(any_elasticsearch_url: str, name: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(any_elasticsearch_url) as client:
        yield client
        for index in client.indices.get(index=f"{name}*", expand_wildcards="all", allow_no_indices=True).body:
            client.indices.delete(index=index)


@pytest.fixture
def staging(both: Elasticsearch, name: str) -> Staging:
    """Make a staging index of three shards with a hundred documents, written by attempt 1."""
    ingestion = Ingestion(
        id=name, datasource="d", query="q", target=name, strategy=Strategy.REPLACE, settings={"number_of_shards": 3}, pk_field=("id",)
    )
    made = stage(both, ingestion, MAPPING, staging_name(ingestion, now=NOW, suffix="one"), execution="e", attempt=1)
    write(both, made.alias, range(100))
    return made


def write(client: Elasticsearch, alias: str, ids: range) -> None:
    lines = [line for id in ids for line in ({"index": {"_id": str(id)}}, {"id": id})]
    answer = client.bulk(index=alias, operations=lines, require_alias=True)
    failed = [item["index"]["error"]["type"] for item in answer["items"] if "error" in item["index"]]
    if failed:
        raise LookupError(failed[0])


def test_only_the_attempt_that_took_over_writes(both: Elasticsearch, staging: Staging) -> None:
    fenced = take_over(both, staging.index, attempt=2)
    assert (fenced.staging.index, fenced.documents) == (staging.index, 100)
    with pytest.raises((LookupError, NotFoundError)):
        write(both, staging.alias, range(100, 101))
    write(both, fenced.staging.alias, range(100, 110))
    assert list(look_behind(both, staging.index)[0].aliases) == [fenced.staging.alias]
    assert not both.indices.exists(index=staging.alias)


def test_what_was_written_again_is_told_from_what_was_kept(both: Elasticsearch, staging: Staging) -> None:
    fenced = take_over(both, staging.index, attempt=2)
    assert untouched(both, fenced) == 100
    write(both, fenced.staging.alias, range(70, 130))
    assert untouched(both, fenced) == 70
    again = take_over(both, staging.index, attempt=3)
    write(both, again.staging.alias, range(120, 140))
    assert (again.documents, untouched(both, again)) == (130, 120)


def test_taking_over_again_after_a_crash_halfway_changes_nothing(both: Elasticsearch, staging: Staging) -> None:
    both.indices.add_block(index=staging.index, block="write")
    for _ in range(2):
        fenced = take_over(both, staging.index, attempt=2)
    write(both, fenced.staging.alias, range(100, 101))
    assert untouched(both, fenced) == 100


def test_an_attempt_that_was_paused_takes_nothing_from_a_later_one(both: Elasticsearch, staging: Staging, name: str) -> None:
    later = take_over(both, staging.index, attempt=3)
    with pytest.raises(Superseded):
        take_over(both, staging.index, attempt=2)
    write(both, later.staging.alias, range(100, 101))
    publish(both, staging.index, name, replaced=None, expected=range(101, 102), guard=50.0)
    with pytest.raises(Superseded):
        take_over(both, staging.index, attempt=4)


def test_an_index_that_is_gone_cannot_be_taken_over(both: Elasticsearch, staging: Staging) -> None:
    both.indices.delete(index=staging.index)
    with pytest.raises(TargetError, match="is gone"):
        take_over(both, staging.index, attempt=2)


def test_the_index_is_published_as_any_other(both: Elasticsearch, staging: Staging, name: str) -> None:
    fenced = take_over(both, staging.index, attempt=2)
    publish(both, staging.index, name, replaced=None, expected=range(100, 101), guard=50.0)
    assert list(look_behind(both, name)[0].aliases) == [name]
    with pytest.raises((LookupError, NotFoundError)):
        write(both, fenced.staging.alias, range(1))


def test_an_attempt_that_writes_all_the_while_is_cut_off_cleanly(both: Elasticsearch, staging: Staging) -> None:
    """Every write that was acknowledged before the fence is counted by it, and none comes after it."""
    acknowledged: list[int] = []

    def keep_writing() -> None:
        try:
            for first in range(100, 100_000, 50):
                write(both, staging.alias, range(first, first + 50))
                acknowledged.append(first + 50)
        except (LookupError, NotFoundError):
            return

    writers = [threading.Thread(target=keep_writing) for _ in range(3)]
    for writer in writers:
        writer.start()
    while len(acknowledged) < 5:
        writers[0].join(0.01)
    fenced = take_over(both, staging.index, attempt=2)
    for writer in writers:
        writer.join()
    both.indices.refresh(index=staging.index)
    assert both.count(index=staging.index)["count"] == fenced.documents >= max(acknowledged)
    assert untouched(both, fenced) == fenced.documents
