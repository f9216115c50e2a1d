"""The second look at rows whose digests are not those of their documents."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest

from sidecar.errors import InvalidField
from sidecar.jobs.run.row_comparison import RowComparison
from sidecar.jobs.run.second_look import SecondLook, raise_on_duplicates
from sidecar.load.compare.comparison import Comparison, DigestComparison
from sidecar.load.compare.differences import parse_documents
from sidecar.load.compare.selection import Selection
from sidecar.load.compare.target_snapshot import PageSize, TargetSnapshot
from sidecar.load.encode.documents import Encoder
from sidecar.load.encode.encoded import EncodedBlock
from sidecar.model.columns import Column, SqlType
from tests.support.rows import block
from tests.unit.load.compare.digesters import both_digesters, hit, response

COLUMNS = (Column.of("id", SqlType.KEYWORD), Column.of("name", SqlType.KEYWORD))


class FakeSnapshot:
    """Documents as a snapshot returns them, all in one slice, in pages of two, and a record of the ids that were looked up."""

    def __init__(self, documents: dict[str, str]) -> None:
        self._documents = documents
        self.looked_up: list[str] = []

    def create_page_size(self, *, documents: bool) -> PageSize:
        return PageSize(2)

    def read_page(self, slice: int, after: str | None, size: PageSize, *, documents: bool) -> bytes:
        assert documents
        if slice:
            return response()
        start = int(after.strip("[]")) if after else 0
        page = list(self._documents.items())[start : start + 2]
        return response(*(hit(f'"{id}"', document, f"[{number}]") for number, (id, document) in enumerate(page, start + 1)))

    def record_id(self, id: str | None) -> None:
        """Keep the id."""

    def read_documents(self, ids: Sequence[str]) -> dict[str, Any]:
        self.looked_up += ids
        return {id: parse_documents(self._documents[id]) for id in ids if id in self._documents}


@dataclass
class FakeRows:
    """Rows that can be read again, and the number of blocks that were."""

    comparison: Comparison
    snapshot: FakeSnapshot
    blocks: Sequence[EncodedBlock]
    blocks_read: int = 0

    def read(self) -> Iterator[EncodedBlock]:
        for each in self.blocks:
            self.blocks_read += 1
            yield each


def encode(*rows: tuple[str, str]) -> EncodedBlock:
    """Return a block of rows with an id and a name."""
    return Encoder(COLUMNS, pk_field=["id"]).encode(block(COLUMNS, [id for id, _ in rows], [name for _, name in rows]))


def look(
    folder: Path, blocks: Sequence[EncodedBlock], documents: dict[str, str], *, native: bool, limit: int = 10
) -> tuple[SecondLook, DigestComparison, FakeSnapshot, int]:
    """Compare rows with documents, then look again; return the number of blocks that were read again, too."""
    snapshot = FakeSnapshot(documents)
    with closing(Comparison(folder, check=lambda: None, native=native)) as comparison:
        for each in blocks:
            comparison.add_rows(each)
        comparison.add_documents(cast(TargetSnapshot, snapshot), compares_documents=True)
        found = DigestComparison(max_samples=2, compares_documents=True)
        found.different_ids = Selection(limit)
        for joined in comparison.join():
            found.add(joined)
        rows = FakeRows(comparison, snapshot, blocks)
        again = SecondLook(found, cast(RowComparison, rows))
        raise_on_duplicates(found, cast(RowComparison, rows))
        again.read()
    return again, found, snapshot, rows.blocks_read


@both_digesters
def test_nothing_is_read_again_if_all_documents_are_equal(native: bool, tmp_path: Path) -> None:
    _, found, _, read = look(tmp_path, [encode(("1", "a"))], {"1": '{"id":"1","name":"a"}'}, native=native)
    assert (found.equal, read) == (1, 0)


@both_digesters
def test_only_rows_of_interest_are_looked_up_until_all_were_seen(native: bool, tmp_path: Path) -> None:
    blocks = [encode(("1", "a"), ("2", "b")), encode(("3", "c"), ("4", "d")), encode(("5", "e"))]
    documents = {
        "5": '{"id":"5","name":"e"}', "4": '{"id":"4","name":"D"}', "1": '{"id":"1","name":"a"}', "2": '{"name":"b", "id":"2"}', "6": "{}",
    }  # fmt: skip
    again, found, snapshot, read = look(tmp_path, blocks, documents, native=native)
    assert (found.equal, found.different, found.missing, found.surplus) == (2, 2, 1, 1)
    assert (again.missing, again.different, [each.id for each in again.differences]) == (["3"], 1, ["4"])
    assert (sorted(snapshot.looked_up), read) == (["2", "4"], 2)


@both_digesters
def test_all_rows_are_looked_up_if_too_many_differ(native: bool, tmp_path: Path) -> None:
    blocks = [encode((str(number), "x")) for number in range(6)]
    documents = {str(number): f'{{"id":"{number}","name":"y"}}' for number in range(1, 6)}
    again, found, _, read = look(tmp_path, blocks, documents, native=native, limit=3)
    assert (found.different, again.different, again.missing, read) == (5, 5, ["0"], 6)


@both_digesters
def test_a_duplicate_is_named_although_other_duplicates_differ(native: bool, tmp_path: Path) -> None:
    for named in ("1", "2"):
        for _ in range(5):
            # Which of the ids is named depends on the random digests.
            blocks = [*([encode(("1", "a"))] * 3), *([encode(("2", "b"))] * 2)]
            with pytest.raises(InvalidField, match=r"but 3 rows have the key of another row, such as \[[12]\]"):
                look(tmp_path, blocks, {named: "{}"}, native=native)
