"""The snapshot of the database that all workers read. The coordinator's session holds it."""

from sidecar.errors import SourceError, SourceUnavailable
from sidecar.extract.reader import Reader


class HeldSnapshot:
    """A snapshot that the session of ``reader`` holds, if the database can share one among sessions."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.name: str | None = None
        """The name by which other sessions use it; None if there is none."""

    def export(self) -> bool:
        """Export the snapshot; return whether there is one."""
        self.name = self._reader.export_snapshot()
        return self.name is not None

    def check(self) -> None:
        """Raise :class:`~sidecar.errors.SourceUnavailable` if the session that holds it has ended: no worker could use it any more."""
        if self.name is None:
            return
        try:
            self._reader.current_time()
        except SourceError as error:
            raise SourceUnavailable(
                "The snapshot that all workers read is lost: the session that holds it has ended. The read begins with another snapshot."
            ) from error
