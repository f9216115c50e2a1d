"""The checks of ``sidecar doctor`` on a cluster whose own indices are missing."""

import zipfile
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from elasticsearch import Elasticsearch

from sidecar.doctor import run_checks
from sidecar.extract.drivers import missing_drivers
from sidecar.extract.jdbc import checks
from sidecar.load.encode import native
from sidecar.model.datasource import Datasource
from sidecar.model.finding import Finding
from sidecar.store import indices
from sidecar.store.definitions import DefinitionStore
from sidecar.store.encryption import SecretKeys
from tests.acceptance.service import SECRET_KEY, free_port
from tests.servers.jdbc.downloads import find_jdk


@pytest.fixture
def environ(quiet_elasticsearch_url: str, tmp_path: Path) -> dict[str, str]:
    return {
        "SIDECAR_ELASTICSEARCH_URL": quiet_elasticsearch_url,
        "SIDECAR_BIND": f"127.0.0.1:{free_port()}",
        "SIDECAR_DATA_DIR": str(tmp_path),
        "SIDECAR_SECRET_KEY": SECRET_KEY,
    }


def check(environ: dict[str, str]) -> dict[str, Finding]:
    """Return the needed findings by subject."""
    return {each.check: each for each in run_checks(environ) if each.required}


def test_before_the_first_start_nothing_is_wrong(environ: dict[str, str], quiet: Elasticsearch) -> None:
    quiet.indices.delete(index=list(indices.OWN_INDICES))
    findings = check(environ)
    assert all(each.ok for each in findings.values()), findings
    assert findings["indices"].message == "do not exist yet; the first start of the sidecar creates them"
    assert findings["credentials"].message == "are not stored yet"


@pytest.mark.parametrize("missing", indices.OWN_INDICES)
def test_a_missing_index_among_others_is_reported_once(environ: dict[str, str], quiet: Elasticsearch, missing: str) -> None:
    quiet.indices.delete(index=missing)
    findings = check(environ)
    assert [subject for subject, each in findings.items() if not each.ok] == ["indices"]
    assert findings["indices"].message == f"[{missing}] does not exist"


def test_another_secret_key_than_that_of_the_cluster_is_reported(environ: dict[str, str], quiet: Elasticsearch) -> None:
    indices.write_key_fingerprint(quiet, SecretKeys((Fernet.generate_key().decode(),)).fingerprints[0])
    findings = check(environ)
    assert [subject for subject, each in findings.items() if not each.ok] == ["credentials"]
    assert "saved with another SIDECAR_SECRET_KEY" in findings["credentials"].message


def test_a_missing_driver_is_needed_only_if_a_saved_datasource_uses_it(environ: dict[str, str], quiet: Elasticsearch) -> None:
    if ("sqlserver", "sqlserver") not in missing_drivers():
        pytest.skip("every driver is installed")
    assert "driver for sqlserver" not in check(environ)
    datasource = Datasource(id="mssql", url="jdbc:sqlserver://db.example.org:1433;databaseName=shop")
    DefinitionStore(quiet, SecretKeys((SECRET_KEY,))).datasources.put(datasource, create=True)
    finding = check(environ)["driver for sqlserver"]
    assert (finding.ok, finding.message) == (False, "is not installed; the saved datasources [mssql] need it")
    assert finding.remedy == "To install it: in a checkout of the sidecar, run pip install '.[sqlserver]'"


@pytest.mark.parametrize(
    ("loading_error", "is_installed", "expected"),
    [
        ("GLIBC_2.99 not found", False, (False, True, "cannot be loaded: GLIBC_2.99 not found", "Build and install it again")),
        (None, True, (True, True, "is installed", "")),
        (None, False, (True, False, "is not installed", "pip install ./sidecar/native")),
    ],
)
def test_a_native_encoder_is_a_failure_only_if_it_cannot_be_used(
    environ: dict[str, str],
    quiet: Elasticsearch,
    monkeypatch: pytest.MonkeyPatch,
    loading_error: str | None,
    is_installed: bool,
    expected: tuple[bool, bool, str, str],
) -> None:
    monkeypatch.setattr(native, "LOADING_ERROR", loading_error)
    monkeypatch.setattr(native, "IS_INSTALLED", is_installed)
    monkeypatch.setattr(native, "INSTALLED_INTERFACE", None)
    finding = next(each for each in run_checks(environ) if each.check == "native encoder")
    assert (finding.ok, finding.required, finding.message) == expected[:3]
    assert expected[3] in (finding.remedy or "")


@pytest.fixture
def drivers(tmp_path: Path) -> Path:
    """Return a folder with a driver of H2 that has only a class."""
    folder = tmp_path / "drivers"
    write_jar(folder / "h2" / "h2.jar", "org/h2/Driver.class", java=8)
    return folder


def write_jar(jar: Path, file: str, *, java: int) -> None:
    """Write a jar with the head of a class."""
    jar.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(jar, "w") as archive:
        archive.writestr(file, b"\xca\xfe\xba\xbe\0\0" + (44 + java).to_bytes(2, "big"))


def check_drivers(environ: dict[str, str], drivers: Path, **more: str) -> dict[str, Finding]:
    """Return the needed findings with JDBC drivers."""
    return check({**environ, "SIDECAR_JDBC_DRIVERS": str(drivers), "SIDECAR_JAVA": str(find_jdk()), **more})


def test_drivers_that_can_be_used_are_reported(environ: dict[str, str], quiet: Elasticsearch, drivers: Path) -> None:
    findings = check_drivers(environ, drivers)
    assert [each.ok for subject, each in findings.items() if subject.startswith(("Java", "JDBC"))] == [True, True]
    assert findings["Java"].message.startswith("is version ")
    assert findings["JDBC driver h2"].message == "has the class [org.h2.Driver]"
    assert {"Java", "JDBC driver h2"} & set(check(environ)) == set()


def test_a_folder_of_drivers_that_cannot_be_read_is_reported(environ: dict[str, str], quiet: Elasticsearch, tmp_path: Path) -> None:
    finding = check_drivers(environ, tmp_path / "missing")["JDBC drivers"]
    assert (finding.ok, finding.message) == (
        False, f"SIDECAR_JDBC_DRIVERS [{tmp_path}/missing] cannot be read: No such file or directory.",
    )  # fmt: skip
    assert finding.remedy == "Set SIDECAR_JDBC_DRIVERS to a folder that the sidecar's user may read, or unset it."
    (tmp_path / "empty").mkdir()
    assert check_drivers(environ, tmp_path / "empty")["JDBC drivers"].message == f"[{tmp_path}/empty] contains no folder"


def test_java_that_is_missing_or_too_old_is_reported(environ: dict[str, str], quiet: Elasticsearch, drivers: Path, tmp_path: Path) -> None:
    old = tmp_path / "java"
    old.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n")
    old.chmod(0o755)
    expected = {
        "/nonexistent/java": "[/nonexistent/java] cannot be started: No such file or directory",
        "/bin/false": "[/bin/false] is no Java: it ended with status 1 and []",
        str(old): f"[{old}] is version 8, but JDBC drivers need 17 or newer",
    }
    for program, words in expected.items():
        finding = check_drivers(environ, drivers, SIDECAR_JAVA=program)["Java"]
        assert (finding.ok, finding.message) == (False, words)
        assert finding.remedy == "Install Java 17 or newer, or set SIDECAR_JAVA to its program."


def test_a_program_that_is_not_compiled_is_reported(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], quiet: Elasticsearch, drivers: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr(checks, "PROGRAM", tmp_path / "missing.jar")
    finding = check_drivers(environ, drivers)["JDBC program"]
    assert (finding.ok, finding.message) == (False, "is not compiled")
    assert finding.remedy == "Install a JDK 17 or newer, and then the sidecar again."


def test_each_driver_that_cannot_be_used_is_reported(environ: dict[str, str], quiet: Elasticsearch, drivers: Path) -> None:
    write_jar(drivers / "trino" / "trino.jar", "io/trino/jdbc/TrinoDriver.class", java=99)
    write_jar(drivers / "derby" / "derby.jar", "org/example/Other.class", java=8)
    (drivers / "hsqldb").mkdir()
    write_jar(drivers / "unknown" / "unknown.jar", "org/example/Other.class", java=8)
    (drivers / "mariadb").mkdir()
    (drivers / "mariadb" / "broken.jar").write_text("no jar")
    findings = check_drivers(environ, drivers)
    words = {subject.removeprefix("JDBC driver "): each.message for subject, each in findings.items() if "JDBC" in subject and not each.ok}
    java = findings["Java"].message.removeprefix("is version ")
    assert words == {
        "derby": "[derby] has no jar that contains the class [org.apache.derby.client.ClientAutoloadedDriver].",
        "hsqldb": "[hsqldb] contains no jar.",
        "mariadb": "[mariadb/broken.jar] cannot be read: File is not a zip file.",
        "trino": f"[trino] needs Java 99 or newer, but [{java}] was found.",
        "unknown": "[unknown/driver.yaml] does not exist, and the sidecar has a definition for these names only: "
        "[clickhouse, derby, h2, hsqldb, mariadb, postgresql, trino].",
    }
    assert findings["JDBC driver h2"].ok


def test_a_driver_that_anybody_can_change_is_reported(environ: dict[str, str], quiet: Elasticsearch, drivers: Path) -> None:
    for path in (drivers / "h2" / "h2.jar", drivers / "h2", drivers):
        path.chmod(0o777)
        finding = check_drivers(environ, drivers)["JDBC driver h2"]
        assert finding.message == f"[{path.name}] can be changed by any user of this machine, and so can the code that the driver runs."
        assert finding.remedy == "Correct its driver.yaml, its jars or their permissions, or remove the folder."
        path.chmod(0o755)
    assert check_drivers(environ, drivers)["JDBC driver h2"].ok


def test_saved_datasources_without_a_driver_are_reported(environ: dict[str, str], quiet: Elasticsearch, drivers: Path) -> None:
    store = DefinitionStore(quiet, SecretKeys((SECRET_KEY,)))
    for name in ("one", "two"):
        store.datasources.put(Datasource(id=name, url="jdbc:h2:tcp://db.example.org/shop"), create=True)
    finding = check(environ)["datasources"]
    assert not finding.ok
    assert finding.message.startswith("[one, two] cannot be used: [jdbc.url] must start with [jdbc:] and one of [postgresql, ")
    assert "JDBC drivers are off; to use one, set SIDECAR_JDBC_DRIVERS" in finding.message
    assert finding.remedy == "Install the driver that they need, or change or delete them."
    assert "datasources" not in check_drivers(environ, drivers)
    (drivers / "h2" / "h2.jar").unlink()
    assert "another driver cannot be used: [h2] contains no jar" in check_drivers(environ, drivers)["datasources"].message
    for name in ("one", "two"):
        quiet.delete(index=indices.DATASOURCES, id=name, refresh=True)
