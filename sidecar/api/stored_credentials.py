"""Stored credentials and secrets of an ingestion: reused by a request that omits them, if they are used for the same."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from sidecar.model.ingestion import Ingestion
from sidecar.model.secret import Credentials, EncryptedSecret, require_unchanged
from sidecar.store.definitions import VersionedDefinition

_WEBHOOK = "ingest.on_end"


def with_stored_credentials(
    definition: dict[str, Any],
    ingestion: Ingestion,
    saved: VersionedDefinition[Ingestion] | None,
    has_target_privileges: Callable[[Ingestion], bool],
) -> Ingestion:
    """Reuse stored credentials that a PUT omits, if they are used for the same; an explicit null removes them.

    Those for the target are also reused for a caller with privileges on it, who could write the same without them.
    """
    if saved is None:
        return _with_checked_webhook(ingestion)
    before, body = saved.definition, definition["ingest"]
    if ingestion.on_end is not None and before.on_end is not None and body["on_end"].get("secret", "") is not None:
        ingestion = replace(ingestion, on_end=ingestion.on_end.with_stored_secret(before.on_end, _WEBHOOK))
    ingestion = _with_checked_webhook(ingestion)
    ds_credentials, es_credentials = (_requested_or_stored(name, body, ingestion, before) for name in ("ds_credentials", "es_credentials"))
    if ds_credentials is not ingestion.ds_credentials:
        require_unchanged("ingest.ds_credentials.password", same=ingestion.datasource == before.datasource)
    ingestion = replace(ingestion, ds_credentials=ds_credentials)
    if es_credentials is not ingestion.es_credentials and (changes := ingestion.target_changes(before)):
        require_unchanged("ingest.es_credentials.password", same=has_target_privileges(ingestion), changed=f"[{', '.join(changes)}]")
    return replace(ingestion, es_credentials=es_credentials)


def has_stored_secret(ingestion: Ingestion) -> bool:
    """Return whether a password or the webhook's secret comes from the stored definition and not from the request."""
    passwords = [each.password for each in (ingestion.ds_credentials, ingestion.es_credentials) if each]
    secret = ingestion.on_end.secret if ingestion.on_end else None
    return any(isinstance(each, EncryptedSecret) for each in (*passwords, secret))


def _with_checked_webhook(ingestion: Ingestion) -> Ingestion:
    if ingestion.on_end is not None:
        ingestion.on_end.check_secret(_WEBHOOK)
    return ingestion


def _requested_or_stored(name: str, body: dict[str, Any], ingestion: Ingestion, before: Ingestion) -> Credentials | None:
    requested, stored = getattr(ingestion, name), getattr(before, name)
    if stored is None or stored.password is None or (name in body and (requested is None or requested.password is not None)):
        return cast("Credentials | None", requested)
    require_unchanged(f"ingest.{name}.password", same=requested is None or requested.username == stored.username)
    return cast("Credentials", stored)
