"""No password leaks: a service runs through successes, failures and crashes, then all its output and files are searched."""

import base64
import json
import os
import resource
import secrets
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.databases import count_active_statements, execute_on_postgresql, jdbc
from tests.acceptance.secured import TARGET_PRIVILEGES, SecuredService, add_sidecar, basic_auth, run_cli
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Response, free_port, request
from tests.conftest import unique_name
from tests.servers.elasticsearch import Secured
from tests.support.processes import ProcessInfo, process_tree
from tests.support.waiting import wait_until

OWNERS = ("itself", "caller", "source", "runner", "writer", "api", "webhook")
"""Owners of passwords: the sidecar's own user, the API's caller, a datasource, ``ds_credentials``, ``es_credentials``, the commands, and
``on_end``."""
TOKENS = {owner: secrets.token_hex(12) for owner in OWNERS}
PASSWORDS = {owner: f"p'a\"s {token}\\%41/" for owner, token in TOKENS.items()}
"""Passwords that every kind of escaping changes; the token in them changes only in base64."""
SLOW_QUERY = "select g as id from generate_series(1, 100000) g, pg_sleep(0.0005 * (g % 2)) /* {} */"


def encode_token(token: str) -> list[bytes]:
    """Return the encodings of a token: plain, and base64 at each of the three offsets."""
    plain = token.encode()
    shifted = [base64.b64encode(b"\0" * offset + plain)[4 * bool(offset) : -4] for offset in range(3)]
    return [plain, *(each[:-1] for each in shifted)]


ENCODED_TOKENS = {owner: encode_token(token) for owner, token in TOKENS.items()}


def find_passwords(text: bytes) -> list[str]:
    """Return the owners of the passwords in a text."""
    return [owner for owner, encodings in ENCODED_TOKENS.items() if any(encoded in text for encoded in encodings)]


def test_passwords_are_found_in_every_encoding() -> None:
    for owner, password in PASSWORDS.items():
        for before in ("", "u:", "us:"):
            assert find_passwords(base64.b64encode(f"{before}{password}".encode())) == [owner]
        assert find_passwords(json.dumps({"password": password}).encode()) == find_passwords(repr(password).encode()) == [owner]
    assert find_passwords(b"no password") == []


@dataclass
class Recording:
    """A service with its recorded responses and processes."""

    service: SecuredService
    responses: list[tuple[str, str]] = field(default_factory=list)
    """Each call, and its response with headers."""
    processes: dict[tuple[int, str], ProcessInfo] = field(default_factory=dict)
    statuses: list[int] = field(default_factory=list)
    core_limits: dict[str, str] = field(default_factory=dict)
    """The largest core dump that each process may write, by command line."""

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Response:
        """Call the sidecar as the caller with ``error_trace``; record the response."""
        traced = f"{path}{'&' if '?' in path else '?'}error_trace=true"
        response = self.service.call(method, traced, body, **{**basic_auth("caller", PASSWORDS["caller"]), **headers})
        self.responses.append((f"{method} {path}", json.dumps([response.body, response.headers])))
        self.statuses.append(response.status)
        return response

    def record_processes(self) -> None:
        """Record every running process; its command line may have changed since its start."""
        for each in process_tree(self.service.process.pid):
            self.processes[each.pid, each.command] = each

    @contextmanager
    def recording_processes(self) -> Iterator[None]:
        """Record the processes every 0.1 s."""
        is_over = threading.Event()

        def watch() -> None:
            while not is_over.wait(0.1):
                self.record_processes()

        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield
        finally:
            is_over.set()
            thread.join()

    def find_process(self, suffix: str) -> ProcessInfo:
        """Return the newest process whose command line ends with ``suffix``."""
        found = [each for each in process_tree(self.service.process.pid) if each.command.rstrip().endswith(suffix)]
        return max(found, key=lambda each: each.pid)


@pytest.fixture(scope="module")
def recording(secured_elasticsearch: Secured, postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """Return the recording of a service that ran through successes, failures and crashes."""
    settings = add_sidecar(secured_elasticsearch, "keeper", PASSWORDS["itself"])
    secured_elasticsearch.add_user("caller", PASSWORDS["caller"], "superuser")
    secured_elasticsearch.add_role("writer", cluster=[], indices={"t*": [*TARGET_PRIVILEGES, "manage"]})
    secured_elasticsearch.add_user("writer", PASSWORDS["writer"], "writer")
    folder = tmp_path_factory.mktemp("sidecar")
    (folder / "tmp").mkdir()
    settings |= {"SIDECAR_API_PASSWORD": PASSWORDS["api"], "SIDECAR_LOG_LEVEL": "DEBUG", "TMPDIR": str(folder / "tmp")}
    settings["SIDECAR_ALLOWED_WEBHOOKS"] = "http://127.0.0.1:*/*"
    service = SecuredService(secured_elasticsearch.url, folder, settings, secured=secured_elasticsearch)
    for user, owner in (("keeper", "itself"), ("writer", "writer")):
        service.wait_until_known(user, PASSWORDS[owner])
    with core_dumps():
        service.start()
    recording = Recording(service)
    try:
        for each in process_tree(service.process.pid):
            with suppress(OSError):  # it has ended meanwhile
                recording.core_limits[each.command] = each.limit("Max core file size")
        with recording.recording_processes():
            run_scenarios(recording, postgres_url)
    finally:
        service.stop()
    return recording


@contextmanager
def core_dumps() -> Iterator[None]:
    """Allow processes started inside to write core dumps, up to the hard limit."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)


def run_scenarios(recording: Recording, postgres_url: str) -> None:
    """Run all scenarios below on one datasource and two database roles."""
    name = unique_name()
    roles = {role: f"{name}{role}" for role in ("source", "runner")}
    for role, user in roles.items():
        quoted = PASSWORDS[role].replace("'", "''")
        execute_on_postgresql(postgres_url, f"create role {user} login password '{quoted}'")
    execute_on_postgresql(
        postgres_url, f"create table {name} as select g as id from generate_series(1, 3) g", f"grant select on {name} to public"
    )
    source = {**jdbc(postgres_url), "username": roles["source"], "password": PASSWORDS["source"]}
    run_successfully(recording, name, source, roles["runner"])
    send_invalid_requests(recording, name, source)
    fail_runs(recording, name, postgres_url, roles)
    crash_processes(recording, name, postgres_url)
    run_commands(recording)
    read_everything(recording, name)


def ingestion_body(name: str, runner: str, **changes: Any) -> dict[str, Any]:
    """Return an ingestion with ``ds_credentials`` and ``es_credentials``."""
    credentials = {
        "ds_credentials": {"username": runner, "password": PASSWORDS["runner"]},
        "es_credentials": {"username": "writer", "password": PASSWORDS["writer"]},
    }
    on_end = {"url": f"http://127.0.0.1:{free_port()}/x", "headers": {"X-Token": "{{secret}}"}, "secret": PASSWORDS["webhook"]}
    plain = {
        "on_end": on_end,
        "datasource": name,
        "target": name,
        "query": f"select id from {name}",
        "pk_field": "id",
        "pipeline": {"processors": []},
    }
    return {"ingest": {**plain, **credentials, **changes}}


def run_successfully(recording: Recording, name: str, source: dict[str, Any], runner: str) -> None:
    """Save, validate and run valid definitions, using every password."""
    assert recording.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": source}).status == 201
    assert recording.call("POST", f"{DATASOURCE}/{name}/_validate").status == 200
    assert recording.call("PUT", f"{INGESTION}/{name}", ingestion_body(name, runner)).status == 201
    assert recording.call("POST", f"{INGESTION}/{name}/_validate").status == 200
    response = recording.call("POST", f"{INGESTION}/{name}/_run?wait_for_completion=true&detailed=true")
    assert (response["status"]["state"], response["status"]["count"]) == ("successful", 3), response


def send_invalid_requests(recording: Recording, name: str, source: dict[str, Any]) -> None:
    """Send requests that are rejected, with passwords in their fields and elsewhere."""
    token = TOKENS["source"]
    invalid = [
        {**source, "password": [source["password"]]}, {**source, "password": {"plain": source["password"]}},
        {**source, "properties": {"password": source["password"]}}, {**source, "properties": {"sslpassword": source["password"]}},
        {**source, "password": source["password"] + "x"}, {**source, "password": "\ud800".join(source["password"])},
        {**source, "password": source["password"], "driver": "com.example.Driver"}, {**source, "timezone": "Nowhere/At/All"},
        {**source, "url": source["url"].replace("/siren", "/nothing")}, {**source, "url": f"jdbc:postgresql://127.0.0.1:{free_port()}/x"},
        {**source, "url": "jdbc:postgresql://nowhere.invalid/x"},
        {**source, "username": None}, {**source, "username": "nobody"},
    ]  # fmt: skip
    urls = (
        f"jdbc:postgresql://u:{token}@h:1,h2:2/x", f"jdbc:postgresql://u:{token}@h:99999/x", f"jdbc:postgresql://u:{token}@h/x",
        f"jdbc:postgresql://h/x?user=u&password={token}", f"jdbc:postgresql:u:{token}@h/x", f"postgresql://u:1/{token}@h/x",
        f"nosuch+driver://u:{token}@h/x", f"jdbc:sqlserver://h;user=u;password={token}", f"jdbc:sqlserver://h;password={{{token}",
        f"jdbc:oracle:thin:u/{token}@h:1/x", f"jdbc:oracle:thin:u/{token}@(DESCRIPTION=x)", f"jdbc:mysql://u:{token}@h/x?password={token}",
        f"jdbc:mysql:u:{token}@h/x", f"jdbc:mariadb://u:1/{token}@h/x", f"mssql://u:{token}@@h/x", f"jdbc:postgresql://u:{token}%zz@h/x",
    )  # fmt: skip
    for connection in [*invalid, *({"url": url} for url in urls)]:
        assert recording.call("POST", f"{DATASOURCE}/{name}/_validate", {"jdbc": connection}).status in (400, 408), connection
    for url in urls:
        rejected = recording.call("PUT", f"{DATASOURCE}/{name}url", {"jdbc": {"url": url}})
        assert rejected.status == 400, url
    text = json.dumps({"jdbc": source}).encode()
    for malformed in (text[:-1], text.replace(b'"password"', b'"password": 1, "password"'), text.replace(b'"password": ', b'"password"  ')):
        assert recording.call("PUT", f"{DATASOURCE}/{name}", malformed).status == 400
    for body in (
        ingestion_body(name, "runner", max_failures="many"),
        ingestion_body(name, "runner", es_credentials={"password": PASSWORDS["writer"]}),
    ):
        assert recording.call("PUT", f"{INGESTION}/{name}", body).status == 400
    invalid_login = {"Authorization": basic_auth("caller", PASSWORDS["caller"] + "x")["Authorization"]}
    assert recording.call("GET", f"{JOBS}/ingestion", **invalid_login).status == 401
    invalid_login = {"Authorization": f"Bearer {base64.b64encode(PASSWORDS['caller'].encode()).decode()}"}
    assert recording.call("POST", f"{INGESTION}/{name}/_run", **invalid_login).status == 401


def fail_runs(recording: Recording, name: str, postgres_url: str, roles: dict[str, str]) -> None:
    """Run jobs that fail, each for another reason."""

    def fail(suffix: str, prepare: Callable[[], object] = lambda: None, validate: bool = False, **changes: Any) -> None:
        job = f"{name}{suffix}"
        assert recording.call("PUT", f"{INGESTION}/{job}", ingestion_body(name, roles["runner"], target=job, **changes)).status == 201
        prepare()
        response = recording.call("POST", f"{INGESTION}/{job}/_run?wait_for_completion=true&detailed=true")
        assert response["status"]["state"] == "error", (suffix, response)
        if validate:
            assert recording.call("POST", f"{INGESTION}/{job}/_validate").status == 400

    unescaped = {"url": "http://127.0.0.1:9/x/{{secret}}", "secret": PASSWORDS["webhook"]}
    assert recording.call("PUT", f"{INGESTION}/{name}x", ingestion_body(name, "runner", on_end=unescaped)).status == 400
    fail("sql", validate=True, query="select nothing from nowhere")
    fail("late", query="select 1 / (g - 9000) as id from generate_series(1, 20000) g")
    fail("login", validate=True, ds_credentials={"username": roles["runner"], "password": PASSWORDS["runner"] + "x"})
    fail("cluster", es_credentials={"username": "writer", "password": PASSWORDS["writer"] + "x"})
    fail("key", query="select null::bigint as id")
    fail("right", lambda: execute_on_postgresql(postgres_url, f"revoke select on {name} from public"))
    fail("gone", lambda: execute_on_postgresql(postgres_url, f"alter role {roles['runner']} nologin"))
    execute_on_postgresql(postgres_url, f"grant select on {name} to public", f"alter role {roles['runner']} login")
    down = {"url": f"jdbc:postgresql://127.0.0.1:{free_port()}/x", "username": "u", "password": PASSWORDS["source"]}
    assert recording.call("PUT", f"{DATASOURCE}/{name}down", {"jdbc": down}).status == 201
    fail("down", datasource=f"{name}down")


def crash_processes(recording: Recording, name: str, postgres_url: str) -> None:
    """Crash each kind of process while it has a password in memory."""
    job = f"{name}slow"
    slow = ingestion_body(name, f"{name}runner", target=job, query=SLOW_QUERY.format(job))
    assert recording.call("PUT", f"{INGESTION}/{job}", slow).status == 201
    assert recording.call("POST", f"{INGESTION}/{job}/_run").status == 200
    wait_until(lambda: count_active_statements(postgres_url, job) > 0, "the query runs", 60)
    run = next(
        each for each in process_tree(recording.service.process.pid) if "sidecar.jobs.run.process" in each.command and is_connected(each)
    )
    os.kill(run.pid, signal.SIGSEGV)
    wait_until(
        lambda: "attempt" in json.dumps(recording.call("GET", f"{JOBS}/ingestion/{job}?detailed=true").body),
        "the execution is taken over",
        60,
    )
    recording.call("POST", f"{JOBS}/ingestion/{job}/_abort")
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        body = {"jdbc": {"url": f"jdbc:postgresql://127.0.0.1:{port}/x", "username": "u", "password": PASSWORDS["source"]}}
        validation = threading.Thread(target=recording.call, args=("POST", f"{DATASOURCE}/{name}/_validate", body))
        validation.start()
        connection, _ = server.accept()
        inspections = [each for each in process_tree(recording.service.process.pid) if "inspect" in each.command]
        for each in inspections:
            os.kill(each.pid, signal.SIGABRT)
        validation.join()
        connection.close()
    assert inspections
    for number, part in ((signal.SIGABRT, "sidecar.cli agent"), (signal.SIGSEGV, "sidecar.cli api")):
        os.kill(recording.find_process(part).pid, number)
    wait_until(lambda: is_healthy(recording.service), "the service is healthy again", 60)


def is_connected(process: ProcessInfo) -> bool:
    """Return whether a process has connections; a warm process has none."""
    with suppress(OSError):
        return any("socket:" in str(each.readlink()) for each in Path(f"/proc/{process.pid}/fd").iterdir())
    return False


def is_healthy(service: SecuredService) -> bool:
    with suppress(OSError):
        return request("GET", f"{service.url}/_siren/health").status == 200
    return False


def run_commands(recording: Recording) -> None:
    """Run the commands that read stored definitions and settings."""
    for arguments in (("settings",), ("settings", "--json"), ("doctor",), ("doctor", "--json"), ("rotate-key",)):
        completed = run_cli(recording.service, *arguments)
        recording.responses.append((f"sidecar {' '.join(arguments)}", completed.stdout + completed.stderr))
        assert completed.returncode == 0, completed


def read_everything(recording: Recording, name: str) -> None:
    """Read everything that the API returns."""
    for path in (
        f"{DATASOURCE}/{name}", f"{DATASOURCE}/_search",
        f"{INGESTION}/{name}?include_status=true", f"{INGESTION}/_search?include_status=true",
        f"{INGESTION}/{name}key/_dead_letters?detailed=true", f"{JOBS}/ingestion", f"{JOBS}/ingestion/{name}?detailed=true",
        f"{JOBS}/_search?detailed=true&size=1000", "/_siren/health",
    ):  # fmt: skip
        assert recording.call("GET", path).status == 200, path


# -- checks -----------------------------------------------------------------------------------------------------------------------


def test_the_recording_is_complete(recording: Recording) -> None:
    assert {200, 201, 400, 401} <= set(recording.statuses)
    assert len(recording.responses) > 80
    commands = " ".join(each.command for each in recording.processes.values())
    for part in ("sidecar.cli serve", "sidecar.cli api", "sidecar.cli agent", "sidecar.jobs.run.process", "inspect"):
        assert part in commands


def test_no_response_contains_a_password(recording: Recording) -> None:
    assert [(call, find_passwords(response.encode())) for call, response in recording.responses if find_passwords(response.encode())] == []


def test_no_log_line_contains_a_password(recording: Recording) -> None:
    lines = recording.service.log().splitlines()
    assert len(lines) > 40
    assert [line for line in lines if find_passwords(line.encode())] == []


def test_no_document_setting_or_file_of_elasticsearch_contains_a_password(recording: Recording) -> None:
    for path in ("/_all/_search?size=10000&expand_wildcards=all", "/_all?expand_wildcards=all", "/_ingest/pipeline", "/_cluster/state"):
        response = recording.service.es("GET", path)
        assert response.status == 200
        assert find_passwords(json.dumps(response.body).encode()) == [], path
    assert find_files_with_passwords(recording.service.secured.files) == []


def test_no_file_of_the_service_contains_a_password(recording: Recording) -> None:
    assert (recording.service.folder / "sidecar.log").exists()
    assert find_files_with_passwords(recording.service.folder) == []
    assert [each.name for each in recording.service.folder.rglob("core*")] == []


def find_files_with_passwords(folder: Path) -> list[str]:
    found = ((str(each), find_passwords(each.read_bytes())) for each in folder.rglob("*") if each.is_file())
    return [path for path, owners in found if owners]


def test_no_command_line_contains_a_password_or_a_key(recording: Recording) -> None:
    key = recording.service.environ["SIDECAR_SECRET_KEY"]
    assert [each.command for each in recording.processes.values() if find_passwords(each.command.encode()) or key in each.command] == []


def test_no_process_has_settings_it_does_not_need(recording: Recording) -> None:
    def settings(part: str) -> set[str]:
        found = [each for each in recording.processes.values() if part in each.command]
        assert found
        return {name for each in found for name in each.environ if name.startswith("SIDECAR_")}

    assert settings("inspect") == set()
    for part in ("sidecar.cli api", "sidecar.cli agent", "sidecar.jobs.run.process"):
        assert "SIDECAR_SECRET_KEY" in settings(part)
        assert "SIDECAR_API_PASSWORD" not in settings(part)


def test_no_process_may_write_a_core_dump(recording: Recording) -> None:
    commands = " ".join(recording.core_limits)
    assert all(part in commands for part in ("sidecar.cli serve", "sidecar.cli api", "sidecar.cli agent"))
    assert set(recording.core_limits.values()) == {"0"}


def test_ps_shows_no_password(recording: Recording) -> None:
    assert find_passwords(subprocess.run(("ps", "axww"), capture_output=True, check=True).stdout) == []
