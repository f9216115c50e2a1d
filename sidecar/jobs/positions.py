"""Where an incremental job stands: what its query is told, and what it keeps afterwards."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sidecar.elastic import Client
from sidecar.load.encode.documents import Encoder
from sidecar.load.index import target
from sidecar.model.checkpoint import Settled
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.lease import Definition, Lease
from sidecar.model.positions import Positions

_TIMESTAMP = "%Y-%m-%d %H:%M:%S.%f"


def before_run(client: Client, lease: Lease, definition: Definition) -> Positions:
    """Return the positions that a run starts from; query the target only if the lease does not know them."""
    ingestion = definition.ingestion
    if ingestion.strategy is Strategy.REPLACE:
        return lease.positions
    if definition.full:
        return Positions()
    if lease.positions.of not in (None, ingestion.identity()):
        # Those of an earlier definition: whoever saved this one could not forget them.
        return Positions()
    uuid = target.target_uuid(client, ingestion.target)
    same = uuid is not None and uuid == lease.target_uuid
    if lease.sent and (lease.target_uuid is None or (same and target.document_count(client, ingestion.target))):
        return lease.positions
    known = uuid is not None and len(ingestion.pk_field) == 1
    return Positions(max_primary_key=target.max_primary_key(client, ingestion.target, ingestion.pk_field[0]) if known else None)


def variables(definition: Definition, positions: Positions) -> dict[str, Any]:
    """Give the template's variables; all are unset for a REPLACE and for a full run. ``overlap`` reads that much again."""
    ingestion = definition.ingestion
    if ingestion.strategy is Strategy.REPLACE or definition.full:
        return {}
    return {
        "max_primary_key": _key(ingestion, positions.max_primary_key),
        "last_record_timestamp": _moment(ingestion, positions.last_record_timestamp),
        "last_record": positions.last_record,
    }


def _key(ingestion: Ingestion, key: str | None) -> Decimal | None:
    if key is None:
        return None
    return Decimal(key) - (0 if ingestion.overlap_is_duration else ingestion.overlap)


def _moment(ingestion: Ingestion, moment: str | None) -> str | None:
    if moment is None or not ingestion.overlap_is_duration:
        return moment
    earlier = datetime.strptime(moment, _TIMESTAMP) - timedelta(milliseconds=ingestion.overlap)  # noqa: DTZ007 - UTC by contract
    return earlier.strftime(_TIMESTAMP)[:-3]


def after_success(before: Positions, encoder: Encoder, clock: str) -> Positions:
    """Give the positions after a run that read everything; a run without rows leaves them."""
    if not encoder.rows:
        return before
    largest = encoder.watch.largest if encoder.watch else None
    return Positions(
        max_primary_key=_larger(before.max_primary_key, largest),
        last_record_timestamp=clock,
        last_record=encoder.last_record,
    )


def after_success_of_all(before: Positions, encoders: Sequence[Encoder], clock: str, kept: Settled) -> Positions:
    """Give the same after a run of several parts, and of what an earlier attempt has ``kept``.

    Where there are more than one, none of their last records is the last of all.
    """
    reached = before
    if kept.rows:
        reached = Positions(max_primary_key=_larger(before.max_primary_key, kept.largest), last_record_timestamp=clock)
    for encoder in encoders:
        reached = after_success(reached, encoder, clock)
    return replace(reached, last_record=None) if len(encoders) > 1 and reached is not before else reached


def after_other_end(before: Positions, last_id: str | None, *, ascending: bool) -> Positions:
    """Give the positions after a run that broke off: only strictly ascending keys tell that nothing below was left out."""
    if not ascending or last_id is None:
        return before
    return replace(before, max_primary_key=_larger(before.max_primary_key, last_id))


def after_lost(lease: Lease) -> Positions:
    """Give the positions after a run whose process is gone: only its checkpoint tells how far an ordered read has come."""
    definition, resume = lease.definition, lease.resume
    if definition is None or resume is None or lease.forget or definition.ingestion.strategy is Strategy.REPLACE:
        return lease.positions
    reached = after_other_end(lease.positions, resume.kept.largest, ascending=resume.ordered)
    return replace(reached, of=definition.ingestion.identity())


def _larger(one: str | None, other: str | None) -> str | None:
    # With an overlap a run may end on a key below the one that was known already.
    known = [key for key in (one, other) if key is not None]
    return max(known, key=Decimal) if known else None
