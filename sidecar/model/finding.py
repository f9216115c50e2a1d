"""The result of a check of ``sidecar doctor``."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The result of one check."""

    check: str
    """What was checked."""
    message: str
    """What was found, as the rest of a sentence about that."""
    ok: bool = True
    remedy: str | None = None
    """What to do if the check failed."""
    required: bool = True
    """False for what may be missing, such as drivers of databases that are not used, and Dask workers that runs wait for."""

    def to_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return asdict(self)
