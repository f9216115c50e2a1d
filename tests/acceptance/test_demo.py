"""The demo on an Elasticsearch that runs already, as without a terminal: it loads both data sets, shows them and stops."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from elasticsearch import Elasticsearch

from sidecar.demo.elasticsearch.process import signal_with_parent
from sidecar.store.indices import DATASOURCES, INGESTIONS
from tests.acceptance.service import SECRET_KEY, Service
from tests.support.waiting import wait_until

AIRPORTS, FLIGHTS = 28_000, 336_776
"""Rows of the data sets; there are some more airports."""


@pytest.fixture
def demo(elasticsearch_url: str, tmp_path: Path, es: Elasticsearch) -> Iterator[Service]:
    """Return the demo's settings; delete what it created."""
    yield Service(elasticsearch_url, tmp_path, {"SIDECAR_SECRET_KEY": SECRET_KEY})
    for index in es.indices.get(index="airports,flights", ignore_unavailable=True):
        es.indices.delete(index=index)
    for index, id in ((INGESTIONS, "airports"), (INGESTIONS, "flights"), (DATASOURCES, "demo")):
        es.options(ignore_status=404).delete(index=index, id=id, refresh=True)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGKILL])
def test_the_end_of_the_demo_ends_its_sidecar(demo: Service, number: signal.Signals) -> None:
    command = (*signal_with_parent(), sys.executable, "-m", "sidecar.cli", "demo")
    process = subprocess.Popen(command, env=demo.environ, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_until(lambda: bool(demo.processes("sidecar.cli agent")), "the demo has started its sidecar", 60)
        process.send_signal(number)
        process.wait(60)
        wait_until(lambda: not demo.processes(), "no process is left", 60)
    finally:
        process.kill()
        process.wait()


def test_the_demo_loads_both_data_sets_and_stops_without_a_terminal(demo: Service, es: Elasticsearch) -> None:
    command = (sys.executable, "-m", "sidecar.cli", "demo")
    completed = subprocess.run(
        command, env=demo.environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False
    )
    assert completed.returncode == 0, completed.stdout + completed.stderr
    assert f"Open {demo.url}/_siren/console/ in a browser" in completed.stdout
    assert f"The sidecar is ready at {demo.url}" in completed.stdout
    assert f"{FLIGHTS:,} rows in the table, {FLIGHTS // 2:,} of them new" in completed.stdout
    assert "Paris-Le Bourget" in completed.stdout
    assert es.count(index="airports")["count"] >= AIRPORTS
    assert es.count(index="flights")["count"] == FLIGHTS
    with pytest.raises(URLError, match="refused"):
        demo.call("GET", "/_siren/live")
