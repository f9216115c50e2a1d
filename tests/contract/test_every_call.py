"""Compare common parameters, paths, methods and headers of every call with Elasticsearch.

Every difference has a reason, and its test fails when the difference disappears.
"""

import pytest

from tests.conftest import version_9_is_long
from tests.contract.comparison import BINARY, CALLS, JSON, SAFE_CALLS, VENDOR, Request, ServerPair, assert_alike, summarize
from tests.contract.http_requests import Headers

NAMED_CALLS = ["datasource", "nothing", "ingestion", "job"]
"""Calls whose path ends with a name."""

HEAD_SUPPORT = "HEAD is supported wherever GET is"
NAMES = "names consist of letters, digits, [.], [_] and [-]"
PROXY_COMPRESSION = "responses are compressed by the reverse proxy"
UNAMBIGUOUS = "ambiguous requests are rejected"
NO_JAVA_CLASS = "messages do not contain the Java class name"

pytestmark = version_9_is_long


@pytest.mark.parametrize(
    "query",
    [
        *("pretty=maybe", "human=x", "error_trace=x", "pretty=TRUE", "PRETTY", "foo=1", "prety", "filter_paths=a", "error_trce=1"),
        *("foo&bar=1", "foo;bar", "=x", "?foo", "foo#bar", "a=%C3%28", "a=%00", "a=%%41", "a%20b=c+d"),
        *("error_trace&foo=1", "foo&filter_path=x", "format=yaml&error_trace=x", "format=yaml&foo=1"),
    ],
)  # fmt: skip
def test_invalid_common_parameters_are_rejected_alike(servers: ServerPair, query: str) -> None:
    assert_alike(servers, CALLS, Request(f"?{query}"))


@pytest.mark.parametrize("query", ["%zz", "a=%", "a=%4", "pretty&%g0"])
def test_an_invalid_query_string_has_the_same_message_without_the_java_class(servers: ServerPair, query: str) -> None:
    assert_alike(servers, CALLS, Request(f"?{query}"), difference=NO_JAVA_CLASS)
    for kind in CALLS:
        mine, theirs = servers.responses(kind, Request(f"?{query}"))
        assert summarize(mine)["error"][0]["reason"] == summarize(theirs)["error"][0]["reason"].removeprefix(
            "java.lang.IllegalArgumentException: "
        )
        assert summarize(mine)["error"][1] == summarize(theirs)["error"][1]


@pytest.mark.parametrize(
    "query",
    [
        *("", "pretty", "pretty=", "pretty=true&pretty=false", "human&pretty", "&&&", "pretty&", "format=yaml", "format=json", "format="),
        *("format=nonsense", "format=YAML", "filter_path=", "filter_path=**.nope", "filter_path=-", "filter_path=%2A", "error_trace=false"),
    ],
)
def test_valid_common_parameters_are_accepted_by_both(servers: ServerPair, query: str) -> None:
    assert_alike(servers, SAFE_CALLS, Request(f"?{query}"))


@pytest.mark.parametrize("query", ["format=cbor", "format=smile"])
def test_binary_formats_are_rejected(servers: ServerPair, query: str) -> None:
    assert_alike(servers, CALLS, Request(f"?{query}"), difference=BINARY)


@pytest.mark.parametrize(
    "suffix", ["/", "//", "///?pretty", "%", "%zz", "%4", "/%", "/a/b/c/d", "/a/b/c/%00", "/a/b/../d", "//a/b//c", "/a/b/%2F/c"]
)  # fmt: skip
def test_paths_are_parsed_alike(servers: ServerPair, suffix: str) -> None:
    assert_alike(servers, SAFE_CALLS, Request(suffix))


@pytest.mark.parametrize("suffix", ["%2F", "%2Fx", "%C3%28", "%20"])
def test_a_name_with_other_characters_is_rejected(servers: ServerPair, suffix: str) -> None:
    assert_alike(servers, NAMED_CALLS, Request(suffix), difference=NAMES)


@pytest.mark.parametrize("method", ["PATCH", "TRACE", "FOO", "CONNECT"])
@pytest.mark.parametrize("kind", CALLS)
def test_a_wrong_method_has_the_same_message_except_for_the_allowed_methods(servers: ServerPair, kind: str, method: str) -> None:
    mine, theirs = servers.responses(kind, Request("?a=b", method=method))
    assert (mine.status, mine.headers["content-type"]) == (theirs.status, theirs.headers["content-type"])
    message, allowed = mine.error["reason"].split("allowed: ")
    assert message == theirs.error["reason"].split("allowed: ")[0]
    assert allowed == f"[{mine.headers['allow'].replace(',', ', ')}]"


def test_options_responses_are_alike_except_for_the_methods(servers: ServerPair) -> None:
    assert_alike(servers, CALLS, Request(method="OPTIONS"), Request("/a/b/c/d?foo", method="OPTIONS"))


def test_head_responses_are_alike_if_both_support_it(servers: ServerPair) -> None:
    assert_alike(servers, NAMED_CALLS, Request(method="HEAD"), Request("?foo=1", method="HEAD"), Request("?format=yaml", method="HEAD"))


@pytest.mark.parametrize("kind", ["datasources", "log", "live", "openapi", "jobs"])
def test_head_is_supported_where_elasticsearch_supports_only_get(servers: ServerPair, kind: str) -> None:
    assert_alike(servers, [kind], Request(method="HEAD"), difference=HEAD_SUPPORT)
    (mine, _), (shown, _) = (servers.responses(kind, Request(method=method)) for method in ("HEAD", "GET"))
    assert (mine.status, mine.text, mine.headers["content-type"]) == (shown.status, "", shown.headers["content-type"])


@pytest.mark.parametrize(
    "accept",
    [
        *("application/json", "APPLICATION/JSON", "application/yaml", "*/*", "application/*", "text/html", "text/plain", "image/png", ""),
        *("nonsense", "application/json;a", "application/json;charset=utf-8", "text/html, application/yaml", "application/x-ndjson"),
        *(VENDOR, f"{VENDOR};compatible-with=8", f"{VENDOR.replace('json', 'yaml')};compatible-with=8", "text/csv", "text/event-stream"),
    ],
)
def test_accept_is_parsed_alike(servers: ServerPair, accept: str) -> None:
    assert_alike(servers, SAFE_CALLS, Request(headers=[("Accept", accept)]))


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
def test_other_headers_are_handled_alike(servers: ServerPair, headers: Headers) -> None:
    assert_alike(servers, SAFE_CALLS, Request(headers=headers))


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ([("Accept-Encoding", "gzip")], PROXY_COMPRESSION),
        ([("Host", "a"), ("Host", "b")], UNAMBIGUOUS),
        (
            [("X-Opaque-Id", "a"), ("X-Opaque-Id", "b")],
            "every response has the product header, even if the request is rejected before routing",
        ),
        ([("Accept", "application/json"), ("Accept", "application/yaml")], "all single-valued headers have one message"),
    ],
)
def test_some_headers_are_handled_differently(servers: ServerPair, headers: Headers, reason: str) -> None:
    assert_alike(servers, SAFE_CALLS, Request(headers=headers), difference=reason)


@pytest.mark.parametrize(
    "request_",
    [
        *(Request(headers=[(name, "a"), (name, "b")]) for name in ("X-Opaque-Id", "traceparent")),
        *(Request(suffix) for suffix in ("?a=" + "b" * 5000, "/" + "a" * 9000)),
        Request(headers=[("X", "y" * 17_000)]),
        Request(headers=[(f"X{number}", "y" * 100) for number in range(200)]),
    ],
    ids=lambda request: f"{request.suffix[:9]}{[*request.headers][:1]}"[:40],
)
def test_requests_rejected_before_routing_have_the_same_message(servers: ServerPair, request_: Request) -> None:
    for kind in SAFE_CALLS:
        mine, theirs = servers.compare(kind, request_)
        assert (mine["status"], mine["error"], mine["content-type"]) == (theirs["status"], theirs["error"], theirs["content-type"])
        assert mine["status"] == 400
