"""One Elasticsearch for a demo or a test: the user's own, a container, or the small server that Maven Central carries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sidecar.demo.elasticsearch import container, maven
from sidecar.demo.elasticsearch.handle import Node
from sidecar.errors import ConfigurationError

__all__ = ["Node", "Wish", "start_elasticsearch"]


@dataclass(frozen=True)
class Wish:
    """Say which Elasticsearch is wanted, and where what it makes may stay."""

    data_dir: Path
    """Holds the unpacked server and its data; a second start with the same folder finds both again."""
    url: str | None = None
    """An Elasticsearch that runs already: it is used as it is, and never stopped."""
    image: str | None = None
    """A container image; without one, Elastic's own of the pinned version."""
    heap: str = "1g"
    """The Java heap, in Java's own notation."""
    environ: Mapping[str, str] = field(default_factory=dict)
    """The environment in which docker, mvn and java are looked for."""


def start_elasticsearch(wish: Wish, say: Callable[[str], None]) -> Node:
    """Start the first Elasticsearch that can be had, and wait until it answers.

    ``say`` hears what happens, a sentence at a time: a download may take a minute. Call it on a thread that lives as long as
    the server is needed (see ``sidecar.demo.elasticsearch.process.start``). Raise ``ConfigurationError``, with one sentence for each thing
    that could be installed, when there is no way.
    """
    if wish.url:
        return Node(url=wish.url, origin="SIDECAR_ELASTICSEARCH_URL")
    obstacles = []
    for way in (_from_image, _from_maven):
        try:
            return way(wish, say)
        except ConfigurationError as obstacle:
            obstacles.append(obstacle.reason)
    raise ConfigurationError(
        "\n".join(
            [
                "No Elasticsearch can be started here. One of these is enough:",
                *obstacles,
                "Or set SIDECAR_ELASTICSEARCH_URL to the address of an Elasticsearch that runs.",
            ]
        )
    )


def _from_image(wish: Wish, say: Callable[[str], None]) -> Node:
    image = wish.image or f"elasticsearch:{maven.pinned_version()}"
    return container.start(image, state=wish.data_dir / "elasticsearch.container", heap=wish.heap, environ=wish.environ, say=say)


def _from_maven(wish: Wish, say: Callable[[str], None]) -> Node:
    return maven.start(wish.data_dir, heap=wish.heap, environ=wish.environ, say=say)
