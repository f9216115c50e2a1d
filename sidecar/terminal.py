"""What the commands show on a terminal: tables and progress bars."""

import os
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn
from rich.table import Table

from sidecar.doctor import Finding

_STYLES = {"successful": "green", "running": "cyan", "aborting": "yellow", "aborted": "yellow", "error": "red"}

console = Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 250)
"""Where nobody watches, lines are left whole for those who search them."""


def settings_table(rows: Iterable[tuple[str, str | None, str | None, str]]) -> None:
    """Show the settings: variable, value, default, help."""
    table = Table(box=None, pad_edge=False)
    for title in ("setting", "value", "default", ""):
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell or "-") for cell in row))
    console.print(table)


def findings_table(findings: Iterable[Finding]) -> None:
    """Show what the doctor found, and what to do about it."""
    for finding in findings:
        mark = "[red]mend[/]" if not finding.fine else "[green]ok[/]  " if finding.needed else "[dim]--[/]  "
        console.print(f"{mark} [bold]{escape(finding.subject)}[/] {escape(finding.words)}")
        if finding.remedy:
            console.print(f"     {escape(finding.remedy)}")


def status_table(statuses: list[dict[str, Any]]) -> None:
    """Show one line a job, and the chain of reasons of a failed one."""
    if not statuses:
        console.print("no job is running")
        return
    table = Table(box=None, pad_edge=False)
    for title in ("job", "state", "rows", "rate", "last id", "phase", ""):
        table.add_column(title, overflow="fold")
    for status in statuses:
        details = status.get("details", {})
        last_id = escape(str(status.get("last_id", "-")))
        cells = (escape(status["id"]), styled(status["state"]), f"{status['count']:,}", rate(details), last_id)
        table.add_row(*cells, details.get("phase", "-"), escape(status["infos"]))
    console.print(table)
    for status in statuses:
        error_chain(status)


def retried(counts: dict[str, int] | None) -> None:
    """Say what became of dead letters that were sent again."""
    if counts is None:
        return
    console.print(f"{counts['taken']:,} taken, {counts['kept']:,} refused again, {counts['left']:,} not tried")
    if counts["unfit"]:
        console.print(
            f"{counts['unfit']:,} cannot be sent: their rows never became documents, are too large, or are those of another target"
            " or of an index that was replaced since"
        )


def dead_letters_table(total: int, letters: list[dict[str, Any]]) -> None:
    """Show one line a rejected row; those that cannot be sent again are marked."""
    if not total:
        console.print("no dead letters")
        return
    table = Table(box=None, pad_edge=False)
    for title in ("time", "row", "id", "reason"):
        table.add_column(title, overflow="fold")
    for letter in letters:
        when = datetime.fromtimestamp(letter["@timestamp"] / 1000, UTC).isoformat(sep=" ", timespec="seconds")
        reason = f"{letter['error']['type']}: {letter['error']['reason']}" + ("" if letter["retryable"] else " (cannot be sent again)")
        cells = (when, str(letter["row"] + 1), letter["id"] or "-", reason)
        table.add_row(*(escape(cell) for cell in cells))
    console.print(table)
    if total > len(letters):
        console.print(f"and {total - len(letters):,} more, see .siren-dead-letters")


def error_chain(status: dict[str, Any]) -> None:
    """Show why a job failed, from the outermost reason to the root cause."""
    for depth, reason in enumerate(status.get("error", ())):
        console.print(f"{'  ' * depth}[red]{escape(reason)}[/]")


def styled(state: str) -> str:
    """Give a state in its colour."""
    return f"[{_STYLES.get(state, 'white')}]{state}[/]"


def rate(details: dict[str, Any]) -> str:
    """Give the rows a second, or a dash."""
    return f"{details['docs_per_second']:,.0f}/s" if "docs_per_second" in details else "-"


def follow(id: str, statuses: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Show a job's progress line until its end; give the final status."""
    columns = (SpinnerColumn(), TextColumn("[bold]{task.description}"), BarColumn(), TextColumn("{task.fields[words]}"))
    status: dict[str, Any] = {}
    with Progress(*columns, console=console, transient=False) as progress:
        task = progress.add_task(escape(id), total=None, words="")
        for status in statuses:
            _advance(progress, task, status)
    error_chain(status)
    return status


def _advance(progress: Progress, task: TaskID, status: dict[str, Any]) -> None:
    total = status.get("details", {}).get("rows_total")
    ended = not status["is_running"]
    progress.update(
        task,
        completed=status["count"],
        total=status["count"] or 1 if ended and status["state"] == "successful" else max(total, status["count"]) if total else None,
        words=progress_words(status),
    )


def progress_words(status: dict[str, Any]) -> str:
    """Say in one line how far a run is: rows, percent, rate, time left, phase."""
    details = status.get("details", {})
    words = [f"{status['count']:,} rows"]
    if status["is_running"] and "percent" in details:
        words.append(f"{details['percent']:.0f} %")
    words.append(rate(details))
    if "eta_in_millis" in details:
        words.append(f"{details['eta_in_millis'] / 1000:.0f} s left")
    words.append(escape(details.get("waiting_for") or details.get("phase") or "") or styled(status["state"]))
    return "  ".join(words)
