"""Column names as field names."""

import pytest

from sidecar.errors import BadRequest
from sidecar.extract.column_names import check_names
from sidecar.model.columns import Column, SqlType


def columns(*names: str) -> list[Column]:
    """Make columns of these names."""
    return [Column.of(name, SqlType.LONG) for name in names]


@pytest.mark.parametrize("names", [("a",), ("a.b", "a.c"), ("a.b", "ab", "A"), ("a b", "Zoë"), ("_my", "__id"), ("a.b.c", "a.bc")])
def test_a_name_that_can_be_a_field_passes(names: tuple[str, ...]) -> None:
    check_names(columns(*names))


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), "no columns"),
        (("a", ""), "column 2 of the query has no name"),
        ((" ",), "no name"),
        ((".a",), "dot"),
        (("a.",), "dot"),
        (("a..b",), "dot"),
        (("_id",), "metadata"),
        (("_source",), "metadata"),
        (("a", "b", "a"), "2 times"),
        (("a", "a.b"), "an object"),
        (("a.b.c", "a.b"), "an object"),
    ],
)
def test_a_name_that_cannot_be_a_field_is_refused_with_a_hint(names: tuple[str, ...], words: str) -> None:
    with pytest.raises(BadRequest, match="give it another name") as caught:
        check_names(columns(*names))
    assert words in str(caught.value)
