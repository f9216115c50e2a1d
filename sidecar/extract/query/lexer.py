"""SQL cut into tokens, as far as one must know where a value may stand: strings, comments, quoted names, the rest.

Databases differ in what ends a string or a comment. Where a database is not known, whatever could be read in two ways is refused.
"""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

PLACEHOLDER = "\0"
"""Stands for a value in SQL that is being cut. No database takes this character in a query, so no user can mean it."""


class Shape(enum.Enum):
    """What a token is."""

    SPACE = "blank space"
    COMMENT = "a comment"
    WORD = "a name"
    NUMBER = "a number"
    STRING = "a string"
    SPECIAL = "a string with escapes of its own (E'', U&'', q'', dollar quotes)"
    NAME = "a quoted name"
    VALUE = "a value"
    SYMBOL = "a symbol"


SILENT = frozenset({Shape.SPACE, Shape.COMMENT})
LITERAL = frozenset({Shape.STRING, Shape.SPECIAL, Shape.NUMBER, Shape.VALUE})
QUOTED = frozenset({Shape.STRING, Shape.SPECIAL, Shape.VALUE})
"""What must not stand beside a value: databases join neighbouring strings, each with the escapes of the first."""


@dataclass(frozen=True)
class Token:
    """One token and where it begins."""

    shape: Shape
    text: str
    start: int

    @property
    def end(self) -> int:
        """Give the offset behind the token."""
        return self.start + len(self.text)


class LexError(Exception):
    """Say that SQL cannot be cut into tokens: the offset, and why."""

    def __init__(self, at: int, reason: str) -> None:
        super().__init__(reason)
        self.at = at
        self.reason = reason


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """What decides how a database reads strings, names and comments, and how it writes literals.

    ``openings`` begin what must be closed, ``prefixes`` (lower case) a string that ends by rules of its own. ``nested`` says whether
    comments nest, ``backslash`` whether a backslash escapes in a plain string; None when it is not known. ``braces`` says that braces
    make structures; elsewhere they are JDBC escapes. ``timestamp`` is the form of a timestamp's literal, ``unicode_prefix`` stands
    before a string beyond ASCII, ``continues`` says that a backslash and a line feed in a string are dropped. Without
    ``keeps_comments`` they are left out of what is run: DuckDB takes a quote in one for a string's, and changes blanks in strings.
    ``unbound`` says that a session cannot be told to be read-only, so that a query must be seen to be a question; ``unseparated``, that
    a statement may follow another without a semicolon, or stand within one.
    """

    patterns: tuple[tuple[Shape, str], ...]
    openings: str
    prefixes: frozenset[str] = frozenset()
    nested: bool | None = False
    backslash: bool | None = False
    braces: bool = False
    booleans: tuple[str, str] = ("FALSE", "TRUE")
    timestamp: str = "TIMESTAMP {}"
    unicode_prefix: str = ""
    continues: bool = False
    keeps_comments: bool = True
    unbound: bool = False
    unseparated: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """Give the one expression that finds the next token; ``re`` keeps it compiled."""
        return re.compile("|".join(f"(?P<{shape.name}_{place}>{each})" for place, (shape, each) in enumerate(self.patterns)), re.DOTALL)


_SPACE = (Shape.SPACE, r"[ \t\r\n\f\v]+")
_LINE_COMMENT = (Shape.COMMENT, r"--[^\n]*")
# MySQL: "--" begins a comment only before a blank or a control character. \0 is left out of these: here it stands for a value.
_MYSQL_COMMENT = (Shape.COMMENT, r"(?:--(?=[\x01-\x20\x7f]|\Z)|\#)[^\n]*")
_STRING = (Shape.STRING, r"[nN]?'(?>[^']|'')*'")
# No N here: MySQL's N'…' has a smaller alphabet (utf8mb3), in which a value could change.
_BACKSLASH_STRING = (Shape.STRING, r"'(?>[^'\\]|''|\\.)*'")
_DOUBLE_BACKSLASH_STRING = (Shape.STRING, r'"(?>[^"\\]|""|\\.)*"')
_ESCAPE_STRING = (Shape.SPECIAL, r"[eE]'(?>[^'\\]|''|\\.)*'")
_UNICODE_STRING = (Shape.SPECIAL, r"[uU]&'(?>[^']|'')*'")
_DOLLAR_STRING = (Shape.SPECIAL, r"\$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$")
_Q_STRING = (Shape.SPECIAL, r"[nN]?[qQ]'(?:\[.*?\]|\{.*?\}|\(.*?\)|<.*?>|(?P<fence>[^\s\[{(<]).*?(?P=fence))'")
_DOUBLE_NAME = (Shape.NAME, r'"(?>[^"]|"")*"')
_BACKTICK_NAME = (Shape.NAME, r"`(?>[^`]|``)*`")
_BRACKET_NAME = (Shape.NAME, r"\[(?>[^\]]|\]\])*\]")
# SQLite has no escape in brackets: the first "]" ends the name.
_PLAIN_BRACKET_NAME = (Shape.NAME, r"\[[^\]]*\]")
_REST = (
    (Shape.WORD, r"[^\W\d][\w$]*"),
    (Shape.NUMBER, r"(?:\d\w*(?:\.\w*)?|\.\d\w*)(?:(?<=[eE])[+-]\d+)?"),
    (Shape.VALUE, PLACEHOLDER),
    (Shape.SYMBOL, r"."),
)
_POSTGRES_STRINGS = (_STRING, _ESCAPE_STRING, _UNICODE_STRING, _DOLLAR_STRING, _DOUBLE_NAME)
_ESCAPED = frozenset({"e"})

_STANDARD = Dialect(
    patterns=(_SPACE, _LINE_COMMENT, *_POSTGRES_STRINGS, _BACKTICK_NAME, *_REST),
    openings="'\"`",
    prefixes=_ESCAPED,
    nested=None,
    backslash=None,
    unbound=True,
    unseparated=True,
)
_POSTGRESQL = Dialect(patterns=(_SPACE, _LINE_COMMENT, *_POSTGRES_STRINGS, *_REST), openings="'\"", prefixes=_ESCAPED, nested=True)
_DUCKDB = Dialect(patterns=_POSTGRESQL.patterns, openings="'\"", prefixes=_ESCAPED, nested=True, braces=True, keeps_comments=False)
_MYSQL = Dialect(
    patterns=(_SPACE, _MYSQL_COMMENT, _BACKSLASH_STRING, _DOUBLE_BACKSLASH_STRING, _BACKTICK_NAME, *_REST), openings="'\"`", backslash=True
)
_SQLITE = Dialect(
    patterns=(_SPACE, _LINE_COMMENT, _STRING, _DOUBLE_NAME, _BACKTICK_NAME, _PLAIN_BRACKET_NAME, *_REST),
    openings="'\"`[",
    booleans=("0", "1"),
    timestamp="{}",
)
_SQLSERVER = Dialect(
    patterns=(_SPACE, _LINE_COMMENT, _STRING, _DOUBLE_NAME, _BRACKET_NAME, *_REST),
    openings="'\"[",
    nested=True,
    booleans=("0", "1"),
    timestamp="CAST({} AS datetime2(3))",
    unicode_prefix="N",
    continues=True,
    unbound=True,
    unseparated=True,
)
_ORACLE = Dialect(
    patterns=(_SPACE, _LINE_COMMENT, _Q_STRING, _STRING, _DOUBLE_NAME, *_REST),
    openings="'\"",
    prefixes=frozenset({"q", "nq"}),
    booleans=("0", "1"),
    unbound=True,  # a read-only transaction there ends with any statement that makes or drops something
)

_DIALECTS = {
    "postgresql": _POSTGRESQL,
    "duckdb": _DUCKDB,
    "mysql": _MYSQL,
    "mariadb": _MYSQL,
    "sqlite": _SQLITE,
    "mssql": _SQLSERVER,
    "sqlserver": _SQLSERVER,
    "oracle": _ORACLE,
}

_AMBIGUOUS_NEWLINE = re.compile("[\r\v\f\x85\u2028\u2029]")
_DOLLAR_QUOTE = re.compile(r"\$(?:[^\W\d]\w*)?\$")
_EXECUTABLE_COMMENT = re.compile(r"/\*M?!")
_NOT_PLAIN = re.compile(r"""['"`\\#;]|--|/\*""")
_COMMENT_EDGE = re.compile(r"/\*|\*/")


def dialect_of(database: str) -> Dialect:
    """Give the dialect of a database by its plain name; an unknown one is read as standard SQL, and strictly."""
    return _DIALECTS.get(database.lower(), _STANDARD)


def cut(sql: str, dialect: Dialect) -> Iterator[Token]:
    """Cut SQL, with ``PLACEHOLDER`` for each value, into tokens that together are all of it.

    Raises :class:`LexError` for a string, name or comment that is not closed, and for what databases read in two ways.
    """
    pattern = dialect.pattern
    place = 0
    while place < len(sql):
        token = _block_comment(sql, place, dialect) if sql.startswith("/*", place) else _next(pattern, sql, place, dialect)
        _check(token, dialect)
        yield token
        place = token.end


def _next(pattern: re.Pattern[str], sql: str, place: int, dialect: Dialect) -> Token:
    found = pattern.match(sql, place)
    if found is None or found.lastgroup is None:
        raise LexError(place, f"[{sql[place]}] cannot be read")
    shape = Shape[found.lastgroup.partition("_")[0]]
    if shape is Shape.SYMBOL and (quote := _DOLLAR_QUOTE.match(sql, place)):
        raise LexError(place, f"string [{quote.group()}] is not closed")
    # Read on as a plain string, a special one that is not closed would end too early, and a value behind it would stand within it.
    if shape is Shape.WORD and found.group().lower() in dialect.prefixes and sql.startswith("'", found.end()):
        raise LexError(place, f"string [{found.group()}'] is not closed")
    return Token(shape, found.group(), place)


def _block_comment(sql: str, place: int, dialect: Dialect) -> Token:
    depth = 0
    for edge in _COMMENT_EDGE.finditer(sql, place):
        if edge.group() == "*/":
            depth -= 1
        elif depth == 0 or dialect.nested:
            depth += 1
        elif dialect.nested is None:
            raise LexError(edge.start(), "a comment within a comment is read differently by databases; close the first one before")
        if depth == 0:
            return Token(Shape.COMMENT, sql[place : edge.end()], place)
    raise LexError(place, "comment is not closed; [*/] is missing")


def _check(token: Token, dialect: Dialect) -> None:
    if token.shape is Shape.SYMBOL and token.text in dialect.openings:
        raise LexError(token.start, f"[{token.text}] is not closed")
    if token.shape is Shape.SYMBOL and not token.text.isprintable():
        raise LexError(token.start, f"the character [U+{ord(token.text):04X}] has no place here; was a blank meant?")
    if token.shape is Shape.COMMENT:
        _check_comment(token, dialect)
    # C-style escapes are what unknown databases differ in most: 'it\'s' is one string here, one and a half there.
    if token.shape is Shape.STRING and dialect.backslash is None and "\\'" in token.text:
        raise LexError(token.start, "a backslash before a quote is read differently by databases; double the quote instead")


def _check_comment(token: Token, dialect: Dialect) -> None:
    line = token.text.rstrip("\r")
    if not line.startswith("/*") and (odd := _AMBIGUOUS_NEWLINE.search(line)):
        raise LexError(token.start + odd.start(), "databases differ in whether this character ends the comment; use a line feed")
    # MySQL runs what stands in /*! … */, so a quote or a comment in it moves its end.
    if dialect.backslash and _EXECUTABLE_COMMENT.match(token.text) and _NOT_PLAIN.search(token.text, 2):
        raise LexError(token.start, "an executable comment may hold plain words only, no quotes, comments or [;]")
