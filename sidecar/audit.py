"""Audit events: who changed what, when and from where. Each is one log line, in the Elastic Common Schema."""

import enum
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

log = logging.getLogger(__name__)
# Also if SIDECAR_LOG_LEVEL is higher.
log.setLevel(logging.INFO)


class Category(enum.StrEnum):
    """What an event is about."""

    CONFIGURATION = "configuration"
    """Definitions, positions and keys."""
    PROCESS = "process"
    """Executions."""
    DATABASE = "database"
    """Rejected rows."""


class EventType(enum.StrEnum):
    """What an event did."""

    CREATION = "creation"
    CHANGE = "change"
    DELETION = "deletion"
    START = "start"
    END = "end"
    INFO = "info"
    """Nothing changed."""
    DENIED = "denied"


class Outcome(enum.StrEnum):
    """How an event ended."""

    SUCCESS = "success"
    FAILURE = "failure"
    UNKNOWN = "unknown"
    """It failed, but something may have changed."""


@dataclass(frozen=True)
class Action:
    """The name of an action with its category and type."""

    name: str
    category: Category
    type: EventType


def write(action: Action, outcome: Outcome, fields: Mapping[str, Any], *, is_denied: bool = False) -> None:
    """Write one event with further fields. None of them may be a secret; those that are None are left out."""
    types = [action.type, EventType.DENIED] if is_denied else [action.type]
    event = {
        "event.kind": "event",
        "event.category": [action.category],
        "event.action": action.name,
        "event.type": types,
        "event.outcome": outcome,
        **fields,
    }
    log.info("%s: %s", action.name, outcome, extra={name: value for name, value in event.items() if value is not None})
