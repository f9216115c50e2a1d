"""A webhook: the HTTP request that notifies another system of the end of an execution. It is the field ``on_end`` of an ingestion."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sidecar.errors import InvalidField
from sidecar.model.body_fields import BodyFields, describe_value
from sidecar.model.job_state import JobState
from sidecar.model.placeholders import EXECUTION_VALUES, SECRET, find_placeholders, render_text
from sidecar.model.secret import EncryptedSecret, Secret, encrypted_secret, encrypted_token
from sidecar.model.stored import read_member
from sidecar.model.webhook_url import WebhookUrl
from sidecar.suggestions import did_you_mean

MAX_BODY = 8192
"""Characters of a body's template: a lease may hold several, and is written every second."""
_MAX_HEADERS, _MAX_HEADER = 16, 1024
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}")
_PRINTABLE = re.compile(r"[!-~](?:[ -~]*[!-~])?")
_MAX_SECRET = 2048
_OWN_HEADERS = frozenset({
    "connection", "content-encoding", "content-length", "content-type", "expect", "host", "idempotency-key", "te", "trailer",
    "transfer-encoding", "upgrade", "user-agent",
})  # fmt: skip
"""Headers that the sidecar sets, or that would change how the request is read."""
_FINAL_STATES = tuple(state.value for state in JobState if state.is_final)
_SAMPLE_SECRET = {SECRET: "secret"}


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """The request to send when an execution ends in one of the states.

    ``{{secret}}`` in URL, headers and body stands for the secret. The body may also refer to values of the execution.
    """

    states: tuple[JobState | str, ...]
    """The ends that are sent. One that only a newer release knows is kept as text."""
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, Any] | None = None
    """The template of a JSON object; None for all values of the execution."""
    secret: Secret | None = field(default=None, repr=False)

    @classmethod
    def read(cls, fields: BodyFields | None) -> "Webhook | None":
        """Read ``on_end`` of a request; raise :class:`InvalidField` if it is invalid."""
        if fields is None:
            return None
        fields.reject_all_but("states", "url", "headers", "body", "secret")
        return cls(
            states=_read_states(fields), url=_read_url(fields), headers=_read_headers(fields), body=_read_body(fields),
            secret=_read_secret(fields),
        )  # fmt: skip

    @classmethod
    def of_stored(cls, document: Mapping[str, Any] | None) -> "Webhook | None":
        """Return a stored webhook; the secret stays encrypted. It is not checked: a newer release may allow more."""
        if document is None:
            return None
        return cls(
            states=tuple(read_member(JobState, state) for state in document["states"]), url=document["url"],
            headers=document.get("headers", {}), body=document.get("body"), secret=encrypted_secret(document.get("secret")),
        )  # fmt: skip

    def to_public(self) -> dict[str, Any]:
        """Return the form shown in API responses, without the secret."""
        public = {"states": [str(state) for state in self.states], "url": self.url, "headers": dict(self.headers), "body": self.body}
        return {name: value for name, value in public.items() if value not in (None, {})}

    def to_document(self) -> dict[str, Any]:
        """Return the stored form; raise :class:`TypeError` for a plaintext secret."""
        return {**self.to_public(), **({} if self.secret is None else {"secret": encrypted_token(self.secret)})}

    def with_stored_secret(self, before: "Webhook", path: str) -> "Webhook":
        """Return the webhook with the secret of the stored one; raise :class:`InvalidField` if that would be sent elsewhere."""
        if self.secret is not None or before.secret is None or not self.uses_secret:
            return self
        if self.url != before.url:
            raise InvalidField(f"{path}.secret", "must be given again because [url] has changed")
        return replace(self, secret=before.secret)

    @property
    def uses_secret(self) -> bool:
        """Return whether the request contains the secret."""
        return SECRET in self._placeholders()

    def _placeholders(self) -> Iterator[str]:
        yield from find_placeholders([self.url, *self.headers.values(), self.body])

    def check_secret(self, path: str) -> None:
        """Raise :class:`InvalidField` if the secret is missing, or is used nowhere."""
        if self.uses_secret and self.secret is None:
            raise InvalidField(f"{path}.secret", f"is missing, but the request refers to [{{{{{SECRET}}}}}]")
        if self.secret is not None and not self.uses_secret:
            raise InvalidField(f"{path}.secret", f"is not used: write [{{{{{SECRET}}}}}] in [url], [headers] or [body]")

    def checked_url(self) -> WebhookUrl:
        """Return the URL to compare with the allowed ones before the secret is known; a plaintext secret is part of it.

        Raise :class:`ValueError` for one that cannot be called.
        """
        is_plain = self.secret is not None and not isinstance(self.secret, EncryptedSecret)
        return WebhookUrl.parse(render_text(self.url, {SECRET: self.secret} if is_plain else _SAMPLE_SECRET))


def check_webhook(webhook: Webhook, allowed: tuple[str, ...]) -> None:
    """Raise :class:`~sidecar.errors.InvalidField` if the URL of an ingestion's webhook matches none of the patterns."""
    try:
        url = webhook.checked_url()
    except ValueError as error:
        raise InvalidField("ingest.on_end.url", str(error)) from None
    if not url.is_allowed(allowed):
        raise InvalidField(
            "ingest.on_end.url",
            f"expected a URL that the setting [SIDECAR_ALLOWED_WEBHOOKS] of the service allows, but got [{url.origin}/…]",
        )


def _read_states(fields: BodyFields) -> tuple[JobState, ...]:
    value = fields.raw("states")
    names = [JobState.ERROR.value] if value is None else value
    known = ", ".join(_FINAL_STATES)
    if not isinstance(names, list) or not names:
        got = "an empty array" if isinstance(names, list) else describe_value(value)
        raise fields.error("states", f"expected an array of [{known}] but got {got}")
    for index, name in enumerate(names):
        if name not in _FINAL_STATES:
            got = f"[{name}]{did_you_mean(name, _FINAL_STATES)}" if isinstance(name, str) else describe_value(name)
            raise fields.error(f"states[{index}]", f"expected one of [{known}] but got {got}")
    return tuple(JobState(name) for name in dict.fromkeys(names))


def _read_url(fields: BodyFields) -> str:
    url = fields.required_text("url")
    _require_known(fields, "url", url, (SECRET,))
    if "{{" in url.partition("://")[2].partition("/")[0]:
        raise fields.error("url", f"expected [{{{{{SECRET}}}}}] only after the host")
    try:
        WebhookUrl.parse(render_text(url, _SAMPLE_SECRET))
    except ValueError as error:
        raise fields.error("url", str(error)) from None
    return url


def _read_headers(fields: BodyFields) -> dict[str, str]:
    headers = fields.raw_object("headers")
    if len(headers) > _MAX_HEADERS:
        raise fields.error("headers", f"expected at most {_MAX_HEADERS} headers but got [{len(headers)}]")
    for name, value in headers.items():
        path = f"headers.{name[:128]}"
        if not _HEADER_NAME.fullmatch(name) or name.lower() in _OWN_HEADERS:
            raise fields.error("headers", f"expected the name of a header that the sidecar does not set, but got [{name[:128]}]")
        if not isinstance(value, str) or not _PRINTABLE.fullmatch(value) or len(value) > _MAX_HEADER:
            raise fields.error(path, f"expected a string of at most {_MAX_HEADER} printable ASCII characters")
        _require_known(fields, path, value, (SECRET,))
    if len({name.lower() for name in headers}) < len(headers):
        raise fields.error("headers", "has the same header twice, in upper and lower case")
    return headers


def _read_body(fields: BodyFields) -> dict[str, Any] | None:
    body = fields.raw_object("body")
    _require_known(fields, "body", body, (*EXECUTION_VALUES, SECRET))
    length = len(json.dumps(body))
    if length > MAX_BODY:
        raise fields.error("body", f"expected at most {MAX_BODY} characters of JSON but got [{length}]")
    return body or None


def _require_known(fields: BodyFields, name: str, template: Any, known: tuple[str, ...]) -> None:
    for placeholder in find_placeholders(template):
        if placeholder not in known:
            raise fields.error(name, f"expected one of [{', '.join(known)}] between [{{{{] and [}}}}] but got [{placeholder[:64]}]")


def _read_secret(fields: BodyFields) -> str | None:
    secret = fields.secret("secret")
    if secret is not None and (len(secret) > _MAX_SECRET or not _PRINTABLE.fullmatch(secret)):
        raise fields.error("secret", f"expected a string of at most {_MAX_SECRET} printable ASCII characters, without spaces around it")
    return secret
