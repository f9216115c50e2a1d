"""Options that commands share."""

import json
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner

from sidecar.commands.api_options import connection_options
from sidecar.commands.options import exit_on_error, print_data
from sidecar.errors import BadRequest
from tests.unit.test_docs import COMMANDS

DATA = {"query": "select 1\n", "off": "off", "name": "Zoë", "none": None, "count": 3, "list": [1, "1"]}


def invoke(command: click.Command, *arguments: str) -> str:
    """Run a command; return its output."""
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_settings_are_the_same_data_in_each_format() -> None:
    settings = COMMANDS["settings"]
    short, long, as_yaml, table = (invoke(settings, *each) for each in (["--json"], ["--output", "json"], ["--output", "yaml"], []))
    assert short == long
    assert yaml.safe_load(as_yaml) == json.loads(short)
    assert "SIDECAR_BIND" in table
    with pytest.raises(ValueError, match="Expecting"):
        json.loads(table)


def test_networks_are_shown_as_they_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIDECAR_METRICS_NETWORKS", "10.1.0.0/16,fd00::/8")
    assert '"10.1.0.0/16,fd00::/8"' in invoke(COMMANDS["settings"], "--json")


def test_every_command_with_a_format_has_the_short_form_too() -> None:
    found = {name: {each for parameter in command.params for each in parameter.opts} for name, command in COMMANDS.items()}
    assert {name for name, options in found.items() if "--json" in options} == {name for name in found if "--output" in found[name]}


def test_yaml_documents_form_a_stream() -> None:
    @click.command()
    def command() -> None:
        print_data(DATA, "yaml")
        print_data([], "yaml")

    assert list(yaml.safe_load_all(invoke(command))) == [DATA, []]


@pytest.mark.parametrize(
    ("given", "called"),
    [
        ("localhost:9280", "http://localhost:9280"), ("db.example.org", "http://db.example.org"), ("[::1]:9280/x", "http://[::1]:9280/x"),
        ("https://a/b", "https://a/b"), ("HTTP://a", "HTTP://a"),
    ],
)  # fmt: skip
def test_an_address_without_a_scheme_is_called_with_http(given: str, called: str) -> None:
    @click.command()
    @connection_options
    def command(url: str, user: Any) -> None:
        click.echo(url)

    assert invoke(command, "--url", given) == f"{called}\n"


@pytest.mark.parametrize("url", ["ftp://localhost", "file:///etc/passwd", "://x"])
def test_another_scheme_is_rejected(url: str) -> None:
    result = CliRunner().invoke(COMMANDS["jobs"], ["--url", url])
    assert result.exit_code == 2
    assert f"expected [http://host:port] or [https://host:port] but got [{url}]" in result.output


def test_an_error_does_not_control_the_terminal() -> None:
    @click.command()
    @exit_on_error
    def fail() -> None:
        raise BadRequest("column [a\x1b]0;b\x07] of [Zoë 東京\u3000x]\nis bad")

    result = CliRunner().invoke(fail)
    assert (result.exit_code, result.output) == (1, "sidecar: column [a\\x1b]0;b\\x07] of [Zoë 東京\u3000x]\nis bad\n")
