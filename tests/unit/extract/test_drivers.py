"""Datasource URLs, properties and the sources that may be opened."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sidecar.errors import BadRequest, InvalidField, SourceError
from sidecar.extract import drivers
from sidecar.extract.drivers import Entry, open_reader, source_of
from sidecar.extract.reader import Source
from sidecar.extract.source.allowlist import check_allowed, matches
from sidecar.extract.source.properties import busy_timeout, is_true, seconds
from sidecar.model.datasource import Datasource
from sidecar.model.secret import Credentials, Sealed
from tests.support.dialects import bring_dialect

EVERYTHING = ("*://*",)


def made(url: str, **details: Any) -> Source:
    """Make a source of a URL, whatever it names."""
    return source_of(Datasource(id="tested", url=url, **details), None, EVERYTHING)


@pytest.mark.parametrize(
    ("url", "name", "user", "password"),
    [
        ("jdbc:postgresql://db.example.org:5433/shop", "postgresql://db.example.org:5433/shop", None, None),
        ("jdbc:postgresql://db.example.org/shop?user=u&password=p%26w", "postgresql://db.example.org:5432/shop", "u", "p&w"),
        ("jdbc:postgresql:shop", "postgresql://localhost:5432/shop", None, None),
        ("jdbc:postgresql://h/a%40b", "postgresql://h:5432/a@b", None, None),
        ("jdbc:postgresql://[::1]:5432/a%20b", "postgresql://[::1]:5432/a b", None, None),
        ("postgresql+psycopg://u:p%40w@db/shop", "postgresql://db:5432/shop", "u", "p@w"),
        ("postgres://u@db/shop", "postgresql://db:5432/shop", "u", None),
        ("jdbc:mysql://db:3307/shop?useSSL=false", "mysql://db:3307/shop", None, None),
        ("mysql+pymysql://u:p@db/shop", "mysql://db:3306/shop", "u", "p"),
        ("jdbc:mariadb://db/shop", "mariadb://db:3306/shop", None, None),
        ("jdbc:sqlite:/data/x.db", "sqlite:///data/x.db", None, None),
        ("sqlite:////data/x.db", "sqlite:///data/x.db", None, None),
        ("jdbc:duckdb:/data/x.duckdb", "duckdb:///data/x.duckdb", None, None),
        ("jdbc:sqlserver://db:1434;databaseName=shop;user=u;password={p;}}w}", "sqlserver://db:1434/shop", "u", "p;}w"),
        ("mssql+pymssql://u:p@db/shop", "sqlserver://db:1433/shop", "u", "p"),
        ("jdbc:oracle:thin:@//db:1522/service.x", "oracle://db:1522/service.x", None, None),
        ("jdbc:oracle:thin:u/p@db:1521:ORCL", "oracle://db:1521/ORCL", "u", "p"),
    ],
)
def test_a_url_names_its_database(url: str, name: str, user: str | None, password: str | None) -> None:
    source = made(url)
    assert (source.name, source.username, source.password) == (name, user, password)
    assert "p" not in (source.password or "") or repr(source).count("password") == 0


@pytest.mark.parametrize(
    "url",
    [
        "http://db/shop", "postgresql", "jdbc:db2://db/x", "jdbc:postgresql://h1:1,h2:2/x", "jdbc:postgresql://h:99999/x", "jdbc:postgresql://h:0/x",
        "postgresql:///x?host=/tmp/sock@", "jdbc:mysql://(host=h)/x", "jdbc:sqlite::memory:", "jdbc:sqlite:", "jdbc:sqlite:file:x?mode=rwc",
        "jdbc:postgresql:u:p@h/x", "postgresql://u:1/p@h/x", "jdbc:mysql://u:1/p@h/x",
        "jdbc:duckdb:", "jdbc:duckdb:md:x", "jdbc:sqlserver://h\\instance", "jdbc:oracle:oci:@x", "jdbc:oracle:thin:@(DESCRIPTION=x)",
    ],
)  # fmt: skip
def test_a_url_that_cannot_be_read_is_refused(url: str) -> None:
    with pytest.raises(InvalidField):
        made(url)


def test_a_url_of_a_dialect_that_is_not_installed_names_what_to_install() -> None:
    with pytest.raises(InvalidField, match="pip install snowflake-sqlalchemy"):
        made("snowflake://u:canary@account/db")
    with pytest.raises(InvalidField, match=r"no package that brings SQLAlchemy this dialect is installed$"):
        made("nosuch+driver://u:canary@h/db")


def test_a_url_of_an_installed_dialect_names_its_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bring_dialect(monkeypatch, tmp_path)
    source = made("alike+psycopg://u:p%40w@db.example.org:2600/shop")
    assert (source.name, source.username, source.password) == ("alike://db.example.org:2600/shop", "u", "p@w")
    assert type(open_reader(source)).__name__ == "InstalledReader"
    assert made("alike+psycopg://db/shop").name == "alike://db/shop"
    with pytest.raises(InvalidField, match="must name a host"):
        made("alike+psycopg:///shop")
    with pytest.raises(InvalidField, match="is not a property"):
        made("alike+psycopg://db/shop?host=/tmp")
    with pytest.raises(InvalidField, match="does not read"):
        made("alike+psycopg://db/shop", driver="org.postgresql.Driver")


def test_a_refused_url_does_not_show_its_password() -> None:
    with pytest.raises(InvalidField) as caught:
        made("jdbc:postgresql://u:canary@h:1,h2/x")
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    ("driver", "url", "words"),
    [
        ("org.postgresql.Driver", "jdbc:mysql://db/x", "does not read URLs of [mysql]"),
        ("com.example.Driver", "jdbc:mysql://db/x", "must be one of"),
    ],
)
def test_a_driver_must_be_the_urls(driver: str, url: str, words: str) -> None:
    with pytest.raises(InvalidField) as caught:
        made(url, driver=driver)
    assert words in str(caught.value)


def test_a_mysql_driver_reads_mariadb_urls() -> None:
    assert made("jdbc:mariadb://db/x", driver="com.mysql.cj.jdbc.Driver").database == "mariadb"


def test_who_logs_in_comes_from_the_credentials_then_the_datasource_then_the_url() -> None:
    datasource = Datasource(id="x", url="jdbc:postgresql://url:u@db/x", username="own", password="o")
    assert source_of(datasource, Credentials(username="c", password="p"), None).username == "c"
    assert source_of(datasource, None, None).password == "o"
    assert source_of(replace(datasource, username=None, password=None), None, None).password == "u"


def test_a_sealed_password_is_never_sent() -> None:
    with pytest.raises(TypeError):
        made("jdbc:postgresql://db/x", username="u", password=Sealed("t"))


@pytest.mark.parametrize(
    ("url", "properties"),
    [
        ("jdbc:postgresql://db/x", {"sslkey": "/etc/key"}),
        ("jdbc:postgresql://db/x?options=-c%20x", {}),
        ("jdbc:postgresql://db/x", {"service": "x"}),
        ("jdbc:postgresql://db/x", {"socketFactory": "evil"}),
        ("jdbc:mysql://db/x", {"allowLoadLocalInfile": "true"}),
        ("jdbc:mysql://db/x", {"unix_socket": "/run/s"}),
        ("jdbc:mysql://db/x", {"init_command": "drop table x"}),
        ("jdbc:mysql://db/x?serverTimezone=UTC", {}),
        ("jdbc:sqlite:/x", {"load_extension": "x"}),
        ("jdbc:duckdb:/x", {"enable_external_access": "true"}),
        ("jdbc:postgresql://db/x", {"whatever": "1"}),
        ("postgresql://db/x?host=/tmp", {}),
    ],
)
def test_a_property_that_is_not_on_the_list_is_refused_by_name(url: str, properties: dict[str, str]) -> None:
    with pytest.raises(InvalidField, match=r"jdbc\.properties\."):
        made(url, properties=properties)


def test_properties_are_translated_and_those_that_change_nothing_left_out() -> None:
    source = made("jdbc:postgresql://db/x?ssl=true&ApplicationName=a", properties={"connectTimeout": "3", "prepareThreshold": "0"})
    assert source.properties == {"ssl": "true", "application_name": "a", "connect_timeout": "3"}
    assert is_true(source.properties, "ssl")
    assert seconds(source.properties) == 3
    assert seconds({"connect_timeout_ms": "1500"}) == 1.5
    assert [seconds({"connect_timeout": wrong}) for wrong in ("0", "²", "9" * 5000, "-3", "soon")] == [10] * 5
    assert [busy_timeout({"busy_timeout_ms": value}, 10) for value in ("1500", "", "0", "soon", "9" * 5000)] == [1.5, 10, 10, 10, 10]


@pytest.mark.parametrize(
    ("pattern", "name", "allowed"),
    [
        ("postgresql://*.example.org:5432/*", "postgresql://db.example.org:5432/shop", True),
        ("postgresql://*.example.org:5432/*", "postgresql://DB.Example.ORG:5432/shop", True),
        ("postgresql://*.example.org:5432/*", "postgresql://evil.org:5432/.example.org:5432/x", False),
        ("postgresql://*.example.org:5432/*", "mysql://db.example.org:5432/shop", False),
        ("postgresql://db:5432/shop", "postgresql://db:5432/shop2", False),
        ("postgresql://db:*", "postgresql://db:5433/shop", True),
        ("*://db:*/*", "mysql://db:3306/shop", True),
        ("postgresql://d?:5432/*", "postgresql://db:5432/x", True),
        ("postgresql://[::1]:5432/*", "postgresql://[::1]:5432/x", True),
        ("postgresql://10.0.0.1:5432/*", "postgresql://10x0.0.1:5432/x", False),
    ],
)
def test_a_pattern_names_sources(pattern: str, name: str, allowed: bool) -> None:
    database, _, rest = name.partition("://")
    place, _, catalog = rest.partition("/")
    host, _, port = place.rpartition(":")
    source = Source(id="x", database=database, host=host.strip("[]"), port=int(port), catalog=catalog)
    assert matches(source, pattern) is allowed


def test_files_are_refused_unless_they_are_named(tmp_path: Path) -> None:
    source = Source(id="x", database="sqlite", catalog=str(tmp_path / "x.db"))
    with pytest.raises(BadRequest, match="SIDECAR_ALLOWED_SOURCES"):
        check_allowed(source, None)
    check_allowed(Source(id="x", database="postgresql", host="h", port=1), None)
    check_allowed(source, (f"sqlite://{tmp_path}/*",))


def test_file_paths_are_compared_after_links_are_resolved(tmp_path: Path) -> None:
    inside, outside, link = tmp_path / "in", tmp_path / "out", tmp_path / "link"
    inside.mkdir()
    outside.mkdir()
    link.symlink_to(inside)
    (inside / "way").symlink_to(outside)
    allowed = (f"sqlite://{link}/*",)
    assert source_of(Datasource(id="x", url=f"jdbc:sqlite:{inside}/x.db"), None, allowed).catalog == str(inside / "x.db")
    for escape in (f"{inside}/way/x.db", f"{inside}/../out/x.db"):
        with pytest.raises(BadRequest):
            source_of(Datasource(id="x", url=f"jdbc:sqlite:{escape}"), None, allowed)


def test_a_missing_driver_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(drivers.READERS, "oracle", Entry("no_such_driver", "X", "oracle"))
    with pytest.raises(SourceError, match=r"pip install siren-sidecar\[oracle\]"):
        open_reader(made("jdbc:oracle:thin:@//db/x"))
