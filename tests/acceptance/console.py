"""The console in a real Chromium, as its users meet it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from sidecar.errors import ProgramMissing
from tests.acceptance.databases import write_sqlite_file
from tests.acceptance.service import Service
from tests.conftest import unique_name
from tests.servers import chromium
from tests.servers.environment import ROOT

PATIENCE = 60_000
"""Milliseconds to wait for what a page should show, on a busy machine."""
AXE = ROOT / "sidecar" / "console" / "node_modules" / "axe-core" / "axe.min.js"
ColorScheme = Literal["light", "dark"]
ENDLESS = "with recursive t(id) as (select 1 union all select id + 1 from t) select id, hex(randomblob(200)) as word from t"
"""A query of a job that runs until it is aborted."""


@contextmanager
def browsing() -> Iterator[Browser]:
    """Start a Chromium; end it after the block."""
    program = chromium.program()
    if program is None:
        raise ProgramMissing("no browser; install chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Console:
    """A tab that shows the console. Whatever the browser reports as an error is in ``problems``."""

    page: Page
    url: str
    problems: list[str] = field(default_factory=list)
    expected: str = r"(?!)"
    """Pattern of the problems that a test causes on purpose."""

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(f"{message.text} {message.location.get('url', '')}")

    def open(self, address: str = "") -> None:
        """Show the page of an address, such as ``jobs/orders``."""
        self.page.goto(f"{self.url}/_siren/console/{f'#/{address}' if address else ''}")
        expect(self.page.locator("main")).to_be_visible()

    def show(self, address: str) -> None:
        """Show the page of an address without loading the console anew, as a link does."""
        self.page.evaluate("address => { location.hash = `#/${address}`; }", address)

    def heading(self, text: str) -> Locator:
        return self.page.get_by_role("heading", name=text, exact=True)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def fill(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=True).fill(value)

    def choose(self, label: str, value: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(value)

    def confirm(self, button: str) -> None:
        """Press a button that asks, and confirm."""
        self.button(button).first.click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("button", name=button.split(" ", 1)[0]).last.click()
        expect(dialog).to_have_count(0)

    def leave(self, script: str, *, confirmed: bool) -> None:
        """Run a script that leaves a changed form; answer the question that the console asks."""
        with self.page.expect_event("dialog") as asked:
            self.page.once("dialog", lambda dialog: dialog.accept() if confirmed else dialog.dismiss())
            # The dialog may open before the script returns.
            self.page.evaluate(f"() => {{ setTimeout(() => {{ {script}; }}); }}")
        assert asked.value.message == "Leave this form without saving it?"

    def state(self) -> Locator:
        """Return the state next to the heading."""
        return self.page.locator(".heading .state")

    def unexpected_problems(self) -> list[str]:
        return [each for each in self.problems if not re.search(self.expected, each)]

    def violations(self) -> list[str]:
        """Return what axe finds wrong with the page that is shown."""
        self.page.evaluate(_axe())
        found: list[dict[str, Any]] = self.page.evaluate(
            "axe.run(document, {resultTypes: ['violations']}).then(result => result.violations)"
        )
        return [f"{each['id']}: {node['html'][:200]} {node['failureSummary']}" for each in found for node in each["nodes"]]


@cache
def _axe() -> str:
    if not AXE.exists():
        raise ProgramMissing("axe-core; install npm and run make servers")
    return AXE.read_text(encoding="utf-8")


@contextmanager
def showing_console(
    browser: Browser, url: str, *, width: int = 1280, scheme: ColorScheme = "light", expected: str = r"(?!)"
) -> Iterator[Console]:
    """Open a tab; fail if the browser has reported an error when the block ends. ``expected`` is a pattern of errors to expect."""
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, locale="en-US") as context:
        console = Console(context.new_page(), url, expected=expected)
        yield console
        found = console.unexpected_problems()
        assert found == [], found


def define_sqlite_job(service: Service, *, rows: int = 3, **ingest: object) -> str:
    """Save a job that reads a SQLite table ``t``; return its id, which is also its target."""
    id = unique_name()
    file = write_sqlite_file(
        service.folder / f"{id}.db", "create table t (id integer primary key, word varchar(40))",
        rows=[(number, f"word {number}") for number in range(rows)], insert="insert into t values (?, ?)",
    )  # fmt: skip
    service.define(id, {"query": "select * from t order by id", "pk_field": "id", **ingest}, file)
    return id
