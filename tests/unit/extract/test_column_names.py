"""Checks of column names that become field names."""

import pytest

from sidecar.errors import BadRequest
from sidecar.extract.column_names import check_column_names
from sidecar.model.columns import Column, SqlType


def columns(*names: str) -> list[Column]:
    """Create columns with these names."""
    return [Column.of(name, SqlType.LONG) for name in names]


@pytest.mark.parametrize("names", [("a",), ("a.b", "a.c"), ("a.b", "ab", "A"), ("a b", "Zoë"), ("_my", "__id"), ("a.b.c", "a.bc")])
def test_a_valid_field_name_is_accepted(names: tuple[str, ...]) -> None:
    check_column_names(columns(*names))


@pytest.mark.parametrize(
    ("names", "message"),
    [
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
def test_an_invalid_field_name_is_rejected_with_a_hint(names: tuple[str, ...], message: str) -> None:
    with pytest.raises(BadRequest, match="give it another name") as caught:
        check_column_names(columns(*names))
    assert message in str(caught.value)


def test_a_query_without_columns_is_rejected() -> None:
    with pytest.raises(BadRequest, match="a query must return columns"):
        check_column_names(())
