"""Names are suggested by the rules of Elasticsearch, wherever a name is unknown."""

import time

import pytest

from sidecar.suggestions import did_you_mean


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("prety", ["human", "pretty"], " -> did you mean [pretty]?"),
        ("formt", ["from", "forma", "format"], " -> did you mean any of [format, forma]?"),
        ("sized", ["size", "sizes"], " -> did you mean any of [size, sizes]?"),
        ("ab", ["ax"], ""),
        ("x", ["target"], ""),
        ("", ["", "a"], " -> did you mean []?"),
    ],
)
def test_all_similar_names_are_suggested_most_similar_first(name: str, known: list[str], hint: str) -> None:
    assert did_you_mean(name, known) == hint


def test_long_names_take_little_time() -> None:
    began = time.process_time()
    did_you_mean("x" * 100_000, [f"{number:064}" for number in range(2000)])
    did_you_mean("x" * 100, [f"column_{number}" for number in range(2000)])
    assert time.process_time() - began < 1
