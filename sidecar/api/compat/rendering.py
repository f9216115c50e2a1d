"""Render responses as Elasticsearch does: compact or pretty JSON, YAML and human-readable values."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import yaml

from sidecar.api.compat.filter_path import FilterPath
from sidecar.api.compat.media_types import ResponseFormat
from sidecar.model import exact_json
from sidecar.model.exact_json import RawNumber


@dataclass(frozen=True, kw_only=True)
class Style:
    """The response style that a request asks for."""

    format: ResponseFormat = field(default_factory=ResponseFormat)
    pretty: bool = False
    human: bool = False
    error_trace: bool = False
    filter_path: FilterPath = field(default_factory=FilterPath)


def render(document: Any, style: Style) -> bytes:
    """Encode a document in the requested format and layout, without filtering or adding fields."""
    text = _to_yaml(document) if style.format.yaml else _to_pretty_json(document) if style.pretty else _to_compact_json(document)
    # JSON from a database may escape half of a surrogate pair; it is escaped again.
    return text.encode("utf-8", "backslashreplace")


def add_human_readable(document: Any, now: int) -> Any:
    """Add human-readable fields: ``start_time_string``, ``running_time``, and ``eta`` for ``eta_in_millis``.

    ``now``, in epoch milliseconds, ends the running time of an active execution. Rows under ``results`` are not changed.
    """
    if isinstance(document, list):
        return [add_human_readable(each, now) for each in document]
    if not isinstance(document, dict):
        return document
    result: dict[str, Any] = {}
    for name, value in document.items():
        result |= _readable_field(name, value, document)
        result[name] = value if name == "results" else add_human_readable(value, now)
    return result | _running_time(document, now)


def format_duration(millis: int) -> str:
    """Format a duration as Elasticsearch does: in the largest whole unit, with one decimal, truncated."""
    for unit, size in (("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)):
        if millis >= size:
            whole, tenth = divmod(millis * 10 // size, 10)
            return f"{whole}.{tenth}{unit}" if tenth else f"{whole}{unit}"
    return f"{millis}ms" if millis > 0 else "0s" if millis == 0 else str(millis)


def _is_status(document: dict[str, Any]) -> bool:
    return isinstance(document.get("start_time"), int) and "is_running" in document


def _readable_field(name: str, value: Any, document: dict[str, Any]) -> dict[str, str]:
    if not isinstance(value, int):
        return {}
    if name.endswith("_in_millis"):
        return {name.removesuffix("_in_millis"): format_duration(value)}
    return {f"{name}_string": _format_instant(value)} if name in ("start_time", "end_time") and _is_status(document) else {}


def _running_time(document: dict[str, Any], now: int) -> dict[str, str]:
    if not _is_status(document):
        return {}
    end = document.get("end_time") or (now if document["is_running"] else None)
    return {} if end is None else {"running_time": format_duration(max(0, end - document["start_time"]))}


def _format_instant(millis: int) -> str:
    return datetime.fromtimestamp(millis / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _to_compact_json(document: Any) -> str:
    return exact_json.serialize(document, separators=(",", ":"))


def _to_pretty_json(document: Any) -> str:
    text = exact_json.serialize(document, indent=2, separators=(",", " : "))
    # Strings end with a quote, so a line that ends with an empty pair of brackets is an empty array or object.
    return re.sub(r"(\[|\{)(\]|\})(,?)$", r"\1 \2\3", text, flags=re.MULTILINE) + "\n"


def _to_yaml(document: Any) -> str:
    return str(yaml.dump(document, Dumper=_Dumper, sort_keys=False, explicit_start=True, allow_unicode=True, width=float("inf")))


def _yaml_number(text: str) -> str:
    """Format a JSON number as a YAML 1.1 number: with a fraction, and a sign in its exponent."""
    whole, exponent, power = text.lower().partition("e")
    power = power if power[:1] in ("", "+", "-") else f"+{power}"
    return f"{whole if '.' in whole else f'{whole}.0'}{exponent}{power}"


class _Dumper(yaml.SafeDumper):
    """Quotes YAML as Elasticsearch does: strings always, keys only if they would not parse as strings."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write an object that occurs twice, such as a root cause, in full and not as an alias."""
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        """Quote keys only if necessary."""
        node = super().represent_mapping(tag, mapping, flow_style)
        for key, _ in node.value:
            key.style = None
        return node

    def choose_scalar_style(self) -> str:
        """Use double quotes instead of single ones."""
        style = super().choose_scalar_style()
        return '"' if style == "'" else style


_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
_Dumper.add_representer(RawNumber, lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", _yaml_number(number.text), ""))
# These are booleans in YAML 1.1. PyYAML does not know that and would not quote them as keys.
_Dumper.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("[yYnN]$"), list("yYnN"))
