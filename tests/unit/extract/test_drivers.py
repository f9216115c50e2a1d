"""Datasource URLs, connection properties and allowed sources."""

import re
import ssl
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import certifi
import pytest

from sidecar.errors import BadRequest, InvalidField, SourceError
from sidecar.extract import drivers
from sidecar.extract.drivers import ReaderClass, create_reader, create_source, import_reader, reader_name
from sidecar.extract.generic.reader import ORACLE
from sidecar.extract.jdbc.urls import JdbcSettings
from sidecar.extract.mysql.session import _tls
from sidecar.extract.reader import Source
from sidecar.extract.source.allowlist import check_allowed, matches
from sidecar.extract.source.properties import busy_timeout, connect_timeout, is_true
from sidecar.extract.source.urls import parse_url
from sidecar.model.datasource import Datasource
from sidecar.model.secret import Credentials, EncryptedSecret
from tests.support.dialects import install_dialect

ALL_SOURCES = ("*://*",)


def source_from_url(url: str, **details: Any) -> Source:
    """Create a source from a URL; every source is allowed."""
    return create_source(Datasource(id="tested", url=url, **details), None, ALL_SOURCES)


@pytest.mark.parametrize(
    ("url", "name", "user", "password"),
    [
        ("jdbc:postgresql://db.example.org:5433/shop", "postgresql://db.example.org:5433/shop", None, None),
        ("jdbc:postgresql://db.example.org/shop?user=u&password=p%26w", "postgresql://db.example.org:5432/shop", "u", "p&w"),
        ("jdbc:postgresql://[fe80::1%eth0]/shop", "postgresql://[fe80::1%eth0]:5432/shop", None, None),
        ("jdbc:mysql://db_1.example.org./shop", "mysql://db_1.example.org.:3306/shop", None, None),
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
def test_a_url_is_translated_to_a_source(url: str, name: str, user: str | None, password: str | None) -> None:
    source = source_from_url(url)
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
def test_an_invalid_url_is_rejected(url: str) -> None:
    with pytest.raises(InvalidField):
        source_from_url(url)


_ODD_AUTHORITIES = (
    "", ":5432", "u@", "u:p@", "@h", ":p@h", "h:", "h:x", "h:1:2", "h1,h2", "h1:1,h2:2", "(host=h)", "address=(host=h)(port=1)", "h h", ".",
    "..", "-", "h..x", "-h", "h-", ".h", "[", "[]", "[::1", "[::1]x", "[1]", "[:::]", "127.1", "2130706433", "0x7f000001", "0x7f.1",
    "1.2.3.256", "%2Ftmp", "h%00", "h\\i", "h#x", "h;x", "\u0661.1.1.1",
)  # fmt: skip


@pytest.mark.parametrize("authority", _ODD_AUTHORITIES)
@pytest.mark.parametrize(
    "form",
    [
        "jdbc:postgresql://{}/x", "postgresql://{}/x", "jdbc:mysql://{}/x", "mysql+pymysql://{}/x", "jdbc:mariadb://{}/x", "mariadb://{}/x",
        "jdbc:sqlserver://{};databaseName=x", "mssql+pymssql://{}/x", "jdbc:oracle:thin:@//{}/x", "oracle+oracledb://{}/x",
        "alike+psycopg://{}/x",
    ],
)  # fmt: skip
def test_a_host_is_never_guessed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, form: str, authority: str) -> None:
    install_dialect(monkeypatch, tmp_path)
    with pytest.raises(InvalidField):
        source_from_url(form.format(authority))


@pytest.mark.parametrize(
    "url",
    [
        "jdbc:mysql:loadbalance://h1,h2/x", "jdbc:mysql:loadbalance://h/x", "jdbc:mysql:replication://h/x", "jdbc:mysql+srv://h/x",
        "jdbc:mysql+srv:loadbalance://h/x", "jdbc:mariadb:sequential://h/x", "jdbc:mariadb:aurora://h/x", "jdbc:postgresql:x",
        "jdbc:postgresql:/x", "jdbc:postgresql:", "jdbc:postgresql:h:1/x", "jdbc:mysql:x", "jdbc:postgresql+psycopg://h/x",
        "mysql+nosuch://h/x", "postgresql+aurora://h/x", "postgresql+://h/x", "jdbc:sqlserver:h;databaseName=x", "jdbc:sqlserver:x://h",
        "jdbc:sqlserver://h;database-Name=x", "jdbc:sqlserver://h;nonsense", "jdbc:sqlserver://;serverName=h", "jdbc:oracle:oci8:@h:1:x",
        "jdbc:oracle:kprb:@h:1:x", "jdbc:oracle:thin:@ldap://h/x", "jdbc:oracle:thin:@tcps://h/x", "jdbc:oracle:@h:1:x",
        "jdbc:sqlite+x:/x", "jdbc:duckdb+x:/x", "sqlite+nosuch:////x", "jdbc:sqlite://h/x", "duckdb://h/x", "jdbc:mysqlx://h/x",
        "jdbc:mysql:mysqlx://h/x", "jdbc:mysql+mysqlx://h/x", "mysqlx://h/x", "mysql+mysqlx://h/x", "mysqlx+srv://h/x", "mysql+srv://h/x",
    ],
)  # fmt: skip
def test_an_unknown_sub_protocol_is_rejected(url: str) -> None:
    with pytest.raises(InvalidField, match=re.escape("[jdbc.url]")):
        source_from_url(url)


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("jdbc:postgresql://h/x?sslmode=require&sslmode=disable", "sslmode"),
        ("jdbc:postgresql://h/x?sslmode=require&SSLMode=disable", "SSLMode"),
        ("postgresql://h/x?user=a&user=b", "user"),
        ("jdbc:postgresql://h/x?user=a&username=b", "user, username"),
        ("jdbc:postgresql://h/x?password=canary&password=canary2", "password"),
        ("jdbc:mysql://h/x?sslMode=REQUIRED&sslMode=DISABLED", "sslMode"),
        ("jdbc:mariadb://h/x?sslMode=&sslMode=disable", "sslMode"),
        ("jdbc:oracle:thin:@//h/x?oracle.net.CONNECT_TIMEOUT=1&oracle.net.CONNECT_TIMEOUT=2", "oracle.net.CONNECT_TIMEOUT"),
        ("jdbc:sqlserver://h;encrypt=true;encrypt=false", "encrypt"),
        ("jdbc:sqlserver://h;databaseName=x;database=y", "databasename, database"),
        ("jdbc:sqlserver://h/x;databaseName=y", "two database names"),
        ("jdbc:duckdb:/x?threads=1&threads=2", "threads"),
        ("jdbc:sqlite:/x?busy_timeout=1&busy_timeout=2", "busy_timeout"),
        ("postgresql://a@h/x?user=b", "two logins"),
        ("postgresql://a:canary@h/x?user=a&password=canary2", "two logins"),
    ],
)
def test_a_url_that_contradicts_itself_is_rejected_by_name(url: str, named: str) -> None:
    with pytest.raises(InvalidField, match=re.escape(named)) as rejected:
        parse_url(url, None)
    assert rejected.value.reason.startswith("[jdbc.url] must not contain")
    assert "canary" not in rejected.value.reason


def test_a_url_may_repeat_itself() -> None:
    assert parse_url("postgresql://a@h/x?user=a&sslmode=require&sslmode=require", None).properties == {"sslmode": "require"}
    assert parse_url("jdbc:sqlserver://h/x;databaseName=x;encrypt=true;encrypt=true", None).properties == {"encrypt": "true"}
    assert parse_url("jdbc:sqlserver://h/;databaseName=x", None).catalog == "x"


def test_the_error_for_a_missing_dialect_names_the_package_to_install() -> None:
    with pytest.raises(InvalidField, match="pip install snowflake-sqlalchemy"):
        source_from_url("snowflake://u:canary@account/db")
    with pytest.raises(InvalidField, match=r"which no installed package provides$"):
        source_from_url("nosuch+driver://u:canary@h/db")


def test_a_url_of_an_installed_dialect_is_accepted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    install_dialect(monkeypatch, tmp_path)
    source = source_from_url("alike+psycopg://u:p%40w@db.example.org:2600/shop")
    assert (source.name, source.username, source.password) == ("alike://db.example.org:2600/shop", "u", "p@w")
    assert type(create_reader(source)).__name__ == "InstalledDialectReader"
    assert source_from_url("alike+psycopg://db/shop").name == "alike://db/shop"
    with pytest.raises(InvalidField, match="must name a host"):
        source_from_url("alike+psycopg:///shop")
    with pytest.raises(InvalidField, match="is not a supported property"):
        source_from_url("alike+psycopg://db/shop?host=/tmp")
    with pytest.raises(InvalidField, match="does not accept URLs"):
        source_from_url("alike+psycopg://db/shop", driver="org.postgresql.Driver")


def test_the_error_for_an_invalid_url_does_not_contain_its_password() -> None:
    with pytest.raises(InvalidField) as caught:
        source_from_url("jdbc:postgresql://u:canary@h:1,h2/x")
    assert "canary" not in str(caught.value)


@pytest.mark.parametrize(
    ("driver", "url", "message"),
    [
        ("org.postgresql.Driver", "jdbc:mysql://db/x", "does not accept URLs of [mysql]"),
        ("com.example.Driver", "jdbc:mysql://db/x", "must be one of"),
    ],
)
def test_the_driver_must_match_the_url(driver: str, url: str, message: str) -> None:
    with pytest.raises(InvalidField) as caught:
        source_from_url(url, driver=driver)
    assert message in str(caught.value)


def test_a_mysql_driver_accepts_mariadb_urls() -> None:
    assert source_from_url("jdbc:mariadb://db/x", driver="com.mysql.cj.jdbc.Driver").database == "mariadb"


def test_the_login_is_from_the_credentials_else_the_datasource_else_the_url() -> None:
    datasource = Datasource(id="x", url="jdbc:postgresql://url:u@db/x", username="own", password="o")
    assert create_source(datasource, Credentials(username="c", password="p"), None).username == "c"
    assert create_source(datasource, None, None).password == "o"
    assert create_source(replace(datasource, username=None, password=None), None, None).password == "u"


def test_an_encrypted_password_is_never_sent() -> None:
    with pytest.raises(TypeError):
        source_from_url("jdbc:postgresql://db/x", username="u", password=EncryptedSecret("t"))


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
def test_an_unknown_property_is_rejected_by_name(url: str, properties: dict[str, str]) -> None:
    with pytest.raises(InvalidField, match=r"jdbc\.properties\."):
        source_from_url(url, properties=properties)


def test_properties_are_translated_and_those_that_ask_for_the_default_dropped() -> None:
    source = source_from_url("jdbc:postgresql://db/x?ssl=true&ApplicationName=a", properties={"connectTimeout": "3", "readOnly": "True"})
    assert source.properties == {"ssl": "true", "application_name": "a", "connect_timeout": "3"}
    assert is_true(source.properties, "ssl")
    assert connect_timeout(source.properties) == 3
    assert connect_timeout({"connect_timeout_ms": "1500"}) == 1.5
    assert [connect_timeout({"connect_timeout": wrong}) for wrong in ("0", "²", "9" * 5000, "-3", "soon")] == [10] * 5
    assert [busy_timeout({"busy_timeout_ms": value}, 10) for value in ("1500", "", "0", "soon", "9" * 5000)] == [1.5, 10, 10, 10, 10]


_WITHOUT_EFFECT = {
    "postgresql": (
        "assumeMinServerVersion=9 autosave=always binaryTransfer=true charset=latin1 databaseMetadataCacheFields=1 defaultRowFetchSize=9 "
        "loglevel=2 preferQueryMode=simple prepareThreshold=0 readOnly=false reWriteBatchedInserts=true socketTimeout=5 "
        "stringtype=varchar tcpKeepAlive=false useUnicode=false ssl=maybe connectTimeout=soon connectTimeout=0 loginTimeout=-1"
    ),
    "mysql": (
        "allowPublicKeyRetrieval=false autoReconnect=true cachePrepStmts=true characterEncoding=latin1 connectionCollation=x "
        "defaultFetchSize=9 jdbcCompliantTruncation=false jdbccompliantruncation=true rewriteBatchedStatements=true socketTimeout=5 "
        "tinyInt1isBit=2 transformedBitIsBoolean=false useCompression=true useCursorFetch=true useInformationSchema=true "
        "useLegacyDatetimeCode=false useMysqlMetadata=true useServerPrepStmts=true zeroDateTimeBehavior=ROUND useSSL=maybe"
    ),
    "sqlite": "mode=rwc open_mode=2 busyTimeout=soon",
    "duckdb": "access_mode=READ_WRITE read_only=false threads=many",
    "sqlserver": (
        "encrypt=strict applicationIntent=ReadOnly columnEncryptionSetting=Enabled sendStringParametersAsUnicode=true "
        "socketTimeout=5 trustServerCertificate=maybe"
    ),
    "oracle": "oracle.jdbc.ReadTimeout=5 oracle.net.CONNECT_TIMEOUT=soon sid=other",
}


@pytest.mark.parametrize(
    ("database", "property"), [(database, each) for database, properties in _WITHOUT_EFFECT.items() for each in properties.split()]
)
def test_a_property_that_would_have_no_effect_is_rejected_by_name(database: str, property: str) -> None:
    location = {"sqlite": "/x", "duckdb": "/x", "oracle": "thin:@//h/x"}.get(database, "//h/x")
    name, _, value = property.partition("=")
    with pytest.raises(InvalidField, match=re.escape(f"[jdbc.properties.{name}]")):
        source_from_url(f"jdbc:{database}:{location}", properties={name: value})


@pytest.mark.parametrize(
    ("properties", "mode"),
    [
        ("useSSL=false", None), ("", "prefer"), ("requireSSL=false", "prefer"), ("useSSL=true", ssl.CERT_NONE),
        ("useSSL=true&trustServerCertificate=false", ssl.CERT_REQUIRED),
        ("sslMode=REQUIRED&verifyServerCertificate=true", ssl.CERT_REQUIRED),
        (f"sslMode=REQUIRED&serverSslCert={certifi.where()}", ssl.CERT_REQUIRED),
        (f"sslMode=trust&serverSslCert={certifi.where()}", ssl.CERT_NONE),
    ],
)  # fmt: skip
def test_every_tls_property_of_mysql_has_its_effect(properties: str, mode: object) -> None:
    options = _tls(source_from_url(f"jdbc:mysql://db/x?{properties}"))
    found = options["ssl"].verify_mode if "ssl" in options else None if options else "prefer"
    assert found == mode


def test_the_connect_timeout_of_oracle_is_used() -> None:
    source = source_from_url("jdbc:oracle:thin:@//db/x", properties={"oracle.net.CONNECT_TIMEOUT": "1500"})
    assert ORACLE.connect_args(source) == {"tcp_connect_timeout": 1.5}


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
def test_allowed_sources_match_patterns(pattern: str, name: str, allowed: bool) -> None:
    database, _, rest = name.partition("://")
    place, _, catalog = rest.partition("/")
    host, _, port = place.rpartition(":")
    source = Source(id="x", database=database, host=host.strip("[]"), port=int(port), catalog=catalog)
    assert matches(source, pattern) is allowed


def test_files_are_rejected_unless_allowed_explicitly(tmp_path: Path) -> None:
    source = Source(id="x", database="sqlite", catalog=str(tmp_path / "x.db"))
    with pytest.raises(BadRequest, match="SIDECAR_ALLOWED_SOURCES"):
        check_allowed(source, None)
    check_allowed(Source(id="x", database="postgresql", host="h", port=1), None)
    check_allowed(source, (f"sqlite://{tmp_path}/*",))


def test_file_paths_are_compared_after_resolving_symbolic_links(tmp_path: Path) -> None:
    inside, outside, link = tmp_path / "in", tmp_path / "out", tmp_path / "link"
    inside.mkdir()
    outside.mkdir()
    link.symlink_to(inside)
    (inside / "link").symlink_to(outside)
    allowed = (f"sqlite://{link}/*",)
    assert create_source(Datasource(id="x", url=f"jdbc:sqlite:{inside}/x.db"), None, allowed).catalog == str(inside / "x.db")
    for escape in (f"{inside}/link/x.db", f"{inside}/../out/x.db"):
        with pytest.raises(BadRequest):
            create_source(Datasource(id="x", url=f"jdbc:sqlite:{escape}"), None, allowed)


@pytest.mark.parametrize(
    ("url", "database"),
    [("jdbc:postgresql://h/d", "postgresql"), ("jdbc:mariadb://h/d", "mariadb"), ("jdbc:sqlite:/f.db", "sqlite"), ("http://h", None)],
)  # fmt: skip
def test_the_reader_of_a_datasource_is_known_from_its_url(url: str, database: str | None) -> None:
    assert reader_name(Datasource(id="d", url=url), JdbcSettings()) == database


def test_a_reader_can_be_imported_before_it_is_needed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delitem(sys.modules, "sidecar.extract.sqlite.reader", raising=False)
    import_reader("sqlite")
    assert "sidecar.extract.sqlite.reader" in sys.modules
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "broken_driver.py").write_text("raise OSError('libdriver.so: cannot open shared object file')")
    for module in ("not_installed", "broken_driver"):
        monkeypatch.setitem(drivers.READERS, "sqlite", ReaderClass(module, "Reader"))
        import_reader("sqlite")


def test_the_error_for_a_missing_driver_names_the_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(drivers.READERS, "oracle", ReaderClass("no_such_module", "X", "no_such_driver", "oracle"))
    with pytest.raises(SourceError, match=r"in a checkout of the sidecar, run pip install '\.\[oracle\]'"):
        create_reader(source_from_url("jdbc:oracle:thin:@//db/x"))


@pytest.mark.parametrize("url", ["jdbc:postgresql://h/x", "jdbc:mysql://h/x", "jdbc:mariadb://h/x"])
def test_a_password_without_a_user_name_is_rejected(url: str) -> None:
    with pytest.raises(BadRequest, match=r"\[jdbc.username\] is missing, but a password is given") as rejected:
        create_source(Datasource(id="d", url=url, password="hunter2"), None, None)
    assert "hunter2" not in str(rejected.value)


@pytest.mark.parametrize(
    ("url", "driver", "suggestion"),
    [
        ("jdbc:postgresql://h/x?sslmoode=require", None, "sslmode"),
        ("jdbc:mysql://h/x?connectTimeuot=1", None, "connecttimeout"),
        ("jdbc:sqlserver://h:1;databaseName=x;encrytp=true", None, "encrypt"),
        ("jdbc:postgersql://h/x", None, "postgresql"),
        ("jdbc:sqlight:/x.db", None, "sqlite"),
        ("postgrsql://h/x", None, "postgresql"),
        ("postgresql+psycopgg://h/x", None, "psycopg"),
        ("jdbc:postgresql://h/x", "org.postgres.Driver", "org.postgresql.Driver"),
    ],
)
def test_a_misspelled_name_is_rejected_with_a_similar_one(url: str, driver: str | None, suggestion: str) -> None:
    with pytest.raises(InvalidField) as caught:
        create_source(Datasource(id="tested", url=url, driver=driver), None, None)
    _, arrow, suggested = caught.value.reason.partition(" -> did you mean ")
    assert arrow
    assert suggestion in suggested.partition("[")[2].rstrip("]?").split(", "), caught.value.reason
