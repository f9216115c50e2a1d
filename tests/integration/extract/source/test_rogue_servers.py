"""Database servers that mean harm get no file of this machine, and no password that they could read."""

from pathlib import Path

import pytest

from sidecar.errors import SourceError, sentences
from tests.integration.reader_helpers import blocks, reading
from tests.servers.rogue_mysql import Rogue, rogue

PASSWORD = "a-plain-password"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret"
    file.write_text("the file's content")
    return file


def whole_way(server: Rogue) -> None:
    """Do all that a run does."""
    url = f"jdbc:mysql://127.0.0.1:{server.port}/x"
    with reading(url, username="u", password=PASSWORD) as reader:
        reader.product()
        reader.clock()
        reader.describe("select a from t")
        reader.estimate("select a from t")
        blocks(reader, "select a from t")


def test_a_server_that_asks_for_a_file_gets_none_whatever_it_was_told_before(secret: Path) -> None:
    with rogue(wanted=str(secret)) as harmless:
        whole_way(harmless)
    assert len(harmless.commands) > 10
    for at in range(len(harmless.commands)):
        with rogue(wanted=str(secret), at=at) as server, pytest.raises(SourceError):
            whole_way(server)
        assert len(server.commands) > at
        assert b"content" not in b"".join(server.files)


@pytest.mark.parametrize("method", ["mysql_clear_password", "dialog"])
def test_a_server_that_asks_for_the_password_in_plain_text_does_not_get_it(method: str) -> None:
    with rogue(method=method) as server, pytest.raises(SourceError) as refused:
        whole_way(server)
    assert PASSWORD.encode() not in b"".join(server.login)
    assert "plain text" in sentences(refused.value)[-1] or server.login == []
