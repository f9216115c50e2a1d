"""Publish a REPLACE: swap the target's alias to the finished staging index in one call, and delete indices no longer needed."""

import math
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import ApiError, NotFound, PublishFailed
from sidecar.load.index.aliases import move_actions, template_aliases
from sidecar.load.index.lookup import AliasTarget, resolve_indices
from sidecar.load.index.staging import find_staging_index, has_load_settings, write_aliases
from sidecar.load.index.target import count_documents, refresh
from sidecar.model.ingestion_fields import format_percentage

GREEN_TIMEOUT = 30
"""Seconds to wait for the new index's replicas; after that it is published yellow."""


def publish(
    client: Elasticsearch, index: str, target: str, *,
    replaced: str | None, expected: range, removal_guard: float | None, aliases: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Point the target and ``aliases`` to a staging index, after checking its documents. Idempotent, so it can be repeated after a crash.

    ``replaced`` is the index that the target pointed to when the run began. ``expected`` are the valid document counts; they are
    several if a response was lost. ``removal_guard`` is the percentage by which the new index may be smaller than the old one;
    None disables it. Raises :class:`~sidecar.errors.PublishFailed` if the target must not change.
    """
    if not is_published(client, index, target):
        staging = _restore_settings(client, find_staging_index(client, index))
        refresh(client, index)
        documents = count_documents(client, index)
        _check_count(index, documents, expected)
        _wait_for_replicas(client, staging)
        _check_removal_guard(client, target, replaced, documents, removal_guard)
        _swap_once(client, staging, target, replaced, aliases)


def prepare_publish(client: Elasticsearch, index: str) -> None:
    """Do the part of :func:`publish` that does not need all rows: restore the settings, and refresh what has been written."""
    _restore_settings(client, find_staging_index(client, index))
    refresh(client, index)


def is_published(client: Elasticsearch, index: str, target: str) -> bool:
    """Return whether the target points to this index."""
    return any(each.index == index for each in resolve_indices(client, target))


def _restore_settings(client: Elasticsearch, staging: AliasTarget) -> AliasTarget:
    """Give a staging index its final settings, unless it has them; return it with them."""
    if not has_load_settings(staging):
        return staging
    with translate_elasticsearch_errors(staging.index):
        client.indices.put_settings(index=staging.index, settings=staging.meta["restore"])
    return find_staging_index(client, staging.index)


def _check_count(index: str, documents: int, expected: range) -> None:
    if documents not in expected:
        acknowledged = f"{expected[0]}" if len(expected) == 1 else f"{expected[0]} to {expected[-1]}"
        raise PublishFailed(f"the staging index [{index}] has {documents} documents, but {acknowledged} were acknowledged")


def _wait_for_replicas(client: Elasticsearch, staging: AliasTarget) -> None:
    """Wait for all replicas if the cluster has enough nodes, otherwise for the primaries; a red index is never published."""
    health = _wait_for_status(client, staging.index, "yellow")
    if health and health["number_of_data_nodes"] > staging.replicas:
        health = _wait_for_status(client, staging.index, "green")
    if health and health["status"] == "red":
        raise PublishFailed(f"the staging index [{staging.index}] has an unassigned primary shard")


def _wait_for_status(client: Elasticsearch, index: str, status: str) -> dict[str, Any] | None:
    """Return the index's health once it has the status or the timeout has passed; None if the caller may not read it."""
    waiting = client.options(request_timeout=GREEN_TIMEOUT + 10, ignore_status=408)
    try:
        with translate_elasticsearch_errors(index):
            return dict(waiting.cluster.health(index=index, wait_for_status=status, timeout=f"{GREEN_TIMEOUT}s").body)
    except ApiError as error:
        if error.status == 403:
            return None
        raise


def minimum_documents(old: int, removal_guard: float) -> int:
    """Return the fewest documents of an index that may replace one with ``old`` documents; ``removal_guard`` is a percentage."""
    return max(min(old, 1), math.ceil(old * (100 - removal_guard) / 100))


def _check_removal_guard(client: Elasticsearch, target: str, replaced: str | None, documents: int, removal_guard: float | None) -> None:
    # Without a guard the count is not needed: an old index that has lost a shard must not prevent its replacement.
    count_old = replaced is not None and (removal_guard is not None or not documents)
    old = count_documents(client, replaced) if replaced is not None and count_old else 0
    if old and not documents:
        raise PublishFailed(f"the target [{target}] has {old} documents, and the new index has none")
    if removal_guard is not None and documents < minimum_documents(old, removal_guard):
        raise PublishFailed(
            f"the target [{target}] has {old} documents but the new index has only {documents}; "
            f"[removal_guard] allows at most {format_percentage(removal_guard)} fewer"
        )


def _swap_once(client: Elasticsearch, staging: AliasTarget, target: str, replaced: str | None, aliases: tuple[str, ...]) -> None:
    """Swap the aliases, unless another process of the same execution has already done it."""
    try:
        _swap(client, staging, target, replaced, aliases)
    except PublishFailed:
        if not is_published(client, staging.index, target):
            raise


def _swap(client: Elasticsearch, staging: AliasTarget, target: str, replaced: str | None, aliases: tuple[str, ...]) -> None:
    current = resolve_indices(client, target)
    if [each.index for each in current] != ([] if replaced is None else [replaced]):
        names = ", ".join(f"[{each.index}]" for each in current) or "nothing"
        raise PublishFailed(f"the target [{target}] pointed to [{replaced or 'nothing'}] when the run began but now points to {names}")
    # With must_exist the call fails if another attempt has taken over the index or published it.
    actions: list[dict[str, Any]] = [
        {"remove": {"index": staging.index, "alias": alias, "must_exist": True}} for alias in write_aliases(staging)
    ]
    actions += move_actions(staging, current[0] if current else None, target, aliases)
    try:
        with translate_elasticsearch_errors(target):
            response = client.indices.update_aliases(actions=actions)
    except (NotFound, ApiError) as error:
        raise PublishFailed(f"the target [{target}] changed during publishing: {error.reason}") from error
    if response.body.get("errors"):
        raise PublishFailed(f"the target [{target}] changed during publishing")


def delete_staging_index(client: Elasticsearch, index: str) -> bool:
    """Delete an unpublished staging index; return whether it no longer exists. Other indices are never deleted."""
    return _delete(client, index, staged=True)


def delete_replaced_index(client: Elasticsearch, index: str) -> bool:
    """Delete an index that a publish replaced; return whether it no longer exists.

    An index that has an alias, or that the sidecar did not create, is not deleted.
    """
    return _delete(client, index, staged=False)


def _delete(client: Elasticsearch, index: str, *, staged: bool) -> bool:
    found = [each for each in resolve_indices(client, index) if each.index == index]
    if not found:
        return True
    allowed = {*write_aliases(found[0]), *template_aliases(found[0])} if staged else set()
    if not _may_delete(found[0], staged=staged) or set(found[0].aliases) - allowed:
        return False
    try:
        with translate_elasticsearch_errors(index):
            client.indices.delete(index=index)
    except ApiError as error:
        # Another agent may have deleted it at the same moment.
        if error.type != "index_not_found_exception":
            raise
    return True


def _may_delete(found: AliasTarget, *, staged: bool) -> bool:
    """Return whether the sidecar created an index, and created it as a staging index if ``staged``."""
    return found.is_own and (not staged or "execution" in found.meta)
