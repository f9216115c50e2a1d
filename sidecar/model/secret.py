"""Secrets: plaintext only where they are used, encrypted everywhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sidecar.errors import InvalidField
from sidecar.model.body_fields import BodyFields
from sidecar.model.stored import merge_unknown, with_unknown


@dataclass(frozen=True)
class EncryptedSecret:
    """An encrypted secret. Only ``store.encryption`` decrypts it."""

    token: str = field(repr=False)


Secret = str | EncryptedSecret
"""A password: plaintext in a request, encrypted in a stored document."""


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """A user name and its password."""

    username: str
    password: Secret | None = field(default=None, repr=False)
    location_digest: str | None = None
    """:meth:`Datasource.location_digest` of the datasource that the password was given for. Stored as ``opens``."""
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def read(cls, fields: BodyFields | None) -> "Credentials | None":
        """Read ``{"username", "password"}`` of a request."""
        if fields is None:
            return None
        credentials = cls(username=fields.required_text("username"), password=fields.secret("password"))
        fields.reject_unknown()
        return credentials

    @classmethod
    def from_document(cls, document: dict[str, Any] | None) -> "Credentials | None":
        """Read the stored form; the password stays encrypted."""
        if not document:
            return None
        credentials = cls(
            username=document["username"],
            password=encrypted_secret(document.get("password")),
            location_digest=document.get("opens"),
        )
        return with_unknown(credentials, document)

    def to_public(self) -> dict[str, Any]:
        """Return the form shown in API responses, without the password."""
        return {"username": self.username}

    def to_document(self) -> dict[str, Any]:
        """Return the stored form; raise :class:`TypeError` for a plaintext password."""
        document = self.to_public()
        if self.password is not None:
            document["password"] = encrypted_token(self.password)
        if self.location_digest is not None:
            document["opens"] = self.location_digest
        return merge_unknown(document, self.unknown)


def require_unchanged(path: str, *, same: bool, changed: str = "the connection it belongs to") -> None:
    """Raise :class:`InvalidField` if the stored password at ``path`` would be used for something else."""
    if not same:
        raise InvalidField(path, f"must be given again because {changed} has changed")


def encrypted_secret(token: str | None) -> EncryptedSecret | None:
    """Return a stored token as a secret; None stays None."""
    return None if token is None else EncryptedSecret(token)


def encrypted_token(secret: Secret) -> str:
    """Return the token of an encrypted secret; raise :class:`TypeError` for a plaintext one."""
    if not isinstance(secret, EncryptedSecret):
        raise TypeError("a plaintext secret must be encrypted before it is stored")
    return secret.token
