"""The documents of a target as of one moment, read in pages, several at a time."""

import json
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar

from elasticsearch import Elasticsearch

from sidecar.client_transport import pass_bytes_through
from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import ApiError, ComparisonError, NotFound, ServiceUnavailable, SidecarError, SnapshotLost
from sidecar.load.compare.differences import parse_documents
from sidecar.load.index.target import refresh
from sidecar.load.send.backoff import Backoff
from sidecar.load.send.deletion import StoredDocument

T = TypeVar("T")

_KEEP_ALIVE = "10m"
"""From each request on: longer than one is retried. A process that is killed leaves the point in time open for that long."""
_RENEWAL_INTERVAL = 60.0
"""Seconds between two renewals. The rows may be read long after the documents, before the next request needs the point in time."""
SLICES = 3
"""Parts of a target that are read concurrently: Elasticsearch reads a page with one thread, and waits while it is processed."""
_PAGE_BYTES = 2_000_000
"""Bytes of a page that is read at once, about."""
_FIRST_PAGE = 50
"""Documents of the first page: their size is not known yet."""
_MAX_DOCUMENTS = 2000
"""Documents of a page: later ones may be much larger than those before them. Ids have a limited size."""
_GROWTH = 4
"""Factor by which a page may be larger than the one before it."""
_REQUEST_TIMEOUT = 60.0


class PageSize:
    """Number of documents in a page, which follows from the pages before it."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.documents = min(_FIRST_PAGE, limit)
        """Documents of the next page."""

    def adapt(self, response: bytes, hits: int) -> None:
        """Adapt the size to a page that was read."""
        if hits:
            self.documents = max(1, min(self.limit, _PAGE_BYTES * hits // len(response), _GROWTH * self.documents))

    def reduce(self) -> None:
        """Make pages smaller after a failure, because Elasticsearch may have had too little memory for this one."""
        self.documents = max(1, self.documents // 4)


class TargetSnapshot:
    """A point in time of an index, kept open until the end of a ``with`` block. Any thread may read.

    ``create_backoff`` returns the back-off of one request. Raises :class:`~sidecar.errors.SnapshotLost` if the point in time is lost,
    for example because a node was restarted: then the comparison has to start over.
    """

    def __init__(self, client: Elasticsearch, name: str, *, max_page: int, create_backoff: Callable[[], Backoff]) -> None:
        self._client = client.options(request_timeout=_REQUEST_TIMEOUT)
        self._name = name
        self._max_page = max_page
        self._create_backoff = create_backoff
        self._id = ""
        self._is_closed = threading.Event()
        self._renewal = threading.Thread(target=self._renew, name="point-in-time", daemon=True)
        pass_bytes_through(client)

    def __enter__(self) -> Self:
        refresh(self._client, self._name)
        with translate_elasticsearch_errors(self._name):
            self._id = self._client.open_point_in_time(index=self._name, keep_alive=_KEEP_ALIVE)["id"]
        self._renewal.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._is_closed.set()
        try:
            with translate_elasticsearch_errors(self._name):
                self._client.close_point_in_time(id=self._id)
        except SidecarError:
            # It ends by itself.
            return

    def create_page_size(self, *, documents: bool) -> PageSize:
        """Return the size of the first page of documents, or only of their ids."""
        return PageSize(min(self._max_page, _MAX_DOCUMENTS) if documents else self._max_page)

    def read_page(self, slice: int, after: str | None, size: PageSize, *, documents: bool) -> bytes:
        """Return the response with the next documents of a slice in index order, or only their ids.

        ``after`` are the sort values of the document before them, as JSON.
        """
        request = {**_page(slice, after), "_source": documents}
        return self._retry(lambda: self._search(size.documents, request), size)

    def record_id(self, id: str | None) -> None:
        """Use the id of the point in time in a response from now on."""
        self._id = id or self._id

    def read_versions(self, slice: int, after: str | None, size: int) -> list[StoredDocument]:
        """Return the ids and versions of ``size`` documents of a slice in index order."""
        request = {**_page(slice, after), "_source": False, "seq_no_primary_term": True}
        hits = json.loads(self._retry(lambda: self._search(size, request)))["hits"]["hits"]
        return [
            StoredDocument(id=hit["_id"], seq_no=hit["_seq_no"], primary_term=hit["_primary_term"], routing=hit.get("_routing"))
            for hit in hits
        ]

    def read_documents(self, ids: Sequence[str]) -> dict[str, Any]:
        """Return the documents with these ids, by id; numbers keep all their digits."""
        found: dict[str, Any] = {}
        size, start = self.create_page_size(documents=True), 0
        while start < len(ids):
            response = self._retry(partial(self._look_up, ids, start, size), size)
            start += size.documents
            hits = _parse(response)["hits"]["hits"]
            size.adapt(response, len(hits))
            found |= {hit["_id"]: hit["_source"] for hit in hits}
        return found

    def _look_up(self, ids: Sequence[str], start: int, size: PageSize) -> bytes:
        some = list(ids[start : start + size.documents])
        # With routing there may be several documents with the same id.
        return self._search(min(2 * len(some), self._max_page), {"query": {"ids": {"values": some}}, "sort": ["_shard_doc"]})

    def _renew(self) -> None:
        while not self._is_closed.wait(_RENEWAL_INTERVAL):
            # The next read reports a point in time that is lost.
            with suppress(SidecarError):
                self._search(0, {})

    def _search(self, size: int, request: dict[str, Any]) -> bytes:
        body = {"size": size, "pit": {"id": self._id, "keep_alive": _KEEP_ALIVE}, "track_total_hits": False, **request}
        return self._post(body)

    def _post(self, body: dict[str, Any]) -> bytes:
        headers = {"accept": "application/vnd.elasticsearch+json", "content-type": "application/vnd.elasticsearch+json"}
        try:
            with translate_elasticsearch_errors(self._name):
                response = self._client.perform_request(
                    "POST", "/_search", params={"allow_partial_search_results": "false"}, headers=headers, body=body
                )
        except NotFound as error:
            raise SnapshotLost(f"Elasticsearch lost the point in time of the target [{self._name}]") from error
        except ApiError as error:
            raise SnapshotLost(error.reason) if error.status == 404 else error from error
        return response.body if isinstance(response.body, bytes) else json.dumps(response.body).encode()

    def _retry(self, request: Callable[[], T], size: PageSize | None = None) -> T:
        backoff = self._create_backoff()
        while True:
            try:
                return request()
            except SnapshotLost:
                raise
            except ServiceUnavailable as error:
                backoff.wait(error)
                if size is not None:
                    size.reduce()


def _parse(response: bytes) -> Any:
    try:
        return parse_documents(response)
    except (ValueError, RecursionError) as error:
        raise unreadable_document_error() from error


def unreadable_document_error() -> ComparisonError:
    """Create the error for documents that Elasticsearch accepts, and returns, although they are no plain JSON."""
    return ComparisonError("The target has a document with comments, or one that is nested too deeply.")


def _page(slice: int, after: str | None) -> dict[str, Any]:
    request = {"sort": ["_shard_doc"], "slice": {"id": slice, "max": SLICES}}
    return request if after is None else {**request, "search_after": json.loads(after)}
