"""Build every object once and wire it."""

import logging
import time
from functools import partial

from flask import Flask, request

from sidecar import logs
from sidecar.api.access import FREE, Access
from sidecar.api.compat import conventions
from sidecar.api.datasources import datasources
from sidecar.api.dead_letters import dead_letters
from sidecar.api.health import health
from sidecar.api.ingestions import ingestions
from sidecar.api.jobs import jobs
from sidecar.api.openapi import openapi
from sidecar.api.services import Services, Waiting
from sidecar.elastic import OPAQUE_ID, Client, make_client
from sidecar.errors import Unavailable
from sidecar.jobs.agent.agent import Agent
from sidecar.jobs.agent.housekeeping import Housekeeping
from sidecar.jobs.agent.process_pool import Pool
from sidecar.jobs.agent.scheduler import Scheduler
from sidecar.jobs.clock import now_millis
from sidecar.jobs.dead_letter_retry import Redelivery
from sidecar.jobs.inspect.client import Inspector
from sidecar.jobs.key_rotation import Rotated, rotate
from sidecar.jobs.launch import Launcher
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.target_clients import Targets
from sidecar.jobs.validation import Preparation
from sidecar.settings import Settings
from sidecar.store import indices
from sidecar.store.catalog import Catalog
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.encryption import Secrets, load_secrets
from sidecar.store.joblog import JobLog
from sidecar.store.leases import Leases

log = logging.getLogger(__name__)

ABOUT_JOBS = frozenset({"ingestions", "jobs", "dead_letters"})
"""The blueprints whose ids are those of jobs."""

WAITING = 8
"""Requests of one worker that may wait for the end of a run or for a database: half of its threads."""


class Installed:
    """Makes sure, once, that the own indices are there and hold nothing that was saved with a key which is not ours.

    Elasticsearch would otherwise make the indices itself, with guessed mappings.
    """

    def __init__(self, client: Client, secrets: Secrets) -> None:
        self._client = client
        self._fingerprints = secrets.fingerprints
        self._done = False

    def __call__(self) -> None:
        """Install the indices unless that has been done; raise :class:`~sidecar.errors.Unavailable` while it cannot be."""
        if not self._done:
            indices.install(self._client)
            indices.claim(self._client, self._fingerprints)
            self._done = True


def check_cluster(settings: Settings) -> None:
    """Raise :class:`~sidecar.errors.ConfigurationError` where the cluster's indices or its key are not for this sidecar.

    While Elasticsearch does not answer nothing is known, and whoever needs the indices looks again.
    """
    try:
        Installed(make_client(settings), load_secrets(settings))()
    except Unavailable as error:
        log.warning("the own indices could not be looked at yet: %s", error)


def rotate_key(settings: Settings) -> Rotated:
    """Seal and sign everything stored with the first key; from then on a sidecar without that key refuses to start."""
    client, secrets = make_client(settings), load_secrets(settings)
    Installed(client, secrets)()
    done = rotate(Catalog(client, secrets), make_lifecycle(client), secrets)
    indices.note_key(client, secrets.fingerprints[0])
    return done


def make_lifecycle(client: Client) -> Lifecycle:
    """Make the moves of jobs around one client."""
    return Lifecycle(Leases(client), JobLog(client))


def create_app(settings: Settings) -> Flask:
    """Make the API."""
    client = make_client(settings)
    secrets = load_secrets(settings)
    access = Access(make_client(settings, anonymous=True), secrets, exposed=settings.exposed)
    services = make_services(settings, client, secrets, access)
    app = Flask("sidecar", static_folder=None)
    conventions.install(app, max_body=settings.max_body, admit=partial(_admit, access, Installed(client, secrets)), clock=time.time)
    for blueprint in (health, datasources, ingestions, dead_letters, jobs):
        app.register_blueprint(blueprint(services))
    app.register_blueprint(openapi())
    return app


def _admit(access: Access, installed: Installed) -> None:
    """Let a request in when its caller may and the own indices are there; what is free of privileges always."""
    OPAQUE_ID.set(conventions.opaque_id())
    if request.blueprint in ABOUT_JOBS and (job := (request.view_args or {}).get("id")):
        logs.begin({logs.JOB: job})
    access.admit()
    if request.blueprint not in FREE:
        installed()


def make_services(settings: Settings, client: Client, secrets: Secrets, access: Access) -> Services:
    """Make what the endpoints work with."""
    catalog = Catalog(client, secrets)
    life = make_lifecycle(client)
    launcher = Launcher(catalog, life)
    inspector = Inspector(settings, secrets)
    letters = DeadLetters(client)
    targets = Targets(settings, secrets)
    return Services(
        client=client,
        catalog=catalog,
        life=life,
        log=JobLog(client),
        launcher=launcher,
        secrets=secrets,
        access=access,
        inspector=inspector,
        preparation=Preparation(client, catalog, launcher, life, inspector, targets),
        dead_letters=letters,
        redelivery=Redelivery(targets, letters, life, now_millis),
        waiting=Waiting(WAITING),
    )


def make_agent(settings: Settings) -> Agent:
    """Make an agent; wait for nothing."""
    client = make_client(settings)
    life = make_lifecycle(client)
    secrets = load_secrets(settings)
    launcher = Launcher(Catalog(client, secrets), life)
    targets = Targets(settings, secrets)
    scheduler = Scheduler(launcher.scheduled, launcher.last_fire, launcher.start_scheduled)
    housekeeping = Housekeeping(settings, client)
    install = Installed(client, secrets)
    return Agent(
        settings, life, Pool(), scheduler, housekeeping,
        install=install, discard=targets.discard, drop=targets.drop, end_session=Inspector(settings, secrets).end_session,
    )  # fmt: skip
