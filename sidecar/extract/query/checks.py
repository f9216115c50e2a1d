"""Checks of a query's statement, and of the places of its variables and sections.

Each check raises :class:`QueryError` with an offset of the SQL.
"""

import bisect
import re
from collections.abc import Sequence

from sidecar.extract.query.lexer import IGNORED_TYPES, PLACEHOLDER, STRING_TYPES, QueryError, SqlDialect, Token, TokenType

_NOT_ALLOWED = {
    TokenType.COMMENT: "a variable is not allowed in a comment; remove it, or write the comment as [{{! … }}]",
    TokenType.SPECIAL_STRING: "a variable is not allowed in a dollar-quoted, E'', U&'' or q'' string; use a plain ['…'] or no quotes",
    TokenType.QUOTED_NAME: "a variable is not allowed in a quoted name; names of tables and columns are fixed",
}
# Symbols allowed next to a variable. Others could make it part of a name, a number, a string or a prefix (U&, N, @).
_BEFORE = frozenset(" \t\r\n(,=<>+-*/%|[")
_AFTER = frozenset(" \t\r\n),=<>+-*/%|];:")


_READ_KEYWORDS = frozenset({"select", "sel", "with", "values", "table", "from", "locking", "("})
"""First tokens of a query on databases whose sessions cannot be made read-only."""
_CALL_KEYWORDS = frozenset({"call", "exec", "execute"})
"""First tokens of a statement that calls a procedure."""
_WRITE_KEYWORDS = frozenset(
    {"add", "alter", "backup", "begin", "checkpoint", "commit", "conversation", "create", "dbcc", "declare", "delete", "deny", "drop",
     "grant", "insert", "into", "kill", "merge", "receive", "reconfigure", "rename", "restore", "revert", "revoke", "rollback", "save",
     "send", "set", "setuser", "shutdown", "trigger", "truncate", "update", "updatetext", "use", "writetext"}
)  # fmt: skip
"""Keywords of statements that change something, rejected where semicolons are optional. SQL Server reserves nearly all of them."""
_PARENTHESES = {"(": 1, ")": -1}
_BRACES = {"{": 1, "}": -1}
_COLUMN_NAMES = frozenset({"add", "conversation", "receive", "save", "send", "set", "use"})
"""Write keywords that are also names of columns and hints (``option (use hint(x))``): no statement starts after a comma or parenthesis."""
_EXECUTE_KEYWORDS = frozenset({"exec", "execute", "waitfor"})
"""Keywords of statements that may be followed by a parenthesis, as a function is."""
_JOIN_KEYWORDS = frozenset({"join", "union"})
_NUMBER = re.compile(r"0[xXbBoO][0-9A-Fa-f]*+|(?:[\d_]++(?:\.[\d_]*+)?|\.[\d_]++)(?:[eE][+-]?\d*+)?[A-Za-z]{0,2}", re.ASCII)
"""A number with an optional suffix. SQL Server reads ``1delete`` and ``1.delete`` as a number and a word."""


def check_statement(tokens: Sequence[Token], dialect: SqlDialect) -> None:
    """Reject an empty query, several statements, an unmatched closing parenthesis, and a query that is not read-only."""
    significant = [token for token in tokens if token.type not in IGNORED_TYPES]
    ends = [index for index, token in enumerate(significant) if token.text == ";"]
    for token in significant[ends[0] :] if ends else ():
        if token.text != ";":
            raise QueryError(token.start, "unexpected SQL after [;]; a query must be a single statement")
    if len(ends) == len(significant):
        raise QueryError(0, "query is empty; expected a SELECT statement")
    _check_parentheses(significant)
    first, keyword = significant[0], significant[0].text.lower()
    if keyword in _CALL_KEYWORDS:
        raise QueryError(
            first.start, "a query must return columns, and a called procedure has none that are known: use a SELECT, or a view"
        )
    if dialect.is_writable and keyword not in _READ_KEYWORDS:
        reason = "sessions of this database cannot be made read-only"
        raise QueryError(first.start, f"a query must start with a read-only keyword (SELECT, WITH, …): {reason}")
    if dialect.optional_semicolons:
        _check_keywords(significant)


def _check_parentheses(tokens: Sequence[Token]) -> None:
    """Reject a closing parenthesis that the query did not open: it would end the subquery that the query becomes."""
    depth = 0
    for token in tokens:
        if token.text in _PARENTHESES:
            depth += _PARENTHESES[token.text]
            if depth < 0:
                raise QueryError(token.start, "[)] closes a parenthesis that was never opened")


def _check_keywords(tokens: Sequence[Token]) -> None:
    """Reject the keywords of a second statement."""
    for index, token in enumerate(tokens):
        if token.type is TokenType.NUMBER and not _NUMBER.fullmatch(token.text):
            raise QueryError(token.start, "a number must not touch a name; put a space between them")
        word = token.text.lower()
        if token.type is TokenType.WORD and (word in _EXECUTE_KEYWORDS or (word in _WRITE_KEYWORDS and not _is_harmless(tokens, index))):
            raise QueryError(
                token.start,
                f"[{token.text}] is not allowed in a query: sessions of this database cannot be made read-only; "
                "put quotes around a column of that name",
            )


def _is_harmless(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a keyword is a column (``t.update``), a function (``truncate(x)``) or a join hint (``merge join``)."""
    following = tokens[index + 1].text.lower() if index + 1 < len(tokens) else ""
    if tokens[index].text.lower() in _COLUMN_NAMES and index and tokens[index - 1].text in ("(", ","):
        return True
    if following == "(" or (tokens[index].text.lower() == "merge" and following in _JOIN_KEYWORDS):
        return True
    # SQL Server reads [$.] as a number, so the dot must follow a name.
    return index > 1 and tokens[index - 1].text == "." and tokens[index - 2].type in (TokenType.WORD, TokenType.QUOTED_NAME)


def check_variables(tokens: Sequence[Token], dialect: SqlDialect) -> None:
    """Reject every variable whose value could become anything but a single literal or part of one string."""
    depth = 0
    previous: Token | None = None
    for index, token in enumerate(tokens):
        if token.text in _BRACES and not dialect.has_struct_literals:
            depth = max(0, depth + _BRACES[token.text])
        if PLACEHOLDER in token.text:
            _check_variable(tokens, index, depth, dialect)
        if token.type in STRING_TYPES:
            _check_adjacent_strings(previous, token)
        if token.type not in IGNORED_TYPES:
            previous = token


def check_section(tokens: Sequence[Token], start: int, end: int) -> None:
    """Reject a section, expanded at ``start`` to ``end``, unless both ends are between tokens or in the same string."""
    opening, closing = _token_around(tokens, start), _token_around(tokens, end)
    for offset, token in ((start, opening), (end, closing)):
        if token is not None and token.type is not TokenType.STRING:
            raise QueryError(offset, f"a section must not begin or end within {token.type.value}")
    if opening is not closing:
        raise QueryError(
            end, "a section that begins within a string must end in the same string, and one that begins outside must end outside"
        )


def _token_around(tokens: Sequence[Token], offset: int) -> Token | None:
    """Return the token that contains an offset strictly inside; None for whitespace."""
    index = bisect.bisect_left(tokens, offset, key=lambda token: token.start) - 1
    token = tokens[index] if index >= 0 else None
    return token if token is not None and offset < token.end and token.type is not TokenType.WHITESPACE else None


def _check_variable(tokens: Sequence[Token], index: int, depth: int, dialect: SqlDialect) -> None:
    token = tokens[index]
    offset = token.start + token.text.index(PLACEHOLDER)
    if token.type in _NOT_ALLOWED:
        raise QueryError(offset, _NOT_ALLOWED[token.type])
    if depth > 0:
        raise QueryError(offset, "a variable is not allowed in a JDBC escape [{…}]; use the database's own SQL")
    _check_left(tokens, index, offset, dialect)
    if token.type is TokenType.VARIABLE:
        _check_right(tokens, index, offset, dialect)
    elif _is_escaped(token.text, dialect):
        raise QueryError(offset, "a variable is not allowed right after a backslash")


def _check_left(tokens: Sequence[Token], index: int, offset: int, dialect: SqlDialect) -> None:
    left = tokens[index - 1] if index else None
    if left is None or left.type in IGNORED_TYPES or left.text[-1] in _BEFORE or (dialect.has_struct_literals and left.text == ":"):
        return
    if tokens[index].type is TokenType.STRING:
        raise QueryError(
            offset, f"a variable is not allowed in a string with a prefix [{left.text}]; use a plain string ['…'] or no quotes"
        )
    raise QueryError(offset, _touching_reason("before", left))


def _check_right(tokens: Sequence[Token], index: int, offset: int, dialect: SqlDialect) -> None:
    right = tokens[index + 1] if index + 1 < len(tokens) else None
    if right is None or right.type in IGNORED_TYPES or right.text[0] in _AFTER or (dialect.has_struct_literals and right.text == "}"):
        return
    raise QueryError(offset, _touching_reason("after", right))


def _touching_reason(side: str, neighbor: Token) -> str:
    name = "another variable" if neighbor.type is TokenType.VARIABLE else neighbor.type.value
    symbol = f" [{neighbor.text}]" if neighbor.type is TokenType.SYMBOL else ""
    return f"a variable must not touch {name}{symbol} {side} it; it becomes a whole literal, so put a space between them"


def _is_escaped(text: str, dialect: SqlDialect) -> bool:
    """Return whether a backslash would escape the first character of a value."""
    if dialect.backslash_escapes is None:
        return "\\" + PLACEHOLDER in text
    return dialect.backslash_escapes and any(pair.group().endswith(PLACEHOLDER) for pair in re.finditer(r"\\.", text, re.DOTALL))


def _check_adjacent_strings(previous: Token | None, token: Token) -> None:
    if previous is None or previous.type not in STRING_TYPES:
        return
    if TokenType.VARIABLE in (previous.type, token.type):
        raise QueryError(
            token.start, "a variable must not be next to a string or another variable: databases would join them into one string"
        )
    if previous.type is TokenType.SPECIAL_STRING:
        raise QueryError(token.start, "a string must not follow one with its own escapes; join them with [||]")
