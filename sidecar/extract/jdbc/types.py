"""The types of JDBC, the types they become, and the form in which the driver's process writes their values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sidecar.extract.columns.raw_blocks import ColumnConversion
from sidecar.model.columns import Column, ColumnKind, SqlType
from sidecar.model.conversions import UNCHANGED, Check, Conversion, Rewrite, timestamp_conversion

MAX_LONG_DIGITS = 18


@dataclass(frozen=True, kw_only=True)
class ColumnDescription:
    """A column as a driver describes it; ``type`` is a number of ``java.sql.Types``."""

    name: str
    type: int
    type_name: str
    precision: int
    scale: int
    is_signed: bool


@dataclass(frozen=True, kw_only=True)
class JdbcColumn:
    """A column of a query: its position from 1, the form of its values (``java/Fields.java``), and their conversion."""

    position: int
    form: str
    conversion: ColumnConversion


@dataclass(frozen=True)
class _Form:
    """The form of a type's values, the type they become, and what of them is converted."""

    name: str
    type: SqlType
    kind: ColumnKind | None = None
    check: Check | None = None
    is_local: bool = False
    """Whether timestamps are in the time zone of the datasource."""


_FORMS = {
    "boolean": _Form("boolean", SqlType.BOOLEAN),
    "long": _Form("long", SqlType.LONG),
    "unsigned_long": _Form("decimal", SqlType.UNSIGNED_LONG),
    "decimal": _Form("decimal", SqlType.DECIMAL),
    "float": _Form("float", SqlType.FLOAT),
    "double": _Form("double", SqlType.DOUBLE),
    "keyword": _Form("text", SqlType.KEYWORD),
    "char": _Form("char", SqlType.KEYWORD),
    "text": _Form("text", SqlType.TEXT),
    "clob": _Form("clob", SqlType.TEXT),
    "binary": _Form("binary", SqlType.BINARY),
    "blob": _Form("blob", SqlType.BINARY),
    "date": _Form("date", SqlType.DATE, check=Check.ISO_DATE),
    "time": _Form("time", SqlType.KEYWORD),
    "time_with_time_zone": _Form("zoned_time", SqlType.KEYWORD),
    "timestamp": _Form("timestamp", SqlType.TIMESTAMP, check=Check.ISO_TIMESTAMP, is_local=True),
    "timestamp_with_time_zone": _Form("zoned", SqlType.TIMESTAMP, check=Check.ISO_TIMESTAMP),
    # As the driver writes it: Trino's returns other dates before 1582.
    "iso_date": _Form("text", SqlType.DATE, check=Check.ISO_DATE),
    # Of MySQL and MariaDB, which have dates without year, month or day: their drivers return others for them, but not as text.
    "date_text": _Form("text", SqlType.DATE, check=Check.NONZERO_DATE),
    "timestamp_text": _Form("text", SqlType.TIMESTAMP, check=Check.NONZERO_DATE, is_local=True),
    "utc_timestamp_text": _Form("text", SqlType.TIMESTAMP, check=Check.NONZERO_DATE),
    "interval": _Form("interval", SqlType.KEYWORD),
    "bits": _Form("bits", SqlType.KEYWORD),
    "json": _Form("text", SqlType.JSON),
    "value": _Form("json", SqlType.JSON),
    "ip": _Form("text", SqlType.IP, ColumnKind.TEXT),
}
"""Forms by their names in ``types`` of ``driver.yaml``."""

FORM_NAMES = tuple(_FORMS)

_BY_NUMBER = {
    -16: "text", -15: "char", -9: "keyword", -8: "keyword", -7: "boolean", -6: "long", -5: "long", -4: "binary", -3: "binary", -2: "binary",
    -1: "text", 1: "char", 2: "decimal", 3: "decimal", 4: "long", 5: "long", 6: "double", 7: "float", 8: "double", 12: "keyword",
    16: "boolean", 91: "date", 92: "time", 93: "timestamp", 2000: "value", 2002: "value", 2004: "blob", 2005: "clob", 2009: "keyword",
    2011: "clob", 2013: "time_with_time_zone", 2014: "timestamp_with_time_zone",
}  # fmt: skip
_BY_NAME = {
    "bool": "boolean", "boolean": "boolean", "citext": "text", "inet": "ip", "ipaddress": "ip", "json": "json", "jsonb": "json",
    "longtext": "text", "mediumtext": "text", "row": "value", "text": "text", "timestamp with time zone": "timestamp_with_time_zone",
    "timestamptz": "timestamp_with_time_zone", "tinytext": "text", "uuid": "keyword", "xml": "keyword",
}  # fmt: skip
"""Types whose name says more than their number."""
_BIT, _ARRAY, _BIGINT, _DECIMALS = -7, 2003, -5, (2, 3)
_ELEMENTS = {
    "bigint": "long", "binary": "binary", "binary varying": "binary", "bpchar": "char", "bytea": "binary", "char": "char",
    "character": "char", "date": "date", "decfloat": "decimal", "decimal": "decimal", "double": "double", "double precision": "double",
    "float4": "float", "float8": "double", "int": "long", "int2": "long", "int4": "long", "int8": "long", "integer": "long",
    "map": "value", "numeric": "decimal", "real": "float", "row": "value", "smallint": "long", "timestamp": "timestamp",
    "tinyint": "long", "varbinary": "binary",
}  # fmt: skip
"""Forms of the elements of arrays, beside those of :data:`_BY_NAME`; others are keywords."""
_CONVERSIONS = {
    SqlType.DECIMAL: Conversion(check=Check.FINITE),
    SqlType.DOUBLE: Conversion(check=Check.FINITE),
    SqlType.FLOAT: Conversion(check=Check.FINITE),
    SqlType.JSON: Conversion(rewrite=Rewrite.ONE_LINE),
}
_ARRAY_NAME = re.compile(r"array\((?P<of>.*)\)|_(?P<one>\w+)|(?P<before>.*?)\s*(?:\[\d*\]|array(?:\[\d+\])?)", re.DOTALL)
_ARGUMENTS = re.compile(r"\([^()]*\)")


def describe_column(description: ColumnDescription, position: int, types: Mapping[str, str], timezone: str) -> JdbcColumn:
    """Return the column of a description; ``types`` are the forms of a database's own types."""
    if description.type == _ARRAY:
        name = _element_form(description.type_name, types)
        column = Column.of(description.name, _FORMS[name].type, array=True)
        return JdbcColumn(position=position, form=f"array:{name}", conversion=ColumnConversion(column=column))
    form = _FORMS[_form_name(description, types)]
    column = Column.of(description.name, form.type, kind=form.kind)
    conversion = ColumnConversion(column=column, conversion=_conversion(form, timezone))
    return JdbcColumn(position=position, form=form.name + _argument(form, description), conversion=conversion)


def _argument(form: _Form, description: ColumnDescription) -> str:
    """Return what the driver's process has to know of a column beside its form."""
    if form.name == "bits":
        return f":{description.precision}"
    return f":{description.type_name.upper().removeprefix('INTERVAL').strip()}" if form.name == "interval" else ""


def _form_name(description: ColumnDescription, types: Mapping[str, str]) -> str:
    name = description.type_name.lower()
    for each in (name, _ARGUMENTS.sub("", name), name.partition("(")[0].strip()):
        if found := types.get(each) or _BY_NAME.get(each):
            return found
    if name.startswith("interval"):
        return "interval"
    if description.type in _DECIMALS and description.scale == 0 and 0 < description.precision <= MAX_LONG_DIGITS:
        return "long"
    if description.type == _BIGINT and not description.is_signed:
        return "unsigned_long"
    # PostgreSQL's driver says -1 if the width is unknown.
    if description.type == _BIT and description.precision not in (0, 1):
        return "bits"
    return _BY_NUMBER.get(description.type, "keyword")


def _conversion(form: _Form, timezone: str) -> Conversion:
    if form.type is SqlType.TIMESTAMP:
        return timestamp_conversion(timezone if form.is_local else "UTC", form.check)
    return Conversion(check=form.check) if form.check else _CONVERSIONS.get(form.type, UNCHANGED)


def _element_form(name: str, types: Mapping[str, str]) -> str:
    """Return the name of the form of an array's elements: ``integer array``, ``array(integer)``, ``integer[]``, PostgreSQL's ``_int4``."""
    name = name.lower().strip()
    while match := _ARRAY_NAME.fullmatch(name):
        name = next((each for each in match.groups() if each), "").strip()
    for each in (_ARGUMENTS.sub("", name), name.partition("(")[0].strip()):
        if found := types.get(each) or _BY_NAME.get(each) or _ELEMENTS.get(each):
            return found
    return "keyword"
