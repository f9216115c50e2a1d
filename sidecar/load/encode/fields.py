"""Decide which fields a document has, and which columns each field is made from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sidecar.errors import TargetError
from sidecar.model.columns import NUMERIC_TYPES, Column, SqlType
from sidecar.model.transform import Transform
from sidecar.suggestions import did_you_mean

_MARK_TYPES = NUMERIC_TYPES | {SqlType.BOOLEAN, SqlType.DATE, SqlType.TIMESTAMP}
"""Types of which a value says whether it marks a row as deleted: neither false nor 0."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of every document: ``copy``, ``geo_point`` or ``array`` of some columns."""

    name: str
    inputs: tuple[Column, ...]
    transform: str = "copy"
    mapping: dict[str, Any] = field(default_factory=dict)


def plan_fields(columns: Iterable[Column], transforms: Iterable[Transform]) -> tuple[Field, ...]:
    """List the fields: columns that no transform reads, under their own names, then the outputs of the transforms.

    Raises :class:`~sidecar.errors.TargetError` if a transform reads an unknown column or a field is defined twice.
    """
    by_name = {column.name: column for column in columns}
    outputs = [
        Field(
            name=each.output,
            inputs=tuple(find_column(by_name, name, f"the transform to [{each.output}]") for name in each.input),
            transform=each.transform,
            mapping=each.mapping,
        )
        for each in transforms
    ]
    read = {column.name for each in outputs for column in each.inputs}
    fields = [*(Field(name=name, inputs=(column,)) for name, column in by_name.items() if name not in read), *outputs]
    _check_unique(fields)
    return tuple(fields)


def find_key(columns: Iterable[Column], pk_field: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns of the key; raise :class:`~sidecar.errors.TargetError` for an unknown one."""
    by_name = {column.name: column for column in columns}
    return tuple(find_column(by_name, name, "[pk_field]") for name in pk_field)


def find_deletion_mark(columns: Iterable[Column], name: str) -> Column:
    """Return the column that marks rows as deleted.

    Raises :class:`~sidecar.errors.TargetError` for an unknown one, and for one whose type cannot say yes or no, such as a text.
    """
    column = find_column({each.name: each for each in columns}, name, "[deletions.column]")
    if not column.is_guessed and (column.array or column.type not in _MARK_TYPES):
        raise invalid_mark_error(name, f"is of type [{column.type.value}{'[]' if column.array else ''}]")
    return column


def invalid_mark_error(name: str, problem: str) -> TargetError:
    """Create the error for a column that cannot mark rows as deleted."""
    return TargetError(
        f"[deletions.column] must be a boolean, a number, a date or a timestamp, but [{name}] {problem}; "
        "compute one in the query, such as [case when … then 1 else 0 end]"
    )


def find_same_key(key_columns: Iterable[Column], key: Iterable[Column]) -> tuple[Column, ...]:
    """Return the columns of the key in the result of a key query; ``key`` are those of the query itself.

    Raises :class:`~sidecar.errors.TargetError` for one that is absent or of another type, whose values would be other ids.
    """
    by_name, found = {column.name: column for column in key_columns}, []
    for each in key:
        column = find_column(by_name, each.name, "[pk_field]", query="[deletions_query]")
        if not _has_same_ids(column, each):
            raise TargetError(
                f"[deletions_query] must return the key [{each.name}] as the query does, of type [{each.type.value}], "
                f"but it is of type [{column.type.value}]"
            )
        found.append(column)
    return tuple(found)


def _has_same_ids(one: Column, other: Column) -> bool:
    """Return whether the values of two columns are written in the same way, as far as their types show."""
    if one.is_guessed or other.is_guessed or {one.type, other.type} <= {SqlType.KEYWORD, SqlType.TEXT}:
        return True
    return (one.type, one.array) == (other.type, other.array)


def find_column(columns: dict[str, Column], name: str, user: str, *, query: str = "the query") -> Column:
    """Return the column ``name``; ``user`` describes its user, and ``query`` the query, in the error message.

    Raises :class:`~sidecar.errors.TargetError`, with a similar name if there is one, for an unknown column.
    """
    if name not in columns:
        raise TargetError(f"{user} refers to the column [{name}], which {query} does not return{did_you_mean(name, columns)}")
    return columns[name]


def quote_json(text: str) -> str:
    """Return a text as a JSON string."""
    return json.dumps(text, ensure_ascii=False)


def _check_unique(fields: list[Field]) -> None:
    names: set[str] = set()
    for each in fields:
        if each.name in names:
            raise TargetError(f"the field [{each.name}] is defined twice; rename a column or the output of a transform")
        names.add(each.name)
