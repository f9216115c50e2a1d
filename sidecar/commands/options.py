"""Options, errors and exit statuses that the commands share."""

import json
import logging
import math
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click
import yaml

from sidecar import logs
from sidecar.control_characters import escape_control_characters
from sidecar.errors import ConfigurationError, ServiceUnavailable, SidecarError
from sidecar.http.supervisor import EX_CONFIG
from sidecar.settings import Settings, deprecated_variables, load_settings
from sidecar.tracing.setup import check_tracing

log = logging.getLogger(__name__)

FAILED, ABORTED, UNREACHABLE = 1, 3, 4
"""Exit statuses: failure (also: the job ended in ``error``), job aborted, no API or Elasticsearch reached.

The others are 0 (success), 2 (wrong usage) and 78 (invalid configuration).
"""
TROUBLE = 2
"""Exit status of a comparison that failed, as of ``diff``: 1 means that there are differences."""

Command = TypeVar("Command", bound=Callable[..., Any])


def format_option(*formats: str) -> Callable[[Command], Command]:
    """Add ``--output``, whose default is the first format, and its short form ``--json``; the command gets the format as ``output``."""

    def decorate(command: Command) -> Command:
        @wraps(command)
        def wrapper(*args: Any, output: str, as_json: bool, **options: Any) -> Any:
            return command(*args, output="json" if as_json else output, **options)

        choice = click.option("--output", type=click.Choice(formats), default=formats[0], show_default=True, help="Format of the output.")
        return choice(click.option("--json", "as_json", is_flag=True, help="Same as --output json.")(wrapper))  # type: ignore[return-value]

    return decorate


output_option = format_option("table", "json", "yaml")


def print_data(data: Any, output: str, *, indent: int | None = None) -> None:
    """Print data as JSON, or as one YAML document that begins with ``---``, so that several form a stream."""
    if output == "yaml":
        click.echo(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, explicit_start=True, width=math.inf), nl=False)
    else:
        click.echo(json.dumps(data, indent=indent))


def exit_on_error(command: Command) -> Command:
    """Make a command print a :class:`SidecarError` as one line on standard error and exit."""
    return _exit_on_error(command, FAILED)


def exit_on_trouble(command: Command) -> Command:
    """Do the same for a comparison: a failure has the status :data:`TROUBLE`."""
    return _exit_on_error(command, TROUBLE)


def _exit_on_error(command: Command, failed: int) -> Command:
    @wraps(command)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except SidecarError as error:
            click.echo(f"sidecar: {escape_control_characters(str(error))}", err=True)
            sys.exit({ConfigurationError: EX_CONFIG, ServiceUnavailable: UNREACHABLE}.get(type(error), failed))

    return wrapper  # type: ignore[return-value]


def start_up() -> Settings:
    """Load the settings, configure logging, and warn about deprecated names.

    Processes that are started later get the current names, so only the first one warns.
    """
    settings = load_settings(os.environ)
    logs.configure(settings.log_level)
    logs.register_secrets(settings.elasticsearch_password, settings.elasticsearch_api_key, *settings.secret_key)
    check_tracing(os.environ)
    for deprecated, current in deprecated_variables(os.environ).items():
        log.warning("%s is deprecated; use %s", deprecated, current)
        os.environ[current] = os.environ.pop(deprecated)
    return settings
