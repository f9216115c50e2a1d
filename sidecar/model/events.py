"""Events of an execution: what happened to it, in the order in which it was recorded."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sidecar.model.stored import field_values, known_fields, merge_unknown, read_member, with_unknown

_FIRST, _LAST = 10, 40
"""Numbers of events kept from the beginning and the end."""


class EventType(enum.StrEnum):
    """What happened."""

    ATTEMPT_STARTED = "attempt_started"
    """An agent claimed the queued execution."""
    TAKEN_OVER = "taken_over"
    """Its process was lost."""
    HANDED_OVER = "handed_over"
    """Its agent was stopped."""
    RESTARTED = "restarted"
    """Its own process reads again."""
    RANGE_REPEATED = "range_repeated"
    """A range is read again within the attempt: its worker was lost, or it is cut again."""
    TARGET_CHANGED = "target_changed"
    """The target is not what the last run left: it was restored, deleted, emptied or written."""
    WAITING = "waiting"
    ABORT_REQUESTED = "abort_requested"
    PUBLISHED = "published"
    """The target's alias points to the index that a REPLACE wrote."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One event at a time in epoch milliseconds. A type that only a newer release knows is kept as text."""

    time: int
    type: EventType | str
    message: str
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {**field_values(self), "type": str(self.type)}

    def to_document(self) -> dict[str, Any]:
        """Return the stored form."""
        return merge_unknown(self.to_json(), self.unknown)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Event":
        """Read the stored form."""
        return with_unknown(cls(**{**known_fields(cls, document), "type": read_member(EventType, document["type"])}), document)


def waiting_event(waiting_for: str, time: int) -> Event:
    """Return the event of an execution that starts to wait."""
    return Event(time=time, type=EventType.WAITING, message=f"It waits for {waiting_for}.")


def add_event(events: tuple[Event, ...], event: Event) -> tuple[Event, ...]:
    """Return the events with another one; of more than 50, the first 10 and the last 40.

    An event is not added again by a write that is repeated, nor a wait that follows the same wait.
    """
    if event in events or (event.type is EventType.WAITING and events and _is_same_wait(events[-1], event)):
        return events
    added = (*events, event)
    return (*added[:_FIRST], *added[_FIRST:][-_LAST:])


def _is_same_wait(last: Event, event: Event) -> bool:
    return (last.type, last.message) == (event.type, event.message)
