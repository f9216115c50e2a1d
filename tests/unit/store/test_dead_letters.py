"""A dead letter's form: its id never changes, and what is too large is cut and not sent again."""

from dataclasses import replace

from sidecar.store.dead_letters import LONGEST_DOCUMENT, DeadLetter, batches

LETTER = DeadLetter(
    job="j", execution="j1", target="t", row=6, partition=2, id="7", status=400, type="x", reason="why", document='{"id":7}', timestamp=1,
)  # fmt: skip


def test_a_letter_is_named_after_its_row_and_comes_back_as_it_was() -> None:
    assert LETTER.name == "j1-2-6"
    assert replace(LETTER, timestamp=2, reason="another").name == LETTER.name
    assert DeadLetter.stored(LETTER.body()) == LETTER


def test_a_document_that_is_too_long_is_cut_and_cannot_be_sent_again() -> None:
    body = replace(LETTER, document="x" * (LONGEST_DOCUMENT + 1)).body()
    assert (len(body["document"]), body["retryable"]) == (LONGEST_DOCUMENT, False)


def test_letters_are_shared_out_over_requests() -> None:
    large = replace(LETTER, document="x" * 3_000_000)
    assert [len(batch) for batch in batches([LETTER, large, large, LETTER])] == [2, 2]
    assert list(batches([])) == []
