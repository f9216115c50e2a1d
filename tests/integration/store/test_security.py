"""Only Elasticsearch itself, not a proxy in front of it, decides whether security is enabled."""

import pytest
from elasticsearch import Elasticsearch

from sidecar.errors import ServiceUnavailable
from sidecar.store.security import is_enabled
from tests.conftest import version_9_is_long
from tests.servers.elasticsearch import Secured
from tests.support.elasticsearch_proxy import Fault, elasticsearch_proxy


@version_9_is_long
def test_security_is_disabled_on_a_cluster_without_it(any_elasticsearch_url: str) -> None:
    with Elasticsearch(any_elasticsearch_url) as client:
        assert not is_enabled(client)


def test_security_is_enabled_on_a_secured_cluster(secured_elasticsearch: Secured) -> None:
    with Elasticsearch(secured_elasticsearch.url) as client:
        assert is_enabled(client)


@pytest.mark.parametrize("status", [400, 404, 405])
def test_the_error_of_a_proxy_does_not_count_as_disabled_security(secured_elasticsearch: Secured, status: int) -> None:
    with elasticsearch_proxy(secured_elasticsearch.url) as proxy, Elasticsearch(proxy.url) as client:
        proxy.matching, proxy.default_fault = "", Fault(status=status, from_elasticsearch=False)
        with pytest.raises(ServiceUnavailable):
            is_enabled(client)
        proxy.restore()
        assert is_enabled(client)
