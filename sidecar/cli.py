"""The commands: some work here, ``run``, ``jobs``, ``abort`` and ``dead-letters`` call an API.

Exit statuses: 0 done, 1 failed (also: the job ended in ``error``), 2 wrong usage, 3 the job was aborted,
4 nobody answers, 78 a setting forbids the start.
"""

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn, TypeVar

import click

from sidecar import hardening, logs, terminal
from sidecar.api_client import Api
from sidecar.app import check_cluster, make_agent, rotate_key
from sidecar.demo import run_demo
from sidecar.doctor import examine
from sidecar.errors import ConfigurationError, SidecarError, Unavailable
from sidecar.http import server
from sidecar.settings import SETTINGS, Settings, load_settings

FAILED, ABORTED, UNREACHABLE = 1, 3, 4
_STATUS = {"successful": 0, "aborted": ABORTED, "error": FAILED}

Command = TypeVar("Command", bound=Callable[..., Any])


def _die(error: SidecarError) -> NoReturn:
    click.echo(f"sidecar: {error}", err=True)
    codes = {ConfigurationError: server.CONFIGURATION, Unavailable: UNREACHABLE}
    sys.exit(codes.get(type(error), FAILED))


def told(command: Command) -> Command:
    """Turn an error into one line on standard error and an exit status."""

    @wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except SidecarError as error:
            _die(error)

    return wrapped  # type: ignore[return-value]


def _settings() -> Settings:
    settings = load_settings(os.environ)
    logs.configure(settings.log_level)
    logs.hide(settings.elasticsearch_password, settings.elasticsearch_api_key, *settings.secret_key)
    return settings


def _api(url: str | None, user: str | None) -> Api:
    settings = load_settings(os.environ)
    name, _, password = (user or "").partition(":")
    return Api(url or f"http://{settings.bind}", name or settings.api_username, password or settings.api_password)


def calls_api(command: Command) -> Command:
    """Give a command the options of those that call the API."""
    command = click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")(command)
    user = "Call as this user, by default SIDECAR_API_USERNAME with SIDECAR_API_PASSWORD."
    command = click.option("--user", metavar="NAME[:PASSWORD]", help=user)(command)
    return click.option("--url", help="The sidecar's address, by default http:// and SIDECAR_BIND.")(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="siren-sidecar")
def main() -> None:
    """Bring the rows of SQL databases into Elasticsearch."""
    hardening.keep_memory()


@main.command()
@told
def serve() -> None:
    """Serve the API, with an agent beside it."""
    settings = _settings()
    server.check_bind(settings)
    server.check_free(settings)
    check_cluster(settings)
    sys.exit(server.Supervisor().run())


@main.command()
@told
def api() -> None:
    """Serve the API alone."""
    settings = _settings()
    check_cluster(settings)
    server.serve_api(settings)


@main.command()
@told
def agent() -> None:
    """Run an agent alone: it starts executions and looks after them."""
    settings = _settings()
    check_cluster(settings)
    make_agent(settings).run(server.until_signalled())


@main.command()
@told
def demo() -> None:
    """Start an Elasticsearch, bring real rows into it, and show the story."""
    sys.exit(run_demo(os.environ))


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@told
def settings(as_json: bool) -> None:
    """List the settings and their values; secrets are not shown."""
    values = load_settings(os.environ)
    rows = [(each.variable, _shown(values, each.name, each.secret), each.default, each.help) for each in SETTINGS]
    if as_json:
        click.echo(json.dumps({row[0]: row[1] for row in rows}, indent=2))
    else:
        terminal.settings_table(rows)


def _shown(values: Settings, name: str, secret: bool) -> str | None:
    value = getattr(values, name.lower())
    if value in (None, ()):
        return None
    if secret:
        return "(set)"
    return ",".join(value) if isinstance(value, tuple) else str(value)


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@told
def doctor(as_json: bool) -> None:
    """Check settings, Elasticsearch, indices, key and drivers, and say what to mend."""
    findings = examine(os.environ)
    if as_json:
        click.echo(json.dumps([each.to_json() for each in findings], indent=2))
    else:
        terminal.findings_table(findings)
    sys.exit(0 if all(each.fine for each in findings) else FAILED)


@main.command("rotate-key")
@told
def rotate() -> None:
    """Encrypt stored credentials and sign definitions anew, with the first key of SIDECAR_SECRET_KEY."""
    done = rotate_key(_settings())
    click.echo(f"renewed {done.definitions} definitions and what {done.executions} jobs' last executions were opened with")
    for name in done.left:
        click.echo(f"left as it is, since no key fits: {name}", err=True)
    sys.exit(FAILED if done.left else 0)


@main.command()
@click.argument("id")
@click.option("--watch", is_flag=True, help="Show the progress until the end; the exit status tells how it ended.")
@click.option("--full", is_flag=True, help="Read everything, as on a first run.")
@calls_api
@told
def run(id: str, watch: bool, full: bool, url: str | None, user: str | None, as_json: bool) -> None:
    """Start the job ID."""
    caller = _api(url, user)
    execution = caller.run(id, full=full)
    if watch:
        _watch(caller, id, as_json, execution)
    elif as_json:
        click.echo(json.dumps({"_id": id, "execution": execution}))
    else:
        click.echo(f"started {execution}")


@main.command()
@click.argument("id", required=False)
@click.option("--watch", is_flag=True, help="Show the progress until the end.")
@calls_api
@told
def jobs(id: str | None, watch: bool, url: str | None, user: str | None, as_json: bool) -> None:
    """Show the jobs that run, or the current or last execution of the job ID."""
    caller = _api(url, user)
    if watch and id is None:
        raise click.UsageError("--watch needs the id of a job")
    if watch and id:
        _watch(caller, id, as_json)
    statuses = [caller.status(id)] if id else [job["status"] for job in caller.jobs()]
    if as_json:
        click.echo(json.dumps(statuses[0] if id else statuses))
    else:
        terminal.status_table(statuses)


@main.command()
@click.argument("id")
@calls_api
@told
def abort(id: str, url: str | None, user: str | None, as_json: bool) -> None:
    """Abort the job ID and wait for its end; the exit status is 1 where it has not ended within half a minute."""
    status = _api(url, user).abort(id)
    if as_json:
        click.echo(json.dumps(status))
    else:
        terminal.status_table([status])
    sys.exit(FAILED if status["is_running"] else 0)


@main.command("dead-letters")
@click.argument("id")
@click.option("--retry", is_flag=True, help="Send them to the target again; the exit status is 1 if some are left.")
@calls_api
@told
def dead_letters(id: str, retry: bool, url: str | None, user: str | None, as_json: bool) -> None:
    """Show the rows that the runs of the job ID could not bring in, the newest first."""
    caller = _api(url, user)
    retried = caller.retry_dead_letters(id) if retry else None
    found = caller.dead_letters(id, documents=as_json)
    if as_json:
        click.echo(json.dumps({**(retried or {}), "total": found["total"], "dead_letters": [hit["_source"] for hit in found["hits"]]}))
    else:
        terminal.retried(retried)
        terminal.dead_letters_table(found["total"], [hit["_source"] for hit in found["hits"]])
    sys.exit(FAILED if retried and (retried["kept"] or retried["left"]) else 0)


def _watch(caller: Api, id: str, as_json: bool, execution: str | None = None) -> NoReturn:
    """Follow an execution, by default the job's present one, to its end and leave with the exit status that tells how it ended."""
    statuses = caller.follow(id, execution)
    if as_json:
        status: dict[str, Any] = {}
        for status in statuses:
            click.echo(json.dumps(status))
    else:
        status = terminal.follow(id, statuses)
    sys.exit(_STATUS.get(status["state"], FAILED))


if __name__ == "__main__":
    main()
