"""Values of databases that are read through JDBC, and what they become: the same as from native readers."""

from dataclasses import dataclass
from typing import Any

from sidecar.model.columns import SqlType

L, D, K, T = SqlType.LONG, SqlType.DECIMAL, SqlType.KEYWORD, SqlType.TEXT
DATE, STAMP, BINARY, JSON = SqlType.DATE, SqlType.TIMESTAMP, SqlType.BINARY, SqlType.JSON
DOUBLE, FLOAT, BOOLEAN = SqlType.DOUBLE, SqlType.FLOAT, SqlType.BOOLEAN

ODD_TEXT = "a\r\n\t\\'\"🙂e\u0301\uffff,\x01 "
UUID = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A column of a table, its value in SQL, and the column and value that are read. A value that becomes null is counted."""

    declared: str
    literal: str
    type: SqlType
    expected: Any
    array: bool = False

    @property
    def id(self) -> str:
        """Return the name of the test."""
        return f"{self.declared} {self.literal}".encode("ascii", "backslashreplace").decode()[:70]


def of(declared: str, literal: str, type: SqlType, expected: Any) -> Case:
    return Case(declared=declared, literal=literal, type=type, expected=expected)


def array(declared: str, literal: str, type: SqlType, expected: Any) -> Case:
    return Case(declared=declared, literal=literal, type=type, expected=expected, array=True)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def standard(*, date: str = "date {}", timestamp: str = "timestamp {}", precision: int = 38, binary: str = "varbinary(9)") -> list[Case]:
    """Return the cases of standard SQL; ``date`` and ``timestamp`` are the forms of literals."""
    digits = "1234567890123456789012345678"[: precision - 10]
    return [
        of("boolean", "true", BOOLEAN, True),
        of("boolean", "false", BOOLEAN, False),
        of("smallint", "-32768", L, -32768),
        of("int", "2147483647", L, 2147483647),
        of("bigint", "-9223372036854775808", L, -(2**63)),
        of("bigint", "9223372036854775807", L, 2**63 - 1),
        of("decimal(18,0)", "123456789012345678", L, 123456789012345678),
        of("decimal(19,0)", "-1234567890123456789", D, -1234567890123456789),
        of(f"decimal({precision},10)", f"{digits}.0123456789", D, f"{digits}.0123456789"),
        of("decimal(5,2)", "-1.10", D, "-1.10"),
        of("decimal(5,2)", "0", D, "0.00"),
        of("decimal(30,20)", "0.00000000000000000001", D, "0.00000000000000000001"),
        of("double precision" if precision != 31 else "double", "1.7976931348623157e308", DOUBLE, "1.7976931348623157E308"),
        of("double precision" if precision != 31 else "double", "-2.5e-300", DOUBLE, "-2.5E-300"),
        of("char(5)", "'ab'", K, "ab"),
        of("char(5)", "' '", K, ""),
        of("varchar(20)", "''", K, ""),
        of("varchar(20)", "'ab  '", K, "ab  "),
        of("varchar(20)", "'NULL'", K, "NULL"),
        of("varchar(99)", quoted(ODD_TEXT), K, ODD_TEXT),
        of(binary, "X''", BINARY, ""),
        of(binary, "X'deadbeef00'", BINARY, "3q2+7wA="),
        of("date", date.format("'2024-02-29'"), DATE, "2024-02-29"),
        of("date", date.format("'0001-01-01'"), DATE, "0001-01-01"),
        of("date", date.format("'1582-10-04'"), DATE, "1582-10-04"),
        of("date", date.format("'1582-10-15'"), DATE, "1582-10-15"),
        of("date", date.format("'9999-12-31'"), DATE, "9999-12-31"),
        of("timestamp", timestamp.format("'2024-02-29 12:00:00'"), STAMP, "2024-02-29T12:00:00Z"),
        of("timestamp", timestamp.format("'0001-01-01 00:00:00'"), STAMP, "0001-01-01T00:00:00Z"),
        of("timestamp", timestamp.format("'1582-10-15 00:00:00'"), STAMP, "1582-10-15T00:00:00Z"),
    ]  # fmt: skip


def with_time(time: str = "time {}", timestamp: str = "timestamp {}", fraction: str = "(6)", nanos: str = "(9)") -> list[Case]:
    """Return the cases of times and of fractions of seconds; nanoseconds are cut."""
    return [
        of("time", time.format("'03:04:05'"), K, "03:04:05"),
        of(f"timestamp{fraction}", timestamp.format("'2024-02-29 12:00:00.123456'"), STAMP, "2024-02-29T12:00:00.123456Z"),
        of(f"timestamp{fraction}", timestamp.format("'9999-12-31 23:59:59.999999'"), STAMP, "9999-12-31T23:59:59.999999Z"),
        of(f"timestamp{nanos}", timestamp.format("'2024-02-29 12:00:00.123456789'"), STAMP, "2024-02-29T12:00:00.123456Z"),
    ]


def with_zones(suffix: str, offset: str) -> list[Case]:
    """Return the cases of time zones, intervals, UUIDs and arrays that H2 and HSQLDB share; they differ in literals with an offset."""
    return [
        of("time(6)", "time '03:04:05.123456'", K, "03:04:05.123456"),
        of("time with time zone", f"time{suffix} '03:04:05{offset}'", K, "03:04:05+02"),
        of("timestamp with time zone", f"timestamp{suffix} '2024-02-29 12:00:00.5{offset}'", STAMP, "2024-02-29T10:00:00.500000Z"),
        of("interval year to month", "interval '1-2' year to month", K, "P1Y2M"),
        of("interval day to second(6)", "interval '2 3:4:5.6' day to second", K, "P2DT3H4M5.6S"),
        of("interval day to second(6)", "interval -'2 3:4:5.6' day to second", K, "P-2DT-3H-4M-5.6S"),
        of("interval hour", "interval '0' hour", K, "PT0S"),
        of("uuid", f"cast('{UUID}' as uuid)", K, UUID),
        array("int array", "array[1,null,3]", L, [1, None, 3]),
        array("decimal(20,2) array", "array[1.10]", D, ["1.10"]),
        array("varchar(9) array", "array['a\"b',null,'b\\c']", K, ['a"b', None, "b\\c"]),
        array("char(5) array", "array[cast('ab' as char(5))]", K, ["ab"]),
        array("boolean array", "array[true]", BOOLEAN, [True]),
        array("date array", "array[date '2024-02-29', null]", DATE, ["2024-02-29", None]),
        array("timestamp array", "array[timestamp '2024-02-29 12:00:00.5']", STAMP, ["2024-02-29T12:00:00.500000Z"]),
    ]  # fmt: skip


H2 = [
    *standard(),
    *with_time(),
    *with_zones(" with time zone", "+02:00"),
    of("tinyint", "-128", L, -128),
    of("decfloat", "1e-10", D, "0.0000000001"),
    of("decfloat", "cast('NaN' as decfloat)", D, None),
    of("real", "0.1", FLOAT, "0.1"),
    of("real", "cast('-Infinity' as real)", FLOAT, None),
    of("double precision", "cast('NaN' as double precision)", DOUBLE, None),
    of("double precision", "cast('Infinity' as double precision)", DOUBLE, None),
    of("varchar_ignorecase(9)", "'Ab'", K, "Ab"),
    of("binary(3)", "X'00ff'", BINARY, "AP8A"),
    of("date", "date '-0044-03-15'", DATE, None),
    of("date", "date '10000-01-01'", DATE, None),
    of("date", "date '1582-10-10'", DATE, "1582-10-10"),
    of("timestamp", "timestamp '10000-01-01 00:00:00'", STAMP, None),
    of("timestamp", "timestamp '-0044-03-15 00:00:00'", STAMP, None),
    of("timestamp with time zone", "timestamp with time zone '0001-01-01 00:00:00+14:00'", STAMP, None),
    of("time(9)", "time '23:59:59.999999999'", K, "23:59:59.999999"),
    of("clob", "'x'", T, "x"),
    of("clob", "''", T, ""),
    of("clob", f"repeat({quoted('é🙂')}, 100000)", T, "é🙂" * 100_000),
    of("blob", "X''", BINARY, ""),
    of("blob", "X'deadbeef00'", BINARY, "3q2+7wA="),
    of("json", "json '{\"a\": [1.10, null, 12345678901234567890]}'", JSON, {"a": ["1.10", None, 12345678901234567890]}),
    of("json", "json 'null'", JSON, None),
    of("enum('a','b')", "'b'", K, "b"),
    of("row(a int, b varchar(9))", "row(1, 'x')", JSON, {"C1": 1, "C2": "x"}),
    array("int array array", "array[array[1], array[null]]", L, [[1], [None]]),
    array("real array", "array[cast('NaN' as real), 1.5]", FLOAT, [None, "1.5"]),
    array(
        "timestamp with time zone array", "array[timestamp with time zone '2024-02-29 12:00:00+02:00']", STAMP,
        ["2024-02-29T10:00:00.000000Z"],
    ),
    array("varbinary(9) array", "array[X'00ff']", BINARY, ["AP8="]),
    array("json array", "array[json '{\"a\":1}']", JSON, [{"a": 1}]),
    array("date array", "array[date '10000-01-01']", DATE, [None]),
    array("time array", "array[time '03:04:00']", K, ["03:04:00"]),
]  # fmt: skip

DERBY = [
    *standard(date="date({})", timestamp="timestamp({})", precision=31, binary="varchar(9) for bit data"),
    *with_time("time({})", "timestamp({})", "", ""),
    of("real", "0.1e0", FLOAT, "0.1"),
    of("long varchar", "'x'", T, "x"),
    of("clob", "cast('' as clob)", T, ""),
    of("clob", f"cast({quoted(ODD_TEXT)} as clob)", T, ODD_TEXT),
    of("blob", "cast(X'' as blob)", BINARY, ""),
    of("blob", "cast(X'deadbeef00' as blob)", BINARY, "3q2+7wA="),
    of("char(2) for bit data", "X'00ff'", BINARY, "AP8="),
]

HSQLDB = [
    *standard(),
    *with_time(),
    *with_zones("", "+2:00"),
    of("double", "-0.0e0", DOUBLE, "-0.0"),
    of("double", "4.9e-324", DOUBLE, "4.9E-324"),
    of("clob", "''", T, ""),
    of("clob", quoted(ODD_TEXT), T, ODD_TEXT),
    of("blob", "X''", BINARY, ""),
    of("blob", "X'deadbeef00'", BINARY, "3q2+7wA="),
    of("bit(1)", "B'1'", BOOLEAN, True),
    of("bit(3)", "B'101'", K, "101"),
    of("bit varying(9)", "B'0101'", K, "0101"),
]

TRINO = [
    *standard(binary="varbinary"),
    *with_time()[1:],
    of("time(3)", "time '03:04:05'", K, "03:04:05.000"),
    of("tinyint", "tinyint '-128'", L, -128),
    of("real", "real '0.1'", FLOAT, "0.1"),
    of("double", "-0e0", DOUBLE, "-0.0"),
    of("double", "nan()", DOUBLE, None),
    of("double", "-infinity()", DOUBLE, None),
    of("date", "date '1582-10-10'", DATE, "1582-10-10"),
    of("date", "date '-0044-03-15'", DATE, None),
    of("date", "date '12000-01-01'", DATE, None),
    of("time(6)", "time '03:04:05.123456'", K, "03:04:05.123456"),
    of("time(1) with time zone", "time '03:04:05.5+02:00'", K, "03:04:05.5+02:00"),
    of("timestamp(12)", "timestamp '2024-02-29 12:00:00.123456999111'", STAMP, "2024-02-29T12:00:00.123456Z"),
    of("timestamp(6)", "timestamp '1582-10-10 00:00:00'", STAMP, "1582-10-10T00:00:00Z"),
    of("timestamp", "timestamp '10000-01-01 00:00:00'", STAMP, None),
    of("timestamp(3) with time zone", "timestamp '2024-02-29 12:00:00.5 +05:30'", STAMP, "2024-02-29T06:30:00.500000Z"),
    of("timestamp(3) with time zone", "timestamp '2024-10-27 02:30:00.5 Europe/Paris'", STAMP, "2024-10-27T00:30:00.500000Z"),
    of("timestamp(3) with time zone", "timestamp '0001-01-01 00:00:00 +14:00'", STAMP, None),
    of("interval year to month", "interval '1-2' year to month", K, "P1Y2M"),
    of("interval day to second", "interval '2 03:04:05.6' day to second", K, "P2DT3H4M5.6S"),
    of("uuid", f"uuid '{UUID}'", K, UUID),
    of("json", "json '{\"a\": [1.10, null, 12345678901234567890]}'", JSON, {"a": ["1.10", None, 12345678901234567890]}),
    of("ipaddress", "ipaddress '10.0.0.1'", SqlType.IP, "10.0.0.1"),
    array("array(integer)", "array[1,null,3]", L, [1, None, 3]),
    array("array(array(integer))", "array[array[1], array[null], null]", L, [[1], [None], None]),
    array("array(varchar)", "array['a\"b', null, '', '\\']", K, ['a"b', None, "", "\\"]),
    array("array(char(5))", "array[cast('ab' as char(5))]", K, ["ab"]),
    array("array(date)", "array[date '2024-02-29', null, date '12000-01-01']", DATE, ["2024-02-29", None, None]),
    array("array(timestamp(3))", "array[timestamp '2024-02-29 12:00:00.5']", STAMP, ["2024-02-29T12:00:00.500000Z"]),
    array("array(timestamp(3) with time zone)", "array[timestamp '2024-02-29 12:00:00.5 +02:00']", STAMP, ["2024-02-29T10:00:00.500000Z"]),
    array("array(decimal(3,2))", "array[1.10]", D, ["1.10"]),
    array("array(double)", "array[nan(), 1e0]", DOUBLE, [None, "1.0"]),
    array("array(varbinary)", "array[X'00ff']", BINARY, ["AP8="]),
    array("array(row(a integer))", "array[cast(row(1) as row(a integer))]", JSON, [{"a": 1}]),
    of("map(varchar, integer)", "map(array['a','b'], array[1,null])", JSON, {"a": 1, "b": None}),
    of("map(integer, array(date))", "map(array[1], array[array[date '2024-02-29']])", JSON, {"1": ["2024-02-29"]}),
    of(
        "row(a integer, b varchar, c date)", "cast(row(1, 'x', null) as row(a integer, b varchar, c date))", JSON,
        {"a": 1, "b": "x", "c": None},
    ),
]  # fmt: skip

BY_DATABASE = {"h2": H2, "derby": DERBY, "hsqldb": HSQLDB, "trino": TRINO}


def create_statements(table: str, cases: list[Case]) -> tuple[str, str, str]:
    """Return the statements that create a table with a column for each case: in row 1 the value, in row 2 null."""
    columns = ", ".join(f"c{number} {case.declared}" for number, case in enumerate(cases))
    names = ", ".join(f"c{number}" for number in range(len(cases)))
    return (
        f"create table {table} (id int, {columns})",
        f"insert into {table} (id, {names}) values (1, {', '.join(case.literal for case in cases)})",
        f"insert into {table} (id) values (2)",
    )
