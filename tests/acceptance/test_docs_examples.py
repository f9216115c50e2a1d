"""The examples of the documentation work: each page's ``sh`` blocks run in order against a real service.

A block is not run only if the comment before it says why (``<!-- not run: … -->``). ``<!-- returns 400 -->`` names the status that is
expected instead of success. A ``json`` block with ``<!-- response -->`` is compared with the response to the last command before it.
"""

import json
import shlex
import subprocess
import sys
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.acceptance.conftest import running_service
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Response, Service, request
from tests.support.docs import PAGES, README, Block, page_name, read_blocks

DATABASE, ROLE, PASSWORD = "shop", "reader", "secret"
"""The names in the examples."""
SCHEMA = f"""
create table customers (id int primary key, name text, city text, lat double precision, lon double precision);
create table orders (
  id int primary key, customer_id int, total numeric(10, 2), ordered_at timestamp, changed_at timestamptz default now(), deleted boolean
);
create table order_lines (order_id int, line int, sku text, quantity int, primary key (order_id, line));
insert into customers select g, 'name ' || g, 'Paris', 48 + g / 10.0, 2 + g / 10.0 from generate_series(1, 5) g;
insert into orders (id, customer_id, total, ordered_at, deleted)
  select g, 1 + g % 5, g * 1.25, timestamp '2024-02-29 12:00' + g * interval '1 minute', g % 10 = 0 from generate_series(1, 50) g;
insert into order_lines select o, l, 'a-' || l, o from generate_series(1, 50) o, generate_series(1, 2) l;
grant select on customers, orders, order_lines to {ROLE};
"""
INDICES = "orders,orders-*,customers,customers-*,changes,places,places-*,lines,lines-*"
"""The targets of the examples, and their staging indices."""


def is_run(block: Block) -> bool:
    """Return whether a block consists of commands that are executed."""
    return block.language == "sh" and not block.note.startswith("not run")


EXAMPLES = [page for page in PAGES if page.parent.name != ".github" and any(is_run(block) for block in read_blocks(page))]


@dataclass(frozen=True, kw_only=True)
class Shop:
    """The database of the examples, and the service that reads it."""

    service: Service
    address: str

    def substitute(self, text: str) -> str:
        """Replace the addresses of the examples with those of the test's servers."""
        text = text.replace("http://localhost:", "localhost:").replace("localhost:9280", self.service.url)
        return text.replace("localhost:9200", self.service.elasticsearch).replace("db.example.org:5432", self.address)

    def prepare(self) -> None:
        """Save the datasource and the ingestion of the README, and run it once."""
        url = f"jdbc:postgresql://{self.address}/{DATABASE}"
        datasource = {"jdbc": {"url": url, "username": ROLE, "password": PASSWORD}}
        assert self.service.call("PUT", f"{DATASOURCE}/shop", datasource).status == 201
        ingestion = {"datasource": "shop", "target": "orders", "strategy": "REPLACE", "pk_field": "id", "query": "select * from orders"}
        assert self.service.call("PUT", f"{INGESTION}/orders", {"ingest": ingestion}).status == 201
        assert self.service.run("orders")["state"] == "successful"

    def clean_up(self) -> None:
        """Delete what the examples created: other tests use the same Elasticsearch."""
        for path in (INGESTION, DATASOURCE):
            for hit in self.service.call("GET", f"{path}/_search")["hits"]["hits"]:
                if hit["_source"].get("ingest", {}).get("datasource") == "shop" or hit["_id"] == "shop":
                    force = "?force=true" if path == INGESTION else ""
                    assert self.service.call("DELETE", f"{path}/{hit['_id']}{force}").status == 200
        found = self.service.es("GET", f"/{INDICES}?expand_wildcards=all&ignore_unavailable=true")
        for index in found.body:
            # The sidecar may delete a replaced index at the same time.
            assert self.service.es("DELETE", f"/{index}").status in (200, 404)


@pytest.fixture(scope="module")
def service(elasticsearch_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Return a sidecar that accepts the webhook of the examples."""
    settings = {"SIDECAR_ALLOWED_WEBHOOKS": "https://hooks.example.org/services/*"}
    yield from running_service(elasticsearch_url, tmp_path_factory.mktemp("sidecar"), settings)


@pytest.fixture(scope="module")
def database(postgres_url: str) -> Iterator[str]:
    """Create the database of the examples; yield its host and port."""
    parts = urllib.parse.urlsplit(postgres_url)
    own_url = parts._replace(path=f"/{DATABASE}").geturl()
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(f"drop database if exists {DATABASE}")
        admin.execute(f"drop role if exists {ROLE}")
        admin.execute(f"create role {ROLE} login password '{PASSWORD}'")
        admin.execute(f"create database {DATABASE}")
        with psycopg.connect(own_url, autocommit=True) as own:
            own.execute(SCHEMA.encode())
        yield f"{parts.hostname}:{parts.port}"
        admin.execute(f"drop database {DATABASE} with (force)")
        admin.execute(f"drop role {ROLE}")


@pytest.fixture
def shop(service: Service, database: str) -> Iterator[Shop]:
    """Yield the database and the service; afterwards remove what the examples created."""
    shop = Shop(service=service, address=database)
    shop.clean_up()
    yield shop
    shop.clean_up()


@pytest.mark.parametrize("page", EXAMPLES, ids=page_name)
def test_the_examples_of_a_page_work(shop: Shop, page: Path) -> None:
    response: Response | None = None
    if page != README and "orders" in "".join(block.text for block in read_blocks(page) if is_run(block)):
        shop.prepare()
    for block in read_blocks(page):
        if is_run(block):
            response = run_block(shop, block)
        elif block.language == "json":
            document = json.loads(block.text)
            if block.note == "response":
                assert response is not None
                assert_shape(document, response.body, block.place)


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_json_block_parses(page: Path) -> None:
    for block in read_blocks(page):
        if block.language == "json":
            json.loads(block.text)


def test_every_block_that_is_not_run_has_a_reason() -> None:
    for page in PAGES:
        for block in read_blocks(page):
            if block.note.startswith("not run"):
                assert block.note.startswith("not run: "), f"{block.place}: a block that is not run needs a reason"


def run_block(shop: Shop, block: Block) -> Response | None:
    """Run the commands of a block in turn; return the response to the last one if it was a request."""
    expected = (int(block.note.removeprefix("returns ")),) if block.note.startswith("returns ") else (200, 201)
    response = None
    for words in split_commands(block):
        place = f"{block.place}: {' '.join(words)[:200]}"
        if words[0] == "curl":
            response = send(shop, words[1:])
            assert response.status in expected, f"{place}\n{response.status} {response.body}"
        else:
            assert words[0] == "sidecar", f"{place}: only curl and sidecar can be run"
            run_command(shop, words[1:], place)
            response = None
    return response


def split_commands(block: Block) -> list[list[str]]:
    """Split a block into its commands and their words. A line ends a command unless it ends within quotes or with a backslash."""
    lines = _logical_lines(block.text.replace("\\\n", " "))
    return [words for line in lines if (words := shlex.split(line, comments=True))]


def _logical_lines(text: str) -> Iterator[str]:
    line = ""
    for part in text.splitlines():
        line = f"{line}\n{part}" if line else part
        if line.count("'") % 2 == 0:
            yield line
            line = ""
    assert not line, f"a quote is not closed: {line}"


def send(shop: Shop, words: list[str]) -> Response:
    """Send the request of a curl command line."""
    method, body, headers, url = None, None, {}, ""
    words = words.copy()
    while words:
        word = words.pop(0)
        if word.startswith("-X"):
            method = word.removeprefix("-X") or words.pop(0)
        elif word == "-H":
            name, _, value = words.pop(0).partition(":")
            headers[name.strip()] = value.strip()
        elif word == "-d":
            body = shop.substitute(words.pop(0))
        else:
            assert not word.startswith("-"), f"the option {word} of curl is not known here"
            url = shop.substitute(word)
    assert body is None or "content-type" in headers, "a body needs a content-type"
    return request(method or ("GET" if body is None else "POST"), url, body.encode() if body is not None else None, headers)


def run_command(shop: Shop, words: list[str], place: str) -> None:
    """Run a command of the sidecar with the service's settings; it must succeed."""
    completed = subprocess.run(
        (sys.executable, "-m", "sidecar.cli", *words), env=shop.service.environ, capture_output=True, text=True, timeout=120, check=False
    )
    assert completed.returncode == 0, f"{place}\n{completed.stdout}{completed.stderr}"


def assert_shape(documented: Any, actual: Any, place: str) -> None:
    """Check that a response has the documented keys, and values of the documented types."""
    if isinstance(documented, dict):
        assert isinstance(actual, dict), f"{place}: expected an object but got {actual!r}"
        assert set(documented) == set(actual), f"{place}: expected the keys {sorted(documented)} but got {sorted(actual)}"
        for name, value in documented.items():
            assert_shape(value, actual[name], place)
    elif isinstance(documented, list):
        assert isinstance(actual, list), f"{place}: expected an array but got {actual!r}"
        for value, other in zip(documented, actual, strict=False):
            assert_shape(value, other, place)
    else:
        assert type(documented) is type(actual), f"{place}: expected a value like {documented!r} but got {actual!r}"


def test_every_example_of_a_response_follows_a_request() -> None:
    for page in PAGES:
        previous = None
        for block in read_blocks(page):
            if block.note == "response":
                assert previous is not None, block.place
                assert previous.language == "sh", block.place
            previous = block


def test_the_service_knows_nothing_of_the_examples_any_more(service: Service) -> None:
    assert service.call("GET", f"{DATASOURCE}/shop").status == 404
    assert service.call("GET", f"{JOBS}/ingestion/orders").status == 404
