"""The console on a cluster with security, in a real Chromium: who may see and press what, and where the password is."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.acceptance.console import Console, showing_console
from tests.acceptance.secured import (
    PASSWORD,
    TARGET_PRIVILEGES,
    SecuredService,
    add_sidecar,
    add_user,
    create_table,
    ingestion_body,
)
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS
from tests.conftest import unique_name
from tests.servers.elasticsearch import Secured
from tests.support.waiting import wait_until

UNAUTHORIZED = r"401|403"
"""The browser reports each response with these statuses."""
OPERATOR, READER, STRANGER = "console-operator", "console-reader", "console-stranger"
OWN = [".siren-jobs", ".siren-datasources", ".siren-ingestions", ".siren-dead-letters"]
R, W, RW = ["read"], ["write"], ["read", "write"]
DOCUMENTED: dict[str, tuple[dict[str, list[str]], list[str]]] = {
    "console-runs": ({"jobs": R}, ["overview", "executions", "executions/{execution}"]),
    "console-jobs": ({"jobs": R, "ingestions": R}, ["overview", "jobs", "jobs/{job}", "schedule"]),
    "console-datasources": ({"datasources": R, "ingestions": R}, ["datasources"]),
    "console-dead-letters": ({"dead-letters": R}, ["dead-letters"]),
    "console-new-job": ({"ingestions": W, "datasources": R}, ["job-form", "job-form?datasource={job}"]),
    "console-changed-job": ({"ingestions": RW, "datasources": R}, ["job-form/{job}", "job-form?clone={job}"]),
    "console-new-datasource": ({"datasources": W}, ["datasource-form"]),
    "console-changed-datasource": ({"datasources": RW}, ["datasource-form/{job}"]),
    "console-tables": ({"datasources": RW, "ingestions": W}, ["tables/{job}", "job-form?datasource={job}"]),
}
"""By user: privileges as in the table of docs/console.md, and the pages that they suffice for."""


@pytest.fixture(scope="module")
def service(secured_elasticsearch: Secured, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecuredService]:
    """Yield a sidecar on a cluster with security, and users with different privileges."""
    user = add_sidecar(secured_elasticsearch, "console-sidecar")
    service = SecuredService(secured_elasticsearch.url, tmp_path_factory.mktemp("sidecar"), user, secured=secured_elasticsearch)
    add_user(secured_elasticsearch, OPERATOR, {each: ["read", "write"] for each in OWN} | {"t*": TARGET_PRIVILEGES})
    add_user(secured_elasticsearch, READER, {each: ["read"] for each in OWN[:3]})
    add_user(secured_elasticsearch, STRANGER, {})
    for name, (privileges, _) in DOCUMENTED.items():
        add_user(secured_elasticsearch, name, {f".siren-{index}": granted for index, granted in privileges.items()} | {"t*": R})
    for name in ("console-sidecar", OPERATOR, READER, STRANGER, *DOCUMENTED):
        service.wait_until_known(name)
    service.start()
    yield service
    service.stop()


@pytest.fixture
def console(browser: Browser, service: SecuredService) -> Iterator[Console]:
    """Yield a tab that shows the login."""
    with showing_console(browser, service.url, expected=UNAUTHORIZED) as console:
        console.open()
        expect(console.heading("Log in")).to_be_visible()
        yield console


def log_in(console: Console, name: str, password: str = PASSWORD) -> None:
    console.fill("User", name)
    console.fill("Password", password)
    console.button("Log in").click()


@pytest.fixture
def job(service: SecuredService) -> str:
    """Save a job; return its id."""
    name = "t" + unique_name()
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": create_table(service, name)}).status == 201
    assert service.call("PUT", f"{INGESTION}/{name}", ingestion_body(name)).status == 201
    return name


def test_log_in_and_out(console: Console) -> None:
    log_in(console, OPERATOR)
    expect(console.heading("Overview")).to_be_visible()
    expect(console.page.locator(".account")).to_contain_text(OPERATOR)
    console.button("Log out").click()
    expect(console.heading("Log in")).to_be_visible()
    expect(console.page.get_by_role("navigation", name="Pages")).to_have_count(0)


def test_a_wrong_password_is_refused(console: Console) -> None:
    log_in(console, OPERATOR, "wrong-password")
    expect(console.page.get_by_role("alert")).to_have_text("Elasticsearch does not accept these credentials.")
    expect(console.page.get_by_role("navigation", name="Pages")).to_have_count(0)


def test_an_operator_runs_a_job(console: Console, service: SecuredService, job: str) -> None:
    log_in(console, OPERATOR)
    expect(console.heading("Overview")).to_be_visible()
    console.show(f"jobs/{job}")
    console.confirm("Run")
    expect(console.state()).to_have_text("successful")
    status = service.call("GET", f"{JOBS}/ingestion/{job}?detailed=true")["status"]
    assert (status["count"], status["details"]["started_by"]) == (3, OPERATOR)


def test_a_job_an_execution_and_a_datasource_show_who_made_them(console: Console, service: SecuredService, job: str) -> None:
    execution = service.call_as(OPERATOR, "POST", f"{INGESTION}/{job}/_run?wait_for_completion=true&detailed=true")
    admin = service.secured.superuser[0]
    log_in(console, OPERATOR)
    expect(console.heading("Overview")).to_be_visible()
    for address, texts in {
        f"jobs/{job}": {"Started": OPERATOR, "Created": admin, "Last saved": admin},
        f"executions/{execution['status']['details']['execution']}": {"Started": OPERATOR},
        f"datasource-form/{job}": {"Created": admin, "Last saved": admin},
    }.items():
        console.show(address)
        for name, user in texts.items():
            expect(console.page.locator("dt", has_text=re.compile(f"^{name}$")).locator("+ dd")).to_contain_text(f", by {user}")
        assert console.violations() == []


def test_a_reader_sees_jobs_but_no_button_that_changes_one(console: Console, job: str) -> None:
    log_in(console, READER)
    console.page.get_by_role("link", name="Jobs", exact=True).click()
    expect(console.page.get_by_role("link", name=job)).to_be_visible()
    pages = console.page.get_by_role("navigation", name="Pages", exact=True).get_by_role("link")
    expect(pages).to_have_text(["Overview", "Jobs", "Runs", "Schedule", "Datasources"])
    for name in ("Run", "Abort", "Enable", "Disable"):
        expect(console.page.get_by_role("button", name=name)).to_have_count(0)
    for name in ("New job", "Clone"):
        expect(console.page.get_by_role("link", name=name)).to_have_count(0)
    console.page.get_by_role("link", name=job).click()
    expect(console.heading("Definition")).to_be_visible()
    for name in ("Run", "Run in full", "Delete", "Reset"):
        expect(console.button(name)).to_have_count(0)


def test_a_page_that_is_forbidden_says_what_it_requires(console: Console, job: str) -> None:
    log_in(console, READER)
    expect(console.heading("Overview")).to_be_visible()
    console.show(f"job-form/{job}")
    expect(console.page.get_by_role("alert")).to_contain_text("requires write on .siren-ingestions")


def test_somebody_without_privileges_sees_no_page(console: Console) -> None:
    log_in(console, STRANGER)
    expect(console.page.get_by_role("alert")).to_contain_text("requires read on .siren-jobs")
    expect(console.page.get_by_role("navigation", name="Pages").get_by_role("link")).to_have_count(0)


def test_a_forbidden_action_says_so(console: Console, service: SecuredService, job: str) -> None:
    # The operator has no privilege on this target.
    other = "x" + job
    assert service.call("PUT", f"{INGESTION}/{other}", ingestion_body(job, target=other)).status == 201
    log_in(console, OPERATOR)
    expect(console.heading("Overview")).to_be_visible()
    console.show(f"jobs/{other}")
    console.button("Run").click()
    dialog = console.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Run").click()
    expect(dialog.get_by_role("alert")).to_contain_text("is unauthorized for user")


def test_an_api_key_is_sent_as_elasticsearch_takes_it(console: Console) -> None:
    # This test Elasticsearch has no API keys, so it refuses each.
    with console.page.expect_request("**/_me") as asked:
        console.fill("or API key", " aWQ6a2V5 ")
        console.button("Log in").click()
    assert asked.value.all_headers()["authorization"] == "ApiKey aWQ6a2V5"
    expect(console.page.get_by_role("alert")).to_have_text("Elasticsearch does not accept these credentials.")


def test_credentials_are_in_headers_only_and_forgotten_by_a_reload(console: Console) -> None:
    urls: list[str] = []
    console.page.on("request", lambda each: urls.append(each.url))
    log_in(console, OPERATOR)
    expect(console.heading("Overview")).to_be_visible()
    assert urls
    assert [each for each in urls if PASSWORD in each or OPERATOR in each] == []
    assert console.page.context.cookies() == []
    stored = console.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.documentElement.outerHTML])")
    assert "Basic " not in stored
    assert PASSWORD not in stored
    console.page.reload()
    expect(console.heading("Log in")).to_be_visible()


def test_a_login_stays_over_a_reload_only_if_asked_for(console: Console) -> None:
    console.page.get_by_label("Stay logged in over a reload of this tab").check()
    log_in(console, OPERATOR)
    expect(console.heading("Overview")).to_be_visible()
    console.page.reload()
    expect(console.heading("Overview")).to_be_visible()
    console.button("Log out").click()
    assert console.page.evaluate("sessionStorage.length") == 0


def test_shown_requests_contain_no_password(console: Console) -> None:
    log_in(console, OPERATOR)
    expect(console.heading("Overview")).to_be_visible()
    console.show("datasource-form")
    console.fill("Id", "shop")
    console.fill("Password", "the-database-password")
    console.page.get_by_text("Show request").click()
    shown = console.page.locator("pre").all_inner_texts()
    assert "<password>" in "".join(shown)
    assert "the-database-password" not in "".join(shown)
    assert PASSWORD not in "".join(shown)


def test_a_withdrawn_login_asks_again(console: Console, browser: Browser, service: SecuredService) -> None:
    name = "console-" + unique_name()
    add_user(service.secured, name, {".siren-jobs": ["read"]})
    service.wait_until_known(name)
    log_in(console, name)
    expect(console.heading("Overview")).to_be_visible()
    service.secured.add_user(name, "another-password", name)
    expect(console.heading("Log in")).to_be_visible()


def test_somebody_who_does_nothing_is_logged_out(console: Console) -> None:
    console.page.clock.install()
    log_in(console, OPERATOR)
    expect(console.heading("Overview")).to_be_visible()
    expect(console.page.get_by_role("navigation", name="Pages")).to_have_count(1)
    console.page.clock.fast_forward("30:20")
    expect(console.heading("Log in")).to_be_visible()
    expect(console.page.get_by_role("navigation", name="Pages")).to_have_count(0)
    expect(console.page.locator(".account")).to_have_count(0)


def test_a_late_refusal_of_the_last_login_does_not_end_the_next_one(console: Console, job: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    log_in(console, OPERATOR)
    expect(console.heading("Overview")).to_be_visible()
    console.show(f"job-form/{job}")
    console.page.route("**/_validate", hold)
    console.button("Dry run").click()
    wait_until(lambda: console.page.evaluate("1") == 1 and bool(held), "the dry run is asked for")
    console.button("Log out").click()
    log_in(console, READER)
    expect(console.page.locator(".account")).to_contain_text(READER)
    with console.page.expect_event("requestfinished", lambda request: request.url.endswith("/_validate")):
        held[0].fulfill(status=401, json={"error": {"type": "security_exception", "reason": "unable to authenticate user"}, "status": 401})
    # What a response does is done before the page has sent and shown something else.
    console.show(f"jobs/{job}")
    expect(console.heading(job)).to_be_visible()
    console.page.get_by_role("link", name="Overview").click()
    expect(console.heading("Overview")).to_be_visible()
    expect(console.page.locator(".account")).to_contain_text(READER)


def test_a_job_that_is_forbidden_is_corrected_and_run(console: Console, service: SecuredService, job: str) -> None:
    name = "t" + unique_name()
    log_in(console, OPERATOR)
    expect(console.heading("Overview")).to_be_visible()
    console.show(f"job-form?clone={job}")
    console.fill("Job id", name)
    # The operator has no privilege on this target.
    console.fill("Target", "x" + name)
    console.button("Save and run").click()
    expect(console.page.get_by_role("alert")).to_contain_text("is unauthorized for user")
    console.fill("Target", name)
    console.button("Save and run").click()
    expect(console.state()).to_have_text("successful")
    assert service.call("GET", f"{INGESTION}/{name}")["_source"]["ingest"]["target"] == name


@pytest.mark.parametrize("user", DOCUMENTED)
def test_the_documented_privileges_of_a_page_suffice(console: Console, service: SecuredService, job: str, user: str) -> None:
    execution = service.run(job)["details"]["execution"]
    forbidden: list[str] = []
    console.page.on("response", lambda response: forbidden.append(response.url) if response.status == 403 else None)
    log_in(console, user)
    expect(console.page.locator(".account")).to_contain_text(user)
    for page in DOCUMENTED[user][1]:
        console.show(page.format(job=job, execution=execution))
        expect(console.page.locator("main h1, main section").first).to_be_visible()
        expect(console.page.locator("[aria-busy=true]")).to_have_count(0)
        expect(console.page.get_by_text("You have no permission")).to_have_count(0)
        assert forbidden == [], page


def test_a_form_is_hidden_behind_the_login_and_kept_for_its_user_only(console: Console, job: str) -> None:
    console.page.clock.install()
    log_in(console, OPERATOR)
    expect(console.page.locator(".account")).to_contain_text(OPERATOR)
    console.show(f"job-form/{job}")
    target = console.page.get_by_label("Target", exact=True)
    target.fill("unsaved")
    asked: list[str] = []
    console.page.on("request", lambda request: asked.append(request.url))
    for user, kept in ((OPERATOR, 1), (READER, 0)):
        console.page.clock.fast_forward("30:20")
        expect(console.heading("Log in")).to_be_visible()
        expect(target).to_be_hidden()
        expect(console.page).to_have_title(re.compile("^Log in "))
        asked.clear()
        console.page.clock.run_for(120_000)
        assert asked == []
        log_in(console, user)
        expect(console.page.locator(".account")).to_contain_text(user)
        expect(target).to_have_count(kept)
        if kept:
            expect(target).to_have_value("unsaved")


def test_a_question_returns_after_the_login(console: Console, job: str) -> None:
    console.page.clock.install()
    log_in(console, OPERATOR)
    expect(console.page.locator(".account")).to_contain_text(OPERATOR)
    console.show(f"jobs/{job}")
    console.button("Run").click()
    expect(console.page.get_by_role("dialog")).to_be_visible()
    console.page.clock.fast_forward("30:20")
    expect(console.page.get_by_role("dialog")).to_have_count(0)
    # A modal dialog that is still open would make the login inert.
    log_in(console, OPERATOR)
    expect(console.page.get_by_role("dialog")).to_be_visible()
