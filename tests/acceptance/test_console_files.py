"""The files of the console as a browser gets them: where they are, how they are protected, how they are cached."""

import gzip
from collections.abc import Mapping

import pytest

from tests.acceptance.service import Service, free_port
from tests.acceptance.test_one_address import RawResponse, send_request
from tests.support.waiting import wait_until

CONSOLE = "/_siren/console/"
FILES = {
    "": "text/html",
    "console.js": "text/javascript",
    "sql.js": "text/javascript",
    "style.css": "text/css",
    "icon.svg": "image/svg+xml",
}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "Accept-Encoding": "gzip, deflate, br"}


def get(service: Service, path: str, headers: Mapping[str, str] = BROWSER) -> RawResponse:
    return send_request(service.url, "GET", path, headers=dict(headers))


def is_served(service: Service) -> bool:
    try:
        return get(service, CONSOLE).status == 200
    except OSError:
        return False


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_sent_compressed_with_its_type(service: Service, file: str) -> None:
    response = get(service, CONSOLE + file)
    assert response.status == 200
    assert response.headers["content-type"].split(";")[0] == FILES[file]
    assert response.headers["content-encoding"] == "gzip"
    assert gzip.decompress(response.raw) == get(service, CONSOLE + file, {"Accept-Encoding": "identity"}).raw


@pytest.mark.parametrize("file", FILES)
def test_nothing_else_may_run_in_the_page_or_embed_it(service: Service, file: str) -> None:
    headers = get(service, CONSOLE + file).headers
    policy = {name: values for name, _, values in (each.strip().partition(" ") for each in headers["content-security-policy"].split(";"))}
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert (policy["require-trusted-types-for"], policy["trusted-types"]) == ("'script'", "'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"


def test_an_unchanged_file_is_not_sent_again(service: Service) -> None:
    first = get(service, f"{CONSOLE}console.js")
    again = get(service, f"{CONSOLE}console.js", {**BROWSER, "If-None-Match": first.headers["etag"]})
    assert (again.status, again.raw, first.headers["cache-control"]) == (304, b"", "no-cache")


@pytest.mark.parametrize(
    ("path", "location"),
    [("/", "_siren/console/"), ("/_siren", "_siren/console/"), ("/_siren/", "console/"), ("/_siren/console", "console/")],
)
def test_a_browser_is_sent_to_the_console(service: Service, path: str, location: str) -> None:
    # The address is relative: a proxy may serve the sidecar below a path prefix.
    response = get(service, path)
    assert (response.status, response.headers["location"]) == (302, location)


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/vnd.elasticsearch+json; compatible-with=8"])
def test_other_clients_are_answered_as_before(service: Service, accept: str) -> None:
    response = get(service, "/", {"Accept": accept})
    assert response.status == 400
    assert response.body["error"]["type"] == "illegal_argument_exception"


@pytest.mark.parametrize("name", ["nothing.js", "..%2fviews.py", "%2e%2e%2fviews.py", "views.py", "static/console.js"])
def test_no_other_file_is_served(service: Service, name: str) -> None:
    response = get(service, CONSOLE + name)
    assert response.status in (400, 404), response
    assert response.body["error"]["type"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_the_files_are_only_read(service: Service, method: str) -> None:
    response = send_request(service.url, method, CONSOLE, headers={"content-type": "application/json"})
    assert (response.status, response.headers["allow"]) == (405, "GET,HEAD")


def test_the_files_need_no_elasticsearch(tmp_path_factory: pytest.TempPathFactory) -> None:
    alone = Service(f"http://127.0.0.1:{free_port()}", tmp_path_factory.mktemp("alone"), command="api")
    alone.launch()
    try:
        wait_until(lambda: is_served(alone), "the console is served", 60)
    finally:
        alone.stop()
