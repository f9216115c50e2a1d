"""Definitions as files: YAML, JSON, placeholders, and errors with their place."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from sidecar.definition_files import DefinitionDocument, InvalidDefinitionFile, format_definition, read_definitions, to_content

SHOP = """\
# The shop.
datasource: shop
jdbc:
  url: jdbc:postgresql://${DB_HOST}/shop
  username: reader
  password: ${SHOP_PASSWORD}
"""
ORDERS = """\
ingestion: orders
ingest:
  datasource: shop
  target: orders
  removal_guard: off
  description: 2024-02-29
  query: |
    SELECT * FROM orders
    WHERE name <> '${SHOP_PASSWORD}' -- on
  pk_field: id
"""
ENVIRON = {"DB_HOST": "db.example.org", "SHOP_PASSWORD": "s3cret"}


def read(text: str, file: str = "x.yaml", **environ: str) -> list[DefinitionDocument]:
    return read_definitions(text, file, {**ENVIRON, **environ})


def rejection(text: str, file: str = "x.yaml") -> str:
    with pytest.raises(InvalidDefinitionFile) as caught:
        read(text, file)
    return caught.value.reason


def test_a_file_holds_several_documents() -> None:
    shop, orders = read(f"{SHOP}---\n{ORDERS}")
    assert (shop.kind, shop.id, orders.kind, orders.id) == ("datasource", "shop", "ingestion", "orders")
    assert shop.body == {"jdbc": {"url": "jdbc:postgresql://db.example.org/shop", "username": "reader", "password": "s3cret"}}
    assert shop.source == {"jdbc": {"url": "jdbc:postgresql://db.example.org/shop", "username": "reader", "timezone": "UTC"}}
    assert orders.body["ingest"]["query"] == "SELECT * FROM orders\nWHERE name <> '${SHOP_PASSWORD}' -- on\n"


def test_none_is_a_word_and_not_null() -> None:
    (orders,) = read(ORDERS.replace("removal_guard: off", "deletions: none"))
    assert orders.body["ingest"]["deletions"] == "none"
    (orders,) = read(ORDERS.replace("removal_guard: off", "strategy: MIRROR"))
    assert orders.source["ingest"]["strategy"] == "MIRROR"


def test_words_and_dates_are_strings() -> None:
    (orders,) = read(ORDERS)
    assert (orders.body["ingest"]["removal_guard"], orders.body["ingest"]["description"]) == ("off", "2024-02-29")


def test_json_is_read_with_tabs_arrays_and_escaped_halves_of_a_character() -> None:
    orders = {"ingestion": "orders", "ingest": {"datasource": "shop", "target": "orders", "query": "select '💥'"}}
    shop = {"datasource": "shop", "jdbc": {"url": "jdbc:sqlite:/shop.db"}}
    found = read(json.dumps([orders, shop], indent="\t"), "x.json")
    assert [{each.kind: each.id, **each.body} for each in found] == [orders, shop]


def test_comments_and_empty_documents_define_nothing() -> None:
    assert read("# nothing\n---\n---\n") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ingestion: a\n", "x.yaml:1: ingestion [a]: [ingest] is missing"),
        ("- 1\n", "x.yaml:1: expected an object with [datasource] or [ingestion]"),
        ("\njdbc: {}\n", "x.yaml:2: expected exactly one of the fields [datasource] and [ingestion], with the id"),
        ("datasource: a\ningestion: b\n", "x.yaml:1: expected exactly one of"),
        ("datasource: a/b\njdbc: {}\n", "x.yaml:1: [datasource] expected an id of 1 to 128 letters"),
        ("jdbc: {}\ndatasource: 12\n", "x.yaml:2: [datasource] expected an id"),
        ("a: b: c\n", "x.yaml:1: mapping values are not allowed here"),
        (f"{SHOP}---\n{ORDERS}  quary: x\n", "x.yaml:18: ingestion [orders]: [ingest.quary] unknown field -> did you mean [query]?"),
        (ORDERS.replace("pk_field: id", "schedule: '* * *'"), "x.yaml:10: ingestion [orders]: [ingest.schedule] "),
        (f"{ORDERS}  transforms:\n  - input:\n    - source: a\n    - sauce: b\n    output: c\n    transform: geo_point\n",
         "x.yaml:14: ingestion [orders]: [ingest.transforms[0].input[1].source] is missing"),
        (f"{ORDERS}  target: b\n", "x.yaml:11: duplicate field [target]"),
        ("a: &a [*a]\n", "x.yaml:1: aliases are not supported"),
        ("ingestion: a\ningest: {query: !!python/object:os.system x}\n", "x.yaml:2: the tag [tag:yaml.org,2002:python/object:os.system]"),
        ("datasource: a\njdbc: {? [a] : b}\n", "x.yaml:2: expected the name of a field"),
        (f"ingestion: a\ningest:\n  batch_size: {'1' * 5000}\n", "x.yaml:3: the number has too many digits: 5000"),
        (f"ingestion: a\ningest: {'[' * 3000}", "x.yaml:2: objects and arrays are nested deeper than 100"),
        (f"ingestion: a\ningest: {'[' * 3000}{']' * 3000}", "x.yaml:2: objects and arrays are nested deeper than 100"),
        (f"ingestion: a\ningest:\n  {'- ' * 3000}\n", "x.yaml:3: objects and arrays are nested deeper than 100"),
        ("{a: " * 3000, "x.yaml:1: objects and arrays are nested deeper than 100"),
        ("datasource: \0\n", "x.yaml:1: special characters are not allowed"),
    ],
)  # fmt: skip
def test_an_error_names_file_line_and_document(text: str, message: str) -> None:
    assert rejection(text).startswith(message)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("${MISSING}", "the environment variable [MISSING] is not set"),
        ("secret", "expected an environment variable such as [${SHOP_PASSWORD}]"),
        ("a${SHOP_PASSWORD}", "expected an environment variable such as [${SHOP_PASSWORD}]"),
        ("'12'", "expected an environment variable such as [${SHOP_PASSWORD}]"),
        ("${A B}", "expected the name of an environment variable but got [${A B}]"),
    ],
)
@pytest.mark.parametrize("place", ["jdbc", "ingest.ds_credentials", "ingest.es_credentials"])
def test_a_password_is_an_environment_variable(place: str, password: str, reason: str) -> None:
    if place == "jdbc":
        text, line, name = SHOP.replace("${SHOP_PASSWORD}", password), 6, "datasource [shop]"
    else:
        text, line, name = f"{ORDERS}  {place.partition('.')[2]}:\n    username: a\n    password: {password}\n", 13, "ingestion [orders]"
    message = rejection(text)
    assert message.startswith(f"x.yaml:{line}: {name}: [{place}.password] {reason}")
    assert "s3cret" not in message
    assert "secret" not in message


@pytest.mark.parametrize(("secret", "is_accepted"), [("${SHOP_PASSWORD}", True), ("secret", False), ("'{{secret}}'", False)])
def test_the_secret_of_a_webhook_is_an_environment_variable(secret: str, is_accepted: bool) -> None:
    text = f"{ORDERS}  on_end:\n    url: https://${{SHOP_PASSWORD}}.org/{{{{secret}}}}\n    body: {{a: '${{b}}'}}\n    secret: {secret}\n"
    if is_accepted:
        (document,) = read(text)
        assert document.body["ingest"]["on_end"] == {"url": "https://s3cret.org/{{secret}}", "body": {"a": "${b}"}, "secret": "s3cret"}
        assert "secret" not in document.source["ingest"]["on_end"]
    else:
        assert "ingestion [orders]: [ingest.on_end.secret] expected an environment variable" in rejection(text)


def test_a_dollar_sign_is_escaped_by_another() -> None:
    (shop,) = read(SHOP.replace("username: reader", "username: a$${B}$$c$"))
    assert shop.body["jdbc"]["username"] == "a${B}$$c$"


TEXTS_WITH_DOLLARS = st.text(st.sampled_from("${}AB"), min_size=1, max_size=12)


@pytest.mark.parametrize("output", ["yaml", "json"])
@pytest.mark.parametrize("place", ["jdbc", "ds_credentials", "es_credentials"])
@given(text=TEXTS_WITH_DOLLARS)
@example(text="${DB_HOST}")
@example(text="$${DB_HOST}")
@example(text="${${DB_HOST}}$${")
def test_a_saved_text_is_never_read_as_a_placeholder(text: str, place: str, output: str) -> None:
    if place == "jdbc":
        kind, source = "datasource", {"jdbc": {"url": "jdbc:postgresql:shop", "username": text, "properties": {text: text}}}
    else:
        kind, source = "ingestion", {"ingest": {"datasource": "a", "query": text, "target": "t", place: {"username": text}}}
    content = format_definition(kind, "a", source) if output == "yaml" else json.dumps(to_content(kind, "a", source))
    (document,) = read(content)
    assert document.body == source


def test_a_password_is_not_shown() -> None:
    assert "s3cret" not in repr(read(SHOP))


def test_nesting_up_to_the_limit_is_read() -> None:
    (document,) = read(f"{ORDERS}  mapping: {{_meta: {{a: {'[' * 96}1{']' * 96}}}}}\n")
    assert str(document.body["ingest"]["mapping"]["_meta"]["a"]).count("[") == 96


SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**64) | st.floats(allow_nan=False, allow_infinity=False) | st.text()
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=8)


@given(JSON)
@example("a\x85b")
@example("a\nb \n\n  c\n")
@example("\n  a")
@example(["off", "yes", "2024-02-29", "1e5", "09", "0x1f", "1_000", "12:30:45", "~", "", "=", "<<", "null", ".5", "1.", "- a", "a: b", "#"])
@example({"query": "select 1\r\nfrom t\t\n", "1": 1, "": "", "true": "\ufeff\u2028"})
def test_a_definition_is_read_back_as_it_was_written(value: Any) -> None:
    mapping = {"properties": {"x": {"type": "keyword", "null_value": value}}}
    text = format_definition("ingestion", "a", {"ingest": {"datasource": "a", "query": "q", "target": "t", "mapping": mapping}})
    (document,) = read(text)
    assert document.body["ingest"]["mapping"] == mapping
    assert yaml.safe_load(text)["ingest"]["mapping"] == mapping
