"""``/_siren/connector/ingestion``: what to read and where to write it, and the call that runs it."""

from dataclasses import replace
from typing import Any

from flask import Blueprint

from sidecar.api.access import READ_JOBS, WRITE_JOBS
from sidecar.api.caller import hung_up
from sidecar.api.compat.conventions import request_id
from sidecar.api.compat.parameters import accepts, checked_id, parameters
from sidecar.api.compat.request_body import body, optional_body
from sidecar.api.definitions import (
    WRITE_PARAMETERS,
    Answer,
    check_version,
    creates,
    deleted,
    existing,
    expected,
    listed,
    not_found,
    over,
    shown,
    written,
)
from sidecar.api.jobs import await_end, wait_for_end, wait_parameters
from sidecar.api.services import Services
from sidecar.errors import Conflict
from sidecar.model.ingestion import Ingestion
from sidecar.model.job import Trigger
from sidecar.model.secret import Credentials, Sealed, kept
from sidecar.store.catalog import Saved

PATH = "/_siren/connector/ingestion"

_FORCED_END = 30.0
"""Seconds that a forced deletion waits for the run's end."""


class Ingestions:
    """The calls on ingestions."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services.catalog.ingestions

    @accepts(*WRITE_PARAMETERS, body=True)
    def put(self, id: str) -> Answer:
        """Save a definition."""
        create, condition = creates(parameters()), expected(parameters())
        given, saved = body(), self._store.genuine(checked_id(id))
        ingestion = self._with_credentials(given, Ingestion.from_body(id, given), saved)
        self._services.access.require_target(ingestion)
        self._services.preparation.check(ingestion)
        condition = over(saved, condition, create=create, keeps=keeps_a_password(ingestion))
        at, created = self._store.put(self._services.secrets.sealed_ingestion(ingestion), create=create, expected=condition)
        self._services.preparation.store_pipeline(ingestion)
        forgotten = _followed(self._services, ingestion, saved.value if saved else None)
        answer, status = written(id, at, created)
        return ({**answer, "positions": "forgotten"} if forgotten else answer), status

    @accepts("include_status")
    def get(self, id: str) -> Answer:
        """Show one."""
        wanted = parameters().boolean("include_status")
        found = self._store.show(self._services.access.client(), checked_id(id))
        return ({**shown(found), **_status(self._services, id, wanted=wanted)}, 200) if found else not_found(id)

    @accepts("force", "if_seq_no", "if_primary_term")
    def delete(self, id: str) -> Answer:
        """Delete one."""
        force, condition = parameters().boolean("force"), expected(parameters())
        saved = self._store.genuine(checked_id(id))
        if saved:
            self._services.access.require_target(saved.value)
            check_version(saved.at, condition)
        _stop(self._services, id, force=force)
        found = self._store.delete(id, condition)
        # Also where it was gone already: an earlier call may have come no further.
        self._services.preparation.remove_pipeline(id)
        self._services.life.bury(id)
        return deleted(id) if found else not_found(id)

    @accepts("include_status")
    def search(self) -> dict[str, Any]:
        """List them."""
        wanted = parameters().boolean("include_status")
        found = self._store.shown(self._services.access.client())
        return listed([{"_id": each.id, "_source": each.source, **_status(self._services, each.id, wanted=wanted)} for each in found])

    @accepts(body=True)
    def validate(self, id: str) -> Answer:
        """Try it; nothing is kept."""
        given = optional_body()
        if given is not None:
            ingestion = self._with_credentials(given, Ingestion.from_body(checked_id(id), given), self._store.genuine(id))
        elif saved := self._store.get(checked_id(id)):
            ingestion = saved.value
        else:
            return not_found(id)
        self._services.access.require_target(ingestion)
        with self._services.waiting.place():
            return {"_id": id, "valid": True, **self._services.preparation.rehearse(ingestion, hung_up())}, 200

    @accepts("full", "wait_for_completion", "timeout", "detailed")
    def run(self, id: str) -> Answer:
        """Start its job."""
        # A wrong parameter must be found before anything is started.
        full, detailed = parameters().boolean("full"), parameters().boolean("detailed")
        wait, timeout = wait_parameters(parameters())
        saved = existing(self._store.get(checked_id(id)), id)
        self._services.access.require_target(saved.value)
        with self._services.waiting.place(wanted=wait):
            held = self._services.launcher.launch(saved.value, Trigger.MANUAL, full=full, request=request_id())
            if wait:
                return await_end(self._services, held, timeout, detailed=detailed)
        job = {"is_running": True, "is_aborting": False, "execution": held.lease.execution}
        return {"_id": id, "_version": saved.at.version, "found": True, "job": job}, 200

    def _with_credentials(self, given: dict[str, Any], ingestion: Ingestion, saved: Saved[Ingestion] | None) -> Ingestion:
        """Give the ingestion with its stored credentials, and note what new ones for the datasource open."""
        ingestion = with_credentials(given, ingestion, saved)
        own = ingestion.ds_credentials
        if own is None or own.password is None:
            return ingestion
        place = self._services.preparation.datasource(ingestion).place()
        kept("ingest.ds_credentials.password", same=not isinstance(own.password, Sealed) or own.opens == place)
        return replace(ingestion, ds_credentials=replace(own, opens=place))


def ingestions(services: Services) -> Blueprint:
    """Make the endpoints."""
    blueprint, views = Blueprint("ingestions", __name__, url_prefix=PATH), Ingestions(services)
    blueprint.add_url_rule("/<id>", view_func=views.put, methods=["PUT"])
    blueprint.add_url_rule("/<id>", view_func=views.get, methods=["GET"])
    blueprint.add_url_rule("/<id>", view_func=views.delete, methods=["DELETE"])
    blueprint.add_url_rule("/_search", view_func=views.search, methods=["GET", "POST"])
    blueprint.add_url_rule("/<id>/_validate", view_func=views.validate, methods=["POST"])
    blueprint.add_url_rule("/<id>/_run", view_func=views.run, methods=["POST"])
    return blueprint


def _followed(services: Services, ingestion: Ingestion, before: Ingestion | None) -> bool:
    """Let the job follow its new definition; tell whether its positions were forgotten."""
    never_armed = services.life.current(ingestion.id).lease.last_fire is None
    if ingestion.enable_scheduler and (never_armed or before is None or _timing(before) != _timing(ingestion)):
        services.life.arm(ingestion.id)
    if before is None or not ingestion.forgets(before):
        return False
    services.life.forget(ingestion)
    return True


def _timing(ingestion: Ingestion) -> tuple[Any, ...]:
    return (ingestion.schedule, ingestion.enable_scheduler, ingestion.timezone)


def _status(services: Services, id: str, *, wanted: bool) -> dict[str, Any]:
    """Give the job's status where it is wanted and there is one."""
    if not wanted:
        return {}
    services.access.require(READ_JOBS)
    lease = services.life.current(id).lease
    return {"status": lease.status.to_json(detailed=False)} if lease.status and not lease.deleted else {}


def _stop(services: Services, id: str, *, force: bool) -> None:
    if not services.life.current(id).lease.active:
        return
    if not force:
        raise Conflict(f"the job [{id}] is running; abort it first, or delete with [force=true]")
    services.access.require(WRITE_JOBS)
    with services.waiting.place():
        held = wait_for_end(services, services.life.abort(id), _FORCED_END)
    if held.lease.active:
        raise Conflict(f"the job [{id}] has not ended yet")


def with_credentials(given: dict[str, Any], ingestion: Ingestion, saved: Saved[Ingestion] | None) -> Ingestion:
    """Keep stored credentials that a PUT left out, as long as they open the same; an explicit null removes them."""
    if saved is None:
        return ingestion
    before, body = saved.value, given["ingest"]
    same_source = ingestion.datasource == before.datasource
    opened = ("target", "staging_prefix", "pipeline", "query")
    same_target = same_source and all(getattr(ingestion, name) == getattr(before, name) for name in opened)
    return replace(
        ingestion,
        ds_credentials=_kept("ds_credentials", body, ingestion.ds_credentials, before.ds_credentials, same=same_source),
        es_credentials=_kept("es_credentials", body, ingestion.es_credentials, before.es_credentials, same=same_target),
    )


def keeps_a_password(ingestion: Ingestion) -> bool:
    """Tell whether a password comes from the stored definition, not from the request."""
    return any(each is not None and isinstance(each.password, Sealed) for each in (ingestion.ds_credentials, ingestion.es_credentials))


def _kept(name: str, body: dict[str, Any], given: Credentials | None, before: Credentials | None, *, same: bool) -> Credentials | None:
    if before is None or before.password is None or (name in body and (given is None or given.password is not None)):
        return given
    kept(f"ingest.{name}.password", same=same and (given is None or given.username == before.username))
    return before
