"""The ratios of the benchmarks' report, from made-up measurements."""

import pytest

from tests.benchmarks.machine import Measurement
from tests.benchmarks.report import CEILING, Report


def ratios(report: Report, name: str) -> list[float]:
    """Return the ratios of the wall times of a contender's undisturbed runs."""
    result = next(each for each in report.results.values() if each.name == name)
    return report.ratios(result, lambda run: run.wall, result.undisturbed)


def test_a_run_is_divided_by_the_ceilings_beside_it() -> None:
    report = Report()
    for ceiling, run in [(10.0, 15.0), (20.0, 36.0), (40.0, 60.0)]:
        report.add(CEILING, 1000, Measurement(wall=ceiling))
        report.add("sidecar", 1000, Measurement(wall=run))
    assert ratios(report, "sidecar") == pytest.approx([15 / 15, 36 / 30, 60 / 40])
    assert ratios(report, CEILING) == pytest.approx([10 / 20, 20 / 25, 40 / 20])


def test_ratios_are_per_row() -> None:
    report = Report()
    report.add(CEILING, 1000, Measurement(wall=10.0))
    report.add("sidecar", 500, Measurement(wall=10.0))
    assert ratios(report, "sidecar") == [2.0]
    assert ratios(report, CEILING) == []


@pytest.mark.parametrize(("before", "after", "expected"), [(0.5, 0.0, 15 / 20), (0.0, 0.5, 15 / 10), (0.6, 0.5, 15 / 20)])
def test_a_disturbed_ceiling_counts_only_if_there_is_no_other(before: float, after: float, expected: float) -> None:
    report = Report()
    report.add(CEILING, 1000, Measurement(wall=10.0, other=before))
    report.add("sidecar", 1000, Measurement(wall=15.0))
    report.add(CEILING, 1000, Measurement(wall=20.0, other=after))
    assert ratios(report, "sidecar") == pytest.approx([expected])


def test_a_disturbed_run_has_no_ratio() -> None:
    report = Report()
    report.add(CEILING, 1000, Measurement(wall=10.0))
    report.add("sidecar", 1000, Measurement(wall=99.0, other=0.5))
    report.add("sidecar", 1000, Measurement(wall=15.0))
    assert ratios(report, "sidecar") == [1.5]
