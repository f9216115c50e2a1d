"""The moment of REPLACE: the finished index takes the target over, in one call, and what is left over goes."""

from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translated
from sidecar.errors import NotFound, NotPublished, Refused
from sidecar.load.index.lookup import Behind, look_behind
from sidecar.load.index.staging import find_staging, own_aliases
from sidecar.load.index.target import document_count, refresh

GREEN_PATIENCE = 30
"""Seconds to wait for the new index's replicas; a cluster that is slower gets its index yellow."""


def publish(client: Elasticsearch, index: str, target: str, *, replaced: str | None, expected: range, guard: float | None) -> None:
    """Give the target to a staging index, when all its rows are counted. Doing it again after a crash changes nothing.

    ``replaced`` is the index that the target showed when the run began. ``expected`` are the numbers of documents that are
    right: more than one when an answer was lost. ``guard`` is the percentage that the new index may be smaller than the old,
    none to switch it off. Raise :class:`~sidecar.errors.NotPublished`, the target unchanged, when it must not be.
    """
    if not published(client, index, target):
        staging = find_staging(client, index)
        _restore(client, staging)
        refresh(client, index)
        documents = document_count(client, index)
        _check_count(index, documents, expected)
        _wait_for_copies(client, find_staging(client, index))
        _check_guard(client, target, replaced, documents, guard)
        _swap_once(client, staging, target, replaced)


def published(client: Elasticsearch, index: str, target: str) -> bool:
    """Tell whether the target shows this index."""
    return any(each.index == index for each in look_behind(client, target))


def _restore(client: Elasticsearch, staging: Behind) -> None:
    settings = staging.meta.get("restore")
    if settings:
        with translated():
            client.indices.put_settings(index=staging.index, settings=settings)


def _check_count(index: str, documents: int, expected: range) -> None:
    if documents not in expected:
        wanted = f"{expected[0]}" if len(expected) == 1 else f"{expected[0]} to {expected[-1]}"
        raise NotPublished(f"the staging index [{index}] has {documents} documents, but {wanted} were acknowledged")


def _wait_for_copies(client: Elasticsearch, staging: Behind) -> None:
    """Wait for every copy where the cluster has nodes for them, else for the primaries; a red index is never published."""
    health = _health(client, staging.index, "yellow")
    if health and health["number_of_data_nodes"] > staging.replicas:
        health = _health(client, staging.index, "green")
    if health and health["status"] == "red":
        raise NotPublished(f"the staging index [{staging.index}] has a shard that is not there")


def _health(client: Elasticsearch, index: str, status: str) -> dict[str, Any] | None:
    """Wait for a status; none where the caller may not ask."""
    patient = client.options(request_timeout=GREEN_PATIENCE + 10, ignore_status=408)
    try:
        with translated():
            return dict(patient.cluster.health(index=index, wait_for_status=status, timeout=f"{GREEN_PATIENCE}s").body)
    except Refused as error:
        if error.status == 403:
            return None
        raise


def _check_guard(client: Elasticsearch, target: str, replaced: str | None, documents: int, guard: float | None) -> None:
    # Where nothing is guarded, an old index that lacks a shard for good does not keep its successor out.
    matters = guard is not None or not documents
    old = document_count(client, replaced) if replaced is not None and matters else 0
    if old and not documents:
        raise NotPublished(f"the target [{target}] has {old} documents, and the new index has none")
    if guard is not None and documents < old * (100 - guard) / 100:
        raise NotPublished(
            f"the target [{target}] has {old} documents, the new index only {documents}: that is more than the {guard:g}% that the "
            "removal guard lets go"
        )


def _swap_once(client: Elasticsearch, staging: Behind, target: str, replaced: str | None) -> None:
    """Swap; where another process that went on with the same execution was first, that is as good."""
    try:
        _swap(client, staging, target, replaced)
    except NotPublished:
        if not published(client, staging.index, target):
            raise


def _swap(client: Elasticsearch, staging: Behind, target: str, replaced: str | None) -> None:
    present = look_behind(client, target)
    if [each.index for each in present] != ([] if replaced is None else [replaced]):
        shown = ", ".join(f"[{each.index}]" for each in present) or "nothing"
        raise NotPublished(f"the target [{target}] showed [{replaced or 'nothing'}] when the run began, and now shows {shown}")
    # must_exist: without it a remove that finds nothing still lets the add through, and every row is there twice.
    actions = [{"remove": {"index": staging.index, "alias": alias, "must_exist": True}} for alias in own_aliases(staging)]
    actions += [_taking_away(each, target) for each in present]
    actions.append({"add": {**(present[0].aliases.get(target, {}) if present else {}), "index": staging.index, "alias": target}})
    try:
        with translated():
            answer = client.indices.update_aliases(actions=actions)
    except (NotFound, Refused) as error:
        raise NotPublished(f"the target [{target}] changed while it was being published: {error.reason}") from error
    if answer.body.get("errors"):
        raise NotPublished(f"the target [{target}] changed while it was being published")


def _taking_away(present: Behind, target: str) -> dict[str, Any]:
    """Take the target away from the index that shows it; an index of that very name, which the sidecar made, makes room."""
    if present.index == target:
        return {"remove_index": {"index": target}}
    return {"remove": {"index": present.index, "alias": target, "must_exist": True}}


def discard(client: Elasticsearch, index: str) -> bool:
    """Delete a staging index that was not published; tell whether it is gone. Nothing else is ever deleted here."""
    return _delete(client, index, staged=True)


def drop_replaced(client: Elasticsearch, index: str) -> bool:
    """Delete an index that a publish replaced; tell whether it is gone. One that an alias shows, or that is not ours, stays."""
    return _delete(client, index, staged=False)


def _delete(client: Elasticsearch, index: str, *, staged: bool) -> bool:
    found = [each for each in look_behind(client, index) if each.index == index]
    if not found:
        return True
    allowed = set(own_aliases(found[0])) if staged else set()
    if not _may_go(found[0], staged=staged) or set(found[0].aliases) - allowed:
        return False
    try:
        with translated():
            client.indices.delete(index=index)
    except Refused as error:
        # Two agents may drop it at the same moment: whoever comes second finds it gone, as wanted.
        if error.type != "index_not_found_exception":
            raise
    return True


def _may_go(behind: Behind, *, staged: bool) -> bool:
    """Tell whether the sidecar made an index, and for a run's staging where ``staged`` asks for that."""
    return behind.ours and (not staged or "execution" in behind.meta)
