"""Where an incremental run starts: at the positions in the lease if they are valid for its target.

Positions are valid for one index. After a restore that index has another UUID. Then they are still valid if the copy provably has every
document that the index had when they were reached. Otherwise rows that are read again do no harm, but rows that are not read are lost.
"""

from contextlib import suppress
from dataclasses import dataclass, replace

from sidecar.elastic import Client
from sidecar.errors import SidecarError
from sidecar.load.index import target
from sidecar.load.index.lookup import AliasTarget, resolve_indices
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.model.positions import Positions
from sidecar.model.target_state import TargetState
from sidecar.store.definitions import DefinitionStore


@dataclass(frozen=True, kw_only=True)
class RunStart:
    """Where a run starts."""

    positions: Positions
    """What the query is rendered with."""
    saved: Positions
    """The positions of the lease as far as they are valid: those that the job keeps if the run fails."""
    notice: str | None = None
    """A sentence about a target that is not what the last run left, and about what the run reads therefore."""


def find_run_start(client: Client, definitions: DefinitionStore, lease: Lease, definition: ExecutionDefinition) -> RunStart:
    """Return where a run starts; for a strategy without positions, with those of the lease. ``client`` is that of the target."""
    if definition.ingestion.strategy is not Strategy.INCREMENTAL:
        return _keep(lease)
    start = _find_incremental_start(client, definitions, lease, definition.ingestion)
    return replace(start, positions=Positions(), notice=None) if definition.full else start


def _find_incremental_start(client: Client, definitions: DefinitionStore, lease: Lease, ingestion: Ingestion) -> RunStart:
    if lease.positions.scope not in (None, ingestion.position_scope()):
        # They belong to an earlier definition: they could not be reset when this one was saved.
        return _read_all()
    if lease.sent and lease.target_uuid is None:
        return _keep(lease)
    index = target.find_target(client, ingestion.target)
    if not lease.sent:
        return replace(_keep(lease), positions=_largest_key(client, ingestion, index))
    start = _start_after_run(client, definitions, lease, ingestion, index)
    return start if lease.positions.is_set else replace(start, notice=None)


def _start_after_run(
    client: Client, definitions: DefinitionStore, lease: Lease, ingestion: Ingestion, index: AliasTarget | None
) -> RunStart:
    name = ingestion.target
    if index is None:
        return _read_all(f"The target [{name}] does not exist any more: the run reads all rows.")
    is_same = index.uuid == lease.target_uuid
    was_empty = lease.target_state is not None and lease.target_state.is_empty
    if is_same and not was_empty and not target.has_documents(client, name):
        return _read_all(f"The target [{name}] has no documents any more: the run reads all rows.")
    # An alias may have been rolled over: the earlier index still has the earlier rows.
    if is_same or _has_earlier_target(client, lease, ingestion):
        return _keep(lease, _describe_writes(client, lease, ingestion, index) if is_same else None)
    if not _may_be_copy(lease, ingestion, index):
        return _start_in_new_index(client, lease, ingestion, index)
    if _is_complete_copy(client, definitions, lease, ingestion, index):
        return _keep(lease, f"The target [{name}] was restored, and has every row up to the positions: the run goes on from them.")
    return _read_all(f"The target [{name}] was restored, and may be older than the positions: the run reads all rows.")


def _start_in_new_index(client: Client, lease: Lease, ingestion: Ingestion, index: AliasTarget) -> RunStart:
    name = ingestion.target
    if lease.target_state is None or lease.target_state.written:
        # Some of its documents may be rows of a run that failed, in any order.
        return _read_all(f"The target [{name}] was created again, and may have rows of a run that failed: the run reads all rows.")
    found = _largest_key(client, ingestion, index)
    what = f"the rows above its largest key [{found.max_primary_key}]" if found.is_set else "all rows"
    return RunStart(positions=found, saved=found, notice=f"The target [{name}] was created again: the run reads {what}.")


def _keep(lease: Lease, notice: str | None = None) -> RunStart:
    return RunStart(positions=lease.positions, saved=lease.positions, notice=notice)


def _read_all(notice: str | None = None) -> RunStart:
    return RunStart(positions=Positions(), saved=Positions(), notice=notice)


def _largest_key(client: Client, ingestion: Ingestion, index: AliasTarget | None) -> Positions:
    has_key = index is not None and len(ingestion.pk_field) == 1
    return Positions(max_primary_key=target.max_primary_key(client, ingestion.target, ingestion.pk_field[0]) if has_key else None)


def _is_own(ingestion: Ingestion, index: AliasTarget) -> bool:
    return index.is_own and index.meta.get("job") == ingestion.id


def _has_earlier_target(client: Client, lease: Lease, ingestion: Ingestion) -> bool:
    """Return whether the target is an alias that also points to the index that the positions are valid for."""
    return any(each.uuid == lease.target_uuid for each in resolve_indices(client, ingestion.target))


def _may_be_copy(lease: Lease, ingestion: Ingestion, index: AliasTarget) -> bool:
    """Return whether the index may be a restored one, or one that rows of this execution created: its largest key proves nothing."""
    state = lease.target_state
    is_restored = _is_own(ingestion, index) or (state is not None and state.created == index.created)
    return is_restored or (lease.is_active and index.created >= lease.execution_status.start_time)


def _is_complete_copy(client: Client, definitions: DefinitionStore, lease: Lease, ingestion: Ingestion, index: AliasTarget) -> bool:
    """Return whether a copy has every document that the index had when the positions were reached.

    In an index that others write, too, later sequence numbers may be theirs. Deletions of marked rows leave no document with one.
    """
    state = lease.target_state
    if state is None or not _is_own(ingestion, index) or ingestion.deletions.column is not None:
        return False
    if definitions.ingestions_with_same_target(ingestion):
        return False
    target.refresh(client, index.index)
    return state.is_contained_in(target.read_state(client, index))


def _describe_writes(client: Client, lease: Lease, ingestion: Ingestion, index: AliasTarget) -> str | None:
    """Return a sentence if the own target has documents that are newer than the positions, and that no run sent which the lease knows."""
    state = lease.target_state
    if state is None or state.written or not state.seq_nos or not _is_own(ingestion, index):
        return None
    if not state.is_older_than(target.read_state(client, index)):
        return None
    writers = "another program, a retry of dead letters, or a run that a restored [.siren-leases] does not know"
    return f"The target [{ingestion.target}] was written since the positions were reached, by {writers}: the run goes on from them."


def with_run_start(lease: Lease, start: RunStart, ingestion: Ingestion) -> Lease:
    """Return the lease with the positions that are valid, unless they were reset meanwhile."""
    if lease.forget or start.saved == lease.positions:
        return lease
    state = lease.target_state.without_positions() if lease.target_state else None
    return lease.evolve(positions=replace(start.saved, scope=ingestion.position_scope()), target_state=state)


def read_reached_state(client: Client, ingestion: Ingestion) -> TargetState | None:
    """Return the state of the refreshed target of a successful run; None if it cannot be read: then a restored copy is read again."""
    with suppress(SidecarError):
        index = target.find_target(client, ingestion.target)
        return target.read_state(client, index) if index else None
    return None
