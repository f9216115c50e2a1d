"""The first rows of a query as documents: by the same reader and the same encoder as a run's, and cut to what a person can look at."""

from contextlib import closing
from typing import Any

from sidecar.extract.reader import Reader
from sidecar.load.encode.documents import Encoder
from sidecar.load.encode.fields import plan_fields
from sidecar.load.index.mapping import Mapping
from sidecar.model import exact_json
from sidecar.model.columns import Block, Column, SqlType
from sidecar.model.sampling import Sampling

LARGEST = 5_000_000
"""Bytes of all rows as JSON. The API holds each as Python objects, which take several times as much."""
AT_A_TIME = 100
"""Rows asked of the database at a time: any of them may hold a megabyte."""
DEEPEST = 50
"""Levels of a JSON value that are shown."""
LONGEST_REASON = 1000
"""Characters: the reason may quote a value."""
ELLIPSIS = "…"

_NEVER_CUT = frozenset({SqlType.DATE, SqlType.TIMESTAMP})


def sample(reader: Reader, request: dict[str, Any]) -> dict[str, Any]:
    """Read what a request asks for; give ``types`` and ``results``, and where they apply ``rejected``, ``cut`` and ``truncated``."""
    sampling = Sampling(query=request["query"], row_limit=request["row_limit"], max_text_size=request["max_text_size"])
    columns = reader.describe(sampling.query)
    taken = Sample(columns, sampling)
    at_a_time = min(sampling.row_limit, AT_A_TIME)
    with closing(reader.read(sampling.query, columns, at_a_time, most=sampling.row_limit)) as blocks:  # type: ignore[type-var]
        for block in blocks:
            if not taken.take(block):
                break
    return taken.told()


class Sample:
    """Rows as they come, until there are enough."""

    def __init__(self, columns: tuple[Column, ...], sampling: Sampling) -> None:
        self._encoder = Encoder(columns)
        self._types = {column.name: column.type for column in columns}
        self._mapping = Mapping.of(plan_fields(columns, ()), {})
        self._left = sampling.row_limit
        self._longest = sampling.max_text_size
        self._size = 0
        self._results: list[dict[str, Any]] = []
        self._rejected: dict[int, str] = {}
        self._cut: set[str] = set()
        self._truncated = False

    def take(self, block: Block) -> bool:
        """Take the rows of the next block; tell whether more are wanted."""
        encoded = self._encoder.encode(block)
        rejected = {each.row: each.reason for each in encoded.rejected}
        documents = dict(zip(encoded.places, encoded.lines, strict=True))
        for place in sorted(rejected.keys() | documents.keys()):
            if not self._left or self._truncated:
                break
            self._left -= 1
            if place in rejected:
                self._reject(place, rejected[place])
            else:
                self._show(place, documents[place].split("\n")[1])
        return self._left > 0 and not self._truncated

    def told(self) -> dict[str, Any]:
        """Give what was taken. Rows are counted from 1, in the query's order."""
        told: dict[str, Any] = {
            "types": {name: each["type"] for name, each in self._mapping.defaults.items()},
            "results": self._results,
        }
        if self._rejected:
            told["rejected"] = [{"row": place + 1, "reason": reason} for place, reason in self._rejected.items()]
        if self._cut:
            told["cut"] = [name for name in self._types if name in self._cut]
        if self._truncated:
            told["truncated"] = True
        return told

    def _show(self, place: int, document: str) -> None:
        try:
            row = exact_json.exact(document)
        except (ValueError, RecursionError) as error:
            self._reject(place, str(error))
            return
        shown = {name: self._shown(name, value) for name, value in row.items()}
        self._size += len(exact_json.written(shown).encode("utf-8", "backslashreplace"))
        self._truncated = self._size > LARGEST
        if not self._truncated:
            self._results.append(shown)

    def _reject(self, place: int, reason: str) -> None:
        self._rejected[place] = reason if len(reason) <= LONGEST_REASON else reason[:LONGEST_REASON] + ELLIPSIS

    def _shown(self, name: str, value: Any, depth: int = 0) -> Any:
        """Give a value with its long texts, and what is nested too deeply, cut."""
        if isinstance(value, str) and len(value) > self._longest and self._types[name] not in _NEVER_CUT:
            self._cut.add(name)
            return value[: self._longest] + ELLIPSIS
        if not isinstance(value, dict | list):
            return value
        if depth == DEEPEST:
            self._cut.add(name)
            return ELLIPSIS
        if isinstance(value, list):
            return [self._shown(name, each, depth + 1) for each in value]
        return {key: self._shown(name, each, depth + 1) for key, each in value.items()}
