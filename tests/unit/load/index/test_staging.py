"""Names of indices in one request."""

from sidecar.load.index import staging


def test_many_names_are_joined_into_few_paths() -> None:
    names = [f"target-{number}-*" for number in range(1000)] + ["ü" * 100]
    joined = list(staging._join_names(names))
    assert ",".join(joined) == ",".join(names)
    assert max(map(len, joined)) <= staging._MAX_PATH
    assert len(joined) == 6
    assert list(staging._join_names([])) == []
