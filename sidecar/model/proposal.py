"""Propose an ingestion for a table or a view."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sidecar.model.body_fields import BodyFields, describe_value
from sidecar.model.columns import NUMERIC_TYPES, Column

MAX_TABLES = 100
"""Tables in one request: each is described by the database."""
MAX_ID_LENGTH = 100
"""Characters of an id made of a table's name; it is also the name of the target."""

_INVALID_ID_CHARACTERS = re.compile(r"[^a-z0-9._-]+")


@dataclass(frozen=True, kw_only=True)
class ProposalRequest:
    """The tables and views to propose ingestions for; without a catalog or a schema, the datasource's own; without tables, the first."""

    catalog: str | None = None
    schema: str | None = None
    tables: tuple[str, ...] | None = None

    @classmethod
    def from_body(cls, body: dict[str, Any]) -> "ProposalRequest":
        """Read the body of ``_definitions``; raise :class:`~sidecar.errors.InvalidField` if it is invalid."""
        fields = BodyFields(body, "")
        request = cls(catalog=fields.text("catalog"), schema=fields.text("schema"), tables=_read_tables(fields))
        fields.reject_unknown()
        return request


def _read_tables(fields: BodyFields) -> tuple[str, ...] | None:
    value = fields.raw("tables")
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise fields.error("tables", f"expected an array of names but got {describe_value(value)}")
    if len(value) > MAX_TABLES:
        raise fields.error("tables", f"expected at most {MAX_TABLES} names but got {len(value)}")
    return tuple(value)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table or a view, as its database describes it."""

    name: str
    is_view: bool
    query: str
    """Returns all rows."""
    primary_key: tuple[str, ...] = ()
    quoted_key: str | None = None
    """The only column of the primary key, in SQL."""
    columns: tuple[Column, ...] = ()
    problem: str | None = None
    """Why the query is rejected, if it is."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """An ingestion, the reasons for it, and the ``INCREMENTAL`` that the table also allows, if any."""

    id: str
    ingest: dict[str, Any]
    comments: tuple[str, ...]
    incremental: dict[str, Any] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the form in the API's response."""
        other = {} if self.incremental is None else {"incremental": {"ingest": self.incremental}}
        return {"_id": self.id, "_source": {"ingest": self.ingest}, "comments": list(self.comments), **other}


def propose(datasource: str, id: str, table: Table) -> Proposal:
    """Propose a ``REPLACE``, which is right for every table, and an ``INCREMENTAL`` for a table with one numeric key."""
    key = find_key(table)
    common = {"datasource": datasource, "target": id}
    ingest = {**common, "strategy": "REPLACE", **_pk_field(key), "query": table.query}
    comments = [f"{'View' if table.is_view else 'Table'} [{table.name}] of the datasource [{datasource}]."]
    if table.problem is not None:
        comments.append(f"The query is rejected: {table.problem}")
    comments += [
        "REPLACE reads all rows in every run, then replaces the target, so that it also has every change and deletion.",
        _explain_key(table, key),
    ]
    if key:
        comments.append(
            "MIRROR also has every change and deletion. It reads all rows twice, but writes only what differs, while readers see old and"
            " new documents side by side. Choose it for a large table of which little changes."
        )
    if not _has_growing_key(table, key):
        return Proposal(id=id, ingest=ingest, comments=tuple(comments))
    comments.append(
        f"INCREMENTAL reads only rows whose [{key[0]}] is larger than in the run before. Choose it for a large table whose keys only grow:"
        " rows that were changed are not noticed, and deleted ones only with [deletions]: by a column"
        " that marks them, or by comparing all keys."
    )
    query = (
        f"{table.query}\n{{{{#max_primary_key}}}}WHERE {table.quoted_key} > {{{{max_primary_key}}}}{{{{/max_primary_key}}}}\n"
        f"ORDER BY {table.quoted_key}"
    )
    incremental = {**common, "strategy": "INCREMENTAL", **_pk_field(key), "query": query}
    return Proposal(id=id, ingest=ingest, comments=tuple(comments), incremental=incremental)


def find_key(table: Table) -> tuple[str, ...]:
    """Return the columns of the query that are the primary key, in any case of their letters; none if one is missing."""
    names = {column.name.casefold(): column.name for column in table.columns} | {column.name: column.name for column in table.columns}
    found = [names.get(each) or names.get(each.casefold()) for each in table.primary_key]
    return tuple(each for each in found if each) if all(found) else ()


def assign_ids(names: Iterable[str]) -> dict[str, str]:
    """Return an id for each name, unique and also a valid index name: lower case, with [_] in place of other characters.

    A name that is valid itself is its id, whatever the order of the names. Others get a number if their id is taken.
    """
    stems = {name: _to_id(name) for name in names}
    ids = {name: name for name, stem in stems.items() if stem == name}
    taken = set(ids)
    for name, stem in stems.items():
        if stem not in taken:
            ids[name] = stem
            taken.add(stem)
    for name in (name for name in stems if name not in ids):
        ids[name] = next(id for number in count(2) if (id := f"{stems[name]}-{number}") not in taken)
        taken.add(ids[name])
    return {name: ids[name] for name in stems}


def _to_id(name: str) -> str:
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each)).lower()
    return _INVALID_ID_CHARACTERS.sub("_", plain).lstrip("._-")[:MAX_ID_LENGTH] or "table"


def _pk_field(key: Sequence[str]) -> dict[str, Any]:
    return {"pk_field": key[0] if len(key) == 1 else list(key)} if key else {}


def _explain_key(table: Table, key: tuple[str, ...]) -> str:
    if key:
        return "pk_field is the primary key: a row has the same document id in every run."
    owner = "A view has no primary key" if table.is_view else "The table has no primary key that the query returns"
    return f"{owner}, so document ids are generated. Set pk_field if the values of a column, or of several, are unique."


def _has_growing_key(table: Table, key: tuple[str, ...]) -> bool:
    types = {column.name: column.type for column in table.columns if not column.array}
    return len(key) == 1 and table.quoted_key is not None and types.get(key[0]) in NUMERIC_TYPES
