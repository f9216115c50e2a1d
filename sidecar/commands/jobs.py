"""Commands that call the API: run, verify, jobs, abort, enable, disable, positions, agents and dead-letters."""

import sys
from typing import Any, NoReturn

import click

from sidecar import terminal
from sidecar.api_client import ApiClient
from sidecar.commands.api_options import api_options, create_api_client
from sidecar.commands.completion import complete_ids
from sidecar.commands.dead_letter_tables import print_dead_letter_counts, print_dead_letter_groups, print_dead_letters
from sidecar.commands.options import ABORTED, FAILED, TROUBLE, exit_on_error, exit_on_trouble, print_data

_EXIT_STATUSES = {"successful": 0, "aborted": ABORTED, "error": FAILED}


@click.command()
@click.argument("id", shell_complete=complete_ids("ingestion"))
@click.option("--watch", is_flag=True, help="Show the progress until the end; the exit status is that of the job.")
@click.option("--full", is_flag=True, help="Read all rows, as on the first run.")
@click.option("--only-deletions", is_flag=True, help="Load no rows; only delete the documents whose rows were deleted.")
@api_options
@exit_on_error
def run(id: str, watch: bool, full: bool, only_deletions: bool, url: str | None, user: str | None, output: str) -> None:
    """Start the job ID."""
    client = create_api_client(url, user)
    _follow_or_announce(client, id, output, client.run(id, full=full, only_deletions=only_deletions), watch=watch)


@click.command()
@click.argument("id", shell_complete=complete_ids("ingestion"))
@click.option(
    "--watch", is_flag=True, help="Show the progress and the result; the exit status is 1 if the target differs, 2 after a failure."
)
@api_options
@exit_on_trouble
def verify(id: str, watch: bool, url: str | None, user: str | None, output: str) -> None:
    """Compare the target of the job ID with the source; nothing is written."""
    client = create_api_client(url, user)
    _follow_or_announce(client, id, output, client.verify(id), watch=watch)


@click.command()
@click.argument("id", required=False, shell_complete=complete_ids("ingestion"))
@click.option("--watch", is_flag=True, help="Show the progress of the job ID until the end, or all jobs until Ctrl-C.")
@api_options
@exit_on_error
def jobs(id: str | None, watch: bool, url: str | None, user: str | None, output: str) -> None:
    """Show the running jobs, or the status of the job ID.

    The status is that of the job's current or last execution.
    """
    client = create_api_client(url, user)
    if watch and id:
        _watch(client, id, output)
    if watch:
        _watch_all(client, output)
    statuses = [client.status(id)] if id else [job["status"] for job in client.jobs()]
    if output == "table":
        terminal.print_statuses(statuses)
        if id:
            terminal.print_rate_history(statuses[0])
    else:
        print_data(statuses[0] if id else statuses, output)


@click.command()
@click.argument("id", shell_complete=complete_ids("ingestion"))
@api_options
@exit_on_error
def abort(id: str, url: str | None, user: str | None, output: str) -> None:
    """Abort the job ID and wait for its end.

    The exit status is 1 if the job is still running after 30 seconds.
    """
    status = create_api_client(url, user).abort(id)
    if output == "table":
        terminal.print_statuses([status])
    else:
        print_data(status, output)
    sys.exit(FAILED if status["is_running"] else 0)


@click.command()
@click.argument("id", shell_complete=complete_ids("ingestion"))
@api_options
@exit_on_error
def enable(id: str, url: str | None, user: str | None, output: str) -> None:
    """Enable the schedule of the job ID."""
    _switch_schedule(create_api_client(url, user), id, output, enabled=True)


@click.command()
@click.argument("id", shell_complete=complete_ids("ingestion"))
@api_options
@exit_on_error
def disable(id: str, url: str | None, user: str | None, output: str) -> None:
    """Disable the schedule of the job ID; a running execution goes on."""
    _switch_schedule(create_api_client(url, user), id, output, enabled=False)


@click.command()
@click.argument("id", shell_complete=complete_ids("ingestion"))
@click.option("--reset", is_flag=True, help="Reset the stored positions first: the next run reads all rows.")
@api_options
@exit_on_error
def positions(id: str, reset: bool, url: str | None, user: str | None, output: str) -> None:
    """Show the positions of the job ID: the values that the query of its next run starts from."""
    client = create_api_client(url, user)
    if reset:
        client.reset_positions(id)
    found = client.positions(id)
    if output == "table":
        terminal.print_positions(found)
    else:
        print_data(found, output)


@click.command()
@api_options
@exit_on_error
def agents(url: str | None, user: str | None, output: str) -> None:
    """Show the agents of all replicas, and whether they are alive."""
    found = create_api_client(url, user).agents()
    if output == "table":
        terminal.print_agents(found)
    else:
        print_data(found, output)


@click.command("dead-letters")
@click.argument("id", shell_complete=complete_ids("ingestion"))
@click.option("--execution", metavar="ID[,ID…]", help="Only the rows of these executions.")
@click.option("--ids", metavar="ID[,ID…]", help="Only the dead letters with these _ids.")
@click.option("--retry", is_flag=True, help="Index the rows again first; the exit status is 1 if not all could be.")
@click.option("--delete", is_flag=True, help="Delete the dead letters, after a question.")
@click.option("--yes", is_flag=True, help="Delete without a question.")
@api_options
@exit_on_error
def dead_letters(
    id: str,
    execution: str | None,
    ids: str | None,
    retry: bool,
    delete: bool,
    yes: bool,
    url: str | None,
    user: str | None,
    output: str,
) -> None:
    """Show the rejected rows of the job ID: how many for each reason, then single ones, newest first."""
    selected = _select_dead_letters(execution, ids)
    if retry and delete:
        raise click.UsageError("--retry and --delete cannot be combined")
    client = create_api_client(url, user)
    counts: dict[str, int] = client.retry_dead_letters(id, selected) if retry else {}
    if delete:
        total = client.dead_letters(id, selected, documents=False, size=0)["total"]
        if not yes:
            click.confirm(f"Delete {total:,} dead letters of the job [{id}]?", abort=True, err=True)
        counts = {"deleted": client.delete_dead_letters(id, selected)}
    _show_dead_letters(client, id, selected, counts, output)
    sys.exit(FAILED if (retry and _is_incomplete(counts)) or _is_missing(selected, counts) else 0)


def _select_dead_letters(execution: str | None, ids: str | None) -> dict[str, Any]:
    """Return the selection for the API; empty for all."""
    # A variable of a script that is not set must not select everything.
    if ids is not None and execution is not None:
        raise click.UsageError("--execution and --ids cannot be combined")
    if ids is not None:
        return {"ids": _split_values("--ids", ids)}
    return {} if execution is None else {"execution": _split_values("--execution", execution)}


def _split_values(option: str, text: str) -> list[str]:
    values = [each.strip() for each in text.split(",") if each.strip()]
    if not values:
        raise click.UsageError(f"{option} expected at least one id but got [{text}]")
    return values


def _show_dead_letters(client: ApiClient, id: str, selected: dict[str, Any], counts: dict[str, int], output: str) -> None:
    hits = client.dead_letters(id, selected, documents=output != "table")
    letters = [{"_id": hit["_id"], **hit["_source"]} for hit in hits["hits"]]
    groups = [] if "ids" in selected else client.dead_letter_groups({**selected, "id": id})
    if output == "table":
        print_dead_letter_counts(counts)
        print_dead_letter_groups(groups)
        print_dead_letters(id, hits["total"], letters, is_selection=bool(selected))
    else:
        print_data({**counts, "total": hits["total"], "groups": groups, "dead_letters": letters}, output)


def _is_missing(selected: dict[str, Any], counts: dict[str, int]) -> bool:
    """Return whether a retry or a deletion found none of the ids that it was given."""
    return "ids" in selected and bool(counts) and not any(counts.values())


def _is_incomplete(counts: dict[str, int]) -> bool:
    """Return whether a retry left dead letters that it should have indexed, or could index none."""
    return bool(counts["kept"] or counts["left"] or (counts["unfit"] and not counts["taken"]))


def _switch_schedule(client: ApiClient, id: str, output: str, *, enabled: bool) -> None:
    response = client.switch_schedule(id, enabled=enabled)
    if output == "table":
        click.echo(f"the schedule of {id} is {'enabled' if enabled else 'disabled'}")
    else:
        print_data(response, output)


def _follow_or_announce(client: ApiClient, id: str, output: str, execution: str, *, watch: bool) -> None:
    """Follow an execution that was started and exit with its exit status, or print its id."""
    if watch:
        _watch(client, id, output, execution)
    elif output == "table":
        click.echo(f"started {execution}")
    else:
        print_data({"_id": id, "execution": execution}, output)


def _watch(client: ApiClient, id: str, output: str, execution: str | None = None) -> NoReturn:
    """Follow an execution, by default the job's current one, to its end and exit with its exit status."""
    statuses = client.follow(id, execution)
    status: dict[str, Any] = {}
    if output == "table":
        status = terminal.follow(id, statuses)
    for latest in statuses:
        if latest != status:
            print_data(latest, output)
        status = latest
    if output == "table":
        terminal.print_comparison(status)
    sys.exit(_exit_status(status))


def _exit_status(status: dict[str, Any]) -> int:
    """Return the exit status for an execution; that of a verification is as of ``diff``."""
    details = status.get("details", {})
    if details.get("kind") == "verification" and status["state"] != "aborted":
        return TROUBLE if status["state"] != "successful" else int(not details["comparison"]["matches"])
    return _EXIT_STATUSES.get(status["state"], FAILED)


def _watch_all(client: ApiClient, output: str) -> NoReturn:
    """Show the running jobs, and those that end meanwhile, until the user interrupts."""
    updates = client.watch()
    try:
        if output == "table":
            terminal.watch(updates)
        for statuses in updates:
            print_data(statuses, output)
    except KeyboardInterrupt:
        pass
    sys.exit(0)
