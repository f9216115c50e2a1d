"""How an INCREMENTAL ingestion deletes documents whose rows were deleted."""

import enum

from sidecar.model.body_fields import BodyFields


class Deletions(enum.StrEnum):
    """What happens to documents without a row."""

    NONE = "none"
    COMPARE = "compare"
    """After each run the ids of the target are compared with the keys of the source."""

    @classmethod
    def read(cls, ingest: BodyFields) -> "Deletions":
        """Read ``deletions``."""
        return cls(ingest.choice("deletions", [each.value for each in cls], cls.NONE.value))
