"""Read a request's body: limit its size, decompress it and parse one JSON object."""

import json
import math
import re
import zlib
from dataclasses import dataclass, field
from typing import Any, NoReturn

from flask import g, request
from werkzeug.exceptions import RequestEntityTooLarge

from sidecar.errors import BadRequest, BodyTooLarge, MalformedBody

_MAX_DEPTH = 100
"""Levels of nesting: more than any definition or search needs, fewer than the parser's recursion limit."""

_TOKEN = re.compile(r'"(?P<text>(?:[^"\\]+|\\.)*+)"?|(?P<mark>[{}\[\]:,])|(?P<bare>[^\s{}\[\]:,"]+)', re.DOTALL)
"""A JSON token. An unclosed string extends to the end and nothing backtracks, so that the time is linear."""

_TOKEN_NAMES = {dict: "START_OBJECT", list: "START_ARRAY", str: "VALUE_STRING", bool: "VALUE_BOOLEAN", type(None): "VALUE_NULL"}


_MAX_DRAINED_BYTES = 32 * 1024 * 1024
"""Bytes of a rejected body that are still read. Closing a connection with unread bytes resets it and loses the response."""


class BodyRequired(BadRequest):
    """The request has no body but requires one."""

    type = "parse_exception"


def read_body(max_body: int) -> bytes:
    """Read and decompress the request's body.

    More than ``max_body`` bytes, before or after decompression, raise :class:`BodyTooLarge`.
    """
    try:
        data = request.get_data(cache=True)
    except RequestEntityTooLarge:
        _drain()
        raise _body_too_large(max_body) from None
    content = _decompress(data, max_body) if data else data
    if len(content) > max_body:
        raise _body_too_large(max_body)
    g.body = content
    return content


def body() -> dict[str, Any]:
    """Return the request's JSON object; raise :class:`BodyRequired` without one and :class:`MalformedBody` for anything else."""
    document = optional_body()
    if document is None:
        raise BodyRequired("request body is required")
    return document


def optional_body() -> dict[str, Any] | None:
    """Return the request's JSON object, or None without a body."""
    if not g.body:
        return None
    text = _decode_text(g.body)
    if not text.strip():
        raise MalformedBody("Expected [START_OBJECT] but found [null]", *_position(text, len(text)))
    _StrictJsonCheck(text).check()
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise MalformedBody(f"Malformed JSON: {error.msg}", error.lineno, error.colno) from None
    if not isinstance(document, dict):
        found = _TOKEN_NAMES.get(type(document), "VALUE_NUMBER")
        raise MalformedBody(f"Expected [START_OBJECT] but found [{found}]", *_position(text, len(text) - len(text.lstrip())))
    return document


def _drain() -> None:
    """Read and discard the rest of a rejected body."""
    stream, remaining = request.environ["wsgi.input"], _MAX_DRAINED_BYTES
    while remaining > 0 and (piece := stream.read(min(remaining, 65_536))):
        remaining -= len(piece)


def _body_too_large(max_body: int) -> BodyTooLarge:
    return BodyTooLarge(f"the request body exceeds [{max_body}] bytes, see [SIDECAR_MAX_BODY]")


def _decompress(data: bytes, max_body: int) -> bytes:
    encoding = request.headers.get("Content-Encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return data
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise BadRequest(f"Content-Encoding [{encoding}] is not supported, expected [gzip] or [deflate]")
    try:
        return _inflate(data, max_body)
    except zlib.error as error:
        raise BadRequest(f"the request body is not valid [{encoding}]") from error


def _inflate(data: bytes, max_body: int) -> bytes:
    """Decompress at most one byte more than the limit.

    Only one stream is allowed: thousands of tiny streams would take quadratic time.
    """
    inflate = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    content = inflate.decompress(data, max_body + 1)
    if len(content) <= max_body and (not inflate.eof or inflate.unused_data):
        raise zlib.error("not one complete stream")
    return content


def _decode_text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        raise MalformedBody("Malformed JSON: the body is not valid UTF-8", *_position(before, len(before))) from None


def _position(text: str, offset: int) -> tuple[int, int]:
    """Return line and column, both starting at 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


@dataclass
class _StrictJsonCheck:
    """Rejects JSON that Python's parser accepts but Elasticsearch does not, and nesting that would overflow the parser.

    Text that is not JSON is left to the parser, which has better messages.
    """

    text: str
    levels: list[set[str] | None] = field(default_factory=list)
    """The keys so far of each open object, and None for each open array."""
    last: re.Match[str] | None = None
    """The last string, which is a key if a colon follows."""

    def check(self) -> None:
        for token in _TOKEN.finditer(self.text):
            if token["bare"] is not None:
                self._check_bare_token(token)
            elif token["mark"] is not None:
                self._check_mark(token)
            else:
                self._check_string(token)

    def _check_string(self, token: re.Match[str]) -> None:
        self.last = token
        if "\\u" in token[0] and any("\ud800" <= char <= "\udfff" for char in _unescape(token)):
            self._reject("a string holds half of a surrogate pair", token)

    def _check_mark(self, token: re.Match[str]) -> None:
        match token["mark"]:
            case "{" | "[":
                self._open(token)
            case "}" | "]" if self.levels:
                self.levels.pop()
            case ":":
                self._check_key()

    def _open(self, token: re.Match[str]) -> None:
        self.levels.append(set() if token["mark"] == "{" else None)
        if len(self.levels) > _MAX_DEPTH:
            self._reject(f"more than [{_MAX_DEPTH}] levels of nesting", token)

    def _check_key(self) -> None:
        keys = self.levels[-1] if self.levels else None
        if keys is None or self.last is None:
            return
        name = _unescape(self.last)
        if name in keys:
            self._reject(f"Duplicate field '{name[:100]}'", self.last)
        keys.add(name)

    def _check_bare_token(self, token: re.Match[str]) -> None:
        try:
            finite = math.isfinite(float(token[0]))
        except ValueError:
            return
        if not finite:
            self._reject("a number is not finite or too large", token)

    def _reject(self, reason: str, token: re.Match[str]) -> NoReturn:
        raise MalformedBody(f"Malformed JSON: {reason}", *_position(self.text, token.start()))


def _unescape(token: re.Match[str]) -> str:
    try:
        return str(json.loads(f'"{token["text"]}"'))
    except json.JSONDecodeError:
        return token[0]
