"""Test permissions without a server: the endpoint table, the privilege cache, signatures and redacted passwords."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from sidecar.api.access import PUBLIC_BLUEPRINTS, REQUIRED_PRIVILEGES
from sidecar.api.metrics.request_durations import RequestDurations
from sidecar.api.privilege_cache import CACHE_SECONDS, MAX_CACHED_CHECKS, PrivilegeCache
from sidecar.app import create_app
from sidecar.model.caller import Caller
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.privileges import Privileges, combine, index_privileges, target_privileges
from sidecar.settings import load_settings
from sidecar.store.definitions import public_source
from sidecar.store.encryption import SecretKeys

READ = index_privileges("a", "read")
KEY, OTHER = (Fernet.generate_key().decode() for _ in range(2))


class Clock:
    """A clock that the test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_every_endpoint_declares_its_privileges(tmp_path: Path) -> None:
    app = create_app(load_settings({"SIDECAR_DATA_DIR": str(tmp_path)}), RequestDurations())
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert {endpoint for endpoint in endpoints if endpoint.partition(".")[0] not in PUBLIC_BLUEPRINTS} == set(REQUIRED_PRIVILEGES)


# -- the privilege cache ------------------------------------------------------------------------------------------------------------


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
def test_different_credentials_do_not_share_cached_checks(others: dict[str, str]) -> None:
    cache = PrivilegeCache(Clock())
    cache.add({"authorization": "Basic a"}, READ)
    assert cache.has({"authorization": "Basic a"}, READ)
    assert not cache.has(others, READ)


def test_a_cached_check_holds_for_its_privileges_only() -> None:
    cache = PrivilegeCache(Clock())
    cache.add({}, READ)
    assert not cache.has({}, index_privileges("a", "write"))
    assert not cache.has({}, index_privileges("b", "read"))
    assert not cache.has({}, Privileges())


def test_cached_checks_expire_and_their_number_is_limited() -> None:
    clock = Clock()
    cache = PrivilegeCache(clock)
    cache.add({}, READ)
    clock.now = CACHE_SECONDS - 0.01
    assert cache.has({}, READ)
    clock.now = CACHE_SECONDS
    assert not cache.has({}, READ)
    for number in range(3 * MAX_CACHED_CHECKS):
        cache.add({"authorization": str(number)}, READ)
    assert sum(cache.has({"authorization": str(number)}, READ) for number in range(3 * MAX_CACHED_CHECKS)) <= MAX_CACHED_CHECKS


def test_a_caller_is_cached_as_long_as_a_check_and_for_the_same_credentials_only() -> None:
    clock = Clock()
    cache, alice = PrivilegeCache(clock), Caller(name="alice")
    cache.add_caller({"authorization": "Basic a"}, alice)
    assert cache.caller({"authorization": "Basic a"}) == alice
    assert cache.caller({"authorization": "Basic a", "es-security-runas-user": "b"}) is None
    assert cache.caller({}) is None
    clock.now = CACHE_SECONDS
    assert cache.caller({"authorization": "Basic a"}) is None
    for number in range(3 * MAX_CACHED_CHECKS):
        cache.add_caller({"authorization": str(number)}, alice)
    found = [cache.caller({"authorization": str(number)}) for number in range(3 * MAX_CACHED_CHECKS)]
    assert len([each for each in found if each]) <= MAX_CACHED_CHECKS


# -- required privileges ------------------------------------------------------------------------------------------------------------


def test_an_incremental_run_requires_privileges_on_its_target_and_a_replace_on_staging_indices_too() -> None:
    plain = Ingestion(id="i", datasource="d", query="select 1", target="orders")
    assert str(target_privileges(plain)) == "the index privileges [write,create_index,read,view_index_metadata,maintenance] on [orders]"
    replacing = Ingestion(id="i", datasource="d", query="select 1", target="orders", strategy=Strategy.REPLACE, staging_prefix="s")
    assert [(grant.name, "manage" in grant.privileges) for grant in target_privileges(replacing).indices] == [
        ("orders", True),
        ("s-*", True),
    ]


def test_aliases_require_the_privilege_to_manage_them_and_the_target() -> None:
    for strategy, names in ((Strategy.INCREMENTAL, ["orders", "a"]), (Strategy.REPLACE, ["orders", "orders-*", "a"])):
        plain = Ingestion(id="i", datasource="d", query="select 1", target="orders", strategy=strategy, aliases=("a",))
        assert [grant.name for grant in target_privileges(plain).indices] == names
        assert all("manage" in grant.privileges for grant in target_privileges(plain).indices)


@pytest.mark.parametrize("pipeline", ["named", {"processors": []}])
def test_a_pipeline_requires_a_cluster_privilege(pipeline: str | dict[str, list[str]]) -> None:
    required = target_privileges(Ingestion(id="i", datasource="d", query="select 1", target="orders", pipeline=pipeline))
    assert required.cluster == ("manage_ingest_pipelines",)
    assert str(required).endswith("on [orders] and the cluster privileges [manage_ingest_pipelines]")


def test_privileges_are_combined() -> None:
    assert combine((READ, index_privileges("b", "write"), Privileges(cluster=("monitor",)))) == Privileges(
        indices=(*READ.indices, *index_privileges("b", "write").indices), cluster=("monitor",)
    )
    assert not Privileges()


# -- signatures ---------------------------------------------------------------------------------------------------------------------


def test_a_signature_is_valid_for_one_type_one_id_and_one_content() -> None:
    secrets = SecretKeys((KEY,))
    signature = secrets.sign("ingestions", "a", {"ingest": {"query": "select 1", "batch_size": 5}})
    assert secrets.is_valid_signature(signature, "ingestions", "a", {"ingest": {"batch_size": 5, "query": "select 1"}})
    for kind, id, document in (
        ("datasources", "a", {"ingest": {"query": "select 1", "batch_size": 5}}),
        ("ingestions", "b", {"ingest": {"query": "select 1", "batch_size": 5}}),
        ("ingestions", "a", {"ingest": {"query": "select 2", "batch_size": 5}}),
        ("ingestions", "a", {"ingest": {"query": "select 1", "batch_size": "5"}}),
        ("ingestions", "a", {"ingest": {"query": "select 1"}}),
    ):
        assert not secrets.is_valid_signature(signature, kind, id, document)


@pytest.mark.parametrize("signature", [None, "", "x", 1, ["x"], "é"])
def test_an_invalid_signature_is_rejected(signature: object) -> None:
    assert not SecretKeys((KEY,)).is_valid_signature(signature, "ingestions", "a", {})


def test_the_first_key_signs_and_all_keys_verify() -> None:
    old, both, new = SecretKeys((OTHER,)), SecretKeys((KEY, OTHER)), SecretKeys((KEY,))
    assert both.is_valid_signature(old.sign("k", "a", {}), "k", "a", {})
    assert new.is_valid_signature(both.sign("k", "a", {}), "k", "a", {})
    assert not new.is_valid_signature(old.sign("k", "a", {}), "k", "a", {})
    assert both.fingerprints == (*new.fingerprints, *old.fingerprints)
    assert not {KEY, OTHER} & set(both.fingerprints)
    assert new.decrypt(both.reencrypt(old.encrypt("word"))) == "word"


# -- redacted passwords ---------------------------------------------------------------------------------------------------------------


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
def test_no_password_is_shown_even_in_a_malformed_definition(stored: dict[str, object], shown: dict[str, object]) -> None:
    assert public_source(stored) == shown
