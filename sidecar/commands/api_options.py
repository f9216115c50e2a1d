"""Options of the commands that call the API, and its client."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from sidecar.api_client import ApiClient
from sidecar.commands.options import output_option
from sidecar.errors import ConfigurationError
from sidecar.settings import load_settings

Command = TypeVar("Command", bound=Callable[..., Any])


def connection_options(command: Command) -> Command:
    """Add the options that say which sidecar is called, and as whom."""
    user = "User to call the API as. Default: SIDECAR_API_USERNAME with SIDECAR_API_PASSWORD."
    command = click.option("--user", metavar="NAME[:PASSWORD]", help=user)(command)
    return click.option("--url", help="URL of the sidecar. Default: http:// and SIDECAR_BIND.", callback=_complete_url)(command)


def api_options(command: Command) -> Command:
    """Add the options of commands that call the API and print data."""
    return connection_options(output_option(command))


def create_api_client(url: str | None, user: str | None, *, timeout: float = 60.0) -> ApiClient:
    """Return the client for ``--url`` and ``--user``, or else for the settings."""
    settings = load_settings(os.environ)
    name, _, password = (user or "").partition(":")
    name, password = name or settings.api_username or "", password or settings.api_password or ""
    if password and not name:
        raise ConfigurationError("a password is set, but no user; set SIDECAR_API_USERNAME or --user NAME as well, or unset the password.")
    return ApiClient(url or f"http://{settings.bind}", name or None, password, timeout=timeout)


def _complete_url(context: click.Context, parameter: click.Parameter, url: str | None) -> str | None:
    """Add ``http://`` to an address alone; reject other schemes."""
    if url is None or url.lower().startswith(("http://", "https://")):
        return url
    if "://" in url:
        raise click.BadParameter(f"expected [http://host:port] or [https://host:port] but got [{url}]")
    return f"http://{url}"
