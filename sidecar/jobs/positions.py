"""Positions of an incremental job: the variables of its query, and the positions after each kind of end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sidecar.model.checkpoint import AcknowledgedRows
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.model.positions import Positions

if TYPE_CHECKING:
    # The API and the agent encode no rows: without this import they start in two thirds of the time.
    from sidecar.load.encode.documents import Encoder

_TIMESTAMP = "%Y-%m-%d %H:%M:%S.%f"


def template_variables(definition: ExecutionDefinition, positions: Positions) -> dict[str, Any]:
    """Return the template's variables, none of them set for a full run and for strategies that read everything.

    ``overlap`` moves the key or the timestamp back, so that the latest rows are read again.
    """
    ingestion = definition.ingestion
    if ingestion.strategy is not Strategy.INCREMENTAL or definition.full:
        return {}
    return {
        "max_primary_key": _key(ingestion, positions.max_primary_key),
        "last_record_timestamp": _timestamp(ingestion, positions.last_record_timestamp),
        "last_record": positions.last_record,
    }


def _key(ingestion: Ingestion, key: str | None) -> Decimal | None:
    if key is None:
        return None
    return Decimal(key) - (0 if ingestion.overlap_is_duration else ingestion.overlap)


def _timestamp(ingestion: Ingestion, timestamp: str | None) -> str | None:
    if timestamp is None or not ingestion.overlap_is_duration:
        return timestamp
    moved_back = datetime.strptime(timestamp, _TIMESTAMP) - timedelta(milliseconds=ingestion.overlap)  # noqa: DTZ007 - UTC by contract
    return moved_back.strftime(_TIMESTAMP)[:-3]


def after_success(before: Positions, encoder: "Encoder", clock: str) -> Positions:
    """Return the positions after a successful run; a run without rows leaves them unchanged."""
    if not encoder.rows:
        return before
    largest = encoder.key_tracker.largest if encoder.key_tracker else None
    return Positions(
        max_primary_key=_larger(before.max_primary_key, largest),
        last_record_timestamp=clock,
        last_record=encoder.last_record,
    )


def after_partitioned_success(before: Positions, encoders: Sequence["Encoder"], clock: str, earlier: AcknowledgedRows) -> Positions:
    """Return the positions after a successful run of several parts.

    ``earlier`` are the rows that an earlier attempt sent. With more than one part there is no last record: the parts are not ordered
    among each other.
    """
    reached = before
    if earlier.rows:
        reached = Positions(max_primary_key=_larger(before.max_primary_key, earlier.largest), last_record_timestamp=clock)
    for encoder in encoders:
        reached = after_success(reached, encoder, clock)
    return replace(reached, last_record=None) if len(encoders) > 1 and reached is not before else reached


def after_failure(before: Positions, last_id: str | None, *, ascending: bool) -> Positions:
    """Return the positions after a failed or aborted run.

    They move only if strictly ascending keys prove that no row was skipped.
    """
    if not ascending or last_id is None:
        return before
    return replace(before, max_primary_key=_larger(before.max_primary_key, last_id))


def after_process_loss(lease: Lease) -> Positions:
    """Return the positions after a run whose process is lost.

    They move only to the checkpoint of an ordered read.
    """
    definition, checkpoint = lease.definition, lease.checkpoint
    if definition is None or checkpoint is None or lease.forget or definition.ingestion.strategy is not Strategy.INCREMENTAL:
        return lease.positions
    reached = after_failure(lease.positions, checkpoint.acknowledged.largest, ascending=checkpoint.ordered)
    return replace(reached, scope=definition.ingestion.position_scope())


def _larger(one: str | None, other: str | None) -> str | None:
    # With an overlap a run may end on a smaller key than the known one.
    known = [key for key in (one, other) if key is not None]
    return max(known, key=Decimal) if known else None
