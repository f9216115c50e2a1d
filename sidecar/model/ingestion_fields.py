"""Read and check the fields of an ingestion that have their own syntax."""

import re
from decimal import Decimal
from typing import Any

from sidecar.durations import SECONDS, parse_duration
from sidecar.errors import BadRequest, InvalidField
from sidecar.model.body_fields import BodyFields, describe_value
from sidecar.model.cron import Cron
from sidecar.suggestions import did_you_mean

INDEX_SETTINGS = (
    "analysis", "auto_expand_replicas", "codec", "highlight.max_analyzed_offset", "mapping.coerce", "mapping.depth.limit",
    "mapping.exclude_source_vectors",
    "mapping.field_name_length.limit", "mapping.ignore_malformed", "mapping.nested_fields.limit", "mapping.nested_objects.limit",
    "mapping.total_fields.limit", "max_docvalue_fields_search", "max_inner_result_window", "max_ngram_diff", "max_regex_length",
    "max_result_window", "max_shingle_diff", "max_terms_count", "number_of_replicas", "number_of_routing_shards", "number_of_shards",
    "query.default_field", "refresh_interval", "routing.allocation", "similarity", "sort.field", "sort.missing", "sort.mode",
    "sort.order", "store.preload", "translog.durability", "translog.sync_interval", "unassigned.node_left.delayed_timeout",
)  # fmt: skip
"""Index settings that an ingestion may set: no setting that runs code, hides the index or blocks access."""

MAPPING_KEYS = (
    "properties", "dynamic", "dynamic_templates", "dynamic_date_formats", "date_detection", "numeric_detection", "enabled", "runtime",
    "subobjects", "_source", "_routing", "_meta", "_size", "_field_names",
)  # fmt: skip
"""Top-level keys of a mapping."""

_INVALID_INDEX_CHARACTER = re.compile(r'[\\/*?"<>| ,#:A-Z\x00-\x1f\x7f]')
_MAX_OVERLAP = 36_500
"""Days: more than rows are ever late, and few enough that every timestamp stays valid."""
_PERCENT = re.compile(r"(\d{1,20}(?:\.\d{1,400})?(?:e[+-]?\d{1,3})?)%", re.ASCII | re.IGNORECASE)
"""A percentage. Earlier releases stored small ones with an exponent."""


def read_index_name(fields: BodyFields, name: str, *, required: bool) -> str | None:
    """Read a valid name of an index or alias that is not one of the sidecar's own."""
    value = fields.required_text(name) if required else fields.text(name)
    return None if value is None else _check_index_name(fields, name, value)


def read_aliases(ingest: BodyFields) -> tuple[str, ...]:
    """Read ``aliases``, an array of valid alias names other than the target."""
    value = ingest.raw("aliases")
    if value is not None and not (isinstance(value, list) and all(isinstance(name, str) and name for name in value)):
        raise ingest.error("aliases", f"expected an array of alias names but got {describe_value(value)}")
    names = tuple(value or ())
    for number, name in enumerate(names):
        path = f"aliases[{number}]"
        _check_index_name(ingest, path, name)
        if name == ingest.text("target"):
            raise ingest.error(path, f"must not be the target [{name}]")
        if name in names[:number]:
            raise ingest.error(path, f"contains the alias [{name}] twice")
    return names


def _check_index_name(fields: BodyFields, name: str, value: str) -> str:
    invalid = _INVALID_INDEX_CHARACTER.search(value)
    if invalid:
        shown = invalid.group() if invalid.group().isprintable() else "control characters"
        raise fields.error(name, f"must be a valid index name: lower case, without [{shown}]")
    if value[0] in "-_+" or value in (".", "..") or len(value.encode()) > 200:
        raise fields.error(name, "must be a valid index name: at most 200 bytes, and not starting with [-], [_] or [+]")
    if value.startswith(".siren"):
        raise fields.error(name, f"must not be one of the sidecar's own indices but is [{value}]")
    return value


def read_pk_field(ingest: BodyFields) -> tuple[str, ...]:
    """Read ``pk_field``, a column name or an array of them."""
    value = ingest.raw("pk_field")
    names = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(name, str) and name for name in names):
        raise ingest.error("pk_field", "expected a column name or an array of column names")
    if len(set(names)) != len(names):
        raise ingest.error("pk_field", "contains a column twice")
    return tuple(names)


def read_overlap(ingest: BodyFields) -> tuple[int, bool]:
    """Read ``overlap``; return a distance of keys, or milliseconds with True for a duration such as ``5m``."""
    value = ingest.raw("overlap")
    seconds = parse_duration(value) if isinstance(value, str) and "." not in value else None
    if seconds is not None:
        if seconds > _MAX_OVERLAP * SECONDS["d"]:
            raise ingest.error("overlap", f"must be at most {_MAX_OVERLAP}d")
        return int(seconds * 1000), True
    return ingest.integer("overlap", 0, 0, 2**63 - 1), False


def read_schedule(ingest: BodyFields, name: str = "schedule") -> str | None:
    """Read a Quartz cron expression."""
    text = ingest.text(name)
    if text is not None:
        try:
            Cron.parse(text)
        except BadRequest as error:
            raise InvalidField(ingest.path_of(name), error.reason) from error
    return text


def read_mapping(ingest: BodyFields) -> dict[str, Any]:
    """Read ``mapping``; only its top level is checked here, the rest by Elasticsearch."""
    mapping = ingest.raw_object("mapping")
    if "properties" in mapping and not isinstance(mapping["properties"], dict):
        raise ingest.error("mapping.properties", f"expected an object but got {describe_value(mapping['properties'])}")
    for name in mapping:
        if name not in MAPPING_KEYS:
            hint = did_you_mean(name, MAPPING_KEYS) or "; define fields under [properties]"
            raise ingest.error(f"mapping.{name}", f"unknown mapping parameter{hint}")
    return mapping


def read_settings(ingest: BodyFields) -> dict[str, Any]:
    """Read ``settings`` as dotted names without ``index.``; reject those not in :data:`INDEX_SETTINGS`."""
    settings = _flatten(ingest.raw_object("settings"))
    for name in settings:
        if not any(name == allowed or name.startswith(f"{allowed}.") for allowed in INDEX_SETTINGS):
            raise ingest.error(f"settings.{name}", f"is not an index setting allowed here{did_you_mean(name, INDEX_SETTINGS)}")
    return settings


def _flatten(settings: dict[str, Any], path: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in settings.items():
        full_name = f"{path}{name}".removeprefix("index.")
        flat |= _flatten(value, "" if full_name == "index" else f"{full_name}.") if isinstance(value, dict) else {full_name: value}
    return flat


def read_pipeline(ingest: BodyFields) -> str | dict[str, Any] | None:
    """Read ``pipeline``, the name of an ingest pipeline or its definition."""
    value = ingest.raw("pipeline")
    if value is None or (isinstance(value, str) and value and not value.startswith("siren-")):
        return value
    if isinstance(value, dict):
        return value or None
    raise ingest.error("pipeline", f"expected a pipeline name (not starting with [siren-]) or an object but got {describe_value(value)}")


def read_percentage(value: Any) -> float | None:
    """Return the number of a percentage such as ``50%``; None for anything else, also for more digits than a float holds."""
    found = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    percent = float(found[1])
    return percent if percent <= 100 and Decimal(repr(percent)) == Decimal(found[1]) else None


def format_percentage(percent: float) -> str:
    """Return a percentage with all its digits, as :func:`read_percentage` reads it."""
    return f"{Decimal(repr(percent)).normalize():f}%"


def read_removal_guard(ingest: BodyFields) -> float | None:
    """Read ``removal_guard`` in percent; None for ``off``."""
    value = ingest.text("removal_guard", "50%") or ""
    if value.lower() == "off":
        return None
    percent = read_percentage(value)
    if percent is None:
        raise ingest.error(
            "removal_guard", f"expected a percentage from [0%] to [100%] with at most 15 digits, or [off], but got [{value}]"
        )
    return percent
