"""One Elasticsearch for the demo and the tests: an existing one, a container, or the distribution from Maven Central."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sidecar.demo.elasticsearch import container, maven
from sidecar.demo.elasticsearch.handle import Node
from sidecar.errors import ConfigurationError

__all__ = ["Node", "NodeRequest", "start_elasticsearch"]


@dataclass(frozen=True)
class NodeRequest:
    """The Elasticsearch to start, and the folder for its files."""

    data_dir: Path
    """Folder of the unpacked server and its data; the next start with the same folder uses them again."""
    url: str | None = None
    """URL of an existing Elasticsearch, which is used as it is and never stopped."""
    image: str | None = None
    """Container image; by default the official image of the pinned version."""
    heap: str = "1g"
    """Java heap size, as for ``-Xmx``."""
    environ: Mapping[str, str] = field(default_factory=dict)
    """Environment in which docker, mvn and java are looked up."""


def start_elasticsearch(request: NodeRequest, announce: Callable[[str], None]) -> Node:
    """Start Elasticsearch, in a container if possible, and wait until it responds.

    ``announce`` is called with progress messages: a download may take a minute. Call this on a thread that lives as long as the
    server is needed (see :func:`sidecar.demo.elasticsearch.process.start`). Raise :class:`ConfigurationError` with the possible
    fixes if no Elasticsearch can be started.
    """
    if request.url:
        return Node(url=request.url, origin="SIDECAR_ELASTICSEARCH_URL")
    fixes = []
    for start in (_start_container, _start_maven_distribution):
        try:
            return start(request, announce)
        except ConfigurationError as error:
            fixes.append(error.reason)
    raise ConfigurationError(
        "\n".join(
            [
                "Cannot start Elasticsearch. Do one of the following:",
                *fixes,
                "Or set SIDECAR_ELASTICSEARCH_URL to the URL of a running Elasticsearch.",
            ]
        )
    )


def _start_container(request: NodeRequest, announce: Callable[[str], None]) -> Node:
    image = request.image or f"elasticsearch:{maven.pinned_version()}"
    id_file = request.data_dir / "elasticsearch.container"
    return container.start(image, id_file=id_file, heap=request.heap, environ=request.environ, announce=announce)


def _start_maven_distribution(request: NodeRequest, announce: Callable[[str], None]) -> Node:
    return maven.start(request.data_dir, heap=request.heap, environ=request.environ, announce=announce)
