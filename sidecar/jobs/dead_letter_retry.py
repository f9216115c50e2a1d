"""Retry dead letters: send rejected rows again after their cause is fixed."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sidecar.elastic import Client
from sidecar.errors import Conflict, LeaseLost, TargetError
from sidecar.jobs.clock import Clock
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.target_clients import TargetClients
from sidecar.load.index.lookup import AliasTarget, resolve_indices
from sidecar.load.index.target import find_write_index, refresh
from sidecar.load.reasons import find_field, summarize
from sidecar.load.send.responses import BulkResult, ItemFailure, parse_response
from sidecar.load.send.transport import BulkTransport, Destination
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.store.dead_letters import DeadLetter, DeadLetters, split_into_requests, written_until


@dataclass(frozen=True, kw_only=True)
class RetryResult:
    """The numbers of a job's dead letters by the result of a retry."""

    taken: int
    """Removed: Elasticsearch accepted them, or the pipeline dropped them."""
    kept: int
    """Rejected again, stored with the new reason."""
    left: int
    """Not tried within the timeout."""
    unfit: int
    """Not retryable: not a document, too large, of another target, or of an index that has been replaced."""


@dataclass(frozen=True, kw_only=True)
class DeletionResult:
    """The numbers of a job's selected dead letters by the result of a deletion."""

    deleted: int
    left: int
    """Not deleted within the timeout."""


class DeadLetterRetry:
    """Sends dead letters again with their original document ids, or deletes them."""

    def __init__(
        self,
        target_clients: TargetClients,
        dead_letters: DeadLetters,
        lifecycle: Lifecycle,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._targets = target_clients
        self._dead_letters = dead_letters
        self._lifecycle = lifecycle
        self._clock = clock
        self._monotonic = monotonic

    def retry(self, ingestion: Ingestion, selected: Sequence[dict[str, Any]], timeout: float) -> RetryResult:
        """Send the retryable dead letters that match all filters in ``selected``, oldest first.

        Stop after ``timeout`` seconds; a negative timeout means no limit. Raise :class:`Conflict` while the job runs,
        :class:`TargetError` if the target does not exist.
        """
        self._require_inactive(ingestion)
        self._targets.store_pipeline(ingestion)
        client = self._targets.client(ingestion)
        target_index = _find_target_index(client, ingestion)
        transport, destination = _connect(client, ingestion, target_index)
        self._dead_letters.refresh()
        retryable = _retryable_filter(ingestion, target_index)
        total, tried, kept = self._dead_letters.count(*selected, job=ingestion.id), 0, 0
        sendable = self._dead_letters.count(*selected, **retryable)
        for batch in self._batches_until(timeout, selected, retryable):
            self._require_inactive(ingestion)
            tried, kept = tried + len(batch), kept + self._send(batch, transport, destination)
        refresh(client, target_index.index)
        return RetryResult(taken=tried - kept, kept=kept, left=max(0, sendable - tried), unfit=max(0, total - sendable))

    def delete(self, job: str, selected: Sequence[dict[str, Any]], timeout: float) -> DeletionResult:
        """Delete a job's dead letters that match all filters in ``selected``, oldest first, until ``timeout`` seconds have passed."""
        self._dead_letters.refresh()
        deadline, now, deleted = self._monotonic() + timeout, self._clock(), 0
        for number in self._dead_letters.delete_pages(*selected, until=now, job=job):
            deleted += number
            if timeout >= 0 and self._monotonic() >= deadline:
                break
        self._dead_letters.refresh()
        # Those of a run that goes on meanwhile are not meant.
        return DeletionResult(deleted=deleted, left=self._dead_letters.count(*selected, written_until(now), job=job))

    def _batches_until(
        self, timeout: float, selected: Sequence[dict[str, Any]], retryable: dict[str, str | bool]
    ) -> Iterator[list[DeadLetter]]:
        deadline = self._monotonic() + timeout
        for page in self._dead_letters.read_pages(*selected, until=self._clock(), **retryable):
            for batch in split_into_requests(page):
                yield batch
                if timeout >= 0 and self._monotonic() >= deadline:
                    return

    def _require_inactive(self, ingestion: Ingestion) -> None:
        """Raise :class:`Conflict` while a run is active.

        It may publish another index, and its rows are newer than the dead letters.
        """
        if self._lifecycle.get(ingestion.id).lease.is_active:
            raise Conflict(f"the job [{ingestion.id}] is running; retry its dead letters when it has ended")

    def _send(self, dead_letters: list[DeadLetter], transport: BulkTransport, destination: Destination) -> int:
        """Send a batch, delete the accepted ones, update the rejected ones; return their number."""
        result = _post(dead_letters, transport, destination)
        rejected = {each.row: each for each in (*result.retryable, *result.rejected)}
        self._dead_letters.update_reasons([self._with_new_reason(dead_letters[row], failure) for row, failure in rejected.items()])
        self._dead_letters.delete([dead_letter for row, dead_letter in enumerate(dead_letters) if row not in rejected])
        return len(rejected)

    def _with_new_reason(self, dead_letter: DeadLetter, failure: ItemFailure) -> DeadLetter:
        # Later than the upper bound of the retried letters, so that none is tried twice.
        now = max(self._clock(), dead_letter.timestamp) + 1
        return replace(
            dead_letter, status=failure.status, type=failure.type, reason=failure.reason, timestamp=now,
            field=find_field(failure.reason), summary=summarize(failure.reason),
        )  # fmt: skip


def _find_target_index(client: Client, ingestion: Ingestion) -> AliasTarget:
    target_index = find_write_index(ingestion.target, resolve_indices(client, ingestion.target))
    if target_index is None:
        raise TargetError(f"the target [{ingestion.target}] does not exist")
    return target_index


def _connect(client: Client, ingestion: Ingestion, target_index: AliasTarget) -> tuple[BulkTransport, Destination]:
    is_alias = target_index.index != ingestion.target
    destination = Destination(
        index=ingestion.target, require_alias=is_alias, pipeline=ingestion.pipeline_name,
        index_pipelines=target_index.pipelines, concrete_index=target_index.index,
    )  # fmt: skip
    return BulkTransport(client, destination), destination


def _retryable_filter(ingestion: Ingestion, target_index: AliasTarget) -> dict[str, str | bool]:
    """Return the filter of the retryable dead letters.

    A REPLACE retries only those of the live index: a later run has read the other rows again.
    """
    retryable: dict[str, str | bool] = {"job": ingestion.id, "target": ingestion.target, "retryable": True}
    return {**retryable, "execution": target_index.meta.get("execution", "")} if ingestion.strategy is Strategy.REPLACE else retryable


def _post(dead_letters: list[DeadLetter], transport: BulkTransport, destination: Destination) -> BulkResult:
    lines = (f"{json.dumps({'index': {'_id': dead_letter.id}})}\n{dead_letter.document}\n" for dead_letter in dead_letters)
    response = transport.post("".join(lines).encode())
    try:
        return parse_response(response, len(dead_letters), destination)
    except LeaseLost as error:
        raise TargetError(f"the target [{destination.index}] no longer exists: {error.reason}") from error
