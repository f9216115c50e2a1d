"""Stored documents are readable across releases: those of the previous one, and those with fields of a newer one."""

import importlib
import json
import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import sidecar.model
import sidecar.store
from sidecar.errors import UnreadableDocument
from sidecar.model.checkpoint import AcknowledgedRows, Checkpoint
from sidecar.model.comparison import ComparisonResult, DocumentDifference, FieldDifference
from sidecar.model.datasource import Datasource
from sidecar.model.events import Event
from sidecar.model.history import History
from sidecar.model.ingestion import Ingestion
from sidecar.model.job import Details, Partition, Status
from sidecar.model.job_state import ExecutionKind, JobState, Phase, Trigger
from sidecar.model.lease import ExecutionDefinition, Lease
from sidecar.model.placeholders import EXECUTION_VALUES
from sidecar.model.positions import Positions
from sidecar.model.secret import Credentials
from sidecar.model.target_state import TargetState
from sidecar.model.totals import Totals
from sidecar.model.webhook_delivery import WebhookDelivery
from sidecar.model.webhook_result import WebhookResult
from sidecar.store.dead_letters import DeadLetter
from sidecar.store.document import DocumentVersion, require_readable
from sidecar.store.encryption import SecretKeys
from sidecar.store.indices import DATASOURCES, INGESTIONS

DOCUMENTS = json.loads((Path(__file__).parent / "stored_documents.json").read_text())
"""Documents with every field, as the release before the first one that ignores unknown fields stored them."""
OLD_LEASE, INGESTION, DATASOURCE, DEAD_LETTER = (DOCUMENTS[name] for name in ("lease", "ingestion", "datasource", "dead_letter"))
TARGET_STATE = {"created": 1, "seq_nos": [2, 3], "written": True}
TOTALS = {
    "executions": {"successful": 3},
    "rows": 100,
    "rejected": 20,
    "take_overs": 1,
    "last_success": 4,
    "last_duration": 5,
    "execution": OLD_LEASE["status"]["details"]["execution"],
    "counted_rows": OLD_LEASE["status"]["count"],
    "counted_rejected": OLD_LEASE["status"]["details"]["rejected"],
    "has_ended": True,
}
DELIVERY: dict[str, Any] = {
    "execution": "j0",
    "webhook": {
        "states": ["error", "aborted"],
        "url": "https://h/{{secret}}",
        "headers": {"A": "b"},
        "body": {"text": "{{job}}"},
        "secret": "t",
    },
    "values": dict.fromkeys(EXECUTION_VALUES, "v"),
    "created": 6,
    "attempts": 7,
    "next_try": 8,
}
TRACE = {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "tracestate": "vendor=1"}
LEASE = {
    **OLD_LEASE,
    "definition": {**OLD_LEASE["definition"], "totals": TOTALS, "target": TARGET_STATE, "deliveries": [DELIVERY], "trace": TRACE},
}
"""A lease with the fields that were added since."""
DETAILS = {
    **LEASE["status"]["details"],
    "root_cause": "b",
    "events": [{"time": 1, "type": "taken_over", "message": "m"}, {"time": 2, "type": "of a newer release", "message": "n"}],
    "kind": "verification",
    "started_by": "alice",
    "started_by_api_key": "nightly",
    "aborted_by": "bob",
    "aborted_by_api_key": "emergency",
    "comparison": {
        "matches": False,
        "compared": "ids",
        "note": "n",
        "rows": 4,
        "documents": 3,
        "equal": 1,
        "missing": 2,
        "surplus": 1,
        "different": 1,
        "rejected": 5,
        "missing_ids": ["a", "b"],
        "surplus_ids": ["c"],
        "differences": [{"id": "d", "fields": ["x", "y"], "values": [{"field": "x", "source": "1", "target": "2"}, {"field": "y"}]}],
    },
    "history": {"time": [1, 2], "rows": [3, 4], "docs_per_second": [5.5, 600], "bottleneck": [None, "source"], "interval_in_millis": 1000},
    "created": 1,
    "updated": 2,
    "unchanged": 3,
    "deleted": 0,
    "webhook": {"state": "pending", "attempts": 2, "time": 3, "error": "e"},
}
"""Details with the fields that were added since."""
COMPARISON = DETAILS["comparison"]
SECRET_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
"""The key that signed the definitions among these documents."""
NEW_FIELD = {"of": ["a newer release"]}
FREE_FORM = frozenset({"mapping", "settings", "pipeline", "properties", "headers", "body", "values"})
"""Objects whose keys are not the sidecar's fields."""

READERS: dict[type, tuple[Callable[[dict[str, Any]], Any], dict[str, Any]]] = {
    Lease: (Lease.from_document, LEASE),
    Status: (Status.from_document, LEASE["status"]),
    Details: (Details.from_document, DETAILS),
    History: (History.from_document, DETAILS["history"]),
    Event: (Event.from_document, DETAILS["events"][0]),
    ComparisonResult: (ComparisonResult.from_document, COMPARISON),
    DocumentDifference: (DocumentDifference.from_document, COMPARISON["differences"][0]),
    FieldDifference: (FieldDifference.from_document, COMPARISON["differences"][0]["values"][0]),
    Partition: (Partition.from_document, LEASE["status"]["details"]["partitions"][0]),
    AcknowledgedRows: (AcknowledgedRows.from_document, LEASE["resume"]["done"]["0"]),
    TargetState: (TargetState.from_document, TARGET_STATE),
    Totals: (Totals.from_document, TOTALS),
    WebhookDelivery: (WebhookDelivery.from_document, DELIVERY),
    WebhookResult: (WebhookResult.from_document, DETAILS["webhook"]),
    Positions: (Positions.from_document, LEASE["positions"]),
    Checkpoint: (Checkpoint.from_document, LEASE["resume"]),
    ExecutionDefinition: (lambda document: ExecutionDefinition.from_document("j", document), OLD_LEASE["definition"]),
    Ingestion: (lambda document: Ingestion.from_document("j", document), {"ingest": INGESTION["ingest"]}),
    Datasource: (lambda document: Datasource.from_document("d", document), {"jdbc": DATASOURCE["jdbc"]}),
    Credentials: (Credentials.from_document, INGESTION["ingest"]["ds_credentials"]),
    DeadLetter: (DeadLetter.from_document, DEAD_LETTER),
}


def with_new_fields(document: Any) -> Any:
    """Return the document with an unknown field at every level."""
    if isinstance(document, list):
        return [with_new_fields(each) for each in document]
    if not isinstance(document, dict):
        return document
    return {"new_field": NEW_FIELD} | {
        name: value if name in FREE_FORM else {key: with_new_fields(each) for key, each in value.items()} if name == "done"
        else with_new_fields(value) for name, value in document.items()
    }  # fmt: skip


def as_stored(value: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(json.dumps(value.to_document()))
    return document


def stored_types() -> set[type]:
    """Return the types that keep the fields that only a newer release knows; parts of them may leave that to the whole."""
    modules = [
        importlib.import_module(f"{package.__name__}.{each.name}")
        for package in (sidecar.model, sidecar.store) for each in pkgutil.iter_modules(package.__path__)
    ]  # fmt: skip
    return {
        each
        for module in modules
        for each in vars(module).values()
        if isinstance(each, type) and hasattr(each, "from_document") and hasattr(each, "to_document")
    }


def test_every_stored_type_has_a_document_here() -> None:
    assert set(READERS) == stored_types()


@pytest.mark.parametrize("type", READERS)
def test_a_document_of_the_previous_release_is_read_completely(type: type) -> None:
    read, document = READERS[type]
    assert as_stored(read(document)) == document


@pytest.mark.parametrize("type", READERS)
def test_unknown_fields_of_a_newer_release_are_ignored_at_every_level(type: type) -> None:
    read, document = READERS[type]
    plan = {"checkpoint": LEASE["checkpoint"]} if type is Lease else {}
    assert read({**with_new_fields(document), **plan}) == read(document)


@pytest.mark.parametrize("type", READERS)
def test_unknown_fields_of_a_newer_release_are_written_back_at_every_level(type: type) -> None:
    read, document = READERS[type]
    newer = with_new_fields(document)
    assert as_stored(read(newer)) == newer


def test_a_changed_lease_is_written_back_with_the_unknown_fields_of_what_it_keeps() -> None:
    lease = Lease.from_document(with_new_fields(LEASE))
    restarted = as_stored(lease.restart("why", phase=Phase.QUEUED))
    assert restarted["status"]["details"]["new_field"] == restarted["resume"]["done"]["0"]["new_field"] == NEW_FIELD
    assert restarted["definition"]["ingestion"]["ingest"]["new_field"] == restarted["positions"]["new_field"] == NEW_FIELD
    fresh = Status(id="j", start_time=1, details=Details(execution="j2", trigger=Trigger.MANUAL, strategy="REPLACE", target="t"))
    assert as_stored(lease.end(fresh))["status"] == as_stored(fresh)


def test_details_of_an_older_release_have_no_later_fields() -> None:
    old = Details.from_document(LEASE["status"]["details"])
    assert (old.events, old.history, old.root_cause, old.kind, old.comparison, old.webhook) == ((), None, None, None, None, None)
    assert (old.started_by, old.started_by_api_key, old.aborted_by, old.aborted_by_api_key) == (None,) * 4
    assert not {"events", "history", "root_cause", "kind", "comparison"} & set(old.to_json())
    assert not [name for name in old.to_json() if "_by" in name]


def test_the_job_log_holds_only_fields_of_this_release() -> None:
    status = {**LEASE["status"], "details": DETAILS}
    assert Status.from_document(with_new_fields(status)).to_json(detailed=True) == Status.from_document(status).to_json(detailed=True)


@pytest.mark.parametrize(("name", "is_known"), [("trigger", True), ("kind", True), ("phase", False)])
def test_an_unknown_trigger_kind_or_phase_is_kept_as_text(name: str, is_known: bool) -> None:
    status = {**LEASE["status"], "details": {**LEASE["status"]["details"], name: "new"}}
    lease = Lease.from_document({**LEASE, "status": status, "phase": status["details"]["phase"]})
    assert as_stored(lease)["status"] == status
    assert as_stored(lease)["phase"] == status["details"]["phase"]
    assert (lease.unknown_part is None) == is_known
    assert lease.execution_status.to_json(detailed=True)["details"][name] == "new"


@pytest.mark.parametrize(("kind", "known"), [(None, ExecutionKind.LOAD), ("verification", ExecutionKind.VERIFICATION), ("new", "new")])
def test_the_kind_of_an_execution_is_written_back(kind: str | None, known: str) -> None:
    document = {**LEASE["definition"], **({"kind": kind} if kind else {})}
    definition = ExecutionDefinition.from_document("j", document)
    assert (definition.kind, type(definition.kind)) == (known, type(known))
    assert as_stored(definition) == document


@pytest.mark.parametrize(
    ("type", "document", "field"),
    [
        (Ingestion, {"ingest": {**INGESTION["ingest"], "strategy": "new"}}, "ingest.strategy"),
        (Lease, {**LEASE, "status": {**LEASE["status"], "state": "new"}}, "status.state"),
    ],
)
def test_an_unknown_strategy_or_state_names_the_field_and_the_value(type: type, document: dict[str, Any], field: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"newer release: \[{field}\] .*\[new\]"), require_readable(".siren-leases", "j"):
        READERS[type][0](document)


@pytest.mark.parametrize("value", [NEW_FIELD, None, False], ids=str)
def test_a_lease_is_written_back_with_the_unknown_fields_of_a_newer_release(value: object) -> None:
    lease = Lease.from_document({**LEASE, "new_field": value})
    assert as_stored(lease) == {**LEASE, "new_field": value}
    ended = lease.evolve(fence=20).end(lease.execution_status.end(JobState.ABORTED, 9))
    document = Lease.from_document(ended.to_document()).to_document()
    assert (document["new_field"], document["fence"], document["state"]) == (value, 20, "aborted")


def test_a_webhook_with_what_only_a_newer_release_allows_is_read_and_written_back() -> None:
    newer = {**DELIVERY["webhook"], "states": ["error", "new"], "url": "new://x", "body": {"text": "{{new}}"}, "headers": {"Host": "\n"}}
    for delivery in (DELIVERY, {**DELIVERY, "webhook": newer, "values": {"new": 1}}):
        lease = {**LEASE, "definition": {**LEASE["definition"], "deliveries": [delivery]}}
        assert as_stored(Lease.from_document(lease)) == lease
    read = WebhookDelivery.from_document({**DELIVERY, "webhook": newer})
    assert read.body(None) == b'{"text": null}'
    ingestion = {"ingest": {**INGESTION["ingest"], "on_end": newer}}
    assert as_stored(Ingestion.from_document("j", ingestion)) == ingestion


def test_a_version_is_read_from_a_response_with_unknown_fields() -> None:
    version = {"_version": 3, "_seq_no": 2, "_primary_term": 1}
    assert DocumentVersion.of({**version, "_new_field": 1}).to_json() == version


@pytest.mark.parametrize(
    ("type", "index", "id", "stored"), [(Ingestion, INGESTIONS, "j", INGESTION), (Datasource, DATASOURCES, "d", DATASOURCE)]
)
def test_the_signature_of_the_previous_release_is_valid_and_unchanged(type: type, index: str, id: str, stored: dict[str, Any]) -> None:
    secret_keys, (read, content) = SecretKeys((SECRET_KEY,)), READERS[type]
    assert secret_keys.is_valid_signature(stored["signature"], index, id, content)
    assert secret_keys.sign(index, id, read(content).to_document()) == stored["signature"]
    assert not secret_keys.is_valid_signature(stored["signature"], index, id, {**content, "new_field": NEW_FIELD})
