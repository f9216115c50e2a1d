"""Which fields a document has, and which columns each comes from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sidecar.errors import TargetError
from sidecar.model.body_fields import did_you_mean
from sidecar.model.columns import Column
from sidecar.model.ingestion import Transform


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of every document: ``copy``, ``geo_point`` or ``array`` of some columns."""

    name: str
    inputs: tuple[Column, ...]
    transform: str = "copy"
    mapping: dict[str, Any] = field(default_factory=dict)


def plan_fields(columns: Iterable[Column], transforms: Iterable[Transform]) -> tuple[Field, ...]:
    """List the fields: the columns that no transform reads, under their own names, then what the transforms make.

    Raise :class:`~sidecar.errors.TargetError` for a transform of an unknown column and for a field that two things make.
    """
    known = {column.name: column for column in columns}
    made = [
        Field(
            name=each.output,
            inputs=tuple(find_column(known, name, "the transform to", each.output) for name in each.input),
            transform=each.transform,
            mapping=each.mapping,
        )
        for each in transforms
    ]
    read = {column.name for each in made for column in each.inputs}
    fields = [*(Field(name=name, inputs=(column,)) for name, column in known.items() if name not in read), *made]
    _refuse_doubles(fields)
    return tuple(fields)


def find_column(known: dict[str, Column], name: str, what: str, where: str) -> Column:
    """Give the column called ``name``; raise :class:`~sidecar.errors.TargetError`, with a near name, where there is none."""
    if name not in known:
        raise TargetError(f"{what} [{where}] reads the column [{name}], which the query does not give{did_you_mean(name, known)}")
    return known[name]


def _refuse_doubles(fields: list[Field]) -> None:
    seen: set[str] = set()
    for each in fields:
        if each.name in seen:
            raise TargetError(f"the field [{each.name}] would be written twice: rename a column or a transform's output")
        seen.add(each.name)
