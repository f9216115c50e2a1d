"""What a scrape does without a part of what it reads."""

from typing import Any

import elasticsearch
import pytest
from elastic_transport import ApiResponseMeta, HttpHeaders, NodeConfig

from sidecar.errors import ApiError, ServiceUnavailable
from sidecar.store.cluster_metrics import ClusterMetricsReader

TOTAL = {"hits": {"total": {"value": 3, "relation": "eq"}}, "status": 200}
META = ApiResponseMeta(403, "1.1", HttpHeaders(), 0.0, NodeConfig("http", "localhost", 9200))
EMPTY: dict[str, Any] = {"status": 200}


class Cluster:
    """A client that answers with the given responses of a multi-search."""

    def __init__(self, *responses: dict[str, Any]) -> None:
        self.responses = responses
        self.cluster = self

    def options(self, **_: Any) -> "Cluster":
        """Return itself."""
        return self

    def msearch(self, **_: Any) -> dict[str, Any]:
        """Return the responses."""
        return {"responses": list(self.responses)}

    def state(self, **_: Any) -> Any:
        """Raise the error of a cluster that denies the state."""
        raise elasticsearch.AuthorizationException("security_exception", META, error(403, "security_exception"))


def error(status: int, type: str) -> dict[str, Any]:
    return {"error": {"type": type, "reason": "why"}, "status": status}


def read(*responses: dict[str, Any]) -> Any:
    return ClusterMetricsReader(Cluster(*responses)).read(0)  # type: ignore[arg-type]


def test_what_the_sidecar_lacks_a_privilege_for_is_unknown() -> None:
    denied = error(403, "security_exception")
    found = read(EMPTY, EMPTY, denied, TOTAL)
    assert (found.jobs, found.read_only, found.agents, found.dead_letters) == ((), None, None, 3)
    found = read(EMPTY, EMPTY, TOTAL, denied)
    assert (found.agents, found.dead_letters) == (3, None)


def test_without_a_privilege_on_the_leases_the_scrape_fails() -> None:
    with pytest.raises(ApiError, match=r"\[.siren-leases\] could not be searched: why"):
        read(error(403, "security_exception"), EMPTY, TOTAL, TOTAL)


def test_leases_whose_shard_is_not_available_count_as_no_answer() -> None:
    with pytest.raises(ServiceUnavailable):
        read(error(503, "search_phase_execution_exception"), EMPTY, TOTAL, TOTAL)
