"""Key rotation: every definition that can be read is rewritten with the new key, and the others are named."""

from dataclasses import replace
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from sidecar.jobs.key_rotation import RotationResult, _rotate_all
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.model.job_state import JobState, Trigger
from sidecar.model.webhook import Webhook
from sidecar.store.definitions import DefinitionStore
from sidecar.store.encryption import SecretKeys
from sidecar.store.indices import DATASOURCES, INGESTIONS
from tests.integration.lease_helpers import create_definition, create_lifecycle

OLD_KEY = "b2xkIGtleSBmb3IgdGhlIHJvdGF0aW9uIHRlc3RzLi4="
NEW_KEY = "bmV3IGtleSBmb3IgdGhlIHJvdGF0aW9uIHRlc3RzLi4="
LOST_KEY = "bG9zdCBrZXkgZm9yIHRoZSByb3RhdGlvbiB0ZXN0cy4="


def save_definitions(client: Elasticsearch, key: str, id: str) -> None:
    """Save a datasource with a password, and an ingestion that reads from it."""
    secrets = SecretKeys((key,))
    store = DefinitionStore(client, secrets)
    datasource = Datasource(id=id, url="jdbc:postgresql://host/shop", username="u", password="p")
    store.datasources.put(secrets.encrypt_datasource(datasource), create=False)
    store.ingestions.put(Ingestion(id=id, datasource=id, query="select 1", target=id), create=False)


def sign_stored(client: Elasticsearch, index: str, id: str, kind: str, **changes: Any) -> None:
    """Change a stored definition, with a valid signature of the old key. A value of None removes the field."""
    before = client.get(index=index, id=id)["_source"][kind]
    content = {kind: {name: value for name, value in {**before, **changes}.items() if value is not None}}
    signature = SecretKeys((OLD_KEY,)).sign(index, id, content)
    client.index(index=index, id=id, document={**content, "signature": signature}, refresh=True)


def rotate(client: Elasticsearch) -> RotationResult:
    secrets = SecretKeys((NEW_KEY, OLD_KEY))
    return _rotate_all(DefinitionStore(client, secrets), create_lifecycle(client), secrets)


def is_rotated(client: Elasticsearch, id: str) -> tuple[bool, bool]:
    """Return whether a datasource and an ingestion are signed with the new key."""
    store = DefinitionStore(client, SecretKeys((NEW_KEY,)))
    return store.datasources.get_signed(id) is not None, store.ingestions.get_signed(id) is not None


@pytest.mark.parametrize(
    ("index", "kind", "changes"),
    [
        (DATASOURCES, "datasource", {"url": None}),
        (INGESTIONS, "ingestion", {"strategy": "OF_A_NEWER_RELEASE"}),
        (INGESTIONS, "ingestion", {"target": None}),
    ],
)
def test_an_unreadable_definition_is_named_and_the_others_are_rotated(
    quiet: Elasticsearch, name: str, index: str, kind: str, changes: dict[str, Any]
) -> None:
    for id in (f"{name}a", f"{name}b", f"{name}c"):
        save_definitions(quiet, OLD_KEY, id)
    sign_stored(quiet, index, f"{name}b", "jdbc" if kind == "datasource" else "ingest", **changes)
    unreadable = quiet.get(index=index, id=f"{name}b")["_source"]

    result = rotate(quiet)
    assert [each for each in result.left if name in each] == [f"{kind} {name}b"]
    assert is_rotated(quiet, f"{name}a") == is_rotated(quiet, f"{name}c") == (True, True)
    assert quiet.get(index=index, id=f"{name}b")["_source"] == unreadable


def test_the_secret_of_a_webhook_is_encrypted_again_also_of_one_that_is_pending(quiet: Elasticsearch, name: str) -> None:
    old, new = SecretKeys((OLD_KEY,)), SecretKeys((NEW_KEY,))
    webhook = Webhook(states=(JobState.ERROR,), url="https://h/{{secret}}", secret=old.encrypt("hidden"))
    definition = create_definition(name)
    ingestion = replace(definition.ingestion, on_end=webhook)
    DefinitionStore(quiet, old).ingestions.put(ingestion, create=False)
    lifecycle = create_lifecycle(quiet)
    opened = lifecycle.open(replace(definition, ingestion=ingestion), Trigger.MANUAL)
    lifecycle.leases.write(opened, opened.lease.end(opened.lease.execution_status.end(JobState.ERROR, 9, ("x",))))
    rotate(quiet)
    saved, lease = DefinitionStore(quiet, new).ingestions.get(name), lifecycle.get(name).lease
    assert saved is not None
    assert lease.definition is not None
    webhooks = [saved.definition.on_end, lease.definition.ingestion.on_end, lease.deliveries[0].webhook]
    assert [each and new.decrypt(each.secret) for each in webhooks] == ["hidden"] * 3


def test_a_password_that_no_key_decrypts_does_not_end_the_rotation(quiet: Elasticsearch, name: str) -> None:
    for id, key in ((f"{name}a", OLD_KEY), (f"{name}b", LOST_KEY), (f"{name}c", OLD_KEY)):
        save_definitions(quiet, key, id)
    sign_stored(quiet, DATASOURCES, f"{name}b", "jdbc")
    result = rotate(quiet)
    assert [each for each in result.left if name in each] == [f"datasource {name}b", f"ingestion {name}b"]
    assert is_rotated(quiet, f"{name}a") == is_rotated(quiet, f"{name}c") == (True, True)
