"""The timeline of an attempt."""

from sidecar.jobs.run.timeline import Timeline


def test_steps_are_shown_in_their_order_with_the_seconds_since_the_execution_was_opened() -> None:
    now = [1_000]
    timeline = Timeline(1_000, lambda: now[0])
    for seconds, step in ((0.0, "started"), (0.12, "connected"), (1.5, "ended"), (2.0, "connected")):
        now[0] = 1_000 + round(1000 * seconds)
        timeline.record(step)
    assert str(timeline) == "started 0.00 s, connected 0.12 s, ended 1.50 s"
