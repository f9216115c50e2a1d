"""Definitions of JDBC drivers: every key of ``driver.yaml``, and errors that name file, key, expectation and value."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from sidecar.errors import ConfigurationError
from sidecar.extract.jdbc.definition import _KEYS, DriverDefinition, load_definition, shipped_names

MINIMAL = {"class": "org.example.Driver", "prefixes": ["jdbc:example://"], "clock": "select 1"}


def write(folder: Path, text: str) -> Path:
    """Write a file ``driver.yaml``; return its folder."""
    folder.mkdir(exist_ok=True)
    (folder / "driver.yaml").write_text(text, encoding="utf-8")
    return folder


def definition(tmp_path: Path, **keys: Any) -> DriverDefinition:
    """Return the definition of a file with these keys, and the required ones."""
    nested: dict[str, Any] = {}
    for name, value in keys.items():
        part, _, key = name.partition("__")
        if key:
            nested.setdefault(part, {})[key] = value
        else:
            nested[part] = value
    return load_definition(write(tmp_path / "db", yaml.safe_dump({**MINIMAL, **nested})))


@pytest.mark.parametrize("name", ["clickhouse", "derby", "h2", "hsqldb", "mariadb", "postgresql", "trino"])
def test_a_folder_of_a_known_name_needs_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    found = load_definition(tmp_path / name)
    assert found.database == name
    assert found.class_name
    assert name in shipped_names()


def test_all_shipped_definitions_are_tested() -> None:
    assert shipped_names() == ["clickhouse", "derby", "h2", "hsqldb", "mariadb", "postgresql", "trino"]


def test_a_file_in_the_folder_replaces_the_shipped_definition(tmp_path: Path) -> None:
    write(tmp_path / "h2", yaml.safe_dump(MINIMAL))
    assert load_definition(tmp_path / "h2").class_name == "org.example.Driver"
    (tmp_path / "linked").symlink_to(tmp_path / "h2")
    assert load_definition(tmp_path / "linked").class_name == "org.example.Driver"


def test_class_prefixes_and_clock_are_required(tmp_path: Path) -> None:
    found = definition(tmp_path)
    assert found == DriverDefinition(class_name="org.example.Driver", prefixes=("jdbc:example://",), clock="select 1")
    assert found.database == "example"


VALID: dict[str, tuple[Any, Any]] = {
    "class": ("a.b.C$D", "a.b.C$D"),
    "prefixes": (["jdbc:a1:x:y://", "jdbc:a1:thin:@//"], ("jdbc:a1:x:y://", "jdbc:a1:thin:@//")),
    "port": (65535, 65535),
    "path": ("[a-z]+", "[a-z]+"),
    "separator": (";", ";"),
    "properties": (["ssl", "Name"], ("ssl", "Name")),
    "fixed": ({"readOnly": "true"}, {"readOnly": "true"}),
    "clock": ("select now()", "select now()"),
    "has_local_clock": (True, True),
    "dialect": ("ansi", "ansi"),
    "autocommit": (True, True),
    "isolation": ("serializable", "serializable"),
    "has_cancel": (False, False),
    "fetch_size": (-2147483648, -2147483648),
    "setup": (["set x"], ("set x",)),
    "estimate.query": ("explain {query}", "explain {query}"),
    "estimate.pattern": (r"rows=(\d+)", r"rows=(\d+)"),
    "session.id": ("select '{token}'", "select '{token}'"),
    "session.cancel": ("cancel {id}", "cancel {id}"),
    "session.lookup": ("select '{id}'", "select '{id}'"),
    "session.terminate": ("kill {id}", "kill {id}"),
    "types": ({"MONEY": "decimal"}, {"money": "decimal"}),
    "system_schemas": (["SYS"], ("SYS",)),
    "data_errors": (["8"], ("8",)),
    "catalogs": ("current", "current"),
    "quotes_catalog": (True, True),
    "heap": ("1g", "1g"),
    "max_lob": (1, 1),
}


def test_every_key_is_tested() -> None:
    assert set(VALID) == set(_KEYS)
    assert {attribute for attribute, _ in _KEYS.values()} == {each.name for each in fields(DriverDefinition)}


@pytest.mark.parametrize("key", VALID)
def test_a_valid_value_is_read(tmp_path: Path, key: str) -> None:
    value, expected = VALID[key]
    others = {"estimate__query": "{query}", "estimate__pattern": "(.)"} if key.startswith("estimate") else {}
    others |= {"session__id": "x", "session__terminate": "{id}"} if key.startswith("session") else {}
    found = definition(tmp_path, **{**others, key.replace(".", "__"): value})
    assert getattr(found, _KEYS[key][0]) == expected


_EMBEDDED = "must not contain [jdbc:"
INVALID = [
    ("class", "org..Driver", "must be the name of a class"),
    ("class", "../evil", "must be the name of a class"),
    ("class", 5, "must be a text"),
    ("prefixes", "jdbc:example://", "must be a list of texts"),
    ("prefixes", [], "must be a list of URLs up to the host"),
    ("prefixes", ["jdbc:example:"], "must be a list of URLs up to the host"),
    ("prefixes", ["JDBC:EXAMPLE://"], "must be a list of URLs up to the host"),
    ("prefixes", ["jdbc:h2:/tmp//"], "must be a list of URLs up to the host"),
    ("prefixes", ["jdbc:example://host"], "must be a list of URLs up to the host"),
    ("prefixes", ["jdbc:example:?x//"], "must be a list of URLs up to the host"),
    ("prefixes", ["http://"], "must be a list of URLs up to the host"),
    ("prefixes", ["jdbc:h2:tcp://", "jdbc:h2:file://"], _EMBEDDED),
    ("prefixes", ["jdbc:h2:zip://"], _EMBEDDED),
    ("prefixes", ["jdbc:h2:nioMapped://"], _EMBEDDED),
    ("prefixes", ["jdbc:hsqldb:mem://"], _EMBEDDED),
    ("prefixes", ["jdbc:derby:directory://"], _EMBEDDED),
    ("prefixes", ["jdbc:sqlite://"], _EMBEDDED),
    ("prefixes", ["jdbc:duckdb://"], _EMBEDDED),
    ("port", 0, "must be a whole number from 1 to 65535"),
    ("port", "5432", "must be a whole number from 1 to 65535"),
    ("port", True, "must be a whole number from 1 to 65535"),
    ("path", "[", "must be a regular expression"),
    ("separator", "&", "must be one of [?, ;]"),
    ("properties", ["a", "A"], "must not contain a name twice"),
    ("properties", ["Password"], "must not contain [password], which is the datasource's login"),
    ("properties", [""], "must be a list of texts"),
    ("properties", {"a": "b"}, "must be a list of texts"),
    ("fixed", {"a": True}, "must contain texts, in quotes where they would be numbers or booleans"),
    ("fixed", {"user": "x"}, "must not contain [user], which is the datasource's login"),
    ("clock", ["x"], "must be a text"),
    ("dialect", "klingon", "must be one of [ansi, "),
    ("has_cancel", "yes", "must be [true] or [false]"),
    ("has_local_clock", "yes", "must be [true] or [false]"),
    ("autocommit", "yes", "must be [true] or [false]"),
    ("isolation", "snapshot", "must be one of [driver, read_uncommitted, read_committed, repeatable_read, serializable]"),
    ("fetch_size", 1.5, "must be a whole number"),
    ("fetch_size", 2**31, "must be a whole number"),
    ("setup", "set x", "must be a list of texts"),
    ("estimate__query", "explain", "must contain [{query}]"),
    ("estimate__pattern", r"rows=\d+", "must have a group for the number"),
    ("session__id", 1, "must be a text"),
    ("session__cancel", "x", "must contain [{id}]"),
    ("session__lookup", "x", "must contain [{id}]"),
    ("session__terminate", "x", "must contain [{id}]"),
    ("types", {"money": "coins"}, "must map to [boolean, "),
    ("system_schemas", "SYS", "must be a list of texts"),
    ("data_errors", [8], "must be a list of texts"),
    ("catalogs", "none", "must be one of [all, current]"),
    ("quotes_catalog", 1, "must be [true] or [false]"),
    ("heap", "256", "must be a size such as [256m]"),
    ("heap", "0m", "must be a size such as [256m]"),
    ("heap", "1m -Dx=y", "must be a size such as [256m]"),
    ("heap", "\u0661m", "must be a size such as [256m]"),
    ("max_lob", 0, "must be a whole number from 1"),
]


@pytest.mark.parametrize(("key", "value", "expected"), INVALID)
def test_an_invalid_value_is_rejected_with_file_key_expectation_and_value(tmp_path: Path, key: str, value: Any, expected: str) -> None:
    name = key.replace("__", ".")
    with pytest.raises(ConfigurationError, match=re.escape(f"[db/driver.yaml] [{name}] {expected}")) as caught:
        definition(tmp_path, **{key: value})
    assert name == "fixed" or f"but is [{value}]" in caught.value.reason


def test_every_key_has_an_invalid_value() -> None:
    assert {key.replace("__", ".") for key, *_ in INVALID} == set(_KEYS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "[db/driver.yaml] must contain keys and values."),
        ("- class", "[db/driver.yaml] must contain keys and values."),
        ("class: [", "[db/driver.yaml] is not valid YAML: "),
        ("class: a\nclass: b", "the key [class] occurs twice"),
        ("fixed: {a: b, a: c}", "the key [a] occurs twice"),
        ("class: !!python/object/apply:os.system [exit]", "is not valid YAML: could not determine a constructor"),
        ("class: 2026-99-99", "[db/driver.yaml] "),
        ("[" * 5000, "is not valid YAML"),
        ("class: a.B", "[db/driver.yaml] must have the keys [prefixes, clock]."),
        ("prefix: x", "[db/driver.yaml] has the unknown key [prefix] -> did you mean [prefixes]?."),
        ("1: x", "[db/driver.yaml] has the unknown key [1]."),
        ("session: x", "[db/driver.yaml] [session] must contain keys and values."),
        ("session: {kill: x}", "[db/driver.yaml] has the unknown key [session.kill]"),
    ],
)
def test_a_malformed_file_is_rejected(tmp_path: Path, text: str, expected: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(expected)):
        load_definition(write(tmp_path / "db", text))


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"estimate__query": "{query}"}, "[estimate] must have both [query] and [pattern]"),
        ({"estimate__pattern": "(.)"}, "[estimate] must have both [query] and [pattern]"),
        ({"session__terminate": "{id}"}, "[session] must have [id], which [lookup] and [terminate] need"),
        ({"session__id": "x", "session__lookup": "{id}"}, "[session] must have [terminate], which [lookup] is for"),
        ({"properties": ["SSL"], "fixed": {"ssl": "true"}}, "[properties] must not contain [SSL], which is in [fixed]"),
    ],
)
def test_values_that_contradict_each_other_are_rejected(tmp_path: Path, keys: dict[str, Any], expected: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(f"[db/driver.yaml] {expected}.")):
        definition(tmp_path, **keys)


def test_the_error_for_a_fixed_property_does_not_contain_its_value(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        definition(tmp_path, fixed={"SSLTrustStorePassword": "canary", "other": 1})
    assert "canary" not in caught.value.reason


def test_a_file_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "db").mkdir()
    with pytest.raises(ConfigurationError, match=re.escape("[db/driver.yaml] does not exist, and the sidecar has a definition for")):
        load_definition(tmp_path / "db")
    (tmp_path / "db" / "driver.yaml").write_bytes(b"class: \xff")
    with pytest.raises(ConfigurationError, match=re.escape("[db/driver.yaml] must be UTF-8: invalid start byte at byte 7.")):
        load_definition(tmp_path / "db")
    (tmp_path / "db" / "driver.yaml").unlink()
    (tmp_path / "db" / "driver.yaml").mkdir()
    with pytest.raises(ConfigurationError, match=re.escape("[db/driver.yaml] cannot be read: Is a directory.")):
        load_definition(tmp_path / "db")
