"""Kubernetes' own rules of the Pod Security Standard "restricted", built from their source with Go."""

import json
import subprocess
from pathlib import Path
from typing import Any

from tests.servers import go_program

HERE = Path(__file__).parent


def forbidden(pods: list[dict[str, Any]]) -> list[str]:
    """Return what Kubernetes forbids in each pod; an empty text for an allowed one."""
    folder = f"pod-security-{go_program.digest(HERE / 'main.go', HERE / 'go.mod')}"
    program = go_program.build(folder, "pod_security", ".", cwd=HERE)
    done = subprocess.run([str(program)], input=json.dumps(pods), capture_output=True, text=True, check=True)
    return [str(line) for line in done.stdout.splitlines()]
