"""Bulk sending against a real Elasticsearch, with a server in front of it that fails as it is told."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.errors import RowsRejected, RunEnded, SidecarError, Superseded, TargetError, Unavailable
from sidecar.load.encode.bodies import Body
from sidecar.load.index.pipelines import put_pipeline
from sidecar.load.rejections import Rejection
from sidecar.load.send.bulk import Bulk
from sidecar.load.send.transport import Destination, is_remote
from tests.support.elasticsearch_proxy import Fault, Front, in_front_of
from tests.support.rows import numbered

STRICT = {"dynamic": "strict", "properties": {"id": {"type": "long"}, "value": {"type": "long"}}}


@pytest.fixture
def front(elasticsearch_url: str) -> Iterator[Front]:
    with in_front_of(elasticsearch_url) as front:
        yield front


@pytest.fixture
def client(front: Front) -> Iterator[Elasticsearch]:
    with Elasticsearch(front.url, max_retries=0) as client:
        yield client


@pytest.fixture
def index(es: Elasticsearch, name: str) -> Iterator[str]:
    es.indices.create(index=name, mappings=STRICT, settings={"number_of_replicas": 0})
    yield name
    es.indices.delete(index=name, ignore_unavailable=True)


def bulk(client: Elasticsearch, destination: str | Destination, **options: Any) -> Bulk:
    known = destination if isinstance(destination, Destination) else Destination(index=destination)
    return Bulk(client, known, **{"stop": threading.Event(), "patience": 30, "jitter": lambda: 0.1, **options})


def send_all(sending: Bulk, bodies: Sequence[Body]) -> None:
    with sending:
        for body in bodies:
            sending.send(body)
        sending.drain()


def count(es: Elasticsearch, index: str) -> int:
    es.indices.refresh(index=index)
    return int(es.count(index=index)["count"])


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "waited 20 s in vain"
        time.sleep(0.01)


def test_all_rows_arrive_and_are_accounted_for(any_elasticsearch_url: str, name: str) -> None:
    with Elasticsearch(any_elasticsearch_url) as es:
        es.indices.create(index=name, mappings=STRICT)
        bodies = numbered(5000, size=20_000)
        sending = bulk(es, name)
        send_all(sending, bodies)
        totals = sending.totals()
        assert (totals.acknowledged, totals.duplicates, totals.last_id, totals.retries) == (5000, 0, "4999", 0)
        assert totals.bytes == sum(len(body) for body in bodies)
        assert totals.expected == range(5000, 5001)
        assert count(es, name) == 5000
        assert sending.hungry
        es.indices.delete(index=name)


def test_an_id_seen_twice_is_a_duplicate(any_elasticsearch_url: str, name: str) -> None:
    with Elasticsearch(any_elasticsearch_url) as es:
        sending = bulk(es, name)
        send_all(sending, [*numbered(100), *numbered(50, first=70)])
        totals = sending.totals()
        assert (totals.acknowledged, totals.duplicates, totals.expected) == (150, 30, range(120, 121))
        assert count(es, name) == 120
        es.indices.delete(index=name)


@pytest.mark.parametrize("fault", [Fault(status=429), Fault(status=502), Fault(status=503), Fault(status=504), Fault(cut=True)])
def test_a_busy_or_broken_elasticsearch_is_asked_again(
    es: Elasticsearch, client: Elasticsearch, front: Front, index: str, fault: Fault
) -> None:
    sending = bulk(client, index)
    front.faults.extend([fault] * 3)
    send_all(sending, numbered(1000, size=10_000))
    totals = sending.totals()
    assert (totals.acknowledged, totals.retries, totals.last_id) == (1000, 3, "999")
    assert totals.backing_off > 0
    assert count(es, index) == 1000


@pytest.mark.parametrize("fault", [Fault(cut=True, reaches=True), Fault(status=504, reaches=True)])
def test_a_lost_answer_leaves_the_right_number_of_documents_possible(
    es: Elasticsearch, client: Elasticsearch, front: Front, index: str, fault: Fault
) -> None:
    sending = bulk(client, index)
    front.faults.append(fault)
    send_all(sending, [*numbered(100), *numbered(10)])
    totals = sending.totals()
    assert totals.acknowledged == 110
    assert count(es, index) == 100
    assert 100 in totals.expected


def test_a_busy_elasticsearch_gets_fewer_and_smaller_requests(es: Elasticsearch, client: Elasticsearch, front: Front, index: str) -> None:
    sending = bulk(client, index, jitter=lambda: 0.01)
    usual = sending.body_size
    front.faults.extend([Fault(status=429)] * 12)
    send_all(sending, numbered(5000, size=20_000))
    totals = sending.totals()
    assert (totals.acknowledged, totals.retries, totals.duplicates) == (5000, 12, 0)
    assert sending.body_size < usual
    assert count(es, index) == 5000


def test_a_body_made_before_elasticsearch_had_too_much_is_sent_in_parts(
    es: Elasticsearch, client: Elasticsearch, front: Front, index: str
) -> None:
    sending = bulk(client, index, jitter=lambda: 0.01, connections=1)
    front.faults.extend([Fault(status=429)] * 8)
    body = numbered(100_000)[0]
    send_all(sending, [body])
    assert front.sizes[0] == len(body)
    assert max(front.sizes[9:]) <= 2 * sending.body_size < len(body)
    assert sending.totals().last_id == str(body.rows - 1)
    assert count(es, index) == body.rows


def test_an_elasticsearch_with_room_gets_more_connections(client: Elasticsearch, front: Front, index: str) -> None:
    front.always = Fault(seconds=0.05)
    send_all(bulk(client, index), numbered(5000, size=2_000))
    assert 3 < front.most_under_way <= 8


def test_a_request_that_a_429_kept_out_leaves_no_doubt(client: Elasticsearch, front: Front, index: str) -> None:
    sending = bulk(client, index)
    front.faults.append(Fault(status=429, reaches=True))
    send_all(sending, numbered(10))
    assert sending.totals().doubtful == 0


def test_patience_ends_with_the_last_reason(client: Elasticsearch, front: Front, index: str) -> None:
    front.always = Fault(status=503, reason="no node left")
    with pytest.raises(Unavailable, match="no node left"):
        send_all(bulk(client, index, patience=0.3), numbered(10))


def test_what_is_waited_for_can_be_read_and_an_abort_ends_the_wait_at_once(client: Elasticsearch, front: Front, index: str) -> None:
    stop = threading.Event()
    front.always = Fault(status=429, reason="circuit breaker")
    with bulk(client, index, stop=stop, jitter=lambda: 1.0) as sending:
        sending.send(numbered(10)[0])
        until(lambda: len(front.sizes) >= 3)
        until(lambda: sending.waiting_for)
        assert "circuit breaker" in (sending.waiting_for or "")
        stop.set()
        began = time.monotonic()
        with pytest.raises(RunEnded):
            sending.drain()
        assert sending.close(timeout=5)
        assert time.monotonic() - began < 1
    assert sending.totals().acknowledged == 0


def test_a_full_queue_holds_the_producer_and_an_abort_lets_it_go(client: Elasticsearch, front: Front, index: str) -> None:
    stop = threading.Event()
    front.always = Fault(status=429)
    bodies = numbered(1000, size=2_000)
    with bulk(client, index, stop=stop, budget=5_000) as sending:
        threading.Timer(0.3, stop.set).start()
        with pytest.raises(RunEnded):
            deque(map(sending.send, bodies))


def test_a_413_is_answered_by_halves_and_later_bodies_are_smaller(
    client: Elasticsearch, es: Elasticsearch, front: Front, index: str
) -> None:
    sending = bulk(client, index)
    front.faults.extend([Fault(status=413)] * 2)
    bodies = numbered(1000)
    send_all(sending, bodies)
    assert count(es, index) == 1000
    assert sending.body_size == len(bodies[0].span(0, 500)) // 2
    assert sending.totals().last_id == "999"


def test_a_document_over_the_limit_is_one_rejected_row(client: Elasticsearch, es: Elasticsearch, name: str) -> None:
    heard: list[Rejection] = []
    huge = numbered(1, value="x" * 110_000_000)[0]
    sending = bulk(client, name, tolerance=heard.extend)
    send_all(sending, [*numbered(3, first=1), huge])
    assert [(each.status, each.id, each.row) for each in heard] == [(413, "0", 0)]
    assert (sending.totals().acknowledged, sending.totals().rejected) == (3, 1)
    es.indices.delete(index=name)


def test_a_rejected_row_ends_the_run_in_elasticsearchs_own_words(es: Elasticsearch, index: str) -> None:
    sending = bulk(es, index, connections=1)
    with pytest.raises(RowsRejected, match=r"id \[20\].*document_parsing_exception.*failed to parse field \[value\].*nope"):
        send_all(sending, [*numbered(20), *numbered(5, first=20, value="nope")])
    assert sending.totals().last_id == "19"


def test_rejected_rows_that_are_borne_do_not_hold_up_the_last_id(es: Elasticsearch, index: str) -> None:
    heard: list[Rejection] = []
    sending = bulk(es, index, tolerance=heard.extend)
    send_all(sending, [*numbered(2), *numbered(2, first=2, value="nope"), *numbered(2, first=4)])
    totals = sending.totals()
    assert (totals.acknowledged, totals.rejected, totals.last_id) == (4, 2, "5")
    assert sorted((each.id, each.document) for each in heard) == [("2", '{"id":2,"value":"nope"}'), ("3", '{"id":3,"value":"nope"}')]
    assert count(es, index) == 4


def test_a_flooded_index_is_waited_for_and_only_what_is_missing_is_sent_again(es: Elasticsearch, index: str) -> None:
    es.indices.put_settings(index=index, settings={"index.blocks.read_only_allow_delete": True})
    with bulk(es, index) as sending:
        sending.send(numbered(100)[0])
        until(lambda: sending.waiting_for)
        assert "Elasticsearch" in (sending.waiting_for or "")
        es.indices.put_settings(index=index, settings={"index.blocks.read_only_allow_delete": None})
        totals = sending.drain()
    assert (totals.acknowledged, totals.duplicates) == (100, 0)
    assert totals.retries > 0
    assert sending.waiting_for is None


def test_a_removed_write_alias_ends_the_run_and_makes_no_index(es: Elasticsearch, index: str) -> None:
    alias = f"{index}-1"
    es.indices.put_alias(index=index, name=alias)
    with bulk(es, Destination(index=alias, require_alias=True)) as sending:
        sending.send(numbered(10)[0])
        assert sending.drain().acknowledged == 10
        es.indices.delete_alias(index=index, name=alias)
        sending.send(numbered(10, first=10)[0])
        with pytest.raises(Superseded, match="is not an alias"):
            sending.drain()
    assert not es.indices.exists(index=alias)


def test_the_gate_is_asked_before_each_request(es: Elasticsearch, index: str) -> None:
    def closed() -> None:
        raise Superseded("another owner holds the lease")

    with pytest.raises(Superseded, match="another owner"):
        send_all(bulk(es, index, gate=closed), numbered(10))
    assert count(es, index) == 0


def test_a_bug_in_a_connection_reaches_the_producer(es: Elasticsearch, index: str) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        send_all(bulk(es, index, gate=broken), numbered(10))


def test_bodies_can_be_compressed(client: Elasticsearch, es: Elasticsearch, front: Front, index: str) -> None:
    send_all(bulk(client, index, compress=True), numbered(1000))
    assert count(es, index) == 1000
    assert front.encodings == ["gzip"]
    assert not is_remote(client)
    assert is_remote(Elasticsearch(["http://127.0.0.1:1", "http://search.example.org:9200"]))


def test_a_pipeline_that_exists_is_used_and_one_that_does_not_ends_the_run(es: Elasticsearch, index: str) -> None:
    put_pipeline(es, index, {"processors": []})
    through = Destination(index=index, pipeline=index, backing=index)
    sending = bulk(es, through)
    send_all(sending, [*numbered(10), *numbered(5)])
    assert (sending.totals().acknowledged, sending.totals().duplicates) == (15, 5)
    es.ingest.delete_pipeline(id=index)
    # It is no row's fault, so no tolerance for rows lets it pass.
    with pytest.raises(TargetError, match=rf"the pipeline \[{index}\] does not exist"):
        send_all(bulk(es, through, tolerance=lambda rejected: None), numbered(1))


def test_a_row_in_another_index_than_the_target_ends_the_run(es: Elasticsearch, index: str) -> None:
    put_pipeline(es, index, {"processors": []})
    with pytest.raises(TargetError, match=rf"sent a row to \[{index}\] instead of \[elsewhere\]"):
        send_all(bulk(es, Destination(index=index, pipeline=index, backing="elsewhere")), numbered(1))
    es.ingest.delete_pipeline(id=index)


def test_a_refused_request_ends_the_run(es: Elasticsearch) -> None:
    with pytest.raises(SidecarError, match="Invalid index name"):
        send_all(bulk(es, "No_Such_Name"), numbered(1))
