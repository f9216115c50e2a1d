"""Commands for definitions as files: put, get and diff."""

import difflib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from sidecar.api_client import ApiClient
from sidecar.commands.api_options import api_options, connection_options, create_api_client
from sidecar.commands.completion import complete_ids
from sidecar.commands.options import FAILED, exit_on_error, exit_on_trouble, format_option, print_data
from sidecar.control_characters import escape_control_characters
from sidecar.definition_files import KINDS, DefinitionDocument, InvalidDefinitionFile, format_definition, read_definitions, to_content
from sidecar.errors import ApiError, NotFound
from sidecar.model.ids import is_id

STANDARD_INPUT = "-"
NOT_VALIDATED = "not validated, because its datasource does not exist yet"
FILE_SUFFIXES = (".yaml", ".yml", ".json")

Definition = tuple[str, str, dict[str, Any]]
"""The kind, the id and the ``_source`` of a saved definition."""

files_argument = click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(exists=True, allow_dash=True))


@click.command()
@files_argument
@click.option("--dry-run", is_flag=True, help="Validate the definitions and show what would change; save nothing.")
@api_options
@exit_on_error
def put(files: tuple[str, ...], dry_run: bool, url: str | None, user: str | None, output: str) -> None:
    """Save the definitions in FILE... that differ from the saved ones.

    FILE is YAML or JSON, a directory of such files, or - for standard input. Datasources are saved before ingestions. Passwords come from
    environment variables: ${NAME}.
    """
    documents, client = read_files(files), create_api_client(url, user)
    results: list[dict[str, Any]] = []
    try:
        for document in documents:
            results.append(_dry_run(client, document, documents) if dry_run else _save(client, document))
            if output == "table":
                _print_result(results[-1])
    finally:
        # Also after an error: what was saved before it is saved.
        if output != "table":
            print_data(results, output)
    sys.exit(FAILED if any("error" in each for each in results) else 0)


@click.command()
@files_argument
@connection_options
@exit_on_trouble
def diff(files: tuple[str, ...], url: str | None, user: str | None) -> None:
    """Compare the saved definitions with those in FILE...

    Passwords are not compared. The exit status is 0 if no definition differs, 1 if one differs or does not exist, and 2 or more if the
    comparison failed.
    """
    client = create_api_client(url, user)
    differences = [_difference(client.get_definition(each.kind, each.id), each) for each in read_files(files)]
    for each in differences:
        _print_difference(each)
    sys.exit(FAILED if any(differences) else 0)


@click.command()
@click.argument("id", metavar="[KIND/]ID", required=False, shell_complete=complete_ids(*KINDS))
@click.option("--all", "everything", is_flag=True, help="Get all datasources and ingestions.")
@click.option("--directory", type=click.Path(file_okay=False), help="Write each definition to a file in this directory.")
@connection_options
@format_option("yaml", "json")
@exit_on_error
def get(id: str | None, everything: bool, directory: str | None, url: str | None, user: str | None, output: str) -> None:
    """Show the saved datasource and the saved ingestion ID, without passwords, as "sidecar put" reads them.

    KIND is datasource or ingestion.
    """
    if everything == (id is not None):
        raise click.UsageError("expected an ID or --all")
    client = create_api_client(url, user)
    definitions = find_definitions(client, id) if id else list(_list_definitions(client))
    if directory:
        for kind, name, source in definitions:
            write_file(Path(directory), kind, name, _format([(kind, name, source)], output, one=True), output)
    else:
        click.echo(_format(definitions, output, one=len(definitions) == 1), nl=False)


def read_files(files: tuple[str, ...]) -> list[DefinitionDocument]:
    """Read all documents, datasources first; raise :class:`InvalidDefinitionFile` for an invalid or a repeated one."""
    found: dict[tuple[str, str], DefinitionDocument] = {}
    for path in (path for file in files for path in _expand(file)):
        for document in read_definitions(_read(path), path, os.environ):
            if earlier := found.get((document.kind, document.id)):
                raise document.error(f"is also defined in {earlier.file}:{earlier.lines[()]}")
            found[document.kind, document.id] = document
    if not found:
        raise InvalidDefinitionFile(f"{', '.join(files)}: expected at least one definition")
    return sorted(found.values(), key=lambda each: list(KINDS).index(each.kind))


def find_definitions(client: ApiClient, id: str) -> list[Definition]:
    """Return the saved definitions of an id, which may begin with a kind and a slash; raise :class:`NotFound` if there is none."""
    kind, slash, name = id.rpartition("/")
    if slash and kind not in KINDS:
        raise NotFound(f"[{kind}] is not a kind of definitions, expected one of [{', '.join(KINDS)}]")
    sources = [(each, name, client.get_definition(each, name)) for each in KINDS if kind in ("", each)]
    found = [(each, name, source) for each, name, source in sources if source is not None]
    if not found:
        raise NotFound(f"there is no {kind or ' and no '.join(KINDS)} [{name}]")
    return found


def write_file(directory: Path, kind: str, id: str, text: str, suffix: str) -> None:
    """Write a definition to a file of its own, and print the file's name; skip an id that only a write past the API can have."""
    if not is_id(id):
        click.echo(f"sidecar: {kind} [{id}] skipped: its id cannot be the name of a file", err=True)
        return
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"{id}.{kind}.{suffix}"
    path.write_text(text, encoding="utf-8")
    click.echo(str(path))


def _list_definitions(client: ApiClient) -> Iterator[Definition]:
    return ((kind, id, source) for kind in KINDS for id, source in client.list_definitions(kind))


def _format(definitions: list[Definition], output: str, *, one: bool) -> str:
    """Return definitions as documents of YAML, or as JSON: one object, or an array."""
    if output == "yaml":
        return "---\n".join(format_definition(*each) for each in definitions)
    documents = [to_content(*each) for each in definitions]
    return json.dumps(documents[0] if one else documents, indent=2, ensure_ascii=False) + "\n"


def _expand(file: str) -> list[str]:
    """Return the files of a directory, or the file itself."""
    if file == STANDARD_INPUT or not Path(file).is_dir():
        return [file]
    return sorted(str(each) for each in Path(file).iterdir() if each.suffix.lower() in FILE_SUFFIXES)


def _read(path: str) -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig") if path == STANDARD_INPUT else Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidDefinitionFile(f"{path}: cannot be read: {error}") from error


def _save(client: ApiClient, document: DefinitionDocument) -> dict[str, Any]:
    try:
        response = client.put_definition(document.kind, document.id, document.body)
    except (ApiError, NotFound) as error:
        raise document.error(error.reason) from error
    result = "unchanged" if response["result"] == "noop" else response["result"]
    return {"kind": document.kind, "_id": document.id, "result": result, **_positions_note(response)}


def _positions_note(response: dict[str, Any]) -> dict[str, Any]:
    if "positions" not in response:
        return {}
    return {"positions": response["positions"], "note": "its positions are reset"}


def _dry_run(client: ApiClient, document: DefinitionDocument, documents: list[DefinitionDocument]) -> dict[str, Any]:
    """Return what a PUT would do, and the reason why the definition is invalid, if it is."""
    stored = client.get_definition(document.kind, document.id)
    difference = _difference(stored, document)
    result = "would be created" if stored is None else "would be updated" if difference else "unchanged"
    answer: dict[str, Any] = {"kind": document.kind, "_id": document.id, "result": result}
    if difference:
        answer["diff"] = "\n".join(difference)
    if needs_new_datasource(client, document, documents):
        return {**answer, "note": NOT_VALIDATED}
    try:
        client.validate_definition(document.kind, document.id, document.body)
    except (ApiError, NotFound) as error:
        answer["error"] = document.error(error.reason).reason
    return answer


def needs_new_datasource(client: ApiClient, document: DefinitionDocument, documents: list[DefinitionDocument]) -> bool:
    """Return whether a document is an ingestion whose datasource is in the files but not saved yet."""
    datasource = document.source.get("ingest", {}).get("datasource")
    is_in_files = any((each.kind, each.id) == ("datasource", datasource) for each in documents)
    return is_in_files and client.get_definition("datasource", datasource) is None


def _difference(stored: dict[str, Any] | None, document: DefinitionDocument) -> list[str]:
    """Return the lines of a unified diff from the saved definition to the file's, without passwords."""
    before = [] if stored is None else format_definition(document.kind, document.id, stored).splitlines()
    after = format_definition(document.kind, document.id, document.source).splitlines()
    names = (f"saved {document.kind} {document.id}", f"{document.file}:{document.lines[()]}")
    return list(difflib.unified_diff(before, after, *names, lineterm=""))


def _print_result(result: dict[str, Any]) -> None:
    note = f" ({result['note']})" if "note" in result else ""
    click.echo(f"{result['kind']} [{result['_id']}] {result['result']}{note}")
    if "diff" in result:
        _print_difference(result["diff"].split("\n"))
    if "error" in result:
        click.echo(f"sidecar: {escape_control_characters(result['error'])}", err=True)


def _print_difference(lines: list[str]) -> None:
    for line in lines:
        click.secho(line, fg={"+": "green", "-": "red", "@": "cyan"}.get(line[:1]), bold=line.startswith(("+++", "---")))
