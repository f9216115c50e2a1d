"""The enabled schedules, each read and parsed once per version of its definition."""

import math
import time
from collections.abc import Callable

from sidecar.model.ingestion import Ingestion
from sidecar.store.definitions import SCHEDULED, Definitions

_Version = tuple[int, int]


class Schedules:
    """The ingestions whose schedule is enabled. An unchanged definition is the same object at every call."""

    def __init__(self, ingestions: Definitions[Ingestion], clock: Callable[[], float] = time.monotonic) -> None:
        self._ingestions = ingestions
        self._clock = clock
        self._read_at = -math.inf
        self._cached: dict[str, tuple[_Version, Ingestion | None]] = {}

    def __call__(self, max_age: float) -> list[Ingestion]:
        """Return them as they were at most ``max_age`` seconds ago; only changed ones are read."""
        now = self._clock()
        if now - self._read_at >= max_age:
            self._read()
            self._read_at = now
        return [ingestion for _, ingestion in self._cached.values() if ingestion and ingestion.enable_scheduler]

    def _read(self) -> None:
        versions = self._ingestions.find_versions(SCHEDULED)
        self._cached = {id: self._cached[id] for id in versions if id in self._cached and self._cached[id][0] == versions[id]}
        changed = [id for id in versions if id not in self._cached]
        read = {each.definition.id: each for each in self._ingestions.get_many(changed)}
        for id in changed:
            # One that cannot be used is remembered, too, so that it is reported once.
            found = read.get(id)
            version = (found.version.seq_no, found.version.primary_term) if found else versions[id]
            self._cached[id] = (version, found.definition if found else None)
