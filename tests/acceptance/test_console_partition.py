"""The partition of a job in the form of the console."""

from playwright.sync_api import Locator, expect

from tests.acceptance.console import Console
from tests.acceptance.databases import jdbc
from tests.acceptance.service import Service
from tests.acceptance.test_console_forms import saved_ingest
from tests.conftest import unique_name


def define_job(service: Service, postgres_url: str, **ingest: object) -> str:
    """Save a job of PostgreSQL; return its id."""
    id = unique_name()
    service.define(id, {"query": "select 1 as id", "pk_field": "id", **ingest}, jdbc(postgres_url))
    return id


def open_limits(console: Console, id: str) -> tuple[Locator, Locator]:
    """Open the form of a job, and the section with its partition; return the choice of what reads the ranges, and their number."""
    console.open(f"job-form/{id}")
    console.page.get_by_text("Limits and batches").click()
    return console.page.get_by_label("Partition", exact=True), console.page.get_by_label("Number of ranges", exact=True)


def save(console: Console, service: Service, id: str) -> object:
    """Save the form; return the partition that was saved."""
    console.button("Save").click()
    expect(console.heading(id)).to_be_visible()
    return saved_ingest(service, id).get("partition")


def test_the_executor_is_shown_and_only_another_than_the_default_is_saved(console: Console, service: Service, postgres_url: str) -> None:
    id = define_job(service, postgres_url)
    mode, count = open_limits(console, id)
    expect(mode).to_have_value("none")
    expect(count).to_have_count(0)
    mode.select_option("dask")
    console.fill("Column of the ranges", "id")
    assert save(console, service, id) == {"column": "id", "count": 4, "executor": "dask"}

    mode, count = open_limits(console, id)
    expect(mode).to_have_value("dask")
    count.fill("10001")
    console.button("Save").click()
    expect(count).to_be_focused()
    assert count.evaluate("element => element.validity.rangeOverflow")
    count.fill("10000")
    assert save(console, service, id) == {"column": "id", "count": 10_000, "executor": "dask"}

    mode, count = open_limits(console, id)
    mode.select_option("local")
    console.button("Save").click()
    expect(count).to_be_focused()
    count.fill("64")
    assert save(console, service, id) == {"column": "id", "count": 64}

    mode, count = open_limits(console, id)
    expect(mode).to_have_value("local")
    expect(count).to_have_value("64")
    mode.select_option("none")
    assert save(console, service, id) is None


def test_a_mirror_has_no_partition(console: Console, service: Service, postgres_url: str) -> None:
    id = define_job(service, postgres_url, partition={"column": "id", "count": 2, "executor": "dask"})
    mode, _ = open_limits(console, id)
    expect(mode).to_have_value("dask")
    console.page.get_by_label("Strategy", exact=True).select_option("MIRROR")
    expect(mode).to_have_count(0)
    assert save(console, service, id) is None
