"""The conventions beside those of a real Elasticsearch: the same odd requests, the same answers."""

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
from sidecar.api.compat.media_types import Form
from sidecar.api.compat.rendering import Style, human_twins, readable, written
from tests.contract.http_requests import Answer, talk
from tests.support.conventions_app import tiny_app

JSON = {"Content-Type": "application/json"}
PLAIN_VENDOR = "application/vnd.elasticsearch+json"
VENDOR = f"{PLAIN_VENDOR}; compatible-with=8"
SEARCH = "/_siren/things/_search"


@dataclass(frozen=True)
class Real:
    """A real Elasticsearch with one index, whose fields nobody parses."""

    url: str
    index: str = field(default_factory=lambda: f"conventions-{uuid.uuid4().hex}")

    def __call__(self, verb: str, path: str, headers: dict[str, str] | None = None, body: str | None = None) -> Answer:
        return talk(self.url, verb, path, [*(headers or {}).items()], body.encode() if body is not None else None)


@pytest.fixture(scope="module")
def real(any_elasticsearch_url: str) -> Iterator[Real]:
    server = Real(any_elasticsearch_url)
    mapping = {"settings": {"number_of_replicas": 0}, "mappings": {"enabled": False}}
    assert server("PUT", f"/{server.index}", JSON, json.dumps(mapping)).status == 200
    yield server
    server("DELETE", f"/{server.index}")


def ours(verb: str, path: str, headers: dict[str, str] | None = None, body: str | None = None, **app: Any) -> Answer:
    response = tiny_app(**app).test_client().open(path, method=verb, headers=headers, data=body)
    return Answer(response.status_code, {name.lower(): value for name, value in response.headers}, response.text)


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
def test_a_wrong_parameter_is_refused_in_the_same_words(real: Real, query: str) -> None:
    theirs, mine = real("GET", f"/{real.index}/_search?{query}"), ours("GET", f"{SEARCH}?{query}")
    assert (mine.status, json.loads(mine.text)) == (theirs.status, json.loads(theirs.text.replace(f"/{real.index}/_search", SEARCH)))


@pytest.mark.parametrize(
    "query", ["size=%2B5", "size=-0", "version", "version=", "timeout=-1", "timeout=-1ms", "timeout=0", "timeout=5S", "timeout=1D",
              "timeout=%2030s", "timeout=30%20s", "timeout=3micros", "timeout=99999999999999d", "pretty=&human", "filter_path=,"],
)  # fmt: skip
def test_a_good_parameter_is_good_to_both(real: Real, query: str) -> None:
    assert real("GET", f"/{real.index}/_search?{query}").status == ours("GET", f"{SEARCH}?{query}").status == 200


def test_a_wrong_sequence_number_is_told_alike(real: Real) -> None:
    theirs = real("PUT", f"/{real.index}/_doc/1?if_seq_no=x", JSON, "{}")
    assert ours("PUT", "/_siren/thing/1?if_seq_no=x", JSON, "{}").error == theirs.error


@pytest.mark.parametrize("path", ["/_nosuch/a/b/c/d/e", "/_nosuch/a/b/c/d/e?a=b%20c&pretty", "/_nosuch//b/%C3%A9/d/e?filter_path=x"])
@pytest.mark.parametrize("verb", ["GET", "POST", "DELETE"])
def test_an_unknown_path_is_told_in_the_same_words(real: Real, verb: str, path: str) -> None:
    theirs, mine = real(verb, path), ours(verb, path)
    assert (mine.status, mine.error["reason"]) == (theirs.status, theirs.error["reason"])


@pytest.mark.parametrize("verb", ["PATCH", "DELETE", "TRACE", "FOO"])
def test_a_wrong_verb_is_told_in_the_same_words(real: Real, verb: str) -> None:
    theirs, mine = real(verb, f"/{real.index}/_search?a=b"), ours(verb, f"{SEARCH}?a=b")
    # HEAD works wherever GET does here, so it stands in the list.
    words = theirs.error["reason"].replace(f"/{real.index}/_search", SEARCH).replace("[GET, POST]", "[GET, POST, HEAD]")
    assert (mine.status, mine.error["reason"], mine.headers["allow"]) == (theirs.status, words, theirs.headers["allow"] + ",HEAD")


@pytest.mark.parametrize("path", ["/_nosuch/a/b/c/d/e", "/_search"])
def test_options_is_answered_alike(real: Real, path: str) -> None:
    theirs, mine = real("OPTIONS", path), ours("OPTIONS", path.replace("/_search", SEARCH))
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
def test_accept_is_understood_alike(real: Real, accept: str) -> None:
    theirs, mine = real("GET", "/_cluster/health", {"Accept": accept}), ours("GET", "/_siren/thing/1", {"Accept": accept})
    assert (mine.status, mine.headers["content-type"]) == (theirs.status, theirs.headers["content-type"])
    if mine.status != 200:
        assert mine.error == theirs.error


@pytest.mark.parametrize("path", ["?format=yaml", "?format=json", "?format=nonsense", "?format=", "?format=application/yaml"])
def test_format_comes_before_accept_alike(real: Real, path: str) -> None:
    for accept in ("application/yaml", "text/html"):
        theirs, mine = real("GET", f"/_cluster/health{path}", {"Accept": accept}), ours("GET", f"/_siren/thing/1{path}", {"Accept": accept})
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
def test_content_type_is_understood_alike(real: Real, sent: str) -> None:
    theirs = real("POST", f"/{real.index}/_search", {"Content-Type": sent}, "{}")
    mine = ours("POST", SEARCH, {"Content-Type": sent}, "{}")
    assert (mine.status, mine.headers["content-type"]) == (theirs.status, theirs.headers["content-type"])
    if mine.status != 200:
        assert mine.error["reason"] == theirs.error["reason"]


def test_a_clients_headers_are_answered_in_kind_alike(real: Real) -> None:
    headers = {"Accept": VENDOR, "Content-Type": VENDOR, "X-Opaque-Id": "mine"}
    theirs, mine = real("POST", f"/{real.index}/_search", headers, "{}"), ours("POST", SEARCH, headers, "{}")
    for name in ("content-type", "x-opaque-id", "x-elastic-product"):
        assert mine.headers[name] == theirs.headers[name]


@pytest.mark.parametrize(
    "body",
    [
        *("[]", '"x"', "3", "null", " {", '{"size":}', '{"size":0,}', '{"size":NaN}', '{"size":0,"size":1}', "{'a':1}", "{size:0}"),
        *('{"size":01}', '{"size":0} x', '{\n"size": 0,\n"from": oops\n}', '\ufeff{"size":0}', ""),
    ],
)
def test_a_body_is_refused_or_taken_alike(real: Real, body: str) -> None:
    theirs, mine = real("POST", f"/{real.index}/_search", JSON, body), ours("POST", SEARCH, JSON, body)
    assert mine.status == theirs.status
    if mine.status != 200 and theirs.error["type"] == "parsing_exception":
        assert mine.error.keys() == theirs.error.keys()


def test_a_missing_and_an_unwanted_body_are_told_alike(real: Real) -> None:
    theirs, mine = real("PUT", f"/{real.index}/_doc/1", JSON), ours("PUT", "/_siren/thing/1", JSON)
    assert (mine.status, mine.error) == (theirs.status, theirs.error)
    theirs, mine = real("DELETE", "/a/_doc/1", JSON, "{}"), ours("DELETE", "/_siren/thing/1", JSON, "{}")
    assert (mine.status, mine.error["reason"].replace("_siren/thing", "a/_doc")) == (theirs.status, theirs.error["reason"])


def test_head_answers_no_body_alike(real: Real) -> None:
    for theirs, mine in (
        (real("HEAD", f"/{real.index}/_doc/nope"), ours("HEAD", "/_siren/nowhere")),
        (real("HEAD", f"/{real.index}"), ours("HEAD", "/_siren/thing/1")),
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


def stored(real: Real, document: dict[str, Any]) -> str:
    """Store a document; gives its path."""
    path = f"/{real.index}/_doc/x"
    assert real("PUT", path, JSON, json.dumps(document)).status in (200, 201)
    return path


@TRIES
@given(document=DOCUMENTS, paths=st.lists(PATHS | PATHS.map("_source.{}".format), min_size=1, max_size=3))
def test_filter_path_keeps_exactly_what_elasticsearch_keeps(real: Real, document: dict[str, Any], paths: list[str]) -> None:
    path, filters = stored(real, document), ",".join(paths)
    whole = json.loads(real("GET", path).text)
    theirs = json.loads(real("GET", f"{path}?filter_path={quote(filters)}").text)
    assert FilterPath.parse(filters).apply(whole) == theirs


@settings(TRIES, max_examples=60)
@given(document=DOCUMENTS)
def test_answers_are_written_byte_for_byte_alike(real: Real, document: dict[str, Any]) -> None:
    # Compact and without the version, since Elasticsearch passes a source through as it was sent.
    path = stored(real, document)
    whole = json.loads(real("GET", path).text)
    assert written(whole, Style(pretty=True)).decode() == real("GET", f"{path}?pretty").text
    assert written(whole, Style(form=Form(yaml=True))).decode() == real("GET", f"{path}?format=yaml").text


def test_readable_twins_are_written_alike(real: Real) -> None:
    index = json.loads(real("GET", f"/{real.index}/_settings?human").text)[real.index]["settings"]["index"]
    status = {"is_running": False, "start_time": int(index["creation_date"])}
    assert human_twins(status, 0)["start_time_string"] == index["creation_date_string"]
    pairs = dict(twins(json.loads(real("GET", "/_nodes/stats?human").text)))
    assert len(pairs) > 5
    assert {millis: readable(millis) for millis in pairs} == pairs


def twins(value: Any) -> Iterator[tuple[int, str]]:
    """Find every duration that is told twice."""
    for each in value if isinstance(value, list) else value.values() if isinstance(value, dict) else ():
        yield from twins(each)
    for name in value if isinstance(value, dict) else ():
        twin = name.removesuffix("_in_millis")
        if twin != name and twin in value:
            yield value[name], value[twin]
