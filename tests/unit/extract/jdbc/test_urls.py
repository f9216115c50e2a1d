"""URLs and properties of JDBC drivers: which driver reads a URL, what it gets, and what is rejected."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from sidecar.errors import BadRequest, ConfigurationError, InvalidField
from sidecar.extract.drivers import create_source, parse_datasource_url, reader_name
from sidecar.extract.jdbc.urls import JdbcSettings, driver_folders, parse_jdbc_url
from sidecar.extract.query.template import parse
from sidecar.extract.reader import Source
from sidecar.model.datasource import Datasource

NAMES = ("clickhouse", "derby", "h2", "hsqldb", "mariadb", "postgresql", "trino")


def add_driver(drivers: Path, name: str, **keys: Any) -> Path:
    """Add a driver to a folder; with keys, it has a definition of its own."""
    folder = drivers / name
    folder.mkdir(parents=True)
    (folder / "driver.jar").touch()
    if keys:
        (folder / "driver.yaml").write_text(
            yaml.safe_dump({"class": "org.example.Driver", "prefixes": ["jdbc:example://"], "clock": "select 1", **keys})
        )
    return folder


@pytest.fixture
def drivers(tmp_path: Path) -> Path:
    """Return a folder with all drivers of which the sidecar has a definition."""
    for name in NAMES:
        add_driver(tmp_path / "drivers", name)
    return tmp_path / "drivers"


def source(drivers: Path | None, url: str, *, allowed: tuple[str, ...] | None = ("*://*:*/*", "*://*/*"), **details: Any) -> Source:
    return create_source(Datasource(id="tested", url=url, **details), None, allowed, JdbcSettings(drivers=drivers))


def driver_of(drivers: Path | None, url: str, driver: str | None = None) -> str | None:
    """Return the name of the driver's folder; None for a native reader."""
    parsed = parse_datasource_url(Datasource(id="tested", url=url, driver=driver), JdbcSettings(drivers=drivers))
    return parsed.jdbc.driver if parsed.jdbc else None


# -- the driver ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "driver", "expected"),
    [
        ("jdbc:postgresql://h/x", None, None),
        ("jdbc:postgresql://h/x", "org.postgresql.Driver", None),
        ("jdbc:postgresql://h/x", "postgresql", "postgresql"),
        ("jdbc:mariadb://h/x", None, None),
        ("jdbc:mariadb://h/x", "mariadb", "mariadb"),
        ("jdbc:mysql://h/x", None, None),
        ("postgresql://h/x", None, None),
        ("jdbc:h2:tcp://h/x", None, "h2"),
        ("jdbc:h2:ssl://h/x", "h2", "h2"),
        ("jdbc:h2:tcp://h/x", "org.h2.Driver", "h2"),
        ("jdbc:derby://h/x", None, "derby"),
        ("jdbc:hsqldb:hsql://h/x", None, "hsqldb"),
        ("jdbc:hsqldb:hsqls://h/x", None, "hsqldb"),
        ("jdbc:trino://h/x", None, "trino"),
        ("jdbc:ch://h/x", None, "clickhouse"),
        ("jdbc:clickhouse:https://h:8443/x", None, "clickhouse"),
    ],
)
def test_a_native_reader_is_preferred_unless_the_driver_names_a_folder(drivers: Path, url: str, driver: str | None, expected: str) -> None:
    assert driver_of(drivers, url, driver) == expected
    scheme = url.removeprefix("jdbc:").partition(":")[0]
    name = reader_name(Datasource(id="x", url=url, driver=driver), JdbcSettings(drivers=drivers))
    assert name == ("jdbc" if expected else scheme)


@pytest.mark.parametrize(
    ("url", "driver", "message"),
    [
        ("jdbc:h3:tcp://h/x", None, "[jdbc.url] must start with [jdbc:] and one of [postgresql, "),
        ("jdbc:h2:tpc://h/x", None, "-> did you mean any of [jdbc:h2:tcp://, "),
        ("jdbc:h2:mem:x", None, "[jdbc.url] must start with"),
        ("jdbc:h2:~/x", None, "[jdbc.url] must start with"),
        ("jdbc:h2:file:/etc/x", None, "[jdbc.url] must start with"),
        ("jdbc:h2:zip:~/x.zip!/y", None, "[jdbc.url] must start with"),
        ("jdbc:hsqldb:file:/etc/x", None, "[jdbc.url] must start with"),
        ("jdbc:hsqldb:res:x", None, "[jdbc.url] must start with"),
        ("jdbc:derby:memory:x;create=true", None, "[jdbc.url] must start with"),
        ("jdbc:derby:/etc/x", None, "[jdbc.url] must start with"),
        ("JDBC:H2:TCP://h/x", None, "[jdbc.url] must start with"),
        ("jdbc:H2:tcp://h/x", None, "[jdbc.url] must start with"),
        ("jdbc:h2:TCP://h/x", None, "[jdbc.url] must start with"),
        (" jdbc:h2:tcp://h/x", None, "[jdbc.url] must start with"),
        ("jdbc:\th2:tcp://h/x", None, "[jdbc.url] must start with"),
        ("jdbc:jdbc:h2:tcp://h/x", None, "[jdbc.url] must start with"),
        ("jdbc:h2:mem:x", "h2", "[jdbc.url] must start with one of [jdbc:h2:tcp://, jdbc:h2:ssl://] for the driver [h2]"),
        ("jdbc:h2:mem:x", "org.h2.Driver", "[jdbc.driver] [org.h2.Driver] does not accept the URL"),
        ("jdbc:postgresql://h/x", "h2", "[jdbc.url] must start with one of [jdbc:h2:tcp://, jdbc:h2:ssl://] for the driver [h2]"),
        ("jdbc:mariadb:sequential://h/x", "mariadb", "[jdbc.url] must start with [jdbc:mariadb://] for the driver [mariadb]"),
        ("postgresql://h/x", "postgresql", "[jdbc.url] must start with [jdbc:postgresql://] for the driver [postgresql]"),
        ("jdbc:h2:tcp://h/x", "org.postgresql.Driver", "[jdbc.driver] [org.postgresql.Driver] does not accept the URL"),
        ("jdbc:postgresql://h/x", "org.h2.Driver", "[jdbc.driver] [org.h2.Driver] does not accept the URL"),
        ("jdbc:h2:tcp://h/x", "h3", "[jdbc.driver] must be one of [clickhouse, "),
        ("jdbc:h2:tcp://h/x", "org.h2.Drive", "-> did you mean [org.h2.Driver]?"),
        ("jdbc:postgresql://h/x", "postgres", "-> did you mean [postgresql]?"),
        *(
            ("jdbc:h2:tcp://h/x", driver, "[jdbc.driver] must be one of [")
            for driver in (
                "../h2", "./h2", "h2/", "/h2", "h2/../h2", "H2", "h2\0", "h2\n", " h2", "h2 ", ".", "..", "h\u0662", "*", "h2/driver.jar",
                "x" * 5000,
            )
        ),
    ],
)  # fmt: skip
def test_another_url_or_driver_is_rejected(drivers: Path, url: str, driver: str | None, message: str) -> None:
    (drivers.parent / "evil").mkdir()
    with pytest.raises(InvalidField, match=re.escape(message)) as caught:
        driver_of(drivers, url, driver)
    assert len(caught.value.reason) < 3000


@pytest.mark.parametrize(
    ("url", "driver", "message"),
    [
        ("jdbc:h2:tcp://h/x", None, "(JDBC drivers are off; to use one, set SIDECAR_JDBC_DRIVERS)"),
        ("jdbc:postgresql://h/x", "postgresql", "(JDBC drivers are off; to use one, set SIDECAR_JDBC_DRIVERS)"),
        ("jdbc:postgresqll://h/x", None, "SIDECAR_JDBC_DRIVERS) -> did you mean any of [postgresql, "),
    ],
)
def test_without_the_setting_the_error_names_it(url: str, driver: str | None, message: str) -> None:
    with pytest.raises(InvalidField, match=re.escape(message)):
        driver_of(None, url, driver)


def test_two_drivers_for_one_prefix_need_a_name(drivers: Path) -> None:
    add_driver(drivers, "h2-old", **{"class": "org.h2.Driver", "prefixes": ["jdbc:h2:tcp://"], "separator": ";"})
    for driver in (None, "org.h2.Driver"):
        with pytest.raises(InvalidField, match=re.escape("[jdbc.driver] must be one of [h2, h2-old]: several drivers accept the URL")):
            driver_of(drivers, "jdbc:h2:tcp://h/x", driver)
    assert driver_of(drivers, "jdbc:h2:tcp://h/x", "h2-old") == "h2-old"
    assert driver_of(drivers, "jdbc:h2:ssl://h/x") == "h2"


def test_a_class_that_only_a_folder_has_may_be_named_with_the_url_of_a_native_reader(drivers: Path) -> None:
    add_driver(drivers, "ng", prefixes=["jdbc:postgresql://"])
    assert driver_of(drivers, "jdbc:postgresql://h/x", "org.example.Driver") == "ng"
    assert driver_of(drivers, "jdbc:postgresql://h/x") is None


def test_a_folder_cannot_replace_the_class_of_a_native_reader(drivers: Path) -> None:
    add_driver(drivers, "org.postgresql.Driver", prefixes=["jdbc:postgresql://", "jdbc:other://"])
    assert driver_of(drivers, "jdbc:postgresql://h/x", "org.postgresql.Driver") is None
    with pytest.raises(InvalidField, match="must have another name"):
        driver_of(drivers, "jdbc:other://h/x")


def test_a_folder_named_like_a_class_goes_before_the_class(drivers: Path) -> None:
    add_driver(drivers, "org.h2.Driver", prefixes=["jdbc:h2:tcp://"])
    assert driver_of(drivers, "jdbc:h2:tcp://h/x", "org.h2.Driver") == "org.h2.Driver"


@pytest.mark.parametrize("broken", ["no definition", "no jar", "invalid", "a directory"])
def test_a_broken_folder_does_not_break_other_drivers(drivers: Path, broken: str) -> None:
    folder = add_driver(drivers, "a-broken", prefixes=["jdbc:h2:tcp://"])
    definition = folder / "driver.yaml"
    expected = {
        "no definition": "does not exist",
        "no jar": "contains no jar",
        "invalid": "is not valid YAML",
        "a directory": "cannot be read",
    }
    if broken == "no jar":
        (folder / "driver.jar").unlink()
    elif broken == "invalid":
        definition.write_text("class: [")
    else:
        definition.unlink()
    if broken == "a directory":
        definition.mkdir()
    assert driver_of(drivers, "jdbc:h2:tcp://h/x") == "h2"
    assert driver_of(drivers, "jdbc:postgresql://h/x") is None
    with pytest.raises(InvalidField, match=re.escape("[jdbc.driver] cannot be used: [a-broken")) as caught:
        driver_of(drivers, "jdbc:h2:tcp://h/x", "a-broken")
    assert expected[broken] in caught.value.reason
    with pytest.raises(InvalidField, match=r"another driver cannot be used: \[a-broken"):
        driver_of(drivers, "jdbc:unknown://h/x")


def test_files_and_hidden_folders_are_no_drivers(drivers: Path) -> None:
    (drivers / "readme.txt").touch()
    (drivers / "..data").mkdir()
    (drivers / "lost").symlink_to("nowhere")
    (drivers / "linked").symlink_to(drivers / "h2")
    assert [each.name for each in driver_folders(JdbcSettings(drivers=drivers))] == sorted((*NAMES, "linked"))
    # A link keeps its own name, which decides about the definition.
    with pytest.raises(InvalidField, match=re.escape("[linked/driver.yaml] does not exist")):
        driver_of(drivers, "jdbc:h2:tcp://h/x", "linked")


def test_the_folder_of_a_link_is_the_link(tmp_path: Path, drivers: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "h2").symlink_to(add_driver(tmp_path, "h2-2.5"))
    found = source(tmp_path / "other", "jdbc:h2:tcp://h/x;IFEXISTS=true")
    assert found.jdbc
    assert found.jdbc.folder == str(tmp_path / "other" / "h2")
    assert drivers.exists()


def test_a_missing_folder_breaks_only_datasources_that_need_it(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert driver_of(missing, "jdbc:postgresql://h/x") is None
    assert driver_of(missing, "jdbc:postgresql://h/x", "org.postgresql.Driver") is None
    with pytest.raises(ConfigurationError, match=re.escape(f"SIDECAR_JDBC_DRIVERS [{missing}] cannot be read: No such file or directory.")):
        driver_of(missing, "jdbc:h2:tcp://h/x")


def test_a_relative_folder_becomes_absolute(monkeypatch: pytest.MonkeyPatch, drivers: Path) -> None:
    monkeypatch.chdir(drivers.parent)
    found = source(Path("drivers"), "jdbc:h2:tcp://h/x")
    assert found.jdbc
    assert found.jdbc.folder == str(drivers / "h2")


def test_the_program_of_java_is_an_absolute_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "java").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert JdbcSettings().java_program == str(tmp_path / "java")
    monkeypatch.chdir(tmp_path)
    assert JdbcSettings(java="./java").java_program == str(tmp_path / "java")
    monkeypatch.setenv("PATH", "")
    assert JdbcSettings(java="/nonexistent/java").java_program == "/nonexistent/java"


# -- the URL ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "expected", "name"),
    [
        ("jdbc:h2:tcp://h/./test", "jdbc:h2:tcp://h:9092/./test", "h2://h:9092/./test"),
        ("jdbc:h2:tcp://H.Example.org:9/~/x", "jdbc:h2:tcp://H.Example.org:9/~/x", "h2://H.Example.org:9/~/x"),
        ("jdbc:h2:tcp://h//srv/x", "jdbc:h2:tcp://h:9092//srv/x", "h2://h:9092//srv/x"),
        ("jdbc:h2:tcp://h/x;IFEXISTS=TRUE", "jdbc:h2:tcp://h:9092/x", "h2://h:9092/x"),
        ("jdbc:h2:tcp://h/a%20b", "jdbc:h2:tcp://h:9092/a b", "h2://h:9092/a b"),
        ("jdbc:derby://h/x", "jdbc:derby://h:1527/x", "derby://h:1527/x"),
        ("jdbc:trino://[::1]:1/tpch/tiny", "jdbc:trino://[::1]:1/tpch/tiny", "trino://[::1]:1/tpch/tiny"),
        ("jdbc:trino://u@h", "jdbc:trino://h:8080", "trino://h:8080/"),
        ("jdbc:trino://h/", "jdbc:trino://h:8080/", "trino://h:8080/"),
        ("jdbc:clickhouse:https://h:8443/x", "jdbc:clickhouse:https://h:8443/x", "clickhouse://h:8443/x"),
        ("jdbc:ch://h/x?ssl=true", "jdbc:ch://h:8123/x", "clickhouse://h:8123/x"),
        ("jdbc:hsqldb:hsql://127.0.0.1/alias", "jdbc:hsqldb:hsql://127.0.0.1:9001/alias", "hsqldb://127.0.0.1:9001/alias"),
    ],
)
def test_the_driver_gets_one_host_and_a_path(drivers: Path, url: str, expected: str, name: str) -> None:
    found = source(drivers, url)
    assert found.jdbc
    assert (found.jdbc.url, found.name) == (expected, name)


AUTHORITIES = (
    "", ":5432", "u@", "@h", ":p@h", "h:", "h:x", "h:0", "h:99999", "h:1:2", "h1,h2", "h1:1,h2:2", "(host=h)", "h h", ".", "..", "-",
    "h..x", "-h", "h-", ".h", "[", "[]", "[::1", "[::1]x", "[1]", "[:::]", "127.1", "2130706433", "0x7f000001", "1.2.3.256", "%2Ftmp",
    "h%00",    "h%2F", "h\\i", "h#x", "h&x", "h=x", "h\nx", "h\tx", "h\x00", "h\u0661", "\u0661.1.1.1", "\uff48", "h\u3002x", "h\u2044x",
    "[fe80::1%eth0]", "[fe80::1%2Fx]", "[::ffff:127.0.0.1%1]", "h:\u0661", "$h", "{h}", "<h>", "h|x", "h'x", 'h"x', "h`x",
)  # fmt: skip


@pytest.mark.parametrize("authority", AUTHORITIES)
@pytest.mark.parametrize("prefix", ["jdbc:h2:tcp://", "jdbc:trino://", "jdbc:derby://", "jdbc:clickhouse:http://"])
def test_a_host_is_never_guessed(drivers: Path, prefix: str, authority: str) -> None:
    with pytest.raises(InvalidField, match=re.escape("[jdbc.")):
        source(drivers, f"{prefix}{authority}/x")


PATHS = (
    "mem:x", "file:x", "zip:x", "memory:x", "nio:x", "split:x", "async:x", "../x", "a/../x", "a/..", "..", "%2e%2e/x", "a/%2e%2e/x", "a//x",
    "//x", "a%2F%2Fx", "x%3Fa=b", "x%3Ba=b", "x%26a=b", "x%23a", "x%25", "x%2525", "x%40h", "x@h", "x\\y", "x%5Cy", "x\ny", "x%0Ay", "x\ty",
    "x%00", "x&a=b", "x#a", "x,y", "x(y)", "x=y", "x'y", 'x"y', "x`y", "x:y", "x|y", "x<y", "{x}", "x^y", "x+y", "x*y", "x!y", "x%ff",
    "\u0661", "\u00e9", "x\u2028y", "x\x7f", "x\x85",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("prefix", ["jdbc:h2:tcp://h/", "jdbc:trino://h/", "jdbc:derby://h/"])
def test_a_path_has_no_second_meaning(drivers: Path, prefix: str, path: str) -> None:
    if path == "//x":
        path = "/" + path
    with pytest.raises(InvalidField, match=re.escape("[jdbc.url] must")):
        source(drivers, prefix + path)


@pytest.mark.parametrize("path", ["x?a=b", "x;a=b", "x&a=b", "x#a", "x%25", "x@h", "x\\y", "x\ny", "..", "a/../b", "a//b", "x\x00"])
def test_no_definition_can_allow_parameters_in_a_path(tmp_path: Path, path: str) -> None:
    add_driver(tmp_path, "any", path="(?s).*")
    assert source(tmp_path, "jdbc:example://h/a:b,c=d").jdbc
    with pytest.raises(InvalidField):
        source(tmp_path, f"jdbc:example://h/{path}")


def test_the_other_separator_starts_no_parameters(drivers: Path) -> None:
    with pytest.raises(InvalidField, match=re.escape("but has [x]; parameters of the driver [h2] start with [;]")):
        source(drivers, "jdbc:h2:tcp://h/x?IFEXISTS=TRUE")
    with pytest.raises(InvalidField, match=re.escape("but has [x]; parameters of the driver [trino] start with [?]")):
        source(drivers, "jdbc:trino://h/x;SSL=true")


@pytest.mark.parametrize(
    ("pattern", "url", "is_allowed"),
    [
        ("h2://h:9092/shop/*", "jdbc:h2:tcp://h/shop/x", True),
        ("h2://h:9092/shop/*", "jdbc:h2:tcp://h//shop/x", False),
        ("h2://h:9092//shop/*", "jdbc:h2:tcp://h//shop/x", True),
        ("h2://h:9092/*", "jdbc:h2:ssl://h/x", True),
        ("h2://h:9092/*", "jdbc:h2:tcp://h:9093/x", False),
        ("h2://h:9092/*", "jdbc:h2:tcp://evil/x", False),
        ("h2://h:9092/*", "jdbc:derby://h:9092/x", False),
        ("clickhouse://*.example.org:8123/*", "jdbc:ch://db.example.org/x", True),
        ("ch://*.example.org:8123/*", "jdbc:ch://db.example.org/x", False),
        ("trino://10.0.*:8080/*", "jdbc:trino://10.0.0.1/x", True),
        ("trino://10.0.*:8080/*", "jdbc:trino://10.0.evil.org/x", False),
        ("trino://[fd00:*]:8080/tpch/*", "jdbc:trino://[fd00::1]/tpch/tiny", True),
        ("postgresql://h:5432/*", "jdbc:postgresql://h/x", True),
    ],
)
def test_a_pattern_matches_database_host_port_and_name(drivers: Path, pattern: str, url: str, is_allowed: bool) -> None:
    driver = "postgresql" if "postgresql" in url else None
    if is_allowed:
        assert source(drivers, url, allowed=(pattern,), driver=driver).jdbc
    else:
        with pytest.raises(BadRequest, match="SIDECAR_ALLOWED_SOURCES"):
            source(drivers, url, allowed=(pattern,), driver=driver)


# -- login and properties --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "login"),
    [
        ("jdbc:trino://u:p%2Fw@h/x", ("u", "p/w")),
        ("jdbc:trino://h/x?user=u&password=p%26w", ("u", "p&w")),
        ("jdbc:h2:tcp://h/x;USER=u;PASSWORD=p%26w=x", ("u", "p%26w=x")),
        ("jdbc:h2:tcp://u@h/x;password=p", ("u", "p")),
    ],
)
def test_a_login_in_the_url_does_not_reach_the_driver_as_part_of_it(drivers: Path, url: str, login: tuple[str, str]) -> None:
    found = source(drivers, url)
    assert found.jdbc
    assert (found.username, found.password) == login
    assert found.jdbc.url.partition("//")[2].partition("/")[0].startswith("h:")
    assert not {"user", "password"} & {each.lower() for each in found.properties}


@pytest.mark.parametrize("details", [{"username": "u\0v"}, {"username": "u\nv"}, {"username": "u", "password": "c4nary\0"}])
def test_a_login_with_control_characters_is_rejected(drivers: Path, details: dict[str, Any]) -> None:
    with pytest.raises(InvalidField, match=re.escape("[jdbc.username] and [jdbc.password] must not contain control")) as caught:
        source(drivers, "jdbc:h2:tcp://h/x", **details)
    assert "c4nary" not in caught.value.reason


def test_properties_get_the_names_of_the_definition(drivers: Path) -> None:
    found = source(drivers, "jdbc:trino://h/x?ssl=true", properties={"CLIENTTAGS": "a"})
    assert found.properties == {"SSL": "true", "clientTags": "a"}


def test_a_property_that_is_fixed_may_only_be_repeated(drivers: Path) -> None:
    assert source(drivers, "jdbc:h2:tcp://h/x;ifexists=true").properties == {}
    with pytest.raises(InvalidField, match=re.escape("[jdbc.properties.IFEXISTS] is set by the definition of the driver [h2]; remove it")):
        source(drivers, "jdbc:h2:tcp://h/x;IFEXISTS=FALSE")


@pytest.mark.parametrize(
    ("url", "properties", "message"),
    [
        (
            "jdbc:trino://h/x",
            {"sourc": "a"},
            "[jdbc.properties.sourc] is not allowed by the definition of the driver [trino]; expected one of [",
        ),
        ("jdbc:trino://h/x", {"sourc": "a"}, "-> did you mean [source]?"),
        (
            "jdbc:hsqldb:hsql://h/x",
            {"a": "b"},
            "[jdbc.properties.a] is not allowed by the definition of the driver [hsqldb]; it allows none",
        ),
        ("jdbc:trino://h/x", {"source": "a\nb"}, "[jdbc.properties.source] must be printable text of up to 1000 characters"),
        ("jdbc:trino://h/x", {"source": "a" * 1001}, "[jdbc.properties.source] must be printable text of up to 1000 characters"),
        ("jdbc:trino://h/x?source=a", {"Source": "b"}, "[jdbc.properties.Source] must not have two values; remove one of them"),
        ("jdbc:trino://h/x?source=a&source=b", {}, "must not contain the parameter [source] with two values"),
        ("jdbc:h2:tcp://h/x;a=b;A=c", {}, "must not contain the parameter [A] with two values"),
        ("jdbc:h2:tcp://h/x;%49NIT=x", {}, "[jdbc.properties.%49NIT] is not allowed"),
        ("jdbc:h2:tcp://h/x; INIT =x", {}, "[jdbc.properties.INIT] is not allowed by the definition of the driver [h2]: it would run SQL"),
        ("jdbc:h2:tcp://h/x;;INIT=x", {}, "[jdbc.properties.INIT] is not allowed"),
        ("jdbc:h2:tcp://h/x;IFEXISTS=TRUE\\;INIT=x", {}, "[jdbc.properties."),
        ("jdbc:trino://h/x?%64nsResolver=x", {}, "[jdbc.properties.dnsResolver] is not allowed"),
        ("jdbc:trino://h/x", {"password": "p"}, "the login is [jdbc.username] and [jdbc.password]"),
        ("jdbc:trino://h/x", {"user": "p"}, "the login is [jdbc.username] and [jdbc.password]"),
    ],
)
def test_an_invalid_property_is_rejected_by_name(drivers: Path, url: str, properties: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidField, match=re.escape(message)):
        source(drivers, url, properties=properties)


DANGEROUS = {
    "clickhouse": "sslrootcert sslcert sslkey trust_store key_store proxy_type proxy_host proxy_port http_proxy custom_http_params "
    "custom_http_headers access_token ssl_authentication jdbc_resultset_auto_close socket_factory endpoints custom_settings",
    "derby": "create shutdown traceFile traceDirectory traceLevel traceFileAppend bootPassword encryptionKey dataEncryption restoreFrom "
    "createFrom rollForwardRecoveryFrom drop failover startMaster databaseName territory retrieveMessageText",
    "h2": "INIT TRACE_LEVEL_FILE DATABASE_EVENT_LISTENER JAVA_OBJECT_SERIALIZER CIPHER FORBID_CREATION MODE AUTO_SERVER FILE_LOCK "
    "AUTHENTICATOR AUTHREALM NETWORK_TIMEOUT SCHEMA ACCESS_MODE_DATA PAGE_SIZE",
    "hsqldb": "shutdown ifexists crypt_key crypt_type crypt_provider filepath sql.syntax_ora hsqldb.script_format get_column_name readonly",
    "mariadb": "allowLocalInfile localSocket pipe serverSslCert serverRsaPublicKeyFile keyStore trustStore tlsSocketType credentialType "
    "socketFactory initSql sessionVariables allowMultiQueries connectionAttributes galeraAllowedState restrictedAuth queryInterceptors "
    "autoDeserialize pinGlobalTxToPhysicalConnection allowPublicKeyRetrieval poolName jaasApplicationName",
    "postgresql": "socketFactory socketFactoryArg sslfactory sslfactoryarg sslhostnameverifier sslpasswordcallback sslrootcert sslcert "
    "sslkey sslpassword loggerFile loggerLevel service options jaasApplicationName jaasLogin kerberosServerName gssLib sspiServiceClass "
    "authenticationPluginClassName xmlFactoryFactory localSocketAddress PGHOST PGPORT PGDBNAME targetServerType passfile replication",
    "trino": "SSLKeyStorePath SSLKeyStorePassword SSLTrustStorePath SSLTrustStorePassword SSLUseSystemTrustStore hostnameInCertificate "
    "KerberosConfigPath KerberosKeytabPath KerberosCredentialCachePath KerberosPrincipal KerberosRemoteServiceName accessToken "
    "extraCredentials sessionProperties sessionUser httpProxy socksProxy externalAuthentication externalAuthenticationTokenCache "
    "dnsResolver dnsResolverContext disableCompression traceToken timezone explicitPrepare assumeNullCatalogMeansCurrentCatalog",
}


@pytest.mark.parametrize(("driver", "property"), [(driver, each) for driver, names in DANGEROUS.items() for each in names.split()])
def test_a_dangerous_property_is_rejected_in_any_case(drivers: Path, driver: str, property: str) -> None:
    prefix = "hsql:" if driver == "hsqldb" else "tcp:" if driver == "h2" else ""
    for name in (property, property.upper(), property.lower()):
        with pytest.raises(InvalidField, match=re.escape(f"[jdbc.properties.{name}]")):
            source(drivers, f"jdbc:{driver}:{prefix}//h/x", driver=driver, properties={name: "true"})


@pytest.mark.parametrize("piece", ["a", " ", "a=b;", "@", "%", "/", "[", ":1", "a:", "..", "//", "?"])
@pytest.mark.parametrize("prefix", ["jdbc:h2:tcp://h/", "jdbc:trino://", "jdbc:unknown:"])
def test_parsing_time_of_a_url_is_bounded(drivers: Path, prefix: str, piece: str) -> None:
    clock = time.process_time()
    for size in (1_900, 1_000_000):
        try:
            source(drivers, prefix + piece * (size // len(piece)))
        except BadRequest:
            continue
    assert time.process_time() - clock < 2


def test_a_url_that_is_too_long_is_left_to_the_native_parser(drivers: Path) -> None:
    assert parse_jdbc_url("jdbc:h2:tcp://h/" + "x" * 2000, "h2", JdbcSettings(drivers=drivers)) is None


# -- templates -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "timestamp"),
    [
        ("jdbc:h2:tcp://h/x", "TIMESTAMP '2026-01-02 03:04:05.678'"),
        ("jdbc:hsqldb:hsql://h/x", "TIMESTAMP '2026-01-02 03:04:05.678'"),
        ("jdbc:trino://h/x", "TIMESTAMP '2026-01-02 03:04:05.678'"),
        ("jdbc:derby://h/x", "TIMESTAMP('2026-01-02 03:04:05.678')"),
    ],
)
def test_a_template_is_rendered_in_the_dialect_of_the_database(drivers: Path, url: str, timestamp: str) -> None:
    query = (
        "select * from t where {{#last_record_timestamp}}at > {{last_record_timestamp}} and {{/last_record_timestamp}}a = {{last_record.0}}"
    )
    template = parse(query, source(drivers, url).sql_dialect)
    values = {"last_record_timestamp": "2026-01-02 03:04:05.678", "last_record": ["it's a \\ \u2603"]}
    assert template.render(values) == f"select * from t where at > {timestamp} and a = 'it''s a \\ \u2603'"
    assert template.render({"last_record": [True]}) == "select * from t where a = TRUE"
    assert template.render({"last_record": [-5]}) == "select * from t where a = (-5)"
    assert template.render({"last_record": [None]}) == "select * from t where a = NULL"


def test_a_database_of_an_unknown_dialect_gets_no_backslash(drivers: Path) -> None:
    template = parse("select * from t where a = {{last_record.0}}", source(drivers, "jdbc:clickhouse://h/x").sql_dialect)
    with pytest.raises(BadRequest, match="contains a backslash, whose meaning in this database's strings is unknown"):
        template.render({"last_record": ["a\\b"]})


def test_the_dialect_of_a_definition_is_used(tmp_path: Path) -> None:
    add_driver(tmp_path, "db", dialect="ansi")
    assert source(tmp_path, "jdbc:example://h/x").sql_dialect == "ansi"
