"""Secrets as values: plain only in the hands that use them, sealed everywhere else."""

from dataclasses import dataclass, field
from typing import Any

from sidecar.errors import InvalidField
from sidecar.model.body_fields import Fields


@dataclass(frozen=True)
class Sealed:
    """An encrypted secret. Only ``store.secrets`` opens it."""

    token: str = field(repr=False)


Secret = str | Sealed
"""A password, plain as a request brought it or sealed as it is stored."""


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """A user name and its password."""

    username: str
    password: Secret | None = field(default=None, repr=False)
    opens: str | None = None
    """What the password was given for, where that is kept elsewhere and may change (:meth:`Datasource.place`)."""

    @classmethod
    def read(cls, fields: Fields | None) -> "Credentials | None":
        """Read ``{"username", "password"}`` of a request."""
        if fields is None:
            return None
        credentials = cls(username=fields.required_text("username"), password=fields.secret("password"))
        fields.done()
        return credentials

    @classmethod
    def stored(cls, document: dict[str, Any] | None) -> "Credentials | None":
        """Take credentials out of a stored document, sealed."""
        if not document:
            return None
        return cls(username=document["username"], password=stored_secret(document.get("password")), opens=document.get("opens"))

    def public(self) -> dict[str, Any]:
        """Give what anybody may see."""
        return {"username": self.username}

    def document(self) -> dict[str, Any]:
        """Give what is stored; a plain password is refused by :func:`token_of`."""
        secret = {} if self.password is None else {"password": token_of(self.password)}
        return {**self.public(), **secret, **({} if self.opens is None else {"opens": self.opens})}


def kept(path: str, *, same: bool) -> None:
    """Refuse a stored password, the field ``path``, for something that it was not given for."""
    if not same:
        raise InvalidField(path, "must be given again: what it opens has changed")


def stored_secret(token: str | None) -> Sealed | None:
    """Wrap a stored token; none stays none."""
    return None if token is None else Sealed(token)


def token_of(secret: Secret) -> str:
    """Give a sealed secret's token; a plain secret must never be stored, so it raises :class:`TypeError`."""
    if not isinstance(secret, Sealed):
        raise TypeError("a plain secret must be sealed before it is stored")
    return secret.token
