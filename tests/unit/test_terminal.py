"""What the commands show is the database's and the cluster's words, not markup."""

from typing import Any

from sidecar import terminal


def status(**changes: Any) -> dict[str, Any]:
    details = {"phase": "reading", "waiting_for": changes.pop("waiting_for", None)}
    return {"id": "j", "state": "running", "is_running": True, "count": 7, "infos": "It runs.", "details": details, **changes}


def test_a_key_in_brackets_is_shown_as_it_is() -> None:
    with terminal.console.capture() as shown:
        terminal.status_table([status(last_id="a[/b]", id="[red]j")])
    assert "a[/b]" in shown.get()
    assert "[red]j" in shown.get()


def test_an_index_that_is_waited_for_is_named() -> None:
    with terminal.console.capture() as shown:
        terminal.console.print(terminal.progress_words(status(waiting_for="Elasticsearch: index [orders] blocked")))
    assert "index [orders] blocked" in shown.get()
