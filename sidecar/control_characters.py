"""Escape what could control a terminal in texts from databases and clusters."""

import re

_CONTROLS = re.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]")
"""Control characters except the line break, marks that change the direction of writing, and halves of characters."""


def escape_control_characters(text: str) -> str:
    """Return a text with escapes such as ``\\x1b`` for its control characters."""
    return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
