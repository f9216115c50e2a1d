"""The servers as containers, from the official images unless the environment names others."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from testcontainers.community.mysql import MySqlContainer
from testcontainers.community.postgres import PostgresContainer
from testcontainers.core.container import DockerContainer
from testcontainers.core.wait_strategies import HttpWaitStrategy

HEALTHY = "/_cluster/health?wait_for_status=yellow&timeout=1s"
# The official image first starts a server without a port to set itself up.
MARIADB_IS_READY = r"ready for connections.*port: 3306"


def elasticsearch_container(image: str, settings: Mapping[str, str]) -> DockerContainer:
    """Return the container of an Elasticsearch without security; entering it starts it."""
    container = DockerContainer(image, mem_limit="2g").with_exposed_ports(9200)
    for name, value in settings.items():
        container.with_env(name, value)
    return container.waiting_for(HttpWaitStrategy(9200, HEALTHY).for_status_code(200).with_startup_timeout(180))


@contextmanager
def elasticsearch(image: str, settings: Mapping[str, str]) -> Iterator[str]:
    """Run Elasticsearch without security; yield its URL."""
    with elasticsearch_container(image, settings) as running:
        yield f"http://{running.get_container_host_ip()}:{running.get_exposed_port(9200)}"


@contextmanager
def postgresql(image: str, *options: str) -> Iterator[str]:
    """Run PostgreSQL; yield a SQLAlchemy URL."""
    container = PostgresContainer(image, username="siren", password="siren", dbname="siren", driver=None)
    with container.with_command(["postgres", "-cfsync=off", *options]) as running:
        yield running.get_connection_url()


@contextmanager
def mariadb(image: str) -> Iterator[str]:
    """Run MariaDB; yield a SQLAlchemy URL. ``siren`` is the superuser's password too."""
    container = MySqlContainer(
        image, username="siren", password="siren", root_password="siren", dbname="siren", wait_strategy_check_string=MARIADB_IS_READY
    )
    with container as running:
        # libmysql connects to a socket file for "localhost".
        yield re.sub("@localhost:", "@127.0.0.1:", running.get_connection_url())
