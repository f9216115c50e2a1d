"""Options, errors and exit statuses that the commands share."""

import logging
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn, TypeVar

import click

from sidecar import logs
from sidecar.errors import ConfigurationError, ServiceUnavailable, SidecarError
from sidecar.http.supervisor import EX_CONFIG
from sidecar.settings import Settings, deprecated_variables, load_settings

log = logging.getLogger(__name__)

FAILED, ABORTED, UNREACHABLE = 1, 3, 4
"""Exit statuses: failure (also: the job ended in ``error``), job aborted, no API or Elasticsearch reached.

The others are 0 (success), 2 (wrong usage) and 78 (invalid configuration).
"""

Command = TypeVar("Command", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")


def _exit_with(error: SidecarError) -> NoReturn:
    click.echo(f"sidecar: {error}", err=True)
    codes = {ConfigurationError: EX_CONFIG, ServiceUnavailable: UNREACHABLE}
    sys.exit(codes.get(type(error), FAILED))


def exit_on_error(command: Command) -> Command:
    """Make a command print a :class:`SidecarError` as one line on standard error and exit."""

    @wraps(command)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except SidecarError as error:
            _exit_with(error)

    return wrapper  # type: ignore[return-value]


def start_up() -> Settings:
    """Load the settings, configure logging, and warn about deprecated names.

    Processes that are started later get the current names, so only the first one warns.
    """
    settings = load_settings(os.environ)
    logs.configure(settings.log_level)
    logs.register_secrets(settings.elasticsearch_password, settings.elasticsearch_api_key, *settings.secret_key)
    for deprecated, current in deprecated_variables(os.environ).items():
        log.warning("%s is deprecated; use %s", deprecated, current)
        os.environ[current] = os.environ.pop(deprecated)
    return settings
