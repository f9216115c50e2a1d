"""What a first user of the console does, mistakes included."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.acceptance.console import Console, showing_console
from tests.acceptance.databases import write_sqlite_file
from tests.acceptance.service import DATASOURCE, INGESTION, Service
from tests.conftest import unique_name


@pytest.fixture
def console(browser: Browser, service: Service) -> Iterator[Console]:
    """Yield a tab that shows the console."""
    with showing_console(browser, service.url, expected="409|400") as console:
        yield console


@pytest.fixture
def datasource(service: Service) -> str:
    """Save a datasource with a table of its name; return its id."""
    id = unique_name()
    file = write_sqlite_file(service.folder / f"{id}.db", f"create table {id} (id integer primary key, word text)")
    assert service.call("PUT", f"{DATASOURCE}/{id}", {"jdbc": file}).status == 201
    return id


def ingestion(id: str, **ingest: object) -> dict[str, Any]:
    """Return the definition of a job that reads the table of a datasource of the same name."""
    return {"ingest": {"datasource": id, "target": id, "query": f"select * from {id}", "pk_field": "id", **ingest}}


def test_the_result_of_a_test_leaves_the_buttons_in_their_row(console: Console) -> None:
    console.open("datasource-form")
    console.fill("Id", unique_name())
    console.fill("URL", "jdbc:postgresql://127.0.0.1:1/shop")
    console.button("Test").click()
    expect(console.page.get_by_role("alert")).to_contain_text("Connection refused")
    tops = {console.page.locator(".submit").get_by_text(name, exact=True).bounding_box()["y"] for name in ("Save", "Test", "Cancel")}  # type: ignore[index]
    assert len(tops) == 1


def test_an_id_that_exists_is_explained(console: Console, service: Service, datasource: str) -> None:
    assert service.call("PUT", f"{INGESTION}/{datasource}", ingestion(datasource)).status == 201
    console.open(f"job-form?datasource={datasource}")
    console.button(datasource).click()
    expect(console.page.get_by_label("Job id")).to_have_value(datasource)
    console.button("Save").click()
    alert = console.page.get_by_role("alert")
    expect(alert).to_have_text(f"[{datasource}] exists already. Choose another id, or change the existing one.")
    expect(alert.get_by_role("link")).to_have_attribute("href", f"#/job-form/{datasource}")


def test_a_job_that_has_never_run_shows_no_empty_chart(console: Console, service: Service, datasource: str) -> None:
    assert service.call("PUT", f"{INGESTION}/{datasource}", ingestion(datasource)).status == 201
    console.open(f"jobs/{datasource}")
    expect(console.page.get_by_text("No runs yet.")).to_be_visible()
    expect(console.page.locator("figure")).to_have_count(0)


def test_a_dry_run_warns_of_fields_with_another_type(console: Console, service: Service, datasource: str) -> None:
    assert service.es("PUT", f"/{datasource}", {"mappings": {"properties": {"word": {"type": "date"}}}}).status == 200
    assert service.call("PUT", f"{INGESTION}/{datasource}", ingestion(datasource)).status == 201
    console.open(f"job-form/{datasource}")
    console.button("Dry run").click()
    status = console.page.get_by_role("status")
    expect(status).to_contain_text("Some fields of the target have another type than the columns.")
    expect(status).not_to_contain_text("A run would work.")


def test_rejected_rows_lead_to_their_dead_letters(console: Console, service: Service, datasource: str) -> None:
    file = write_sqlite_file(service.folder / f"{datasource}.db", f"insert into {datasource} values (1, 'no number')")
    assert service.call("PUT", f"{DATASOURCE}/{datasource}", {"jdbc": file}).status == 200
    body = ingestion(datasource, max_failures="100%", mapping={"properties": {"word": {"type": "long"}}})
    assert service.call("PUT", f"{INGESTION}/{datasource}", body).status == 201
    assert service.run(datasource)["details"]["rejected"] == 1
    console.open(f"jobs/{datasource}")
    console.page.get_by_role("link", name="Rejected rows").click()
    expect(console.heading("Dead letters")).to_be_visible()
    expect(console.page.get_by_text("1 to 1 of 1 dead letter", exact=True)).to_be_visible()


def test_the_navigation_marks_the_section_of_a_form(console: Console) -> None:
    console.open("datasource-form")
    expect(console.page.get_by_role("link", name="Datasources", exact=True)).to_have_attribute("aria-current", "true")
