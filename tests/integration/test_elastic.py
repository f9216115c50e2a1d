"""The sidecar's client on a cluster of several nodes, of which one does not answer."""

import time
from collections.abc import Iterator

import pytest

from sidecar.elastic import Client, create_client, translate_elasticsearch_errors
from sidecar.errors import ServiceUnavailable
from tests.integration.lease_helpers import settings_for
from tests.support.elasticsearch_proxy import ElasticsearchProxy, Fault, elasticsearch_proxy
from tests.support.tcp_proxy import refused_url, tcp_proxy

REQUESTS = 8
"""Enough to reach each of two nodes in turn."""


@pytest.fixture(params=["refused", "silent"])
def dead_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """Return the URL of a node that refuses connections, or of one that is switched off: packets to it are lost."""
    if request.param == "refused":
        yield refused_url()
        return
    request.getfixturevalue("packet_filter")
    with tcp_proxy("127.0.0.1", 1) as proxy:
        proxy.drop_packets()
        yield f"http://127.0.0.1:{proxy.port}"


def write(client: Client, index: str, number: int) -> None:
    with translate_elasticsearch_errors():
        client.index(index=index, id=str(number), document={"number": number}, op_type="create")


def test_a_request_to_a_node_that_is_down_goes_to_the_next_one_at_once(elasticsearch_url: str, name: str, dead_url: str) -> None:
    with create_client(settings_for(f"{dead_url},{elasticsearch_url}")) as client:
        started = time.monotonic()
        for number in range(REQUESTS):
            write(client, name, number)
        assert time.monotonic() - started < 10, "it waits longer than for a single timeout"
        client.indices.refresh(index=name)
        assert client.count(index=name)["count"] == REQUESTS
        client.indices.delete(index=name)


def test_without_any_node_a_request_fails() -> None:
    with create_client(settings_for(f"{refused_url()},{refused_url()}")) as client, pytest.raises(ServiceUnavailable):
        write(client, "nowhere", 1)


@pytest.fixture
def losing(elasticsearch_url: str) -> Iterator[tuple[Client, list[ElasticsearchProxy]]]:
    """Return a client of two nodes, both of which lose the next response to a request about a document."""
    with elasticsearch_proxy(elasticsearch_url) as one, elasticsearch_proxy(elasticsearch_url) as other:
        for proxy in (one, other):
            proxy.matching = "/_"
            proxy.faults.append(Fault(disconnect=True, forwarded=True))
        with create_client(settings_for(f"{one.url},{other.url}")) as client:
            yield client, [one, other]


def test_a_write_whose_response_was_lost_is_not_sent_again(losing: tuple[Client, list[ElasticsearchProxy]], name: str) -> None:
    client, proxies = losing
    with pytest.raises(ServiceUnavailable):
        write(client, name, 1)
    assert sum(proxy.failed for proxy in proxies) == 1
    client.options(ignore_status=404).indices.delete(index=name)


def test_a_read_whose_response_was_lost_goes_to_the_next_node(losing: tuple[Client, list[ElasticsearchProxy]]) -> None:
    client, proxies = losing
    proxies[1].faults.clear()
    for _ in range(2):
        assert client.cluster.health()["status"] in ("green", "yellow")
    assert [proxy.failed for proxy in proxies] == [1, 0]
