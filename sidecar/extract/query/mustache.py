"""Mustache as far as a query needs it: text, values, sections. What a name means is the template's business."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from sidecar.errors import BadRequest


@dataclass(frozen=True)
class Text:
    """Text as it stands; ``at`` is its offset in the source."""

    text: str
    at: int


@dataclass(frozen=True)
class Value:
    """A tag that asks for a value, such as ``{{max_primary_key}}``."""

    name: str
    at: int


@dataclass(frozen=True)
class Section:
    """What stands between ``{{#name}}`` (``inverted``: ``{{^name}}``), at ``at``, and its ``{{/name}}``, at ``end``."""

    name: str
    inverted: bool
    nodes: "tuple[Node, ...]"
    at: int
    end: int


Node: TypeAlias = Text | Value | Section


@dataclass(frozen=True)
class _Tag:
    sigil: str
    name: str
    at: int
    end: int


_OPENING = re.compile(r"\{\{\{|\{\{")
_SIGILS = "#^/&!>="
_DEEPEST = 20
"""Sections within sections. Three variables need no more, and the reader goes down by recursion."""


def fault(source: str, at: int, reason: str) -> BadRequest:
    """Make the error that names line and column (both from 1) of an offset, and what is wrong there."""
    starts = [0, *(newline.end() for newline in re.finditer("\n", source))]
    line = bisect.bisect_right(starts, at)
    return BadRequest(f"line {line}, column {at - starts[line - 1] + 1}: {reason}")


def walk(nodes: tuple[Node, ...]) -> Iterator[Value | Section]:
    """Give every value and section, outer before inner, in the order of the source."""
    for node in nodes:
        if isinstance(node, Section):
            yield node
            yield from walk(node.nodes)
        elif isinstance(node, Value):
            yield node


def parse(source: str) -> tuple[Node, ...]:
    """Read a template. ``{{{x}}}`` and ``{{&x}}`` are the same as ``{{x}}``: no tag asks for raw text.

    Raises :class:`BadRequest` with line and column for broken tags, sections that do not pair, partials and changed delimiters.
    """
    nodes, place = _parse(source, 0, ())
    if place < len(source):
        tag = _tag(source, place)
        raise fault(source, place, f"[{{{{/{tag.name}}}}}] closes a section that was never opened")
    return nodes


def _parse(source: str, place: int, openers: tuple[_Tag, ...]) -> tuple[tuple[Node, ...], int]:
    """Read up to the closing tag of the innermost of ``openers``, or to the end; give the nodes and the offset of that tag."""
    nodes: list[Node] = []
    while opening := _OPENING.search(source, place):
        if opening.start() > place:
            nodes.append(Text(source[place : opening.start()], place))
        tag = _tag(source, opening.start())
        if tag.sigil == "/":
            return tuple(nodes), tag.at
        place = tag.end
        if tag.sigil in ("#", "^"):
            section, place = _section(source, (*openers, tag))
            nodes.append(section)
        elif tag.sigil != "!":
            nodes.append(Value(tag.name, tag.at))
    if openers:
        opener = openers[-1]
        raise fault(source, opener.at, f"section [{opener.name}] is not closed; [{{{{/{opener.name}}}}}] is missing")
    if place < len(source):
        nodes.append(Text(source[place:], place))
    return tuple(nodes), len(source)


def _section(source: str, openers: tuple[_Tag, ...]) -> tuple[Section, int]:
    """Read the section that the last of ``openers`` opens; give it and the offset behind its closing tag."""
    opener = openers[-1]
    if len(openers) > _DEEPEST:
        raise fault(source, opener.at, f"sections are nested deeper than {_DEEPEST}")
    nodes, place = _parse(source, opener.end, openers)
    closer = _tag(source, place)
    if closer.name != opener.name:
        raise fault(source, place, f"[{{{{/{closer.name}}}}}] does not close the open section [{opener.name}]")
    return Section(opener.name, opener.sigil == "^", nodes, opener.at, closer.at), closer.end


def _tag(source: str, at: int) -> _Tag:
    """Read the one tag that begins at ``at``."""
    triple = source.startswith("{{{", at)
    opening, closing = ("{{{", "}}}") if triple else ("{{", "}}")
    begin = at + len(opening)
    end = source.find(closing, begin)
    sigil = source[begin : begin + 1] if not triple else ""
    sigil = sigil if sigil and sigil in _SIGILS else ""
    inner = source[begin + len(sigil) : end]
    if end < 0 or ("{{" in inner and sigil != "!"):
        raise fault(source, at, f"tag [{opening}] is not closed; [{closing}] is missing")
    _check_tag(source, at, sigil, inner.strip())
    return _Tag(sigil, inner.strip(), at, end + len(closing))


def _check_tag(source: str, at: int, sigil: str, name: str) -> None:
    if sigil == ">":
        raise fault(source, at, f"partials are not supported; write the SQL of [{name}] in its place")
    if sigil == "=":
        raise fault(source, at, "the delimiters cannot be changed; write tags as [{{name}}]")
    if not name and sigil != "!":
        raise fault(source, at, "tag is empty; a variable's name was expected")
