"""A set of digests in memory that does not grow beyond a limit."""

from sidecar.load.compare.digests import ID_BYTES, split_records

_LIMIT = 200_000
"""Digests that are kept exactly, in about 20 MB."""
_BITS = 1 << 27
"""Bits of the filter, 16 MB: of a million digests 0.02 percent of all others look selected, of ten million 2 percent."""


class Selection:
    """Digests of ids. Above the limit, some others look selected, too."""

    def __init__(self, limit: int = _LIMIT) -> None:
        self._limit = limit
        self._digests: set[bytes] = set()
        self._filter: bytearray | None = None

    @property
    def is_exact(self) -> bool:
        """Return whether no other digest looks selected."""
        return self._filter is None

    def add(self, digests: bytes) -> None:
        """Add digests, given one after the other."""
        for each in split_records(digests, ID_BYTES):
            if self._filter is None:
                self._digests.add(each)
            else:
                _set_bits(self._filter, each)
        if self._filter is None and len(self._digests) > self._limit:
            self._filter = bytearray(_BITS // 8)
            for each in self._digests:
                _set_bits(self._filter, each)
            self._digests.clear()

    def __contains__(self, digest: bytes) -> bool:
        if self._filter is None:
            return digest in self._digests
        return all(self._filter[position >> 3] & 1 << (position & 7) for position in _positions(digest))


def _set_bits(bits: bytearray, digest: bytes) -> None:
    for position in _positions(digest):
        bits[position >> 3] |= 1 << (position & 7)


def _positions(digest: bytes) -> tuple[int, int]:
    return int.from_bytes(digest[:8], "little") % _BITS, int.from_bytes(digest[8:], "little") % _BITS
