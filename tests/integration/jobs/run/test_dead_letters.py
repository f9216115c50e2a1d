"""Dead letters are written once, whatever errors Elasticsearch returns."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from elasticsearch import Elasticsearch

from sidecar.errors import ApiError, ExecutionStopped, ServiceUnavailable
from sidecar.jobs.run.dead_letters import DeadLetterWriter
from sidecar.load.rejections import Rejection
from sidecar.model.ingestion import FailureLimit, Ingestion
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.indices import DEAD_LETTERS, install
from tests.support.elasticsearch_proxy import Fault, elasticsearch_proxy

ROW = Rejection(row=1, id="1", status=400, type="document_parsing_exception", reason="no number", document='{"id":1}')


def writer(client: Elasticsearch, name: str, stop: threading.Event, *, timeout: float = 30) -> DeadLetterWriter:
    ingestion = Ingestion(id=name, datasource="d", query="q", target="t", max_failures=FailureLimit(number=5))
    return DeadLetterWriter(DeadLetters(client), ingestion, f"{name}1", clock=lambda: 1, stop=stop, timeout=timeout)


@pytest.fixture
def es(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    """Return a separate client: one that has sent rows cannot send other bulk requests."""
    with Elasticsearch(elasticsearch_url) as client:
        yield client


@pytest.mark.parametrize("fault", [Fault(status=429), Fault(status=503), Fault(disconnect=True), Fault(disconnect=True, forwarded=True)])
def test_after_an_outage_every_dead_letter_is_written_once(es: Elasticsearch, elasticsearch_url: str, name: str, fault: Fault) -> None:
    install(es)
    with elasticsearch_proxy(elasticsearch_url) as proxy, Elasticsearch(proxy.url, max_retries=0) as client:
        proxy.matching = DEAD_LETTERS
        proxy.faults.extend([fault] * 2)
        writer(client, name, threading.Event()).write([ROW, replace(ROW, row=2, id="2")])
        assert len(proxy.sizes) == 3
    store = DeadLetters(es)
    store.refresh()
    assert store.count(job=name) == 2
    writer(es, name, threading.Event()).delete_earlier()
    store.refresh()
    assert store.count(job=name) == 0


def test_a_failed_deletion_of_dead_letters_raises(es: Elasticsearch, name: str) -> None:
    install(es)
    writer(es, name, threading.Event()).write([ROW])
    store = DeadLetters(es)
    store.refresh()
    (stored,) = store.read_pages(until=10**15, job=name)
    es.indices.put_settings(index=DEAD_LETTERS, settings={"index.blocks.write": True})
    try:
        with pytest.raises(ServiceUnavailable, match="could not be deleted"):
            store.delete(stored)
    finally:
        es.indices.put_settings(index=DEAD_LETTERS, settings={"index.blocks.write": None})
    store.delete(stored)
    store.delete(stored)
    store.refresh()
    assert store.count(job=name) == 0


def test_the_timeout_and_an_abort_end_the_wait(elasticsearch_url: str, name: str) -> None:
    with elasticsearch_proxy(elasticsearch_url) as proxy, Elasticsearch(proxy.url, max_retries=0) as client:
        proxy.matching = DEAD_LETTERS
        proxy.default_fault = Fault(status=503, reason="no node left")
        with pytest.raises(ServiceUnavailable, match="no node left"):
            writer(client, name, threading.Event(), timeout=0.3).write([ROW])
        stop = threading.Event()
        stop.set()
        with pytest.raises(ExecutionStopped):
            writer(client, name, stop).write([ROW])


def test_a_rejected_dead_letter_raises_with_the_reason(es: Elasticsearch, name: str) -> None:
    install(es)
    with pytest.raises(ApiError, match=r"rejected rows could not be stored: .*status"):
        writer(es, name, threading.Event()).write([replace(ROW, status=2**40)])
