"""Several parts of one run: what is told of them together, and how one's end is the end of all."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.errors import RunEnded, SourceError
from sidecar.extract.ranges import ranges
from sidecar.extract.reader import Reader
from sidecar.jobs.positions import after_success_of_all
from sidecar.jobs.run.partitions import Crew, Part
from sidecar.load.encode.documents import Encoder
from sidecar.load.send.acknowledgements import Ledger
from sidecar.load.send.responses import Outcome
from sidecar.model.checkpoint import Settled
from sidecar.model.columns import Column, SqlType
from sidecar.model.positions import Positions
from tests.support.rows import block, numbered

COLUMNS = (Column.of("id", SqlType.LONG), Column.of("value", SqlType.KEYWORD))


def encoder(*ids: str) -> Encoder:
    """Give an encoder that has seen rows."""
    made = Encoder(COLUMNS, pk_field=["id"])
    if ids:
        made.encode(block(COLUMNS, list(ids), ["v"] * len(ids)))
    return made


@given(order=st.permutations(range(6)))
def test_the_last_id_of_all_is_before_the_first_gap_in_the_order_of_the_parts(order: list[int]) -> None:
    ledger = Ledger(3)
    for number in range(6):
        ledger.open(replace(numbered(2, first=2 * number)[0], partition=number // 2))
    settled: set[int] = set()
    for number in order:
        ledger.record(number, Outcome(acknowledged=2), doubtful=False, unsettled=())
        settled.add(number)
    assert (ledger.totals().acknowledged, ledger.totals().last_id) == (12, "3")
    for part, reached in ((1, "3"), (0, "11"), (2, "11")):
        ledger.end(part)
        assert ledger.totals().last_id == reached
    assert [(share.acknowledged, share.last_id) for share in ledger.shares()] == [(4, "3"), (4, "7"), (4, "11")]


def test_a_part_without_rows_does_not_hold_the_last_id_back_once_it_has_ended() -> None:
    ledger = Ledger(3)
    number = ledger.open(replace(numbered(2)[0], partition=1))
    ledger.record(number, Outcome(acknowledged=2), doubtful=False, unsettled=())
    assert ledger.totals().last_id is None
    ledger.end(0)
    assert ledger.totals().last_id == "1"


def test_positions_of_several_parts_take_the_largest_key_and_no_last_record() -> None:
    before = Positions(max_primary_key="7", last_record_timestamp="then", last_record=(7,))
    reached = after_success_of_all(before, [encoder("11", "12"), encoder(), encoder("9", "30"), encoder("3")], "now", Settled())
    assert reached == Positions(max_primary_key="30", last_record_timestamp="now", last_record=None)
    assert after_success_of_all(before, [encoder(), encoder()], "now", Settled()) == before
    assert after_success_of_all(before, [encoder("5")], "now", Settled()).last_record == (5, "v")


class Endless:
    """A reader that reads until it is cancelled; only what a crew asks of one."""

    def __init__(self) -> None:
        self.cancelled = threading.Event()

    def cancel(self) -> None:
        self.cancelled.set()


@pytest.fixture
def crew() -> Iterator[tuple[Crew, list[Endless]]]:
    """Give three readers of a crew."""
    made, readers = Crew(threading.Event()), [Endless() for _ in range(3)]
    for reader in readers:
        made._readers.append(reader)  # type: ignore[arg-type]
        made._idle.put(reader)  # type: ignore[arg-type]
    yield made, readers
    made.cancel()


def parts(count: int) -> list[Part]:
    cut = ranges(COLUMNS[0], [str(bound) for bound in range(1, count)])
    return [Part(number=number, encoder=encoder(), within=each) for number, each in enumerate(cut)]


def test_every_part_is_read_by_as_many_readers_as_there_are(crew: tuple[Crew, list[Endless]]) -> None:
    read: list[tuple[int, Reader]] = []
    with ThreadPoolExecutor(3) as executor:
        crew[0].read(parts(7), lambda part, reader: read.append((part.number, reader)), executor, give_up=read.clear)  # type: ignore[arg-type]
    assert sorted(number for number, _ in read) == list(range(8))
    assert {id(reader) for _, reader in read} <= {id(reader) for reader in crew[1]}


def test_the_first_error_ends_every_part_and_is_the_one_that_is_raised(crew: tuple[Crew, list[Endless]]) -> None:
    told: list[BaseException] = []
    begun: list[int] = []

    def work(part: Part, reader: Endless) -> None:
        begun.append(part.number)
        if part.number == 1:
            raise SourceError("broken")
        assert reader.cancelled.wait(20)
        raise SourceError("cancelled")

    with ThreadPoolExecutor(3) as executor, pytest.raises(SourceError, match="broken"):
        crew[0].read(parts(20), work, executor, give_up=told.append)  # type: ignore[arg-type]
    assert [str(error) for error in told] == ["broken"]
    assert all(reader.cancelled.is_set() for reader in crew[1])
    assert len(begun) < 8


def test_a_run_that_is_over_opens_no_session() -> None:
    stop = threading.Event()
    stop.set()
    with ThreadPoolExecutor(1) as executor, pytest.raises(RunEnded):
        Crew(stop).open(None, "select 1", 0, None, executor)  # type: ignore[arg-type]
