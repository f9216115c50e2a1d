"""Query templates: mustache rendered to SQL, depending on where in the SQL a tag is.

A template is expanded once for each combination of set variables, with a placeholder for each variable, and each expansion is
split into tokens as the database would do. The token around a placeholder decides how a value is written, never its own text.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sidecar.errors import BadRequest
from sidecar.extract.query.checks import check_section, check_statement, check_variables
from sidecar.extract.query.lexer import LITERAL_TYPES, PLACEHOLDER, QueryError, SqlDialect, Token, TokenType, get_dialect, tokenize
from sidecar.extract.query.literals import Scalar, escape_string, format_literal, format_number, format_timestamp
from sidecar.extract.query.mustache import Node, Section, Text, Variable, parse_mustache, template_error, walk
from sidecar.suggestions import did_you_mean

VariableValues: TypeAlias = Mapping[str, Scalar | Sequence[Scalar]]

MAX_PRIMARY_KEY = "max_primary_key"
LAST_RECORD_TIMESTAMP = "last_record_timestamp"
LAST_RECORD = "last_record"
KNOWN_VARIABLES = (MAX_PRIMARY_KEY, LAST_RECORD_TIMESTAMP, LAST_RECORD, f"{LAST_RECORD}.0")

_LAST_RECORD_COLUMN = re.compile(rf"{LAST_RECORD}\.(0|[1-9]\d{{0,3}})", re.ASCII)
_MAX_EXPANDED_LENGTH = 1 << 21
"""Characters of all expansions of a query, a few seconds of checking. Each variable of a section doubles them."""


@dataclass(frozen=True)
class _Expansion:
    """The template for one combination of set variables, with a placeholder for each of ``variables``, in their order."""

    sql: str
    tokens: tuple[Token, ...]
    variables: tuple[Variable, ...]


@dataclass(frozen=True)
class Template:
    """A checked query. It renders for any values; each becomes a single literal or part of one string."""

    nodes: tuple[Node, ...]
    dialect: SqlDialect
    source: str

    @property
    def variable_names(self) -> frozenset[str]:
        """Return the names used in variables and sections, such as ``last_record.0``."""
        return frozenset(node.name for node in walk(self.nodes))

    @property
    def uses_last_record(self) -> bool:
        """Return whether a variable or section uses the last record or one of its columns."""
        return any(name == LAST_RECORD or _LAST_RECORD_COLUMN.fullmatch(name) for name in self.variable_names)

    def render(self, values: VariableValues) -> str:
        """Return the SQL, without a final ``;``. A variable that is missing or None is unset: its sections are off, its tags NULL.

        Outside quotes a value becomes a literal of its type; inside quotes it becomes escaped text, and None empty text.
        ``last_record_timestamp`` is UTC, without a time zone. Raise :class:`BadRequest` for a value that SQL cannot represent and
        for a ``last_record.N`` beyond the record; the message does not contain the value.
        """
        return self._render(values, lambda token, variables: self._render_token(token, variables, values))

    def render_sanitized(self, values: VariableValues) -> str:
        """Return the SQL as :meth:`render` does, with ``?`` for every literal and without comments, for display."""
        return self._render(values, lambda token, _variables: _sanitize_token(token))

    def _render(self, values: VariableValues, render_token: Callable[[Token, Iterator[Variable]], str]) -> str:
        expansion = _expand(self.nodes, lambda name: _get_value(name, values) is not None, self.dialect, self.source)
        variables = iter(expansion.variables)
        return "".join(render_token(token, variables) for token in expansion.tokens if token.text != ";").strip()

    def _render_token(self, token: Token, variables: Iterator[Variable], values: VariableValues) -> str:
        if token.type is TokenType.COMMENT and not self.dialect.keeps_comments:
            return " "
        if PLACEHOLDER not in token.text:
            return token.text
        return re.sub(PLACEHOLDER, lambda _: self._render_variable(token, next(variables), values), token.text)

    def _render_variable(self, token: Token, variable: Variable, values: VariableValues) -> str:
        try:
            scalar = _get_scalar(variable.name, values)
            if token.type is TokenType.STRING:
                return escape_string(scalar, token.text[-1], self.dialect)
            return _FORMATTERS.get(variable.name, format_literal)(scalar, self.dialect)
        except BadRequest as error:
            raise template_error(self.source, variable.offset, f"[{variable.name}] {error.reason}") from error


_FORMATTERS: dict[str, Callable[[Scalar, SqlDialect], str]] = {MAX_PRIMARY_KEY: format_number, LAST_RECORD_TIMESTAMP: format_timestamp}


def parse(query: str, database: str) -> Template:
    """Parse and check a query template for a database, by its plain name (``postgresql``, ``mysql``, …; others are standard SQL).

    Raise :class:`BadRequest` with line and column for malformed mustache, unknown variables, a variable or section in a place
    that is not allowed, SQL that is not closed, an empty query and several statements, for every combination of set variables.
    """
    if PLACEHOLDER in query:
        raise template_error(query, query.index(PLACEHOLDER), "a NUL character is not allowed in a query")
    nodes = parse_mustache(query)
    dialect = get_dialect(database)
    for node in walk(nodes):
        _check_name(node, query)
    for set_variables in _combinations(nodes, query):
        _expand(nodes, set_variables.__contains__, dialect, query)
    return Template(nodes, dialect, query)


def _check_name(node: Variable | Section, query: str) -> None:
    if node.name == LAST_RECORD and isinstance(node, Variable):
        raise template_error(
            query, node.offset, f"[{LAST_RECORD}] is a whole record; select a column by its position, such as [{{{{{LAST_RECORD}.0}}}}]"
        )
    if node.name in KNOWN_VARIABLES or _LAST_RECORD_COLUMN.fullmatch(node.name):
        return
    if node.name.startswith(f"{LAST_RECORD}."):
        raise template_error(
            query, node.offset, f"[{node.name}] is not a column of the last record; columns are selected by their position, from 0 to 9999"
        )
    hint = did_you_mean(node.name, KNOWN_VARIABLES) or f"; expected [{MAX_PRIMARY_KEY}], [{LAST_RECORD_TIMESTAMP}] or [{LAST_RECORD}.N]"
    braces = "" if re.fullmatch(r"[\w.]+", node.name) else "; put a space between braces that belong to the SQL"
    raise template_error(query, node.offset, f"unknown variable [{node.name}]{hint}{braces}")


def _combinations(nodes: tuple[Node, ...], query: str) -> Iterator[frozenset[str]]:
    """Yield every set of variables of sections that can be set together."""
    names = list(dict.fromkeys(node.name for node in walk(nodes) if isinstance(node, Section)))
    if len(query) << len(names) > _MAX_EXPANDED_LENGTH:
        limit = _MAX_EXPANDED_LENGTH >> len(names)
        variables = f" with sections of {len(names)} different variables" if names else ""
        raise template_error(query, 0, f"expected a query of at most [{limit}] characters{variables} but got [{len(query)}]")
    for states in itertools.product((True, False), repeat=len(names)):
        combination = frozenset(name for name, is_set in zip(names, states, strict=True) if is_set)
        if LAST_RECORD in combination or LAST_RECORD not in names or not any(map(_LAST_RECORD_COLUMN.fullmatch, combination)):
            yield combination


@dataclass(frozen=True)
class _SectionEdge:
    """Where an expanded section begins or ends."""

    is_opening: bool
    offset: int


_Piece: TypeAlias = Text | Variable | _SectionEdge


def _pieces(nodes: tuple[Node, ...], is_set: Callable[[str], bool]) -> Iterator[_Piece]:
    for node in nodes:
        if not isinstance(node, Section):
            yield node
        elif is_set(node.name) != node.inverted:
            yield _SectionEdge(True, node.offset)
            yield from _pieces(node.nodes, is_set)
            yield _SectionEdge(False, node.end)


def _expand(nodes: tuple[Node, ...], is_set: Callable[[str], bool], dialect: SqlDialect, query: str) -> _Expansion:
    """Expand the template's sections for one combination of set variables, and check the result."""
    pieces = list(_pieces(nodes, is_set))
    texts = [piece.text if isinstance(piece, Text) else PLACEHOLDER * isinstance(piece, Variable) for piece in pieces]
    starts = list(itertools.accumulate((len(text) for text in texts), initial=0))
    sql = "".join(texts)
    try:
        tokens = tuple(tokenize(sql, dialect))
        for start, end in _section_spans(pieces, starts):
            check_section(tokens, start, end)
        check_variables(tokens, dialect)
        check_statement(tokens, dialect)
    except QueryError as error:
        reason = error.reason + _describe_combination(nodes, is_set)
        raise template_error(query, _source_offset(pieces, starts, error.offset), reason) from error
    return _Expansion(sql, tokens, tuple(piece for piece in pieces if isinstance(piece, Variable)))


def _section_spans(pieces: Sequence[_Piece], starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the start and end offset in the SQL of each expanded section."""
    open_starts: list[int] = []
    for piece, start in zip(pieces, starts, strict=False):
        if isinstance(piece, _SectionEdge) and piece.is_opening:
            open_starts.append(start)
        elif isinstance(piece, _SectionEdge):
            yield open_starts.pop(), start


def _source_offset(pieces: Sequence[_Piece], starts: Sequence[int], sql_offset: int) -> int:
    """Return the template's offset for an offset in the SQL."""
    source_offset = 0
    for piece, start in zip(pieces, starts, strict=False):
        if start <= sql_offset:
            source_offset = piece.offset + (sql_offset - start if isinstance(piece, Text) else 0)
    return source_offset


def _describe_combination(nodes: tuple[Node, ...], is_set: Callable[[str], bool]) -> str:
    names = sorted({node.name for node in walk(nodes) if isinstance(node, Section)})
    states = [f"[{name}] {'set' if is_set(name) else 'unset'}" for name in names]
    return f" (with {', '.join(states)})" if states else ""


def _get_value(name: str, values: VariableValues) -> Scalar | Sequence[Scalar]:
    """Return a variable's value; None if it is unset or a column beyond the last record."""
    if not (column := _LAST_RECORD_COLUMN.fullmatch(name)):
        value = values.get(name)
        return None if name == LAST_RECORD and not value else value
    record = values.get(LAST_RECORD)
    position = int(column[1])
    return record[position] if isinstance(record, Sequence) and position < len(record) else None


def _get_scalar(name: str, values: VariableValues) -> Scalar:
    value, record = _get_value(name, values), values.get(LAST_RECORD)
    if (column := _LAST_RECORD_COLUMN.fullmatch(name)) and isinstance(record, Sequence) and int(column[1]) >= len(record):
        raise BadRequest(f"does not exist: the last record has {len(record)} columns, counted from 0")
    if value is not None and not isinstance(value, Scalar):
        raise BadRequest("is not a single value")
    return value


def _sanitize_token(token: Token) -> str:
    if token.type in LITERAL_TYPES:
        return "?"
    return " " if token.type is TokenType.COMMENT else token.text
