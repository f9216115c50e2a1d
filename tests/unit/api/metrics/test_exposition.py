"""The text of a scrape, in both formats."""

import pytest

from sidecar.api.metrics.exposition import Metric, MetricType, TextFormat, render
from sidecar.api.metrics.job_metrics import job_metrics
from sidecar.model.job_state import JobState
from sidecar.model.totals import Totals
from sidecar.store.cluster_metrics import ClusterMetrics, JobMetrics, RunningExecution, Schedule
from sidecar.store.indices import LEASES, OWN_INDICES

RUNNING = RunningExecution(heartbeat=5500, percent=12.5, docs_per_second=10.5, bottleneck="source", kind=None)


def job(
    name: str = "j",
    *,
    running: RunningExecution | None = None,
    is_queued: bool = False,
    is_deleted: bool = False,
    last_success: int | None = 1500,
) -> JobMetrics:
    totals = Totals(
        executions={"error": 2}, rows=7, rejected=3, take_overs=4, last_success=last_success, last_duration=2500, last_run_state="error"
    )
    return JobMetrics(job=name, state=JobState.RUNNING, totals=totals, is_queued=is_queued, is_deleted=is_deleted, running=running)


def lines(
    *jobs: JobMetrics,
    agents: int | None = 1,
    dead_letters: int | None = 2,
    schedule: Schedule | None = None,
    read_only: frozenset[str] | None = None,
    now: int = 0,
) -> list[str]:
    schedules = {job.job: schedule for job in jobs} if schedule else {}
    cluster = ClusterMetrics(jobs=jobs, schedules=schedules, read_only=read_only, agents=agents, dead_letters=dead_letters)
    return [line for line in render(job_metrics(cluster, now), TextFormat.PROMETHEUS).splitlines() if not line.startswith("#")]


def test_a_counter_has_its_suffix_in_the_text_format_and_in_the_samples_of_openmetrics() -> None:
    metric = Metric(name="a_total", type=MetricType.COUNTER, help="Number of a")
    metric.add(3, '{b="c"}')
    assert render([metric], TextFormat.PROMETHEUS) == '# HELP a_total Number of a.\n# TYPE a_total counter\na_total{b="c"} 3\n'
    assert render([metric], TextFormat.OPENMETRICS) == '# HELP a Number of a.\n# TYPE a counter\na_total{b="c"} 3\n# EOF\n'


def test_a_metric_without_samples_is_left_out() -> None:
    assert render([Metric(name="a", type=MetricType.GAUGE, help="A")], TextFormat.OPENMETRICS) == "# EOF\n"


def test_the_metrics_of_a_running_job() -> None:
    assert lines(job(running=RUNNING)) == [
        *(f'sidecar_job_last_state{{job_id="j",state="{state}"}} {int(state == "running")}' for state in JobState),
        'sidecar_job_last_run_failed{job_id="j"} 1',
        'sidecar_job_last_success_timestamp_seconds{job_id="j"} 1.5',
        'sidecar_job_last_duration_seconds{job_id="j"} 2.5',
        'sidecar_executions_total{job_id="j",state="aborted"} 0',
        'sidecar_executions_total{job_id="j",state="error"} 2',
        'sidecar_executions_total{job_id="j",state="successful"} 0',
        'sidecar_job_rows_total{job_id="j"} 7',
        'sidecar_job_rejected_rows_total{job_id="j"} 3',
        'sidecar_job_rows_per_second{job_id="j"} 10.5',
        'sidecar_job_progress_ratio{job_id="j"} 0.125',
        'sidecar_job_bottleneck{job_id="j",part="source"} 1',
        'sidecar_job_bottleneck{job_id="j",part="transform"} 0',
        'sidecar_job_bottleneck{job_id="j",part="elasticsearch"} 0',
        'sidecar_job_heartbeat_timestamp_seconds{job_id="j",kind="load"} 5.5',
        "sidecar_executions_queued 0",
        "sidecar_takeovers_total 4",
        "sidecar_agents 1",
        "sidecar_dead_letters 2",
    ]


@pytest.mark.parametrize("name", ["heartbeat", "percent", "docs_per_second", "bottleneck"])
def test_what_is_unknown_has_no_sample(name: str) -> None:
    running = RunningExecution(**{**{each: getattr(RUNNING, each) for each in RUNNING.__dataclass_fields__}, name: None})
    assert len(lines(job(running=RUNNING))) - len(lines(job(running=running))) == (3 if name == "bottleneck" else 1)


def test_agents_and_dead_letters_without_a_privilege_have_no_sample() -> None:
    assert lines(agents=None, dead_letters=None) == ["sidecar_executions_queued 0", "sidecar_takeovers_total 0"]


def test_take_overs_and_queued_executions_are_summed_and_deleted_jobs_only_have_a_part_in_that() -> None:
    found = lines(job("a", is_queued=True), job("b", is_queued=True), job("c", is_deleted=True))
    assert {"sidecar_executions_queued 2", "sidecar_takeovers_total 12"} <= set(found)
    assert not [line for line in found if 'job_id="c"' in line]


@pytest.mark.parametrize(("now", "expected"), [(1_500, 0), (59_999, 0), (60_000, 1), (120_000, 2), (180_000, 3), (600_000_000, 3)])
def test_fire_times_since_the_last_success_are_counted_up_to_three(now: int, expected: int) -> None:
    found = lines(job(), schedule=Schedule("0 * * * * ?", "UTC", 170_000), now=now)
    assert f'sidecar_job_fire_times_since_success{{job_id="j"}} {expected}' in found


@pytest.mark.parametrize(("saved", "expected"), [(1_500, ["2"]), (119_000, ["1"]), (None, [])])
def test_before_the_first_success_they_are_counted_since_the_definition_was_saved(saved: int | None, expected: list[str]) -> None:
    schedule = Schedule("0 * * * * ?", "UTC", saved)
    never_run = ClusterMetrics(jobs=(), schedules={"j": schedule}, read_only=None, agents=None, dead_letters=None)
    text = render(job_metrics(never_run, 120_000), TextFormat.PROMETHEUS)
    for found in (lines(job(last_success=None), schedule=schedule, now=120_000), text.splitlines()):
        assert [line.split()[1] for line in found if line.startswith("sidecar_job_fire_times_since_success")] == expected


@pytest.mark.parametrize("schedule", [None, Schedule("@newer", "UTC", 1), Schedule("0 * * * * ?", "Mars/Olympus", 1)])
def test_without_a_schedule_that_can_be_read_no_fire_times_are_counted(schedule: Schedule | None) -> None:
    assert not [line for line in lines(job(), schedule=schedule, now=600_000) if "fire_times" in line]


def test_indices_are_read_only_or_not_or_their_blocks_are_unknown() -> None:
    assert [line for line in lines(read_only=frozenset({LEASES})) if "read_only" in line] == [
        f'sidecar_index_read_only{{index="{index}"}} {int(index == LEASES)}' for index in OWN_INDICES
    ]
    assert not [line for line in lines(read_only=None) if "read_only" in line]
