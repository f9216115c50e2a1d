"""In which order a query says that its rows come."""

from collections.abc import Iterable

from sidecar.extract.query.lexer import SILENT, Shape, Token, cut, dialect_of
from sidecar.model.columns import Column, SqlType

RESUMABLE = frozenset({"postgresql", "mysql", "mariadb", "sqlite", "duckdb"})
"""Databases that take a query with an order of its own inside another one."""
_FOLDING = frozenset({"postgresql"})
"""Databases in which an unquoted name is a lower-case one; in the others case does not matter."""
_WHOLE = frozenset({SqlType.LONG, SqlType.UNSIGNED_LONG})
"""Types of which one knows the value that follows another."""


def ordered_by(query: str, columns: Iterable[Column], database: str) -> Column | None:
    """Find the column of whole numbers by which alone the query says that its rows ascend; none where it does not end by saying so.

    A qualified name could be another column than the one that the query gives, and what follows an order (a limit) would mean
    something else in a range of the rows: such queries count as not ordered.
    """
    if database not in RESUMABLE:
        return None
    tokens = [token for token in cut(query, dialect_of(database)) if token.shape not in SILENT]
    if tokens and tokens[-1].shape is Shape.WORD and tokens[-1].text.lower() == "asc":
        tokens.pop()
    if len(tokens) < len(_CLAUSE) + 1 or [token.text.lower() for token in tokens[-3:-1]] != _CLAUSE or _depth(tokens):
        return None
    return next((each for each in columns if each.type in _WHOLE and not each.array and _is(tokens[-1], each.name, database)), None)


_CLAUSE = ["order", "by"]


def _depth(tokens: list[Token]) -> int:
    """Count the parentheses that are open at the end."""
    return sum({"(": 1, ")": -1}.get(token.text, 0) for token in tokens if token.shape is Shape.SYMBOL)


def _is(token: Token, name: str, database: str) -> bool:
    if token.shape is Shape.WORD:
        return token.text.lower() == (name if database in _FOLDING else name.lower())
    if token.shape is not Shape.NAME:
        return False
    quote = token.text[-1]
    return token.text[1:-1].replace(2 * quote, quote) == name


def next_whole(key: str) -> str:
    """Give the literal of the whole number after this one: the bound above all keys up to it."""
    return str(int(key) + 1)
