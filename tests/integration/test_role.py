"""The shipped role has the minimum privileges: without any one of them, an operation fails."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from elasticsearch import Elasticsearch, ElasticsearchWarning

from sidecar.elastic import create_client, translate_elasticsearch_errors
from sidecar.errors import ApiError, SidecarError
from sidecar.jobs.agent.housekeeping import Housekeeping
from sidecar.jobs.agent.registration import HEARTBEAT, Registration
from sidecar.load.encode.fields import plan_fields
from sidecar.load.index.lookup import simulate_template
from sidecar.load.index.mapping import Mapping
from sidecar.load.index.pipelines import delete_pipeline, put_pipeline
from sidecar.load.index.publish import delete_replaced_index, publish
from sidecar.load.index.staging import check_replaceable, create_staging_index, staging_name
from sidecar.load.index.supported_types import create_mapping
from sidecar.load.index.target import count_documents, max_primary_key, prepare, refresh
from sidecar.model.columns import Column, SqlType
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.store import indices
from sidecar.store.agents import Agents
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.definitions import DefinitionStore
from sidecar.store.encryption import SecretKeys
from tests.acceptance.secured import PASSWORD, IndexGrants, add_user, shipped_role, wait_until_known
from tests.acceptance.service import SECRET_KEY
from tests.conftest import unique_name
from tests.integration.lease_helpers import create_definition, create_lifecycle, open_execution, settings_for
from tests.servers.elasticsearch import Secured

ROLE = shipped_role()
OWN, TARGETS = ROLE["indices"]
IMPLIED_BY_MANAGE = frozenset({"create_index", "view_index_metadata", "maintenance"})
"""Privileges that ``manage`` implies. REPLACE needs ``manage``; other targets need only these."""
NOW = datetime(2024, 2, 29, 12, 0, 1, tzinfo=UTC)
PUT_MAPPING = "indices:admin/mapping/put"
pytestmark = pytest.mark.filterwarnings("ignore:the index privilege .write. allowed the update mapping action")
"""Elasticsearch 8 still allows mapping updates with ``write``, and warns. The sidecar's own indices do not rely on it."""


@dataclass(frozen=True)
class ReducedRole:
    """The shipped role without one privilege. ``part`` is ``cluster``, ``own`` or ``targets``."""

    part: str
    privilege: str

    def grants(self, name: str) -> IndexGrants:
        """Return the privileges on indices; targets begin with ``name``."""
        own = [each for each in OWN["privileges"] if (self.part, self.privilege) != ("own", each)]
        removed = () if self.part != "targets" else (self.privilege,) if self.may_replace else (self.privilege, "manage")
        targets = [each for each in TARGETS["privileges"] if each not in removed]
        return {**dict.fromkeys(OWN["names"], own), f"{name}*": targets}

    @property
    def cluster(self) -> tuple[str, ...]:
        """Return the cluster privileges."""
        return tuple(each for each in ROLE["cluster"] if (self.part, self.privilege) != ("cluster", each))

    @property
    def may_replace(self) -> bool:
        """Check whether targets can be replaced: not if ``manage`` would imply the removed privilege."""
        return self.part != "targets" or self.privilege not in IMPLIED_BY_MANAGE


REDUCED_ROLES = [
    *(ReducedRole("cluster", each) for each in ROLE["cluster"]),
    *(ReducedRole("own", each) for each in OWN["privileges"] if each != PUT_MAPPING),
    *(ReducedRole("targets", each) for each in TARGETS["privileges"]),
]


FULL_ROLE = ReducedRole("nothing", "")
WITHOUT_MANAGE = ReducedRole("targets", "manage")
WITHOUT_SIMULATION = ReducedRole("cluster", "indices:admin/index_template/simulate_index")
WITHOUT_PUT_MAPPING = ReducedRole("own", PUT_MAPPING)


@pytest.fixture(scope="module")
def admin(secured_elasticsearch: Secured) -> Iterator[Elasticsearch]:
    """Yield a superuser's client, on a cluster without the sidecar's indices; the tests share those that they create."""
    with Elasticsearch(secured_elasticsearch.url, basic_auth=secured_elasticsearch.superuser) as client:
        delete_own_indices(client)
        yield client
        delete_own_indices(client)


def delete_own_indices(admin: Elasticsearch) -> None:
    admin.indices.delete(index=list(indices.OWN_INDICES), ignore_unavailable=True)
    admin.options(ignore_status=404).indices.delete_index_template(name="siren-*")


@pytest.fixture(scope="module")
def users(secured_elasticsearch: Secured) -> dict[ReducedRole, str]:
    """Create a user for each role; return their names. Each may write targets whose names begin with the user's name."""
    prefix = unique_name()
    users = {role: f"{prefix}-{number}-" for number, role in enumerate((FULL_ROLE, WITHOUT_PUT_MAPPING, *REDUCED_ROLES))}
    for role, user in users.items():
        add_user(secured_elasticsearch, user, role.grants(user), role.cluster)
    # Elasticsearch loads whole files: if it knows the last user, it knows all.
    wait_until_known(secured_elasticsearch, user)
    return users


@pytest.fixture
def client_for(secured_elasticsearch: Secured, users: dict[ReducedRole, str]) -> Callable[[ReducedRole], Elasticsearch]:
    """Return a function that returns the sidecar's client for the user with a role."""

    def create(role: ReducedRole) -> Elasticsearch:
        identity = {"elasticsearch_username": users[role], "elasticsearch_password": PASSWORD}
        return create_client(settings_for(secured_elasticsearch.url, **identity))

    return create


def run_all_operations(client: Elasticsearch, admin: Elasticsearch, name: str, *, replaces: bool) -> None:
    """Perform every operation the sidecar does with its own credentials; raise :class:`ApiError` if one is denied."""
    with translate_elasticsearch_errors():
        client.cluster.health(timeout="2s")
    install_own_indices(client, admin)
    store_definitions(client, name)
    run_lifecycle(client, name)
    load_incrementally(client, f"{name}i")
    if replaces:
        replace_target(client, f"{name}r")


def install_own_indices(client: Elasticsearch, admin: Elasticsearch) -> None:
    indices.install(client)
    indices.register_key(client, SecretKeys((SECRET_KEY,)).fingerprints)
    assert indices.missing_indices(client) == []
    templates = admin.options(ignore_status=404).indices.get_index_template(name="siren-*")["index_templates"]
    assert len(templates) == len(indices.OWN_INDICES) or _raise_denied("index templates cannot be created")
    # Upgrades the index of an older release.
    admin.indices.put_mapping(index=indices.LEASES, meta={"siren": {"major": 1, "minor": -1}})
    admin.indices.put_settings(index=indices.LEASES, settings={"refresh_interval": "7s"})
    indices.install(client)
    settings = admin.indices.get_settings(index=indices.LEASES, flat_settings=True)[indices.LEASES]["settings"]
    assert settings["index.refresh_interval"] == "30s" or _raise_denied("settings cannot be changed")


def store_definitions(client: Elasticsearch, name: str) -> None:
    catalog = DefinitionStore(client, SecretKeys((SECRET_KEY,)))
    catalog.datasources.put(Datasource(id=name, url="jdbc:sqlite:/x"), create=True)
    assert catalog.datasources.get(name)
    assert catalog.ingestions_of_datasource(name) == []
    assert catalog.datasources.delete(name)


def run_lifecycle(client: Elasticsearch, name: str) -> None:
    lifecycle = create_lifecycle(client)
    opened = open_execution(lifecycle, name)
    lifecycle.abort(name)
    assert lifecycle.leases.find_pending() is not None
    dead_letters = DeadLetters(client)
    dead_letters.delete_earlier(opened.lease.execution or "", until=0)
    Housekeeping(settings_for("http://unused"), client).clean_up()


def load_incrementally(client: Elasticsearch, target: str) -> None:
    put_pipeline(client, f"siren-{target}", {"processors": []})
    delete_pipeline(client, f"siren-{target}")
    prepare(client, create_definition(target).ingestion, mapping("id"))
    with translate_elasticsearch_errors():
        response = client.bulk(index=target, operations=[{"index": {"_id": "1"}}, {"id": 1}])
    assert not response["errors"] or _raise_denied("a row cannot be written")
    refresh(client, target)
    assert count_documents(client, target) == 1
    assert max_primary_key(client, target, "id") == "1"
    prepare(client, create_definition(target).ingestion, mapping("id", "later"))


def replace_target(client: Elasticsearch, target: str) -> None:
    assert simulate_template(client, target) is not None or _raise_denied("templates cannot be simulated")
    ingestion = Ingestion(id=target, datasource=target, query="select 1", target=target, strategy=Strategy.REPLACE)
    for suffix in "ab":
        replaced = check_replaceable(client, ingestion)
        staging = create_staging_index(
            client, ingestion, mapping("id"), staging_name(ingestion, now=NOW, suffix=suffix), execution=suffix, attempt=1
        )
        with translate_elasticsearch_errors():
            client.bulk(index=staging.alias, operations=[{"index": {"_id": "1"}}, {"id": 1}], require_alias=True)
        publish(client, staging.index, target, replaced=replaced, expected=range(1, 2), removal_guard=None)
        assert replaced is None or delete_replaced_index(client, replaced)


def test_without_the_simulation_a_mapping_has_every_type(client_for: Callable[[ReducedRole], Elasticsearch]) -> None:
    column = Column.of("large", SqlType.UNSIGNED_LONG)
    with client_for(FULL_ROLE) as client:
        assert create_mapping(client, (column,)).types == {"large": "keyword"}
    with client_for(WITHOUT_SIMULATION) as client:
        assert create_mapping(client, (column,)).types == {"large": "unsigned_long"}


def test_an_agent_without_privileges_on_the_list_of_agents_logs_one_warning(
    secured_elasticsearch: Secured, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    earlier = [each for each in OWN["names"] if each != indices.AGENTS]
    add_user(secured_elasticsearch, name, dict.fromkeys(earlier, OWN["privileges"]), tuple(ROLE["cluster"]))
    wait_until_known(secured_elasticsearch, name)
    settings = settings_for(secured_elasticsearch.url, elasticsearch_username=name, elasticsearch_password=PASSWORD)
    with create_client(settings) as client:
        indices.install(client)
        assert indices.missing_indices(client) == []
        registration = Registration(Agents(client), 1, clock=iter(range(0, 10**9, HEARTBEAT)).__next__)
        for running in range(3):
            registration.tick(name, running)
        registration.stop()
        assert Agents(client).list_all() == []
        Agents(client).delete_silent_since(10**12)
    warnings = [each.getMessage() for each in caplog.records if each.name == "sidecar.jobs.agent.registration"]
    assert len(warnings) == 1
    assert warnings[0].startswith("the agent is not listed, put [deploy/sidecar-role.json] again: ")


def mapping(*names: str) -> Mapping:
    return Mapping.from_fields(plan_fields(tuple(Column.of(name, SqlType.LONG) for name in names), ()), {})


def _raise_denied(reason: str) -> Any:
    raise ApiError(reason, 403, "security_exception")


def test_the_role_is_sufficient(
    client_for: Callable[[ReducedRole], Elasticsearch], admin: Elasticsearch, users: dict[ReducedRole, str]
) -> None:
    delete_own_indices(admin)
    with client_for(FULL_ROLE) as client:
        run_all_operations(client, admin, users[FULL_ROLE], replaces=True)


def test_without_replace_the_role_is_sufficient_without_manage(
    client_for: Callable[[ReducedRole], Elasticsearch], admin: Elasticsearch, users: dict[ReducedRole, str]
) -> None:
    delete_own_indices(admin)
    with client_for(WITHOUT_MANAGE) as client:
        run_all_operations(client, admin, f"{users[WITHOUT_MANAGE]}only", replaces=False)


def test_own_indices_are_upgraded_with_the_put_mapping_privilege(
    client_for: Callable[[ReducedRole], Elasticsearch], admin: Elasticsearch
) -> None:
    with client_for(WITHOUT_PUT_MAPPING) as client, pytest.warns(ElasticsearchWarning, match="siren-leases"):
        install_own_indices(client, admin)


@pytest.mark.parametrize("role", REDUCED_ROLES, ids=lambda role: f"{role.part}: {role.privilege}")
def test_every_privilege_is_required(
    client_for: Callable[[ReducedRole], Elasticsearch], admin: Elasticsearch, users: dict[ReducedRole, str], role: ReducedRole
) -> None:
    if role.privilege in ("create_index", "indices:admin/index_template/put"):
        delete_own_indices(admin)
    with client_for(role) as client, pytest.raises(SidecarError) as denied:
        run_all_operations(client, admin, users[role], replaces=role.may_replace)
    assert denied.value.status == 403 or role.privilege in str(denied.value), denied.value
