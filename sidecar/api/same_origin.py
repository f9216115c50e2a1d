"""Reject requests that a web page of another origin sends through a user's browser.

Such a page can send a POST to any address that the browser reaches (cross-site request forgery). If the name of its host is made to
resolve to that address, it can read the responses too (DNS rebinding): the ``Host`` header then holds the page's own name.
"""

import ipaddress
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from sidecar.errors import Forbidden
from sidecar.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""
OWN_SITE = frozenset({"same-origin", "none"})
"""Values of ``Sec-Fetch-Site`` for requests that no page of another origin sends."""
INTERNAL_SUFFIXES = (".svc", ".cluster.local", ".internal")
"""Ends of names that the public DNS cannot resolve, so no page can have them."""

_AUTHORITY = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>\d{1,5}))?")
_ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<authority>.+)")
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, kw_only=True)
class SameOriginPolicy:
    """The hosts that a request may name, and the check of its origin."""

    listen_host: str
    is_loopback: bool
    """Whether the API listens on a loopback address only."""
    allowed: tuple[str, ...]
    """Further names and addresses; ``*.example.org`` stands for every name below a domain, ``*`` for every host."""

    @classmethod
    def from_settings(cls, settings: Settings) -> "SameOriginPolicy":
        """Return the policy for the address that the API listens on and ``SIDECAR_ALLOWED_HOSTS``."""
        return cls(listen_host=settings.host.lower(), is_loopback=settings.is_loopback, allowed=settings.allowed_hosts or ())

    def check(self, method: str, headers: Mapping[str, str]) -> None:
        """Raise :class:`Forbidden` for a foreign ``Host``, and for a method with effects that a page of another origin sends."""
        self._check_host(headers.get("Host", ""))
        if method not in SAFE_METHODS:
            _check_origin(method, headers)

    def _check_host(self, host: str) -> None:
        # Browsers always send the header. Some health checks do not.
        if host and not self._allows(_split_authority(host)[0]):
            raise Forbidden(
                f"host [{host}] is not allowed; call the address that the API listens on or [localhost], "
                "or add the host to [SIDECAR_ALLOWED_HOSTS]"
            )

    def _allows(self, name: str) -> bool:
        if not name:
            return "*" in self.allowed
        if name in ("localhost", self.listen_host) or any(_matches(name, each) for each in self.allowed):
            return True
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return not self.is_loopback and _is_internal(name)
        # A page whose address is that of the server is the server's own.
        return address.is_loopback or not self.is_loopback


def _check_origin(method: str, headers: Mapping[str, str]) -> None:
    site, origin = headers.get("Sec-Fetch-Site", "none"), headers.get("Origin")
    if site.lower() not in OWN_SITE:
        raise Forbidden(f"a {method} request from another web page is not allowed: [Sec-Fetch-Site] is [{site}]")
    if origin is not None and not _is_own_origin(origin, headers.get("Host", "")):
        raise Forbidden(
            f"a {method} request from another web page is not allowed: [Origin] is [{origin}], but [Host] is [{headers.get('Host', '')}]; "
            "a proxy must pass [Host] on unchanged"
        )


def _is_own_origin(origin: str, host: str) -> bool:
    """Compare host and port. The schemes differ behind a proxy that terminates TLS."""
    match = _ORIGIN.fullmatch(origin)
    if match is None or not host:
        return False
    default = _DEFAULT_PORTS[match["scheme"]]
    own, other = _split_authority(host), _split_authority(match["authority"])
    return bool(own[0]) and (own[0], own[1] or default) == (other[0], other[1] or default)


def _split_authority(text: str) -> tuple[str, int | None]:
    """Return the host in lower case, without brackets or a final dot, and the port; an empty host for anything else."""
    match = _AUTHORITY.fullmatch(text)
    if match is None:
        return "", None
    return match["host"].strip("[]").rstrip(".").lower(), int(match["port"]) if match["port"] else None


def _matches(name: str, pattern: str) -> bool:
    return pattern in ("*", name) or (pattern.startswith("*.") and name.endswith(pattern[1:]))


def _is_internal(name: str) -> bool:
    """Return whether no page in the Internet can have this name: it is the machine's own, has one label, or an internal domain."""
    return "." not in name or name == socket.gethostname().lower() or name.endswith(INTERNAL_SUFFIXES)
