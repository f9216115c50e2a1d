"""Rendered queries on real databases return every value unchanged, in any place of the query."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import duckdb
import psycopg
import pymysql
import pytest

from sidecar.errors import BadRequest
from sidecar.extract.query.template import parse

RANDOM = random.Random(20240229)
TRICKY_TEXTS = (
    "it's",
    "'",
    "\\",
    "\\'",
    "'\\",
    "\\\\'",
    "' or 1=1 -- ",
    "*/",
    "$$",
    '"',
    '\\"',
    "`",
    "%s %(a)s ?",
    ":a",
    "é 😀 \u2028",
    "a\r\nb",
    "\x1a",
    "",
)
TEXTS = (*TRICKY_TEXTS, *("".join(RANDOM.choices("'\\\"`a;-/*#$\n %", k=RANDOM.randint(1, 12))) for _ in range(150)))
NUMBERS = (0, -1, 2**63 - 1, -(2**63) + 1, Decimal("-0.000000000000000001"), Decimal("123456789012345678.90"))

# Queries with the tag at {} and its value in their first column, after the text in the second element.
QUERIES = (
    ("select {}", ""),
    ("select '{}'", ""),
    ("select 'it''s {}'", "it's "),
    ("select /* it's */ {} -- it's", ""),
    ("select x from (select {}\n as x) t where '--' <> '/*';", ""),
    ("select 'a{{{{#last_record}}}}{}{{{{/last_record}}}}'", "a"),
)
POSTGRES_QUERIES = (*QUERIES, ("select /* /* ' */ ' */ {}", ""), ("select {}::text /* $$ */", ""), ("select {} where $a$'$a$ = ''''", ""))
MARIADB_QUERIES = (
    *QUERIES,
    ('select "{}"', ""),
    ("select '\\'{}'", "'"),
    ("select '\\\\{}' # it's", "\\"),
    ('select "it\'s \\"{}"', "it's \""),
    ("select /* /* */ {} -- */ '", ""),
)


# Snippets of SQL that are easily confused. Joined at random, few of them are valid queries.
SNIPPETS = (
    *(
        "'",
        "''",
        '"',
        '""',
        "`",
        "\\",
        "\\\\",
        "$$",
        "$a$",
        "--",
        "-- ",
        "/*",
        "*/",
        "#",
        "\n",
        "\r\n",
        " ",
        " ",
        ",",
        ", ",
        "||",
        "E'",
        "e",
        "U&'",
        "N'",
    ),
    *(
        "n",
        "q'[",
        "]'",
        "x'",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "{d '",
        ";",
        "a",
        "1",
        "1.",
        "'a'",
        "E'b\\''",
        "$$c$$",
        "/*!",
        "/*+",
        "/*M!",
        "as x",
        "::text",
    ),
    *(
        "{{#last_record}}",
        "{{/last_record}}",
        "-",
        "+",
        "&",
        "@",
        ":",
        "_utf8",
        "=",
        *("{{last_record.0}}", "'{{last_record.0}}'", '"{{last_record.0}}"') * 2,
    ),
)
MARKER = "zqz"


class FetchValue(Protocol):
    """Runs a query and returns the first value of its first row."""

    def __call__(self, sql: str) -> Any:
        """Run the query."""


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[FetchValue]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield lambda sql: connection.execute(sql.encode()).fetchall()[0][0]


@pytest.fixture
def sqlite() -> Iterator[FetchValue]:
    with closing(sqlite3.connect(":memory:")) as connection:
        yield lambda sql: connection.execute(sql).fetchall()[0][0]


@pytest.fixture
def duckdb_in_memory() -> Iterator[FetchValue]:
    with duckdb.connect() as connection:
        yield lambda sql: connection.execute(sql).fetchall()[0][0]


@pytest.fixture
def mariadb(mariadb_url: str) -> Iterator[FetchValue]:
    url = urlsplit(mariadb_url)
    connection = pymysql.connect(
        host=str(url.hostname),
        port=url.port or 3306,
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        database=url.path.strip("/"),
        charset="utf8mb4",
    )

    def fetch_value(sql: str) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()[0][0]

    with connection:
        yield fetch_value


@pytest.mark.parametrize(("query", "prefix"), POSTGRES_QUERIES)
def test_postgresql_returns_a_text_unchanged(postgres: FetchValue, query: str, prefix: str) -> None:
    template = parse(query.format("{{last_record.0}}"), "postgresql")
    for text in TEXTS:
        assert postgres(template.render({"last_record": (text,)})) == prefix + text


@pytest.mark.parametrize(("query", "prefix"), MARIADB_QUERIES)
def test_mariadb_returns_a_text_unchanged(mariadb: FetchValue, query: str, prefix: str) -> None:
    template = parse(query.format("{{last_record.0}}"), "mariadb")
    for text in TEXTS:
        assert mariadb(template.render({"last_record": (text,)})) == prefix + text


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_unchanged_and_its_sign_never_starts_a_comment(
    postgres: FetchValue, mariadb: FetchValue, number: int | Decimal
) -> None:
    for fetch_value, database in ((postgres, "postgresql"), (mariadb, "mariadb")):
        template = parse("select 0-{{max_primary_key}}\n+{{last_record.0}}", database)
        assert fetch_value(template.render({"max_primary_key": f"{Decimal(number):f}", "last_record": (number,)})) == 0


def test_a_rendered_timestamp_is_a_timestamp(postgres: FetchValue, mariadb: FetchValue) -> None:
    variables = {"last_record_timestamp": "2024-02-29 12:00:00.123"}
    for fetch_value, database in ((postgres, "postgresql"), (mariadb, "mariadb")):
        assert fetch_value(parse("select {{last_record_timestamp}}", database).render(variables)) == datetime(2024, 2, 29, 12, 0, 0, 123000)  # noqa: DTZ001
        assert fetch_value(
            parse("select {{last_record_timestamp}} = TIMESTAMP '{{last_record_timestamp}}'", database).render(variables)
        ) in (
            True,
            1,
        )


def test_booleans_and_nulls_are_rendered_as_literals(postgres: FetchValue, mariadb: FetchValue) -> None:
    for fetch_value, database in ((postgres, "postgresql"), (mariadb, "mariadb")):
        query = "select case when {{last_record.0}} and not {{last_record.1}} and {{last_record.2}} is null then 7 end"
        assert fetch_value(parse(query, database).render({"last_record": (True, False, None)})) == 7


def fetch_or_none(fetch_value: FetchValue, sql: str) -> Any:
    """Return the first value; None for an error."""
    try:
        return fetch_value(sql)
    except (psycopg.Error, pymysql.Error, sqlite3.Error, sqlite3.Warning, duckdb.Error):
        return None
    except IndexError:  # PostgreSQL can select no column at all
        return ()


@pytest.mark.filterwarnings("ignore")  # MariaDB and its driver warn about such queries
@pytest.mark.parametrize(
    ("fixture", "database"), [("postgres", "postgresql"), ("mariadb", "mariadb"), ("sqlite", "sqlite"), ("duckdb_in_memory", "duckdb")]
)
def test_no_text_changes_the_result_of_a_random_query(request: pytest.FixtureRequest, fixture: str, database: str) -> None:
    fetch_value: FetchValue = request.getfixturevalue(fixture)
    generator, successful = random.Random(7), 0
    for _ in range(2000):
        query = "select " + "".join(generator.choices(SNIPPETS, k=generator.randint(1, 6)))
        try:
            template = parse(query, database)
        except BadRequest:
            continue
        reference = fetch_or_none(fetch_value, template.render({"last_record": (MARKER,)}))
        successful += reference is not None and MARKER in str(reference)
        for text in TRICKY_TEXTS:
            expected = reference.replace(MARKER, text) if isinstance(reference, str) else reference
            assert fetch_or_none(fetch_value, template.render({"last_record": (text,)})) == expected, (query, text)
    assert successful > 10
