"""Decide which fields a document has, and which columns each field is made from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sidecar.errors import TargetError
from sidecar.model.columns import Column
from sidecar.model.transform import Transform
from sidecar.suggestions import did_you_mean


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


def find_column(columns: dict[str, Column], name: str, user: str) -> Column:
    """Return the column ``name``; ``user`` describes its user in the error message.

    Raises :class:`~sidecar.errors.TargetError`, with a similar name if there is one, for an unknown column.
    """
    if name not in columns:
        raise TargetError(f"{user} refers to the column [{name}], which the query does not return{did_you_mean(name, columns)}")
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
