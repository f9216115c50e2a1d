"""Who may scrape without a login, and what a scrape has while nobody can log in."""

from pathlib import Path

import pytest
from flask import Flask, g

from sidecar.api.metrics.request_durations import RequestDurations
from sidecar.api.metrics.views import ScrapeAccess
from sidecar.app import create_app
from sidecar.errors import ConfigurationError, Forbidden, ServiceUnavailable
from sidecar.settings import load_settings

NETWORKS = "10.1.0.0/16, 192.0.2.7,fd00::/8"


class Refusing:
    """An access that raises an error."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def authorize(self) -> None:
        """Raise the error."""
        raise self.error


def authorize(address: str, error: Exception, networks: str = NETWORKS) -> bool:
    """Authorize a scrape from an address; return whether Elasticsearch counts as down."""
    found = load_settings({"SIDECAR_METRICS_NETWORKS": networks}).metrics_networks or ()
    headers = {"X-Forwarded-For": "10.1.2.3", "Forwarded": "for=10.1.2.3", "X-Real-IP": "10.1.2.3"}
    with Flask("test").test_request_context("/_siren/metrics", headers=headers, environ_base={"REMOTE_ADDR": address}):
        ScrapeAccess(Refusing(error), found).authorize()  # type: ignore[arg-type]
        return bool(g.get("elasticsearch_is_down"))


@pytest.mark.parametrize("address", ["10.1.0.1", "10.1.255.255", "192.0.2.7", "fd00::1", "::ffff:10.1.2.3"])
def test_an_address_in_the_networks_needs_no_login(address: str) -> None:
    assert not authorize(address, Forbidden("no login"))


@pytest.mark.parametrize("address", ["10.2.0.1", "192.0.2.8", "127.0.0.1", "::1", "fe80::1", "::ffff:10.2.0.1", "", "unix:"])
def test_another_address_needs_a_login_whatever_its_headers_say(address: str) -> None:
    with pytest.raises(Forbidden):
        authorize(address, Forbidden("no login"))


def test_without_the_setting_every_address_needs_a_login() -> None:
    with pytest.raises(Forbidden):
        authorize("10.1.0.1", Forbidden("no login"), networks="")


def test_without_elasticsearch_a_scrape_is_limited() -> None:
    assert authorize("127.0.0.1", ServiceUnavailable("down"))


@pytest.mark.parametrize("value", ["10.1.0.0/33", "10.1.0.1/16", "localhost", "10.1.0.0/16;10.2.0.0/16"])
def test_what_is_no_network_is_rejected(value: str) -> None:
    with pytest.raises(ConfigurationError, match="SIDECAR_METRICS_NETWORKS must be a comma-separated list of networks"):
        load_settings({"SIDECAR_METRICS_NETWORKS": value})


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "text/plain"),
        ("*/*", "text/plain"),
        ("text/html", "text/plain"),
        ("text/plain;version=0.0.4", "text/plain"),
        ("application/openmetrics-text", "application/openmetrics-text"),
        ("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1", "application/openmetrics-text"),
        ("application/openmetrics-text;version=1.0.0;q=0.4,text/plain;version=0.0.4;q=0.5", "text/plain"),
        ("application/openmetrics-text;q=0,text/plain;q=0.1", "text/plain"),
        ("text/plain;q=0.9,application/openmetrics-text;version=1.0.0;q=0.1", "text/plain"),
    ],
)
def test_the_format_is_the_one_that_the_scraper_prefers(tmp_path: Path, accept: str | None, expected: str) -> None:
    settings = {"SIDECAR_DATA_DIR": str(tmp_path), "SIDECAR_ELASTICSEARCH_URL": "http://127.0.0.1:9"}
    app = create_app(load_settings(settings), RequestDurations())
    response = app.test_client().get("/_siren/metrics", headers={} if accept is None else {"Accept": accept})
    assert response.status_code == 200
    assert response.content_type.startswith(f"{expected};")
    assert "sidecar_elasticsearch_up 0\n" in response.text
    assert response.text.endswith("# EOF\n") == (expected == "application/openmetrics-text")
