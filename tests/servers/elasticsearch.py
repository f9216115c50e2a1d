"""Elasticsearch 8 and 9, and an Elasticsearch 8 with security."""

import base64
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sidecar.demo.elasticsearch import maven, process
from sidecar.demo.elasticsearch.handle import Node
from sidecar.demo.elasticsearch.java import find_java
from tests.servers import containers, environment
from tests.servers.restartable import RestartableServer

HEAP = "512m"
IN_A_CONTAINER = {
    "discovery.type": "single-node",
    "xpack.security.enabled": "false",
    "cluster.routing.allocation.disk.threshold_enabled": "false",
    "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}",
}
JVM_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:-UseG1GC", "-XX:+UseSerialGC")
"""Only the first compiler, and the serial garbage collector: a server that lives for minutes starts with half of the CPU time."""
QUICK = {"jvm.options.d/quick.options": "\n".join(JVM_OPTIONS) + "\n"}
ENVIRON = {**os.environ, "CLI_JAVA_OPTS": "-XX:TieredStopAtLevel=1"}
"""The same for the launcher, which is a Java program too."""
SETTINGS = {"indices.breaker.total.use_real_memory": "false"}
"""The circuit breaker must not count garbage: only for the G1 collector it waits for a collection before it rejects a request."""
HASH_ROUNDS = 1000
"""Rounds of a password's hash, the fewest that Elasticsearch accepts: it checks the passwords of all users again after each reload."""
NINE = environment.ROOT / "deploy" / "es9"
NINE_NEEDS_JAVA = 21
"""A JDK: the launcher is a source file."""


def image_of(major: int) -> str:
    """Return the image of Elasticsearch 8 or 9."""
    version = maven.pinned_version() if major == 8 else nine_version()
    return environment.setting("ELASTICSEARCH_IMAGE" if major == 8 else "ELASTICSEARCH9_IMAGE", f"elasticsearch:{version}")


def source(major: int) -> str:
    """Return where Elasticsearch 8 or 9 would come from."""
    if given := configured_url(major):
        return given
    if environment.engine_answers():
        return f"image {image_of(major)}"
    return f"{maven.pinned_version() if major == 8 else nine_version()} from Maven Central"


def configured_url(major: int) -> str:
    """Return the address of a running server, from the environment."""
    return environment.setting("ELASTICSEARCH_URL" if major == 8 else "ELASTICSEARCH9_URL", "")


@contextmanager
def running(major: int) -> Iterator[str]:
    """Run an Elasticsearch without security; yield its URL."""
    if given := configured_url(major):
        yield given
    else:
        with alone(major) as url:
            yield url


@contextmanager
def alone(major: int) -> Iterator[str]:
    """Run an Elasticsearch without security that no other test uses; yield its URL."""
    if environment.engine_has(image_of(major)):
        with containers.elasticsearch(image_of(major), IN_A_CONTAINER) as url:
            yield url
    else:
        with environment.folder(f"es{major}") as folder, _start_eight(folder) if major == 8 else _start_nine(folder) as node:
            yield node.url


@contextmanager
def restartable() -> Iterator[RestartableServer]:
    """Run an Elasticsearch 8 (always from Maven Central) that a test may kill and restart."""
    with environment.folder("es-mortal") as folder:
        server, port = environment.start_on_free_port(lambda port: _start_on(folder, port))
        running = RestartableServer(f"http://127.0.0.1:{port}", server, lambda: _start_on(folder, port))
        try:
            yield running
        finally:
            running.stop()


@contextmanager
def with_repository() -> Iterator[tuple[str, str]]:
    """Run two Elasticsearch 8 (always from Maven Central) that may use one folder as a snapshot repository; yield their URLs."""
    with environment.folder("repository") as repository, ExitStack() as servers:
        home, java = _unpack_eight(), find_java(maven.OLDEST_JAVA, os.environ)
        settings = {**SETTINGS, "path.repo": str(repository)}
        folders = [servers.enter_context(environment.folder(f"es-{each}")) for each in ("origin", "empty")]
        plans = [maven.NodePlan(folder=each, environ=ENVIRON, heap=HEAP, settings=settings, config=QUICK) for each in folders]
        nodes = [servers.enter_context(maven.run(home, java, plan)) for plan in plans]
        yield nodes[0].url, nodes[1].url


def _start_on(folder: Path, port: int) -> process.Process:
    # The disk monitor would remove the write block that a test has put on an index.
    settings = {**SETTINGS, "http.port": str(port), "cluster.info.update.interval": "1h"}
    plan = maven.NodePlan(folder=folder, environ=ENVIRON, heap=HEAP, settings=settings, config=QUICK)
    return maven.start_process(maven.build_command(_unpack_eight(), plan), plan, java=find_java(maven.OLDEST_JAVA, os.environ))[0]


def _start_eight(folder: Path) -> Node:
    return maven.run(
        _unpack_eight(),
        find_java(maven.OLDEST_JAVA, os.environ),
        maven.NodePlan(folder=folder, environ=ENVIRON, heap=HEAP, settings=SETTINGS, config=QUICK),
    )


def _unpack_eight() -> Path:
    with environment.locked("elasticsearch"):
        return maven.unpack(environment.BUILT, environ=os.environ, announce=environment.announce)


def nine_version() -> str:
    """Return the version that deploy/es9/pom.xml pins."""
    return (NINE / "pom.xml").read_text().partition("<elasticsearch.version>")[2].partition("<")[0]


def _start_nine(folder: Path) -> Node:
    java = find_java(NINE_NEEDS_JAVA, os.environ)
    home = _assemble_nine()
    plan = maven.NodePlan(folder=folder, environ=ENVIRON, heap=HEAP, settings=SETTINGS)
    maven.prepare_folders(plan, home / "config")
    # Without the security module its settings are unknown.
    settings = [f"{name}={value}" for name, value in plan.all_settings().items() if not name.startswith("xpack.")]
    options = [
        *JVM_OPTIONS,
        f"-Xms{HEAP}",
        f"-Xmx{HEAP}",
        f"-Djava.io.tmpdir={folder / 'tmp'}",
        "--enable-native-access=ALL-UNNAMED",
    ]
    vectors = "--add-modules=jdk.incubator.vector"
    program = ["-cp", f"{home / 'lib'}/*", str(home / "EmbeddedNode.java"), str(home), str(folder / "config")]
    return maven.launch([java / "bin" / "java", *options, vectors, *program, *settings], plan, java=java, origin="Maven Central")


def _assemble_nine() -> Path:
    """Return the home of an Elasticsearch 9; fetch its libraries with Maven on the first call."""
    home = environment.BUILT / f"elasticsearch-{nine_version()}"
    with environment.locked("elasticsearch"):
        if home.exists():
            return home
        environment.announce(f"Fetching Elasticsearch {nine_version()} from Maven Central (50 MB, once).")
        maven.fetch(NINE / "pom.xml", home, environ=os.environ)
    return home


@dataclass(frozen=True)
class Secured:
    """An Elasticsearch with security: its URL, its superuser and methods to add users and roles."""

    url: str
    superuser: tuple[str, str]
    """Name and password."""
    _folder: Path

    def add_role(self, name: str, *, cluster: list[str], indices: dict[str, list[str]], run_as: tuple[str, ...] = ()) -> None:
        """Define a role in the node's file: privileges on the cluster and on index patterns, and the users it may run as.

        The role also names an index that is never created. A user with a privilege on it has the role that the node has loaded.
        """
        every = {**indices, marker_index(name): ["read"]}
        grants = [f"    - names: ['{pattern}']\n      privileges: {allowed!r}\n" for pattern, allowed in every.items()]
        role = f"{name}:\n  cluster: {cluster!r}\n  run_as: {[*run_as]!r}\n  indices:\n" + "".join(grants)
        _append(self._folder / "config" / "roles.yml", role)

    @property
    def files(self) -> Path:
        """Return the folder of all files that the node writes."""
        return self._folder

    def add_user(self, name: str, password: str, *roles: str) -> tuple[str, str]:
        """Define a user of the file realm or change their password; the node reloads its files every 200 ms."""
        users = self._folder / "config" / "users"
        others = [line for line in users.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith(f"{name}:")]
        _replace(users, "".join([*others, _user_line(name, password)]))
        _append(self._folder / "config" / "users_roles", "".join(f"{role}:{name}\n" for role in roles))
        return name, password


@contextmanager
def secured() -> Iterator[Secured]:
    """Run an Elasticsearch 8 with security and a superuser (always from Maven Central: its users are files)."""
    with environment.folder("secured") as folder:
        password = secrets.token_hex(8)
        plan = maven.NodePlan(
            folder=folder,
            environ=ENVIRON,
            heap=HEAP,
            settings={
                **SETTINGS,
                "xpack.security.enabled": "true",
                "xpack.security.http.ssl.enabled": "false",
                "xpack.security.transport.ssl.enabled": "false",
                "resource.reload.interval.high": "200ms",
                # A user that is known before its role stays without it if the node remembers that the role is missing.
                "xpack.security.authz.store.roles.negative_lookup_cache.max_size": "0",
            },
            config={**QUICK, "users": _user_line("admin", password), "users_roles": "superuser:admin\n"},
        )
        with maven.run(_unpack_eight(), find_java(maven.OLDEST_JAVA, os.environ), plan) as node:
            yield Secured(node.url, ("admin", password), folder)


def _user_line(name: str, password: str) -> str:
    """Return a user's line as elasticsearch-users writes it, with a hash that Python can compute."""
    salt = secrets.token_bytes(32)
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, HASH_ROUNDS, 32)
    return f"{name}:{{PBKDF2}}{HASH_ROUNDS}${base64.b64encode(salt).decode()}${base64.b64encode(digest).decode()}\n"


def marker_index(role: str) -> str:
    """Return the name of an index that only this role grants access to."""
    return f"mark-of-{role}"


def _append(file: Path, text: str) -> None:
    _replace(file, file.read_text(encoding="utf-8") + text)


def _replace(file: Path, text: str) -> None:
    """Replace a file atomically: the node may read it at any time."""
    written = file.with_name(f"{file.name}.new")
    written.write_text(text, encoding="utf-8")
    written.replace(file)
