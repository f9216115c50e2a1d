"""Which databases may be opened: patterns on ``database://host:port/name``."""

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
    """Tell whether a pattern names the source. ``*`` and ``?`` stop at ``/`` in the host, not in the name."""
    database, _, rest = pattern.partition("://")
    if database not in ("*", source.database):
        return False
    host, slash, name = rest.partition("/")
    wanted_host, _, wanted_name = source.name.partition("://")[2].partition("/")
    if not slash:
        return bool(_regex(host.lower()).fullmatch(wanted_host.lower()))
    if source.database in FILE_DATABASES:
        name = _resolved(name)
    return bool(_regex(host.lower()).fullmatch(wanted_host.lower())) and bool(_regex(name).fullmatch(wanted_name))


def _regex(pattern: str) -> re.Pattern[str]:
    parts = {"*": ".*", "?": "."}
    return re.compile("".join(parts.get(letter) or re.escape(letter) for letter in pattern), re.DOTALL)


def _resolved(name: str) -> str:
    """Resolve the folders before the first wildcard, as the source's own path was: ``/data`` may be a link."""
    plain, star, rest = name.partition("*")
    folder, _, prefix = f"/{plain}".rpartition("/")
    return f"{Path(folder or '/').resolve()}/{prefix}{star}{rest}".lstrip("/")
