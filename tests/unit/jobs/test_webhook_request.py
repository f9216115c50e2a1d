"""Requests of webhooks to a real server: what counts as received, and what is never sent or followed."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from sidecar.jobs import webhook_request
from sidecar.jobs.webhook_request import Answer, post
from sidecar.model.webhook_url import WebhookUrl
from tests.support.webhook_receiver import WebhookReceiver, webhook_receiver


@pytest.fixture
def receiver() -> Iterator[WebhookReceiver]:
    with webhook_receiver() as receiver:
        yield receiver


def send(url: str) -> Answer:
    return post(WebhookUrl.parse(f"{url}/hidden?token=hidden"), {"Content-Type": "application/json"}, b"{}")


@pytest.mark.parametrize(
    ("status", "is_final"),
    [(200, None), (204, None), (301, True), (308, True), (400, True), (404, True), (408, False), (425, False), (429, False), (500, False)],
)
def test_a_status_says_whether_another_attempt_makes_sense(receiver: WebhookReceiver, status: int, is_final: bool | None) -> None:
    receiver.statuses.append(status)
    receiver.answer_headers = {"Location": f"{receiver.url}/elsewhere", "Retry-After": "7"}
    answer = send(receiver.url)
    assert [each.path for each in receiver.received] == ["/hidden?token=hidden"]
    if is_final is None:
        assert answer == Answer()
    else:
        assert answer.error is not None
        assert (answer.is_final, answer.retry_after, "hidden" in answer.error, f"[{status}]" in answer.error) == (is_final, 7, False, True)


def test_proxies_of_the_environment_are_not_used(receiver: WebhookReceiver, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert send(receiver.url) == Answer()


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_receiver_that_is_down_may_be_up_later(scheme: str) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"{scheme}://127.0.0.1:{unused.getsockname()[1]}"
        assert send(url) == Answer(error=f"[{url}] could not be reached: Connection refused")


@contextmanager
def raw_server(answer: bytes, pause: float) -> Iterator[str]:
    """Answer one connection byte by byte."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection:
                try:
                    request = b""
                    while not request.endswith(b"{}"):
                        request += connection.recv(65536)
                    for byte in answer:
                        connection.sendall(bytes([byte]))
                        time.sleep(pause)
                except OSError:
                    pass

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_a_receiver_that_answers_slowly_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_request, "TIMEOUT", 0.5)
    with raw_server(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200, 0.1) as url:
        began = time.monotonic()
        answer = send(url)
    assert answer.error is not None
    assert (answer.is_final, time.monotonic() - began < 10) == (False, True)


def test_what_is_no_answer_is_an_error_without_the_request() -> None:
    with raw_server(b"hidden nonsense\r\n\r\n", 0.0) as url:
        answer = send(url)
        assert answer == Answer(error=f"[{url}] gave no valid HTTP response")


def test_headers_that_end_early_are_not_sent(receiver: WebhookReceiver) -> None:
    answer = post(WebhookUrl.parse(receiver.url), {"A": "b\r\nC: d"}, b"{}")
    assert (answer, receiver.received) == (Answer(error="the headers cannot be sent", is_final=True), [])


def test_certificates_are_verified() -> None:
    context = webhook_request._tls_context()
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
