"""Where to cut a query of PostgreSQL: asked of the statistics that the planner itself goes by."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sidecar.extract.postgresql.connect import literal
from sidecar.extract.postgresql.describe import Origin
from sidecar.extract.ranges import TEXTS, doubled
from sidecar.model.columns import Column

Value = Callable[[str], Any]
"""Asks the session for one value."""

NEARLY_ALL = 0.9
"""The share of a table from which on its statistics speak for the query too. One that leaves more out may leave out whole ranges."""

_BINARY = """
SELECT CASE pg_catalog.pg_collation_for((SELECT q.{column} FROM (\n{query}\n) q LIMIT 0))
       WHEN '"C"' THEN true WHEN '"POSIX"' THEN true WHEN 'ucs_basic' THEN true WHEN '"ucs_basic"' THEN true
       WHEN '"default"' THEN coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') <> 'i' AND d.datcollate IN ('C', 'POSIX') ELSE false END
  FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()
"""
"""An older server has no other provider of locales than "c", and no column that says so."""

_SPREAD = """
WITH s AS (
  SELECT s.histogram_bounds::text::{type}[] AS edges, s.most_common_vals::text::{type}[] AS common, s.most_common_freqs AS shares,
         greatest(0, 1 - s.null_frac - coalesce((SELECT sum(f) FROM unnest(s.most_common_freqs) f), 0)) AS rest
    FROM pg_catalog.pg_stats s
    JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
   WHERE c.oid = {table} AND a.attnum = {place} AND c.reltuples > 0 AND {expected} >= {share} * c.reltuples
   ORDER BY s.inherited DESC LIMIT 1)
SELECT json_agg(json_build_array(v.value::text, v.weight) ORDER BY v.value {collation})
  FROM (SELECT e.value, s.rest / greatest(cardinality(s.edges) - 1, 1) AS weight FROM s, unnest(s.edges) AS e(value)
        UNION ALL SELECT m.value, m.share FROM s, unnest(s.common, s.shares) AS m(value, share)) v
"""

_ENDS = "SELECT json_build_array(min(q.{column})::text, max(q.{column})::text) FROM (\n{query}\n) q"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The column of a query that is asked about."""

    query: str
    column: Column
    origin: Origin

    @property
    def collation(self) -> str:
        """Give the order of the column's texts, which is that of their bytes, whatever collation its type has elsewhere."""
        return 'COLLATE "C"' if self.column.type in TEXTS else ""


def is_binary(value: Value, asked: Asked) -> bool:
    """Tell whether the column's type has a collation and texts are in the order of their bytes."""
    return asked.origin.collatable and bool(value(_BINARY.format(column=doubled(asked.column.name), query=asked.query)))


def spread(value: Value, asked: Asked, expected: int | None) -> tuple[list[str], list[float]]:
    """Give values of the column, ascending, and the share of rows that each stands for; nothing where no statistics speak for the query."""
    origin = asked.origin
    if not origin.table or expected is None:
        return [], []
    told = value(
        _SPREAD.format(
            type=origin.type, table=origin.table, place=origin.place, expected=expected, share=NEARLY_ALL, collation=asked.collation
        )
    )  # fmt: skip
    pairs = json.loads(told) if told else []
    return [each[0] for each in pairs], [float(each[1]) for each in pairs]


def ends(value: Value, asked: Asked) -> tuple[str | None, str | None]:
    """Give the smallest and the largest value, which an index tells at once."""
    low, high = json.loads(value(_ENDS.format(column=doubled(asked.column.name), query=asked.query)))
    return low, high


def literals(cuts: Iterable[str], type: str) -> tuple[str, ...]:
    """Write values as literals of the column's own type, so that an index on it serves."""
    return tuple(f"CAST({literal(cut)} AS {type})" for cut in cuts)
