"""Send the rows that runs could not bring in another time, once their cause is mended."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sidecar.elastic import Client
from sidecar.errors import Conflict, Superseded, TargetError
from sidecar.jobs.clock import Clock
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.target_clients import Targets
from sidecar.load.index.lookup import Behind, look_behind
from sidecar.load.index.target import refresh, writable
from sidecar.load.send.responses import Outcome, Verdict, read_answer
from sidecar.load.send.transport import Destination, Wire
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.store.dead_letters import DeadLetter, DeadLetters, batches


@dataclass(frozen=True, kw_only=True)
class Retried:
    """What became of a job's dead letters."""

    taken: int
    """Gone: Elasticsearch took them, or the pipeline dropped them."""
    kept: int
    """Still there, with the new reason."""
    left: int
    """Not tried in the time given."""
    unfit: int
    """Not tried, as they cannot be sent: no documents, too large, of another target, or of an index that was replaced since."""


class Redelivery:
    """Sends dead letters again, by their ids, as their run would have."""

    def __init__(
        self, targets: Targets, letters: DeadLetters, life: Lifecycle, clock: Clock, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._targets = targets
        self._letters = letters
        self._life = life
        self._clock = clock
        self._monotonic = monotonic

    def retry(self, ingestion: Ingestion, timeout: float) -> Retried:
        """Send again what can be sent, the oldest first, for ``timeout`` seconds at most (negative: until all were tried).

        Raise :class:`Conflict` while the job runs, :class:`TargetError` where the target is gone.
        """
        self._refuse_running(ingestion)
        self._targets.store_pipeline(ingestion)
        client = self._targets.client(ingestion)
        found = _behind(client, ingestion)
        wire, destination = _through(client, ingestion, found)
        self._letters.refresh()
        fit = _fit(ingestion, found)
        whole, tried, kept = self._letters.count(job=ingestion.id), 0, 0
        sendable = self._letters.count(**fit)
        for some in self._within(timeout, fit):
            self._refuse_running(ingestion)
            tried, kept = tried + len(some), kept + self._send(some, wire, destination)
        refresh(client, found.index)
        return Retried(taken=tried - kept, kept=kept, left=max(0, sendable - tried), unfit=max(0, whole - sendable))

    def _within(self, timeout: float, fit: dict[str, str | bool]) -> Iterator[list[DeadLetter]]:
        deadline = self._monotonic() + timeout
        for page in self._letters.pages(until=self._clock(), **fit):
            for some in batches(page):
                yield some
                if timeout >= 0 and self._monotonic() >= deadline:
                    return

    def _refuse_running(self, ingestion: Ingestion) -> None:
        """A run may publish another index, and its own rows are newer."""
        if self._life.current(ingestion.id).lease.active:
            raise Conflict(f"the job [{ingestion.id}] is running; its dead letters can be sent again when it has ended")

    def _send(self, letters: list[DeadLetter], wire: Wire, destination: Destination) -> int:
        """Send some letters, remove those that are settled, note the new reason of the others; give the number of those."""
        outcome = _outcome(letters, wire, destination)
        refused = {each.row: each for each in (*outcome.again, *outcome.rejected)}
        self._letters.store([self._refused_again(letters[row], verdict) for row, verdict in refused.items()])
        self._letters.remove([letter for row, letter in enumerate(letters) if row not in refused])
        return len(refused)

    def _refused_again(self, letter: DeadLetter, verdict: Verdict) -> DeadLetter:
        # Later than the moment up to which letters are tried: none is tried twice.
        now = max(self._clock(), letter.timestamp) + 1
        return replace(letter, status=verdict.status, type=verdict.type, reason=verdict.reason, timestamp=now)


def _behind(client: Client, ingestion: Ingestion) -> Behind:
    found = writable(ingestion.target, look_behind(client, ingestion.target))
    if found is None:
        raise TargetError(f"the target [{ingestion.target}] does not exist")
    return found


def _through(client: Client, ingestion: Ingestion, found: Behind) -> tuple[Wire, Destination]:
    is_alias = found.index != ingestion.target
    destination = Destination(index=ingestion.target, require_alias=is_alias, pipeline=ingestion.pipeline_name, backing=found.index)
    return Wire(client, destination), destination


def _fit(ingestion: Ingestion, found: Behind) -> dict[str, str | bool]:
    """Say which letters can be sent. A row that was missing from an index which is replaced since was read anew, or is gone."""
    fit: dict[str, str | bool] = {"job": ingestion.id, "target": ingestion.target, "retryable": True}
    return {**fit, "execution": found.meta.get("execution", "")} if ingestion.strategy is Strategy.REPLACE else fit


def _outcome(letters: list[DeadLetter], wire: Wire, destination: Destination) -> Outcome:
    lines = (f"{json.dumps({'index': {'_id': letter.id}})}\n{letter.document}\n" for letter in letters)
    raw = wire.post("".join(lines).encode())
    try:
        return read_answer(raw, len(letters), destination)
    except Superseded as error:
        raise TargetError(f"the target [{destination.index}] is gone: {error.reason}") from error
