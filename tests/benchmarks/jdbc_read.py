"""Read a query natively, through the JDBC reader, or through JayDeBeApi, and print what that cost as JSON.

Run as ``python -m tests.benchmarks.jdbc_read <native|jdbc|jaydebeapi> <query>`` with the datasource as JSON on standard input, so that
the memory is that of one run.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sidecar.extract.drivers import create_reader, create_source
from sidecar.extract.jdbc.reader import JdbcReader
from sidecar.extract.jdbc.urls import JdbcSettings
from sidecar.load.encode.bodies import BodyBuilder
from sidecar.load.encode.documents import Encoder
from sidecar.load.send.flow_control import INITIAL_BODY_SIZE
from sidecar.model.datasource import Datasource
from tests.servers.jdbc.downloads import drivers_folder, find_jdk

BATCH_SIZE = 5000


@dataclass(frozen=True)
class Cost:
    """Seconds of wall clock, CPU seconds of Python and of its Java process, and the peak memory of each in MB."""

    rows: int
    seconds: float
    first_rows: float
    python_cpu: float
    java_cpu: float
    python_memory: int
    java_memory: int


def read_as_sidecar(datasource: dict[str, Any], query: str) -> Cost:
    """Read all rows and encode them to bodies of bulk requests, as an execution does."""
    start, cpu = time.monotonic(), time.process_time()
    settings = JdbcSettings(drivers=drivers_folder(), java=str(find_jdk()))
    reader = create_reader(create_source(Datasource(id="bench", **datasource), None, None, settings))
    reader.connect()
    columns = reader.describe(query)
    encoder, builder = Encoder(columns), BodyBuilder()
    first_rows = 0.0
    for block in reader.read(query, columns, BATCH_SIZE):
        first_rows = first_rows or time.monotonic() - start
        for _ in builder.add(encoder.encode(block), size=INITIAL_BODY_SIZE, flush=False):
            pass
    java_memory = _peak_memory(_child(reader)) if isinstance(reader, JdbcReader) else 0
    reader.close()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(
        encoder.rows, time.monotonic() - start, first_rows, time.process_time() - cpu, children.ru_utime + children.ru_stime,
        _peak_memory("self"), java_memory,
    )  # fmt: skip


def read_with_jaydebeapi(datasource: dict[str, Any], query: str) -> Cost:
    """Read all rows as tuples, which are not encoded. Python and Java are one process."""
    import jaydebeapi  # noqa: PLC0415 - it starts a JVM in this process

    start, cpu = time.monotonic(), time.process_time()
    jars = [str(each) for each in (drivers_folder() / "postgresql").glob("*.jar")]
    login = {"user": datasource["username"], "password": datasource["password"] or "", "defaultRowFetchSize": str(BATCH_SIZE)}
    connection = jaydebeapi.connect("org.postgresql.Driver", datasource["url"], login, jars)
    connection.jconn.setAutoCommit(False)
    rows, first_rows = 0, 0.0
    for batch in _batches(connection, query):
        first_rows = first_rows or time.monotonic() - start
        rows += len(batch)
    return Cost(rows, time.monotonic() - start, first_rows, time.process_time() - cpu, 0.0, _peak_memory("self"), 0)


def _batches(connection: Any, query: str) -> Iterator[list[tuple[Any, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        while batch := cursor.fetchmany(BATCH_SIZE):
            yield batch


def _child(reader: JdbcReader) -> str:
    process = reader._process._process
    return str(process.pid) if process else "self"


def _peak_memory(process: str) -> int:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


if __name__ == "__main__":
    contender, query = sys.argv[1:]
    given = json.load(sys.stdin)
    cost = read_with_jaydebeapi(given, query) if contender == "jaydebeapi" else read_as_sidecar(given, query)
    print(json.dumps(asdict(cost)))  # noqa: T201
