"""Read a request's body: bounded, decompressed, one JSON object, and every refusal says where it went wrong."""

import json
import math
import re
import zlib
from dataclasses import dataclass, field
from typing import Any, NoReturn

from flask import g, request
from werkzeug.exceptions import RequestEntityTooLarge

from sidecar.errors import BadRequest, BodyTooLarge, MalformedBody

_DEEPEST = 100
"""Levels of nesting: far more than any definition or search needs, far fewer than the parser's recursion can take."""

_TOKEN = re.compile(r'"(?P<text>(?:[^"\\]+|\\.)*+)"?|(?P<mark>[{}\[\]:,])|(?P<bare>[^\s{}\[\]:,"]+)', re.DOTALL)
"""A token of JSON. An unclosed string reaches to the end and no step is tried twice, so that the time is linear in the body's length."""

_STARTS = {dict: "START_OBJECT", list: "START_ARRAY", str: "VALUE_STRING", bool: "VALUE_BOOLEAN", type(None): "VALUE_NULL"}


_DRAINED = 32 * 1024 * 1024
"""Bytes of a refused body that are still taken. A connection closed on unread bytes is reset, and its caller sees no answer."""


class BodyRequired(BadRequest):
    """Refuse a request without the body that it needs."""

    type = "parse_exception"


def receive(max_body: int) -> bytes:
    """Read and keep the request's bytes, decompressed.

    ``max_body`` bounds them in bytes, before and after decompression, whether their length was declared or not; more raises
    :class:`BodyTooLarge`.
    """
    try:
        sent = request.get_data(cache=True)
    except RequestEntityTooLarge:
        _drain()
        raise _too_large(max_body) from None
    content = _decoded(sent, max_body) if sent else sent
    if len(content) > max_body:
        raise _too_large(max_body)
    g.body = content
    return content


def body() -> dict[str, Any]:
    """Give the request's JSON object; raises :class:`BodyRequired` without one and :class:`MalformedBody` for anything else."""
    document = optional_body()
    if document is None:
        raise BodyRequired("request body is required")
    return document


def optional_body() -> dict[str, Any] | None:
    """Give the request's JSON object, or None where nothing was sent."""
    if not g.body:
        return None
    text = _text(g.body)
    if not text.strip():
        raise MalformedBody("Expected [START_OBJECT] but found [null]", *_position(text, len(text)))
    _Survey(text).run()
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise MalformedBody(f"Malformed JSON: {error.msg}", error.lineno, error.colno) from None
    if not isinstance(document, dict):
        found = _STARTS.get(type(document), "VALUE_NUMBER")
        raise MalformedBody(f"Expected [START_OBJECT] but found [{found}]", *_position(text, len(text) - len(text.lstrip())))
    return document


def _drain() -> None:
    """Let the caller finish sending what nobody reads."""
    stream, left = request.environ["wsgi.input"], _DRAINED
    while left > 0 and (piece := stream.read(min(left, 65_536))):
        left -= len(piece)


def _too_large(max_body: int) -> BodyTooLarge:
    return BodyTooLarge(f"the request's body is larger than the [{max_body}] bytes of SIDECAR_MAX_BODY")


def _decoded(sent: bytes, max_body: int) -> bytes:
    encoding = request.headers.get("Content-Encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return sent
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise BadRequest(f"Content-Encoding [{encoding}] is not supported, only [gzip] and [deflate] are")
    try:
        return _inflated(sent, max_body)
    except zlib.error as error:
        raise BadRequest(f"the request's body is not valid [{encoding}]") from error


def _inflated(sent: bytes, max_body: int) -> bytes:
    """Decompress no more than one byte over the bound, whatever the body would grow to.

    One stream only: a body of thousands of tiny streams would cost time by the square of its length.
    """
    inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    found = inflate.decompress(sent, max_body + 1)
    if len(found) <= max_body and (not inflate.eof or inflate.unused_data):
        raise zlib.error("not one complete stream")
    return found


def _text(sent: bytes) -> str:
    try:
        return sent.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = sent[: error.start].decode("utf-8-sig", errors="replace")
        raise MalformedBody("Malformed JSON: the body is not valid UTF-8", *_position(before, len(before))) from None


def _position(text: str, offset: int) -> tuple[int, int]:
    """Give line and column, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


@dataclass
class _Survey:
    """Look through a text for what Python's parser would let pass but Elasticsearch refuses, and for a depth that would break it.

    A text that is not JSON is left to the parser, which says better what is wrong.
    """

    text: str
    levels: list[set[str] | None] = field(default_factory=list)
    """The open objects, each with its keys so far, and None for each open array."""
    last: re.Match[str] | None = None
    """The string that a colon would make a key."""

    def run(self) -> None:
        for token in _TOKEN.finditer(self.text):
            if token["bare"] is not None:
                self._bare(token)
            elif token["mark"] is not None:
                self._mark(token)
            else:
                self._string(token)

    def _string(self, token: re.Match[str]) -> None:
        self.last = token
        if "\\u" in token[0] and any("\ud800" <= char <= "\udfff" for char in _unescaped(token)):
            self._refuse("a string holds half of a surrogate pair", token)

    def _mark(self, token: re.Match[str]) -> None:
        match token["mark"]:
            case "{" | "[":
                self._open(token)
            case "}" | "]" if self.levels:
                self.levels.pop()
            case ":":
                self._key()

    def _open(self, token: re.Match[str]) -> None:
        self.levels.append(set() if token["mark"] == "{" else None)
        if len(self.levels) > _DEEPEST:
            self._refuse(f"more than [{_DEEPEST}] levels of nesting", token)

    def _key(self) -> None:
        keys = self.levels[-1] if self.levels else None
        if keys is None or self.last is None:
            return
        name = _unescaped(self.last)
        if name in keys:
            self._refuse(f"Duplicate field '{name[:100]}'", self.last)
        keys.add(name)

    def _bare(self, token: re.Match[str]) -> None:
        try:
            finite = math.isfinite(float(token[0]))
        except ValueError:
            return
        if not finite:
            self._refuse("a number is not finite or too large", token)

    def _refuse(self, reason: str, token: re.Match[str]) -> NoReturn:
        raise MalformedBody(f"Malformed JSON: {reason}", *_position(self.text, token.start()))


def _unescaped(token: re.Match[str]) -> str:
    try:
        return str(json.loads(f'"{token["text"]}"'))
    except json.JSONDecodeError:
        return token[0]
