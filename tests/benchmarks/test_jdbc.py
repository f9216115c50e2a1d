"""Rate, CPU time and memory of reading PostgreSQL through its JDBC driver, beside the native reader and the usual bridge to Python."""

import json
import subprocess
import sys
from statistics import median
from typing import Any
from urllib.parse import urlparse

import pytest

from tests.benchmarks.conftest import FOLDER, ROUNDS, ROWS
from tests.benchmarks.lineitem import COLUMNS, Lineitem
from tests.servers import environment

BRIDGE_ROWS = 100_000
"""Rows for the bridge, which is slow; its rate does not depend on the number of rows."""
MAX_CPU = 8.0
"""CPU seconds of both processes per million rows of ten columns."""
MIN_GAIN = 10.0
"""Factor by which the rate must be higher than that of the bridge."""


@pytest.mark.benchmark
def test_cost_of_reading_through_a_driver(postgres_url: str) -> None:
    pytest.importorskip("jaydebeapi", reason="JayDeBeApi is not installed; run make bench")
    table = Lineitem(FOLDER, ROWS)
    table.load_into_postgresql(postgres_url)
    columns = ", ".join([*list(COLUMNS)[:9], "l_comment"])
    parts = urlparse(postgres_url)
    datasource = {
        "url": f"jdbc:postgresql://{parts.hostname}:{parts.port}{parts.path}",
        "username": parts.username,
        "password": parts.password,
    }
    contenders = {
        "native": ({**datasource}, ROWS),
        "jdbc": ({**datasource, "driver": "postgresql"}, ROWS),
        "jaydebeapi": (datasource, min(BRIDGE_ROWS, ROWS)),
    }
    costs: dict[str, list[dict[str, Any]]] = {name: [] for name in contenders}
    for _ in range(ROUNDS):
        for name, (source, rows) in contenders.items():
            command = [sys.executable, "-m", "tests.benchmarks.jdbc_read", name, f"select {columns} from {table.name} limit {rows}"]
            done = subprocess.run(command, input=json.dumps(source), check=True, capture_output=True, text=True)
            costs[name].append(json.loads(done.stdout))
            assert costs[name][-1]["rows"] == rows
    rate = {name: median(each["rows"] / each["seconds"] for each in found) for name, found in costs.items()}
    cpu = {name: median((each["python_cpu"] + each["java_cpu"]) * 1e6 / each["rows"] for each in found) for name, found in costs.items()}
    for name, found in costs.items():
        environment.announce(
            f"{name}: {rate[name]:,.0f} rows/s, {cpu[name]:.2f} CPU s per million rows, first rows after "
            f"{median(each['first_rows'] for each in found):.2f} s, memory {max(each['python_memory'] for each in found)} + "
            f"{max(each['java_memory'] for each in found)} MB"
        )
    gain, part = rate["jdbc"] / rate["jaydebeapi"], rate["jdbc"] / rate["native"]
    environment.announce(f"jdbc: {gain:.1f} times the rate of JayDeBeApi, {part:.2f} of that of the native reader")
    assert gain > MIN_GAIN
    assert cpu["jdbc"] < MAX_CPU
