"""The command init."""

from pathlib import Path
from typing import Any

import click

from sidecar.api_client import ApiClient
from sidecar.commands.api_options import connection_options, create_api_client
from sidecar.commands.completion import complete_ids
from sidecar.commands.options import exit_on_error
from sidecar.definition_files import format_proposal

_BATCH_SIZE = 50
"""Tables per call: the database describes each, and a call may take 30 seconds."""


@click.command("init")
@click.argument("datasource", shell_complete=complete_ids("datasource"))
@click.option("--schema", help="Schema of the tables. Default: that of the datasource.")
@click.option("--catalog", help="Catalog of the schema. Default: that of the datasource.")
@click.option("--directory", type=click.Path(file_okay=False), default=".", show_default=True, help="Directory of the files.")
@connection_options
@exit_on_error
def init(datasource: str, schema: str | None, catalog: str | None, directory: str, url: str | None, user: str | None) -> None:
    """Write a definition file for each table and view of a saved DATASOURCE.

    Review the files, then save them with "sidecar put". Existing files are not changed.
    """
    client = create_api_client(url, user)
    place = client.propose(datasource, {"catalog": catalog, "schema": schema, "tables": []})
    names = client.list_tables(datasource, place["catalog"], place["schema"])
    if not names:
        click.echo(f"the schema [{place['schema']}] has no tables or views")
    for begin in range(0, len(names), _BATCH_SIZE):
        for proposal in _propose(client, datasource, place, names[begin : begin + _BATCH_SIZE]):
            _write(Path(directory), proposal)


def _propose(client: ApiClient, datasource: str, place: dict[str, Any], names: list[str]) -> list[dict[str, Any]]:
    request = {"catalog": place["catalog"], "schema": place["schema"], "tables": names}
    ingestions: list[dict[str, Any]] = client.propose(datasource, request)["ingestions"]
    return ingestions


def _write(directory: Path, proposal: dict[str, Any]) -> None:
    path = directory / f"{proposal['_id']}.ingestion.yaml"
    if path.exists():
        click.echo(f"{path} exists; it was not changed")
        return
    directory.mkdir(parents=True, exist_ok=True)
    path.write_text(format_proposal(proposal), encoding="utf-8")
    click.echo(str(path))
