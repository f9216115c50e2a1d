"""The file that holds the digests: its content, and what happens if it cannot be written."""

import errno
import os
import re
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from sidecar.errors import ComparisonError
from sidecar.load.compare.comparison import Comparison
from sidecar.load.compare.digests import PARTITIONS, RECORD_BYTES
from sidecar.load.compare.partitioned_file import PartitionedFile
from tests.unit.load.compare.digesters import both_digesters


def partitions_with(records: dict[int, bytes]) -> list[bytes]:
    """Return the records of all partitions, most of them empty."""
    return [records.get(number, b"") for number in range(PARTITIONS)]


def count_open_files() -> int:
    """Return the number of open file descriptors."""
    return len(list(Path("/dev/fd").iterdir()))


def test_each_partition_returns_what_was_added_also_between_adds(tmp_path: Path) -> None:
    random, used = Random(1), (0, 7, PARTITIONS - 1)
    expected = dict.fromkeys(used, b"")
    file = PartitionedFile(tmp_path)
    try:
        for step in range(200):
            # From none to several chunks at once: partitions are written at different steps, one between the other.
            added = {number: random.randbytes(RECORD_BYTES * random.choice([0, 1, 50, 291, 292, 700])) for number in used}
            file.add(partitions_with(added))
            expected = {number: records + added[number] for number, records in expected.items()}
            if step % 20 == 0:
                assert {number: file.read(number) for number in used} == expected
        assert {number: file.read(number) for number in used} == expected
        assert file.records == sum(map(len, expected.values())) // RECORD_BYTES
        assert not any(file.read(number) for number in range(1, 7))
    finally:
        file.close()


def test_few_records_are_not_written(tmp_path: Path) -> None:
    file = PartitionedFile(tmp_path)
    file.add([bytes(RECORD_BYTES * 100)] * PARTITIONS)
    assert os.fstat(file._file).st_size == 0
    file.add([bytes(RECORD_BYTES * 200)] * PARTITIONS)
    assert os.fstat(file._file).st_size == PARTITIONS * RECORD_BYTES * 292
    assert file.records == 300 * PARTITIONS
    file.close()


def test_records_of_another_number_of_partitions_are_rejected(tmp_path: Path) -> None:
    file = PartitionedFile(tmp_path)
    with pytest.raises(ValueError, match="shorter"):
        file.add([b""])
    file.close()


def test_the_file_has_no_name_and_its_folder_is_created(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    before = count_open_files()
    file = PartitionedFile(folder)
    file.add([bytes(RECORD_BYTES * 292)] * PARTITIONS)
    assert list(folder.iterdir()) == []
    assert folder.stat().st_mode & 0o777 == 0o700
    file.close()
    assert count_open_files() == before


@both_digesters
def test_a_comparison_closes_its_files(native: bool, tmp_path: Path) -> None:
    before = count_open_files()
    comparison = Comparison(tmp_path, check=lambda: None, native=native)
    assert count_open_files() == before + 2
    comparison.close()
    assert count_open_files() == before


def test_a_comparison_whose_second_file_cannot_be_opened_closes_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = count_open_files()
    opened: list[int] = []

    def open_once(folder: Path) -> int:
        if opened:
            raise ComparisonError("full")
        opened.append(os.open(folder, os.O_RDONLY))
        return opened[0]

    monkeypatch.setattr("sidecar.load.compare.partitioned_file._open", open_once)
    with pytest.raises(ComparisonError, match="full"):
        Comparison(tmp_path, check=lambda: None)
    assert count_open_files() == before


def test_a_folder_that_cannot_be_created_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "folder"
    before = count_open_files()
    with pytest.raises(
        ComparisonError, match=rf"the folder \[{re.escape(str(folder))}\] of \[SIDECAR_DATA_DIR\] cannot hold .*: Not a dir"
    ):
        PartitionedFile(folder)
    assert count_open_files() == before


@pytest.mark.parametrize("number", ["ENOSPC", "EDQUOT", "EFBIG"])
def test_a_full_disk_is_reported_with_the_need_of_each_row(number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        code = getattr(errno, number)
        raise OSError(code, os.strerror(code))

    file = PartitionedFile(tmp_path)
    monkeypatch.setattr(os, "pwrite", fail)
    with pytest.raises(ComparisonError, match=rf"\[{re.escape(str(tmp_path))}\].*; a comparison needs 56 bytes for each row$"):
        file.add([bytes(RECORD_BYTES * 292)] * PARTITIONS)
    file.close()


def test_chunks_that_are_written_in_parts_are_complete(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda file, data, position: write(file, bytes(data[:1000]), position))
    records = Random(2).randbytes(RECORD_BYTES * 1000)
    file = PartitionedFile(tmp_path)
    file.add(partitions_with({3: records}))
    assert file.read(3) == records
    file.close()


LIMITED = """
import resource, sys
from pathlib import Path
from sidecar.errors import ComparisonError
from sidecar.load.compare.digests import PARTITIONS
from sidecar.load.compare.partitioned_file import PartitionedFile

resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
file = PartitionedFile(Path(sys.argv[1]))
try:
    file.add([bytes(28 * 292)] * PARTITIONS)
except ComparisonError as error:
    print(error)
"""


def test_a_limit_of_the_file_size_is_reported(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60)
    expected = (
        f"the folder [{tmp_path}] of [SIDECAR_DATA_DIR] cannot hold the digests: File too large; a comparison needs 56 bytes for each row"
    )
    assert expected in done.stdout
