"""How an index can be compared, by its settings and mapping as Elasticsearch returns them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest
from elasticsearch import Elasticsearch

from sidecar.errors import TargetError
from sidecar.load.index.comparability import ComparableIndex, find_comparable_index
from sidecar.model.ingestion import Ingestion

Create = Callable[[Elasticsearch, str], None]


@pytest.fixture
def any_es(any_elasticsearch_url: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(any_elasticsearch_url) as client:
        yield client


@pytest.fixture
def target(any_es: Elasticsearch, name: str) -> Iterator[str]:
    yield name
    for index in any_es.indices.get(index=f"{name}*", expand_wildcards="all"):
        any_es.indices.delete(index=index)


def find(es: Elasticsearch, target: str, **ingest: Any) -> ComparableIndex:
    return find_comparable_index(es, Ingestion(id="j", datasource="d", query="q", target=target, pk_field=("id",), **ingest))


def index_with(*, source: Any = None, alias: Any = None, **settings: Any) -> Create:
    """Return a function that creates an index, by default with the name of the target, else with an alias of this name."""

    def create(es: Elasticsearch, name: str) -> None:
        index = name if alias is None else f"{name}-1"
        mappings = {"properties": {"@timestamp": {"type": "date"}}, **({"_source": source} if source else {})}
        es.indices.create(index=index, settings=settings, mappings=mappings, aliases={} if alias is None else {name: alias})

    return create


PLAIN: dict[str, Create] = {
    "index": index_with(),
    "alias": index_with(alias={}),
    "alias with a filter": index_with(alias={"filter": {"term": {"a": 1}}}),
    "alias without writes": index_with(alias={"is_write_index": False}),
    "hidden index": index_with(**{"index.hidden": True}),
    "hidden alias": index_with(alias={"is_hidden": True}),
    "source enabled": index_with(source={"enabled": True}),
    "source stored": index_with(**{"index.mapping.source.mode": "stored"}),
    "pipeline disabled": index_with(**{"index.default_pipeline": "_none", "index.final_pipeline": "_none"}),
    "logsdb with a stored source": index_with(**{"index.mode": "logsdb", "index.mapping.source.mode": "stored"}),
    "writes blocked": index_with(**{"index.blocks.write": True}),
}


@pytest.mark.parametrize("kind", PLAIN)
def test_documents_are_compared_where_elasticsearch_stores_them(any_es: Elasticsearch, target: str, kind: str) -> None:
    PLAIN[kind](any_es, target)
    expected = f"{target}-1" if "alias" in kind else target
    uuid = any_es.indices.get_settings(index=target, expand_wildcards="all")[expected]["settings"]["index"]["uuid"]
    assert find(any_es, target) == ComparableIndex(index=expected, max_page=10_000, uuid=uuid)


def test_vectors_that_elasticsearch_leaves_out_of_the_source_are_an_obstacle(any_es: Elasticsearch, target: str) -> None:
    vector = {"type": "dense_vector", "dims": 2}
    mappings = {"properties": {"a": {"properties": {"b": {"type": "long"}, "vector": vector}}}}
    any_es.indices.create(index=target, mappings=mappings)
    any_es.index(index=target, id="1", document={"a": {"b": 1, "vector": [0.1, 0.2]}}, refresh=True)
    (hit,) = any_es.search(index=target)["hits"]["hits"]
    is_left_out = "vector" not in hit["_source"]["a"]
    expected = f"the [_source] of the index [{target}] leaves out the vectors of the field [a.vector]; create the index with"
    obstacle = find(any_es, target).obstacle
    assert obstacle is None if not is_left_out else obstacle and obstacle.startswith(expected)
    if is_left_out:
        any_es.indices.create(index=f"{target}-2", mappings=mappings, settings={"mapping.exclude_source_vectors": False})
        assert find(any_es, f"{target}-2").obstacle is None


OBSTACLES: dict[str, tuple[Create, str]] = {
    "default pipeline": (index_with(**{"index.default_pipeline": "p"}), "the pipeline [p] may change documents"),
    "final pipeline": (index_with(**{"index.final_pipeline": "f"}), "the pipeline [f] may change documents"),
    "pipeline of an alias": (index_with(alias={}, **{"index.final_pipeline": "f"}), "the pipeline [f] may change documents"),
    "source disabled": (index_with(source={"enabled": False}), "the index [{}] stores no [_source]"),
    "source disabled by its mode": (index_with(**{"index.mapping.source.mode": "disabled"}), "the index [{}] stores no [_source]"),
    "source synthetic by a setting": (
        index_with(**{"index.mapping.source.mode": "synthetic"}), "the [_source] of the index [{}] is synthetic",
    ),
    "index mode": (index_with(**{"index.mode": "logsdb"}), "the [_source] of the index [{}] is synthetic"),
    "includes": (index_with(source={"includes": ["a*"]}), "the [_source] of the index [{}] leaves fields out"),
    "excludes": (index_with(source={"excludes": ["a"]}), "the [_source] of the index [{}] leaves fields out"),
}  # fmt: skip


@pytest.mark.parametrize("kind", OBSTACLES)
def test_only_ids_are_compared_where_documents_may_differ(any_es: Elasticsearch, target: str, kind: str) -> None:
    create, reason = OBSTACLES[kind]
    create(any_es, target)
    assert find(any_es, target).obstacle == reason.format(target)


@pytest.mark.filterwarnings("ignore::elasticsearch.ElasticsearchWarning")
def test_a_source_that_is_synthetic_by_the_mapping_is_an_obstacle(es: Elasticsearch, name: str) -> None:
    index_with(source={"mode": "synthetic"})(es, name)
    assert find(es, name).obstacle == f"the [_source] of the index [{name}] is synthetic"
    es.indices.delete(index=name)


def test_the_pipeline_of_the_ingestion_comes_first(any_es: Elasticsearch, target: str) -> None:
    index_with(**{"index.default_pipeline": "p"})(any_es, target)
    found = find(any_es, target, pipeline={"processors": []})
    assert found.obstacle == "the pipeline [siren-j] may change documents"


@pytest.mark.parametrize("window", [1, 99, 20_000])
def test_a_page_has_at_most_the_documents_that_the_index_returns(any_es: Elasticsearch, target: str, window: int) -> None:
    index_with(**{"index.max_result_window": window})(any_es, target)
    assert find(any_es, target).max_page == window


def create_closed(es: Elasticsearch, name: str) -> None:
    es.indices.create(index=name)
    es.indices.close(index=name)


def create_closed_with_alias(es: Elasticsearch, name: str) -> None:
    index_with(alias={})(es, name)
    es.indices.close(index=f"{name}-1")


def create_two(es: Elasticsearch, name: str) -> None:
    for number in (1, 2):
        es.indices.create(index=f"{name}-{number}", aliases={name: {"is_write_index": number == 1}})


ERRORS: dict[str, tuple[Create, str]] = {
    "missing": (lambda es, name: None, "the target [{0}] does not exist; run the job first"),
    "closed": (create_closed, "the index [{0}] of the target [{0}] is closed; open it first"),
    "closed with an alias": (create_closed_with_alias, "the index [{0}-1] of the target [{0}] is closed; open it first"),
    "several": (create_two, "is an alias over several indices ([{0}-1], [{0}-2]); a comparison needs a target with one index"),
}


@pytest.mark.parametrize("kind", ERRORS)
def test_a_target_that_is_not_one_open_index_is_an_error(any_es: Elasticsearch, target: str, kind: str) -> None:
    create, reason = ERRORS[kind]
    create(any_es, target)
    with pytest.raises(TargetError) as caught:
        find(any_es, target)
    assert caught.value.reason.endswith(reason.format(target))


def test_an_index_that_was_opened_again_is_comparable(any_es: Elasticsearch, target: str) -> None:
    create_closed(any_es, target)
    any_es.indices.open(index=target)
    assert find(any_es, target).obstacle is None


@dataclass(frozen=True)
class _Response:
    body: dict[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.body[name]


class _Indices:
    """The responses about one index, as Elasticsearch with all its modules returns them."""

    def __init__(self, body: dict[str, Any]) -> None:
        self._body = body

    def get(self, *, index: str, **_: Any) -> _Response:
        return _Response({index: self._body})


@dataclass(frozen=True)
class _Client:
    indices: _Indices


def test_a_data_stream_is_an_error() -> None:
    # The servers of the tests have no data streams.
    backing = {"aliases": {}, "mappings": {}, "settings": {"index": {"hidden": "true", "uuid": "u"}}, "data_stream": "logs"}
    client = cast(Elasticsearch, _Client(_Indices(backing)))
    with pytest.raises(TargetError, match=r"the target \[logs\] is a data stream, which does not accept document ids"):
        find(client, "logs")
