"""Secrets stay out of core dumps, other processes and their environments, and log lines."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from sidecar import hardening

ENVIRON = {
    "PATH": "/bin",
    "SIDECAR_API_PASSWORD": "a",
    "SIDECAR_API_PASSWORD_FILE": "b",
    "SIDECAR_SECRET_KEY": "c",
    "SIDECARS": "d",
    "OTEL_EXPORTER_OTLP_HEADERS": "e",
}
CRASH = "import os, signal; from sidecar import hardening; hardening.protect_memory(); os.kill(os.getpid(), signal.SIGSEGV)"


def test_a_process_gets_only_the_settings_it_needs() -> None:
    assert set(hardening.service_environment(ENVIRON)) == {"PATH", "SIDECAR_SECRET_KEY", "SIDECARS", "OTEL_EXPORTER_OTLP_HEADERS"}
    assert set(hardening.environment_without_settings(ENVIRON)) == {"PATH", "SIDECARS"}


def test_a_crash_leaves_no_core_dump(tmp_path: Path) -> None:
    if resource.getrlimit(resource.RLIMIT_CORE)[1] != resource.RLIM_INFINITY:
        pytest.skip("core dumps are limited on this machine")
    allow = f"import resource; resource.setrlimit(resource.RLIMIT_CORE, ({resource.RLIM_INFINITY},) * 2); "
    completed = subprocess.run([sys.executable, "-c", allow + CRASH], cwd=tmp_path, check=False)
    assert completed.returncode == -11
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="prctl exists on Linux only")
def test_other_processes_of_the_user_cannot_read_the_memory() -> None:
    print_dumpable = "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    program = f"{print_dumpable}; from sidecar import hardening; hardening.protect_memory(); {print_dumpable}"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split() == ["1", "0"]


def test_a_secret_that_occurs_in_ordinary_words_is_not_redacted() -> None:
    assert hardening.redact("the cat sat", "at") == "the cat sat"
    assert hardening.redact("the cat sat", None) == "the cat sat"
    assert hardening.redact("the cat sat", "sat ") == "the cat sat"
    assert hardening.redact("the category", "cate") == "the ***gory"
