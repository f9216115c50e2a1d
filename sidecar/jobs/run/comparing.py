"""The common part of attempts at executions that load no rows."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from sidecar.extract.reader import Reader
from sidecar.jobs.run.context import ExecutionContext
from sidecar.jobs.run.preparation import Preparation
from sidecar.load.encode.encoded import EncodedBlock
from sidecar.load.send.acknowledgements import Totals
from sidecar.model.checkpoint import Checkpoint
from sidecar.model.comparison import ComparisonResult


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How an execution that loads no rows succeeded."""

    note: str
    """A sentence with the result."""
    comparison: ComparisonResult | None = None


class ComparingAttempt(ABC):
    """One attempt at an execution that compares rows and documents. Every attempt compares everything."""

    bisection_obstacle: str
    is_sending = False
    has_ascending_keys: Callable[[], bool] | None = None

    def __init__(self, context: ExecutionContext) -> None:
        self._context = context
        self._client = context.target_client()
        self._preparation = Preparation(context, self._client)
        self._reader: Reader | None = None
        self._totals = Totals()

    @property
    def is_connected(self) -> bool:
        """Return whether the database was reached."""
        return self._preparation.is_connected

    @abstractmethod
    def run(self) -> Outcome:
        """Compare."""

    def cancel(self) -> None:
        """Cancel the statement in the database. Any thread may call it."""
        if self._reader is not None:
            self._reader.cancel()

    def checkpoint(self, known: Checkpoint | None) -> Checkpoint | None:
        """Return None: nothing can be resumed."""
        return None

    def _start_progress(self) -> None:
        """Show the rows that are compared as the progress."""
        self._context.progress.start(lambda: self._totals, lambda: None)

    def _count(self, block: EncodedBlock) -> None:
        self._context.progress.rows_read += block.rows
        self._context.progress.rejected += len(block.rejected)
        self._totals = Totals(acknowledged=self._totals.acknowledged + len(block.row_ends), bytes=self._totals.bytes + len(block.data))
