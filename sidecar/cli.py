"""The command line. Exit statuses: see :mod:`sidecar.commands.options`.

A command's module is imported when the command runs: ``sidecar jobs`` starts without the packages of the service.
"""

import importlib

import click

from sidecar import hardening

COMMANDS = {
    "abort": "jobs:abort",
    "agent": "agent:agent",
    "agents": "jobs:agents",
    "api": "api:api",
    "dask-worker": "dask_worker:dask_worker",
    "dead-letters": "jobs:dead_letters",
    "completion": "completion:completion",
    "demo": "demo:demo",
    "diff": "definitions:diff",
    "disable": "jobs:disable",
    "doctor": "admin:doctor",
    "enable": "jobs:enable",
    "get": "definitions:get",
    "init": "init:init",
    "jobs": "jobs:jobs",
    "positions": "jobs:positions",
    "put": "definitions:put",
    "rotate-key": "admin:rotate",
    "run": "jobs:run",
    "sample": "inspection:sample",
    "serve": "serve:serve",
    "settings": "admin:settings",
    "validate": "inspection:validate",
    "verify": "jobs:verify",
}
"""Module of :mod:`sidecar.commands` and object for each command."""


class LazyGroup(click.Group):
    """Imports a command when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; return None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(f"sidecar.commands.{module}"), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="siren-sidecar")
def main() -> None:
    """Load SQL rows into Elasticsearch.

    Settings are environment variables; see "sidecar settings".
    """
    hardening.protect_memory()


if __name__ == "__main__":
    main()
