"""Escapes, parameters and paths of a URI, read as Elasticsearch reads them."""

import re

import pytest

from sidecar.api.compat.uri import query_parameters, unescaped
from tests.support.conventions_app import tiny_app


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
def test_a_query_string_is_taken_apart(query: str, values: dict[str, str]) -> None:
    assert query_parameters(query) == values


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ab%", "unterminated escape sequence at end of string: ab%"),
        ("ab%4", "partial escape sequence at end of string: ab%4"),
        ("ab%zz%", "invalid escape sequence `%zz' at index 2 of: ab%zz%"),
    ],
)
def test_a_broken_escape_is_told_with_its_place(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        unescaped(text)


@pytest.mark.parametrize(("path", "name"), [("a", "a"), ("a/", "a"), ("a///", "a"), ("%61", "a"), ("a?x", "a"), ("a#x", "a")])
def test_a_path_finds_its_name(path: str, name: str) -> None:
    answer = tiny_app().test_client().get(f"/_siren/thing/{path}".replace("?x", "?pretty"))
    assert answer.get_json()["_id"] == name


@pytest.mark.parametrize("path", ["a%2Fb", "a%2f..%2fb", "%2F"])
def test_an_escaped_slash_makes_no_path(path: str) -> None:
    reason = tiny_app().test_client().get(f"/_siren/thing/{path}").get_json()["error"]["reason"]
    assert reason.startswith(f"invalid id [{path.replace('%2f', '%2F')}]")


def test_a_whole_uri_is_its_path() -> None:
    answer = tiny_app().test_client().get("/", environ_overrides={"RAW_URI": "http://elsewhere/_siren/thing/a?pretty"})
    assert answer.get_json()["_id"] == "a"
