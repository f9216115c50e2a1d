"""A web page in the user's browser cannot use a sidecar without security: tested with a real browser."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.acceptance.databases import write_sqlite_file
from tests.acceptance.service import INGESTION, JOBS, Service
from tests.conftest import available, unique_name
from tests.servers import chromium
from tests.servers.chromium import FOREIGN_HOST
from tests.support.waiting import wait_until

PAGE = '<!doctype html><title>page</title><body><script src="/page.js"></script>'
SCRIPT = """
async function attempt(how) {
  try { const response = await how(); return [response.type, response.status, response.type == "opaque" ? "" : await response.text()]; }
  catch (error) { return ["failed", 0, String(error)]; }
}
function submitForm(url) {
  const frame = Object.assign(document.createElement("iframe"), {name: "target"});
  const form = Object.assign(document.createElement("form"), {method: "post", target: "target", action: url});
  document.body.append(frame, form);
  return new Promise(resolve => { frame.onload = () => resolve(Response.json("sent")); form.submit(); });
}
function postFromSandbox(url) {
  const script = `fetch("${url}", {method: "POST", mode: "no-cors"}).finally(() => parent.postMessage("sent", "*"))`;
  const frame = Object.assign(document.createElement("iframe"), {sandbox: "allow-scripts", srcdoc: `<script>${script}</script>`});
  return new Promise(resolve => { addEventListener("message", () => resolve(Response.json("sent"))); document.body.append(frame); });
}
function sendBeacon(url) {
  return Response.json(navigator.sendBeacon(url));
}
(async () => {
  const results = [];
  for (const how of [ATTEMPTS]) results.push(await attempt(how));
  await fetch("/report", {method: "POST", body: JSON.stringify(results)});
})();
"""


@dataclass
class Site:
    """A web site with one page. Other paths are passed on to the sidecar with unchanged headers, as a reverse proxy does."""

    sidecar: str
    script: str = ""
    reports: list[Any] = field(default_factory=list)
    port: int = 0

    def handler(self) -> type[BaseHTTPRequestHandler]:
        """Return the request handler of an HTTP server."""
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                own = {"/": (PAGE, "text/html"), "/page.js": (site.script, "text/javascript")}
                if self.path in own:
                    text, content_type = own[self.path]
                    self._respond(200, text.encode(), content_type)
                else:
                    self._respond(*site.pass_on(self))

            def do_POST(self) -> None:
                if self.path == "/report":
                    site.reports.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                    self._respond(200, b"")
                else:
                    self._respond(*site.pass_on(self))

            def _respond(self, status: int, body: bytes, content_type: str = "application/json") -> None:
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Log nothing."""

        return Handler

    def pass_on(self, request: BaseHTTPRequestHandler) -> tuple[int, bytes]:
        """Send a request to the sidecar; return status and body."""
        with closing(http.client.HTTPConnection(urlsplit(self.sidecar).netloc, timeout=20)) as connection:
            connection.request(request.command, request.path, headers=dict(request.headers))
            response = connection.getresponse()
            return response.status, response.read()

    def show(self, host: str, *attempts: str) -> list[Any]:
        """Let a browser run the attempts in a page of this site; return type, status and text of each response."""
        self.script, self.reports[:] = SCRIPT.replace("ATTEMPTS", ",".join(f"() => {each}" for each in attempts)), []
        with available(chromium.showing(f"http://{host}:{self.port}/")):
            wait_until(lambda: bool(self.reports), "the page has reported", 60)
        results: list[Any] = self.reports[0]
        return results


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """Serve a site on a free port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), site.handler()) as server:
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def site(service: Service) -> Iterator[Site]:
    """Yield a web site of somebody else."""
    with serving(Site(service.url)) as site:
        yield site


@pytest.fixture
def job(service: Service) -> str:
    """Save a job; return its id."""
    id = unique_name()
    file = write_sqlite_file(
        service.folder / f"{id}.db", "create table t (id integer primary key)", rows=[(1,)], insert="insert into t values (?)"
    )
    service.define(id, {"query": "select * from t", "pk_field": "id"}, file)
    return id


def post(url: str, options: str = "") -> str:
    return f"fetch('{url}', {{method: 'POST', mode: 'no-cors'{options}}})"


@pytest.mark.parametrize("host", [FOREIGN_HOST, "127.0.0.1", "localhost"])
def test_a_page_of_another_origin_starts_and_aborts_nothing(service: Service, site: Site, job: str, host: str) -> None:
    run, abort = f"{service.url}{INGESTION}/{job}/_run", f"{service.url}{JOBS}/ingestion/{job}/_abort"
    results = site.show(
        host, post(run), post(run.replace("127.0.0.1", "localhost")), post(run, ", credentials: 'include'"), post(abort),
        f"submitForm('{run}')", f"postFromSandbox('{run}')", f"sendBeacon('{run}')",
    )  # fmt: skip
    assert [each[0] for each in results] == ["opaque"] * 4 + ["default"] * 3
    assert service.call("GET", f"{JOBS}/ingestion/{job}").status == 404


def test_a_page_whose_name_leads_to_the_sidecar_reads_nothing(service: Service, site: Site, job: str) -> None:
    # The page has loaded from its own server, and its name now leads to the sidecar: the same origin for the browser.
    paths = (f"{INGESTION}/{job}", f"{JOBS}/ingestion", "/_siren/live", "/_siren/openapi.json", "/nothing")
    results = site.show(FOREIGN_HOST, *(f"fetch('{each}')" for each in paths), f"fetch('{INGESTION}/{job}/_run', {{method: 'POST'}})")
    assert [each[:2] for each in results] == [["basic", 403]] * 6
    assert [json.loads(each[2])["error"]["type"] for each in results] == ["security_exception"] * 6
    assert service.call("GET", f"{JOBS}/ingestion/{job}").status == 404


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_of_our_own_origin_may_run_a_job(service: Service, site: Site, job: str, host: str) -> None:
    run = f"fetch('{INGESTION}/{job}/_run?wait_for_completion=true', {{method: 'POST'}})"
    ((kind, status, text),) = site.show(host, run)
    assert (kind, status) == ("basic", 200), text
    assert json.loads(text)["status"]["state"] == "successful"
