"""Send the requests of webhooks. Redirects are not followed, and proxies of the environment are not used."""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from sidecar.errors import ConfigurationError, error_message
from sidecar.model.secret import Secret
from sidecar.model.webhook_delivery import WebhookDelivery
from sidecar.model.webhook_url import WebhookUrl
from sidecar.release import PRODUCT, product_version

TIMEOUT = 10.0
"""Seconds to connect, and then for the response."""
_RETRYABLE = frozenset({408, 425, 429})
"""Statuses below 500 after which the same request may succeed later."""
_MAX_RETRY_AFTER = 3600


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the receiver answered. Its body is not read: it may repeat the request."""

    error: str | None = None
    """Why the request failed, without any part of it; None if it succeeded."""
    is_final: bool = False
    """Whether the same request would fail again."""
    retry_after: float = 0.0
    """Seconds that the receiver asks to wait."""


def deliver(delivery: WebhookDelivery, decrypt: Callable[[Secret | None], str | None], allowed: tuple[str, ...]) -> Answer:
    """Send a webhook, unless its URL matches none of the ``allowed`` patterns; ``decrypt`` returns a stored secret."""
    try:
        secret = decrypt(delivery.webhook.secret)
        url = delivery.url(secret)
    except (ConfigurationError, ValueError) as error:
        return Answer(error=str(error), is_final=True)
    if not url.is_allowed(allowed):
        return Answer(error=f"[{url.origin}/…] is not allowed by the setting [SIDECAR_ALLOWED_WEBHOOKS] of the service", is_final=True)
    return post(url, delivery.headers(secret), delivery.body(secret))


def post(url: WebhookUrl, headers: Mapping[str, str], body: bytes) -> Answer:
    """Send a POST request and return the answer; a receiver that cannot be reached is an error that may be gone later."""
    connection = _connection(url)
    try:
        connection.connect()
        # The timeout of the socket begins anew with each byte of an answer.
        timer = threading.Timer(TIMEOUT, _shut_down, (connection.sock,))
        timer.daemon = True
        timer.start()
        try:
            connection.request("POST", url.target, body, {"User-Agent": _user_agent(), **headers})
            response = connection.getresponse()
        finally:
            timer.cancel()
        return _answer(url, response)
    except OSError as error:
        return Answer(error=f"[{url.origin}] could not be reached: {error_message(error)}")
    except ValueError:
        return Answer(error="the headers cannot be sent", is_final=True)
    except http.client.HTTPException:
        return Answer(error=f"[{url.origin}] gave no valid HTTP response")
    finally:
        connection.close()


def _connection(url: WebhookUrl) -> http.client.HTTPConnection:
    host = url.host.strip("[]")
    if url.scheme == "https":
        return http.client.HTTPSConnection(host, url.port, timeout=TIMEOUT, context=_tls_context())
    return http.client.HTTPConnection(host, url.port, timeout=TIMEOUT)


def _answer(url: WebhookUrl, response: http.client.HTTPResponse) -> Answer:
    status = response.status
    if 200 <= status < 300:
        return Answer()
    retry_after = response.headers.get("Retry-After", "")
    return Answer(
        error=f"[{url.origin}] answered with status [{status}]" + (", and redirects are not followed" if 300 <= status < 400 else ""),
        is_final=status < 500 and status not in _RETRYABLE,
        retry_after=min(int(retry_after), _MAX_RETRY_AFTER) if retry_after.isdecimal() and len(retry_after) < 10 else 0.0,
    )


def _shut_down(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


@cache
def _tls_context() -> ssl.SSLContext:
    return ssl.create_default_context()


@cache
def _user_agent() -> str:
    return f"{PRODUCT}/{product_version()}"
