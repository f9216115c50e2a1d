"""The exception tree matches its drawing, and every exception of the Elasticsearch client is translated."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import elastic_transport
import elasticsearch
import pytest
from elastic_transport import ApiResponseMeta, HttpHeaders, NodeConfig

from sidecar import errors
from sidecar.elastic import translate_elasticsearch_errors, translate_error
from sidecar.errors import (
    ApiError,
    ExecutionStopped,
    NotFound,
    ServiceUnavailable,
    SidecarError,
    VersionConflict,
    error_chain,
    error_message,
    error_messages,
)

LINE = re.compile(r"^ {4}(?P<lead>[│├└─ ]*)(?P<name>[A-Z]\w+) +(?P<status>\d{3})? *(?P<rest>.*)$")


def parse_drawing() -> Iterator[tuple[str, str | None, str | None, str]]:
    """Yield name, parent, HTTP status and remark of each class in the module docstring's tree."""
    parents: dict[int, str] = {}
    for line in (errors.__doc__ or "").splitlines():
        if match := LINE.match(line):
            depth = len(match["lead"]) // 4
            parents[depth] = match["name"]
            yield match["name"], parents.get(depth - 1), match["status"], match["rest"]


DRAWN = {name: (parent, status, rest) for name, parent, status, rest in parse_drawing()}
EXCEPTIONS = {name: each for name, each in vars(errors).items() if inspect.isclass(each) and issubclass(each, Exception)}
CLASSES = {name: each for name, each in EXCEPTIONS.items() if issubclass(each, SidecarError)}


def test_the_drawing_and_the_module_have_the_same_classes() -> None:
    assert set(DRAWN) == set(EXCEPTIONS) == set(CLASSES)


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_matches_its_line_in_the_drawing(name: str) -> None:
    parent, status, rest = DRAWN[name]
    described = CLASSES[name]
    assert described.__bases__[0].__name__ == (parent or "Exception")
    assert described.retryable == ("retryable" in rest)
    if status is not None:
        assert described.status == int(status)
    first = rest.split(maxsplit=1)[0].strip(",:")
    if first.endswith(("exception", "_exception")):
        assert described.type == first
    elif rest.startswith("the same"):
        assert parent is not None
        assert described.type == CLASSES[parent].type
    else:
        assert described is ApiError or issubclass(described, ExecutionStopped)


def test_only_transient_errors_are_retryable() -> None:
    assert {name for name, each in CLASSES.items() if each.retryable} == {
        "ClusterUnavailable",
        "ServiceUnavailable",
        "SnapshotLost",
        "WorkersLost",
        "SourceUnavailable",
        "NoFreeSession",
    }


# -- error messages -----------------------------------------------------------------------------------------------------------------


def chain_errors(*steps: Exception) -> Exception:
    """Make each step the cause of the one before it; return the outermost."""
    outer: Exception | None = None
    for step in reversed(steps):
        step.__cause__ = outer
        outer = step
    assert outer is not None
    return outer


def test_messages_are_ordered_from_the_outermost_error_to_the_root_cause() -> None:
    error = chain_errors(SidecarError("Could not execute datasource query [d]."), ValueError("connect failed"), OSError("refused"))
    assert error_messages(error) == ["Could not execute datasource query [d].", "connect failed", "refused"]


def test_a_repeated_message_appears_once_and_an_empty_one_becomes_the_class_name() -> None:
    assert error_messages(chain_errors(SidecarError("a"), ValueError("a"), KeyError(), TimeoutError())) == ["a", "KeyError", "TimeoutError"]


def test_a_circular_chain_ends() -> None:
    error = ValueError("a")
    error.__cause__ = other = ValueError("b")
    other.__cause__ = error
    assert list(error_chain(error)) == [error, other]


def test_the_context_is_part_of_the_chain_unless_it_is_suppressed() -> None:
    inner, outer = ValueError("inner"), SidecarError("outer")
    outer.__context__ = inner
    assert error_messages(outer) == ["outer", "inner"]
    outer.__suppress_context__ = True
    assert error_messages(outer) == ["outer"]


# -- exceptions of the Elasticsearch client -----------------------------------------------------------------------------------------


def client_exceptions() -> list[type[Exception]]:
    """Return the client's exception classes, without warnings."""
    found: set[type[Exception]] = set()
    for module in (elasticsearch, elastic_transport, elasticsearch.exceptions):
        found |= {each for each in vars(module).values() if inspect.isclass(each) and issubclass(each, Exception)}
    return sorted((each for each in found if not issubclass(each, Warning)), key=lambda each: f"{each.__module__}.{each.__name__}")


def meta(status: int) -> ApiResponseMeta:
    return ApiResponseMeta(status=status, http_version="1.1", headers=HttpHeaders(), duration=0.0, node=NodeConfig("http", "h", 1))


def api_error(status: int, body: Any, of: type[elasticsearch.ApiError] = elasticsearch.ApiError) -> elasticsearch.ApiError:
    return of("message", meta(status), body)


def es_body(type: str, reason: str, status: int) -> dict[str, Any]:
    return {"error": {"root_cause": [{"type": type, "reason": reason}], "type": type, "reason": reason}, "status": status}


@pytest.mark.parametrize("of", client_exceptions(), ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_every_exception_of_the_client_is_translated(of: type[Exception]) -> None:
    is_response = issubclass(of, elastic_transport.ApiError)
    original = of("message", meta(418), {}) if is_response else of("message")
    with pytest.raises(SidecarError) as caught, translate_elasticsearch_errors():
        raise original
    assert caught.value.__cause__ is original
    assert str(caught.value)
    assert error_messages(caught.value) == [str(caught.value)], "the client's exception is part of the reason"
    assert caught.value.status >= 400


@pytest.mark.parametrize(
    ("status", "type", "expected"),
    [
        (400, "mapper_parsing_exception", ApiError),
        (401, "security_exception", ApiError),
        (403, "security_exception", ApiError),
        (403, "cluster_block_exception", ServiceUnavailable),
        (404, "resource_not_found_exception", NotFound),
        (404, "index_not_found_exception", ApiError),
        (409, "version_conflict_engine_exception", VersionConflict),
        (429, "es_rejected_execution_exception", ServiceUnavailable),
        (500, "exception", ApiError),
        (502, "exception", ServiceUnavailable),
        (503, "search_phase_execution_exception", ServiceUnavailable),
        (504, "exception", ServiceUnavailable),
    ],
)
def test_each_error_response_becomes_its_class_with_elasticsearchs_reason(status: int, type: str, expected: type[SidecarError]) -> None:
    error = translate_error(api_error(status, es_body(type, "because", status)))
    assert error.__class__ is expected
    assert "because" in str(error)
    if isinstance(error, ApiError):
        assert (error.status, error.type, error.body) == (status, type, es_body(type, "because", status))


def test_a_reason_has_all_causes_and_names_the_index() -> None:
    inner = {"type": "illegal_argument_exception", "reason": "Limit of total fields [1] has been exceeded"}
    outer = {
        "type": "mapper_exception",
        "reason": "failed to parse",
        "caused_by": {"type": "x", "reason": "failed to parse", "caused_by": inner},
    }
    error = translate_error(api_error(400, {"error": outer}), "orders")
    assert str(error) == "[orders] failed to parse: Limit of total fields [1] has been exceeded"
    assert str(translate_error(api_error(400, {"error": {"reason": "closed", "index": "orders"}}))) == "[orders] closed"
    assert str(translate_error(api_error(404, {"error": {"reason": "no such index [orders-1]"}}), "orders")) == "no such index [orders-1]"
    shards = {"reason": "all shards failed", "failed_shards": [{"reason": {"reason": "no mapping found for [id]"}}]}
    assert str(translate_error(api_error(400, {"error": shards}))) == "all shards failed: no mapping found for [id]"


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ConnectionRefusedError(111, "Connect call failed ('127.0.0.1', 5432)"), "Connection refused: 127.0.0.1:5432"),
        (OSError("Multiple exceptions: [Errno 111] Connect call failed ('::1', 5, 0, 0), [Errno 113] Connect call failed ('10.0.0.1', 5)"),
         "Multiple exceptions: Connection refused: ::1:5, No route to host: 10.0.0.1:5"),
        (FileNotFoundError(2, "No such file or directory", "/x.db"), "No such file or directory: '/x.db'"),
        (RuntimeError(1045, "Access denied for user 'u'"), "Access denied for user 'u' (error 1045)"),
        (RuntimeError(2003, "Can't connect to 'h' ([Errno -2] Name or service not known)"),
         "Can't connect to 'h' (Name or service not known) (error 2003)"),
    ],
)  # fmt: skip
def test_messages_have_no_notation_of_python(error: Exception, message: str) -> None:
    assert error_message(error) == message


@pytest.mark.parametrize("body", [None, "", "<html>Bad Gateway</html>", b"x", [], {"error": "alone"}, {"found": False}])
def test_a_malformed_error_response_has_a_message(body: Any) -> None:
    for status in (400, 404, 502):
        assert str(translate_error(api_error(status, body)))


def test_a_server_that_is_not_elasticsearch_is_an_error_even_with_status_200() -> None:
    error = translate_error(api_error(200, {}, elasticsearch.UnsupportedProductError))
    assert isinstance(error, ServiceUnavailable)
    assert "not Elasticsearch" in str(error)


def test_a_timeout_has_a_plain_message() -> None:
    assert str(translate_error(elastic_transport.ConnectionTimeout("x"))) == "Elasticsearch does not answer: the request timed out"
