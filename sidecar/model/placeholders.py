"""Placeholders in the request of a webhook: ``{{name}}`` stands for a value of the execution that has ended."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

SECRET = "secret"  # noqa: S105 - a name
"""The placeholder of the secret."""
EXECUTION_VALUES = (
    "job", "execution", "state", "kind", "trigger", "strategy", "target", "count", "rejected", "deleted", "attempt", "start_time",
    "end_time", "running_time", "started_by", "infos", "root_cause", "error",
)  # fmt: skip
"""The values of an execution, in the order of the default body."""

_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")


def find_placeholders(template: Any) -> Iterator[str]:
    """Yield the names of all placeholders in the strings of a JSON value. Names of fields have none."""
    if isinstance(template, Mapping):
        template = list(template.values())
    if isinstance(template, list):
        for each in template:
            yield from find_placeholders(each)
    elif isinstance(template, str):
        yield from (name.strip() for name in _PLACEHOLDER.findall(template))


def render(template: Any, values: Mapping[str, Any]) -> Any:
    """Return a JSON value with the placeholders in its strings replaced.

    A string that is a placeholder alone becomes the value itself, which may be a number or null. Within a longer string null is empty. A
    placeholder that only another release knows is null.
    """
    if isinstance(template, Mapping):
        return {name: render(each, values) for name, each in template.items()}
    if isinstance(template, list):
        return [render(each, values) for each in template]
    if not isinstance(template, str):
        return template
    if match := _PLACEHOLDER.fullmatch(template):
        return values.get(match[1].strip())
    return render_text(template, values)


def render_text(template: str, values: Mapping[str, Any]) -> str:
    """Return a text with its placeholders replaced by text."""
    return _PLACEHOLDER.sub(lambda match: _text(values.get(match[1].strip())), template)


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)
