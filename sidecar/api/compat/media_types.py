"""Media types: in which form a request wants its answer, and whether its body can be read. The rules are Elasticsearch's."""

import re
from dataclasses import dataclass

from sidecar.api.compat.errors import UnderlyingError
from sidecar.errors import BadRequest, NotAcceptable

_VERSIONS = ("9", "8")
"""Of Elasticsearch's REST API, as clients name them in ``compatible-with``. The sidecar's own paths mean the same in both."""

_VENDOR = "application/vnd.elasticsearch+"
_NAMES = {"json": "json", "x-ndjson": "json", "yaml": "yaml", "cbor": "cbor", "smile": "smile"}
_BINARY = ("cbor", "smile")


class InvalidMediaType(BadRequest):
    """Refuse a header that is no media type, or that names a version nobody speaks here."""

    type = "media_type_header_exception"


@dataclass(frozen=True, kw_only=True)
class Form:
    """The form of an answer: JSON or YAML, and the ``Content-Type`` that says so."""

    yaml: bool = False
    content_type: str = "application/json"


@dataclass(frozen=True)
class _MediaType:
    name: str
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def format(self) -> str | None:
        """Name the format in short, or give None for one that Elasticsearch does not know either."""
        vendor, plain = self.name.startswith(_VENDOR), self.name.startswith("application/")
        short = self.name.removeprefix(_VENDOR if vendor else "application/")
        return _NAMES.get(short) if vendor or plain else None

    @property
    def version(self) -> str | None:
        return dict(self.parameters).get("compatible-with") if self.name.startswith(_VENDOR) else None

    def bare(self) -> "_MediaType":
        """Leave out what describes a body and no answer."""
        return _MediaType(self.name)

    def header(self) -> str:
        """Write the type as Elasticsearch answers it: lower case, no blanks, lines of JSON as JSON."""
        name = self.name.replace("x-ndjson", "json")
        return ";".join([name, *(f"{key}={value}" for key, value in self.parameters)])


def answer_form(named: str | None, accept: str | None, content_type: str | None) -> Form:
    """Choose the answer's form: ``?format=``, else ``Accept``, else that of the request's body, else JSON.

    As in Elasticsearch an ``Accept`` of several types, or of one that is none of its own, asks for nothing. Binary forms
    raise :class:`NotAcceptable`; a malformed header or another version raises :class:`InvalidMediaType`.
    """
    asked = _versioned("Accept", accept)
    sent = _parsed("Content-Type", content_type)
    for wanted in (_MediaType(f"application/{short}") if (short := (named or "").lower()) in _NAMES else None, asked, sent and sent.bare()):
        if wanted is not None and wanted.format is not None:
            return _form(wanted)
    return Form()


def check_body_type(accept: str | None, content_type: str | None) -> None:
    """Refuse a body that does not say it is JSON, or names another version than the answer that is asked for."""
    asked, sent = _parsed("Accept", accept), _versioned("Content-Type", content_type)
    versions = (asked and asked.version, sent and sent.version)
    if versions[0] != versions[1]:
        match = "" if None in versions else " and the compatible versions must match"
        raise _wrong_version(
            "A compatible version is required on both Content-Type and Accept headers if either one has requested a compatible "
            f"version{match}. Accept={accept or 'null'}, Content-Type={content_type or 'null'}"
        )
    if sent is None or sent.format != "json":
        raise NotAcceptable(f"Content-Type header [{content_type or ''}] is not supported")


def _form(wanted: _MediaType) -> Form:
    if wanted.format in _BINARY:
        raise NotAcceptable(f"the format [{wanted.name}] is not supported, ask for [application/json] or [application/yaml]")
    return Form(yaml=wanted.format == "yaml", content_type=wanted.header())


def _parsed(header: str, value: str | None) -> _MediaType | None:
    """Read a media type; a range or a list of them gives None."""
    if value is None or "," in value or "*" in value:
        return None
    name, *rest = (part.strip() for part in value.lower().split(";"))
    if not re.fullmatch(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+", name, re.ASCII):
        raise _invalid(header, f"invalid media-type [{value}]" if name else f"Header [{header}] cannot be empty.")
    pairs = [part.partition("=") for part in rest if part]
    if any(not key or not text or " " in key + text for key, _, text in pairs):
        raise _invalid(header, f"invalid parameters for header [{value}]")
    return _MediaType(name, tuple((key, text) for key, _, text in pairs))


def _versioned(header: str, value: str | None) -> _MediaType | None:
    """Read a media type, and refuse a version that nobody speaks here."""
    media = _parsed(header, value)
    if media is not None and media.version is not None and media.version not in _VERSIONS:
        raise _wrong_version(
            f"{header} version must be either version {' or '.join(_VERSIONS)}, but found {media.version}. {header}={value}"
        )
    return media


def _wrong_version(words: str) -> InvalidMediaType:
    error = InvalidMediaType("Invalid media-type value on headers [Content-Type, Accept]")
    error.__cause__ = UnderlyingError("status_exception", words)
    return error


def _invalid(header: str, reason: str) -> InvalidMediaType:
    error = InvalidMediaType(f"Invalid media-type value on headers [{header}]")
    error.__cause__ = UnderlyingError("illegal_argument_exception", reason)
    return error
