"""Whether a cluster has security is Elasticsearch's own word, not that of whatever stands before it."""

import pytest
from elasticsearch import Elasticsearch

from sidecar.errors import Unavailable
from sidecar.store.security import enabled
from tests.servers.elasticsearch import Secured
from tests.support.elasticsearch_proxy import Fault, in_front_of


def test_a_cluster_without_security_says_so(any_elasticsearch_url: str) -> None:
    with Elasticsearch(any_elasticsearch_url) as client:
        assert not enabled(client)


def test_a_cluster_with_security_says_so(secured_elasticsearch: Secured) -> None:
    with Elasticsearch(secured_elasticsearch.url) as client:
        assert enabled(client)


@pytest.mark.parametrize("status", [400, 404, 405])
def test_a_proxy_that_knows_no_such_path_says_nothing(secured_elasticsearch: Secured, status: int) -> None:
    with in_front_of(secured_elasticsearch.url) as front, Elasticsearch(front.url) as client:
        front.about, front.always = "", Fault(status=status, foreign=True)
        with pytest.raises(Unavailable):
            enabled(client)
        front.mend()
        assert enabled(client)
