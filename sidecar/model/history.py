"""The history of an execution: its progress over time, in columns for a chart."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sidecar.model.stored import field_values, known_fields, merge_unknown, with_unknown

_MAX_POINTS = 120
"""Keeps the JSON form below 6 kB: it is written with every snapshot."""
_FIRST_INTERVAL = 500
"""Milliseconds: less than between two renewals of the lease, so that each adds a point."""
_COLUMNS = ("time", "rows", "docs_per_second", "bottleneck")


@dataclass(frozen=True, kw_only=True)
class History:
    """Points of a run as columns of equal length. Times are epoch milliseconds and never decrease."""

    time: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    """Acknowledged rows; fewer than before where the run started over."""
    docs_per_second: tuple[float, ...] = ()
    """The means of the last seconds before each point."""
    bottleneck: tuple[str | None, ...] = ()
    interval_in_millis: int = _FIRST_INTERVAL
    """The least time between two points, except before the last one."""
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def add(self, *, time: int, rows: int, docs_per_second: float, bottleneck: str | None) -> "History":
        """Return the history with the current point as its last one.

        It replaces a last point that is closer to the one before than the interval. When the history is full, every second point is
        dropped and the interval doubles.
        """
        points = list(zip(self.time, self.rows, self.docs_per_second, self.bottleneck, strict=True))
        interval = self.interval_in_millis
        if len(points) > 1 and points[-1][0] - points[-2][0] < interval:
            points.pop()
        elif len(points) == _MAX_POINTS:
            points, interval = points[::2], 2 * interval
        # The clock of the next attempt's machine may be behind.
        not_before = points[-1][0] if points else time
        rate = round(docs_per_second) if docs_per_second >= 100 else round(docs_per_second, 1)
        times, counts, rates, bottlenecks = zip(*points, (max(time, not_before), rows, rate, bottleneck), strict=True)
        return replace(
            self, time=times, rows=counts, docs_per_second=rates, bottleneck=bottlenecks, interval_in_millis=interval
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {name: list(value) if name in _COLUMNS else value for name, value in field_values(self).items()}

    def to_document(self) -> dict[str, Any]:
        """Return the stored form."""
        return merge_unknown(self.to_json(), self.unknown)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "History":
        """Read the stored form."""
        known: dict[str, Any] = {name: tuple(value) if name in _COLUMNS else value for name, value in known_fields(cls, document).items()}
        return with_unknown(cls(**known), document)
