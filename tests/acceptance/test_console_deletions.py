"""Deletions in the console: the form knows each way, and executions that only delete are started and told apart from runs."""

import re
from datetime import UTC, datetime

from playwright.sync_api import expect

from tests.acceptance.console import Console, define_sqlite_job
from tests.acceptance.databases import write_sqlite_file
from tests.acceptance.service import INGESTION, Service

MARKED = "select id, word, 0 as gone from t order by id"
NEVER = "0 0 3 1 1 ?"
FIELDS = ("deletions", "deletions_query", "deletions_schedule", "enable_scheduler")


def saved_fields(service: Service, id: str) -> dict[str, object]:
    """Return the fields about deletions of a saved job."""
    ingest = service.call("GET", f"{INGESTION}/{id}")["_source"]["ingest"]
    return {name: ingest[name] for name in FIELDS if name in ingest}


def save(console: Console, id: str) -> None:
    console.button("Save").click()
    expect(console.heading(id)).to_be_visible()


def test_the_form_keeps_each_way_of_deletions(console: Console, service: Service) -> None:
    id = define_sqlite_job(service, query=MARKED, enable_scheduler=False)
    console.expected = "400"
    column = console.page.get_by_label("Column that marks deleted rows", exact=True)
    cron = console.page.get_by_label("Quartz cron expression of the deletions", exact=True)
    mode, key_query = (console.page.get_by_label(each, exact=True) for each in ("Deleted rows", "Key query"))

    console.open(f"job-form/{id}")
    console.button("Preview").click()
    expect(console.page.locator(".sample")).to_be_visible()
    mode.select_option("column")
    console.button("Save").click()
    expect(column).to_be_focused()
    assert column.evaluate("element => [...element.list.options].map(each => each.value)") == ["id", "word", "gone"]
    column.fill("gone")
    save(console, id)
    assert saved_fields(service, id) == {"deletions": {"column": "gone"}, "enable_scheduler": False}
    expect(console.page.get_by_text("INCREMENTAL, deletes documents whose row is marked in gone")).to_be_visible()
    expect(console.button("Delete documents without a row")).to_have_count(0)

    console.open(f"job-form/{id}")
    expect(column).to_have_value("gone")
    mode.select_option("schedule")
    expect(column).to_have_count(0)
    expect(console.page.get_by_label("Deletions start", exact=True)).to_have_value("0 0 3 ? * SUN")
    expect(console.page.get_by_label("The schedule of the deletions is enabled")).to_be_checked()
    cron.fill("* * *")
    key_query.fill("select id from t")
    console.button("Save").click()
    expect(cron).to_have_accessible_description(re.compile(r"^\[ingest\.deletions_schedule\]"))
    expect(cron).to_have_attribute("aria-invalid", "true")
    cron.fill(NEVER)
    expect(cron).not_to_have_attribute("aria-invalid", "true")
    console.button("Dry run").click()
    expect(console.page.locator("dt", has_text="Next deletions").locator("+ dd li")).to_have_count(5)
    assert console.violations() == []
    save(console, id)
    scheduled = {"deletions": "compare", "deletions_query": "select id from t", "deletions_schedule": NEVER, "enable_scheduler": True}
    assert saved_fields(service, id) == scheduled

    console.open(f"job-form/{id}")
    expect(mode).to_have_value("schedule")
    expect(cron).to_have_value(NEVER)
    expect(key_query).to_have_value("select id from t")
    console.fill("Target", f"{id}-other")
    save(console, id)
    assert saved_fields(service, id) == scheduled
    console.show(f"job-form/{id}")
    mode.select_option("none")
    expect(key_query).to_have_count(0)
    save(console, id)
    assert saved_fields(service, id) == {"enable_scheduler": False}


def test_documents_without_a_row_are_deleted_on_the_page_of_a_job(console: Console, service: Service) -> None:
    # None of its fire times is near.
    hourly = f"0 {(datetime.now(UTC).minute + 30) % 60} * * * ?"
    id = define_sqlite_job(service, schedule=NEVER, deletions="compare", deletions_schedule=hourly, enable_scheduler=True)
    service.run(id)
    write_sqlite_file(service.folder / f"{id}.db", "delete from t where id = 1")
    console.open(f"jobs/{id}")
    expect(console.page.locator("dt", has_text="Schedule").locator("+ dd")).to_contain_text(f"{hourly} UTC, for deletions")
    console.confirm("Delete documents without a row")
    expect(console.page.locator(".heading").get_by_text("deletions: 1")).to_be_visible()
    expect(console.page.get_by_role("region", name="Progress").locator(".tile", has_text="Deleted")).to_have_text("1Deleted")
    runs = console.page.get_by_role("region", name="Runs")
    expect(runs.get_by_role("row", name="deletions: 1")).to_be_visible()
    # The chart of running times has the run only.
    expect(console.page.locator("svg.bars rect")).to_have_count(1)
    assert console.violations() == []
    runs.get_by_role("row", name="deletions: 1").get_by_role("link").click()
    expect(console.heading(f"Deletions of {id}")).to_be_visible()
    expect(console.heading("Compared with the last successful run before")).to_have_count(0)
    for kind, count in {"": 2, "load": 1, "deletion": 1, "verification": 0}.items():
        console.show(f"executions?q={id}&kind={kind}")
        expect(console.page.get_by_label("Kind")).to_have_value(kind)
        expect(runs.locator(".time a")).to_have_count(count)
    console.show(f"schedule?q={id}&hours=6")
    expect(console.page.locator(".calendar .deletion")).to_have_count(12)
    expect(console.page.locator(".calendar .deletion title").first).to_have_text(re.compile("^Deletions: "))
    expect(console.page.locator(".calendar .fire")).to_have_count(0)
    expect(console.page.locator(".calendar rect.successful")).to_have_count(1)
    console.show(f"jobs?q={id}")
    row = console.page.get_by_role("row", name=id)
    expect(row).to_contain_text(re.compile("deletions"))
    expect(row.locator(".schedule")).to_contain_text("deletions in")
