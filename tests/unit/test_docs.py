"""The documentation agrees with the code: links, calls, parameters, errors, fields, settings, commands, permissions, messages."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import click
import pytest

import sidecar.app  # noqa: F401 - imports every module that defines an error
from sidecar.api.access import PUBLIC_BLUEPRINTS, REQUIRED_PRIVILEGES
from sidecar.api.audit import ACTIONS, CREATIONS
from sidecar.api.metrics.request_durations import RequestDurations
from sidecar.api.openapi import openapi_document
from sidecar.app import create_app
from sidecar.cli import main
from sidecar.commands.admin import KEY_ROTATION
from sidecar.errors import ApiError, ExecutionStopped, SidecarError
from sidecar.extract.drivers import READERS
from sidecar.extract.jdbc.definition import _KEYS as DRIVER_KEYS
from sidecar.extract.jdbc.definition import DriverDefinition, load_definition, shipped_names
from sidecar.extract.jdbc.types import FORM_NAMES
from sidecar.extract.query.lexer import dialect_names
from sidecar.extract.source.properties import translate_properties
from sidecar.model.authorship import AUTHORSHIP_FIELDS
from sidecar.model.datasource import Datasource
from sidecar.model.deletions import NO_DELETIONS
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.ingestion_fields import INDEX_SETTINGS
from sidecar.model.job import INFOS, Details
from sidecar.model.job_state import TRANSITIONS, JobState, Phase
from sidecar.model.privileges import comparison_privileges, target_privileges
from sidecar.model.stored import UNKNOWN
from sidecar.model.transform import TRANSFORMS
from sidecar.settings import SETTINGS, known_variables, load_settings
from tests.support.docs import (
    DOCS,
    PAGES,
    README,
    ROOT,
    page_name,
    read,
    read_anchors,
    read_blocks,
    read_code,
    read_links,
    read_prose,
    read_rows,
    read_section,
)
from tests.support.routes import served_calls
from tests.support.sources import product_files

_CONTEXT = click.Context(main)
COMMANDS = {name: command for name in main.list_commands(_CONTEXT) if (command := main.get_command(_CONTEXT, name))}
API, INGESTIONS, DATASOURCES = DOCS / "api.md", DOCS / "ingestions.md", DOCS / "datasources.md"
JDBC = DOCS / "jdbc.md"
PERMISSIONS, SETTINGS_PAGE, CLI, OPERATIONS = DOCS / "permissions.md", DOCS / "settings.md", DOCS / "cli.md", DOCS / "operations.md"
EVERYWHERE = "".join(read(page) for page in PAGES)


def rows_by_code(text: str) -> dict[str, list[str]]:
    """Return the table rows of a text by the code spans of their first cells."""
    return {name: cells for cells in read_rows(text) for name in read_code(cells[0])}


# -- pages ---------------------------------------------------------------------------------------------------------------------------


def test_the_readme_has_at_most_150_lines() -> None:
    assert len(read(README).splitlines()) <= 150


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for link in read_links(page):
        path, _, anchor = link.partition("#")
        if "://" in path:
            continue
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in read_anchors(target), f"{link} leads to no heading"


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=page_name)
def test_every_page_is_linked_from_the_index(page: Path) -> None:
    assert page.name == "README.md" or page.name in read_links(DOCS / "README.md")


def test_every_code_block_has_a_known_language() -> None:
    known = {"sh", "json", "sql", "text", "yaml", "python", "ini"}
    assert [block.place for page in PAGES for block in read_blocks(page) if block.language not in known] == []


def test_files_named_in_the_documentation_exist() -> None:
    paths = set(re.findall(r"`((?:sidecar|tests|deploy|mappings)/[\w./-]+)`", EVERYWHERE))
    assert len(paths) > 20
    assert sorted(each for each in paths if not (ROOT / each).exists()) == []


def test_the_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", EVERYWHERE, re.MULTILINE))
    assert named - targets == set()
    assert targets - named - {"help", "servers"} == set()


# -- API -----------------------------------------------------------------------------------------------------------------------------


def test_the_documented_calls_are_those_that_exist(tmp_path: Path) -> None:
    documented: set[tuple[str, str]] = set()
    for row in read_rows(read_section(API, "Calls")):
        for code in read_code(row[0]):
            methods, _, path = code.rpartition(" ")
            documented |= {(method, path) for method in methods.split(", ")}
    # There is one job type only.
    existing = {(method, route.replace("<type>", "ingestion")) for method, route in served_calls(tmp_path)}
    assert sorted(existing ^ documented) == []


def test_the_documented_parameters_are_those_that_exist() -> None:
    described = openapi_document()["components"]["parameters"].values()
    names = {each["name"] for each in described if each["in"] == "query"}
    assert names ^ set(rows_by_code(read_section(API, "Parameters"))) == set()


def error_classes(base: type[SidecarError]) -> Iterator[type[SidecarError]]:
    """Yield the classes of errors that a caller may see."""
    if not issubclass(base, ApiError | ExecutionStopped) and base.__name__ != "FrameworkError" and base.__module__.startswith("sidecar."):
        yield base
    for each in base.__subclasses__():
        yield from error_classes(each)


def test_the_documented_errors_are_those_that_exist() -> None:
    documented = {(row[0], *read_code(row[1])) for row in read_rows(read_section(API, "Errors")) if row[0].isdigit()}
    existing = {(str(each.status), each.type) for each in error_classes(SidecarError)}
    assert sorted(existing ^ documented) == []


def test_the_fields_of_a_status_are_documented() -> None:
    schemas = openapi_document()["components"]["schemas"]
    status = {name for name in schemas["Status"]["properties"] if not name.endswith("_string") and name != "running_time"}
    assert status ^ set(rows_by_code(read_section(API, "Status of a run"))) & status == set()
    assert set(Details.__dataclass_fields__) - {UNKNOWN} - set(rows_by_code(read_section(API, "Details"))) == set()
    phases = rows_by_code(read_section(API, "Details"))["phase"]
    assert [each.value for each in Phase if f"`{each.value}`" not in phases[1]] == []


def test_the_audited_actions_are_documented() -> None:
    documented = [row for row in read_rows(read_section(OPERATIONS, "Audited actions")) if "`" in row[0]]
    rows = {(name, *read_code(row[1]), *read_code(row[2])) for row in documented for name in read_code(row[0])}
    actions = (*ACTIONS.values(), *CREATIONS.values(), KEY_ROTATION)
    assert {(action.name, action.category.value, action.type.value) for action in actions} - rows == set()
    assert {name for name, *_ in rows} - {"event.action"} == {action.name for action in actions}
    definition = rows_by_code(read_section(API, "Who saved a definition"))
    assert set(AUTHORSHIP_FIELDS) - {name for row in definition.values() for name in read_code(row[0])} == set()


def test_the_documented_states_and_transitions_are_those_of_the_state_table() -> None:
    states = {name: cells for name, cells in rows_by_code(read_section(API, "Status of a run")).items() if name in [*JobState]}
    assert set(states) == {state.value for state in JobState}
    for state, (_, infos, successors) in states.items():
        assert infos == INFOS[JobState(state)]
        assert set(read_code(successors)) == {each.value for each in TRANSITIONS[JobState(state)]}


# -- definitions ---------------------------------------------------------------------------------------------------------------------


def check_fields(page: Path, fields: set[str], defaults: dict[str, Any]) -> None:
    """Check that a page's table of fields has exactly these fields, with these defaults."""
    documented = rows_by_code("\n".join(read_section(page, "Fields").splitlines()))
    assert set(documented) ^ fields == set()
    for name, cells in documented.items():
        stated = read_code(cells[1])
        default = defaults.get(name)
        assert stated == ([] if default is None else [str(default).lower() if isinstance(default, bool) else str(default)]), name


def test_the_documented_fields_of_an_ingestion_are_those_that_exist() -> None:
    fields = {name for name in Ingestion.__dataclass_fields__ if name not in ("id", "overlap_is_duration", UNKNOWN)}
    fields |= set(NO_DELETIONS.to_fields())
    minimal = Ingestion.from_body("orders", {"ingest": {"datasource": "shop", "query": "select 1", "target": "orders"}})
    defaults = {name: value for name, value in minimal.to_public()["ingest"].items() if name not in ("datasource", "query", "target")}
    check_fields(INGESTIONS, fields, defaults)


def test_the_documented_fields_of_a_datasource_are_those_that_exist() -> None:
    fields = {name for name in Datasource.__dataclass_fields__ if name not in ("id", UNKNOWN)}
    check_fields(DATASOURCES, fields, {"timezone": Datasource(id="shop", url="jdbc:sqlite:/shop.db").timezone})


def test_the_strategies_and_transforms_are_documented() -> None:
    assert set(read_code(rows_by_code(read_section(INGESTIONS, "Fields"))["strategy"][2])) >= {each.value for each in Strategy}
    assert set(rows_by_code(read_section(INGESTIONS, "Transforms and mapping"))) == set(TRANSFORMS)


def test_the_allowed_index_settings_are_documented() -> None:
    assert set(read_code(read_section(INGESTIONS, "Index settings"))) >= set(INDEX_SETTINGS)


def test_the_documented_properties_are_accepted() -> None:
    databases = {"PostgreSQL": ("postgresql",), "MySQL, MariaDB": ("mysql", "mariadb"), "SQLite": ("sqlite",), "DuckDB": ("duckdb",),
                 "SQL Server": ("sqlserver",), "Oracle": ("oracle",)}  # fmt: skip
    rows = {cells[0]: cells for cells in read_rows(read_section(DATASOURCES, "Properties"))}
    assert {database for group in databases.values() for database in group} == set(READERS)
    for title, group in databases.items():
        _, used, fixed = rows[title]
        for database in group:
            assert translate_properties(
                database, {**dict.fromkeys(read_code(used), "1"), **({"encrypt": "true"} if "encrypt" in used else {})}
            )
            assert translate_properties(database, dict(each.split("=") for each in read_code(fixed))) == {}


def test_the_documented_jdbc_drivers_are_those_of_the_definitions() -> None:
    rows = {cells[1].strip("`"): cells for cells in read_rows(read_section(JDBC, "Known drivers"))}
    assert set(rows) - {"Folder"} == set(shipped_names())
    for name in shipped_names():
        _, _, class_name, urls, properties, fixed = rows[name]
        definition = load_definition(Path(f"/nonexistent/{name}"))
        assert read_code(class_name) == [definition.class_name]
        assert {f"{url.partition('//')[0]}//" for url in read_code(urls)} == set(definition.prefixes)
        assert all(f":{definition.port}/" in url or "https" in url for url in read_code(urls))
        assert read_code(properties) == [*definition.properties]
        assert read_code(fixed) == [f"{property}={value}" for property, value in definition.fixed.items()]


def test_the_documented_keys_of_a_driver_are_those_that_exist() -> None:
    rows = rows_by_code(read_section(JDBC, "Keys of driver.yaml"))
    assert list(rows) == list(DRIVER_KEYS)
    default = DriverDefinition(class_name="x", prefixes=("jdbc:x://",), clock="")
    for name, cells in rows.items():
        value = getattr(default, DRIVER_KEYS[name][0])
        if stated := read_code(cells[1]):
            assert stated == [str(value).lower() if isinstance(value, bool) else str(value)], name
        else:
            assert not value or name in ("class", "prefixes", "clock"), name
    types = read_code(read_section(JDBC, "Types of values").rpartition("these forms:")[2])
    assert set(types) == set(FORM_NAMES)
    assert set(read_code(rows["dialect"][2])) >= set(dialect_names()) - {"mssql"}


def test_the_example_of_a_definition_is_valid(tmp_path: Path) -> None:
    (example,) = (block.text for block in read_blocks(JDBC) if block.language == "yaml")
    (tmp_path / "db2").mkdir()
    (tmp_path / "db2" / "driver.yaml").write_text(example)
    assert load_definition(tmp_path / "db2").database == "db2"


def test_every_database_has_a_status_in_the_readme() -> None:
    extras = {code for row in read_rows(read_section(README, "Supported databases")) for code in read_code(row[1])}
    assert extras == {each.extra for each in READERS.values() if each.extra}


# -- settings and commands -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda each: each.variable)
def test_every_setting_is_documented_with_its_default(setting: Any) -> None:
    _, default, meaning = rows_by_code(read(SETTINGS_PAGE))[setting.variable]
    assert ("`_FILE`" in meaning) is setting.secret
    if setting.name == "MAX_JOBS":
        assert default == "number of cores"
    else:
        assert read_code(default) == ([] if setting.default is None else [setting.default])


def test_every_documented_setting_exists() -> None:
    named = set(re.findall(r"\bSIDECAR_[A-Z_]+[A-Z]\b", EVERYWHERE))
    assert {each for each in named - set(known_variables()) if not each.startswith("SIDECAR_TEST_")} == set()


def test_deprecated_settings_are_documented() -> None:
    rows = rows_by_code(read_section(SETTINGS_PAGE, "Deprecated names"))
    assert {name: read_code(cells[1]) for name, cells in rows.items()} == {
        each.deprecated_variable: [each.variable] for each in SETTINGS if each.deprecated_variable
    }


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_option_is_documented(command: str) -> None:
    section = read_section(CLI, f"`sidecar {command}`")
    if any("--url" in each.opts for each in COMMANDS[command].params):
        section += read_section(CLI, "Shared options")
    for parameter in COMMANDS[command].params:
        if isinstance(parameter, click.Option):
            assert any(re.search(rf"`{name}\b", section) for name in parameter.opts), parameter.opts
        else:
            assert re.search(rf"`sidecar {command} (?:<\w+> )*<{parameter.name}>`", section), parameter.name


def test_no_option_is_documented_that_does_not_exist() -> None:
    existing = {name for command in COMMANDS.values() for parameter in command.params for name in parameter.opts}
    for cells in read_rows(read(CLI)):
        for code in read_code(cells[0]):
            assert not code.startswith("--") or code.split()[0] in existing, code


# -- permissions ---------------------------------------------------------------------------------------------------------------------


def documented_permissions() -> dict[tuple[str, str], str]:
    """Return what each call needs, by method and path."""
    return {
        (code.partition(" ")[0], urljoin("/_siren/connector/", code.partition(" ")[2])): cells[1]
        for cells in read_rows(read_section(PERMISSIONS, "Permissions of each call"))
        for code in read_code(cells[0])
    }


def test_the_documented_permissions_are_those_that_are_checked(tmp_path: Path) -> None:
    app = create_app(load_settings({"SIDECAR_DATA_DIR": str(tmp_path)}), RequestDurations())
    documented = documented_permissions()
    seen = set()
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            call = (method, rule.rule.replace("<type>", "ingestion"))
            if rule.endpoint.partition(".")[0] in PUBLIC_BLUEPRINTS:
                continue
            if method == "POST" and ("GET", call[1]) in documented:
                call = ("GET", call[1])
            needed = REQUIRED_PRIVILEGES[rule.endpoint]
            stated = set(re.findall(r"`(\w+)` on `(\.siren-[\w-]+)`", documented[call]))
            if documented[call].startswith("as you"):
                assert not needed, call
            else:
                assert stated == {(name, index.name) for index in needed.indices for name in index.privileges}, call
            seen.add(call)
    assert set(documented) == seen


def test_the_documented_privileges_on_the_target_are_those_that_are_checked() -> None:
    rows = rows_by_code(read_section(PERMISSIONS, "What the target needs"))
    for strategy in Strategy:
        needed = target_privileges(Ingestion(id="a", datasource="b", query="select 1", target="t", strategy=strategy, pipeline="p"))
        stated = read_code(rows[strategy.value][2])
        assert [set(index.privileges) for index in needed.indices] == [set(stated)] * (2 if strategy is Strategy.REPLACE else 1)
        assert all(f"`{name}`" in read_section(PERMISSIONS, "What the target needs") for name in needed.cluster)
    verification = Ingestion(id="a", datasource="b", query="select 1", target="t")
    (needed_by_verification,) = comparison_privileges(verification).indices
    assert f"| any | `target` | {', '.join(f'`{each}`' for each in needed_by_verification.privileges)} |" in read(PERMISSIONS)


def test_every_field_of_the_result_of_a_verification_is_documented() -> None:
    documented = rows_by_code(read_section(DOCS / "verification.md", "The result"))
    assert set(openapi_document()["components"]["schemas"]["Comparison"]["properties"]) - set(documented) == set()


# -- messages ------------------------------------------------------------------------------------------------------------------------


@cache
def texts_of_the_code() -> str:
    """Return every string in the code, with ``…`` for each formatted value."""
    texts = []
    for path in product_files("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                texts.append("".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.append(node.value)
    return "\n".join(texts)


def test_the_messages_of_the_troubleshooting_exist_in_the_code() -> None:
    places = ((OPERATIONS, "Troubleshooting"), (DOCS / "verification.md", "Errors"), (JDBC, "Troubleshooting"))
    sections = [read_section(page, heading) for page, heading in places]
    messages = [code for section in sections for row in read_rows(section) for code in read_code(row[0]) if " " in code]
    assert len(messages) > 25
    missing = []
    for message in messages:
        pattern = re.escape(message).replace("…", r"[^\n]*?")
        if not re.search(pattern, texts_of_the_code()):
            missing.append(message)
    assert missing == []


def test_the_tests_of_the_platform_checklist_exist() -> None:
    named = [code for row in read_rows(read_section(OPERATIONS, "Platform checklist")) for code in read_code(row[-1]) if "::" in code]
    assert len(named) > 15
    missing = []
    for each in named:
        file, _, function = each.partition("::")
        path = ROOT / file
        if not path.is_file() or not re.search(rf"^def {function}\(", path.read_text(encoding="utf-8"), re.MULTILINE):
            missing.append(each)
    assert missing == []


def test_the_glossary_is_sorted() -> None:
    terms = [cells[0].lower() for cells in read_rows(read(DOCS / "glossary.md"))][1:]
    assert terms == sorted(terms)


def test_prose_has_no_word_of_this_machine() -> None:
    assert [page_name(page) for page in PAGES if re.search(r"/work/|/tmp/w", read_prose(page))] == []
