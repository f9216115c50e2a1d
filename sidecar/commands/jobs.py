"""Commands that call the API: run, jobs, abort and dead-letters."""

import json
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

import click

from sidecar import terminal
from sidecar.api_client import ApiClient
from sidecar.commands.options import ABORTED, FAILED, exit_on_error, json_option
from sidecar.errors import ConfigurationError
from sidecar.settings import load_settings

_EXIT_STATUSES = {"successful": 0, "aborted": ABORTED, "error": FAILED}

Command = TypeVar("Command", bound=Callable[..., Any])


def _api_client(url: str | None, user: str | None) -> ApiClient:
    settings = load_settings(os.environ)
    name, _, password = (user or "").partition(":")
    name, password = name or settings.api_username or "", password or settings.api_password or ""
    if password and not name:
        raise ConfigurationError("a password is set, but no user; set SIDECAR_API_USERNAME or --user NAME as well, or unset the password.")
    return ApiClient(url or f"http://{settings.bind}", name or None, password)


def api_options(command: Command) -> Command:
    """Add the options of commands that call the API."""
    command = json_option(command)
    user = "User to call the API as. Default: SIDECAR_API_USERNAME with SIDECAR_API_PASSWORD."
    command = click.option("--user", metavar="NAME[:PASSWORD]", help=user)(command)
    return click.option("--url", help="URL of the sidecar. Default: http:// and SIDECAR_BIND.")(command)


@click.command()
@click.argument("id")
@click.option("--watch", is_flag=True, help="Show the progress until the end; the exit status is that of the job.")
@click.option("--full", is_flag=True, help="Read all rows, as on the first run.")
@api_options
@exit_on_error
def run(id: str, watch: bool, full: bool, url: str | None, user: str | None, as_json: bool) -> None:
    """Start the job ID."""
    client = _api_client(url, user)
    execution = client.run(id, full=full)
    if watch:
        _watch(client, id, as_json, execution)
    elif as_json:
        click.echo(json.dumps({"_id": id, "execution": execution}))
    else:
        click.echo(f"started {execution}")


@click.command()
@click.argument("id", required=False)
@click.option("--watch", is_flag=True, help="Show the progress of the job ID until the end.")
@api_options
@exit_on_error
def jobs(id: str | None, watch: bool, url: str | None, user: str | None, as_json: bool) -> None:
    """Show the running jobs, or the status of the job ID.

    The status is that of the job's current or last execution.
    """
    client = _api_client(url, user)
    if watch and id is None:
        raise click.UsageError("--watch requires a job ID")
    if watch and id:
        _watch(client, id, as_json)
    statuses = [client.status(id)] if id else [job["status"] for job in client.jobs()]
    if as_json:
        click.echo(json.dumps(statuses[0] if id else statuses))
    else:
        terminal.print_statuses(statuses)


@click.command()
@click.argument("id")
@api_options
@exit_on_error
def abort(id: str, url: str | None, user: str | None, as_json: bool) -> None:
    """Abort the job ID and wait for its end.

    The exit status is 1 if the job is still running after 30 seconds.
    """
    status = _api_client(url, user).abort(id)
    if as_json:
        click.echo(json.dumps(status))
    else:
        terminal.print_statuses([status])
    sys.exit(FAILED if status["is_running"] else 0)


@click.command("dead-letters")
@click.argument("id")
@click.option("--retry", is_flag=True, help="Index the rows again first; the exit status is 1 if some are rejected again or not tried.")
@api_options
@exit_on_error
def dead_letters(id: str, retry: bool, url: str | None, user: str | None, as_json: bool) -> None:
    """Show the rejected rows of the job ID, newest first."""
    client = _api_client(url, user)
    counts = client.retry_dead_letters(id) if retry else None
    hits = client.dead_letters(id, documents=as_json)
    letters = [hit["_source"] for hit in hits["hits"]]
    if as_json:
        click.echo(json.dumps({**(counts or {}), "total": hits["total"], "dead_letters": letters}))
    else:
        terminal.print_retry_counts(counts)
        terminal.print_dead_letters(hits["total"], letters)
    sys.exit(FAILED if counts and (counts["kept"] or counts["left"]) else 0)


def _watch(client: ApiClient, id: str, as_json: bool, execution: str | None = None) -> NoReturn:
    """Follow an execution, by default the job's current one, to its end and exit with its exit status."""
    statuses = client.follow(id, execution)
    if as_json:
        status: dict[str, Any] = {}
        for status in statuses:
            click.echo(json.dumps(status))
    else:
        status = terminal.follow(id, statuses)
    sys.exit(_EXIT_STATUSES.get(status["state"], FAILED))
