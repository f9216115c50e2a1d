"""The query parameters of an endpoint: which it knows, and what their values mean, worded as Elasticsearch words it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import current_app, g, request

from sidecar.api.compat.errors import UnderlyingError
from sidecar.errors import BadRequest

COMMON = frozenset({"pretty", "human", "filter_path", "error_trace", "format"})
"""What every endpoint knows."""

NO_LIMIT = -1.0
"""A duration of ``-1``: wait as long as it takes."""

_INT = 2**31 - 1
_LONG = 2**63 - 1
_UNITS = {"nanos": 1e-9, "micros": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
"""Seconds of each unit, in the order in which the endings are tried."""
_LONGEST = 1e9
"""Seconds. Thirty years; the waits of Python's threads fail over three hundred."""

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """What an endpoint takes beside its path. Nothing, unless it is declared."""

    names: frozenset[str] = frozenset()
    body: bool = False


def accepts(*names: str, body: bool = False) -> Callable[[View], View]:
    """Declare the query parameters that a view knows beside the common ones, and whether it reads a body."""

    def declare(view: View) -> View:
        view.accepted = Accepted(names=frozenset(names), body=body)  # type: ignore[attr-defined]
        return view

    return declare


def accepted() -> Accepted:
    """Give what the view of the present request declared."""
    view = current_app.view_functions[request.endpoint or ""]
    declared = getattr(view, "accepted", None)
    return declared if isinstance(declared, Accepted) else Accepted()


def check(has_body: bool) -> None:
    """Refuse parameters that the endpoint does not know, and a body that it does not read."""
    known = accepted().names | COMMON
    unknown = sorted(set(g.parameters) - known)
    if unknown:
        listed = ", ".join(f"[{name}]{_did_you_mean(name, known)}" for name in unknown)
        raise BadRequest(f"request [{request.path}] contains unrecognized parameter{'s' if len(unknown) > 1 else ''}: {listed}")
    if has_body and not accepted().body:
        raise BadRequest(f"request [{request.method} {request.path}] does not support having a body")


@dataclass(frozen=True)
class Parameters:
    """Query parameters, read by type. Each reader gives its default where the parameter is absent, else raises :class:`BadRequest`."""

    values: dict[str, str]
    known: frozenset[str] = field(default=COMMON)

    def text(self, name: str, default: str | None = None) -> str | None:
        """Read a value as it stands. Asking for one that the endpoint did not declare is a mistake in the code, and a LookupError."""
        if name not in self.known:
            raise LookupError(f"the endpoint does not declare the parameter [{name}]")
        return self.values.get(name, default)

    def texts(self, name: str) -> tuple[str, ...]:
        """Read a comma list; blanks around an item and empty items do not count."""
        items = (item.strip() for item in (self.text(name) or "").split(","))
        return tuple(item for item in items if item)

    def boolean(self, name: str, default: bool = False) -> bool:
        """Read ``true`` or ``false``; a name without a value is true."""
        value = self.text(name)
        if value is None:
            return default
        if value not in ("", "true", "false"):
            raise BadRequest(f"Failed to parse value [{value}] as only [true] or [false] are allowed.")
        return value != "false"

    def integer(self, name: str, default: int, *, least: int = -_INT - 1, most: int = _INT) -> int:
        """Read a whole number of 32 bits, within two bounds, both inclusive."""
        value = self.text(name)
        if value is None:
            return default
        return self._bounded(name, whole(name, value), least, most)

    def long(self, name: str) -> int | None:
        """Read a whole number of 64 bits."""
        value = self.text(name)
        return None if value is None else _whole(name, value, "long", _LONG)

    def duration(self, name: str, default: float) -> float:
        """Read a time value, such as ``30s`` or ``500ms``, in seconds; ``-1`` gives :data:`NO_LIMIT`."""
        value = self.text(name)
        return default if value is None else _seconds(name, value)

    def _bounded(self, name: str, value: int, least: int, most: int) -> int:
        if value < least == 0:
            raise negative(name, value)
        if not least <= value <= most:
            raise BadRequest(f"[{name}] parameter must be between [{least}] and [{most}], found [{value}]")
        return value


def parameters() -> Parameters:
    """Give the parameters of the present request."""
    return Parameters(g.parameters, accepted().names | COMMON)


def checked_id(value: str) -> str:
    """Give the id back, or refuse one that is not 1 to 128 characters of ``[A-Za-z0-9._-]`` beginning with a letter or digit."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}", value):
        shown = value if len(value) <= 140 else f"{value[:140]}…"
        raise BadRequest(
            f"invalid id [{shown}], must be 1 to 128 characters long, hold only letters, digits, [.], [_] and [-], "
            "and not begin with [_], [-], [+] or [.]"
        )
    return value


def negative(name: str, value: int) -> BadRequest:
    """Make the error that refuses a negative number; Elasticsearch words it in two ways."""
    return BadRequest(f"[{name}] parameter cannot be negative{' but was' if name == 'from' else ', found'} [{value}]")


def whole(name: str, value: str) -> int:
    """Read a whole number of 32 bits."""
    return _whole(name, value, "int", _INT)


def _whole(name: str, value: str, width: str, most: int) -> int:
    # The length is looked at first: Python refuses to convert thousands of digits, by an error of its own.
    number = int(value) if len(value) <= 20 and re.fullmatch(r"[+-]?\d+", value) else None
    if number is None or not -most - 1 <= number <= most:
        raise BadRequest(f"Failed to parse {width} parameter [{name}] with value [{value}]") from _number_format(value)
    return number


def _number_format(value: str) -> UnderlyingError:
    return UnderlyingError("number_format_exception", f'For input string: "{value}"')


def _seconds(name: str, value: str) -> float:
    normal = value.strip().lower()
    if re.fullmatch(r"-0*1", normal):
        return NO_LIMIT
    if re.fullmatch(r"0+", normal):
        return 0.0
    # ``1M`` is not a minute: elsewhere it would be a month.
    unit = None if value.strip().endswith("M") else next((unit for unit in _UNITS if normal.endswith(unit)), None)
    if unit is None:
        raise BadRequest(f"failed to parse setting [{name}] with value [{value}] as a time value: unit is missing or unrecognized")
    return _amount(name, value, normal.removesuffix(unit).strip(), _UNITS[unit])


def _amount(name: str, value: str, digits: str, seconds: float) -> float:
    if not re.fullmatch(r"[+-]?\d{1,18}", digits):
        fraction = re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", digits)
        reason = f"failed to parse [{value}]" + (", fractional time values are not supported" if fraction else "")
        raise BadRequest(reason) from _number_format(digits)
    amount = int(digits)
    if amount < -1:
        raise BadRequest(f"failed to parse setting [{name}] with value [{value}] as a time value: negative durations are not supported")
    return NO_LIMIT if amount == -1 else min(amount * seconds, _LONGEST)


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    """Give Elasticsearch's suggestion: every known name whose letters agree by more than half, nearest first."""
    scored = [(1 - _distance(name, other) / max(len(name), len(other)), other) for other in known]
    near = [other for score, other in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score > 0.5]
    if not near:
        return ""
    return f" -> did you mean [{near[0]}]?" if len(near) == 1 else f" -> did you mean any of [{', '.join(near)}]?"


def _distance(left: str, right: str) -> int:
    """Count the letters to change, add or drop (Levenshtein). Names are cut, since a caller chooses how long one is."""
    left, row = left[:64], list(range(len(right) + 1))
    for place, letter in enumerate(left, start=1):
        above, row = row, [place]
        for other, before in enumerate(above[:-1]):
            row.append(min(before + (letter != right[other]), above[other + 1] + 1, row[-1] + 1))
    return row[-1]
