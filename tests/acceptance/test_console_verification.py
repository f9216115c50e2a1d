"""Verifications in the console: they are started, their result is shown, and they are not taken for runs."""

import json
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.acceptance.console import ColorScheme, Console, define_sqlite_job, showing_console
from tests.acceptance.service import INGESTION, JOBS, Service
from tests.support.waiting import wait_until

HOSTILE = "<img src=x onerror=\"document.title='owned'\">"


def verify(service: Service, id: str) -> str:
    """Verify a job; return the id of the execution, which the job log has then."""
    status = service.call("POST", f"{INGESTION}/{id}/_verify?wait_for_completion=true&detailed=true")["status"]
    assert status["state"] == "successful", status
    execution: str = status["details"]["execution"]
    wait_until_written(service, execution)
    return execution


def run(service: Service, id: str) -> str:
    """Run a job; return the id of the execution, which the job log has then."""
    execution: str = service.run(id)["details"]["execution"]
    wait_until_written(service, execution)
    return execution


def wait_until_written(service: Service, execution: str) -> None:
    query = {"query": {"bool": {"filter": [{"ids": {"values": [execution]}}, {"term": {"ingestion.is_running": False}}]}}}
    wait_until(lambda: service.call("POST", f"{JOBS}/_search", query)["hits"]["total"] == 1, "the job log has the end of the execution")


def write(service: Service, id: str, method: str, document_id: int, document: dict[str, Any] | None = None) -> None:
    """Write to the target as another program would."""
    assert service.es(method, f"/{id}/_doc/{document_id}?refresh=true", document).status in (200, 201)


@pytest.fixture
def changed_job(service: Service) -> str:
    """Run a job, then let its target differ from its source in every way; return the job's id."""
    id = define_sqlite_job(service)
    service.run(id)
    write(service, id, "DELETE", 0)
    write(service, id, "PUT", 1, {"id": 1, "word": HOSTILE})
    write(service, id, "PUT", 9, {"id": 9})
    return id


def result(console: Console) -> Locator:
    return console.page.get_by_role("region", name="Result")


def test_a_target_is_verified_on_the_page_of_its_job(console: Console, service: Service, changed_job: str) -> None:
    console.open(f"jobs/{changed_job}")
    console.confirm("Verify")
    expect(result(console)).to_contain_text("The target differs from the source.")
    for name in ("Missing", "Surplus", "Different"):
        expect(result(console).locator(".tile", has_text=name)).to_have_text(f"1{name}")
    expect(result(console).get_by_role("list", name="Missing: rows without a document")).to_have_text("0")
    expect(result(console).get_by_role("list", name="Surplus: documents without a row")).to_have_text("9")
    row = result(console).get_by_role("row").last
    expect(row.locator("th, td")).to_have_text(["1", "word", '"word 1"', json.dumps(HOSTILE)])
    runs = console.page.get_by_role("region", name="Runs")
    expect(runs.get_by_text("verification: differs")).to_be_visible()
    # The chart of running times has the run only.
    expect(console.page.locator("svg.bars rect")).to_have_count(1)
    assert console.page.title() != "owned"


def test_a_target_that_matches_is_shown(console: Console, service: Service) -> None:
    id = define_sqlite_job(service)
    service.run(id)
    execution = verify(service, id)
    console.open(f"executions/{execution}")
    expect(console.heading(f"Verification of {id}")).to_be_visible()
    expect(result(console)).to_contain_text("The target matches the source.")
    expect(result(console).get_by_role("list")).to_have_count(0)
    expect(console.heading("Compared with the last successful run before")).to_have_count(0)


def test_values_are_shown_of_the_last_execution_only(console: Console, service: Service, changed_job: str) -> None:
    earlier, last = verify(service, changed_job), verify(service, changed_job)
    console.open(f"executions/{last}")
    expect(result(console).get_by_text('"word 1"')).to_be_visible()
    console.show(f"executions/{earlier}")
    expect(result(console).get_by_text("Only the last execution of a job shows the values")).to_be_visible()
    expect(result(console).get_by_role("row").last.locator("th, td")).to_have_text(["1", "word"])


def test_a_job_without_a_key_has_no_button(console: Console, service: Service) -> None:
    id = define_sqlite_job(service, pk_field=None)
    console.open(f"jobs/{id}")
    expect(console.button("Run")).to_be_visible()
    expect(console.button("Verify")).to_have_count(0)


def test_verifications_are_not_taken_for_runs(console: Console, service: Service) -> None:
    id = define_sqlite_job(service)
    first, verification, second = run(service, id), verify(service, id), run(service, id)
    console.open(f"executions/{second}")
    comparison = console.page.get_by_role("region", name="Comparison")
    expect(comparison.get_by_role("link")).to_have_attribute("href", f"#/executions/{first}")
    console.show(f"schedule?q={id}&hours=6")
    expect(console.page.locator(".calendar rect.successful")).to_have_count(2)
    kinds = {"": [second, verification, first], "load": [second, first], "verification": [verification], "different": []}
    for kind, executions in kinds.items():
        console.show(f"executions?q={id}&kind={kind}")
        expect(console.page.get_by_label("Kind")).to_have_value(kind)
        links = console.page.get_by_role("region", name="Runs").locator(".time a")
        expect(links).to_have_count(len(executions))
        assert [link.get_attribute("href") for link in links.all()] == [f"#/executions/{each}" for each in executions]


def test_a_successful_verification_does_not_hide_a_job_that_fails_repeatedly(console: Console, service: Service) -> None:
    id = define_sqlite_job(service)
    service.run(id)
    service.call("PUT", f"{INGESTION}/{id}", {"ingest": {"datasource": id, "target": id, "query": "select * from t", "pk_field": "no"}})
    assert [service.run(id)["state"] for _ in range(2)] == ["error"] * 2
    service.call("PUT", f"{INGESTION}/{id}", {"ingest": {"datasource": id, "target": id, "query": "select * from t", "pk_field": "id"}})
    verify(service, id)
    with console.page.expect_request(lambda request: '"failed"' in (request.post_data or "")) as searched:
        console.open("overview")
    buckets = service.call("POST", f"{JOBS}/_search", searched.value.post_data_json)["aggregations"]["jobs"]["buckets"]
    (counts,) = [each for each in buckets if each["key"] == id]
    assert (counts["failed"]["doc_count"], counts["successful"]["doc_count"]) == (2, 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_result_is_accessible_and_fits_a_phone(browser: Browser, service: Service, changed_job: str, scheme: ColorScheme) -> None:
    execution = verify(service, changed_job)
    with showing_console(browser, service.url, scheme=scheme) as console:
        for page in (f"jobs/{changed_job}", f"executions/{execution}"):
            console.open(page)
            expect(result(console)).to_be_visible()
            expect(console.page.locator("[aria-busy=true]")).to_have_count(0)
            for width in (1280, 390):
                console.page.set_viewport_size({"width": width, "height": 900})
                assert (page, console.violations()) == (page, [])
                assert (page, console.page.evaluate("document.documentElement.scrollWidth")) == (page, width)
