"""The exception tree is as drawn, reasons become sentences, and no exception of the Elasticsearch client goes untranslated."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import elastic_transport
import elasticsearch
import pytest
from elastic_transport import ApiResponseMeta, HttpHeaders, NodeConfig

from sidecar import errors
from sidecar.elastic import translate, translated
from sidecar.errors import NotFound, Refused, RunEnded, SidecarError, Unavailable, VersionConflict, chain, sentences

LINE = re.compile(r"^ {4}(?P<lead>[│├└─ ]*)(?P<name>[A-Z]\w+) +(?P<status>\d{3})? *(?P<rest>.*)$")


def drawn() -> Iterator[tuple[str, str | None, str | None, str]]:
    """Read the drawing on top of the module: each class, its parent, its HTTP status, the rest of its line."""
    parents: dict[int, str] = {}
    for line in (errors.__doc__ or "").splitlines():
        if found := LINE.match(line):
            depth = len(found["lead"]) // 4
            parents[depth] = found["name"]
            yield found["name"], parents.get(depth - 1), found["status"], found["rest"]


DRAWN = {name: (parent, status, rest) for name, parent, status, rest in drawn()}
CLASSES = {name: each for name, each in vars(errors).items() if inspect.isclass(each) and issubclass(each, Exception)}


def test_every_class_is_drawn_and_every_drawn_class_exists() -> None:
    assert set(DRAWN) == set(CLASSES)


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_is_what_its_line_says(name: str) -> None:
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
        assert described.type == described.__bases__[0].type
    else:
        assert described is Refused or issubclass(described, RunEnded)


def test_only_what_may_pass_by_itself_is_retryable() -> None:
    assert {name for name, each in CLASSES.items() if each.retryable} == {"Unavailable", "SourceUnavailable"}


# -- sentences ----------------------------------------------------------------------------------------------------------------------


def raised(*steps: Exception) -> Exception:
    """Raise the steps, each the cause of the one before it; give the outermost."""
    outer: Exception | None = None
    for step in reversed(steps):
        step.__cause__ = outer
        outer = step
    assert outer is not None
    return outer


def test_reasons_go_from_the_outermost_to_the_root_cause() -> None:
    error = raised(SidecarError("Could not execute datasource query [d]."), ValueError("connect failed"), OSError("refused"))
    assert sentences(error) == ["Could not execute datasource query [d].", "connect failed", "refused"]


def test_a_repeated_message_is_told_once_and_an_empty_one_by_its_class() -> None:
    assert sentences(raised(SidecarError("a"), ValueError("a"), KeyError(), TimeoutError())) == ["a", "KeyError", "TimeoutError"]


def test_a_chain_that_bites_its_tail_ends() -> None:
    error = ValueError("a")
    error.__cause__ = other = ValueError("b")
    other.__cause__ = error
    assert list(chain(error)) == [error, other]


def test_what_was_being_handled_is_a_reason_unless_it_was_suppressed() -> None:
    inner, outer = ValueError("inner"), SidecarError("outer")
    outer.__context__ = inner
    assert sentences(outer) == ["outer", "inner"]
    outer.__suppress_context__ = True
    assert sentences(outer) == ["outer"]


# -- the border to the Elasticsearch client -------------------------------------------------------------------------------------------


def client_exceptions() -> list[type[Exception]]:
    """Walk the client's exception classes, warnings aside."""
    found: set[type[Exception]] = set()
    for module in (elasticsearch, elastic_transport, elasticsearch.exceptions):
        found |= {each for each in vars(module).values() if inspect.isclass(each) and issubclass(each, Exception)}
    return sorted((each for each in found if not issubclass(each, Warning)), key=lambda each: f"{each.__module__}.{each.__name__}")


def meta(status: int) -> ApiResponseMeta:
    return ApiResponseMeta(status=status, http_version="1.1", headers=HttpHeaders(), duration=0.0, node=NodeConfig("http", "h", 1))


def api_error(status: int, body: Any, of: type[elasticsearch.ApiError] = elasticsearch.ApiError) -> elasticsearch.ApiError:
    return of("words", meta(status), body)


def es_body(type: str, reason: str, status: int) -> dict[str, Any]:
    return {"error": {"root_cause": [{"type": type, "reason": reason}], "type": type, "reason": reason}, "status": status}


@pytest.mark.parametrize("of", client_exceptions(), ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_no_exception_of_the_client_goes_untranslated(of: type[Exception]) -> None:
    is_answer = issubclass(of, elastic_transport.ApiError)
    original = of("words", meta(418), {}) if is_answer else of("words")  # type: ignore[call-arg]
    with pytest.raises(SidecarError) as caught, translated():
        raise original
    assert caught.value.__cause__ is original
    assert str(caught.value)
    assert caught.value.status >= 400


@pytest.mark.parametrize(
    ("status", "type", "expected"),
    [
        (400, "mapper_parsing_exception", Refused),
        (401, "security_exception", Refused),
        (403, "security_exception", Refused),
        (403, "cluster_block_exception", Unavailable),
        (404, "resource_not_found_exception", NotFound),
        (404, "index_not_found_exception", Refused),
        (409, "version_conflict_engine_exception", VersionConflict),
        (429, "es_rejected_execution_exception", Unavailable),
        (500, "exception", Refused),
        (502, "exception", Unavailable),
        (503, "search_phase_execution_exception", Unavailable),
        (504, "exception", Unavailable),
    ],
)
def test_each_kind_of_answer_becomes_its_class_with_elasticsearchs_words(status: int, type: str, expected: type[SidecarError]) -> None:
    error = translate(api_error(status, es_body(type, "because", status)))
    assert error.__class__ is expected
    assert "because" in str(error)
    if isinstance(error, Refused):
        assert (error.status, error.type, error.body) == (status, type, es_body(type, "because", status))


@pytest.mark.parametrize("body", [None, "", "<html>Bad Gateway</html>", b"x", [], {"error": "alone"}, {"found": False}])
def test_an_answer_that_is_not_elasticsearchs_form_has_words_too(body: Any) -> None:
    for status in (400, 404, 502):
        assert str(translate(api_error(status, body)))


def test_a_server_that_is_not_elasticsearch_is_never_told_as_a_success() -> None:
    error = translate(api_error(200, {}, elasticsearch.UnsupportedProductError))
    assert isinstance(error, Unavailable)
    assert "not Elasticsearch" in str(error)


def test_a_time_out_is_told_in_plain_words() -> None:
    assert str(translate(elastic_transport.ConnectionTimeout("x"))) == "Elasticsearch does not answer: the request timed out"
