"""Malicious queries are rejected before a database sees them, and quickly, whatever their length."""

import time
from contextlib import suppress

import pytest

from sidecar.errors import BadRequest
from sidecar.extract.query.template import parse

WRITABLE = ("sqlserver", "oracle", "unknown")
"""Databases whose sessions cannot be made read-only."""
WITHOUT_SEMICOLONS = ("sqlserver", "unknown")
"""Writable databases in which a statement may follow another without a semicolon."""
READ_ONLY = ("postgresql", "mysql", "mariadb", "sqlite", "duckdb")


@pytest.mark.parametrize("database", [*READ_ONLY, *WRITABLE])
@pytest.mark.parametrize(
    "query",
    ["select 1) x", "select 1 /* ( */ ) x", "select '(' ) x", "select (1)) x (", "select 1{{#last_record}}){{/last_record}}", ") select ("],
)
def test_a_query_cannot_close_the_parenthesis_around_it(database: str, query: str) -> None:
    with pytest.raises(BadRequest, match=r"closes a parenthesis that was never opened|must start with a read-only keyword"):
        parse(query, database)


@pytest.mark.parametrize("database", [*READ_ONLY, *WRITABLE])
@pytest.mark.parametrize(
    "query", ["select ')' from (select 1 as a) x -- )", "with w as (select (1) as a) select a from w", "(select 1 as a)", "select 1 as a;"]
)
def test_balanced_parentheses_are_accepted(database: str, query: str) -> None:
    assert parse(query, database).render({})


@pytest.mark.parametrize("database", WRITABLE)
@pytest.mark.parametrize(
    "query",
    [
        "drop table t", "declare @x int", "begin delete from t end", "/* select */ delete from t",
        "merge into t", "lock table t", "purge table t",
        "{{#last_record}}select 1{{/last_record}}{{^last_record}}delete from t{{/last_record}}",
    ],
)  # fmt: skip
def test_without_read_only_sessions_a_query_must_start_with_a_read_only_keyword(database: str, query: str) -> None:
    with pytest.raises(BadRequest, match="must start with a read-only keyword"):
        parse(query, database)


@pytest.mark.parametrize("database", [*READ_ONLY, *WRITABLE])
@pytest.mark.parametrize(
    "query",
    [
        "call p()",
        "/* a */ CALL p(1)",
        "exec sp_who",
        "EXECUTE p 1",
        "{{#last_record}}select 1{{/last_record}}{{^last_record}}call p(){{/last_record}}",
    ],
)
def test_a_called_procedure_is_rejected_with_the_same_reason_everywhere(database: str, query: str) -> None:
    with pytest.raises(BadRequest, match="a query must return columns, and a called procedure has none that are known: use a SELECT"):
        parse(query, database)


@pytest.mark.parametrize("database", WITHOUT_SEMICOLONS)
@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("select 1 drop table t", "drop"),
        ("select 1 receive * from q", "receive"),
        ("select 1 waitfor delay '1:00'", "waitfor"),
        ("select 1 waitfor (receive * from q)", "waitfor"),
        ("select 1 send on conversation 'x'", "send"),
        ("select 1 end conversation 'x'", "conversation"),
        ("select 1 use master", "use"),
        ("select 1 use hint", "use"),
        ("select 1 set rowcount 1", "set"),
        ("select 1 save transaction t", "save"),
        ("select 1 add signature to t by certificate c", "add"),
        ("select 1\nDROP table t", "DROP"),
        ("select 1 exec('drop table t')", "exec"),
        ("select 1 EXECUTE sp_who", "EXECUTE"),
        ("select * into u from t", "into"),
        ("select 1 commit drop table t", "commit"),
        ("select 1 if (1=1) delete t", "delete"),
        ("select 'a'delete t", "delete"),
        ("select 1 delete ..t", "delete"),
        ("select $.delete from t", "delete"),
        ("select 1 update ..t set a = 1", "update"),
        ("with w as (select 1 as a) update t set a = 1", "update"),
        ("with w as (delete from t returning *) select * from w", "delete"),
        ("from t insert into u select *", "insert"),
        ("select 1 /* drop */ truncate table t", "truncate"),
        ("select 1 merge t using u on a = b when matched then delete", "merge"),
        ("select 1 begin transaction", "begin"),
        ("select 1 disable trigger all on t", "trigger"),
        ("select 1 declare @x int", "declare"),
        ("select * from t for update", "update"),
    ],
)
def test_a_second_statement_is_recognized_by_its_keywords(database: str, query: str, word: str) -> None:
    with pytest.raises(BadRequest) as caught:
        parse(query, database)
    assert f"[{word}] is not allowed in a query" in caught.value.reason


@pytest.mark.parametrize("database", WITHOUT_SEMICOLONS)
@pytest.mark.parametrize("number", ["1", "1.", "1.5", ".5", "1e5", "1.5e-3", "0xff", "1e", "0x", "\u0661"])
def test_a_statement_cannot_hide_after_a_number(database: str, number: str) -> None:
    with pytest.raises(BadRequest, match=r"a number must not touch a name|\[delete\] is not allowed in a query"):
        parse(f"select {number}delete from t", database)


@pytest.mark.parametrize("database", WITHOUT_SEMICOLONS)
@pytest.mark.parametrize("number", ["1", "1.", "1.5", ".5", "1e5", "1.5e-3", "0xFF", "1E+2", "1.5f", "10L", "2.5BD", "1_000", "0b101"])
def test_all_number_formats_are_accepted(database: str, number: str) -> None:
    assert parse(f"select {number}, {number} from t", database).render({})


@pytest.mark.parametrize("database", WRITABLE)
@pytest.mark.parametrize(
    "query",
    [
        "select 'drop table t' as a, \"delete\" from t -- update",
        "select t.update, t . begin, \"t\".delete, truncate(1.5, 0), replace(a, 'x', 'y') from t",
        "select * from a inner merge join b on a.x = b.x option (merge join, merge union, recompile)",
        "with w as (select 1 as a) select a from w",
        "select case when a = 1 then 'x' else 'y' end as b from t for json path",
        "values (1)",
        "(select 1 as a) union all (select 2 as a)",
        'select created, updates, dropped, lock, call, purge, bulk, enable, receive, replace, set, "into" from t with (updlock)',
        "select top 10 percent a, row_number() over (partition by b order by c) from t order by 1 offset 5 rows fetch next 5 rows only",
    ],
)
def test_harmless_uses_of_keywords_are_accepted(database: str, query: str) -> None:
    assert parse(query, database).render({}) == query


@pytest.mark.parametrize(
    ("database", "query"),
    [
        ("sqlserver", "select [delete], a.[into], [begin] as [drop table t] from [update]"),
        ("sqlserver", "select a, receive, send from t option (recompile, use hint('x'))"),
        ("sqlserver", "with xmlnamespaces ('u' as n) select a from t for xml raw"),
        ("oracle", "select * from t model dimension by (a) measures (b) rules update (b[1] = 2)"),
        ("oracle", "select begin, commit, restore, q'[drop]' from t where a = 1d connect by prior a = b"),
        ("unknown", "select `delete` from `drop`"),
        ("unknown", "locking row for access sel a from t"),
    ],
)
def test_syntax_of_a_single_database_is_accepted(database: str, query: str) -> None:
    assert parse(query, database).render({}) == query


@pytest.mark.parametrize("database", ["postgresql", "mysql", "sqlite", *WRITABLE])
@pytest.mark.parametrize(
    "piece",
    ["'", "''", '"', "`", "[", "[]", "$a$", "$$", "$a", "q'[", "/*", "/* */", "--\n", "-", "{{#last_record}}", "1e", "\\'", "E'a'"],
)
def test_parsing_time_of_a_query_is_bounded(database: str, piece: str) -> None:
    query = "select " + piece * (100_000 // len(piece))
    clock = time.process_time()
    with suppress(BadRequest):
        parse(query, database)
    assert time.process_time() - clock < 5


@pytest.mark.parametrize("piece", ["1", "1_", "0x", "1e", "."])
def test_parsing_time_of_a_number_is_bounded(piece: str) -> None:
    clock = time.process_time()
    with suppress(BadRequest):
        parse(f"select 1{piece * (200_000 // len(piece))}x1 from t", "sqlserver")
    assert time.process_time() - clock < 5
