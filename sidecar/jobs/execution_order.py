"""The protocol between an agent and an execution's process: the order and the exit status."""

import json
from dataclasses import asdict, dataclass
from typing import Self

EXIT_UNREACHABLE = 75
"""Exit status (EX_TEMPFAIL) of a process that could not reach Elasticsearch within its timeout."""


@dataclass(frozen=True, kw_only=True)
class ExecutionOrder:
    """The execution that a process is to run: the lease's key and the fence it was claimed with."""

    key: str
    fence: int

    @property
    def job(self) -> str:
        """Return the job's id."""
        return self.key.partition(":")[2]

    def to_line(self) -> bytes:
        """Return the order as one line of JSON."""
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> Self:
        """Read an order from its line."""
        order = json.loads(line)
        return cls(key=order["key"], fence=order["fence"])
