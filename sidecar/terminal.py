"""Tables and progress bars of the commands."""

import json
import math
import os
import sys
import textwrap
from collections.abc import Iterable
from datetime import UTC, datetime
from statistics import fmean
from typing import Any

import yaml
from rich import markup
from rich.console import Console, RenderableType
from rich.live import Live
from rich.progress import BarColumn, Progress, SpinnerColumn, Task, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from sidecar.control_characters import escape_control_characters
from sidecar.model.finding import Finding

_STYLES = {"successful": "green", "running": "cyan", "aborting": "yellow", "aborted": "yellow", "error": "red"}

_VALIDITY = {True: "[green]valid[/]", False: "[red]invalid[/]", None: "[yellow]unknown[/]"}
_BARS = "▁▂▃▄▅▆▇█"

_CHANGES = ("created", "updated", "unchanged", "deleted")
"""Counts of a run that compares the target with the source."""

_SHOWN_IDS = 10
"""Ids that are printed of each kind of difference; the status has more."""

console = Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 250)
"""Output that is not a terminal is not wrapped, so that it can be searched."""


def escape(text: str) -> str:
    """Return a text with escapes for its markup and its control characters."""
    return markup.escape(escape_control_characters(text))


def print_settings(rows: Iterable[tuple[str, str | None, str | None, str]]) -> None:
    """Print variable, value, default and help of each setting."""
    table = Table(box=None, pad_edge=False)
    for title in ("setting", "value", "default", ""):
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*(escape(cell or "-") for cell in row))
    console.print(table)


def print_findings(findings: Iterable[Finding]) -> None:
    """Print the results of ``sidecar doctor``, each failed one with its fix."""
    for finding in findings:
        mark = "[red]fail[/]" if not finding.ok else "[green]ok[/]  " if finding.required else "[dim]--[/]  "
        console.print(f"{mark} [bold]{escape(finding.check)}[/] {escape(finding.message)}")
        if finding.remedy:
            console.print(f"     {escape(finding.remedy)}")


def print_statuses(statuses: list[dict[str, Any]]) -> None:
    """Print one line per job, and the error messages of failed ones."""
    if not statuses:
        console.print("no running jobs")
        return
    console.print(_status_table(statuses))
    for status in statuses:
        print_error_chain(status)


def print_rate_history(status: dict[str, Any]) -> None:
    """Print the rows per second of an execution as a sparkline, if its history is there."""
    rates = status.get("details", {}).get("history", {}).get("docs_per_second", [])
    if any(rates):
        console.print(f"rate  {format_sparkline(rates)}  at most {max(rates):,.0f}/s")


def format_sparkline(values: list[float], width: int = 60) -> str:
    """Return bars, at most ``width``, as high as the means of the values that they stand for."""
    size = -(-len(values) // width)
    means = [fmean(values[begin : begin + size]) for begin in range(0, len(values), size)]
    highest = max(means) or 1
    return "".join(_BARS[round(mean / highest * (len(_BARS) - 1))] for mean in means)


def watch(updates: Iterable[list[dict[str, Any]]]) -> None:
    """Show the statuses of several jobs, and replace them with each update."""
    with Live(Text("no running jobs"), console=console, auto_refresh=False) as live:
        for statuses in updates:
            live.update(_status_table(statuses) if statuses else Text("no running jobs"), refresh=True)


def _status_table(statuses: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for title in ("job", "kind", "state", "rows", "rate", "last id", "phase", "infos"):
        table.add_column(title, overflow="fold")
    for status in statuses:
        details = status.get("details", {})
        last_id = escape(str(status.get("last_id", "-")))
        job = (escape(status["id"]), details.get("kind", "run"), format_state(status["state"]))
        infos = " ".join(filter(None, (status["infos"], _describe_changes(status))))
        table.add_row(*job, f"{status['count']:,}", format_rate(details), last_id, details.get("phase", "-"), escape(infos))
    return table


def _describe_changes(status: dict[str, Any]) -> str:
    """Return the numbers of documents that an ended execution changed, as far as it counts them."""
    details = status.get("details", {})
    return "" if status["is_running"] else ", ".join(f"{details[name]:,} {name}" for name in _CHANGES if name in details)


def _format_finding(name: str, value: Any) -> Any:
    return [format_time(each) for each in value] if name.endswith("next_fires") else value


def print_validation(result: dict[str, Any]) -> None:
    """Print whether a definition is valid, and what a run would do or the reason why not."""
    name = f"{result['kind']} [{result['_id']}]"
    console.print(f"[bold]{escape(name)}[/] {_VALIDITY[result['valid']]}")
    findings = {name: _format_finding(name, value) for name, value in result.items() if name not in ("kind", "_id", "valid", "error")}
    if findings:
        text = yaml.safe_dump(findings, sort_keys=False, allow_unicode=True, width=math.inf)
        console.print(escape(textwrap.indent(text.rstrip("\n"), "  ")), soft_wrap=True)
    if "error" in result:
        console.print(f"  [red]{escape(result['error'])}[/]", soft_wrap=True)


def print_sample(sample: dict[str, Any]) -> None:
    """Print rows with the types of their fields; then the rows that a run would reject, and what was shortened."""
    table = Table(box=None, pad_edge=False)
    for name, type in sample["types"].items():
        table.add_column(f"{escape(name)}\n[dim]{escape(type)}[/]", overflow="fold")
    for row in sample["results"]:
        table.add_row(*(_format_value(row.get(name)) for name in sample["types"]))
    console.print(table)
    if not sample["results"]:
        console.print("no rows")
    for each in sample.get("rejected", ()):
        console.print(f"[yellow]row {each['row']} would be rejected:[/] {escape(each['reason'])}")
    if "cut" in sample:
        console.print(f"long values are shortened: {escape(', '.join(sample['cut']))}")
    if sample.get("truncated"):
        console.print("more rows exist than a sample can show")


def _format_value(value: Any) -> str:
    """Return a value of a document as text, or a dash for null."""
    return "[dim]-[/]" if value is None else escape(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def print_agents(agents: list[dict[str, Any]]) -> None:
    """Print one line per agent."""
    if not agents:
        console.print("no agents")
        return
    table = Table(box=None, pad_edge=False)
    for title in ("agent", "version", "running", "started", "last heartbeat", ""):
        table.add_column(title, overflow="fold")
    for agent in agents:
        running = f"{agent['running']} of {agent['max_jobs']}"
        alive = "[green]alive[/]" if agent["is_alive"] else "[red]not alive[/]"
        table.add_row(
            escape(agent["name"]),
            escape(agent["version"]),
            running,
            format_time(agent["start_time"]),
            format_time(agent["heartbeat"]),
            alive,
        )
    console.print(table)


def format_time(millis: int) -> str:
    """Return a time (epoch ms) in UTC."""
    return datetime.fromtimestamp(millis / 1000, UTC).isoformat(sep=" ", timespec="seconds")


def print_positions(positions: dict[str, Any]) -> None:
    """Print one line per position."""
    if not positions:
        console.print("no positions are stored; sidecar validate shows where the next run starts")
    for name, value in positions.items():
        console.print(f"{name} {escape(json.dumps(value) if isinstance(value, list) else value)}")


def print_comparison(status: dict[str, Any]) -> None:
    """Print the result of a verification, if the execution was one that has ended: a sentence, and the first ids that are not equal."""
    comparison = status.get("details", {}).get("comparison")
    if not comparison:
        return
    console.print(escape(status["infos"]), soft_wrap=True)
    if "note" in comparison:
        console.print(escape(comparison["note"]), soft_wrap=True)
    for name in ("missing", "surplus"):
        for id in comparison.get(f"{name}_ids", ())[:_SHOWN_IDS]:
            console.print(f"{name}  {escape(id)}", soft_wrap=True)
    for each in comparison.get("differences", ())[:_SHOWN_IDS]:
        console.print(f"differs  {escape(each['id'])}  {escape(_describe_fields(each))}", soft_wrap=True)


def _describe_fields(difference: dict[str, Any]) -> str:
    """Return the fields that differ, with their values if the caller may see them."""
    if "values" not in difference:
        return ", ".join(difference["fields"])
    values = difference["values"]
    return ", ".join(f"{each['field']}: source {each.get('source', 'absent')}, target {each.get('target', 'absent')}" for each in values)


def print_error_chain(status: dict[str, Any]) -> None:
    """Print the error messages of a failed job, from the outermost to the root cause."""
    for depth, reason in enumerate(status.get("error", ())):
        console.print(f"{'  ' * depth}[red]{escape(reason)}[/]")


def format_state(state: str) -> str:
    """Return a state in its color."""
    return f"[{_STYLES.get(state, 'white')}]{state}[/]"


def format_rate(details: dict[str, Any]) -> str:
    """Return the rows per second, or a dash."""
    return f"{details['docs_per_second']:,.0f}/s" if "docs_per_second" in details else "-"


class _Spinner(SpinnerColumn):
    """A spinner that disappears at the end of the run, whatever its state."""

    def render(self, task: Task) -> RenderableType:
        return super().render(task) if task.fields["is_running"] else Text(" ")


def follow(id: str, statuses: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Show a job's progress until its end; return the final status."""
    columns = (_Spinner(), TextColumn("[bold]{task.description}"), BarColumn(bar_width=20), TextColumn("{task.fields[text]}"))
    status: dict[str, Any] = {}
    with Progress(*columns, console=console, transient=False) as progress:
        task = progress.add_task(escape(id), total=None, text="", is_running=True)
        for status in statuses:
            _update_progress(progress, task, status)
    print_error_chain(status)
    return status


def _update_progress(progress: Progress, task: TaskID, status: dict[str, Any]) -> None:
    count, total = status["count"], status.get("details", {}).get("rows_total")
    if status["state"] == "successful":
        completed = total = count or 1
    elif total or status["is_running"]:
        completed, total = count, max(total, count) if total else None
    else:
        completed, total = 0, 1
    progress.update(task, completed=completed, total=total, text=format_progress(status), is_running=status["is_running"])


def format_progress(status: dict[str, Any]) -> str:
    """Return rows, rejected ones if any, changes at the end, percent, rate, time left and phase in one line."""
    details = status.get("details", {})
    parts = [f"{status['count']:,} rows"]
    if details.get("rejected"):
        parts.append(f"[yellow]{details['rejected']:,} rejected[/]")
    if changes := _describe_changes(status):
        parts.append(changes)
    if status["is_running"] and "percent" in details:
        parts.append(f"{details['percent']:.0f} %")
    parts.append(format_rate(details))
    if "eta_in_millis" in details:
        parts.append(f"{details['eta_in_millis'] / 1000:.0f} s left")
    parts.append(escape(details.get("waiting_for") or details.get("phase") or "") or format_state(status["state"]))
    return "  ".join(parts)
