"""Targets of the command validate."""

from pathlib import Path

import pytest

from sidecar.commands.inspection import is_file


@pytest.mark.parametrize("id", ["orders", "ingestion", "ingestion/orders", "datasource/shop", "orders.v2"])
def test_a_file_in_the_working_directory_does_not_hide_a_saved_definition(id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / id).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert not is_file(id)


@pytest.mark.parametrize(
    "path",
    [
        "-",
        "orders.yaml",
        "orders.YML",
        "orders.json",
        "./orders",
        "definitions/",
        "ingestion/",
        "ingestion/a.yaml",
        "/ingestion/a",
        "a/b/c",
    ],
)
def test_a_file_is_recognized_by_its_form(path: str) -> None:
    assert is_file(path)
