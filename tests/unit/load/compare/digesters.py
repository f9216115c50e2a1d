"""Digesters for tests, and responses as Elasticsearch writes them."""

import json
from collections.abc import Iterable

import pytest

from sidecar.load.compare.digests import Digester, create_digester
from sidecar.load.encode.fields import quote_json
from sidecar.load.encode.native import IS_INSTALLED

both_digesters = pytest.mark.parametrize(
    "native",
    [False, pytest.param(True, marks=pytest.mark.skipif(not IS_INSTALLED, reason="the native encoder is not installed"))],
    ids=["python", "native"],
)
"""Marks tests of both digesters; the one in Python is tested without the other, too."""

_DIGESTERS: dict[bool, Digester] = {}


def digester(*, native: bool) -> Digester:
    """Return a digester that all tests share."""
    if native not in _DIGESTERS:
        _DIGESTERS[native] = create_digester(native=native)
    return _DIGESTERS[native]


def bulk_body(documents: Iterable[tuple[str, str]]) -> bytes:
    """Return a bulk body with these ids and documents, as the encoders write it."""
    return "".join(f'{{"index":{{"_id":{quote_json(id)}}}}}\n{document}\n' for id, document in documents).encode()


def hit(id: str, document: str | None, sort: str = "[1]") -> str:
    """Return a hit as Elasticsearch writes it; ``id`` is JSON."""
    source = "" if document is None else f',"_source":{document}'
    return f'{{"_index":"i","_id":{id},"_score":null{source},"sort":{sort}}}'


def response(*hits: str, pit_id: str = "p=") -> bytes:
    """Return a response as Elasticsearch writes it."""
    head = f'{{"pit_id":{json.dumps(pit_id)},"took":1,"timed_out":false,"_shards":{{"total":1,"successful":1,"skipped":0,"failed":0}}'
    return f'{head},"hits":{{"max_score":null,"hits":[{",".join(hits)}]}}}}'.encode()
