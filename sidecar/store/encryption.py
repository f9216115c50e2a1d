"""Seal and open stored credentials, and sign definitions, with the configured Fernet keys."""

import base64
import hashlib
import hmac
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from sidecar.errors import ConfigurationError
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.model.secret import Credentials, Sealed, Secret
from sidecar.settings import Settings


class Secrets:
    """The keys: the first seals and signs, all open and recognise."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        try:
            self._fernet = MultiFernet([Fernet(key) for key in keys])
        except ValueError as error:
            raise ConfigurationError("SIDECAR_SECRET_KEY must hold Fernet keys: 32 bytes, URL-safe base64.") from error
        self._keys = tuple(base64.urlsafe_b64decode(key) for key in keys)

    @property
    def fingerprints(self) -> tuple[str, ...]:
        """Give what tells the keys apart without telling them, the first key's first."""
        return tuple(_derived(key, b"fingerprint").hex()[:16] for key in self._keys)

    def sign(self, kind: str, id: str, document: dict[str, Any]) -> str:
        """Give the signature (HMAC-SHA256, hexadecimal) of a definition: of its kind, id and stored content."""
        return _signature(self._keys[0], kind, id, document)

    def signed(self, signature: object, kind: str, id: str, document: dict[str, Any]) -> bool:
        """Tell whether a signature is that of any of the keys."""
        given = str(signature).encode()
        return any(hmac.compare_digest(given, _signature(key, kind, id, document).encode()) for key in self._keys)

    def renew(self, secret: Secret | None) -> Secret | None:
        """Seal a sealed secret anew, with the first key; raise as :meth:`open` does."""
        return self.seal(self.open(secret)) if isinstance(secret, Sealed) else secret

    def seal(self, secret: Secret | None) -> Sealed | None:
        """Encrypt a plain secret; a sealed one, or none, stays as it is."""
        if secret is None or isinstance(secret, Sealed):
            return secret
        return Sealed(self._fernet.encrypt(secret.encode()).decode("ascii"))

    def open(self, secret: Secret | None) -> str | None:
        """Decrypt a sealed secret; a plain one, or none, stays as it is."""
        if not isinstance(secret, Sealed):
            return secret
        try:
            return self._fernet.decrypt(secret.token.encode("ascii")).decode()
        except InvalidToken as error:
            raise ConfigurationError(
                "A stored password was encrypted with another SIDECAR_SECRET_KEY; set that key or give the password anew."
            ) from error

    def sealed_datasource(self, datasource: Datasource) -> Datasource:
        """Give the datasource as it may be stored."""
        return replace(datasource, password=self.seal(datasource.password))

    def sealed_ingestion(self, ingestion: Ingestion) -> Ingestion:
        """Give the ingestion as it may be stored."""
        return replace(
            ingestion, ds_credentials=self._sealed(ingestion.ds_credentials), es_credentials=self._sealed(ingestion.es_credentials)
        )

    def renewed_datasource(self, datasource: Datasource) -> Datasource:
        """Give the datasource sealed with the first key."""
        return replace(datasource, password=self.renew(datasource.password))

    def renewed_ingestion(self, ingestion: Ingestion) -> Ingestion:
        """Give the ingestion sealed with the first key."""
        return replace(
            ingestion, ds_credentials=self._renewed(ingestion.ds_credentials), es_credentials=self._renewed(ingestion.es_credentials)
        )

    def opened_datasource(self, datasource: Datasource) -> Datasource:
        """Give the datasource as a reader needs it."""
        return replace(datasource, password=self.open(datasource.password))

    def opened(self, credentials: Credentials | None) -> Credentials | None:
        """Give credentials as a reader needs them."""
        return credentials and replace(credentials, password=self.open(credentials.password))

    def _sealed(self, credentials: Credentials | None) -> Credentials | None:
        return credentials and replace(credentials, password=self.seal(credentials.password))

    def _renewed(self, credentials: Credentials | None) -> Credentials | None:
        return credentials and replace(credentials, password=self.renew(credentials.password))


def _derived(key: bytes, purpose: bytes) -> bytes:
    """Derive from an encryption key one that serves another purpose alone."""
    return hmac.digest(key, b"siren-sidecar " + purpose, hashlib.sha256)


def _signature(key: bytes, kind: str, id: str, document: dict[str, Any]) -> str:
    text = json.dumps([kind, id, document], sort_keys=True, separators=(",", ":"))
    return hmac.digest(_derived(key, b"signature"), text.encode(), hashlib.sha256).hex()


def load_secrets(settings: Settings) -> Secrets:
    """Take the configured keys, or those of the file in the data folder, or make one there (readable by its owner alone).

    The file is read as the setting is: where more keys than one stand in it, the first seals.
    """
    if settings.secret_key:
        return Secrets(settings.secret_key)
    path = settings.data_dir / "secret.key"
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Secrets(tuple(re.split(r"[\s,]+", _made_once(path))))
    except OSError as error:
        raise ConfigurationError(
            f"The key for stored credentials cannot be read or made: {error.strerror} [{path}]; set SIDECAR_SECRET_KEY or SIDECAR_DATA_DIR."
        ) from error


def _made_once(path: Path) -> str:
    # Written aside and linked: of several processes that start at once one makes the key, and none reads half of it.
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
