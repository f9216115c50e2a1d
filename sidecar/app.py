"""Create and wire the objects of the API."""

import time
from functools import partial

from flask import Flask, request

from sidecar import logs
from sidecar.api import audit
from sidecar.api.access import PUBLIC_BLUEPRINTS, Access
from sidecar.api.calendar import calendar_blueprint
from sidecar.api.compat import conventions
from sidecar.api.datasources import datasource_blueprint
from sidecar.api.dead_letters import dead_letter_blueprint
from sidecar.api.end_poller import EndPoller
from sidecar.api.health import health_blueprint
from sidecar.api.ingestions import ingestion_blueprint
from sidecar.api.jobs import job_blueprint
from sidecar.api.metrics.request_durations import RequestDurations
from sidecar.api.metrics.views import BLUEPRINT as METRICS
from sidecar.api.metrics.views import ScrapeAccess, metrics_blueprint, record_durations
from sidecar.api.openapi import openapi_blueprint
from sidecar.api.positions import position_blueprint
from sidecar.api.request_spans import record_spans
from sidecar.api.same_origin import SameOriginPolicy
from sidecar.api.service import service_blueprint
from sidecar.api.services import RequestSlots, Services
from sidecar.console.views import console_blueprint, redirect_browser
from sidecar.elastic import OPAQUE_ID, Client, create_client
from sidecar.jobs.clock import now_millis
from sidecar.jobs.dead_letter_retry import DeadLetterRetry
from sidecar.jobs.inspect.client import Inspector
from sidecar.jobs.launch import Launcher
from sidecar.jobs.lifecycle import Lifecycle
from sidecar.jobs.notifications import Listener
from sidecar.jobs.target_clients import TargetClients
from sidecar.jobs.validation import Validation
from sidecar.model.log_fields import JOB
from sidecar.settings import Settings
from sidecar.store.agents import Agents
from sidecar.store.cluster_metrics import REQUEST_TIMEOUT, ClusterMetricsReader
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.definitions import DefinitionStore
from sidecar.store.encryption import SecretKeys, load_secret_keys
from sidecar.store.joblog import JobLog
from sidecar.store.setup import IndexSetup

JOB_BLUEPRINTS = frozenset({"ingestions", "positions", "jobs", "dead_letters"})
"""Blueprints whose ids are job ids."""

MAX_WAITING_REQUESTS = 8
"""Requests per worker that may wait for an execution or a database: half of its threads."""


def create_app(settings: Settings, durations: RequestDurations) -> Flask:
    """Create the Flask application of the API. It records the durations of its requests."""
    client = create_client(settings)
    secrets = load_secret_keys(settings)
    access = Access(create_client(settings, anonymous=True), secrets, is_exposed=settings.is_exposed)
    services = create_services(settings, client, secrets, access)
    scrape_access = ScrapeAccess(
        Access(create_client(settings, anonymous=True, timeout=REQUEST_TIMEOUT), secrets, is_exposed=settings.is_exposed),
        settings.metrics_networks or (),
    )
    app = Flask("sidecar", static_folder=None)
    record_durations(app, durations)
    record_spans(app)
    # Before the conventions, which answer an unknown path with an error.
    app.before_request(redirect_browser)
    audit.install(app)
    conventions.install(
        app,
        max_body=settings.max_body,
        check_origin=SameOriginPolicy.from_settings(settings).check,
        authorize=partial(_authorize, access, scrape_access, IndexSetup(client, secrets)),
        clock=time.time,
    )
    for create_blueprint in (
        health_blueprint, datasource_blueprint, ingestion_blueprint, position_blueprint, dead_letter_blueprint, job_blueprint,
        calendar_blueprint, service_blueprint,
    ):  # fmt: skip
        app.register_blueprint(create_blueprint(services))
    app.register_blueprint(metrics_blueprint(ClusterMetricsReader(client), durations))
    app.register_blueprint(openapi_blueprint())
    app.register_blueprint(console_blueprint())
    return app


def _authorize(access: Access, scrape_access: ScrapeAccess, set_up_indices: IndexSetup) -> None:
    """Check the caller's privileges, then the sidecar's indices. Public blueprints pass without either, a scrape without the indices.

    Who the caller is, is asked only for a call that changes something.
    """
    OPAQUE_ID.set(conventions.opaque_id())
    if request.blueprint in JOB_BLUEPRINTS and (job := (request.view_args or {}).get("id")):
        logs.bind({JOB: job})
    if request.blueprint == METRICS:
        scrape_access.authorize()
        return
    access.authorize()
    if audit.is_audited():
        access.identify()
    if request.blueprint not in PUBLIC_BLUEPRINTS:
        set_up_indices()


def create_services(settings: Settings, client: Client, secrets: SecretKeys, access: Access) -> Services:
    """Create the objects that the endpoints use."""
    definitions = DefinitionStore(client, secrets)
    lifecycle = Lifecycle.for_client(client, settings.data_dir)
    launcher = Launcher(definitions, lifecycle)
    inspector = Inspector(settings, client, secrets)
    dead_letters = DeadLetters(client)
    target_clients = TargetClients(settings, secrets)
    return Services(
        client=client,
        definitions=definitions,
        lifecycle=lifecycle,
        job_log=JobLog(client),
        launcher=launcher,
        secrets=secrets,
        access=access,
        inspector=inspector,
        validation=Validation(client, definitions, launcher, lifecycle, inspector, target_clients, settings.allowed_webhooks or ()),
        dead_letters=dead_letters,
        dead_letter_retry=DeadLetterRetry(target_clients, dead_letters, lifecycle, now_millis),
        agents=Agents(client),
        end_poller=EndPoller(lifecycle.leases.states, partial(Listener, settings.data_dir)),
        request_slots=RequestSlots(MAX_WAITING_REQUESTS),
    )
