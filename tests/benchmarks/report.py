"""The figures of one run of the benchmarks: medians, ratios, a table, and a file."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from tests.benchmarks.machine import Reading

CEILING = "ceiling"
QUIET = 0.10
"""The share of the machine that others may take before a figure counts as disturbed."""


@dataclass
class Result:
    """One contender's runs, each over ``rows`` rows."""

    name: str
    rows: int
    runs: list[Reading] = field(default_factory=list)
    memory: float = 0.0
    """Most memory of the client's process, in MB, where it was watched."""

    @property
    def best_known(self) -> list[Reading]:
        """Give the quiet runs; where there is none, the one that was least disturbed."""
        quiet = [each for each in self.runs if each.other <= QUIET]
        return quiet or [min(self.runs, key=lambda each: each.other)]

    @property
    def rate(self) -> float:
        """Give rows a second, from start to searchable."""
        return self.rows / median(each.wall for each in self.best_known)

    @property
    def work(self) -> float:
        """Give the seconds of all parts together for a million rows: on shared cores their sum bounds the rate."""
        # The sidecar's own process group has the execution's, which is told apart as the client, in it.
        parts = {name for each in self.runs for name in each.cpu}
        return sum(self.cpu(name) for name in parts - ({"client"} if "sidecar" in parts else set()))

    def cpu(self, name: str) -> float:
        """Give the seconds of one process for a million rows, over all runs: they move little when others disturb."""
        return median(each.cpu.get(name, 0.0) for each in self.runs) * 1e6 / self.rows


@dataclass
class Report:
    """All figures of one run."""

    conditions: dict[str, str]
    results: dict[str, Result] = field(default_factory=dict)
    notes: dict[str, float] = field(default_factory=dict)
    """Single figures: name with unit, value."""

    def add(self, name: str, rows: int, reading: Reading, memory: float = 0.0) -> None:
        """Enter one run."""
        result = self.results.setdefault(name, Result(name, rows))
        result.runs.append(reading)
        result.memory = max(result.memory, memory)

    def show(self, console: Console) -> None:
        """Print the table."""
        columns = ("what", "rows", "rows/s", "÷ ceiling", "by CPU", "client", "all ours", "ES", "÷ ceiling", "db", "MB", "other")
        table = Table(*columns, title="client, ES, db: CPU seconds per million rows")
        for result in self.results.values():
            table.add_row(*self._row(result))
        console.print(*(f"{name}: {value}" for name, value in self.conditions.items()), sep="\n")
        console.print(table)
        console.print(*(f"{name}: {value:.2f}" for name, value in self.notes.items()), sep="\n")

    def _row(self, result: Result) -> list[str]:
        ceiling = self.results[CEILING]
        return [
            result.name, f"{result.rows:,}", f"{result.rate:,.0f}",
            f"{result.rate / ceiling.rate:.2f}", f"{ceiling.work / result.work:.2f}",
            f"{result.cpu('client'):.1f}", f"{result.cpu('sidecar'):.1f}", f"{result.cpu('elasticsearch'):.1f}",
            f"{result.cpu('elasticsearch') / ceiling.cpu('elasticsearch'):.2f}", f"{result.cpu('database'):.1f}",
            f"{result.memory:.0f}" if result.memory else "", f"{median(each.other for each in result.runs):.0%}",
        ]  # fmt: skip

    def write(self, file: Path) -> None:
        """Keep everything, each single run included."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
