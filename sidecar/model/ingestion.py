"""An ingestion: a saved definition of the rows to read and the index to write them to."""

import enum
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from sidecar.errors import InvalidField
from sidecar.model.authorship import AUTHORSHIP_FIELDS
from sidecar.model.body_fields import BodyFields
from sidecar.model.datasource import read_timezone
from sidecar.model.deletions import NO_DELETIONS, Deletions
from sidecar.model.ingestion_fields import (
    format_percentage,
    read_aliases,
    read_index_name,
    read_mapping,
    read_overlap,
    read_percentage,
    read_pipeline,
    read_pk_field,
    read_removal_guard,
    read_schedule,
    read_settings,
)
from sidecar.model.job_state import ExecutionKind
from sidecar.model.partitioning import MAX_LOCAL_RANGES, Partitioning, RangeExecutor
from sidecar.model.secret import Credentials
from sidecar.model.stored import merge_unknown, with_unknown
from sidecar.model.transform import Transform
from sidecar.model.webhook import Webhook

_WITHOUT_EFFECT_ON_TARGET = frozenset(
    {"id", "batch_size", "schedule", "enable_scheduler", "timezone", "description", "ds_credentials", "es_credentials", "on_end"}
)
"""Fields that do not decide what is written to the target. Of ``ds_credentials`` the user name does."""


class Strategy(enum.StrEnum):
    """How rows reach the target."""

    INCREMENTAL = "INCREMENTAL"
    REPLACE = "REPLACE"
    MIRROR = "MIRROR"
    """The difference between source and target is written to the target itself."""


_CREDENTIALS = ("ds_credentials", "es_credentials")


@dataclass(frozen=True, kw_only=True)
class FailureLimit:
    """The rejected rows that a run tolerates: a number, or a percentage of the rows read."""

    number: int | None = None
    percent: float | None = None

    @classmethod
    def read(cls, ingest: BodyFields) -> "FailureLimit":
        """Read ``max_failures``."""
        value = ingest.raw("max_failures")
        percent = read_percentage(value)
        if percent is None and isinstance(value, str) and value.endswith("%"):
            raise ingest.error("max_failures", f"expected a percentage from [0%] to [100%] with at most 15 digits but got [{value}]")
        return cls(number=ingest.integer("max_failures", 0, 0, 2**31)) if percent is None else cls(percent=percent)

    def limit_for(self, rows: int) -> float:
        """Return the number of rejections tolerated among ``rows``."""
        return float(self.number) if self.number is not None else rows * (self.percent or 0.0) / 100

    def to_json(self) -> int | str:
        """Return the form in a definition."""
        return self.number if self.number is not None else format_percentage(self.percent or 0.0)


@dataclass(frozen=True, kw_only=True)
class Ingestion:
    """A saved definition. ``pipeline`` is a name, or an inline definition stored as ``siren-<id>``."""

    id: str
    datasource: str
    query: str
    target: str
    strategy: Strategy = Strategy.INCREMENTAL
    staging_prefix: str | None = None
    aliases: tuple[str, ...] = ()
    """Further aliases of the target's index."""
    pk_field: tuple[str, ...] = ()
    batch_size: int = 5000
    overlap: int = 0
    """A distance of keys, or milliseconds if ``overlap_is_duration``."""
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
    max_failures: FailureLimit = FailureLimit(number=0)
    removal_guard: float | None = 50.0
    """Percentage of the old index's documents that a REPLACE may remove; None for no limit."""
    deletions: Deletions = NO_DELETIONS
    on_end: Webhook | None = None
    description: str | None = None
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_body(cls, id: str, body: dict[str, Any]) -> "Ingestion":
        """Read a request body; raise :class:`~sidecar.errors.InvalidField` if it is invalid."""
        top = BodyFields(body, "")
        ingest = top.object("ingest")
        if ingest is None:
            raise top.error("ingest", "is missing")
        top.ignore(*AUTHORSHIP_FIELDS)
        top.reject_unknown()
        ingestion = cls._read(id, ingest)
        ingestion._check_removal(ingest)
        ingestion._check_executor(ingest)
        return ingestion

    @classmethod
    def _read(cls, id: str, ingest: BodyFields) -> "Ingestion":
        overlap, is_duration = read_overlap(ingest)
        ingestion = cls(
            id=id,
            datasource=ingest.required_text("datasource"),
            query=ingest.required_text("query"),
            target=read_index_name(ingest, "target", required=True) or "",
            strategy=Strategy(ingest.choice("strategy", [each.value for each in Strategy], Strategy.INCREMENTAL.value)),
            staging_prefix=read_index_name(ingest, "staging_prefix", required=False),
            aliases=read_aliases(ingest),
            pk_field=read_pk_field(ingest),
            batch_size=ingest.integer("batch_size", 5000, 1, 1_000_000),
            overlap=overlap,
            overlap_is_duration=is_duration,
            schedule=read_schedule(ingest),
            enable_scheduler=ingest.boolean("enable_scheduler", ingest.boolean("enable_schedule", False)),
            timezone=read_timezone(ingest),
            mapping=read_mapping(ingest),
            settings=read_settings(ingest),
            pipeline=read_pipeline(ingest),
            transforms=ingest.items("transforms", Transform.read),
            ds_credentials=Credentials.read(ingest.object("ds_credentials")),
            es_credentials=Credentials.read(ingest.object("es_credentials")),
            partition=Partitioning.read(ingest.object("partition")),
            max_failures=FailureLimit.read(ingest),
            removal_guard=read_removal_guard(ingest),
            deletions=Deletions.read(ingest),
            on_end=Webhook.read(ingest.object("on_end")),
            description=ingest.text("description"),
        )
        ingest.reject_unknown()
        if ingestion.enable_scheduler and not ingestion.schedules:
            raise ingest.error("schedule", "is missing, and so is [deletions_schedule], but [enable_scheduler] is true")
        return ingestion

    def _check_removal(self, ingest: BodyFields) -> None:
        """Reject what a comparison of rows and documents cannot work with."""
        mirrors, compares = self.strategy is Strategy.MIRROR, self.deletions.compares
        deletes = compares or self.deletions.column is not None
        if deletes and self.strategy is not Strategy.INCREMENTAL:
            raise ingest.error(
                "deletions", f"cannot be combined with the strategy [{self.strategy}], which deletes documents without a row"
            )
        if (mirrors or deletes) and not self.pk_field:
            user = f"the strategy [{self.strategy}]" if mirrors else "[deletions]"
            raise ingest.error("pk_field", f"is missing, but {user} needs a key that says which document belongs to a row")
        if (mirrors or compares) and self.pipeline is not None:
            other = f"the strategy [{self.strategy}]" if mirrors else "[deletions]"
            raise ingest.error("pipeline", f"cannot be combined with {other}, because it may change ids and documents")
        if mirrors and self.partition is not None:
            raise ingest.error("partition", f"cannot be combined with the strategy [{self.strategy}]")

    def _check_executor(self, ingest: BodyFields) -> None:
        """Raise an error if workers cannot load the ranges, because rows of a lost worker are sent again; or if there are too many."""
        if self.partition is None:
            return
        is_remote, count = self.partition.executor is RangeExecutor.DASK, self.partition.count
        if not is_remote and count > MAX_LOCAL_RANGES:
            raise ingest.error("partition.count", f"expected at most {MAX_LOCAL_RANGES} without [partition.executor], but got [{count}]")
        if is_remote and self.strategy is Strategy.INCREMENTAL and not self.pk_field:
            raise ingest.error("pk_field", "is missing, but an INCREMENTAL with [partition.executor] needs a key to send rows again")

    @classmethod
    def from_document(cls, id: str, source: dict[str, Any]) -> "Ingestion":
        """Read the stored ``_source``; passwords stay encrypted."""
        stored = source["ingest"]
        plain = {name: value for name, value in stored.items() if name not in (*_CREDENTIALS, "on_end")}
        ingestion = cls._read(id, BodyFields(plain, "ingest", ignore_unknown=True))
        ingestion = replace(
            ingestion,
            on_end=Webhook.of_stored(stored.get("on_end")),
            ds_credentials=Credentials.from_document(stored.get("ds_credentials")),
            es_credentials=Credentials.from_document(stored.get("es_credentials")),
        )
        return with_unknown(ingestion, source)

    def to_public(self) -> dict[str, Any]:
        """Return the ``_source`` shown in API responses, without passwords."""
        on_end = {"on_end": self.on_end.to_public()} if self.on_end else {}
        return {"ingest": {**self._plain(), **on_end, **{name: each.to_public() for name, each in self._credentials()}}}

    def to_document(self) -> dict[str, Any]:
        """Return the stored ``_source``; raise :class:`TypeError` for a plaintext password."""
        on_end = {"on_end": self.on_end.to_document()} if self.on_end else {}
        stored = {**self._plain(), **on_end, **{name: each.to_document() for name, each in self._credentials()}}
        return merge_unknown({"ingest": stored}, self.unknown)

    @property
    def has_unknown_fields(self) -> bool:
        """Return whether it was read from a document with fields that only a newer release knows."""
        return bool(self.unknown) or any(credentials.unknown for _, credentials in self._credentials())

    def _credentials(self) -> list[tuple[str, Credentials]]:
        found = [(name, getattr(self, name)) for name in _CREDENTIALS]
        return [(name, credentials) for name, credentials in found if credentials]

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
            "aliases": list(self.aliases),
            "transforms": [each.to_document() for each in self.transforms],
            "partition": self.partition and self.partition.to_document(),
            "max_failures": self.max_failures.to_json(),
            **self.deletions.to_fields(),
            "removal_guard": "off" if self.removal_guard is None else format_percentage(self.removal_guard),
        }
        return {name: value for name, value in plain.items() if value not in (None, [], {})}

    @property
    def staging_stem(self) -> str:
        """Return the start of every staging index's name."""
        return self.staging_prefix or self.target

    @property
    def pipeline_name(self) -> str | None:
        """Return the pipeline of bulk requests, if any."""
        return f"siren-{self.id}" if isinstance(self.pipeline, dict) else self.pipeline

    def invalidates_positions_of(self, previous: "Ingestion") -> bool:
        """Return whether positions of an earlier definition are no longer valid."""
        return self.position_scope() != previous.position_scope()

    def target_changes(self, previous: "Ingestion") -> list[str]:
        """Return the fields that differ from an earlier definition and decide what is written to the target."""
        names = [each.name for each in fields(self) if each.name not in _WITHOUT_EFFECT_ON_TARGET]
        changed = [name for name in names if getattr(self, name) != getattr(previous, name)]
        same_login = _username(self.ds_credentials) == _username(previous.ds_credentials)
        return changed if same_login else [*changed, "ds_credentials"]

    @property
    def removes_documents(self) -> bool:
        """Return whether runs remove documents without a row, which other ingestions must not write."""
        return self.strategy is not Strategy.INCREMENTAL or self.deletions.compares

    @property
    def schedules(self) -> dict[ExecutionKind, str]:
        """Return the schedule of each kind of execution that has one, enabled or not."""
        schedules = {ExecutionKind.LOAD: self.schedule, ExecutionKind.DELETION: self.deletions.schedule}
        return {kind: schedule for kind, schedule in schedules.items() if schedule is not None}

    def position_scope(self) -> str:
        """Return a digest of everything positions depend on: datasource, target, key, query and strategy."""
        parts = [self.datasource, self.target, list(self.pk_field), self.query, self.strategy.value]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def require_comparable(ingestion: Ingestion) -> None:
    """Raise :class:`~sidecar.errors.InvalidField` if rows and documents of an ingestion cannot be matched."""
    if not ingestion.pk_field:
        raise InvalidField("ingest.pk_field", "is missing: without a key nothing says which document belongs to a row")


def require_deletions(ingestion: Ingestion) -> None:
    """Raise :class:`~sidecar.errors.InvalidField` if there is nothing that an execution could do that only deletes."""
    if ingestion.strategy is not Strategy.INCREMENTAL or ingestion.deletions.column is not None:
        raise InvalidField("ingest.deletions", "is not [compare]: every run deletes documents, so start one without [only_deletions]")
    if not ingestion.deletions.compares:
        raise InvalidField("ingest.deletions", "must be [compare] for a run with [only_deletions]")


def _username(credentials: Credentials | None) -> str | None:
    return credentials.username if credentials else None
