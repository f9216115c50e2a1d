"""Ingest pipelines: those that come with an ingestion, and those that exist."""

from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translated
from sidecar.errors import NotFound, Refused, TargetError


def put_pipeline(client: Elasticsearch, name: str, body: dict[str, Any]) -> None:
    """Store an inline pipeline; raise :class:`~sidecar.errors.TargetError` with Elasticsearch's own words when it is refused."""
    try:
        with translated():
            client.ingest.put_pipeline(id=name, body=body)
    except Refused as error:
        raise _not_taken(error) from error


def delete_pipeline(client: Elasticsearch, name: str) -> None:
    """Remove a pipeline; one that is gone already is no error."""
    try:
        with translated():
            client.ingest.delete_pipeline(id=name)
    except NotFound:
        return


def check_pipeline(client: Elasticsearch, name: str) -> None:
    """Raise :class:`~sidecar.errors.TargetError` unless a pipeline of just this name exists."""
    try:
        with translated():
            found = client.ingest.get_pipeline(id=name, summary=True)
    except NotFound as error:
        raise TargetError(f"the pipeline [{name}] does not exist") from error
    # A name with a wildcard, or a list of names, finds several, or none without an error.
    if name not in found:
        raise TargetError(f"the pipeline [{name}] does not exist")


def try_pipeline(client: Elasticsearch, body: dict[str, Any]) -> None:
    """Let Elasticsearch read an inline pipeline without storing it; raise as :func:`put_pipeline` does."""
    try:
        with translated():
            client.ingest.simulate(pipeline=body, docs=[{"_source": {}}])
    except Refused as error:
        raise _not_taken(error) from error


def _not_taken(error: Refused) -> Refused | TargetError:
    return error if error.status in (401, 403) else TargetError(f"Elasticsearch refused the pipeline: {error.reason}")
