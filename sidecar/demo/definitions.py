"""The demo's datasource, ingestions and searches."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any


def datasource(database: Path) -> dict[str, Any]:
    """Return the demo's datasource: a SQLite file."""
    return {"jdbc": {"driver": "org.sqlite.JDBC", "url": f"jdbc:sqlite:{database.resolve()}"}}


INGESTIONS: dict[str, dict[str, Any]] = {
    "airports": {
        "ingest": {
            "datasource": "demo",
            "query": "select icao, iata, name, city, subd, country, elevation, lat, lon, tz from airports",
            "target": "airports",
            "strategy": "REPLACE",
            "pk_field": "icao",
            "transforms": [
                {
                    "input": [{"source": "lat"}, {"source": "lon"}],
                    "output": "location",
                    "transform": "geo_point",
                    "mapping": {"type": "geo_point"},
                }
            ],
            "description": "All airports; every run replaces the whole index.",
        }
    },
    "flights": {
        "ingest": {
            "datasource": "demo",
            "query": "select * from flights {{#max_primary_key}}where id > {{max_primary_key}}{{/max_primary_key}} order by id",
            "target": "flights",
            "strategy": "INCREMENTAL",
            "pk_field": "id",
            "description": "All flights that departed New York in 2013; every run adds the new rows.",
        }
    },
}

RUNNING: dict[str, Any] = {"size": 0, "query": {"term": {"ingestion.is_running": True}}}
LAST_RUNS: dict[str, Any] = {"size": 3, "sort": [{"ingestion.start_time": "desc"}], "query": {"term": {"ingestion.is_running": False}}}

_EIFFEL_TOWER = {"lat": 48.8584, "lon": 2.2945}

NEAREST: dict[str, Any] = {
    "size": 5,
    "_source": ["icao", "name"],
    "query": {"geo_distance": {"distance": "50km", "location": _EIFFEL_TOWER}},
    "sort": [{"_geo_distance": {"location": _EIFFEL_TOWER, "unit": "km"}}],
}


def curl_lines(sidecar: str, elasticsearch: str) -> Iterator[str]:
    """Yield commands to try next."""
    connector = f"{sidecar}/_siren/connector"
    yield f"curl -XPOST '{connector}/ingestion/airports/_run?wait_for_completion=true&pretty'"
    yield f"curl -XPOST '{connector}/ingestion/airports/_verify?wait_for_completion=true&detailed=true&pretty'"
    yield f"curl '{connector}/jobs/ingestion/flights?detailed=true&human&pretty'"
    yield f"curl '{connector}/jobs/_search?id=flights&state=successful&pretty'"
    yield f"curl '{elasticsearch}/.siren-jobs/_search?q=ingestion.state:successful&pretty'"
    yield f"curl '{connector}/ingestion/airports?pretty'"
