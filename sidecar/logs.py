"""Log lines: one JSON object each, in the Elastic Common Schema, on standard error."""

import logging
import sys

import ecs_logging


def configure(level: str) -> None:
    """Send every log line of this process to standard error.

    The client's own lines are left out but for errors: whoever makes a request tells what became of it.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(ecs_logging.StdlibFormatter(exclude_fields=["process", "log.original"]))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("elastic_transport", "elasticsearch", "urllib3"):
        logging.getLogger(name).setLevel(logging.ERROR)
