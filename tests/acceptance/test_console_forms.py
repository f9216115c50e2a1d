"""The forms of the console: what they refuse, what they keep, and what they ask before they are left."""

import json
import re

import pytest
from playwright.sync_api import Route, expect

from tests.acceptance.console import Console, define_sqlite_job
from tests.acceptance.service import DATASOURCE, INGESTION, Service
from tests.conftest import unique_name
from tests.support.waiting import wait_until


def saved_ingest(service: Service, id: str) -> dict[str, object]:
    """Return the definition of a job."""
    ingest: dict[str, object] = service.call("GET", f"{INGESTION}/{id}")["_source"]["ingest"]
    return ingest


def test_a_definition_that_is_refused_is_corrected_and_saved(console: Console, service: Service) -> None:
    source = define_sqlite_job(service)
    id = unique_name()
    console.expected = "400"
    console.open(f"job-form?clone={source}")
    console.fill("Job id", id)
    console.fill("Target", "-not-a-target")
    console.button("Save and run").click()
    expect(console.page.get_by_role("alert")).to_contain_text("target")
    assert service.call("GET", f"{INGESTION}/{id}").status == 404
    console.fill("Target", id)
    console.button("Save").click()
    expect(console.heading(id)).to_be_visible()
    assert saved_ingest(service, id)["target"] == id
    expect(console.page.get_by_text("This job has never run.")).to_be_visible()


@pytest.mark.parametrize("is_new", [True, False])
def test_a_job_whose_run_is_not_accepted_is_saved_again(console: Console, service: Service, is_new: bool) -> None:
    source = define_sqlite_job(service)
    id = unique_name() if is_new else source
    console.expected = "Failed to load resource"
    console.page.route("**/_run", lambda route: route.abort("connectionrefused"))
    console.open(f"job-form?clone={source}" if is_new else f"job-form/{id}")
    if is_new:
        console.fill("Job id", id)
    console.fill("Target", f"{id}-first")
    console.button("Save and run").click()
    expect(console.page.get_by_role("alert")).to_contain_text("the sidecar does not answer")
    expect(console.heading(f"Job {id}")).to_be_visible()
    assert saved_ingest(service, id)["target"] == f"{id}-first"
    console.fill("Target", id)
    console.button("Save").click()
    expect(console.heading(id)).to_be_visible()
    assert saved_ingest(service, id)["target"] == id


def test_a_form_that_is_saved_is_left_without_a_question(console: Console, service: Service) -> None:
    id = define_sqlite_job(service)
    console.expected = "Failed to load resource"
    console.page.route("**/_run", lambda route: route.abort("connectionrefused"))
    console.open(f"job-form/{id}")
    console.fill("Target", f"{id}-other")
    console.button("Save and run").click()
    expect(console.page.get_by_role("alert")).to_contain_text("the sidecar does not answer")
    # A question would be answered with no.
    console.page.get_by_role("link", name="Cancel").click()
    expect(console.heading(id)).to_be_visible()


@pytest.mark.parametrize("field", ["Mapping", "Transforms", "Index settings", "Properties"])
def test_a_text_that_is_not_json_is_not_saved(console: Console, service: Service, field: str) -> None:
    id = define_sqlite_job(service)
    form, section = (
        ("datasource", "Driver and its properties") if field == "Properties" else ("job", "Mapping, transforms and settings as JSON")
    )
    sent: list[str] = []
    console.page.on("request", lambda request: sent.append(request.url) if request.method == "PUT" else None)
    console.open(f"{form}-form/{id}")
    summary, text = console.page.get_by_text(section), console.page.get_by_label(field, exact=True)
    summary.click()
    text.fill('{"a": ')
    expect(text).to_have_accessible_description(re.compile("JSON"))
    expect(text).to_have_attribute("aria-invalid", "true")
    summary.click()
    expect(text).to_be_hidden()
    console.button("Save").click()
    expect(text).to_be_focused()
    assert "JSON" in text.evaluate("element => element.validationMessage")
    assert sent == []
    text.fill("")
    expect(text).to_have_attribute("aria-invalid", "false")
    console.button("Save").click()
    expect(console.page.get_by_role("heading", level=1)).to_have_text(f"Tables of {id}" if form == "datasource" else id)
    assert len(sent) == 1


def test_the_driver_of_a_datasource_is_shown_and_saved(console: Console, service: Service) -> None:
    id = define_sqlite_job(service)
    console.open(f"datasource-form/{id}")
    console.page.get_by_text("Driver and its properties").click()
    field = console.page.get_by_label("Driver", exact=True)
    expect(field).to_have_value("org.sqlite.JDBC")
    field.fill("")
    console.button("Save").click()
    expect(console.heading(f"Tables of {id}")).to_be_visible()
    assert "driver" not in service.call("GET", f"{DATASOURCE}/{id}")["_source"]["jdbc"]


def test_a_strategy_that_compares_needs_a_key(console: Console, service: Service) -> None:
    id = define_sqlite_job(service, pk_field=None)
    console.open(f"job-form/{id}")
    strategy, deletions = console.page.get_by_label("Strategy", exact=True), console.page.get_by_label("Deleted rows", exact=True)
    key = console.page.get_by_label("Key", exact=True)
    expect(deletions).to_have_value("none")
    deletions.select_option("compare")
    expect(deletions).to_have_accessible_description(re.compile("reads the keys of all rows"))
    console.button("Save").click()
    expect(key).to_be_focused()
    assert key.evaluate("element => element.validity.valueMissing")
    key.fill("id")
    console.button("Save").click()
    expect(console.heading(id)).to_be_visible()
    assert saved_ingest(service, id)["deletions"] == "compare"
    expect(console.page.get_by_text("INCREMENTAL, deletes documents without a row")).to_be_visible()

    console.show(f"job-form/{id}")
    expect(deletions).to_have_value("compare")
    strategy.select_option("MIRROR")
    expect(deletions).to_have_count(0)
    expect(strategy).to_have_accessible_description(re.compile("Readers see old and new documents side by side"))
    key.fill("")
    console.button("Save").click()
    expect(key).to_be_focused()
    key.fill("id")
    console.button("Save").click()
    expect(console.heading(id)).to_be_visible()
    saved = saved_ingest(service, id)
    assert (saved["strategy"], "deletions" in saved) == ("MIRROR", False)
    # It has no positions, and every run is a full one.
    expect(console.button("Run")).to_be_visible()
    expect(console.button("Run in full")).to_have_count(0)
    expect(console.heading("Positions")).to_have_count(0)


def test_a_mirror_with_a_pipeline_is_not_saved(console: Console, service: Service) -> None:
    id = define_sqlite_job(service)
    console.open(f"job-form/{id}")
    console.page.get_by_label("Strategy", exact=True).select_option("MIRROR")
    section, pipeline = console.page.get_by_text("Limits and batches"), console.page.get_by_label("Ingest pipeline", exact=True)
    section.click()
    pipeline.fill("clean")
    section.click()
    console.button("Save").click()
    expect(pipeline).to_be_focused()
    assert pipeline.evaluate("element => element.validity.patternMismatch")
    assert saved_ingest(service, id).get("strategy") != "MIRROR"
    pipeline.fill("")
    console.button("Save").click()
    expect(console.heading(id)).to_be_visible()
    assert saved_ingest(service, id)["strategy"] == "MIRROR"


TYPED = " where " + " and ".join(f"id <> {number}" for number in range(100, 118))
COUNT_UPDATES = """async () => {
    let updates = 0;
    const observer = new MutationObserver((changes) => (updates += changes.length));
    const options = {subtree: true, childList: true, characterData: true, attributes: true};
    for (const root of [document, document.querySelector('.editor > div').shadowRoot]) observer.observe(root, options);
    for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
    return updates;
}"""
"""Script that counts what changes on the page, cursors that blink included, in ten frames."""


def test_a_query_that_is_typed_fast_is_kept(console: Console, service: Service) -> None:
    id = define_sqlite_job(service, query="select * from t")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    console.page.route("**/_sample", hold)
    console.open(f"job-form/{id}")
    query = console.page.get_by_role("textbox", name="Query")
    expect(query).to_have_class(re.compile("cm-content"))
    console.button("Preview").click()
    wait_until(lambda: console.page.evaluate("1") == 1 and bool(held), "the preview is asked for")
    query.focus()
    console.page.keyboard.press("ControlOrMeta+End")
    console.page.keyboard.type(TYPED[:100])
    held[0].continue_()
    console.page.keyboard.type(TYPED[100:])
    expect(console.page.get_by_role("region", name="First rows").get_by_role("row")).to_have_count(4)
    text = f"select * from t{TYPED}"
    expect(query).to_have_text(text)
    assert console.page.evaluate(COUNT_UPDATES) <= 10
    console.button("Save").click()
    expect(console.heading(id)).to_be_visible()
    assert saved_ingest(service, id)["query"] == text


def test_json_that_is_typed_fast_is_kept(console: Console, service: Service) -> None:
    console.open(f"job-form/{define_sqlite_job(service)}")
    console.page.get_by_text("Mapping, transforms and settings as JSON").click()
    field = console.page.get_by_label("Index settings")
    expect(field).to_have_attribute("spellcheck", "false")
    field.focus()
    # Each prefix of it is JSON.
    number = "12345678" * 5
    console.page.keyboard.type(number)
    expect(field).to_have_value(number)


@pytest.mark.parametrize("way", ["history.back()", "history.go(-3)", "history.forward()", "location.hash = '#/schedule'"])
def test_a_changed_form_is_left_only_after_a_question(console: Console, service: Service, way: str) -> None:
    id = define_sqlite_job(service)
    console.open("jobs")
    # A link to the page that is shown replaces its entry in the history.
    jobs = console.page.get_by_role("link", name="Jobs", exact=True)
    jobs.click()
    expect(jobs).to_be_focused()
    for page, heading in ((f"jobs/{id}", id), ("overview", "Overview"), (f"job-form/{id}", f"Job {id}"), ("datasources", "Datasources")):
        console.show(page)
        expect(console.heading(heading)).to_be_visible()
    console.page.evaluate("history.back()")
    expect(console.heading(f"Job {id}")).to_be_visible()
    target = console.page.get_by_label("Target", exact=True)
    target.fill("another")

    console.leave(way, confirmed=False)
    console.page.wait_for_url(f"**#/job-form/{id}")
    expect(target).to_have_value("another")
    console.leave("history.back()", confirmed=True)
    expect(console.heading("Overview")).to_be_visible()
    console.page.evaluate("history.back()")
    expect(console.heading(id)).to_be_visible()
    assert saved_ingest(service, id)["target"] == id


CHANGE_AND_LEAVE = """
    const field = document.activeElement;
    field.value += " ";
    field.dispatchEvent(new InputEvent("input", {bubbles: true}));
    setTimeout(() => { location.hash = "#/schedule"; })
"""
"""Script that changes the focused field and leaves the form before the next frame is drawn."""


def test_a_form_is_guarded_as_soon_as_it_is_changed(console: Console, service: Service) -> None:
    id = define_sqlite_job(service)
    console.open(f"job-form/{id}")
    target = console.page.get_by_label("Target", exact=True)
    target.focus()
    console.leave(CHANGE_AND_LEAVE, confirmed=False)
    console.page.wait_for_url(f"**#/job-form/{id}")
    expect(target).to_have_value(f"{id} ")


CHANGE_AND_SAVE = """(field) => {
    field.value = "{";
    field.dispatchEvent(new InputEvent("input", {bubbles: true}));
    return new Promise((resolve) => setTimeout(() => resolve(field.form.reportValidity())));
}"""
"""Script that makes a text wrong, and says whether the form would be sent before the next frame is drawn."""


def test_a_text_is_not_json_as_soon_as_it_is_typed(console: Console, service: Service) -> None:
    console.open(f"job-form/{define_sqlite_job(service)}")
    assert console.page.get_by_label("Index settings").evaluate(CHANGE_AND_SAVE) is False


def test_a_link_leaves_a_changed_form_only_after_a_question(console: Console, service: Service) -> None:
    id = define_sqlite_job(service)
    console.open(f"datasource-form/{id}")
    user = console.page.get_by_label("User", exact=True)
    user.fill("reader")
    click = "document.querySelector(\"a.button[href='#/datasources']\").click()"
    console.leave(click, confirmed=False)
    console.page.wait_for_url(f"**#/datasource-form/{id}")
    expect(user).to_have_value("reader")
    console.leave(click, confirmed=True)
    expect(console.heading("Datasources")).to_be_visible()
    assert "username" not in json.dumps(service.call("GET", f"{DATASOURCE}/{id}")["_source"])
