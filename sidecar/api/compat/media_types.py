"""Choose the response format and check the body's media type by Elasticsearch's rules."""

import re
from dataclasses import dataclass

from sidecar.api.compat.errors import ErrorCause
from sidecar.errors import BadRequest, NotAcceptable

_VERSIONS = ("9", "8")
"""Supported values of ``compatible-with``. The sidecar's API is the same in both."""

_VENDOR = "application/vnd.elasticsearch+"
_NAMES = {"json": "json", "x-ndjson": "json", "yaml": "yaml", "cbor": "cbor", "smile": "smile"}
_BINARY = ("cbor", "smile")


class InvalidMediaType(BadRequest):
    """A header is not a media type, or names an unsupported version."""

    type = "media_type_header_exception"


@dataclass(frozen=True, kw_only=True)
class ResponseFormat:
    """The format of a response: JSON or YAML, and its ``Content-Type``."""

    yaml: bool = False
    content_type: str = "application/json"


@dataclass(frozen=True)
class _MediaType:
    name: str
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def format(self) -> str | None:
        """Return the format's short name, or None for one that Elasticsearch does not know."""
        vendor, plain = self.name.startswith(_VENDOR), self.name.startswith("application/")
        short = self.name.removeprefix(_VENDOR if vendor else "application/")
        return _NAMES.get(short) if vendor or plain else None

    @property
    def version(self) -> str | None:
        return dict(self.parameters).get("compatible-with") if self.name.startswith(_VENDOR) else None

    def without_parameters(self) -> "_MediaType":
        """Return the type without parameters, which describe a request body only."""
        return _MediaType(self.name)

    def to_header(self) -> str:
        """Return the ``Content-Type`` as Elasticsearch writes it: lower case, no spaces, ND-JSON as JSON."""
        name = self.name.replace("x-ndjson", "json")
        return ";".join([name, *(f"{key}={value}" for key, value in self.parameters)])


def response_format(format: str | None, accept: str | None, content_type: str | None) -> ResponseFormat:
    """Choose the response format: ``?format=``, else ``Accept``, else the request's ``Content-Type``, else JSON.

    An ``Accept`` with several types or an unknown one is ignored, as in Elasticsearch. Binary formats raise
    :class:`NotAcceptable`; a malformed header or an unsupported version raises :class:`InvalidMediaType`.
    """
    accepted = _parse_versioned("Accept", accept)
    sent = _parse("Content-Type", content_type)
    short = (format or "").lower()
    named = _MediaType(f"application/{short}") if short in _NAMES else None
    for candidate in (named, accepted, sent and sent.without_parameters()):
        if candidate is not None and candidate.format is not None:
            return _supported_format(candidate)
    return ResponseFormat()


def check_body_type(accept: str | None, content_type: str | None) -> None:
    """Raise unless the body is declared as JSON in the same version as the requested response."""
    accepted, sent = _parse("Accept", accept), _parse_versioned("Content-Type", content_type)
    versions = (accepted and accepted.version, sent and sent.version)
    if versions[0] != versions[1]:
        match = "" if None in versions else " and the compatible versions must match"
        raise _version_error(
            "A compatible version is required on both Content-Type and Accept headers if either one has requested a compatible "
            f"version{match}. Accept={accept or 'null'}, Content-Type={content_type or 'null'}"
        )
    if sent is None or sent.format != "json":
        raise NotAcceptable(f"Content-Type header [{content_type or ''}] is not supported")


def _supported_format(media_type: _MediaType) -> ResponseFormat:
    if media_type.format in _BINARY:
        raise NotAcceptable(f"the format [{media_type.name}] is not supported; use [application/json] or [application/yaml]")
    return ResponseFormat(yaml=media_type.format == "yaml", content_type=media_type.to_header())


def _parse(header: str, value: str | None) -> _MediaType | None:
    """Parse a media type; return None for a range or a list."""
    if value is None or "," in value or "*" in value:
        return None
    name, *rest = (part.strip() for part in value.lower().split(";"))
    if not re.fullmatch(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+", name, re.ASCII):
        raise _header_error(header, f"invalid media-type [{value}]" if name else f"Header [{header}] cannot be empty.")
    pairs = [part.partition("=") for part in rest if part]
    if any(not key or not text or " " in key + text for key, _, text in pairs):
        raise _header_error(header, f"invalid parameters for header [{value}]")
    return _MediaType(name, tuple((key, text) for key, _, text in pairs))


def _parse_versioned(header: str, value: str | None) -> _MediaType | None:
    """Parse a media type, and raise :class:`InvalidMediaType` for an unsupported version."""
    media = _parse(header, value)
    if media is not None and media.version is not None and media.version not in _VERSIONS:
        raise _version_error(
            f"{header} version must be either version {' or '.join(_VERSIONS)}, but found {media.version}. {header}={value}"
        )
    return media


def _version_error(reason: str) -> InvalidMediaType:
    error = InvalidMediaType("Invalid media-type value on headers [Content-Type, Accept]")
    error.__cause__ = ErrorCause("status_exception", reason)
    return error


def _header_error(header: str, reason: str) -> InvalidMediaType:
    error = InvalidMediaType(f"Invalid media-type value on headers [{header}]")
    error.__cause__ = ErrorCause("illegal_argument_exception", reason)
    return error
