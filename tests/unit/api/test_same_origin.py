"""Which hosts and origins a request may name."""

import pytest

from sidecar.api.same_origin import SameOriginPolicy
from sidecar.errors import Forbidden
from sidecar.settings import load_settings

LOOPBACK, ALL, ONE = "127.0.0.1:9280", "0.0.0.0:9280", "10.1.2.3:9280"


def policy(bind: str = LOOPBACK, allowed: str = "") -> SameOriginPolicy:
    return SameOriginPolicy.from_settings(load_settings({"SIDECAR_BIND": bind, "SIDECAR_ALLOWED_HOSTS": allowed}))


def is_allowed(policy: SameOriginPolicy, method: str = "GET", **headers: str) -> bool:
    """Return whether a request passes; the headers are given in the style of Python names."""
    try:
        policy.check(method, {name.replace("_", "-"): value for name, value in headers.items()})
    except Forbidden:
        return False
    return True


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:9280", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example.", "EVIL.EXAMPLE"),
        *(
            "127.0.0.1@evil.example",
            "evil.example@127.0.0.1",
            "127.0.0.1,evil.example",
            "[::1].evil.example",
            "127.0.0.1:9280:1",
            " ",
            "[",
            "*",
        ),
    ],
)
@pytest.mark.parametrize("bind", [LOOPBACK, ALL, ONE, "[::]:9280", "localhost:9280"])
def test_a_foreign_host_is_rejected_on_every_address_and_for_every_method(bind: str, host: str) -> None:
    assert not any(is_allowed(policy(bind), method, Host=host) for method in ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE"))


@pytest.mark.parametrize(
    ("bind", "hosts"),
    [
        (LOOPBACK, ["127.0.0.1:9280", "127.0.0.1", "LOCALHOST:9280", "localhost.", "localhost:1234", "[::1]:9280", "127.0.0.2", ""]),
        ("[::1]:9280", ["[::1]:9280", "127.0.0.1", "localhost:9280"]),
        (ONE, ["10.1.2.3:9280", "localhost", "203.0.113.7:80"]),
        ("sidecar.example.org:9280", ["sidecar.example.org:9280", "SIDECAR.example.org", "10.1.2.3"]),
        # Addresses of pods, services and load balancers, and names inside a container network or Kubernetes.
        (ALL, ["10.1.2.3:9280", "0.0.0.0:9280", "[2001:db8::1]:9280", "sidecar:9280", "a.svc", "sidecar.shop.svc.cluster.local:80"]),
        ("[::]:9280", ["10.1.2.3:9280", "host.docker.internal"]),
    ],
)  # fmt: skip
def test_the_hosts_of_an_address_are_accepted(bind: str, hosts: list[str]) -> None:
    assert [each for each in hosts if not is_allowed(policy(bind), Host=each)] == []


@pytest.mark.parametrize("host", ["sidecar", "sidecar.shop.svc", "203.0.113.7", "10.1.2.3"])
def test_a_loopback_address_has_no_other_names(host: str) -> None:
    assert not is_allowed(policy(LOOPBACK), Host=host)
    assert is_allowed(policy(LOOPBACK, allowed=host), Host=host)


@pytest.mark.parametrize(
    ("allowed", "host", "expected"),
    [
        ("search.example.org", "search.example.org:8200", True),
        ("Search.Example.org, other.example.org", "SEARCH.example.org", True),
        ("search.example.org", "example.org", False),
        ("*.example.org", "search.example.org", True),
        ("*.example.org", "a.b.example.org", True),
        ("*.example.org", "example.org", False),
        ("*.example.org", "evilexample.org", False),
        ("[2001:db8::1]", "[2001:db8::1]:8200", True),
        ("*", "evil.example", True),
    ],
)
def test_further_hosts_are_accepted_by_a_setting(allowed: str, host: str, expected: bool) -> None:
    assert is_allowed(policy(allowed=allowed), Host=host) is expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, True),
        ({"Sec_Fetch_Site": "cross-site"}, False),
        ({"Sec_Fetch_Site": "same-site"}, False),
        ({"Sec_Fetch_Site": "Cross-Site"}, False),
        ({"Sec_Fetch_Site": "unheard-of"}, False),
        ({"Sec_Fetch_Site": "none"}, True),
        ({"Sec_Fetch_Site": "same-origin"}, True),
        ({"Sec_Fetch_Site": "same-origin", "Origin": "http://localhost:9280"}, True),
        ({"Sec_Fetch_Site": "same-origin", "Origin": "http://evil.example"}, False),
        ({"Origin": "http://localhost:9280"}, True),
        ({"Origin": "http://LOCALHOST:9280"}, True),
        ({"Origin": "https://localhost:9280"}, True),
        ({"Origin": "http://localhost:8080"}, False),
        ({"Origin": "http://localhost"}, False),
        ({"Origin": "http://127.0.0.1:9280"}, False),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
        ({"Origin": "file://localhost:9280"}, False),
        ({"Origin": "http://localhost:9280 http://evil.example"}, False),
    ],
)
def test_a_method_with_effects_is_accepted_only_from_our_own_origin(headers: dict[str, str], expected: bool) -> None:
    methods = ("POST", "PUT", "DELETE", "PATCH")
    assert [is_allowed(policy(), each, Host="localhost:9280", **headers) for each in methods] == [expected] * len(methods)
    assert is_allowed(policy(), "GET", Host="localhost:9280", **headers)


@pytest.mark.parametrize(
    ("host", "origin", "expected"),
    [
        ("search.example.org", "https://search.example.org", True),
        ("search.example.org", "http://search.example.org", True),
        ("search.example.org:8443", "https://search.example.org:8443", True),
        ("search.example.org", "https://search.example.org:8443", False),
        ("127.0.0.1:9280", "https://search.example.org", False),
        ("", "https://search.example.org", False),
    ],
)
def test_behind_a_proxy_the_origin_is_compared_with_the_host_that_it_passes_on(host: str, origin: str, expected: bool) -> None:
    assert is_allowed(policy(allowed="search.example.org"), "POST", Host=host, Origin=origin) is expected


def test_the_rejection_names_the_host_and_the_setting() -> None:
    with pytest.raises(Forbidden, match=r"host \[evil.example\] is not allowed.*\[SIDECAR_ALLOWED_HOSTS\]") as rejected:
        policy().check("GET", {"Host": "evil.example"})
    assert (rejected.value.status, rejected.value.type) == (403, "security_exception")
