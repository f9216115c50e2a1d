"""Compare the rows of a query with the documents of a target by their digests."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sidecar.load.compare.digests import (
    ID_BYTES,
    PARTITIONS,
    RECORD_BYTES,
    JoinedRecords,
    create_digester,
    digest_ids,
    id_of,
    join_records,
    page_of,
    split_records,
)
from sidecar.load.compare.partitioned_file import PartitionedFile
from sidecar.load.compare.selection import Selection
from sidecar.load.compare.target_snapshot import SLICES, PageSize, TargetSnapshot, unreadable_document_error
from sidecar.load.encode.encoded import EncodedBlock
from sidecar.load.encode.native import IS_INSTALLED
from sidecar.load.send.deletion import StoredDocument


class DigestComparison:
    """What the digests say about rows and documents: numbers, and up to ``max_samples`` digests of each kind."""

    def __init__(self, *, max_samples: int, compares_documents: bool) -> None:
        self._max_samples = max_samples
        self._compares_documents = compares_documents
        self.equal = 0
        self.different = 0
        self.missing = 0
        """Rows without a document."""
        self.surplus = 0
        """Documents without a row."""
        self.duplicates = 0
        """Rows with the key of another row."""
        self.different_ids = Selection()
        self.missing_ids: set[bytes] = set()
        self.surplus_records: list[bytes] = []
        self.duplicate_ids: set[bytes] = set()

    def add(self, joined: JoinedRecords) -> None:
        """Add a partition."""
        different = len(joined.different) // ID_BYTES
        self.equal += joined.equal if self._compares_documents else joined.equal + different
        self.missing += len(joined.missing) // ID_BYTES
        self.surplus += len(joined.surplus) // RECORD_BYTES
        self.duplicates += len(joined.duplicates) // ID_BYTES
        if self._compares_documents:
            self.different += different
            self.different_ids.add(joined.different)
        self.missing_ids.update(self._sample(joined.missing, ID_BYTES, len(self.missing_ids)))
        self.surplus_records += self._sample(joined.surplus, RECORD_BYTES, len(self.surplus_records))
        if not self.duplicate_ids:
            self.duplicate_ids.update(self._sample(joined.duplicates[:ID_BYTES], ID_BYTES, 0))

    def _sample(self, records: bytes, size: int, known: int) -> Iterator[bytes]:
        return islice(split_records(records, size), max(0, self._max_samples - known))


@dataclass
class _Page:
    """A page of a slice of the target."""

    slice: int
    after: str | None
    """The sort values before it."""
    documents: int = 0


class Comparison:
    """Digests rows and documents, then compares them. Rows and documents may be added by two threads, one each.

    ``check`` is called now and then, and may raise to end the comparison.
    """

    def __init__(self, folder: Path, *, check: Callable[[], None], native: bool = IS_INSTALLED) -> None:
        self._digester = create_digester(native=native)
        self._native = native
        self._source = PartitionedFile(folder)
        try:
            self._target = PartitionedFile(folder)
        except BaseException:
            self._source.close()
            raise
        self._check = check
        self._lock = threading.Lock()
        self._pages: list[_Page] = []

    def close(self) -> None:
        """Delete the digests."""
        self._source.close()
        self._target.close()

    @property
    def rows(self) -> int:
        """Return the number of rows."""
        return self._source.records

    @property
    def documents(self) -> int:
        """Return the number of documents."""
        return self._target.records

    def add_rows(self, block: EncodedBlock) -> None:
        """Add the rows of a block."""
        self._source.add(self._digester.digest_rows(bytes(block.data), 0))

    def add_documents(self, snapshot: TargetSnapshot, *, compares_documents: bool) -> None:
        """Read and add all documents of the target, or only their ids; its slices are read concurrently."""
        errors: list[BaseException] = []
        with ThreadPoolExecutor(SLICES, thread_name_prefix="slice") as executor:
            for slice in range(SLICES):
                executor.submit(self._try_to_add_slice, snapshot, slice, errors, compares_documents=compares_documents)
        if errors:
            raise errors[0]

    def _try_to_add_slice(self, snapshot: TargetSnapshot, slice: int, errors: list[BaseException], *, compares_documents: bool) -> None:
        """Add the documents of a slice, unless another one fails."""
        try:
            size, after = snapshot.create_page_size(documents=compares_documents), None
            while not errors:
                after = self._add_page(snapshot, slice, after, size, compares_documents=compares_documents)
                if after is None:
                    return
        except BaseException as error:  # noqa: BLE001 - raised by the thread that waits for all slices
            errors.append(error)

    def _add_page(self, snapshot: TargetSnapshot, slice: int, after: str | None, size: PageSize, *, compares_documents: bool) -> str | None:
        """Read and add a page; return the sort values of its last document, None if there is no further page."""
        self._check()
        response = snapshot.read_page(slice, after, size, documents=compares_documents)
        # A page that could not be read was made smaller.
        expected = size.documents
        page = _Page(slice=slice, after=after)
        with self._lock:
            number = len(self._pages)
            self._pages.append(page)
        try:
            found = self._digester.digest_hits(response, number)
        except (ValueError, RecursionError) as error:
            raise unreadable_document_error() from error
        page.documents = found.hits
        snapshot.record_id(found.pit_id)
        size.adapt(response, found.hits)
        with self._lock:
            self._target.add(found.records)
        return found.last_sort if found.hits == expected else None

    def join(self) -> Iterator[JoinedRecords]:
        """Yield the records of each partition, compared."""
        for partition in range(PARTITIONS):
            self._check()
            yield join_records(self._source.read(partition), self._target.read(partition), native=self._native)

    def digest_row_ids(self, block: EncodedBlock) -> list[bytes]:
        """Return the digests of the ids of a block's rows, in their order."""
        return list(split_records(self._digester.digest_ids(bytes(block.data)), ID_BYTES))

    def digest_ids(self, ids: Iterable[str]) -> list[bytes]:
        """Return the digests of document ids."""
        return digest_ids(self._digester, ids)

    def find_ids(self, snapshot: TargetSnapshot, records: list[bytes]) -> list[str]:
        """Return the ids of the documents that records of the target belong to."""
        return [document.id for page in self.find_documents(snapshot, records) for document in page]

    def find_documents(self, snapshot: TargetSnapshot, records: list[bytes]) -> Iterator[list[StoredDocument]]:
        """Yield the documents that records of the target belong to, page by page.

        Of several documents with the same id, which only routing makes possible, none is found: which one is meant is not known.
        """
        wanted: dict[int, set[bytes]] = {}
        for each in records:
            wanted.setdefault(page_of(each), set()).add(id_of(each))
        for page, digests in sorted(wanted.items()):
            self._check()
            position = self._pages[page]
            documents = snapshot.read_versions(position.slice, position.after, position.documents)
            found = self.digest_ids(each.id for each in documents)
            occurrences = Counter(found)
            yield [each for each, digest in zip(documents, found, strict=True) if digest in digests and occurrences[digest] == 1]
