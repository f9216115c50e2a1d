"""Suggest the names that a misspelled one may mean, as Elasticsearch does."""

from collections.abc import Iterable

MIN_SIMILARITY = 0.5
"""Exclusive: one minus the share of characters to change."""
MAX_COMPARED = 64
"""Characters of a name that are compared, to bound the cost: callers choose it."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return Elasticsearch's `` -> did you mean [x]?`` with all similar names; an empty string if there are none."""
    near = similar_names(name, known)
    if not near:
        return ""
    return f" -> did you mean [{near[0]}]?" if len(near) == 1 else f" -> did you mean any of [{', '.join(near)}]?"


def similar_names(name: str, known: Iterable[str]) -> list[str]:
    """Return the similar names, most similar first."""
    scored = [(_similarity(name, other), other) for other in known]
    return [other for score, other in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score > MIN_SIMILARITY]


def _similarity(left: str, right: str) -> float:
    longest = max(len(left), len(right), 1)
    if abs(len(left) - len(right)) >= longest * (1 - MIN_SIMILARITY):
        return 0.0  # the difference in length alone is too much
    return 1 - _edit_distance(left, right) / longest


def _edit_distance(left: str, right: str) -> int:
    """Return the Levenshtein distance."""
    left, row = left[:MAX_COMPARED], list(range(len(right) + 1))
    for index, letter in enumerate(left, start=1):
        above, row = row, [index]
        for other, before in enumerate(above[:-1]):
            row.append(min(before + (letter != right[other]), above[other + 1] + 1, row[-1] + 1))
    return row[-1]
