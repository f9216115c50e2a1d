"""Test the parsing of escapes, parameters and paths of a URI."""

import re

import pytest

from sidecar.api.compat.uri import parse_query, unescape
from tests.support.conventions_app import create_test_app


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("", {}),
        ("a=b&c", {"a": "b", "c": ""}),
        ("a=b;c=d", {"a": "b", "c": "d"}),
        ("a=1&a=2", {"a": "2"}),
        ("=a&==b=c&&;=", {"a": "", "b": "c"}),
        ("a=b=c", {"a": "b=c"}),
        ("a+b=c%20d%2Be", {"a b": "c d+e"}),
        ("a=%%41&b=%C3%A9", {"a": "%41", "b": "é"}),
    ],
)
def test_a_query_string_is_parsed(query: str, values: dict[str, str]) -> None:
    assert parse_query(query) == values


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ab%", "unterminated escape sequence at end of string: ab%"),
        ("ab%4", "partial escape sequence at end of string: ab%4"),
        ("ab%zz%", "invalid escape sequence `%zz' at index 2 of: ab%zz%"),
    ],
)
def test_an_invalid_escape_is_reported_with_its_index(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        unescape(text)


@pytest.mark.parametrize(("path", "name"), [("a", "a"), ("a/", "a"), ("a///", "a"), ("%61", "a"), ("a?x", "a"), ("a#x", "a")])
def test_a_name_is_parsed_from_the_path(path: str, name: str) -> None:
    response = create_test_app().test_client().get(f"/_siren/thing/{path}".replace("?x", "?pretty"))
    assert response.get_json()["_id"] == name


@pytest.mark.parametrize("path", ["a%2Fb", "a%2f..%2fb", "%2F"])
def test_an_escaped_slash_does_not_split_a_path(path: str) -> None:
    reason = create_test_app().test_client().get(f"/_siren/thing/{path}").get_json()["error"]["reason"]
    assert reason.startswith(f"invalid id [{path.replace('%2f', '%2F')}]")


def test_an_absolute_uri_is_reduced_to_its_path() -> None:
    response = create_test_app().test_client().get("/", environ_overrides={"RAW_URI": "http://elsewhere/_siren/thing/a?pretty"})
    assert response.get_json()["_id"] == "a"
