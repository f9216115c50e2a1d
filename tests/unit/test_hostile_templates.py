"""Queries that mean harm are refused before any database sees them, and soon, however long they are."""

import time
from contextlib import suppress

import pytest

from sidecar.errors import BadRequest
from sidecar.extract.template import parse

UNBOUND = ("sqlserver", "oracle", "something else")
"""Databases whose sessions cannot be told to be read-only."""
BOUND = ("postgresql", "mysql", "mariadb", "sqlite", "duckdb")


@pytest.mark.parametrize("database", [*BOUND, *UNBOUND])
@pytest.mark.parametrize(
    "query",
    ["select 1) x", "select 1 /* ( */ ) x", "select '(' ) x", "select (1)) x (", "select 1{{#last_record}}){{/last_record}}", ") select ("],
)
def test_a_query_cannot_leave_what_it_is_put_into(database: str, query: str) -> None:
    with pytest.raises(BadRequest, match=r"closes a parenthesis that was never opened|must begin with SELECT"):
        parse(query, database)


@pytest.mark.parametrize("database", [*BOUND, *UNBOUND])
@pytest.mark.parametrize(
    "query", ["select ')' from (select 1 as a) x -- )", "with w as (select (1) as a) select a from w", "(select 1 as a)", "select 1 as a;"]
)
def test_parentheses_of_the_querys_own_are_left_to_the_database(database: str, query: str) -> None:
    assert parse(query, database).render({})


@pytest.mark.parametrize("database", UNBOUND)
@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("drop table t", "must begin with SELECT or WITH"),
        ("exec sp_who", "must begin with SELECT or WITH"),
        ("{{#last_record}}select 1{{/last_record}}{{^last_record}}delete from t{{/last_record}}", "must begin with SELECT or WITH"),
        ("select 1 drop table t", "[drop] may not be in a query"),
        ("select 1\nDROP table t", "[DROP] may not be in a query"),
        ("select 1 exec('drop table t')", "[exec] may not be in a query"),
        ("select 1 EXECUTE sp_who", "[EXECUTE] may not be in a query"),
        ("select * into u from t", "[into] may not be in a query"),
        ("select 1 commit drop table t", "[commit] may not be in a query"),
        ("select 1 if (1=1) delete t", "[delete] may not be in a query"),
        ("with w as (select 1 as a) update t set a = 1", "[update] may not be in a query"),
        ("with w as (delete from t returning *) select * from w", "[delete] may not be in a query"),
        ("select 1 /* drop */ truncate table t", "[truncate] may not be in a query"),
        ("select 1 merge t using u on a = b when matched then delete", "[merge] may not be in a query"),
        ("select 1 begin transaction", "[begin] may not be in a query"),
        ("select * from t for update", "[update] may not be in a query"),
    ],
)
def test_where_a_session_cannot_be_read_only_a_query_is_seen_to_be_a_question(database: str, query: str, words: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parse(query, database)
    assert words in refused.value.reason


@pytest.mark.parametrize("database", UNBOUND)
@pytest.mark.parametrize(
    "query",
    [
        "select 'drop table t' as a, \"delete\" from t -- update",
        "select t.update, truncate(1.5, 0) from t",
        "select * from a inner merge join b on a.x = b.x",
        "with w as (select 1 as a) select a from w",
        "values (1)",
        "(select 1 as a) union all (select 2 as a)",
        "select created, updates, dropped from t",
    ],
)
def test_words_that_change_nothing_there_are_let_through(database: str, query: str) -> None:
    assert parse(query, database).render({}) == query


@pytest.mark.parametrize("database", ["postgresql", "mysql", "sqlite", *UNBOUND])
@pytest.mark.parametrize(
    "piece",
    ["'", "''", '"', "`", "[", "[]", "$a$", "$$", "$a", "q'[", "/*", "/* */", "--\n", "-", "{{#last_record}}", "1e", "\\'", "E'a'"],
)
def test_no_query_takes_long_to_be_read(database: str, piece: str) -> None:
    query = "select " + piece * (100_000 // len(piece))
    clock = time.process_time()
    with suppress(BadRequest):
        parse(query, database)
    assert time.process_time() - clock < 5
