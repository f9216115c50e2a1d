"""Bounds of a query's ranges, from the statistics that PostgreSQL's planner uses."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sidecar.extract.postgresql.connect import quote_literal
from sidecar.extract.postgresql.describe import ColumnOrigin
from sidecar.extract.ranges import TEXT_TYPES, quote_identifier
from sidecar.model.columns import Column

FetchValue = Callable[[str], Any]
"""Runs a statement in the session and returns its single value."""

MIN_TABLE_FRACTION = 0.9
"""Fraction of a table's rows that a query must return for the table's statistics to be used; a filter may skip whole ranges."""

_IS_BINARY = """
SELECT CASE pg_catalog.pg_collation_for((SELECT q.{column} FROM (\n{query}\n) q LIMIT 0))
       WHEN '"C"' THEN true WHEN '"POSIX"' THEN true WHEN 'ucs_basic' THEN true WHEN '"ucs_basic"' THEN true
       WHEN '"default"' THEN coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') <> 'i' AND d.datcollate IN ('C', 'POSIX') ELSE false END
  FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()
"""
"""Older servers have only the locale provider "c", and no column for it."""

_STATISTICS = """
WITH s AS (
  SELECT s.histogram_bounds::text::{type}[] AS edges, s.most_common_vals::text::{type}[] AS common, s.most_common_freqs AS shares,
         greatest(0, 1 - s.null_frac - coalesce((SELECT sum(f) FROM unnest(s.most_common_freqs) f), 0)) AS rest
    FROM pg_catalog.pg_stats s
    JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
    JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
   WHERE c.oid = {table} AND a.attnum = {position} AND c.reltuples > 0 AND {estimate} >= {fraction} * c.reltuples
   ORDER BY s.inherited DESC LIMIT 1)
SELECT json_agg(json_build_array(v.value::text, v.weight) ORDER BY v.value {collation})
  FROM (SELECT e.value, s.rest / greatest(cardinality(s.edges) - 1, 1) AS weight FROM s, unnest(s.edges) AS e(value)
        UNION ALL SELECT m.value, m.share FROM s, unnest(s.common, s.shares) AS m(value, share)) v
"""

_MIN_AND_MAX = "SELECT json_build_array(min(q.{column})::text, max(q.{column})::text) FROM (\n{query}\n) q"


@dataclass(frozen=True, kw_only=True)
class PartitionColumn:
    """The column of a query to partition by."""

    query: str
    column: Column
    origin: ColumnOrigin

    @property
    def collation(self) -> str:
        """Return the COLLATE clause that orders strings by their bytes; empty for other types."""
        return 'COLLATE "C"' if self.column.type in TEXT_TYPES else ""


def is_binary(fetch_value: FetchValue, partition: PartitionColumn) -> bool:
    """Return whether the column's collation orders strings by their bytes."""
    statement = _IS_BINARY.format(column=quote_identifier(partition.column.name), query=partition.query)
    return partition.origin.is_collatable and bool(fetch_value(statement))


def value_weights(fetch_value: FetchValue, partition: PartitionColumn, estimate: int | None) -> tuple[list[str], list[float]]:
    """Return ascending values of the column, and the fraction of rows that each represents.

    Both are empty if no statistics apply to the query. ``estimate`` is the planner's row count.
    """
    origin = partition.origin
    if not origin.table_oid or estimate is None:
        return [], []
    statistics = fetch_value(
        _STATISTICS.format(
            type=origin.type, table=origin.table_oid, position=origin.position, estimate=estimate, fraction=MIN_TABLE_FRACTION,
            collation=partition.collation,
        )
    )  # fmt: skip
    pairs = json.loads(statistics) if statistics else []
    return [each[0] for each in pairs], [float(each[1]) for each in pairs]


def min_and_max(fetch_value: FetchValue, partition: PartitionColumn) -> tuple[str | None, str | None]:
    """Return the smallest and the largest value, which is fast with an index."""
    low, high = json.loads(fetch_value(_MIN_AND_MAX.format(column=quote_identifier(partition.column.name), query=partition.query)))
    return low, high


def typed_literals(values: Iterable[str], type: str) -> tuple[str, ...]:
    """Return the values as literals of the column's type, so that its index can be used."""
    return tuple(f"CAST({quote_literal(value)} AS {type})" for value in values)
