"""Who created and last saved a definition: how the fields change, and how releases without them treat them."""

import json
from typing import Any

import pytest

from sidecar.errors import InvalidField
from sidecar.model.authorship import AUTHORSHIP_FIELDS, UNKNOWN_AUTHORSHIP, Authorship
from sidecar.model.caller import ApiKey, Caller, caller_fields
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion
from sidecar.store.definitions import public_source

ALICE, NIGHTLY = Caller(name="alice"), Caller(name="bob", api_key=ApiKey(id="k1", name="nightly"))
INGEST = {"ingest": {"datasource": "d", "query": "select 1", "target": "t"}}
JDBC = {"jdbc": {"url": "jdbc:sqlite:/a.db"}}
FIELDS = Authorship.of_new(NIGHTLY, 5).to_json()


def test_a_new_definition_is_created_and_saved_by_its_caller() -> None:
    author = {"created_by": "bob", "created_by_api_key": "nightly", "created_time": 5}
    assert {**author, "updated_by": "bob", "updated_by_api_key": "nightly", "updated_time": 5} == FIELDS


def test_a_change_keeps_who_created_the_definition_and_forgets_the_last_api_key() -> None:
    changed = Authorship.of(FIELDS).after_save(ALICE, 7).to_json()
    author = {"created_by": "bob", "created_by_api_key": "nightly", "created_time": 5}
    assert changed == {**author, "updated_by": "alice", "updated_time": 7}


def test_without_security_only_the_times_are_known() -> None:
    assert Authorship.of_new(None, 5).to_json() == {"created_time": 5, "updated_time": 5}
    assert Authorship.of(FIELDS).after_save(None, 7).to_json().keys() & {"updated_by", "updated_by_api_key"} == set()


def test_who_created_a_definition_of_an_earlier_release_stays_unknown() -> None:
    assert Authorship.of(INGEST) == UNKNOWN_AUTHORSHIP
    assert UNKNOWN_AUTHORSHIP.after_save(ALICE, 7).to_json() == {"updated_by": "alice", "updated_time": 7}


@pytest.mark.parametrize(
    ("caller", "fields"),
    [(None, {}), (ALICE, {"started_by": "alice"}), (NIGHTLY, {"started_by": "bob", "started_by_api_key": "nightly"})],
)
def test_the_fields_of_a_caller_name_the_user_and_the_api_key(caller: Caller | None, fields: dict[str, Any]) -> None:
    assert caller_fields("started", caller) == fields


@pytest.mark.parametrize(("kind", "content"), [(Ingestion, INGEST), (Datasource, JDBC)])
def test_a_release_without_the_fields_ignores_them_and_writes_them_back(kind: Any, content: dict[str, Any]) -> None:
    stored = json.loads(json.dumps(kind.from_document("i", {**kind.from_body("i", content).to_document(), **FIELDS}).to_document()))
    assert {name: stored[name] for name in AUTHORSHIP_FIELDS} == FIELDS
    assert kind.from_document("i", stored) == kind.from_body("i", content)


@pytest.mark.parametrize(("kind", "content"), [(Ingestion, INGEST), (Datasource, JDBC)])
def test_a_body_with_the_fields_is_accepted_without_them(kind: Any, content: dict[str, Any]) -> None:
    assert kind.from_body("i", {**content, **FIELDS}) == kind.from_body("i", content)
    with pytest.raises(InvalidField, match="created_bi"):
        kind.from_body("i", {**content, "created_bi": "alice"})


def test_the_source_of_a_definition_does_not_have_the_fields() -> None:
    assert public_source({**JDBC, **FIELDS, "signature": "s"}) == JDBC
