"""What every call knows, beside a real Elasticsearch: common parameters, paths, verbs and headers.

Each difference has its reason, and the test fails when the reason does not hold any more.
"""

from collections.abc import Iterator

import pytest

from tests.contract.comparison import JSON, KINDS, QUIET, VENDOR, Request, Two, agree, beside, told
from tests.contract.http_requests import Headers

NAMED = ["datasource", "nothing", "ingestion", "job"]
"""Calls whose path ends with a name."""

BINARY = "CBOR and Smile are neither read nor written"
BOTH_MAJORS = "clients of 8 and of 9 are understood, whichever Elasticsearch stands beside"
BROKEN_THERE = "Elasticsearch closes the connection without an answer"
HEAD_TOO = "HEAD works wherever GET does"
NAMES = "a name here is of letters, digits, [.], [_] and [-]"
PROXYS = "compressing answers is left to the proxy in front"
STRICT = "what another server could read differently is refused"
WITHOUT_JAVA = "without the name of Java's class"


@pytest.fixture(scope="module")
def two(any_elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    with beside(any_elasticsearch_url, tmp_path_factory.mktemp("sidecar")) as both:
        yield both


@pytest.mark.parametrize(
    "query",
    [
        *("pretty=maybe", "human=x", "error_trace=x", "pretty=TRUE", "PRETTY", "foo=1", "prety", "filter_paths=a", "error_trce=1"),
        *("foo&bar=1", "foo;bar", "=x", "?foo", "foo#bar", "a=%C3%28", "a=%00", "a=%%41", "a%20b=c+d"),
        *("error_trace&foo=1", "foo&filter_path=x", "format=yaml&error_trace=x", "format=yaml&foo=1"),
    ],
)  # fmt: skip
def test_a_wrong_common_parameter_is_refused_alike(two: Two, query: str) -> None:
    agree(two, KINDS, Request(f"?{query}"))


@pytest.mark.parametrize("query", ["%zz", "a=%", "a=%4", "pretty&%g0"])
def test_a_broken_query_string_is_refused_in_the_same_words_but_one(two: Two, query: str) -> None:
    agree(two, KINDS, Request(f"?{query}"), unless=WITHOUT_JAVA)
    for kind in KINDS:
        mine, theirs = two.answers(kind, Request(f"?{query}"))
        assert told(mine)["error"][0]["reason"] == told(theirs)["error"][0]["reason"].removeprefix("java.lang.IllegalArgumentException: ")
        assert told(mine)["error"][1] == told(theirs)["error"][1]


@pytest.mark.parametrize(
    "query",
    [
        *("", "pretty", "pretty=", "pretty=true&pretty=false", "human&pretty", "&&&", "pretty&", "format=yaml", "format=json", "format="),
        *("format=nonsense", "format=YAML", "filter_path=", "filter_path=**.nope", "filter_path=-", "filter_path=%2A", "error_trace=false"),
    ],
)
def test_a_good_common_parameter_is_good_to_both(two: Two, query: str) -> None:
    agree(two, QUIET, Request(f"?{query}"))


@pytest.mark.parametrize("query", ["format=cbor", "format=smile"])
def test_binary_forms_are_refused(two: Two, query: str) -> None:
    agree(two, KINDS, Request(f"?{query}"), unless=BINARY)


@pytest.mark.parametrize(
    "more", ["/", "//", "///?pretty", "%", "%zz", "%4", "/%", "/a/b/c/d", "/a/b/c/%00", "/a/b/../d", "//a/b//c", "/a/b/%2F/c"]
)  # fmt: skip
def test_a_path_is_read_alike(two: Two, more: str) -> None:
    agree(two, QUIET, Request(more))


@pytest.mark.parametrize("more", ["%2F", "%2Fx", "%C3%28", "%20"])
def test_a_name_of_other_letters_is_refused(two: Two, more: str) -> None:
    agree(two, NAMED, Request(more), unless=NAMES)


@pytest.mark.parametrize("verb", ["PATCH", "TRACE", "FOO", "CONNECT"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_verb_is_told_alike_but_for_the_right_ones(two: Two, kind: str, verb: str) -> None:
    mine, theirs = two.answers(kind, Request("?a=b", verb=verb))
    assert (mine.status, mine.headers["content-type"]) == (theirs.status, theirs.headers["content-type"])
    words, listed = mine.error["reason"].split("allowed: ")
    assert words == theirs.error["reason"].split("allowed: ")[0]
    assert listed == f"[{mine.headers['allow'].replace(',', ', ')}]"


def test_options_is_answered_alike_but_for_the_verbs(two: Two) -> None:
    agree(two, KINDS, Request(verb="OPTIONS"), Request("/a/b/c/d?foo", verb="OPTIONS"))


def test_head_is_answered_alike_where_both_know_it(two: Two) -> None:
    agree(two, NAMED, Request(verb="HEAD"), Request("?foo=1", verb="HEAD"), Request("?format=yaml", verb="HEAD"))


@pytest.mark.parametrize("kind", ["datasources", "log", "live", "openapi", "jobs"])
def test_head_is_answered_where_elasticsearch_knows_only_get(two: Two, kind: str) -> None:
    agree(two, [kind], Request(verb="HEAD"), unless=HEAD_TOO)
    (mine, _), (shown, _) = (two.answers(kind, Request(verb=verb)) for verb in ("HEAD", "GET"))
    assert (mine.status, mine.text, mine.headers["content-type"]) == (shown.status, "", shown.headers["content-type"])


@pytest.mark.parametrize(
    "accept",
    [
        *("application/json", "APPLICATION/JSON", "application/yaml", "*/*", "application/*", "text/html", "text/plain", "image/png", ""),
        *("nonsense", "application/json;a", "application/json;charset=utf-8", "text/html, application/yaml", "application/x-ndjson"),
        *(VENDOR, f"{VENDOR};compatible-with=8", f"{VENDOR.replace('json', 'yaml')};compatible-with=8", "text/csv", "text/event-stream"),
    ],
)
def test_accept_is_understood_alike(two: Two, accept: str) -> None:
    agree(two, QUIET, Request(headers=[("Accept", accept)]))


@pytest.mark.parametrize(
    ("accept", "reason"),
    [
        *((f"{VENDOR};compatible-with={version}", {8: BOTH_MAJORS}) for version in (7, 9, 10)),
        (f"{VENDOR};compatible-with=x", {8: BROKEN_THERE, 9: BROKEN_THERE}),
        ("application/cbor", {8: BINARY, 9: BINARY}),
        (f"{VENDOR.replace('json', 'smile')};compatible-with=8", {8: BINARY, 9: BINARY}),
    ],
)
def test_versions_and_binary_forms_are_understood_alike_but_for_a_reason(two: Two, accept: str, reason: dict[int, str]) -> None:
    agree(two, QUIET, Request(headers=[("Accept", accept)]), unless=reason.get(two.major, ""))


@pytest.mark.parametrize(
    "headers",
    [
        *([("X-Opaque-Id", value)] for value in ("mine", "", " a ", "a b\xe9", "x" * 5000)), [("x-opaque-id", "mine")],
        [("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")], [("traceparent", "x")],
        [("Authorization", "Basic x")],
        [("Range", "bytes=0-1")], [("If-None-Match", "*")], [("Origin", "http://elsewhere")], [("X-HTTP-Method-Override", "DELETE")],
        [("Expect", "100-continue")], [("Connection", "close")], [("Upgrade", "h2c")], [("X" * 1000, "y" * 9000)], [JSON], [("Host", "")],
    ],
    ids=lambda headers: headers[0][0][:20],
)  # fmt: skip
def test_other_headers_are_understood_alike(two: Two, headers: Headers) -> None:
    agree(two, QUIET, Request(headers=headers))


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ([("Accept-Encoding", "gzip")], PROXYS),
        ([("Host", "a"), ("Host", "b")], STRICT),
        ([("X-Opaque-Id", "a"), ("X-Opaque-Id", "b")], "each answer names the product, also to a request that no call sees"),
        ([("Accept", "application/json"), ("Accept", "application/yaml")], "one sentence for all headers that may come once"),
    ],
)
def test_some_headers_are_understood_otherwise(two: Two, headers: Headers, reason: str) -> None:
    agree(two, QUIET, Request(headers=headers), unless=reason)


@pytest.mark.parametrize(
    "request_",
    [
        *(Request(headers=[(name, "a"), (name, "b")]) for name in ("X-Opaque-Id", "traceparent")),
        *(Request(more) for more in ("?a=" + "b" * 5000, "/" + "a" * 9000)),
        Request(headers=[("X", "y" * 17_000)]),
        Request(headers=[(f"X{number}", "y" * 100) for number in range(200)]),
    ],
    ids=lambda request: f"{request.more[:9]}{[*request.headers][:1]}"[:40],
)
def test_what_is_refused_before_any_call_sees_it_is_told_in_the_same_words(two: Two, request_: Request) -> None:
    for kind in QUIET:
        mine, theirs = two.both(kind, request_)
        assert (mine["status"], mine["error"], mine["content-type"]) == (theirs["status"], theirs["error"], theirs["content-type"])
        assert mine["status"] == 400
