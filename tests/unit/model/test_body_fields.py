"""Bodies of datasources and ingestions: defaults, conversions, and errors that name the path, the expected and the actual value."""

import json
from typing import Any

import pytest

from sidecar.errors import InvalidField
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion, Strategy
from sidecar.model.secret import EncryptedSecret

FULL: dict[str, Any] = {
    "datasource": "postgres", "query": "select * from events order by id", "target": "events", "strategy": "REPLACE",
    "staging_prefix": "staging", "aliases": ["events-all"],
    "pk_field": "id", "batch_size": 5000, "overlap": 0, "schedule": "0 0 * * * ?", "enable_scheduler": True,
    "timezone": "Europe/Paris", "mapping": {"properties": {"geolocation": {"type": "geo_point"}}}, "settings": {"number_of_shards": 2},
    "pipeline": {"processors": []},
    "ds_credentials": {"username": "u", "password": "p"}, "es_credentials": {"username": "u", "password": "p"},
    "transforms": [{"input": [{"source": "lat"}, {"source": "lon"}], "output": "geolocation", "transform": "geo_point",
                    "mapping": {"type": "geo_point"}}],
    "partition": {"column": "id", "count": 4}, "max_failures": "1%", "removal_guard": "20%", "description": "d",
}  # fmt: skip
MINIMAL = {"datasource": "d", "query": "select 1", "target": "t"}


def ingestion(**changes: Any) -> Ingestion:
    body = {name: value for name, value in {**MINIMAL, **changes}.items() if value != "absent"}
    return Ingestion.from_body("i", {"ingest": body})


def test_a_minimal_body_gets_the_defaults() -> None:
    read = ingestion()
    assert (read.strategy, read.batch_size, read.removal_guard) == (Strategy.INCREMENTAL, 5000, 50.0)
    assert read.max_failures.to_json() == 0
    assert read.staging_stem == "t"


def test_a_full_body_is_shown_without_its_passwords() -> None:
    read = Ingestion.from_body("i", {"ingest": FULL})
    shown = read.to_public()["ingest"]
    expected = {**FULL, "ds_credentials": {"username": "u"}, "es_credentials": {"username": "u"}}
    assert {name: shown[name] for name in expected} == expected
    assert "'p'" not in repr(read)


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        ({"datasource": "absent"}, "ingest.datasource", "is missing"),
        ({"query": ""}, "ingest.query", "must not be empty"),
        ({"query": 7}, "ingest.query", "expected a string but got a number [7]"),
        ({"strategy": "MERGE"}, "ingest.strategy", "expected one of [INCREMENTAL, REPLACE, MIRROR] but got [MERGE]"),
        ({"targt": "x"}, "ingest.targt", "unknown field -> did you mean [target]?"),
        ({"target": "Events"}, "ingest.target", "lower case"),
        ({"target": ".siren-jobs"}, "ingest.target", "sidecar's own"),
        ({"target": "a,b"}, "ingest.target", "valid index name"),
        *(({"target": wrong}, "ingest.target", "valid index name") for wrong in
          ("*", "a?", "<logs-{now/d}>", "other-cluster:a", "_all", "-a", "..", "../a", "/.*/", "a\\b", "a" * 201)),
        *(({"target": f"a{wrong}b"}, "ingest.target", "without [control characters]") for wrong in "\0\n\r\t\x7f"),
        ({"staging_prefix": "*"}, "ingest.staging_prefix", "valid index name"),
        ({"staging_prefix": "_x"}, "ingest.staging_prefix", "valid index name"),
        ({"aliases": "a"}, "ingest.aliases", "expected an array of alias names but got a string"),
        ({"aliases": ["a", 1]}, "ingest.aliases", "expected an array of alias names"),
        ({"aliases": ["a", "B"]}, "ingest.aliases[1]", "lower case"),
        ({"aliases": [".siren-jobs"]}, "ingest.aliases[0]", "sidecar's own"),
        ({"aliases": ["a", "t"]}, "ingest.aliases[1]", "must not be the target [t]"),
        ({"aliases": ["a", "a"]}, "ingest.aliases[1]", "contains the alias [a] twice"),
        ({"batch_size": 0}, "ingest.batch_size", "expected a number between 1 and 1000000"),
        *(({"batch_size": wrong}, "ingest.batch_size", "expected a whole number") for wrong in ("many", "--5", "²", "9" * 5000, 5.5)),
        ({"batch_size": "99999999999999999999"}, "ingest.batch_size", "expected a number between 1 and 1000000"),
        ({"enable_scheduler": True}, "ingest.schedule", "is missing"),
        ({"schedule": "every day"}, "ingest.schedule", ""),
        ({"timezone": "Mars/Olympus"}, "ingest.timezone", "expected a time zone"),
        ({"pk_field": ["a", "a"]}, "ingest.pk_field", "twice"),
        ({"pk_field": 5}, "ingest.pk_field", "expected a column name"),
        *(({"overlap": wrong}, "ingest.overlap", "expected a whole number") for wrong in ("5 minutes", "9" * 5000 + "d")),
        ({"overlap": "36501d"}, "ingest.overlap", "must be at most 36500d"),
        ({"mapping": {"properties": []}}, "ingest.mapping.properties", "expected an object but got an array"),
        ({"settings": {"index": {"hidden": True}}}, "ingest.settings.hidden", "is not an index setting allowed here"),
        ({"settings": {"number_of_shard": 1}}, "ingest.settings.number_of_shard", "did you mean any of [number_of_shards, "),
        ({"pipeline": "siren-other"}, "ingest.pipeline", "expected a pipeline name"),
        ({"transforms": {}}, "ingest.transforms", "expected an array but got an object"),
        ({"transforms": [{"output": "o", "input": [{"source": "a"}]}, {"output": "o", "input": [{}]}]},
         "ingest.transforms[1].input[0].source", "is missing"),
        ({"transforms": [{"output": "o", "transform": "geo_point", "input": [{"source": "a"}]}]},
         "ingest.transforms[0].input", "array of 2"),
        ({"transforms": [{"output": "o", "transform": "sum", "input": []}]}, "ingest.transforms[0].transform", "expected one of"),
        ({"max_failures": "200%"}, "ingest.max_failures", "expected a percentage"),
        ({"max_failures": -1}, "ingest.max_failures", "expected a number between"),
        ({"removal_guard": "half"}, "ingest.removal_guard", "expected a percentage from [0%] to [100%]"),
        ({"removal_guard": "99.99999999999999999999%"}, "ingest.removal_guard", "with at most 15 digits, or [off], but got [99.9"),
        ({"max_failures": "101%"}, "ingest.max_failures", "a percentage from [0%] to [100%] with at most 15 digits but got"),
        ({"partition": {"count": 4}}, "ingest.partition.column", "is missing"),
        ({"partition": {"column": "a", "count": 10001}}, "ingest.partition.count", "between 1 and 10000 but got [10001]"),
        ({"partition": {"column": "a", "count": 65}}, "ingest.partition.count", "expected at most 64 without [partition.executor]"),
        ({"partition": {"column": "a", "executor": "ray"}}, "ingest.partition.executor", "expected one of [local, dask] but got [ray]"),
        ({"partition": {"column": "a", "executor": "dask"}}, "ingest.pk_field", "needs a key to send rows again"),
        ({"strategy": "mirror"}, "ingest.pk_field", "the strategy [MIRROR] needs a key"),
        ({"strategy": "MIRROR", "pk_field": "a", "pipeline": "p"}, "ingest.pipeline", "cannot be combined with the strategy [MIRROR]"),
        ({"strategy": "MIRROR", "pk_field": "a", "deletions": "compare"}, "ingest.deletions", "combined with the strategy [MIRROR]"),
        ({"deletions": "all"}, "ingest.deletions", "[none], [compare] or an object such as {\"column\": \"deleted_at\"} but got [all]"),
        ({"deletions": "compare"}, "ingest.pk_field", "[deletions] needs a key"),
        ({"deletions": {"column": "a"}}, "ingest.pk_field", "[deletions] needs a key"),
        ({"deletions": {}}, "ingest.deletions.column", "is missing"),
        ({"deletions": {"colum": "a"}}, "ingest.deletions.colum", "unknown field -> did you mean [column]?"),
        ({"deletions": ["a"]}, "ingest.deletions", "deleted_at\"} but got an array"),
        ({"deletions_query": "select 1"}, "ingest.deletions_query", "needs [deletions] to be [compare]"),
        ({"deletions": {"column": "a"}, "pk_field": "a", "deletions_schedule": "0 0 3 * * ?"},
         "ingest.deletions_schedule", "needs [deletions] to be [compare]"),
        ({"deletions": "compare", "pk_field": "a", "deletions_schedule": "0 0 3 * *"}, "ingest.deletions_schedule", "expected"),
        ({"ds_credentials": {"password": "p"}}, "ingest.ds_credentials.username", "is missing"),
        ({"es_credentials": "u:p"}, "ingest.es_credentials", "expected an object but got a string"),
    ],
)  # fmt: skip
def test_an_invalid_ingestion_is_rejected_with_the_path_of_the_field(changes: dict[str, Any], path: str, message: str) -> None:
    with pytest.raises(InvalidField) as caught:
        ingestion(**changes)
    assert caught.value.path == path
    assert message in caught.value.reason


@pytest.mark.parametrize(
    ("body", "path", "message"),
    [
        ({}, "jdbc", "is missing"),
        ({"jdbc": []}, "jdbc", "expected an object but got an array"),
        ({"jdbc": {}}, "jdbc.url", "is missing"),
        ({"jdbc": {"url": 5}}, "jdbc.url", "expected a string but got a number [5]"),
        ({"jdbc": {"url": "x", "pasword": "p"}}, "jdbc.pasword", "did you mean [password]"),
        ({"jdbc": {"url": "x", "password": 7}}, "jdbc.password", "expected a string"),
        ({"jdbc": {"url": "x", "timezone": "Nowhere"}}, "jdbc.timezone", "expected a time zone"),
        ({"jdbc": {"url": "x", "properties": {"a": []}}}, "jdbc.properties.a", "expected a string, a number or a boolean"),
        ({"jdbc": {"url": "x"}, "more": 1}, "more", "unknown field"),
    ],
)
def test_an_invalid_datasource_is_rejected_with_the_path_of_the_field(body: dict[str, Any], path: str, message: str) -> None:
    with pytest.raises(InvalidField) as caught:
        Datasource.from_body("d", body)
    assert caught.value.path == path
    assert message in caught.value.reason


def test_a_misplaced_secret_is_not_repeated_in_the_error() -> None:
    with pytest.raises(InvalidField) as caught:
        Datasource.from_body("d", {"jdbc": {"url": ["hunter2"], "password": "hunter2"}})
    assert "hunter2" not in caught.value.reason


def test_properties_become_strings() -> None:
    read = Datasource.from_body("d", {"jdbc": {"url": "x", "properties": {"ssl": True, "loginTimeout": 5, "a": "b"}}})
    assert read.properties == {"ssl": "true", "loginTimeout": "5", "a": "b"}


def test_a_plain_password_cannot_be_stored_and_an_encrypted_one_is_never_shown() -> None:
    plain = Datasource.from_body("d", {"jdbc": {"url": "x", "password": "hunter2"}})
    with pytest.raises(TypeError):
        plain.to_document()
    encrypted = Datasource(id="d", url="x", password=EncryptedSecret("token"))
    assert encrypted.to_document()["jdbc"]["password"] == "token"
    assert "token" not in json.dumps(encrypted.to_public()) + repr(encrypted)
    assert Datasource.from_document("d", encrypted.to_document()) == encrypted


@pytest.mark.parametrize(("overlap", "shown"), [(100, 100), ("5m", "300000ms"), ("10", 10), (10.0, 10)])
def test_an_overlap_is_a_distance_or_a_duration(overlap: int | str, shown: int | str) -> None:
    assert ingestion(overlap=overlap).to_public()["ingest"].get("overlap") == shown


def test_deletions_are_shown_unless_there_are_none() -> None:
    assert ingestion(deletions="Compare", pk_field="id").to_public()["ingest"]["deletions"] == "compare"
    assert "deletions" not in ingestion(deletions="none").to_public()["ingest"]


def test_an_ingestion_survives_a_round_trip_through_its_document() -> None:
    body = {**FULL, "ds_credentials": None, "es_credentials": None, "pk_field": ["a", "b"], "removal_guard": "off"}
    read = Ingestion.from_body("i", {"ingest": body})
    assert Ingestion.from_document("i", json.loads(json.dumps(read.to_document()))) == read


@pytest.mark.parametrize(
    ("change", "invalid"),
    [({"query": "select 2"}, True), ({"target": "u"}, True), ({"pk_field": "k"}, True), ({"strategy": "REPLACE"}, True),
     ({"datasource": "e"}, True), ({"batch_size": 7}, False), ({"mapping": {"dynamic": "strict"}}, False)],
)  # fmt: skip
def test_changing_what_positions_depend_on_invalidates_them(change: dict[str, Any], invalid: bool) -> None:
    assert ingestion(**change).invalidates_positions_of(ingestion()) is invalid
