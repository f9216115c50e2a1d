"""The sidecar's image, built and run next to Elasticsearch with a read-only root."""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from testcontainers.community.postgres import PostgresContainer
from testcontainers.core.container import DockerContainer
from testcontainers.core.network import Network
from testcontainers.core.wait_strategies import HttpWaitStrategy

from sidecar.errors import ConfigurationError
from tests.servers import containers, elasticsearch, environment, postgresql


@dataclass(frozen=True)
class SidecarContainer:
    """A running sidecar container."""

    url: str
    container: DockerContainer

    def run(self, *command: str) -> tuple[int | None, str]:
        """Run a command in the container; return its exit status and output."""
        done = self.container.exec(list(command))
        return done.exit_code, done.output.decode()

    def health(self) -> str:
        """Return the engine's health status."""
        container = self.container.get_wrapped_container()
        container.reload()
        return str(container.attrs["State"]["Health"]["Status"])


@contextmanager
def built(tag: str) -> Iterator[str]:
    """Build the Dockerfile, on SIDECAR_TEST_PYTHON_IMAGE if set; yield the tag, and remove it afterwards."""
    base = environment.setting("PYTHON_IMAGE", "")
    arguments = [f"--build-arg=BASE={base}"] if base else []
    done = subprocess.run(
        ["docker", "build", "--quiet", f"--tag={tag}", *arguments, environment.ROOT], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ConfigurationError(f"The image could not be built.\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    try:
        yield tag
    finally:
        subprocess.run(["docker", "image", "rm", tag], capture_output=True, check=False)


@contextmanager
def running(tag: str) -> Iterator[SidecarContainer]:
    """Run the image as documented, with a read-only root, next to hosts ``elasticsearch`` and ``postgres``."""
    with ExitStack() as stack:
        network = stack.enter_context(Network())
        image = elasticsearch.image_of(8)
        server = containers.elasticsearch_container(image, elasticsearch.IN_A_CONTAINER)
        stack.enter_context(server.with_network(network).with_network_aliases("elasticsearch"))
        database = PostgresContainer(postgresql.image(), username="siren", password="siren", dbname="siren", driver=None)
        stack.enter_context(database.with_network(network).with_network_aliases("postgres"))
        sidecar = DockerContainer(tag, read_only=True).with_exposed_ports(9280).with_network(network)
        sidecar.with_env("SIDECAR_ELASTICSEARCH_URL", "http://elasticsearch:9200").with_env("SIDECAR_ALLOW_ANONYMOUS", "true")
        sidecar.waiting_for(HttpWaitStrategy(9280, "/_siren/live").for_status_code(200).with_startup_timeout(60))
        stack.enter_context(sidecar)
        yield SidecarContainer(f"http://{sidecar.get_container_host_ip()}:{sidecar.get_exposed_port(9280)}", sidecar)
