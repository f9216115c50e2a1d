"""Names of the sidecar's own span attributes, which docs/operations.md describes, and spans about executions."""

from contextlib import AbstractContextManager

from sidecar.model.lease import Lease
from sidecar.tracing.spans import Attributes, Span, span

JOB_ID = "siren.job.id"
EXECUTION_ID = "siren.execution.id"
KIND = "siren.execution.kind"
ATTEMPT = "siren.execution.attempt"
STATE = "siren.execution.state"
ROWS = "siren.execution.rows"
REASON = "siren.takeover.reason"
RANGE = "siren.range.number"


def execution_attributes(lease: Lease) -> Attributes:
    """Return the attributes of spans that are about the execution of a lease."""
    details = lease.execution_status.details
    kind = str(lease.definition.kind) if lease.definition else ""
    return {JOB_ID: lease.job, EXECUTION_ID: details.execution, KIND: kind, ATTEMPT: details.attempt}


def execution_span(name: str, lease: Lease) -> AbstractContextManager[Span]:
    """Return a span about the execution of a lease, in the trace that it was opened in."""
    return span(name, execution_attributes(lease), parent=lease.trace)
