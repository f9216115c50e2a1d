"""A parser for the subset of mustache used in queries: text, variables and sections."""

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from sidecar.errors import BadRequest


@dataclass(frozen=True)
class Text:
    """Text outside tags, and its offset in the template."""

    text: str
    offset: int


@dataclass(frozen=True)
class Variable:
    """A variable tag, such as ``{{max_primary_key}}``."""

    name: str
    offset: int


@dataclass(frozen=True)
class Section:
    """A section, or an ``inverted`` one; ``offset`` and ``end`` are the offsets of its opening and closing tags."""

    name: str
    inverted: bool
    nodes: "tuple[Node, ...]"
    offset: int
    end: int


Node: TypeAlias = Text | Variable | Section


@dataclass(frozen=True)
class _Tag:
    sigil: str
    name: str
    offset: int
    end: int


_OPENING = re.compile(r"\{\{\{|\{\{")
_SIGILS = "#^/&!>="
_MAX_DEPTH = 20
"""Nesting depth of sections; the parser is recursive, and three variables need no more."""


def template_error(source: str, offset: int, reason: str) -> BadRequest:
    """Create the error for an offset; it names the line and column, both counted from 1."""
    starts = [0, *(newline.end() for newline in re.finditer("\n", source))]
    line = bisect.bisect_right(starts, offset)
    return BadRequest(f"line {line}, column {offset - starts[line - 1] + 1}: {reason}")


def walk(nodes: tuple[Node, ...]) -> Iterator[Variable | Section]:
    """Yield every variable and section in the template's order, outer sections before inner ones."""
    for node in nodes:
        if isinstance(node, Section):
            yield node
            yield from walk(node.nodes)
        elif isinstance(node, Variable):
            yield node


def parse_mustache(source: str) -> tuple[Node, ...]:
    """Parse a template. ``{{{x}}}`` and ``{{&x}}`` mean ``{{x}}``: no tag inserts raw text.

    Raise :class:`BadRequest` with line and column for malformed tags, unbalanced sections, partials and changed delimiters.
    """
    nodes, position = _parse(source, 0, ())
    if position < len(source):
        tag = _parse_tag(source, position)
        raise template_error(source, position, f"[{{{{/{tag.name}}}}}] closes a section that was never opened")
    return nodes


def _parse(source: str, position: int, openers: tuple[_Tag, ...]) -> tuple[tuple[Node, ...], int]:
    """Parse up to the closing tag of the innermost of ``openers``, or to the end; return the nodes and that tag's offset."""
    nodes: list[Node] = []
    while opening := _OPENING.search(source, position):
        if opening.start() > position:
            nodes.append(Text(source[position : opening.start()], position))
        tag = _parse_tag(source, opening.start())
        if tag.sigil == "/":
            return tuple(nodes), tag.offset
        position = tag.end
        if tag.sigil in ("#", "^"):
            section, position = _parse_section(source, (*openers, tag))
            nodes.append(section)
        elif tag.sigil != "!":
            nodes.append(Variable(tag.name, tag.offset))
    if openers:
        opener = openers[-1]
        raise template_error(source, opener.offset, f"section [{opener.name}] is not closed; [{{{{/{opener.name}}}}}] is missing")
    if position < len(source):
        nodes.append(Text(source[position:], position))
    return tuple(nodes), len(source)


def _parse_section(source: str, openers: tuple[_Tag, ...]) -> tuple[Section, int]:
    """Parse the section opened by the last of ``openers``; return it and the offset after its closing tag."""
    opener = openers[-1]
    if len(openers) > _MAX_DEPTH:
        raise template_error(source, opener.offset, f"sections are nested deeper than {_MAX_DEPTH}")
    nodes, position = _parse(source, opener.end, openers)
    closer = _parse_tag(source, position)
    if closer.name != opener.name:
        raise template_error(source, position, f"[{{{{/{closer.name}}}}}] does not close the open section [{opener.name}]")
    return Section(opener.name, opener.sigil == "^", nodes, opener.offset, closer.offset), closer.end


def _parse_tag(source: str, offset: int) -> _Tag:
    is_triple = source.startswith("{{{", offset)
    opening, closing = ("{{{", "}}}") if is_triple else ("{{", "}}")
    start = offset + len(opening)
    end = source.find(closing, start)
    sigil = source[start : start + 1] if not is_triple else ""
    sigil = sigil if sigil and sigil in _SIGILS else ""
    content = source[start + len(sigil) : end]
    if end < 0 or ("{{" in content and sigil != "!"):
        raise template_error(source, offset, f"tag [{opening}] is not closed; [{closing}] is missing")
    _check_tag(source, offset, sigil, content.strip())
    return _Tag(sigil, content.strip(), offset, end + len(closing))


def _check_tag(source: str, offset: int, sigil: str, name: str) -> None:
    if sigil == ">":
        raise template_error(source, offset, f"partials are not supported; write the SQL of [{name}] instead")
    if sigil == "=":
        raise template_error(source, offset, "delimiters cannot be changed; write tags as [{{name}}]")
    if not name and sigil != "!":
        raise template_error(source, offset, "tag is empty; expected the name of a variable")
