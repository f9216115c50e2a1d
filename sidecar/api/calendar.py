"""Endpoint ``/_siren/connector/schedule``: the fire times of all enabled schedules in a time range."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from heapq import merge
from itertools import islice
from typing import Any

from flask import Blueprint

from sidecar.api.compat.parameters import accepts, parameters
from sidecar.api.services import Services
from sidecar.errors import BadRequest
from sidecar.jobs.clock import now_millis
from sidecar.model.ingestion import Ingestion
from sidecar.model.job_state import ExecutionKind
from sidecar.model.schedule import fire_times
from sidecar.store.definitions import SCHEDULED

MAX_FIRES = 10_000
"""Fire times in one response."""
_DAY = 86_400_000
_MAX_RANGE = 366 * _DAY
_LAST_MILLIS = 4_102_444_800_000
"""The end of the year 2099: later times are rejected."""
_Fire = tuple[int, str, str]
"""A fire time, the id of its ingestion, and the kind of what it starts, empty for a run."""
_UNITS = {"s": 1000, "m": 60_000, "h": 3_600_000, "d": _DAY, "w": 7 * _DAY}


def calendar_blueprint(services: Services) -> Blueprint:
    """Create the blueprint of the calendar."""
    blueprint = Blueprint("calendar", __name__, url_prefix="/_siren/connector")

    @blueprint.get("/schedule")
    @accepts("from", "to", "size")
    def show() -> dict[str, Any]:
        now = now_millis()
        size = parameters().integer("size", MAX_FIRES, minimum=1, maximum=MAX_FIRES)
        begin = _read_time("from", now, now)
        end = _read_time("to", begin + 7 * _DAY, now)
        if not begin <= end <= begin + _MAX_RANGE:
            raise BadRequest(f"[to] parameter must be between [from] and 366 days later, found [{end}] with [from] [{begin}]")
        with services.request_slots.slot():
            ids = services.definitions.ingestions.find_public_ids(services.access.caller_client(), SCHEDULED)
            saved = services.definitions.ingestions.get_many(ids)
            scheduled = [each.definition for each in saved if each.definition.enable_scheduler]
            return list_fires(scheduled, begin, end) if size == MAX_FIRES else list_earliest_fires(scheduled, begin, end, size)

    return blueprint


def list_fires(ingestions: Iterable[Ingestion], begin: int, end: int) -> dict[str, Any]:
    """Return the fire times from ``begin`` to ``end`` (epoch ms), both inclusive, in order.

    With more than :data:`MAX_FIRES`, the jobs that fire most often are cut: each after the same number of fire times.
    """
    fires: list[_Fire] = []
    cut: list[dict[str, Any]] = []
    open_jobs = deque(_fires_of(each, begin, end) for each in ingestions)
    while open_jobs:
        job = open_jobs.popleft()
        fire = next(job, None)
        if fire is None:
            continue
        if len(fires) < MAX_FIRES:
            fires.append(fire)
            open_jobs.append(job)
        else:
            cut.append({"_id": fire[1], "from": fire[0]})
    cut.sort(key=lambda each: str(each["_id"]))
    return _response(begin, end, sorted(fires), is_truncated=bool(cut), cut=cut)


def list_earliest_fires(ingestions: Iterable[Ingestion], begin: int, end: int, size: int) -> dict[str, Any]:
    """Return the first ``size`` fire times of all jobs from ``begin`` to ``end`` (epoch ms), both inclusive, in order."""
    found = list(islice(merge(*(_fires_of(each, begin, end) for each in ingestions)), size + 1))
    return _response(begin, end, found[:size], is_truncated=len(found) > size, cut=[])


def _fires_of(ingestion: Ingestion, begin: int, end: int) -> Iterator[_Fire]:
    return merge(*(_fires_of_schedule(ingestion, *each, begin, end) for each in ingestion.schedules.items()))


def _fires_of_schedule(ingestion: Ingestion, kind: ExecutionKind, schedule: str, begin: int, end: int) -> Iterator[_Fire]:
    name = "" if kind is ExecutionKind.LOAD else kind.value
    return ((time, ingestion.id, name) for time in fire_times(schedule, ingestion.timezone, begin, end))


def _response(begin: int, end: int, fires: list[_Fire], *, is_truncated: bool, cut: list[dict[str, Any]]) -> dict[str, Any]:
    listed = [{"_id": id, "time": time, **({"kind": kind} if kind else {})} for time, id, kind in fires]
    return {"from": begin, "to": end, "count": len(listed), "fires": listed, "truncated": is_truncated, "cut": cut}


def _read_time(name: str, default: int, now: int) -> int:
    """Return a time in epoch milliseconds: given so, as an ISO 8601 date, or as ``now``, ``now+7d`` or ``now-1h``."""
    text = parameters().text(name)
    if text is None:
        return default
    millis = next(_parse_time(text, now), None)
    if millis is None or not 0 <= millis <= _LAST_MILLIS:
        raise BadRequest(f"[{name}] parameter must be epoch milliseconds, an ISO 8601 date, or [now] as in [now+7d], found [{text[:100]}]")
    return millis


def _parse_time(text: str, now: int) -> Iterator[int]:
    """Yield the time that a text stands for, if any."""
    if re.fullmatch(r"[0-9]{1,15}", text):
        yield int(text)
    elif found := re.fullmatch(r"now(?:([+-][0-9]{1,9})([smhdw]))?", text):
        yield now + (int(found[1]) * _UNITS[found[2]] if found[1] else 0)
    else:
        try:
            moment = datetime.fromisoformat(text)
            yield round((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() * 1000)
        except (ValueError, OverflowError):
            return
