"""Print dead letters."""

from typing import Any

from rich.table import Table

from sidecar.terminal import console, escape, format_time


def print_dead_letter_counts(counts: dict[str, int]) -> None:
    """Print the result of a retry or of a deletion of dead letters, if there was one."""
    if "deleted" in counts:
        console.print(f"{counts['deleted']:,} deleted")
    if "taken" in counts:
        console.print(f"{counts['taken']:,} indexed, {counts['kept']:,} rejected again, {counts['left']:,} not tried")
    if counts.get("unfit"):
        console.print(
            f"{counts['unfit']:,} cannot be retried: they could not be encoded, are too large, or belong to another target or to an index"
            " that has been replaced"
        )


def print_dead_letter_groups(groups: list[dict[str, Any]]) -> None:
    """Print one line per group of dead letters with the same reason."""
    if not groups:
        return
    table = Table(box=None, pad_edge=False)
    for title in ("rows", "field", "last", "reason"):
        table.add_column(title, overflow="fold", justify="right" if title == "rows" else "left")
    for group in groups:
        reason = f"{group['type']}: {group['summary']}" if group["summary"] else group["type"]
        table.add_row(f"{group['count']:,}", *(escape(cell) for cell in (group["field"] or "-", format_time(group["last"]), reason)))
    console.print(table)
    console.print()


def print_dead_letters(id: str, total: int, letters: list[dict[str, Any]], *, is_selection: bool) -> None:
    """Print one line per rejected row with its ``_id``, and mark those that cannot be retried."""
    if not total:
        console.print("no rejected rows match" if is_selection else "no rejected rows")
        return
    table = Table(box=None, pad_edge=False)
    for title in ("time", "_id", "document", "reason"):
        table.add_column(title, overflow="fold")
    for letter in letters:
        reason = f"{letter['error']['type']}: {letter['error']['reason']}" + ("" if letter["retryable"] else " (cannot be retried)")
        cells = (format_time(letter["@timestamp"]), letter["_id"], letter["id"] or "-", reason)
        table.add_row(*(escape(cell) for cell in cells))
    console.print(table)
    if total > len(letters):
        call = f"GET /_siren/connector/dead_letters/_search?id={id}"
        console.print(f"and {total - len(letters):,} more; for all, call {call} or open Dead letters in the console", soft_wrap=True)
    executions = {letter["execution"] for letter in letters}
    if len(executions) > 1:
        console.print(f"These are rows of {len(executions)} executions; --execution shows those of one.")
