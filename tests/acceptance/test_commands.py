"""The commands: output, errors and exit statuses."""

import itertools
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from sidecar.api_client import UNREACHABLE_TIMEOUT
from sidecar.settings import SETTINGS
from tests.acceptance.databases import jdbc, slow_query, write_sqlite_file
from tests.acceptance.service import Service, free_port
from tests.support.waiting import wait_until


def sidecar(service: Service, *arguments: str, timeout: float = 90.0, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a service's environment, for at most ``timeout`` seconds."""
    command = (sys.executable, "-m", "sidecar.cli", *arguments)
    return subprocess.run(command, env={**service.environ, **environ}, capture_output=True, text=True, timeout=timeout, check=False)


def error_line(completed: subprocess.CompletedProcess[str]) -> str:
    """Return the error line of a failed command: one line, no stack trace."""
    lines = completed.stderr.strip().splitlines()
    assert len(lines) == 1, completed.stderr
    assert lines[0].startswith("sidecar: ")
    return lines[0]


def statuses(completed: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """Parse the output of a command that prints one JSON document per line."""
    return [json.loads(line) for line in completed.stdout.splitlines()]


@pytest.fixture
def job(service: Service, name: str) -> str:
    """Define a job that succeeds, and return its id."""
    database = write_sqlite_file(
        service.folder / f"{name}.db", "create table t (id integer)", insert="insert into t values (?)", rows=[(1,), (2,), (3,)]
    )
    newer = "{{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}}"
    service.define(name, {"query": f"select id from t {newer}", "pk_field": "id"}, database)
    return name


@pytest.fixture
def endless_job(service: Service, name: str, postgres_url: str) -> Iterator[str]:
    """Define a job that runs until it is aborted, and yield its id."""
    service.define(name, {"query": slow_query(name), "pk_field": "id"}, jdbc(postgres_url))
    yield name
    service.call("POST", f"/_siren/connector/jobs/ingestion/{name}/_abort")


def wait_until_reading(service: Service, job: str) -> None:
    wait_until(lambda: service.status(job)["details"]["phase"] == "reading", "the job reads rows")


# -- agents, schedules, positions --------------------------------------------------------------------------------------------------


def test_agents_schedules_and_positions_are_shown_and_changed(service: Service, job: str) -> None:
    listed = "/_siren/connector/agents"
    wait_until(lambda: any(each["is_alive"] for each in service.call("GET", listed)["agents"]), "the agent is listed")
    assert "0 of 2" in sidecar(service, "agents").stdout
    assert any(each["is_alive"] for each in json.loads(sidecar(service, "agents", "--json").stdout))

    refused = sidecar(service, "enable", job)
    assert refused.returncode == 1
    assert "[ingest.schedule] is missing" in error_line(refused)
    assert sidecar(service, "disable", job).stdout == f"the schedule of {job} is disabled\n"
    assert json.loads(sidecar(service, "disable", job, "--json").stdout)["result"] == "noop"

    service.run(job)
    assert "max_primary_key 3" in sidecar(service, "positions", job).stdout
    assert json.loads(sidecar(service, "positions", job, "--json").stdout)["max_primary_key"] == "3"
    assert "no positions are stored" in sidecar(service, "positions", job, "--reset").stdout


# -- run, jobs, abort ---------------------------------------------------------------------------------------------------------------


def test_a_watched_run_exits_with_0_and_shows_its_progress_as_text_or_with_json_one_status_per_line(service: Service, job: str) -> None:
    completed = sidecar(service, "run", job, "--watch")
    assert completed.returncode == 0, completed.stderr
    assert "3 rows" in completed.stdout
    assert "successful" in completed.stdout
    assert service.count(job) == 3

    # Without --full no row would be read.
    completed = sidecar(service, "run", job, "--full", "--watch", "--json")
    lines = statuses(completed)
    assert completed.returncode == 0
    assert (lines[-1]["state"], lines[-1]["count"], lines[-1]["is_running"]) == ("successful", 3, False)
    assert all(line["is_running"] for line in lines[:-1])


def test_a_watched_run_that_fails_exits_with_1_and_prints_the_error_chain(service: Service, name: str) -> None:
    service.define(
        name, {"query": "select * from missing"}, write_sqlite_file(service.folder / f"{name}.db", "create table t (id integer)")
    )
    completed = sidecar(service, "run", name, "--watch")
    assert completed.returncode == 1
    output = " ".join(completed.stdout.split())
    assert f"Could not execute datasource query [{name}]." in output
    assert "no such table: missing" in output


def test_a_watched_run_that_is_aborted_exits_with_3(service: Service, endless_job: str) -> None:
    watching = subprocess.Popen(
        (sys.executable, "-m", "sidecar.cli", "run", endless_job, "--watch", "--json"),
        env=service.environ, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with watching:
        wait_until_started_and_reading(service, endless_job)
        completed = sidecar(service, "abort", endless_job, "--json")
        output, _ = watching.communicate(timeout=60)
    assert (completed.returncode, statuses(completed)[0]["state"]) == (0, "aborted")
    assert watching.returncode == 3
    assert json.loads(output.splitlines()[-1])["state"] == "aborted"


def test_a_watched_verification_exits_with_the_status_of_its_result(service: Service, job: str) -> None:
    missing = sidecar(service, "verify", job, "--watch")
    assert missing.returncode == 2
    assert f"the target [{job}] does not exist; run the job first" in " ".join(missing.stdout.split())

    service.run(job)
    equal = sidecar(service, "verify", job, "--watch")
    assert (equal.returncode, equal.stdout.splitlines()[-1]) == (0, "The job is done. The target matches the 3 rows of the source.")

    assert service.es("DELETE", f"/{job}/_doc/2?refresh=true").status == 200
    assert service.es("PUT", f"/{job}/_doc/3?refresh=true", {"id": 4}).status == 200
    different = sidecar(service, "verify", job, "--watch")
    assert different.returncode == 1
    assert different.stdout.splitlines()[-3:] == [
        "The job is done. The target differs from the source: 1 missing, 1 different.", "missing  2", "differs  3  id: source 3, target 4",
    ]  # fmt: skip
    assert sidecar(service, "jobs", job, "--watch").returncode == 1

    watched = sidecar(service, "verify", job, "--watch", "--json")
    assert (watched.returncode, statuses(watched)[-1]["details"]["comparison"]["missing_ids"]) == (1, ["2"])
    started = sidecar(service, "verify", job)
    assert (started.returncode, started.stdout[:8]) == (0, "started ")
    assert sidecar(service, "verify", "nothing").returncode == 2


def wait_until_started_and_reading(service: Service, job: str) -> None:
    wait_until(lambda: service.call("GET", f"/_siren/connector/jobs/ingestion/{job}").status == 200, "the job starts", 30)
    wait_until_reading(service, job)


def test_a_run_without_watch_only_starts_the_job(service: Service, endless_job: str) -> None:
    completed = sidecar(service, "run", endless_job)
    assert completed.returncode == 0
    assert completed.stdout.startswith(f"started {endless_job}")

    again = sidecar(service, "run", endless_job)
    assert again.returncode == 1
    assert f"the job [{endless_job}] is already running" in error_line(again)


def test_jobs_shows_the_running_jobs_or_one_job(service: Service, endless_job: str) -> None:
    quick = f"{endless_job}b"
    service.define(quick, {"query": "select id from t"}, write_sqlite_file(service.folder / f"{quick}.db", "create table t (id integer)"))
    service.run(quick)
    service.start_job(endless_job)
    wait_until_reading(service, endless_job)

    table, running, one = sidecar(service, "jobs"), sidecar(service, "jobs", "--json"), sidecar(service, "jobs", quick, "--json")

    assert table.returncode == running.returncode == one.returncode == 0
    assert "running" in table.stdout
    ids = {each["id"] for each in json.loads(running.stdout)}
    assert endless_job in ids
    assert quick not in ids
    status = json.loads(one.stdout)
    assert (status["state"], status["details"]["strategy"]) == ("successful", "INCREMENTAL")


def test_all_running_jobs_are_watched_and_those_that_end_meanwhile(service: Service, endless_job: str) -> None:
    service.start_job(endless_job)
    wait_until_reading(service, endless_job)
    command = (sys.executable, "-m", "sidecar.cli", "jobs", "--watch", "--json")
    with subprocess.Popen(command, env=service.environ, stdout=subprocess.PIPE, text=True) as watching:
        assert watching.stdout is not None
        assert state_of(endless_job, watching.stdout.readline()) == "running"
        service.call("POST", f"/_siren/connector/jobs/ingestion/{endless_job}/_abort")
        lines = iter(watching.stdout.readline, "")
        assert any(state_of(endless_job, line) == "aborted" for line in itertools.islice(lines, 30))
        watching.send_signal(signal.SIGINT)
        watching.communicate(timeout=60)
    assert watching.returncode == 0


def state_of(job: str, line: str) -> str:
    """Return the state of a job in a line of statuses."""
    return next(str(status["state"]) for status in json.loads(line) if status["id"] == job)


@pytest.mark.parametrize("arguments", [("run", "{}"), ("jobs", "{}"), ("abort", "{}"), ("run", "{} ?/%")])
def test_an_unknown_job_is_reported_in_one_line_with_its_id(service: Service, name: str, arguments: tuple[str, str]) -> None:
    completed = sidecar(service, *(each.format(name) for each in arguments))
    assert completed.returncode == 1
    assert name in error_line(completed)


@pytest.mark.parametrize("arguments", [("run", "x"), ("jobs",), ("jobs", "x", "--watch"), ("jobs", "--watch"), ("abort", "x", "--json")])
def test_an_unreachable_sidecar_is_reported_in_one_line(service: Service, arguments: tuple[str, ...]) -> None:
    completed = sidecar(service, *arguments, "--url", f"http://127.0.0.1:{free_port()}", timeout=UNREACHABLE_TIMEOUT / 2)
    assert completed.returncode == 4
    assert "cannot reach a sidecar at [http://127.0.0.1:" in error_line(completed)


def test_an_invalid_url_is_reported_in_one_line(service: Service) -> None:
    completed = sidecar(service, "jobs", "--url", "nonsense.invalid")
    assert completed.returncode == 4
    assert "cannot reach a sidecar at [http://nonsense.invalid]" in error_line(completed)


def test_an_address_without_a_scheme_is_called_with_http(service: Service) -> None:
    completed = sidecar(service, "jobs", "--output", "yaml", "--url", f"127.0.0.1:{service.port}")
    assert (completed.returncode, completed.stderr) == (0, "")
    assert completed.stdout.startswith("---")


def test_wrong_usage_exits_with_2(service: Service) -> None:
    for arguments in (("run",), ("nonsense",), ("abort", "x", "--nonsense")):
        completed = sidecar(service, *arguments)
        assert completed.returncode == 2, arguments
        assert "Usage" in completed.stderr


# -- completion ---------------------------------------------------------------------------------------------------------------------


def suggestions(service: Service, line: str, **environ: str) -> list[str]:
    """Return what bash suggests for the last word of a command line."""
    words = line.split(" ")
    asked = {"_SIDECAR_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    program = "import sys; from sidecar.cli import main; sys.argv[0] = 'sidecar'; main(prog_name='sidecar')"
    command = (sys.executable, "-c", program)
    completed = subprocess.run(
        command, env={**service.environ, **asked, **environ}, capture_output=True, text=True, timeout=60, check=False
    )  # fmt: skip
    assert completed.stderr == ""
    return [each.partition(",")[2] for each in completed.stdout.split()]


def test_ids_of_jobs_and_datasources_are_completed(service: Service, job: str) -> None:
    for command in ("run", "jobs --watch", "abort", "dead-letters", "sample", "init", "get", "validate"):
        assert suggestions(service, f"sidecar {command} {job[:-2]}") == [job], command
    assert suggestions(service, f"sidecar run {job}x") == []
    assert suggestions(service, "sidecar comp") == ["completion"]
    assert "--watch" in suggestions(service, "sidecar run --w")


def test_nothing_is_completed_without_an_answer(service: Service, job: str) -> None:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as silent:
        for url in (f"http://127.0.0.1:{silent.server_port}", f"http://127.0.0.1:{free_port()}", service.elasticsearch, "nonsense.invalid"):
            assert suggestions(service, f"sidecar run --url {url} {job[:-2]}") == []
    assert suggestions(service, f"sidecar run {job[:-2]}", SIDECAR_MAX_JOBS="none") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_asks_the_command(service: Service, shell: str) -> None:
    completed = sidecar(service, "completion", shell)
    assert (completed.returncode, completed.stderr) == (0, "")
    assert f"_SIDECAR_COMPLETE={shell}_complete" in completed.stdout
    if shell == "bash":
        subprocess.run(("bash", "-n"), input=completed.stdout, text=True, check=True)


# -- settings and doctor ------------------------------------------------------------------------------------------------------------


def test_settings_are_listed_without_secrets(service: Service) -> None:
    secrets: dict[str, Any] = {"SIDECAR_ELASTICSEARCH_PASSWORD": "canary-91", "SIDECAR_API_PASSWORD": "canary-92"}
    secrets["SIDECAR_ELASTICSEARCH_USERNAME"] = "u"
    table, listed = sidecar(service, "settings", **secrets), sidecar(service, "settings", "--json", **secrets)
    assert "canary" not in table.stdout + listed.stdout + table.stderr
    assert service.environ.get("SIDECAR_SECRET_KEY", "no key") not in table.stdout + listed.stdout
    values = json.loads(listed.stdout)
    assert list(values) == [each.variable for each in SETTINGS]
    assert (values["SIDECAR_ELASTICSEARCH_PASSWORD"], values["SIDECAR_BIND"]) == ("(set)", f"127.0.0.1:{service.port}")
    assert values["SIDECAR_ELASTICSEARCH_API_KEY"] is None
    assert "SIDECAR_BIND" in table.stdout


@pytest.mark.parametrize("command", ["settings", "agent", "serve", "jobs"])
def test_every_command_rejects_an_unknown_setting(service: Service, command: str) -> None:
    completed = sidecar(service, command, SIDECAR_BINDD="x")
    assert completed.returncode == 78
    assert error_line(completed) == (
        "sidecar: SIDECAR_BINDD is not a setting; did you mean SIDECAR_BIND? Unset it, and run [sidecar settings] for a list."
    )


@pytest.mark.parametrize("command", ["serve", "api"])
def test_a_non_loopback_address_is_rejected(service: Service, command: str) -> None:
    completed = sidecar(service, command, SIDECAR_BIND=f"0.0.0.0:{free_port()}")
    assert completed.returncode == 78
    assert "SIDECAR_ALLOW_ANONYMOUS" in completed.stderr


def test_the_doctor_finds_no_problem(service: Service) -> None:
    table, listed = sidecar(service, "doctor"), sidecar(service, "doctor", "--json")
    findings = {each["check"]: each for each in json.loads(listed.stdout)}
    assert (table.returncode, listed.returncode) == (0, 0), listed.stdout
    assert {"settings", "key", "elasticsearch", "indices"} <= set(findings)
    assert all(each["ok"] for each in findings.values())
    assert findings["port"]["message"] == "is used by a running sidecar"
    assert "fail" not in table.stdout


def test_the_doctor_reports_a_port_that_another_program_uses(service: Service) -> None:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as other:
        # It answers every request with the status 501.
        threading.Thread(target=other.serve_forever, daemon=True).start()
        completed = sidecar(service, "doctor", "--json", SIDECAR_BIND=f"127.0.0.1:{other.server_port}")
        other.shutdown()
    assert completed.returncode == 1
    port = next(each for each in json.loads(completed.stdout) if each["check"] == "port")
    assert "is in use, but no sidecar answers there" in port["message"]
    assert "SIDECAR_BIND" in port["remedy"]


def test_the_doctor_reports_an_address_of_another_machine(service: Service) -> None:
    completed = sidecar(service, "doctor", "--json", SIDECAR_BIND="192.0.2.1:9280")
    assert completed.returncode == 1
    port = next(each for each in json.loads(completed.stdout) if each["check"] == "port")
    assert "cannot listen on [SIDECAR_BIND] [192.0.2.1:9280]: Cannot assign requested address" in port["message"]
    assert "an address of this machine" in port["remedy"]


def test_the_doctor_reports_an_unreachable_elasticsearch_once_with_a_fix(tmp_path: Path) -> None:
    api = Service(f"http://127.0.0.1:{free_port()}", tmp_path, command="api")
    api.launch()
    try:
        wait_until(lambda: "API started" in api.log(), "the API listens")
        completed = sidecar(api, "doctor", "--json")
    finally:
        api.stop()
    assert completed.returncode == 1
    findings = {each["check"]: each for each in json.loads(completed.stdout)}
    assert not findings["elasticsearch"]["ok"]
    assert "does not answer" in findings["elasticsearch"]["message"]
    assert "SIDECAR_ELASTICSEARCH_URL" in findings["elasticsearch"]["remedy"]
    assert [subject for subject, each in findings.items() if not each["ok"]] == ["elasticsearch"]
    assert findings["port"]["message"] == "is used by a running sidecar"


def test_the_doctor_reports_an_invalid_setting(service: Service) -> None:
    completed = sidecar(service, "doctor", SIDECAR_MAX_JOBS="none")
    assert completed.returncode == 1
    assert "SIDECAR_MAX_JOBS must be a whole number" in " ".join(completed.stdout.split())
