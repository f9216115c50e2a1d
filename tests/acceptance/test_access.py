"""Who may: Elasticsearch's own users and privileges decide every call. On a cluster with security, with the shipped role."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.databases import jdbc, on_postgresql
from tests.acceptance.secured import PASSWORD, TARGET, Guarded, add, add_sidecar, basic, command, ended, ingest, rows_of
from tests.acceptance.service import DATASOURCE, INGESTION, JOBS, Service, request
from tests.servers.elasticsearch import Secured
from tests.support.elasticsearch_proxy import Front, in_front_of
from tests.support.routes import served
from tests.support.waiting import until

OTHER_KEY = "YW5vdGhlciBrZXkgZm9yIHRoZSByb3RhdGlvbiB0ZXM="


@dataclass
class Heard(Guarded):
    """One whose requests to Elasticsearch are listened to."""

    front: Front = field(kw_only=True)


@pytest.fixture(scope="module")
def guarded(secured_elasticsearch: Secured, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heard]:
    """Give a sidecar that has its own role and nothing more."""
    user = add_sidecar(secured_elasticsearch)
    with in_front_of(secured_elasticsearch.url) as front:
        folder = tmp_path_factory.mktemp("sidecar")
        service = Heard(front.url, folder, user, secured=secured_elasticsearch, front=front)
        service.known("sidecar")
        service.start()
        yield service
        service.stop()


# -- the sidecar's own role ---------------------------------------------------------------------------------------------------------


def test_the_shipped_role_is_enough_for_the_whole_story(guarded: Guarded, name: str) -> None:
    query = f"select * from {name} {{{{#max_primary_key}}}}where id > {{{{max_primary_key}}}}{{{{/max_primary_key}}}} order by id"
    guarded.define(name, {"query": query, "pk_field": "id", "pipeline": {"processors": []}}, rows_of(guarded, name))
    guarded.define(f"{name}r", {"query": f"select * from {name}", "strategy": "REPLACE", "datasource": name}, rows_of(guarded, f"{name}r"))

    assert ended(guarded, name) == ("successful", 3)
    assert ended(guarded, name) == ("successful", 0)
    assert ended(guarded, f"{name}r") == ended(guarded, f"{name}r") == ("successful", 3)
    assert guarded.count(name) == guarded.count(f"{name}r") == 3
    until(lambda: len(guarded.es("GET", f"/{name}r-*?expand_wildcards=all").body) == 1, "the replaced index is dropped", 40)
    assert guarded.call("GET", f"{JOBS}/_search?id={name}")["hits"]["total"] == 2
    assert guarded.call("DELETE", f"{INGESTION}/{name}").status == 200
    assert "unauthorized" not in guarded.log()


def test_the_doctor_finds_the_role_and_what_it_lacks(guarded: Guarded, name: str) -> None:
    assert {each["subject"]: each["fine"] for each in json.loads(command(guarded, "doctor", "--json").stdout)}["role"]
    add(guarded.secured, name, {LOG: ["read"]}, ("monitor",))
    guarded.known(name)
    found = json.loads(command(guarded, "doctor", "--json", SIDECAR_ELASTICSEARCH_USERNAME=name).stdout)
    (role,) = (each for each in found if each["subject"] == "role")
    assert not role["fine"]
    assert "lacks the index privileges [create_index," in role["words"]


def test_the_shipped_role_is_denied_what_it_does_not_name(guarded: Guarded) -> None:
    elsewhere = request("PUT", f"{guarded.elasticsearch}/elsewhere/_doc/1", {}, basic("sidecar"))
    assert elsewhere.status == 403


# -- the table of calls -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A call, and what it needs. ``{}`` in a path or a name stands for the test's own name."""

    call: str
    indices: dict[str, list[str]]
    body: Any = None
    cluster: tuple[str, ...] = ()

    def less(self) -> Iterator["Row"]:
        """Take one privilege away, each in turn."""
        for index, privileges in self.indices.items():
            for privilege in privileges:
                yield replace(self, indices={**self.indices, index: [each for each in privileges if each != privilege]})
        if self.cluster:
            yield replace(self, cluster=())


DATASOURCES, INGESTIONS, LOG, LETTERS = ".siren-datasources", ".siren-ingestions", ".siren-jobs", ".siren-dead-letters"
SAVE = {INGESTIONS: ["write"], DATASOURCES: ["read"], "{}": TARGET}
# The privilege to manage implies others: only what can be missing beside it is taken away.
REPLACE = {INGESTIONS: ["write"], DATASOURCES: ["read"], "{}": ["write", "read", "manage"], "{}-*": ["write", "read", "manage"]}
TABLE = (
    Row(f"GET {DATASOURCE}/{{}}", {DATASOURCES: ["read"]}),
    Row(f"HEAD {DATASOURCE}/{{}}", {DATASOURCES: ["read"]}),
    Row(f"GET {DATASOURCE}/_search", {DATASOURCES: ["read"]}),
    Row(f"POST {DATASOURCE}/_search", {DATASOURCES: ["read"]}),
    Row(f"POST {DATASOURCE}/{{}}/_validate", {DATASOURCES: ["write"]}),
    Row(f"GET {DATASOURCE}/{{}}/_metadata", {DATASOURCES: ["write"]}),
    Row(f"POST {DATASOURCE}/{{}}/_metadata", {DATASOURCES: ["write"]}),
    Row(f"POST {DATASOURCE}/{{}}/_sample", {DATASOURCES: ["write"]}, {"query": "select 1 as id"}),
    Row(f"POST {DATASOURCE}/{{}}/_transforms", {DATASOURCES: ["write"]}, {"query": "select 1 as id"}),
    Row(f"PUT {DATASOURCE}/{{}}2", {DATASOURCES: ["write"]}, {"jdbc": {"url": "jdbc:postgresql://db/a"}}),
    Row(f"DELETE {DATASOURCE}/{{}}2", {DATASOURCES: ["write"]}),
    Row(f"GET {INGESTION}/{{}}", {INGESTIONS: ["read"]}),
    Row(f"GET {INGESTION}/_search", {INGESTIONS: ["read"]}),
    Row(f"POST {INGESTION}/_search", {INGESTIONS: ["read"]}),
    Row(f"GET {INGESTION}/{{}}?include_status=true", {INGESTIONS: ["read"], LOG: ["read"]}),
    Row(f"PUT {INGESTION}/{{}}", SAVE, ingest("{}")),
    Row(f"PUT {INGESTION}/{{}}", SAVE, ingest("{}", pipeline={"processors": []}), ("manage_ingest_pipelines",)),
    Row(f"PUT {INGESTION}/{{}}", REPLACE, ingest("{}", strategy="REPLACE")),
    Row(f"POST {INGESTION}/{{}}/_validate", SAVE),
    Row(f"POST {INGESTION}/{{}}/_run", {LOG: ["write"], DATASOURCES: ["read"], "{}": TARGET}),
    Row(f"GET {INGESTION}/{{}}/_dead_letters", {LETTERS: ["read"]}),
    Row(f"POST {INGESTION}/{{}}/_dead_letters/_retry", {LETTERS: ["write"], "{}": TARGET}),
    Row(f"POST {JOBS}/ingestion/{{}}/_abort", {LOG: ["write"]}),
    Row(f"GET {JOBS}/ingestion", {LOG: ["read"]}),
    Row(f"GET {JOBS}/ingestion/{{}}", {LOG: ["read"]}),
    Row(f"GET {JOBS}/_search", {LOG: ["read"]}),
    Row(f"POST {JOBS}/_search", {LOG: ["read"]}),
    Row(f"DELETE {INGESTION}/{{}}", SAVE),
)


FREE = {"GET /_siren/live", "GET /_siren/health", "GET /_siren/openapi.json"}


def test_every_call_is_in_the_table(tmp_path: Path) -> None:
    calls = {f"{verb} {path}".replace("<type>", "ingestion") for verb, path in served(tmp_path)}
    rows = {row.call.partition("?")[0].replace("{}2", "<id>").replace("{}", "<id>") for row in TABLE}
    assert {row for row in rows if not row.startswith("HEAD")} | FREE == calls


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.call}{len(row.indices)}{len(row.cluster)}")
def test_a_call_needs_exactly_its_privileges(guarded: Guarded, name: str, row: Row) -> None:
    source = rows_of(guarded, name)
    guarded.define(name, {"query": f"select * from {name}", "pk_field": "id"}, source)
    assert guarded.call("PUT", f"{DATASOURCE}/{name}2", {"jdbc": source}).status == 201
    guarded.run(name)
    rows = [*row.less(), row]
    for number, each in enumerate(rows):
        grants = {index.format(name): privileges for index, privileges in each.indices.items() if privileges}
        add(guarded.secured, f"{name}u{number}", grants, each.cluster)
    for number in range(len(rows)):
        guarded.known(f"{name}u{number}")
    method, path = row.call.replace("{}", name).split()
    body = row.body and json.loads(json.dumps(row.body).replace("{}", name).replace(f'"processors": [{name}]', '"processors": []'))

    *denied, allowed = [guarded.call_as(f"{name}u{number}", method, path, body) for number in range(len(rows))]

    assert denied
    for answer in denied:
        assert answer.status == 403, answer
        assert method == "HEAD" or answer["error"]["type"] == "security_exception"
        assert method == "HEAD" or f"is unauthorized for user [{name}u" in answer["error"]["reason"]
    assert allowed.status in (200, 201), allowed


# -- who is it ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [f"{DATASOURCE}/a", f"{INGESTION}/_search", f"{JOBS}/ingestion", f"{JOBS}/_search?nonsense"])
@pytest.mark.parametrize("header", ["none", "Basic d3Jvbmc6d3Jvbmc=", "ApiKey bm86bm8=", "Bearer no", "nonsense", "Basic \xff"])
def test_a_caller_whom_elasticsearch_does_not_know_gets_its_own_401(guarded: Guarded, path: str, header: str) -> None:
    sent = {} if header == "none" else {"Authorization": header}
    own = request("GET", f"{guarded.secured.url}/_security/_authenticate", None, sent)
    answer = request("GET", guarded.url + path, None, sent)

    assert answer.status == own.status == 401
    assert answer["error"]["reason"].replace("_has_privileges", "_authenticate").replace("user/", "") == own["error"]["reason"]
    assert set(answer["error"]) == set(own["error"])
    assert answer.headers["www-authenticate"] == own.headers["www-authenticate"]


@pytest.mark.parametrize("call", sorted(FREE))
def test_health_needs_nobody(guarded: Guarded, call: str) -> None:
    method, path = call.split()
    assert request(method, guarded.url + path).status == 200


def test_what_is_remembered_of_one_caller_is_never_anothers(guarded: Guarded, name: str) -> None:
    add(guarded.secured, f"{name}may", {LOG: ["read"]})
    add(guarded.secured, f"{name}not", {"elsewhere": ["read"]})
    for user in (f"{name}may", f"{name}not"):
        guarded.known(user)
    path = f"{JOBS}/ingestion"
    for _ in range(3):
        assert guarded.call_as(f"{name}may", "GET", path).status == 200
        assert guarded.call_as(f"{name}not", "GET", path).status == 403
        assert guarded.call("GET", path, **basic(f"{name}may", "wrong")).status == 401
        assert guarded.call("GET", path, **basic(f"{name}may"), **{"es-security-runas-user": f"{name}not"}).status == 403
        assert request("GET", guarded.url + path).status == 401


def test_a_search_of_the_log_runs_as_whom_the_caller_may_run(guarded: Guarded, name: str) -> None:
    add(guarded.secured, f"{name}reader", {LOG: ["read"]})
    add(guarded.secured, f"{name}boss", {}, run_as=(f"{name}reader",))
    guarded.known(f"{name}reader")
    guarded.known(f"{name}boss")
    path = f"{JOBS}/_search"
    assert guarded.call_as(f"{name}boss", "GET", path).status == 403
    assert guarded.call_as(f"{name}boss", "GET", path, **{"es-security-runas-user": f"{name}reader"}).status == 200
    refused = guarded.call_as(f"{name}reader", "GET", path, **{"es-security-runas-user": f"{name}boss"})
    assert refused.status == 403
    assert f"is unauthorized to run as [{name}boss]" in refused["error"]["reason"]


def test_credentials_reach_elasticsearch_only_in_what_runs_as_the_caller(guarded: Heard, name: str) -> None:
    guarded.define(name, {"query": f"select * from {name}", "pk_field": "id"}, rows_of(guarded, name))
    guarded.front.heard.clear()
    header = guarded.admin["Authorization"]
    for method, path in (
        ("GET", f"{DATASOURCE}/{name}"), ("PUT", f"{INGESTION}/{name}"), ("POST", f"{INGESTION}/{name}/_run?wait_for_completion=true"),
        ("POST", f"{INGESTION}/{name}/_validate"), ("GET", f"{JOBS}/_search"), ("POST", f"{JOBS}/ingestion/{name}/_abort"),
    ):  # fmt: skip
        body = ingest(name) if method == "PUT" else None
        assert guarded.call(method, path, body, **{"X-Opaque-Id": f"mark-{name}"}).status == 200

    heard = [(what.partition("?")[0], headers) for what, headers in list(guarded.front.heard)]
    assert {what for what, headers in heard if headers.get("authorization") == header} == {
        "GET /_security/_authenticate", "POST /_security/user/_has_privileges",
        f"GET /.siren-datasources/_doc/{name}", "POST /.siren-jobs/_search",
    }  # fmt: skip
    marked = {what.rpartition("/")[0] for what, headers in heard if headers.get("x-opaque-id") == f"mark-{name}"}
    assert {"POST /.siren-jobs", "PUT /.siren-ingestions/_doc", "PUT /.siren-leases/_doc"} <= marked


def test_headers_too_large_for_elasticsearch_never_reach_it(guarded: Heard) -> None:
    guarded.front.heard.clear()
    answer = request("GET", f"{guarded.url}{JOBS}/_search", None, {"Authorization": f"Bearer {'x' * 5000}", "X-Opaque-Id": "y" * 5000})
    assert answer.status == 400
    assert "are larger than [8192] bytes together" in answer["error"]["reason"]
    assert not [what for what, headers in list(guarded.front.heard) if "authorization" in headers and "xxx" in headers["authorization"]]


# -- as whom rows are written -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("strategy", ["INCREMENTAL", "REPLACE"])
def test_an_ingestion_may_bring_its_own_credentials_for_the_target(guarded: Guarded, name: str, strategy: str) -> None:
    target = f"w{name}"  # The sidecar's own role does not reach this one.
    add(guarded.secured, f"{name}author", {INGESTIONS: ["write"], DATASOURCES: ["read"], LOG: ["write", "read"]})
    manage = ["manage"] if strategy == "REPLACE" else []
    add(guarded.secured, f"{name}writer", {target: [*TARGET, *manage], f"{target}-*": [*TARGET, *manage]})
    for user in (f"{name}author", f"{name}writer"):
        guarded.known(user)
    assert guarded.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": rows_of(guarded, name)}).status == 201
    body = ingest(name, target=target, strategy=strategy)
    assert guarded.call_as(f"{name}author", "PUT", f"{INGESTION}/{name}", body).status == 403
    body["ingest"]["es_credentials"] = {"username": f"{name}writer", "password": "wrong"}
    assert guarded.call_as(f"{name}author", "PUT", f"{INGESTION}/{name}", body).status == 403
    body["ingest"]["es_credentials"]["password"] = PASSWORD
    assert guarded.call_as(f"{name}author", "PUT", f"{INGESTION}/{name}", body).status == 201

    ran = guarded.call_as(f"{name}author", "POST", f"{INGESTION}/{name}/_run?wait_for_completion=true&detailed=true")

    assert (ran["status"]["state"], ran["status"]["count"]) == ("successful", 3), ran
    assert guarded.count(target) == 3


# -- what is stored -----------------------------------------------------------------------------------------------------------------


def test_a_definition_written_past_the_sidecar_is_shown_but_never_run(guarded: Guarded, name: str) -> None:
    guarded.define(name, {"query": f"select * from {name}", "pk_field": "id"}, rows_of(guarded, name))
    guarded.es(
        "PUT", f"/.siren-ingestions/_doc/{name}x?refresh=true", {"ingest": {"query": ["not", "one"], "es_credentials": [{"password": "p"}]}}
    )
    for index, change in (
        (".siren-ingestions", {"ingest": {"query": "select 'changed'"}}),
        (".siren-datasources", {"jdbc": {"username": "other"}}),
    ):
        before = guarded.es("GET", f"/{index}/_doc/{name}")["_source"]
        ((kind, fields),) = change.items()
        guarded.es("PUT", f"/{index}/_doc/{name}?refresh=true", {**before, kind: {**before[kind], **fields}})
        for path in (f"{INGESTION}/{name}/_run", f"{INGESTION}/{name}/_validate"):
            refused = guarded.call("POST", path)
            assert refused.status == 409, refused
            assert "was not saved through the sidecar's API, or was changed past it" in refused["error"]["reason"]
            assert index in refused["error"]["reason"]
        if kind == "jdbc":
            for call, body in (("_metadata", None), ("_sample", {"query": "select 1"}), ("_transforms", {"query": "select 1"})):
                assert guarded.call("POST", f"{DATASOURCE}/{name}/{call}", body).status == 409
        guarded.es("PUT", f"/{index}/_doc/{name}?refresh=true", {**before, kind: {**before[kind], **fields}})
        shown = guarded.call("GET", f"{DATASOURCE if kind == 'jdbc' else INGESTION}/{name}")
        assert shown["_source"][kind].items() >= fields.items()
        guarded.es("PUT", f"/{index}/_doc/{name}?refresh=true", before)
    assert guarded.run(name)["state"] == "successful"
    assert guarded.call("GET", f"{INGESTION}/{name}x")["_source"] == {"ingest": {"query": ["not", "one"], "es_credentials": [{}]}}
    assert f"{name}x" in [hit["_id"] for hit in guarded.call("GET", f"{INGESTION}/_search")["hits"]["hits"]]
    moved = guarded.es("GET", f"/.siren-ingestions/_doc/{name}")["_source"]
    guarded.es("PUT", f"/.siren-ingestions/_doc/{name}x?refresh=true", moved)
    assert guarded.call("POST", f"{INGESTION}/{name}x/_run").status == 409
    assert guarded.call("DELETE", f"{INGESTION}/{name}x").status == 200


def test_keys_are_changed_while_the_sidecar_goes_on(guarded: Guarded, name: str, postgres_url: str) -> None:
    on_postgresql(postgres_url, f"create table {name} as select generate_series(1, 3) as id")
    guarded.define(name, {"query": f"select * from {name}", "pk_field": "id"}, jdbc(postgres_url))
    assert guarded.run(name)["state"] == "successful"
    key = guarded.environ["SIDECAR_SECRET_KEY"]
    refused = command(guarded, "api", SIDECAR_SECRET_KEY=OTHER_KEY)
    assert refused.returncode == 78
    assert "were saved with another SIDECAR_SECRET_KEY" in refused.stderr

    rotated = command(guarded, "rotate-key", SIDECAR_SECRET_KEY=f"{OTHER_KEY},{key}")
    try:
        assert "renewed" in rotated.stdout, rotated
        assert command(guarded, "agent", SIDECAR_SECRET_KEY=key).returncode == 78
        assert guarded.call("POST", f"{INGESTION}/{name}/_run").status == 409
        guarded.stop()
        guarded.settings["SIDECAR_SECRET_KEY"] = OTHER_KEY
        guarded.start()
        assert guarded.run(name)["state"] == "successful"
        assert guarded.call("POST", f"{DATASOURCE}/{name}/_validate").status == 200
    finally:
        guarded.stop()
        del guarded.settings["SIDECAR_SECRET_KEY"]
        assert "renewed" in command(guarded, "rotate-key", SIDECAR_SECRET_KEY=f"{key},{OTHER_KEY}").stdout
        guarded.start()
    assert guarded.run(name)["state"] == "successful"


# -- where it listens ---------------------------------------------------------------------------------------------------------------


def test_beyond_loopback_it_serves_only_with_security(guarded: Heard, elasticsearch_url: str, tmp_path: Path) -> None:
    beside = Guarded(guarded.secured.url, tmp_path, dict(guarded.settings), "api", secured=guarded.secured)
    beside.settings["SIDECAR_BIND"] = f"0.0.0.0:{beside.port}"
    beside.start()
    assert beside.call("GET", f"{JOBS}/ingestion").status == 200
    assert request("GET", f"{beside.url}{JOBS}/ingestion").status == 401
    beside.stop()
    open_to_all = Service(elasticsearch_url, tmp_path, {"SIDECAR_BIND": f"0.0.0.0:{beside.port}"}, "api")
    done = subprocess.run(
        (sys.executable, "-m", "sidecar.cli", "api"), env=open_to_all.environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 78
    assert "which others can reach, and the cluster has no security" in done.stderr
