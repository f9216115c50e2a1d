"""The allowlist of databases: patterns on ``database://host:port/name``."""

import fnmatch
import ipaddress
import re
from pathlib import Path

from sidecar.errors import BadRequest
from sidecar.extract.reader import Source

FILE_DATABASES = frozenset({"sqlite", "duckdb"})


def check_allowed(source: Source, patterns: tuple[str, ...] | None) -> None:
    """Raise :class:`~sidecar.errors.BadRequest` if no pattern matches the source; None allows all but file databases."""
    is_allowed = source.database not in FILE_DATABASES if patterns is None else any(matches(source, pattern) for pattern in patterns)
    if not is_allowed:
        raise BadRequest(f"[{source.name}] is not an allowed source; add it to the setting [SIDECAR_ALLOWED_SOURCES] of the service")


def matches(source: Source, pattern: str) -> bool:
    """Return whether a pattern matches the source. ``*`` and ``?`` match a ``/`` in the name, but not in the host.

    A pattern of an IP address, such as ``10.0.*``, matches only addresses: a host could be named ``10.0.example.org``.
    """
    database, _, rest = pattern.partition("://")
    if database not in ("*", source.database):
        return False
    host, slash, name = rest.partition("/")
    source_host, _, source_name = source.name.partition("://")[2].partition("/")
    if not _matches_wildcards(source_host.lower(), host.lower()):
        return False
    if _IP_PATTERN.fullmatch(host) and not _is_ip_address(source.host or ""):
        return False
    if source.database in FILE_DATABASES:
        name = _resolve_folders(name)
    return not slash or _matches_wildcards(source_name, name)


_IP_PATTERN = re.compile(r"[\d?]*\d[\d.?*]*\.[\d.?*]*(?::[\d?*]*)?", re.ASCII)


def _is_ip_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _matches_wildcards(text: str, pattern: str) -> bool:
    """Match as a shell does, without character sets, in a time that is bounded for any text."""
    return re.match(fnmatch.translate(pattern.replace("[", "[[]")), text) is not None


def _resolve_folders(name: str) -> str:
    """Resolve links in the folders before the first wildcard, because the source's own path is resolved."""
    plain, star, rest = name.partition("*")
    folder, _, prefix = f"/{plain}".rpartition("/")
    return f"{Path(folder or '/').resolve()}/{prefix}{star}{rest}".lstrip("/")
