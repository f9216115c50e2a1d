"""Reasons of rejected rows: the field that one is about, and a summary that is the same for rows rejected for the same fault."""

import re

MAX_LENGTH = 500
"""Characters of a field name or summary."""
MAX_REASON_LENGTH = 10_000
"""Characters of a reason without previews that are looked at."""

_VALUES = (
    re.compile(r"^(\[-?\d+:-?\d+\] )+"),
    re.compile(r" in document with id '.*?(?:'(?=\.|: |$)|$)", re.DOTALL),
    re.compile(r" in doc \[document with id '.*?(?:'\]|$)", re.DOTALL),
    re.compile(r"\.? Preview of field's value: '.*?(?:'(?=: |$)|$)", re.DOTALL),
    re.compile(r"\bat \[Source: .*", re.DOTALL),
)
"""Positions, ids and previews: what Elasticsearch adds to a reason about the single document.

Each pattern matches where it first begins to, so that a value of a million characters is searched once.
"""

_NAME = r"(?:[^\[\]]|\[[^\[\]]*\])+"
"""A name that may contain pairs of brackets: text in which a name begins again and again is searched in linear time."""

_FIELDS = tuple(
    re.compile(pattern, re.IGNORECASE | re.DOTALL)
    for pattern in (
        r"^column \[(?P<field>.+?)\]: ",
        r"^the key \[(?P<field>.+?)\] (?:is null|has )",
        rf"dynamic introduction of \[(?P<field>{_NAME})\] within \[(?P<parent>{_NAME})\]",
        rf"object mapping for \[(?P<field>{_NAME})\]",
        rf"mapper \[(?P<field>{_NAME})\] ",
        r"\bfield=\"(?P<field>[^\"]+)\"",
        r"(?<!date )\bfield \[(?P<field>[^\[\]]+)\]",
    )
)
"""Where a reason names a field; the first that matches counts."""

_ROOT = "_doc"
"""What Elasticsearch calls a document in a reason about a field at its top level."""

_NAMED = (
    r"(?:(?<!date\ )\bfield|\btype|\bcolumn|\bkey|\bintroduction\ of|\bwithin|\bmapping\ for|\bmapper"
    r"|\bpath|\bformat|\bprocessor|\bpipeline)"
)
_TOKEN = re.compile(
    rf"""(?P<name>{_NAMED}\ \[[^\[\]]*\]|\bfield="[^"]*")"""
    r"""|(?P<input>For\ input\ string:\ ".*")"""
    r"""|\[[^\[\]]*\]"""
    r'''|"[^"]*"'''
    r"""|(?<!\w)'[^']*'(?!\w)"""
    r"""|(?<![\w.])[-+]?\d[\d.,:]*(?:[eE][-+]?\d+)?(?!\w)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""What may be a value: text in brackets or quotes, and numbers; ``name`` is a name that stays."""


def find_field(reason: str) -> str | None:
    """Return the field or column that a reason names, or None."""
    text = _without_values(reason)
    found = next((match for pattern in _FIELDS if (match := pattern.search(text))), None)
    if found is None:
        return None
    parent = found.groupdict().get("parent")
    return _shorten(found["field"] if parent in (None, _ROOT) else f"{parent}.{found['field']}")


def summarize(reason: str) -> str:
    """Return a reason without ids, positions and values, so that equal faults have equal summaries."""
    return _shorten(_TOKEN.sub(_replace_value, _without_values(reason)).strip())


def _without_values(reason: str) -> str:
    for pattern in _VALUES:
        reason = pattern.sub("", reason, count=1)
    return reason[:MAX_REASON_LENGTH]


def _replace_value(token: re.Match[str]) -> str:
    if token["name"]:
        return token["name"]
    if token["input"]:
        return 'For input string: "…"'
    first, last = token[0][0], token[0][-1]
    return f"{first}…{last}" if first in "[\"'" else "…"


def _shorten(text: str) -> str:
    return text if len(text) <= MAX_LENGTH else f"{text[: MAX_LENGTH - 1]}…"
