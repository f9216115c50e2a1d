"""Helm, built from its source with Go."""

from pathlib import Path

from tests.servers import go_program

VERSION = "v3.22.0"


def program() -> Path:
    """Return Helm's program; build it on the first call, which takes two to six minutes of CPU time.

    Raise :class:`ProgramMissing` as :func:`go_program.build` does.
    """
    return go_program.build(f"helm-{VERSION}", "helm", f"helm.sh/helm/v3/cmd/helm@{VERSION}")
