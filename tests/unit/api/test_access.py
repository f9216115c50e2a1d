"""Who may, without a server: every endpoint has its row, and what is remembered of one caller is nobody else's."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from sidecar.api.access import CALLERS, FREE, REMEMBERED, TABLE, Remembered
from sidecar.app import create_app
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.privileges import Needs, on, target_needs, together
from sidecar.settings import load_settings
from sidecar.store.catalog import public_source
from sidecar.store.encryption import Secrets

READ = on("a", "read")
KEY, OTHER = (Fernet.generate_key().decode() for _ in range(2))


class Clock:
    """A clock that a test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_every_endpoint_says_what_it_needs_and_nothing_else_does(tmp_path: Path) -> None:
    app = create_app(load_settings({"SIDECAR_DATA_DIR": str(tmp_path)}))
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert {endpoint for endpoint in endpoints if endpoint.partition(".")[0] not in FREE} == set(TABLE)


# -- what is remembered -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"authorization": "Basic b"},
        {"authorization": "Basic a", "es-security-runas-user": "b"},
        {"es-client-authentication": "Basic a"},
        {"authorization": "Basic aes-security-runas-user"},
        {"authorization": "Basic a\x00"},
    ],
)
def test_no_two_credentials_share_what_is_remembered(others: dict[str, str]) -> None:
    remembered = Remembered(Clock())
    remembered.note({"authorization": "Basic a"}, READ)
    assert remembered.holds({"authorization": "Basic a"}, READ)
    assert not remembered.holds(others, READ)


def test_one_privilege_says_nothing_about_another() -> None:
    remembered = Remembered(Clock())
    remembered.note({}, READ)
    assert not remembered.holds({}, on("a", "write"))
    assert not remembered.holds({}, on("b", "read"))
    assert not remembered.holds({}, Needs())


def test_it_is_forgotten_after_a_while_and_never_grows_without_end() -> None:
    clock = Clock()
    remembered = Remembered(clock)
    remembered.note({}, READ)
    clock.now = REMEMBERED - 0.01
    assert remembered.holds({}, READ)
    clock.now = REMEMBERED
    assert not remembered.holds({}, READ)
    for number in range(3 * CALLERS):
        remembered.note({"authorization": str(number)}, READ)
    assert sum(remembered.holds({"authorization": str(number)}, READ) for number in range(3 * CALLERS)) <= CALLERS


# -- what is needed -----------------------------------------------------------------------------------------------------------------


def test_an_incremental_run_needs_its_target_and_a_replace_its_staging_indices_too() -> None:
    plain = Ingestion(id="i", datasource="d", query="select 1", target="orders")
    assert str(target_needs(plain)) == "the index privileges [write,create_index,read,view_index_metadata,maintenance] on [orders]"
    replacing = Ingestion(id="i", datasource="d", query="select 1", target="orders", strategy=Strategy.REPLACE, staging_prefix="s")
    assert [(grant.name, "manage" in grant.privileges) for grant in target_needs(replacing).indices] == [("orders", True), ("s-*", True)]


@pytest.mark.parametrize("pipeline", ["named", {"processors": []}])
def test_a_pipeline_needs_a_privilege_on_the_cluster(pipeline: str | dict[str, list[str]]) -> None:
    needs = target_needs(Ingestion(id="i", datasource="d", query="select 1", target="orders", pipeline=pipeline))
    assert needs.cluster == ("manage_ingest_pipelines",)
    assert str(needs).endswith("on [orders] and the cluster privileges [manage_ingest_pipelines]")


def test_needs_add_up() -> None:
    assert together((READ, on("b", "write"), Needs(cluster=("monitor",)))) == Needs(
        indices=(*READ.indices, *on("b", "write").indices), cluster=("monitor",)
    )
    assert not Needs()


# -- signatures ---------------------------------------------------------------------------------------------------------------------


def test_a_signature_holds_for_one_kind_one_id_and_one_content() -> None:
    secrets = Secrets((KEY,))
    signature = secrets.sign("ingestions", "a", {"ingest": {"query": "select 1", "batch_size": 5}})
    assert secrets.signed(signature, "ingestions", "a", {"ingest": {"batch_size": 5, "query": "select 1"}})
    for kind, id, document in (
        ("datasources", "a", {"ingest": {"query": "select 1", "batch_size": 5}}),
        ("ingestions", "b", {"ingest": {"query": "select 1", "batch_size": 5}}),
        ("ingestions", "a", {"ingest": {"query": "select 2", "batch_size": 5}}),
        ("ingestions", "a", {"ingest": {"query": "select 1", "batch_size": "5"}}),
        ("ingestions", "a", {"ingest": {"query": "select 1"}}),
    ):
        assert not secrets.signed(signature, kind, id, document)


@pytest.mark.parametrize("signature", [None, "", "x", 1, ["x"], "é"])
def test_what_is_no_signature_is_none(signature: object) -> None:
    assert not Secrets((KEY,)).signed(signature, "ingestions", "a", {})


def test_every_key_recognises_and_the_first_one_signs() -> None:
    old, both, new = Secrets((OTHER,)), Secrets((KEY, OTHER)), Secrets((KEY,))
    assert both.signed(old.sign("k", "a", {}), "k", "a", {})
    assert new.signed(both.sign("k", "a", {}), "k", "a", {})
    assert not new.signed(old.sign("k", "a", {}), "k", "a", {})
    assert both.fingerprints == (*new.fingerprints, *old.fingerprints)
    assert not {KEY, OTHER} & set(both.fingerprints)
    assert new.open(both.renew(old.seal("word"))) == "word"


# -- what is shown ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ({"jdbc": {"url": "u", "password": "p"}, "signature": "s"}, {"jdbc": {"url": "u"}}),
        ({"jdbc": [{"password": "p"}, {"url": "u"}]}, {"jdbc": [{}, {"url": "u"}]}),
        ({"ingest": {"es_credentials": {"username": "u", "password": "p"}}}, {"ingest": {"es_credentials": {"username": "u"}}}),
        ({"ingest": {"ds_credentials": [{"password": "p"}]}}, {"ingest": {"ds_credentials": [{}]}}),
        ({"ingest": {"mapping": {"properties": {"password": {}}}}}, {"ingest": {"mapping": {"properties": {"password": {}}}}}),
        ({"ingest": []}, {"ingest": []}),
        ({}, {}),
    ],
)
def test_no_password_is_shown_however_a_definition_was_written(stored: dict[str, object], shown: dict[str, object]) -> None:
    assert public_source(stored) == shown
