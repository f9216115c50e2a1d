"""Take over the staging index of an earlier attempt: fence off its writes, and count its documents."""

from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import LeaseLost, NotFound
from sidecar.load.index.lookup import AliasTarget
from sidecar.load.index.staging import StagingIndex, find_staging_index, write_alias_name, write_aliases
from sidecar.load.index.target import count_documents, refresh

_WRITE_BLOCK = "index.blocks.write"
_DRAIN_TIMEOUT = 60.0
"""Seconds that writes in flight may take to end; Elasticsearch confirms the block when none is left."""


@dataclass(frozen=True, kw_only=True)
class FencedIndex:
    """A staging index that only this attempt writes, and its state before this attempt's first row."""

    staging: StagingIndex
    documents: int
    max_seq_nos: dict[int, int]
    """The highest sequence number of each shard; every later write has a higher one."""


def take_over(client: Elasticsearch, index: str, *, attempt: int) -> FencedIndex:
    """Fence off earlier attempts: remove their write alias, so that late writes fail, and wait for writes in flight.

    Idempotent, so it can be repeated after a crash. Raises :class:`~sidecar.errors.TargetError` if the index no longer exists or is not a
    staging index, :class:`~sidecar.errors.LeaseLost` if a later attempt has taken it over or published it.
    """
    found = find_staging_index(client, index)
    alias = write_alias_name(index, attempt)
    if alias not in found.aliases:
        _swap_write_alias(client, found, alias, attempt)
    with translate_elasticsearch_errors(index):
        client.options(request_timeout=_DRAIN_TIMEOUT).indices.add_block(index=index, block="write")
        client.indices.put_settings(index=index, settings={_WRITE_BLOCK: None})
    refresh(client, index)
    return FencedIndex(
        staging=StagingIndex(index=index, alias=alias, uuid=found.uuid, pipelines=found.pipelines),
        documents=count_documents(client, index),
        max_seq_nos=_read_max_seq_nos(client, index),
    )


def _swap_write_alias(client: Elasticsearch, found: AliasTarget, alias: str, attempt: int) -> None:
    """Replace the earlier attempt's write alias in one call, which fails if another attempt has already replaced it."""
    earlier = [each for each in write_aliases(found) if int(each.rpartition("-")[2]) < attempt]
    if len(earlier) != 1 or len(write_aliases(found)) != 1:
        raise LeaseLost(f"the index [{found.index}] no longer belongs to an earlier attempt")
    actions: list[dict[str, Any]] = [
        {"remove": {"index": found.index, "alias": earlier[0], "must_exist": True}},
        {"add": {"index": found.index, "alias": alias, "is_hidden": True}},
    ]
    try:
        with translate_elasticsearch_errors(found.index):
            client.indices.update_aliases(actions=actions)
    except NotFound as error:
        raise LeaseLost(f"the index [{found.index}] was taken over by another attempt") from error


def count_not_rewritten(client: Elasticsearch, fenced: FencedIndex) -> int:
    """Return the number of documents from before the take-over that this attempt has not rewritten."""
    index = fenced.staging.index
    refresh(client, index)
    return sum(_count_up_to(client, index, shard, seq_no) for shard, seq_no in fenced.max_seq_nos.items())


def _count_up_to(client: Elasticsearch, index: str, shard: int, seq_no: int) -> int:
    with translate_elasticsearch_errors(index):
        response = client.count(index=index, preference=f"_shards:{shard}", query={"range": {"_seq_no": {"lte": seq_no}}})
    return int(response["count"])


def _read_max_seq_nos(client: Elasticsearch, index: str) -> dict[int, int]:
    path = "indices.*.shards.*.routing.primary,indices.*.shards.*.seq_no.max_seq_no"
    with translate_elasticsearch_errors(index):
        response = client.indices.stats(index=index, level="shards", expand_wildcards="all", filter_path=path)
    shards = response["indices"][index]["shards"]
    return {int(number): max(copy["seq_no"]["max_seq_no"] for copy in copies) for number, copies in shards.items()}
