"""What the endpoints of datasources and of ingestions have in common."""

from typing import Any

from sidecar.api.compat.parameters import Parameters
from sidecar.errors import BadRequest, NotFound, VersionConflict
from sidecar.model.ingestion import Ingestion
from sidecar.store.catalog import Saved, Shown
from sidecar.store.document import Versioned

WRITE_PARAMETERS = ("if_seq_no", "if_primary_term", "op_type")

Answer = tuple[dict[str, Any], int]


class Unpaired(BadRequest):
    """Refuse ``if_seq_no`` and ``if_primary_term`` without each other."""

    type = "action_request_validation_exception"


def creates(parameters: Parameters) -> bool:
    """Tell whether a definition is to be written only as a new one."""
    word = parameters.text("op_type", "index") or ""
    if word.lower() not in ("index", "create"):
        raise BadRequest(f"opType must be 'create' or 'index', found: [{word}]")
    return word.lower() == "create"


def expected(parameters: Parameters) -> tuple[int, int] | None:
    """Read over which sequence number and term alone a definition is to be written or deleted; none for any."""
    seq_no, term = parameters.long("if_seq_no"), parameters.long("if_primary_term")
    if (seq_no is None) != (term is None):
        unassigned = f"ifSeqNo is unassigned, but primary term is [{term}]"
        raise Unpaired(f"Validation Failed: 1: {unassigned if seq_no is None else 'ifSeqNo is set, but primary term is [0]'};")
    return None if seq_no is None or term is None else (seq_no, term)


def check_version(at: Versioned, condition: tuple[int, int] | None) -> None:
    """Refuse a call whose expected version is not the stored one, before it has done anything."""
    if condition not in (None, (at.seq_no, at.primary_term)):
        raise VersionConflict(f"required seqNo [{condition[0]}], primary term [{condition[1]}], current document has {at.to_json()}")


def written(id: str, at: Versioned, created: bool) -> Answer:
    """Answer a PUT."""
    return {"_id": id, **at.to_json(), "result": "created" if created else "updated", "created": created}, 201 if created else 200


def shown(found: Shown) -> dict[str, Any]:
    """Answer a GET."""
    return {"_id": found.id, **found.at.to_json(), "found": True, "_source": found.source}


def not_found(id: str) -> Answer:
    """Answer for what does not exist, in the shape of a GET."""
    return {"_id": id, "found": False}, 404


def deleted(id: str) -> Answer:
    """Answer a DELETE."""
    return {"_id": id, "found": True, "result": "deleted"}, 200


def listed(hits: list[dict[str, Any]]) -> dict[str, Any]:
    """Answer a search of definitions."""
    return {"hits": {"total": len(hits), "hits": hits}}


def over(saved: Saved[Any] | None, condition: tuple[int, int] | None, *, create: bool, keeps: bool) -> tuple[int, int] | None:
    """Give the condition of a PUT: a password that it ``keeps`` must not undo what somebody else saves meanwhile."""
    if saved is None or condition is not None or create or not keeps:
        return condition
    return saved.at.seq_no, saved.at.primary_term


def existing(saved: Saved[Ingestion] | None, id: str) -> Saved[Ingestion]:
    """Give what was found, or raise :class:`NotFound`."""
    if saved is None:
        raise NotFound(f"the ingestion [{id}] does not exist")
    return saved
