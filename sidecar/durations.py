"""Durations such as ``500ms``, ``30s`` or ``90d``: a number and one of Elasticsearch's units."""

import re
from decimal import Decimal

SECONDS = {"ms": Decimal("0.001"), "s": Decimal(1), "m": Decimal(60), "h": Decimal(3600), "d": Decimal(86_400)}
"""Seconds of each unit, in the order in which suffixes are tried."""
_DURATION = re.compile(r"(\d{1,20}(?:\.\d{1,20})?)(ms|s|m|h|d)", re.ASCII)


def parse_duration(text: str) -> Decimal | None:
    """Return the seconds of a duration, which may have a fraction; None for any other text."""
    match = _DURATION.fullmatch(text)
    return Decimal(match[1]) * SECONDS[match[2]] if match else None
