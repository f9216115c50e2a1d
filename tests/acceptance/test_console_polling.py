"""What a page of the console keeps while it renews what it shows, and how it first gets it."""

import pytest
from playwright.sync_api import Route, expect

from tests.acceptance.console import ENDLESS, Console, define_sqlite_job
from tests.acceptance.service import INGESTION, JOBS, Service

RETRIED = 30_000
"""Milliseconds: several retries, but less than the interval after which a definition is loaded anew."""


@pytest.fixture
def endless_job(service: Service) -> str:
    """Save a job that runs until it is aborted; return its id."""
    return define_sqlite_job(service, strategy="REPLACE", query=ENDLESS)


def abort(service: Service, id: str) -> None:
    assert service.call("POST", f"{JOBS}/ingestion/{id}/_abort").status == 200


def test_a_search_that_is_being_typed_stays(console: Console, service: Service, endless_job: str) -> None:
    console.open(f"jobs?q={endless_job}")
    row = console.page.get_by_role("row", name=endless_job)
    expect(row).to_contain_text("Run")
    search = console.page.get_by_label("Search jobs")
    search.press("End")
    search.press_sequentially("*")
    service.start_job(endless_job)
    expect(row).to_contain_text("running")
    rows = row.get_by_role("cell").nth(3)
    expect(rows).not_to_have_text("0")
    before = rows.inner_text()
    expect(rows).not_to_have_text(before)
    expect(search).to_have_value(f"{endless_job}*")
    expect(search).to_be_focused()
    abort(service, endless_job)
    expect(row).to_contain_text("aborted")
    expect(search).to_have_value(f"{endless_job}*")


def test_a_question_stays_when_the_run_ends(console: Console, service: Service, endless_job: str) -> None:
    service.start_job(endless_job)
    console.open(f"jobs/{endless_job}")
    console.button("Abort").click()
    dialog = console.page.get_by_role("dialog", name="Abort")
    expect(dialog).to_be_visible()
    abort(service, endless_job)
    expect(console.state()).to_have_text("aborted")
    expect(dialog).to_contain_text(f"Abort the run of {endless_job}?")
    expect(dialog.get_by_role("button")).to_have_text(["Cancel", "Abort"])
    expect(dialog.get_by_label("Dev Tools")).to_contain_text("_abort")
    dialog.get_by_role("button", name="Cancel").click()
    expect(console.button("Run")).to_be_visible()


@pytest.mark.parametrize("call", ["_me", "ingestion/{id}"])
@pytest.mark.parametrize("page", ["jobs/{id}", "job-form/{id}"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_page_that_cannot_be_loaded_is_loaded_later(console: Console, service: Service, page: str, call: str, is_there: bool) -> None:
    id = define_sqlite_job(service)
    console.expected = "Failed to load resource"
    path = f"{INGESTION.removesuffix('ingestion')}{call.format(id=id)}"

    def fail(route: Route) -> None:
        if is_there:
            error = {"type": "no_shard_available_action_exception", "reason": "Elasticsearch is not ready"}
            route.fulfill(status=503, json={"error": error, "status": 503})
        else:
            route.abort("connectionrefused")

    console.page.route(lambda url: path in url, fail)
    console.open(page.format(id=id))
    reason = "Elasticsearch is not ready" if is_there else "the sidecar does not answer"
    expect(console.page.get_by_role("alert")).to_contain_text(reason)
    console.page.unroute_all()
    expect(console.page.get_by_role("alert")).to_have_count(0, timeout=RETRIED)
    expect(console.page.get_by_role("heading", level=1)).to_contain_text(id)
