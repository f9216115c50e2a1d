"""Bodies, conditions of writes, paging and time values, beside a real Elasticsearch.

Each difference has its reason, and the test fails when the reason does not hold any more.
"""

import gzip
import json
import re
import uuid
import zlib
from collections.abc import Iterator

import pytest

from tests.acceptance.service import DATASOURCE, INGESTION, JOBS
from tests.contract.comparison import JSON, KINDS, VENDOR, Request, Two, agree, beside, told
from tests.contract.http_requests import Answer, talk

READS_A_BODY = ["log", "try datasource", "try ingestion"]
READS_NONE = [kind for kind in KINDS if kind not in (*READS_A_BODY, "datasources", "ingestions")]

BOTH_MAJORS = "clients of 8 and of 9 are understood, whichever Elasticsearch stands beside"
EMPTY = "what cannot be read is refused, not taken for no body"
JSON_ALONE = "bodies are JSON in UTF-8 alone"
NO_GUESS = "a fraction is not cut off, a wrong direction is not ignored"
NO_QUERY = "a list of definitions takes no query"
OUR_SHAPE = "one shape for every body that is not JSON: parsing_exception, with line and col"
OURS = "its filters are named, and told by their names"
PLAIN_WORDS = "[q] is words, not a query string"
VISIBLE = "a definition is visible to searches at once, and no write waits"


@pytest.fixture(scope="module")
def two(any_elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    with beside(any_elasticsearch_url, tmp_path_factory.mktemp("sidecar")) as both:
        yield both


# -- the body's type and coding -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent",
    [
        *("application/json", "application/json; charset=UTF-8", "application/json ;charset=latin1", "APPLICATION/JSON"),
        *("application/x-ndjson", VENDOR, "text/plain", "text/json", "application/x-www-form-urlencoded", "application/json;"),
        *("multipart/form-data; boundary=x", "nonsense", "application/json;a", "*/*", "application/json,text/plain", ""),
    ],
)  # fmt: skip
def test_a_content_type_is_understood_alike(two: Two, sent: str) -> None:
    requests = (Request(headers=[("Content-Type", sent)], body=body, verb="POST") for body in (b"{}", b"", None))
    agree(two, ["log"], *requests)


@pytest.mark.parametrize(
    ("sent", "body", "reason"),
    [
        ("application/*", b"{}", JSON_ALONE), ("application/yaml", b"{}", JSON_ALONE), ("application/cbor", b"\xa0", JSON_ALONE),
        ("application/smile", b":)\n\x05\xfa\xfb", JSON_ALONE),
    ],
)  # fmt: skip
def test_a_body_that_is_not_called_json_is_refused(two: Two, sent: str, body: bytes, reason: str) -> None:
    agree(two, ["log"], Request(headers=[("Content-Type", sent)], body=body, verb="POST"), unless=reason)


@pytest.mark.parametrize(
    ("accept", "sent"),
    [("8", "8"), ("8", None), (None, "8"), ("8", ""), ("", "8"), ("7", "8"), ("9", "8"), ("8", "9"), ("9", "9"), ("8", "x")],
)
def test_versions_stand_in_both_headers_or_in_neither(two: Two, accept: str | None, sent: str | None) -> None:
    headers = [
        (name, f"{VENDOR};compatible-with={version}" if version else "application/json")
        for name, version in (("Accept", accept), ("Content-Type", sent))
        if version is not None
    ]
    # For Elasticsearch a version that is not named is its own.
    other = {"7", "9"} & {accept, sent} if two.major == 8 else {None, ""} & {accept, sent}
    broken = "Elasticsearch closes the connection without an answer" if sent == "x" else ""
    agree(two, ["log"], Request(headers=headers, body=b"{}", verb="POST"), unless=broken or (BOTH_MAJORS if other else ""))


@pytest.mark.parametrize(
    ("coding", "body"),
    [("gzip", gzip.compress(b"{}")), ("GZIP", gzip.compress(b"{}")), ("deflate", zlib.compress(b"{}")), ("identity", b"{}"), ("", b"{}"),
     ("gzip", b"")],
)  # fmt: skip
def test_a_coded_body_is_read_alike(two: Two, coding: str, body: bytes) -> None:
    agree(two, ["log"], Request(headers=[JSON, ("Content-Encoding", coding)], body=body, verb="POST"))


@pytest.mark.parametrize(
    ("coding", "body"),
    [("gzip", b"{}"), ("gzip", gzip.compress(b"{}")[:-3]), ("deflate", b"x"), ("br", b"{}"), ("snappy", b"{}"), ("zstd", b"{}"),
     ("gzip, gzip", gzip.compress(gzip.compress(b"{}")))],
)  # fmt: skip
def test_a_coding_that_cannot_be_read_is_refused(two: Two, coding: str, body: bytes) -> None:
    agree(two, ["log"], Request(headers=[JSON, ("Content-Encoding", coding)], body=body, verb="POST"), unless=EMPTY)


# -- what a body says ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        (b"{}", False), (b"\xef\xbb\xbf{}", False), (b' {"size":0}\n', False), (b"", False), (b'{"size":"5"}', False),
        (b'{"size":1.0}', False), (b" ", True), (b"[]", True), (b'"x"', True), (b"3", True), (b"null", True),
    ],
)  # fmt: skip
def test_a_body_is_taken_or_refused_alike(two: Two, body: bytes, refused: bool) -> None:
    request = Request(headers=[JSON], body=body, verb="POST")
    agree(two, ["log"], request)
    mine, theirs = two.answers("log", request)
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
def test_what_is_no_json_is_refused_at_the_same_line(two: Two, body: bytes) -> None:
    # A body that is parsed whole, on the way into a document.
    path = f"/{two.index}/_doc/{uuid.uuid4().hex}"
    theirs = talk(two.service.elasticsearch, "PUT", path, [JSON], body)
    mine = talk(two.service.url, "PUT", f"{DATASOURCE}/thing", [JSON], body)
    assert (mine.status, theirs.status) == (400, 400)
    assert mine.error["type"] == "parsing_exception", OUR_SHAPE
    assert mine.error["line"] == line_of(theirs)


def line_of(answer: Answer) -> int:
    """Give the line that an error of Elasticsearch names, in its root cause or inside its words."""
    found = [int(line) for line in re.findall(r"line: (\d+), column|\[(\d+):\d+\]", json.dumps(answer.error)) for line in line if line]
    return found[-1]


@pytest.mark.parametrize("body", ['{"a":0}'.encode("utf-16"), b'{/*c*/"a":0}', b'{"a":1e400}', b'{"a":' + b"1" * 400 + b"}"])
def test_what_elasticsearch_reads_beyond_json_is_refused(two: Two, body: bytes) -> None:
    # In an index of its own: searches of Elasticsearch fail where some of these are stored.
    odd = f"/{two.index}-{uuid.uuid4().hex}"
    assert two.service.es("PUT", odd, {"mappings": {"enabled": False}}).status == 200
    assert talk(two.service.elasticsearch, "PUT", f"{odd}/_doc/1", [JSON], body).status == 201
    two.service.es("DELETE", odd)
    assert talk(two.service.url, "PUT", f"{DATASOURCE}/thing", [JSON], body).status == 400, JSON_ALONE


@pytest.mark.parametrize("headers", [[JSON], [], [("Content-Type", "text/plain")]])
def test_a_body_where_none_is_read_is_refused_alike(two: Two, headers: list[tuple[str, str]]) -> None:
    for kind in READS_NONE:
        if KINDS[kind][1] != "/_cluster/health" or headers != [JSON]:
            mine, theirs = two.both(kind, Request(headers=headers, body=b"{}"))
            assert (mine["status"], mine["error"]) == (theirs["status"], theirs["error"])
    agree(two, ["datasources", "ingestions"], Request(headers=[JSON], body=b"{}"), unless=NO_QUERY)


def test_a_missing_body_is_told_alike(two: Two) -> None:
    for headers in ([JSON], []):
        agree(two, ["datasource", "ingestion"], Request(headers=headers, verb="PUT"))


# -- conditions of writes -----------------------------------------------------------------------------------------------------------


def written(two: Two, verb: str, query: str, *, exists: bool = True) -> tuple[Answer, Answer]:
    """Write to a fresh thing, in both the same; gives the answers, ours first."""
    name = f"w{uuid.uuid4().hex}"
    body = json.dumps({"jdbc": {"url": f"jdbc:sqlite:{two.service.folder}/t.db"}}).encode()
    places = ((two.service.url, f"{DATASOURCE}/{name}"), (two.service.elasticsearch, f"/{two.index}/_doc/{name}"))
    for url, path in places if exists else ():
        assert talk(url, "PUT", path, [JSON], body).status == 201
    headers, sent = ([JSON], body) if verb == "PUT" else ([], None)
    mine, theirs = (talk(url, verb, f"{path}?{query}", headers, sent) for url, path in places)
    return mine, theirs


CONDITIONS = [
    *("if_seq_no=1", "if_primary_term=1", "if_seq_no=x&if_primary_term=1", "if_seq_no=1&if_primary_term="),
    *("if_seq_no=-1&if_primary_term=1", "if_seq_no=0&if_primary_term=0", "if_seq_no=0&if_primary_term=-1"),
    *("if_seq_no=999999&if_primary_term=1", "if_seq_no=1.0&if_primary_term=1", "if_seq_no=-2&if_primary_term=0"),
    *("if_seq_no=9223372036854775808&if_primary_term=1", "if_seq_no=1&if_primary_term=99999999999999999999"),
]


@pytest.mark.parametrize("query", CONDITIONS)
@pytest.mark.parametrize("exists", [True, False])
@pytest.mark.parametrize("verb", ["PUT", "DELETE"])
def test_a_condition_is_judged_alike(two: Two, verb: str, query: str, exists: bool) -> None:
    mine, theirs = (told(answer) for answer in written(two, verb, query, exists=exists))
    for each in (mine, theirs):
        for link in each["error"]:
            link["reason"] = re.sub(r"w[0-9a-f]{32}|seqNo \[\d+\]", "…", link["reason"])
    assert (mine["status"], mine["error"]) == (theirs["status"], theirs["error"])


@pytest.mark.parametrize("query", ["op_type=create", "op_type=CREATE", "op_type=index", "op_type=", "op_type=x", "op_type=delete",
                                   "op_type=create&if_seq_no=0&if_primary_term=1", "op_type=index&op_type=create"])  # fmt: skip
@pytest.mark.parametrize("exists", [True, False])
def test_an_op_type_is_judged_alike(two: Two, query: str, exists: bool) -> None:
    mine, theirs = written(two, "PUT", query, exists=exists)
    assert mine.status == theirs.status
    if mine.status >= 400:
        assert mine.error["type"] == theirs.error["type"]
        assert re.sub(r"w[0-9a-f]{32}", "…", mine.error["reason"]) == re.sub(r"w[0-9a-f]{32}", "…", theirs.error["reason"])
    else:
        assert json.loads(mine.text)["result"] == json.loads(theirs.text)["result"]


@pytest.mark.parametrize("query", ["refresh=true", "timeout=1s", "wait_for_active_shards=1", "routing=x"])
@pytest.mark.parametrize("verb", ["PUT", "DELETE"])
def test_what_a_write_could_wait_for_is_no_parameter(two: Two, verb: str, query: str) -> None:
    mine, theirs = written(two, verb, query)
    assert (mine.status, theirs.status) == (400, 200), VISIBLE
    assert "contains unrecognized parameter" in mine.error["reason"]


def test_a_write_answers_with_elasticsearchs_own_place(two: Two) -> None:
    for verb in ("PUT", "DELETE"):
        mine, theirs = (json.loads(answer.text) for answer in written(two, verb, ""))
        assert mine["result"] == theirs["result"]
        assert mine.keys() >= ({"_id", "_version", "_seq_no", "_primary_term"} if verb == "PUT" else {"_id"})


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
def test_paging_is_read_alike(two: Two, query: str) -> None:
    agree(two, ["log"], Request(f"?{query}"))


@pytest.mark.parametrize("query", ["from=10001", "size=10001", "from=9000&size=2000"])
def test_a_window_too_large_is_told_alike(two: Two, query: str) -> None:
    mine, theirs = two.answers("log", Request(f"?{query}"))
    assert (mine.status, mine.error["type"]) == (theirs.status, theirs.error["type"])
    assert mine.error["root_cause"] == theirs.error["root_cause"]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("sort=nope:x", NO_GUESS), ("sort=a:desc:b", NO_GUESS), ("q=a:(", PLAIN_WORDS), ("q=%22", PLAIN_WORDS), ("state=done", OURS),
        ("type=export", OURS),
    ],
)  # fmt: skip
def test_some_parameters_of_a_search_are_read_otherwise(two: Two, query: str, reason: str) -> None:
    agree(two, ["log"], Request(f"?{query}"), unless=reason)


TIMES = ["30", "x", "", "-5s", "5.5s", "1e3s", "5parsecs", "s", "1M", "-2", "1w", "5%205s", "-0", "9" * 30 + "s", "%2B-5s"]
GOOD_TIMES = ["-1", "-1ms", "0", "5S", "1D", "%2030s", "30%20s", "3micros", "500ms", "1nanos", "99999999999999d", "%2B5s"]


@pytest.mark.parametrize("value", TIMES + GOOD_TIMES)
def test_a_time_value_is_read_alike(two: Two, value: str) -> None:
    theirs = told(talk(two.service.elasticsearch, "GET", f"/_cluster/health?timeout={value}"))
    for path in (f"{JOBS}/ingestion/nothing/_abort", f"{INGESTION}/nothing/_run", f"{INGESTION}/nothing/_dead_letters/_retry"):
        mine = told(talk(two.service.url, "POST", f"{path}?timeout={value}"))
        if value in TIMES:
            assert (mine["status"], mine["error"]) == (theirs["status"], theirs["error"])
            assert mine["status"] == 400
        else:
            assert (mine["status"], theirs["status"]) == (404, 200)


@pytest.mark.parametrize("value", ["maybe", "1", "TRUE", "yes"])
def test_a_truth_is_told_alike(two: Two, value: str) -> None:
    theirs = told(talk(two.service.elasticsearch, "GET", f"/_cluster/health?wait_for_no_relocating_shards={value}"))
    for kind in ("jobs", "job", "letters", "log"):
        mine = told(talk(two.service.url, "GET", f"{KINDS[kind][0]}?detailed={value}"))
        assert (mine["status"], mine["error"]) == (theirs["status"], theirs["error"])
