"""Text from databases and clusters is printed literally, not interpreted as markup."""

from typing import Any

from sidecar import terminal


def status(**changes: Any) -> dict[str, Any]:
    details = {"phase": "reading", "waiting_for": changes.pop("waiting_for", None)}
    return {"id": "j", "state": "running", "is_running": True, "count": 7, "infos": "It runs.", "details": details, **changes}


def test_brackets_in_ids_are_printed_literally() -> None:
    with terminal.console.capture() as output:
        terminal.print_statuses([status(last_id="a[/b]", id="[red]j")])
    assert "a[/b]" in output.get()
    assert "[red]j" in output.get()


def test_the_progress_line_names_the_index_a_job_waits_for() -> None:
    with terminal.console.capture() as output:
        terminal.console.print(terminal.format_progress(status(waiting_for="Elasticsearch: index [orders] blocked")))
    assert "index [orders] blocked" in output.get()
