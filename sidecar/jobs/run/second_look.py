"""The second look at the rows that the digests say little about: their ids and their documents."""

from collections.abc import Mapping

from sidecar.errors import InvalidField
from sidecar.jobs.run.row_comparison import RowComparison
from sidecar.load.compare.comparison import DigestComparison
from sidecar.load.compare.differences import find_differences, parse_documents
from sidecar.load.encode.bodies import Body
from sidecar.load.encode.encoded import EncodedBlock
from sidecar.model.comparison import MAX_SAMPLES, DocumentDifference

_MAX_FIELDS = 10
"""Fields that are listed of one document."""


class SecondLook:
    """Finds out what the digests do not say: the ids of rows, and which documents differ as JSON and not only as text."""

    def __init__(self, found: DigestComparison, compared: RowComparison) -> None:
        self._found = found
        self._compared = compared
        self._missing_ids = set(found.missing_ids)
        self._unseen_different = found.different
        self.missing: list[str] = []
        """Ids of rows without a document."""
        self.different = 0
        """Number of documents that differ."""
        self.differences: list[DocumentDifference] = []

    def read(self) -> None:
        """Read rows until every row of interest was seen."""
        if self._has_seen_all():
            return
        for block in self._compared.read():
            self._look_at(block)
            if self._has_seen_all():
                return
        if self._found.different_ids.is_exact:
            # Rows that are gone, because the database has no snapshots.
            self.different += self._unseen_different

    def _has_seen_all(self) -> bool:
        return not (self._missing_ids or self._unseen_different)

    def _look_at(self, block: EncodedBlock) -> None:
        body = Body(encoded=block, begin=0, end=len(block.row_ends))
        to_compare: dict[str, int] = {}
        for row, digest in enumerate(self._compared.comparison.digest_row_ids(block)):
            if digest in self._missing_ids:
                self._missing_ids.remove(digest)
                self.missing.append(body.id(row) or "")
            elif digest in self._found.different_ids:
                to_compare[body.id(row) or ""] = row
        self._compare(body, to_compare)

    def _compare(self, body: Body, rows: Mapping[str, int]) -> None:
        for id, document in self._compared.snapshot.read_documents(list(rows)).items():
            fields = find_differences(parse_documents(body.document(rows[id])), document)
            self.different += bool(fields)
            if fields and len(self.differences) < MAX_SAMPLES:
                self.differences.append(DocumentDifference(id=id, fields=tuple(fields[:_MAX_FIELDS])))
        if self._found.different_ids.is_exact:
            self._unseen_different -= len(rows)


def raise_on_duplicates(found: DigestComparison, compared: RowComparison, *, field: str = "ingest.pk_field") -> None:
    """Raise :class:`~sidecar.errors.InvalidField` for a field, with an example, if rows have the key of another row."""
    if not found.duplicates:
        return
    rows = (
        (Body(encoded=block, begin=0, end=len(block.row_ends)), row, digest)
        for block in compared.read()
        for row, digest in enumerate(compared.comparison.digest_row_ids(block))
    )
    example = next((body.id(row) for body, row, digest in rows if digest in found.duplicate_ids), "")
    rows_have = "1 row has" if found.duplicates == 1 else f"{found.duplicates:,} rows have"
    raise InvalidField(field, f"expected a unique key but {rows_have} the key of another row, such as [{example}]")
