"""Audit events of the API: one for each changing call, also if it is refused."""

import enum
import ipaddress
from dataclasses import dataclass, replace
from typing import Any

from flask import Flask, Response, g, request

from sidecar import audit
from sidecar.api.caller import authenticated_caller
from sidecar.audit import Action, Category, EventType, Outcome
from sidecar.model.caller import Caller
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.model.log_fields import DATASOURCE, EXECUTION, JOB

_MAX_LENGTH = 1024
"""Characters of a field that the caller chooses."""


class Effect(enum.Enum):
    """What a call has done so far."""

    NONE = enum.auto()
    """It changes nothing."""
    CHANGED = enum.auto()
    CREATED = enum.auto()


def _configuration(name: str, type: EventType = EventType.CHANGE) -> Action:
    return Action(name, Category.CONFIGURATION, type)


ACTIONS = {
    "datasources.put": _configuration("datasource-updated"),
    "datasources.delete": _configuration("datasource-deleted", EventType.DELETION),
    "ingestions.put": _configuration("ingestion-updated"),
    "ingestions.delete": _configuration("ingestion-deleted", EventType.DELETION),
    "ingestions.enable": _configuration("ingestion-enabled"),
    "ingestions.disable": _configuration("ingestion-disabled"),
    "ingestions.run": Action("execution-started", Category.PROCESS, EventType.START),
    "ingestions.verify": Action("verification-started", Category.PROCESS, EventType.START),
    "positions.reset": _configuration("positions-reset"),
    "jobs.abort": Action("execution-aborted", Category.PROCESS, EventType.END),
    "dead_letters.retry": Action("dead-letters-retried", Category.DATABASE, EventType.CHANGE),
    "dead_letters.delete": Action("dead-letters-deleted", Category.DATABASE, EventType.DELETION),
}
"""The action of each endpoint that changes something."""
CREATIONS = {
    "datasources.put": _configuration("datasource-created", EventType.CREATION),
    "ingestions.put": _configuration("ingestion-created", EventType.CREATION),
}
"""The action in place of that, if the call has created something."""


@dataclass
class _Record:
    """What is known about the current call."""

    effect: Effect | None = None
    execution: str | None = None
    changed_fields: list[str] | None = None
    is_written: bool = False


def install(app: Flask) -> None:
    """Write an event for each changing call to an application, with its response."""
    app.after_request(_write_for_response)


def is_audited() -> bool:
    """Return whether the current request is a changing call."""
    return request.endpoint in ACTIONS and request.method != "OPTIONS"


def record_effect(effect: Effect, *, execution: str | None = None) -> None:
    """Record what the current call has done, and to which execution."""
    record = _record()
    record.effect, record.execution = effect, execution or record.execution


def record_save(before: Datasource | Ingestion | None, after: Datasource | Ingestion, *, is_new: bool) -> None:
    """Record that the current call has written a definition, whose earlier form is known if it was signed and readable."""
    record_effect(Effect.CREATED if is_new else Effect.CHANGED)
    _record().changed_fields = None if before is None else _changed_fields(before.to_document(), after.to_document())


def write() -> None:
    """Write the event of the current call before its response, which may have to wait for the end of an execution."""
    _write(None)


def _record() -> _Record:
    if "audit" not in g:
        g.audit = _Record()
    record: _Record = g.audit
    return record


def _changed_fields(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Return the names of the fields of a definition that differ. A password that was entered again has another encrypted form."""
    old, new = ({**document.get("jdbc", {}), **document.get("ingest", {})} for document in (before, after))
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))


def _write_for_response(response: Response) -> Response:
    if is_audited() and not _record().is_written:
        _write(response.status_code)
    return response


def _write(status: int | None) -> None:
    record = _record()
    record.is_written = True
    fields = {**_target_fields(record), **_caller_fields(authenticated_caller()), **_request_fields(), "http.response.status_code": status}
    audit.write(_action(record.effect), _outcome(record.effect, status), fields, is_denied=status in (401, 403))


def _action(effect: Effect | None) -> Action:
    endpoint = request.endpoint or ""
    if effect is Effect.CREATED:
        return CREATIONS[endpoint]
    return replace(ACTIONS[endpoint], type=EventType.INFO) if effect is Effect.NONE else ACTIONS[endpoint]


def _outcome(effect: Effect | None, status: int | None) -> Outcome:
    if status is None or status < 400:
        return Outcome.SUCCESS
    # The response to a write may have been lost, or the call failed after it.
    may_have_changed = status >= 500 or effect in (Effect.CHANGED, Effect.CREATED)
    return Outcome.UNKNOWN if may_have_changed else Outcome.FAILURE


def _target_fields(record: _Record) -> dict[str, Any]:
    id = str((request.view_args or {}).get("id"))[:_MAX_LENGTH]
    name = DATASOURCE if request.blueprint == "datasources" else JOB
    return {name: id, EXECUTION: record.execution, "siren.changed_fields": record.changed_fields}


def _caller_fields(caller: Caller | None) -> dict[str, Any]:
    if caller is None:
        return {}
    key = caller.api_key
    return {
        "user.name": caller.name,
        "labels.realm": caller.realm,
        "labels.run_by": caller.run_by,
        "labels.api_key_id": key and key.id,
        "labels.api_key_name": key and key.name,
    }


def _request_fields() -> dict[str, Any]:
    return {
        "source.ip": _address(request.remote_addr),
        "network.forwarded_ip": _address(request.headers.get("X-Forwarded-For", "").partition(",")[0].strip()),
        "http.request.method": request.method,
        "url.path": request.path[:_MAX_LENGTH],
    }


def _address(text: str | None) -> str | None:
    """Return an IP address without a zone; None for anything else: an index would reject the event, as a caller might want."""
    try:
        return str(ipaddress.ip_address((text or "").partition("%")[0]))
    except ValueError:
        return None
