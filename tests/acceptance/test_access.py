"""Permissions: Elasticsearch's users and privileges decide on every call; on a cluster with security, with the shipped role."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.databases import execute_on_postgresql, jdbc
from tests.acceptance.secured import (
    PASSWORD,
    TARGET_PRIVILEGES,
    SecuredService,
    add_sidecar,
    add_user,
    basic_auth,
    create_table,
    ingestion_body,
    run_and_summarize,
    run_cli,
)
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Service, request
from tests.conftest import unique_name
from tests.servers.elasticsearch import Secured
from tests.support.elasticsearch_proxy import ElasticsearchProxy, elasticsearch_proxy
from tests.support.raw_http import connect_many
from tests.support.routes import served_calls
from tests.support.waiting import wait_until

OTHER_KEY = "YW5vdGhlciBrZXkgZm9yIHRoZSByb3RhdGlvbiB0ZXM="


@dataclass
class RecordedService(SecuredService):
    """A service with a proxy that records its requests to Elasticsearch."""

    proxy: ElasticsearchProxy = field(kw_only=True)


@pytest.fixture(scope="module")
def secured_service(secured_elasticsearch: Secured, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordedService]:
    """Yield a sidecar whose user has only the shipped role. It listens on all addresses, which only security allows."""
    user = add_sidecar(secured_elasticsearch)
    with elasticsearch_proxy(secured_elasticsearch.url) as proxy:
        folder = tmp_path_factory.mktemp("sidecar")
        service = RecordedService(proxy.url, folder, user, secured=secured_elasticsearch, proxy=proxy)
        service.settings["SIDECAR_BIND"] = f"0.0.0.0:{service.port}"
        service.wait_until_known("sidecar")
        service.start()
        yield service
        service.stop()


# -- the sidecar's role -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def replaced_job(secured_service: SecuredService) -> str:
    """Run a job twice that replaces its target; return its id. Ten seconds later the sidecar deletes the index of the first run."""
    job = unique_name()
    ingest = {"query": f"select * from {job}", "strategy": "REPLACE", "pk_field": "id"}
    secured_service.define(job, ingest, create_table(secured_service, job))
    assert run_and_summarize(secured_service, job) == run_and_summarize(secured_service, job) == ("successful", 3)
    return job


def verify(service: SecuredService, job: str) -> dict[str, Any]:
    """Verify a job to the end; return the details."""
    status = service.call("POST", f"{INGESTION}/{job}/_verify?wait_for_completion=true&detailed=true")["status"]
    assert status["state"] == "successful", status
    details: dict[str, Any] = status["details"]
    return details


def test_the_shipped_role_is_sufficient_for_all_operations(secured_service: SecuredService, name: str, replaced_job: str) -> None:
    query = f"select * from {name} {{{{#max_primary_key}}}}where id > {{{{max_primary_key}}}}{{{{/max_primary_key}}}} order by id"
    secured_service.define(name, {"query": query, "pk_field": "id", "pipeline": {"processors": []}}, create_table(secured_service, name))

    assert run_and_summarize(secured_service, name) == ("successful", 3)
    assert run_and_summarize(secured_service, name) == ("successful", 0)
    assert secured_service.count(name) == secured_service.count(replaced_job) == 3
    for job, compared in ((name, "ids"), (replaced_job, "documents")):
        found = verify(secured_service, job)["comparison"]
        assert (found["matches"], found["compared"], found["rows"]) == (True, compared, 3)
    assert secured_service.call("GET", f"{JOBS}/_search?id={name}")["hits"]["total"] == 3
    assert secured_service.call("DELETE", f"{INGESTION}/{name}").status == 200
    assert "unauthorized" not in secured_service.log()


def test_doctor_reports_missing_privileges_of_the_role(secured_service: SecuredService, name: str) -> None:
    # tests/acceptance/test_secrets.py runs the command with the shipped role.
    add_user(secured_service.secured, name, {JOB_LOG: ["read"]}, ("monitor",))
    secured_service.wait_until_known(name)
    found = json.loads(run_cli(secured_service, "doctor", "--json", SIDECAR_ELASTICSEARCH_USERNAME=name).stdout)
    (role,) = (each for each in found if each["check"] == "role")
    assert not role["ok"]
    assert "lacks the index privileges [create_index," in role["message"]


def test_doctor_reports_a_wrong_login_once(secured_service: SecuredService) -> None:
    found = json.loads(run_cli(secured_service, "doctor", "--json", SIDECAR_ELASTICSEARCH_PASSWORD="wrong").stdout)
    (failed,) = (each for each in found if not each["ok"])
    assert failed["check"] == "elasticsearch"
    assert "unable to authenticate user [sidecar]" in failed["message"]
    assert "password" in failed["remedy"]
    assert not {"role", "indices", "credentials"} & {each["check"] for each in found}


def test_the_shipped_role_has_no_other_privileges(secured_service: SecuredService) -> None:
    denied = request("PUT", f"{secured_service.elasticsearch}/elsewhere/_doc/1", {}, basic_auth("sidecar"))
    assert denied.status == 403


# -- privileges of each call --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Requirement:
    """A call and its required privileges; ``{}`` in a path or an index is replaced with the test's name."""

    call: str
    indices: dict[str, list[str]]
    body: Any = None
    cluster: tuple[str, ...] = ()

    def without_each(self) -> Iterator["Requirement"]:
        """Yield copies that lack one of the privileges."""
        for index, privileges in self.indices.items():
            for privilege in privileges:
                yield replace(self, indices={**self.indices, index: [each for each in privileges if each != privilege]})
        if self.cluster:
            yield replace(self, cluster=())


DATASOURCES, INGESTIONS, JOB_LOG, DEAD_LETTERS = ".siren-datasources", ".siren-ingestions", ".siren-jobs", ".siren-dead-letters"
SAVE = {INGESTIONS: ["write"], DATASOURCES: ["read"], "{}": TARGET_PRIVILEGES}
# The privilege manage implies others, so only privileges that it does not imply are listed beside it.
REPLACE = {INGESTIONS: ["write"], DATASOURCES: ["read"], "{}": ["write", "read", "manage"], "{}-*": ["write", "read", "manage"]}
COMPARED_PRIVILEGES = ["read", "view_index_metadata", "maintenance"]
REQUIRED_PRIVILEGES = (
    Requirement(f"GET {DATASOURCE}/{{}}", {DATASOURCES: ["read"]}),
    Requirement(f"HEAD {DATASOURCE}/{{}}", {DATASOURCES: ["read"]}),
    Requirement(f"GET {DATASOURCE}/_search", {DATASOURCES: ["read"]}),
    Requirement(f"POST {DATASOURCE}/_search", {DATASOURCES: ["read"]}),
    Requirement(f"GET {DATASOURCE}/{{}}?include_used_by=true", {DATASOURCES: ["read"], INGESTIONS: ["read"]}),
    Requirement(f"POST {DATASOURCE}/{{}}/_validate", {DATASOURCES: ["write"]}),
    Requirement(f"GET {DATASOURCE}/{{}}/_metadata", {DATASOURCES: ["write"]}),
    Requirement(f"POST {DATASOURCE}/{{}}/_metadata", {DATASOURCES: ["write"]}),
    Requirement(f"POST {DATASOURCE}/{{}}/_sample", {DATASOURCES: ["write"]}, {"query": "select 1 as id"}),
    Requirement(f"POST {DATASOURCE}/{{}}/_transforms", {DATASOURCES: ["write"]}, {"query": "select 1 as id"}),
    Requirement(f"POST {DATASOURCE}/{{}}/_definitions", {DATASOURCES: ["write"]}, {"tables": []}),
    Requirement(f"PUT {DATASOURCE}/{{}}2", {DATASOURCES: ["write"]}, {"jdbc": {"url": "jdbc:postgresql://db/a"}}),
    Requirement(f"DELETE {DATASOURCE}/{{}}2", {DATASOURCES: ["write"]}),
    Requirement(f"GET {INGESTION}/{{}}", {INGESTIONS: ["read"]}),
    Requirement(f"GET {INGESTION}/_search", {INGESTIONS: ["read"]}),
    Requirement(f"POST {INGESTION}/_search", {INGESTIONS: ["read"]}),
    Requirement(f"GET {INGESTION}/{{}}?include_status=true", {INGESTIONS: ["read"], JOB_LOG: ["read"]}),
    Requirement("GET /_siren/connector/schedule", {INGESTIONS: ["read"]}),
    Requirement(f"PUT {INGESTION}/{{}}", SAVE, ingestion_body("{}")),
    Requirement(f"PUT {INGESTION}/{{}}", SAVE, ingestion_body("{}", pipeline={"processors": []}), ("manage_ingest_pipelines",)),
    Requirement(f"PUT {INGESTION}/{{}}", REPLACE, ingestion_body("{}", strategy="REPLACE")),
    Requirement(f"POST {INGESTION}/{{}}/_validate", SAVE),
    Requirement(f"POST {INGESTION}/{{}}/_enable", SAVE),
    Requirement(f"POST {INGESTION}/{{}}/_disable", SAVE),
    Requirement(f"POST {INGESTION}/{{}}/_run", {JOB_LOG: ["write"], DATASOURCES: ["read"], "{}": TARGET_PRIVILEGES}),
    Requirement(f"POST {INGESTION}/{{}}/_verify", {JOB_LOG: ["write"], DATASOURCES: ["read"], "{}": COMPARED_PRIVILEGES}),
    Requirement(f"GET {INGESTION}/{{}}/_positions", {JOB_LOG: ["read"], "{}": ["read"]}),
    Requirement(f"DELETE {INGESTION}/{{}}/_positions", {JOB_LOG: ["write"], DATASOURCES: ["read"], "{}": TARGET_PRIVILEGES}),
    Requirement(f"GET {INGESTION}/{{}}/_dead_letters", {DEAD_LETTERS: ["read"]}),
    Requirement(f"POST {INGESTION}/{{}}/_dead_letters/_retry", {DEAD_LETTERS: ["write"], "{}": TARGET_PRIVILEGES}),
    Requirement(f"POST {INGESTION}/{{}}/_dead_letters/_delete", {DEAD_LETTERS: ["write"], "{}": TARGET_PRIVILEGES}, {"all": True}),
    Requirement("GET /_siren/connector/dead_letters/_search", {DEAD_LETTERS: ["read"]}),
    Requirement("POST /_siren/connector/dead_letters/_search", {DEAD_LETTERS: ["read"]}),
    Requirement("GET /_siren/connector/dead_letters/_groups", {DEAD_LETTERS: ["read"]}),
    Requirement("POST /_siren/connector/dead_letters/_groups", {DEAD_LETTERS: ["read"]}),
    Requirement(f"POST {JOBS}/ingestion/{{}}/_abort", {JOB_LOG: ["write"]}),
    Requirement(f"GET {JOBS}/ingestion", {JOB_LOG: ["read"]}),
    Requirement("GET /_siren/connector/agents", {JOB_LOG: ["read"]}),
    Requirement("GET /_siren/metrics", {JOB_LOG: ["read"]}),
    Requirement(f"GET {JOBS}/ingestion/{{}}", {JOB_LOG: ["read"]}),
    Requirement(f"GET {JOBS}/_search", {JOB_LOG: ["read"]}),
    Requirement(f"POST {JOBS}/_search", {JOB_LOG: ["read"]}),
    Requirement(f"DELETE {INGESTION}/{{}}", SAVE),
)


REQUIREMENT_IDS = [f"{each.call}, {len(each.indices)} indices, {len(each.cluster)} cluster" for each in REQUIRED_PRIVILEGES]

PUBLIC_CALLS = {"GET /_siren/live", "GET /_siren/health", "GET /_siren/openapi.json"}
AUTHENTICATED_CALLS = {"GET /_siren", "GET /_siren/connector/_me"}
"""Calls that require an authenticated caller without privileges."""


def test_every_call_has_a_requirement(tmp_path: Path) -> None:
    calls = {f"{verb} {path}".replace("<type>", "ingestion") for verb, path in served_calls(tmp_path)}
    listed = {each.call.partition("?")[0].replace("{}2", "<id>").replace("{}", "<id>") for each in REQUIRED_PRIVILEGES}
    assert {each for each in listed if not each.startswith("HEAD")} | PUBLIC_CALLS | AUTHENTICATED_CALLS == calls


def callers(requirement: Requirement, job: str) -> list[tuple[str, Requirement]]:
    """Return the users who lack one privilege of a requirement, and last the one with all of them."""
    case = REQUIRED_PRIVILEGES.index(requirement)
    return [(f"{job}c{case}u{number}", each) for number, each in enumerate((*requirement.without_each(), requirement))]


@pytest.fixture(scope="module")
def shared_job(secured_service: SecuredService) -> tuple[str, dict[str, Any]]:
    """Create the callers of all requirements at once, because Elasticsearch reloads its files.

    Return the id of a job that has run, and its ``jdbc``. The id with a ``2`` is a datasource of no ingestion.
    """
    job = unique_name()
    users = [each for requirement in REQUIRED_PRIVILEGES for each in callers(requirement, job)]
    for user, each in users:
        grants = {index.format(job): privileges for index, privileges in each.indices.items() if privileges}
        add_user(secured_service.secured, user, grants, each.cluster)
    # Elasticsearch loads whole files: if it knows the last user, it knows all.
    secured_service.wait_until_known(user)
    source = create_table(secured_service, job)
    define_shared_job(secured_service, job, source)
    assert run_and_summarize(secured_service, job) == ("successful", 3)
    return job, source


def define_shared_job(service: SecuredService, job: str, source: dict[str, Any]) -> None:
    service.define(job, {"query": f"select * from {job}", "pk_field": "id", "schedule": "0 0 0 1 1 ? 2199"}, source)
    assert service.call("PUT", f"{DATASOURCE}/{job}2", {"jdbc": source}).status in (200, 201)


@pytest.fixture
def job(secured_service: SecuredService, shared_job: tuple[str, dict[str, Any]], requirement: Requirement) -> Iterator[str]:
    """Yield the id of the shared job. If the call changes its definition or starts it, restore it or wait for its end."""
    job, source = shared_job
    yield job
    if requirement.call.startswith(("PUT", "DELETE")):
        define_shared_job(secured_service, job, source)
    elif requirement.call.endswith(("_run", "_verify")):
        wait_until(lambda: not secured_service.call("GET", f"{JOBS}/ingestion")["jobs"], "no job runs")


@pytest.mark.parametrize("requirement", REQUIRED_PRIVILEGES, ids=REQUIREMENT_IDS)
def test_a_call_needs_exactly_its_privileges(secured_service: SecuredService, job: str, requirement: Requirement) -> None:
    method, path = requirement.call.replace("{}", job).split()
    body = requirement.body and json.loads(
        json.dumps(requirement.body).replace("{}", job).replace(f'"processors": [{job}]', '"processors": []')
    )

    *denied, (_, allowed) = [(user, secured_service.call_as(user, method, path, body)) for user, _ in callers(requirement, job)]

    assert denied
    for user, response in denied:
        assert response.status == 403, response
        assert method == "HEAD" or response["error"]["type"] == "security_exception"
        assert method == "HEAD" or f"is unauthorized for user [{user}]" in response["error"]["reason"]
    assert allowed.status in (200, 201), allowed


@pytest.mark.parametrize(("networks", "status"), [("127.0.0.0/8", 200), ("10.0.0.0/8", 401), ("", 401)])
def test_metrics_need_a_login_except_in_the_networks_of_scrapers(
    secured_service: SecuredService, tmp_path: Path, networks: str, status: int
) -> None:
    settings = {**secured_service.settings, "SIDECAR_METRICS_NETWORKS": networks}
    del settings["SIDECAR_BIND"]
    api = SecuredService(secured_service.elasticsearch, tmp_path, settings, "api", secured=secured_service.secured)
    api.start()
    try:
        response = request("GET", f"{api.url}/_siren/metrics", headers={"X-Forwarded-For": "10.1.2.3"})
        jobs = request("GET", f"{api.url}{JOBS}/ingestion")
    finally:
        api.stop()
    assert (response.status, jobs.status) == (status, 401)
    assert status != 200 or "sidecar_elasticsearch_up 1\n" in response.body


@pytest.mark.parametrize("may_read", [True, False])
def test_values_that_differ_are_shown_only_to_those_who_may_read_the_target(
    secured_service: SecuredService, name: str, may_read: bool
) -> None:
    add_user(secured_service.secured, name, {JOB_LOG: ["read"], name: ["read" if may_read else "write"]})
    secured_service.wait_until_known(name)
    query = f"select * from {name}"
    secured_service.define(f"{name}t", {"query": query, "pk_field": "id", "target": name}, create_table(secured_service, name))
    assert run_and_summarize(secured_service, f"{name}t") == ("successful", 3)
    assert secured_service.es("PUT", f"/{name}/_doc/1?refresh=true", {"id": 1, "word": "secret"}).status == 200
    verify(secured_service, f"{name}t")
    shown = secured_service.call_as(name, "GET", f"{JOBS}/ingestion/{name}t?detailed=true")["status"]["details"]["comparison"]
    (difference,) = shown["differences"]
    assert (difference["id"], difference["fields"]) == ("1", ["word"])
    assert difference.get("values") == ([{"field": "word", "source": '"word"', "target": '"secret"'}] if may_read else None)
    logged = secured_service.call_as(name, "GET", f"{JOBS}/_search?id={name}t&detailed=true&size=1").body
    assert "secret" not in json.dumps(logged)


# -- authentication -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/_siren", "/_siren/connector/_me", f"{DATASOURCE}/a", f"{INGESTION}/_search", f"{JOBS}/ingestion", f"{JOBS}/_search?nonsense"]
)
@pytest.mark.parametrize("header", ["none", "Basic d3Jvbmc6d3Jvbmc=", "ApiKey bm86bm8=", "Bearer no", "nonsense", "Basic \xff"])
def test_an_unknown_caller_gets_elasticsearchs_own_401(secured_service: SecuredService, path: str, header: str) -> None:
    sent = {} if header == "none" else {"Authorization": header}
    own = request("GET", f"{secured_service.secured.url}/_security/_authenticate", None, sent)
    response = request("GET", secured_service.url + path, None, sent)

    assert response.status == own.status == 401
    assert response["error"]["reason"].replace("_has_privileges", "_authenticate").replace("user/", "") == own["error"]["reason"]
    assert set(response["error"]) == set(own["error"])
    assert response.headers["www-authenticate"] == own.headers["www-authenticate"]


@pytest.mark.parametrize("call", sorted(PUBLIC_CALLS))
def test_public_calls_require_no_authentication(secured_service: SecuredService, call: str) -> None:
    method, path = call.split()
    assert request(method, secured_service.url + path).status == 200


def test_a_caller_is_told_its_name_its_roles_and_its_privileges(secured_service: SecuredService, name: str) -> None:
    add_user(secured_service.secured, f"{name}reader", {JOB_LOG: ["read"], INGESTIONS: ["write"]})
    add_user(secured_service.secured, f"{name}nobody", {})
    secured_service.wait_until_known(f"{name}reader")
    secured_service.wait_until_known(f"{name}nobody")
    neither = {"read": False, "write": False}

    found = secured_service.call_as(f"{name}reader", "GET", "/_siren/connector/_me")
    assert found.body == {
        "username": f"{name}reader",
        "roles": [f"{name}reader"],
        "security": True,
        "index": {
            JOB_LOG: {"read": True, "write": False},
            DATASOURCES: neither,
            INGESTIONS: {"read": False, "write": True},
            DEAD_LETTERS: neither,
        },
    }
    assert secured_service.call_as(f"{name}nobody", "GET", "/_siren/connector/_me")["index"] == dict.fromkeys(found["index"], neither)
    assert secured_service.call_as(f"{name}nobody", "GET", "/_siren").status == 200


def test_cached_privileges_of_one_caller_never_apply_to_another(secured_service: SecuredService, name: str) -> None:
    add_user(secured_service.secured, f"{name}allowed", {JOB_LOG: ["read"]})
    add_user(secured_service.secured, f"{name}denied", {"elsewhere": ["read"]})
    for user in (f"{name}allowed", f"{name}denied"):
        secured_service.wait_until_known(user)
    path = f"{JOBS}/ingestion"
    for _ in range(3):
        assert secured_service.call_as(f"{name}allowed", "GET", path).status == 200
        assert secured_service.call_as(f"{name}denied", "GET", path).status == 403
        assert secured_service.call("GET", path, **basic_auth(f"{name}allowed", "wrong")).status == 401
        assert (
            secured_service.call("GET", path, **basic_auth(f"{name}allowed"), **{"es-security-runas-user": f"{name}denied"}).status == 403
        )
        assert request("GET", secured_service.url + path).status == 401


def test_a_job_search_honors_run_as(secured_service: SecuredService, name: str) -> None:
    add_user(secured_service.secured, f"{name}reader", {JOB_LOG: ["read"]})
    add_user(secured_service.secured, f"{name}boss", {}, run_as=(f"{name}reader",))
    secured_service.wait_until_known(f"{name}reader")
    secured_service.wait_until_known(f"{name}boss")
    path = f"{JOBS}/_search"
    assert secured_service.call_as(f"{name}boss", "GET", path).status == 403
    assert secured_service.call_as(f"{name}boss", "GET", path, **{"es-security-runas-user": f"{name}reader"}).status == 200
    rejected = secured_service.call_as(f"{name}reader", "GET", path, **{"es-security-runas-user": f"{name}boss"})
    assert rejected.status == 403
    assert f"is unauthorized to run as [{name}boss]" in rejected["error"]["reason"]


def test_callers_credentials_are_sent_only_with_requests_as_the_caller(secured_service: RecordedService, name: str) -> None:
    secured_service.define(name, {"query": f"select * from {name}", "pk_field": "id"}, create_table(secured_service, name))
    secured_service.proxy.requests.clear()
    header = secured_service.admin["Authorization"]
    for method, path in (
        ("GET", f"{DATASOURCE}/{name}"), ("PUT", f"{INGESTION}/{name}"), ("POST", f"{INGESTION}/{name}/_run?wait_for_completion=true"),
        ("POST", f"{INGESTION}/{name}/_validate"), ("GET", f"{JOBS}/_search"), ("POST", f"{JOBS}/ingestion/{name}/_abort"),
    ):  # fmt: skip
        body = ingestion_body(name) if method == "PUT" else None
        assert secured_service.call(method, path, body, **{"X-Opaque-Id": f"id-{name}"}).status == 200

    requests = [(call.partition("?")[0], headers) for call, headers in list(secured_service.proxy.requests)]
    assert {call for call, headers in requests if headers.get("authorization") == header} == {
        "GET /_security/_authenticate", "POST /_security/user/_has_privileges",
        f"GET /.siren-datasources/_doc/{name}", "POST /.siren-jobs/_search",
    }  # fmt: skip
    traced = {call.rpartition("/")[0] for call, headers in requests if headers.get("x-opaque-id") == f"id-{name}"}
    assert {"POST /.siren-jobs", "PUT /.siren-ingestions/_doc", "PUT /.siren-leases/_doc"} <= traced


def test_oversized_headers_are_never_sent_to_elasticsearch(secured_service: RecordedService) -> None:
    secured_service.proxy.requests.clear()
    response = request(
        "GET", f"{secured_service.url}{JOBS}/_search", None, {"Authorization": f"Bearer {'x' * 5000}", "X-Opaque-Id": "y" * 5000}
    )
    assert response.status == 400
    assert "exceed [8192] bytes in total" in response["error"]["reason"]
    assert not [
        call for call, headers in list(secured_service.proxy.requests) if "authorization" in headers and "xxx" in headers["authorization"]
    ]


# -- credentials for the target -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("strategy", ["INCREMENTAL", "REPLACE"])
def test_an_ingestion_may_have_its_own_credentials_for_the_target(secured_service: SecuredService, name: str, strategy: str) -> None:
    target = f"w{name}"  # The sidecar's own role has no privileges on this target.
    add_user(secured_service.secured, f"{name}author", {INGESTIONS: ["write"], DATASOURCES: ["read"], JOB_LOG: ["write", "read"]})
    manage = ["manage"] if strategy == "REPLACE" else []
    add_user(
        secured_service.secured, f"{name}writer", {target: [*TARGET_PRIVILEGES, *manage], f"{target}-*": [*TARGET_PRIVILEGES, *manage]}
    )
    for user in (f"{name}author", f"{name}writer"):
        secured_service.wait_until_known(user)
    assert secured_service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": create_table(secured_service, name)}).status == 201
    body = ingestion_body(name, target=target, strategy=strategy)
    assert secured_service.call_as(f"{name}author", "PUT", f"{INGESTION}/{name}", body).status == 403
    body["ingest"]["es_credentials"] = {"username": f"{name}writer", "password": "wrong"}
    assert secured_service.call_as(f"{name}author", "PUT", f"{INGESTION}/{name}", body).status == 403
    body["ingest"]["es_credentials"]["password"] = PASSWORD
    assert secured_service.call_as(f"{name}author", "PUT", f"{INGESTION}/{name}", body).status == 201

    run = secured_service.call_as(f"{name}author", "POST", f"{INGESTION}/{name}/_run?wait_for_completion=true&detailed=true")

    assert (run["status"]["state"], run["status"]["count"]) == ("successful", 3), run
    assert secured_service.count(target) == 3


CHANGES = {
    "strategy": "REPLACE", "pk_field": "word", "mapping": {"properties": {"word": {"type": "text"}}}, "settings": {"number_of_replicas": 0},
    "transforms": [{"input": [{"source": "word"}], "output": "other"}], "max_failures": 5, "removal_guard": "off", "overlap": 1,
    "partition": {"column": "id"}, "query": "select 1 as id", "staging_prefix": "tother", "pipeline": "other", "target": "tother",
}  # fmt: skip
"""A change of each field that decides what is written with ``es_credentials``."""


@pytest.fixture(scope="module")
def delegated_job(secured_service: SecuredService) -> str:
    """Save a job with credentials for its target; return its id. The author, a user, has no privileges on the target."""
    name = unique_name()
    add_user(secured_service.secured, f"{name}author", {INGESTIONS: ["write"], DATASOURCES: ["read"], JOB_LOG: ["write", "read"]})
    indices = {each: [*TARGET_PRIVILEGES, "manage"] for each in (name, f"{name}-*")}
    add_user(secured_service.secured, f"{name}writer", indices, ("manage_ingest_pipelines",))
    for user in (f"{name}author", f"{name}writer"):
        secured_service.wait_until_known(user)
    assert secured_service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": create_table(secured_service, name)}).status == 201
    body = ingestion_body(name, es_credentials={"username": f"{name}writer", "password": PASSWORD})
    assert secured_service.call_as(f"{name}author", "PUT", f"{INGESTION}/{name}", body).status == 201
    return name


@pytest.mark.parametrize("field", CHANGES)
def test_stored_target_credentials_serve_only_what_they_were_given_for(
    secured_service: SecuredService, delegated_job: str, field: str
) -> None:
    changed = ingestion_body(delegated_job, **{field: CHANGES[field]})
    for method, path in (("PUT", f"{INGESTION}/{delegated_job}"), ("POST", f"{INGESTION}/{delegated_job}/_validate")):
        rejected = secured_service.call_as(f"{delegated_job}author", method, path, changed)
        assert rejected.status == 400, rejected
        assert rejected["error"]["reason"].startswith(f"[ingest.es_credentials.password] must be given again because [{field}] has changed")


def test_stored_target_credentials_stay_while_what_they_serve_does(secured_service: SecuredService, delegated_job: str) -> None:
    unchanged = ingestion_body(delegated_job, schedule="0 0 0 1 1 ?", timezone="Europe/Paris", batch_size=10, description="kept")
    replacing = ingestion_body(delegated_job, strategy="REPLACE")
    # The superuser holds the privileges on the target.
    for user, body in ((f"{delegated_job}author", unchanged), ("", replacing)):
        headers = basic_auth(user) if user else {}
        response = secured_service.call("PUT", f"{INGESTION}/{delegated_job}", body, **headers)
        assert response.status == 200, response
        shown = secured_service.call("GET", f"{INGESTION}/{delegated_job}")
        assert shown["_source"]["ingest"]["es_credentials"] == {"username": f"{delegated_job}writer"}
        assert run_and_summarize(secured_service, delegated_job) == ("successful", 3)


# -- address and connections ---------------------------------------------------------------------------------------------------------


def test_a_non_loopback_address_requires_security(secured_service: RecordedService, elasticsearch_url: str, tmp_path: Path) -> None:
    assert secured_service.environ["SIDECAR_BIND"].startswith("0.0.0.0:")
    assert secured_service.call("GET", f"{JOBS}/ingestion").status == 200
    assert request("GET", f"{secured_service.url}{JOBS}/ingestion").status == 401
    insecure = Service(elasticsearch_url, tmp_path, command="api")
    insecure.settings["SIDECAR_BIND"] = f"0.0.0.0:{insecure.port}"
    completed = subprocess.run(
        (sys.executable, "-m", "sidecar.cli", "api"), env=insecure.environ, capture_output=True, text=True, check=False
    )
    assert completed.returncode == 78
    assert "which other hosts can reach, and security is disabled on the cluster" in completed.stderr


def test_unauthenticated_clients_do_not_block_others(secured_service: SecuredService) -> None:
    head = f"POST {JOBS}/_search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n".encode()
    with connect_many(100, secured_service.port, head + b"Authorization: Basic eDp5\r\nContent-Length: 2\r\n\r\n{"):
        assert request("GET", f"{secured_service.url}/_siren/live").status == 200
        assert request("GET", f"{secured_service.url}{JOBS}/_search").status == 401


# -- stored definitions -------------------------------------------------------------------------------------------------------------


def test_a_definition_not_saved_through_the_api_is_shown_but_never_run(secured_service: SecuredService, name: str) -> None:
    secured_service.define(name, {"query": f"select * from {name}", "pk_field": "id"}, create_table(secured_service, name))
    secured_service.es(
        "PUT", f"/.siren-ingestions/_doc/{name}x?refresh=true", {"ingest": {"query": ["not", "one"], "es_credentials": [{"password": "p"}]}}
    )
    for index, change in (
        (".siren-ingestions", {"ingest": {"query": "select 'changed'"}}),
        (".siren-datasources", {"jdbc": {"username": "other"}}),
    ):
        before = secured_service.es("GET", f"/{index}/_doc/{name}")["_source"]
        ((kind, fields),) = change.items()
        secured_service.es("PUT", f"/{index}/_doc/{name}?refresh=true", {**before, kind: {**before[kind], **fields}})
        for path in (f"{INGESTION}/{name}/_run", f"{INGESTION}/{name}/_validate"):
            rejected = secured_service.call("POST", path)
            assert rejected.status == 409, rejected
            assert "was not saved through the sidecar's API" in rejected["error"]["reason"]
            assert index in rejected["error"]["reason"]
        if kind == "jdbc":
            for call, body in (
                ("_metadata", None),
                ("_sample", {"query": "select 1"}),
                ("_transforms", {"query": "select 1"}),
                ("_definitions", {}),
            ):
                assert secured_service.call("POST", f"{DATASOURCE}/{name}/{call}", body).status == 409
        secured_service.es("PUT", f"/{index}/_doc/{name}?refresh=true", {**before, kind: {**before[kind], **fields}})
        shown = secured_service.call("GET", f"{DATASOURCE if kind == 'jdbc' else INGESTION}/{name}")
        assert shown["_source"][kind].items() >= fields.items()
        secured_service.es("PUT", f"/{index}/_doc/{name}?refresh=true", before)
    assert secured_service.run(name)["state"] == "successful"
    assert secured_service.call("GET", f"{INGESTION}/{name}x")["_source"] == {"ingest": {"query": ["not", "one"], "es_credentials": [{}]}}
    assert f"{name}x" in [hit["_id"] for hit in secured_service.call("GET", f"{INGESTION}/_search")["hits"]["hits"]]
    moved = secured_service.es("GET", f"/.siren-ingestions/_doc/{name}")["_source"]
    secured_service.es("PUT", f"/.siren-ingestions/_doc/{name}x?refresh=true", moved)
    assert secured_service.call("POST", f"{INGESTION}/{name}x/_run").status == 409
    assert secured_service.call("DELETE", f"{INGESTION}/{name}x").status == 200


def test_replaced_indices_are_deleted_with_the_shipped_role(secured_service: SecuredService, replaced_job: str) -> None:
    wait_until(
        lambda: len(secured_service.es("GET", f"/{replaced_job}-*?expand_wildcards=all").body) == 1, "the replaced index is deleted", 40
    )
    assert secured_service.count(replaced_job) == 3


def test_keys_are_rotated_while_the_sidecar_runs(secured_service: SecuredService, name: str, postgres_url: str) -> None:
    execute_on_postgresql(postgres_url, f"create table {name} as select generate_series(1, 3) as id")
    secured_service.define(name, {"query": f"select * from {name}", "pk_field": "id"}, jdbc(postgres_url))
    assert secured_service.run(name)["state"] == "successful"
    key = secured_service.environ["SIDECAR_SECRET_KEY"]
    rejected = run_cli(secured_service, "api", SIDECAR_SECRET_KEY=OTHER_KEY)
    assert rejected.returncode == 78
    assert "were saved with another SIDECAR_SECRET_KEY" in rejected.stderr

    rotated = run_cli(secured_service, "rotate-key", SIDECAR_SECRET_KEY=f"{OTHER_KEY},{key}")
    try:
        assert "rotated the key of" in rotated.stdout, rotated
        assert run_cli(secured_service, "agent", SIDECAR_SECRET_KEY=key).returncode == 78
        assert secured_service.call("POST", f"{INGESTION}/{name}/_run").status == 409
        secured_service.stop()
        secured_service.settings["SIDECAR_SECRET_KEY"] = OTHER_KEY
        secured_service.start()
        assert secured_service.run(name)["state"] == "successful"
        assert secured_service.call("POST", f"{DATASOURCE}/{name}/_validate").status == 200
    finally:
        secured_service.stop()
        del secured_service.settings["SIDECAR_SECRET_KEY"]
        assert "rotated the key of" in run_cli(secured_service, "rotate-key", SIDECAR_SECRET_KEY=f"{key},{OTHER_KEY}").stdout
        secured_service.start()
    assert secured_service.run(name)["state"] == "successful"


# -- verifications ------------------------------------------------------------------------------------------------------------------


def test_values_of_documents_are_shown_only_to_those_who_may_read_the_target(secured_service: SecuredService, name: str) -> None:
    log = {JOB_LOG: ["read", "write"], DATASOURCES: ["read"]}
    users = {
        "reader": {**log, name: ["read"]},
        "verifier": {**log, name: COMPARED_PRIVILEGES},
        "blind": log,
        "writer": {**log, name: ["write", "create_index", "view_index_metadata", "maintenance"]},
        "target": {name: TARGET_PRIVILEGES},
    }
    for user, grants in users.items():
        add_user(secured_service.secured, f"{name}{user}", grants)
    secured_service.wait_until_known(f"{name}target")
    secured_service.define(name, {"query": f"select * from {name}", "pk_field": "id"}, create_table(secured_service, name))
    assert run_and_summarize(secured_service, name) == ("successful", 3)
    secured_service.es("PUT", f"/{name}/_doc/1?refresh=true", {"id": 1, "word": "secret"})
    plain = {"id": "1", "fields": ["word"]}
    full = {**plain, "values": [{"field": "word", "source": '"word"', "target": '"secret"'}]}
    verify = f"{INGESTION}/{name}/_verify?wait_for_completion=true&detailed=true"
    status, abort = (f"{JOBS}/ingestion/{name}{action}?detailed=true" for action in ("", "/_abort"))

    def differences(user: str, method: str, path: str) -> Any:
        response = secured_service.call_as(f"{name}{user}", method, path)
        assert response.status == 200, response
        return response["status"]["details"]["comparison"]["differences"]

    for user in ("reader", "blind", "writer"):
        assert secured_service.call_as(f"{name}{user}", "POST", verify).status == 403
    assert differences("verifier", "POST", verify) == [full]

    # The credentials of the ingestion suffice to start it, but not to see its result.
    body = ingestion_body(name, es_credentials={"username": f"{name}target", "password": PASSWORD})
    assert secured_service.call("PUT", f"{INGESTION}/{name}", body).status == 200
    for user, expected in {"reader": full, "verifier": full, "blind": plain, "writer": plain}.items():
        assert differences(user, "POST", verify) == [expected], user
        assert differences(user, "GET", status) == [expected], user
        assert differences(user, "POST", abort) == [expected], user

    search = f"{JOBS}/_search?detailed=true&id={name}"
    hits = secured_service.call("GET", search)["hits"]["hits"]
    found = [hit["_source"]["ingestion"]["details"].get("comparison", {}).get("differences") for hit in hits]
    assert [each for each in found if each] == [[plain]] * 5
    assert "secret" not in json.dumps(hits)
    assert "secret" not in secured_service.log()
    assert secured_service.es("GET", f"/{name}/_doc/1")["_version"] == 2
