"""One body's way into Elasticsearch: sent, sent again where it was busy, halved where it was too large, until every row is settled."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import elasticsearch

from sidecar.errors import Refused, SidecarError, Unavailable
from sidecar.load.encode.bodies import Body
from sidecar.load.rejections import Rejection, Tolerance, document_id
from sidecar.load.send.acknowledgements import Ledger
from sidecar.load.send.backoff import Backoff
from sidecar.load.send.flow_control import Pace
from sidecar.load.send.responses import Outcome, Verdict, read_answer
from sidecar.load.send.transport import Destination, Wire


@dataclass(frozen=True)
class _Part:
    """Some rows of a body, in order."""

    body: Body
    rows: Sequence[int]
    doubtful: bool = False
    """Whether an earlier attempt may have written them though its answer was lost."""

    def data(self) -> memoryview | bytes:
        """Give the rows' own bytes; rows that lie side by side are not copied."""
        if self.rows[-1] - self.rows[0] + 1 == len(self.rows):
            return self.body.span(self.rows[0], self.rows[-1] + 1)
        return b"".join(self.body.span(row, row + 1) for row in self.rows)

    def halves(self) -> "list[_Part]":
        """Cut it in the middle; the first half comes last, as the last one is sent next."""
        middle = len(self.rows) // 2
        return [replace(self, rows=self.rows[middle:]), replace(self, rows=self.rows[:middle])]

    def chosen(self, verdicts: Sequence[Verdict]) -> list[int]:
        return [self.rows[each.row] for each in verdicts]


class Courier:
    """Deliver bodies, one at a time a thread.

    ``gate`` is called before each request and may raise to end the run (no longer the lease's owner). ``largest`` is the biggest
    request in bytes that the cluster takes, where it is known. ``pace`` learns from every answer, and whether, by ``pressed``,
    bodies wait while all connections are busy.
    """

    def __init__(
        self,
        wire: Wire,
        destination: Destination,
        ledger: Ledger,
        pace: Pace,
        *,
        pressed: Callable[[], bool],
        tolerance: Tolerance,
        gate: Callable[[], None],
        backoff: Callable[[], Backoff],
        largest: int | None,
        clock: Callable[[], float],
    ) -> None:
        self._wire = wire
        self._destination = destination
        self._ledger = ledger
        self._pace = pace
        self._pressed = pressed
        self._tolerance = tolerance
        self._gate = gate
        self._backoff = backoff
        self._largest = largest
        self._clock = clock
        self._waiting: dict[int, str] = {}

    @property
    def waiting_for(self) -> str | None:
        """Say what a connection is waiting for, if any is."""
        return next(iter(list(self._waiting.values())), None)

    def deliver(self, number: int, body: Body) -> None:
        """Send a body until each row is acknowledged, dropped or rejected and borne. Raise what ends the run."""
        backoff = self._backoff()
        parts = [_Part(body, range(body.rows))]
        while parts:
            backoff.check()
            part = parts.pop()
            parts += self._attempt(number, part, parts, backoff)

    def _attempt(self, number: int, part: _Part, others: list[_Part], backoff: Backoff) -> list[_Part]:
        """Send one part once; give the parts that it leaves to be sent."""
        data = part.data()
        if self._largest is not None and len(data) > self._largest:
            return self._too_large(number, part, others)
        if len(part.rows) > 1 and len(data) > 2 * self._pace.body_size:
            # It was made before the cluster had too much.
            return part.halves()
        self._gate()
        began = self._clock()
        try:
            raw = self._wire.post(data)
            outcome = read_answer(raw, len(part.rows), self._destination)
        except Unavailable as error:
            self._pace.failed(began, overloaded=_surely_unwritten(error))
            self._wait(backoff, error)
            return [replace(part, doubtful=part.doubtful or not _surely_unwritten(error))]
        except Refused as error:
            if error.status == 413:
                return self._too_large(number, part, others)
            raise
        self._learn(outcome, len(data), began)
        return self._settle(number, part, others, outcome, backoff)

    def _learn(self, outcome: Outcome, size: int, began: float) -> None:
        if any(each.status == 429 for each in outcome.again):
            self._pace.failed(began, overloaded=True)
        else:
            self._pace.took(size, began, pressed=self._pressed())

    def _settle(self, number: int, part: _Part, others: list[_Part], outcome: Outcome, backoff: Backoff) -> list[_Part]:
        again = part.chosen(outcome.again)
        left = [*again, *(row for other in others for row in other.rows)]
        self._ledger.record(number, outcome, doubtful=part.doubtful, unsettled=[*left, *part.chosen(outcome.rejected)])
        if outcome.rejected:
            self._tolerance([_rejection(part, each) for each in outcome.rejected])
            self._ledger.reject(number, len(outcome.rejected), unsettled=left)
        if outcome.acknowledged:
            backoff.progress()
        if not again:
            return []
        first = outcome.again[0]
        self._wait(backoff, Unavailable(f"Elasticsearch is not ready: {first.status} {first.type}: {first.reason}"))
        return [replace(part, rows=again)]

    def _wait(self, backoff: Backoff, error: Unavailable) -> None:
        me = threading.get_ident()
        self._waiting[me] = error.reason if error.reason.startswith("Elasticsearch") else f"Elasticsearch: {error.reason}"
        try:
            self._ledger.add(retries=1, backing_off=backoff.wait(error))
        finally:
            del self._waiting[me]

    def _too_large(self, number: int, part: _Part, others: list[_Part]) -> list[_Part]:
        """Halve a part that the cluster does not take; a single document over its limit is a rejected row."""
        if len(part.rows) > 1:
            self._pace.too_large(len(part.data()))
            return part.halves()
        reason = f"the document has {len(part.data())} bytes, more than the cluster takes in one request"
        verdict = Verdict(row=0, status=413, type="content_too_long_exception", reason=reason)
        left = [row for other in others for row in other.rows]
        self._tolerance([replace(_rejection(part, verdict), retryable=False)])
        self._ledger.reject(number, 1, unsettled=left)
        return []


def _surely_unwritten(error: SidecarError) -> bool:
    """Tell whether a failed request cannot have written anything: a 429 is answered before a bulk begins."""
    cause = error.__cause__
    return isinstance(cause, elasticsearch.ApiError) and cause.meta.status == 429


def _rejection(part: _Part, verdict: Verdict) -> Rejection:
    row = part.rows[verdict.row]
    action, _, document = bytes(part.body.span(row, row + 1)).partition(b"\n")
    return Rejection(
        row=part.body.place(row),
        partition=part.body.partition,
        id=document_id(action),
        status=verdict.status,
        type=verdict.type,
        reason=verdict.reason,
        document=document.decode().rstrip("\n"),
    )
