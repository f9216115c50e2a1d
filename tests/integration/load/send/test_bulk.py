"""Send bulk requests to Elasticsearch through a proxy that injects faults."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.elastic import create_client
from sidecar.errors import ExecutionStopped, LeaseLost, RowsRejected, ServiceUnavailable, SidecarError, TargetError
from sidecar.load.encode.bodies import Body
from sidecar.load.index.pipelines import put_pipeline
from sidecar.load.rejections import Rejection
from sidecar.load.send.bulk import BulkSender
from sidecar.load.send.compression import Compression
from sidecar.load.send.transport import BulkTransport, Destination, create_compression
from tests.integration.lease_helpers import settings_for
from tests.support.elasticsearch_proxy import ElasticsearchProxy, Fault, elasticsearch_proxy
from tests.support.rows import numbered_bodies, numbered_deletions
from tests.support.tcp_proxy import refused_url, tcp_proxy

STRICT = {"dynamic": "strict", "properties": {"id": {"type": "long"}, "value": {"type": "long"}}}


@pytest.fixture
def proxy(elasticsearch_url: str) -> Iterator[ElasticsearchProxy]:
    with elasticsearch_proxy(elasticsearch_url) as proxy:
        yield proxy


@pytest.fixture
def client(proxy: ElasticsearchProxy) -> Iterator[Elasticsearch]:
    with Elasticsearch(proxy.url, max_retries=0) as client:
        yield client


@pytest.fixture
def index(es: Elasticsearch, name: str) -> Iterator[str]:
    es.indices.create(index=name, mappings=STRICT, settings={"number_of_replicas": 0})
    yield name
    es.indices.delete(index=name, ignore_unavailable=True)


def create_sender(client: Elasticsearch, destination: str | Destination, **options: Any) -> BulkSender:
    resolved = destination if isinstance(destination, Destination) else Destination(index=destination)
    return BulkSender(client, resolved, **{"stop": threading.Event(), "timeout": 30, "jitter": lambda: 0.1, **options})


def send_all(sender: BulkSender, bodies: Sequence[Body]) -> None:
    with sender:
        for body in bodies:
            sender.send(body)
        sender.drain()


def count(es: Elasticsearch, index: str) -> int:
    es.indices.refresh(index=index)
    return int(es.count(index=index)["count"])


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "condition not met within 20 s"
        time.sleep(0.01)


def test_all_rows_are_acknowledged_and_counted(any_elasticsearch_url: str, name: str) -> None:
    with Elasticsearch(any_elasticsearch_url) as es:
        es.indices.create(index=name, mappings=STRICT)
        bodies = numbered_bodies(5000, size=20_000)
        sender = create_sender(es, name)
        send_all(sender, bodies)
        totals = sender.totals()
        assert (totals.acknowledged, totals.duplicates, totals.last_id, totals.retries) == (5000, 0, "4999", 0)
        assert totals.bytes == sum(len(body) for body in bodies)
        assert totals.expected_documents == range(5000, 5001)
        assert count(es, name) == 5000
        assert sender.has_idle_connection
        es.indices.delete(index=name)


def test_a_repeated_id_is_a_duplicate(any_elasticsearch_url: str, name: str) -> None:
    with Elasticsearch(any_elasticsearch_url) as es:
        sender = create_sender(es, name)
        send_all(sender, [*numbered_bodies(100), *numbered_bodies(50, first=70)])
        totals = sender.totals()
        assert (totals.acknowledged, totals.duplicates, totals.expected_documents) == (150, 30, range(120, 121))
        assert count(es, name) == 120
        es.indices.delete(index=name)


def test_deletions_are_acknowledged_and_counted(es: Elasticsearch, index: str) -> None:
    send_all(create_sender(es, index), numbered_bodies(10))
    sender = create_sender(es, index)
    send_all(sender, numbered_deletions(12))
    totals = sender.totals()
    assert (totals.acknowledged, totals.deleted, totals.duplicates, totals.last_id) == (12, 10, 0, "11")
    assert count(es, index) == 0


def test_a_deletion_that_is_rejected_cannot_be_retried(es: Elasticsearch, index: str) -> None:
    es.indices.close(index=index)
    rejected: list[Rejection] = []
    send_all(create_sender(es, index, on_rejected=rejected.extend), [*numbered_deletions(1), *numbered_bodies(1, first=5)])
    assert {(each.id, each.retryable, bool(each.document)) for each in rejected} == {("0", False, False), ("5", True, True)}


@pytest.mark.parametrize("fault", [Fault(status=429), Fault(status=502), Fault(status=503), Fault(status=504), Fault(disconnect=True)])
def test_a_transient_error_is_retried(
    es: Elasticsearch, client: Elasticsearch, proxy: ElasticsearchProxy, index: str, fault: Fault
) -> None:
    sender = create_sender(client, index)
    proxy.faults.extend([fault] * 3)
    send_all(sender, numbered_bodies(1000, size=10_000))
    totals = sender.totals()
    assert (totals.acknowledged, totals.retries, totals.last_id) == (1000, 3, "999")
    assert totals.backing_off > 0
    assert count(es, index) == 1000


@pytest.mark.parametrize("fault", [Fault(disconnect=True, forwarded=True), Fault(status=504, forwarded=True)])
def test_after_a_lost_response_the_expected_documents_include_the_real_count(
    es: Elasticsearch, client: Elasticsearch, proxy: ElasticsearchProxy, index: str, fault: Fault
) -> None:
    sender = create_sender(client, index)
    proxy.faults.append(fault)
    send_all(sender, [*numbered_bodies(100), *numbered_bodies(10)])
    totals = sender.totals()
    assert totals.acknowledged == 110
    assert count(es, index) == 100
    assert 100 in totals.expected_documents


def test_an_overloaded_elasticsearch_gets_fewer_and_smaller_requests(
    es: Elasticsearch, client: Elasticsearch, proxy: ElasticsearchProxy, index: str
) -> None:
    sender = create_sender(client, index, jitter=lambda: 0.01)
    initial_size = sender.body_size
    proxy.faults.extend([Fault(status=429)] * 12)
    send_all(sender, numbered_bodies(5000, size=20_000))
    totals = sender.totals()
    assert (totals.acknowledged, totals.retries, totals.duplicates) == (5000, 12, 0)
    assert sender.body_size < initial_size
    assert count(es, index) == 5000


def test_a_body_built_before_an_overload_is_split(es: Elasticsearch, client: Elasticsearch, proxy: ElasticsearchProxy, index: str) -> None:
    sender = create_sender(client, index, jitter=lambda: 0.01, max_connections=1)
    proxy.faults.extend([Fault(status=429)] * 8)
    body = numbered_bodies(100_000)[0]
    send_all(sender, [body])
    assert proxy.sizes[0] == len(body)
    assert max(proxy.sizes[9:]) <= 2 * sender.body_size < len(body)
    assert sender.totals().last_id == str(body.rows - 1)
    assert count(es, index) == body.rows


def test_connections_are_added_while_elasticsearch_has_capacity(client: Elasticsearch, proxy: ElasticsearchProxy, index: str) -> None:
    proxy.default_fault = Fault(seconds=0.05)
    send_all(create_sender(client, index), numbered_bodies(5000, size=2_000))
    assert 3 < proxy.max_in_flight <= 8


def test_a_request_that_could_not_be_sent_is_not_doubtful(es: Elasticsearch, elasticsearch_url: str, index: str) -> None:
    send_all(create_sender(es, index), numbered_bodies(10))
    host, port = elasticsearch_url.removeprefix("http://").split(":")
    url = refused_url()
    with create_client(settings_for(url)) as client:
        sender = create_sender(client, index)
        with sender:
            sender.send(numbered_bodies(10)[0])
            wait_until(lambda: sender.totals().retries)
            with tcp_proxy(host, int(port), listen=int(url.rpartition(":")[2])):
                sender.drain()
    totals = sender.totals()
    assert (totals.acknowledged, totals.duplicates, totals.doubtful) == (10, 10, 0)


def test_a_request_rejected_with_429_is_not_doubtful(client: Elasticsearch, proxy: ElasticsearchProxy, index: str) -> None:
    sender = create_sender(client, index)
    proxy.faults.append(Fault(status=429, forwarded=True))
    send_all(sender, numbered_bodies(10))
    assert sender.totals().doubtful == 0


def test_the_timeout_raises_the_last_error(client: Elasticsearch, proxy: ElasticsearchProxy, index: str) -> None:
    proxy.default_fault = Fault(status=503, reason="no node left")
    with pytest.raises(ServiceUnavailable, match="no node left"):
        send_all(create_sender(client, index, timeout=0.3), numbered_bodies(10))


def test_the_reason_of_a_back_off_is_available_and_an_abort_ends_it(client: Elasticsearch, proxy: ElasticsearchProxy, index: str) -> None:
    stop = threading.Event()
    proxy.default_fault = Fault(status=429, reason="circuit breaker")
    with create_sender(client, index, stop=stop, jitter=lambda: 1.0) as sender:
        sender.send(numbered_bodies(10)[0])
        wait_until(lambda: len(proxy.sizes) >= 3)
        wait_until(lambda: sender.waiting_for)
        assert "circuit breaker" in (sender.waiting_for or "")
        stop.set()
        began = time.monotonic()
        with pytest.raises(ExecutionStopped):
            sender.drain()
        assert sender.close(timeout=5)
        assert time.monotonic() - began < 1
    assert sender.totals().acknowledged == 0


def test_an_abort_ends_the_wait_for_a_full_queue(client: Elasticsearch, proxy: ElasticsearchProxy, index: str) -> None:
    stop = threading.Event()
    proxy.default_fault = Fault(status=429)
    bodies = numbered_bodies(1000, size=2_000)
    with create_sender(client, index, stop=stop, memory_budget=5_000) as sender:
        threading.Timer(0.3, stop.set).start()
        with pytest.raises(ExecutionStopped):
            deque(map(sender.send, bodies))


def test_a_413_splits_the_body_and_reduces_the_body_size(
    client: Elasticsearch, es: Elasticsearch, proxy: ElasticsearchProxy, index: str
) -> None:
    sender = create_sender(client, index)
    proxy.faults.extend([Fault(status=413)] * 2)
    bodies = numbered_bodies(1000)
    send_all(sender, bodies)
    assert count(es, index) == 1000
    assert sender.body_size == len(bodies[0].span(0, 500)) // 2
    assert sender.totals().last_id == "999"


def test_a_document_over_the_limit_is_a_rejected_row(client: Elasticsearch, es: Elasticsearch, name: str) -> None:
    rejections: list[Rejection] = []
    huge = numbered_bodies(1, value="x" * 110_000_000)[0]
    sender = create_sender(client, name, on_rejected=rejections.extend)
    send_all(sender, [*numbered_bodies(3, first=1), huge])
    assert [(each.status, each.id, each.row) for each in rejections] == [(413, "0", 0)]
    assert (sender.totals().acknowledged, sender.totals().rejected) == (3, 1)
    es.indices.delete(index=name)


def test_a_rejected_row_ends_the_run_with_elasticsearchs_reason(es: Elasticsearch, index: str) -> None:
    sender = create_sender(es, index, max_connections=1)
    with pytest.raises(RowsRejected, match=r"id \[20\].*document_parsing_exception.*failed to parse field \[value\].*nope"):
        send_all(sender, [*numbered_bodies(20), *numbered_bodies(5, first=20, value="nope")])
    assert sender.totals().last_id == "19"


def test_the_last_id_moves_past_tolerated_rejected_rows(es: Elasticsearch, index: str) -> None:
    rejections: list[Rejection] = []
    sender = create_sender(es, index, on_rejected=rejections.extend)
    send_all(sender, [*numbered_bodies(2), *numbered_bodies(2, first=2, value="nope"), *numbered_bodies(2, first=4)])
    totals = sender.totals()
    assert (totals.acknowledged, totals.rejected, totals.last_id) == (4, 2, "5")
    assert sorted((each.id, each.document) for each in rejections) == [("2", '{"id":2,"value":"nope"}'), ("3", '{"id":3,"value":"nope"}')]
    assert count(es, index) == 4


def test_a_blocked_index_is_retried_without_duplicates(es: Elasticsearch, index: str) -> None:
    es.indices.put_settings(index=index, settings={"index.blocks.read_only_allow_delete": True})
    with create_sender(es, index) as sender:
        sender.send(numbered_bodies(100)[0])
        wait_until(lambda: sender.waiting_for)
        assert "Elasticsearch" in (sender.waiting_for or "")
        es.indices.put_settings(index=index, settings={"index.blocks.read_only_allow_delete": None})
        totals = sender.drain()
    assert (totals.acknowledged, totals.duplicates) == (100, 0)
    assert totals.retries > 0
    assert sender.waiting_for is None


def test_a_removed_write_alias_ends_the_run_without_creating_an_index(es: Elasticsearch, index: str) -> None:
    alias = f"{index}-1"
    es.indices.put_alias(index=index, name=alias)
    with create_sender(es, Destination(index=alias, require_alias=True)) as sender:
        sender.send(numbered_bodies(10)[0])
        assert sender.drain().acknowledged == 10
        es.indices.delete_alias(index=index, name=alias)
        sender.send(numbered_bodies(10, first=10)[0])
        with pytest.raises(LeaseLost, match="is not an alias"):
            sender.drain()
    assert not es.indices.exists(index=alias)


def test_before_request_can_end_the_run(es: Elasticsearch, index: str) -> None:
    def reject_request() -> None:
        raise LeaseLost("another owner holds the lease")

    with pytest.raises(LeaseLost, match="another owner"):
        send_all(create_sender(es, index, before_request=reject_request), numbered_bodies(10))
    assert count(es, index) == 0


def test_an_unexpected_error_in_a_connection_is_raised_by_the_sender(es: Elasticsearch, index: str) -> None:
    def divide_by_zero() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        send_all(create_sender(es, index, before_request=divide_by_zero), numbered_bodies(10))


def test_bodies_can_be_compressed(client: Elasticsearch, es: Elasticsearch, proxy: ElasticsearchProxy, index: str) -> None:
    send_all(create_sender(client, index, compression=create_compression(client, enabled=True)), numbered_bodies(1000))
    assert count(es, index) == 1000
    assert proxy.encodings == ["gzip"]


def test_the_time_that_elasticsearch_takes_is_found_in_its_responses(es: Elasticsearch, index: str) -> None:
    compression = Compression(enabled=None)
    transport = BulkTransport(es, Destination(index=index), compression=compression)
    for body in 2 * numbered_bodies(10):
        transport.post(body.data)
    assert [len(samples) for samples in compression._samples.values()] == [1, 1]


def test_compression_is_tried_only_if_a_node_is_on_another_machine(client: Elasticsearch) -> None:
    remote = Elasticsearch(["http://127.0.0.1:1", "http://search.example.org:9200"])
    assert {create_compression(client, enabled=None).choose() for _ in range(10)} == {False}
    assert {create_compression(remote, enabled=False).choose() for _ in range(10)} == {False}
    compression = create_compression(remote, enabled=None)
    assert {compression.choose() for _ in range(10)} == {False, True}


def test_a_pipeline_is_used_and_a_missing_one_ends_the_run(es: Elasticsearch, index: str) -> None:
    put_pipeline(es, index, {"processors": []})
    destination = Destination(index=index, pipeline=index, concrete_index=index)
    sender = create_sender(es, destination)
    send_all(sender, [*numbered_bodies(10), *numbered_bodies(5)])
    assert (sender.totals().acknowledged, sender.totals().duplicates) == (15, 5)
    es.ingest.delete_pipeline(id=index)
    # The error concerns no single row, so it cannot be tolerated as a rejected row.
    with pytest.raises(TargetError, match=rf"the pipeline \[{index}\] does not exist"):
        send_all(create_sender(es, destination, on_rejected=lambda rejected: None), numbered_bodies(1))


def test_a_row_redirected_to_another_index_ends_the_run(es: Elasticsearch, index: str) -> None:
    put_pipeline(es, index, {"processors": []})
    with pytest.raises(TargetError, match=rf"sent a row to \[{index}\] instead of \[elsewhere\]"):
        send_all(create_sender(es, Destination(index=index, pipeline=index, concrete_index="elsewhere")), numbered_bodies(1))
    es.ingest.delete_pipeline(id=index)


def test_a_rejected_request_ends_the_run(es: Elasticsearch) -> None:
    with pytest.raises(SidecarError, match="Invalid index name"):
        send_all(create_sender(es, "No_Such_Name"), numbered_bodies(1))
