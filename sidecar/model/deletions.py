"""How an INCREMENTAL ingestion deletes documents whose rows were deleted."""

from dataclasses import dataclass
from typing import Any

from sidecar.model.body_fields import BodyFields, describe_value
from sidecar.model.ingestion_fields import read_schedule

NONE, COMPARE = "none", "compare"


@dataclass(frozen=True, kw_only=True)
class Deletions:
    """What happens to documents whose rows were deleted: by default nothing."""

    compares: bool = False
    """Whether the ids of the target are compared with the keys of the source, to delete documents without a row."""
    column: str | None = None
    """The column that marks a row as deleted; its document is deleted when the row is read."""
    query: str | None = None
    """The query that returns the keys of all rows; None to take them from the ingestion's query."""
    schedule: str | None = None
    """When the keys are compared, a Quartz cron expression; None for after every run."""

    @classmethod
    def read(cls, ingest: BodyFields) -> "Deletions":
        """Read ``deletions``, ``deletions_query`` and ``deletions_schedule``."""
        value = ingest.raw("deletions")
        if value is not None and not isinstance(value, dict) and str(value).lower() not in (NONE, COMPARE):
            got = f"[{value}]" if isinstance(value, str) else describe_value(value)
            raise ingest.error("deletions", f'expected [{NONE}], [{COMPARE}] or an object such as {{"column": "deleted_at"}} but got {got}')
        compares = isinstance(value, str) and value.lower() == COMPARE
        deletions = cls(
            compares=compares,
            column=_read_column(ingest) if isinstance(value, dict) else None,
            query=ingest.text("deletions_query"),
            schedule=read_schedule(ingest, "deletions_schedule"),
        )
        for name, given in (("deletions_query", deletions.query), ("deletions_schedule", deletions.schedule)):
            if given is not None and not compares:
                raise ingest.error(name, f"needs [deletions] to be [{COMPARE}]")
        return deletions

    def to_fields(self) -> dict[str, Any]:
        """Return the fields of a definition, None for those without a value."""
        value: Any = {"column": self.column} if self.column is not None else COMPARE if self.compares else None
        return {"deletions": value, "deletions_query": self.query, "deletions_schedule": self.schedule}

    @property
    def query_field(self) -> str:
        """Return the field of the ingestion that has the query of the keys."""
        return "query" if self.query is None else "deletions_query"

    @property
    def compares_after_runs(self) -> bool:
        """Return whether every run compares the keys after its rows."""
        return self.compares and self.schedule is None


NO_DELETIONS = Deletions()
"""Documents stay when their rows are deleted."""


def _read_column(ingest: BodyFields) -> str | None:
    fields = ingest.object("deletions")
    if fields is None:
        return None
    column = fields.text("column")
    # A misspelled name says more than the absence of the right one.
    fields.reject_unknown()
    if column is None:
        raise fields.error("column", "is missing")
    return column
