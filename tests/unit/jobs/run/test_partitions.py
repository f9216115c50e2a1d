"""Partitioned runs: counts and positions of all parts together, and the end of all parts after an error."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.errors import ExecutionStopped, SourceError
from sidecar.extract.ranges import create_ranges
from sidecar.extract.reader import Reader
from sidecar.jobs.positions import after_partitioned_success
from sidecar.jobs.run.partitions import Part, RangeReaders
from sidecar.load.encode.documents import Encoder
from sidecar.load.send.acknowledgements import Acknowledgements
from sidecar.load.send.responses import BulkResult
from sidecar.model.checkpoint import AcknowledgedRows
from sidecar.model.columns import Column, SqlType
from sidecar.model.positions import Positions
from tests.support.rows import block, numbered_bodies

COLUMNS = (Column.of("id", SqlType.LONG), Column.of("value", SqlType.KEYWORD))


def encoder(*ids: str) -> Encoder:
    """Return an encoder that has read rows."""
    result = Encoder(COLUMNS, pk_field=["id"])
    if ids:
        result.encode(block(COLUMNS, list(ids), ["v"] * len(ids)))
    return result


@given(order=st.permutations(range(6)))
def test_the_last_id_of_all_is_before_the_first_gap_in_the_order_of_the_parts(order: list[int]) -> None:
    acknowledgements = Acknowledgements(3)
    for number in range(6):
        acknowledgements.add(replace(numbered_bodies(2, first=2 * number)[0], partition=number // 2))
    settled: set[int] = set()
    for number in order:
        acknowledgements.record(number, BulkResult(acknowledged=2), doubtful=False, unsettled=())
        settled.add(number)
    assert (acknowledgements.totals().acknowledged, acknowledgements.totals().last_id) == (12, "3")
    for part, reached in ((1, "3"), (0, "11"), (2, "11")):
        acknowledgements.end_partition(part)
        assert acknowledgements.totals().last_id == reached
    assert [(share.acknowledged, share.last_id) for share in acknowledgements.partition_totals()] == [(4, "3"), (4, "7"), (4, "11")]


def test_an_ended_part_without_rows_does_not_hold_the_last_id_back() -> None:
    acknowledgements = Acknowledgements(3)
    number = acknowledgements.add(replace(numbered_bodies(2)[0], partition=1))
    acknowledgements.record(number, BulkResult(acknowledged=2), doubtful=False, unsettled=())
    assert acknowledgements.totals().last_id is None
    acknowledgements.end_partition(0)
    assert acknowledgements.totals().last_id == "1"


def test_positions_of_several_parts_have_the_largest_key_and_no_last_record() -> None:
    before = Positions(max_primary_key="7", last_record_timestamp="then", last_record=(7,))
    encoders = [encoder("11", "12"), encoder(), encoder("9", "30"), encoder("3")]
    reached = after_partitioned_success(before, encoders, "now", AcknowledgedRows())
    assert reached == Positions(max_primary_key="30", last_record_timestamp="now", last_record=None)
    assert after_partitioned_success(before, [encoder(), encoder()], "now", AcknowledgedRows()) == before
    assert after_partitioned_success(before, [encoder("5")], "now", AcknowledgedRows()).last_record == (5, "v")


class Endless:
    """A reader that reads until it is canceled, with only the methods that are used."""

    def __init__(self) -> None:
        self.canceled = threading.Event()

    def cancel(self) -> None:
        self.canceled.set()


@pytest.fixture
def range_readers() -> Iterator[tuple[RangeReaders, list[Endless]]]:
    """Return range readers with three sessions."""
    range_readers, readers = RangeReaders(threading.Event()), [Endless() for _ in range(3)]
    for reader in readers:
        range_readers._readers.append(reader)  # type: ignore[arg-type]
        range_readers._idle.put(reader)  # type: ignore[arg-type]
    yield range_readers, readers
    range_readers.cancel()


def parts(count: int) -> list[Part]:
    ranges = create_ranges(COLUMNS[0], [str(bound) for bound in range(1, count)])
    return [Part(number=number, encoder=encoder(), row_range=each) for number, each in enumerate(ranges)]


def test_every_part_is_read_by_one_of_the_readers(range_readers: tuple[RangeReaders, list[Endless]]) -> None:
    read: list[tuple[int, Reader]] = []
    with ThreadPoolExecutor(3) as executor:
        range_readers[0].read(parts(7), lambda part, reader: read.append((part.number, reader)), executor, fail=read.clear)  # type: ignore[arg-type]
    assert sorted(number for number, _ in read) == list(range(8))
    assert {id(reader) for _, reader in read} <= {id(reader) for reader in range_readers[1]}


def test_the_first_error_ends_every_part_and_is_raised(range_readers: tuple[RangeReaders, list[Endless]]) -> None:
    errors: list[BaseException] = []
    started: list[int] = []

    def work(part: Part, reader: Endless) -> None:
        started.append(part.number)
        if part.number == 1:
            raise SourceError("broken")
        assert reader.canceled.wait(20)
        raise SourceError("canceled")

    with ThreadPoolExecutor(3) as executor, pytest.raises(SourceError, match="broken"):
        range_readers[0].read(parts(20), work, executor, fail=errors.append)  # type: ignore[arg-type]
    assert [str(error) for error in errors] == ["broken"]
    assert all(reader.canceled.is_set() for reader in range_readers[1])
    assert len(started) < 8


def test_a_stopped_run_opens_no_session() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(ExecutionStopped):
        RangeReaders(stop).open(None, "select 1", 1)  # type: ignore[arg-type]
