"""Credentials of HTTP's Basic authentication."""

import base64


def basic_auth(username: str, password: str | None) -> str:
    """Return the encoded credentials, in UTF-8. The Elasticsearch client takes them as ``basic_auth``; itself it encodes ASCII only."""
    return base64.b64encode(f"{username}:{password or ''}".encode()).decode()
