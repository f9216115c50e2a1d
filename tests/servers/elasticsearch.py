"""Elasticsearch 8 and 9, and an Elasticsearch 8 with security."""

import base64
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sidecar.demo.elasticsearch import maven, process
from sidecar.demo.elasticsearch.handle import Node
from sidecar.demo.elasticsearch.java import find_java
from tests.servers import containers, environment
from tests.servers.restartable import Mortal

HEAP = "512m"
IN_A_CONTAINER = {
    "discovery.type": "single-node",
    "xpack.security.enabled": "false",
    "cluster.routing.allocation.disk.threshold_enabled": "false",
    "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}",
}
QUICK = {"jvm.options.d/quick.options": "-XX:TieredStopAtLevel=1\n"}
"""A server that is often started again is up with half of the work when nothing is compiled for a long life."""
NINE = environment.ROOT / "deploy" / "es9"
NINE_NEEDS_JAVA = 21
"""With its compiler: the launcher is one source file."""


def image_of(major: int) -> str:
    """Give the image of Elasticsearch 8 or 9."""
    version = maven.pinned_version() if major == 8 else nine_version()
    return environment.chosen("ELASTICSEARCH_IMAGE" if major == 8 else "ELASTICSEARCH9_IMAGE", f"elasticsearch:{version}")


def source(major: int) -> str:
    """Say where Elasticsearch 8 or 9 would come from."""
    if given := given_url(major):
        return given
    if environment.engine_answers():
        return f"image {image_of(major)}"
    return f"{maven.pinned_version() if major == 8 else nine_version()} from Maven Central"


def given_url(major: int) -> str:
    """Give the address of a server that runs already, from the environment."""
    return environment.chosen("ELASTICSEARCH_URL" if major == 8 else "ELASTICSEARCH9_URL", "")


@contextmanager
def running(major: int) -> Iterator[str]:
    """Have an Elasticsearch without security for the length of the block; give its URL."""
    if given := given_url(major):
        yield given
    else:
        with alone(major) as url:
            yield url


@contextmanager
def alone(major: int) -> Iterator[str]:
    """Have an Elasticsearch without security that nobody else uses, whatever runs already; give its URL."""
    if environment.engine_has(image_of(major)):
        with containers.elasticsearch(image_of(major), IN_A_CONTAINER) as url:
            yield url
    else:
        with environment.folder(f"es{major}") as folder, _start_eight(folder) if major == 8 else _start_nine(folder) as node:
            yield node.url


@contextmanager
def mortal() -> Iterator[Mortal]:
    """Have an Elasticsearch 8 that may be killed and that nobody else uses (always Maven Central's) for the length of the block."""
    with environment.folder("es-mortal") as folder:
        server, port = environment.tried_on_ports(lambda port: _start_on(folder, port))
        running = Mortal(f"http://127.0.0.1:{port}", server, lambda: _start_on(folder, port))
        try:
            yield running
        finally:
            running.stop()


def _start_on(folder: Path, port: int) -> process.Process:
    # A look at the disks would lift a block that a test has put on an index: none comes while a test runs.
    settings = {"http.port": str(port), "cluster.info.update.interval": "1h"}
    plan = maven.Plan(folder=folder, environ=os.environ, heap=HEAP, settings=settings, config=QUICK)
    home = maven.unpack(environment.BUILT, environ=os.environ, say=environment.say)
    return maven.start_process(maven.command(home, plan), plan, java=find_java(maven.OLDEST_JAVA, os.environ))[0]


def _start_eight(folder: Path) -> Node:
    home = maven.unpack(environment.BUILT, environ=os.environ, say=environment.say)
    return maven.run(home, find_java(maven.OLDEST_JAVA, os.environ), maven.Plan(folder=folder, environ=os.environ, heap=HEAP))


def nine_version() -> str:
    """Give the version that deploy/es9/pom.xml pins."""
    return (NINE / "pom.xml").read_text().partition("<elasticsearch.version>")[2].partition("<")[0]


def _start_nine(folder: Path) -> Node:
    java = find_java(NINE_NEEDS_JAVA, os.environ)
    home = _assemble_nine()
    plan = maven.Plan(folder=folder, environ=os.environ, heap=HEAP)
    maven.lay_out(plan, home / "config")
    # Its few modules do not know security, not even to turn it off.
    settings = [f"{name}={value}" for name, value in plan.all_settings().items() if not name.startswith("xpack.")]
    options = [f"-Xms{HEAP}", f"-Xmx{HEAP}", f"-Djava.io.tmpdir={folder / 'tmp'}", "--enable-native-access=ALL-UNNAMED"]
    vectors = "--add-modules=jdk.incubator.vector"
    program = ["-cp", f"{home / 'lib'}/*", str(home / "EmbeddedNode.java"), str(home), str(folder / "config")]
    return maven.launch([java / "bin" / "java", *options, vectors, *program, *settings], plan, java=java, origin="Maven Central")


def _assemble_nine() -> Path:
    """Give the home of an Elasticsearch 9; Maven lays out its libraries on the first call."""
    home = environment.BUILT / f"elasticsearch-{nine_version()}"
    if not home.exists():
        environment.say(f"Fetching Elasticsearch {nine_version()} from Maven Central (50 MB, once).")
        maven.fetch(NINE / "pom.xml", home, environ=os.environ)
    return home


@dataclass(frozen=True)
class Secured:
    """Know an Elasticsearch with security, and its users."""

    url: str
    superuser: tuple[str, str]
    """Name and password."""
    _folder: Path

    def add_role(self, name: str, *, cluster: list[str], indices: dict[str, list[str]], run_as: tuple[str, ...] = ()) -> None:
        """Define a role in the node's file: privileges on the cluster and on each pattern of indices, and for whom it may act.

        Each also has an index of its own that nobody makes: whose privileges name it has the role that the node has read.
        """
        every = {**indices, mark_of(name): ["read"]}
        grants = [f"    - names: ['{pattern}']\n      privileges: {allowed!r}\n" for pattern, allowed in every.items()]
        role = f"{name}:\n  cluster: {cluster!r}\n  run_as: {[*run_as]!r}\n  indices:\n" + "".join(grants)
        _append(self._folder / "config" / "roles.yml", role)

    @property
    def files(self) -> Path:
        """Give the folder of all that the node writes."""
        return self._folder

    def add_user(self, name: str, password: str, *roles: str) -> tuple[str, str]:
        """Define a user of the file realm, or give them another password; the node reads its files again every few hundred milliseconds."""
        users = self._folder / "config" / "users"
        others = [line for line in users.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith(f"{name}:")]
        _replace(users, "".join([*others, _user_line(name, password)]))
        _append(self._folder / "config" / "users_roles", "".join(f"{role}:{name}\n" for role in roles))
        return name, password


@contextmanager
def secured() -> Iterator[Secured]:
    """Have an Elasticsearch 8 with security and a superuser for the length of the block (always Maven Central's: its users are files)."""
    with environment.folder("secured") as folder:
        password = secrets.token_hex(8)
        plan = maven.Plan(
            folder=folder,
            environ=os.environ,
            heap=HEAP,
            settings={
                "xpack.security.enabled": "true",
                "xpack.security.http.ssl.enabled": "false",
                "xpack.security.transport.ssl.enabled": "false",
                "resource.reload.interval.high": "200ms",
            },
            config={"users": _user_line("admin", password), "users_roles": "superuser:admin\n"},
        )
        home = maven.unpack(environment.BUILT, environ=os.environ, say=environment.say)
        with maven.run(home, find_java(maven.OLDEST_JAVA, os.environ), plan) as node:
            yield Secured(node.url, ("admin", password), folder)


def _user_line(name: str, password: str) -> str:
    """Write a user as Elasticsearch's own tool would, with a hash that Python can make."""
    salt = secrets.token_bytes(32)
    digest = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, 10_000, 32)
    return f"{name}:{{PBKDF2}}10000${base64.b64encode(salt).decode()}${base64.b64encode(digest).decode()}\n"


def mark_of(role: str) -> str:
    """Name the index that only this role names."""
    return f"mark-of-{role}"


def _append(file: Path, text: str) -> None:
    _replace(file, file.read_text(encoding="utf-8") + text)


def _replace(file: Path, text: str) -> None:
    """Write a file at once: the node reads it whenever it likes."""
    written = file.with_name(f"{file.name}.new")
    written.write_text(text, encoding="utf-8")
    written.replace(file)
