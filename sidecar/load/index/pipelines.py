"""Store, validate and delete the ingest pipelines of ingestions, and check that a named one exists."""

from typing import Any

from elasticsearch import Elasticsearch

from sidecar.elastic import translate_elasticsearch_errors
from sidecar.errors import ApiError, NotFound, TargetError


def put_pipeline(client: Elasticsearch, name: str, body: dict[str, Any]) -> None:
    """Store an inline pipeline; raise :class:`~sidecar.errors.TargetError` with Elasticsearch's reason if it is invalid."""
    try:
        with translate_elasticsearch_errors():
            client.ingest.put_pipeline(id=name, body=body)
    except ApiError as error:
        raise _pipeline_error(error) from error


def delete_pipeline(client: Elasticsearch, name: str) -> None:
    """Delete a pipeline, if it exists."""
    try:
        with translate_elasticsearch_errors():
            client.ingest.delete_pipeline(id=name)
    except NotFound:
        return


def require_pipeline(client: Elasticsearch, name: str) -> None:
    """Raise :class:`~sidecar.errors.TargetError` unless a pipeline with exactly this name exists."""
    try:
        with translate_elasticsearch_errors():
            pipelines = client.ingest.get_pipeline(id=name, summary=True)
    except NotFound as error:
        raise TargetError(f"the pipeline [{name}] does not exist") from error
    # A wildcard or a list of names returns other pipelines, or none, without an error.
    if name not in pipelines:
        raise TargetError(f"the pipeline [{name}] does not exist")


def validate_pipeline(client: Elasticsearch, body: dict[str, Any]) -> None:
    """Validate an inline pipeline without storing it; raises as :func:`put_pipeline` does."""
    try:
        with translate_elasticsearch_errors():
            client.ingest.simulate(pipeline=body, docs=[{"_source": {}}])
    except ApiError as error:
        raise _pipeline_error(error) from error


def _pipeline_error(error: ApiError) -> ApiError | TargetError:
    return error if error.status in (401, 403) else TargetError(f"Elasticsearch rejected the pipeline: {error.reason}")
