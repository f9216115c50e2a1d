"""Call the sidecar's API, as the commands do."""

import base64
import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from sidecar.errors import NotFound, Refused, SidecarError, Unavailable

JOBS = "/_siren/connector/jobs/ingestion"
INGESTIONS = "/_siren/connector/ingestion"


class Api:
    """One sidecar, reached at ``url`` as ``user`` where one is given."""

    def __init__(self, url: str, username: str | None = None, password: str | None = None, *, timeout: float = 60.0) -> None:
        self.url = url.rstrip("/")
        self._headers = {"accept": "application/json", "content-type": "application/json"}
        self._timeout = timeout
        if username is not None:
            pair = base64.b64encode(f"{username}:{password or ''}".encode()).decode("ascii")
            self._headers["authorization"] = f"Basic {pair}"

    def call(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """Send a request and give its JSON answer.

        Raises :class:`NotFound` for 404, :class:`Refused` for another error answer, :class:`Unavailable` where nobody answers.
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

    def dead_letters(self, id: str, *, size: int = 100) -> dict[str, Any]:
        """Find the newest rows that a job's runs could not bring in: ``total`` and ``hits``."""
        hits: dict[str, Any] = self.call("GET", f"{INGESTIONS}/{quote(id, safe='')}/_dead_letters?size={size}&detailed=true")["hits"]
        return hits

    def retry_dead_letters(self, id: str) -> dict[str, Any]:
        """Send them again, for as long as some are taken; give the numbers of what was ``taken``, ``kept``, ``left`` and ``unfit``."""
        taken, answer = 0, {"left": 1, "taken": 1}
        while answer["left"] and answer["taken"]:
            answer = self.call("POST", f"{INGESTIONS}/{quote(id, safe='')}/_dead_letters/_retry")
            taken += answer["taken"]
        return {name: answer[name] for name in ("kept", "left", "unfit")} | {"taken": taken}

    def follow(self, id: str, *, every: float = 0.5) -> Iterator[dict[str, Any]]:
        """Give a job's status again and again, the final one last."""
        while True:
            status = self.status(id)
            yield status
            if not status["is_running"]:
                return
            time.sleep(every)


def _refused(error: urllib.error.HTTPError) -> SidecarError:
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
