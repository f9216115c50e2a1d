"""Which requests the checks of callers send to a secured cluster, and how they notice that it is no longer secured."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from sidecar.api.metrics.request_durations import RequestDurations
from sidecar.app import create_app
from tests.acceptance.secured import basic_auth
from tests.acceptance.service import JOBS, SECRET_KEY
from tests.integration.lease_helpers import settings_for
from tests.servers.elasticsearch import Secured
from tests.support.elasticsearch_proxy import ElasticsearchProxy, Fault, elasticsearch_proxy
from tests.support.waiting import wait_until

MAX_REQUESTS = 4
"""Requests to Elasticsearch for a scrape, the one that checks the login among them."""


@pytest.fixture
def proxy(secured_elasticsearch: Secured) -> Iterator[ElasticsearchProxy]:
    """Yield a proxy in front of a secured Elasticsearch."""
    with elasticsearch_proxy(secured_elasticsearch.url) as proxy:
        yield proxy


@pytest.fixture
def api(proxy: ElasticsearchProxy, secured_elasticsearch: Secured, tmp_path: Path) -> FlaskClient:
    """Return a client of the API whose calls authenticate as the superuser."""
    username, password = secured_elasticsearch.superuser
    settings = settings_for(
        proxy.url, elasticsearch_username=username, elasticsearch_password=password, secret_key=SECRET_KEY, data_dir=str(tmp_path)
    )
    client = create_app(settings, RequestDurations()).test_client()
    client.environ_base.update({"HTTP_AUTHORIZATION": basic_auth(username, password)["Authorization"]})
    return client


def test_a_scrape_with_a_login_sends_few_requests(api: FlaskClient, proxy: ElasticsearchProxy) -> None:
    # That the cluster is secured is asked only once.
    assert api.get("/_siren/metrics", headers={"Authorization": "Basic x"}).status_code == 401
    proxy.requests.clear()
    assert "sidecar_elasticsearch_up 1" in api.get("/_siren/metrics").text
    calls = [call for call, _ in proxy.requests]
    assert calls[0] == "POST /_security/user/_has_privileges"
    assert len(calls) <= MAX_REQUESTS, calls


def test_disabled_security_is_noticed_at_the_first_call_that_it_fails(api: FlaskClient, proxy: ElasticsearchProxy) -> None:
    assert api.get(f"{JOBS}/ingestion").status_code == 200
    proxy.matching, proxy.default_fault = "/_security", Fault(status=400, reason="no handler found")
    wait_until(lambda: api.get(f"{JOBS}/ingestion").status_code == 400, "a check reaches the cluster")
    assert api.get(f"{JOBS}/ingestion", headers={"Authorization": "Basic x"}).status_code == 200
    proxy.restore()
    wait_until(lambda: api.get(f"{JOBS}/ingestion", headers={"Authorization": "Basic x"}).status_code == 401, "security is noticed again")
