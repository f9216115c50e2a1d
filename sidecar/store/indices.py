"""Install and upgrade the sidecar's own indices from ``mappings/*.json``."""

import json
import logging
from importlib import resources
from typing import Any

from elasticsearch import BadRequestError, Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import ApiError, ConfigurationError

JOBS = ".siren-jobs"
DATASOURCES = ".siren-datasources"
INGESTIONS = ".siren-ingestions"
LEASES = ".siren-leases"
DEAD_LETTERS = ".siren-dead-letters"
AGENTS = ".siren-agents"
"""Not among :data:`OWN_INDICES`: the sidecar works without it, for example with the role of an earlier release."""
OWN_INDICES = (DATASOURCES, INGESTIONS, LEASES, JOBS, DEAD_LETTERS)

_TEMPLATE_PRIORITY = 1_000_000
"""Higher than that of templates for many indices, which would otherwise apply to the sidecar's own ones too."""

log = logging.getLogger(__name__)


def read_mapping_file(index: str) -> dict[str, Any]:
    """Return the settings and mappings of one of the sidecar's indices in this release."""
    text = resources.files("sidecar.mappings").joinpath(f"{index.removeprefix('.')}.json").read_text(encoding="utf-8")
    body: dict[str, Any] = json.loads(text)
    return body


def install(client: Elasticsearch) -> None:
    """Create missing indices and their templates, and apply additive mapping changes to older ones.

    Raises :class:`ConfigurationError` for an index of a newer major version, which this release might misread.
    """
    for index in OWN_INDICES:
        install_index(client, index)


def install_index(client: Elasticsearch, index: str) -> None:
    """Do what :func:`install` does for one index."""
    body = read_mapping_file(index)
    _install_template(client, index, body)
    with translate_elasticsearch_errors(index):
        _install(client, index, body)


def register_key(client: Elasticsearch, fingerprints: tuple[str, ...]) -> None:
    """Store the fingerprint of the first key in the cluster, unless one is stored.

    Raises :class:`ConfigurationError` if the stored one belongs to a key that this sidecar does not have.
    """
    with translate_elasticsearch_errors():
        if "key" not in _meta(client, DATASOURCES):
            write_key_fingerprint(client, fingerprints[0])
    # Read again: another replica that starts for the first time may have stored its own.
    check_key(client, fingerprints)


def check_key(client: Elasticsearch, fingerprints: tuple[str, ...]) -> None:
    """Raise :class:`ConfigurationError` if the fingerprint stored in the cluster belongs to a key that this sidecar does not have."""
    with translate_elasticsearch_errors():
        stored = _meta(client, DATASOURCES).get("key") if client.indices.exists(index=DATASOURCES) else None
    if stored is not None and stored not in fingerprints:
        raise ConfigurationError(
            f"The definitions in this cluster were saved with another SIDECAR_SECRET_KEY, of fingerprint [{stored}]; "
            f"the fingerprint of this one is [{fingerprints[0]}]. Set that key."
        )


def write_key_fingerprint(client: Elasticsearch, fingerprint: str) -> None:
    """Store the fingerprint of the key that encrypts and signs."""
    with translate_elasticsearch_errors():
        siren = _meta(client, DATASOURCES)
        client.indices.put_mapping(index=DATASOURCES, meta={"siren": {**siren, "key": fingerprint}})


def missing_indices(client: Elasticsearch) -> list[str]:
    """Return the sidecar's indices that do not exist."""
    with translate_elasticsearch_errors():
        if client.indices.exists(index=OWN_INDICES):
            return []
        return [index for index in OWN_INDICES if not client.indices.exists(index=index)]


def template_name(index: str) -> str:
    """Return the name of the index template for one of the sidecar's indices."""
    return index.removeprefix(".")


def _install_template(client: Elasticsearch, index: str, body: dict[str, Any]) -> None:
    """Put the index template, unless that of this or a newer release is in the cluster.

    Where it is not permitted, an index that is deleted while the sidecar runs comes back with dynamic mappings.
    """
    try:
        with translate_elasticsearch_errors(index):
            found = client.indices.simulate_index_template(name=index).body.get("template", {}).get("mappings", {})
            if _version(found.get("_meta", {}).get("siren", {})) < _version(body["mappings"]["_meta"]["siren"]):
                client.indices.put_index_template(
                    name=template_name(index), index_patterns=[index], priority=_TEMPLATE_PRIORITY, template=body
                )  # fmt: skip
                log.info("index template [%s] created", template_name(index))
    except ApiError as error:
        if error.status not in (400, 403):
            raise
        log.warning("index template [%s] not created: %s", template_name(index), error)


def _install(client: Elasticsearch, index: str, body: dict[str, Any]) -> None:
    if not client.indices.exists(index=index):
        try:
            client.indices.create(index=index, settings=body["settings"], mappings=body["mappings"])
            log.info("index [%s] created", index)
            return
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise
            # Another replica has just created it.
    _upgrade(client, index, body)


def _upgrade(client: Elasticsearch, index: str, body: dict[str, Any]) -> None:
    mappings, siren = body["mappings"], _meta(client, index)
    found, current = _version(siren), _version(mappings["_meta"]["siren"])
    if found[0] > current[0]:
        raise ConfigurationError(
            f"The index [{index}] was created by a newer release (version {found[0]}, supported is {current[0]}). Run that release."
        )
    if found < current:
        # Without the settings the version stays, so that the next start tries again.
        upgraded = mappings["_meta"]["siren"] if _upgrade_settings(client, index, body["settings"]["index"]) else {}
        meta = {"siren": {**siren, **upgraded}}
        client.indices.put_mapping(index=index, properties=mappings["properties"], meta=meta, dynamic=mappings["dynamic"])
        if upgraded:
            log.info("index [%s] upgraded from version %s to %s", index, found, current)


def _upgrade_settings(client: Elasticsearch, index: str, settings: dict[str, Any]) -> bool:
    """Set the index's refresh interval; return False if it is not permitted. Running jobs are then shown up to a second later."""
    refresh_interval = settings.get("refresh_interval")
    if refresh_interval is None:
        return True
    try:
        with translate_elasticsearch_errors(index):
            client.indices.put_settings(index=index, settings={"refresh_interval": refresh_interval})
    except ApiError as error:
        if error.status != 403:
            raise
        log.warning("refresh interval of [%s] not set, put [deploy/sidecar-role.json] again and restart: %s", index, error)
        return False
    return True


def _meta(client: Elasticsearch, index: str) -> dict[str, Any]:
    """Return the sidecar's metadata in one of its indices."""
    mappings = next(iter(client.indices.get_mapping(index=index).body.values()))["mappings"]
    siren: dict[str, Any] = mappings.get("_meta", {}).get("siren", {})
    return siren


def _version(siren: dict[str, Any]) -> tuple[int, int]:
    return int(siren.get("major", 0)), int(siren.get("minor", 0))
