"""Webhooks: which URLs may be called, what is rejected on save, and how a request is made of placeholders."""

import json
import re
from typing import Any

import pytest

from sidecar.errors import InvalidField
from sidecar.model.body_fields import BodyFields
from sidecar.model.job import Details, Status
from sidecar.model.job_state import JobState, Trigger
from sidecar.model.placeholders import EXECUTION_VALUES, render
from sidecar.model.secret import EncryptedSecret
from sidecar.model.webhook import MAX_BODY, Webhook, check_webhook
from sidecar.model.webhook_delivery import WebhookDelivery, execution_values
from sidecar.model.webhook_url import MAX_URL, WebhookUrl

SLACK = "https://hooks.slack.com/services/*"


def read(**fields: Any) -> Webhook:
    webhook = Webhook.read(BodyFields({"url": "https://h/x", **fields}, "on_end"))
    assert webhook is not None
    return webhook


@pytest.mark.parametrize(
    ("pattern", "url", "is_allowed"),
    [
        (SLACK, "https://hooks.slack.com/services/T0/B0/x?a=b", True),
        (SLACK, "HTTPS://Hooks.Slack.com:443/services/", True),
        (SLACK, "http://hooks.slack.com/services/T0", False),
        (SLACK, "https://hooks.slack.com:8443/services/T0", False),
        (SLACK, "https://hooks.slack.com/Services/T0", False),
        (SLACK, "https://hooks.slack.com.evil.example/services/T0", False),
        (SLACK, "https://evil.example/https://hooks.slack.com/services/T0", False),
        ("https://hooks.slack.com", "https://hooks.slack.com/any?thing", True),
        ("https://hooks.slack.com/", "https://hooks.slack.com", True),
        ("https://hooks.slack.com/", "https://hooks.slack.com/any", False),
        ("https://*.example.org", "https://a.b.example.org/x", True),
        ("https://*.example.org", "https://example.org/x", False),
        ("https://*.example.org", "https://evilexample.org/x", False),
        ("https://*:*", "https://10.0.0.1:9/x", True),
        ("https://*", "https://10.0.0.1:9/x", False),
        ("https://*:*", "http://10.0.0.1:9/x", False),
        ("http://[::1]:8080/a", "http://[::1]:8080/a", True),
        ("https://h/a[b]?/*", "https://h/a[b]?/c", False),
        ("https://h/[ab]", "https://h/a", False),
    ],
)
def test_a_url_is_allowed_by_a_pattern(pattern: str, url: str, is_allowed: bool) -> None:
    assert WebhookUrl.parse(url).is_allowed((pattern,)) == is_allowed
    assert not WebhookUrl.parse(url).is_allowed(())


@pytest.mark.parametrize(
    "url",
    [
        "", "h", "//h/x", "ftp://h/x", "file:///etc/passwd", "https://", "https:///x", "https://u@h/x", "https://u:p@h/x", "https://h?x",
        "https://h/x#y", "https://h/a\\b", "https://h\\@evil/x", "https://h/a b", "https://h/\u00e9",  "https://\u00e9/x", "https://h/x\n",
        "https://h:0/x", "https://h:65536/x", "https://h:/x", "https://h:x/x", "https://h/a/../b", "https://h/a/./b", "https://h/..",
        f"https://{'x' * 64}/", "https://h/%2e%2E/b", "https://h/a/..%2fb", "https://h/a%5c..%5cb", f"https://h/{'x' * MAX_URL}",
    ],
)  # fmt: skip
def test_a_url_that_could_be_read_in_two_ways_is_rejected(url: str) -> None:
    with pytest.raises(ValueError, match="expected a URL"):
        WebhookUrl.parse(url)


def test_the_origin_of_a_url_has_neither_path_nor_query() -> None:
    assert WebhookUrl.parse("https://H:443/a?b").origin == "https://h"
    assert WebhookUrl.parse("http://[::1]:81/a?b").origin == "http://[::1]:81"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"url": None}, "[on_end.url] is missing"),
        ({"url": None, "ulr": "https://h"}, "[on_end.ulr] unknown field"),
        ({"url": "ftp://h"}, "[on_end.url] expected a URL that begins with [http://] or [https://]"),
        ({"url": "h:80/x"}, "[on_end.url] expected a URL that begins with [http://] or [https://]"),
        ({"url": "https://u:p@h"}, "[on_end.url] expected a URL of at most 2048 characters such as"),
        ({"url": "https://{{secret}}/x"}, "only after the host"),
        ({"url": "https://h/{{job}}"}, "[on_end.url] expected one of [secret] between [{{] and [}}] but got [job]"),
        ({"states": []}, "[on_end.states] expected an array of [aborted, error, successful] but got an empty array"),
        ({"states": "error"}, "but got a string"),
        ({"states": ["error", "running"]}, "[on_end.states[1]] expected one of [aborted, error, successful] but got [running]"),
        ({"states": ["succesful"]}, "but got [succesful] -> did you mean [successful]?"),
        ({"states": [[]]}, "but got an array"),
        ({"headers": {"Host": "x"}}, "[on_end.headers] expected the name of a header that the sidecar does not set, but got [Host]"),
        ({"headers": {"a b": "x"}}, "but got [a b]"),
        ({"headers": {"A": "x\r\nB: y"}}, "[on_end.headers.A] expected a string of at most 1024 printable ASCII characters"),
        ({"headers": {"A": 1}}, "[on_end.headers.A] expected a string"),
        ({"headers": {"A": "{{job}}"}}, "but got [job]"),
        ({"headers": {"A": "x", "a": "y"}}, "the same header twice"),
        ({"headers": {f"A{number}": "x" for number in range(17)}}, "at most 16 headers but got [17]"),
        ({"body": "x"}, "[on_end.body] expected an object but got a string"),
        ({"body": {"a": [{"b": "{{ statte }}"}]}}, "[on_end.body] expected one of [job, execution, state,"),
        ({"body": {"a": "x" * MAX_BODY}}, f"at most {MAX_BODY} characters of JSON"),
        ({"secret": ""}, "[on_end.secret] expected a string"),
        ({"secret": "a\nb"}, "[on_end.secret] expected a string"),
        ({"secret": 1}, "[on_end.secret] expected a string but got a number"),
        ({"sate": []}, "[on_end.sate] unknown field -> did you mean [states]?"),
    ],
)
def test_an_invalid_field_is_named_with_what_was_expected(fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(InvalidField, match=re.escape(reason)):
        read(**fields)


def test_a_url_must_be_allowed_with_its_secret() -> None:
    webhook = read(url="https://h/a/{{secret}}", secret="b")
    check_webhook(webhook, ("https://h/a/b",))
    with pytest.raises(InvalidField, match=r"but got \[https://h/…\]"):
        check_webhook(webhook, ("https://h/a/c",))
    check_webhook(read(url="https://h/a/{{secret}}", secret=None), ("https://h/a/*",))


def test_the_secret_is_neither_shown_nor_stored_in_plain_text() -> None:
    webhook = read(url="https://h/{{secret}}", secret="hidden")
    assert "hidden" not in repr(webhook) + json.dumps(webhook.to_public())
    with pytest.raises(TypeError, match="must be encrypted"):
        webhook.to_document()


def test_a_stored_secret_is_kept_only_for_the_same_url() -> None:
    stored = read(url="https://h/{{secret}}")
    stored = Webhook(states=stored.states, url=stored.url, secret=EncryptedSecret("t"))
    assert read(url="https://h/{{secret}}", states=["aborted"]).with_stored_secret(stored, "p").secret == stored.secret
    assert read(url="https://h/{{secret}}", secret="new").with_stored_secret(stored, "p").secret == "new"
    assert read(url="https://h/x").with_stored_secret(stored, "p").secret is None
    with pytest.raises(InvalidField, match=r"\[p.secret\] must be given again"):
        read(url="https://elsewhere/{{secret}}").with_stored_secret(stored, "p")


@pytest.mark.parametrize(
    ("template", "rendered"),
    [
        ("{{n}}", 3),
        ("{{ n }} rows, {{none}}.", "3 rows, ."),
        ({"a": ["{{none}}", {"b": "{{text}}"}], "{{n}}": True}, {"a": [None, {"b": '"{{n}}'}], "{{n}}": True}),
        ("{{text}}!", '"{{n}}!'),
        ("{ {n}} }}", "{ {n}} }}"),
        (7, 7),
    ],
)
def test_a_value_replaces_its_placeholder_and_is_not_searched_again(template: Any, rendered: Any) -> None:
    assert render(template, {"n": 3, "none": None, "text": '"{{n}}'}) == rendered


def test_a_request_has_the_values_of_the_execution() -> None:
    details = Details(execution="j1", trigger=Trigger.SCHEDULE, strategy="REPLACE", target="t")
    status = Status(id="j", start_time=0, details=details).end(JobState.ERROR, 1500, ("Failed.", "x" * 2000))
    delivery = WebhookDelivery.of(read(headers={"A": "{{secret}}"}), status)
    body = json.loads(delivery.body("s"))
    assert list(body) == list(EXECUTION_VALUES)
    assert (body["start_time"], body["end_time"], body["running_time"]) == ("1970-01-01T00:00:00.000Z", "1970-01-01T00:00:01.500Z", 1500)
    assert (body["kind"], body["trigger"], len(body["error"]), len(body["root_cause"])) == ("run", "schedule", 1000, 1000)
    assert delivery.headers("s") == {"Content-Type": "application/json", "Idempotency-Key": "j1", "A": "s"}
    assert execution_values(status) == body
