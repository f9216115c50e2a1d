"""Cache what Elasticsearch has said about a caller: who it is, and which privileges it has."""

import hashlib
import hmac
import secrets as randomness
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from sidecar.model.caller import Caller
from sidecar.model.privileges import Privileges

K = TypeVar("K")
V = TypeVar("V")

CACHE_SECONDS = 5.0
"""Seconds for which a successful check and a caller are cached."""
MAX_CACHED_CHECKS = 1000
"""Successful checks, and callers, cached at a time. A cache is cleared when it is full."""


class _ExpiringCache(Generic[K, V]):
    """Values of the last few seconds; threads may share it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._entries: dict[K, tuple[V, float]] = {}
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """Return the value of a key unless it has expired."""
        with self._lock:
            entry = self._entries.get(key)
        return entry[0] if entry is not None and entry[1] > self._clock() else None

    def add(self, key: K, value: V) -> None:
        """Cache a value."""
        with self._lock:
            if len(self._entries) >= MAX_CACHED_CHECKS:
                self._entries.clear()
            self._entries[key] = (value, self._clock() + CACHE_SECONDS)


class PrivilegeCache:
    """Successful checks and authenticated callers of the last few seconds. Credentials are stored as keyed digests only."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._key = randomness.token_bytes(32)
        self._checks: _ExpiringCache[tuple[bytes, Privileges], bool] = _ExpiringCache(clock)
        self._callers: _ExpiringCache[bytes, Caller] = _ExpiringCache(clock)

    def has(self, credentials: dict[str, str], required: Privileges) -> bool:
        """Return whether exactly these credentials passed a check for ``required``."""
        return self._checks.get((self._digest(credentials), required)) is not None

    def add(self, credentials: dict[str, str], required: Privileges) -> None:
        """Cache a successful check. Failed ones are not cached, so that Elasticsearch sees every failed login."""
        self._checks.add((self._digest(credentials), required), True)

    def caller(self, credentials: dict[str, str]) -> Caller | None:
        """Return the caller with exactly these credentials, if it is cached."""
        return self._callers.get(self._digest(credentials))

    def add_caller(self, credentials: dict[str, str], caller: Caller) -> None:
        """Cache an authenticated caller."""
        self._callers.add(self._digest(credentials), caller)

    def _digest(self, credentials: dict[str, str]) -> bytes:
        # Length prefixes keep different headers from encoding to the same bytes.
        parts = (part.encode() for item in sorted(credentials.items()) for part in item)
        return hmac.digest(self._key, b"".join(len(part).to_bytes(4) + part for part in parts), hashlib.sha256)
