"""The result of a verification: its forms, and the sentence that describes it."""

import json
from pathlib import Path
from typing import Any

import pytest

from sidecar.model.comparison import ComparisonResult, DocumentDifference, FieldDifference
from sidecar.model.job import Details
from sidecar.model.job_state import ExecutionKind, Trigger

MAPPINGS = Path(__file__).parents[3] / "mappings"
FIELDS = (FieldDifference(field="a.b", source='"x"', target='"y"'), FieldDifference(field="c", source="1"), FieldDifference(field="d"))
FULL = ComparisonResult(
    rows=10, documents=9, missing=2, surplus=1, different=3, rejected=4, obstacle="Only ids.", missing_ids=("m", "n"), surplus_ids=("s",),
    differences=(DocumentDifference(id="i", fields=FIELDS),),
)  # fmt: skip


def through_json(result: ComparisonResult) -> ComparisonResult:
    return ComparisonResult.from_document(json.loads(json.dumps(result.to_document())))


def create_details(result: ComparisonResult) -> Details:
    return Details(
        execution="e", trigger=Trigger.MANUAL, strategy="REPLACE", target="t", kind=ExecutionKind.VERIFICATION, comparison=result
    )  # fmt: skip


@pytest.mark.parametrize("result", [FULL, ComparisonResult(rows=0, documents=0)], ids=["full", "empty"])
def test_a_result_survives_a_round_trip_with_its_values(result: ComparisonResult) -> None:
    assert through_json(result) == result
    details = create_details(result)
    assert Details.from_document(json.loads(json.dumps(details.to_document()))) == details


def test_only_the_form_with_values_has_data_of_fields() -> None:
    plain = FULL.to_json()
    assert plain == {
        "matches": False, "compared": "ids", "note": "Only ids.", "rows": 10, "documents": 9, "equal": 5, "missing": 2, "surplus": 1,
        "different": 3, "rejected": 4, "missing_ids": ["m", "n"], "surplus_ids": ["s"],
        "differences": [{"id": "i", "fields": ["a.b", "c", "d"]}],
    }  # fmt: skip
    values = [{"field": "a.b", "source": '"x"', "target": '"y"'}, {"field": "c", "source": "1"}, {"field": "d"}]
    assert FULL.to_json(values=True) == {**plain, "differences": [{**plain["differences"][0], "values": values}]}
    assert create_details(FULL).to_json()["comparison"] == plain
    assert create_details(FULL).to_json(values=True)["comparison"] == FULL.to_json(values=True)


def test_a_result_without_differences_has_only_counts() -> None:
    assert ComparisonResult(rows=2, documents=2).to_json(values=True) == {
        "matches": True, "compared": "documents", "rows": 2, "documents": 2, "equal": 2, "missing": 0, "surplus": 0, "different": 0,
        "rejected": 0,
    }  # fmt: skip


def test_fields_of_a_newer_release_are_kept_but_not_shown() -> None:
    document: dict[str, Any] = json.loads(json.dumps(FULL.to_document()))
    (difference,) = document["differences"]
    document["moved"] = 7
    difference["moved"] = True
    difference["values"][1]["moved"] = {"x": 1}
    read = ComparisonResult.from_document(document)
    assert read == FULL
    assert read.to_document() == document
    assert read.to_json(values=True) == FULL.to_json(values=True)


def test_the_job_log_maps_every_field_without_values() -> None:
    mapping = json.loads((MAPPINGS / "siren-jobs.json").read_text())["mappings"]["properties"]["ingestion"]["properties"]
    mapped = mapping["details"]["properties"]["comparison"]["properties"]
    plain = FULL.to_json()
    assert set(mapped) == set(plain)
    assert set(mapped["differences"]["properties"]) == set(plain["differences"][0])


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (ComparisonResult(rows=0, documents=0), "The target matches the 0 rows of the source."),
        (ComparisonResult(rows=1, documents=1), "The target matches the only row of the source."),
        (ComparisonResult(rows=1234, documents=1234, rejected=5), "The target matches the 1,234 rows of the source."),
        (ComparisonResult(rows=1, documents=0, missing=1), "The target differs from the source: 1 missing."),
        (FULL, "The target differs from the source: 2 missing, 1 surplus, 3 different."),
        (ComparisonResult(rows=9999, documents=9999, different=1000), "The target differs from the source: 1,000 different."),
    ],
)
def test_a_result_is_described_in_a_sentence(result: ComparisonResult, sentence: str) -> None:
    assert result.describe() == sentence
    assert result.matches == sentence.startswith("The target matches")
