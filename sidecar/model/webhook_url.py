"""Addresses of webhooks, and the patterns of those that may be called."""

import fnmatch
import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote

MAX_URL = 2048
"""Characters of a URL."""
_HOST = r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*|\[[0-9a-f:.]+\]"
_URL = re.compile(rf"(?P<scheme>https?)://(?P<host>{_HOST})(?::(?P<port>[0-9]{{1,5}}))?(?P<target>/[!-~]*)?", re.IGNORECASE)
_PATTERN = re.compile(
    rf"(?P<scheme>https?)://(?P<host>\*|(?:\*\.)?(?:{_HOST}))(?::(?P<port>\*|[0-9]{{1,5}}))?(?P<path>/[!-~]*)?", re.IGNORECASE
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, kw_only=True)
class WebhookUrl:
    """A parsed URL. ``target`` is the path with the query, which may contain a secret."""

    scheme: str
    host: str
    port: int
    target: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse a URL; raise :class:`ValueError`, without the URL in its message, for one that cannot be called."""
        if not text.lower().startswith(("http://", "https://")):
            raise ValueError("expected a URL that begins with [http://] or [https://]")
        match = _URL.fullmatch(text) if len(text) <= MAX_URL else None
        if match is None or int(match["port"] or 1) not in range(1, 65536):
            raise ValueError(f"expected a URL of at most {MAX_URL} characters such as [https://hooks.example.org/path], without a user")
        target = match["target"] or "/"
        if set(target) & set("#\\"):
            raise ValueError("expected a URL without [#] and [\\]")
        segments = re.split(r"[/\\]", unquote(target.partition("?")[0]))
        if not {".", ".."}.isdisjoint(segments):
            raise ValueError("expected a URL without the path segments [.] and [..]")
        scheme = match["scheme"].lower()
        return cls(scheme=scheme, host=match["host"].lower(), port=int(match["port"] or _DEFAULT_PORTS[scheme]), target=target)

    @property
    def origin(self) -> str:
        """Return scheme, host and port, which are never secret."""
        port = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.host}{port}"

    def is_allowed(self, patterns: tuple[str, ...]) -> bool:
        """Return whether one of the patterns matches.

        In a pattern ``*`` stands for a host, for the first labels of one, for a port, or for any characters of a path. The query is not
        compared.
        """
        return any(self._matches(pattern) for pattern in patterns)

    def _matches(self, pattern: str) -> bool:
        match = _PATTERN.fullmatch(pattern)
        if match is None or match["scheme"].lower() != self.scheme or not _matches_host(self.host, match["host"].lower()):
            return False
        port = match["port"] or str(_DEFAULT_PORTS[self.scheme])
        return port in ("*", str(self.port)) and (match["path"] is None or _matches_path(self.target.partition("?")[0], match["path"]))


def _matches_host(host: str, pattern: str) -> bool:
    return pattern in ("*", host) or (pattern.startswith("*.") and host.endswith(pattern[1:]))


def _matches_path(path: str, pattern: str) -> bool:
    # Only the asterisk has a meaning.
    escaped = pattern.replace("[", "[[]").replace("?", "[?]")
    return re.match(fnmatch.translate(escaped), path) is not None
