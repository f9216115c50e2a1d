"""What a rendered query gives back on PostgreSQL and MariaDB: every value, to the letter, wherever it stood."""

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
TRICKS = (
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
TEXTS = (*TRICKS, *("".join(RANDOM.choices("'\\\"`a;-/*#$\n %", k=RANDOM.randint(1, 12))) for _ in range(150)))
NUMBERS = (0, -1, 2**63 - 1, -(2**63) + 1, Decimal("-0.000000000000000001"), Decimal("123456789012345678.90"))

# The value stands at {}; what comes before it in the first column is the second element.
PLACES = (
    ("select {}", ""),
    ("select '{}'", ""),
    ("select 'it''s {}'", "it's "),
    ("select /* it's */ {} -- it's", ""),
    ("select x from (select {}\n as x) t where '--' <> '/*';", ""),
    ("select 'a{{{{#last_record}}}}{}{{{{/last_record}}}}'", "a"),
)
POSTGRES_PLACES = (*PLACES, ("select /* /* ' */ ' */ {}", ""), ("select {}::text /* $$ */", ""), ("select {} where $a$'$a$ = ''''", ""))
MARIADB_PLACES = (
    *PLACES,
    ('select "{}"', ""),
    ("select '\\'{}'", "'"),
    ("select '\\\\{}' # it's", "\\"),
    ('select "it\'s \\"{}"', "it's \""),
    ("select /* /* */ {} -- */ '", ""),
)


# Snippets of SQL that look alike to a reader and not to a database; joined at random, most are no query, some are.
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
UNLIKELY = "zqz"


class Asked(Protocol):
    """A database that answers one query with the first value of its first row."""

    def __call__(self, sql: str) -> Any:
        """Run the query."""


@pytest.fixture
def postgres(postgres_url: str) -> Iterator[Asked]:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield lambda sql: connection.execute(sql.encode()).fetchall()[0][0]


@pytest.fixture
def sqlite() -> Iterator[Asked]:
    with closing(sqlite3.connect(":memory:")) as connection:
        yield lambda sql: connection.execute(sql).fetchall()[0][0]


@pytest.fixture
def duck() -> Iterator[Asked]:
    with duckdb.connect() as connection:
        yield lambda sql: connection.execute(sql).fetchall()[0][0]


@pytest.fixture
def mariadb(mariadb_url: str) -> Iterator[Asked]:
    url = urlsplit(mariadb_url)
    connection = pymysql.connect(
        host=str(url.hostname),
        port=url.port or 3306,
        user=unquote(url.username or ""),
        password=unquote(url.password or ""),
        database=url.path.strip("/"),
        charset="utf8mb4",
    )

    def asked(sql: str) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall()[0][0]

    with connection:
        yield asked


@pytest.mark.parametrize(("query", "before"), POSTGRES_PLACES)
def test_postgresql_gives_a_text_back_to_the_letter(postgres: Asked, query: str, before: str) -> None:
    template = parse(query.format("{{last_record.0}}"), "postgresql")
    for text in TEXTS:
        assert postgres(template.render({"last_record": (text,)})) == before + text


@pytest.mark.parametrize(("query", "before"), MARIADB_PLACES)
def test_mariadb_gives_a_text_back_to_the_letter(mariadb: Asked, query: str, before: str) -> None:
    template = parse(query.format("{{last_record.0}}"), "mariadb")
    for text in TEXTS:
        assert mariadb(template.render({"last_record": (text,)})) == before + text


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_comes_back_and_its_sign_is_never_a_comment(postgres: Asked, mariadb: Asked, number: int | Decimal) -> None:
    for asked, database in ((postgres, "postgresql"), (mariadb, "mariadb")):
        template = parse("select 0-{{max_primary_key}}\n+{{last_record.0}}", database)
        assert asked(template.render({"max_primary_key": f"{Decimal(number):f}", "last_record": (number,)})) == 0


def test_a_timestamp_is_one_and_compares_as_one(postgres: Asked, mariadb: Asked) -> None:
    variables = {"last_record_timestamp": "2024-02-29 12:00:00.123"}
    for asked, database in ((postgres, "postgresql"), (mariadb, "mariadb")):
        assert asked(parse("select {{last_record_timestamp}}", database).render(variables)) == datetime(2024, 2, 29, 12, 0, 0, 123000)  # noqa: DTZ001
        assert asked(parse("select {{last_record_timestamp}} = TIMESTAMP '{{last_record_timestamp}}'", database).render(variables)) in (
            True,
            1,
        )


def test_booleans_and_nulls_are_literals(postgres: Asked, mariadb: Asked) -> None:
    for asked, database in ((postgres, "postgresql"), (mariadb, "mariadb")):
        query = "select case when {{last_record.0}} and not {{last_record.1}} and {{last_record.2}} is null then 7 end"
        assert asked(parse(query, database).render({"last_record": (True, False, None)})) == 7


def answer(asked: Asked, sql: str) -> Any:
    """Give the first value, or the kind of refusal."""
    try:
        return asked(sql)
    except (psycopg.Error, pymysql.Error, sqlite3.Error, sqlite3.Warning, duckdb.Error):
        return None
    except IndexError:  # PostgreSQL can select no column at all
        return ()


@pytest.mark.filterwarnings("ignore")  # MariaDB and its driver warn of odd queries, and these are odd
@pytest.mark.parametrize(
    ("fixture", "database"), [("postgres", "postgresql"), ("mariadb", "mariadb"), ("sqlite", "sqlite"), ("duck", "duckdb")]
)
def test_no_text_makes_another_query_of_an_odd_one(request: pytest.FixtureRequest, fixture: str, database: str) -> None:
    asked: Asked = request.getfixturevalue(fixture)
    chance, run = random.Random(7), 0
    for _ in range(2000):
        query = "select " + "".join(chance.choices(SNIPPETS, k=chance.randint(1, 6)))
        try:
            template = parse(query, database)
        except BadRequest:
            continue
        usual = answer(asked, template.render({"last_record": (UNLIKELY,)}))
        run += usual is not None and UNLIKELY in str(usual)
        for text in TRICKS:
            expected = usual.replace(UNLIKELY, text) if isinstance(usual, str) else usual
            assert answer(asked, template.render({"last_record": (text,)})) == expected, (query, text)
    assert run > 10
