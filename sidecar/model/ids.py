"""Ids of definitions and jobs."""

import re

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}", re.ASCII)


def is_id(text: str) -> bool:
    """Return whether a text is an id: 1 to 128 letters, digits, ``.``, ``_`` and ``-`` that start with a letter or a digit."""
    return _ID.fullmatch(text) is not None
