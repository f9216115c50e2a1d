"""Test headers, response formats, parameters and errors on a small application."""

import gzip
import json
import logging
import zlib
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.conventions_app import MAX_BODY, STATUS, create_test_app

PLAIN_VENDOR = "application/vnd.elasticsearch+json"
VENDOR = f"{PLAIN_VENDOR}; compatible-with="
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def client() -> FlaskClient:
    return create_test_app().test_client()


def reason(response: TestResponse) -> str:
    """Return an error's reason after checking its structure."""
    document = json.loads(response.data)
    assert document["status"] == response.status_code
    assert document["error"]["root_cause"][0].keys() >= {"type", "reason"}
    return str(document["error"]["reason"])


@pytest.mark.parametrize("path", ["/_siren/thing/a", "/_siren/nowhere", "/_siren/fail/chain", "/_siren/fail/oops"])
def test_every_response_has_the_product_header_and_the_opaque_id(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"X-Opaque-Id": "mine"})
    assert (response.headers["X-elastic-product"], response.headers["X-Opaque-Id"]) == ("Elasticsearch", "mine")


def test_a_view_can_read_the_opaque_id(client: FlaskClient) -> None:
    assert json.loads(client.get("/_siren/thing/a", headers={"X-Opaque-Id": "mine"}).data)["opaque"] == "mine"
    response = client.get("/_siren/thing/a")
    assert json.loads(response.data)["opaque"] is None
    assert "X-Opaque-Id" not in response.headers


def test_json_is_compact_by_default_and_pretty_on_request() -> None:
    client = create_test_app({"a": [], "b": {}, "c": [1, {"d": "{}"}], "é": None}).test_client()
    assert client.get("/_siren/thing/a").text == '{"a":[],"b":{},"c":[1,{"d":"{}"}],"é":null}'
    pretty = '{\n  "a" : [ ],\n  "b" : { },\n  "c" : [\n    1,\n    {\n      "d" : "{}"\n    }\n  ],\n  "é" : null\n}\n'
    assert client.get("/_siren/thing/a?pretty").text == pretty
    assert client.get("/_siren/thing/a?pretty=false").text.startswith('{"a"')


@pytest.mark.parametrize("how", [{"query_string": "format=yaml"}, {"headers": {"Accept": "application/yaml"}}])
def test_yaml_is_written_with_elasticsearchs_quotes(how: dict[str, Any]) -> None:
    document: dict[str, object] = {
        "_id": "1", "n": None, "yes": True, "l": [{"a": 1, "b": "x: y\n"}, "é"], "e": [], "o": {}, "f": 1.5, "same": [],
    }  # fmt: skip
    response = create_test_app(document).test_client().get("/_siren/thing/a", **how)
    text = '---\n_id: "1"\n"n": null\n"yes": true\nl:\n- a: 1\n  b: "x: y\\n"\n- "é"\ne: []\no: {}\nf: 1.5\nsame: []\n'
    assert (response.text, response.headers["Content-Type"]) == (text, "application/yaml")
    assert yaml.safe_load(response.text) == document


def test_the_content_type_selects_the_format_if_accept_does_not(client: FlaskClient) -> None:
    for sent, answered in (
        (f"{PLAIN_VENDOR}; charset=utf-8", PLAIN_VENDOR),
        ("application/json; charset=utf-8", "application/json"),
    ):
        assert client.put("/_siren/thing/a", data="{}", headers={"Content-Type": sent}).headers["Content-Type"] == answered


def test_errors_in_yaml_repeat_the_root_cause_in_full(client: FlaskClient) -> None:
    response = client.get("/_siren/fail/malformed?format=yaml")
    assert "&" not in response.text
    assert yaml.safe_load(response.text)["error"]["root_cause"][0]["line"] == 3


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("text/html", "application/json"),
        ("APPLICATION/JSON", "application/json"),
        ("application/json;charset=utf-8", "application/json;charset=utf-8"),
        (f"{VENDOR}8", "application/vnd.elasticsearch+json;compatible-with=8"),
        (f"{VENDOR}9", "application/vnd.elasticsearch+json;compatible-with=9"),
        ("application/vnd.elasticsearch+yaml;compatible-with=8", "application/vnd.elasticsearch+yaml;compatible-with=8"),
    ],
)
def test_the_response_has_the_accepted_type(client: FlaskClient, accept: str, answered: str) -> None:
    for path in ("/_siren/thing/a", "/_siren/nowhere"):
        assert client.get(path, headers={"Accept": accept}).headers["Content-Type"] == answered


@pytest.mark.parametrize("version", ["8", "9"])
def test_vendor_types_in_both_headers_are_accepted(client: FlaskClient, version: str) -> None:
    headers = {"Accept": VENDOR + version, "Content-Type": VENDOR + version}
    response = client.put("/_siren/thing/a", data='{"a":1}', headers=headers)
    assert (response.status_code, json.loads(response.data)["_source"]) == (201, {"a": 1})
    assert response.headers["Location"] == "/_siren/thing/a"


@pytest.mark.parametrize(
    ("accept", "status"), [("application/cbor", 406), ("application/smile", 406), (f"{VENDOR}7", 400), ("nonsense", 400), ("", 400)]
)
def test_an_unsupported_response_format_is_rejected_in_json(client: FlaskClient, accept: str, status: int) -> None:
    response = client.get("/_siren/thing/a", headers={"Accept": accept})
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/json")
    assert reason(response)


@pytest.mark.parametrize("sent", ["text/plain", "application/x-www-form-urlencoded", "application/json,text/plain", ""])
def test_a_body_without_a_json_content_type_is_406(client: FlaskClient, sent: str) -> None:
    response = client.put("/_siren/thing/a", data="{}", headers={"Content-Type": sent} if sent else {})
    assert (response.status_code, reason(response)) == (406, f"Content-Type header [{sent}] is not supported")


def test_head_returns_the_headers_of_get_without_a_body(client: FlaskClient) -> None:
    got, head = client.get("/_siren/thing/a"), client.head("/_siren/thing/a")
    assert (head.status_code, head.data, head.headers["Content-Length"]) == (200, b"", got.headers["Content-Length"])
    assert client.head("/_siren/nowhere").status_code == 400


def test_an_unknown_path_is_400_and_quoted_as_sent(client: FlaskClient) -> None:
    response = client.post("/_siren/no%20where/%C3%A9?a=b%20c&pretty")
    assert response.status_code == 400
    assert reason(response) == "no handler found for uri [/_siren/no%20where/%C3%A9?a=b%20c&pretty] and method [POST]"


def test_a_trailing_slash_is_ignored_but_an_inner_double_slash_is_not(client: FlaskClient) -> None:
    assert client.get("/_siren/thing/a/").status_code == 200
    assert reason(client.get("/_siren//thing/a")).startswith("no handler found for uri [/_siren//thing/a]")


def test_a_wrong_method_is_405_with_the_allowed_methods(client: FlaskClient) -> None:
    response = client.post("/_siren/thing/a?b=c")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET,PUT,DELETE,HEAD")
    message = "Incorrect HTTP method for uri [/_siren/thing/a?b=c] and method [POST], allowed: [GET, PUT, DELETE, HEAD]"
    assert reason(response) == message
    assert reason(client.open("/_siren/fail/a", method="FOO")) == "Unexpected http method: FOO, allowed: [GET, HEAD]"


def test_search_is_not_a_name(client: FlaskClient) -> None:
    response = client.put("/_siren/things/_search", data="{}", headers=JSON)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET,POST,HEAD")


def test_options_lists_the_methods_of_any_path(client: FlaskClient) -> None:
    response = client.options("/_siren/thing/a")
    assert (response.status_code, response.headers["Allow"], response.data) == (200, "GET,PUT,DELETE,HEAD", b"")
    nowhere = client.options("/_siren/nowhere")
    assert (nowhere.status_code, nowhere.headers.get("Allow")) == (200, None)


def test_filter_path_filters_responses_but_not_errors(client: FlaskClient) -> None:
    assert json.loads(client.get("/_siren/thing/a?filter_path=_id").data) == {"_id": "a"}
    assert json.loads(client.delete("/_siren/thing/a?filter_path=found").data) == {"found": False}
    assert reason(client.get("/_siren/fail/chain?filter_path=_id"))


def test_human_adds_readable_fields_that_filter_path_can_select() -> None:
    client = create_test_app({"status": STATUS, "results": [STATUS]}).test_client()
    document = json.loads(client.get("/_siren/thing/a?human").data)
    assert document["results"] == [STATUS]
    assert list(document["status"]) == [
        *("id", "is_running", "start_time_string", "start_time", "eta", "eta_in_millis", "state", "running_time")
    ]
    readable = {name: document["status"][name] for name in ("start_time_string", "eta", "running_time")}
    assert readable == {"start_time_string": "2018-10-05T10:04:51.554Z", "eta": "1.4m", "running_time": "3.4s"}
    assert json.loads(client.get("/_siren/thing/a?human&filter_path=status.running_time").data) == {"status": {"running_time": "3.4s"}}


def test_an_unknown_parameter_is_rejected_with_suggestions(client: FlaskClient) -> None:
    start = "request [/_siren/things/_search] contains unrecognized parameter"
    assert reason(client.get("/_siren/things/_search?foo=1")) == f"{start}: [foo]"
    assert reason(client.get("/_siren/things/_search?zoo&foo=1")) == f"{start}s: [foo], [zoo]"
    assert reason(client.get("/_siren/things/_search?prety")) == f"{start}: [prety] -> did you mean [pretty]?"
    assert reason(client.get("/_siren/things/_search?siez=1")) == f"{start}: [siez]"
    assert reason(client.get("/_siren/thing/a?size=1")) == "request [/_siren/thing/a] contains unrecognized parameter: [size]"


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("", {"size": 10, "from": 0, "timeout": 30.0, "version": False}),
        ("version&size=%2B5&from=-0", {"version": True, "size": 5, "from": 0}),
        ("version=&size=1&size=2", {"version": True, "size": 2}),
        ("version=false&timeout=500ms", {"version": False, "timeout": 0.5}),
        ("timeout=-1", {"timeout": -1.0}),
        ("timeout=-1s", {"timeout": -1.0}),
        ("timeout=%201%20M%20".replace("M", "m"), {"timeout": 60.0}),
        ("timeout=1D", {"timeout": 86400.0}),
        ("timeout=0", {"timeout": 0.0}),
        ("timeout=99999999999999d", {"timeout": 1e9}),
    ],
)
def test_parameters_are_parsed_by_type(client: FlaskClient, query: str, value: dict[str, object]) -> None:
    assert json.loads(client.get(f"/_siren/things/_search?{query}").data).items() >= value.items()


@pytest.mark.parametrize("query", ["a=%zz", "a=%", "%2"])
def test_a_query_string_that_cannot_be_decoded_is_400(client: FlaskClient, query: str) -> None:
    response = client.get(f"/_siren/thing/a?{query}")
    assert (response.status_code, json.loads(response.data)["error"]["type"]) == (400, "bad_parameter_exception")


@pytest.mark.parametrize("value", ["a", "A-1_b.c", "9", "x" * 128])
def test_an_id_of_letters_digits_dots_and_dashes_is_valid(client: FlaskClient, value: str) -> None:
    assert client.get(f"/_siren/thing/{value}").status_code == 200


@pytest.mark.parametrize("value", ["_a", "-a", "+a", ".a", "a b", "é", "a:b", "x" * 129, "a%0A"])
def test_an_invalid_id_is_400_and_quoted(client: FlaskClient, value: str) -> None:
    response = client.get(f"/_siren/thing/{value}")
    assert response.status_code == 400
    assert reason(response).startswith("invalid id [")


def test_an_error_contains_its_causes_down_to_the_root(client: FlaskClient) -> None:
    error = json.loads(client.get("/_siren/fail/chain").data)["error"]
    outer = {"type": "datasource_exception", "reason": "Could not execute datasource query [postgres]."}
    inner = {"type": "connection_refused_error", "reason": "connect timed out"}
    middle = {"type": "runtime_error", "reason": "The connection attempt failed.", "caused_by": inner}
    assert error == {"root_cause": [outer], **outer, "caused_by": middle}


def test_stack_traces_are_returned_on_request_only(client: FlaskClient) -> None:
    assert "stack_trace" not in client.get("/_siren/fail/chain").text
    error = json.loads(client.get("/_siren/fail/chain?error_trace").data)["error"]
    assert "conventions_app.py" in error["stack_trace"]
    assert "conventions_app.py" in error["caused_by"]["stack_trace"]
    assert "stack_trace" in error["root_cause"][0]


def test_503_has_a_retry_after_header(client: FlaskClient) -> None:
    response = client.get("/_siren/fail/unavailable")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")


def test_a_malformed_body_error_has_line_and_column(client: FlaskClient) -> None:
    error = json.loads(client.get("/_siren/fail/malformed").data)["error"]
    assert (error["type"], error["line"], error["col"]) == ("parsing_exception", 3, 7)


def test_an_unexpected_error_is_500_and_logged_once_under_the_id_in_the_response(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        response = client.get("/_siren/fail/oops")
    (record,) = caplog.records
    error_id = reason(response).split("[")[1].rstrip("]")
    assert response.status_code == 500
    assert "unexpected failure" not in response.text
    assert f"[{error_id}]" in record.getMessage()
    assert "ValueError: unexpected failure oops" in record.getMessage()


def test_a_request_body_appears_neither_in_the_log_nor_in_the_stack_trace(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        response = client.post("/_siren/fault?error_trace", data='{"password":"hunter2"}', headers=JSON)
    assert response.status_code == 500
    assert "conventions_app.py" in json.loads(response.data)["error"]["stack_trace"]
    assert "hunter2" not in response.text + caplog.text


def test_reading_an_undeclared_parameter_is_an_internal_error(client: FlaskClient) -> None:
    assert client.get("/_siren/fail/undeclared").status_code == 500


def test_the_caller_is_checked_after_the_path_and_before_parameters_and_body() -> None:
    client = create_test_app(is_authorized=False).test_client()
    response = client.get("/_siren/thing/a?foo=1")
    assert (response.status_code, response.headers.getlist("WWW-Authenticate")) == (401, ["Basic", "ApiKey"])
    assert client.get("/_siren/nowhere").status_code == 400


def test_a_body_on_a_call_without_one_is_rejected(client: FlaskClient) -> None:
    message = "request [DELETE /_siren/thing/a] does not support having a body"
    assert reason(client.delete("/_siren/thing/a", data="{}", headers=JSON)) == message


def test_a_missing_body_is_rejected_if_required(client: FlaskClient) -> None:
    response = client.put("/_siren/thing/a", headers=JSON)
    assert json.loads(response.data)["error"]["type"] == "parse_exception"
    assert reason(response) == "request body is required"
    assert json.loads(client.post("/_siren/things/_search").data)["body"] is None


@pytest.mark.parametrize(
    ("body", "line", "col", "message"),
    [
        (b'{"size":}', 1, 9, "Expecting value"),
        (b'{\n  "size": 0,\n  "from": oops\n}', 3, 11, "Expecting value"),
        (b'{"a":1} x', 1, 9, "Extra data"),
        (b'{"a"', 1, 5, "Expecting ':' delimiter"),
        (b'{"a":{"b":1,\n"b":2}}', 2, 1, "Duplicate field 'b'"),
        (b'{"a":1,"\\u0061":2}', 1, 8, "Duplicate field 'a'"),
        (b'{"a":NaN}', 1, 6, "not finite"),
        (b'{"a":[1,-Infinity]}', 1, 9, "not finite"),
        (b'{"a":1e999}', 1, 6, "not finite"),
        (b'{"a":' + b"9" * 5000 + b"}", 1, 6, "too large"),
        (b'{"a":"\\ud800"}', 1, 6, "surrogate"),
        (b'{"a":"\xff"}', 1, 7, "UTF-8"),
        (b"[" * 101 + b"]" * 101, 1, 101, "more than [100] levels"),
        (b'{"a":' * 1500, 1, 501, "more than [100] levels"),
        (b" []", 1, 2, "Expected [START_OBJECT] but found [START_ARRAY]"),
        (b"3", 1, 1, "Expected [START_OBJECT] but found [VALUE_NUMBER]"),
        (b"null", 1, 1, "Expected [START_OBJECT] but found [VALUE_NULL]"),
        (b'{"a":"b\n"}', 1, 8, "control character"),
        (b"}]}{[", 1, 1, "Expecting value"),
        (b'"\\', 1, 1, "Unterminated string"),
    ],
)
def test_a_malformed_body_is_reported_with_line_and_column(client: FlaskClient, body: bytes, line: int, col: int, message: str) -> None:
    response = client.put("/_siren/thing/a", data=body, headers=JSON)
    error = json.loads(response.data)["error"]
    assert (response.status_code, error["type"], error["line"], error["col"]) == (400, "parsing_exception", line, col)
    assert message in error["reason"]


@pytest.mark.parametrize("text", ['{"a":{"a":[{"a":1},{"a":2}]},"b":"{[:,\\"a\\":"}', '\ufeff{"é":"\\ud83d\\ude00"}', '{"":{"":1}}'])
def test_a_valid_body_arrives_unchanged(client: FlaskClient, text: str) -> None:
    response = client.put("/_siren/thing/a", data=text.encode(), headers=JSON)
    assert json.loads(response.data)["_source"] == json.loads(text.removeprefix("\ufeff"))


@pytest.mark.parametrize(("encoding", "compress"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_compressed_body_is_read(client: FlaskClient, encoding: str, compress: Callable[[bytes], bytes]) -> None:
    response = client.put("/_siren/thing/a", data=compress(b'{"a":1}'), headers={**JSON, "Content-Encoding": encoding})
    assert json.loads(response.data)["_source"] == {"a": 1}


@pytest.mark.parametrize(
    ("encoding", "body"),
    [("br", b"{}"), ("gzip", b"{}"), ("gzip", gzip.compress(b"{}", mtime=0)[:-3]), ("gzip", gzip.compress(b"{}", mtime=0) * 2)],
    ids=["br", "gzip, plain body", "gzip, truncated body", "gzip, two members"],
)
def test_a_body_that_cannot_be_decompressed_is_400(client: FlaskClient, encoding: str, body: bytes) -> None:
    response = client.put("/_siren/thing/a", data=body, headers={**JSON, "Content-Encoding": encoding})
    assert (response.status_code, encoding in reason(response)) == (400, True)


def _padded(size: int) -> bytes:
    return b'{"a":"' + b"x" * (size - 8) + b'"}'


def test_the_body_limit_is_exact_for_every_encoding(client: FlaskClient) -> None:
    for send in (_plain, _chunked, _gzipped):
        assert send(client, _padded(MAX_BODY)).status_code == 201
        response = send(client, _padded(MAX_BODY + 1))
        assert (response.status_code, "SIDECAR_MAX_BODY" in reason(response)) == (413, True)


def _plain(client: FlaskClient, body: bytes) -> TestResponse:
    return client.put("/_siren/thing/a", data=body, headers=JSON)


def _gzipped(client: FlaskClient, body: bytes) -> TestResponse:
    return client.put("/_siren/thing/a", data=gzip.compress(body, mtime=0), headers={**JSON, "Content-Encoding": "gzip"})


def _chunked(client: FlaskClient, body: bytes) -> TestResponse:
    environ = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}
    return client.put("/_siren/thing/a", data=body, headers=JSON, environ_overrides=environ)


def test_a_decompression_bomb_is_rejected_without_being_inflated(client: FlaskClient) -> None:
    bomb = gzip.compress(b" " * 5_000_000)
    assert len(bomb) < MAX_BODY
    assert client.put("/_siren/thing/a", data=bomb, headers={**JSON, "Content-Encoding": "gzip"}).status_code == 413


def test_the_body_limit_applies_to_false_content_lengths(client: FlaskClient) -> None:
    response = client.put("/_siren/thing/a", data=b"{}", headers=JSON, environ_overrides={"CONTENT_LENGTH": str(10**12)})
    assert response.status_code == 413
