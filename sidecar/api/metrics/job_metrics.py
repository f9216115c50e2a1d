"""The metrics of jobs, agents and dead letters: the same for every replica."""

from collections.abc import Iterable
from zoneinfo import ZoneInfoNotFoundError

from sidecar.api.metrics.exposition import Metric, MetricType
from sidecar.errors import BadRequest
from sidecar.model.job_state import ExecutionKind, JobState
from sidecar.model.schedule import first_fire_times
from sidecar.store.cluster_metrics import ClusterMetrics, JobMetrics, Schedule
from sidecar.store.indices import OWN_INDICES

_LAST_STATE = "sidecar_job_last_state"
_STATES = {state: "\n".join(f'{_LAST_STATE}{{state="{each}"}} {int(each is state)}' for each in JobState) for state in JobState}
"""The samples of a job by its state, without the label of the job."""
_FINAL_STATES = [(state, f'state="{state}"') for state in JobState if state.is_final]
BOTTLENECKS = ("source", "transform", "elasticsearch")
"""The parts of a run that may limit it."""

_MAX_FIRE_TIMES = 3
"""Fire times counted since a success: of a schedule that fires each second, there may be millions."""


class _JobMetrics:
    """The metrics with the label ``job_id``, which get their samples job by job."""

    def __init__(self) -> None:
        self.last_state = _gauge(_LAST_STATE, "1 for the state of the current or last execution, 0 for the other states")
        self.last_run_failed = _gauge(
            "sidecar_job_last_run_failed", "1 if the last ended run has failed, whatever has begun or ended since"
        )
        self.last_success = _gauge("sidecar_job_last_success_timestamp_seconds", "When the last run was successful")
        self.fire_times = _gauge(
            "sidecar_job_fire_times_since_success",
            f"Fire times of the enabled schedule since the last success, without one since it was saved; at most {_MAX_FIRE_TIMES}",
        )
        self.last_duration = _gauge("sidecar_job_last_duration_seconds", "How long the last run took")
        self.executions = _counter("sidecar_executions_total", "Ended executions of the job, by state")
        self.rows = _counter("sidecar_job_rows_total", "Rows of runs acknowledged by Elasticsearch, not counting what a run sends again")
        self.rejected = _counter("sidecar_job_rejected_rows_total", "Rejected rows of runs, not counting what a run rejects again")
        self.rate = _gauge("sidecar_job_rows_per_second", "Mean rate of the running attempt")
        self.progress = _gauge("sidecar_job_progress_ratio", "Loaded fraction of the estimated rows of the running execution")
        self.bottleneck = _gauge("sidecar_job_bottleneck", "1 for the part that limits the running execution, 0 for the other parts")
        self.heartbeat = _gauge("sidecar_job_heartbeat_timestamp_seconds", "Last heartbeat of the running execution")

    def add(self, job: JobMetrics, schedule: Schedule | None, now: int) -> None:
        """Add the samples of one job as of now (epoch ms); its schedule is None if it has none, or none that is enabled."""
        id, totals = f'job_id="{job.job}"', job.totals
        labels = f"{{{id}}}"
        self.last_state.samples.append(_STATES[job.state].replace("{", labels[:-1] + ","))
        for state, label in _FINAL_STATES:
            self.executions.add(totals.executions.get(state, 0), f"{{{id},{label}}}")
        self.rows.add(totals.rows, labels)
        self.rejected.add(totals.rejected, labels)
        if totals.last_run_state is not None:
            self.last_run_failed.add(int(totals.last_run_state == JobState.ERROR), labels)
        _add(self.last_success, totals.last_success, labels)
        if schedule is not None:
            self.add_fire_times(job.job, schedule, totals.last_success, now)
        _add(self.last_duration, totals.last_duration, labels)
        if job.running is not None:
            _add(self.heartbeat, job.running.heartbeat, f'{{{id},kind="{job.running.kind or ExecutionKind.LOAD}"}}')
            _add(self.progress, job.running.percent, labels, 100)
            _add(self.rate, job.running.docs_per_second, labels, 1)
            for part in BOTTLENECKS if job.running.bottleneck else ():
                self.bottleneck.add(int(job.running.bottleneck == part), f'{{{id},part="{part}"}}')

    def add_fire_times(self, job: str, schedule: Schedule, last_success: int | None, now: int) -> None:
        """Add how often the schedule of a job has fired since a time; if it never succeeded, since its definition was saved."""
        since = schedule.saved if last_success is None else last_success
        if since is not None:
            _add(self.fire_times, _count_fire_times(schedule, since, now), f'{{job_id="{job}"}}', 1)

    def all(self) -> Iterable[Metric]:
        """Return the metrics."""
        return [each for each in vars(self).values() if isinstance(each, Metric)]


def job_metrics(cluster: ClusterMetrics, now: int) -> list[Metric]:
    """Return the metrics of a cluster as of now (epoch ms). A deleted job has none of its own."""
    jobs, never_run = _JobMetrics(), dict(cluster.schedules)
    for job in cluster.jobs:
        if not job.is_deleted:
            jobs.add(job, never_run.pop(job.job, None), now)
    for id, schedule in never_run.items():
        jobs.add_fire_times(id, schedule, None, now)
    queued = _gauge("sidecar_executions_queued", "Executions that wait for an agent")
    queued.add(sum(job.is_queued for job in cluster.jobs))
    take_overs = _counter("sidecar_takeovers_total", "Executions whose process was lost and that an agent took over, deleted jobs included")
    take_overs.add(sum(job.totals.take_overs for job in cluster.jobs))
    agents = _gauge("sidecar_agents", "Agents with a heartbeat in the last 30 seconds")
    _add(agents, cluster.agents, "", 1)
    dead_letters = _gauge("sidecar_dead_letters", "Stored dead letters")
    _add(dead_letters, cluster.dead_letters, "", 1)
    read_only = _gauge("sidecar_index_read_only", "1 if Elasticsearch refuses writes to this index of the sidecar")
    if cluster.read_only is not None:
        for index in OWN_INDICES:
            read_only.add(int(index in cluster.read_only), f'{{index="{index}"}}')
    return [*jobs.all(), queued, take_overs, agents, dead_letters, read_only]


def _count_fire_times(schedule: Schedule, after: int, now: int) -> int | None:
    """Return the fire times after a time, up to now; None for a schedule that only a newer release can read."""
    try:
        return sum(fire_time <= now for fire_time in first_fire_times(schedule.cron, schedule.timezone, after, _MAX_FIRE_TIMES))
    except (BadRequest, ZoneInfoNotFoundError):
        return None


def _add(metric: Metric, value: float | None, labels: str, divisor: int = 1000) -> None:
    """Add a sample unless its value is unknown; by default, convert milliseconds to seconds."""
    if value is not None:
        metric.add(value if divisor == 1 else value / divisor, labels)


def _gauge(name: str, help: str) -> Metric:
    return Metric(name=name, type=MetricType.GAUGE, help=help)


def _counter(name: str, help: str) -> Metric:
    return Metric(name=name, type=MetricType.COUNTER, help=help)
