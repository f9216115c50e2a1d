"""Elasticsearch's security, asked: is it on, who calls, what may they do."""

from dataclasses import dataclass
from typing import Any

from elastic_transport import ApiError
from elasticsearch import Elasticsearch

from sidecar.elastic import translated
from sidecar.errors import NotFound, Refused, SidecarError, Unavailable
from sidecar.model.privileges import Grant, Needs

_UNKNOWN_PATH = (400, 404, 405)
"""How a cluster without security answers for a path of the security API: it takes it for an index and a document, or for nothing."""


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Whom Elasticsearch takes a request's sender for."""

    name: str
    roles: tuple[str, ...]


def enabled(client: Elasticsearch) -> bool:
    """Tell whether the cluster has security. ``client`` carries no credentials: nothing that a caller sends may sway the answer.

    Raise :class:`~sidecar.errors.Unavailable` where something else than Elasticsearch says that there is no such path.
    """
    try:
        with translated():
            client.security.authenticate()
    except (NotFound, Refused) as error:
        if error.status in (401, 403):
            return True
        if error.status not in _UNKNOWN_PATH:
            raise
        if not _is_elasticsearchs(error):
            raise Unavailable("what answers there is not Elasticsearch") from error
        return False
    return True


def _is_elasticsearchs(error: SidecarError) -> bool:
    """Tell whether an error is Elasticsearch's own answer; a proxy before it may have errors of its own."""
    cause = error.__cause__
    return isinstance(cause, ApiError) and cause.meta.headers.get("x-elastic-product") == "Elasticsearch"


def caller(client: Elasticsearch) -> Caller:
    """Ask who the client is; raise :class:`~sidecar.errors.Refused` with Elasticsearch's own 401 or 403 for nobody it knows."""
    with translated():
        answer = client.security.authenticate()
    return Caller(name=answer["username"], roles=tuple(answer.get("roles", ())))


def lacking(client: Elasticsearch, needs: Needs) -> Needs:
    """Give the part of ``needs`` that the client does not hold. Raises as :func:`caller` does."""
    index = [{"names": [each.name], "privileges": list(each.privileges)} for each in needs.indices]
    with translated():
        answer = client.security.has_privileges(index=index, cluster=list(needs.cluster))
    missing = (Grant(each.name, _denied(answer["index"].get(each.name, {}), each.privileges)) for each in needs.indices)
    return Needs(indices=tuple(each for each in missing if each.privileges), cluster=_denied(answer["cluster"], needs.cluster))


def _denied(held: dict[str, Any], asked: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in asked if held.get(name) is not True)
