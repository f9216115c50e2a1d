"""The README names everything that a user can call, set or write."""

import re
from pathlib import Path

import pytest

from sidecar.cli import main
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import TRANSFORMS, Ingestion, Strategy
from sidecar.model.job import JobState
from sidecar.settings import SETTINGS
from tests.support.routes import served

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
CALLS = re.findall(r"`((?:[A-Z]+, )*[A-Z]+) (/_siren[^`]*)`(?:, `GET (/_siren[^`]*)`)?", README)
"""Verbs and path of each call in the table."""


def documented() -> set[tuple[str, str]]:
    """Read the verbs and paths that the README names."""
    named: set[tuple[str, str]] = set()
    for verbs, path, second in CALLS:
        named |= {(verb, path) for verb in verbs.split(", ")} | ({("GET", second)} if second else set())
    return named


def test_every_call_is_named_and_every_named_call_exists(tmp_path: Path) -> None:
    # The job type stands for the one that there is.
    routes, named = {(verb, route.replace("<type>", "ingestion")) for verb, route in served(tmp_path)}, documented()
    # A search of definitions takes POST too, as Elasticsearch's own does.
    also = {("POST", path) for verb, path in routes if verb == "POST" and path.endswith("/_search") and "jobs" not in path}
    assert sorted(routes - named - also) == []
    assert sorted(named - routes) == []


@pytest.mark.parametrize("variable", [each.variable for each in SETTINGS])
def test_every_setting_has_its_row(variable: str) -> None:
    assert re.search(rf"^\|[^|\n]*`{variable}`[^|\n]*\|", README, re.MULTILINE)


def test_no_setting_is_named_that_does_not_exist() -> None:
    known = {each.variable for each in SETTINGS} | {f"{each.variable}_FILE" for each in SETTINGS if each.secret}
    named = set(re.findall(r"\bSIDECAR_[A-Z_]+[A-Z]\b", README))
    assert {each for each in named - known if not each.startswith("SIDECAR_TEST_")} == set()


def test_the_defaults_of_the_settings_are_the_real_ones() -> None:
    for each in SETTINGS:
        row = re.search(rf"^\|[^|\n]*`{each.variable}`[^|\n]*\|([^|\n]*)\|", README, re.MULTILINE)
        assert row is not None
        quoted = re.findall(r"`([^`]*)`", row[1])
        if each.default is not None and quoted:
            assert each.default in quoted, each.variable


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_named(command: str) -> None:
    assert re.search(rf"(sidecar|\|) {command}\b", README)


@pytest.mark.parametrize("field", [name for name in Ingestion.__dataclass_fields__ if name not in ("id", "overlap_is_duration")])
def test_every_field_of_an_ingestion_is_named(field: str) -> None:
    assert f"`{field}`" in README


@pytest.mark.parametrize("field", [name for name in Datasource.__dataclass_fields__ if name != "id"])
def test_every_field_of_a_datasource_is_named(field: str) -> None:
    assert f"`{field}`" in README


@pytest.mark.parametrize("word", [*TRANSFORMS, *Strategy, *JobState])
def test_every_word_that_is_written_or_answered_is_named(word: str) -> None:
    assert f"`{word}`" in README
