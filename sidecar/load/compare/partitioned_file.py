"""Records in partitions, in an anonymous file: the process that ends takes it along."""

import errno
import os
import tempfile
from array import array
from collections.abc import Sequence
from pathlib import Path

from sidecar.errors import ComparisonError
from sidecar.load.compare.digests import PARTITIONS, RECORD_BYTES

_CHUNK = RECORD_BYTES * 292
"""Bytes of a partition that are written at once: nearly 8 kB, so that all partitions together need 8 MB of memory."""
_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class PartitionedFile:
    """Collects records by partition. Small ones stay in memory. Only one thread may add at a time."""

    def __init__(self, folder: Path) -> None:
        self._file = _open(folder)
        self._folder = folder
        self._size = 0
        self._buffers = [bytearray() for _ in range(PARTITIONS)]
        self._chunks = [array("q") for _ in range(PARTITIONS)]
        self.records = 0
        """Number of records."""

    def add(self, records: Sequence[bytes]) -> None:
        """Add records, given by partition."""
        added = 0
        for buffer, chunks, each in zip(self._buffers, self._chunks, records, strict=True):
            buffer.extend(each)
            added += len(each)
            while len(buffer) >= _CHUNK:
                chunks.append(self._write(buffer[:_CHUNK]))
                del buffer[:_CHUNK]
        self.records += added // RECORD_BYTES

    def read(self, partition: int) -> bytes:
        """Return the records of a partition."""
        return b"".join([*(os.pread(self._file, _CHUNK, each) for each in self._chunks[partition]), self._buffers[partition]])

    def close(self) -> None:
        """Delete the file."""
        os.close(self._file)

    def _write(self, chunk: bytearray) -> int:
        """Write a chunk; return its position."""
        position, self._size = self._size, self._size + _CHUNK
        try:
            while chunk:
                written = os.pwrite(self._file, chunk, self._size - len(chunk))
                del chunk[:written]
        except OSError as error:
            raise _translate(error, self._folder) from error
        return position


def _open(folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            return os.dup(file.fileno())
    except OSError as error:
        raise _translate(error, folder) from error


def _translate(error: OSError, folder: Path) -> ComparisonError:
    need = f"; a comparison needs {2 * RECORD_BYTES} bytes for each row" if error.errno in _NO_SPACE else ""
    return ComparisonError(f"the folder [{folder}] of [SIDECAR_DATA_DIR] cannot hold the digests: {error.strerror}{need}")
