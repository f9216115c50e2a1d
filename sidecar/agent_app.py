"""Create and wire the objects of the agent."""

from collections.abc import Callable

from sidecar.elastic import create_client
from sidecar.jobs.agent.agent import Agent
from sidecar.jobs.agent.housekeeping import Housekeeping
from sidecar.jobs.agent.process_pool import ProcessPool
from sidecar.jobs.agent.registration import Registration
from sidecar.jobs.agent.scheduler import Scheduler
from sidecar.jobs.agent.schedules import Schedules
from sidecar.jobs.agent.webhooks import Webhooks
from sidecar.jobs.inspect.client import Inspector
from sidecar.jobs.launch import Launcher
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.target_clients import TargetClients
from sidecar.settings import Settings
from sidecar.store.agents import Agents
from sidecar.store.definitions import DefinitionStore
from sidecar.store.encryption import load_secret_keys
from sidecar.store.joblog import JobLog
from sidecar.store.setup import IndexSetup


def create_agent(settings: Settings, wait: Callable[[float], set[str]]) -> Agent:
    """Create an agent, without contacting Elasticsearch. It waits for notifications with ``wait``."""
    client = create_client(settings)
    lifecycle = Lifecycle.for_client(client, settings.data_dir)
    secrets = load_secret_keys(settings)
    definitions = DefinitionStore(client, secrets)
    launcher = Launcher(definitions, lifecycle)
    target_clients = TargetClients(settings, secrets)
    scheduler = Scheduler(Schedules(definitions.ingestions), launcher.last_fire_times, launcher.start_scheduled)
    housekeeping = Housekeeping(settings, client)
    return Agent(
        settings,
        lifecycle,
        ProcessPool(),
        scheduler,
        housekeeping,
        Registration(Agents(client), settings.max_jobs),
        Webhooks(lifecycle, JobLog(client), secrets.decrypt, settings.allowed_webhooks or ()),
        wait=wait,
        install=IndexSetup(client, secrets),
        discard_staging=target_clients.discard_staging,
        drop_replaced=target_clients.drop_replaced,
        terminate_sessions=Inspector(settings, client, secrets).terminate_sessions,
    )
