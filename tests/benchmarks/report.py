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
    memory: float = 0.0
    """Peak memory of the client's process in MB; 0 if not measured."""

    @property
    def undisturbed(self) -> list[Measurement]:
        """Return the undisturbed runs, or the least disturbed one."""
        runs = [each for each in self.runs if each.other <= MAX_OTHER_LOAD]
        return runs or [min(self.runs, key=lambda each: each.other)]

    @property
    def rate(self) -> float:
        """Return rows per second, from start to searchable."""
        return self.rows / median(each.wall for each in self.undisturbed)

    def cpu(self, name: str) -> float:
        """Return the CPU seconds of one process per million rows, over all runs: other load hardly affects them."""
        return median(each.cpu.get(name, 0.0) for each in self.runs) * 1e6 / self.rows


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
        result = self.results.setdefault(self._key(name, rows), Result(name, rows))
        result.runs.append(measurement)
        result.ceilings_before.append(len(self.results[CEILING].runs) if CEILING in self.results else 0)
        result.memory = max(result.memory, memory)

    def _key(self, name: str, _rows: int) -> str:
        """Return the key of a contender's result."""
        return name

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
        rates = [1 / each for each in self._ratios(result, lambda run: run.wall)]
        return [
            result.name, f"{result.rows:,}", f"{result.rate:,.0f}",
            f"{median(rates):.2f} ({min(rates):.2f}-{max(rates):.2f})", f"{1 / median(self._ratios(result, _total_cpu)):.2f}",
            f"{result.cpu('client'):.1f}", f"{result.cpu('sidecar'):.1f}", f"{result.cpu('elasticsearch'):.1f}",
            f"{median(self._ratios(result, lambda run: run.cpu['elasticsearch'])):.2f}", f"{result.cpu('database'):.1f}",
            f"{result.memory:.0f}" if result.memory else "", f"{median(each.other for each in result.runs):.0%}",
        ]  # fmt: skip

    def _ratios(self, result: Result, value: Callable[[Measurement], float]) -> list[float]:
        """Return, for each undisturbed run, a value per row divided by that of the ceilings measured right before and after it.

        Only those: the speed of a shared machine changes by a third within minutes.
        """
        ceiling = self.results[CEILING]
        ratios = []
        for run, number in zip(result.runs, result.ceilings_before, strict=True):
            if run in result.undisturbed:
                near = ceiling.runs[max(0, number - 1) : number + 1]
                ratios.append(value(run) / result.rows / (mean(map(value, near)) / ceiling.rows))
        return ratios

    def write(self, file: Path) -> None:
        """Write all measurements as JSON."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")


@dataclass
class PeerReport(Report):
    """The measurements of contenders that load tables of several sizes."""

    def _key(self, name: str, rows: int) -> str:
        return f"{name}, {rows} rows"

    def _tables(self) -> Iterator[Table]:
        results = sorted(self.results.values(), key=lambda each: each.rows)
        columns = ("contender", "rows", "rows/s", "client", "ES", "db", "MB", "other")
        costs = Table(*columns, title="client, ES, db: CPU seconds per million rows")
        for each in results:
            cpu = [f"{each.cpu(part):.1f}" for part in ("client", "elasticsearch", "database")]
            other = f"{median(run.other for run in each.runs):.0%}"
            costs.add_row(each.name, f"{each.rows:,}", f"{each.rate:,.0f}", *cpu, f"{each.memory:.0f}", other)
        yield costs
        growth = Table("contender", "rows/s", "MB", title=f"{results[-1].rows:,} rows ÷ {results[0].rows:,} rows")
        for small in results:
            large = self.results.get(self._key(small.name, results[-1].rows))
            if small.rows == results[0].rows and large:
                growth.add_row(small.name, f"{large.rate / small.rate:.2f}", f"{large.memory / small.memory:.2f}")
        yield growth
