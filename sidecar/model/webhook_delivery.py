"""A webhook that is still to be delivered. It is part of the lease, from the write that ends the execution on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from sidecar.model.ingestion import Ingestion
from sidecar.model.job import Details, Status, new_execution_id
from sidecar.model.job_state import JobState, Trigger
from sidecar.model.placeholders import EXECUTION_VALUES, SECRET, render, render_text
from sidecar.model.stored import merge_unknown, with_unknown
from sidecar.model.webhook import Webhook
from sidecar.model.webhook_url import WebhookUrl

MAX_DELIVERIES = 16
"""Undelivered webhooks that a lease holds; a further one replaces the oldest."""
TEST_HEADER = "Siren-Test"
_TEST = "This is a test of the webhook."
_MAX_TEXT = 1000
"""Characters of a value: errors may be long."""


@dataclass(frozen=True, kw_only=True)
class WebhookDelivery:
    """The webhook of one execution and the values of that. Times are epoch milliseconds."""

    execution: str
    webhook: Webhook
    values: Mapping[str, Any]
    created: int
    """When the execution ended."""
    attempts: int = 0
    next_try: int = 0
    """Before this time no agent sends it: one is about to, or waits after a failure."""
    is_test: bool = False
    """Whether the execution never was. A test is sent at once and not stored."""
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, webhook: Webhook, status: Status) -> "WebhookDelivery":
        """Return the delivery for an execution that has ended."""
        created = status.end_time or status.start_time
        return cls(execution=status.details.execution, webhook=webhook, values=execution_values(status), created=created)

    @classmethod
    def of_test(cls, webhook: Webhook, ingestion: Ingestion, now: int) -> "WebhookDelivery":
        """Return a delivery about an execution that never was, to try the webhook of an ingestion."""
        details = Details(
            execution=new_execution_id(ingestion.id), trigger=Trigger.MANUAL, strategy=ingestion.strategy.value, target=ingestion.target
        )  # fmt: skip
        state = next((state for state in webhook.states if isinstance(state, JobState)), JobState.ERROR)
        status = Status(id=ingestion.id, start_time=now, details=details)
        return replace(cls.of(webhook, status.end(state, now, (_TEST,) if state is JobState.ERROR else (), note=_TEST)), is_test=True)

    def claim(self, until: int) -> "WebhookDelivery":
        """Return the delivery with one more attempt, which no other agent makes before ``until``."""
        return replace(self, attempts=self.attempts + 1, next_try=until)

    def url(self, secret: str | None) -> WebhookUrl:
        """Return the URL with the secret in it; raise :class:`ValueError` for one that cannot be called."""
        return WebhookUrl.parse(render_text(self.webhook.url, {SECRET: secret}))

    def headers(self, secret: str | None) -> dict[str, str]:
        """Return the headers with the secret in them. They have the same id in every attempt."""
        own = {name: render_text(value, {SECRET: secret}) for name, value in self.webhook.headers.items()}
        test = {TEST_HEADER: "true"} if self.is_test else {}
        return {"Content-Type": "application/json", "Idempotency-Key": self.execution, **test, **own}

    def body(self, secret: str | None) -> bytes:
        """Return the JSON body with the secret in it."""
        template = self.webhook.body
        return json.dumps(dict(self.values) if template is None else render(template, {**self.values, SECRET: secret})).encode()

    def to_document(self) -> dict[str, Any]:
        """Return the stored form, with an encrypted secret."""
        document = {
            "execution": self.execution, "webhook": self.webhook.to_document(), "values": dict(self.values), "created": self.created,
            "attempts": self.attempts, "next_try": self.next_try,
        }  # fmt: skip
        return merge_unknown(document, self.unknown)

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "WebhookDelivery":
        """Read the stored form."""
        webhook = Webhook.of_stored(document["webhook"])
        assert webhook is not None  # noqa: S101 - a delivery is written with its webhook
        delivery = cls(
            execution=document["execution"], webhook=webhook, values=document["values"], created=document["created"],
            attempts=document["attempts"], next_try=document["next_try"],
        )  # fmt: skip
        return with_unknown(delivery, document)


def execution_values(status: Status) -> dict[str, Any]:
    """Return the values of an ended execution that a body may refer to."""
    shown, details = status.to_json(detailed=False), status.details
    values: dict[str, Any] = {
        "job": status.id, "execution": details.execution, "state": status.state.value, "kind": str(details.kind or "run"),
        "trigger": str(details.trigger), "strategy": details.strategy, "target": details.target, "count": status.count,
        "rejected": details.rejected, "deleted": details.deleted, "attempt": details.attempt, "start_time": _iso(status.start_time),
        "end_time": status.end_time and _iso(status.end_time), "running_time": status.running_time, "started_by": details.started_by,
        "infos": _shortened(shown["infos"]), "root_cause": _shortened(details.root_cause),
        "error": _shortened(" ".join(status.error) or None),
    }  # fmt: skip
    return {name: values[name] for name in EXECUTION_VALUES}


def _iso(millis: int) -> str:
    return datetime.fromtimestamp(millis / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _shortened(text: str | None) -> str | None:
    return text if text is None or len(text) <= _MAX_TEXT else f"{text[: _MAX_TEXT - 1]}…"
