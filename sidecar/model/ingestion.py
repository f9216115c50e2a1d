"""An ingestion: a saved definition of what to read and where to write it."""

import enum
import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

from sidecar.errors import BadRequest, InvalidField
from sidecar.model.body_fields import Fields, did_you_mean, kind_of
from sidecar.model.datasource import read_timezone
from sidecar.model.schedule import Cron
from sidecar.model.secret import Credentials


class Strategy(enum.StrEnum):
    """How rows reach the target."""

    INCREMENTAL = "INCREMENTAL"
    REPLACE = "REPLACE"


TRANSFORMS = ("copy", "geo_point", "array")

INDEX_SETTINGS = (
    "analysis", "auto_expand_replicas", "codec", "highlight.max_analyzed_offset", "mapping.coerce", "mapping.depth.limit",
    "mapping.field_name_length.limit", "mapping.ignore_malformed", "mapping.nested_fields.limit", "mapping.nested_objects.limit",
    "mapping.total_fields.limit", "max_docvalue_fields_search", "max_inner_result_window", "max_ngram_diff", "max_regex_length",
    "max_result_window", "max_shingle_diff", "max_terms_count", "number_of_replicas", "number_of_routing_shards", "number_of_shards",
    "query.default_field", "refresh_interval", "routing.allocation", "similarity", "sort.field", "sort.missing", "sort.mode",
    "sort.order", "store.preload", "translog.durability", "translog.sync_interval", "unassigned.node_left.delayed_timeout",
)  # fmt: skip
"""Index settings that a definition may give: none that runs, hides or blocks anything."""

MAPPING_KEYS = (
    "properties", "dynamic", "dynamic_templates", "dynamic_date_formats", "date_detection", "numeric_detection", "enabled", "runtime",
    "subobjects", "_source", "_routing", "_meta", "_size", "_field_names",
)  # fmt: skip
"""What a mapping may hold on its top level."""

_BAD_INDEX = re.compile(r'[\\/*?"<>| ,#:A-Z\x00-\x1f\x7f]')
_DURATION = re.compile(r"(\d{1,20})(ms|s|m|h|d)", re.ASCII)
_LONGEST = 36_500
"""Days of an overlap: far more than rows come late, and so few that no moment falls out of the calendar."""
_MILLIS = {"ms": 1, "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")


@dataclass(frozen=True, kw_only=True)
class Transform:
    """How one field of the document comes from columns."""

    input: tuple[str, ...]
    output: str
    transform: str = "copy"
    mapping: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, fields: Fields) -> "Transform":
        """Read one entry of ``transforms``."""
        kind = fields.choice("transform", TRANSFORMS, "copy")
        sources = fields.items("input", _read_source)
        fewest, most = {"copy": (1, 1), "geo_point": (2, 2), "array": (1, 1000)}[kind]
        if not fewest <= len(sources) <= most:
            wanted = f"{fewest}" if fewest == most else f"{fewest} or more"
            raise fields.wrong("input", f"must be an array of {wanted} for [{kind}], but has {len(sources)}")
        transform = cls(input=sources, output=fields.required_text("output"), transform=kind, mapping=fields.document("mapping"))
        fields.done()
        return transform

    def document(self) -> dict[str, Any]:
        """Give the JSON form."""
        plain: dict[str, Any] = {"input": [{"source": name} for name in self.input], "output": self.output, "transform": self.transform}
        return {**plain, "mapping": self.mapping} if self.mapping else plain


@dataclass(frozen=True, kw_only=True)
class Partitioning:
    """Read the query in ranges of a column."""

    column: str
    count: int

    @classmethod
    def read(cls, fields: Fields | None) -> "Partitioning | None":
        """Read ``partition``."""
        if fields is None:
            return None
        partition = cls(column=fields.required_text("column"), count=fields.integer("count", 4, 1, 64))
        fields.done()
        return partition


@dataclass(frozen=True, kw_only=True)
class Share:
    """A number, or a percentage of something."""

    number: int | None = None
    percent: float | None = None

    def of(self, whole: int) -> float:
        """Give the bound for a whole."""
        return float(self.number) if self.number is not None else whole * (self.percent or 0.0) / 100

    def to_json(self) -> int | str:
        """Give the form that came."""
        return self.number if self.number is not None else f"{self.percent:g}%"


@dataclass(frozen=True, kw_only=True)
class Ingestion:
    """A saved definition. ``pipeline`` is a name, or an inline pipeline stored as ``siren-<id>``."""

    id: str
    datasource: str
    query: str
    target: str
    strategy: Strategy = Strategy.INCREMENTAL
    staging_prefix: str | None = None
    pk_field: tuple[str, ...] = ()
    batch_size: int = 5000
    overlap: int = 0
    """A distance of keys; milliseconds where ``overlap_is_duration``."""
    overlap_is_duration: bool = False
    schedule: str | None = None
    enable_scheduler: bool = False
    timezone: str = "UTC"
    mapping: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    pipeline: str | dict[str, Any] | None = None
    transforms: tuple[Transform, ...] = ()
    ds_credentials: Credentials | None = None
    es_credentials: Credentials | None = None
    partition: Partitioning | None = None
    max_failures: Share = Share(number=0)
    removal_guard: float | None = 50.0
    """Percent of the old index that a REPLACE may lose; None switches the guard off."""
    description: str | None = None

    @classmethod
    def from_body(cls, id: str, body: dict[str, Any]) -> "Ingestion":
        """Read a request's body; raise :class:`~sidecar.errors.InvalidField` for what is wrong in it."""
        top = Fields(body, "")
        ingest = top.object("ingest")
        if ingest is None:
            raise top.wrong("ingest", "is missing")
        top.done()
        return cls._read(id, ingest)

    @classmethod
    def _read(cls, id: str, ingest: Fields) -> "Ingestion":
        overlap, is_duration = _read_overlap(ingest)
        ingestion = cls(
            id=id,
            datasource=ingest.required_text("datasource"),
            query=ingest.required_text("query"),
            target=read_index_name(ingest, "target", required=True) or "",
            strategy=Strategy(ingest.choice("strategy", [each.value for each in Strategy], Strategy.INCREMENTAL.value)),
            staging_prefix=read_index_name(ingest, "staging_prefix", required=False),
            pk_field=_read_pk_field(ingest),
            batch_size=ingest.integer("batch_size", 5000, 1, 1_000_000),
            overlap=overlap,
            overlap_is_duration=is_duration,
            schedule=_read_schedule(ingest),
            enable_scheduler=ingest.boolean("enable_scheduler", ingest.boolean("enable_schedule", False)),
            timezone=read_timezone(ingest),
            mapping=_read_mapping(ingest),
            settings=_read_settings(ingest),
            pipeline=_read_pipeline(ingest),
            transforms=ingest.items("transforms", Transform.read),
            ds_credentials=Credentials.read(ingest.object("ds_credentials")),
            es_credentials=Credentials.read(ingest.object("es_credentials")),
            partition=Partitioning.read(ingest.object("partition")),
            max_failures=_read_max_failures(ingest),
            removal_guard=_read_guard(ingest),
            description=ingest.text("description"),
        )
        ingest.done()
        if ingestion.enable_scheduler and ingestion.schedule is None:
            raise ingest.wrong("schedule", "is missing, but [enable_scheduler] is true")
        return ingestion

    @classmethod
    def stored(cls, id: str, source: dict[str, Any]) -> "Ingestion":
        """Take an ingestion out of its stored document; credentials stay sealed."""
        ingest = dict(source["ingest"])
        credentials = {name: Credentials.stored(ingest.pop(name, None)) for name in ("ds_credentials", "es_credentials")}
        read = cls._read(id, Fields(ingest, "ingest"))
        return type(read)(**{**read.__dict__, **credentials})

    def public(self) -> dict[str, Any]:
        """Give the ``_source`` that anybody may see: no password in any form."""
        credentials = {"ds_credentials": self.ds_credentials, "es_credentials": self.es_credentials}
        return {"ingest": {**self._plain(), **{name: each.public() for name, each in credentials.items() if each}}}

    def document(self) -> dict[str, Any]:
        """Give the ``_source`` that is stored, passwords sealed."""
        credentials = {"ds_credentials": self.ds_credentials, "es_credentials": self.es_credentials}
        return {"ingest": {**self._plain(), **{name: each.document() for name, each in credentials.items() if each}}}

    def _plain(self) -> dict[str, Any]:
        plain: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("datasource", "query", "target", "staging_prefix", "batch_size", "schedule", "enable_scheduler", "timezone",
                         "mapping", "settings", "pipeline", "description")
        }  # fmt: skip
        plain |= {
            "strategy": self.strategy.value,
            "pk_field": self.pk_field[0] if len(self.pk_field) == 1 else list(self.pk_field),
            "overlap": f"{self.overlap}ms" if self.overlap_is_duration else self.overlap,
            "transforms": [each.document() for each in self.transforms],
            "partition": self.partition and {"column": self.partition.column, "count": self.partition.count},
            "max_failures": self.max_failures.to_json(),
            "removal_guard": "off" if self.removal_guard is None else f"{self.removal_guard:g}%",
        }
        return {name: value for name, value in plain.items() if value not in (None, [], {})}

    @property
    def staging_stem(self) -> str:
        """Give the beginning of every staging index's name."""
        return self.staging_prefix or self.target

    @property
    def pipeline_name(self) -> str | None:
        """Give the name that bulk requests use, or none."""
        return f"siren-{self.id}" if isinstance(self.pipeline, dict) else self.pipeline

    def forgets(self, other: "Ingestion") -> bool:
        """Tell whether positions of ``other`` say nothing about this definition."""
        return self.identity() != other.identity()

    def identity(self) -> str:
        """Name what positions speak of: a digest of datasource, target, key, query and strategy."""
        told = [self.datasource, self.target, list(self.pk_field), self.query, self.strategy.value]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _read_source(fields: Fields) -> str:
    source = fields.required_text("source")
    fields.done()
    return source


def read_index_name(fields: Fields, name: str, *, required: bool) -> str | None:
    """Read a name that Elasticsearch accepts for an index or alias and that is not one of the sidecar's own."""
    value = fields.required_text(name) if required else fields.text(name)
    if value is None:
        return None
    wrong = _BAD_INDEX.search(value)
    if wrong:
        shown = wrong.group() if wrong.group().isprintable() else "control characters"
        raise fields.wrong(name, f"must be a valid index name: lower case, without [{shown}]")
    if value[0] in "-_+" or value in (".", "..") or len(value.encode()) > 200:
        raise fields.wrong(name, "must be a valid index name: not beginning with [-], [_] or [+], and of 200 bytes at most")
    if value.startswith(".siren"):
        raise fields.wrong(name, f"must not be one of the sidecar's own indices, but is [{value}]")
    return value


def _read_pk_field(ingest: Fields) -> tuple[str, ...]:
    value = ingest.raw("pk_field")
    names = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(name, str) and name for name in names):
        raise ingest.wrong("pk_field", "must be a column's name or an array of such names")
    if len(set(names)) != len(names):
        raise ingest.wrong("pk_field", "names a column twice")
    return tuple(names)


def _read_overlap(ingest: Fields) -> tuple[int, bool]:
    value = ingest.raw("overlap")
    duration = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if duration:
        millis = int(duration[1]) * _MILLIS[duration[2]]
        if millis > _LONGEST * _MILLIS["d"]:
            raise ingest.wrong("overlap", f"must be at most {_LONGEST}d")
        return millis, True
    return ingest.integer("overlap", 0, 0, 2**63 - 1), False


def _read_schedule(ingest: Fields) -> str | None:
    text = ingest.text("schedule")
    if text is not None:
        try:
            Cron.parse(text)
        except BadRequest as error:
            raise InvalidField(ingest.at("schedule"), error.reason) from error
    return text


def _read_mapping(ingest: Fields) -> dict[str, Any]:
    mapping = ingest.document("mapping")
    if "properties" in mapping and not isinstance(mapping["properties"], dict):
        raise ingest.wrong("mapping.properties", f"must be an object, but is {kind_of(mapping['properties'])}")
    for name in mapping:
        if name not in MAPPING_KEYS:
            hint = did_you_mean(name, MAPPING_KEYS) or "; definitions of fields stand under [properties]"
            raise ingest.wrong(f"mapping.{name}", f"is not a key of a mapping{hint}")
    return mapping


def _flat(settings: dict[str, Any], path: str = "") -> dict[str, Any]:
    """Flatten ``{"index": {"number_of_shards": 1}}`` to dotted names without ``index.``."""
    flat: dict[str, Any] = {}
    for name, value in settings.items():
        at = f"{path}{name}".removeprefix("index.")
        flat |= _flat(value, "" if at == "index" else f"{at}.") if isinstance(value, dict) else {at: value}
    return flat


def _read_settings(ingest: Fields) -> dict[str, Any]:
    settings = _flat(ingest.document("settings"))
    for name in settings:
        if not any(name == allowed or name.startswith(f"{allowed}.") for allowed in INDEX_SETTINGS):
            raise ingest.wrong(f"settings.{name}", f"is not an index setting that can be given here{did_you_mean(name, INDEX_SETTINGS)}")
    return settings


def _read_pipeline(ingest: Fields) -> str | dict[str, Any] | None:
    value = ingest.raw("pipeline")
    if value is None or (isinstance(value, str) and value and not value.startswith("siren-")):
        return value
    if isinstance(value, dict):
        return value or None
    raise ingest.wrong("pipeline", f"must be a pipeline's name (not beginning with [siren-]) or an object, but is {kind_of(value)}")


def _read_max_failures(ingest: Fields) -> Share:
    value = ingest.raw("max_failures")
    percent = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    if percent and float(percent[1]) <= 100:
        return Share(percent=float(percent[1]))
    return Share(number=ingest.integer("max_failures", 0, 0, 2**31))


def _read_guard(ingest: Fields) -> float | None:
    value = ingest.text("removal_guard", "50%") or ""
    if value.lower() == "off":
        return None
    percent = _PERCENT.fullmatch(value)
    if not percent or float(percent[1]) > 100:
        raise ingest.wrong("removal_guard", f"must be a percentage such as [50%], or [off], but is [{value}]")
    return float(percent[1])
