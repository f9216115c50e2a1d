"""Definitions that were accepted stay readable: stored, shown and saved again, they are the same for every field."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidecar.errors import InvalidField
from sidecar.model.datasource import Datasource
from sidecar.model.ingestion import Ingestion

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_WORDS = st.from_regex(r"[a-z][a-z0-9_.-]{0,9}", fullmatch=True)
_SCALARS = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS
_JSON = st.recursive(_SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3), max_leaves=5)
_NUMBERS = st.integers(0, 10**7) | st.integers(0, 10**7).map(str) | st.integers(0, 10**7).map(float)
_PERCENTAGES = (
    st.from_regex(r"[0-9]{1,3}(\.[0-9]{1,20})?%", fullmatch=True)
    | st.from_regex(r"0\.0{4,30}[1-9]{1,3}%", fullmatch=True)
    | st.from_regex(r"99\.9{4,30}%", fullmatch=True)
    | st.from_regex(r"[0-9](\.[0-9])?[eE][-+]?[0-9]{1,3}%", fullmatch=True)
)
_INDEX_NAMES = st.text("abc019._-+äé", min_size=1, max_size=10)
_CREDENTIALS = st.fixed_dictionaries({"username": _TEXTS}, optional={"password": _TEXTS})
_TRANSFORMS = st.fixed_dictionaries(
    {"input": st.lists(st.fixed_dictionaries({"source": _TEXTS}), min_size=1, max_size=3), "output": _TEXTS},
    optional={"transform": st.sampled_from(["copy", "geo_point", "ARRAY"]), "mapping": st.dictionaries(_WORDS, _JSON, max_size=3)},
)
_SETTINGS = st.sampled_from(["number_of_shards", "index.codec", "refresh_interval", "sort.field", "analysis"])

INGEST: dict[str, st.SearchStrategy[Any]] = {
    "datasource": _TEXTS,
    "query": _TEXTS,
    "target": _INDEX_NAMES,
    "strategy": st.sampled_from(["INCREMENTAL", "replace", "Replace", "mirror"]),
    "staging_prefix": _INDEX_NAMES,
    "aliases": st.lists(_INDEX_NAMES, max_size=3),
    "pk_field": _TEXTS | st.lists(_TEXTS, max_size=3),
    "batch_size": _NUMBERS,
    "overlap": _NUMBERS | st.from_regex(r"[0-9]{1,6}(ms|s|m|h|d)", fullmatch=True),
    "schedule": st.sampled_from(["0 0 * * * ?", " 0 0  0 ? * mon-fri ", "0 0 0 L * ? 2030", "0 0 * * *"]),
    "enable_scheduler": st.booleans() | st.sampled_from(["true", "False"]),
    "enable_schedule": st.booleans(),
    "timezone": st.sampled_from(["UTC", "Europe/Paris", "GMT0", "Etc/GMT+5", "Nowhere"]),
    "mapping": st.dictionaries(st.sampled_from(["properties", "dynamic", "_meta"]), st.dictionaries(_WORDS, _JSON, max_size=3) | _JSON),
    "settings": st.dictionaries(_SETTINGS, _JSON) | st.dictionaries(st.just("index"), st.dictionaries(_SETTINGS, _JSON)),
    "pipeline": _TEXTS | st.dictionaries(_WORDS, _JSON, max_size=3),
    "transforms": st.lists(_TRANSFORMS, max_size=3),
    "ds_credentials": _CREDENTIALS,
    "es_credentials": _CREDENTIALS,
    "partition": st.fixed_dictionaries(
        {"column": _TEXTS},
        optional={
            "count": st.integers(0, 10_001) | st.sampled_from(["8", 4.0]),
            "executor": st.sampled_from(["local", "Dask", "dask", "x"]),
        },
    ),
    "max_failures": _NUMBERS | _PERCENTAGES,
    "removal_guard": _PERCENTAGES | st.sampled_from(["off", "OFF"]),
    "deletions": st.sampled_from(["none", "compare", "COMPARE"]) | st.fixed_dictionaries({"column": _TEXTS}),
    "on_end": st.fixed_dictionaries(
        {"url": st.sampled_from(["https://h/{{secret}}", "http://H:80", "https://u@h"]) | _TEXTS},
        optional={
            "states": st.lists(st.sampled_from(["error", "aborted", "successful", "running"]), max_size=4),
            "headers": st.dictionaries(_WORDS, _WORDS, max_size=2),
            "body": st.dictionaries(_TEXTS, _JSON, max_size=3),
            "secret": _WORDS,
        },
    ),
    "description": _TEXTS,
}
JDBC: dict[str, st.SearchStrategy[Any]] = {
    "url": _TEXTS,
    "driver": _TEXTS,
    "username": _TEXTS,
    "password": _TEXTS,
    "timezone": INGEST["timezone"],
    "properties": st.dictionaries(_TEXTS, _SCALARS, max_size=3),
}


def require_round_trip(kind: type[Ingestion] | type[Datasource], body: dict[str, Any]) -> None:
    """Require that an accepted definition is the same after it is stored, and after its public form is saved again."""
    body = json.loads(json.dumps(body))
    try:
        accepted = kind.from_body("i", body)
    except InvalidField:
        return
    public = accepted.to_public()
    again = kind.from_body("i", json.loads(json.dumps(public)))
    stored = kind.from_document("i", json.loads(json.dumps(again.to_document())))
    assert again.to_public() == stored.to_public() == public
    assert stored == again
    assert _without_secrets(again) == _without_secrets(accepted)


def _without_secrets(definition: Ingestion | Datasource) -> dict[str, Any]:
    secrets = ("ds_credentials", "es_credentials", "on_end", "password")
    return {name: value for name, value in vars(definition).items() if name not in secrets}


@pytest.mark.parametrize("field", INGEST)
def test_an_accepted_ingestion_is_read_back_equal(field: str) -> None:
    @given(INGEST[field])
    def check(value: Any) -> None:
        require_round_trip(Ingestion, {"ingest": {"datasource": "d", "query": "select 1", "target": "t", "pk_field": "id", field: value}})

    check()


@given(
    st.fixed_dictionaries(
        {}, optional={"deletions_query": _TEXTS, "deletions_schedule": INGEST["schedule"], "enable_scheduler": st.just(True)}
    )
)
def test_accepted_deletions_are_read_back_equal(fields: dict[str, Any]) -> None:
    deletions = {"pk_field": "id", "deletions": "compare", **fields}
    require_round_trip(Ingestion, {"ingest": {"datasource": "d", "query": "select 1", "target": "t", **deletions}})


@pytest.mark.parametrize("field", JDBC)
def test_an_accepted_datasource_is_read_back_equal(field: str) -> None:
    @given(JDBC[field])
    def check(value: Any) -> None:
        require_round_trip(Datasource, {"jdbc": {"url": "jdbc:sqlite:a", field: value}})

    check()


@pytest.mark.parametrize("definition", [INGEST, JDBC], ids=["ingest", "jdbc"])
def test_every_stored_field_is_tried(definition: dict[str, Any]) -> None:
    kind: type[Ingestion] | type[Datasource] = Ingestion if definition is INGEST else Datasource
    names = set(kind.__dataclass_fields__) - {"id", "overlap_is_duration", "unknown"}
    assert names <= set(definition)


@pytest.mark.parametrize(("stored", "percent"), [("1e-05%", 0.00001), ("2.5e-07%", 0.00000025), ("50%", 50.0)])
def test_a_percentage_that_an_earlier_release_stored_is_readable(stored: str, percent: float) -> None:
    ingest = {"datasource": "d", "query": "select 1", "target": "t", "max_failures": stored, "removal_guard": stored}
    read = Ingestion.from_document("i", {"ingest": ingest})
    assert (read.max_failures.percent, read.removal_guard) == (percent, percent)


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [("0.00001%", "0.00001%"), ("99.999999%", "99.999999%"), ("100%", "100%"), ("50.0%", "50%"), ("0%", "0%"), ("1e-05%", "0.00001%")],
)
def test_a_percentage_is_shown_with_all_its_digits(given_text: str, shown: str) -> None:
    ingest = {"datasource": "d", "query": "select 1", "target": "t", "max_failures": given_text, "removal_guard": given_text}
    public = Ingestion.from_body("i", {"ingest": ingest}).to_public()["ingest"]
    assert (public["max_failures"], public["removal_guard"]) == (shown, shown)
