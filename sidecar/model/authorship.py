"""The authorship of a definition: who created and last saved it, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sidecar.model.caller import Caller, caller_fields
from sidecar.model.stored import field_values, known_fields


@dataclass(frozen=True, kw_only=True)
class Authorship:
    """Who created and last saved a definition. Times are epoch milliseconds.

    A part is None if it is not known: the definition is older than the field, or the cluster has no security.
    """

    created_by: str | None = None
    created_by_api_key: str | None = None
    created_time: int | None = None
    updated_by: str | None = None
    updated_by_api_key: str | None = None
    updated_time: int | None = None

    @classmethod
    def of(cls, source: Mapping[str, Any]) -> "Authorship":
        """Read the fields of a stored definition."""
        return cls(**known_fields(cls, source))

    def to_json(self) -> dict[str, Any]:
        """Return the fields that are known, as they are stored and shown."""
        return {name: value for name, value in field_values(self).items() if value is not None}

    def after_save(self, caller: Caller | None, now: int) -> "Authorship":
        """Return the authorship after a change by a caller at ``now``."""
        created = {name: value for name, value in self.to_json().items() if name.startswith("created")}
        return Authorship(**created, **caller_fields("updated", caller), updated_time=now)

    @classmethod
    def of_new(cls, caller: Caller | None, now: int) -> "Authorship":
        """Return the authorship of a definition that a caller creates at ``now``."""
        return cls(**caller_fields("created", caller), created_time=now).after_save(caller, now)


UNKNOWN_AUTHORSHIP = Authorship()
AUTHORSHIP_FIELDS = tuple(Authorship.__dataclass_fields__)
"""The names of the fields. A request body may have them, as earlier releases show them in ``_source``; they are ignored."""
