"""The partitioning of an ingestion: the ranges in which its query is read, and what reads them."""

import enum
from dataclasses import dataclass
from typing import Any

from sidecar.model.body_fields import BodyFields

MAX_RANGES = 10_000
"""Maximum number of ranges of a partitioned query."""
MAX_LOCAL_RANGES = 64
"""The same if one process reads them: it has few sessions, and each range has an encoder of its own."""
MAX_SHOWN_RANGES = 65
"""Number of ranges, with that of nulls, up to which a status shows all of them, and a checkpoint keeps each on its own."""


class RangeExecutor(enum.StrEnum):
    """What reads the ranges of a partitioned query."""

    LOCAL = "local"
    """Threads of the execution's own process."""
    DASK = "dask"
    """The workers of a Dask cluster."""


@dataclass(frozen=True, kw_only=True)
class Partitioning:
    """A read of the query in ranges of a column."""

    column: str
    count: int
    executor: RangeExecutor = RangeExecutor.LOCAL

    @classmethod
    def read(cls, fields: BodyFields | None) -> "Partitioning | None":
        """Read ``partition``."""
        if fields is None:
            return None
        partition = cls(
            column=fields.required_text("column"),
            count=fields.integer("count", 4, 1, MAX_RANGES),
            executor=RangeExecutor(fields.choice("executor", [each.value for each in RangeExecutor], RangeExecutor.LOCAL.value)),
        )
        fields.reject_unknown()
        return partition

    def to_document(self) -> dict[str, Any]:
        """Return the JSON form."""
        executor = {} if self.executor is RangeExecutor.LOCAL else {"executor": self.executor.value}
        return {"column": self.column, "count": self.count, **executor}
