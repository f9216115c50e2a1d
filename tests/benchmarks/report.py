"""Report of one benchmark run: medians and ratios as a table, and all measurements as a file."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import mean, median

from rich.console import Console
from rich.table import Table

from tests.benchmarks.machine import Measurement

CEILING = "ceiling"
MAX_OTHER_LOAD = 0.10
"""Fraction of the machine that other processes may use before a measurement counts as disturbed."""


@dataclass
class Result:
    """The runs of one contender, each with ``rows`` rows."""

    name: str
    rows: int
    runs: list[Measurement] = field(default_factory=list)
    ceilings_before: list[int] = field(default_factory=list)
    """How many times the ceiling had been measured before each run."""
    memories: list[float] = field(default_factory=list)
    """Peak memory of the client's processes in each run, in MB; 0 if not measured."""

    @property
    def undisturbed(self) -> list[Measurement]:
        """Return the undisturbed runs, or the least disturbed one."""
        return _undisturbed(self.runs)

    @property
    def memory(self) -> float:
        """Return the largest peak memory."""
        return max(self.memories)

    @property
    def rate(self) -> float:
        """Return rows per second, from start to searchable."""
        return self.rows / median(each.wall for each in self.undisturbed)

    def cpu(self, name: str) -> float:
        """Return the CPU seconds of one process per million rows, over all runs: other load hardly affects them."""
        return median(each.cpu.get(name, 0.0) for each in self.runs) * 1e6 / self.rows


def _undisturbed(runs: list[Measurement]) -> list[Measurement]:
    found = [each for each in runs if each.other <= MAX_OTHER_LOAD]
    return found or [min(runs, key=lambda each: each.other)]


def _total_cpu(run: Measurement) -> float:
    """Return the CPU seconds of all processes; on shared cores their sum limits the rate."""
    # The sidecar's process tree already includes the client, which is the execution's process.
    return sum(used for name, used in run.cpu.items() if name != "client" or "sidecar" not in run.cpu)


@dataclass
class Report:
    """All measurements of one benchmark run."""

    conditions: dict[str, str] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)
    notes: dict[str, float] = field(default_factory=dict)
    """Other values, by name with unit."""

    def add(self, name: str, rows: int, measurement: Measurement, memory: float = 0.0) -> None:
        """Add one run."""
        result = self.results.setdefault(f"{name}, {rows} rows", Result(name, rows))
        result.ceilings_before.append(len(self._ceiling.runs))
        result.runs.append(measurement)
        result.memories.append(memory)

    @property
    def _ceiling(self) -> Result:
        """Return the measurements of the ceiling; empty if there are none."""
        return next((each for each in self.results.values() if each.name == CEILING), Result(CEILING, 0))

    def show(self, console: Console) -> None:
        """Print conditions, tables and notes."""
        console.print(*(f"{name}: {value}" for name, value in self.conditions.items()), sep="\n")
        for table in self._tables():
            console.print(table)
        console.print(*(f"{name}: {value:.2f}" for name, value in self.notes.items()), sep="\n")

    def _tables(self) -> Iterator[Table]:
        columns = ("contender", "rows", "rows/s", "÷ ceiling", "by CPU", "client", "sidecar", "ES", "÷ ceiling", "db", "MB", "other")
        table = Table(*columns, title="client, ES, db: CPU seconds per million rows")
        for result in self.results.values():
            table.add_row(*self._row(result))
        yield table

    def _row(self, result: Result) -> list[str]:
        rates = [1 / each for each in self.ratios(result, lambda run: run.wall, result.undisturbed)]
        return [
            result.name, f"{result.rows:,}", f"{result.rate:,.0f}",
            f"{median(rates):.2f} ({min(rates):.2f}-{max(rates):.2f})", f"{1 / median(self.ratios(result, _total_cpu, result.runs)):.2f}",
            f"{result.cpu('client'):.1f}", f"{result.cpu('sidecar'):.1f}", f"{result.cpu('elasticsearch'):.1f}",
            f"{median(self.ratios(result, lambda run: run.cpu['elasticsearch'], result.runs)):.2f}", f"{result.cpu('database'):.1f}",
            f"{result.memory:.0f}" if result.memory else "", f"{median(each.other for each in result.runs):.0%}",
        ]  # fmt: skip

    def ratios(self, result: Result, value: Callable[[Measurement], float], runs: list[Measurement]) -> list[float]:
        """Return a value per row of each of these runs, divided by that of the last ceiling before and the first one after it.

        Only those: the speed of a shared machine changes by a third within minutes. A ceiling is divided by its neighbours.
        """
        ceiling = self._ceiling
        ratios = []
        for run, number in zip(result.runs, result.ceilings_before, strict=True):
            is_ceiling = result is ceiling
            near = [each for each in ceiling.runs[max(0, number - 1) : number + 1 + is_ceiling] if each is not run]
            if near and any(run is each for each in runs):
                ratios.append(value(run) / result.rows / (mean(map(value, _undisturbed(near))) / ceiling.rows))
        return ratios

    def write(self, file: Path) -> None:
        """Write all measurements as JSON."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")


@dataclass
class PeerReport(Report):
    """The measurements of contenders that load tables of several sizes."""

    def _tables(self) -> Iterator[Table]:
        results = sorted(self.results.values(), key=lambda each: each.rows)
        columns = ("contender", "rows", "rows/s", "client", "ES", "db", "MB", "other")
        costs = Table(*columns, title="client, ES, db: CPU seconds per million rows")
        for each in results:
            cpu = [f"{each.cpu(part):.1f}" for part in ("client", "elasticsearch", "database")]
            other = f"{median(run.other for run in each.runs):.0%}"
            costs.add_row(each.name, f"{each.rows:,}", f"{each.rate:,.0f}", *cpu, f"{each.memory:.0f}", other)
        yield costs
        growth = Table("contender", "rows/s", "MB", title=f"{results[-1].rows:,} rows ÷ {results[0].rows:,} rows, medians of the rounds")
        for small in results:
            large = self.results.get(f"{small.name}, {results[-1].rows} rows")
            if small.rows == results[0].rows and large and len(large.runs) == len(small.runs):
                rates = [one.wall / small.rows * large.rows / other.wall for one, other in zip(small.runs, large.runs, strict=True)]
                memories = [other / one for one, other in zip(small.memories, large.memories, strict=True)]
                growth.add_row(small.name, f"{median(rates):.2f}", f"{median(memories):.2f}")
        yield growth
