"""The demo: a real Elasticsearch, real rows, and the story of every run."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sidecar import hardening, terminal
from sidecar.api_client import INGESTIONS, JOBS, Api
from sidecar.demo import definitions, tables
from sidecar.demo.elasticsearch import Wish, start_elasticsearch
from sidecar.elastic import Client, make_client, translated
from sidecar.errors import ConfigurationError, Refused, SidecarError, Unavailable
from sidecar.settings import Settings, load_settings

START = 60.0
"""Seconds that the service may take to become healthy."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Where the demo plays: its folder, the service, and Elasticsearch."""

    folder: Path
    api: Api
    url: str
    """Elasticsearch's address, or the first of several."""
    elasticsearch: Client


def run_demo(environ: Mapping[str, str]) -> int:
    """Play the demo; serve until Ctrl-C on a terminal, else stop all that was started and give 0."""
    settings = load_settings(environ)
    _check_free(settings)
    # What was started is stopped on the way out, also when somebody ends the demo by a signal.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    folder = settings.data_dir / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        url, outside = environ.get("SIDECAR_ELASTICSEARCH_URL"), hardening.without_settings(environ)
        wish = Wish(data_dir=folder, url=url, image=settings.demo_image, environ=outside)
        node = stack.enter_context(start_elasticsearch(wish, _say))
        _say(f"Elasticsearch answers at {node.url} ({node.origin}).")
        service = _serve(settings, folder, node.url, environ)
        stack.callback(_stop, service)
        stage = stack.enter_context(_stage(settings, folder, tuple(node.url.split(","))))
        _wait(stage.api, service, folder / "sidecar.log")
        _play(stage)
        _farewell(stage, service)
    return 0


@contextmanager
def _stage(settings: Settings, folder: Path, urls: tuple[str, ...]) -> Iterator[Stage]:
    """Make the clients of both sides: who the sidecar is for Elasticsearch, the demo is for both."""
    user = (settings.elasticsearch_username, settings.elasticsearch_password)
    api = Api(f"http://{settings.bind}", *user, api_key=settings.elasticsearch_api_key)
    with make_client(replace(settings, elasticsearch_url=urls)) as client:
        yield Stage(folder=folder, api=api, url=urls[0], elasticsearch=client)


def _check_free(settings: Settings) -> None:
    """Raise :class:`ConfigurationError` where somebody listens already: the demo would take their sidecar for its own."""
    try:
        socket.create_connection((settings.host, settings.port), timeout=1.0).close()
    except OSError:
        return
    raise ConfigurationError(f"Something listens on {settings.bind} already; set SIDECAR_BIND to another address.")


def _say(sentence: str) -> None:
    terminal.console.print(sentence, markup=False)


def _title(words: str) -> None:
    terminal.console.rule(words, align="left")


def _serve(settings: Settings, folder: Path, url: str, environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start the service beside its log file, allowed to read the demo's own folder."""
    allowed = ",".join([*(settings.allowed_sources or ("*://*:*/*",)), f"sqlite://{folder.resolve()}/*"])
    own = {"SIDECAR_ELASTICSEARCH_URL": url, "SIDECAR_ALLOWED_SOURCES": allowed, "SIDECAR_BIND": settings.bind}
    with (folder / "sidecar.log").open("ab") as log:
        return subprocess.Popen(
            (sys.executable, "-P", "-m", "sidecar.cli", "serve"), env={**environ, **own}, stdout=log, stderr=log, start_new_session=True
        )


def _stop(service: subprocess.Popen[bytes]) -> None:
    service.terminate()
    service.wait()


def _wait(api: Api, service: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the service is healthy; raise :class:`ConfigurationError` where it ended or does not come up."""
    deadline = time.monotonic() + START
    while service.poll() is None and time.monotonic() < deadline:
        try:
            api.call("GET", "/_siren/health")
        except (Unavailable, Refused):
            time.sleep(0.2)
        else:
            if service.poll() is None:
                _say(f"The sidecar answers at {api.url}; its log is {log}.")
                return
    raise ConfigurationError(f"The sidecar did not come up; see {log}.")


def _play(stage: Stage) -> None:
    database = stage.folder / "demo.db"
    tables.make_airports(database)
    flights = tables.Flights(database)
    stage.api.call("PUT", "/_siren/connector/datasource/demo", definitions.datasource(database))
    for name, body in definitions.INGESTIONS.items():
        stage.api.call("PUT", f"{INGESTIONS}/{name}", body)
    _title("airports: REPLACE, from latitude and longitude to geo_point")
    _run(stage, "airports")
    flights.first_half()
    _title(f"flights: INCREMENTAL, the table has {flights.count():,} rows; those that Elasticsearch has already are not read again")
    _run(stage, "flights")
    flights.second_half()
    _title(f"flights again: the table has {flights.count():,} rows now, and only the new ones are read")
    _run(stage, "flights")
    _show_log(stage)
    _show_map(stage)


def _run(stage: Stage, job: str) -> None:
    stage.api.run(job)
    status = terminal.follow(job, stage.api.follow(job, every=0.2))
    _say(f"GET {JOBS}/{job}")
    _json(stage.api.call("GET", f"{JOBS}/{job}"))
    if status["state"] != "successful":
        raise SidecarError(f"the job [{job}] ended in the state [{status['state']}]")


def _show_log(stage: Stage) -> None:
    _title("the job log: an ordinary search of .siren-jobs")
    _say("GET .siren-jobs/_search?sort=ingestion.start_time:desc&size=3")
    told = ("state", "infos", "count", "start_time", "end_time", "details.docs_per_second")
    wanted = ",".join(["hits.total.value", "hits.hits._id", *(f"hits.hits._source.ingestion.{name}" for name in told)])
    _json(_search(stage, "/.siren-jobs/_search", definitions.LAST_RUNS, filter_path=wanted))


def _show_map(stage: Stage) -> None:
    _title("the result: the airports nearest to the Eiffel Tower")
    _say(f"GET airports/_search {json.dumps(definitions.NEAREST)}")
    answer = _search(stage, "/airports/_search", definitions.NEAREST)
    for hit in answer["hits"]["hits"]:
        _say(f"  {hit['sort'][0]:5.1f} km  {hit['_source']['icao']}  {hit['_source']['name']}")


def _search(stage: Stage, path: str, body: dict[str, Any], **parameters: str) -> dict[str, Any]:
    headers = {"accept": "application/json", "content-type": "application/json"}
    with translated():
        answer: dict[str, Any] = stage.elasticsearch.perform_request("POST", path, params=parameters, headers=headers, body=body).body
    return answer


def _json(document: dict[str, Any]) -> None:
    terminal.console.print_json(json.dumps(document))


def _farewell(stage: Stage, service: subprocess.Popen[bytes]) -> None:
    _title("go on with")
    for line in definitions.curl_lines(stage.api.url, stage.url):
        terminal.console.print(line, markup=False, soft_wrap=True)
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        _say("Stopped now: on a terminal the demo goes on serving.")
        return
    _say("Serving until Ctrl-C.")
    try:
        # In steps: a wait without an end is not woken by a signal once some library has asked for restarted calls.
        while service.poll() is None:
            time.sleep(0.2)
    except KeyboardInterrupt:
        _say(f"{os.linesep}Stopping.")
