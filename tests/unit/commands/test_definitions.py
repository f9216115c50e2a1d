"""Files of definitions."""

from pathlib import Path

import pytest

from sidecar.commands.definitions import write_file


@pytest.mark.parametrize("id", ["../evil", "/evil", "a/b", "", ".", "a\nb"])
def test_no_file_is_written_outside_the_directory(tmp_path: Path, capsys: pytest.CaptureFixture[str], id: str) -> None:
    folder = tmp_path / "definitions"
    write_file(folder, "ingestion", id, "text", "yaml")
    write_file(folder, "ingestion", "orders", "text", "yaml")
    assert [each.name for each in tmp_path.rglob("*")] == ["definitions", "orders.ingestion.yaml"]
    assert f"ingestion [{id}] skipped" in capsys.readouterr().err
