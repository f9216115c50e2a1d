"""Whether an execution whose process is lost can be tried again, and how."""

from sidecar.model.ingestion import Strategy
from sidecar.model.job import Phase
from sidecar.model.lease import Lease


def hindrance(lease: Lease, most: int | None) -> str | None:
    """Say why another attempt cannot be right; none where it can. ``most`` is how many may come no further, none for any number."""
    definition, details = lease.definition, lease.running.details
    if details.phase is Phase.PUBLISHING or definition is None:
        return None
    ingestion = definition.ingestion
    if ingestion.strategy is Strategy.INCREMENTAL and not ingestion.pk_field and details.rows_read:
        rows = f"up to {details.rows_read} may be in the target"
        return f"Without a pk_field rows that were sent cannot be told from rows that were not: {rows}."
    if most is not None and lease.tries >= most:
        return f"It was started {lease.tries} times without coming further."
    return None


def queued_again(lease: Lease, reason: str, *, counts: bool) -> Lease:
    """Give the lease of an execution that waits for its next attempt. One past the point of no return stays there.

    ``counts`` says whether the lost attempt is one of those that came no further.
    """
    details = lease.running.details
    if details.phase is Phase.PUBLISHING:
        again = lease.with_details(attempt=details.attempt + 1, restart_reason=reason, agent=None)
    else:
        # Whoever was cleaning up may still come to delete the index: nothing is gone on with there.
        kept = lease.evolve(resume=None) if details.phase is Phase.CLEANING else lease
        again = kept.begun_again(reason, attempt=details.attempt + 1, agent=None, phase=Phase.QUEUED)
    return again.evolve(owner=None, process=None, fence=lease.fence + 1, tries=lease.tries + counts)
