"""The client of a Dask cluster. It carries orders and reports, and decides nothing.

Only this module and :mod:`sidecar.jobs.run.dask.worker` import Dask.
"""

import logging
import pickle
import queue
import time
from collections.abc import Collection
from typing import Any

from distributed import Client, Future, KilledWorker, Security

from sidecar.errors import ClusterUnavailable, ConfigurationError, WorkersLost
from sidecar.jobs.run.dask.cluster_interface import ClusterWorker, OrderEnded
from sidecar.jobs.run.dask.orders import RangeOrder, RangeReport
from sidecar.jobs.run.dask.worker import TOPIC, VERSION_FIELD, load_range
from sidecar.release import PRODUCT, product_version
from sidecar.settings import Settings

log = logging.getLogger(__name__)

CONNECT_TIMEOUT = 10.0
"""Seconds."""
_CALL_TIMEOUT = 10.0
_MAX_REASON = 300
"""Characters of an error of Dask."""
_WORKERS_INTERVAL = 2.0
"""Seconds between two looks at the list of workers."""


class DaskCluster:
    """Sends orders to the workers of a cluster, and queues their reports. Call its methods on one thread, except :meth:`wake_up`."""

    def __init__(self, settings: Settings, execution: str) -> None:
        if settings.dask_scheduler is None:
            raise ConfigurationError("[ingest.partition.executor] is [dask], but SIDECAR_DASK_SCHEDULER is not set.")
        self.address = settings.dask_scheduler
        self._settings = settings
        self._execution = execution
        self._events: queue.SimpleQueue[RangeReport | OrderEnded | None] = queue.SimpleQueue()
        self._futures: dict[str, Future[Any]] = {}
        self._client: Client | None = None
        self._workers: tuple[ClusterWorker, ...] = ()
        self._looked_at = 0.0
        self._scheduler: str | None = None
        """The scheduler's id, which changes when it is started again."""
        self._heartbeats: dict[str, tuple[float | None, float]] = {}
        """By worker: its last heartbeat by the scheduler's clock, and when it was noticed."""
        self._versions: dict[str, str | None] = {}
        """By worker, of all versions."""

    def connect(self) -> None:
        """Connect to the scheduler; raise :class:`~sidecar.errors.ClusterUnavailable` if that is not possible."""
        try:
            self._client = Client(
                self.address, security=_security(self._settings), timeout=CONNECT_TIMEOUT, name=PRODUCT, set_as_default=False
            )
            self._client.subscribe_topic(TOPIC, self._on_message)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterUnavailable(f"The Dask scheduler [{self.address}] cannot be reached: {_root_cause(error)}. {_REMEDY}") from error

    def workers(self) -> tuple[ClusterWorker, ...]:
        """Return the connected workers that have the version of this process, as of a few seconds ago."""
        if time.monotonic() - self._looked_at > _WORKERS_INTERVAL:
            self._workers = self._look_at_workers()
            self._looked_at = time.monotonic()
        return self._workers

    def _look_at_workers(self) -> tuple[ClusterWorker, ...]:
        scheduler: Any = self._connected.scheduler
        try:
            info = self._connected.sync(scheduler.identity, n_workers=-1, callback_timeout=_CALL_TIMEOUT)
        except Exception as error:  # whatever Dask raises, the scheduler does not answer
            raise self._lost(error) from error
        if self._scheduler not in (None, info["id"]):
            # The client has connected to it by itself, but its orders and its subscription are gone.
            raise WorkersLost(f"The Dask scheduler [{self.address}] was started again.")
        self._scheduler = info["id"]
        now, workers = time.monotonic(), info["workers"]
        self._note_versions({address: each.get(VERSION_FIELD) for address, each in workers.items()})
        # Times of the scheduler cannot be compared with those of this machine, but they change with each heartbeat.
        seen = {address: each["last_seen"] for address, each in workers.items()}
        self._heartbeats = {
            address: before if (before := self._heartbeats.get(address, (None, now)))[0] == time_seen else (time_seen, now)
            for address, time_seen in seen.items()
        }
        return tuple(
            ClusterWorker(address=address, threads=each["nthreads"], silence=now - self._heartbeats[address][1])
            for address, each in workers.items()
            if self._versions[address] == product_version()
        )

    def versions(self) -> dict[str, str | None]:
        """Return the version of the sidecar by worker; None for one that was started without the preload."""
        self.workers()
        return dict(self._versions)

    @property
    def no_workers_reason(self) -> str:
        """Return, as a sentence, why :meth:`workers` are none, or none that answer."""
        found = sorted({each or "none" for each in self._versions.values()})
        if not found:
            return f"The Dask scheduler [{self.address}] has no workers."
        if product_version() in found:
            return f"The Dask scheduler [{self.address}] has no workers that answer."
        return (
            f"The Dask scheduler [{self.address}] has no workers with the version [{product_version()}] of the sidecar, "
            f"but with [{', '.join(found)}]."
        )

    def _note_versions(self, versions: dict[str, str | None]) -> None:
        for address, version in versions.items():
            if version != product_version() and self._versions.get(address, "") != version:
                log.info("worker ignored: %s: version [%s], expected [%s]", address, version or "none", product_version())
        self._versions = versions

    def submit(self, order: RangeOrder, workers: Collection[str]) -> None:
        """Give an order to one of the workers. Dask must not repeat it: only the coordinator knows whether that is safe."""
        arguments = (product_version(), order.execution, order.id, pickle.dumps(order))
        try:
            future = self._connected.submit(
                load_range,
                *arguments,
                key=f"load_range-{order.id}",
                workers=list(workers),
                allow_other_workers=False,
                retries=0,
                pure=False,
            )
        except Exception as error:  # whatever Dask raises, the scheduler has no order
            raise self._lost(error) from error
        self._futures[order.id] = future
        future.add_done_callback(lambda future: self._on_done(order.id, future))

    def release(self, order: str) -> None:
        """Forget an order. If a worker has it, it goes on until its lease tells it to end."""
        future = self._futures.pop(order, None)
        if future is None or future.done():
            return
        try:
            self._connected.cancel([future], force=True)
        except Exception as error:  # noqa: BLE001 - a scheduler that does not answer has no order any more
            log.debug("order could not be cancelled: %s: %s", order, error)

    def next_event(self, timeout: float) -> RangeReport | OrderEnded | None:
        """Return the next report or end; None after ``timeout`` seconds, or when woken up."""
        try:
            return self._events.get(timeout=timeout)
        except queue.Empty:
            return None

    def wake_up(self) -> None:
        """Make :meth:`next_event` return. Any thread may call it."""
        self._events.put(None)

    def close(self) -> None:
        """Disconnect; never raises."""
        if self._client is None:
            return
        try:
            # The scheduler would keep the subscription.
            self._client.unsubscribe_topic(TOPIC)
        except Exception as error:  # noqa: BLE001 - the run is over
            log.debug("the reports could not be unsubscribed from: %s", error)
        try:
            self._client.close(timeout=2)
        except Exception as error:  # noqa: BLE001 - the run is over
            log.debug("the Dask client could not be closed: %s", error)

    @property
    def _connected(self) -> Client:
        if self._client is None:
            raise ClusterUnavailable(f"The Dask scheduler [{self.address}] is not connected.")
        return self._client

    def _lost(self, error: Exception) -> ClusterUnavailable:
        return ClusterUnavailable(f"The Dask scheduler [{self.address}] does not answer: {_reason(error)}.")

    def _on_message(self, event: tuple[float, Any]) -> None:
        message = event[1]
        if isinstance(message, dict) and message.get("execution") == self._execution:
            self._events.put(RangeReport.from_message(message))

    def _on_done(self, order: str, future: Future[Any]) -> None:
        self._events.put(_end_of(order, future))


_REMEDY = "Start it, or correct SIDECAR_DASK_SCHEDULER; if it closes the connection, its log says why."
_REASONS = {
    "finished": "its worker has reported no end", "lost": "its worker was lost",
    "cancelled": "the connection to the scheduler was lost, or the order was cancelled",
}  # fmt: skip


def _end_of(order: str, future: Future[Any]) -> OrderEnded:
    status = str(future.status)
    if status in _REASONS:
        return OrderEnded(order=order, reason=_REASONS[status], by_worker=status != "cancelled")
    try:
        error = future.exception(timeout=_CALL_TIMEOUT)
    except Exception as failure:  # noqa: BLE001 - the scheduler was lost meanwhile
        error = failure
    if isinstance(error, KilledWorker):
        return OrderEnded(order=order, reason=f"the worker [{error.last_worker.address}] was lost", by_worker=True)
    # A task raises nothing, so it is Dask's own.
    return OrderEnded(order=order, reason=f"Dask failed ({type(error).__name__}): {_reason(error)[:_MAX_REASON]}", by_worker=True)


def _reason(error: BaseException) -> str:
    """Return the text of an error, without the period that some of Dask's end with."""
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__


def _root_cause(error: BaseException) -> str:
    """Return the text of the first error of the system: those of Dask repeat it several times, with names of its objects."""
    found, cause = error, error.__cause__ or error.__context__
    while cause is not None:
        found, cause = (cause if isinstance(cause, OSError) else found), cause.__cause__ or cause.__context__
    return _reason(found)


def _security(settings: Settings) -> Security | None:
    if settings.dask_scheduler is None or not settings.dask_scheduler.startswith("tls://"):
        return None
    return Security(
        require_encryption=True, tls_ca_file=str(settings.dask_ca), tls_client_cert=str(settings.dask_cert),
        tls_client_key=str(settings.dask_key),
    )  # fmt: skip
