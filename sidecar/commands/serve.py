"""The command serve."""

import sys

import click

from sidecar.commands.options import exit_on_error, start_up
from sidecar.http.address import check_bind, check_port_free
from sidecar.http.supervisor import Supervisor
from sidecar.store.setup import check_cluster


@click.command()
@exit_on_error
def serve() -> None:
    """Run the API and an agent."""
    settings = start_up()
    check_bind(settings)
    check_port_free(settings)
    check_cluster(settings)
    sys.exit(Supervisor().run())
