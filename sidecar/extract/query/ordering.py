"""The order of a query's rows, as far as its final ORDER BY states it."""

from collections.abc import Iterable

from sidecar.extract.query.lexer import IGNORED_TYPES, Token, TokenType, get_dialect, tokenize
from sidecar.model.columns import Column, SqlType

RESUMABLE_DATABASES = frozenset({"postgresql", "mysql", "mariadb", "sqlite", "duckdb"})
"""Databases that accept a subquery with its own ORDER BY."""
_LOWERCASE_DATABASES = frozenset({"postgresql"})
"""Databases that fold unquoted names to lower case; in the others names are case-insensitive."""
_INTEGER_TYPES = frozenset({SqlType.LONG, SqlType.UNSIGNED_LONG})
"""Types whose next value is known."""
_ORDER_BY = ["order", "by"]


def find_order_column(query: str, columns: Iterable[Column], database: str) -> Column | None:
    """Return the integer column that is the only, ascending ORDER BY key at the end of the query; None if there is none.

    A qualified name may mean another column than the query's, and a LIMIT after the ORDER BY would mean something else
    in a range of the rows. Both count as unordered.
    """
    if database not in RESUMABLE_DATABASES:
        return None
    tokens = [token for token in tokenize(query, get_dialect(database)) if token.type not in IGNORED_TYPES]
    if tokens and tokens[-1].type is TokenType.WORD and tokens[-1].text.lower() == "asc":
        tokens.pop()
    if len(tokens) < len(_ORDER_BY) + 1 or [token.text.lower() for token in tokens[-3:-1]] != _ORDER_BY or _open_parentheses(tokens):
        return None
    integers = (column for column in columns if column.type in _INTEGER_TYPES and not column.array)
    return next((column for column in integers if _is_name(tokens[-1], column.name, database)), None)


def _open_parentheses(tokens: list[Token]) -> int:
    """Return the number of parentheses still open at the end."""
    return sum({"(": 1, ")": -1}.get(token.text, 0) for token in tokens if token.type is TokenType.SYMBOL)


def _is_name(token: Token, name: str, database: str) -> bool:
    if token.type is TokenType.WORD:
        return token.text.lower() == (name if database in _LOWERCASE_DATABASES else name.lower())
    if token.type is not TokenType.QUOTED_NAME:
        return False
    quote = token.text[-1]
    return token.text[1:-1].replace(2 * quote, quote) == name


def next_key(key: str) -> str:
    """Return the literal of the integer after ``key``: the exclusive upper bound of all keys up to it."""
    return str(int(key) + 1)
