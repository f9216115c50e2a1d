"""The metrics of jobs, agents and dead letters: the same for every replica."""

from collections.abc import Iterable
from zoneinfo import ZoneInfoNotFoundError

from sidecar.api.metrics.exposition import Metric, MetricType
from sidecar.errors import BadRequest
from sidecar.model.job_state import JobState
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

    def __init__(self, now: int) -> None:
        self._now = now
        self.last_state = _gauge(_LAST_STATE, "1 for the state of the current or last execution, 0 for the other states")
        self.last_success = _gauge("sidecar_job_last_success_timestamp_seconds", "When the last run was successful")
        self.fire_times = _gauge(
            "sidecar_job_fire_times_since_success", f"Fire times of the enabled schedule since the last success, at most {_MAX_FIRE_TIMES}"
        )
        self.last_duration = _gauge("sidecar_job_last_duration_seconds", "How long the last run took")
        self.executions = _counter("sidecar_executions_total", "Ended executions of the job, by state")
        self.rows = _counter("sidecar_job_rows_total", "Rows acknowledged by Elasticsearch, not counting what an execution sends again")
        self.rejected = _counter("sidecar_job_rejected_rows_total", "Rejected rows, not counting what an execution rejects again")
        self.rate = _gauge("sidecar_job_rows_per_second", "Mean rate of the running attempt")
        self.progress = _gauge("sidecar_job_progress_ratio", "Loaded fraction of the estimated rows of the running execution")
        self.bottleneck = _gauge("sidecar_job_bottleneck", "1 for the part that limits the running execution, 0 for the other parts")
        self.heartbeat = _gauge("sidecar_job_heartbeat_timestamp_seconds", "Last heartbeat of the running execution")

    def add(self, job: JobMetrics, schedule: Schedule | None) -> None:
        """Add the samples of one job; its schedule is None if it has none, or none that is enabled."""
        id, totals = f'job_id="{job.job}"', job.totals
        labels = f"{{{id}}}"
        self.last_state.samples.append(_STATES[job.state].replace("{", labels[:-1] + ","))
        for state, label in _FINAL_STATES:
            self.executions.add(totals.executions.get(state, 0), f"{{{id},{label}}}")
        self.rows.add(totals.rows, labels)
        self.rejected.add(totals.rejected, labels)
        _add(self.last_success, totals.last_success, labels)
        if schedule is not None and totals.last_success is not None:
            _add(self.fire_times, _count_fire_times(schedule, totals.last_success, self._now), labels, 1)
        _add(self.last_duration, totals.last_duration, labels)
        if job.running is not None:
            _add(self.heartbeat, job.running.heartbeat, labels)
            _add(self.progress, job.running.percent, labels, 100)
            _add(self.rate, job.running.docs_per_second, labels, 1)
            for part in BOTTLENECKS if job.running.bottleneck else ():
                self.bottleneck.add(int(job.running.bottleneck == part), f'{{{id},part="{part}"}}')

    def all(self) -> Iterable[Metric]:
        """Return the metrics."""
        return [each for each in vars(self).values() if isinstance(each, Metric)]


def job_metrics(cluster: ClusterMetrics, now: int) -> list[Metric]:
    """Return the metrics of a cluster as of now (epoch ms). A deleted job has none of its own."""
    jobs = _JobMetrics(now)
    for job in cluster.jobs:
        if not job.is_deleted:
            jobs.add(job, cluster.schedules.get(job.job))
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
        return sum(fire_time <= now for fire_time in first_fire_times(*schedule, after, _MAX_FIRE_TIMES))
    except (BadRequest, ZoneInfoNotFoundError):
        return None


def _add(metric: Metric, value: float | None, labels: str, divisor: int = 1000) -> None:
    """Add a sample unless its value is unknown; by default, convert milliseconds to seconds."""
    if value is not None:
        metric.add(value / divisor, labels)


def _gauge(name: str, help: str) -> Metric:
    return Metric(name=name, type=MetricType.GAUGE, help=help)


def _counter(name: str, help: str) -> Metric:
    return Metric(name=name, type=MetricType.COUNTER, help=help)
