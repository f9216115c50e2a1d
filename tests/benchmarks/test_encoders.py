"""The CPU time and the memory of both encoders, from the database to the bodies of bulk requests, without Elasticsearch.

Both are measured in turn on the same rows: their ratio holds also on a machine that is busy with other things.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from tests.benchmarks.conftest import FOLDER, ROUNDS, ROWS
from tests.benchmarks.lineitem import KEY, Lineitem
from tests.servers import environment
from tests.support.dialects import write_dialect

pytest.importorskip("sidecar_native", reason="the native encoder is not installed")


def _url(database: str, table: Lineitem, request: pytest.FixtureRequest) -> str:
    if database == "general reader":
        return _url("postgresql", table, request).replace("postgresql://", "alike+psycopg://")
    if database == "sqlite":
        return f"sqlite:///{table.load_into_sqlite().resolve()}"
    url: str = request.getfixturevalue("postgres_url" if database == "postgresql" else "mariadb_url")
    if database == "postgresql":
        table.load_into_postgresql(url)
    else:
        table.load_into_mariadb(url)
    return url


@pytest.mark.benchmark
@pytest.mark.parametrize("database", ["postgresql", "mariadb", "sqlite", "general reader"])
def test_cost_of_the_row_path(request: pytest.FixtureRequest, tmp_path: Path, database: str) -> None:
    lineitem = Lineitem(FOLDER, ROWS)
    url = _url(database, lineitem, request)
    write_dialect(tmp_path)
    environ = {**os.environ, "PYTHONPATH": str(tmp_path)}
    costs: dict[str, list[dict[str, Any]]] = {"tables": [], "native": []}
    for _ in range(ROUNDS):
        for encoder, found in costs.items():
            command = [sys.executable, "-m", "tests.benchmarks.row_path", url, f"select * from {lineitem.name}", encoder, *KEY]
            found.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True, env=environ).stdout))
    totals = {}
    for encoder, found in costs.items():
        reading, totals[encoder] = (median(each[step] for each in found) * 1e6 / ROWS for step in ("reading", "total"))
        memory = median(each["memory"] for each in found)
        environment.announce(
            f"{database}, {encoder}: {totals[encoder]:.2f} CPU s per million rows, {reading:.2f} of them to read; {memory} MB"
        )
    environment.announce(f"{database}: native is {totals['tables'] / totals['native']:.2f} times as fast")
    assert costs["tables"][0]["bytes"] == costs["native"][0]["bytes"]
    assert totals["native"] < 1.1 * totals["tables"]
