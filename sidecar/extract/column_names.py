"""Column names as field names: what Elasticsearch could not take is refused before a row is read."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sidecar.errors import BadRequest
from sidecar.model.columns import Column

METADATA_FIELDS = frozenset(
    [
        "_data_stream_timestamp",
        "_doc_count",
        "_feature",
        "_field_names",
        "_id",
        "_ignored",
        "_ignored_source",
        "_index",
        "_inference_fields",
        "_nested_path",
        "_parent",
        "_routing",
        "_seq_no",
        "_size",
        "_source",
        "_tier",
        "_timestamp",
        "_tsid",
        "_ttl",
        "_type",
        "_version",
    ]
)


def check_names(columns: Iterable[Column]) -> None:
    """Refuse, by :class:`~sidecar.errors.BadRequest`, a name that cannot be a field; the message says what to alias."""
    names = [column.name for column in columns]
    for fault in _faults(names):
        raise BadRequest(f"{fault}: give it another name in the query, such as [select ... as name]")


def _faults(names: list[str]) -> Iterator[str]:
    if not names:
        yield "the query gives no columns"
    for place, name in enumerate(names, 1):
        if not name.strip():
            yield f"column {place} of the query has no name"
        elif any(not part.strip() for part in name.split(".")):
            yield f"column [{name}] begins or ends with a dot, or has two in a row"
        elif name in METADATA_FIELDS:
            yield f"column [{name}] has the name of an Elasticsearch metadata field"
    yield from (f"column [{name}] is in the query {count} times" for name, count in Counter(names).items() if count > 1)
    yield from _paths_under_values(names)


def _paths_under_values(names: list[str]) -> Iterator[str]:
    known = set(names)
    for name in names:
        parts = name.split(".")
        for depth in range(1, len(parts)):
            if (parent := ".".join(parts[:depth])) in known:
                yield f"columns [{parent}] and [{name}] are in one query, and a field cannot be a value and an object"
