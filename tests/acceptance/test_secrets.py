"""Passwords are nowhere: a service lives through everything that can go wrong, and then all that it left is searched for them."""

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

from tests.acceptance.databases import jdbc, on_postgresql, working
from tests.acceptance.secured import TARGET, Guarded, add_sidecar, basic, command
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Answer, free_port, request
from tests.servers.elasticsearch import Secured
from tests.support.processes import Running, below
from tests.support.waiting import until

OWNERS = ("itself", "caller", "source", "runner", "writer", "api")
"""Whose passwords there are: the sidecar's own user, the one who calls, a datasource, its ``ds_credentials``, ``es_credentials``, and the
commands that call the API."""
TOKENS = {owner: secrets.token_hex(12) for owner in OWNERS}
PASSWORDS = {owner: f"p'a\"s {token}\\%41/" for owner, token in TOKENS.items()}
"""Passwords that look different wherever something is escaped; the token in them looks the same everywhere but in base64."""
LASTS = "select g as id from generate_series(1, 100000) g, pg_sleep(0.0005 * (g % 2)) /* {} */"


def forms(token: str) -> list[bytes]:
    """Give how a token can be written: as it is, and in base64 at each of the three offsets."""
    plain = token.encode()
    shifted = [base64.b64encode(b"\0" * offset + plain)[4 * bool(offset) : -4] for offset in range(3)]
    return [plain, *(each[:-1] for each in shifted)]


EVERY_FORM = {owner: forms(token) for owner, token in TOKENS.items()}


def held(text: bytes) -> list[str]:
    """Give the owners of the passwords that a text holds, and of keys."""
    return [owner for owner, written in EVERY_FORM.items() if any(form in text for form in written)]


def test_a_password_is_found_in_every_form() -> None:
    for owner, password in PASSWORDS.items():
        for before in ("", "u:", "us:"):
            assert held(base64.b64encode(f"{before}{password}".encode())) == [owner]
        assert held(json.dumps({"password": password}).encode()) == held(repr(password).encode()) == [owner]
    assert held(b"nothing of this kind") == []


@dataclass
class Seen:
    """What a service showed while it lived, and where it lived."""

    service: Guarded
    answers: list[tuple[str, str]] = field(default_factory=list)
    """Each call, and its answer with headers."""
    processes: dict[tuple[int, str], Running] = field(default_factory=dict)
    statuses: list[int] = field(default_factory=list)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Speak to the sidecar as the caller, with every trace that can be had."""
        traced = f"{path}{'&' if '?' in path else '?'}error_trace=true"
        answer = self.service.call(method, traced, body, **{**basic("caller", PASSWORDS["caller"]), **headers})
        self.answers.append((f"{method} {path}", json.dumps([answer.body, answer.headers])))
        self.statuses.append(answer.status)
        return answer

    def look(self) -> None:
        """Keep every process that is there; its command line may have changed since it was started."""
        for each in below(self.service.process.pid):
            self.processes[each.pid, each.command] = each

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Look at the processes all the time."""
        over = threading.Event()

        def watch() -> None:
            while not over.wait(0.1):
                self.look()

        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def one(self, end: str) -> Running:
        """Find a process by the end of its command line."""
        found = [each for each in below(self.service.process.pid) if each.command.rstrip().endswith(end)]
        return max(found, key=lambda each: each.pid)


@pytest.fixture(scope="module")
def seen(secured_elasticsearch: Secured, postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    """Give what was seen of a service that lived through everything."""
    settings = add_sidecar(secured_elasticsearch, "keeper", PASSWORDS["itself"])
    secured_elasticsearch.add_user("caller", PASSWORDS["caller"], "superuser")
    secured_elasticsearch.add_role("writer", cluster=[], indices={"t*": [*TARGET, "manage"]})
    secured_elasticsearch.add_user("writer", PASSWORDS["writer"], "writer")
    folder = tmp_path_factory.mktemp("sidecar")
    (folder / "tmp").mkdir()
    settings |= {"SIDECAR_API_PASSWORD": PASSWORDS["api"], "SIDECAR_LOG_LEVEL": "DEBUG", "TMPDIR": str(folder / "tmp")}
    service = Guarded(secured_elasticsearch.url, folder, settings, secured=secured_elasticsearch)
    for user, owner in (("keeper", "itself"), ("writer", "writer")):
        service.known(user, PASSWORDS[owner])
    with core_dumps():
        service.start()
    story = Seen(service)
    try:
        with story.looking():
            live(story, postgres_url)
    finally:
        service.stop()
    return story


@contextmanager
def core_dumps() -> Iterator[None]:
    """Let what is started write core dumps, as far as this machine lets us."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, before)


def live(seen: Seen, postgres_url: str) -> None:
    """Go through everything that can be done and that can go wrong."""
    name = f"t{secrets.token_hex(6)}"
    roles = {role: f"{name}{role}" for role in ("source", "runner")}
    for role, user in roles.items():
        quoted = PASSWORDS[role].replace("'", "''")
        on_postgresql(postgres_url, f"create role {user} login password '{quoted}'")
    on_postgresql(postgres_url, f"create table {name} as select g as id from generate_series(1, 3) g", f"grant select on {name} to public")
    source = {**jdbc(postgres_url), "username": roles["source"], "password": PASSWORDS["source"]}
    good(seen, name, source, roles["runner"])
    bad_requests(seen, name, source)
    failed_runs(seen, name, postgres_url, roles)
    crashes(seen, name, postgres_url)
    commands(seen)
    everything_that_can_be_read(seen, name)


def ingest(name: str, roles_runner: str, **changes: Any) -> dict[str, Any]:
    """Give an ingestion that logs in as others on both sides."""
    as_others = {
        "ds_credentials": {"username": roles_runner, "password": PASSWORDS["runner"]},
        "es_credentials": {"username": "writer", "password": PASSWORDS["writer"]},
    }
    plain = {"datasource": name, "target": name, "query": f"select id from {name}", "pk_field": "id", "pipeline": {"processors": []}}
    return {"ingest": {**plain, **as_others, **changes}}


def good(seen: Seen, name: str, source: dict[str, Any], runner: str) -> None:
    """Save, try and run what works, with every password in use."""
    assert seen.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": source}).status == 201
    assert seen.call("POST", f"{DATASOURCE}/{name}/_validate").status == 200
    assert seen.call("PUT", f"{INGESTION}/{name}", ingest(name, runner)).status == 201
    assert seen.call("POST", f"{INGESTION}/{name}/_validate").status == 200
    ran = seen.call("POST", f"{INGESTION}/{name}/_run?wait_for_completion=true&detailed=true")
    assert (ran["status"]["state"], ran["status"]["count"]) == ("successful", 3), ran


def bad_requests(seen: Seen, name: str, source: dict[str, Any]) -> None:
    """Send what is refused, with passwords in and beside their places."""
    token = TOKENS["source"]
    wrong = [
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
    for jdbc_of in [*wrong, *({"url": url} for url in urls)]:
        assert seen.call("POST", f"{DATASOURCE}/{name}/_validate", {"jdbc": jdbc_of}).status in (400, 408), jdbc_of
    for url in urls:
        refused = seen.call("PUT", f"{DATASOURCE}/{name}url", {"jdbc": {"url": url}})
        assert refused.status == 400, url
    half = json.dumps({"jdbc": source}).encode()
    for body in (half[:-1], half.replace(b'"password"', b'"password": 1, "password"'), half.replace(b'"password": ', b'"password"  ')):
        assert seen.call("PUT", f"{DATASOURCE}/{name}", body).status == 400
    for body in (ingest(name, "runner", max_failures="many"), ingest(name, "runner", es_credentials={"password": PASSWORDS["writer"]})):
        assert seen.call("PUT", f"{INGESTION}/{name}", body).status == 400
    anyone = {"Authorization": basic("caller", PASSWORDS["caller"] + "x")["Authorization"]}
    assert seen.call("GET", f"{JOBS}/ingestion", **anyone).status == 401
    anyone = {"Authorization": f"Bearer {base64.b64encode(PASSWORDS['caller'].encode()).decode()}"}
    assert seen.call("POST", f"{INGESTION}/{name}/_run", **anyone).status == 401


def failed_runs(seen: Seen, name: str, postgres_url: str, roles: dict[str, str]) -> None:
    """Let runs fail in every way."""

    def failing(what: str, prepare: Callable[[], object] = lambda: None, tried: bool = False, **changes: Any) -> None:
        job = f"{name}{what}"
        assert seen.call("PUT", f"{INGESTION}/{job}", ingest(name, roles["runner"], target=job, **changes)).status == 201
        prepare()
        ran = seen.call("POST", f"{INGESTION}/{job}/_run?wait_for_completion=true&detailed=true")
        assert ran["status"]["state"] == "error", (what, ran)
        if tried:
            assert seen.call("POST", f"{INGESTION}/{job}/_validate").status == 400

    failing("sql", tried=True, query="select nothing from nowhere")
    failing("late", query="select 1 / (g - 9000) as id from generate_series(1, 20000) g")
    failing("login", tried=True, ds_credentials={"username": roles["runner"], "password": PASSWORDS["runner"] + "x"})
    failing("cluster", es_credentials={"username": "writer", "password": PASSWORDS["writer"] + "x"})
    failing("key", query="select null::bigint as id")
    failing("right", lambda: on_postgresql(postgres_url, f"revoke select on {name} from public"))
    failing("gone", lambda: on_postgresql(postgres_url, f"alter role {roles['runner']} nologin"))
    on_postgresql(postgres_url, f"grant select on {name} to public", f"alter role {roles['runner']} login")
    down = {"url": f"jdbc:postgresql://127.0.0.1:{free_port()}/x", "username": "u", "password": PASSWORDS["source"]}
    assert seen.call("PUT", f"{DATASOURCE}/{name}down", {"jdbc": down}).status == 201
    failing("down", datasource=f"{name}down")


def crashes(seen: Seen, name: str, postgres_url: str) -> None:
    """Let each kind of process crash with a password in its hands."""
    mark = f"{name}lasts"
    long = ingest(name, f"{name}runner", target=mark, query=LASTS.format(mark))
    assert seen.call("PUT", f"{INGESTION}/{mark}", long).status == 201
    assert seen.call("POST", f"{INGESTION}/{mark}/_run").status == 200
    until(lambda: working(postgres_url, mark) > 0, "the query runs", 60)
    runs = next(each for each in below(seen.service.process.pid) if "sidecar.jobs.run.process" in each.command and is_connected(each))
    os.kill(runs.pid, signal.SIGSEGV)
    until(lambda: "attempt" in json.dumps(seen.call("GET", f"{JOBS}/ingestion/{mark}?detailed=true").body), "it is taken over", 60)
    seen.call("POST", f"{JOBS}/ingestion/{mark}/_abort")
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        port = silent.getsockname()[1]
        body = {"jdbc": {"url": f"jdbc:postgresql://127.0.0.1:{port}/x", "username": "u", "password": PASSWORDS["source"]}}
        asking = threading.Thread(target=seen.call, args=("POST", f"{DATASOURCE}/{name}/_validate", body))
        asking.start()
        line, _ = silent.accept()
        inspections = [each for each in below(seen.service.process.pid) if "inspect" in each.command]
        for each in inspections:
            os.kill(each.pid, signal.SIGABRT)
        asking.join()
        line.close()
    assert inspections
    for number, part in ((signal.SIGABRT, "sidecar.cli agent"), (signal.SIGSEGV, "sidecar.cli api")):
        os.kill(seen.one(part).pid, number)
    until(lambda: is_well(seen.service), "it goes on", 60)


def is_connected(process: Running) -> bool:
    """Tell whether a process talks to somebody: the one that waits for work does not."""
    with suppress(OSError):
        return any("socket:" in str(each.readlink()) for each in Path(f"/proc/{process.pid}/fd").iterdir())
    return False


def is_well(service: Guarded) -> bool:
    with suppress(OSError):
        return request("GET", f"{service.url}/_siren/health").status == 200
    return False


def commands(seen: Seen) -> None:
    """Run the commands that read what is stored."""
    for arguments in (("settings",), ("settings", "--json"), ("doctor",), ("doctor", "--json"), ("rotate-key",)):
        done = command(seen.service, *arguments)
        seen.answers.append((f"sidecar {' '.join(arguments)}", done.stdout + done.stderr))
        assert done.returncode == 0, done


def everything_that_can_be_read(seen: Seen, name: str) -> None:
    """Read all that the API shows."""
    for path in (
        f"{DATASOURCE}/{name}", f"{DATASOURCE}/_search",
        f"{INGESTION}/{name}?include_status=true", f"{INGESTION}/_search?include_status=true",
        f"{INGESTION}/{name}key/_dead_letters?detailed=true", f"{JOBS}/ingestion", f"{JOBS}/ingestion/{name}?detailed=true",
        f"{JOBS}/_search?detailed=true&size=1000", "/_siren/health",
    ):  # fmt: skip
        assert seen.call("GET", path).status == 200, path


# -- the search -------------------------------------------------------------------------------------------------------------------


def test_the_story_was_told(seen: Seen) -> None:
    assert {200, 201, 400, 401} <= set(seen.statuses)
    assert len(seen.answers) > 80
    commands = " ".join(each.command for each in seen.processes.values())
    for part in ("sidecar.cli serve", "sidecar.cli api", "sidecar.cli agent", "sidecar.jobs.run.process", "inspect"):
        assert part in commands


def test_no_answer_holds_a_password(seen: Seen) -> None:
    assert [(call, held(answer.encode())) for call, answer in seen.answers if held(answer.encode())] == []


def test_no_line_of_the_log_holds_a_password(seen: Seen) -> None:
    lines = seen.service.log().splitlines()
    assert len(lines) > 40
    assert [line for line in lines if held(line.encode())] == []


def test_nothing_that_elasticsearch_has_holds_a_password(seen: Seen) -> None:
    for path in ("/_all/_search?size=10000&expand_wildcards=all", "/_all?expand_wildcards=all", "/_ingest/pipeline", "/_cluster/state"):
        answer = seen.service.es("GET", path)
        assert answer.status == 200
        assert held(json.dumps(answer.body).encode()) == [], path
    assert files_with_passwords(seen.service.secured.files) == []


def test_no_file_holds_a_password(seen: Seen) -> None:
    assert (seen.service.folder / "sidecar.log").exists()
    assert files_with_passwords(seen.service.folder) == []
    assert [each.name for each in seen.service.folder.rglob("core*")] == []


def files_with_passwords(folder: Path) -> list[str]:
    found = ((str(each), held(each.read_bytes())) for each in folder.rglob("*") if each.is_file())
    return [path for path, owners in found if owners]


def test_no_command_line_holds_a_password_or_a_key(seen: Seen) -> None:
    key = seen.service.environ["SIDECAR_SECRET_KEY"]
    assert [each.command for each in seen.processes.values() if held(each.command.encode()) or key in each.command] == []


def test_no_process_has_a_setting_that_it_does_not_need(seen: Seen) -> None:
    def settings(part: str) -> set[str]:
        found = [each for each in seen.processes.values() if part in each.command]
        assert found
        return {name for each in found for name in each.environ if name.startswith("SIDECAR_")}

    assert settings("inspect") == set()
    for part in ("sidecar.cli api", "sidecar.cli agent", "sidecar.jobs.run.process"):
        assert "SIDECAR_SECRET_KEY" in settings(part)
        assert "SIDECAR_API_PASSWORD" not in settings(part)


def test_no_process_may_write_its_memory_to_a_file(seen: Seen) -> None:
    with core_dumps():
        seen.service.start()
    try:
        bounds = {each.command: each.limit("Max core file size") for each in below(seen.service.process.pid)}
        assert bounds
        assert set(bounds.values()) == {"0"}
    finally:
        seen.service.stop()


def test_ps_shows_no_password(seen: Seen) -> None:
    assert held(subprocess.run(("ps", "axww"), capture_output=True, check=True).stdout) == []
