"""Read the documents of a target from Elasticsearch, through a proxy that injects faults, and compare them with rows."""

import json
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from elasticsearch import Elasticsearch, NotFoundError

from sidecar.elastic import create_client
from sidecar.errors import ApiError, ExecutionStopped, ServiceUnavailable, SidecarError
from sidecar.load.compare.comparison import Comparison, DigestComparison
from sidecar.load.compare.differences import parse_documents
from sidecar.load.compare.target_snapshot import SLICES, PageSize, TargetSnapshot
from sidecar.load.encode.encoded import EncodedBlock
from sidecar.load.encode.fields import quote_json
from sidecar.load.send.backoff import Backoff
from tests.integration.lease_helpers import settings_for
from tests.support.elasticsearch_proxy import ElasticsearchProxy, Fault, elasticsearch_proxy
from tests.support.waiting import wait_until

Documents = dict[str, str]
"""Documents as they are written, by id."""
ODD_IDS = ['"', "\\", "é", "😀", "\x01", "\u2028", "/", " ", "a|b", "é" * 256]


@pytest.fixture(scope="module")
def es(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    """Return a client that no test has told to pass bulk bodies through."""
    with Elasticsearch(elasticsearch_url) as client:
        yield client


@pytest.fixture
def proxy(elasticsearch_url: str) -> Iterator[ElasticsearchProxy]:
    with elasticsearch_proxy(elasticsearch_url) as proxy:
        proxy.matching = "POST /_search"
        yield proxy


@pytest.fixture
def client(proxy: ElasticsearchProxy) -> Iterator[Elasticsearch]:
    """Return a client as a run has it, which goes through the proxy."""
    with create_client(settings_for(proxy.url)) as client:
        yield client


@pytest.fixture
def index(es: Elasticsearch, name: str) -> Iterator[str]:
    yield name
    es.indices.delete(index=name, ignore_unavailable=True)


def numbered(count: int) -> Documents:
    return {str(number): f'{{"id":{number},  "x":"{"y" * (number % 50)}"}}' for number in range(count)}


def bulk_body(documents: Documents) -> bytes:
    return "".join(f'{{"index":{{"_id":{quote_json(id)}}}}}\n{document}\n' for id, document in documents.items()).encode()


def write(es: Elasticsearch, index: str, documents: Documents) -> None:
    """Write documents in requests of at most a few MB."""
    some: Documents = {}
    for position, (id, document) in enumerate(documents.items(), 1):
        some[id] = document
        if sum(map(len, some.values())) > 3_000_000 or len(some) == 500 or position == len(documents):
            assert not es.bulk(index=index, operations=cast(Any, bulk_body(some).splitlines()))["errors"]
            some = {}


def create(es: Elasticsearch, index: str, documents: Documents, **settings: Any) -> None:
    mappings = {"dynamic": False, "properties": {"id": {"type": "long"}}}
    es.indices.create(index=index, mappings=mappings, settings={"number_of_replicas": 0, "refresh_interval": "1h", **settings})
    write(es, index, documents)


def snapshot_of(
    client: Elasticsearch, index: str, *, max_page: int = 10_000, timeout: float = 60, stop: threading.Event | None = None
) -> TargetSnapshot:
    events = (stop or threading.Event(),)
    return TargetSnapshot(
        client, index, max_page=max_page,
        create_backoff=lambda: Backoff(timeout, stop_events=events, clock=time.monotonic, jitter=lambda: 0.1),
    )  # fmt: skip


def compare(
    snapshot: TargetSnapshot, folder: Path, rows: Documents, *, compares_documents: bool = True
) -> tuple[DigestComparison, Comparison, list[str]]:
    """Compare rows with a target; return also the ids of surplus documents."""
    with closing(Comparison(folder, check=lambda: None)) as comparison:
        block = SimpleNamespace(data=bulk_body(rows if compares_documents else dict.fromkeys(rows, "")))
        comparison.add_rows(cast(EncodedBlock, block))
        comparison.add_documents(snapshot, compares_documents=compares_documents)
        found = DigestComparison(max_samples=1000, compares_documents=compares_documents)
        for joined in comparison.join():
            found.add(joined)
        return found, comparison, comparison.find_ids(snapshot, found.surplus_records)


def read_first_page(snapshot: TargetSnapshot) -> dict[str, Any]:
    """Return the response with the first page of the first slice."""
    page: dict[str, Any] = json.loads(snapshot.read_page(0, None, PageSize(100), documents=True))
    return page


def counts(found: DigestComparison) -> tuple[int, int, int, int]:
    return found.equal, found.different, found.missing, found.surplus


# -- pages --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shards", [1, 3])
@pytest.mark.parametrize("window", [1, 7, 10_000])
def test_every_document_is_read_once(
    es: Elasticsearch, client: Elasticsearch, index: str, tmp_path: Path, shards: int, window: int
) -> None:
    count = {1: 10, 7: 100, 10_000: 1234}[window]
    rows = numbered(count) | dict.fromkeys(ODD_IDS, '{"odd":true}')
    create(es, index, rows, number_of_shards=shards, max_result_window=window)
    changed = {"3": '{"id":3}', "new": "{}"}
    es.indices.refresh(index=index)
    for id in ("1", "2", "😀"):
        es.delete(index=index, id=id)
    write(es, index, changed)
    with snapshot_of(client, index, max_page=window) as snapshot:
        # What is written from now on does not belong to the snapshot.
        write(es, index, {"later": "{}", "4": "{}"})
        es.delete(index=index, id="5", refresh=True)
        found, comparison, surplus = compare(snapshot, tmp_path, rows)
        documents = snapshot.read_documents(["1", "3", "4", "new", *ODD_IDS, *rows])
    assert counts(found) == (len(rows) - 4, 1, 3, 1)
    assert (comparison.rows, comparison.documents, surplus) == (len(rows), len(rows) - 2, ["new"])
    expected = {id: document for id, document in (rows | changed).items() if id not in ("1", "2", "😀")}
    assert documents == {id: json.loads(document) for id, document in expected.items()}


TEXTS = ["", "a", '"', "\\", "\x00", "\x1f", "\x7f", "\u2028", "é", "😀", "]}}", '{"_id":"1","_source":{}}', ',"sort":[1]}']


def create_value(generator: random.Random, depth: int = 0) -> str:
    """Return random JSON, in the notation of various programs."""
    kind = generator.randrange(8 if depth < 4 else 5)
    if kind == 0:
        return generator.choice(["null", "true", "false", "-0", "1E+5", "1.50", "12345678901234567890.0123456789", "-1e-300"])
    if kind < 5:
        return json.dumps("".join(generator.choices(TEXTS, k=3)), ensure_ascii=generator.random() < 0.5).replace("/", "\\/")
    blank = generator.choice(["", " ", "\t", "  "])
    values = [create_value(generator, depth + 1) for _ in range(generator.randrange(4))]
    if kind == 5:
        return f"[{blank}{f',{blank}'.join(values)}{blank}]"
    members = [f"{json.dumps(f'{generator.choice(TEXTS)}{number}x')}{blank}:{value}" for number, value in enumerate(values)]
    return f"{{{blank}{f'{blank},'.join(members)}}}"


def test_any_document_is_returned_as_it_was_written(es: Elasticsearch, client: Elasticsearch, index: str, tmp_path: Path) -> None:
    generator = random.Random(1)
    ids = ["".join(generator.choices([*ODD_IDS[:-1], *"abc"], k=8)) + str(number) for number in range(1500)]
    rows = {id: f'{{"v":{create_value(generator)}}}' for id in ids}
    create(es, index, rows, number_of_shards=2)
    with snapshot_of(client, index) as snapshot:
        assert counts(compare(snapshot, tmp_path, rows)[0]) == (1500, 0, 0, 0)
        assert snapshot.read_documents(list(rows)) == {id: parse_documents(document) for id, document in rows.items()}


@pytest.mark.parametrize("count", [0, 1, 199, 200, 201, 400, 2200, 2201])
def test_a_last_page_of_any_size_is_the_end(es: Elasticsearch, client: Elasticsearch, index: str, tmp_path: Path, count: int) -> None:
    create(es, index, numbered(count))
    with snapshot_of(client, index) as snapshot:
        assert counts(compare(snapshot, tmp_path, numbered(count))[0]) == (count, 0, 0, 0)


def test_ids_are_compared_without_documents(es: Elasticsearch, client: Elasticsearch, index: str, tmp_path: Path) -> None:
    create(es, index, dict.fromkeys(map(str, range(500)), "{}"), number_of_shards=2)
    with snapshot_of(client, index) as snapshot:
        found, _, surplus = compare(snapshot, tmp_path, numbered(499), compares_documents=False)
    assert (counts(found), surplus) == ((499, 0, 0, 1), ["499"])


def test_documents_of_any_size_are_read_in_pages_of_about_4_mb(
    es: Elasticsearch, client: Elasticsearch, index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = random.Random(1)
    sizes = [generator.choice([1, 10, 100, 1000, 10_000, 100_000, 300_000]) for _ in range(300)]
    rows = {str(number): f'{{"x":"{"é" * (size // 2)}"}}' for number, size in enumerate(sizes)}
    create(es, index, rows, number_of_shards=2)
    lengths: list[int] = []
    adapt = PageSize.adapt

    def record_length(size: PageSize, response: bytes, hits: int) -> None:
        lengths.append(len(response))
        adapt(size, response, hits)

    monkeypatch.setattr(PageSize, "adapt", record_length)
    with snapshot_of(client, index) as snapshot:
        assert counts(compare(snapshot, tmp_path, rows)[0]) == (300, 0, 0, 0)
        assert snapshot.read_documents(["0", "7"]) == {id: json.loads(rows[id]) for id in ("0", "7")}
    # The size of the first page of a slice cannot be known.
    assert all(length < 12_000_000 for length in lengths[SLICES:])
    assert sum(lengths) > sum(map(len, rows.values()))


def test_the_id_of_the_point_in_time_may_change(es: Elasticsearch, client: Elasticsearch, index: str) -> None:
    create(es, index, numbered(10))
    with snapshot_of(client, index) as snapshot:
        response = read_first_page(snapshot)
        snapshot.record_id("another")
        with pytest.raises(SidecarError, match="tried to read"):
            read_first_page(snapshot)
        snapshot.record_id(response["pit_id"])
        assert read_first_page(snapshot)


# -- faults -------------------------------------------------------------------------------------------------------------------------


FAULTS = [
    Fault(status=429), Fault(status=502), Fault(status=503), Fault(status=504), Fault(disconnect=True),
    Fault(disconnect=True, forwarded=True), Fault(status=503, forwarded=True), Fault(status=503, from_elasticsearch=False),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_after_a_fault_nothing_is_lost_or_counted_twice(
    es: Elasticsearch, client: Elasticsearch, proxy: ElasticsearchProxy, index: str, tmp_path: Path, fault: Fault
) -> None:
    rows = numbered(900)
    create(es, index, rows, number_of_shards=2)
    ok = Fault()
    proxy.faults.extend([fault, fault, ok, fault, ok, ok, fault, fault, fault, ok, fault])
    with snapshot_of(client, index, max_page=100) as snapshot:
        found, comparison, surplus = compare(snapshot, tmp_path, numbered(890))
        assert (counts(found), comparison.documents, sorted(surplus)) == ((890, 0, 0, 10), 900, [str(number) for number in range(890, 900)])
        proxy.faults.append(fault)
        assert len(snapshot.read_documents([str(number) for number in range(250)])) == 250
    assert proxy.failed == 8


def test_a_page_that_times_out_is_read_again(
    es: Elasticsearch, proxy: ElasticsearchProxy, client: Elasticsearch, index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidecar.load.compare.target_snapshot._REQUEST_TIMEOUT", 2.0)
    create(es, index, numbered(300))
    proxy.faults.extend([Fault(), Fault(seconds=4.0), Fault()])
    with snapshot_of(client, index, max_page=100) as snapshot:
        assert counts(compare(snapshot, tmp_path, numbered(300))[0]) == (300, 0, 0, 0)
    searches = [call for call, _ in proxy.requests if call.startswith("POST /_search")]
    assert len(searches) >= 5


def test_pages_that_need_too_much_memory_are_made_smaller(
    es: Elasticsearch, client: Elasticsearch, index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(es, index, numbered(500))
    sizes: list[int] = []
    post = TargetSnapshot._post

    def post_small(snapshot: TargetSnapshot, body: dict[str, Any]) -> bytes:
        sizes.append(body["size"])
        if body["size"] > 60:
            raise ServiceUnavailable("Data too large")
        return post(snapshot, body)

    monkeypatch.setattr(TargetSnapshot, "_post", post_small)
    with snapshot_of(client, index) as snapshot:
        found, comparison, _ = compare(snapshot, tmp_path, numbered(500))
        assert (counts(found), comparison.documents) == ((500, 0, 0, 0), 500)
        assert len(snapshot.read_documents([str(number) for number in range(500)])) == 500
    # Those of all slices.
    assert {50, 200, 12} >= set(sizes[:6])
    assert max(sizes) <= 500


def test_an_outage_that_takes_too_long_is_an_error(
    es: Elasticsearch, proxy: ElasticsearchProxy, client: Elasticsearch, index: str, tmp_path: Path
) -> None:
    create(es, index, numbered(300))
    proxy.default_fault = Fault(status=503, reason="out of service")
    with snapshot_of(client, index, timeout=0.5) as snapshot, pytest.raises(ServiceUnavailable, match="out of service"):
        compare(snapshot, tmp_path, {})


def test_a_stop_ends_the_wait_for_a_page(
    es: Elasticsearch, proxy: ElasticsearchProxy, client: Elasticsearch, index: str, tmp_path: Path
) -> None:
    create(es, index, numbered(3))
    stop = threading.Event()
    proxy.default_fault = Fault(status=503)
    stop.set()
    with snapshot_of(client, index, stop=stop, timeout=3600) as snapshot, pytest.raises(ExecutionStopped):
        compare(snapshot, tmp_path, {})


@pytest.mark.parametrize("call", ["/_refresh", "/_pit"])
def test_a_snapshot_that_cannot_be_opened_is_an_error(
    es: Elasticsearch, proxy: ElasticsearchProxy, client: Elasticsearch, index: str, call: str
) -> None:
    create(es, index, numbered(3))
    proxy.matching, proxy.default_fault = call, Fault(status=503)
    with pytest.raises(ServiceUnavailable), snapshot_of(client, index):
        pytest.fail("it was opened")
    assert proxy.failed == 1


def test_an_index_that_does_not_exist_is_an_error(client: Elasticsearch, name: str) -> None:
    with pytest.raises(ApiError, match=name), snapshot_of(client, name):
        pytest.fail("it was opened")


def close_and_open(es: Elasticsearch, index: str, point_in_time: str) -> None:
    es.indices.close(index=index)
    es.indices.open(index=index)


LOSSES: dict[str, Callable[[Elasticsearch, str, str], object]] = {
    "closed": lambda es, index, point_in_time: es.close_point_in_time(id=point_in_time),
    "index closed and opened": close_and_open,
    "index deleted": lambda es, index, point_in_time: es.indices.delete(index=index),
}


@pytest.mark.parametrize("kind", LOSSES)
def test_a_lost_point_in_time_is_not_waited_for(
    es: Elasticsearch, client: Elasticsearch, proxy: ElasticsearchProxy, index: str, tmp_path: Path, kind: str
) -> None:
    create(es, index, numbered(300), number_of_shards=2)
    with snapshot_of(client, index, max_page=100) as snapshot:
        first = read_first_page(snapshot)
        LOSSES[kind](es, index, first["pit_id"])
        sort = json.dumps(first["hits"]["hits"][-1]["sort"])
        before = len(proxy.requests)
        for read in (
            lambda: snapshot.read_page(0, sort, PageSize(100), documents=True),
            lambda: snapshot.read_versions(0, sort, 10),
            lambda: snapshot.read_documents(["1"]),
        ):
            with pytest.raises(ServiceUnavailable):
                read()
        assert len(proxy.requests) == before + 3
    # Closing it at the end is no error either.


def test_the_point_in_time_is_renewed_until_the_end(
    es: Elasticsearch, client: Elasticsearch, proxy: ElasticsearchProxy, index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidecar.load.compare.target_snapshot._RENEWAL_INTERVAL", 0.01)
    create(es, index, numbered(300))

    def searches() -> int:
        return sum(call.startswith("POST /_search") for call, _ in list(proxy.requests))

    proxy.faults.extend([Fault(status=503), Fault(disconnect=True), Fault(status=404)])
    with snapshot_of(client, index, max_page=100) as snapshot:
        wait_until(lambda: searches() > 10, "the point in time is renewed although requests fail")
        assert counts(compare(snapshot, tmp_path, numbered(300))[0]) == (300, 0, 0, 0)
        es.close_point_in_time(id=read_first_page(snapshot)["pit_id"])
        before = searches()
        wait_until(lambda: searches() > before + 5, "renewals of a lost point in time do no harm")
    wait_until(lambda: not snapshot._renewal.is_alive(), "the renewals end")


def test_the_point_in_time_is_closed_at_the_end(es: Elasticsearch, client: Elasticsearch, index: str) -> None:
    create(es, index, numbered(3))
    with snapshot_of(client, index) as snapshot:
        response = read_first_page(snapshot)
    with pytest.raises(NotFoundError):
        es.search(pit={"id": response["pit_id"]})


def test_other_responses_of_the_client_are_still_parsed(es: Elasticsearch, client: Elasticsearch, index: str) -> None:
    create(es, index, numbered(3))
    with snapshot_of(client, index):
        assert client.count(index=index)["count"] == 3
        assert client.search(index=index, size=1)["hits"]["hits"]
