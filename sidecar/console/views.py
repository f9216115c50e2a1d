"""Serve the console's files below ``/_siren/console/``; they require no privileges and contain no data."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import NotFound

from sidecar.api.compat.parameters import accepts

PATH = "/_siren/console"

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""The page runs only its own files, and no other page can embed it or hold a reference to its window."""

_INDEX = "index.html"
_ENTRANCES = ("/", "/_siren")
"""Paths from which a browser is sent to the console."""


@dataclass(frozen=True, kw_only=True)
class Asset:
    """A file of the console, as sent."""

    content_type: str
    content: bytes
    compressed: bytes
    etag: str


def console_blueprint() -> Blueprint:
    """Create the blueprint of the console."""
    blueprint = Blueprint("console", __name__, url_prefix=PATH)
    blueprint.add_url_rule("", view_func=_index, methods=["GET"])
    blueprint.add_url_rule("/<name>", view_func=_file, methods=["GET"])
    return blueprint


def redirect_browser() -> Response | None:
    """Redirect a browser that asks for the address itself; None for every other request."""
    if request.method not in ("GET", "HEAD") or request.path not in _ENTRANCES or not _accepts_html():
        return None
    # Relative, because a proxy may serve the sidecar below a path prefix.
    is_folder = _raw_path().endswith("/_siren/")
    return _redirect("console/" if is_folder else "_siren/console/")


def _accepts_html() -> bool:
    """Return whether HTML is named in ``Accept``: browsers do so, Elasticsearch clients and curl do not."""
    return any(media_type == "text/html" for media_type, _ in request.accept_mimetypes)


def _raw_path() -> str:
    """Return the path as sent; the parsed one has lost its final slash."""
    raw: str = request.environ["RAW_URI"]
    return raw.partition("?")[0]


def _redirect(location: str) -> Response:
    response = redirect(location)
    response.headers["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value]


@accepts()
def _index() -> Response:
    # The files are named relative to the address of the folder.
    return _respond(_INDEX) if _raw_path().endswith("/") else _redirect("console/")


@accepts()
def _file(name: str) -> Response:
    return _respond(name)


def _respond(name: str) -> Response:
    asset = load_assets().get(name)
    if asset is None:
        raise NotFound
    response = Response(asset.content, content_type=asset.content_type, headers={**SECURITY_HEADERS, "Vary": "Accept-Encoding"})
    # A browser asks each time, so that it never mixes the files of two releases.
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(asset.etag, weak=True)
    if request.accept_encodings.quality("gzip") > 0:
        response.set_data(asset.compressed)
        response.headers["Content-Encoding"] = "gzip"
    response.make_conditional(request)
    return response


@cache
def load_assets() -> dict[str, Asset]:
    """Read and compress all files, by name."""
    folder = resources.files("sidecar.console").joinpath("static")
    return {each.name: _create_asset(each.name, each.read_bytes()) for each in folder.iterdir()}


def _create_asset(name: str, content: bytes) -> Asset:
    return Asset(
        content_type=CONTENT_TYPES[name[name.rindex(".") :]],
        content=content,
        compressed=gzip.compress(content, mtime=0),
        etag=hashlib.sha256(content).hexdigest()[:32],
    )
