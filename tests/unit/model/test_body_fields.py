"""Bodies of datasources and ingestions are read field by field; the error names the path, what was expected and what came."""

import json
from typing import Any

import pytest

from sidecar.errors import InvalidField
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.secret import Sealed

FULL: dict[str, Any] = {
    "datasource": "postgres", "query": "select * from events order by id", "target": "events", "strategy": "REPLACE",
    "staging_prefix": "staging", "pk_field": "id", "batch_size": 5000, "overlap": 0, "schedule": "0 0 * * * ?", "enable_scheduler": True,
    "timezone": "Europe/Paris", "mapping": {"properties": {"geolocation": {"type": "geo_point"}}}, "settings": {"number_of_shards": 2},
    "pipeline": {"processors": []},
    "ds_credentials": {"username": "u", "password": "p"}, "es_credentials": {"username": "u", "password": "p"},
    "transforms": [{"input": [{"source": "lat"}, {"source": "lon"}], "output": "geolocation", "transform": "geo_point",
                    "mapping": {"type": "geo_point"}}],
    "partition": {"column": "id", "count": 4}, "max_failures": "1%", "removal_guard": "20%", "description": "d",
}  # fmt: skip
LEAST = {"datasource": "d", "query": "select 1", "target": "t"}


def ingestion(**changes: Any) -> Ingestion:
    body = {name: value for name, value in {**LEAST, **changes}.items() if value != "absent"}
    return Ingestion.from_body("i", {"ingest": body})


def test_the_least_body_has_the_defaults() -> None:
    read = ingestion()
    assert (read.strategy, read.batch_size, read.removal_guard) == (Strategy.INCREMENTAL, 5000, 50.0)
    assert read.max_failures.to_json() == 0
    assert read.staging_stem == "t"


def test_the_full_body_comes_back_without_its_passwords() -> None:
    read = Ingestion.from_body("i", {"ingest": FULL})
    shown = read.public()["ingest"]
    expected = {**FULL, "ds_credentials": {"username": "u"}, "es_credentials": {"username": "u"}}
    assert {name: shown[name] for name in expected} == expected
    assert "'p'" not in repr(read)


@pytest.mark.parametrize(
    ("changes", "path", "words"),
    [
        ({"datasource": "absent"}, "ingest.datasource", "is missing"),
        ({"query": ""}, "ingest.query", "must not be empty"),
        ({"query": 7}, "ingest.query", "must be a string, but is a number [7]"),
        ({"strategy": "MERGE"}, "ingest.strategy", "must be one of [INCREMENTAL, REPLACE], but is [MERGE]"),
        ({"targt": "x"}, "ingest.targt", "is not a known field -> did you mean [target]?"),
        ({"target": "Events"}, "ingest.target", "lower case"),
        ({"target": ".siren-jobs"}, "ingest.target", "sidecar's own"),
        ({"target": "a,b"}, "ingest.target", "valid index name"),
        *(({"target": wrong}, "ingest.target", "valid index name") for wrong in
          ("*", "a?", "<logs-{now/d}>", "other-cluster:a", "_all", "-a", "..", "../a", "/.*/", "a\\b", "a" * 201)),
        *(({"target": f"a{wrong}b"}, "ingest.target", "without [control characters]") for wrong in "\0\n\r\t\x7f"),
        ({"staging_prefix": "*"}, "ingest.staging_prefix", "valid index name"),
        ({"staging_prefix": "_x"}, "ingest.staging_prefix", "valid index name"),
        ({"batch_size": 0}, "ingest.batch_size", "must be between 1 and 1000000"),
        *(({"batch_size": wrong}, "ingest.batch_size", "must be a whole number") for wrong in ("many", "--5", "²", "9" * 5000, 5.5)),
        ({"batch_size": "99999999999999999999"}, "ingest.batch_size", "must be between 1 and 1000000"),
        ({"enable_scheduler": True}, "ingest.schedule", "is missing"),
        ({"schedule": "every day"}, "ingest.schedule", ""),
        ({"timezone": "Mars/Olympus"}, "ingest.timezone", "must be a time zone"),
        ({"pk_field": ["a", "a"]}, "ingest.pk_field", "twice"),
        ({"pk_field": 5}, "ingest.pk_field", "must be a column's name"),
        *(({"overlap": wrong}, "ingest.overlap", "must be a whole number") for wrong in ("5 minutes", "9" * 5000 + "d")),
        ({"overlap": "36501d"}, "ingest.overlap", "must be at most 36500d"),
        ({"mapping": {"properties": []}}, "ingest.mapping.properties", "must be an object, but is an array"),
        ({"settings": {"index": {"hidden": True}}}, "ingest.settings.hidden", "is not an index setting that can be given here"),
        ({"settings": {"number_of_shard": 1}}, "ingest.settings.number_of_shard", "did you mean [number_of_shards]"),
        ({"pipeline": "siren-other"}, "ingest.pipeline", "must be a pipeline's name"),
        ({"transforms": {}}, "ingest.transforms", "must be an array, but is an object"),
        ({"transforms": [{"output": "o", "input": [{"source": "a"}]}, {"output": "o", "input": [{}]}]},
         "ingest.transforms[1].input[0].source", "is missing"),
        ({"transforms": [{"output": "o", "transform": "geo_point", "input": [{"source": "a"}]}]},
         "ingest.transforms[0].input", "array of 2"),
        ({"transforms": [{"output": "o", "transform": "sum", "input": []}]}, "ingest.transforms[0].transform", "must be one of"),
        ({"max_failures": "200%"}, "ingest.max_failures", "must be a whole number"),
        ({"max_failures": -1}, "ingest.max_failures", "must be between"),
        ({"removal_guard": "half"}, "ingest.removal_guard", "must be a percentage such as [50%], or [off], but is [half]"),
        ({"partition": {"count": 4}}, "ingest.partition.column", "is missing"),
        ({"ds_credentials": {"password": "p"}}, "ingest.ds_credentials.username", "is missing"),
        ({"es_credentials": "u:p"}, "ingest.es_credentials", "must be an object, but is a string"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_an_ingestion_is_named_by_its_path(changes: dict[str, Any], path: str, words: str) -> None:
    with pytest.raises(InvalidField) as caught:
        ingestion(**changes)
    assert caught.value.path == path
    assert words in caught.value.reason


@pytest.mark.parametrize(
    ("body", "path", "words"),
    [
        ({}, "jdbc", "is missing"),
        ({"jdbc": []}, "jdbc", "must be an object, but is an array"),
        ({"jdbc": {}}, "jdbc.url", "is missing"),
        ({"jdbc": {"url": 5}}, "jdbc.url", "must be a string, but is a number [5]"),
        ({"jdbc": {"url": "x", "pasword": "p"}}, "jdbc.pasword", "did you mean [password]"),
        ({"jdbc": {"url": "x", "password": 7}}, "jdbc.password", "must be a string"),
        ({"jdbc": {"url": "x", "timezone": "Nowhere"}}, "jdbc.timezone", "must be a time zone"),
        ({"jdbc": {"url": "x", "properties": {"a": []}}}, "jdbc.properties.a", "must be a string, a number or a boolean"),
        ({"jdbc": {"url": "x"}, "more": 1}, "more", "is not a known field"),
    ],
)
def test_what_is_wrong_in_a_datasource_is_named_by_its_path(body: dict[str, Any], path: str, words: str) -> None:
    with pytest.raises(InvalidField) as caught:
        Datasource.from_body("d", body)
    assert caught.value.path == path
    assert words in caught.value.reason


def test_a_misplaced_secret_is_not_repeated_in_the_error() -> None:
    with pytest.raises(InvalidField) as caught:
        Datasource.from_body("d", {"jdbc": {"url": ["hunter2"], "password": "hunter2"}})
    assert "hunter2" not in caught.value.reason


def test_properties_become_strings() -> None:
    read = Datasource.from_body("d", {"jdbc": {"url": "x", "properties": {"ssl": True, "loginTimeout": 5, "a": "b"}}})
    assert read.properties == {"ssl": "true", "loginTimeout": "5", "a": "b"}


def test_a_plain_password_cannot_be_stored_and_a_sealed_one_is_never_shown() -> None:
    plain = Datasource.from_body("d", {"jdbc": {"url": "x", "password": "hunter2"}})
    with pytest.raises(TypeError):
        plain.document()
    sealed = Datasource(id="d", url="x", password=Sealed("token"))
    assert sealed.document()["jdbc"]["password"] == "token"
    assert "token" not in json.dumps(sealed.public()) + repr(sealed)
    assert Datasource.stored("d", sealed.document()) == sealed


@pytest.mark.parametrize(("overlap", "shown"), [(100, 100), ("5m", "300000ms"), ("10", 10), (10.0, 10)])
def test_an_overlap_is_a_distance_or_a_duration(overlap: int | str, shown: int | str) -> None:
    assert ingestion(overlap=overlap).public()["ingest"].get("overlap") == shown


def test_an_ingestion_survives_being_stored() -> None:
    body = {**FULL, "ds_credentials": None, "es_credentials": None, "pk_field": ["a", "b"], "removal_guard": "off"}
    read = Ingestion.from_body("i", {"ingest": body})
    assert Ingestion.stored("i", json.loads(json.dumps(read.document()))) == read


@pytest.mark.parametrize(
    ("change", "forgotten"),
    [({"query": "select 2"}, True), ({"target": "u"}, True), ({"pk_field": "k"}, True), ({"strategy": "REPLACE"}, True),
     ({"datasource": "e"}, True), ({"batch_size": 7}, False), ({"mapping": {"dynamic": "strict"}}, False)],
)  # fmt: skip
def test_positions_are_forgotten_when_they_no_longer_fit(change: dict[str, Any], forgotten: bool) -> None:
    assert ingestion(**change).forgets(ingestion()) is forgotten
