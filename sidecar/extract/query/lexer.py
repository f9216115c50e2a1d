"""A lexer for SQL dialects, precise enough to decide where a variable is safe: strings, comments, quoted names, and the rest.

Databases differ in what ends a string or a comment. For an unknown database, ambiguous SQL is rejected.
"""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

PLACEHOLDER = "\0"
"""Represents a variable in SQL. No database accepts this character in a query."""


class TokenType(enum.Enum):
    """Types of tokens; the values are used in error messages."""

    WHITESPACE = "whitespace"
    COMMENT = "a comment"
    WORD = "a name"
    NUMBER = "a number"
    STRING = "a string"
    SPECIAL_STRING = "a string with its own escapes (E'', U&'', q'', dollar quotes)"
    QUOTED_NAME = "a quoted name"
    VARIABLE = "a variable"
    SYMBOL = "a symbol"

    __hash__ = object.__hash__
    """Members are singletons; the default is a slow function of Python, called for each token."""


IGNORED_TYPES = frozenset({TokenType.WHITESPACE, TokenType.COMMENT})
LITERAL_TYPES = frozenset({TokenType.STRING, TokenType.SPECIAL_STRING, TokenType.NUMBER, TokenType.VARIABLE})
STRING_TYPES = frozenset({TokenType.STRING, TokenType.SPECIAL_STRING, TokenType.VARIABLE})
"""Types that must not be adjacent: databases join adjacent strings, all with the escapes of the first."""


class Token(NamedTuple):
    """A token and its offset. A tuple, because a query may have a million of them."""

    type: TokenType
    text: str
    start: int

    @property
    def end(self) -> int:
        """Return the offset after the token."""
        return self.start + len(self.text)


class QueryError(Exception):
    """An error at an offset of the SQL."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class SqlDialect:
    """How a database reads strings, names and comments, and writes literals."""

    patterns: tuple[tuple[TokenType, str], ...]
    quotes: str
    """Characters that open a string or quoted name, which must be closed."""
    string_prefixes: frozenset[str] = frozenset()
    """Lower-case prefixes of strings with their own closing rules."""
    nested_comments: bool | None = False
    """Whether comments nest; None if unknown."""
    backslash_escapes: bool | None = False
    """Whether a backslash escapes in a plain string; None if unknown."""
    has_struct_literals: bool = False
    """Whether braces are struct literals; otherwise they are JDBC escapes."""
    booleans: tuple[str, str] = ("FALSE", "TRUE")
    timestamp_literal: str = "TIMESTAMP {}"
    date_literal: str = "DATE {}"
    unicode_prefix: str = ""
    """Prefix of a string with non-ASCII characters."""
    has_line_continuation: bool = False
    """Whether a backslash before a line feed is removed from a string."""
    keeps_comments: bool = True
    """Whether comments are sent. DuckDB treats a quote in a comment as a string's and then changes whitespace in strings."""
    is_writable: bool = False
    """Whether sessions cannot be made read-only, so that the query itself must be recognized as read-only."""
    optional_semicolons: bool = False
    """Whether a statement may follow another without a semicolon, or be part of one."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the expression that matches the next token, or the start of a block comment."""
        groups = (f"(?P<{type.name}_{number}>{pattern})" for number, (type, pattern) in enumerate(self.patterns))
        return re.compile("|".join((r"(?P<block_comment>/\*)", *groups)), re.DOTALL)

    @cached_property
    def types(self) -> dict[str | None, TokenType]:
        """Return the type of each group of :attr:`pattern`."""
        return {f"{type.name}_{number}": type for number, (type, _) in enumerate(self.patterns)}


_WHITESPACE = (TokenType.WHITESPACE, r"[ \t\r\n\f\v]+")
_LINE_COMMENT = (TokenType.COMMENT, r"--[^\n]*")
# MySQL: "--" starts a comment only before whitespace or a control character. \0 is excluded because it is the placeholder.
_MYSQL_COMMENT = (TokenType.COMMENT, r"(?:--(?=[\x01-\x20\x7f]|\Z)|\#)[^\n]*")
_STRING = (TokenType.STRING, r"[nN]?'(?>[^']|'')*'")
# Without the prefix N: MySQL's N'…' is utf8mb3, in which a value could change.
_BACKSLASH_STRING = (TokenType.STRING, r"'(?>[^'\\]|''|\\.)*'")
_DOUBLE_BACKSLASH_STRING = (TokenType.STRING, r'"(?>[^"\\]|""|\\.)*"')
_ESCAPE_STRING = (TokenType.SPECIAL_STRING, r"[eE]'(?>[^'\\]|''|\\.)*'")
_UNICODE_STRING = (TokenType.SPECIAL_STRING, r"[uU]&'(?>[^']|'')*'")
_DOLLAR_STRING = (TokenType.SPECIAL_STRING, r"\$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$")
_Q_STRING = (TokenType.SPECIAL_STRING, r"[nN]?[qQ]'(?:\[.*?\]|\{.*?\}|\(.*?\)|<.*?>|(?P<fence>[^\s\[{(<]).*?(?P=fence))'")
_DOUBLE_NAME = (TokenType.QUOTED_NAME, r'"(?>[^"]|"")*"')
_BACKTICK_NAME = (TokenType.QUOTED_NAME, r"`(?>[^`]|``)*`")
_BRACKET_NAME = (TokenType.QUOTED_NAME, r"\[(?>[^\]]|\]\])*\]")
# SQLite has no escape in brackets: the first "]" ends the name.
_PLAIN_BRACKET_NAME = (TokenType.QUOTED_NAME, r"\[[^\]]*\]")
_OTHER_TOKENS = (
    (TokenType.WORD, r"[^\W\d][\w$]*"),
    (TokenType.NUMBER, r"(?:\d\w*(?:\.\w*)?|\.\d\w*)(?:(?<=[eE])[+-]\d+)?"),
    (TokenType.VARIABLE, PLACEHOLDER),
    (TokenType.SYMBOL, r"."),
)
_POSTGRES_STRINGS = (_STRING, _ESCAPE_STRING, _UNICODE_STRING, _DOLLAR_STRING, _DOUBLE_NAME)
_ESCAPE_PREFIX = frozenset({"e"})

_STANDARD = SqlDialect(
    patterns=(_WHITESPACE, _LINE_COMMENT, *_POSTGRES_STRINGS, _BACKTICK_NAME, *_OTHER_TOKENS),
    quotes="'\"`",
    string_prefixes=_ESCAPE_PREFIX,
    nested_comments=None,
    backslash_escapes=None,
    is_writable=True,
    optional_semicolons=True,
)
_ANSI = replace(_STANDARD, backslash_escapes=False)
_DERBY = replace(_ANSI, timestamp_literal="TIMESTAMP({})", date_literal="DATE({})")
_POSTGRESQL = SqlDialect(
    patterns=(_WHITESPACE, _LINE_COMMENT, *_POSTGRES_STRINGS, *_OTHER_TOKENS),
    quotes="'\"",
    string_prefixes=_ESCAPE_PREFIX,
    nested_comments=True,
)
_DUCKDB = SqlDialect(
    patterns=_POSTGRESQL.patterns,
    quotes="'\"",
    string_prefixes=_ESCAPE_PREFIX,
    nested_comments=True,
    has_struct_literals=True,
    keeps_comments=False,
)
_MYSQL = SqlDialect(
    patterns=(_WHITESPACE, _MYSQL_COMMENT, _BACKSLASH_STRING, _DOUBLE_BACKSLASH_STRING, _BACKTICK_NAME, *_OTHER_TOKENS),
    quotes="'\"`",
    backslash_escapes=True,
)
_SQLITE = SqlDialect(
    patterns=(_WHITESPACE, _LINE_COMMENT, _STRING, _DOUBLE_NAME, _BACKTICK_NAME, _PLAIN_BRACKET_NAME, *_OTHER_TOKENS),
    quotes="'\"`[",
    booleans=("0", "1"),
    timestamp_literal="{}",
    date_literal="{}",
)
_SQLSERVER = SqlDialect(
    patterns=(_WHITESPACE, _LINE_COMMENT, _STRING, _DOUBLE_NAME, _BRACKET_NAME, *_OTHER_TOKENS),
    quotes="'\"[",
    nested_comments=True,
    booleans=("0", "1"),
    timestamp_literal="CAST({} AS datetime2(3))",
    date_literal="CAST({} AS date)",
    unicode_prefix="N",
    has_line_continuation=True,
    is_writable=True,
    optional_semicolons=True,
)
_ORACLE = SqlDialect(
    patterns=(_WHITESPACE, _LINE_COMMENT, _Q_STRING, _STRING, _DOUBLE_NAME, *_OTHER_TOKENS),
    quotes="'\"",
    string_prefixes=frozenset({"q", "nq"}),
    booleans=("0", "1"),
    is_writable=True,  # DDL ends a read-only transaction
)

_DIALECTS = {
    "ansi": _ANSI,
    "derby": _DERBY,
    "h2": _ANSI,
    "hsqldb": _ANSI,
    "trino": _ANSI,
    "postgresql": _POSTGRESQL,
    "duckdb": _DUCKDB,
    "mysql": _MYSQL,
    "mariadb": _MYSQL,
    "sqlite": _SQLITE,
    "mssql": _SQLSERVER,
    "sqlserver": _SQLSERVER,
    "oracle": _ORACLE,
}

_PLAIN_TYPES = frozenset({TokenType.WHITESPACE, TokenType.NUMBER, TokenType.VARIABLE})
_PLAIN_SYMBOLS = frozenset("(),;.:=<>+-*/%|{}")
"""Symbols that no dialect reads as a quote."""
_AMBIGUOUS_NEWLINE = re.compile("[\r\v\f\x85\u2028\u2029]")
_DOLLAR_QUOTE = re.compile(r"\$(?:[^\W\d]\w*)?\$")
_EXECUTABLE_COMMENT = re.compile(r"/\*M?!")
_NOT_PLAIN = re.compile(r"""['"`\\#;]|--|/\*""")
_COMMENT_DELIMITER = re.compile(r"/\*|\*/")


def dialect_names() -> tuple[str, ...]:
    """Return the names of the known dialects."""
    return tuple(_DIALECTS)


def get_dialect(database: str) -> SqlDialect:
    """Return the dialect of a database by its plain name; an unknown one gets strict standard SQL."""
    return _DIALECTS.get(database.lower(), _STANDARD)


def tokenize(sql: str, dialect: SqlDialect) -> Iterator[Token]:
    """Split SQL, with ``PLACEHOLDER`` for each variable, into tokens whose texts add up to it.

    Raise :class:`QueryError` for a string, name or comment that is not closed, and for ambiguous SQL.
    """
    # A query may have a million tokens, so that most are recognized without a further call.
    match_token, types = dialect.pattern.match, dialect.types
    position, length = 0, len(sql)
    while position < length:
        match = match_token(sql, position)
        type = types.get(match.lastgroup) if match else None
        token = Token(type, match.group(), position) if match and type else _block_comment(sql, position, dialect)
        if type not in _PLAIN_TYPES and token.text not in _PLAIN_SYMBOLS:
            _check_token(token, sql, dialect)
        yield token
        position += len(token.text)


def _block_comment(sql: str, position: int, dialect: SqlDialect) -> Token:
    depth = 0
    for delimiter in _COMMENT_DELIMITER.finditer(sql, position):
        if delimiter.group() == "*/":
            depth -= 1
        elif depth == 0 or dialect.nested_comments:
            depth += 1
        elif dialect.nested_comments is None:
            raise QueryError(delimiter.start(), "nested comments are ambiguous across databases; close the first comment before it")
        if depth == 0:
            return Token(TokenType.COMMENT, sql[position : delimiter.end()], position)
    raise QueryError(position, "comment is not closed; [*/] is missing")


def _check_token(token: Token, sql: str, dialect: SqlDialect) -> None:
    if token.type is TokenType.SYMBOL and (quote := _DOLLAR_QUOTE.match(sql, token.start)):
        raise QueryError(token.start, f"string [{quote.group()}] is not closed")
    # As a plain string, an unclosed special one would end too early, and a variable after it would be inside it.
    if token.type is TokenType.WORD and token.text.lower() in dialect.string_prefixes and sql.startswith("'", token.end):
        raise QueryError(token.start, f"string [{token.text}'] is not closed")
    if token.type is TokenType.SYMBOL and token.text in dialect.quotes:
        raise QueryError(token.start, f"[{token.text}] is not closed")
    if token.type is TokenType.SYMBOL and not token.text.isprintable():
        raise QueryError(token.start, f"unexpected character [U+{ord(token.text):04X}]; replace it with a space")
    if token.type is TokenType.COMMENT:
        _check_comment(token, dialect)
    # Depending on the database, 'it\'s' is one string, or one string and the start of another.
    if token.type is TokenType.STRING and dialect.backslash_escapes is None and "\\'" in token.text:
        raise QueryError(token.start, "a backslash before a quote is ambiguous across databases; double the quote instead")


def _check_comment(token: Token, dialect: SqlDialect) -> None:
    line = token.text.rstrip("\r")
    if not line.startswith("/*") and (newline := _AMBIGUOUS_NEWLINE.search(line)):
        raise QueryError(token.start + newline.start(), "databases differ in whether this character ends the comment; use a line feed")
    # MySQL executes the content of /*! … */, so a quote or a comment in it moves its end.
    if dialect.backslash_escapes and _EXECUTABLE_COMMENT.match(token.text) and _NOT_PLAIN.search(token.text, 2):
        raise QueryError(token.start, "an executable comment must not contain quotes, comments or [;]")
