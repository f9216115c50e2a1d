"""The checks of ``sidecar doctor`` on a cluster whose own indices are missing."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from elasticsearch import Elasticsearch

from sidecar.doctor import run_checks
from sidecar.extract.drivers import missing_drivers
from sidecar.load.encode import native
from sidecar.model.datasource import Datasource
from sidecar.model.finding import Finding
from sidecar.store import indices
from sidecar.store.definitions import DefinitionStore
from sidecar.store.encryption import SecretKeys
from tests.acceptance.service import SECRET_KEY, free_port


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
    return {each.subject: each for each in run_checks(environ) if each.needed}


def test_before_the_first_start_nothing_is_wrong(environ: dict[str, str], quiet: Elasticsearch) -> None:
    quiet.indices.delete(index=list(indices.OWN_INDICES))
    findings = check(environ)
    assert all(each.fine for each in findings.values()), findings
    assert findings["indices"].words == "do not exist yet; the first start of the sidecar creates them"
    assert findings["credentials"].words == "are not stored yet"


@pytest.mark.parametrize("missing", indices.OWN_INDICES)
def test_a_missing_index_among_others_is_reported_once(environ: dict[str, str], quiet: Elasticsearch, missing: str) -> None:
    quiet.indices.delete(index=missing)
    findings = check(environ)
    assert [subject for subject, each in findings.items() if not each.fine] == ["indices"]
    assert findings["indices"].words == f"[{missing}] does not exist"


def test_another_secret_key_than_that_of_the_cluster_is_reported(environ: dict[str, str], quiet: Elasticsearch) -> None:
    indices.write_key_fingerprint(quiet, SecretKeys((Fernet.generate_key().decode(),)).fingerprints[0])
    findings = check(environ)
    assert [subject for subject, each in findings.items() if not each.fine] == ["credentials"]
    assert "saved with another SIDECAR_SECRET_KEY" in findings["credentials"].words


def test_a_missing_driver_is_needed_only_if_a_saved_datasource_uses_it(environ: dict[str, str], quiet: Elasticsearch) -> None:
    if ("sqlserver", "sqlserver") not in missing_drivers():
        pytest.skip("every driver is installed")
    assert "driver for sqlserver" not in check(environ)
    datasource = Datasource(id="mssql", url="jdbc:sqlserver://db.example.org:1433;databaseName=shop")
    DefinitionStore(quiet, SecretKeys((SECRET_KEY,))).datasources.put(datasource, create=True)
    finding = check(environ)["driver for sqlserver"]
    assert (finding.fine, finding.words) == (False, "is not installed; the saved datasources [mssql] need it")
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
    finding = next(each for each in run_checks(environ) if each.subject == "native encoder")
    assert (finding.fine, finding.needed, finding.words) == expected[:3]
    assert expected[3] in (finding.remedy or "")
