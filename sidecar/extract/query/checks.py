"""Where in a query a value or a section may stand. Each check raises :class:`LexError` with an offset in the SQL it was given."""

import bisect
import re
from collections.abc import Sequence

from sidecar.extract.query.lexer import PLACEHOLDER, QUOTED, SILENT, Dialect, LexError, Shape, Token

_REFUSED = {
    Shape.COMMENT: "a value cannot stand in a comment; take it out, or write the comment as [{{! … }}]",
    Shape.SPECIAL: "a value cannot stand in a dollar-quoted, E'', U&'' or q'' string; use a plain string ['…'], or no quotes",
    Shape.NAME: "a value cannot stand in a quoted name; names of tables and columns are fixed",
}
# What may touch a value on its left and right. Not among them: all that makes a name, a number, a prefix (U&, N, @) or a string of it.
_BEFORE = frozenset(" \t\r\n(,=<>+-*/%|[")
_AFTER = frozenset(" \t\r\n),=<>+-*/%|];:")


_QUESTIONS = frozenset({"select", "sel", "with", "values", "table", "from", "locking", "("})
"""How a query begins where nothing but its words tells that it only reads."""
_CHANGES = frozenset(
    {"alter", "backup", "begin", "checkpoint", "commit", "create", "dbcc", "declare", "delete", "deny", "drop", "grant", "insert", "into",
     "kill", "merge", "reconfigure", "rename", "restore", "revert", "revoke", "rollback", "setuser", "shutdown", "trigger", "truncate",
     "update", "updatetext", "writetext"}
)  # fmt: skip
"""Words of what changes something where a statement may follow another without a [;]. SQL Server reserves nearly all of them."""
_RUNS = frozenset({"exec", "execute"})
_JOINS = frozenset({"join", "union"})
_NUMBER = re.compile(r"0[xXbBoO][0-9A-Fa-f]*+|(?:[\d_]++(?:\.[\d_]*+)?|\.[\d_]++)(?:[eE][+-]?\d*+)?[A-Za-z]{0,2}", re.ASCII)
"""A number and what may end one. SQL Server reads ``1delete`` and ``1.delete`` as a number before a word."""


def check_statement(tokens: Sequence[Token], dialect: Dialect) -> None:
    """Refuse an empty query, one of several statements, one that leaves what it is put into, and one that is seen to be no question."""
    told = [token for token in tokens if token.shape not in SILENT]
    ends = [place for place, token in enumerate(told) if token.text == ";"]
    for token in told[ends[0] :] if ends else ():
        if token.text != ";":
            raise LexError(token.start, "more SQL after [;]; a query is one statement")
    if len(ends) == len(told):
        raise LexError(0, "query is empty; a SELECT was expected")
    _check_parentheses(told)
    if dialect.unbound and told[0].text.lower() not in _QUESTIONS:
        raise LexError(told[0].start, "a query must begin with SELECT or WITH: a session in this database cannot be told to only read")
    if dialect.unseparated:
        _check_words(told)


def _check_parentheses(told: Sequence[Token]) -> None:
    """Refuse a parenthesis that closes none of the query's own: it would close one that the query is put into."""
    depth = 0
    for token in told:
        if token.shape is Shape.SYMBOL:
            depth += {"(": 1, ")": -1}.get(token.text, 0)
        if depth < 0:
            raise LexError(token.start, "[)] closes a parenthesis that was never opened")


def _check_words(told: Sequence[Token]) -> None:
    """Refuse the words of a second statement."""
    for place, token in enumerate(told):
        if token.shape is Shape.NUMBER and not _NUMBER.fullmatch(token.text):
            raise LexError(token.start, "a number cannot touch a name; put a blank between")
        word = token.text.lower()
        if token.shape is Shape.WORD and (word in _RUNS or (word in _CHANGES and not _changes_nothing(told, place))):
            raise LexError(
                token.start,
                f"[{token.text}] may not be in a query, for a session in this database cannot be told to only read; "
                "a column of that name needs quotes",
            )


def _changes_nothing(told: Sequence[Token], place: int) -> bool:
    """Tell whether a word is a column (``t.update``), a function (``truncate(x)``) or a way to join (``merge join``)."""
    after = told[place + 1].text.lower() if place + 1 < len(told) else ""
    if after == "(" or (told[place].text.lower() == "merge" and after in _JOINS):
        return True
    # [$.] is a number in SQL Server, so that the dot must follow a name.
    return place > 1 and told[place - 1].text == "." and told[place - 2].shape in (Shape.WORD, Shape.NAME)


def check_values(tokens: Sequence[Token], dialect: Dialect) -> None:
    """Refuse every value that stands where its text could become something else than one literal."""
    depth = 0
    before: Token | None = None
    for place, token in enumerate(tokens):
        if token.shape is Shape.SYMBOL and not dialect.braces:
            depth = max(0, depth + {"{": 1, "}": -1}.get(token.text, 0))
        if PLACEHOLDER in token.text:
            _check_value(tokens, place, depth, dialect)
        _check_neighbours(before, token)
        before = before if token.shape in SILENT else token


def check_section(tokens: Sequence[Token], start: int, end: int) -> None:
    """Refuse a section, shown from ``start`` to ``end``, whose two edges do not stand alike: both between tokens, or both in one string."""
    opening, closing = _around(tokens, start), _around(tokens, end)
    for at, token in ((start, opening), (end, closing)):
        if token is not None and token.shape is not Shape.STRING:
            raise LexError(at, f"a section cannot begin or end within {token.shape.value}")
    if opening is not closing:
        raise LexError(
            end, "a section that begins within a string must end in the same string, and one that begins outside must end outside"
        )


def _around(tokens: Sequence[Token], at: int) -> Token | None:
    """Give the token that an offset is strictly within; blank space does not count."""
    place = bisect.bisect_left(tokens, at, key=lambda token: token.start) - 1
    token = tokens[place] if place >= 0 else None
    return token if token is not None and at < token.end and token.shape is not Shape.SPACE else None


def _check_value(tokens: Sequence[Token], place: int, depth: int, dialect: Dialect) -> None:
    token = tokens[place]
    at = token.start + token.text.index(PLACEHOLDER)
    if token.shape in _REFUSED:
        raise LexError(at, _REFUSED[token.shape])
    if depth > 0:
        raise LexError(at, "a value cannot stand in a JDBC escape [{…}]; write the SQL of the database itself")
    _check_left(tokens, place, at, dialect)
    if token.shape is Shape.VALUE:
        _check_right(tokens, place, at, dialect)
    elif _escaped(token.text, dialect):
        raise LexError(at, "a value cannot stand right after a backslash")


def _check_left(tokens: Sequence[Token], place: int, at: int, dialect: Dialect) -> None:
    left = tokens[place - 1] if place else None
    if left is None or left.shape in SILENT or left.text[-1] in _BEFORE or (dialect.braces and left.text == ":"):
        return
    if tokens[place].shape is Shape.STRING:
        raise LexError(at, f"a value cannot stand in a string with a prefix [{left.text}]; use a plain string ['…'], or no quotes")
    raise LexError(at, _glued("before", left))


def _check_right(tokens: Sequence[Token], place: int, at: int, dialect: Dialect) -> None:
    right = tokens[place + 1] if place + 1 < len(tokens) else None
    if right is None or right.shape in SILENT or right.text[0] in _AFTER or (dialect.braces and right.text == "}"):
        return
    raise LexError(at, _glued("after", right))


def _glued(side: str, neighbour: Token) -> str:
    shown = "another value" if neighbour.shape is Shape.VALUE else neighbour.shape.value
    symbol = f" [{neighbour.text}]" if neighbour.shape is Shape.SYMBOL else ""
    return f"a value cannot touch {shown}{symbol} {side} it; a value is a whole literal, so put a blank between"


def _escaped(text: str, dialect: Dialect) -> bool:
    """Tell whether a backslash would take the first character of a value for its own."""
    if dialect.backslash is None:
        return "\\" + PLACEHOLDER in text
    return dialect.backslash and any(pair.group().endswith(PLACEHOLDER) for pair in re.finditer(r"\\.", text, re.DOTALL))


def _check_neighbours(before: Token | None, token: Token) -> None:
    if before is None or before.shape not in QUOTED or token.shape not in QUOTED:
        return
    if Shape.VALUE in (before.shape, token.shape):
        raise LexError(token.start, "a value and a string stand side by side; databases would join them into one")
    if before.shape is Shape.SPECIAL:
        raise LexError(token.start, "a string continues one with escapes of its own; join them with [||]")
