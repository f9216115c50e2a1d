"""HTTP client of the sidecar's API, used by the commands."""

import http.client
import json
import math
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from sidecar.basic_auth import basic_auth
from sidecar.errors import ApiError, NotFound, ServiceUnavailable, SidecarError

JOBS = "/_siren/connector/jobs/ingestion"
INGESTIONS = "/_siren/connector/ingestion"
DEAD_LETTERS = "/_siren/connector/dead_letters"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_ENDED_JOBS = 20
"""Jobs that :meth:`ApiClient.watch` still yields after their end."""
UNREACHABLE_TIMEOUT = 60.0
"""Seconds that :meth:`ApiClient.follow` tolerates an unreachable API: the job continues without it."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Reports a redirect as an error: following it would send the credentials to another server."""

    def redirect_request(self, *args: Any) -> None:
        """Follow no redirect."""


_OPENER = urllib.request.build_opener(_NoRedirects)


class ApiClient:
    """A sidecar at ``url``, called without credentials, as a user or with an API key."""

    def __init__(
        self, url: str, username: str | None = None, password: str | None = None, *, api_key: str | None = None, timeout: float = 60.0
    ) -> None:
        self.url = url.rstrip("/")
        self._headers = {"accept": "application/json", "content-type": "application/json"}
        self._timeout = timeout
        if username is not None:
            self._headers["authorization"] = f"Basic {basic_auth(username, password)}"
        elif api_key is not None:
            self._headers["authorization"] = f"ApiKey {api_key}"

    def call(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """Send a request and return its JSON response.

        Raise :class:`NotFound` for 404, :class:`ServiceUnavailable` for 503 or without a response, :class:`ApiError` for other errors.
        """
        data = None if body is None else json.dumps(body).encode()
        try:
            request = urllib.request.Request(self.url + path, data, self._headers, method=method)  # noqa: S310 - an operator's own URL
            with _OPENER.open(request, timeout=self._timeout) as response:
                document: dict[str, Any] = json.load(response)
                return document
        except urllib.error.HTTPError as error:
            raise _translate(error) from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise ServiceUnavailable(f"cannot reach a sidecar at [{self.url}]: {getattr(error, 'reason', error)}") from error

    def get_definition(self, kind: str, id: str) -> dict[str, Any] | None:
        """Return the ``_source`` of a datasource or an ingestion, without passwords; None if it does not exist."""
        try:
            source: dict[str, Any] = self.call("GET", _definition_path(kind, id))["_source"]
        except NotFound:
            return None
        return source

    def list_definitions(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the id and the ``_source`` of all datasources or all ingestions, ordered by id."""
        count, total = 0, 1
        while count < total:
            hits = self.call("GET", f"/_siren/connector/{kind}/_search?from={count}")["hits"]
            yield from ((hit["_id"], hit["_source"]) for hit in hits["hits"])
            count, total = count + len(hits["hits"]), hits["total"] if hits["hits"] else 0

    def first_ids(self, kind: str) -> list[str]:
        """Return the ids of the first 1,000 datasources or ingestions."""
        # Without a hit, nothing of the response is left.
        hits = self.call("GET", f"/_siren/connector/{kind}/_search?filter_path=hits.hits._id").get("hits", {"hits": []})["hits"]
        return [hit["_id"] for hit in hits]

    def put_definition(self, kind: str, id: str, body: dict[str, Any]) -> dict[str, Any]:
        """Save a datasource or an ingestion; return ``result``: ``created``, ``updated``, or ``noop`` if nothing changes.

        If the change has reset the positions of the job, the response also has ``positions``.
        """
        return self.call("PUT", f"{_definition_path(kind, id)}?detect_noop=true", body)

    def validate_definition(self, kind: str, id: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Dry-run a datasource or an ingestion, by default the saved one; raise an error if it is invalid."""
        return self.call("POST", f"{_definition_path(kind, id)}/_validate", body)

    def list_tables(self, datasource: str, catalog: str, schema: str) -> list[str]:
        """Return the names of the tables and views of a schema."""
        parameters = f"catalog={quote(catalog, safe='')}&schema={quote(schema, safe='')}"
        response = self.call("GET", f"{_definition_path('datasource', datasource)}/_metadata?{parameters}")
        return [each["name"] for each in response["catalogs"][0]["schemas"][0]["resources"]]

    def propose(self, datasource: str, request: dict[str, Any]) -> dict[str, Any]:
        """Return proposed ingestions for tables and views of a datasource."""
        return self.call("POST", f"{_definition_path('datasource', datasource)}/_definitions", request)

    def sample(self, datasource: str, query: str, size: int) -> dict[str, Any]:
        """Return the first rows of a query: ``types``, ``results``, and if any ``rejected``, ``cut``, ``truncated``."""
        response = self.call("POST", f"{_definition_path('datasource', datasource)}/_sample", {"query": query, "row_limit": size})
        return {name: value for name, value in response.items() if name not in ("_id", "found")}

    def jobs(self) -> list[dict[str, Any]]:
        """Return the running jobs."""
        jobs: list[dict[str, Any]] = self.call("GET", f"{JOBS}?detailed=true")["jobs"]
        return jobs

    def agents(self) -> list[dict[str, Any]]:
        """Return the agents of all replicas."""
        agents: list[dict[str, Any]] = self.call("GET", "/_siren/connector/agents")["agents"]
        return agents

    def status(self, id: str) -> dict[str, Any]:
        """Return a job's current or last status, with details."""
        status: dict[str, Any] = self.call("GET", f"{JOBS}/{quote(id, safe='')}?detailed=true")["status"]
        return status

    def run(self, id: str, *, full: bool = False, only_deletions: bool = False) -> str:
        """Start a job; return the execution's id. With ``only_deletions`` it only deletes documents whose rows were deleted."""
        parameters = f"full={full}&only_deletions={only_deletions}".lower()
        response = self.call("POST", f"{_definition_path('ingestion', id)}/_run?{parameters}")
        return str(response["job"]["execution"])

    def verify(self, id: str) -> str:
        """Start a verification of a job; return the execution's id."""
        response = self.call("POST", f"{_definition_path('ingestion', id)}/_verify")
        return str(response["job"]["execution"])

    def abort(self, id: str) -> dict[str, Any]:
        """Abort a job and wait for its end; return the status."""
        status: dict[str, Any] = self.call("POST", f"{JOBS}/{quote(id, safe='')}/_abort?detailed=true")["status"]
        return status

    def switch_schedule(self, id: str, *, enabled: bool) -> dict[str, Any]:
        """Enable or disable a job's schedule; return the response."""
        return self.call("POST", f"{_definition_path('ingestion', id)}/{'_enable' if enabled else '_disable'}")

    def positions(self, id: str) -> dict[str, Any]:
        """Return a job's positions that are set."""
        positions: dict[str, Any] = self.call("GET", f"{_definition_path('ingestion', id)}/_positions")["positions"]
        return positions

    def reset_positions(self, id: str) -> None:
        """Reset a job's positions."""
        self.call("DELETE", f"{_definition_path('ingestion', id)}/_positions")

    def dead_letters(self, id: str, selected: dict[str, Any], *, documents: bool, size: int = 100) -> dict[str, Any]:
        """Return ``total`` and ``hits`` of a job's newest rejected rows, or of the ``selected`` ones, on request with ``documents``."""
        parameters = f"size={size}&detailed={str(documents).lower()}"
        if selected:
            body = _ids_query(id, selected["ids"]) if "ids" in selected else {**selected, "id": id}
            response = self.call("POST", f"{DEAD_LETTERS}/_search?{parameters}", body)
        else:
            response = self.call("GET", f"{_dead_letters_path(id)}?{parameters}")
        hits: dict[str, Any] = response["hits"]
        return hits

    def dead_letter_groups(self, filters: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the groups of the rejected rows that match the filters, the largest first."""
        groups: list[dict[str, Any]] = self.call("POST", f"{DEAD_LETTERS}/_groups", filters)["groups"]
        return groups

    def retry_dead_letters(self, id: str, selected: dict[str, Any]) -> dict[str, Any]:
        """Retry a job's dead letters, or the ``selected`` ones, until none is left or no more progress is made.

        Return the counts ``taken`` (indexed), ``kept`` (rejected again), ``left`` (not tried) and ``unfit`` (cannot be retried).
        """
        taken, counts = 0, {"left": 1, "taken": 1}
        while counts["left"] and counts["taken"]:
            counts = self.call("POST", f"{_dead_letters_path(id)}/_retry", selected)
            taken += counts["taken"]
        return {name: counts[name] for name in ("kept", "left", "unfit")} | {"taken": taken}

    def delete_dead_letters(self, id: str, selected: dict[str, Any]) -> int:
        """Delete the ``selected`` dead letters of a job, or with an empty selection all; return their number."""
        deleted, counts = 0, {"left": 1, "deleted": 1}
        while counts["left"] and counts["deleted"]:
            counts = self.call("POST", f"{_dead_letters_path(id)}/_delete", selected or {"all": True})
            deleted += counts["deleted"]
        return deleted

    def follow(self, id: str, execution: str | None = None, *, interval: float = 0.5) -> Iterator[dict[str, Any]]:
        """Yield the status of an execution, by default the job's current one, every ``interval`` seconds, the final one last.

        Raise :class:`ServiceUnavailable` once the API has been unreachable for :data:`UNREACHABLE_TIMEOUT` seconds, or at once if its
        first call fails.
        """
        outage = _Outage(is_known=execution is not None)
        while True:
            try:
                status = self.status(id)
                execution = execution or str(status["details"]["execution"])
                if status["details"]["execution"] != execution:
                    status = self._find_execution(execution) or status
                outage.end()
            except ServiceUnavailable:
                if outage.is_too_long():
                    raise
            else:
                yield status
                if not status["is_running"]:
                    return
            time.sleep(interval)

    def watch(self, *, interval: float = 1.0) -> Iterator[list[dict[str, Any]]]:
        """Yield the statuses of the running jobs, and of the last ones that ended meanwhile, every ``interval`` seconds, without end.

        Raise :class:`ServiceUnavailable` as :meth:`follow` does.
        """
        outage, watched = _Outage(is_known=False), dict[str, dict[str, Any]]()
        while True:
            try:
                running = {job["status"]["id"]: job["status"] for job in self.jobs()}
                others = [status for id, status in watched.items() if id not in running]
                ended = [self._find_status(each["id"]) if each["is_running"] else each for each in others]
                outage.end()
            except ServiceUnavailable:
                if outage.is_too_long():
                    raise
            else:
                watched = {status["id"]: status for status in ended if status}
                watched = dict(list(watched.items())[-MAX_ENDED_JOBS:]) | running
                yield list(watched.values())
            time.sleep(interval)

    def _find_status(self, id: str) -> dict[str, Any] | None:
        """Return a job's status, or None if the job was deleted."""
        try:
            return self.status(id)
        except NotFound:
            return None

    def _find_execution(self, execution: str) -> dict[str, Any] | None:
        """Return the status of an execution from the job log, for a job that already has a newer one."""
        response = self.call("POST", "/_siren/connector/jobs/_search?detailed=true", {"query": {"ids": {"values": [execution]}}})
        hits = response["hits"]["hits"]
        status: dict[str, Any] | None = hits[0]["_source"]["ingestion"] if hits else None
        return status


class _Outage:
    """The time since the API became unreachable; ``is_known`` says whether it has answered before."""

    def __init__(self, *, is_known: bool) -> None:
        self._deadline = math.inf if is_known else time.monotonic()

    def end(self) -> None:
        """Note that the API answers."""
        self._deadline = math.inf

    def is_too_long(self) -> bool:
        """Note that the API does not answer; return whether this is not tolerated any longer."""
        self._deadline = min(self._deadline, time.monotonic() + UNREACHABLE_TIMEOUT)
        return time.monotonic() >= self._deadline


def _definition_path(kind: str, id: str) -> str:
    return f"/_siren/connector/{kind}/{quote(id, safe='')}"


def _dead_letters_path(id: str) -> str:
    return f"{_definition_path('ingestion', id)}/_dead_letters"


def _ids_query(job: str, ids: list[str]) -> dict[str, Any]:
    """Return the body of a search for a job's dead letters by id, newest first."""
    return {"query": {"bool": {"filter": [{"term": {"job": job}}, {"ids": {"values": ids}}]}}, "sort": [{"@timestamp": "desc"}]}


def _translate(response: urllib.error.HTTPError) -> SidecarError:
    if response.code in _REDIRECTS:
        reason = f"[{response.url}] redirects to [{response.headers.get('Location', '')}], which is not followed; pass the final URL"
        return ApiError(reason, response.code, "exception")
    error = _parse_error(response)
    return ServiceUnavailable(error.reason) if response.code == ServiceUnavailable.status else error


def _parse_error(response: urllib.error.HTTPError) -> SidecarError:
    try:
        body = json.load(response)
    except ValueError:
        return ApiError(f"HTTP {response.code}", response.code, "exception")
    cause = body.get("error") if isinstance(body, dict) else None
    if not isinstance(cause, dict):
        if response.code == 404 and isinstance(body, dict) and "_id" in body:
            is_job = "/connector/jobs/" in (response.url or "")
            return NotFound(f"[{body['_id']}] {'not found: it was never run, or its job log was deleted' if is_job else 'does not exist'}")
        return ApiError(f"HTTP {response.code}", response.code, "exception", body)
    reason = str(cause.get("reason"))
    return NotFound(reason) if response.code == 404 else ApiError(reason, response.code, str(cause.get("type")), body)
