"""What stands behind a name in Elasticsearch, and whether the sidecar made it."""

from dataclasses import dataclass, field
from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translated
from sidecar.errors import Refused, TargetError

META = "siren"
"""The key in a mapping's ``_meta`` under which the sidecar notes what it made an index for."""

_FILTER = ("*.aliases", "*.settings.index.uuid", "*.settings.index.number_of_replicas", "*.mappings._meta", "*.data_stream")


@dataclass(frozen=True, kw_only=True)
class Behind:
    """One index behind a name."""

    index: str
    uuid: str
    replicas: int = 0
    aliases: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Every alias that shows the index, with its filter, routing and write flag."""
    meta: dict[str, Any] = field(default_factory=dict)
    """What the sidecar noted when it made the index."""
    data_stream: str | None = None

    @property
    def ours(self) -> bool:
        """Tell whether the sidecar made this very index: a clone or a restored copy has the note too, but with another name."""
        return self.meta.get("index") == self.index


def look_behind(client: Elasticsearch, name: str) -> tuple[Behind, ...]:
    """Give the index of this name, or the indices behind the alias of this name; nothing where there is neither."""
    with translated():
        answer = client.indices.get(index=name, ignore_unavailable=True, expand_wildcards="all", filter_path=list(_FILTER))
    return tuple(_behind(index, each) for index, each in sorted(answer.body.items()))


def _behind(index: str, each: dict[str, Any]) -> Behind:
    settings = each.get("settings", {}).get("index", {})
    return Behind(
        index=index,
        uuid=settings.get("uuid", ""),
        replicas=int(settings.get("number_of_replicas", 0)),
        aliases=each.get("aliases", {}),
        meta=each.get("mappings", {}).get("_meta", {}).get(META, {}),
        data_stream=each.get("data_stream"),
    )


def template_for(client: Elasticsearch, name: str) -> dict[str, Any] | None:
    """Ask what the index templates would give an index of this name; none where the caller may not ask or the cluster cannot tell."""
    try:
        with translated():
            answer = client.indices.simulate_index_template(name=name)
    except Refused:
        return None
    return dict(answer.body.get("template", {}))


def refuse_data_stream(name: str, template: dict[str, Any] | None) -> None:
    """Raise :class:`~sidecar.errors.TargetError` for a name that Elasticsearch keeps for data streams."""
    if template and template.get("mappings", {}).get("_data_stream_timestamp"):
        raise TargetError(f"the target [{name}] is a name that an index template claims for data streams")
