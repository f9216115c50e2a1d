"""Test the servers that the other tests use."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pymysql
import pytest
import sqlalchemy
from elasticsearch import AuthenticationException, AuthorizationException, Elasticsearch
from sqlalchemy.engine import make_url

from tests.conftest import available, version_9_is_long
from tests.servers import mariadb, postgresql
from tests.servers.elasticsearch import Secured
from tests.servers.restartable import RestartableServer
from tests.support.waiting import wait_until

DRIVERS = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql"}


@version_9_is_long
def test_both_elasticsearches_index_and_find(any_elasticsearch_url: str, name: str) -> None:
    with Elasticsearch(any_elasticsearch_url) as es:
        es.index(index=name, id="1", document={"town": "Galway"}, refresh=True)
        assert es.search(index=name, q="town:galway")["hits"]["total"]["value"] == 1
        es.indices.delete(index=name)


def test_postgresql_accepts_only_its_user_with_the_password(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("select current_database()").fetchone() == ("siren",)
    wrong = make_url(postgres_url).set(password="wrong").render_as_string(hide_password=False)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_mariadb_accepts_only_its_user_with_the_password(mariadb_url: str) -> None:
    url = make_url(mariadb_url)
    assert url.host is not None
    parameters = {"host": url.host, "port": url.port or 3306, "user": url.username, "database": url.database}
    with pymysql.connect(**parameters, password=url.password or "") as connection, connection.cursor() as cursor:
        cursor.execute("select database()")
        assert cursor.fetchone() == ("siren",)
    with pytest.raises(pymysql.err.OperationalError, match="Access denied"):
        pymysql.connect(**parameters, password="wrong")


@pytest.mark.parametrize("start_server", [postgresql.restartable, mariadb.restartable], ids=["postgresql", "mariadb"])
def test_a_killed_database_keeps_what_it_has_committed(start_server: Callable[[], AbstractContextManager[RestartableServer]]) -> None:
    with available(start_server()) as server:
        url = make_url(server.url)
        engine = sqlalchemy.create_engine(url.set(drivername=DRIVERS[url.drivername]), poolclass=sqlalchemy.NullPool)
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text("create table committed (n int)"))
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text("insert into committed values (1)"))
        server.kill()
        server.start()
        with engine.begin() as connection:
            assert connection.execute(sqlalchemy.text("select n from committed")).scalars().all() == [1]


def test_a_secured_elasticsearch_accepts_users_added_while_it_runs(secured_elasticsearch: Secured, name: str) -> None:
    with Elasticsearch(secured_elasticsearch.url, basic_auth=secured_elasticsearch.superuser) as admin:
        admin.index(index=f"{name}-open", document={"a": 1}, refresh=True)
        admin.index(index=f"{name}-closed", document={"a": 1}, refresh=True)
    secured_elasticsearch.add_role(name, cluster=[], indices={f"{name}-open": ["read"]})
    with Elasticsearch(secured_elasticsearch.url, basic_auth=secured_elasticsearch.add_user(name, "secret123", name)) as reader:
        wait_until(lambda: _reads(reader, f"{name}-open"), "the new user may read")
        with pytest.raises(AuthorizationException):
            reader.search(index=f"{name}-closed")


def _reads(reader: Elasticsearch, index: str) -> bool:
    try:
        return bool(reader.search(index=index)["hits"]["total"]["value"] == 1)
    except (AuthenticationException, AuthorizationException):
        return False
