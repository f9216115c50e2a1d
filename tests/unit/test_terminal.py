"""Tables and progress bars; text from databases and clusters is printed literally, not interpreted as markup."""

from typing import Any

import pytest

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


def test_the_progress_line_shows_rejected_rows() -> None:
    with terminal.console.capture() as output:
        terminal.console.print(terminal.format_progress(status(details={"rejected": 1200})))
    assert "7 rows  1,200 rejected" in output.get()


@pytest.mark.parametrize("state", ["successful", "aborted", "error"])
@pytest.mark.parametrize("count", [0, 7])
def test_the_spinner_disappears_at_the_end(state: str, count: int) -> None:
    with terminal.console.capture() as output:
        terminal.follow("j", [status(count=count), status(count=count, state=state, is_running=False)])
    *_, last = (line for line in output.get().splitlines() if line.strip())
    assert last.startswith("  j ")
    assert f"{count} rows" in last
