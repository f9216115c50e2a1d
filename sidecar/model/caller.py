"""The caller of a request, as Elasticsearch authenticates it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class ApiKey:
    """The API key that a caller authenticated with."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Caller:
    """The authenticated user of a request; with an API key its owner, with ``es-security-runas-user`` the user that it names."""

    name: str
    roles: tuple[str, ...] = ()
    realm: str | None = None
    api_key: ApiKey | None = None
    run_by: str | None = None
    """The user who sent the request with ``es-security-runas-user``."""


def caller_fields(verb: str, caller: Caller | None) -> dict[str, Any]:
    """Return the fields that record who did something, such as ``started_by``; none without a caller."""
    if caller is None:
        return {}
    key = {f"{verb}_by_api_key": caller.api_key.name} if caller.api_key else {}
    return {f"{verb}_by": caller.name, **key}
