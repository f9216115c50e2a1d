"""The commands, as a person or a script at a terminal meets them."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from sidecar.settings import SETTINGS
from tests.acceptance.databases import jdbc, sqlite_file
from tests.acceptance.service import Service, free_port
from tests.acceptance.test_abort import slow
from tests.support.waiting import until


def sidecar(service: Service, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a service's environment."""
    command = (sys.executable, "-m", "sidecar.cli", *arguments)
    return subprocess.run(command, env={**service.environ, **environ}, capture_output=True, text=True, timeout=90, check=False)


def told(done: subprocess.CompletedProcess[str]) -> str:
    """Give what a command that failed said: one line, no stack trace."""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("sidecar: ")
    return lines[0]


def statuses(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """Read the lines of a command that prints JSON."""
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def job(service: Service, name: str) -> str:
    """Define a job that succeeds."""
    database = sqlite_file(
        service.folder / f"{name}.db", "create table t (id integer)", into="insert into t values (?)", rows=[(1,), (2,), (3,)]
    )
    service.define(name, {"query": "select id from t", "pk_field": "id"}, database)
    return name


@pytest.fixture
def endless(service: Service, name: str, postgres_url: str) -> Iterator[str]:
    """Define a job that runs until it is aborted."""
    service.define(name, {"query": slow(name), "pk_field": "id"}, jdbc(postgres_url))
    yield name
    service.call("POST", f"/_siren/connector/jobs/ingestion/{name}/_abort")


def flowing(service: Service, job: str) -> None:
    until(lambda: service.status(job)["details"]["phase"] == "reading", "rows flow")


# -- run, jobs, abort ---------------------------------------------------------------------------------------------------------------


def test_a_watched_run_ends_with_0_and_shows_what_it_did(service: Service, job: str) -> None:
    done = sidecar(service, "run", job, "--watch")
    assert done.returncode == 0, done.stderr
    assert "3 rows" in done.stdout
    assert "successful" in done.stdout
    assert service.count(job) == 3


def test_a_watched_run_for_a_script_is_one_status_a_line(service: Service, job: str) -> None:
    done = sidecar(service, "run", job, "--watch", "--json")
    lines = statuses(done)
    assert done.returncode == 0
    assert (lines[-1]["state"], lines[-1]["count"], lines[-1]["is_running"]) == ("successful", 3, False)
    assert all(line["is_running"] for line in lines[:-1])


def test_a_watched_run_that_fails_ends_with_1_and_tells_the_chain_of_reasons(service: Service, name: str) -> None:
    service.define(name, {"query": "select * from missing"}, sqlite_file(service.folder / f"{name}.db", "create table t (id integer)"))
    done = sidecar(service, "run", name, "--watch")
    assert done.returncode == 1
    words = " ".join(done.stdout.split())
    assert f"Could not execute datasource query [{name}]." in words
    assert "no such table: missing" in words


def test_a_watched_run_that_is_aborted_ends_with_3(service: Service, endless: str) -> None:
    watching = subprocess.Popen(
        (sys.executable, "-m", "sidecar.cli", "run", endless, "--watch", "--json"),
        env=service.environ, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with watching:
        flowing_when_started(service, endless)
        done = sidecar(service, "abort", endless, "--json")
        output, _ = watching.communicate(timeout=60)
    assert (done.returncode, statuses(done)[0]["state"]) == (0, "aborted")
    assert watching.returncode == 3
    assert json.loads(output.splitlines()[-1])["state"] == "aborted"


def flowing_when_started(service: Service, job: str) -> None:
    until(lambda: service.call("GET", f"/_siren/connector/jobs/ingestion/{job}").status == 200, "it starts", 30)
    flowing(service, job)


def test_a_run_that_is_not_watched_is_only_started(service: Service, endless: str) -> None:
    done = sidecar(service, "run", endless)
    assert done.returncode == 0
    assert done.stdout.startswith(f"started {endless}")

    again = sidecar(service, "run", endless)
    assert again.returncode == 1
    assert f"the job [{endless}] is running already" in told(again)


def test_jobs_shows_what_runs_and_one_job(service: Service, endless: str) -> None:
    quick = f"{endless}b"
    service.define(quick, {"query": "select id from t"}, sqlite_file(service.folder / f"{quick}.db", "create table t (id integer)"))
    service.run(quick)
    service.start_job(endless)
    flowing(service, endless)

    table, running, one = sidecar(service, "jobs"), sidecar(service, "jobs", "--json"), sidecar(service, "jobs", quick, "--json")

    assert table.returncode == running.returncode == one.returncode == 0
    assert "running" in table.stdout
    ids = {each["id"] for each in json.loads(running.stdout)}
    assert endless in ids
    assert quick not in ids
    status = json.loads(one.stdout)
    assert (status["state"], status["details"]["strategy"]) == ("successful", "INCREMENTAL")


def test_full_reads_everything_again(service: Service, job: str) -> None:
    sidecar(service, "run", job, "--watch")
    done = sidecar(service, "run", job, "--full", "--watch", "--json")
    assert statuses(done)[-1]["count"] == 3


@pytest.mark.parametrize("arguments", [("run", "{}"), ("jobs", "{}"), ("abort", "{}"), ("run", "{} ?/%")])
def test_an_unknown_job_is_one_line_that_names_it(service: Service, name: str, arguments: tuple[str, str]) -> None:
    done = sidecar(service, *(each.format(name) for each in arguments))
    assert done.returncode == 1
    assert name in told(done)


@pytest.mark.parametrize("arguments", [("run", "x"), ("jobs",), ("jobs", "x", "--watch"), ("abort", "x", "--json")])
def test_where_nobody_answers_one_line_says_so(service: Service, arguments: tuple[str, ...]) -> None:
    done = sidecar(service, *arguments, "--url", f"http://127.0.0.1:{free_port()}")
    assert done.returncode == 4
    assert "no sidecar answers at http://127.0.0.1:" in told(done)


def test_an_address_that_is_none_is_one_line_too(service: Service) -> None:
    done = sidecar(service, "jobs", "--url", "nonsense")
    assert done.returncode == 4
    assert "no sidecar answers at nonsense" in told(done)


def test_wrong_usage_ends_with_2(service: Service) -> None:
    for arguments in (("run",), ("nonsense",), ("jobs", "--watch"), ("abort", "x", "--nonsense")):
        done = sidecar(service, *arguments)
        assert done.returncode == 2, arguments
        assert "Usage" in done.stderr


# -- settings and doctor ------------------------------------------------------------------------------------------------------------


def test_settings_are_listed_and_secrets_hidden(service: Service) -> None:
    secrets = {"SIDECAR_ELASTICSEARCH_PASSWORD": "canary-91", "SIDECAR_API_PASSWORD": "canary-92"}
    table, listed = sidecar(service, "settings", **secrets), sidecar(service, "settings", "--json", **secrets)
    assert "canary" not in table.stdout + listed.stdout + table.stderr
    assert service.environ.get("SIDECAR_SECRET_KEY", "no key") not in table.stdout + listed.stdout
    values = json.loads(listed.stdout)
    assert list(values) == [each.variable for each in SETTINGS]
    assert (values["SIDECAR_ELASTICSEARCH_PASSWORD"], values["SIDECAR_BIND"]) == ("(set)", f"127.0.0.1:{service.port}")
    assert values["SIDECAR_ELASTICSEARCH_API_KEY"] is None
    assert "SIDECAR_BIND" in table.stdout


@pytest.mark.parametrize("command", ["settings", "agent", "serve", "jobs"])
def test_an_unknown_setting_stops_every_command_with_its_name(service: Service, command: str) -> None:
    done = sidecar(service, command, SIDECAR_BINDD="x")
    assert done.returncode == 78
    assert told(done) == "sidecar: SIDECAR_BINDD is not a setting; did you mean SIDECAR_BIND. See [sidecar settings]."


@pytest.mark.parametrize("command", ["serve", "api"])
def test_an_address_beyond_this_machine_is_refused(service: Service, command: str) -> None:
    done = sidecar(service, command, SIDECAR_BIND=f"0.0.0.0:{free_port()}")
    assert done.returncode == 78
    assert "SIDECAR_ALLOW_ANONYMOUS" in done.stderr


def test_the_doctor_finds_nothing_to_mend(service: Service) -> None:
    table, listed = sidecar(service, "doctor"), sidecar(service, "doctor", "--json")
    findings = {each["subject"]: each for each in json.loads(listed.stdout)}
    assert (table.returncode, listed.returncode) == (0, 0), listed.stdout
    assert {"settings", "key", "elasticsearch", "indices"} <= set(findings)
    assert all(each["fine"] for each in findings.values())
    assert "mend" not in table.stdout


def test_the_doctor_says_what_to_do_about_an_elasticsearch_that_is_down(service: Service) -> None:
    done = sidecar(service, "doctor", "--json", SIDECAR_ELASTICSEARCH_URL=f"http://127.0.0.1:{free_port()}")
    assert done.returncode == 1
    findings = {each["subject"]: each for each in json.loads(done.stdout)}
    assert not findings["elasticsearch"]["fine"]
    assert "does not answer" in findings["elasticsearch"]["words"]
    assert "SIDECAR_ELASTICSEARCH_URL" in findings["elasticsearch"]["remedy"]
    assert findings["settings"]["fine"]


def test_the_doctor_says_what_to_do_about_a_setting(service: Service) -> None:
    done = sidecar(service, "doctor", SIDECAR_MAX_JOBS="none")
    assert done.returncode == 1
    assert "SIDECAR_MAX_JOBS must be a whole number" in " ".join(done.stdout.split())
