"""Where an incremental job stands."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Positions:
    """What the query of an incremental job is told. Unset is None."""

    max_primary_key: str | None = None
    """Digits of the largest numeric key read."""
    last_record_timestamp: str | None = None
    """The database's clock in UTC when the last successful run began to read, ``yyyy-MM-dd HH:mm:ss.SSS``."""
    last_record: tuple[Any, ...] | None = None
    """The scalars of the last record of the last successful run."""
    of: str | None = None
    """The definition that they speak of, as :meth:`Ingestion.identity` gives it."""

    @classmethod
    def stored(cls, document: dict[str, Any]) -> "Positions":
        """Read the stored form."""
        record = document.get("last_record")
        return cls(**{**document, "last_record": None if record is None else tuple(record)})
