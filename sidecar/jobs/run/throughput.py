"""The throughput of an attempt: since its start, and over the last seconds."""

from collections import deque
from dataclasses import dataclass

_WINDOW = 10.0
"""Seconds that the recent throughput covers, once that many have passed."""
_BOTTLENECK_SHARE = 0.5
"""The fraction of the time blocked by Elasticsearch above which it is the bottleneck."""


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Cumulative figures at one moment, or their changes between two. Times are in seconds, ``time`` on the monotonic clock."""

    time: float
    acknowledged: int = 0
    blocked: float = 0.0
    reading: float = 0.0
    encoding: float = 0.0

    def since(self, earlier: "Sample") -> "Sample":
        """Return the changes since an earlier sample."""
        return Sample(
            time=max(self.time - earlier.time, 0.001),
            acknowledged=max(0, self.acknowledged - earlier.acknowledged),
            blocked=self.blocked - earlier.blocked,
            reading=self.reading - earlier.reading,
            encoding=self.encoding - earlier.encoding,
        )

    @property
    def docs_per_second(self) -> float:
        """Return the mean rate, for changes."""
        return self.acknowledged / self.time

    def bottleneck(self, sessions: int) -> str:
        """Return what limits the run, for changes: Elasticsearch if the queue is full, else the slower of reading and encoding."""
        if self.blocked > _BOTTLENECK_SHARE * self.time * sessions:
            return "elasticsearch"
        return "source" if self.reading >= self.encoding else "transform"


class Throughput:
    """Compares samples with the start and with about ten seconds ago."""

    def __init__(self, start: Sample) -> None:
        self._start = start
        self._samples = deque([start])
        """The last one that is older than the window, and those within it."""

    def measure(self, sample: Sample) -> tuple[Sample, Sample]:
        """Return the changes since the start and over the last seconds."""
        while len(self._samples) > 1 and self._samples[1].time <= sample.time - _WINDOW:
            self._samples.popleft()
        recent = sample.since(self._samples[0])
        self._samples.append(sample)
        return sample.since(self._start), recent
