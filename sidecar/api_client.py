"""Call the sidecar's API, as the commands do."""

import base64
import http.client
import json
import math
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from sidecar.errors import NotFound, Refused, SidecarError, Unavailable

JOBS = "/_siren/connector/jobs/ingestion"
INGESTIONS = "/_siren/connector/ingestion"
PATIENCE = 60.0
"""Seconds for which whoever follows a job bears that nobody answers: the job goes on without the API."""


class Api:
    """One sidecar, reached at ``url`` as a user, or with an API key, where one is given."""

    def __init__(
        self, url: str, username: str | None = None, password: str | None = None, *, api_key: str | None = None, timeout: float = 60.0
    ) -> None:
        self.url = url.rstrip("/")
        self._headers = {"accept": "application/json", "content-type": "application/json"}
        self._timeout = timeout
        if username is not None:
            pair = base64.b64encode(f"{username}:{password or ''}".encode()).decode("ascii")
            self._headers["authorization"] = f"Basic {pair}"
        elif api_key is not None:
            self._headers["authorization"] = f"ApiKey {api_key}"

    def call(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """Send a request and give its JSON answer.

        Raises :class:`NotFound` for 404, :class:`Unavailable` for 503 and where nobody answers, :class:`Refused` for another error.
        """
        data = None if body is None else json.dumps(body).encode()
        try:
            request = urllib.request.Request(self.url + path, data, self._headers, method=method)  # noqa: S310 - an operator's own URL
            with urllib.request.urlopen(request, timeout=self._timeout) as answer:  # noqa: S310
                document: dict[str, Any] = json.load(answer)
                return document
        except urllib.error.HTTPError as error:
            raise _refused(error) from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise Unavailable(f"no sidecar answers at {self.url}: {getattr(error, 'reason', error)}") from error

    def jobs(self) -> list[dict[str, Any]]:
        """List the jobs that run."""
        jobs: list[dict[str, Any]] = self.call("GET", f"{JOBS}?detailed=true")["jobs"]
        return jobs

    def status(self, id: str) -> dict[str, Any]:
        """Get a job's current or last status, with details."""
        status: dict[str, Any] = self.call("GET", f"{JOBS}/{quote(id, safe='')}?detailed=true")["status"]
        return status

    def run(self, id: str, *, full: bool = False) -> str:
        """Start a job; give the execution's id."""
        answer = self.call("POST", f"{INGESTIONS}/{quote(id, safe='')}/_run?full={str(full).lower()}")
        return str(answer["job"]["execution"])

    def abort(self, id: str) -> dict[str, Any]:
        """Abort a job; give the status at the end."""
        status: dict[str, Any] = self.call("POST", f"{JOBS}/{quote(id, safe='')}/_abort?detailed=true")["status"]
        return status

    def dead_letters(self, id: str, *, documents: bool, size: int = 100) -> dict[str, Any]:
        """Find the newest rows that a job's runs could not bring in, with their ``documents`` or without: ``total`` and ``hits``."""
        wanted = f"size={size}&detailed={str(documents).lower()}"
        hits: dict[str, Any] = self.call("GET", f"{INGESTIONS}/{quote(id, safe='')}/_dead_letters?{wanted}")["hits"]
        return hits

    def retry_dead_letters(self, id: str) -> dict[str, Any]:
        """Send them again, for as long as some are taken; give the numbers of what was ``taken``, ``kept``, ``left`` and ``unfit``."""
        taken, answer = 0, {"left": 1, "taken": 1}
        while answer["left"] and answer["taken"]:
            answer = self.call("POST", f"{INGESTIONS}/{quote(id, safe='')}/_dead_letters/_retry")
            taken += answer["taken"]
        return {name: answer[name] for name in ("kept", "left", "unfit")} | {"taken": taken}

    def follow(self, id: str, execution: str | None = None, *, every: float = 0.5) -> Iterator[dict[str, Any]]:
        """Give the status of an execution, by default the job's present one, again and again, the final one last.

        Raises :class:`Unavailable` once nobody has answered for :data:`PATIENCE` seconds.
        """
        until = math.inf
        while True:
            try:
                status = self.status(id)
                execution = execution or str(status["details"]["execution"])
                if status["details"]["execution"] != execution:
                    status = self._logged(execution) or status
                until = math.inf
            except Unavailable:
                until = min(until, time.monotonic() + PATIENCE)
                if time.monotonic() >= until:
                    raise
            else:
                yield status
                if not status["is_running"]:
                    return
            time.sleep(every)

    def _logged(self, execution: str) -> dict[str, Any] | None:
        """Find an execution that another one has followed already."""
        answer = self.call("POST", "/_siren/connector/jobs/_search?detailed=true", {"query": {"ids": {"values": [execution]}}})
        hits = answer["hits"]["hits"]
        found: dict[str, Any] | None = hits[0]["_source"]["ingestion"] if hits else None
        return found


def _refused(error: urllib.error.HTTPError) -> SidecarError:
    told = _told(error)
    return Unavailable(told.reason) if error.code == Unavailable.status else told


def _told(error: urllib.error.HTTPError) -> SidecarError:
    try:
        body = json.load(error)
    except ValueError:
        return Refused(f"HTTP {error.code}", error.code, "exception")
    cause = body.get("error") if isinstance(body, dict) else None
    if not isinstance(cause, dict):
        if error.code == 404 and isinstance(body, dict) and "_id" in body:
            return NotFound(f"nothing is known of [{body['_id']}]: it never ran, or was deleted")
        return Refused(f"HTTP {error.code}", error.code, "exception", body)
    reason = str(cause.get("reason"))
    return NotFound(reason) if error.code == 404 else Refused(reason, error.code, str(cause.get("type")), body)
