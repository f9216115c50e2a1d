"""PUT with ``detect_noop``: an unchanged definition is not written again."""

from typing import Any

import pytest

from tests.acceptance.databases import jdbc
from tests.acceptance.service import DATASOURCE, INGESTION, Response, Service

UNCHANGED = {"result": "noop", "created": False, "_version": 1}


def parts(response: Response) -> dict[str, Any]:
    assert response.status in (200, 201), response
    return {name: response[name] for name in UNCHANGED}


def ingest(name: str, **changes: Any) -> dict[str, Any]:
    return {"ingest": {"datasource": name, "target": name, "query": "select 1 as id", "pk_field": "id", **changes}}


@pytest.fixture
def datasource(postgres_url: str) -> dict[str, Any]:
    return jdbc(postgres_url)


def test_an_unchanged_datasource_is_not_written(service: Service, name: str, datasource: dict[str, Any]) -> None:
    path = f"{DATASOURCE}/{name}?detect_noop=true"
    assert parts(service.call("PUT", path, {"jdbc": datasource}))["result"] == "created"
    without_password = {key: value for key, value in datasource.items() if key != "password"}
    for body in (datasource, without_password, {**datasource, "timezone": "UTC"}):
        assert parts(service.call("PUT", path, {"jdbc": body})) == UNCHANGED
    for change in ({"password": "another"}, {"timezone": "Europe/Paris"}):
        assert parts(service.call("PUT", path, {"jdbc": {**datasource, **change}}))["result"] == "updated"
    assert parts(service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": datasource}))["result"] == "updated"


def test_an_unchanged_ingestion_is_not_written(service: Service, name: str, datasource: dict[str, Any]) -> None:
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": datasource}).status == 201
    path, login = f"{INGESTION}/{name}?detect_noop=true", {"ds_credentials": {"username": "a", "password": "b"}}
    assert parts(service.call("PUT", path, ingest(name, **login)))["result"] == "created"
    for body in (ingest(name, **login), ingest(name), ingest(name, ds_credentials={"username": "a"}, batch_size="5000")):
        assert parts(service.call("PUT", path, body)) == UNCHANGED
    response = service.call("PUT", path, ingest(name, ds_credentials={"username": "a", "password": "c"}))
    assert parts(response)["result"] == "updated"


def test_conditions_are_checked_although_nothing_changes(service: Service, name: str, datasource: dict[str, Any]) -> None:
    path, body = f"{DATASOURCE}/{name}?detect_noop", {"jdbc": datasource}
    created = service.call("PUT", path, body)
    version = f"&if_seq_no={created['_seq_no']}&if_primary_term={created['_primary_term']}"
    assert parts(service.call("PUT", path + version, body)) == UNCHANGED
    conflicts = [
        service.call("PUT", f"{path}&if_seq_no=0&if_primary_term=999", {"jdbc": {**datasource, "password": each}})
        for each in (datasource["password"], "a guess")
    ]
    # The response does not tell whether the password is the stored one.
    assert conflicts[0].status == 409
    assert conflicts[0].body == conflicts[1].body
    assert service.call("PUT", f"{path}&op_type=create", body).status == 409


def test_a_definition_written_without_the_sidecar_is_saved_again(service: Service, name: str, datasource: dict[str, Any]) -> None:
    del datasource["password"]
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": datasource}).status == 201
    assert service.es("PUT", f"/.siren-datasources/_doc/{name}?refresh=true", {"jdbc": datasource}).status == 200
    assert parts(service.call("PUT", f"{DATASOURCE}/{name}?detect_noop", {"jdbc": datasource}))["result"] == "updated"
