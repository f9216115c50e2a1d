"""Samples: the first rows of a query as documents of a run, with long values truncated."""

from contextlib import closing
from typing import Any

from sidecar.extract import inspect
from sidecar.extract.reader import Reader
from sidecar.load.encode.bodies import BodyBuilder
from sidecar.load.encode.documents import Encoder
from sidecar.model import exact_json
from sidecar.model.columns import Block, Column, SqlType
from sidecar.model.sampling import SampleRequest

MAX_BYTES = 5_000_000
"""Maximum bytes of all rows as JSON. As Python objects in the API they take several times as much."""
BATCH_SIZE = 100
"""Rows per batch: each may contain a megabyte."""
MAX_DEPTH = 50
"""Nesting levels of a JSON value that are shown."""
MAX_REASON_LENGTH = 1000
"""Characters of a reason, which may quote a value."""
ELLIPSIS = "…"

_NEVER_CUT = frozenset({SqlType.DATE, SqlType.TIMESTAMP})


def sample(reader: Reader, request: dict[str, Any]) -> dict[str, Any]:
    """Return a sample: ``columns``, ``results``, and if any ``rejected``, ``cut``, ``truncated``."""
    sampling = SampleRequest(query=request["query"], row_limit=request["row_limit"], max_text_size=request["max_text_size"])
    columns = reader.describe(sampling.query)
    builder = SampleBuilder(columns, sampling)
    batch_size = min(sampling.row_limit, BATCH_SIZE)
    with closing(reader.read(sampling.query, columns, batch_size, limit=sampling.row_limit)) as blocks:  # type: ignore[type-var]
        for block in blocks:
            if not builder.add(block):
                break
    return builder.to_response()


class SampleBuilder:
    """Collects rows until there are enough."""

    def __init__(self, columns: tuple[Column, ...], sampling: SampleRequest) -> None:
        self._encoder = Encoder(columns)
        self._columns = columns
        self._types = {column.name: column.type for column in columns}
        self._remaining = sampling.row_limit
        self._max_text_size = sampling.max_text_size
        self._size = 0
        self._results: list[dict[str, Any]] = []
        self._rejected: dict[int, str] = {}
        self._cut: set[str] = set()
        self._truncated = False

    def add(self, block: Block) -> bool:
        """Add the rows of the next block; return whether more are wanted."""
        encoded = self._encoder.encode(block)
        rejected = {each.row: each.reason for each in encoded.rejected}
        bodies = BodyBuilder().add(encoded, size=len(encoded.data) + 1, flush=True)
        documents = {body.row_number(row): (body, row) for body in bodies for row in range(body.rows)}
        for row_number in sorted(rejected.keys() | documents.keys()):
            if not self._remaining or self._truncated:
                break
            self._remaining -= 1
            if row_number in rejected:
                self._reject(row_number, rejected[row_number])
            else:
                body, row = documents[row_number]
                self._add_row(row_number, body.document(row))
        return self._remaining > 0 and not self._truncated

    def to_response(self) -> dict[str, Any]:
        """Return the sample. Rows are numbered from 1 in the query's order."""
        response: dict[str, Any] = {**inspect.columns_to_response(self._columns), "results": self._results}
        if self._rejected:
            response["rejected"] = [{"row": row_number + 1, "reason": reason} for row_number, reason in self._rejected.items()]
        if self._cut:
            response["cut"] = [name for name in self._types if name in self._cut]
        if self._truncated:
            response["truncated"] = True
        return response

    def _add_row(self, row_number: int, document: str) -> None:
        try:
            row = exact_json.parse(document)
        except (ValueError, RecursionError) as error:
            self._reject(row_number, str(error))
            return
        visible = {name: self._cut_value(name, value) for name, value in row.items()}
        self._size += len(exact_json.serialize(visible).encode("utf-8", "backslashreplace"))
        self._truncated = self._size > MAX_BYTES
        if not self._truncated:
            self._results.append(visible)

    def _reject(self, row_number: int, reason: str) -> None:
        self._rejected[row_number] = reason if len(reason) <= MAX_REASON_LENGTH else reason[:MAX_REASON_LENGTH] + ELLIPSIS

    def _cut_value(self, name: str, value: Any, depth: int = 0) -> Any:
        """Return a value with long strings and deeply nested parts truncated."""
        if isinstance(value, str) and len(value) > self._max_text_size and self._types[name] not in _NEVER_CUT:
            self._cut.add(name)
            return value[: self._max_text_size] + ELLIPSIS
        if not isinstance(value, dict | list):
            return value
        if depth == MAX_DEPTH:
            self._cut.add(name)
            return ELLIPSIS
        if isinstance(value, list):
            return [self._cut_value(name, each, depth + 1) for each in value]
        return {key: self._cut_value(name, each, depth + 1) for key, each in value.items()}
