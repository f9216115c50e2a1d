"""Deliver one body to Elasticsearch: retry and split bulk requests until every row is settled."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import elasticsearch

from sidecar.client_transport import NodeUnreachable
from sidecar.elastic import name_index
from sidecar.errors import ApiError, ServiceUnavailable, SidecarError
from sidecar.load.encode.bodies import Body
from sidecar.load.rejections import OnRejected, Rejection
from sidecar.load.send.acknowledgements import Acknowledgements
from sidecar.load.send.backoff import Backoff
from sidecar.load.send.flow_control import FlowControl
from sidecar.load.send.responses import BulkResult, ItemFailure, parse_response
from sidecar.load.send.transport import BulkTransport, Destination


@dataclass(frozen=True)
class _Request:
    """Rows of a body, in order, that go into one bulk request."""

    body: Body
    rows: Sequence[int]
    doubtful: bool = False
    """Whether an earlier request, whose response was lost, may have written them."""

    def data(self) -> memoryview | bytes:
        """Return the bytes of the rows; adjacent rows are not copied."""
        if self.rows[-1] - self.rows[0] + 1 == len(self.rows):
            return self.body.span(self.rows[0], self.rows[-1] + 1)
        return b"".join(self.body.span(row, row + 1) for row in self.rows)

    def split(self) -> "list[_Request]":
        """Split it in the middle; the first half comes last, because the last request is sent next."""
        middle = len(self.rows) // 2
        return [replace(self, rows=self.rows[middle:]), replace(self, rows=self.rows[:middle])]

    def failed_rows(self, failures: Sequence[ItemFailure]) -> list[int]:
        return [self.rows[each.row] for each in failures]


class BulkDelivery:
    """Deliver bodies, one at a time per thread.

    ``before_request`` is called before each request and may raise to end the run, for example when the lease is lost.
    ``max_content_length`` is the cluster's limit in bytes, if known. ``is_saturated`` returns whether bodies are queued while all
    connections are busy.
    """

    def __init__(
        self,
        transport: BulkTransport,
        destination: Destination,
        acknowledgements: Acknowledgements,
        flow_control: FlowControl,
        *,
        is_saturated: Callable[[], bool],
        on_rejected: OnRejected,
        before_request: Callable[[], None],
        create_backoff: Callable[[], Backoff],
        max_content_length: int | None,
        clock: Callable[[], float],
    ) -> None:
        self._transport = transport
        self._destination = destination
        self._acknowledgements = acknowledgements
        self._flow_control = flow_control
        self._is_saturated = is_saturated
        self._on_rejected = on_rejected
        self._before_request = before_request
        self._create_backoff = create_backoff
        self._max_content_length = max_content_length
        self._clock = clock
        self._waiting: dict[int, str] = {}

    @property
    def waiting_for(self) -> str | None:
        """Return the reason why a connection backs off, or None."""
        return next(iter(list(self._waiting.values())), None)

    def deliver(self, number: int, body: Body) -> None:
        """Send a body until every row is acknowledged, dropped, or rejected and tolerated; raise an error that ends the run."""
        backoff = self._create_backoff()
        requests = [_Request(body, range(body.rows))]
        while requests:
            backoff.raise_if_stopped()
            request = requests.pop()
            requests += self._send(number, request, requests, backoff)

    def _send(self, number: int, request: _Request, others: list[_Request], backoff: Backoff) -> list[_Request]:
        """Send one request once; return the requests that remain of it."""
        data = request.data()
        if self._max_content_length is not None and len(data) > self._max_content_length:
            return self._split_or_reject(number, request, others)
        if len(request.rows) > 1 and len(data) > 2 * self._flow_control.body_size:
            # The body was built before flow control reduced the size.
            return request.split()
        self._before_request()
        began = self._clock()
        try:
            response = self._transport.post(data)
            result = parse_response(response, len(request.rows), self._destination)
        except ServiceUnavailable as error:
            self._flow_control.record_failure(began, overloaded=_is_overload(error))
            self._wait(backoff, error)
            return [replace(request, doubtful=request.doubtful or not _is_unwritten(error))]
        except ApiError as error:
            if error.status == 413:
                return self._split_or_reject(number, request, others)
            raise
        self._adapt_flow(result, len(data), began)
        return self._settle(number, request, others, result, backoff)

    def _adapt_flow(self, result: BulkResult, size: int, began: float) -> None:
        if any(each.status == 429 for each in result.retryable):
            self._flow_control.record_failure(began, overloaded=True)
        else:
            self._flow_control.record_success(size, began, saturated=self._is_saturated())

    def _settle(self, number: int, request: _Request, others: list[_Request], result: BulkResult, backoff: Backoff) -> list[_Request]:
        retryable = request.failed_rows(result.retryable)
        unsettled = [*retryable, *(row for other in others for row in other.rows)]
        self._acknowledgements.record(
            number, result, doubtful=request.doubtful, unsettled=[*unsettled, *request.failed_rows(result.rejected)]
        )
        if result.rejected:
            self._on_rejected([_rejection(request, each) for each in result.rejected])
            self._acknowledgements.reject(number, len(result.rejected), unsettled=unsettled)
        if result.acknowledged:
            backoff.reset()
        if not retryable:
            return []
        first = result.retryable[0]
        reason = name_index(first.reason, self._destination.index)
        self._wait(backoff, ServiceUnavailable(f"Elasticsearch is not ready: {first.status} {first.type}: {reason}"))
        return [replace(request, rows=retryable)]

    def _wait(self, backoff: Backoff, error: ServiceUnavailable) -> None:
        thread = threading.get_ident()
        self._waiting[thread] = error.reason if error.reason.startswith("Elasticsearch") else f"Elasticsearch: {error.reason}"
        try:
            self._acknowledgements.add_counts(retries=1, backing_off=backoff.wait(error))
        finally:
            del self._waiting[thread]

    def _split_or_reject(self, number: int, request: _Request, others: list[_Request]) -> list[_Request]:
        """Split a request that is too large for the cluster; reject a single document that is."""
        if len(request.rows) > 1:
            self._flow_control.record_too_large(len(request.data()))
            return request.split()
        reason = f"the document has {len(request.data())} bytes, more than the cluster accepts in one request"
        failure = ItemFailure(row=0, status=413, type="content_too_long_exception", reason=reason)
        unsettled = [row for other in others for row in other.rows]
        self._on_rejected([replace(_rejection(request, failure), retryable=False)])
        self._acknowledgements.reject(number, 1, unsettled=unsettled)
        return []


def _is_unwritten(error: SidecarError) -> bool:
    """Return whether a failed request certainly wrote nothing: it was not sent, or the cluster rejected it before the bulk started."""
    return isinstance(error.__cause__, NodeUnreachable) or _is_overload(error)


def _is_overload(error: SidecarError) -> bool:
    cause = error.__cause__
    return isinstance(cause, elasticsearch.ApiError) and cause.meta.status == 429


def _rejection(request: _Request, failure: ItemFailure) -> Rejection:
    row = request.rows[failure.row]
    document = request.body.document(row)
    return Rejection(
        row=request.body.row_number(row),
        partition=request.body.partition,
        id=request.body.id(row),
        status=failure.status,
        type=failure.type,
        reason=failure.reason,
        document=document,
        retryable=bool(document),
    )
