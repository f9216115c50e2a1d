"""The database sessions of the workers. The lease lists those that may read; a process that takes over terminates them."""

from collections.abc import Sequence

from sidecar.errors import InvalidField
from sidecar.extract.reader import Reader
from sidecar.extract.sessions import terminate_sessions
from sidecar.jobs.run.heartbeat import Heartbeat
from sidecar.model.events import Event

TERMINATION_TIMEOUT = 1.0
"""Seconds to wait for the database."""


def require_session_id(reader: Reader) -> str:
    """Return the id of a connected session; raise :class:`~sidecar.errors.InvalidField` if the database has none."""
    if reader.session_id is None:
        raise InvalidField(
            "ingest.partition.executor", "cannot be [dask] with this database, whose sessions have no ids by which to terminate them"
        )
    return reader.session_id


class WorkerSessions:
    """The sessions that the lease lists, besides that of ``reader``, which reads no rows."""

    def __init__(self, reader: Reader, heartbeat: Heartbeat) -> None:
        self._reader = reader
        self._heartbeat = heartbeat
        self._listed: tuple[str, ...] = ()
        self._withdrawn: list[str] = []
        """Sessions that may no longer read, and that are still listed."""
        self._events: list[Event] = []

    def withdraw(self, session: str, event: Event) -> None:
        """Let the next :meth:`permit` withdraw the permit of a session, terminate it, and record the event."""
        self._withdrawn.append(session)
        self._events.append(event)

    def permit(self, sessions: tuple[str, ...]) -> None:
        """Permit these sessions, unless they are. Earlier ones may stay listed, except those that are withdrawn."""
        if self._withdrawn or not set(sessions) <= set(self._listed):
            self._restrict_to(sessions)
            self.terminate(())

    def _restrict_to(self, sessions: tuple[str, ...]) -> None:
        ids = ",".join((self._reader.session_id or "", *sessions))
        events = tuple(self._events)
        self._heartbeat.write(lambda lease: lease.evolve(session=ids).with_events(*events))
        self._listed = sessions
        self._events.clear()

    def terminate_all(self) -> None:
        """Terminate all listed sessions. Any thread may call it; never raises."""
        self.terminate(self._listed)

    def terminate(self, sessions: Sequence[str]) -> None:
        """Terminate sessions, and those that are withdrawn, which works even if their workers hang. Any thread may call it; never raises.

        If the database does not answer soon, this goes on in the background.
        """
        sessions, self._withdrawn = (*sessions, *self._withdrawn), []
        terminate_sessions(self._reader, sessions, TERMINATION_TIMEOUT)
