"""States of an execution and their transitions, its phases and its triggers. Only this module has the state table."""

import enum

from sidecar.errors import Conflict


class JobState(enum.StrEnum):
    """The public state of an execution."""

    RUNNING = "running"
    ABORTING = "aborting"
    ABORTED = "aborted"
    ERROR = "error"
    SUCCESSFUL = "successful"

    @property
    def is_final(self) -> bool:
        """Return whether the state has no further transition."""
        return not TRANSITIONS[self]


TRANSITIONS: dict[JobState, frozenset[JobState]] = {
    JobState.RUNNING: frozenset({JobState.ABORTING, JobState.SUCCESSFUL, JobState.ABORTED, JobState.ERROR}),
    JobState.ABORTING: frozenset({JobState.ABORTED, JobState.ERROR}),
    JobState.ABORTED: frozenset(),
    JobState.ERROR: frozenset(),
    JobState.SUCCESSFUL: frozenset(),
}


class Phase(enum.StrEnum):
    """The current activity of an execution."""

    QUEUED = "queued"
    CONNECTING = "connecting"
    READING = "reading"
    """Reading, encoding and sending, which run concurrently."""
    PUBLISHING = "publishing"
    """Past the point of no return: an abort has no effect."""
    CLEANING = "cleaning"
    PENDING = "pending"
    """Queued to compare. A release that knows only loads leaves an execution in this phase and the next one alone."""
    COMPARING = "comparing"
    """Comparing rows and documents; at most documents without a row are deleted."""


class Trigger(enum.StrEnum):
    """The cause of an execution."""

    MANUAL = "manual"
    SCHEDULE = "schedule"


class ExecutionKind(enum.StrEnum):
    """What an execution does."""

    LOAD = "load"
    VERIFICATION = "verification"
    """It compares the target with the source."""
    DELETION = "deletion"
    """It deletes the documents of an INCREMENTAL without a row, and reads only keys."""

    @property
    def queued_phase(self) -> Phase:
        """Return the phase until an agent claims the execution."""
        return Phase.QUEUED if self is ExecutionKind.LOAD else Phase.PENDING

    @property
    def first_phase(self) -> Phase:
        """Return the phase in which a claimed execution begins."""
        return Phase.CONNECTING if self is ExecutionKind.LOAD else Phase.COMPARING


class IllegalTransition(Conflict):
    """The state table has no such transition."""


def check_transition(old: JobState, new: JobState) -> None:
    """Raise :class:`IllegalTransition` unless the state table has the transition."""
    if new not in TRANSITIONS[old]:
        raise IllegalTransition(f"an execution cannot go from [{old.value}] to [{new.value}]")
