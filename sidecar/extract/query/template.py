"""The query template: mustache to SQL, aware of where in the SQL a tag stands.

A template is read once for each way its sections can be on or off, with a placeholder for every value, and each reading is cut into
tokens as the database would. So what a value becomes is decided by the token it stands in, never by its own text.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sidecar.errors import BadRequest
from sidecar.extract.query.checks import check_section, check_statement, check_values
from sidecar.extract.query.lexer import LITERAL, PLACEHOLDER, Dialect, LexError, Shape, Token, cut, dialect_of
from sidecar.extract.query.literals import Scalar, literal, number, timestamp, within
from sidecar.extract.query.mustache import Node, Section, Text, Value, fault, walk
from sidecar.extract.query.mustache import parse as parse_mustache
from sidecar.model.body_fields import did_you_mean

Variables: TypeAlias = Mapping[str, Scalar | Sequence[Scalar]]

MAX_PRIMARY_KEY = "max_primary_key"
LAST_RECORD_TIMESTAMP = "last_record_timestamp"
LAST_RECORD = "last_record"
KNOWN = (MAX_PRIMARY_KEY, LAST_RECORD_TIMESTAMP, LAST_RECORD, f"{LAST_RECORD}.0")

_COLUMN = re.compile(rf"{LAST_RECORD}\.(0|[1-9]\d{{0,3}})", re.ASCII)
_MOST_CHARACTERS = 1 << 21
"""Characters over all readings of a query (each variable of a section doubles them): some 5 s of checking."""


@dataclass(frozen=True)
class _Reading:
    """The template as one choice of sections shows it, with a placeholder for each of ``values``, in their order."""

    sql: str
    tokens: tuple[Token, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Template:
    """A query that was found fit: it renders for any values, and each becomes one literal or part of one string."""

    nodes: tuple[Node, ...]
    dialect: Dialect
    source: str

    @property
    def variables(self) -> frozenset[str]:
        """Give the names that tags and sections ask for; ``last_record.0`` counts as itself."""
        return frozenset(node.name for node in walk(self.nodes))

    @property
    def asks_for_last_record(self) -> bool:
        """Tell whether a tag or a section asks for the last record or a column of it."""
        return any(name == LAST_RECORD or _COLUMN.fullmatch(name) for name in self.variables)

    def render(self, variables: Variables) -> str:
        """Write the SQL, without a closing ``;``. A variable that is missing or None is unset: its sections are off, its tags NULL.

        Outside quotes a value becomes a literal of its type, inside them text escaped for the string (None: no text).
        ``last_record_timestamp`` is UTC and carries no zone. Where the dialect keeps no comments they become blanks. Raises
        :class:`BadRequest` for a value that SQL cannot carry, and for a ``last_record.N`` beyond the record; the value itself is
        never shown.
        """
        return self._written(variables, lambda token, values: self._filled(token, values, variables))

    def outline(self, variables: Variables) -> str:
        """Write the SQL as :meth:`render` does, with ``?`` for every literal and without comments: fit to be shown."""
        return self._written(variables, lambda token, _values: _outlined(token))

    def _written(self, variables: Variables, write: Callable[[Token, Iterator[Value]], str]) -> str:
        reading = _read(self.nodes, lambda name: _value(name, variables) is not None, self.dialect, self.source)
        values = iter(reading.values)
        return "".join(write(token, values) for token in reading.tokens if token.text != ";").strip()

    def _filled(self, token: Token, values: Iterator[Value], variables: Variables) -> str:
        if token.shape is Shape.COMMENT and not self.dialect.keeps_comments:
            return " "
        return re.sub(PLACEHOLDER, lambda _: self._encoded(token, next(values), variables), token.text)

    def _encoded(self, token: Token, value: Value, variables: Variables) -> str:
        try:
            scalar = _asked(value.name, variables)
            if token.shape is Shape.STRING:
                return within(scalar, token.text[-1], self.dialect)
            return _ENCODERS.get(value.name, literal)(scalar, self.dialect)
        except BadRequest as error:
            raise fault(self.source, value.at, f"[{value.name}] {error.reason}") from error


_ENCODERS: dict[str, Callable[[Scalar, Dialect], str]] = {MAX_PRIMARY_KEY: number, LAST_RECORD_TIMESTAMP: timestamp}


def parse(query: str, database: str) -> Template:
    """Read a query template for a database, by its plain name (``postgresql``, ``mysql``, …; any other is standard SQL).

    Raises :class:`BadRequest` with line and column for broken mustache, unknown variables, a value or section where none may
    stand, SQL that is not closed, an empty query and more than one statement, whichever sections are on.
    """
    if PLACEHOLDER in query:
        raise fault(query, query.index(PLACEHOLDER), "a NUL character cannot stand in a query")
    nodes = parse_mustache(query)
    dialect = dialect_of(database)
    for node in walk(nodes):
        _check_name(node, query)
    for chosen in _choices(nodes, query):
        _read(nodes, chosen.__contains__, dialect, query)
    return Template(nodes, dialect, query)


def _check_name(node: Value | Section, query: str) -> None:
    if node.name == LAST_RECORD and isinstance(node, Value):
        raise fault(query, node.at, f"[{LAST_RECORD}] is a whole record; name a column by its place, as in [{{{{{LAST_RECORD}.0}}}}]")
    if node.name in KNOWN or _COLUMN.fullmatch(node.name):
        return
    if node.name.startswith(f"{LAST_RECORD}."):
        raise fault(query, node.at, f"[{node.name}] is not a column of the last record; columns are named by their place, from 0 to 9999")
    hint = did_you_mean(node.name, KNOWN) or f"; known are [{MAX_PRIMARY_KEY}], [{LAST_RECORD_TIMESTAMP}] and [{LAST_RECORD}.N]"
    braces = "" if re.fullmatch(r"[\w.]+", node.name) else "; braces that belong to the SQL need a blank between them"
    raise fault(query, node.at, f"unknown variable [{node.name}]{hint}{braces}")


def _choices(nodes: tuple[Node, ...], query: str) -> Iterator[frozenset[str]]:
    """Give every set of variables that can be set together, as far as sections ask for them."""
    sections = {node.name: node.at for node in walk(nodes) if isinstance(node, Section)}
    if len(query) << len(sections) > _MOST_CHARACTERS:
        raise fault(query, 0, f"query is too long to be checked with sections over {len(sections)} different variables; use fewer")
    for states in itertools.product((True, False), repeat=len(sections)):
        chosen = frozenset(name for name, state in zip(sections, states, strict=True) if state)
        if LAST_RECORD in chosen or LAST_RECORD not in sections or not any(_COLUMN.fullmatch(name) for name in chosen):
            yield chosen


@dataclass(frozen=True)
class _Edge:
    """Where a section that is shown begins or ends."""

    section: Section
    opening: bool
    at: int


_Piece: TypeAlias = Text | Value | _Edge


def _pieces(nodes: tuple[Node, ...], is_set: Callable[[str], bool]) -> Iterator[_Piece]:
    for node in nodes:
        if not isinstance(node, Section):
            yield node
        elif is_set(node.name) != node.inverted:
            yield _Edge(node, True, node.at)
            yield from _pieces(node.nodes, is_set)
            yield _Edge(node, False, node.end)


def _read(nodes: tuple[Node, ...], is_set: Callable[[str], bool], dialect: Dialect, query: str) -> _Reading:
    """Show the template by one choice of sections and check that reading whole."""
    pieces = list(_pieces(nodes, is_set))
    shown = [piece.text if isinstance(piece, Text) else PLACEHOLDER * isinstance(piece, Value) for piece in pieces]
    starts = list(itertools.accumulate((len(text) for text in shown), initial=0))
    sql = "".join(shown)
    try:
        tokens = tuple(cut(sql, dialect))
        for start, end in _sections(pieces, starts):
            check_section(tokens, start, end)
        check_values(tokens, dialect)
        check_statement(tokens, dialect)
    except LexError as error:
        raise fault(query, _origin(pieces, starts, error.at), error.reason + _when(nodes, is_set)) from error
    return _Reading(sql, tokens, tuple(piece for piece in pieces if isinstance(piece, Value)))


def _sections(pieces: Sequence[_Piece], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give where each shown section begins and ends in the SQL."""
    begun: list[int] = []
    for piece, start in zip(pieces, starts, strict=False):
        if isinstance(piece, _Edge) and piece.opening:
            begun.append(start)
        elif isinstance(piece, _Edge):
            yield begun.pop(), start


def _origin(pieces: Sequence[_Piece], starts: Sequence[int], at: int) -> int:
    """Find the offset in the source of an offset in the SQL."""
    origin = 0
    for piece, start in zip(pieces, starts, strict=False):
        if start <= at:
            origin = piece.at + (at - start if isinstance(piece, Text) else 0)
    return origin


def _when(nodes: tuple[Node, ...], is_set: Callable[[str], bool]) -> str:
    """Say for which choice of sections a fault holds."""
    names = sorted({node.name for node in walk(nodes) if isinstance(node, Section)})
    states = [f"[{name}] {'set' if is_set(name) else 'unset'}" for name in names]
    return f" (with {', '.join(states)})" if states else ""


def _value(name: str, variables: Variables) -> Scalar | Sequence[Scalar]:
    """Give a variable's value; None when it is unset, and for a column beyond the last record."""
    if not (column := _COLUMN.fullmatch(name)):
        value = variables.get(name)
        return None if name == LAST_RECORD and not value else value
    record = variables.get(LAST_RECORD)
    place = int(column[1])
    return record[place] if isinstance(record, Sequence) and place < len(record) else None


def _asked(name: str, variables: Variables) -> Scalar:
    """Give the scalar that a tag asks for."""
    value, record = _value(name, variables), variables.get(LAST_RECORD)
    if (column := _COLUMN.fullmatch(name)) and isinstance(record, Sequence) and int(column[1]) >= len(record):
        raise BadRequest(f"is not there: the last record has {len(record)} columns, counted from 0")
    if value is not None and not isinstance(value, Scalar):
        raise BadRequest("is not a single value")
    return value


def _outlined(token: Token) -> str:
    if token.shape in LITERAL:
        return "?"
    return " " if token.shape is Shape.COMMENT else token.text
