"""Install the sidecar's own indices from ``mappings/*.json``, and bring older ones up to date."""

import json
import logging
from importlib import resources
from typing import Any

from elasticsearch import BadRequestError, Elasticsearch

from sidecar.elastic import translated
from sidecar.errors import ConfigurationError

JOBS = ".siren-jobs"
DATASOURCES = ".siren-datasources"
INGESTIONS = ".siren-ingestions"
LEASES = ".siren-leases"
DEAD_LETTERS = ".siren-dead-letters"
ALL = (DATASOURCES, INGESTIONS, LEASES, JOBS, DEAD_LETTERS)

log = logging.getLogger(__name__)


def shipped(index: str) -> dict[str, Any]:
    """Read the settings and mappings that this release ships for one of its indices."""
    text = resources.files("sidecar.mappings").joinpath(f"{index.removeprefix('.')}.json").read_text(encoding="utf-8")
    body: dict[str, Any] = json.loads(text)
    return body


def install(client: Elasticsearch) -> None:
    """Create the indices that are missing and apply additive mapping changes to those that are older.

    Raises :class:`ConfigurationError` for an index of a newer major version, which this release could misread.
    """
    for index in ALL:
        with translated():
            _install(client, index, shipped(index))


def claim(client: Elasticsearch, fingerprints: tuple[str, ...]) -> None:
    """Note the first key's fingerprint where there is none yet.

    Raises :class:`ConfigurationError` where it is that of a key which this sidecar does not have.
    """
    with translated():
        if "key" not in _meta(client, DATASOURCES):
            note_key(client, fingerprints[0])
        # Read again: another one that starts for the first time may have noted its own at the same moment.
        siren = _meta(client, DATASOURCES)
        if siren["key"] not in fingerprints:
            raise ConfigurationError(
                f"The definitions in this cluster were saved with another SIDECAR_SECRET_KEY (fingerprint [{siren['key']}], "
                f"this one's is [{fingerprints[0]}]): set that key."
            )


def note_key(client: Elasticsearch, fingerprint: str) -> None:
    """Note which key seals and signs from now on."""
    with translated():
        siren = _meta(client, DATASOURCES)
        client.indices.put_mapping(index=DATASOURCES, meta={"siren": {**siren, "key": fingerprint}})


def missing(client: Elasticsearch) -> list[str]:
    """List the own indices that do not exist."""
    with translated():
        return [index for index in ALL if not client.indices.exists(index=index)]


def _install(client: Elasticsearch, index: str, body: dict[str, Any]) -> None:
    if not client.indices.exists(index=index):
        try:
            client.indices.create(index=index, settings=body["settings"], mappings=body["mappings"])
            log.info("created the index %s", index)
            return
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise
            # Another replica starts at the same moment and was first.
    _upgrade(client, index, body["mappings"])


def _upgrade(client: Elasticsearch, index: str, mappings: dict[str, Any]) -> None:
    siren = _meta(client, index)
    found, ours = _version(siren), _version(mappings["_meta"]["siren"])
    if found[0] > ours[0]:
        raise ConfigurationError(
            f"The index [{index}] was made by a newer release (version {found[0]}, this one knows {ours[0]}): run that release."
        )
    if found < ours:
        meta = {"siren": {**siren, **mappings["_meta"]["siren"]}}
        client.indices.put_mapping(index=index, properties=mappings["properties"], meta=meta, dynamic=mappings["dynamic"])
        log.info("brought the index %s from version %s to %s", index, found, ours)


def _meta(client: Elasticsearch, index: str) -> dict[str, Any]:
    """Read what the sidecar noted in an index of its own."""
    mappings = next(iter(client.indices.get_mapping(index=index).body.values()))["mappings"]
    siren: dict[str, Any] = mappings.get("_meta", {}).get("siren", {})
    return siren


def _version(siren: dict[str, Any]) -> tuple[int, int]:
    return int(siren.get("major", 0)), int(siren.get("minor", 0))
