"""Who may: Elasticsearch decides, by its own privileges. One table for all calls."""

import hashlib
import hmac
import secrets as randomness
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from flask import request

from sidecar.elastic import Client, basic_auth
from sidecar.errors import BadRequest, Forbidden, Refused
from sidecar.model.ingestion import Ingestion
from sidecar.model.privileges import Needs, on, target_needs, together
from sidecar.store import security
from sidecar.store.encryption import Secrets
from sidecar.store.indices import DATASOURCES, DEAD_LETTERS, INGESTIONS, JOBS

CREDENTIALS = ("authorization", "es-client-authentication", "es-security-runas-user")
"""The headers that say who calls. They are passed on unread, and only in what runs as the caller."""
PASSED_ON = (*CREDENTIALS, "x-opaque-id")
LONGEST = 8192
"""Bytes of headers passed on. After more than 16 kB Elasticsearch leaves the connection dead, and the next caller would get it."""
REMEMBERED = 5.0
"""Seconds for which a privilege that was found is not asked for again."""
CALLERS = 1000
"""Privileges remembered at a time; more begin anew."""

READ_JOBS = on(JOBS, "read")
WRITE_JOBS = on(JOBS, "write")
_AS_CALLER = Needs()
"""The call itself runs as the caller: only who that is has to be known before."""
_TRY_DATASOURCE = on(DATASOURCES, "write")
_SAVE_INGESTION = together((on(INGESTIONS, "write"), on(DATASOURCES, "read")))

FREE = frozenset({"health", "openapi"})
"""The blueprints that need no privilege."""
TABLE = {
    "datasources.put": _TRY_DATASOURCE,
    "datasources.delete": _TRY_DATASOURCE,
    "datasources.validate": _TRY_DATASOURCE,
    "datasources.metadata": _TRY_DATASOURCE,
    "datasources.sample": _TRY_DATASOURCE,
    "datasources.transforms": _TRY_DATASOURCE,
    "datasources.get": _AS_CALLER,
    "datasources.search": _AS_CALLER,
    "ingestions.put": _SAVE_INGESTION,
    "ingestions.delete": _SAVE_INGESTION,
    "ingestions.validate": _SAVE_INGESTION,
    "ingestions.get": _AS_CALLER,
    "ingestions.search": _AS_CALLER,
    "ingestions.run": together((WRITE_JOBS, on(DATASOURCES, "read"))),
    "dead_letters.show": _AS_CALLER,
    "dead_letters.retry": on(DEAD_LETTERS, "write"),
    "jobs.running": READ_JOBS,
    "jobs.status": READ_JOBS,
    "jobs.abort": WRITE_JOBS,
    "jobs.search": _AS_CALLER,
}
"""What each endpoint needs, whatever its body says; what the target needs is asked for when it is known."""


class Remembered:
    """What was found a moment ago. The key that stands for a caller tells nothing about the credentials, and no two share one."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._key = randomness.token_bytes(32)
        self._until: dict[tuple[bytes, Needs], float] = {}
        self._lock = threading.Lock()

    def holds(self, credentials: dict[str, str], needs: Needs) -> bool:
        """Tell whether these very credentials were found to hold ``needs``."""
        with self._lock:
            return self._until.get((self._name(credentials), needs), 0.0) > self._clock()

    def note(self, credentials: dict[str, str], needs: Needs) -> None:
        """Keep what was found. What was refused is not kept: failed logins are Elasticsearch's to count."""
        with self._lock:
            if len(self._until) >= CALLERS:
                self._until.clear()
            self._until[self._name(credentials), needs] = self._clock() + REMEMBERED

    def _name(self, credentials: dict[str, str]) -> bytes:
        # Each part carries its length, so that no two sets of headers are written alike.
        parts = (part.encode() for item in sorted(credentials.items()) for part in item)
        return hmac.digest(self._key, b"".join(len(part).to_bytes(4) + part for part in parts), hashlib.sha256)


@dataclass
class _Security:
    """Whether the cluster has security, asked again after a while."""

    client: Client
    clock: Callable[[], float]
    on: bool = True
    until: float = 0.0

    def __call__(self) -> bool:
        if self.clock() >= self.until:
            self.on = security.enabled(self.client)
            self.until = self.clock() + REMEMBERED
        return self.on


class Access:
    """The door. ``anonymous`` carries no identity; ``exposed`` tells that others could reach a sidecar without security."""

    def __init__(self, anonymous: Client, secrets: Secrets, *, exposed: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._anonymous = anonymous
        self._secrets = secrets
        self._exposed = exposed
        self._secured = _Security(anonymous, clock)
        self._remembered = Remembered(clock)

    def admit(self) -> None:
        """Let the present request in, as far as its path tells what it needs. Raises what :meth:`require` raises."""
        _check_length()
        if request.blueprint not in FREE:
            self.require(TABLE[request.endpoint or ""])

    def require(self, needs: Needs) -> None:
        """Raise Elasticsearch's own 401 or 403 for a caller it refuses, and :class:`Forbidden` for one who lacks some of ``needs``."""
        if not self._checks() or self._remembered.holds(credentials := _credentials(), needs):
            return
        missing = self._lacking(needs)
        if missing:
            raise self._forbidden(missing)
        self._remembered.note(credentials, needs)

    def require_target(self, ingestion: Ingestion) -> None:
        """Raise :class:`Forbidden` unless the caller, or the ingestion's own credentials, hold what the target needs."""
        if self._checks() and not self._own_credentials_hold(ingestion):
            self.require(target_needs(ingestion))

    def client(self) -> Client:
        """Give a client that is the caller."""
        return self._anonymous.options(headers=_credentials())

    def _checks(self) -> bool:
        if self._secured():
            return True
        if self._exposed:
            raise Forbidden("the cluster has no security, and others can reach this address: see SIDECAR_BIND and SIDECAR_ALLOW_ANONYMOUS")
        return False

    def _lacking(self, needs: Needs) -> Needs:
        if needs:
            return security.lacking(self.client(), needs)
        security.caller(self.client())
        return needs

    def _own_credentials_hold(self, ingestion: Ingestion) -> bool:
        own = ingestion.es_credentials
        if own is None:
            return False
        try:
            client = self._anonymous.options(basic_auth=basic_auth(own.username, self._secrets.open(own.password)))
            return not security.lacking(client, target_needs(ingestion))
        except Refused as error:
            if error.status not in (401, 403):
                raise
            return False

    def _forbidden(self, missing: Needs) -> Forbidden:
        who = security.caller(self.client())
        action = f"{request.method} {request.path}"
        return Forbidden(
            f"action [{action}] is unauthorized for user [{who.name}] with effective roles [{','.join(who.roles)}], "
            f"this action needs {missing}"
        )


def _credentials() -> dict[str, str]:
    return {name: request.headers[name] for name in CREDENTIALS if name in request.headers}


def _check_length() -> None:
    if sum(len(name) + len(request.headers.get(name, "")) for name in PASSED_ON) > LONGEST:
        raise BadRequest(f"the headers [{', '.join(PASSED_ON)}] are larger than [{LONGEST}] bytes together")
