"""Drop the indices that publishes replaced, some seconds after them: searches that are under way come to their end."""

import logging
from collections.abc import Callable

from sidecar.errors import SidecarError
from sidecar.jobs.clock import Clock
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.model.lease import Lease

log = logging.getLogger(__name__)

DROP_AFTER = 10_000
"""Milliseconds that a replaced index outlives the publish."""
TRY_AGAIN = 60_000
"""Milliseconds before another try at an index that could not be dropped."""


class Replaced:
    """What leases name to be dropped. ``drop`` deletes an index and tells whether it is gone."""

    def __init__(self, life: Lifecycle, drop: Callable[[Lease, str], bool], clock: Clock) -> None:
        self._life = life
        self._drop = drop
        self._clock = clock
        self._try_again: dict[str, int] = {}

    def clear(self, lease: Lease) -> None:
        """Drop what is due of one lease; what cannot go yet is tried again a minute later."""
        since = lease.running.start_time if lease.active else lease.running.end_time
        if since is None or self._clock() - since <= DROP_AFTER or self._clock() < self._try_again.get(lease.key, 0):
            return
        gone = {index for index in lease.drop if self._is_gone(lease, index)}
        if gone != set(lease.drop):
            self._try_again[lease.key] = self._clock() + TRY_AGAIN
        self._life.change(lease.key, lambda now: now.evolve(drop=tuple(index for index in now.drop if index not in gone)), refresh=True)

    def _is_gone(self, lease: Lease, index: str) -> bool:
        try:
            return self._drop(lease, index)
        except SidecarError as error:
            log.warning("the replaced index [%s] stays for now: %s", index, error)
            return False
