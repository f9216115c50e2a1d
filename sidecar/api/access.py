"""Check the caller's Elasticsearch privileges before each request."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from flask import request

from sidecar.api.caller import remember_caller
from sidecar.api.privilege_cache import CACHE_SECONDS, PrivilegeCache
from sidecar.basic_auth import basic_auth
from sidecar.elastic import Client
from sidecar.errors import ApiError, BadRequest, Forbidden, NotFound
from sidecar.model.caller import Caller
from sidecar.model.ingestion import Ingestion
from sidecar.model.privileges import Privileges, combine, comparison_privileges, index_privileges, target_privileges
from sidecar.store import security
from sidecar.store.encryption import SecretKeys
from sidecar.store.indices import DATASOURCES, DEAD_LETTERS, INGESTIONS, JOBS

V = TypeVar("V")

_RUN_AS = "es-security-runas-user"
CREDENTIAL_HEADERS = ("authorization", "es-client-authentication", _RUN_AS)
"""Headers that identify the caller. They are forwarded unparsed, and only in requests made on behalf of the caller."""
FORWARDED_HEADERS = (*CREDENTIAL_HEADERS, "x-opaque-id")
MAX_FORWARDED_BYTES = 8192
"""Bytes of all forwarded headers. Above 16 kB Elasticsearch breaks the connection, which would fail the next request on it."""

READ_JOBS = index_privileges(JOBS, "read")
WRITE_JOBS = index_privileges(JOBS, "write")
_AS_CALLER = Privileges()
"""The call itself runs as the caller, so only the credentials are checked before."""
_AUTHENTICATED = Privileges()
"""Every caller that Elasticsearch authenticates."""
_WRITE_DEAD_LETTERS = index_privileges(DEAD_LETTERS, "write")
_WRITE_DATASOURCES = index_privileges(DATASOURCES, "write")
_WRITE_INGESTIONS = combine((index_privileges(INGESTIONS, "write"), index_privileges(DATASOURCES, "read")))
_RUN = combine((WRITE_JOBS, index_privileges(DATASOURCES, "read")))

PUBLIC_BLUEPRINTS = frozenset({"console", "health", "openapi"})
"""Blueprints that require no privileges."""
REQUIRED_PRIVILEGES = {
    "datasources.put": _WRITE_DATASOURCES,
    "datasources.delete": _WRITE_DATASOURCES,
    "datasources.validate": _WRITE_DATASOURCES,
    "datasources.metadata": _WRITE_DATASOURCES,
    "datasources.sample": _WRITE_DATASOURCES,
    "datasources.transforms": _WRITE_DATASOURCES,
    "datasources.definitions": _WRITE_DATASOURCES,
    "datasources.get": _AS_CALLER,
    "datasources.search": _AS_CALLER,
    "ingestions.put": _WRITE_INGESTIONS,
    "ingestions.delete": _WRITE_INGESTIONS,
    "ingestions.validate": _WRITE_INGESTIONS,
    "ingestions.enable": _WRITE_INGESTIONS,
    "ingestions.disable": _WRITE_INGESTIONS,
    "ingestions.get": _AS_CALLER,
    "ingestions.search": _AS_CALLER,
    "ingestions.run": _RUN,
    "ingestions.verify": _RUN,
    "positions.show": READ_JOBS,
    "positions.reset": _RUN,
    "dead_letters.show": _AS_CALLER,
    "dead_letters.retry": _WRITE_DEAD_LETTERS,
    "dead_letters.delete": _WRITE_DEAD_LETTERS,
    "dead_letters.search": _AS_CALLER,
    "dead_letters.groups": _AS_CALLER,
    "jobs.running": READ_JOBS,
    "jobs.status": READ_JOBS,
    "jobs.abort": WRITE_JOBS,
    "jobs.search": _AS_CALLER,
    "calendar.show": _AS_CALLER,
    "metrics.show": READ_JOBS,
    "service.describe": _AUTHENTICATED,
    "service.agents": READ_JOBS,
    "service.caller": _AUTHENTICATED,
}
"""Privileges by endpoint. Those on the target depend on the definition and are checked later."""


@dataclass
class _SecurityStatus:
    """Whether security is enabled on the cluster.

    That it is disabled is cached for a few seconds, that it is enabled until :meth:`forget`: only a restart of the cluster can disable it.
    """

    client: Client
    clock: Callable[[], float]
    is_enabled: bool = False
    expiry: float = 0.0

    def __call__(self) -> bool:
        if not self.is_enabled and self.clock() >= self.expiry:
            self.is_enabled = security.is_enabled(self.client)
            self.expiry = self.clock() + CACHE_SECONDS
        return self.is_enabled

    def forget(self) -> None:
        """Ask again at the next call."""
        self.is_enabled, self.expiry = False, 0.0


class Access:
    """Permission checks of the API.

    ``anonymous`` is a client without credentials. ``is_exposed`` rejects every request while the cluster has no security.
    """

    def __init__(self, anonymous: Client, secrets: SecretKeys, *, is_exposed: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._anonymous = anonymous
        self._secrets = secrets
        self._is_exposed = is_exposed
        self._has_security = _SecurityStatus(anonymous, clock)
        self._cache = PrivilegeCache(clock)

    def authorize(self) -> None:
        """Check the privileges that the current request's endpoint requires. Raises what :meth:`require` raises."""
        _check_header_size()
        if request.blueprint not in PUBLIC_BLUEPRINTS:
            self.require(REQUIRED_PRIVILEGES[request.endpoint or ""])

    def require(self, required: Privileges) -> None:
        """Raise :class:`Forbidden` unless the caller has all of ``required``.

        Elasticsearch's own 401 or 403 is raised unchanged.
        """
        if not self._is_enforced() or self._cache.has(credentials := _credential_headers(), required):
            return
        missing = self._missing_privileges(required)
        if missing:
            raise self._forbidden_error(missing)
        self._cache.add(credentials, required)

    def require_target(self, ingestion: Ingestion) -> None:
        """Raise :class:`Forbidden` unless the caller or ``es_credentials`` have the privileges on the target."""
        self._require_on_target(ingestion, target_privileges(ingestion))

    def require_comparison(self, ingestion: Ingestion) -> None:
        """Raise :class:`Forbidden` unless the caller or ``es_credentials`` may compare the target with the source."""
        self._require_on_target(ingestion, comparison_privileges(ingestion))

    def _require_on_target(self, ingestion: Ingestion, required: Privileges) -> None:
        if self._is_enforced() and not self._target_credentials_suffice(ingestion, required):
            self.require(required)

    def may_read(self, index: str) -> bool:
        """Return whether the caller may read the documents of an index or alias."""
        return not self._is_enforced() or not self._missing_privileges(index_privileges(index, "read"))

    def has_target_privileges(self, ingestion: Ingestion) -> bool:
        """Return whether the caller has the privileges on the target. Without security nobody is known to have them."""
        return self._is_enforced() and not self._missing_privileges(target_privileges(ingestion))

    def identify(self) -> None:
        """Find out who sends the current request, for :func:`~sidecar.api.caller.authenticated_caller`."""
        if self._is_enforced():
            self._authenticate()

    def caller(self) -> Caller | None:
        """Return the authenticated caller; None on a cluster without security."""
        return self._ask(lambda: security.authenticate(self.caller_client())) if self._is_enforced() else None

    def granted_privileges(self, indices: tuple[str, ...], names: tuple[str, ...]) -> dict[str, dict[str, bool]]:
        """Return whether the caller has each of these privileges on each index; all of them on a cluster without security."""
        required = combine(index_privileges(index, *names) for index in indices)
        missing = self._missing_privileges(required) if self._is_enforced() else Privileges()
        denied = {(each.name, name) for each in missing.indices for name in each.privileges}
        return {index: {name: (index, name) not in denied for name in names} for index in indices}

    def caller_client(self) -> Client:
        """Return a client with the caller's credentials."""
        return self._anonymous.options(headers=_credential_headers())

    def _is_enforced(self) -> bool:
        if self._has_security():
            return True
        if self._is_exposed:
            raise Forbidden(
                "security is disabled on the cluster and other hosts can reach this address; "
                "bind to 127.0.0.1 with [SIDECAR_BIND] or set [SIDECAR_ALLOW_ANONYMOUS=true]"
            )
        return False

    def _missing_privileges(self, required: Privileges) -> Privileges:
        if required:
            return self._ask(lambda: security.missing_privileges(self.caller_client(), required))
        self._ask(lambda: security.authenticate(self.caller_client()))
        return required

    def _ask(self, question: Callable[[], V]) -> V:
        """Return the answer of the security API. If the cluster no longer has it, the next request asks whether security is enabled."""
        try:
            return question()
        except (NotFound, ApiError) as error:
            if security.is_disabled(error):
                self._has_security.forget()
            raise

    def _authenticate(self) -> Caller:
        """Return the caller, and remember it for the request."""
        credentials = _credential_headers()
        caller = self._cache.caller(credentials)
        if caller is None:
            caller = self._ask(lambda: security.authenticate(self.caller_client()))
            if credentials.pop(_RUN_AS, None) is not None:
                caller = replace(caller, run_by=security.authenticate(self._anonymous.options(headers=credentials)).name)
            self._cache.add_caller(_credential_headers(), caller)
        remember_caller(caller)
        return caller

    def _target_credentials_suffice(self, ingestion: Ingestion, required: Privileges) -> bool:
        credentials = ingestion.es_credentials
        if credentials is None:
            return False
        try:
            client = self._anonymous.options(basic_auth=basic_auth(credentials.username, self._secrets.decrypt(credentials.password)))
            return not security.missing_privileges(client, required)
        except ApiError as error:
            if error.status not in (401, 403):
                raise
            return False

    def _forbidden_error(self, missing: Privileges) -> Forbidden:
        user = self._authenticate()
        action = f"{request.method} {request.path}"
        return Forbidden(
            f"action [{action}] is unauthorized for user [{user.name}] with effective roles [{','.join(user.roles)}], "
            f"this action requires {missing}"
        )


def _credential_headers() -> dict[str, str]:
    return {name: request.headers[name] for name in CREDENTIAL_HEADERS if name in request.headers}


def _check_header_size() -> None:
    if sum(len(name) + len(request.headers.get(name, "")) for name in FORWARDED_HEADERS) > MAX_FORWARDED_BYTES:
        raise BadRequest(f"the headers [{', '.join(FORWARDED_HEADERS)}] exceed [{MAX_FORWARDED_BYTES}] bytes in total")
