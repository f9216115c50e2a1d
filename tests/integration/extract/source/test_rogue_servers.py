"""Malicious database servers receive no local file and no plain-text password."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from sidecar.errors import SourceError, error_messages
from sidecar.extract.drivers import create_reader
from sidecar.extract.reader import Reader
from tests.integration.reader_helpers import connected_reader, read_blocks
from tests.servers.rogue_mysql import RogueServer, rogue_mysql
from tests.support.jdbc import jdbc_source

PASSWORD = "a-plain-password"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret"
    file.write_text("the file's content")
    return file


def read_everything(server: RogueServer) -> None:
    """Call the reader as an execution does."""
    url = f"jdbc:mysql://127.0.0.1:{server.port}/x"
    with connected_reader(url, username="u", password=PASSWORD) as reader:
        reader.product_and_version()
        reader.current_time()
        reader.describe("select a from t")
        reader.estimate_rows("select a from t")
        read_blocks(reader, "select a from t")


def test_a_server_that_requests_a_file_receives_none_after_any_command(secret: Path) -> None:
    with rogue_mysql(requested_file=str(secret)) as harmless:
        read_everything(harmless)
    assert len(harmless.commands) > 10
    for at in range(len(harmless.commands)):
        with rogue_mysql(requested_file=str(secret), attack_at=at) as server, pytest.raises(SourceError):
            read_everything(server)
        assert len(server.commands) > at
        assert b"content" not in b"".join(server.files)


@pytest.mark.parametrize("plugin", ["mysql_clear_password", "dialog"])
def test_a_server_that_requests_a_plain_text_password_does_not_receive_it(plugin: str) -> None:
    with rogue_mysql(auth_plugin=plugin) as server, pytest.raises(SourceError) as caught:
        read_everything(server)
    assert PASSWORD.encode() not in b"".join(server.auth_responses)
    assert "plain text" in error_messages(caught.value)[-1] or server.auth_responses == []


@contextmanager
def jdbc_reader(drivers: Path, server: RogueServer) -> Iterator[Reader]:
    url = f"jdbc:mariadb://127.0.0.1:{server.port}/x?sslMode=disable"
    with closing(create_reader(jdbc_source(drivers, url, driver="mariadb", username="u", password=PASSWORD))) as reader:
        yield reader


def test_a_jdbc_driver_sends_no_file_after_any_command(jdbc_drivers: Path, secret: Path) -> None:
    with rogue_mysql(requested_file=str(secret)) as harmless, jdbc_reader(jdbc_drivers, harmless) as reader:
        reader.connect()
    assert len(harmless.commands) >= 5
    for at in range(len(harmless.commands)):
        attack = rogue_mysql(requested_file=str(secret), attack_at=at)
        with attack as server, jdbc_reader(jdbc_drivers, server) as reader, suppress(SourceError):
            reader.connect()
        assert len(server.commands) > at
        assert b"content" not in b"".join(server.files)


@pytest.mark.parametrize("plugin", ["mysql_clear_password", "dialog"])
def test_a_jdbc_driver_sends_no_plain_text_password(jdbc_drivers: Path, plugin: str) -> None:
    with rogue_mysql(auth_plugin=plugin) as server, jdbc_reader(jdbc_drivers, server) as reader, pytest.raises(SourceError) as caught:
        reader.connect()
    assert PASSWORD.encode() not in b"".join(server.auth_responses)
    assert "clear-text password plugin requires TLS" in error_messages(caught.value)[-1]
