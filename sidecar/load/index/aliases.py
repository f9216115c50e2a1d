"""Aliases besides the target: those of an ingestion, those that index templates add, and those that users set."""

from collections.abc import Iterable
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import TargetError
from sidecar.load.index.lookup import META_KEY, AliasTarget, resolve_indices

TEMPLATE_ALIASES = "aliases"
"""Key in the sidecar's metadata of a staging index: the aliases that index templates added, with filter, routing and write flag."""


def check_aliases(client: Elasticsearch, aliases: Iterable[str]) -> None:
    """Raise :class:`~sidecar.errors.TargetError` if an alias cannot be set because an index has its name."""
    for alias in aliases:
        if any(each.index == alias or each.data_stream for each in resolve_indices(client, alias)):
            raise TargetError(f"the alias [{alias}] cannot be set because an index or a data stream has that name")


def detach_template_aliases(client: Elasticsearch, staging: AliasTarget, own: str) -> None:
    """Remove all aliases but ``own`` from a staging index, and record them in its metadata for the publish.

    Index templates add them when the index is created. Readers must not find its rows before the publish.
    """
    added = {alias: options for alias, options in staging.aliases.items() if alias != own}
    if not added:
        return
    with translate_elasticsearch_errors(staging.index):
        # Recorded first: an index with an alias that is not recorded is never deleted.
        meta = client.indices.get_mapping(index=staging.index)[staging.index]["mappings"]["_meta"]
        client.indices.put_mapping(index=staging.index, meta={**meta, META_KEY: {**staging.meta, TEMPLATE_ALIASES: added}})
        client.indices.update_aliases(actions=[{"remove": {"index": staging.index, "alias": alias, "must_exist": True}} for alias in added])


def template_aliases(staging: AliasTarget) -> dict[str, dict[str, Any]]:
    """Return the aliases that index templates added to a staging index."""
    found: dict[str, dict[str, Any]] = staging.meta.get(TEMPLATE_ALIASES, {})
    return found


def move_actions(staging: AliasTarget, replaced: AliasTarget | None, target: str, aliases: Iterable[str]) -> list[dict[str, Any]]:
    """Return the actions that set the target's alias and all other aliases on a staging index, and remove them from the replaced index.

    These are ``aliases``, those of index templates, and all aliases of a replaced index that has the target's own name and is
    therefore deleted. Filter, routing and write flag stay as they are on the replaced index.
    """
    current = replaced.aliases if replaced else {}
    is_deleted = replaced is not None and replaced.index == target
    names = {target, *aliases, *template_aliases(staging), *(current if is_deleted else ())}
    actions: list[dict[str, Any]] = [{"remove_index": {"index": target}}] if is_deleted else []
    for alias in sorted(names):
        if replaced and not is_deleted and alias in current:
            # Without must_exist a remove that matches nothing would not prevent the add, and every row would be found twice.
            actions.append({"remove": {"index": replaced.index, "alias": alias, "must_exist": True}})
        options = current.get(alias, template_aliases(staging).get(alias, {}))
        actions.append({"add": {**options, "index": staging.index, "alias": alias}})
    return actions


def remaining_aliases(client: Elasticsearch, index: str) -> list[str]:
    """Return the aliases of a replaced index; empty if it no longer exists."""
    return sorted(alias for each in resolve_indices(client, index) if each.index == index for alias in each.aliases)


def add_missing_aliases(client: Elasticsearch, found: AliasTarget, aliases: Iterable[str]) -> None:
    """Set the aliases that an index lacks."""
    actions = [{"add": {"index": found.index, "alias": alias}} for alias in aliases if alias not in found.aliases]
    if actions:
        with translate_elasticsearch_errors(found.index):
            client.indices.update_aliases(actions=actions)
