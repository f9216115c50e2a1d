"""Tables and progress bars; text from databases and clusters is printed literally, not interpreted as markup."""

from typing import Any

import pytest

from sidecar import terminal
from sidecar.commands.dead_letter_tables import print_dead_letters


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
        print_dead_letters("orders", 1200, [letter], is_selection=False)
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
    assert lines[1:] == ['differs  d  [a]: source "[/x]", target "y", b: source 1, target absent, c: source absent, target null']


def test_the_note_of_a_verification_is_printed_literally_and_not_wrapped() -> None:
    note = "Only ids were compared, because the pipeline [b] may change documents." + " x" * 200
    assert verified({"note": note}, infos="i[/]").splitlines() == ["i[/]", note]


def test_nothing_is_printed_without_a_verification() -> None:
    assert verified(None) == ""
    with terminal.console.capture() as output:
        terminal.print_comparison({"state": "running"})
    assert output.get() == ""


def test_data_does_not_control_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    comparison = {"missing_ids": ["\x1b[2Jgone", "[red]a[/]"], "surplus_ids": ["b\r\x07\u202e"]}
    terminal.print_comparison({"infos": "done\x1b]0;title\x07", "details": {"comparison": comparison}})
    terminal.print_error_chain({"error": ["bad \x1b[31mvalue"]})
    shown = capsys.readouterr().out
    assert [line.split(maxsplit=1)[-1] for line in shown.splitlines()] == [
        "done\\x1b]0;title\\x07", "\\x1b[2Jgone", "[red]a[/]", "b\\r\\x07\\u202e", "\\x1b[31mvalue",
    ]  # fmt: skip


def test_the_table_of_jobs_shows_the_kind_and_the_changes_of_the_last_execution() -> None:
    details = {"kind": "deletion", "deleted": 1200}
    ended = status(id="members", state="successful", is_running=False, infos="The job is done.", details=details)
    with terminal.console.capture() as output:
        terminal.print_statuses([status(), ended])
    lines = [line.split() for line in output.get().splitlines()]
    assert lines[0] == ["job", "kind", "state", "rows", "rate", "last", "id", "phase", "infos"]
    assert lines[1][:3] == ["j", "run", "running"]
    assert lines[2][:3] == ["members", "deletion", "successful"]
    assert "1,200 deleted" in output.get()


def test_fire_times_of_a_dry_run_are_dates() -> None:
    with terminal.console.capture() as output:
        terminal.print_validation({"kind": "ingestion", "_id": "j", "valid": True, "next_fires": [0], "deletions_next_fires": [1_800_000]})
    assert "1970-01-01 00:00:00+00:00" in output.get()
    assert "1970-01-01 00:30:00+00:00" in output.get()
