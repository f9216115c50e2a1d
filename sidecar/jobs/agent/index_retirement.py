"""Drop replaced indices some time after the publish, so that searches can finish."""

import logging
from collections.abc import Callable

from sidecar.errors import SidecarError
from sidecar.jobs.clock import Clock
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.lease import Lease

log = logging.getLogger(__name__)

DROP_DELAY = 10_000
"""Milliseconds between the publish and the deletion of the replaced index."""
RETRY_DELAY = 60_000
"""Milliseconds until an index that could not be dropped is tried again."""


class IndexRetirement:
    """Drops the indices that leases list. ``drop`` deletes an index and returns whether it no longer exists."""

    def __init__(self, lifecycle: Lifecycle, drop: Callable[[Lease, str], bool], clock: Clock) -> None:
        self._lifecycle = lifecycle
        self._drop = drop
        self._clock = clock
        self._next_try: dict[str, int] = {}

    def may_be_due(self, key: str) -> bool:
        """Return whether a lease with indices to drop must be read."""
        return self._clock() >= self._next_try.get(key, 0)

    def drop_due(self, lease: Lease) -> None:
        """Drop the due indices of one lease; those that cannot be dropped yet are tried again later."""
        since = lease.execution_status.start_time if lease.is_active else lease.execution_status.end_time
        if since is None or not self.may_be_due(lease.key):
            return
        if self._clock() - since <= DROP_DELAY:
            self._next_try[lease.key] = since + DROP_DELAY
            return
        dropped = {index for index in lease.drop if self._try_drop(lease, index)}
        if dropped != set(lease.drop):
            self._next_try[lease.key] = self._clock() + RETRY_DELAY
        self._lifecycle.change(
            lease.key, lambda now: now.evolve(drop=tuple(index for index in now.drop if index not in dropped)), refresh=True
        )

    def _try_drop(self, lease: Lease, index: str) -> bool:
        try:
            return self._drop(lease, index)
        except SidecarError as error:
            log.warning("could not drop the replaced index [%s], will retry: %s", index, error)
            return False
