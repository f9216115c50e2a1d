"""An execution that only deletes the documents of an INCREMENTAL without a row, on the schedule of its deletions or on request."""

from sidecar.extract.errors import translate_query_errors
from sidecar.extract.reader import Reader
from sidecar.jobs.run.comparing import ComparingAttempt, Outcome
from sidecar.jobs.run.deletions import OBSTACLE, count_deleted_before, delete_surplus
from sidecar.load.encode.fields import find_key, find_same_key
from sidecar.load.index.comparability import find_removable_index
from sidecar.load.index.target import refresh
from sidecar.model.columns import Column
from sidecar.model.positions import Positions
from sidecar.tracing.spans import span


class SurplusDeletion(ComparingAttempt):
    """One attempt at the deletion of documents without a row."""

    bisection_obstacle = OBSTACLE

    def run(self) -> Outcome:
        """Compare all keys with all ids, and delete the documents without a row."""
        self._preparation.record_process()
        self._context.progress.reset()
        self._context.progress.deleted = count_deleted_before(self._context)
        source, reader = self._preparation.open_source()
        self._reader = reader
        try:
            with span("prepare"), translate_query_errors(source.id):
                index = self._preparation.connect(reader, lambda: find_removable_index(self._client, self._context.ingestion))
                _, query, columns = self._preparation.describe(
                    reader, source.sql_dialect, Positions(), template_text=self._context.ingestion.deletions.query
                )
                key = self._find_key(reader, source.sql_dialect, columns)
            self._context.heartbeat.write(lambda lease: lease.with_details(index=index.index))
            self._start_progress()
            with span("delete"):
                delete_surplus(self._context, self._client, reader, query=query, key=key, index=index, on_rows=self._count)
        finally:
            reader.close()
        self._context.timeline.record("compared")
        refresh(self._client, index.index)
        deleted = self._context.progress.deleted or 0
        documents = "document without a row was" if deleted == 1 else "documents without a row were"
        return Outcome(note=f"{deleted:,} {documents} deleted.")

    def _find_key(self, reader: Reader, database: str, columns: tuple[Column, ...]) -> tuple[Column, ...]:
        """Return the columns of the key among those of the query that is compared."""
        pk_field = self._context.ingestion.pk_field
        if self._context.ingestion.deletions.query is None:
            return find_key(columns, pk_field)
        # The ids come from the query itself.
        return find_same_key(columns, find_key(reader.describe(self._preparation.render_first_query(database)), pk_field))
