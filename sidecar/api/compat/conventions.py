"""Apply Elasticsearch's REST conventions to every path: parameters, headers, response formats and errors.

Views return plain dicts, ``(dict, status)`` or ``(dict, status, headers)``; this module renders them.
"""

import json
import logging
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Flask, Response, current_app, g, request
from flask.json.provider import JSONProvider
from werkzeug import exceptions
from werkzeug.routing import BaseConverter

from sidecar import logs
from sidecar.api.compat import parameters, request_body
from sidecar.api.compat.errors import ErrorCause, error_body, error_headers, format_stack_trace, is_known_method, sort_methods
from sidecar.api.compat.filter_path import FilterPath
from sidecar.api.compat.media_types import InvalidMediaType, ResponseFormat, check_body_type, response_format
from sidecar.api.compat.parameters import Parameters
from sidecar.api.compat.rendering import Style, add_human_readable, render
from sidecar.api.compat.uri import PATH_ERROR, parse_query, use_raw_path
from sidecar.errors import BadRequest, MethodNotAllowed, SidecarError
from sidecar.model.log_fields import REQUEST

log = logging.getLogger(__name__)

Clock = Callable[[], float]
OriginCheck = Callable[[str, Mapping[str, str]], None]
"""Called with a request's method and headers; raises to reject it."""


class BadParameter(BadRequest):
    """The query string cannot be decoded."""

    type = "bad_parameter_exception"


class FrameworkError(SidecarError):
    """An HTTP error of the web framework without an equivalent in Elasticsearch."""

    type = "status_exception"

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class NameConverter(BaseConverter):
    """Match a name in a path, but not ``_search``: a wrong method on ``_search`` is 405, not a request for that name."""

    regex = "(?!_search$)[^/]+"
    part_isolating = True


def install(app: Flask, *, max_body: int, check_origin: OriginCheck, authorize: Callable[[], None], clock: Clock) -> None:
    """Apply the conventions to an application that has no routes yet.

    ``max_body`` is the largest request body in bytes. ``check_origin`` is called first, for every request. ``authorize`` is called for
    every request with a known path and method, before parameters and body are checked; it raises to reject the caller. ``clock``
    returns epoch seconds.
    """
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.url_map.converters["default"] = NameConverter
    app.wsgi_app = use_raw_path(app.wsgi_app)  # type: ignore[assignment, method-assign]
    # One more byte than allowed: Flask would reject a chunked body of exactly the limit.
    app.config["MAX_CONTENT_LENGTH"] = max_body + 1
    app.json = _JsonProvider(app, clock)
    app.before_request(partial(_check_request, max_body, check_origin, authorize))
    app.after_request(_add_response_headers)
    app.teardown_request(_unbind_log_fields)
    app.register_error_handler(SidecarError, error_response)
    app.register_error_handler(exceptions.HTTPException, lambda error: error_response(_translate_error(error)))
    app.register_error_handler(Exception, _handle_unexpected_error)


def opaque_id() -> str | None:
    """Return the request's ``X-Opaque-Id``, which is forwarded to Elasticsearch."""
    return request.headers.get("X-Opaque-Id")


def request_id() -> str:
    """Return the request's id in the log: its ``X-Opaque-Id``, else a generated id."""
    id: str = g.request_id
    return id


def error_response(error: SidecarError) -> Response:
    """Return the response to an error. ``filter_path`` does not apply."""
    # With an invalid media type header the requested format is unknown.
    style = replace(_response_style(), format=ResponseFormat()) if isinstance(error, InvalidMediaType) else _response_style()
    response = _response(error_body(error, trace=style.error_trace), style)
    response.status_code = error.status
    for name, value in error_headers(error):
        response.headers.add(name, value)
    return response


class _JsonProvider(JSONProvider):
    """Render what views return in the format that the request asks for."""

    def __init__(self, app: Flask, clock: Clock) -> None:
        super().__init__(app)
        self._clock = clock

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return render(obj, Style()).decode("utf-8")

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return json.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Render the document that a view returned. Human-readable fields are added first, so that ``filter_path`` applies to them."""
        (document,), style = args, _response_style()
        if style.human:
            document = add_human_readable(document, int(self._clock() * 1000))
        return _response(style.filter_path.apply(document) if isinstance(document, dict) else document, style)


def _response(document: Any, style: Style) -> Response:
    return Response(render(document, style), content_type=style.format.content_type)


def _response_style() -> Style:
    """Return the requested response style, or the default if it could not be parsed."""
    return g.get("style") or Style()


def _check_request(max_body: int, check_origin: OriginCheck, authorize: Callable[[], None]) -> Response | None:
    """Check a request's origin, then in Elasticsearch's order: query string, headers, path and method, caller, parameters and body."""
    g.request_id = opaque_id() or uuid.uuid4().hex
    g.log_token = logs.bind({REQUEST: g.request_id})
    check_origin(request.method, dict(request.headers))
    g.parameters = _read_query_string()
    g.style = _read_style()
    if PATH_ERROR in request.environ:
        raise BadRequest(request.environ[PATH_ERROR])
    if request.method == "OPTIONS":
        return _options_response()
    if request.routing_exception is not None:
        raise _translate_error(request.routing_exception)
    body = request_body.read_body(max_body)
    if body:
        check_body_type(request.headers.get("Accept"), request.headers.get("Content-Type"))
    authorize()
    parameters.check_request(has_body=bool(body))
    return None


def _read_query_string() -> dict[str, str]:
    try:
        return parse_query(request.query_string.decode("latin-1"))
    except ValueError as error:
        raise BadParameter(str(error)) from ErrorCause("illegal_argument_exception", str(error))


def _read_style() -> Style:
    common = Parameters(g.parameters)
    format = response_format(common.text("format"), request.headers.get("Accept"), request.headers.get("Content-Type"))
    # Errors in the other parameters are answered in the requested format.
    g.style = Style(format=format)
    return Style(
        format=format,
        pretty=common.boolean("pretty"),
        human=common.boolean("human"),
        error_trace=common.boolean("error_trace"),
        filter_path=FilterPath.parse(common.text("filter_path") or ""),
    )


def _options_response() -> Response:
    adapter = current_app.create_url_adapter(request)
    allowed = sort_methods(frozenset(adapter.allowed_methods() if adapter else ()))
    return Response(content_type="text/plain; charset=UTF-8", headers={"Allow": ",".join(allowed)} if allowed else {})


def _add_response_headers(response: Response) -> Response:
    response.headers["X-elastic-product"] = "Elasticsearch"
    if (opaque := opaque_id()) is not None:
        response.headers["X-Opaque-Id"] = opaque
    return response


def _unbind_log_fields(error: BaseException | None) -> None:
    """Remove the request's fields from the thread's log context."""
    if token := g.pop("log_token", None):
        logs.unbind(token)


def _request_uri() -> str:
    """Return path and query as sent; the parsed path has lost its escapes."""
    raw_uri: str = request.environ.get("RAW_URI") or request.full_path.removesuffix("?")
    return raw_uri


def _translate_error(error: exceptions.HTTPException) -> SidecarError:
    """Translate an error of the web framework to Elasticsearch's."""
    if isinstance(error, exceptions.NotFound):
        return BadRequest(f"no handler found for uri [{_request_uri()}] and method [{request.method}]")
    if isinstance(error, exceptions.MethodNotAllowed):
        return _method_not_allowed(frozenset(error.valid_methods or ()))
    return FrameworkError(error.code or 500, error.description or error.name)


def _method_not_allowed(allowed: frozenset[str]) -> MethodNotAllowed:
    method, allowed_list = request.method, f"allowed: [{', '.join(sort_methods(allowed))}]"
    if not is_known_method(method):
        return MethodNotAllowed(f"Unexpected http method: {method}, {allowed_list}", allowed)
    return MethodNotAllowed(f"Incorrect HTTP method for uri [{_request_uri()}] and method [{method}], {allowed_list}", allowed)


def _handle_unexpected_error(error: Exception) -> Response:
    """Respond to an unexpected error with an id, and log the stack trace under this id.

    This is the outermost handler of a request. Messages may quote the request body, so they are logged only without one.
    """
    error_id = uuid.uuid4().hex[:12]
    stack = format_stack_trace(error, messages=not g.get("body", b""))
    log.error("internal error [%s] in [%s %s]\n%s", error_id, request.method, request.path, stack)
    trace = {"stack_trace": format_stack_trace(error, messages=False)} if _response_style().error_trace else {}
    return error_response(SidecarError(f"internal error; see the sidecar's log for id [{error_id}]", **trace))
