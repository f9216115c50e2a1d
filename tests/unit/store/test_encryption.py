"""Stored credentials: sealed with the first key, opened with all, plain nowhere."""

import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from sidecar.errors import ConfigurationError
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.model.secret import Credentials, Sealed
from sidecar.settings import Settings, load_settings
from sidecar.store.encryption import Secrets, load_secrets

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))
CANARY = "canary-5d1c"


def settings(folder: Path) -> Settings:
    return load_settings({"SIDECAR_DATA_DIR": str(folder)})


def seal_in(folder: str) -> str:
    """Start as a replica does; seal something with the key that it found."""
    sealed = load_secrets(settings(Path(folder))).seal(CANARY)
    assert isinstance(sealed, Sealed)
    return sealed.token


def test_a_secret_comes_back_as_it_was() -> None:
    secrets = Secrets((NEW,))
    for plain in ("", "hunter2", "pässwörd ☂", "a" * 5000):
        sealed = secrets.seal(plain)
        assert isinstance(sealed, Sealed)
        assert secrets.open(sealed) == plain
        assert secrets.seal(sealed) is sealed
    assert secrets.seal(None) is None
    assert secrets.open(None) is None
    assert secrets.open("plain") == "plain"


def test_the_first_key_seals_and_every_key_opens() -> None:
    old = Secrets((OLD,)).seal(CANARY)
    both = Secrets((NEW, OLD))
    assert both.open(old) == CANARY
    assert Secrets((NEW,)).open(both.seal("x")) == "x"


def test_another_key_is_told_as_what_it_is() -> None:
    sealed = Secrets((OLD,)).seal(CANARY)
    with pytest.raises(ConfigurationError, match="another SIDECAR_SECRET_KEY") as failure:
        Secrets((OTHER,)).open(sealed)
    assert CANARY not in str(failure.value)


@pytest.mark.parametrize("key", ["short", "", "ü" * 44, "!" * 44])
def test_a_key_that_is_none_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(ConfigurationError, match="32 bytes, URL-safe base64") as failure:
        Secrets((key,))
    assert key == "" or key not in str(failure.value)


def test_a_configured_list_of_keys_wins_over_the_folder(tmp_path: Path) -> None:
    secrets = load_secrets(load_settings({"SIDECAR_DATA_DIR": str(tmp_path), "SIDECAR_SECRET_KEY": f"{NEW}, {OLD}"}))
    assert secrets.open(Secrets((OLD,)).seal(CANARY)) == CANARY
    assert list(tmp_path.iterdir()) == []


def test_several_processes_that_start_at_once_share_one_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with ProcessPoolExecutor(6, mp_context=get_context("spawn")) as pool:
        tokens = list(pool.map(seal_in, [str(folder)] * 12))

    secrets = load_secrets(settings(folder))
    assert [secrets.open(Sealed(token)) for token in tokens] == [CANARY] * 12
    assert [each.name for each in folder.iterdir()] == ["secret.key"]
    assert stat.S_IMODE((folder / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_told_with_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ConfigurationError, match="set SIDECAR_SECRET_KEY or SIDECAR_DATA_DIR"):
        load_secrets(settings(tmp_path / "file"))


def test_a_broken_key_file_is_told_and_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("half a ke")
    with pytest.raises(ConfigurationError, match="Fernet keys"):
        load_secrets(settings(tmp_path))
    assert (tmp_path / "secret.key").read_text() == "half a ke"


def test_no_password_shows_in_any_form_that_is_printed_stored_or_given_out() -> None:
    secrets = Secrets((NEW,))
    datasource = Datasource(id="d", url="jdbc:postgresql://h/d", username="u", password=CANARY)
    credentials = Credentials(username="u", password=CANARY)
    ingestion = Ingestion(id="i", datasource="d", query="q", target="t", ds_credentials=credentials, es_credentials=credentials)
    sealed_datasource, sealed_ingestion = secrets.sealed_datasource(datasource), secrets.sealed_ingestion(ingestion)

    shown = [repr(datasource), repr(ingestion), repr(credentials), datasource.public(), ingestion.public(), repr(sealed_datasource)]
    stored = [sealed_datasource.document(), sealed_ingestion.document()]
    assert CANARY not in str([*shown, *stored])
    token = sealed_datasource.document()["jdbc"]["password"]
    assert token not in str([*shown, sealed_datasource.public(), sealed_ingestion.public()])
    assert secrets.opened_datasource(Datasource.stored("d", sealed_datasource.document())) == datasource
    assert secrets.opened(Ingestion.stored("i", sealed_ingestion.document()).es_credentials) == credentials
