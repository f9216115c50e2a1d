"""Endpoints of ``/_siren/connector/ingestion``."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint

from sidecar.api import audit
from sidecar.api.access import WRITE_JOBS
from sidecar.api.audit import Effect, record_effect
from sidecar.api.caller import authenticated_caller, disconnect_check
from sidecar.api.compat.conventions import request_id
from sidecar.api.compat.parameters import accepts, check_id, parameters
from sidecar.api.compat.request_body import body, optional_body
from sidecar.api.definitions import (
    SEARCH_PARAMETERS,
    WRITE_PARAMETERS,
    JsonResponse,
    check_version,
    delete_response,
    describe_hit,
    get_response,
    is_create,
    noop_response,
    noop_version,
    not_found_response,
    read_condition,
    save,
    search_definitions,
    search_response,
    write_condition,
    write_response,
)
from sidecar.api.job_summaries import describe_jobs
from sidecar.api.job_updates import arm_before_enabling, last_run_definition, update_job
from sidecar.api.jobs import read_wait_parameters, wait_and_respond, wait_for_end
from sidecar.api.services import Services
from sidecar.api.stored_credentials import has_stored_secret, with_stored_credentials
from sidecar.errors import BadRequest, Conflict, InvalidField, NotFound, VersionConflict
from sidecar.model.ingestion import Ingestion, require_comparable, require_deletions
from sidecar.model.job_state import ExecutionKind, Trigger
from sidecar.model.secret import EncryptedSecret, require_unchanged
from sidecar.store.definitions import VersionedDefinition
from sidecar.store.leases import VersionedLease

PATH = "/_siren/connector/ingestion"

_LONG_QUERY = 100_000
"""Characters above which checking a query may take a second."""
_FORCED_DELETE_TIMEOUT = 30.0
"""Seconds that a forced deletion waits for the execution's end."""


class IngestionViews:
    """Views of the ingestion endpoints."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._store = services.definitions.ingestions

    @accepts(*WRITE_PARAMETERS, body=True)
    def put(self, id: str) -> JsonResponse:
        """Create or update an ingestion."""
        create, condition = is_create(parameters()), read_condition(parameters())
        definition, saved = body(), self._store.get_readable(check_id(id))
        ingestion = self._resolve_credentials(definition, Ingestion.from_body(id, definition), saved)
        self._services.access.require_target(ingestion)
        with self._services.request_slots.slot(is_needed=len(ingestion.query) > _LONG_QUERY):
            self._services.validation.check(ingestion)
        if unchanged := noop_version(ingestion, saved, self._services.secrets.is_same_ingestion):
            record_effect(Effect.NONE)
            response, status = noop_response(id, unchanged)
        else:
            condition = write_condition(saved, condition, create=create, reuses_password=has_stored_secret(ingestion))
            arm_before_enabling(self._services, ingestion, saved.definition if saved else None)
            version, created = save(self._store, self._services.secrets.encrypt_ingestion(ingestion), saved, condition, create=create)
            response, status = write_response(id, version, created)
        # Even if nothing changes: an earlier call may have failed before these steps.
        self._services.validation.store_pipeline(ingestion)
        positions_reset = update_job(self._services, ingestion, saved.definition if saved else None)
        return ({**response, "positions": "forgotten"} if positions_reset else response), status

    @accepts("include_status")
    def get(self, id: str) -> JsonResponse:
        """Return an ingestion."""
        include_status = parameters().boolean("include_status")
        found = self._store.get_public(self._services.access.caller_client(), check_id(id))
        if not found:
            return not_found_response(id)
        statuses = describe_jobs(self._services, [found]) if include_status else {}
        return {**get_response(found), **statuses.get(id, {})}, 200

    @accepts("force", "if_seq_no", "if_primary_term")
    def delete(self, id: str) -> JsonResponse:
        """Delete an ingestion and its job; ``force`` aborts its execution first."""
        force, condition = parameters().boolean("force"), read_condition(parameters())
        saved = self._store.get_readable(check_id(id))
        definition = saved.definition if saved else last_run_definition(self._services.lifecycle.get(id).lease)
        if definition:
            self._services.access.require_target(definition)
        if saved:
            check_version(saved.version, condition)
        _stop_job(self._services, id, force=force)
        found = self._store.delete(id, condition)
        # Even if the definition no longer exists: an earlier call may have failed before these steps.
        self._services.validation.remove_pipeline(id)
        self._services.lifecycle.mark_deleted(id)
        return delete_response(id) if found else not_found_response(id)

    @accepts("include_status", *SEARCH_PARAMETERS)
    def search(self) -> dict[str, Any]:
        """List ingestions."""
        include_status = parameters().boolean("include_status")
        total, found = search_definitions(self._store, self._services.access.caller_client())
        statuses = describe_jobs(self._services, found) if include_status else {}
        return search_response(total, [{**describe_hit(each), **statuses.get(each.id, {})} for each in found])

    @accepts("webhook", body=True)
    def validate(self, id: str) -> JsonResponse:
        """Dry-run the saved ingestion, or the one in the body; save nothing. With ``webhook``, send its webhook as a test."""
        definition, sends_webhook = optional_body(), parameters().boolean("webhook")
        if definition is not None:
            ingestion = self._resolve_credentials(definition, Ingestion.from_body(check_id(id), definition), self._store.get_readable(id))
        elif saved := self._store.get(check_id(id)):
            ingestion = saved.definition
        else:
            return not_found_response(id)
        self._services.access.require_target(ingestion)
        with self._services.request_slots.slot():
            validation = self._services.validation
            result = validation.dry_run(ingestion, disconnect_check())
            webhook = {"webhook": validation.test_webhook(ingestion, self._services.secrets.decrypt)} if sends_webhook else {}
            return {"_id": id, "valid": True, **result, **webhook}, 200

    @accepts("if_seq_no", "if_primary_term")
    def enable(self, id: str) -> JsonResponse:
        """Enable an ingestion's schedule. Fire times that passed before do not start an execution."""
        return self._switch_schedule(id, enabled=True)

    @accepts("if_seq_no", "if_primary_term")
    def disable(self, id: str) -> JsonResponse:
        """Disable an ingestion's schedule."""
        return self._switch_schedule(id, enabled=False)

    def _switch_schedule(self, id: str, *, enabled: bool) -> JsonResponse:
        """Save the ingestion with its schedule enabled or disabled, again after a concurrent change unless a version is required."""
        condition = read_condition(parameters())
        while True:
            saved = self._store.get(check_id(id))
            if saved is None:
                return not_found_response(id)
            check_version(saved.version, condition)
            try:
                return self._save_switched(saved, enabled=enabled)
            except VersionConflict:
                if condition is not None:
                    raise

    def _save_switched(self, saved: VersionedDefinition[Ingestion], *, enabled: bool) -> JsonResponse:
        before = saved.definition
        if enabled and not before.schedules:
            raise InvalidField(
                "ingest.schedule",
                "is missing, and so is [deletions_schedule]: save the ingestion with a cron expression before you enable its schedule",
            )
        self._services.access.require_target(before)
        if before.enable_scheduler == enabled:
            # A schedule that could not be armed when it was saved never fires.
            update_job(self._services, before, before)
            record_effect(Effect.NONE)
            return noop_response(before.id, saved.version)
        ingestion = replace(before, enable_scheduler=enabled)
        arm_before_enabling(self._services, ingestion, before)
        version, created = save(self._store, ingestion, saved, (saved.version.seq_no, saved.version.primary_term))
        update_job(self._services, ingestion, before)
        return write_response(ingestion.id, version, created)

    @accepts("full", "only_deletions", "wait_for_completion", "timeout", "detailed")
    def run(self, id: str) -> JsonResponse:
        """Start an execution; with ``only_deletions`` one that only deletes the documents without a row."""
        only_deletions, full = parameters().boolean("only_deletions"), parameters().boolean("full")
        if only_deletions and full:
            raise BadRequest("request [only_deletions] cannot be combined with [full]: the keys of all rows are read in any case")

        def check(ingestion: Ingestion) -> None:
            self._services.access.require_target(ingestion)
            if only_deletions:
                require_deletions(ingestion)

        return self._start(id, check, ExecutionKind.DELETION if only_deletions else ExecutionKind.LOAD, full=full)

    @accepts("wait_for_completion", "timeout", "detailed")
    def verify(self, id: str) -> JsonResponse:
        """Start a verification: compare the target with the source and write nothing."""

        def check(ingestion: Ingestion) -> None:
            require_comparable(ingestion)
            self._services.access.require_comparison(ingestion)

        return self._start(id, check, ExecutionKind.VERIFICATION)

    def _start(self, id: str, check: Callable[[Ingestion], None], kind: ExecutionKind, *, full: bool = False) -> JsonResponse:
        """Start an execution of a saved ingestion that passes the check, and wait for its end if the caller wants that."""
        # All parameters are read before anything starts.
        detailed = parameters().boolean("detailed")
        wait, timeout = read_wait_parameters(parameters())
        saved = self._store.get(check_id(id))
        if saved is None:
            raise NotFound(f"the ingestion [{id}] does not exist")
        check(saved.definition)
        with self._services.request_slots.slot(is_needed=wait):
            current = self._services.launcher.launch(
                saved.definition, Trigger.MANUAL, full=full, request=request_id(), kind=kind, caller=authenticated_caller()
            )
            record_effect(Effect.CHANGED, execution=current.lease.execution)
            audit.write()
            if wait:
                return wait_and_respond(self._services, current, timeout, detailed=detailed)
        return _started_response(saved, current), 200

    def _resolve_credentials(
        self, definition: dict[str, Any], ingestion: Ingestion, saved: VersionedDefinition[Ingestion] | None
    ) -> Ingestion:
        """Return the ingestion with its stored credentials, and bind new ones to the datasource's location."""
        ingestion = with_stored_credentials(definition, ingestion, saved, self._services.access.has_target_privileges)
        credentials = ingestion.ds_credentials
        if credentials is None or credentials.password is None:
            return ingestion
        digest = self._services.validation.datasource(ingestion).location_digest()
        require_unchanged(
            "ingest.ds_credentials.password",
            same=not isinstance(credentials.password, EncryptedSecret) or credentials.location_digest == digest,
        )
        return replace(ingestion, ds_credentials=replace(credentials, location_digest=digest))


def ingestion_blueprint(services: Services) -> Blueprint:
    """Create the blueprint of the ingestion endpoints."""
    blueprint, views = Blueprint("ingestions", __name__, url_prefix=PATH), IngestionViews(services)
    blueprint.add_url_rule("/<id>", view_func=views.put, methods=["PUT"])
    blueprint.add_url_rule("/<id>", view_func=views.get, methods=["GET"])
    blueprint.add_url_rule("/<id>", view_func=views.delete, methods=["DELETE"])
    blueprint.add_url_rule("/_search", view_func=views.search, methods=["GET", "POST"])
    blueprint.add_url_rule("/<id>/_validate", view_func=views.validate, methods=["POST"])
    blueprint.add_url_rule("/<id>/_enable", view_func=views.enable, methods=["POST"])
    blueprint.add_url_rule("/<id>/_disable", view_func=views.disable, methods=["POST"])
    blueprint.add_url_rule("/<id>/_run", view_func=views.run, methods=["POST"])
    blueprint.add_url_rule("/<id>/_verify", view_func=views.verify, methods=["POST"])
    return blueprint


def _started_response(saved: VersionedDefinition[Ingestion], current: VersionedLease) -> dict[str, Any]:
    job = {"is_running": True, "is_aborting": False, "execution": current.lease.execution}
    return {"_id": saved.definition.id, "_version": saved.version.version, "found": True, "job": job}


def _stop_job(services: Services, id: str, *, force: bool) -> None:
    if not services.lifecycle.get(id).lease.is_active:
        return
    if not force:
        raise Conflict(f"the job [{id}] is running; abort it first, or delete with [force=true]")
    services.access.require(WRITE_JOBS)
    with services.request_slots.slot():
        aborted = services.lifecycle.abort(id, authenticated_caller())
        record_effect(Effect.CHANGED, execution=aborted.lease.execution)
        current = wait_for_end(services, aborted, _FORCED_DELETE_TIMEOUT)
    if current.lease.is_active:
        raise Conflict(f"the job [{id}] has not ended yet")
