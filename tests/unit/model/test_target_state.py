"""Whether a copy of an index has all documents that the index had."""

import pytest

from sidecar.model.target_state import TargetState

REACHED = TargetState(created=1, seq_nos=(5, 7))


@pytest.mark.parametrize(
    ("now", "contained"),
    [
        (TargetState(created=1, seq_nos=(5, 7)), True),
        (TargetState(created=1, seq_nos=(9, 7)), True),
        (TargetState(created=1, seq_nos=(9, 6)), False),
        (TargetState(created=2, seq_nos=(5, 7)), False),
        (TargetState(created=1, seq_nos=(5,)), False),
        (TargetState(created=1), False),
    ],
)
def test_a_copy_needs_the_same_origin_and_no_smaller_sequence_number(now: TargetState, contained: bool) -> None:
    assert REACHED.is_contained_in(now) is contained


def test_an_unknown_state_proves_nothing() -> None:
    assert not TargetState(created=1).is_contained_in(REACHED)
