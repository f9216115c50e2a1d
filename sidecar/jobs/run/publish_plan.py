"""The publish plan: what another process needs to publish a run whose rows are all acknowledged."""

from dataclasses import replace
from typing import Any

from sidecar.jobs import positions
from sidecar.jobs.run.context import ExecutionContext
from sidecar.jobs.run.read_plan import CheckpointBuilder
from sidecar.load.send.acknowledgements import Totals
from sidecar.model.checkpoint import AcknowledgedRows


def create_publish_plan(
    context: ExecutionContext, checkpoints: CheckpointBuilder, totals: Totals, *, keeps_record: bool, read_elsewhere: AcknowledgedRows
) -> dict[str, Any]:
    """Return the possible numbers of documents and the positions that the run has reached, with the last record if it is kept.

    ``read_elsewhere`` are the rows of this attempt that other processes have read.
    """
    earlier_rows = (checkpoints.earlier.acknowledged if checkpoints.earlier else AcknowledgedRows()).plus(read_elsewhere)
    reached = positions.after_partitioned_success(
        checkpoints.before, [part.encoder for part in checkpoints.plan.remaining], checkpoints.clock, earlier_rows
    )
    if context.definition.full and reached is checkpoints.before:
        # A full run starts from unset positions; if it read no row, the job keeps its earlier ones.
        reached = context.heartbeat.lease.positions
    if not keeps_record:
        # It may be large and contains user data: stored only if the query uses it.
        reached = replace(reached, last_record=None)
    return {"documents": [totals.expected_documents.start, totals.expected_documents.stop], "positions": reached.to_document()}
