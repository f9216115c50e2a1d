"""Compare the target with the source: whether it has exactly the documents that a full run would write. Nothing is written."""

from sidecar.extract.errors import translate_query_errors
from sidecar.jobs.run.comparing import ComparingAttempt, Outcome
from sidecar.jobs.run.row_comparison import RowComparison
from sidecar.jobs.run.second_look import SecondLook, raise_on_duplicates
from sidecar.load.compare.comparison import DigestComparison
from sidecar.load.index.comparability import ComparableIndex, find_comparable_index
from sidecar.model.comparison import MAX_SAMPLES, ComparisonResult
from sidecar.model.positions import Positions
from sidecar.tracing.spans import span


class Verification(ComparingAttempt):
    """One attempt at a verification."""

    bisection_obstacle = "A verification cannot leave out a row."

    def run(self) -> Outcome:
        """Compare all rows with all documents."""
        self._preparation.record_process()
        self._context.progress.reset()
        source, reader = self._preparation.open_source()
        self._reader = reader
        try:
            with span("prepare"), translate_query_errors(source.id):
                index = self._preparation.connect(reader, lambda: find_comparable_index(self._client, self._context.ingestion))
                _, query, columns = self._preparation.describe(reader, source.sql_dialect, Positions())
            self._context.heartbeat.write(lambda lease: lease.with_details(index=index.index))
            compared = RowComparison(
                self._context, self._client, reader,
                query=query, columns=columns, transforms=self._context.ingestion.transforms, index=index,
            )  # fmt: skip
            with compared, span("compare"):
                with translate_query_errors(source.id):
                    # The second look sees the same rows, if the database has snapshots.
                    reader.use_snapshot(None)
                result = self._compare(compared, index)
                return Outcome(note=result.describe(), comparison=result)
        finally:
            reader.close()

    def _compare(self, compared: RowComparison, index: ComparableIndex) -> ComparisonResult:
        self._start_progress()
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
