"""Where a job stands before a run: what its lease says, or what its target shows."""

from sidecar.elastic import Client
from sidecar.load import target
from sidecar.model.ingestion import Strategy
from sidecar.model.lease import Definition, Lease
from sidecar.model.positions import Positions


def standing(client: Client, lease: Lease, definition: Definition) -> Positions:
    """Give the positions that a run of this definition begins with. The target is asked only when nobody can know better."""
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
