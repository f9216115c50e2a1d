"""A request's URI as Elasticsearch reads it: its escapes, what separates parameters, where a path ends."""

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote, unquote_to_bytes, urlsplit

BROKEN = "sidecar.broken_path"
"""The key of the WSGI environment under which stands what is wrong with a path, if anything is."""

_ESCAPE = re.compile(r"%(?:(?P<byte>[0-9A-Fa-f]{2})|(?P<percent>%)|(?P<wrong>.{0,2}))", re.DOTALL)

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def unescaped(text: str) -> str:
    """Take the escapes out of a part of a URI; raise :class:`ValueError` for one that is broken. ``%%`` is a percent sign."""
    return unquote(_checked(text))


def query_parameters(query: str) -> dict[str, str]:
    """Read a query string; of a parameter that is given twice the last counts. Raises what :func:`unescaped` raises."""
    pairs = (part.lstrip("=").partition("=") for part in re.split("[&;]", query))
    return {_plain(name): _plain(value) for name, _, value in pairs if name}


def with_own_paths(app: Wsgi) -> Wsgi:
    """Give the application around which paths are read here.

    What servers hand over has lost its escapes, and a name that holds ``%2F`` would become two; it stays one. Slashes at the end
    do not count.
    """

    def around(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        try:
            environ["PATH_INFO"] = _path(_raw_path(environ))
        except ValueError as error:
            environ[BROKEN] = str(error)
        return app(environ, start_response)

    return around


def _raw_path(environ: dict[str, Any]) -> str:
    uri = re.split("[?#]", environ["RAW_URI"], maxsplit=1)[0]
    return uri if uri.startswith("/") or "://" not in uri else urlsplit(uri).path


def _path(raw: str) -> str:
    kept = re.sub("%2f", "%252F", _checked(raw), flags=re.IGNORECASE)
    return unquote_to_bytes(kept).decode("latin-1").rstrip("/") or "/"


def _plain(part: str) -> str:
    return unescaped(part.replace("+", " "))


def _checked(text: str) -> str:
    """Give the text back, its escapes being right; ``%%`` as the escape that others know."""
    for escape in _ESCAPE.finditer(text):
        if (wrong := escape["wrong"]) is not None:
            raise ValueError(_words(wrong, escape.start(), text))
    return _ESCAPE.sub(lambda escape: "%25" if escape["percent"] else escape[0], text)


def _words(wrong: str, place: int, text: str) -> str:
    if len(wrong) < 2:
        return f"{'partial' if wrong else 'unterminated'} escape sequence at end of string: {text}"
    return f"invalid escape sequence `%{wrong}' at index {place} of: {text}"
