"""Leases: read in real time, changed by compare-and-set. Searches only find candidates."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translated
from sidecar.model.lease import Lease
from sidecar.store import document
from sidecar.store.document import Versioned
from sidecar.store.indices import LEASES

_CANDIDATES = 10_000
_ACTIVE = {"terms": {"state": ["running", "aborting"]}}


@dataclass(frozen=True, kw_only=True)
class Held:
    """A lease and where its document stands. ``at`` is none before the first write."""

    lease: Lease
    at: Versioned | None = None


class Leases:
    """The leases of all jobs."""

    def __init__(self, client: Elasticsearch) -> None:
        self._client = client

    def get(self, key: str) -> Held | None:
        """Get a job's lease as it is now; none where the job never had one."""
        found = document.read(self._client, LEASES, key)
        return found and Held(lease=Lease.stored(found[0]), at=found[1])

    def write(self, held: Held, lease: Lease, *, refresh: bool = False) -> Held:
        """Replace the lease that was read by another one.

        Raises :class:`~sidecar.errors.VersionConflict` when somebody else wrote since, and
        :class:`~sidecar.errors.Unavailable` when it is not known whether the write took place.
        """
        condition: dict[str, Any] = (
            {"op_type": "create"} if held.at is None else {"if_seq_no": held.at.seq_no, "if_primary_term": held.at.primary_term}
        )
        with translated():
            answer = self._client.index(
                index=LEASES, id=lease.key, document=lease.document(), refresh=refresh, require_alias=False, **condition
            )
        return Held(lease=lease, at=Versioned.of(answer))

    def active(self) -> list[str]:
        """Find the keys of jobs whose execution is queued or runs; a real-time get has to confirm each."""
        return self._find(_ACTIVE)

    def all(self) -> list[str]:
        """Find the keys of all leases."""
        return self._find({"match_all": {}})

    def pending(self) -> list[str]:
        """Find the keys of leases that an agent may have to do something for: besides the active ones those whose end is not
        in the log yet, or that name an index to be dropped.
        """
        return self._find({"bool": {"should": [_ACTIVE, {"term": {"projected": False}}, {"exists": {"field": "drop"}}]}})

    def _find(self, query: Mapping[str, Any]) -> list[str]:
        with translated():
            answer = self._client.search(index=LEASES, query=query, size=_CANDIDATES, source=False, sort=["_doc"])
        return [hit["_id"] for hit in answer["hits"]["hits"]]
