"""Prepare the target of an attempt: its staging index, or the existing index or alias that receives the rows."""

import secrets as randomness
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from sidecar.elastic import Client
from sidecar.jobs.run.heartbeat import Heartbeat
from sidecar.jobs.run.resume import ResumedState
from sidecar.load.index import target
from sidecar.load.index.mapping import Mapping
from sidecar.load.index.staging import StagingIndex, create_staging_index, staging_name
from sidecar.load.index.supported_types import create_mapping
from sidecar.load.send.transport import Destination
from sidecar.model.columns import Column
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.job_state import Phase
from sidecar.model.lease import Lease
from sidecar.model.target_state import TargetState


class TargetSetup:
    """Creates the destination of an attempt's rows, and records it in the lease.

    ``client`` writes to the target, ``own_client`` as the sidecar itself.
    """

    def __init__(self, client: Client, ingestion: Ingestion, heartbeat: Heartbeat, *, own_client: Client, resumed: ResumedState) -> None:
        self._client = client
        self._ingestion = ingestion
        self._heartbeat = heartbeat
        self._own_client = own_client
        self._resumed = resumed

    def create_destination(self, columns: tuple[Column, ...], replaced: str | None) -> Destination:
        """Return the destination of rows with these columns; ``replaced`` is the index that a publish will replace."""
        mapping = create_mapping(self._own_client, columns, self._ingestion.transforms, self._ingestion.mapping)
        if self._ingestion.strategy is not Strategy.REPLACE:
            return self._prepare_target(mapping)
        if self._resumed.fenced is None:
            return self._create_staging(mapping, replaced)
        staging = self._resumed.fenced.staging
        self._start_reading(staging.index, lambda lease: lease)
        return self._staging_destination(staging)

    def _create_staging(self, mapping: Mapping, replaced: str | None) -> Destination:
        index = staging_name(self._ingestion, now=datetime.now(UTC), suffix=randomness.token_hex(3))
        # Recorded before the index exists: it must be known for cleaning up, whenever this process ends.
        self._start_reading(index, lambda lease: lease.evolve(staging=index, replaced=replaced))
        details = self._heartbeat.status.details
        return self._staging_destination(
            create_staging_index(self._client, self._ingestion, mapping, index, execution=details.execution, attempt=details.attempt)
        )  # fmt: skip

    def _staging_destination(self, staging: StagingIndex) -> Destination:
        return Destination(
            index=staging.alias, require_alias=True, pipeline=self._ingestion.pipeline_name,
            index_pipelines=staging.pipelines, concrete_index=staging.index,
        )  # fmt: skip

    def _prepare_target(self, mapping: Mapping) -> Destination:
        prepared = target.prepare(self._client, self._ingestion, mapping)
        self._start_reading(prepared.index, lambda lease: _with_target(lease, prepared))
        return Destination(
            index=prepared.name, pipeline=self._ingestion.pipeline_name, index_pipelines=prepared.pipelines, concrete_index=prepared.index
        )  # fmt: skip

    def _start_reading(self, index: str, change: Callable[[Lease], Lease]) -> None:
        self._heartbeat.write(lambda lease: change(lease).with_details(phase=Phase.READING, index=index))


def _with_target(lease: Lease, prepared: target.Target) -> Lease:
    """Return the lease of a run that is about to write to an index, for which its positions are valid."""
    known = lease.target_state
    state = TargetState(created=prepared.created, written=True)
    if known and known.created == prepared.created:
        state = replace(state, seq_nos=known.seq_nos, restored=known.restored or lease.target_uuid != prepared.uuid)
    return lease.evolve(target_uuid=prepared.uuid, target_state=state)
