"""Dead letters in the console: an action is on exactly the rows that are counted."""

import pytest
from playwright.sync_api import expect

from tests.acceptance.console import Console, define_sqlite_job
from tests.acceptance.service import INGESTION, Service

QUERY = "select id, case when id < 2 then 'needle ' else 'hay ' end || id as word from t"


@pytest.fixture
def job(service: Service) -> str:
    """Run a job with five rows rejected for one fault, of which an earlier release has stored two; return its id."""
    id = define_sqlite_job(service, rows=5, query=QUERY, max_failures="100%", mapping={"properties": {"word": {"type": "long"}}})
    execution = service.run(id)["details"]["execution"]
    for row in (1, 4):
        stored = service.es("GET", f"/.siren-dead-letters/_doc/{execution}-0-{row}")["_source"]
        earlier = {name: value for name, value in stored.items() if name not in ("field", "summary")}
        service.es("PUT", f"/.siren-dead-letters/_doc/{execution}-0-{row}?refresh=true", earlier)
    return id


def remaining(service: Service, job: str) -> list[int]:
    """Return the ids of the rows that are dead letters."""
    hits = service.call("GET", f"{INGESTION}/{job}/_dead_letters?size=100")["hits"]["hits"]
    return sorted(int(hit["_source"]["id"]) for hit in hits)


def test_a_group_without_a_summary_is_of_those_rows_only(console: Console, service: Service, job: str) -> None:
    console.open(f"dead-letters?id={job}")
    group = console.page.get_by_role("region", name="Dead letters by reason").get_by_role("row", name="document_parsing_exception").last
    group.get_by_role("link", name="document_parsing_exception").click()
    expect(console.page.get_by_role("navigation", name="Pages of dead letters")).to_contain_text("of 2 dead letters")
    console.confirm(f"Delete 2 rows of {job}")
    expect(console.page.locator("p[role=status]")).to_contain_text("2 deleted")
    assert remaining(service, job) == [0, 2, 3]


def test_a_group_of_a_page_that_is_filtered_by_words_is_filtered_too(console: Console, service: Service, job: str) -> None:
    console.open(f"dead-letters?id={job}&q=needle&field=word")
    console.confirm(f"Delete 1 row of {job}")
    expect(console.page.locator("p[role=status]")).to_contain_text("1 deleted")
    assert remaining(service, job) == [1, 2, 3, 4]
