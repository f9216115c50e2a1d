"""The stored form of a dead letter: a stable id, and a document of limited length."""

from dataclasses import replace

from sidecar.store.dead_letters import MAX_DOCUMENT_LENGTH, DeadLetter, split_into_requests

LETTER = DeadLetter(
    job="j", execution="j1", target="t", row=6, partition=2, id="7", status=400, type="x", reason="why", document='{"id":7}', timestamp=1,
)  # fmt: skip


def test_a_dead_letter_is_identified_by_its_row_and_survives_a_round_trip() -> None:
    assert LETTER.document_id == "j1-2-6"
    assert replace(LETTER, timestamp=2, reason="another").document_id == LETTER.document_id
    assert DeadLetter.from_document(LETTER.to_document()) == LETTER
    grouped = replace(LETTER, field="value", summary="no number")
    assert DeadLetter.from_document(grouped.to_document()) == grouped


def test_a_too_long_document_is_truncated_and_cannot_be_retried() -> None:
    body = replace(LETTER, document="x" * (MAX_DOCUMENT_LENGTH + 1)).to_document()
    assert (len(body["document"]), body["retryable"]) == (MAX_DOCUMENT_LENGTH, False)


def test_dead_letters_are_split_into_requests() -> None:
    large = replace(LETTER, document="x" * 3_000_000)
    assert [len(request) for request in split_into_requests([LETTER, large, large, LETTER])] == [2, 2]
    assert list(split_into_requests([])) == []
