"""A small application with Elasticsearch's conventions, to test them alone."""

from typing import Any

from flask import Flask

from sidecar.api.compat import conventions
from sidecar.api.compat.parameters import accepts, check_id, parameters
from sidecar.api.compat.request_body import body, optional_body
from sidecar.errors import MalformedBody, ServiceUnavailable, SourceError, Unauthorized

MAX_BODY = 10_000
NOW = 1_538_733_895.0
"""The fixed time of the application in epoch seconds."""

STATUS = {"id": "events", "is_running": True, "start_time": 1_538_733_891_554, "eta_in_millis": 84_000, "state": "running"}


def create_test_app(document: dict[str, Any] | None = None, *, is_authorized: bool = True) -> Flask:
    """Create an application whose ``GET /_siren/thing/<name>`` returns ``document``."""
    app = Flask(__name__, static_folder=None)

    def authorize() -> None:
        if not is_authorized:
            raise Unauthorized("missing authentication credentials", header={"WWW-Authenticate": ["Basic", "ApiKey"]})

    conventions.install(app, max_body=MAX_BODY, check_origin=lambda *_: None, authorize=authorize, clock=lambda: NOW)

    @app.get("/_siren/thing/<name>")
    def get(name: str) -> Any:
        return document if document is not None else {"_id": check_id(name), "found": True, "opaque": conventions.opaque_id()}

    @app.put("/_siren/thing/<name>")
    @accepts("if_seq_no", "op_type", body=True)
    def put(name: str) -> Any:
        parameters().long("if_seq_no")
        return {"_id": check_id(name), "_source": body()}, 201, {"Location": f"/_siren/thing/{name}"}

    @app.put("/_siren/things/<name>")
    @accepts(body=True)
    def put_in_collection(name: str) -> Any:
        return {"_id": name}

    @app.delete("/_siren/thing/<name>")
    def delete(name: str) -> Any:
        return {"_id": name, "found": False}, 404

    @app.route("/_siren/things/_search", methods=["GET", "POST"])
    @accepts(
        "from",
        "size",
        "timeout",
        "version",
        "expand_wildcards",
        "analyze_wildcard",
        "routing",
        "preference",
        "search_type",
        body=True,
    )
    def search() -> Any:
        query = parameters()
        return {
            "size": query.integer("size", 10, minimum=0),
            "from": query.integer("from", 0, minimum=0),
            "timeout": query.duration("timeout", 30.0),
            "version": query.boolean("version"),
            "body": optional_body(),
        }

    @app.get("/_siren/fail/<how>")
    def fail(how: str) -> Any:
        _fail(how)

    @app.post("/_siren/fault")
    @accepts(body=True)
    def fault() -> Any:
        raise KeyError(body()["password"])

    return app


def _fail(how: str) -> None:
    if how == "unavailable":
        raise ServiceUnavailable("Elasticsearch does not answer")
    if how == "malformed":
        raise MalformedBody("Malformed JSON: no", 3, 7)
    if how == "undeclared":
        parameters().text("size")
    if how == "chain":
        try:
            _connect()
        except RuntimeError as error:
            raise SourceError("Could not execute datasource query [postgres].") from error
    raise ValueError(f"unexpected failure {how}")


def _connect() -> None:
    raise RuntimeError("The connection attempt failed.") from ConnectionRefusedError("connect timed out")
