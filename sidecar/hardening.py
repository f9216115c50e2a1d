"""Keep secrets out of core dumps, other processes, log lines and the environment of child processes."""

import json
import resource
from collections.abc import Iterator, Mapping
from urllib.parse import quote, quote_plus

from sidecar import prctl

MIN_SECRET_LENGTH = 4
"""Characters of a secret to redact: shorter ones occur in ordinary words."""


def protect_memory() -> None:
    """Forbid core dumps of this process, and access to its memory by other processes of the same user.

    Both are needed: the size limit does not apply where core dumps are piped to a program. Debuggers and profilers then need root.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    prctl.forbid_memory_access()


def service_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for an API, agent or execution process: all but ``SIDECAR_API_*``, which only commands need."""
    return {name: value for name, value in environ.items() if not name.startswith("SIDECAR_API_")}


def environment_without_settings(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without any ``SIDECAR_*`` variable, and without ``OTEL_*``, of which one has the token of the collector."""
    return {name: value for name, value in environ.items() if not name.startswith(("SIDECAR_", "OTEL_"))}


def redact(text: str, secret: str | None) -> str:
    """Replace a secret with ``***``, in its URL-encoded, Python and JSON forms as well."""
    for form in _encoded_forms(secret or ""):
        text = text.replace(form, "***")
    return text


def _encoded_forms(secret: str) -> Iterator[str]:
    if len(secret) >= MIN_SECRET_LENGTH:
        yield from {
            secret,
            quote(secret, safe="", errors="replace"),
            quote_plus(secret, errors="replace"),
            repr(secret)[1:-1],
            json.dumps(secret)[1:-1],
        }
