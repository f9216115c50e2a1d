"""Write an answer as Elasticsearch writes its own: compact or pretty JSON, YAML, readable twins beside the machine's values."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import yaml

from sidecar.api.compat.filter_path import FilterPath
from sidecar.api.compat.media_types import Form
from sidecar.model import exact_json
from sidecar.model.exact_json import Digits


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a request wants its answer."""

    form: Form = field(default_factory=Form)
    pretty: bool = False
    human: bool = False
    error_trace: bool = False
    filter_path: FilterPath = field(default_factory=FilterPath)


def written(document: Any, style: Style) -> bytes:
    """Write a document in the form and layout that are asked for; nothing is filtered or added here."""
    text = _yaml(document) if style.form.yaml else _pretty(document) if style.pretty else _compact(document)
    # Half of a surrogate pair, which a database's JSON may hold as an escape, is written as that escape again.
    return text.encode("utf-8", "backslashreplace")


def human_twins(document: Any, now: int) -> Any:
    """Add readable twins before the machine's values: ``start_time_string``, ``running_time``, ``eta`` for ``eta_in_millis``.

    ``now``, in epoch milliseconds, is where the running time of a run ends that still goes on. Rows under ``results`` are a
    database's and stay as they are.
    """
    if isinstance(document, list):
        return [human_twins(each, now) for each in document]
    if not isinstance(document, dict):
        return document
    told: dict[str, Any] = {}
    for name, value in document.items():
        told |= _twin(name, value, document)
        told[name] = value if name == "results" else human_twins(value, now)
    return told | _running_time(document, now)


def readable(millis: int) -> str:
    """Give a duration as Elasticsearch does: in the largest unit that it fills, with one decimal, cut and not rounded."""
    for unit, size in (("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000)):
        if millis >= size:
            whole, tenth = divmod(millis * 10 // size, 10)
            return f"{whole}.{tenth}{unit}" if tenth else f"{whole}{unit}"
    return f"{millis}ms" if millis > 0 else "0s" if millis == 0 else str(millis)


def _is_status(document: dict[str, Any]) -> bool:
    return isinstance(document.get("start_time"), int) and "is_running" in document


def _twin(name: str, value: Any, document: dict[str, Any]) -> dict[str, str]:
    if not isinstance(value, int):
        return {}
    if name.endswith("_in_millis"):
        return {name.removesuffix("_in_millis"): readable(value)}
    return {f"{name}_string": _instant(value)} if name in ("start_time", "end_time") and _is_status(document) else {}


def _running_time(document: dict[str, Any], now: int) -> dict[str, str]:
    if not _is_status(document):
        return {}
    end = document.get("end_time") or (now if document["is_running"] else None)
    return {} if end is None else {"running_time": readable(max(0, end - document["start_time"]))}


def _instant(millis: int) -> str:
    return datetime.fromtimestamp(millis / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _compact(document: Any) -> str:
    return exact_json.written(document, separators=(",", ":"))


def _pretty(document: Any) -> str:
    text = exact_json.written(document, indent=2, separators=(",", " : "))
    # A string ends with its quote, so a line that ends with an empty pair really is one.
    return re.sub(r"(\[|\{)(\]|\})(,?)$", r"\1 \2\3", text, flags=re.MULTILINE) + "\n"


def _yaml(document: Any) -> str:
    return str(yaml.dump(document, Dumper=_Dumper, sort_keys=False, explicit_start=True, allow_unicode=True, width=float("inf")))


def _yaml_number(text: str) -> str:
    """Write a JSON number so that YAML 1.1 reads a number: with a fraction, and a sign in its exponent."""
    whole, exponent, power = text.lower().partition("e")
    power = power if power[:1] in ("", "+", "-") else f"+{power}"
    return f"{whole if '.' in whole else f'{whole}.0'}{exponent}{power}"


class _Dumper(yaml.SafeDumper):
    """Write YAML with the quotes of Elasticsearch: always around text, around a key only where it would not read as text."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write a thing that stands twice (a root cause) twice, not as an anchor and a reference to it."""
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        """Leave it to each key whether it needs quotes."""
        node = super().represent_mapping(tag, mapping, flow_style)
        for key, _ in node.value:
            key.style = None
        return node

    def choose_scalar_style(self) -> str:
        """Take double quotes where single ones would do."""
        style = super().choose_scalar_style()
        return '"' if style == "'" else style


_Dumper.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
_Dumper.add_representer(Digits, lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", _yaml_number(number.text), ""))
# YAML 1.1 reads these as booleans; the library, which does not, would leave them unquoted as keys.
_Dumper.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("[yYnN]$"), list("yYnN"))
