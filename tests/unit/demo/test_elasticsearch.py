"""The choice of an Elasticsearch for the demo, without starting one."""

import re
from pathlib import Path

import pytest

from sidecar.demo.elasticsearch import NodeRequest, maven, process, start_elasticsearch
from sidecar.errors import ConfigurationError
from tests.servers import environment


def fail_on_announcement(message: str) -> None:
    raise AssertionError(message)


def test_a_running_elasticsearch_is_used_as_it_is(tmp_path: Path) -> None:
    with start_elasticsearch(NodeRequest(data_dir=tmp_path, url="http://es.example.org:9200"), fail_on_announcement) as node:
        assert node.url == "http://es.example.org:9200"
    assert list(tmp_path.iterdir()) == []


def test_without_docker_and_maven_the_error_lists_one_fix_per_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # An earlier demo of root may have left a distribution there.
    monkeypatch.setattr(maven, "SHARED_FOLDER", tmp_path / "shared")
    request = NodeRequest(data_dir=tmp_path, environ={"PATH": str(tmp_path)})
    with pytest.raises(ConfigurationError) as rejected:
        start_elasticsearch(request, lambda message: None)
    lines = rejected.value.reason.split("\n")
    assert [line.split()[0:4] for line in lines[1:]] == [
        ["Install", "or", "start", "Docker,"],
        ["Install", *lines[2].split()[1:4]],
        ["Or", "set", "SIDECAR_ELASTICSEARCH_URL", "to"],
    ]
    assert re.match("Install (Java 17|Maven)", lines[2])


def test_the_compose_file_has_the_pinned_version() -> None:
    assert f"elasticsearch:{maven.pinned_version()}}}" in (environment.ROOT / "deploy" / "compose.yml").read_text()


def test_a_server_started_by_root_is_not_put_into_a_private_folder(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    expected = Path("/elsewhere") if process.unprivileged_account() else private / "data"
    assert process.choose_folder(private / "data", Path("/elsewhere")) == expected
