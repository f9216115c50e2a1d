"""A datasource: where rows come from."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from sidecar.model.body_fields import Fields, kind_of
from sidecar.model.secret import Secret, stored_secret, token_of


@dataclass(frozen=True, kw_only=True)
class Datasource:
    """A database: its URL (JDBC or SQLAlchemy), who logs in, and the properties handed to the driver."""

    id: str
    url: str
    driver: str | None = None
    username: str | None = None
    password: Secret | None = field(default=None, repr=False)
    timezone: str = "UTC"
    properties: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_body(cls, id: str, body: dict[str, Any]) -> "Datasource":
        """Read a request's body; raise :class:`~sidecar.errors.InvalidField` for what is wrong in it."""
        top = Fields(body, "")
        jdbc = top.object("jdbc")
        if jdbc is None:
            raise top.wrong("jdbc", "is missing")
        top.done()
        datasource = cls(
            id=id,
            url=jdbc.required_text("url"),
            driver=jdbc.text("driver"),
            username=jdbc.text("username"),
            password=jdbc.secret("password"),
            timezone=read_timezone(jdbc),
            properties=_read_properties(jdbc.object("properties")),
        )
        jdbc.done()
        return datasource

    @classmethod
    def stored(cls, id: str, source: dict[str, Any]) -> "Datasource":
        """Take a datasource out of its stored document; the password stays sealed."""
        jdbc = dict(source["jdbc"])
        return cls(id=id, password=stored_secret(jdbc.pop("password", None)), **jdbc)

    def public(self) -> dict[str, Any]:
        """Give the ``_source`` that anybody may see: no password in any form."""
        jdbc: dict[str, Any] = {"driver": self.driver, "url": self.url, "username": self.username, "timezone": self.timezone}
        if self.properties:
            jdbc["properties"] = self.properties
        return {"jdbc": {name: value for name, value in jdbc.items() if value is not None}}

    def document(self) -> dict[str, Any]:
        """Give the ``_source`` that is stored, the password sealed."""
        jdbc = self.public()["jdbc"]
        return {"jdbc": jdbc if self.password is None else {**jdbc, "password": token_of(self.password)}}

    def opens(self) -> tuple[Any, ...]:
        """Give all that says what the password opens: a stored one is kept only while this stays the same."""
        return (self.url, self.driver, self.username, tuple(sorted(self.properties.items())))

    def place(self) -> str:
        """Give a digest of where it leads, whoever logs in: other credentials for it are kept only while this stays the same."""
        return hashlib.sha256(json.dumps([self.url, self.driver, self.properties], sort_keys=True).encode()).hexdigest()


def read_timezone(fields: Fields) -> str:
    """Read the field ``timezone``: a name of the time zone database, by default UTC."""
    name = fields.text("timezone", "UTC") or "UTC"
    if name not in available_timezones():
        raise fields.wrong("timezone", f"must be a time zone such as [Europe/Paris], but is [{name}]")
    return ZoneInfo(name).key


def _read_properties(fields: Fields | None) -> dict[str, str]:
    if fields is None:
        return {}
    properties = {}
    for name in fields.names():
        value = fields.raw(name)
        if not isinstance(value, str | int | float | bool):
            raise fields.wrong(name, f"must be a string, a number or a boolean, but is {kind_of(value)}")
        properties[name] = str(value).lower() if isinstance(value, bool) else str(value)
    return properties
