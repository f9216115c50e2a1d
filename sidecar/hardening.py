"""Keep passwords where they are used: out of memory images, out of log lines, and out of the environment of who has no use for them."""

import ctypes
import json
import resource
import sys
from collections.abc import Iterator, Mapping
from urllib.parse import quote, quote_plus

_PR_SET_DUMPABLE = 4
SHORTEST = 4
"""Characters of a secret that is looked for in words: shorter ones are in many words by chance."""


def keep_memory() -> None:
    """Let nothing of this process's memory get into a core dump, or be read by other processes of the same user.

    Where core dumps are piped to a program the bound on their size does not hold, so both ways are taken. Debuggers and profilers
    need root from then on.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def serving(environ: Mapping[str, str]) -> dict[str, str]:
    """Give the environment of an API, an agent or an execution: without the settings of the commands that call an API."""
    return {name: value for name, value in environ.items() if not name.startswith("SIDECAR_API_")}


def without_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """Give the environment of a program that needs no setting."""
    return {name: value for name, value in environ.items() if not name.startswith("SIDECAR_")}


def masked(text: str, secret: str | None) -> str:
    """Take a secret out of words, also as a URL, Python or JSON writes it."""
    for form in _forms(secret or ""):
        text = text.replace(form, "***")
    return text


def _forms(secret: str) -> Iterator[str]:
    if len(secret) >= SHORTEST:
        yield from {
            secret,
            quote(secret, safe="", errors="replace"),
            quote_plus(secret, errors="replace"),
            repr(secret)[1:-1],
            json.dumps(secret)[1:-1],
        }
