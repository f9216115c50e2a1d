"""Ingestions proposed for the tables of a datasource, by the API and by ``sidecar init``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.acceptance.databases import execute_on_postgresql, jdbc
from tests.acceptance.service import DATASOURCE, INGESTION, Service
from tests.acceptance.test_commands import error_line, sidecar


@pytest.fixture
def shop(service: Service, name: str, postgres_url: str) -> Iterator[str]:
    """Save a datasource with tables in a schema of its own, and return the name of both."""
    execute_on_postgresql(
        postgres_url, f"create schema {name}", f'create table {name}."{name} Orders" (id int primary key, word text)',
        f"create table {name}.{name}_lines (b int, a text, primary key (b, a))",
        f'create view {name}.{name}_recent as select * from {name}."{name} Orders"',
        f"insert into {name}.\"{name} Orders\" values (1, 'a'), (2, 'b')", f"insert into {name}.{name}_lines values (1, 'x')",
    )  # fmt: skip
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": jdbc(postgres_url)}).status == 201
    yield name
    execute_on_postgresql(postgres_url, f"drop schema {name} cascade")


def propose(service: Service, name: str, **request: Any) -> Any:
    response = service.call("POST", f"{DATASOURCE}/{name}/_definitions", {"schema": name, **request})
    assert response.status == 200, response
    return response.body


def test_each_proposal_can_be_saved_and_run(service: Service, shop: str) -> None:
    proposals = {each["_id"]: each for each in propose(service, shop)["ingestions"]}
    assert list(proposals) == [f"{shop}_orders", f"{shop}_lines", f"{shop}_recent"]
    for id, proposal in proposals.items():
        assert service.call("PUT", f"{INGESTION}/{id}", proposal["_source"]).status == 201
        assert service.run(id)["state"] == "successful"
    assert [each["_id"] for each in service.documents(f"{shop}_orders")] == ["1", "2"]
    assert [each["_id"] for each in service.documents(f"{shop}_lines")] == ["1|x"]
    assert [id for id, each in proposals.items() if "incremental" in each] == [f"{shop}_orders"]

    incremental = proposals[f"{shop}_orders"]["incremental"]
    incremental["ingest"]["target"] = f"{shop}-new"
    assert service.call("PUT", f"{INGESTION}/{shop}-new", incremental).status == 201
    assert [service.run(f"{shop}-new")["count"] for _ in range(2)] == [2, 0]


def test_tables_can_be_selected(service: Service, shop: str) -> None:
    selected = propose(service, shop, tables=[f"{shop}_lines"])
    assert [each["_id"] for each in selected["ingestions"]] == [f"{shop}_lines"]
    assert "truncated" not in selected
    assert propose(service, shop, tables=[])["ingestions"] == []


@pytest.mark.parametrize(
    ("request_body", "status", "message"),
    [
        ({"tables": "t"}, 400, "[tables] expected an array of names but got a string"),
        ({"tables": ["t"] * 101}, 400, "[tables] expected at most 100 names but got 101"),
        ({"table": ["t"]}, 400, "[table] unknown field -> did you mean [tables]?"),
        ({"schema": "nowhere"}, 404, "has no schema [nowhere]"),
        ({"tables": ["{name}_line"]}, 404, "has no table or view [{name}_line] -> did you mean"),
        ({"catalog": "elsewhere"}, 404, "has no catalog [elsewhere]"),
    ],
)
def test_an_invalid_request_names_the_field(service: Service, shop: str, request_body: Any, status: int, message: str) -> None:
    body = {"schema": shop, **yaml.safe_load(yaml.safe_dump(request_body).replace("{name}", shop))}
    response = service.call("POST", f"{DATASOURCE}/{shop}/_definitions", body)
    assert response.status == status
    assert message.replace("{name}", shop) in response["error"]["reason"]


def test_init_writes_files_that_put_saves(service: Service, shop: str, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "definitions"
    arguments = ("init", shop, "--schema", shop, "--directory", str(folder))
    completed = sidecar(service, *arguments)
    names = [f"{shop}_orders", f"{shop}_lines", f"{shop}_recent"]
    assert completed.stdout.splitlines() == [str(folder / f"{name}.ingestion.yaml") for name in names]
    text = (folder / f"{shop}_orders.ingestion.yaml").read_text()
    assert text.startswith(f"# Table [{shop} Orders] of the datasource [{shop}].\n# REPLACE reads all rows")
    commented = [line[2:] for line in text.partition("# The INCREMENTAL:\n")[2].splitlines()]
    assert yaml.safe_load("\n".join(commented))["ingest"]["strategy"] == "INCREMENTAL"
    assert "INCREMENTAL" not in (folder / f"{shop}_lines.ingestion.yaml").read_text()

    completed = sidecar(service, "put", str(folder))
    assert sorted(completed.stdout.splitlines()) == sorted(f"ingestion [{name}] created" for name in names)
    (folder / f"{shop}_orders.ingestion.yaml").write_text("# mine")
    completed = sidecar(service, *arguments)
    assert completed.stdout.splitlines() == [f"{folder / f'{name}.ingestion.yaml'} exists; it was not changed" for name in names]


def test_init_of_an_unknown_datasource_or_schema_is_reported_in_one_line(service: Service, shop: str) -> None:
    assert "missing" in error_line(sidecar(service, "init", "missing"))
    assert "has no schema [nowhere]" in error_line(sidecar(service, "init", shop, "--schema", "nowhere"))
