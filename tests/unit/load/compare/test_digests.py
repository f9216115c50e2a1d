"""The digesters: rows and hits with the same id and document have the same records, however the JSON is written."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sidecar.load.compare.digests import (
    ID_BYTES,
    PAGE_BYTES,
    PARTITIONS,
    RECORD_BYTES,
    create_digester,
    digest_ids,
    join_records,
    page_of,
    split_records,
)
from tests.unit.load.compare.digesters import both_digesters, bulk_body, digester, hit, response

SPECIAL = [
    '"', "\\", "\\\\", "/", "\x00", "\x1f", "\x7f", "\u0085", "\u2028", "\ufeff", "\b\t\n\f\r", "é", "€", "😀", "{}", '"}}',
    '{"index":{"_id":"', '"_source":{', "]}", "|",
]  # fmt: skip
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12) | st.lists(st.sampled_from(SPECIAL), max_size=4).map("".join)
LONG_IDS = st.sampled_from(["é" * 256, "😀" * 128, '"' * 512, "\\" * 512, "\x01" * 512, "a" * 512])
IDS = TEXTS.filter(bool) | LONG_IDS
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8,
)  # fmt: skip
WRITERS: list[Callable[[Any], str]] = [
    lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
    json.dumps,
    lambda value: json.dumps(value, indent=1, ensure_ascii=False),
]
"""Ways to write JSON: an encoder may escape what is not ASCII, and anybody may add blanks."""
DOCUMENTS = st.builds(lambda document, write: write(document).replace("\n", " "), st.dictionaries(TEXTS, VALUES, max_size=4),
                      st.sampled_from(WRITERS))  # fmt: skip
PAIRS = st.lists(st.tuples(IDS, DOCUMENTS), max_size=6)
LOOK_ALIKE = '{"a":"]}}\\"{\\\\","hits":{"hits":[{"_index":"i","_id":"x","_score":null,"_source":{"y":[1]},"sort":[9]}]},"pit_id":"z"}'
"""A document that contains a response."""
ESCAPES: list[Callable[[str], str]] = [
    lambda text: json.dumps(text, ensure_ascii=False),
    json.dumps,
    lambda text: json.dumps(text).replace("/", "\\/"),
    lambda text: '"' + "".join(f"\\u{unit:04X}" for unit in _utf16(text)) + '"',
]
"""Ways to write an id; the last one escapes everything, with pairs of surrogates where needed."""


def _utf16(text: str) -> list[int]:
    encoded = text.encode("utf-16-be")
    return [int.from_bytes(encoded[start : start + 2], "big") for start in range(0, len(encoded), 2)]


def write_other_hit(id: str, document: str, random: Random, sort: str) -> str:
    """Return a hit with further members, in another order and with blanks."""
    members = [
        ("_index", '"i"'), ("_id", id), ("_score", "1.5e3"), ("_source", document), ("sort", sort), ("_version", "7"), ("_routing", '"}"'),
        ("_ignored", '["a]","b"]'), ("ignored_field_values", '{"a]":["\\"x"]}'), ("_seq_no", "-1"), ("matched", "true"),
    ]  # fmt: skip
    random.shuffle(members)
    blanks = [random.choice(["", " ", "\n\t", "\r\n "]) for _ in range(4)]
    separator = f"{blanks[0]},{blanks[1]}"
    return "{" + blanks[2] + separator.join(f'"{name}"{blanks[3]}:{blanks[0]}{value}' for name, value in members) + blanks[1] + "}"


def write_other_response(hits: Sequence[str], random: Random) -> bytes:
    """Return a response with further members, in another order and with blanks."""
    inner = [("total", '{"value":2,"relation":"eq"}'), ("max_score", "null"), ("hits", f"[ {' , '.join(hits)} ]")]
    random.shuffle(inner)
    members = [
        ("took", "3"), ("pit_id", '"q+/="'), ("timed_out", "false"), ("_shards", '{"total":[1,{"hits":1}]}'), ("num_reduce_phases", "2"),
        ("hits", "{\n" + ",".join(f'"{name}" : {value}' for name, value in inner) + "\t}"),
    ]  # fmt: skip
    random.shuffle(members)
    return (" {" + ", ".join(f'"{name}": {value}' for name, value in members) + "}\n").encode()


@both_digesters
@given(pairs=PAIRS, write=st.sampled_from(ESCAPES), page=st.integers(0, 2**32 - 1))
@example(pairs=[("1", LOOK_ALIKE), ("x", '{"y":[1]}'), ("1", LOOK_ALIKE)], write=ESCAPES[0], page=1)
@example(pairs=[(each, "{}") for each in SPECIAL], write=ESCAPES[3], page=0)
def test_a_hit_has_the_record_of_its_row(native: bool, pairs: list[tuple[str, str]], write: Callable[[str], str], page: int) -> None:
    hits = [hit(write(id), document, f"[{number},{number}]") for number, (id, document) in enumerate(pairs)]
    found = digester(native=native).digest_hits(response(*hits), page)
    assert list(found.records) == list(digester(native=native).digest_rows(bulk_body(pairs), page))
    assert (found.hits, found.pit_id) == (len(pairs), "p=")
    assert found.last_sort == (f"[{len(pairs) - 1},{len(pairs) - 1}]" if pairs else None)


@both_digesters
@given(pairs=PAIRS, write=st.sampled_from(ESCAPES), random=st.randoms(use_true_random=False))
@example(pairs=[("1", LOOK_ALIKE), ("x", '{"y":[1]}')], write=ESCAPES[0], random=Random(1))
def test_other_members_blanks_and_orders_make_no_difference(
    native: bool, pairs: list[tuple[str, str]], write: Callable[[str], str], random: Random
) -> None:
    hits = [write_other_hit(write(id), document, random, f"[{number}, 1]") for number, (id, document) in enumerate(pairs)]
    found = digester(native=native).digest_hits(write_other_response(hits, random), 3)
    assert list(found.records) == list(digester(native=native).digest_rows(bulk_body(pairs), 3))
    assert (found.hits, found.pit_id) == (len(pairs), "q+/=")
    assert json.loads(found.last_sort or "null") == ([len(pairs) - 1, 1] if pairs else None)


@both_digesters
@given(pairs=PAIRS, page=st.integers(0, 2**32 - 1))
def test_records_differ_where_ids_or_documents_do(native: bool, pairs: list[tuple[str, str]], page: int) -> None:
    partitions = digester(native=native).digest_rows(bulk_body(pairs), page)
    assert len(partitions) == PARTITIONS
    records = [each for partition in partitions for each in split_records(partition, RECORD_BYTES)]
    assert Counter(Counter(records).values()) == Counter(Counter((id, document) for id, document in pairs).values())
    assert len({each[ID_BYTES:-PAGE_BYTES] for each in records}) == len({document for _, document in pairs})
    assert {page_of(each) for each in records} <= {page}
    ids = digest_ids(digester(native=native), [id for id, _ in pairs])
    assert Counter(ids) == Counter(each[:ID_BYTES] for each in records)
    assert ids == list(split_records(digester(native=native).digest_ids(bulk_body(pairs)), ID_BYTES))
    for number, partition in enumerate(partitions):
        assert {int.from_bytes(each[:2], "little") % PARTITIONS for each in split_records(partition, RECORD_BYTES)} <= {number}


@both_digesters
def test_records_are_spread_over_all_partitions(native: bool) -> None:
    partitions = digester(native=native).digest_rows(bulk_body((str(number), "{}") for number in range(40_000)), 0)
    lengths = [len(each) // RECORD_BYTES for each in partitions]
    assert min(lengths) > 5
    assert max(lengths) < 100


@both_digesters
@given(ids=st.lists(IDS, max_size=5))
def test_a_hit_without_a_document_has_the_record_of_an_empty_one(native: bool, ids: list[str]) -> None:
    found = digester(native=native).digest_hits(response(*(hit(json.dumps(id), None) for id in ids)), 1)
    assert list(found.records) == list(digester(native=native).digest_rows(bulk_body((id, "") for id in ids), 1))


@both_digesters
def test_two_digesters_have_different_digests(native: bool) -> None:
    one, other = (create_digester(native=native).digest_ids(bulk_body([("1", "{}")])) for _ in range(2))
    assert one != other


# -- input of another form ----------------------------------------------------------------------------------------------------------

COMPLETE = response(hit('"1"', LOOK_ALIKE), hit('"\\ud83d\\ude00"', '{"b":"\\\\"}'))
MALFORMED = [
    "", " ", "[]", "{}", "null", '"hits"', "{", '{"hits":{}}', '{"hits":[]}', '{"hits":{"hits":{}}}', '{"hits":{"hits":[1]}}',
    '{"hits":{"hits":[{}]}}', '{"hits":{"hits":[{"_source":{}}]}}', '{"hits":{"hits":[]}} x', '{"hits":{"hits":[]}}{}',
    '{"hits":{"hits":[],}}', '{"hits":{"hits":[{"_id":"1"},]}}', '{"hits":{"hits":[{"_id":"1"}{"_id":"2"}]}}',
    '{"hits":{"hits":[{"_id":"1" "sort":[1]}]}}', '{"hits":{"hits":[{"_id":"\\x"}]}}', '{"hits":{"hits":[{"_id":"\\ud800"}]}}',
    '{"hits":{"hits":[{"_id":"\\udc00\\ud800"}]}}', '{"hits":{"hits":[{"_id":}]}}', '{"error":{"type":"x"},"status":500}',
    '{"hits":{"hits":[{"_id":{}}]}}', '{"hits":{"hits":[{"_id":["1"]}]}}', '{"hits":{"hits":[{"_id":null}]}}',
    '{"hits":{"hits":[{"_id":1}]}}', "<html></html>",
]  # fmt: skip


@both_digesters
@pytest.mark.parametrize("text", MALFORMED)
def test_what_is_no_response_is_rejected(native: bool, text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of the decoder, too
        digester(native=native).digest_hits(text.encode(), 0)


@both_digesters
def test_a_truncated_response_is_rejected(native: bool) -> None:
    assert digester(native=native).digest_hits(COMPLETE, 0).hits == 2
    for length in range(len(COMPLETE)):
        with pytest.raises(ValueError):  # noqa: PT011 - of the decoder, too
            digester(native=native).digest_hits(COMPLETE[:length], 0)


@both_digesters
@given(data=st.data())
def test_a_damaged_response_raises_no_other_error(native: bool, data: st.DataObject) -> None:
    damaged = bytearray(COMPLETE)
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(damaged) - 1))
        damaged[start : start + data.draw(st.integers(0, 5))] = data.draw(
            st.sampled_from([b"", b'"', b"\\", b"{", b"}", b"[", b"]", b",", b"\xff", b"1"])
        )
    try:
        digester(native=native).digest_hits(bytes(damaged), 0)
    except ValueError:
        return


@both_digesters
@pytest.mark.parametrize(
    "body",
    [
        '{"index":{"_id":"1"}}\n{}', '{"index":{"_id":"1"}}\n', '{"index":{"_id":"1"}}', '{"create":{"_id":"1"}}\n{}\n', "\n\n", "x",
        '{"index":{"_id":"\\x"}}\n{}\n', '{"index":{"_id":"1}}\n{}\n', '{"index":{"_id":1}}\n{}\n', '{"index":{"_id":null}}\n{}\n',
        '{"index":{"_id":"\\ud800"}}\n{}\n', '{"index":{}}\n{}\n', '{"index":{"_id":"1"}}\n{}\nx',
    ],
)  # fmt: skip
def test_what_is_no_bulk_body_is_rejected(native: bool, body: str) -> None:
    for digest in (
        lambda: digester(native=native).digest_rows(body.encode(), 0),
        lambda: digester(native=native).digest_ids(body.encode()),
    ):
        with pytest.raises(ValueError):  # noqa: PT011 - of the decoder, too
            digest()


@both_digesters
def test_an_empty_body_has_no_rows(native: bool) -> None:
    assert digester(native=native).digest_ids(b"") == b""
    assert b"".join(digester(native=native).digest_rows(b"", 0)) == b""


@both_digesters
def test_numbers_of_any_length_are_skipped(native: bool) -> None:
    document = '{"a":' + "9" * 10_000 + ',"b":-1.5E+99999999999999999999}'
    found = digester(native=native).digest_hits(response(hit('"1"', document)), 0)
    assert list(found.records) == list(digester(native=native).digest_rows(bulk_body([("1", document)]), 0))


# -- joining ------------------------------------------------------------------------------------------------------------------------

RECORDS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2), st.integers(0, 300)), max_size=25)
"""Ids, documents and pages."""


def pack(records: list[tuple[int, int, int]]) -> bytes:
    return b"".join(_id(id) + document.to_bytes(8, "big") + page.to_bytes(4, "little") for id, document, page in records)


def _id(number: int) -> bytes:
    return number.to_bytes(ID_BYTES, "big")


@both_digesters
@given(source=RECORDS, target=RECORDS)
@example(source=[(1, 1, 0)], target=[(1, 0, 0), (1, 1, 1), (1, 2, 2)])
def test_a_join_compares_as_dictionaries_do(native: bool, source: list[tuple[int, int, int]], target: list[tuple[int, int, int]]) -> None:
    joined = join_records(pack(source), pack(target), native=native)
    sources, targets = ({id: {each[1] for each in side if each[0] == id} for id, *_ in side} for side in (source, target))
    common = sources.keys() & targets.keys()
    different = set(split_records(joined.different, ID_BYTES))

    assert sorted(split_records(joined.missing, ID_BYTES)) == [_id(id) for id in sorted(sources.keys() - targets.keys())]
    assert Counter(split_records(joined.duplicates, ID_BYTES)) == Counter(_id(id) for id, *_ in source) - Counter(map(_id, sources))
    # Of several documents with the id of a row, all but one are surplus.
    surplus = list(split_records(joined.surplus, RECORD_BYTES))
    assert Counter(each[:ID_BYTES] for each in surplus) == Counter(_id(id) for id, *_ in target) - Counter(_id(id) for id in common)
    assert not Counter(surplus) - Counter(split_records(pack(target), RECORD_BYTES))
    assert joined.equal + len(joined.different) // ID_BYTES == len(common)
    assert different <= {_id(id) for id in common}
    for id in common:
        if len(sources[id]) == 1:
            # Any document that equals the row is the one that belongs to it.
            assert (_id(id) in different) == (not sources[id] <= targets[id])


@both_digesters
def test_digests_of_rows_and_hits_are_joined(native: bool) -> None:
    rows = [(str(number), f'{{"a":{number}}}') for number in range(300)]
    documents = [(id, document) for id, document in rows if int(id) % 3] + [("new", "{}"), ("7", "{}")]
    hits = [hit(json.dumps(id), document) for id, document in documents if (id, document) != ("7", '{"a":7}')]
    source = digester(native=native).digest_rows(bulk_body([*rows, rows[5]]), 0)
    target = digester(native=native).digest_hits(response(*hits), 9).records
    joined = [join_records(one, other, native=native) for one, other in zip(source, target, strict=True)]
    assert sum(each.equal for each in joined) == 199
    missing, new, seventh, fifth = (
        digest_ids(digester(native=native), ids) for ids in ([str(number) for number in range(0, 300, 3)], ["new"], ["7"], ["5"])
    )  # fmt: skip
    assert sorted(split_records(b"".join(each.missing for each in joined), ID_BYTES)) == sorted(missing)
    assert [b"".join(each.different for each in joined), b"".join(each.duplicates for each in joined)] == [seventh[0], fifth[0]]
    (surplus,) = split_records(b"".join(each.surplus for each in joined), RECORD_BYTES)
    assert (surplus[:ID_BYTES], page_of(surplus)) == (new[0], 9)
