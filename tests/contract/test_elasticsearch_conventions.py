"""Compare the conventions with Elasticsearch: the same unusual requests, the same responses."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidecar.api.compat.filter_path import FilterPath
from sidecar.api.compat.media_types import ResponseFormat
from sidecar.api.compat.rendering import Style, add_human_readable, format_duration, render
from tests.conftest import version_9_is_long
from tests.contract.http_requests import Response, send_request
from tests.support.conventions_app import create_test_app

JSON = {"Content-Type": "application/json"}
PLAIN_VENDOR = "application/vnd.elasticsearch+json"
VENDOR = f"{PLAIN_VENDOR}; compatible-with=8"
SEARCH = "/_siren/things/_search"


@dataclass(frozen=True)
class RealElasticsearch:
    """An Elasticsearch with one index, whose mapping is disabled."""

    url: str
    index: str = field(default_factory=lambda: f"conventions-{uuid.uuid4().hex}")

    def __call__(self, method: str, path: str, headers: dict[str, str] | None = None, body: str | None = None) -> Response:
        return send_request(self.url, method, path, [*(headers or {}).items()], body.encode() if body is not None else None)


@pytest.fixture(scope="module")
def elasticsearch(any_elasticsearch_url: str) -> Iterator[RealElasticsearch]:
    server = RealElasticsearch(any_elasticsearch_url)
    mapping = {"settings": {"number_of_replicas": 0}, "mappings": {"enabled": False}}
    assert server("PUT", f"/{server.index}", JSON, json.dumps(mapping)).status == 200
    yield server
    server("DELETE", f"/{server.index}")


def send_to_app(method: str, path: str, headers: dict[str, str] | None = None, body: str | None = None, **app: Any) -> Response:
    response = create_test_app(**app).test_client().open(path, method=method, headers=headers, data=body)
    return Response(response.status_code, {name.lower(): value for name, value in response.headers}, response.text)


@pytest.mark.parametrize(
    "query",
    [
        *("foo=1", "foo=1&bar=2", "prety", "routin=1&filter_paths=a", "expand_wildcard=1&Preference=x", "serach_type=x"),
        *("size=x", "size=", "size=0x5", "size=%205", "size=5.0", "size=99999999999", "size=-5"),
        *("version=maybe", "version=TRUE", "pretty=maybe", "human=1"),
        *("timeout=x", "timeout=5", "timeout=-5s", "timeout=5.5s", "timeout=1e3s", "timeout=5parsecs", "timeout=s", "timeout=1M"),
        *("timeout=", "timeout=-0", "timeout=-2", "timeout=1w", "timeout=1x&filter_path=foo"),
    ],
)
def test_an_invalid_parameter_has_the_same_message(elasticsearch: RealElasticsearch, query: str) -> None:
    theirs, mine = elasticsearch("GET", f"/{elasticsearch.index}/_search?{query}"), send_to_app("GET", f"{SEARCH}?{query}")
    assert (mine.status, json.loads(mine.text)) == (
        theirs.status,
        json.loads(theirs.text.replace(f"/{elasticsearch.index}/_search", SEARCH)),
    )


@pytest.mark.parametrize(
    "query", ["size=%2B5", "size=-0", "version", "version=", "timeout=-1", "timeout=-1ms", "timeout=0", "timeout=5S", "timeout=1D",
              "timeout=%2030s", "timeout=30%20s", "timeout=3micros", "timeout=99999999999999d", "pretty=&human", "filter_path=,"],
)  # fmt: skip
def test_a_valid_parameter_is_accepted_by_both(elasticsearch: RealElasticsearch, query: str) -> None:
    assert elasticsearch("GET", f"/{elasticsearch.index}/_search?{query}").status == send_to_app("GET", f"{SEARCH}?{query}").status == 200


def test_an_invalid_sequence_number_has_the_same_message(elasticsearch: RealElasticsearch) -> None:
    theirs = elasticsearch("PUT", f"/{elasticsearch.index}/_doc/1?if_seq_no=x", JSON, "{}")
    assert send_to_app("PUT", "/_siren/thing/1?if_seq_no=x", JSON, "{}").error == theirs.error


@pytest.mark.parametrize("path", ["/_nosuch/a/b/c/d/e", "/_nosuch/a/b/c/d/e?a=b%20c&pretty", "/_nosuch//b/%C3%A9/d/e?filter_path=x"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_unknown_path_has_the_same_message(elasticsearch: RealElasticsearch, method: str, path: str) -> None:
    theirs, mine = elasticsearch(method, path), send_to_app(method, path)
    assert (mine.status, mine.error["reason"]) == (theirs.status, theirs.error["reason"])


@pytest.mark.parametrize("method", ["PATCH", "DELETE", "TRACE", "FOO"])
def test_a_wrong_method_has_the_same_message(elasticsearch: RealElasticsearch, method: str) -> None:
    theirs, mine = elasticsearch(method, f"/{elasticsearch.index}/_search?a=b"), send_to_app(method, f"{SEARCH}?a=b")
    # The sidecar supports HEAD wherever GET is supported, so it lists HEAD.
    message = theirs.error["reason"].replace(f"/{elasticsearch.index}/_search", SEARCH).replace("[GET, POST]", "[GET, POST, HEAD]")
    assert (mine.status, mine.error["reason"], mine.headers["allow"]) == (theirs.status, message, theirs.headers["allow"] + ",HEAD")


@pytest.mark.parametrize("path", ["/_nosuch/a/b/c/d/e", "/_search"])
def test_options_responses_are_alike(elasticsearch: RealElasticsearch, path: str) -> None:
    theirs, mine = elasticsearch("OPTIONS", path), send_to_app("OPTIONS", path.replace("/_search", SEARCH))
    assert (mine.status, mine.text) == (theirs.status, theirs.text)
    assert mine.headers["content-type"] == theirs.headers["content-type"]
    assert ("allow" in mine.headers) == ("allow" in theirs.headers)


@pytest.mark.parametrize(
    "accept",
    [
        *("application/json", "application/yaml", "text/plain", "text/html", "image/png", "*/*", "application/*", "APPLICATION/JSON"),
        *("application/json;charset=utf-8", "application/json; q=0.5, text/html", "text/html, application/yaml", "application/json;"),
        *("application/yaml;q=1", "application/x-ndjson", "application/json;compatible-with=8", "application/json;foo=bar"),
        *(VENDOR, VENDOR.replace("json", "yaml"), VENDOR.replace("json", "x-ndjson"), PLAIN_VENDOR),
        *("nonsense", "application/json;a", "application/json;a= b", ""),
    ],
)
def test_accept_is_parsed_alike(elasticsearch: RealElasticsearch, accept: str) -> None:
    theirs, mine = elasticsearch("GET", "/_cluster/health", {"Accept": accept}), send_to_app("GET", "/_siren/thing/1", {"Accept": accept})
    assert (mine.status, mine.headers["content-type"]) == (theirs.status, theirs.headers["content-type"])
    if mine.status != 200:
        assert mine.error == theirs.error


@pytest.mark.parametrize("path", ["?format=yaml", "?format=json", "?format=nonsense", "?format=", "?format=application/yaml"])
def test_format_overrides_accept_alike(elasticsearch: RealElasticsearch, path: str) -> None:
    for accept in ("application/yaml", "text/html"):
        theirs, mine = (
            elasticsearch("GET", f"/_cluster/health{path}", {"Accept": accept}),
            send_to_app("GET", f"/_siren/thing/1{path}", {"Accept": accept}),
        )
        assert (mine.status, mine.headers["content-type"]) == (theirs.status, theirs.headers["content-type"])


@pytest.mark.parametrize(
    "sent",
    [
        *("application/json", "application/json; charset=UTF-8", "APPLICATION/JSON", "application/x-ndjson", PLAIN_VENDOR),
        *(
            "text/plain",
            "text/json",
            "application/x-www-form-urlencoded",
            "nonsense",
            "application/json;a",
            "*/*",
            "application/json,text/plain",
        ),
    ],
)
def test_content_types_are_parsed_alike(elasticsearch: RealElasticsearch, sent: str) -> None:
    theirs = elasticsearch("POST", f"/{elasticsearch.index}/_search", {"Content-Type": sent}, "{}")
    mine = send_to_app("POST", SEARCH, {"Content-Type": sent}, "{}")
    assert (mine.status, mine.headers["content-type"]) == (theirs.status, theirs.headers["content-type"])
    if mine.status != 200:
        assert mine.error["reason"] == theirs.error["reason"]


def test_response_headers_of_a_client_request_are_alike(elasticsearch: RealElasticsearch) -> None:
    headers = {"Accept": VENDOR, "Content-Type": VENDOR, "X-Opaque-Id": "mine"}
    theirs, mine = elasticsearch("POST", f"/{elasticsearch.index}/_search", headers, "{}"), send_to_app("POST", SEARCH, headers, "{}")
    for name in ("content-type", "x-opaque-id", "x-elastic-product"):
        assert mine.headers[name] == theirs.headers[name]


@pytest.mark.parametrize(
    "body",
    [
        *("[]", '"x"', "3", "null", " {", '{"size":}', '{"size":0,}', '{"size":NaN}', '{"size":0,"size":1}', "{'a':1}", "{size:0}"),
        *('{"size":01}', '{"size":0} x', '{\n"size": 0,\n"from": oops\n}', '\ufeff{"size":0}', ""),
    ],
)
def test_a_body_is_accepted_or_rejected_alike(elasticsearch: RealElasticsearch, body: str) -> None:
    theirs, mine = elasticsearch("POST", f"/{elasticsearch.index}/_search", JSON, body), send_to_app("POST", SEARCH, JSON, body)
    assert mine.status == theirs.status
    if mine.status != 200 and theirs.error["type"] == "parsing_exception":
        assert mine.error.keys() == theirs.error.keys()


def test_a_missing_and_an_unexpected_body_have_the_same_messages(elasticsearch: RealElasticsearch) -> None:
    theirs, mine = elasticsearch("PUT", f"/{elasticsearch.index}/_doc/1", JSON), send_to_app("PUT", "/_siren/thing/1", JSON)
    assert (mine.status, mine.error) == (theirs.status, theirs.error)
    theirs, mine = elasticsearch("DELETE", "/a/_doc/1", JSON, "{}"), send_to_app("DELETE", "/_siren/thing/1", JSON, "{}")
    assert (mine.status, mine.error["reason"].replace("_siren/thing", "a/_doc")) == (theirs.status, theirs.error["reason"])


def test_head_has_no_body_alike(elasticsearch: RealElasticsearch) -> None:
    for theirs, mine in (
        (elasticsearch("HEAD", f"/{elasticsearch.index}/_doc/nope"), send_to_app("HEAD", "/_siren/nowhere")),
        (elasticsearch("HEAD", f"/{elasticsearch.index}"), send_to_app("HEAD", "/_siren/thing/1")),
    ):
        assert mine.text == theirs.text == ""
        assert mine.headers.keys() >= {"content-type", "content-length", "x-elastic-product"}


NAMES = st.sampled_from(["a", "b", "ab", "a.b", "abc", "ba"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["", "no", "x: y", "é\n", "-", "1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(NAMES, VALUES, max_size=4)
SEGMENTS = st.sampled_from(["a", "b", "ab", "*", "**", "a*", "*b", "a*c", r"a\.b", "_source", "***", "b**", ""])
PATHS = st.builds(lambda minus, parts: minus + ".".join(parts), st.sampled_from(["", "", "-"]), st.lists(SEGMENTS, min_size=1, max_size=4))
TRIES = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def store_document(elasticsearch: RealElasticsearch, document: dict[str, Any]) -> str:
    """Store a document and return its path."""
    path = f"/{elasticsearch.index}/_doc/x"
    assert elasticsearch("PUT", path, JSON, json.dumps(document)).status in (200, 201)
    return path


@version_9_is_long
@TRIES
@given(document=DOCUMENTS, paths=st.lists(PATHS | PATHS.map("_source.{}".format), min_size=1, max_size=3))
def test_filter_path_returns_exactly_what_elasticsearch_returns(
    elasticsearch: RealElasticsearch, document: dict[str, Any], paths: list[str]
) -> None:
    path, filters = store_document(elasticsearch, document), ",".join(paths)
    whole = json.loads(elasticsearch("GET", path).text)
    theirs = json.loads(elasticsearch("GET", f"{path}?filter_path={quote(filters)}").text)
    assert FilterPath.parse(filters).apply(whole) == theirs


@version_9_is_long
@settings(TRIES, max_examples=60)
@given(document=DOCUMENTS)
def test_responses_are_rendered_byte_for_byte_alike(elasticsearch: RealElasticsearch, document: dict[str, Any]) -> None:
    # Pretty JSON and YAML only: in compact JSON Elasticsearch returns the source as it was sent.
    path = store_document(elasticsearch, document)
    whole = json.loads(elasticsearch("GET", path).text)
    assert render(whole, Style(pretty=True)).decode() == elasticsearch("GET", f"{path}?pretty").text
    assert render(whole, Style(format=ResponseFormat(yaml=True))).decode() == elasticsearch("GET", f"{path}?format=yaml").text


def test_human_readable_values_are_rendered_alike(elasticsearch: RealElasticsearch) -> None:
    index = json.loads(elasticsearch("GET", f"/{elasticsearch.index}/_settings?human").text)[elasticsearch.index]["settings"]["index"]
    status = {"is_running": False, "start_time": int(index["creation_date"])}
    assert add_human_readable(status, 0)["start_time_string"] == index["creation_date_string"]
    pairs = dict(duration_pairs(json.loads(elasticsearch("GET", "/_nodes/stats?human").text)))
    assert len(pairs) > 5
    assert {millis: format_duration(millis) for millis in pairs} == pairs


def duration_pairs(value: Any) -> Iterator[tuple[int, str]]:
    """Yield every duration that occurs in both forms."""
    for each in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        yield from duration_pairs(each)
    for name in value if isinstance(value, dict) else ():
        readable_name = name.removesuffix("_in_millis")
        if readable_name != name and readable_name in value:
            yield value[name], value[readable_name]
