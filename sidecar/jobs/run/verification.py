"""Compare the target with the source: whether it has exactly the documents that a full run would write. Nothing is written."""

from collections.abc import Callable

from sidecar.extract.errors import translate_query_errors
from sidecar.extract.reader import Reader
from sidecar.jobs.run.context import ExecutionContext
from sidecar.jobs.run.preparation import Preparation
from sidecar.jobs.run.row_comparison import RowComparison
from sidecar.jobs.run.second_look import SecondLook, raise_on_duplicates
from sidecar.load.compare.comparison import DigestComparison
from sidecar.load.encode.encoded import EncodedBlock
from sidecar.load.index.comparability import ComparableIndex, find_comparable_index
from sidecar.load.send.acknowledgements import Totals
from sidecar.model.checkpoint import Checkpoint
from sidecar.model.comparison import MAX_SAMPLES, ComparisonResult
from sidecar.model.positions import Positions


class Verification:
    """One attempt at a verification."""

    bisection_obstacle = "A verification cannot leave out a row."
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

    def cancel(self) -> None:
        """Cancel the statement in the database. Any thread may call it."""
        if self._reader is not None:
            self._reader.cancel()

    def checkpoint(self, known: Checkpoint | None) -> Checkpoint | None:
        """Return None: every attempt compares everything."""
        return None

    def run(self) -> ComparisonResult:
        """Compare all rows with all documents."""
        self._preparation.record_process()
        self._context.progress.reset()
        source, reader = self._preparation.open_source()
        self._reader = reader
        try:
            with translate_query_errors(source.id):
                index = self._preparation.connect(reader, lambda: find_comparable_index(self._client, self._context.ingestion))
                _, query, columns = self._preparation.describe(reader, source.database, Positions())
            self._context.heartbeat.write(lambda lease: lease.with_details(index=index.index))
            compared = RowComparison(
                self._context, self._client, reader,
                query=query, columns=columns, transforms=self._context.ingestion.transforms, index=index,
            )  # fmt: skip
            with compared:
                with translate_query_errors(source.id):
                    # The second look sees the same rows, if the database has snapshots.
                    reader.use_snapshot(None)
                return self._compare(compared, index)
        finally:
            reader.close()

    def _compare(self, compared: RowComparison, index: ComparableIndex) -> ComparisonResult:
        self._context.progress.start(lambda: self._totals, lambda: None)
        compared.digest(compares_documents=index.obstacle is None, on_rows=self._count)
        self._context.timeline.record("all read")
        found = DigestComparison(max_samples=MAX_SAMPLES, compares_documents=index.obstacle is None)
        for joined in compared.comparison.join():
            found.add(joined)
        self._context.timeline.record("compared")
        raise_on_duplicates(found, compared)
        look = SecondLook(found, compared)
        look.read()
        note = None if index.obstacle is None else f"Only ids were compared, because {index.obstacle}."
        return ComparisonResult(
            rows=compared.comparison.rows, documents=compared.comparison.documents, missing=found.missing, surplus=found.surplus,
            different=look.different, rejected=self._context.progress.rejected, obstacle=note, missing_ids=tuple(look.missing),
            surplus_ids=tuple(compared.comparison.find_ids(compared.snapshot, found.surplus_records)), differences=tuple(look.differences),
        )  # fmt: skip

    def _count(self, block: EncodedBlock) -> None:
        self._context.progress.rows_read += block.rows
        self._context.progress.rejected += len(block.rejected)
        self._totals = Totals(acknowledged=self._totals.acknowledged + len(block.row_ends), bytes=self._totals.bytes + len(block.data))
