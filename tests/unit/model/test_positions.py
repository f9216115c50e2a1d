"""Positions as the API shows them."""

from sidecar.model.positions import Positions


def test_the_last_record_is_stored_but_not_shown() -> None:
    positions = Positions(max_primary_key="7", last_record_timestamp="2024-02-29 12:00:00.123", last_record=(7, "secret"))
    assert positions.to_json() == {"max_primary_key": "7", "last_record_timestamp": "2024-02-29 12:00:00.123"}
    assert positions.to_document()["last_record"] == [7, "secret"]
