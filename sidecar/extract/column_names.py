"""Checks of column names that become Elasticsearch field names, made before a row is read."""

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

NO_COLUMNS = "a query must return columns, but this one returns none: select at least one, such as [select ... as name]"


def check_column_names(columns: Iterable[Column]) -> None:
    """Raise :class:`~sidecar.errors.BadRequest` for a name that cannot be a field; the message says how to fix it."""
    names = [column.name for column in columns]
    if not names:
        raise BadRequest(NO_COLUMNS)
    for problem in _problems(names):
        raise BadRequest(f"{problem}: give it another name in the query, such as [select ... as name]")


def _problems(names: list[str]) -> Iterator[str]:
    for position, name in enumerate(names, 1):
        if not name.strip():
            yield f"column {position} of the query has no name"
        elif any(not part.strip() for part in name.split(".")):
            yield f"column [{name}] starts or ends with a dot, or contains two in a row"
        elif name in METADATA_FIELDS:
            yield f"column [{name}] has the name of an Elasticsearch metadata field"
    yield from (f"column [{name}] occurs {count} times in the query" for name, count in Counter(names).items() if count > 1)
    yield from _object_conflicts(names)


def _object_conflicts(names: list[str]) -> Iterator[str]:
    known = set(names)
    for name in names:
        parts = name.split(".")
        for depth in range(1, len(parts)):
            if (parent := ".".join(parts[:depth])) in known:
                yield f"columns [{parent}] and [{name}] conflict, because a field cannot be both a value and an object"
