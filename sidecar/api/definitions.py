"""Parameters and responses shared by the endpoints of datasources and ingestions."""

from collections.abc import Callable
from typing import Any, TypeVar

from sidecar.api.audit import record_save
from sidecar.api.caller import authenticated_caller
from sidecar.api.compat.parameters import Parameters, parameters
from sidecar.api.search import parse_sort, read_ids
from sidecar.elastic import Client
from sidecar.errors import BadRequest, VersionConflict
from sidecar.jobs.clock import now_millis
from sidecar.model.authorship import Authorship
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.store.definitions import MAX_SEARCH_RESULTS, Definitions, PublicDefinition, VersionedDefinition
from sidecar.store.document import DocumentVersion

WRITE_PARAMETERS = ("if_seq_no", "if_primary_term", "op_type", "detect_noop")
SEARCH_PARAMETERS = ("from", "size", "sort", "q", "id")

T = TypeVar("T", Datasource, Ingestion)

JsonResponse = tuple[dict[str, Any], int]
"""A body and its HTTP status."""


class UnpairedCondition(BadRequest):
    """One of ``if_seq_no`` and ``if_primary_term`` is given without the other."""

    type = "action_request_validation_exception"


def is_create(parameters: Parameters) -> bool:
    """Return whether ``op_type`` is ``create``: the definition must not exist yet."""
    op_type = parameters.text("op_type", "index") or ""
    if op_type.lower() not in ("index", "create"):
        raise BadRequest(f"opType must be 'create' or 'index', found: [{op_type}]")
    return op_type.lower() == "create"


def noop_version(definition: T, saved: VersionedDefinition[T] | None, is_same: Callable[[T, T], bool]) -> DocumentVersion | None:
    """Return the stored version if ``detect_noop`` is set and a PUT would change nothing, else None.

    Raises :class:`VersionConflict` as a write would.
    """
    values = parameters()
    if not values.boolean("detect_noop") or is_create(values) or saved is None:
        return None
    # Before the passwords are compared: a condition that is never met must not tell whether one is right.
    check_version(saved.version, read_condition(values))
    return saved.version if is_same(definition, saved.definition) else None


def read_condition(parameters: Parameters) -> tuple[int, int] | None:
    """Return ``if_seq_no`` and ``if_primary_term``, or None without them."""
    seq_no, term = parameters.long("if_seq_no"), parameters.long("if_primary_term")
    if (seq_no is None) != (term is None):
        unassigned = f"ifSeqNo is unassigned, but primary term is [{term}]"
        raise UnpairedCondition(f"Validation Failed: 1: {unassigned if seq_no is None else 'ifSeqNo is set, but primary term is [0]'};")
    return None if seq_no is None or term is None else (seq_no, term)


def check_version(version: DocumentVersion, condition: tuple[int, int] | None) -> None:
    """Raise :class:`VersionConflict` unless the stored version meets the condition."""
    if condition not in (None, (version.seq_no, version.primary_term)):
        raise VersionConflict(
            f"required seqNo [{condition[0]}], primary term [{condition[1]}]. "
            f"current document has seqNo [{version.seq_no}] and primary term [{version.primary_term}]"
        )


def save(
    store: Definitions[T], value: T, saved: VersionedDefinition[T] | None, condition: tuple[int, int] | None, *, create: bool = False
) -> tuple[DocumentVersion, bool]:
    """Write a definition as the caller's; return its version and whether it is new. Raises as :meth:`Definitions.put` does."""
    caller, now = authenticated_caller(), now_millis()
    authorship = saved.authorship.after_save(caller, now) if saved else Authorship.of_new(caller, now)
    version, is_new = store.put(value, authorship, create=create, expected=condition)
    record_save(saved.definition if saved else None, value, is_new=is_new)
    return version, is_new


def write_response(id: str, version: DocumentVersion, created: bool) -> JsonResponse:
    """Return the response to a PUT."""
    return {"_id": id, **version.to_json(), "result": "created" if created else "updated", "created": created}, 201 if created else 200


def noop_response(id: str, version: DocumentVersion) -> JsonResponse:
    """Return the response to a PUT that changes nothing."""
    return {"_id": id, **version.to_json(), "result": "noop", "created": False}, 200


def get_response(found: PublicDefinition) -> dict[str, Any]:
    """Return the body of the response to a GET."""
    return {"_id": found.id, **found.version.to_json(), "found": True, **found.authorship.to_json(), "_source": found.source}


def describe_hit(found: PublicDefinition) -> dict[str, Any]:
    """Return a hit of a search of definitions."""
    return {"_id": found.id, **found.authorship.to_json(), "_source": found.source}


def not_found_response(id: str) -> JsonResponse:
    """Return the 404 response for an id that does not exist."""
    return {"_id": id, "found": False}, 404


def delete_response(id: str) -> JsonResponse:
    """Return the response to a DELETE."""
    return {"_id": id, "found": True, "result": "deleted"}, 200


def search_definitions(store: Definitions[Any], client: Client) -> tuple[int, list[PublicDefinition]]:
    """Return the total and the page of definitions for the request's :data:`SEARCH_PARAMETERS`."""
    values = parameters()
    return store.search_public(
        client,
        begin=values.integer("from", 0, minimum=0),
        size=values.integer("size", MAX_SEARCH_RESULTS, minimum=0, maximum=MAX_SEARCH_RESULTS),
        sort=parse_sort(values.text("sort") or ""),
        text=values.text("q"),
        id_patterns=read_ids(values.text("id") or ""),
    )


def search_response(total: int, hits: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the body of the response to a search of definitions."""
    return {"hits": {"total": total, "hits": hits}}


def write_condition(
    saved: VersionedDefinition[Any] | None, condition: tuple[int, int] | None, *, create: bool, reuses_password: bool
) -> tuple[int, int] | None:
    """Return the condition of a PUT: one that reuses the stored password must not overwrite a concurrent change of it."""
    if saved is None or condition is not None or create or not reuses_password:
        return condition
    return saved.version.seq_no, saved.version.primary_term
