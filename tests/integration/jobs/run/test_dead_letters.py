"""Dead letters are written once, whatever Elasticsearch does meanwhile."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from elasticsearch import Elasticsearch

from sidecar.errors import Refused, RunEnded, Unavailable
from sidecar.jobs.run.dead_letters import Letters
from sidecar.load.rejections import Rejection
from sidecar.model.ingestion import Ingestion, Share
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.indices import DEAD_LETTERS, install
from tests.support.elasticsearch_proxy import Fault, in_front_of

ROW = Rejection(row=1, id="1", status=400, type="document_parsing_exception", reason="no number", document='{"id":1}')


def letters(client: Elasticsearch, name: str, stop: threading.Event, *, patience: float = 30) -> Letters:
    ingestion = Ingestion(id=name, datasource="d", query="q", target="t", max_failures=Share(number=5))
    return Letters(DeadLetters(client), ingestion, f"{name}1", clock=lambda: 1, stop=stop, patience=patience)


@pytest.fixture
def es(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    """Give a client of its own: one that has carried rows writes no other bulk request."""
    with Elasticsearch(elasticsearch_url) as client:
        yield client


@pytest.mark.parametrize("fault", [Fault(status=429), Fault(status=503), Fault(cut=True), Fault(cut=True, reaches=True)])
def test_an_outage_is_waited_for_and_no_letter_is_doubled(es: Elasticsearch, elasticsearch_url: str, name: str, fault: Fault) -> None:
    install(es)
    with in_front_of(elasticsearch_url) as front, Elasticsearch(front.url, max_retries=0) as client:
        front.faults.extend([fault] * 2)
        letters(client, name, threading.Event()).keep([ROW, replace(ROW, row=2, id="2")])
        assert len(front.sizes) == 3
    store = DeadLetters(es)
    store.refresh()
    assert store.count(job=name) == 2
    letters(es, name, threading.Event()).forget()
    store.refresh()
    assert store.count(job=name) == 0


def test_letters_that_cannot_be_removed_are_not_taken_for_removed(es: Elasticsearch, name: str) -> None:
    install(es)
    letters(es, name, threading.Event()).keep([ROW])
    store = DeadLetters(es)
    store.refresh()
    (kept,) = store.pages(until=10**15, job=name)
    es.indices.put_settings(index=DEAD_LETTERS, settings={"index.blocks.write": True})
    try:
        with pytest.raises(Unavailable, match="could not be deleted"):
            store.remove(kept)
    finally:
        es.indices.put_settings(index=DEAD_LETTERS, settings={"index.blocks.write": None})
    store.remove(kept)
    store.remove(kept)
    store.refresh()
    assert store.count(job=name) == 0


def test_patience_and_an_abort_end_the_wait(elasticsearch_url: str, name: str) -> None:
    with in_front_of(elasticsearch_url) as front, Elasticsearch(front.url, max_retries=0) as client:
        front.always = Fault(status=503, reason="no node left")
        with pytest.raises(Unavailable, match="no node left"):
            letters(client, name, threading.Event(), patience=0.3).keep([ROW])
        stop = threading.Event()
        stop.set()
        with pytest.raises(RunEnded):
            letters(client, name, stop).keep([ROW])


def test_a_letter_that_elasticsearch_refuses_ends_the_run_with_its_words(es: Elasticsearch, name: str) -> None:
    install(es)
    with pytest.raises(Refused, match=r"rejected rows could not be kept: .*status"):
        letters(es, name, threading.Event()).keep([replace(ROW, status=2**40)])
