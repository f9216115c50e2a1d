"""Passwords beyond ASCII and Latin-1 log in everywhere: they are sent in UTF-8."""

from pathlib import Path

import psycopg
import pymysql
import pytest
import sqlalchemy

from sidecar.basic_auth import basic_auth
from sidecar.elastic import create_client
from sidecar.settings import load_settings
from sidecar.store.security import authenticate
from tests.integration.reader_helpers import connected_reader, read_texts
from tests.servers.elasticsearch import Secured
from tests.support.dialects import install_dialect
from tests.support.waiting import wait_until

PASSWORDS = ["über", "zażółć", "пароль", "密码", "pässwörd 🙂"]


def read_as(scheme: str, server: str, name: str, password: str) -> list[tuple[str | None, ...]]:
    """Log in to a server as a user and read one row."""
    address = sqlalchemy.make_url(server)
    url = f"{scheme}://{address.host}:{address.port}/{address.database}"
    with connected_reader(url, username=name, password=password) as reader:
        return read_texts(reader, "select 1 as id")


@pytest.mark.parametrize("password", PASSWORDS)
def test_mariadb_accepts_it(mariadb_url: str, name: str, password: str) -> None:
    address = sqlalchemy.make_url(mariadb_url)
    with pymysql.connect(
        host=str(address.host), port=int(address.port or 0), user=address.username, password=str(address.password), charset="utf8mb4"
    ) as admin:
        admin.cursor().execute(f"create user {name}@'%%' identified by %s", (password,))
        admin.cursor().execute(f"grant select on *.* to {name}@'%'")
    for scheme in ("jdbc:mariadb", "jdbc:mysql"):
        assert read_as(scheme, mariadb_url, name, password) == [("1",)]


@pytest.mark.parametrize("password", PASSWORDS)
def test_postgresql_accepts_it(postgres_url: str, name: str, password: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(f"create user {name} password '{password}'")
    install_dialect(monkeypatch, tmp_path)
    for scheme in ("jdbc:postgresql", "alike+psycopg"):
        assert read_as(scheme, postgres_url, name, password) == [("1",)]


@pytest.mark.parametrize("password", PASSWORDS)
def test_elasticsearch_accepts_it(secured_elasticsearch: Secured, name: str, password: str) -> None:
    # Elasticsearch asks for six characters or more.
    secured_elasticsearch.add_role(name, cluster=[], indices={})
    secured_elasticsearch.add_user(name, password * 3, name)
    own = {"SIDECAR_ELASTICSEARCH_USERNAME": name, "SIDECAR_ELASTICSEARCH_PASSWORD": password * 3}
    settings = load_settings({"SIDECAR_ELASTICSEARCH_URL": secured_elasticsearch.url, **own})
    with create_client(settings) as itself, create_client(settings, basic_auth=basic_auth(name, password * 3)) as given:

        def is_known() -> bool:
            try:
                return {authenticate(client).name for client in (itself, given)} == {name}
            except Exception:  # noqa: BLE001 - unknown until the node has read its files
                return False

        wait_until(is_known, "Elasticsearch knows the user")
