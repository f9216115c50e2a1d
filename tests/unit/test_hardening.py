"""Where passwords are kept from: memory images and other processes' environments."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from sidecar import hardening

ENVIRON = {"PATH": "/bin", "SIDECAR_API_PASSWORD": "a", "SIDECAR_API_PASSWORD_FILE": "b", "SIDECAR_SECRET_KEY": "c", "SIDECARS": "d"}
ENDS_BADLY = "import os, signal; from sidecar import hardening; hardening.keep_memory(); os.kill(os.getpid(), signal.SIGSEGV)"


def test_no_process_is_given_more_settings_than_it_needs() -> None:
    assert set(hardening.serving(ENVIRON)) == {"PATH", "SIDECAR_SECRET_KEY", "SIDECARS"}
    assert set(hardening.without_settings(ENVIRON)) == {"PATH", "SIDECARS"}


def test_a_crash_leaves_no_image_of_the_memory(tmp_path: Path) -> None:
    if resource.getrlimit(resource.RLIMIT_CORE)[1] != resource.RLIM_INFINITY:
        pytest.skip("core dumps are bounded here already")
    allow = f"import resource; resource.setrlimit(resource.RLIMIT_CORE, ({resource.RLIM_INFINITY},) * 2); "
    done = subprocess.run([sys.executable, "-c", allow + ENDS_BADLY], cwd=tmp_path, check=False)
    assert done.returncode == -11
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
def test_other_processes_of_the_user_cannot_look_into_the_memory() -> None:
    asked = "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    program = f"{asked}; from sidecar import hardening; hardening.keep_memory(); {asked}"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split() == ["1", "0"]


def test_a_secret_too_short_to_be_told_from_words_is_not_looked_for() -> None:
    assert hardening.masked("the cat sat", "at") == "the cat sat"
    assert hardening.masked("the cat sat", None) == "the cat sat"
    assert hardening.masked("the cat sat", "sat ") == "the cat sat"
    assert hardening.masked("the category", "cate") == "the ***gory"
