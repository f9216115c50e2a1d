"""Going on in the index of an earlier attempt: nobody but this attempt writes there any more, and what the earlier one left is known."""

from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translated
from sidecar.errors import NotFound, Superseded
from sidecar.load.index.lookup import Behind
from sidecar.load.index.staging import Staging, find_staging, own_aliases, write_alias
from sidecar.load.index.target import document_count, refresh

_BLOCK = "index.blocks.write"
_DRAINING = 60.0
"""Seconds that requests under way may take to end: Elasticsearch answers the block when none is left."""


@dataclass(frozen=True, kw_only=True)
class Fenced:
    """A staging index in which this attempt alone writes, as it stood before its first row."""

    staging: Staging
    documents: int
    newest: dict[int, int]
    """The newest sequence number of each shard: what was written before has no greater one, what is written again gets one."""


def take_over(client: Elasticsearch, index: str, *, attempt: int) -> Fenced:
    """Fence off every earlier attempt: its alias goes, so that a late body is refused, and what is under way is waited for.

    Doing it again after a crash changes nothing. Raise :class:`~sidecar.errors.TargetError` where the index is gone or not one
    of the sidecar's, :class:`~sidecar.errors.Superseded` where a later attempt was here or published it: whoever was paused for so
    long takes nothing from it.
    """
    found = find_staging(client, index)
    alias = write_alias(index, attempt)
    if alias not in found.aliases:
        _switch(client, found, alias, attempt)
    with translated():
        client.options(request_timeout=_DRAINING).indices.add_block(index=index, block="write")
        client.indices.put_settings(index=index, settings={_BLOCK: None})
    refresh(client, index)
    return Fenced(
        staging=Staging(index=index, alias=alias, uuid=found.uuid), documents=document_count(client, index), newest=_newest(client, index)
    )


def _switch(client: Elasticsearch, found: Behind, alias: str, attempt: int) -> None:
    """Take the place of the attempt before, in one call that fails where another one has taken it meanwhile."""
    before = [each for each in own_aliases(found) if int(each.rpartition("-")[2]) < attempt]
    if len(before) != 1 or len(own_aliases(found)) != 1:
        raise Superseded(f"the index [{found.index}] is not that of an earlier attempt any more")
    actions: list[dict[str, Any]] = [
        {"remove": {"index": found.index, "alias": before[0], "must_exist": True}},
        {"add": {"index": found.index, "alias": alias, "is_hidden": True}},
    ]
    try:
        with translated():
            client.indices.update_aliases(actions=actions)
    except NotFound as error:
        raise Superseded(f"the index [{found.index}] was taken over by another attempt") from error


def untouched(client: Elasticsearch, fenced: Fenced) -> int:
    """Count the documents that were there when the index was taken over, and that this attempt has not written again."""
    index = fenced.staging.index
    refresh(client, index)
    return sum(_older(client, index, shard, newest) for shard, newest in fenced.newest.items())


def _older(client: Elasticsearch, index: str, shard: int, newest: int) -> int:
    with translated():
        answer = client.count(index=index, preference=f"_shards:{shard}", query={"range": {"_seq_no": {"lte": newest}}})
    return int(answer["count"])


def _newest(client: Elasticsearch, index: str) -> dict[int, int]:
    path = "indices.*.shards.*.routing.primary,indices.*.shards.*.seq_no.max_seq_no"
    with translated():
        answer = client.indices.stats(index=index, level="shards", expand_wildcards="all", filter_path=path)
    shards = answer["indices"][index]["shards"]
    return {int(number): max(copy["seq_no"]["max_seq_no"] for copy in copies) for number, copies in shards.items()}
