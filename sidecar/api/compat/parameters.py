"""Declare and parse the query parameters of endpoints, with Elasticsearch's error messages."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import current_app, g, request

from sidecar.api.compat.errors import ErrorCause
from sidecar.durations import SECONDS
from sidecar.errors import BadRequest
from sidecar.model.ids import is_id
from sidecar.suggestions import did_you_mean

COMMON = frozenset({"pretty", "human", "filter_path", "error_trace", "format"})
"""Parameters of every endpoint."""

NO_LIMIT = -1.0
"""The duration ``-1``: wait without a limit."""

_INT = 2**31 - 1
_LONG = 2**63 - 1
_UNITS = {"nanos": 1e-9, "micros": 1e-6, **{unit: float(seconds) for unit, seconds in SECONDS.items()}}
"""Seconds of each unit, in the order in which suffixes are tried."""
_MAX_SECONDS = 1e9
"""Longest duration in seconds, about thirty years: Python's thread waits overflow at three hundred."""

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True)
class AcceptedInput:
    """The query parameters and body that an endpoint accepts; by default none."""

    names: frozenset[str] = frozenset()
    body: bool = False


def accepts(*names: str, body: bool = False) -> Callable[[View], View]:
    """Declare a view's query parameters in addition to the common ones, and whether it reads a body."""

    def declare(view: View) -> View:
        view.accepted_input = AcceptedInput(names=frozenset(names), body=body)  # type: ignore[attr-defined]
        return view

    return declare


def accepted_input() -> AcceptedInput:
    """Return what the current request's view accepts."""
    view = current_app.view_functions[request.endpoint or ""]
    declared = getattr(view, "accepted_input", None)
    return declared if isinstance(declared, AcceptedInput) else AcceptedInput()


def check_request(has_body: bool) -> None:
    """Raise :class:`BadRequest` for parameters or a body that the endpoint does not accept."""
    known = accepted_input().names | COMMON
    unknown = sorted(set(g.parameters) - known)
    if unknown:
        names = ", ".join(f"[{name}]{did_you_mean(name, known)}" for name in unknown)
        raise BadRequest(f"request [{request.path}] contains unrecognized parameter{'s' if len(unknown) > 1 else ''}: {names}")
    if has_body and not accepted_input().body:
        raise BadRequest(f"request [{request.method} {request.path}] does not support having a body")


@dataclass(frozen=True)
class Parameters:
    """Query parameters, read by type. Readers return a default for absent ones and raise :class:`BadRequest` for invalid ones."""

    values: dict[str, str]
    known: frozenset[str] = field(default=COMMON)

    def text(self, name: str, default: str | None = None) -> str | None:
        """Return the raw value. A parameter that the endpoint does not declare raises a LookupError."""
        if name not in self.known:
            raise LookupError(f"the endpoint does not declare the parameter [{name}]")
        return self.values.get(name, default)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the items of a comma-separated list, without surrounding spaces and empty items."""
        items = (item.strip() for item in (self.text(name) or "").split(","))
        return tuple(item for item in items if item)

    def boolean(self, name: str, default: bool = False) -> bool:
        """Return a boolean; a parameter without a value is true."""
        value = self.text(name)
        if value is None:
            return default
        if value not in ("", "true", "false"):
            raise BadRequest(f"Failed to parse value [{value}] as only [true] or [false] are allowed.")
        return value != "false"

    def integer(self, name: str, default: int, *, minimum: int = -_INT - 1, maximum: int = _INT) -> int:
        """Return a 32-bit integer within inclusive bounds."""
        value = self.text(name)
        if value is None:
            return default
        return self._check_bounds(name, parse_integer(name, value), minimum, maximum)

    def long(self, name: str) -> int | None:
        """Return a 64-bit integer, or None."""
        value = self.text(name)
        return None if value is None else _parse_integer(name, value, "long", _LONG)

    def duration(self, name: str, default: float) -> float:
        """Return a time value such as ``30s`` or ``500ms`` in seconds; :data:`NO_LIMIT` for ``-1``."""
        value = self.text(name)
        return default if value is None else _parse_duration(name, value)

    def _check_bounds(self, name: str, value: int, minimum: int, maximum: int) -> int:
        if value < minimum == 0:
            raise negative_value_error(name, value)
        if not minimum <= value <= maximum:
            raise BadRequest(f"[{name}] parameter must be between [{minimum}] and [{maximum}], found [{value}]")
        return value


def parameters() -> Parameters:
    """Return the current request's query parameters."""
    return Parameters(g.parameters, accepted_input().names | COMMON)


def check_id(value: str) -> str:
    """Return the id, or raise :class:`BadRequest` for an invalid one."""
    if not is_id(value):
        shown = value if len(value) <= 140 else f"{value[:140]}…"
        raise BadRequest(
            f"invalid id [{shown}], must be 1 to 128 characters long, contain only letters, digits, [.], [_] and [-], "
            "and start with a letter or digit"
        )
    return value


def negative_value_error(name: str, value: int) -> BadRequest:
    """Return the error for a negative number. Elasticsearch has a different message for ``from``."""
    return BadRequest(f"[{name}] parameter cannot be negative{' but was' if name == 'from' else ', found'} [{value}]")


def parse_integer(name: str, value: str) -> int:
    """Return a 32-bit integer, or raise :class:`BadRequest`."""
    return _parse_integer(name, value, "int", _INT)


def _parse_integer(name: str, value: str, type: str, maximum: int) -> int:
    # The length is checked first: Python raises another error for thousands of digits.
    number = int(value) if len(value) <= 20 and re.fullmatch(r"[+-]?\d+", value) else None
    if number is None or not -maximum - 1 <= number <= maximum:
        raise BadRequest(f"Failed to parse {type} parameter [{name}] with value [{value}]") from _number_format_error(value)
    return number


def _number_format_error(value: str) -> ErrorCause:
    return ErrorCause("number_format_exception", f'For input string: "{value}"')


def _parse_duration(name: str, value: str) -> float:
    normalized = value.strip().lower()
    if re.fullmatch(r"-0*1", normalized):
        return NO_LIMIT
    if re.fullmatch(r"0+", normalized):
        return 0.0
    # ``1M`` is rejected: in Elasticsearch's date math it is a month, not a minute.
    unit = None if value.strip().endswith("M") else next((unit for unit in _UNITS if normalized.endswith(unit)), None)
    if unit is None:
        raise BadRequest(f"failed to parse setting [{name}] with value [{value}] as a time value: unit is missing or unrecognized")
    return _parse_amount(name, value, normalized.removesuffix(unit).strip(), _UNITS[unit])


def _parse_amount(name: str, value: str, digits: str, seconds: float) -> float:
    if not re.fullmatch(r"[+-]?\d{1,18}", digits):
        fraction = re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", digits)
        reason = f"failed to parse [{value}]" + (", fractional time values are not supported" if fraction else "")
        raise BadRequest(reason) from _number_format_error(digits)
    amount = int(digits)
    if amount < -1:
        raise BadRequest(f"failed to parse setting [{name}] with value [{value}] as a time value: negative durations are not supported")
    return NO_LIMIT if amount == -1 else min(amount * seconds, _MAX_SECONDS)
