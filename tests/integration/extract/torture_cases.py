"""The torture table as literals: what each database calls a type, and which value is read of it. SELECT is the only privilege it needs."""

from dataclasses import dataclass, field
from typing import Any

from sidecar.model.columns import SqlType

ANY_NUMBER = (SqlType.LONG, SqlType.DECIMAL, SqlType.DOUBLE, SqlType.UNSIGNED_LONG)
TEXTS = (SqlType.KEYWORD, SqlType.TEXT)
ODD_TEXT = "a'b\"c,d\\e🙂"


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """How a product writes types and literals; ``{}`` is the place of the value."""

    from_one: str = ""
    """What follows a SELECT of one row."""
    integer: str = "INTEGER"
    bigint: str = "BIGINT"
    decimal: str = "DECIMAL"
    double: str = "DOUBLE PRECISION"
    text: str = "VARCHAR(100)"
    padded: str = "CHAR(5)"
    date: str = "DATE '{}'"
    timestamp: str = "TIMESTAMP '{}'"
    zoned: str = "TIMESTAMP '{}+02:00'"
    binary: str = "X'{}'"
    has_empty_text: bool = True
    has_backslash_escapes: bool = False
    omitted: frozenset[str] = field(default_factory=frozenset)
    """Cases that the product has no literal for."""


_NO_ZONES = frozenset({"timestamp with time zone"})
ANSI = Spelling()
PRODUCTS = {
    "clickhouse": Spelling(
        integer="Int32", bigint="Int64", double="Float64", text="String", date="toDate32('{}')", timestamp="toDateTime64('{}', 6, 'UTC')",
        binary="unhex('{}')", has_backslash_escapes=True, omitted=_NO_ZONES | {"char", "binary", "date of 1582", "first date", "last date"},
    ),
    "db2": Spelling(from_one=" FROM SYSIBM.SYSDUMMY1", double="DOUBLE", binary="BX'{}'", omitted=_NO_ZONES),
    "derby": Spelling(
        from_one=" FROM SYSIBM.SYSDUMMY1", double="DOUBLE", date="DATE('{}')", timestamp="TIMESTAMP('{}')", omitted=_NO_ZONES
    ),
    "h2": Spelling(zoned="TIMESTAMP WITH TIME ZONE '{}+02:00'"),
    "hsqldb": Spelling(from_one=" FROM (VALUES (0))", zoned="TIMESTAMP '{}+2:00'"),
    "mariadb": Spelling(
        integer="SIGNED", bigint="SIGNED", double="DOUBLE", text="CHAR(100)", has_backslash_escapes=True, omitted=_NO_ZONES | {"char"}
    ),
    "oracle": Spelling(
        from_one=" FROM DUAL", integer="NUMBER(10)", bigint="NUMBER(19)", decimal="NUMBER", double="BINARY_DOUBLE", text="VARCHAR2(100)",
        zoned="TIMESTAMP '{} +02:00'", binary="HEXTORAW('{}')", has_empty_text=False,
    ),
    "postgresql": Spelling(zoned="TIMESTAMPTZ '{}+02:00'", binary="decode('{}', 'hex')"),
    "sqlserver": Spelling(
        double="FLOAT", text="NVARCHAR(100)", date="CAST('{}' AS date)", timestamp="CAST('{}' AS datetime2(6))",
        zoned="CAST('{} +02:00' AS datetimeoffset(6))", binary="0x{}",
    ),
    "trino": Spelling(double="DOUBLE", text="VARCHAR", zoned="TIMESTAMP '{} +02:00'"),
}  # fmt: skip
PRODUCTS["mysql"] = PRODUCTS["mariadb"]
"""Spellings by the product's name in URLs; others are those of ANSI SQL."""


@dataclass(frozen=True, kw_only=True)
class LiteralCase:
    """A value in SQL, and what is read of it."""

    name: str
    sql: str
    types: tuple[SqlType, ...]
    expected: Any


def literal_cases(product: str) -> list[LiteralCase]:
    """Return the cases of a product."""
    spelling = PRODUCTS.get(product, ANSI)
    found = [*_numbers(spelling), *_texts(spelling), *_dates(spelling)]
    return [each for each in found if each.name not in spelling.omitted]


def _numbers(of: Spelling) -> list[LiteralCase]:
    def number(name: str, text: str, type: str, expected: Any) -> LiteralCase:
        return LiteralCase(name=name, sql=f"CAST({text} AS {type})", types=ANY_NUMBER, expected=expected)

    return [
        number("integer", "-2147483648", of.integer, -(2**31)),
        number("zero", "0", of.integer, 0),
        number("largest bigint", "9223372036854775807", of.bigint, 2**63 - 1),
        number("smallest bigint", "-9223372036854775808", of.bigint, -(2**63)),
        number("decimal", "-1234567890.12", f"{of.decimal}(12,2)", "-1234567890.12"),
        number("decimal of 18 digits", "123456789012345678", f"{of.decimal}(18,0)", 123456789012345678),
        number("decimal of 31 digits", "12345678901234567890123456789.12", f"{of.decimal}(31,2)", "12345678901234567890123456789.12"),
        number("small decimal", "0.0000000001", f"{of.decimal}(12,10)", "0.0000000001"),
        number("double", "0.1", of.double, "0.1"),
    ]


def _texts(of: Spelling) -> list[LiteralCase]:
    odd = ODD_TEXT.replace("'", "''")
    odd = odd.replace("\\", "\\\\") if of.has_backslash_escapes else odd
    prefix = "N" if of.text.startswith("NVARCHAR") else ""
    return [
        LiteralCase(name="text", sql=f"CAST('abc' AS {of.text})", types=TEXTS, expected="abc"),
        LiteralCase(name="empty text", sql=f"CAST('' AS {of.text})", types=TEXTS, expected="" if of.has_empty_text else None),
        LiteralCase(name="text with spaces", sql=f"CAST(' a  ' AS {of.text})", types=TEXTS, expected=" a  "),
        LiteralCase(name="odd text", sql=f"CAST({prefix}'{odd}' AS {of.text})", types=TEXTS, expected=ODD_TEXT),
        LiteralCase(name="char", sql=f"CAST('ab' AS {of.padded})", types=TEXTS, expected="ab"),
        LiteralCase(name="binary", sql=of.binary.format("00ff10"), types=(SqlType.BINARY,), expected="AP8Q"),
    ]


def _dates(of: Spelling) -> list[LiteralCase]:
    def moment(name: str, sql: str, text: str, expected: str) -> LiteralCase:
        return LiteralCase(name=name, sql=sql.format(text), types=(SqlType.DATE, SqlType.TIMESTAMP), expected=expected)

    return [
        moment("date", of.date, "2024-02-29", "2024-02-29"),
        moment("first date", of.date, "0001-01-01", "0001-01-01"),
        moment("last date", of.date, "9999-12-31", "9999-12-31"),
        moment("date of 1582", of.date, "1582-10-15", "1582-10-15"),
        moment("timestamp", of.timestamp, "2024-02-29 12:00:00", "2024-02-29T12:00:00"),
        moment("timestamp with microseconds", of.timestamp, "2024-02-29 12:00:00.123456", "2024-02-29T12:00:00.123456"),
        moment("timestamp with time zone", of.zoned, "2024-02-29 12:00:00", "2024-02-29T10:00:00"),
    ]  # fmt: skip
