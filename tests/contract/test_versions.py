"""Compare versions in headers with Elasticsearch, which responds differently in its versions 8 and 9.

Every difference has a reason, and its test fails when the difference disappears.
"""

import pytest

from tests.contract.comparison import BINARY, BOTH_MAJORS, NO_RESPONSE, SAFE_CALLS, VENDOR, Request, ServerPair, assert_alike


@pytest.mark.parametrize(
    ("accept", "sent"),
    [("8", "8"), ("8", None), (None, "8"), ("8", ""), ("", "8"), ("7", "8"), ("9", "8"), ("8", "9"), ("9", "9"), ("8", "x")],
)
def test_versions_are_required_in_both_headers_or_in_neither(servers: ServerPair, accept: str | None, sent: str | None) -> None:
    headers = [
        (name, f"{VENDOR};compatible-with={version}" if version else "application/json")
        for name, version in (("Accept", accept), ("Content-Type", sent))
        if version is not None
    ]
    # Elasticsearch assumes its own version if none is given.
    other = {"7", "9"} & {accept, sent} if servers.major == 8 else {None, ""} & {accept, sent}
    broken = NO_RESPONSE if sent == "x" else ""
    assert_alike(servers, ["log"], Request(headers=headers, body=b"{}", method="POST"), difference=broken or (BOTH_MAJORS if other else ""))


@pytest.mark.parametrize(
    ("accept", "reason"),
    [
        *((f"{VENDOR};compatible-with={version}", {8: BOTH_MAJORS}) for version in (7, 9, 10)),
        (f"{VENDOR};compatible-with=x", {8: NO_RESPONSE, 9: NO_RESPONSE}),
        ("application/cbor", {8: BINARY, 9: BINARY}),
        (f"{VENDOR.replace('json', 'smile')};compatible-with=8", {8: BINARY, 9: BINARY}),
    ],
)
def test_versions_and_binary_formats_differ_only_for_a_reason(servers: ServerPair, accept: str, reason: dict[int, str]) -> None:
    assert_alike(servers, SAFE_CALLS, Request(headers=[("Accept", accept)]), difference=reason.get(servers.major, ""))
