"""Encodes rows as bodies of bulk requests, and compares them with hits. The GIL is released while bytes are processed."""

from collections.abc import Sequence
from typing import Any

INTERFACE: int
"""Changes whenever a function or its meaning changes: the two packages may be of different versions."""

class Buffer:
    """Bytes that the buffer protocol exports, read-only."""

    def __len__(self) -> int: ...
    def __buffer__(self, flags: int, /) -> memoryview: ...

class EncodedRows:
    """The action and document lines of a block."""

    @property
    def data(self) -> Buffer:
        """The lines."""
    @property
    def row_ends(self) -> Buffer:
        """The end of each row in ``data``, as an integer of 64 bits."""
    @property
    def nulled(self) -> int:
        """Values that became null because JSON cannot represent them."""
    @property
    def last_row(self) -> tuple[str | None, ...]:
        """The values of the last row, by column."""
    @property
    def keys(self) -> tuple[int, int, int, str, bool] | None:
        """First, last and largest key, the largest as text, and whether each is greater than the one before it."""

class RowEncoder:
    """Encodes the rows of one query. Any thread may use it."""

    def __new__(
        cls,
        *,
        columns: Sequence[tuple[int, str, str, str | None, str | None]],
        width: int,
        fields: Sequence[tuple[str, int]],
        key: Sequence[int],
        id_prefix: str,
        tracks_key: bool,
        deletion_mark: int | None,
    ) -> RowEncoder:
        """Create an encoder; raise :class:`ValueError` for a conversion that it does not know.

        ``columns`` have a position in each row of ``width`` values, a type, a kind, a check and a rewrite. ``fields`` have the bytes before
        the value and the index of a column. ``key`` are the indexes of the key's columns; without one, ``id_prefix`` and the row's
        number are the id. ``tracks_key`` says that the key is a single number. A row whose column ``deletion_mark`` is neither null, false
        nor 0 becomes a deletion, which has an action line only.
        """
    def encode_csv(self, data: bytes, first_row: int) -> EncodedRows | None:
        """Encode lines of CSV; return None if there is anything in them that the encoder in Python must process.

        Raise :class:`RuntimeError` for an error of the encoder itself.
        """
    def encode_packets(self, packets: list[bytes], first_row: int) -> EncodedRows | None:
        """Encode packets of MySQL's text protocol likewise."""
    def encode_values(self, rows: list[tuple[Any, ...]], first_row: int) -> EncodedRows | None:
        """Encode tuples of Python values likewise; the GIL is held."""

class HitRecords:
    """The records of a page of hits."""

    @property
    def records(self) -> list[bytes]:
        """The records by partition."""
    @property
    def hits(self) -> int:
        """Number of hits."""
    @property
    def last_sort(self) -> str | None:
        """The sort values of the last hit, as JSON."""
    @property
    def pit_id(self) -> str | None:
        """The id of the point in time for the next request."""

class JoinedRecords:
    """The records of a partition in the source and in the target, compared. Ids are digests of 16 bytes."""

    @property
    def equal(self) -> int:
        """Number of documents that are equal."""
    @property
    def different(self) -> bytes:
        """Ids of documents that differ."""
    @property
    def missing(self) -> bytes:
        """Ids only in the source."""
    @property
    def surplus(self) -> bytes:
        """Records only in the target."""
    @property
    def duplicates(self) -> bytes:
        """Ids that occur in the source before, once for each further row."""

class Digester:
    """Creates records of 28 bytes: digests of the id (16) and the document (8), and the page (4, little-endian).

    The digests have random keys: only records of the same digester are comparable. Raises :class:`ValueError` for input of another form.
    """

    def __new__(cls, partitions: int) -> Digester:
        """Create a digester that distributes records over up to 65,536 partitions."""
    def digest_rows(self, data: bytes, page: int) -> list[bytes]:
        """Return the records of the rows of a bulk body, by partition."""
    def digest_ids(self, data: bytes) -> bytes:
        """Return the digests of the ids of the rows of a bulk body, in their order."""
    def digest_hits(self, response: bytes, page: int) -> HitRecords:
        """Return the records of the hits of a search response."""

def join_records(source: bytes, target: bytes) -> JoinedRecords:
    """Compare the records of one partition."""
