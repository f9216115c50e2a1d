"""Parse a request's URI as Elasticsearch does: escapes, parameter separators and trailing slashes."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote, unquote_to_bytes, urlsplit

PATH_ERROR = "sidecar.path_error"
"""Key in the WSGI environment of the message about an invalid path."""

_ESCAPE = re.compile(r"%(?:(?P<byte>[0-9A-Fa-f]{2})|(?P<percent>%)|(?P<invalid>.{0,2}))", re.DOTALL)

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def unescape(text: str) -> str:
    """Decode the escapes in a part of a URI; ``%%`` is a percent sign. An invalid escape raises :class:`ValueError`."""
    return unquote(_check_escapes(text))


def parse_query(query: str) -> dict[str, str]:
    """Parse a query string; the last of repeated parameters wins. Raises what :func:`unescape` raises."""
    pairs = (part.lstrip("=").partition("=") for part in re.split("[&;]", query))
    return {_decode_part(name): _decode_part(value) for name, _, value in pairs if name}


def use_raw_path(app: Wsgi) -> Wsgi:
    """Wrap a WSGI application so that it sees paths parsed from the raw URI.

    Servers pass decoded paths, in which ``%2F`` would split a name in two. Trailing slashes are ignored.
    """

    def wrapper(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            environ["PATH_INFO"] = _parse_path(_raw_path(environ))
        except ValueError as error:
            environ[PATH_ERROR] = str(error)
        return app(environ, start_response)

    return wrapper


def _raw_path(environ: dict[str, Any]) -> str:
    uri = re.split("[?#]", environ["RAW_URI"], maxsplit=1)[0]
    return uri if uri.startswith("/") or "://" not in uri else urlsplit(uri).path


def _parse_path(raw: str) -> str:
    path = re.sub("%2f", "%252F", _check_escapes(raw), flags=re.IGNORECASE)
    return unquote_to_bytes(path).decode("latin-1").rstrip("/") or "/"


def _decode_part(part: str) -> str:
    return unescape(part.replace("+", " "))


def _check_escapes(text: str) -> str:
    """Return the text with ``%%`` as ``%25``, or raise :class:`ValueError` for an invalid escape."""
    for escape in _ESCAPE.finditer(text):
        if (invalid := escape["invalid"]) is not None:
            raise ValueError(_escape_error(invalid, escape.start(), text))
    return _ESCAPE.sub(lambda escape: "%25" if escape["percent"] else escape[0], text)


def _escape_error(invalid: str, index: int, text: str) -> str:
    if len(invalid) < 2:
        return f"{'partial' if invalid else 'unterminated'} escape sequence at end of string: {text}"
    return f"invalid escape sequence `%{invalid}' at index {index} of: {text}"
