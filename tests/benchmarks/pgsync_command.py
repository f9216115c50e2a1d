"""Run a command of pgsync: ``python -m tests.benchmarks.pgsync_command <major of Elasticsearch> <command> <argument>…``.

pgsync's own interpreter runs this module, in a process that :mod:`tests.benchmarks.peer_process` describes. The client that pgsync uses
sends ``GET /`` first, which the Elasticsearch of the tests does not support. So this module answers it, and changes nothing else.
"""

import importlib
import runpy
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks import peer_process


def answer_product_check(major: str) -> None:
    """Let the client take any server for an Elasticsearch of this major version."""
    client: Any = importlib.import_module("elasticsearch")
    transport: Any = importlib.import_module("elasticsearch.transport").Transport

    def verify(self: Any, *_: Any, **__: Any) -> None:
        self._verified_elasticsearch = True

    transport._do_verify_elasticsearch = verify
    client.Elasticsearch.info = lambda *_, **__: {"version": {"number": f"{major}.0.0"}}


def run(command: str, arguments: list[str]) -> None:
    """Run a command of this interpreter's environment to its end; raise if it fails."""
    script = Path(sys.executable).parent / command
    sys.argv = [str(script), *arguments]
    try:
        runpy.run_path(str(script), run_name="__main__")
    except SystemExit as end:
        if end.code:
            raise


if __name__ == "__main__":
    importlib.import_module("pgsync.sync")
    answer_product_check(sys.argv[1])
    command, arguments = sys.argv[2], sys.argv[3:]
    peer_process.serve(lambda: run(command, arguments))
