"""Compare bodies, write conditions, paging and time values with Elasticsearch.

Every difference has a reason, and its test fails when the difference disappears.
"""

import gzip
import json
import re
import uuid
import zlib

import pytest

from tests.acceptance.service import DATASOURCE, INGESTION, JOBS
from tests.conftest import version_9_is_long
from tests.contract.comparison import CALLS, JSON, VENDOR, Request, ServerPair, assert_alike, summarize
from tests.contract.http_requests import Response, send_request

WITH_BODY = ["log", "validate datasource", "validate ingestion", "retry", "all dead letters"]
WITHOUT_BODY = [kind for kind in CALLS if kind not in (*WITH_BODY, "datasources", "ingestions")]

NOT_IGNORED = "an undecodable body is rejected instead of ignored"
JSON_ONLY = "only JSON in UTF-8 is supported"
STRICT_PARSING = "fractions are not truncated, invalid orders are not ignored"
NO_LIST_QUERY = "lists of definitions do not accept a query"
ONE_ERROR_FORMAT = "all malformed bodies are a parsing_exception with line and col"
OWN_FILTERS = "filters of the job log do not exist in Elasticsearch"
PLAIN_TEXT = "[q] is plain text, not a query string"
IMMEDIATE_VISIBILITY = "definitions are visible to searches at once, so writes have no wait parameters"

pytestmark = version_9_is_long


# -- content type and encoding ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent",
    [
        *("application/json", "application/json; charset=UTF-8", "application/json ;charset=latin1", "APPLICATION/JSON"),
        *("application/x-ndjson", VENDOR, "text/plain", "text/json", "application/x-www-form-urlencoded", "application/json;"),
        *("multipart/form-data; boundary=x", "nonsense", "application/json;a", "*/*", "application/json,text/plain", ""),
    ],
)  # fmt: skip
def test_content_types_are_parsed_alike(servers: ServerPair, sent: str) -> None:
    requests = (Request(headers=[("Content-Type", sent)], body=body, method="POST") for body in (b"{}", b"", None))
    assert_alike(servers, ["log"], *requests)


@pytest.mark.parametrize(
    ("sent", "body", "reason"),
    [
        ("application/*", b"{}", JSON_ONLY), ("application/yaml", b"{}", JSON_ONLY), ("application/cbor", b"\xa0", JSON_ONLY),
        ("application/smile", b":)\n\x05\xfa\xfb", JSON_ONLY),
    ],
)  # fmt: skip
def test_a_body_without_a_json_content_type_is_rejected(servers: ServerPair, sent: str, body: bytes, reason: str) -> None:
    assert_alike(servers, ["log"], Request(headers=[("Content-Type", sent)], body=body, method="POST"), difference=reason)


@pytest.mark.parametrize(
    ("coding", "body"),
    [("gzip", gzip.compress(b"{}", mtime=0)), ("GZIP", gzip.compress(b"{}", mtime=0)), ("deflate", zlib.compress(b"{}")),
     ("identity", b"{}"), ("", b"{}"), ("gzip", b"")],
    ids=["gzip", "GZIP", "deflate", "identity", "empty name", "gzip, empty body"],
)  # fmt: skip
def test_content_encodings_are_decoded_alike(servers: ServerPair, coding: str, body: bytes) -> None:
    assert_alike(servers, ["log"], Request(headers=[JSON, ("Content-Encoding", coding)], body=body, method="POST"))


@pytest.mark.parametrize(
    ("coding", "body"),
    [("gzip", b"{}"), ("gzip", gzip.compress(b"{}", mtime=0)[:-3]), ("deflate", b"x"), ("br", b"{}"), ("snappy", b"{}"), ("zstd", b"{}"),
     ("gzip, gzip", gzip.compress(gzip.compress(b"{}", mtime=0), mtime=0))],
    ids=["gzip, plain body", "gzip, truncated body", "deflate, plain body", "br", "snappy", "zstd", "gzip, gzip"],
)  # fmt: skip
def test_an_unsupported_content_encoding_is_rejected(servers: ServerPair, coding: str, body: bytes) -> None:
    assert_alike(servers, ["log"], Request(headers=[JSON, ("Content-Encoding", coding)], body=body, method="POST"), difference=NOT_IGNORED)


# -- JSON -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        (b"{}", False), (b"\xef\xbb\xbf{}", False), (b' {"size":0}\n', False), (b"", False), (b'{"size":"5"}', False),
        (b'{"size":1.0}', False), (b" ", True), (b"[]", True), (b'"x"', True), (b"3", True), (b"null", True),
    ],
)  # fmt: skip
def test_a_body_is_accepted_or_rejected_alike(servers: ServerPair, body: bytes, refused: bool) -> None:
    request = Request(headers=[JSON], body=body, method="POST")
    assert_alike(servers, ["log"], request)
    mine, theirs = servers.responses("log", request)
    assert (mine.status == 400) == refused
    assert not refused or mine.error["line"] == theirs.error["line"]


@pytest.mark.parametrize(
    "body",
    [
        *(b"{", b'{"a"', b'{"a":}', b'{"a":0,}', b'{"a":NaN}', b"{'a':1}", b"{a:0}", b'{"a":01}', b'{"a":0} x', b'{"a":0}]', b"# x\n{}"),
        *(b'{"a":0,"a":1}', b'{"a":{"b":1,\n"b":2}}', b'{\n"a": 0,\n"b": oops\n}', b'{"a\tb":1}', b'{"a":+1}', b'{"a":.5}'),
        *(b'{"a":\x00}', b'{"a":"\xff"}', b'{"a":0x1}', b'{"a":"\\x"}', b'{"a":"b', b'{"a":tru}', b'{"a":[1,2}'),
    ],
)
def test_malformed_json_is_rejected_at_the_same_line(servers: ServerPair, body: bytes) -> None:
    # Elasticsearch parses a document completely.
    path = f"/{servers.index}/_doc/{uuid.uuid4().hex}"
    theirs = send_request(servers.service.elasticsearch, "PUT", path, [JSON], body)
    mine = send_request(servers.service.url, "PUT", f"{DATASOURCE}/thing", [JSON], body)
    assert (mine.status, theirs.status) == (400, 400)
    assert mine.error["type"] == "parsing_exception", ONE_ERROR_FORMAT
    assert mine.error["line"] == error_line(theirs)


def error_line(response: Response) -> int:
    """Return the line number in an error of Elasticsearch."""
    found = [int(line) for line in re.findall(r"line: (\d+), column|\[(\d+):\d+\]", json.dumps(response.error)) for line in line if line]
    return found[-1]


@pytest.mark.parametrize("body", ['{"a":0}'.encode("utf-16"), b'{/*c*/"a":0}', b'{"a":1e400}', b'{"a":' + b"1" * 400 + b"}"])
def test_extensions_of_json_that_elasticsearch_accepts_are_rejected(servers: ServerPair, body: bytes) -> None:
    # In a separate index: some of these documents break searches in Elasticsearch.
    index = f"/{servers.index}-{uuid.uuid4().hex}"
    assert servers.service.es("PUT", index, {"mappings": {"enabled": False}}).status == 200
    assert send_request(servers.service.elasticsearch, "PUT", f"{index}/_doc/1", [JSON], body).status == 201
    servers.service.es("DELETE", index)
    assert send_request(servers.service.url, "PUT", f"{DATASOURCE}/thing", [JSON], body).status == 400, JSON_ONLY


@pytest.mark.parametrize("headers", [[JSON], [], [("Content-Type", "text/plain")]])
def test_a_body_on_a_call_without_one_is_rejected_alike(servers: ServerPair, headers: list[tuple[str, str]]) -> None:
    for kind in WITHOUT_BODY:
        if CALLS[kind][1] != "/_cluster/health" or headers != [JSON]:
            mine, theirs = servers.compare(kind, Request(headers=headers, body=b"{}"))
            assert (mine["status"], mine["error"]) == (theirs["status"], theirs["error"])
    assert_alike(servers, ["datasources", "ingestions"], Request(headers=[JSON], body=b"{}"), difference=NO_LIST_QUERY)


def test_a_missing_body_is_rejected_alike(servers: ServerPair) -> None:
    for headers in ([JSON], []):
        assert_alike(servers, ["datasource", "ingestion"], Request(headers=headers, method="PUT"))


# -- conditions of writes -----------------------------------------------------------------------------------------------------------


def write(servers: ServerPair, method: str, query: str, *, exists: bool = True) -> tuple[Response, Response]:
    """Write to a new object in both; return the responses, the sidecar's first."""
    name = f"w{uuid.uuid4().hex}"
    body = json.dumps({"jdbc": {"url": f"jdbc:sqlite:{servers.service.folder}/t.db"}}).encode()
    locations = ((servers.service.url, f"{DATASOURCE}/{name}"), (servers.service.elasticsearch, f"/{servers.index}/_doc/{name}"))
    for url, path in locations if exists else ():
        assert send_request(url, "PUT", path, [JSON], body).status == 201
    headers, sent = ([JSON], body) if method == "PUT" else ([], None)
    mine, theirs = (send_request(url, method, f"{path}?{query}", headers, sent) for url, path in locations)
    return mine, theirs


CONDITIONS = [
    *("if_seq_no=1", "if_primary_term=1", "if_seq_no=x&if_primary_term=1", "if_seq_no=1&if_primary_term="),
    *("if_seq_no=-1&if_primary_term=1", "if_seq_no=0&if_primary_term=0", "if_seq_no=0&if_primary_term=-1"),
    *("if_seq_no=999999&if_primary_term=1", "if_seq_no=1.0&if_primary_term=1", "if_seq_no=-2&if_primary_term=0"),
    *("if_seq_no=9223372036854775808&if_primary_term=1", "if_seq_no=1&if_primary_term=99999999999999999999"),
]


@pytest.mark.parametrize("query", CONDITIONS)
@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_write_conditions_are_checked_alike(servers: ServerPair, method: str, query: str, exists: bool) -> None:
    mine, theirs = (summarize(response) for response in write(servers, method, query, exists=exists))
    for each in (mine, theirs):
        for link in each["error"]:
            link["reason"] = re.sub(r"w[0-9a-f]{32}|seqNo \[\d+\]", "…", link["reason"])
    assert (mine["status"], mine["error"]) == (theirs["status"], theirs["error"])


@pytest.mark.parametrize("query", ["op_type=create", "op_type=CREATE", "op_type=index", "op_type=", "op_type=x", "op_type=delete",
                                   "op_type=create&if_seq_no=0&if_primary_term=1", "op_type=index&op_type=create"])  # fmt: skip
@pytest.mark.parametrize("exists", [True, False])
def test_op_types_are_checked_alike(servers: ServerPair, query: str, exists: bool) -> None:
    mine, theirs = write(servers, "PUT", query, exists=exists)
    assert mine.status == theirs.status
    if mine.status >= 400:
        assert mine.error["type"] == theirs.error["type"]
        assert re.sub(r"w[0-9a-f]{32}", "…", mine.error["reason"]) == re.sub(r"w[0-9a-f]{32}", "…", theirs.error["reason"])
    else:
        assert json.loads(mine.text)["result"] == json.loads(theirs.text)["result"]


@pytest.mark.parametrize("query", ["refresh=true", "timeout=1s", "wait_for_active_shards=1", "routing=x"])
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_wait_parameters_of_writes_are_rejected(servers: ServerPair, method: str, query: str) -> None:
    mine, theirs = write(servers, method, query)
    assert (mine.status, theirs.status) == (400, 200), IMMEDIATE_VISIBILITY
    assert "contains unrecognized parameter" in mine.error["reason"]


def test_a_write_returns_the_same_version_fields(servers: ServerPair) -> None:
    for method in ("PUT", "DELETE"):
        mine, theirs = (json.loads(response.text) for response in write(servers, method, ""))
        assert mine["result"] == theirs["result"]
        assert mine.keys() >= ({"_id", "_version", "_seq_no", "_primary_term"} if method == "PUT" else {"_id"})


# -- paging, sorting, time values ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        *(
            "size=x",
            "size=",
            "size=-1",
            "size=1.0",
            "size=2147483648",
            "size=%C2%B2",
            "size=0x5",
            "from=-1",
            "from=x",
            "from=",
            "size=%205",
        ),
        *(
            "size=0",
            "size=%2B5",
            "size=-0",
            "size=1&size=2",
            "from=0",
            "size=10000",
            "sort=",
            "sort=:",
            "sort=_doc",
            "sort=_score:asc,_doc",
        ),
        *("rest_total_hits_as_int=x", "rest_total_hits_as_int", "rest_total_hits_as_int=false"),
    ],
)
def test_paging_parameters_are_parsed_alike(servers: ServerPair, query: str) -> None:
    assert_alike(servers, ["log"], Request(f"?{query}"))


@pytest.mark.parametrize("query", ["from=10001", "size=10001", "from=9000&size=2000"])
def test_a_result_window_that_is_too_large_is_rejected_alike(servers: ServerPair, query: str) -> None:
    mine, theirs = servers.responses("log", Request(f"?{query}"))
    assert (mine.status, mine.error["type"]) == (theirs.status, theirs.error["type"])
    assert mine.error["root_cause"] == theirs.error["root_cause"]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("sort=nope:x", STRICT_PARSING), ("sort=a:desc:b", STRICT_PARSING), ("q=a:(", PLAIN_TEXT), ("q=%22", PLAIN_TEXT),
        ("state=done", OWN_FILTERS), ("type=export", OWN_FILTERS),
    ],
)  # fmt: skip
def test_some_search_parameters_are_parsed_differently(servers: ServerPair, query: str, reason: str) -> None:
    assert_alike(servers, ["log"], Request(f"?{query}"), difference=reason)


INVALID_TIMES = ["30", "x", "", "-5s", "5.5s", "1e3s", "5parsecs", "s", "1M", "-2", "1w", "5%205s", "-0", "9" * 30 + "s", "%2B-5s"]
VALID_TIMES = ["-1", "-1ms", "0", "5S", "1D", "%2030s", "30%20s", "3micros", "500ms", "1nanos", "99999999999999d", "%2B5s"]


@pytest.mark.parametrize("value", INVALID_TIMES + VALID_TIMES)
def test_time_values_are_parsed_alike(servers: ServerPair, value: str) -> None:
    theirs = summarize(send_request(servers.service.elasticsearch, "GET", f"/_cluster/health?timeout={value}"))
    for path in (
        f"{JOBS}/ingestion/nothing/_abort",
        f"{INGESTION}/nothing/_run",
        f"{INGESTION}/nothing/_verify",
        f"{INGESTION}/nothing/_dead_letters/_retry",
    ):
        mine = summarize(send_request(servers.service.url, "POST", f"{path}?timeout={value}"))
        if value in INVALID_TIMES:
            assert (mine["status"], mine["error"]) == (theirs["status"], theirs["error"])
            assert mine["status"] == 400
        else:
            assert (mine["status"], theirs["status"]) == (404, 200)


@pytest.mark.parametrize("value", ["maybe", "1", "TRUE", "yes"])
def test_invalid_booleans_are_rejected_alike(servers: ServerPair, value: str) -> None:
    theirs = summarize(send_request(servers.service.elasticsearch, "GET", f"/_cluster/health?wait_for_no_relocating_shards={value}"))
    for kind in ("jobs", "job", "dead letters", "log"):
        mine = summarize(send_request(servers.service.url, "GET", f"{CALLS[kind][0]}?detailed={value}"))
        assert (mine["status"], mine["error"]) == (theirs["status"], theirs["error"])
