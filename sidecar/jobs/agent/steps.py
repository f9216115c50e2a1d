"""Run the steps of a loop so that one failing step ends neither the loop nor the other steps."""

import logging
from collections.abc import Callable

from sidecar.errors import ServiceUnavailable, SidecarError

log = logging.getLogger(__name__)


class Steps:
    """Runs steps and logs their errors: each error once, until the step succeeds or fails with another one."""

    def __init__(self) -> None:
        self._errors: dict[str, str] = {}

    def run(self, name: str, step: Callable[[], object]) -> None:
        """Run a step; raise only :class:`~sidecar.errors.ServiceUnavailable`, which concerns the other steps too."""
        try:
            step()
        except ServiceUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - the loop must go on
            self._log(name, error)
        else:
            self._errors.pop(name, None)

    def run_through_outage(self, name: str, step: Callable[[], object]) -> None:
        """Run a step and raise nothing: Elasticsearch may be unavailable only to this one."""
        try:
            self.run(name, step)
        except ServiceUnavailable as error:
            self._log(name, error)

    def _log(self, name: str, error: Exception) -> None:
        if self._errors.get(name) != repr(error):
            self._errors[name] = repr(error)
            # An expected error explains itself.
            log.error("%s failed, will retry: %s", name, error, exc_info=None if isinstance(error, SidecarError) else error)
