"""The field and the summary of a rejected row's reason."""

import time

import pytest

from sidecar.load.reasons import MAX_LENGTH, MAX_REASON_LENGTH, find_field, summarize

PARSE = "[1:10] failed to parse field [value] of type [long] in document with id '{id}'. Preview of field's value: '{value}': "


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        (
            PARSE.format(id="7", value="word7") + 'For input string: "word7"',
            PARSE.format(id="it's [8].", value="x' [1]") + 'For input string: "x"": [1]"',
            "value",
        ),
        ('column [v]: invalid input syntax for type integer: "a"', 'column [v]: invalid input syntax for type integer: "b 1"', "v"),
        ("column [a[0]]: Incorrect integer value: 'x'", "column [a[0]]: Incorrect integer value: ''", "a[0]"),
        ("the key [id] has 600 bytes but an id has at most 512", "the key [id] has 1,000 bytes but an id has at most 512", "id"),
        ("the key [a, b] is null", "the key [a, b] is null", "a, b"),
        ("the document has 110000032 bytes, more than", "the document has 9 bytes, more than", None),
        ("[7]: version conflict, current [1]", "[eight]: version conflict, current [22]", None),
        ("unable to convert [abc] to integer", "unable to convert [d 1] to integer", None),
        ("field [a] not present as part of path [a.b]", "field [a] not present as part of path [a.b]", "a"),
        ("failed to parse date field [2020-x] with format [iso]", "failed to parse date field [field] with format [iso]", None),
    ],
)
def test_equal_faults_have_equal_summaries(first: str, second: str, field: str | None) -> None:
    assert summarize(first) == summarize(second)
    assert find_field(first) == find_field(second) == field


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("column [a]: division by zero", "column [b]: division by zero"),
        ("failed to parse field [v1] of type [long]", "failed to parse field [v2] of type [long]"),
        ("failed to parse field [v] of type [long]", "failed to parse field [v] of type [date]"),
    ],
)
def test_different_faults_have_different_summaries(first: str, second: str) -> None:
    assert summarize(first) != summarize(second)


def test_a_summary_names_the_fault_without_the_value() -> None:
    reason = PARSE.format(id="7", value="secret") + 'For input string: "secret"'
    assert summarize(reason) == 'failed to parse field [value] of type [long]: For input string: "…"'


def test_a_reason_after_a_long_value_is_found() -> None:
    reason = PARSE.format(id="7", value="'in document with id '" * 50_000) + "immense"
    assert summarize(reason) == "failed to parse field [value] of type [long]: immense"


@pytest.mark.parametrize(
    "part",
    [
        "mapper [",
        "mapper [a[",
        "object mapping for [",
        "dynamic introduction of [",
        "dynamic introduction of [a] within [",
        'field="',
        "field [",
    ],
)
def test_a_reason_in_which_names_begin_but_do_not_end_is_searched_in_linear_time(part: str) -> None:
    reason = part * (MAX_REASON_LENGTH // len(part))
    start = time.process_time()
    for _ in range(50):
        find_field(reason)
    # A search that starts anew at each name takes 5 seconds or more.
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("reason", "field"),
    [
        ("mapper [a[0]] cannot be changed from type [long] to [keyword]", "a[0]"),
        ("object mapping for [a[0]] tried to parse field [a[0]] as object", "a[0]"),
        ("mapping set to strict, dynamic introduction of [b] within [a] is not allowed", "a.b"),
        ("mapping set to strict, dynamic introduction of [b[1]] within [_doc] is not allowed", "b[1]"),
    ],
)
def test_a_field_is_found_with_its_parent_and_its_brackets(reason: str, field: str) -> None:
    assert find_field(reason) == field


def test_a_long_reason_has_a_short_summary_and_a_long_name_is_shortened() -> None:
    assert len(summarize("word " * 1_000_000)) == MAX_LENGTH
    assert len(find_field(f"column [{'x' * 1000}]: no") or "") == MAX_LENGTH
