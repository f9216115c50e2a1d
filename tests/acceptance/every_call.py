"""Make every call of the sidecar through an official client, whichever is installed: a program that imports nothing else.

It reads ``{"url", "name", "jdbc"}`` from standard input and writes one JSON object a call to standard output:
``{"verb", "route", "status", "body", "opaque", "version"}``.
"""

import json
import sys
from dataclasses import dataclass, field
from typing import Any

import elasticsearch

MARK = "a-clients-mark"
DATASOURCE, INGESTION, JOBS = "/_siren/connector/datasource", "/_siren/connector/ingestion", "/_siren/connector/jobs"


@dataclass(frozen=True)
class Call:
    """One call: its verb, its route as the application's table has it, and what goes with it."""

    verb: str
    route: str
    params: dict[str, Any] = field(default_factory=dict)
    body: Any = None

    def path(self, name: str) -> str:
        """Fill the route in."""
        return self.route.replace("<id>", name).replace("<type>", "ingestion")


def story(name: str, jdbc: dict[str, Any]) -> list[Call]:
    """Give every call, in an order in which each has something to do."""
    ingest = {"datasource": name, "target": name, "query": "select id, word from t order by id", "pk_field": "id"}
    total = {"n": {"sum": {"field": "ingestion.count"}}}
    return [
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
        Call("PUT", f"{INGESTION}/<id>", {}, {"ingest": ingest}),
        Call("GET", f"{INGESTION}/<id>", {"include_status": True}),
        Call("GET", f"{INGESTION}/_search"),
        Call("POST", f"{INGESTION}/_search"),
        Call("POST", f"{INGESTION}/<id>/_validate", {}, {"ingest": ingest}),
        Call("POST", f"{INGESTION}/<id>/_run", {"wait_for_completion": True, "timeout": "60s"}),
        Call("GET", f"{INGESTION}/<id>/_dead_letters"),
        Call("POST", f"{INGESTION}/<id>/_dead_letters/_retry"),
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


def made(client: elasticsearch.Elasticsearch, call: Call, name: str) -> dict[str, Any]:
    """Make one call as the clients' manual says for what they have no method for."""
    headers = {"accept": "application/json"} | ({"content-type": "application/json"} if call.body is not None else {})
    try:
        answer = client.perform_request(call.verb, call.path(name), params=call.params, headers=headers, body=call.body)
    except elasticsearch.ApiError as error:
        return told(call, error.meta, error.body)
    return told(call, answer.meta, answer.body)


def told(call: Call, meta: Any, body: Any) -> dict[str, Any]:
    """Give what is written of a call."""
    version = elasticsearch.__versionstr__
    opaque = meta.headers.get("x-opaque-id")
    return {"verb": call.verb, "route": call.route, "status": meta.status, "body": body, "opaque": opaque, "version": version}


def main() -> None:
    """Make all calls, and HEAD wherever GET is."""
    given = json.load(sys.stdin)
    with elasticsearch.Elasticsearch(given["url"], request_timeout=90, max_retries=0) as plain:
        client = plain.options(opaque_id=MARK)
        for call in story(given["name"], given["jdbc"]):
            verbs = [call, Call("HEAD", call.route, call.params)] if call.verb == "GET" else [call]
            for each in verbs:
                sys.stdout.write(json.dumps(made(client, each, given["name"])) + "\n")


if __name__ == "__main__":
    main()
