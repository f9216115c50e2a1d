"""Administrative commands: settings, doctor and rotate-key."""

import os
import pwd
import socket
import sys
from typing import Any

import click

from sidecar import audit, terminal
from sidecar.audit import Action, Category, EventType, Outcome
from sidecar.commands.options import FAILED, exit_on_error, output_option, print_data, start_up
from sidecar.doctor import run_checks
from sidecar.jobs.key_rotation import rotate_key
from sidecar.settings import SETTINGS, Settings, load_settings
from sidecar.store.encryption import load_secret_keys

KEY_ROTATION = Action("secret-key-rotated", Category.CONFIGURATION, EventType.CHANGE)


@click.command()
@output_option
@exit_on_error
def settings(output: str) -> None:
    """List all settings and their values, without secrets."""
    values = load_settings(os.environ)
    rows = [(each.variable, _format_value(values, each.name, each.secret), each.default, each.help) for each in SETTINGS]
    if output == "table":
        terminal.print_settings(rows)
    else:
        print_data({row[0]: row[1] for row in rows}, output, indent=2)


def _format_value(values: Settings, name: str, secret: bool) -> str | None:
    value = getattr(values, name.lower())
    if value in (None, ()):
        return None
    if secret:
        return "(set)"
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


@click.command()
@output_option
@exit_on_error
def doctor(output: str) -> None:
    """Check the configuration and tell you how to fix problems.

    Checks settings, address, port, secret key, Elasticsearch, role, indices, stored credentials, drivers and the Dask scheduler. The
    exit status is 1 if a check fails.
    """
    findings = run_checks(os.environ)
    if output == "table":
        terminal.print_findings(findings)
    else:
        print_data([each.to_json() for each in findings], output, indent=2)
    sys.exit(0 if all(each.ok for each in findings) else FAILED)


@click.command("rotate-key")
@exit_on_error
def rotate() -> None:
    """Switch stored data to the first key of SIDECAR_SECRET_KEY.

    Encrypts all stored credentials and signs all definitions with that key. The exit status is 1 if some could not be decrypted or read.
    """
    settings, outcome = start_up(), Outcome.UNKNOWN
    try:
        result = rotate_key(settings)
        outcome = Outcome.UNKNOWN if result.left else Outcome.SUCCESS
    finally:
        audit.write(KEY_ROTATION, outcome, _local_user_fields())
    click.echo(f"rotated the key of {result.definitions} definitions and {result.executions} executions")
    if len(load_secret_keys(settings).fingerprints) == 1:
        click.echo("warning: SIDECAR_SECRET_KEY has only one key; put a new one before it to replace it", err=True)
    for name in result.left:
        click.echo(f"not rotated, because no key decrypts it, it is damaged or a newer release wrote it: {name}", err=True)
    sys.exit(FAILED if result.left else 0)


def _local_user_fields() -> dict[str, Any]:
    """Return the log fields of the operating system's user, for commands that need no login of Elasticsearch."""
    id = os.getuid()
    try:
        name = pwd.getpwuid(id).pw_name
    except KeyError:
        name = None
    return {"user.id": str(id), "user.name": name, "host.name": socket.gethostname()}
