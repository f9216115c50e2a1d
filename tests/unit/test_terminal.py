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


CHANGES = {"created": 1, "updated": 1200, "unchanged": 7, "deleted": 2}


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        (CHANGES, "7 rows  1 created, 1,200 updated, 7 unchanged, 2 deleted  "),
        ({"deleted": 0}, "7 rows  0 deleted  "),
        ({"rejected": 3, "deleted": 2}, "7 rows  3 rejected  2 deleted  "),
        ({}, "7 rows  -  "),
    ],
)
def test_the_last_line_shows_the_changes_of_a_run(details: dict[str, int], expected: str) -> None:
    with terminal.console.capture() as output:
        terminal.console.print(terminal.format_progress(status(details=details, state="successful", is_running=False)))
    assert output.get().startswith(expected)


def test_the_progress_line_does_not_show_changes_before_the_end() -> None:
    with terminal.console.capture() as output:
        terminal.console.print(terminal.format_progress(status(details=CHANGES)))
    assert "unchanged" not in output.get()


@pytest.mark.parametrize("state", ["successful", "aborted", "error"])
@pytest.mark.parametrize("count", [0, 7])
def test_the_spinner_disappears_at_the_end(state: str, count: int) -> None:
    with terminal.console.capture() as output:
        terminal.follow("j", [status(count=count), status(count=count, state=state, is_running=False)])
    *_, last = (line for line in output.get().splitlines() if line.strip())
    assert last.startswith("  j ")
    assert f"{count} rows" in last


def test_the_rate_is_drawn_as_bars() -> None:
    history = {"time": [1, 2, 3], "rows": [0, 5000, 9000], "docs_per_second": [0.0, 5000.0, 2500.0], "bottleneck": ["database"] * 3}
    with terminal.console.capture() as output:
        terminal.print_rate_history(status(details={"history": history}))
    assert output.get() == "rate  ▁█▅  at most 5,000/s\n"


@pytest.mark.parametrize("details", [{}, {"history": {}}, {"history": {"docs_per_second": []}}])
def test_nothing_is_drawn_without_a_history(details: dict[str, Any]) -> None:
    with terminal.console.capture() as output:
        terminal.print_rate_history(status(details=details))
    assert output.get() == ""


@pytest.mark.parametrize(
    ("values", "bars"), [([0, 0], "▁▁"), ([7], "█"), ([*range(8)], "▁▂▃▄▅▆▇█"), ([1.0] * 240, "█" * 60), ([1.0] * 61, "█" * 31)]
)
def test_a_sparkline_fits_the_terminal(values: list[float], bars: str) -> None:
    assert terminal.format_sparkline(values) == bars


def test_watching_shows_each_update_until_the_end() -> None:
    running, ended = status(id="a[/b]"), status(id="a[/b]", state="successful", is_running=False, infos="It is done.")
    with terminal.console.capture() as output:
        terminal.watch([[], [running], [ended]])
    assert "a[/b]" in output.get()
    assert "It is done." in output.get()


def test_more_dead_letters_than_are_shown_can_be_found_elsewhere() -> None:
    letter = {
        "_id": "orders-1-0-0", "@timestamp": 0, "id": "7", "retryable": True,
        "execution": "orders-1",
        "error": {"type": "t", "reason": "r"},
    }  # fmt: skip
    with terminal.console.capture() as captured:
        terminal.print_dead_letters("orders", 1200, [letter], is_selection=False)
    assert "and 1,199 more; for all, call GET /_siren/connector/dead_letters/_search?id=orders " in captured.get()


def verified(comparison: dict[str, Any] | None, infos: str = "The job is done. The target differs.") -> str:
    """Return what is printed of the result of a verification."""
    with terminal.console.capture() as output:
        terminal.print_comparison(status(state="successful", infos=infos, details={"comparison": comparison} if comparison else {}))
    return output.get()


def test_the_result_of_a_verification_is_a_sentence_and_the_first_ids() -> None:
    comparison = {
        "matches": False, "missing_ids": [f"[b]m{number}" for number in range(30)], "surplus_ids": ["s"],
        "differences": [{"id": "[i]d", "fields": ["a", "[/]b"]}, {"id": "e", "fields": ["c"]}],
    }  # fmt: skip
    lines = verified(comparison).splitlines()
    assert lines == [
        "The job is done. The target differs.", *(f"missing  [b]m{number}" for number in range(10)), "surplus  s",
        "differs  [i]d  a, [/]b", "differs  e  c",
    ]  # fmt: skip


def test_values_are_printed_for_a_caller_who_may_see_them() -> None:
    values = [{"field": "[a]", "source": '"[/x]"', "target": '"y"'}, {"field": "b", "source": "1"}, {"field": "c", "target": "null"}]
    lines = verified({"differences": [{"id": "d", "fields": ["[a]", "b", "c"], "values": values}]}).splitlines()
    assert lines[1:] == ['differs  d  [a]: "[/x]" → "y", b: 1 → -, c: - → null']


def test_the_note_of_a_verification_is_printed_literally_and_not_wrapped() -> None:
    note = "Only ids were compared, because the pipeline [b] may change documents." + " x" * 200
    assert verified({"note": note}, infos="i[/]").splitlines() == ["i[/]", note]


def test_nothing_is_printed_without_a_verification() -> None:
    assert verified(None) == ""
    with terminal.console.capture() as output:
        terminal.print_comparison({"state": "running"})
    assert output.get() == ""
