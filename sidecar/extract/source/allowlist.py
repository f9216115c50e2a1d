"""Which databases may be opened: patterns on ``database://host:port/name``."""

import fnmatch
import ipaddress
import re
from pathlib import Path

from sidecar.errors import BadRequest
from sidecar.extract.reader import Source

FILE_DATABASES = frozenset({"sqlite", "duckdb"})


def check_allowed(source: Source, patterns: tuple[str, ...] | None) -> None:
    """Refuse a source that no pattern names, by :class:`~sidecar.errors.BadRequest`; without patterns all but files are allowed."""
    every = source.database not in FILE_DATABASES
    if not (every if patterns is None else any(matches(source, pattern) for pattern in patterns)):
        raise BadRequest(f"[{source.name}] is not among the sources that this sidecar may open (SIDECAR_ALLOWED_SOURCES)")


def matches(source: Source, pattern: str) -> bool:
    """Tell whether a pattern names the source. ``*`` and ``?`` stop at ``/`` in the host, not in the name.

    A pattern of an IP address, such as ``10.0.*``, names addresses alone: anybody may call a host ``10.0.example.org``.
    """
    database, _, rest = pattern.partition("://")
    if database not in ("*", source.database):
        return False
    host, slash, name = rest.partition("/")
    wanted_host, _, wanted_name = source.name.partition("://")[2].partition("/")
    if not _is_like(wanted_host.lower(), host.lower()) or (_ADDRESS.fullmatch(host) and not _is_address(source.host or "")):
        return False
    if source.database in FILE_DATABASES:
        name = _resolved(name)
    return not slash or _is_like(wanted_name, name)


_ADDRESS = re.compile(r"[\d?]*\d[\d.?*]*\.[\d.?*]*(?::[\d?*]*)?", re.ASCII)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_like(text: str, pattern: str) -> bool:
    """Compare as shells do, in a time that no text can make long; there are no sets of characters."""
    return re.match(fnmatch.translate(pattern.replace("[", "[[]")), text) is not None


def _resolved(name: str) -> str:
    """Resolve the folders before the first wildcard, as the source's own path was: ``/data`` may be a link."""
    plain, star, rest = name.partition("*")
    folder, _, prefix = f"/{plain}".rpartition("/")
    return f"{Path(folder or '/').resolve()}/{prefix}{star}{rest}".lstrip("/")
