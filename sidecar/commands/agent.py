"""The command agent."""

import click

from sidecar import logs
from sidecar.agent_app import create_agent
from sidecar.commands.options import exit_on_error, start_up
from sidecar.http.supervisor import create_stop_event
from sidecar.store.setup import check_cluster


@click.command()
@exit_on_error
def agent() -> None:
    """Run an agent, which executes jobs, without the API."""
    settings = start_up()
    logs.end_process_on_thread_failure()
    check_cluster(settings)
    create_agent(settings).run(create_stop_event())
