"""Query templates: rejected templates, rendering, and tests that a value cannot inject SQL."""

import sqlite3
import sys
from contextlib import suppress
from decimal import Decimal
from types import FrameType

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidecar.errors import BadRequest
from sidecar.extract.query.lexer import TokenType, get_dialect, tokenize
from sidecar.extract.query.template import Template, parse

DATABASES = ("postgresql", "mysql", "mariadb", "sqlite", "duckdb", "mssql", "oracle", "unknown")
TRICKY_TEXTS = (
    "it's",
    "'",
    "''",
    "\\",
    "\\'",
    "'\\",
    "a\\\\'b",
    "' or 1=1 --",
    "'; drop table t; --",
    "/* ' */",
    "*/",
    "$$",
    "{{max_primary_key}}",
    "{{#last_record}}",
    "?",
    "%s",
    ":name",
    "line\r\nline",
    "\u2018\u2019\u02bc\uff07 é 😀 \u2028",
    "",
    " ",
    "a\u00a0b",
    '"',
    "`",
    "]",
    "\x1a\x08\t",
    "%_\\%",
)
texts = st.one_of(
    st.sampled_from(TRICKY_TEXTS),
    st.text(st.sampled_from("'\\\"`a;-/*#$\n ]")),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
)
# Queries with the tag at {} and its value in their first column, after the text in the second element.
QUERIES = (
    ("select {}", ""),
    ("select '{}'", ""),
    ("select 'it''s {}'", "it's "),
    ("select /* it's */ {} -- it's", ""),
    ('select ({}) as "it\'s";', ""),
    ("select x from (select {}\n as x) t where '--' <> '/*'", ""),
    ("{{{{#last_record}}}}select {}{{{{/last_record}}}}{{{{^last_record}}}}select 1{{{{/last_record}}}}", ""),
    ("select 'a{{{{#last_record}}}}{}{{{{/last_record}}}}'", "a"),
)


def rejection(query: str, database: str = "postgresql") -> str:
    with pytest.raises(BadRequest) as error:
        parse(query, database)
    return error.value.reason


def token_types(sql: str, database: str) -> list[TokenType]:
    return [token.type for token in tokenize(sql, get_dialect(database))]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("select {{max_primary_ky}}", "line 1, column 8: unknown variable [max_primary_ky] -> did you mean [max_primary_key]?"),
        ("select\r\n  {{foo}}", "line 2, column 3: unknown variable [foo]; expected [max_primary_key]"),
        ("select {{.}}", "line 1, column 8: unknown variable [.]"),
        ("select '{{1,2},{3,4}}'", "put a space between braces that belong to the SQL"),
        ("select {{last_record}}", "select a column by its position, such as [{{last_record.0}}]"),
        ("select {{last_record.id}}", "columns are selected by their position"),
        ("select {{last_record.01}}", "columns are selected by their position"),
        ("select {{}}", "line 1, column 8: tag is empty"),
        ("select {{ }}", "tag is empty"),
        ("select {{max_primary_key", "tag [{{] is not closed; [}}] is missing"),
        ("select {{max_primary_key and {{max_primary_key}}", "column 8: tag [{{] is not closed"),
        ("select {{{max_primary_key}}", "tag [{{{] is not closed; [}}}] is missing"),
        ("select {{>other}}", "partials are not supported"),
        ("{{=<% %>=}}select 1", "delimiters cannot be changed"),
        ("select 1 {{#last_record}}", "column 10: section [last_record] is not closed; [{{/last_record}}] is missing"),
        ("select 1 {{/last_record}}", "closes a section that was never opened"),
        ("select {{#last_record}}1{{/max_primary_key}}", "column 25: [{{/max_primary_key}}] does not close the open section [last_record]"),
        ("select {{#nothing}}1{{/nothing}}", "unknown variable [nothing]"),
        ("{{#last_record}}" * 30 + "select 1" + "{{/last_record}}" * 30, "nested deeper than 20"),
        ("", "query is empty"),
        (" \n-- nothing\n/* at all */ ;", "query is empty"),
        ("{{#last_record}}select 1{{/last_record}}", "query is empty; expected a SELECT statement (with [last_record] unset)"),
        ("call proc()", "a query must return columns, and a called procedure has none that are known"),
        ("/* a */ CALL proc(1)", "a query must return columns"),
        ("select 1; select 2", "column 11: unexpected SQL after [;]; a query must be a single statement"),
        (
            "select 1{{#last_record}}; select 2{{/last_record}}",
            "unexpected SQL after [;]; a query must be a single statement (with [last_record] set)",
        ),
        ("select 'a", "column 8: ['] is not closed"),
        ('select "a', 'column 8: ["] is not closed'),
        ("select $x$ a $y$", "string [$x$] is not closed"),
        ("select /* a", "comment is not closed"),
        ("select /* a /* b */", "comment is not closed"),
        ("select\u00a01", "unexpected character [U+00A0]; replace it with a space"),
        ("select 1\0", "a NUL character is not allowed in a query"),
        ("select 1 -- a\rfrom t", "databases differ in whether this character ends the comment"),
    ],
)
def test_an_invalid_template_is_rejected_with_position_and_reason(query: str, expected: str) -> None:
    assert expected in rejection(query)


@pytest.mark.parametrize(
    ("database", "query", "expected"),
    [
        ("postgresql", "select 1 -- {{max_primary_key}}", "a variable is not allowed in a comment"),
        ("postgresql", "select 1 /* /* */ {{max_primary_key}} */", "a variable is not allowed in a comment"),
        ("mssql", "select 1 /* /* */ {{max_primary_key}} */", "a variable is not allowed in a comment"),
        ("mysql", "select 1 # {{max_primary_key}}", "a variable is not allowed in a comment"),
        ("mysql", "select 1 -- {{max_primary_key}}", "a variable is not allowed in a comment"),
        ("mysql", "select /*+ NO_INDEX({{max_primary_key}}) */ 1", "a variable is not allowed in a comment"),
        ("mysql", "select /*! {{max_primary_key}} */", "a variable is not allowed in a comment"),
        ("mysql", "select /*! 1, '*/ {{max_primary_key}}", "an executable comment must not contain quotes, comments or [;]"),
        ("mariadb", "select /*M!100100 1 # */ + {{max_primary_key}}", "an executable comment must not contain quotes, comments or [;]"),
        ("unknown", "select /* /* */ {{max_primary_key}} */", "nested comments are ambiguous"),
        ("postgresql", "select 1 -- {{#last_record}}a{{/last_record}}", "a section must not begin or end within a comment"),
        ("postgresql", "select $$ {{max_primary_key}} $$", "dollar-quoted"),
        ("postgresql", "select $a$ {{max_primary_key}} $$ $a$", "dollar-quoted"),
        ("duckdb", "select $$ {{max_primary_key}} $$", "dollar-quoted"),
        ("postgresql", "select E'{{max_primary_key}}'", "E''"),
        ("postgresql", "select e'it\\'s {{max_primary_key}}'", "E''"),
        ("duckdb", "select E'{{max_primary_key}}'", "E''"),
        ("postgresql", "select U&'{{max_primary_key}}'", "U&''"),
        ("postgresql", "select E'a'\n'{{max_primary_key}}'", "a string must not follow one with its own escapes"),
        ("postgresql", "select E'a'\n'b\\' {{max_primary_key}}'", "['] is not closed"),
        ("postgresql", "select E'a'\n'b\\' {{max_primary_key}} ''", "a string must not follow one with its own escapes"),
        ("postgresql", "select E'a\\' , {{max_primary_key}}", "string [E'] is not closed"),
        ("oracle", "select q'[it' , {{max_primary_key}} from dual", "string [q'] is not closed"),
        ("oracle", "select q'[it's {{max_primary_key}}]' from dual", "q''"),
        ("oracle", "select nq'!it's {{max_primary_key}}!' from dual", "q''"),
        ("postgresql", "select x'{{max_primary_key}}'", "a string with a prefix [x]"),
        ("mysql", "select _sjis'{{last_record.0}}'", "a string with a prefix [_sjis]"),
        ("mysql", "select @'{{last_record.0}}'", "a string with a prefix [@]"),
        ("postgresql", 'select "{{max_primary_key}}"', "a variable is not allowed in a quoted name"),
        ("mysql", "select `{{max_primary_key}}`", "a variable is not allowed in a quoted name"),
        ("sqlite", "select [{{max_primary_key}}]", "a variable is not allowed in a quoted name"),
        ("mssql", "select [a]]{{max_primary_key}}]", "a variable is not allowed in a quoted name"),
        ("postgresql", "select {d '{{last_record_timestamp}}'}", "JDBC escape"),
        ("mssql", "select {fn abs({{max_primary_key}})}", "JDBC escape"),
        ("postgresql", "select 1 }} {d '{{last_record_timestamp}}'}", "JDBC escape"),
        ("postgresql", "select tab{{max_primary_key}}", "must not touch a name before it"),
        ("postgresql", "select {{max_primary_key}}y", "must not touch a name after it"),
        ("postgresql", "select 1{{max_primary_key}}", "must not touch a number before it"),
        ("postgresql", "select {{max_primary_key}}1", "must not touch a number after it"),
        ("postgresql", "select 1.{{max_primary_key}}", "must not touch a number before it"),
        ("postgresql", "select t.{{max_primary_key}}", "must not touch a symbol [.] before it"),
        ("postgresql", "select ${{max_primary_key}}", "must not touch a symbol [$] before it"),
        ("postgresql", "select U&{{last_record.0}}", "must not touch a symbol [&] before it"),
        ("mssql", "select @{{max_primary_key}}", "must not touch a symbol [@] before it"),
        ("oracle", "select :{{max_primary_key}}", "must not touch a symbol [:] before it"),
        ("postgresql", "select ''{{last_record.0}}", "must not touch a string before it"),
        ("postgresql", "select {{last_record.0}}'a'", "must not touch a string after it"),
        ("postgresql", "select 'a'{{last_record.0}}'b'", "must not touch a string before it"),
        ("postgresql", "select {{last_record.0}}{{last_record.1}}", "must not touch another variable after it"),
        ("postgresql", "select {{last_record.0}}\n{{last_record.1}}", "must not be next to a string or another variable"),
        ("postgresql", "select 'a' -- b\n {{last_record.0}}", "must not be next to a string or another variable"),
        ("postgresql", "select E'a'\n{{last_record.0}}", "must not be next to a string or another variable"),
        ("mysql", "select 'a\\{{last_record.0}}'", "right after a backslash"),
        ("mysql", 'select "a\\\\\\{{last_record.0}}"', "right after a backslash"),
        ("unknown", "select 'a\\{{last_record.0}}'", "right after a backslash"),
        ("unknown", "select 'it\\'s'", "a backslash before a quote is ambiguous"),
        ("postgresql", "select 'a{{#last_record}}'{{/last_record}}", "must end in the same string"),
        ("postgresql", "select '{{#last_record}}'{{/last_record}}'", "is not closed (with [last_record] set)"),
        ("postgresql", "select {{#last_record}}'a{{/last_record}}{{^last_record}}'b{{/last_record}}'", "must end outside"),
        ("postgresql", "select 'a'{{#last_record}}'b'{{/last_record}}", "must end in the same string"),
        ("postgresql", "select 5 -{{#last_record}}- 1{{/last_record}}", "within a comment"),
        ("postgresql", "select ta{{#last_record}}ble{{/last_record}}", "within a name"),
        ("postgresql", "select 1{{#last_record}}0{{/last_record}}", "within a number"),
        ("postgresql", "select $$ {{#last_record}}a{{/last_record}} $$", "within a string with its own escapes"),
    ],
)
def test_a_tag_is_rejected_if_its_value_could_become_something_else(database: str, query: str, expected: str) -> None:
    assert expected in rejection(query, database)


def test_a_query_that_takes_too_long_to_check_is_rejected() -> None:
    sections = "".join(f"{{{{#last_record.{n}}}}}x{{{{/last_record.{n}}}}} " for n in range(20))
    assert "of at most [2] characters with sections of 20 different variables but got [" in rejection(f"select 1 {sections}")
    assert "expected a query of at most [2097152] characters but got [2097153]" in rejection("select" + " " * 2_097_147)


@pytest.mark.parametrize("database", ["postgresql", "mysql", "sqlite", "duckdb", "mssql", "oracle", "sybase"])
@pytest.mark.parametrize(
    "part",
    [
        "+1", "(", "a.b ", "'a' ", "'a', ", '"a" ', "`a` ", "$ ", "$a$ ", "/* ", "/**/", "-- a\n", "{{max_primary_key}} , ", "{{! a}}",
        "{{#max_primary_key}} and 1 {{/max_primary_key}}", "\\", "e'a' , ", "q'[a]' , ", "[a] ", "0x1 ", "{",
    ],
)  # fmt: skip
def test_the_work_of_a_check_is_proportional_to_the_query(database: str, part: str) -> None:
    def count_calls(repetitions: int) -> int:
        calls = 0

        def count(frame: FrameType, event: str, argument: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(count)
        try:
            with suppress(BadRequest):
                parse("select " + part * repetitions, database).render({})
        finally:
            sys.setprofile(None)
        return calls

    assert count_calls(800) <= 12 * count_calls(100), "a quadratic check makes 64 times as many calls"


INCREMENTAL_QUERY = "select * from events {{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}} order by id"


@pytest.mark.parametrize(
    ("database", "query", "variables", "expected"),
    [
        ("postgresql", INCREMENTAL_QUERY, {}, "select * from events  order by id"),
        ("postgresql", INCREMENTAL_QUERY, {"max_primary_key": None}, "select * from events  order by id"),
        ("postgresql", INCREMENTAL_QUERY, {"max_primary_key": 0}, "select * from events where id > 0 order by id"),
        ("postgresql", INCREMENTAL_QUERY, {"max_primary_key": -7}, "select * from events where id > (-7) order by id"),
        ("postgresql", INCREMENTAL_QUERY, {"max_primary_key": "12"}, "select * from events where id > 12 order by id"),
        ("postgresql", INCREMENTAL_QUERY, {"max_primary_key": Decimal("1E+3")}, "select * from events where id > 1000 order by id"),
        ("postgresql", "select 1 {{^max_primary_key}}+ 1{{/max_primary_key}}", {"max_primary_key": 0}, "select 1"),
        ("postgresql", "select 1 {{^max_primary_key}}+ 1{{/max_primary_key}}", {}, "select 1 + 1"),
        (
            "postgresql",
            "select {{{max_primary_key}}}, {{&max_primary_key}}, {{ max_primary_key }}",
            {"max_primary_key": 5},
            "select 5, 5, 5",
        ),
        ("postgresql", "select {{! not {{this}}1{{max_primary_key}}", {"max_primary_key": 5}, None),
        ("postgresql", "select 1 {{! a note }} -- {{! another }}", {}, "select 1  --"),
        ("postgresql", "select 5-{{max_primary_key}}", {"max_primary_key": -5}, "select 5-(-5)"),
        ("mysql", "select 5--{{max_primary_key}}", {"max_primary_key": 5}, "select 5--5"),
        ("postgresql", "select {{max_primary_key}}::bigint;", {"max_primary_key": 5}, "select 5::bigint"),
        ("postgresql", "select 1 ; ; -- done", {}, "select 1   -- done"),
        ("postgresql", "select {{max_primary_key}}", {}, "select NULL"),
        ("postgresql", "select '{{max_primary_key}}'", {}, "select ''"),
        (
            "postgresql",
            "select {{last_record_timestamp}}",
            {"last_record_timestamp": "2024-02-29 12:00:00.123"},
            "select TIMESTAMP '2024-02-29 12:00:00.123'",
        ),
        (
            "oracle",
            "select {{last_record_timestamp}} from t",
            {"last_record_timestamp": "2024-02-29 12:00:00.123"},
            "select TIMESTAMP '2024-02-29 12:00:00.123' from t",
        ),
        (
            "sqlite",
            "select {{last_record_timestamp}}",
            {"last_record_timestamp": "2024-02-29 12:00:00.123"},
            "select '2024-02-29 12:00:00.123'",
        ),
        (
            "mssql",
            "select {{last_record_timestamp}}",
            {"last_record_timestamp": "2024-02-29 12:00:00.123"},
            "select CAST('2024-02-29 12:00:00.123' AS datetime2(3))",
        ),
        (
            "postgresql",
            "select '{{last_record_timestamp}}'",
            {"last_record_timestamp": "2024-02-29 12:00:00.123"},
            "select '2024-02-29 12:00:00.123'",
        ),
        ("postgresql", "select {{last_record.0}}, {{last_record.1}}", {"last_record": (True, None)}, "select TRUE, NULL"),
        ("sqlite", "select {{last_record.0}}, {{last_record.1}}", {"last_record": (True, False)}, "select 1, 0"),
        ("postgresql", "select {{last_record.0}}, {{last_record.1}}", {"last_record": (1.5, Decimal("-0.10"))}, "select 1.5, (-0.10)"),
        ("postgresql", "select {{last_record.0}}", {"last_record": ("7",)}, "select '7'"),
        ("postgresql", "select 1{{#last_record.3}}, 2{{/last_record.3}}", {"last_record": ("7",)}, "select 1"),
        ("postgresql", "select 1{{#last_record.0}}, 2{{/last_record.0}}", {"last_record": ("",)}, "select 1, 2"),
        ("postgresql", "select 1{{#last_record}}, 2{{/last_record}}", {"last_record": ()}, "select 1"),
        ("postgresql", "select {{last_record.0}}, '{{last_record.0}}'", {"last_record": ("it's \\",)}, "select 'it''s \\', 'it''s \\'"),
        ("mysql", "select {{last_record.0}}, '{{last_record.0}}'", {"last_record": ("it's \\",)}, "select 'it''s \\\\', 'it''s \\\\'"),
        ("mysql", 'select "{{last_record.0}}"', {"last_record": ('"it\'s"\\',)}, 'select """it\'s""\\\\"'),
        ("mysql", "select '\\\\{{last_record.0}}'", {"last_record": ("'",)}, "select '\\\\'''"),
        (
            "mssql",
            "select {{last_record.0}}, {{last_record.1}}, N'{{last_record.1}}'",
            {"last_record": ("a", "é")},
            "select 'a', N'é', N'é'",
        ),
        ("duckdb", "select {'a':{{last_record.0}}, 'b': '{{last_record.0}}'}", {"last_record": (1,)}, "select {'a':1, 'b': '1'}"),
        ("oracle", "select q'[it's]', {{last_record.0}} from t", {"last_record": (1,)}, "select q'[it's]', 1 from t"),
        ("sqlite", "select [it's], `it's`, {{last_record.0}}", {"last_record": (1,)}, "select [it's], `it's`, 1"),
        (
            "mysql",
            "select /*!40001 SQL_NO_CACHE */ {{last_record.0}} /* /* */",
            {"last_record": (1,)},
            "select /*!40001 SQL_NO_CACHE */ 1 /* /* */",
        ),
        ("postgresql", "select a$b$, {{last_record.0}}, c$b$", {"last_record": (1,)}, "select a$b$, 1, c$b$"),
        ("postgresql", "select 'a' /* b */ -- c\r\n, {{last_record.0}}", {"last_record": (1,)}, "select 'a' /* b */ -- c\r\n, 1"),
    ],
)
def test_a_query_renders_in_the_sql_of_its_database(database: str, query: str, variables: dict[str, object], expected: str | None) -> None:
    if expected is None:
        assert rejection(query, database)
    else:
        assert parse(query, database).render(variables) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize(
    ("variables", "reason"),
    [
        ({"last_record": ("a\0b",)}, "[last_record.0] contains a NUL character"),
        ({"last_record": ("\ud800",)}, "[last_record.0] contains an unpaired surrogate"),
        ({"last_record": (float("nan"),)}, "[last_record.0] is not a finite number"),
        ({"last_record": (Decimal("-Infinity"),)}, "[last_record.0] is not a finite number"),
        ({"last_record": (Decimal("1E+999999"),)}, "[last_record.0] is outside the range of database numbers"),
        ({"last_record": ((1, 2),)}, "[last_record.0] is not a single value"),
    ],
)
def test_a_value_that_sql_cannot_represent_is_rejected_and_not_shown(database: str, variables: dict[str, object], reason: str) -> None:
    for query in ("select {{last_record.0}}", "select '{{last_record.0}}'"):
        with pytest.raises(BadRequest) as error:
            parse(query, database).render(variables)  # type: ignore[arg-type]
        assert reason in error.value.reason


@pytest.mark.parametrize(
    ("query", "variables", "reason"),
    [
        (
            "select\n{{last_record.2}}",
            {"last_record": (1, 2)},
            "line 2, column 1: [last_record.2] does not exist: the last record has 2 columns",
        ),
        ("select {{max_primary_key}}", {"max_primary_key": "1 or 1=1"}, "[max_primary_key] must be a number"),
        ("select {{max_primary_key}}", {"max_primary_key": "\u0661"}, "[max_primary_key] must be a number"),
        ("select {{last_record_timestamp}}", {"last_record_timestamp": "now()"}, "[last_record_timestamp] must be a timestamp"),
        ("select {{last_record_timestamp}}", {"last_record_timestamp": 5}, "[last_record_timestamp] must be a timestamp"),
    ],
)
def test_a_value_in_the_wrong_format_is_rejected(query: str, variables: dict[str, object], reason: str) -> None:
    with pytest.raises(BadRequest) as error:
        parse(query, "postgresql").render(variables)  # type: ignore[arg-type]
    assert reason in error.value.reason


def test_a_backslash_is_rejected_if_its_meaning_is_unknown() -> None:
    with pytest.raises(BadRequest, match="contains a backslash"):
        parse("select {{last_record.0}}", "unknown").render({"last_record": ("\\",)})
    with pytest.raises(BadRequest, match="which SQL Server removes"):
        parse("select {{last_record.0}}", "mssql").render({"last_record": ("a\\\r\nb",)})


def test_variable_names_are_those_of_variables_and_sections() -> None:
    template = parse("select 1 {{#last_record}}, {{last_record.0}}{{/last_record}}{{^max_primary_key}}{{/max_primary_key}}", "sqlite")
    assert template.variable_names == {"last_record", "last_record.0", "max_primary_key"}
    assert parse("select 1", "sqlite").variable_names == frozenset()


@pytest.mark.parametrize(
    ("database", "query", "expected"),
    [
        ("postgresql", INCREMENTAL_QUERY + ";", "select * from events where id > ? order by id"),
        (
            "postgresql",
            "select 'secret', E'secret', $$secret$$, 0x1F, 1e-5, .5, t1.\"c 1\" -- secret\nfrom t1",
            'select ?, ?, ?, ?, ?, ?, t1."c 1"  \nfrom t1',
        ),
        ("mysql", "select \"secret\" /* secret */, `name` from t where k = '{{max_primary_key}}'", "select ?  , `name` from t where k = ?"),
        ("oracle", "select q'[secret]', N'secret' from t", "select ?, ? from t"),
    ],
)
def test_a_sanitized_query_contains_no_literal_and_no_comment(database: str, query: str, expected: str) -> None:
    assert parse(query, database).render_sanitized({"max_primary_key": -4711}) == expected


@settings(deadline=None)
@given(text=texts, query_and_prefix=st.sampled_from(QUERIES), database=st.sampled_from(DATABASES))
def test_a_rendered_value_is_a_single_string_token(text: str, query_and_prefix: tuple[str, str], database: str) -> None:
    template = parse(query_and_prefix[0].format("{{last_record.0}}"), database)
    try:
        sql = template.render({"last_record": (text,)})
    except BadRequest:
        assert "\\" in text
        assert database in ("unknown", "mssql")
        return
    assert token_types(sql, database) == token_types(template.render({"last_record": ("x",)}), database)


@settings(deadline=None)
@given(text=texts, query=st.text(st.sampled_from("'\"`\\$-/*#[](){};.eENUq&x1 \n\r\0"), max_size=14), database=st.sampled_from(DATABASES))
def test_a_value_never_changes_how_the_rest_of_the_query_is_tokenized(text: str, query: str, database: str) -> None:
    query = "select " + query.replace("\0", "{{last_record.0}}")
    try:
        template = parse(query, database)
        sql = template.render({"last_record": (text,)})
    except BadRequest:
        return
    assert token_types(sql, database) == token_types(template.render({"last_record": ("x",)}), database)


@settings(deadline=None)
@given(text=texts, query_and_prefix=st.sampled_from(QUERIES))
def test_sqlite_returns_a_value_unchanged(text: str, query_and_prefix: tuple[str, str]) -> None:
    with sqlite3.connect(":memory:") as connection:
        sql = render(parse(query_and_prefix[0].format("{{last_record.0}}"), "sqlite"), text)
        assert connection.execute(sql).fetchone()[0] == query_and_prefix[1] + text
    connection.close()


@settings(deadline=None, max_examples=25)  # each example opens a connection, which is slow
@given(text=texts, query_and_prefix=st.sampled_from(QUERIES))
def test_duckdb_returns_a_value_unchanged(text: str, query_and_prefix: tuple[str, str]) -> None:
    sql = render(parse(query_and_prefix[0].format("{{last_record.0}}"), "duckdb"), text)
    with duckdb.connect() as connection:
        assert connection.execute(sql).fetchall()[0][0] == query_and_prefix[1] + text


def test_duckdb_returns_tricky_strings_unchanged() -> None:
    with duckdb.connect() as connection:
        for query, prefix in QUERIES:
            template = parse(query.format("{{last_record.0}}"), "duckdb")
            for text in TRICKY_TEXTS:
                assert connection.execute(render(template, text)).fetchall()[0][0] == prefix + text


@settings(deadline=None)
@given(number=st.one_of(st.integers(-(2**63) + 1, 2**63 - 1), st.floats(width=16, allow_nan=False, allow_infinity=False)))
def test_sqlite_returns_a_number_unchanged(number: float) -> None:
    with sqlite3.connect(":memory:") as connection:
        sql = parse("select 1*-{{last_record.0}}, -{{last_record.0}}*1, '{{last_record.0}}'", "sqlite").render({"last_record": (number,)})
        assert connection.execute(sql).fetchone() == (-number, -number, str(number))
    connection.close()


def render(template: Template, text: str) -> str:
    return template.render({"last_record": (text,)})
