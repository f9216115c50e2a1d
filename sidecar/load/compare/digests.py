"""Digests of rows and documents: records of 28 bytes, by which they are compared.

A record has digests of the id (16 bytes) and of the document (8), and the number of the page that it was read with (4, little-endian).
Records with the same id are in the same partition. There are two digesters; the native one is used where it is installed. Their keys are
random, so that nobody can make two documents that have the same digest.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from sidecar.load.compare import python_digests
from sidecar.load.encode.fields import quote_json
from sidecar.load.encode.native import IS_INSTALLED

if IS_INSTALLED:
    import sidecar_native

ID_BYTES, RECORD_BYTES = 16, 28
PAGE_BYTES = 4
PARTITIONS = 1024
"""Enough that one of a billion documents has about 30 MB."""


Digester: TypeAlias = "sidecar_native.Digester | python_digests.Digester"
"""Creates records; only those of the same digester are comparable. Raises :class:`ValueError` for input of another form."""
JoinedRecords: TypeAlias = "sidecar_native.JoinedRecords | python_digests.JoinedRecords"
"""The records of a partition in the source and in the target, compared. Ids are digests of 16 bytes."""


def create_digester(*, native: bool = IS_INSTALLED) -> Digester:
    """Return a digester with new keys."""
    return sidecar_native.Digester(PARTITIONS) if native else python_digests.Digester(PARTITIONS)


def join_records(source: bytes, target: bytes, *, native: bool = IS_INSTALLED) -> JoinedRecords:
    """Compare the records of one partition."""
    return sidecar_native.join_records(source, target) if native else python_digests.join_records(source, target)


def digest_ids(digester: Digester, ids: Iterable[str]) -> list[bytes]:
    """Return the digests of document ids."""
    body = "".join(f'{{"index":{{"_id":{quote_json(id)}}}}}\n\n' for id in ids)
    return list(split_records(digester.digest_ids(body.encode()), ID_BYTES))


def split_records(records: bytes, size: int) -> Iterator[bytes]:
    """Yield the records, or the digests of ids, in a value that holds them one after the other."""
    return (records[start : start + size] for start in range(0, len(records), size))


def id_of(record: bytes) -> bytes:
    """Return the digest of the id of a record."""
    return record[:ID_BYTES]


def page_of(record: bytes) -> int:
    """Return the number of the page of a record."""
    return int.from_bytes(record[-PAGE_BYTES:], "little")
