"""Send every call of the sidecar with an official Elasticsearch client; a standalone program.

Reads ``{"url", "name", "jdbc"}`` from standard input and writes one JSON object per call to standard output:
``{"verb", "route", "status", "body", "opaque_id", "version"}``.
"""

import json
import sys
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

import elasticsearch

OPAQUE_ID = "every-call"
DATASOURCE, INGESTION, JOBS = "/_siren/connector/datasource", "/_siren/connector/ingestion", "/_siren/connector/jobs"
DEAD_LETTERS = "/_siren/connector/dead_letters"


@dataclass(frozen=True)
class Call:
    """The verb, route, parameters and body of one call; the route is written as in the application's routing table."""

    verb: str
    route: str
    params: dict[str, Any] = field(default_factory=dict)
    body: Any = None

    def path(self, name: str) -> str:
        """Return the route with its placeholders filled in."""
        return self.route.replace("<id>", name).replace("<type>", "ingestion")


def create_calls(name: str, jdbc: dict[str, Any]) -> list[Call]:
    """Return every call, in an order in which each has data to work on."""
    ingest = {
        "datasource": name,
        "target": name,
        "query": "select id, word from t order by id",
        "pk_field": "id",
        "schedule": "0 0 0 1 1 ? 2199",
    }
    total = {"n": {"sum": {"field": "ingestion.count"}}}
    return [
        Call("GET", "/_siren"),
        Call("GET", "/_siren/connector/_me"),
        Call("GET", "/_siren/connector/agents"),
        Call("GET", "/_siren/metrics"),
        Call("GET", "/_siren/live"),
        Call("GET", "/_siren/health"),
        Call("GET", "/_siren/openapi.json"),
        Call("PUT", f"{DATASOURCE}/<id>", {"op_type": "create"}, {"jdbc": jdbc}),
        Call("GET", f"{DATASOURCE}/<id>", {"human": True}),
        Call("GET", f"{DATASOURCE}/_search"),
        Call("POST", f"{DATASOURCE}/_search"),
        Call("POST", f"{DATASOURCE}/<id>/_validate"),
        Call("GET", f"{DATASOURCE}/<id>/_metadata"),
        Call("POST", f"{DATASOURCE}/<id>/_metadata", {"catalog": "main"}),
        Call("POST", f"{DATASOURCE}/<id>/_sample", {}, {"query": ingest["query"], "row_limit": 2}),
        Call("POST", f"{DATASOURCE}/<id>/_transforms", {}, {"query": ingest["query"]}),
        Call("POST", f"{DATASOURCE}/<id>/_definitions", {}, {"tables": ["t"]}),
        Call("PUT", f"{INGESTION}/<id>", {}, {"ingest": ingest}),
        Call("GET", f"{INGESTION}/<id>", {"include_status": True}),
        Call("GET", f"{INGESTION}/_search"),
        Call("POST", f"{INGESTION}/_search"),
        Call("POST", f"{INGESTION}/<id>/_validate", {}, {"ingest": ingest}),
        Call("POST", f"{INGESTION}/<id>/_enable"),
        Call("POST", f"{INGESTION}/<id>/_disable"),
        Call("POST", f"{INGESTION}/<id>/_run", {"wait_for_completion": True, "timeout": "60s"}),
        Call("POST", f"{INGESTION}/<id>/_verify", {"wait_for_completion": True, "timeout": "60s", "detailed": True}),
        Call("GET", "/_siren/connector/schedule", {"from": "now", "to": "now+1d", "size": "10"}),
        Call("GET", f"{INGESTION}/<id>/_positions"),
        Call("DELETE", f"{INGESTION}/<id>/_positions"),
        Call("GET", f"{INGESTION}/<id>/_dead_letters"),
        Call("POST", f"{INGESTION}/<id>/_dead_letters/_retry", {}, {"type": ["exception"]}),
        Call("GET", f"{DEAD_LETTERS}/_search", {"id": name}),
        Call("POST", f"{DEAD_LETTERS}/_search", {}, {"query": {"term": {"job": name}}}),
        Call("GET", f"{DEAD_LETTERS}/_groups", {"id": name}),
        Call("POST", f"{DEAD_LETTERS}/_groups", {}, {"id": name, "field": None}),
        Call("POST", f"{INGESTION}/<id>/_dead_letters/_delete", {}, {"ids": ["nothing"]}),
        Call("GET", f"{JOBS}/<type>"),
        Call("GET", f"{JOBS}/<type>/<id>", {"detailed": True}),
        Call("POST", f"{JOBS}/<type>/<id>/_abort"),
        Call("GET", f"{JOBS}/_search", {"id": name, "filter_path": ["hits.total", "hits.hits._source"]}),
        Call("POST", f"{JOBS}/_search", {}, {"query": {"term": {"ingestion.id": name}}, "aggs": total}),
        Call("DELETE", f"{INGESTION}/<id>"),
        Call("DELETE", f"{DATASOURCE}/<id>"),
        Call("GET", f"{DATASOURCE}/<id>"),
        Call("GET", f"{DATASOURCE}/<id>", {"nonsense": True}),
    ]  # fmt: skip


def send(client: elasticsearch.Elasticsearch, call: Call, name: str) -> dict[str, Any]:
    """Send one call with ``perform_request``, as the clients' documentation recommends for other APIs."""
    headers = {"accept": "application/json"} | ({"content-type": "application/json"} if call.body is not None else {})
    try:
        response = client.perform_request(call.verb, call.path(name), params=call.params, headers=headers, body=call.body)
    except elasticsearch.ApiError as error:
        return describe(call, error.meta, error.body)
    return describe(call, response.meta, response.body)


def describe(call: Call, meta: Any, body: Any) -> dict[str, Any]:
    """Return the JSON object of a call and its response."""
    return {
        "verb": call.verb,
        "route": call.route,
        "status": meta.status,
        "body": body,
        "opaque_id": meta.headers.get("x-opaque-id"),
        "version": version("elasticsearch"),
    }


def main() -> None:
    """Send all calls, each GET also as HEAD."""
    request = json.load(sys.stdin)
    with elasticsearch.Elasticsearch(request["url"], request_timeout=90, max_retries=0) as base:
        client = base.options(opaque_id=OPAQUE_ID)
        for call in create_calls(request["name"], request["jdbc"]):
            verbs = [call, Call("HEAD", call.route, call.params)] if call.verb == "GET" else [call]
            for each in verbs:
                sys.stdout.write(json.dumps(send(client, each, request["name"])) + "\n")


if __name__ == "__main__":
    main()
