"""The torture table, read from a database of yours with ``make torture URL=…``, and here from H2 and PostgreSQL.

Nothing is written: all values are literals of SELECT statements.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sidecar.errors import SidecarError, error_messages
from sidecar.extract.drivers import create_reader, create_source, parse_datasource_url
from sidecar.extract.jdbc.urls import JdbcSettings
from sidecar.extract.reader import Reader
from sidecar.model.datasource import Datasource
from tests.integration.extract.torture_cases import ANSI, PRODUCTS, LiteralCase, literal_cases
from tests.integration.jdbc_helpers import server_reader
from tests.integration.reader_helpers import connected_reader, parse_value, read_texts
from tests.servers import environment
from tests.servers.jdbc.downloads import find_jdk
from tests.servers.jdbc.server import JdbcServer


def check_case(reader: Reader, case: LiteralCase, product: str) -> str:
    """Read a value, and null of its type; return what differs, or an empty text."""
    from_one = PRODUCTS.get(product, ANSI).from_one
    query = f"SELECT {case.sql} AS v{from_one} UNION ALL SELECT NULLIF({case.sql}, {case.sql}) AS v{from_one}"
    try:
        (column,) = reader.describe(query)
        values = [_comparable(parse_value(column, row[0])) for row in read_texts(reader, query)]
    except (SidecarError, ValueError, AssertionError) as error:
        return " ".join(error_messages(error)) if isinstance(error, SidecarError) else repr(error)
    problems = [] if column.type in case.types else [f"type [{column.type.value}]"]
    expected = [_comparable(case.expected), None]
    if sorted(map(repr, values)) != sorted(map(repr, expected)):
        problems.append(f"expected {expected} but got {values}")
    return "; ".join(problems)


def _comparable(value: Any) -> Any:
    """Return a value without differences in notation: a timestamp at midnight is a date of Oracle, and 1 is 1.0."""
    if isinstance(value, str) and value[10:11] == "T":
        day, _, time = value.removesuffix("Z").partition("T")
        time = time.rstrip("0").removesuffix(".") if "." in time else time
        return day if time == "00:00:00" else f"{day}T{time}"
    return value


def assert_table(reader: Reader, product: str) -> None:
    """Check all cases; write each with what differs."""
    results = {each.name: check_case(reader, each, product) for each in literal_cases(product)}
    width = max(map(len, results))
    lines = [" ".join(reader.product_and_version()), *(f"  {name:{width}}  {problem or 'passed'}" for name, problem in results.items())]
    lines.append(f"{sum(not each for each in results.values())} of {len(results)} cases passed")
    sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert not any(results.values())


@contextmanager
def given_reader(url: str) -> Iterator[tuple[Reader, str]]:
    """Yield a connected reader of the database that the environment names, and the name of its product."""
    drivers = environment.setting("TORTURE_DRIVERS", "") or environment.setting("JDBC_DRIVERS", "")
    jdbc = JdbcSettings(drivers=Path(drivers) if drivers else None, java=environment.setting("JAVA", "") or None)
    datasource = Datasource(
        id="torture",
        url=url,
        driver=environment.setting("TORTURE_DRIVER", "") or None,
        username=environment.setting("TORTURE_USERNAME", "") or None,
        password=environment.setting("TORTURE_PASSWORD", "") or None,
    )
    reader = create_reader(create_source(datasource, None, ("*://*",), jdbc))
    try:
        reader.connect()
        yield reader, parse_datasource_url(datasource, jdbc).database
    finally:
        reader.close()


@pytest.mark.torture
def test_a_given_database_has_the_values_of_the_table() -> None:
    url = environment.setting("TORTURE_URL", "")
    if not url:
        pytest.skip("SIDECAR_TEST_TORTURE_URL is not set; run make torture URL=…")
    with given_reader(url) as (reader, product):
        assert_table(reader, product)


def test_h2_has_the_values_of_the_table(jdbc_drivers: Path, h2_server: JdbcServer) -> None:
    with server_reader(jdbc_drivers, h2_server) as reader:
        assert_table(reader, "h2")


def test_postgresql_has_the_values_of_the_table(postgres_url: str) -> None:
    with connected_reader(postgres_url) as reader:
        assert_table(reader, "postgresql")


def test_a_database_is_read_by_the_environment(
    jdbc_drivers: Path, h2_server: JdbcServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {"URL": h2_server.url, "USERNAME": h2_server.user, "PASSWORD": h2_server.password, "DRIVER": "h2", "DRIVERS": str(jdbc_drivers)}
    for name, value in given.items():
        monkeypatch.setenv(f"SIDECAR_TEST_TORTURE_{name}", value)
    monkeypatch.setenv("SIDECAR_TEST_JAVA", str(find_jdk()))
    test_a_given_database_has_the_values_of_the_table()
    assert "cases passed" in capsys.readouterr().out


def test_a_case_that_differs_is_named(jdbc_drivers: Path, h2_server: JdbcServer) -> None:
    case = LiteralCase(name="x", sql="CAST(1 AS INTEGER)", types=(), expected=2)
    with server_reader(jdbc_drivers, h2_server) as reader:
        assert check_case(reader, case, "h2") == "type [long]; expected [2, None] but got [1, None]"
