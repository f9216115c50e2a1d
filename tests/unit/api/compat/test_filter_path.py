"""Test ``?filter_path=``."""

import time
from typing import Any

import pytest

from sidecar.api.compat.filter_path import FilterPath

DOCUMENT = {
    "count": 2,
    "jobs": [{"_id": "a", "status": {"state": "running", "error": []}}, {"_id": "b", "status": {"state": "done"}}, 3],
    "took": None,
    "a.b": {"c": 1},
    "empty": {},
}


@pytest.mark.parametrize(
    ("path", "filtered"),
    [
        ("count", {"count": 2}),
        ("took,empty", {"took": None, "empty": {}}),
        ("jobs._id", {"jobs": [{"_id": "a"}, {"_id": "b"}]}),
        ("jobs.status.state", {"jobs": [{"status": {"state": "running"}}, {"status": {"state": "done"}}]}),
        (" jobs.*.error , count ", {"count": 2, "jobs": [{"status": {"error": []}}]}),
        ("**.state", {"jobs": [{"status": {"state": "running"}}, {"status": {"state": "done"}}]}),
        ("c*t,t*k", {"count": 2, "took": None}),
        (r"a\.b", {"a.b": {"c": 1}}),
        ("a.b", {}),
        ("nothing", {}),
        ("-jobs,-a*", {"count": 2, "took": None, "empty": {}}),
        ("jobs,-jobs.status,-**._id", {"jobs": [3]}),
        ("-*", {}),
        ("count,empty,-empty.x", {"count": 2, "empty": {}}),
        ("-jobs.status.state,-count,-took,-a*", {"jobs": [{"_id": "a", "status": {"error": []}}, {"_id": "b"}, 3], "empty": {}}),
        ("", DOCUMENT),
        (",-,", DOCUMENT),
    ],
)
def test_a_path_includes_or_excludes_fields(path: str, filtered: dict[str, Any]) -> None:
    assert FilterPath.parse(path).apply(DOCUMENT) == filtered


def test_the_document_is_not_modified() -> None:
    document = {"a": {"b": [1, {"c": 2}]}}
    FilterPath.parse("-a.b.c").apply(document)
    assert document == {"a": {"b": [1, {"c": 2}]}}


@pytest.mark.parametrize("path", ["**." * 1000 + "x", "*a" * 2000, ",".join(f"{'*a' * 20}b{place}" for place in range(200))])
def test_a_malicious_path_is_filtered_quickly(path: str) -> None:
    document: dict[str, Any] = {"a" * 2000: 1}
    for _ in range(50):
        document = {"a": document}
    start = time.monotonic()
    FilterPath.parse(path).apply(document)
    assert time.monotonic() - start < 2
