"""What Elasticsearch's users expect of every path, kept in one place: parameters, headers, forms of answers, errors.

Views return plain dicts, ``(dict, status)`` or ``(dict, status, headers)``; what is done with them is decided here.
"""

import json
import logging
import uuid
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Flask, Response, current_app, g, request
from flask.json.provider import JSONProvider
from werkzeug import exceptions
from werkzeug.routing import BaseConverter

from sidecar import logs
from sidecar.api.compat import parameters, request_body
from sidecar.api.compat.errors import UnderlyingError, failure, frames, headers, in_order, known
from sidecar.api.compat.filter_path import FilterPath
from sidecar.api.compat.media_types import Form, InvalidMediaType, answer_form, check_body_type
from sidecar.api.compat.parameters import Parameters
from sidecar.api.compat.rendering import Style, human_twins, written
from sidecar.api.compat.uri import BROKEN, query_parameters, with_own_paths
from sidecar.errors import BadRequest, MethodNotAllowed, SidecarError

log = logging.getLogger(__name__)

Clock = Callable[[], float]


class BadParameter(BadRequest):
    """Refuse a query string that cannot be decoded."""

    type = "bad_parameter_exception"


class FrameworkError(SidecarError):
    """Stand for an HTTP error that the web framework found and that Elasticsearch has no words for."""

    type = "status_exception"

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Name(BaseConverter):
    """A part of a path that stands for a name. A call is none: a wrong verb on it is 405, not that verb on a thing called so."""

    regex = "(?!_search$)[^/]+"
    part_isolating = True


def install(app: Flask, *, max_body: int, admit: Callable[[], None], clock: Clock) -> None:
    """Put the conventions on an application that has no rules yet.

    ``max_body`` bounds request bodies in bytes. ``admit`` is called for every request to a known path and verb, before
    parameters and body are judged; it raises to refuse the caller. ``clock`` gives epoch seconds.
    """
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.url_map.converters["default"] = Name
    app.wsgi_app = with_own_paths(app.wsgi_app)  # type: ignore[assignment, method-assign]
    # One more byte than allowed: the framework's own bound would also refuse a chunked body of exactly the allowed size.
    app.config["MAX_CONTENT_LENGTH"] = max_body + 1
    app.json = _Answers(app, clock)
    app.before_request(partial(_receive, max_body, admit))
    app.after_request(_finish)
    app.teardown_request(_forget)
    app.register_error_handler(SidecarError, answer_error)
    app.register_error_handler(exceptions.HTTPException, lambda error: answer_error(_translated(error)))
    app.register_error_handler(Exception, _answer_fault)


def opaque_id() -> str | None:
    """Give the caller's ``X-Opaque-Id``, to be passed on to Elasticsearch."""
    return request.headers.get("X-Opaque-Id")


def request_id() -> str:
    """Give what the log calls the present request: its ``X-Opaque-Id``, or an id that was made for it."""
    name: str = g.request_id
    return name


def answer_error(error: SidecarError) -> Response:
    """Answer an error; ``filter_path`` does not touch it."""
    # Which form was asked for is not known where the headers that say it are wrong.
    style = replace(_style(), form=Form()) if isinstance(error, InvalidMediaType) else _style()
    response = _response(failure(error, trace=style.error_trace), style)
    response.status_code = error.status
    for name, value in headers(error):
        response.headers.add(name, value)
    return response


class _Answers(JSONProvider):
    """Write what the views return."""

    def __init__(self, app: Flask, clock: Clock) -> None:
        super().__init__(app)
        self._clock = clock

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        return written(obj, Style()).decode("utf-8")

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        return json.loads(s)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Write one document: twins first, so that ``filter_path`` holds for them too."""
        document, style = self._prepare_response_obj(args, kwargs), _style()
        if style.human:
            document = human_twins(document, int(self._clock() * 1000))
        return _response(style.filter_path.apply(document) if isinstance(document, dict) else document, style)


def _response(document: Any, style: Style) -> Response:
    return Response(written(document, style), content_type=style.form.content_type)


def _style() -> Style:
    """Give how the request wants its answer; the plainest where that could not be read."""
    return g.get("style") or Style()


def _receive(max_body: int, admit: Callable[[], None]) -> Response | None:
    """Judge a request in Elasticsearch's order: query string, headers, path and verb, caller, parameters and body."""
    g.request_id = opaque_id() or uuid.uuid4().hex
    g.told = logs.begin({logs.REQUEST: g.request_id})
    g.parameters = _read_query()
    g.style = _read_style()
    if BROKEN in request.environ:
        raise BadRequest(request.environ[BROKEN])
    if request.method == "OPTIONS":
        return _options()
    if request.routing_exception is not None:
        raise _translated(request.routing_exception)
    body = request_body.receive(max_body)
    if body:
        check_body_type(request.headers.get("Accept"), request.headers.get("Content-Type"))
    admit()
    parameters.check(has_body=bool(body))
    return None


def _read_query() -> dict[str, str]:
    try:
        return query_parameters(request.query_string.decode("latin-1"))
    except ValueError as error:
        raise BadParameter(str(error)) from UnderlyingError("illegal_argument_exception", str(error))


def _read_style() -> Style:
    common = Parameters(g.parameters)
    form = answer_form(common.text("format"), request.headers.get("Accept"), request.headers.get("Content-Type"))
    # What is wrong with the others is told in the form that is asked for.
    g.style = Style(form=form)
    return Style(
        form=form,
        pretty=common.boolean("pretty"),
        human=common.boolean("human"),
        error_trace=common.boolean("error_trace"),
        filter_path=FilterPath.parse(common.text("filter_path") or ""),
    )


def _options() -> Response:
    adapter = current_app.create_url_adapter(request)
    allowed = in_order(frozenset(adapter.allowed_methods() if adapter else ()))
    return Response(content_type="text/plain; charset=UTF-8", headers={"Allow": ",".join(allowed)} if allowed else {})


def _finish(response: Response) -> Response:
    response.headers["X-elastic-product"] = "Elasticsearch"
    if (given := opaque_id()) is not None:
        response.headers["X-Opaque-Id"] = given
    return response


def _forget(error: BaseException | None) -> None:
    """Let the thread's next lines be about another request."""
    if token := g.pop("told", None):
        logs.end(token)


def _uri() -> str:
    """Give path and query as they were sent; the parsed path has lost its escapes."""
    raw: str = request.environ.get("RAW_URI") or request.full_path.removesuffix("?")
    return raw


def _translated(error: exceptions.HTTPException) -> SidecarError:
    """Say the framework's errors in Elasticsearch's words."""
    if isinstance(error, exceptions.NotFound):
        return BadRequest(f"no handler found for uri [{_uri()}] and method [{request.method}]")
    if isinstance(error, exceptions.MethodNotAllowed):
        return _wrong_verb(frozenset(error.valid_methods or ()))
    return FrameworkError(error.code or 500, error.description or error.name)


def _wrong_verb(allowed: frozenset[str]) -> MethodNotAllowed:
    verb, listed = request.method, f"allowed: [{', '.join(in_order(allowed))}]"
    if not known(verb):
        return MethodNotAllowed(f"Unexpected http method: {verb}, {listed}", allowed)
    return MethodNotAllowed(f"Incorrect HTTP method for uri [{_uri()}] and method [{verb}], {listed}", allowed)


def _answer_fault(error: Exception) -> Response:
    """Answer what nobody foresaw: an id in the answer, and the stack under this id in the log, once.

    This is the request's outer edge. A message may quote what was sent, so it is logged only of a request without a body.
    """
    name = uuid.uuid4().hex[:12]
    stack = frames(error, words=not g.get("body", b""))
    log.error("Unforeseen fault [%s] in [%s %s]\n%s", name, request.method, request.path, stack)
    trace = {"stack_trace": frames(error, words=False)} if _style().error_trace else {}
    return answer_error(SidecarError(f"an unforeseen fault; the sidecar's log tells more under the id [{name}]", **trace))
