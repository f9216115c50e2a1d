"""Queries of Elasticsearch's security API: whether it is enabled, who the caller is, which privileges are missing."""

from typing import Any

import elastic_transport
from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import ApiError, NotFound, ServiceUnavailable, SidecarError
from sidecar.model.caller import ApiKey, Caller
from sidecar.model.privileges import IndexPrivileges, Privileges

_UNKNOWN_PATH = (400, 404, 405)
"""Statuses of a cluster without security for a path of the security API, which it may interpret as an index and a document."""


def is_enabled(client: Elasticsearch) -> bool:
    """Return whether the cluster has security enabled.

    ``client`` has no credentials, so that no caller can influence the result.
    Raises :class:`~sidecar.errors.ServiceUnavailable` if something other than Elasticsearch responds.
    """
    try:
        with translate_elasticsearch_errors():
            client.security.authenticate()
    except (NotFound, ApiError) as error:
        if error.status in (401, 403):
            return True
        if not is_disabled(error):
            raise
        if not _is_from_elasticsearch(error):
            raise ServiceUnavailable("the server is not Elasticsearch") from error
        return False
    return True


def is_disabled(error: NotFound | ApiError) -> bool:
    """Return whether the error of a call of the security API means that the cluster has no such API."""
    return error.status in _UNKNOWN_PATH


def _is_from_elasticsearch(error: SidecarError) -> bool:
    """Return whether an error is a response of Elasticsearch, not of a proxy in front of it."""
    cause = error.__cause__
    return isinstance(cause, elastic_transport.ApiError) and cause.meta.headers.get("x-elastic-product") == "Elasticsearch"


def authenticate(client: Elasticsearch) -> Caller:
    """Return the user of a client; raise :class:`~sidecar.errors.ApiError` with Elasticsearch's 401 or 403 for an unknown one."""
    with translate_elasticsearch_errors():
        response = client.security.authenticate()
    realm, key = response.get("authentication_realm", {}).get("name"), response.get("api_key")
    return Caller(
        name=response["username"],
        roles=tuple(response.get("roles", ())),
        realm=realm,
        # Old keys may have no name.
        api_key=ApiKey(id=key["id"], name=key.get("name") or key["id"]) if key else None,
    )


def missing_privileges(client: Elasticsearch, required: Privileges) -> Privileges:
    """Return the required privileges that the client lacks. Raises as :func:`authenticate` does."""
    index = [{"names": [each.name], "privileges": list(each.privileges)} for each in required.indices]
    with translate_elasticsearch_errors():
        response = client.security.has_privileges(index=index, cluster=list(required.cluster))
    missing = (IndexPrivileges(each.name, _denied(response["index"].get(each.name, {}), each.privileges)) for each in required.indices)
    return Privileges(indices=tuple(each for each in missing if each.privileges), cluster=_denied(response["cluster"], required.cluster))


def _denied(granted: dict[str, Any], required: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in required if granted.get(name) is not True)
