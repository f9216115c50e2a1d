"""Process identities: a process is killed only if it is still the same one."""

import os
import subprocess
import sys

from sidecar.jobs import process_identity


def test_a_process_is_killed_by_its_own_identity() -> None:
    code = "from sidecar.jobs.process_identity import own_identity; print(own_identity(), flush=True); input()"
    with subprocess.Popen((sys.executable, "-c", code), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        identity = process.stdout.readline().strip()
        assert process_identity.kill(identity)
        assert process.wait() == -9
        assert not process_identity.kill(identity)


def test_another_process_with_the_same_pid_is_not_killed() -> None:
    identity = process_identity.own_identity()
    assert identity is not None
    host, pid, start_time = identity.rsplit("/", 2)
    assert int(pid) == os.getpid()
    assert not process_identity.kill(f"{host}/{pid}/{int(start_time) - 1}")
    assert not process_identity.kill(f"elsewhere/{pid}/{start_time}")
