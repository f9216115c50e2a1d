"""How an Elasticsearch for the demo is chosen, without starting one."""

import re
from pathlib import Path

import pytest

from sidecar.demo.elasticsearch import Wish, maven, process, start_elasticsearch
from sidecar.errors import ConfigurationError
from tests.servers import environment


def unheard(sentence: str) -> None:
    raise AssertionError(sentence)


def test_an_elasticsearch_that_runs_is_used_as_it_is(tmp_path: Path) -> None:
    with start_elasticsearch(Wish(data_dir=tmp_path, url="http://es.example.org:9200"), unheard) as node:
        assert node.url == "http://es.example.org:9200"
    assert list(tmp_path.iterdir()) == []


def test_without_anything_installed_each_way_is_told_in_one_sentence(tmp_path: Path) -> None:
    wish = Wish(data_dir=tmp_path, environ={"PATH": str(tmp_path)})
    with pytest.raises(ConfigurationError) as refused:
        start_elasticsearch(wish, lambda sentence: None)
    told = refused.value.reason.split("\n")
    assert [line.split()[0:2] for line in told[1:]] == [["Install", "Docker,"], ["Install", told[2].split()[1]], ["Or", "set"]]
    assert re.match("Install (Java 17|Maven)", told[2])


def test_the_compose_file_names_the_pinned_version() -> None:
    assert f"elasticsearch:{maven.pinned_version()}}}" in (environment.ROOT / "deploy" / "compose.yml").read_text()


def test_root_keeps_no_server_where_its_user_cannot_go(tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    expected = Path("/elsewhere") if process.unprivileged() else private / "data"
    assert process.reachable(private / "data", Path("/elsewhere")) == expected
