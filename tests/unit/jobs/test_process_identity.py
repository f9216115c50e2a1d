"""A process is killed by a name that is no other one's."""

import os
import subprocess
import sys

from sidecar.jobs import process_identity


def test_a_process_names_itself_and_is_killed_by_that_name() -> None:
    code = "from sidecar.jobs.process_identity import this_process; print(this_process(), flush=True); input()"
    with subprocess.Popen((sys.executable, "-c", code), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        name = process.stdout.readline().strip()
        assert process_identity.kill(name)
        assert process.wait() == -9
        assert not process_identity.kill(name)


def test_no_other_process_of_the_same_number_is_killed() -> None:
    name = process_identity.this_process()
    assert name is not None
    machine, pid, began = name.rsplit("/", 2)
    assert int(pid) == os.getpid()
    assert not process_identity.kill(f"{machine}/{pid}/{int(began) - 1}")
    assert not process_identity.kill(f"elsewhere/{pid}/{began}")
