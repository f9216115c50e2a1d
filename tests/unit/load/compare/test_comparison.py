"""Responses of Elasticsearch that cannot be compared."""

from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from sidecar.errors import ComparisonError
from sidecar.load.compare.comparison import Comparison
from sidecar.load.compare.target_snapshot import PageSize, TargetSnapshot
from tests.unit.load.compare.digesters import both_digesters, hit, response


@both_digesters
def test_a_document_with_comments_is_an_error_of_the_comparison(native: bool, tmp_path: Path) -> None:
    page = response(hit('"1"', '{"a":1 /* " */}'))
    snapshot = cast(TargetSnapshot, SimpleNamespace(create_page_size=lambda documents: PageSize(10), read_page=lambda *_, documents: page))
    with (
        closing(Comparison(tmp_path, check=lambda: None, native=native)) as comparison,
        pytest.raises(ComparisonError, match="with comments"),
    ):
        comparison.add_documents(snapshot, compares_documents=True)
