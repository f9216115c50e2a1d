"""What became of the webhook of an execution, for operators."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sidecar.model.stored import field_values, known_fields, merge_unknown, read_member, with_unknown


class WebhookState(enum.StrEnum):
    """Whether a webhook was delivered."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    """It is not tried again."""


@dataclass(frozen=True, kw_only=True)
class WebhookResult:
    """The result of the deliveries so far. A state that only a newer release knows is kept as text."""

    state: WebhookState | str = WebhookState.PENDING
    attempts: int = 0
    time: int | None = None
    """The end of the last attempt, epoch ms."""
    error: str | None = None
    """Why the last attempt failed."""
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON form without unset values."""
        values = {**field_values(self), "state": str(self.state)}
        return {name: value for name, value in values.items() if value is not None}

    def to_document(self) -> dict[str, Any]:
        """Return the stored form."""
        return merge_unknown(self.to_json(), self.unknown)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "WebhookResult":
        """Read the stored form."""
        known = known_fields(cls, document)
        return with_unknown(cls(**{**known, "state": read_member(WebhookState, known["state"])}), document)
