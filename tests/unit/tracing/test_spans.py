"""Without a collector nothing is recorded."""

import pickle

import pytest

from sidecar.tracing import spans
from sidecar.tracing.spans import Kind, span

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def test_a_span_that_is_not_recorded_has_no_context_and_changes_nothing() -> None:
    with span("outer", {"a": 1}, kind=Kind.SERVER, parent={"traceparent": PARENT}) as outer:
        outer.set({"b": "c"})
        outer.fail("SidecarError", "reason")
        with span("inner") as inner:
            assert inner is outer
        assert spans.current() == {}
        # Orders of Dask workers have it.
        assert pickle.dumps(spans.current())


def test_an_error_leaves_the_block_of_a_span_that_is_not_recorded() -> None:
    with pytest.raises(ValueError, match="reason"), span("outer"):
        raise ValueError("reason")
