"""The command completion, and the completion of ids."""

from collections.abc import Callable

import click
from click.shell_completion import CompletionItem, get_completion_class

from sidecar.commands.api_options import create_api_client
from sidecar.errors import SidecarError

_TIMEOUT = 1.0
"""Seconds that the API has to answer before nothing is suggested."""
_VARIABLE = "_SIDECAR_COMPLETE"
"""The variable with which a shell asks the command for suggestions, named as click expects it."""


@click.command()
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print a script for SHELL that completes commands, options and ids."""
    complete = get_completion_class(shell)
    assert complete is not None  # noqa: S101 - click supports each choice
    click.echo(complete(context.find_root().command, {}, "sidecar", _VARIABLE).source())


def complete_ids(*kinds: str) -> Callable[[click.Context, click.Parameter, str], list[CompletionItem]]:
    """Return a completion of the ids of definitions; it suggests nothing if the API does not answer."""

    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        try:
            client = create_api_client(context.params.get("url"), context.params.get("user"), timeout=_TIMEOUT)
            ids = sorted({id for kind in kinds for id in client.first_ids(kind)})
        except (SidecarError, LookupError, TypeError):  # no sidecar answers there
            return []
        return [CompletionItem(id) for id in ids if id.startswith(incomplete)]

    return complete
