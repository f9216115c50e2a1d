"""The command api."""

import click

from sidecar.commands.options import exit_on_error, start_up
from sidecar.http.server import serve_api
from sidecar.store.setup import check_cluster


@click.command()
@exit_on_error
def api() -> None:
    """Run the API without an agent."""
    settings = start_up()
    check_cluster(settings)
    serve_api(settings)
