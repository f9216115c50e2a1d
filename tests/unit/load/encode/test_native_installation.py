"""An installed native encoder that cannot be used is reported; runs use the other one, and verifications the digester in Python."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

USE = """
from sidecar.load.encode import native
from sidecar.load.compare.digests import create_digester, join_records
from sidecar.load.encode.documents import Encoder
print(native.IS_INSTALLED, native.find_problem(), Encoder(())._native, type(create_digester()).__module__, join_records(b"", b"").equal)
"""


@pytest.mark.parametrize(
    ("package", "problem"),
    [
        ("raise ImportError('GLIBC_2.99 not found')", "cannot be loaded: GLIBC_2.99 not found"),
        ("INTERFACE = 1", "cannot be loaded: cannot import name 'RowEncoder' from 'sidecar_native' ([place])"),
        ("INTERFACE = 1; RowEncoder = None", "is of another version: its interface is [1], expected [3]"),
        ("INTERFACE = 99; RowEncoder = None", "is of another version: its interface is [99], expected [3]"),
        ("raise ModuleNotFoundError(name='sidecar_native')", "None"),
        ("import no_such_module", "cannot be loaded: No module named 'no_such_module'"),
    ],
)
def test_an_encoder_that_cannot_be_used_is_reported(package: str, problem: str, tmp_path: Path) -> None:
    (tmp_path / "sidecar_native.py").write_text(package)
    environ = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", USE], env=environ, capture_output=True, text=True, check=True, timeout=60)
    assert (
        done.stdout.strip().replace(str(tmp_path / "sidecar_native.py"), "[place]")
        == f"False {problem} None sidecar.load.compare.python_digests 0"
    )


def test_the_agent_warns_of_an_encoder_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "sidecar_native.py").write_text("INTERFACE = 99; RowEncoder = None")
    environ = {
        **os.environ,
        "PYTHONPATH": str(tmp_path),
        "SIDECAR_DATA_DIR": str(tmp_path),
        "SIDECAR_ELASTICSEARCH_URL": "http://127.0.0.1:1",
    }
    agent = subprocess.Popen([sys.executable, "-m", "sidecar.cli", "agent"], env=environ, stderr=subprocess.PIPE, text=True)
    try:
        first_line = agent.stderr.readline() if agent.stderr else ""
    finally:
        agent.kill()
        agent.communicate()
    assert "native encoder not used: it is of another version: its interface is [99], expected [3]" in first_line
