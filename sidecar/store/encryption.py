"""Encrypt stored passwords and sign definitions with the configured Fernet keys."""

import base64
import hashlib
import hmac
import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from sidecar.errors import ConfigurationError
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.model.secret import Credentials, EncryptedSecret, Secret
from sidecar.model.webhook import Webhook
from sidecar.settings import Settings

T = TypeVar("T")


class SecretKeys:
    """The secret keys. The first encrypts and signs, all decrypt and verify."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError as error:
            raise ConfigurationError("SIDECAR_SECRET_KEY must contain Fernet keys: 32 bytes, URL-safe base64.") from error
        self._keys = tuple(base64.urlsafe_b64decode(key) for key in keys)

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """Return the fingerprints of the keys in their order. They do not reveal the keys."""
        return tuple(_derive_key(key, b"fingerprint").hex()[:16] for key in self._keys)

    def sign(self, kind: str, id: str, document: dict[str, Any]) -> str:
        """Return the HMAC-SHA256 of a definition's kind, id and stored content, in hexadecimal."""
        return _signature(self._keys[0], kind, id, document)

    def is_valid_signature(self, signature: object, kind: str, id: str, document: dict[str, Any]) -> bool:
        """Return whether the signature is valid for any of the keys."""
        actual = str(signature).encode()
        return any(hmac.compare_digest(actual, _signature(key, kind, id, document).encode()) for key in self._keys)

    def encrypt(self, secret: Secret | None) -> EncryptedSecret | None:
        """Encrypt a plaintext secret with the first key; return an encrypted one or None unchanged."""
        if secret is None or isinstance(secret, EncryptedSecret):
            return secret
        return EncryptedSecret(self._fernet.encrypt(secret.encode()).decode("ascii"))

    def decrypt(self, secret: Secret | None) -> str | None:
        """Decrypt an encrypted secret; return a plaintext one or None unchanged.

        Raises :class:`ConfigurationError` if none of the keys decrypts it.
        """
        if not isinstance(secret, EncryptedSecret):
            return secret
        try:
            return self._fernet.decrypt(secret.token.encode("ascii")).decode()
        except InvalidToken as error:
            raise ConfigurationError(
                "A stored password was encrypted with another SIDECAR_SECRET_KEY. Set that key, or enter the password again."
            ) from error

    def reencrypt(self, secret: Secret | None) -> Secret | None:
        """Re-encrypt an encrypted secret with the first key. Raises as :meth:`decrypt` does."""
        return self.encrypt(self.decrypt(secret)) if isinstance(secret, EncryptedSecret) else secret

    def is_same_datasource(self, left: Datasource, right: Datasource) -> bool:
        """Return whether two datasources are equal, with their passwords; False if one cannot be decrypted."""
        return _is_same(left, right, self.decrypt_datasource)

    def is_same_ingestion(self, left: Ingestion, right: Ingestion) -> bool:
        """Return whether two ingestions are equal, with their passwords; False if one cannot be decrypted."""
        return _is_same(left, right, self._decrypt_ingestion)

    def encrypt_datasource(self, datasource: Datasource) -> Datasource:
        """Return the datasource with an encrypted password."""
        return replace(datasource, password=self.encrypt(datasource.password))

    def encrypt_ingestion(self, ingestion: Ingestion) -> Ingestion:
        """Return the ingestion with encrypted passwords."""
        return replace(
            ingestion,
            ds_credentials=self._encrypt_credentials(ingestion.ds_credentials),
            es_credentials=self._encrypt_credentials(ingestion.es_credentials),
            on_end=ingestion.on_end and replace(ingestion.on_end, secret=self.encrypt(ingestion.on_end.secret)),
        )

    def reencrypt_datasource(self, datasource: Datasource) -> Datasource:
        """Return the datasource with its password encrypted with the first key."""
        return replace(datasource, password=self.reencrypt(datasource.password))

    def reencrypt_ingestion(self, ingestion: Ingestion) -> Ingestion:
        """Return the ingestion with its passwords encrypted with the first key."""
        return replace(
            ingestion,
            ds_credentials=self._reencrypt_credentials(ingestion.ds_credentials),
            es_credentials=self._reencrypt_credentials(ingestion.es_credentials),
            on_end=ingestion.on_end and self.reencrypt_webhook(ingestion.on_end),
        )

    def reencrypt_webhook(self, webhook: Webhook) -> Webhook:
        """Return the webhook with its secret encrypted with the first key."""
        return replace(webhook, secret=self.reencrypt(webhook.secret))

    def decrypt_datasource(self, datasource: Datasource) -> Datasource:
        """Return the datasource with a plaintext password."""
        return replace(datasource, password=self.decrypt(datasource.password))

    def decrypt_credentials(self, credentials: Credentials | None) -> Credentials | None:
        """Return credentials with a plaintext password."""
        return credentials and replace(credentials, password=self.decrypt(credentials.password))

    def _decrypt_ingestion(self, ingestion: Ingestion) -> Ingestion:
        return replace(
            ingestion,
            ds_credentials=self.decrypt_credentials(ingestion.ds_credentials),
            es_credentials=self.decrypt_credentials(ingestion.es_credentials),
            on_end=ingestion.on_end and replace(ingestion.on_end, secret=self.decrypt(ingestion.on_end.secret)),
        )

    def _encrypt_credentials(self, credentials: Credentials | None) -> Credentials | None:
        return credentials and replace(credentials, password=self.encrypt(credentials.password))

    def _reencrypt_credentials(self, credentials: Credentials | None) -> Credentials | None:
        return credentials and replace(credentials, password=self.reencrypt(credentials.password))


def _is_same(left: T, right: T, decrypt: Callable[[T], T]) -> bool:
    try:
        return decrypt(left) == decrypt(right)
    except ConfigurationError:
        return False


def _derive_key(key: bytes, purpose: bytes) -> bytes:
    """Return a key for another purpose, derived from an encryption key."""
    return hmac.digest(key, b"siren-sidecar " + purpose, hashlib.sha256)


def _signature(key: bytes, kind: str, id: str, document: dict[str, Any]) -> str:
    text = json.dumps([kind, id, document], sort_keys=True, separators=(",", ":"))
    return hmac.digest(_derive_key(key, b"signature"), text.encode(), hashlib.sha256).hex()


def load_secret_keys(settings: Settings) -> SecretKeys:
    """Return the configured keys, or those of the key file in the data directory, which is created if missing.

    The file is readable by its owner only. It may contain several keys, like the setting.
    """
    if settings.secret_key:
        return SecretKeys(settings.secret_key)
    path = key_path(settings)
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        return SecretKeys(tuple(re.split(r"[\s,]+", _read_or_create(path))))
    except OSError as error:
        raise ConfigurationError(
            f"The secret key cannot be read or created: {error.strerror} [{path}]. Set SIDECAR_SECRET_KEY or SIDECAR_DATA_DIR."
        ) from error


def key_path(settings: Settings) -> Path:
    """Return the path of the key file, which need not exist."""
    return settings.data_dir / "secret.key"


def _read_or_create(path: Path) -> str:
    # A hard link is atomic: of several processes that start at once one creates the key, and none reads a partial file.
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(Fernet.generate_key())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
