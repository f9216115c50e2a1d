"""The command agent."""

import logging
from contextlib import closing

import click

from sidecar import logs
from sidecar.agent_app import create_agent
from sidecar.commands.options import exit_on_error, start_up
from sidecar.http.supervisor import create_stop_event
from sidecar.jobs.notifications import Listener
from sidecar.load.encode import native
from sidecar.store.setup import check_cluster
from sidecar.tracing.setup import start_tracing, stop_tracing

log = logging.getLogger(__name__)


@click.command()
@exit_on_error
def agent() -> None:
    """Run an agent, which executes jobs, without the API."""
    settings = start_up()
    logs.end_process_on_thread_failure()
    if problem := native.find_problem():
        log.warning("native encoder not used: it %s", problem)
    check_cluster(settings)
    start_tracing("agent")
    with closing(Listener(settings.data_dir)) as listener:
        create_agent(settings, listener.wait).run(create_stop_event())
    stop_tracing()
