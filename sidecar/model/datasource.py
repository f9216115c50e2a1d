"""A datasource: a database that rows are read from."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from sidecar.model.authorship import AUTHORSHIP_FIELDS
from sidecar.model.body_fields import BodyFields, describe_value
from sidecar.model.secret import Secret, encrypted_secret, encrypted_token
from sidecar.model.stored import known_fields, merge_unknown, with_unknown


@dataclass(frozen=True, kw_only=True)
class Datasource:
    """A database: its JDBC or SQLAlchemy URL, the login, and driver properties."""

    id: str
    url: str
    driver: str | None = None
    username: str | None = None
    password: Secret | None = field(default=None, repr=False)
    timezone: str = "UTC"
    properties: dict[str, str] = field(default_factory=dict)
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_body(cls, id: str, body: dict[str, Any]) -> "Datasource":
        """Read a request body; raise :class:`~sidecar.errors.InvalidField` if it is invalid."""
        top = BodyFields(body, "")
        jdbc = top.object("jdbc")
        if jdbc is None:
            raise top.error("jdbc", "is missing")
        top.ignore(*AUTHORSHIP_FIELDS)
        top.reject_unknown()
        datasource = cls(
            id=id,
            url=jdbc.required_text("url"),
            driver=jdbc.text("driver"),
            username=jdbc.text("username"),
            password=jdbc.secret("password"),
            timezone=read_timezone(jdbc),
            properties=_read_properties(jdbc.object("properties")),
        )
        jdbc.reject_unknown()
        return datasource

    @classmethod
    def from_document(cls, id: str, source: dict[str, Any]) -> "Datasource":
        """Read the stored ``_source``; the password stays encrypted."""
        jdbc = source["jdbc"]
        known = {**known_fields(cls, jdbc), "id": id, "password": encrypted_secret(jdbc.get("password"))}
        return with_unknown(cls(**known), source)

    def to_public(self) -> dict[str, Any]:
        """Return the ``_source`` shown in API responses, without the password."""
        jdbc: dict[str, Any] = {"driver": self.driver, "url": self.url, "username": self.username, "timezone": self.timezone}
        if self.properties:
            jdbc["properties"] = self.properties
        return {"jdbc": {name: value for name, value in jdbc.items() if value is not None}}

    def to_document(self) -> dict[str, Any]:
        """Return the stored ``_source``; raise :class:`TypeError` for a plaintext password."""
        jdbc = self.to_public()["jdbc"]
        stored = jdbc if self.password is None else {**jdbc, "password": encrypted_token(self.password)}
        return merge_unknown({"jdbc": stored}, self.unknown)

    @property
    def has_unknown_fields(self) -> bool:
        """Return whether it was read from a document with fields that only a newer release knows."""
        return bool(self.unknown)

    def connection_identity(self) -> tuple[Any, ...]:
        """Return everything that decides where the password is sent.

        A stored password is reused only while this is unchanged.
        """
        return (self.url, self.driver, self.username, tuple(sorted(self.properties.items())))

    def location_digest(self) -> str:
        """Return a digest of the database's location, independent of the login.

        Stored credentials of an ingestion are reused only while this is unchanged.
        """
        return hashlib.sha256(json.dumps([self.url, self.driver, self.properties], sort_keys=True).encode()).hexdigest()


def read_timezone(fields: BodyFields) -> str:
    """Read the field ``timezone``, a name of the time zone database; UTC by default."""
    name = fields.text("timezone", "UTC") or "UTC"
    if name not in _zone_names():
        raise fields.error("timezone", f"expected a time zone such as [Europe/Paris] but got [{name}]")
    return ZoneInfo(name).key


@cache
def _zone_names() -> frozenset[str]:
    """Return the names of the time zone database. Cached, because it is searched on disk and every read of a definition needs it."""
    return frozenset(available_timezones())


def _read_properties(fields: BodyFields | None) -> dict[str, str]:
    if fields is None:
        return {}
    properties = {}
    for name in fields.names():
        value = fields.raw(name)
        if not isinstance(value, str | int | float | bool):
            raise fields.error(name, f"expected a string, a number or a boolean but got {describe_value(value)}")
        properties[name] = str(value).lower() if isinstance(value, bool) else str(value)
    return properties
