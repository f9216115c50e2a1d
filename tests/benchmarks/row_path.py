"""Read a query as an execution does, up to the bodies of bulk requests, and print what that cost as JSON.

Run as ``python -m tests.benchmarks.row_path <url> <query> <native|tables> <key>…``, so that the memory is that of one run.
"""

import importlib
import json
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass
from pathlib import Path

from sidecar.extract.drivers import create_reader, create_source
from sidecar.load.encode.bodies import Body, BodyBuilder
from sidecar.load.encode.documents import Encoder
from sidecar.load.send.bulk import MEMORY_BUDGET
from sidecar.load.send.flow_control import INITIAL_BODY_SIZE
from sidecar.model.columns import RawBlock, RowFormat
from sidecar.model.datasource import Datasource

BATCH_SIZE = 5000


@dataclass(frozen=True)
class Cost:
    """CPU seconds of all threads without and with encoding, bytes of the bodies, and the process's peak memory in MB."""

    rows: int
    bytes: int
    reading: float
    total: float
    memory: int
    imports_polars: bool


def measure(url: str, query: str, *, native: bool, key: tuple[str, ...]) -> Cost:
    """Read all rows twice; the second time encode them, and keep as many bodies as a sender may queue."""
    if not native:
        # The process that waits for an order has it.
        importlib.import_module("sidecar.load.encode.tables")
        importlib.import_module("sidecar.extract.columns.tables")
    allowed = (f"{url.rpartition('/')[0]}/*",) if url.startswith("sqlite") else None
    reader = create_reader(create_source(Datasource(id="bench", url=url), None, allowed))
    reader.connect()
    columns = reader.describe(query)
    blocks = reader.read(query, columns, BATCH_SIZE)
    start = time.process_time()
    for block in blocks:
        if isinstance(block, RawBlock):
            rows = block.data.count(b"\n") if block.layout.format is RowFormat.CSV else len(block.data)
            block.record_counts(rows=rows, nulled=0)
    reading = time.process_time() - start
    encoder, builder = Encoder(columns, pk_field=key, native=native), BodyBuilder()
    queue: deque[Body] = deque()
    size = 0
    start = time.process_time()
    for block in reader.read(query, columns, BATCH_SIZE):
        for body in builder.add(encoder.encode(block), size=INITIAL_BODY_SIZE, flush=False):
            size += len(body)
            queue.append(body)
            while sum(map(len, queue)) > MEMORY_BUDGET:
                queue.popleft()
    size += sum(map(len, builder.flush(size=INITIAL_BODY_SIZE)))
    total = time.process_time() - start
    reader.close()
    return Cost(encoder.rows, size, reading, total, _peak_memory(), "polars" in sys.modules)


def _peak_memory() -> int:
    # Not of getrusage: that includes the process that started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


if __name__ == "__main__":
    url, query, encoder, *key = sys.argv[1:]
    print(json.dumps(asdict(measure(url, query, native=encoder == "native", key=tuple(key)))))  # noqa: T201
