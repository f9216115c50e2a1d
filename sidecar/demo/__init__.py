"""The demo: load two real data sets into Elasticsearch and show status, job log and result."""

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
from sidecar.api_client import INGESTIONS, JOBS, ApiClient
from sidecar.demo import definitions, tables
from sidecar.demo.elasticsearch import NodeRequest, start_elasticsearch
from sidecar.elastic import Client, create_client, translate_elasticsearch_errors
from sidecar.errors import ApiError, ConfigurationError, ServiceUnavailable, SidecarError
from sidecar.prctl import terminate_with_parent
from sidecar.settings import Settings, load_settings

START_TIMEOUT = 60.0
"""Seconds until the sidecar must be healthy."""
JOB_LOG_TIMEOUT = 10.0
"""Seconds to wait for the last status in the job log."""


@dataclass(frozen=True, kw_only=True)
class DemoEnvironment:
    """The demo's folder, the client of its sidecar and its Elasticsearch."""

    folder: Path
    api: ApiClient
    url: str
    """Elasticsearch's URL, or the first of several."""
    elasticsearch: Client


def run_demo(environ: Mapping[str, str]) -> int:
    """Run the demo and return the exit status; on a terminal, keep serving until Ctrl-C."""
    settings = load_settings(environ)
    _check_port_is_free(settings)
    # SIGTERM and a closed terminal must unwind the stack below as well, so that everything started here is stopped.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(0))
    folder = settings.data_dir / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        url, server_environ = environ.get("SIDECAR_ELASTICSEARCH_URL"), hardening.environment_without_settings(environ)
        request = NodeRequest(data_dir=folder, url=url, image=settings.demo_image, environ=server_environ)
        node = stack.enter_context(start_elasticsearch(request, _print))
        _print(f"Elasticsearch is ready at {node.url} ({node.origin}).")
        sidecar = _start_sidecar(settings, folder, node.url, environ)
        stack.callback(_stop, sidecar)
        demo = stack.enter_context(_connect(settings, folder, tuple(node.url.split(","))))
        _wait_until_healthy(demo.api, sidecar, folder / "sidecar.log")
        _load_tables(demo)
        _show_job_log(demo)
        _show_nearest_airports(demo)
        _print_next_steps(demo)
        _serve_until_interrupted(sidecar)
    return 0


@contextmanager
def _connect(settings: Settings, folder: Path, urls: tuple[str, ...]) -> Iterator[DemoEnvironment]:
    """Create the clients of the sidecar and of Elasticsearch, both with the sidecar's own credentials."""
    user = (settings.elasticsearch_username, settings.elasticsearch_password)
    api = ApiClient(f"http://{settings.bind}", *user, api_key=settings.elasticsearch_api_key)
    with create_client(replace(settings, elasticsearch_url=urls)) as client:
        yield DemoEnvironment(folder=folder, api=api, url=urls[0], elasticsearch=client)


def _check_port_is_free(settings: Settings) -> None:
    """Raise :class:`ConfigurationError` if the address is in use: the demo would call another sidecar."""
    try:
        socket.create_connection((settings.host, settings.port), timeout=1.0).close()
    except OSError:
        return
    raise ConfigurationError(f"The address {settings.bind} is already in use; set SIDECAR_BIND to another one.")


def _print(message: str) -> None:
    terminal.console.print(message, markup=False)


def _print_title(title: str, explanation: str = "") -> None:
    terminal.console.rule(title, align="left")
    if explanation:
        _print(explanation)


def _start_sidecar(settings: Settings, folder: Path, url: str, environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start the sidecar with a log file, and allow it to read the demo's folder."""
    allowed = ",".join([*(settings.allowed_sources or ("*://*:*/*",)), f"sqlite://{folder.resolve()}/*"])
    own = {"SIDECAR_ELASTICSEARCH_URL": url, "SIDECAR_ALLOWED_SOURCES": allowed, "SIDECAR_BIND": settings.bind}
    with (folder / "sidecar.log").open("ab") as log:
        # preexec_fn is safe because this process has a single thread.
        return subprocess.Popen(
            (sys.executable, "-P", "-m", "sidecar.cli", "serve"),
            env={**environ, **own},
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=terminate_with_parent,  # noqa: PLW1509
        )


def _stop(sidecar: subprocess.Popen[bytes]) -> None:
    sidecar.terminate()
    sidecar.wait()


def _wait_until_healthy(api: ApiClient, sidecar: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the sidecar is healthy; raise :class:`ConfigurationError` if it exits or does not become healthy in time."""
    deadline = time.monotonic() + START_TIMEOUT
    while sidecar.poll() is None and time.monotonic() < deadline:
        try:
            api.call("GET", "/_siren/health")
        except (ServiceUnavailable, ApiError):
            time.sleep(0.2)
        else:
            if sidecar.poll() is None:
                _print(f"Open {api.url}/_siren/console/ in a browser: it shows everything that follows.")
                _print(f"The sidecar is ready at {api.url}; its log is {log}.")
                return
    raise ConfigurationError(f"The sidecar did not start; see {log}.")


def _load_tables(demo: DemoEnvironment) -> None:
    database = demo.folder / "demo.db"
    tables.create_airports(database)
    flights = tables.Flights(database)
    demo.api.call("PUT", "/_siren/connector/datasource/demo", definitions.datasource(database))
    for name, body in definitions.INGESTIONS.items():
        demo.api.call("PUT", f"{INGESTIONS}/{name}", body)
    _print_title("airports", "strategy REPLACE, latitude and longitude become a geo_point")
    _run(demo, "airports")
    flights.insert_first_half()
    rows = f"{flights.count():,} rows in the table"
    _print_title("flights", f"strategy INCREMENTAL, {rows}; those that are in Elasticsearch already are not read again")
    _run(demo, "flights")
    inserted = flights.insert_second_half()
    _print_title("flights again", f"{flights.count():,} rows in the table, {inserted:,} of them new; only these are read")
    _run(demo, "flights")


def _run(demo: DemoEnvironment, job: str) -> None:
    demo.api.run(job)
    status = terminal.follow(job, demo.api.follow(job, interval=0.2))
    _print(f"GET {JOBS}/{job}")
    _print_json(demo.api.call("GET", f"{JOBS}/{job}"))
    if status["state"] != "successful":
        raise SidecarError(f"the job [{job}] ended in the state [{status['state']}]")


def _show_job_log(demo: DemoEnvironment) -> None:
    _print_title("the job log: every execution is a document in .siren-jobs")
    _print("GET /.siren-jobs/_search?q=ingestion.is_running:false&sort=ingestion.start_time:desc&size=3")
    _wait_for_job_log(demo)
    fields = ("state", "infos", "count", "start_time", "end_time", "details.docs_per_second")
    filter_path = ",".join(["hits.total.value", "hits.hits._id", *(f"hits.hits._source.ingestion.{name}" for name in fields)])
    _print_json(_search(demo, "/.siren-jobs/_search", definitions.LAST_RUNS, filter_path=filter_path))


def _wait_for_job_log(demo: DemoEnvironment) -> None:
    """Wait until the log shows that no execution runs; it follows the status, and a search sees it after a refresh."""
    deadline = time.monotonic() + JOB_LOG_TIMEOUT
    while time.monotonic() < deadline:
        running = _search(demo, "/.siren-jobs/_search", definitions.RUNNING)
        if not running["hits"]["total"]["value"]:
            return
        time.sleep(0.2)


def _show_nearest_airports(demo: DemoEnvironment) -> None:
    _print_title("the result: the airports nearest to the Eiffel Tower")
    _print(f"GET airports/_search {json.dumps(definitions.NEAREST)}")
    response = _search(demo, "/airports/_search", definitions.NEAREST)
    for hit in response["hits"]["hits"]:
        _print(f"  {hit['sort'][0]:5.1f} km  {hit['_source']['icao']}  {hit['_source']['name']}")


def _search(demo: DemoEnvironment, path: str, body: dict[str, Any], **parameters: str) -> dict[str, Any]:
    headers = {"accept": "application/json", "content-type": "application/json"}
    with translate_elasticsearch_errors():
        response: dict[str, Any] = demo.elasticsearch.perform_request("POST", path, params=parameters, headers=headers, body=body).body
    return response


def _print_json(document: dict[str, Any]) -> None:
    terminal.console.print_json(json.dumps(document))


def _print_next_steps(demo: DemoEnvironment) -> None:
    _print_title("next, try")
    for line in definitions.curl_lines(demo.api.url, demo.url):
        terminal.console.print(line, markup=False, soft_wrap=True)


def _serve_until_interrupted(sidecar: subprocess.Popen[bytes]) -> None:
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        _print("Stopping, because this is not a terminal; on a terminal the demo keeps serving.")
        return
    _print("Serving until Ctrl-C.")
    try:
        # Polls, because some libraries make the system calls of an unlimited wait restart after a signal.
        while sidecar.poll() is None:
            time.sleep(0.2)
    except KeyboardInterrupt:
        _print(f"{os.linesep}Stopping.")
