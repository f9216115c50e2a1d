"""Commands that try a definition or a query: validate and sample."""

import sys
from typing import Any

import click

from sidecar import terminal
from sidecar.api_client import ApiClient
from sidecar.commands.api_options import api_options, create_api_client
from sidecar.commands.completion import complete_ids
from sidecar.commands.definitions import (
    FILE_SUFFIXES,
    NOT_VALIDATED,
    STANDARD_INPUT,
    find_definitions,
    needs_new_datasource,
    read_files,
)
from sidecar.commands.options import FAILED, exit_on_error, print_data
from sidecar.definition_files import KINDS, DefinitionDocument
from sidecar.errors import ApiError, NotFound


@click.command()
@click.argument("target", metavar="[KIND/]ID|FILE", shell_complete=complete_ids(*KINDS))
@api_options
@exit_on_error
def validate(target: str, url: str | None, user: str | None, output: str) -> None:
    """Dry-run the saved definitions of an ID, or those in FILE; save and start nothing.

    Connects to the databases and checks what a run would check. FILE ends in .yaml, .yml or .json, is a path with a slash, which may be
    that of a directory, or is - for standard input. The exit status is 1 if a definition is invalid.
    """
    client = create_api_client(url, user)
    if is_file(target):
        documents = read_files((target,))
        results = [_validate_document(client, document, documents) for document in documents]
    else:
        results = [_validate(client, kind, id) for kind, id, _ in find_definitions(client, target)]
    if output == "table":
        for each in results:
            terminal.print_validation(each)
    else:
        print_data(results, output)
    sys.exit(FAILED if any(each["valid"] is False for each in results) else 0)


def is_file(target: str) -> bool:
    """Return whether a target is a file or a directory, by its form: one in the working directory never hides a saved definition."""
    kind, slash, id = target.rpartition("/")
    is_path = bool(slash) and not (kind in KINDS and id)
    return target == STANDARD_INPUT or target.lower().endswith(FILE_SUFFIXES) or is_path


@click.command()
@click.argument("datasource", shell_complete=complete_ids("datasource"))
@click.argument("query", required=False)
@click.option("--table", help="Table or view to read, in place of a query.")
@click.option("--schema", help="Schema of the table. Default: that of the datasource.")
@click.option("--size", type=click.IntRange(1, 10_000), default=10, show_default=True, help="Maximum number of rows.")
@api_options
@exit_on_error
def sample(
    datasource: str, query: str | None, table: str | None, schema: str | None, size: int, url: str | None, user: str | None, output: str
) -> None:
    """Show the first rows of a QUERY, or of a table, as the documents of a run.

    Variables of the query are not set, as on a first run.
    """
    if (query is None) == (table is None):
        raise click.UsageError("expected a QUERY or --table")
    client = create_api_client(url, user)
    rows = client.sample(datasource, query or _table_query(client, datasource, schema, table), size)
    if output == "table":
        terminal.print_sample(rows)
    else:
        print_data(rows, output)


def _table_query(client: ApiClient, datasource: str, schema: str | None, table: str | None) -> str:
    proposals = client.propose(datasource, {"schema": schema, "tables": [table]})
    return str(proposals["ingestions"][0]["_source"]["ingest"]["query"])


def _validate_document(client: ApiClient, document: DefinitionDocument, documents: list[DefinitionDocument]) -> dict[str, Any]:
    if needs_new_datasource(client, document, documents):
        return {"kind": document.kind, "_id": document.id, "valid": None, "note": NOT_VALIDATED}
    try:
        return {"kind": document.kind, **client.validate_definition(document.kind, document.id, document.body)}
    except (ApiError, NotFound) as error:
        return {"kind": document.kind, "_id": document.id, "valid": False, "error": document.error(error.reason).reason}


def _validate(client: ApiClient, kind: str, id: str) -> dict[str, Any]:
    try:
        return {"kind": kind, **client.validate_definition(kind, id)}
    except (ApiError, NotFound) as error:
        return {"kind": kind, "_id": id, "valid": False, "error": error.reason}
