"""What log lines about a job hold."""

from sidecar.logs import EXECUTION, JOB, REQUEST
from sidecar.model.lease import Lease


def about(lease: Lease) -> dict[str, str]:
    """Give the fields of lines about a job and its current or last execution."""
    request = lease.definition.request if lease.definition else None
    told = {JOB: lease.job, EXECUTION: lease.execution, REQUEST: request}
    return {name: value for name, value in told.items() if value}
