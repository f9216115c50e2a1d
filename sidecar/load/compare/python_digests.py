"""The digester in Python, for installations without the native encoder."""

import hashlib
import json
import re
import secrets as randomness
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_ID, _DOCUMENT = 16, 24
"""Ends of the digests in a record."""
_RECORD = 28
_ACTION_START, _ACTION_END = b'{"index":{"_id":', b"}}"
_BLANK = re.compile(r"\s*")
_HIT_HEAD = re.compile(r'\{"_index":"[^"\\]*","_id":(?P<id>"(?:[^"\\]|\\.)*"),"_score":null(?P<source>,"_source":)?')
_HIT_TAIL = re.compile(r',"sort":(?P<sort>\[[^]"]*\])\}')
_UNKNOWN = "the input has an unknown form"
_JSON = json.JSONDecoder(parse_int=str)
"""Numbers are only skipped, and those with thousands of digits would be rejected."""


@dataclass(frozen=True, kw_only=True)
class HitRecords:
    """The records of a page of hits, by partition, and what the request for the next page needs."""

    records: Sequence[bytes]
    hits: int
    last_sort: str | None
    pit_id: str | None


@dataclass(frozen=True, kw_only=True)
class JoinedRecords:
    """The records of a partition in the source and in the target, compared."""

    equal: int
    different: bytes
    missing: bytes
    surplus: bytes
    duplicates: bytes


class Digester:
    """Creates records as the native digester does, but with other digests."""

    def __init__(self, partitions: int) -> None:
        self._partitions = partitions
        self._key = randomness.token_bytes(32)

    def digest_rows(self, data: bytes, page: int) -> Sequence[bytes]:
        """Return the records of the rows of a bulk body, by partition."""
        return self._records(_rows(data), page)

    def digest_ids(self, data: bytes) -> bytes:
        """Return the digests of the ids of a bulk body's rows, in their order."""
        return b"".join(self._digest(id) for id, _ in _rows(data))

    def digest_hits(self, response: bytes, page: int) -> HitRecords:
        """Return the records of the hits of a search response."""
        parsed = _Response(response.decode())
        return HitRecords(
            records=self._records(iter(parsed.hits), page), hits=len(parsed.hits), last_sort=parsed.last_sort, pit_id=parsed.pit_id
        )  # fmt: skip

    def _records(self, documents: Iterator[tuple[str, bytes]], page: int) -> Sequence[bytes]:
        records = [bytearray() for _ in range(self._partitions)]
        number = page.to_bytes(4, "little")
        for id, document in documents:
            digest = self._digest(id)
            record = digest + hashlib.blake2b(document, digest_size=_DOCUMENT - _ID, key=self._key).digest() + number
            records[int.from_bytes(digest[:2], "little") % self._partitions] += record
        return [bytes(each) for each in records]

    def _digest(self, id: str) -> bytes:
        return hashlib.blake2b(id.encode(), digest_size=_ID, key=self._key).digest()


def join_records(source: bytes, target: bytes) -> JoinedRecords:
    """Compare the records of one partition."""
    sources = {each[:_ID]: each for each in _split(source)}
    targets: dict[bytes, bytes] = {}
    equal, different, missing, surplus = 0, bytearray(), bytearray(), bytearray()
    for record in _split(target):
        id = record[:_ID]
        # With custom routing, documents with the same id are in several shards: one of them belongs to the row.
        other = targets.setdefault(id, record)
        if other is not record:
            is_better = id in sources and record[_ID:_DOCUMENT] == sources[id][_ID:_DOCUMENT]
            targets[id] = record if is_better else other
            surplus += other if is_better else record
    for id, record in sources.items():
        found = targets.pop(id, None)
        if found is None:
            missing += id
        elif found[_ID:_DOCUMENT] == record[_ID:_DOCUMENT]:
            equal += 1
        else:
            different += id
    occurrences = Counter(each[:_ID] for each in _split(source)) if len(sources) * _RECORD != len(source) else Counter[bytes]()
    return JoinedRecords(
        equal=equal, different=bytes(different), missing=bytes(missing), surplus=bytes(surplus) + b"".join(targets.values()),
        duplicates=b"".join(id * (count - 1) for id, count in occurrences.items()),
    )  # fmt: skip


def _split(records: bytes) -> Iterator[bytes]:
    return (records[start : start + _RECORD] for start in range(0, len(records), _RECORD))


def _rows(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the id and the document of each row of a bulk body."""
    start = 0
    while start < len(data):
        action_end = data.index(b"\n", start)
        end = data.index(b"\n", action_end + 1)
        action = data[start:action_end]
        if not (action.startswith(_ACTION_START) and action.endswith(_ACTION_END)):
            raise ValueError(_UNKNOWN)
        yield _parse_id(action[len(_ACTION_START) : -len(_ACTION_END)]), data[action_end + 1 : end]
        start = end + 1


def _parse_id(text: str | bytes) -> str:
    id = json.loads(text)
    if not isinstance(id, str):
        raise ValueError(_UNKNOWN)  # noqa: TRY004 - as for any other form
    return id


class _Response:
    """The hits of a search response, with their documents as they are written.

    Raises :class:`ValueError` for any other JSON.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.hits: list[tuple[str, bytes]] = []
        """Id and document; the document is empty if the search asked for none."""
        self.last_sort: str | None = None
        self.pit_id: str | None = None
        self._has_hits = False
        end = self._read_object(0, self._read_top)
        if not self._has_hits or _blank_end(text, end) != len(text):
            raise ValueError(_UNKNOWN)

    def _read_top(self, key: str, position: int) -> int:
        if key == "hits":
            return self._read_object(position, lambda key, inner: self._read_hits(inner) if key == "hits" else self._skip_value(inner))
        value, end = _JSON.raw_decode(self._text, position)
        if key == "pit_id":
            self.pit_id = value
        return end

    def _read_hits(self, position: int) -> int:
        self._has_hits = True
        return self._read_items(self._skip("[", position), "]", self._read_hit)

    def _read_hit(self, position: int) -> int:
        """Read a hit that Elasticsearch has written as usual, which saves half of the time, or any other."""
        head = _HIT_HEAD.match(self._text, position)
        if head is None:
            return self._read_any_hit(position)
        tail = _HIT_TAIL.match(self._text, self._skip_value(head.end()) if head["source"] else head.end())
        if tail is None:
            return self._read_any_hit(position)
        self.hits.append((_parse_id(head["id"]), self._text[head.end() : tail.start()].encode()))
        self.last_sort = tail["sort"]
        return tail.end()

    def _read_any_hit(self, position: int) -> int:
        hit: dict[str, tuple[int, int]] = {}

        def read(key: str, begin: int) -> int:
            hit[key] = begin, self._skip_value(begin)
            return hit[key][1]

        end = self._read_object(position, read)
        if "_id" not in hit:
            raise ValueError(_UNKNOWN)
        self.hits.append((_parse_id(self._slice(hit["_id"])), self._slice(hit.get("_source", (0, 0))).encode()))
        self.last_sort = self._slice(hit["sort"]) if "sort" in hit else None
        return end

    def _slice(self, span: tuple[int, int]) -> str:
        return self._text[slice(*span)]

    def _read_object(self, position: int, read: Callable[[str, int], int]) -> int:
        """Call ``read`` with each key and the position of its value, of which it returns the end; return that of the object."""

        def read_member(begin: int) -> int:
            key, end = _JSON.raw_decode(self._text, begin)
            return read(key, self._skip(":", end))

        return self._read_items(self._skip("{", position), "}", read_member)

    def _read_items(self, position: int, end: str, read: Callable[[int], int]) -> int:
        """Call ``read`` with the position of each item, of which it returns the end; return that of the object or array."""
        if self._text[position : position + 1] == end:
            return position + 1
        while True:
            position = _blank_end(self._text, read(position))
            if self._text[position : position + 1] == end:
                return position + 1
            position = self._skip(",", position)

    def _skip_value(self, position: int) -> int:
        return _JSON.raw_decode(self._text, position)[1]

    def _skip(self, character: str, position: int) -> int:
        """Return the position after a character and the blanks around it."""
        found = _blank_end(self._text, position)
        if self._text[found : found + 1] != character:
            raise ValueError(_UNKNOWN)
        return _blank_end(self._text, found + 1)


def _blank_end(text: str, position: int) -> int:
    match = _BLANK.match(text, position)
    return match.end() if match else position
