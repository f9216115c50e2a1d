"""Stored credentials: encrypted with the first key, decrypted with any key, never in plain text."""

import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from sidecar.errors import ConfigurationError
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.model.secret import Credentials, EncryptedSecret
from sidecar.settings import Settings, load_settings
from sidecar.store.encryption import SecretKeys, load_secret_keys

OLD, NEW, OTHER = (Fernet.generate_key().decode() for _ in range(3))
CANARY = "canary-5d1c"


def settings(folder: Path) -> Settings:
    return load_settings({"SIDECAR_DATA_DIR": str(folder)})


def encrypt_with_key_of(folder: str) -> str:
    """Encrypt a text as a starting replica would, with the key in the directory."""
    encrypted = load_secret_keys(settings(Path(folder))).encrypt(CANARY)
    assert isinstance(encrypted, EncryptedSecret)
    return encrypted.token


def test_a_secret_survives_encryption_and_decryption() -> None:
    secret_keys = SecretKeys((NEW,))
    for plain in ("", "hunter2", "pässwörd ☂", "a" * 5000):
        encrypted = secret_keys.encrypt(plain)
        assert isinstance(encrypted, EncryptedSecret)
        assert secret_keys.decrypt(encrypted) == plain
        assert secret_keys.encrypt(encrypted) is encrypted
    assert secret_keys.encrypt(None) is None
    assert secret_keys.decrypt(None) is None
    assert secret_keys.decrypt("plain") == "plain"


def test_the_first_key_encrypts_and_every_key_decrypts() -> None:
    old = SecretKeys((OLD,)).encrypt(CANARY)
    both = SecretKeys((NEW, OLD))
    assert both.decrypt(old) == CANARY
    assert SecretKeys((NEW,)).decrypt(both.encrypt("x")) == "x"


def test_decrypting_with_another_key_names_the_setting() -> None:
    encrypted = SecretKeys((OLD,)).encrypt(CANARY)
    with pytest.raises(ConfigurationError, match="another SIDECAR_SECRET_KEY") as failure:
        SecretKeys((OTHER,)).decrypt(encrypted)
    assert CANARY not in str(failure.value)


@pytest.mark.parametrize("key", ["short", "", "ü" * 44, "!" * 44])
def test_an_invalid_key_is_rejected_without_showing_it(key: str) -> None:
    with pytest.raises(ConfigurationError, match="32 bytes, URL-safe base64") as failure:
        SecretKeys((key,))
    assert key == "" or key not in str(failure.value)


def test_configured_keys_take_precedence_over_the_key_file(tmp_path: Path) -> None:
    secret_keys = load_secret_keys(load_settings({"SIDECAR_DATA_DIR": str(tmp_path), "SIDECAR_SECRET_KEY": f"{NEW}, {OLD}"}))
    assert secret_keys.decrypt(SecretKeys((OLD,)).encrypt(CANARY)) == CANARY
    assert list(tmp_path.iterdir()) == []


def test_processes_that_start_concurrently_share_one_private_key_file(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with ProcessPoolExecutor(6, mp_context=get_context("spawn")) as pool:
        tokens = list(pool.map(encrypt_with_key_of, [str(folder)] * 12))

    secret_keys = load_secret_keys(settings(folder))
    assert [secret_keys.decrypt(EncryptedSecret(token)) for token in tokens] == [CANARY] * 12
    assert [each.name for each in folder.iterdir()] == ["secret.key"]
    assert stat.S_IMODE((folder / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_directory_that_cannot_be_created_names_the_settings(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ConfigurationError, match="Set SIDECAR_SECRET_KEY or SIDECAR_DATA_DIR"):
        load_secret_keys(settings(tmp_path / "file"))


def test_a_broken_key_file_is_rejected_and_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("half a ke")
    with pytest.raises(ConfigurationError, match="Fernet keys"):
        load_secret_keys(settings(tmp_path))
    assert (tmp_path / "secret.key").read_text() == "half a ke"


def test_no_password_is_printed_stored_or_returned_in_plain_text() -> None:
    secret_keys = SecretKeys((NEW,))
    datasource = Datasource(id="d", url="jdbc:postgresql://h/d", username="u", password=CANARY)
    credentials = Credentials(username="u", password=CANARY)
    ingestion = Ingestion(id="i", datasource="d", query="q", target="t", ds_credentials=credentials, es_credentials=credentials)
    encrypted_datasource, encrypted_ingestion = secret_keys.encrypt_datasource(datasource), secret_keys.encrypt_ingestion(ingestion)

    shown = [
        repr(datasource),
        repr(ingestion),
        repr(credentials),
        datasource.to_public(),
        ingestion.to_public(),
        repr(encrypted_datasource),
    ]
    stored = [encrypted_datasource.to_document(), encrypted_ingestion.to_document()]
    assert CANARY not in str([*shown, *stored])
    token = encrypted_datasource.to_document()["jdbc"]["password"]
    assert token not in str([*shown, encrypted_datasource.to_public(), encrypted_ingestion.to_public()])
    assert secret_keys.decrypt_datasource(Datasource.from_document("d", encrypted_datasource.to_document())) == datasource
    assert secret_keys.decrypt_credentials(Ingestion.from_document("i", encrypted_ingestion.to_document()).es_credentials) == credentials
