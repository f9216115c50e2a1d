"""The role that is shipped has nothing that it can do without: whatever is taken out of it, something fails."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from elasticsearch import Elasticsearch, ElasticsearchWarning

from sidecar.elastic import make_client, translated
from sidecar.errors import Refused, SidecarError
from sidecar.jobs.agent.housekeeping import Housekeeping
from sidecar.load.encode.fields import plan_fields
from sidecar.load.index.lookup import template_for
from sidecar.load.index.mapping import Mapping
from sidecar.load.index.pipelines import delete_pipeline, put_pipeline
from sidecar.load.index.publish import drop_replaced, publish
from sidecar.load.index.staging import check_replaceable, stage, staging_name
from sidecar.load.index.target import document_count, max_primary_key, prepare, refresh
from sidecar.model.columns import Column, SqlType
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.store import indices
from sidecar.store.catalog import Catalog
from sidecar.store.dead_letters import DeadLetters
from sidecar.store.encryption import Secrets
from tests.acceptance.secured import PASSWORD, Grants, add, shipped_role
from tests.acceptance.service import KEY
from tests.integration.lease_helpers import definition, lifecycle, opened, settings_for
from tests.servers.elasticsearch import Secured

ROLE = shipped_role()
OWN, TARGETS = ROLE["indices"]
IMPLIED = frozenset({"create_index", "view_index_metadata", "maintenance"})
"""What the privilege to manage brings with it. It is for targets that are replaced; for the others these three are needed."""
NOW = datetime(2024, 2, 29, 12, 0, 1, tzinfo=UTC)
PUT_MAPPING = "indices:admin/mapping/put"
pytestmark = pytest.mark.filterwarnings("ignore:the index privilege .write. allowed the update mapping action")
"""Elasticsearch 8 still lets who may write add fields, with this word. The sidecar's own indices do not rely on it."""


@dataclass(frozen=True)
class Less:
    """The shipped role without one privilege. ``part`` is ``cluster``, ``own`` or ``targets``."""

    part: str
    privilege: str

    def grants(self, name: str) -> Grants:
        """Give the privileges on indices; targets begin with ``name``."""
        own = [each for each in OWN["privileges"] if (self.part, self.privilege) != ("own", each)]
        gone = () if self.part != "targets" else (self.privilege,) if self.replaces else (self.privilege, "manage")
        targets = [each for each in TARGETS["privileges"] if each not in gone]
        return {**dict.fromkeys(OWN["names"], own), f"{name}*": targets}

    @property
    def cluster(self) -> tuple[str, ...]:
        """Give the privileges on the cluster."""
        return tuple(each for each in ROLE["cluster"] if (self.part, self.privilege) != ("cluster", each))

    @property
    def replaces(self) -> bool:
        """Tell whether targets can be replaced: not where the privilege for it would imply the one that was taken away."""
        return self.part != "targets" or self.privilege not in IMPLIED


EACH = [
    *(Less("cluster", each) for each in ROLE["cluster"]),
    *(Less("own", each) for each in OWN["privileges"] if each != PUT_MAPPING),
    *(Less("targets", each) for each in TARGETS["privileges"]),
]


@pytest.fixture
def admin(secured_elasticsearch: Secured) -> Iterator[Elasticsearch]:
    """Give the superuser, on a cluster on which no sidecar has been."""
    with Elasticsearch(secured_elasticsearch.url, basic_auth=secured_elasticsearch.superuser) as client:
        client.indices.delete(index=list(indices.ALL), ignore_unavailable=True)
        yield client
        client.indices.delete(index=list(indices.ALL), ignore_unavailable=True)


@pytest.fixture
def known(secured_elasticsearch: Secured) -> Callable[..., Elasticsearch]:
    """Give a way to make a user, and the client that the sidecar would make for it."""
    secured = secured_elasticsearch

    def make(name: str, grants: Grants, cluster: tuple[str, ...]) -> Elasticsearch:
        add(secured, name, grants, cluster)
        secured.known(secured, name)
        identity = {"elasticsearch_username": name, "elasticsearch_password": PASSWORD}
        return make_client(settings_for(secured.url, **identity))

    return make


def story(client: Elasticsearch, admin: Elasticsearch, name: str, *, replaces: bool) -> None:
    """Do everything that a sidecar does as itself; raise :class:`Refused` at the first thing that it may not."""
    own_indices(client, admin)
    definitions(client, name)
    runs(client, name)
    incremental(client, f"{name}i")
    if replaces:
        replace(client, f"{name}r")
    with translated():
        client.cluster.health(timeout="2s")


def own_indices(client: Elasticsearch, admin: Elasticsearch) -> None:
    indices.install(client)
    indices.claim(client, Secrets((KEY,)).fingerprints)
    assert indices.missing(client) == []
    # An index of an older release: it gets what it lacks.
    admin.indices.put_mapping(index=indices.LEASES, meta={"siren": {"major": 1, "minor": -1}})
    indices.install(client)


def definitions(client: Elasticsearch, name: str) -> None:
    catalog = Catalog(client, Secrets((KEY,)))
    catalog.datasources.put(Datasource(id=name, url="jdbc:sqlite:/x"), create=True)
    assert catalog.datasources.get(name)
    assert catalog.users_of(name) == []
    assert catalog.datasources.delete(name)


def runs(client: Elasticsearch, name: str) -> None:
    life = lifecycle(client)
    held = opened(life, name)
    life.abort(name)
    assert life.leases.pending() is not None
    letters = DeadLetters(client)
    letters.forget(held.lease.execution or "", until=0)
    Housekeeping(settings_for("http://unused"), client).tidy()


def incremental(client: Elasticsearch, target: str) -> None:
    put_pipeline(client, f"siren-{target}", {"processors": []})
    delete_pipeline(client, f"siren-{target}")
    prepare(client, definition(target).ingestion, mapping("id"))
    with translated():
        written = client.bulk(index=target, operations=[{"index": {"_id": "1"}}, {"id": 1}])
    assert not written["errors"] or _refused("a row cannot be written")
    refresh(client, target)
    assert document_count(client, target) == 1
    assert max_primary_key(client, target, "id") == "1"
    prepare(client, definition(target).ingestion, mapping("id", "later"))


def replace(client: Elasticsearch, target: str) -> None:
    assert template_for(client, target) is not None or _refused("templates cannot be asked")
    ingestion = Ingestion(id=target, datasource=target, query="select 1", target=target, strategy=Strategy.REPLACE)
    for suffix in "ab":
        replaced = check_replaceable(client, target)
        made = stage(client, ingestion, mapping("id"), staging_name(ingestion, now=NOW, suffix=suffix), execution=suffix, attempt=1)
        with translated():
            client.bulk(index=made.alias, operations=[{"index": {"_id": "1"}}, {"id": 1}], require_alias=True)
        publish(client, made.index, target, replaced=replaced, expected=range(1, 2), guard=None)
        assert replaced is None or drop_replaced(client, replaced)


def mapping(*names: str) -> Mapping:
    return Mapping.of(plan_fields(tuple(Column.of(name, SqlType.LONG) for name in names), ()), {})


def _refused(reason: str) -> Any:
    raise Refused(reason, 403, "security_exception")


WHOLE = Less("nothing", "")


def test_it_is_enough(known: Callable[..., Elasticsearch], admin: Elasticsearch, name: str) -> None:
    with known(name, WHOLE.grants(name), WHOLE.cluster) as client:
        story(client, admin, name, replaces=True)


def test_it_is_enough_without_the_right_to_manage_where_nothing_is_replaced(
    known: Callable[..., Elasticsearch], admin: Elasticsearch, name: str
) -> None:
    with known(name, Less("targets", "manage").grants(name), WHOLE.cluster) as client:
        story(client, admin, name, replaces=False)


def test_its_own_indices_get_fields_by_the_right_to_change_mappings(
    known: Callable[..., Elasticsearch], admin: Elasticsearch, name: str
) -> None:
    less = Less("own", PUT_MAPPING)
    with known(name, less.grants(name), less.cluster) as client, pytest.warns(ElasticsearchWarning, match="siren-leases"):
        own_indices(client, admin)


@pytest.mark.parametrize("less", EACH, ids=lambda less: f"{less.part}: {less.privilege}")
def test_nothing_in_it_can_be_left_out(known: Callable[..., Elasticsearch], admin: Elasticsearch, name: str, less: Less) -> None:
    with known(name, less.grants(name), less.cluster) as client, pytest.raises(SidecarError) as refused:
        story(client, admin, name, replaces=less.replaces)
    assert refused.value.status == 403 or less.privilege in str(refused.value), refused.value
