"""Take the pictures of the console for README and docs: make screenshots.

It starts an Elasticsearch and a sidecar of its own, loads the demo's data, and writes PNG files to docs/images.
"""

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from sidecar.demo import definitions
from sidecar.demo.tables import Flights, create_airports
from tests.acceptance.console import Console, browsing, showing_console
from tests.acceptance.databases import write_sqlite_file
from tests.acceptance.service import DATASOURCE, INGESTION, Service
from tests.servers import elasticsearch
from tests.servers.environment import ROOT
from tests.support.waiting import wait_until

IMAGES = ROOT / "docs" / "images"
WIDTH = 1200
EVENTS = """create table events as with recursive t(id) as (select 1 union all select id + 1 from t where id < 3000000)
select id, hex(randomblob(60)) as payload from t"""
JOBS: dict[str, dict[str, Any]] = {
    **{id: {**body["ingest"], "enable_scheduler": True} for id, body in definitions.INGESTIONS.items()},
    "events": {"query": "select * from events", "pk_field": "id", "description": "Events of the web shop."},
    "carriers": {"query": "select distinct carrier from flights", "pk_field": "carrier", "strategy": "REPLACE"},
    "delays": {
        "query": "select id, dest as arr_delay from flights where id <= 300", "pk_field": "id", "max_failures": "100%",
        "mapping": {"properties": {"arr_delay": {"type": "long"}}},
    },
    "bookings": {"query": "select * from bookings", "pk_field": "id"},
}  # fmt: skip
SCHEDULES = {"airports": "0 0 3 * * ?", "flights": "0 */15 * * * ?", "carriers": "0 0 * * * ?", "delays": "0 0 * * * ?"}
RUNS = ("airports", "flights", "carriers", "delays", "bookings", "flights", "carriers", "airports")
PICTURES = {
    "overview": "overview", "job": "jobs/events", "job-form": "job-form/flights", "dead-letters": "dead-letters",
    "schedule": "schedule?hours=6",
}  # fmt: skip


def main() -> None:
    """Take all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with elasticsearch.running(8) as url, tempfile.TemporaryDirectory() as folder, browsing() as browser:
        service = Service(url, Path(folder))
        service.start()
        try:
            fill(service)
            with showing_console(browser, service.url, width=WIDTH) as console:
                for name, address in PICTURES.items():
                    take_picture(console, name, address)
        finally:
            service.stop()


def fill(service: Service) -> None:
    """Load the demo's data, run its jobs, and leave one running."""
    database = service.folder / "demo.db"
    create_airports(database)
    flights = Flights(database)
    flights.insert_first_half()
    write_sqlite_file(database, EVENTS)
    service.call("PUT", f"{DATASOURCE}/demo", definitions.datasource(database))
    for id, ingest in JOBS.items():
        schedule = {"schedule": SCHEDULES[id], "enable_scheduler": True} if id in SCHEDULES else {}
        body = {"datasource": "demo", "target": id, **ingest, "enable_scheduler": False, **schedule}
        assert service.call("PUT", f"{INGESTION}/{id}", {"ingest": body}).status == 201
    for id in RUNS:
        service.run(id)
    service.start_job("events")
    wait_until(lambda: service.status("events")["count"] > 1_000_000, "the running job has a history", 300)


def take_picture(console: Console, name: str, address: str) -> None:
    """Write the picture of a page after its requests have been answered."""
    console.open(address)
    expect(console.page.locator("[aria-busy=true]")).to_have_count(0)
    console.page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
