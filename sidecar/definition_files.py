"""Definitions as YAML or JSON files, for review and version control.

A document is the body of a PUT with one more field, which names the kind and the id: ``datasource: shop`` or ``ingestion: orders``.
"""

import math
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from sidecar.errors import BadRequest, InvalidField
from sidecar.model.datasource import Datasource
from sidecar.model.ids import is_id
from sidecar.model.ingestion import Ingestion

KINDS: dict[str, type[Datasource] | type[Ingestion]] = {"datasource": Datasource, "ingestion": Ingestion}
"""Kinds of definitions, in the order in which they are saved: an ingestion needs its datasource."""

_PLACEHOLDER = re.compile(r"\$(?:\$(?=\{)|\{([^}]*)\})")
_PLACEHOLDER_ALONE = re.compile(r"\$\{[^}]*\}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_SECRETS = (
    ("jdbc", "password"), ("ingest", "ds_credentials", "password"), ("ingest", "es_credentials", "password"),
    ("ingest", "on_end", "secret"),
)  # fmt: skip
"""Strings that must be placeholders, because files are read by others."""
_PLACES = (*(path[:-1] for path in _SECRETS[:-1]), ("ingest", "on_end", "url"), _SECRETS[-1])
"""Objects and strings in which placeholders are replaced; elsewhere, ``${`` may be part of a query or a pipeline."""
_ERROR_PATH = re.compile(r"\[([^\[\]]+(?:\[\d+\][^\[\]]*)*)\]")

_COMMENT_WIDTH = 100
_MAX_DEPTH = 100
"""Objects and arrays within each other: each is read by a recursive call."""

Path = tuple[str | int, ...]
"""Names and indices that lead to a value."""


class InvalidDefinitionFile(BadRequest):
    """A file of definitions cannot be used; the reason names file, line and document."""


@dataclass(frozen=True, kw_only=True)
class DefinitionDocument:
    """A definition in a file. ``body`` contains passwords; ``source`` is the form without them that the API returns."""

    kind: str
    id: str
    body: dict[str, Any] = field(repr=False)
    file: str
    lines: Mapping[Path, int] = field(repr=False)
    source: dict[str, Any] = field(repr=False)

    @property
    def name(self) -> str:
        """Return kind and id for messages."""
        return f"{self.kind} [{self.id}]"

    def error(self, reason: str) -> InvalidDefinitionFile:
        """Return the error for a reason of the API; it names the line of the field that begins the reason."""
        return _error(self.file, self.lines, f"{self.name}: {reason}", reason)


def read_definitions(text: str, file: str, environ: Mapping[str, str]) -> list[DefinitionDocument]:
    """Read the documents of a file, with passwords from the environment; raise :class:`InvalidDefinitionFile` for an invalid one."""
    return [_read_document(node, file, environ) for node in _document_nodes(text, file)]


def to_content(kind: str, id: str, source: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content of a document that :func:`read_definitions` reads as this definition: what looks like a placeholder is escaped."""
    return {kind: id, **_replace_in_places(source, lambda text, _: text.replace("${", "$${"))}


def format_definition(kind: str, id: str, source: Mapping[str, Any]) -> str:
    """Return a definition as a YAML document, which :func:`read_definitions` reads unchanged."""
    return str(yaml.dump(to_content(kind, id, source), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=math.inf))


def format_proposal(proposal: dict[str, Any]) -> str:
    """Return a proposed ingestion as a YAML document with its reasons as comments, also with its ``INCREMENTAL`` as one."""
    comments = [line for each in proposal["comments"] for line in textwrap.wrap(_printable(each), _COMMENT_WIDTH)]
    document = format_definition("ingestion", proposal["_id"], proposal["_source"])
    if "incremental" not in proposal:
        return _comment(comments) + document
    other = format_definition("ingestion", proposal["_id"], proposal["incremental"])
    return _comment(comments) + document + _comment(["", "The INCREMENTAL:", *other.splitlines()])


def _comment(lines: Iterable[str]) -> str:
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _printable(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in text)


def _document_nodes(text: str, file: str) -> Iterator[yaml.MappingNode]:
    """Yield the objects of all documents, and of the arrays among them."""
    try:
        # Strings of JSON contain no tabs, but its indentation may, unlike that of YAML.
        for node in _compose(text.replace("\t", " ") if file.lower().endswith(".json") else text):
            for each in node.value if isinstance(node, yaml.SequenceNode) else [node]:
                if isinstance(each, yaml.ScalarNode) and not each.value:
                    continue
                if not isinstance(each, yaml.MappingNode):
                    raise InvalidDefinitionFile(f"{file}:{_line(each)}: expected an object with [datasource] or [ingestion]")
                yield each
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", "cannot be read")
        raise InvalidDefinitionFile(f"{file}:{mark.line + 1 if mark else 1}: {reason}") from error


def _compose(text: str) -> Iterator[yaml.Node]:
    nodes: Iterator[yaml.Node] = yaml.compose_all(text, _Loader)
    return nodes


def _read_document(node: yaml.MappingNode, file: str, environ: Mapping[str, str]) -> DefinitionDocument:
    lines: dict[Path, int] = {(): _line(node)}
    content = _Construction(file, lines).value(node, ())
    kinds = [kind for kind in KINDS if kind in content]
    if len(kinds) != 1:
        raise _error(file, lines, "expected exactly one of the fields [datasource] and [ingestion], with the id")
    kind, id = kinds[0], content[kinds[0]]
    if not isinstance(id, str) or not is_id(id):
        expected = "an id of 1 to 128 letters, digits, [.], [_] and [-] that starts with a letter or a digit"
        raise _error(file, lines, f"[{kind}] expected {expected}", f"[{kind}]")
    body = {name: value for name, value in content.items() if name != kind}
    document = DefinitionDocument(kind=kind, id=id, body=body, file=file, lines=lines, source={})
    try:
        _require_placeholders(body)
        body = _replace_placeholders(body, environ)
        source = KINDS[kind].from_body(id, body).to_public()
    except InvalidField as error:
        raise document.error(error.reason) from None
    return DefinitionDocument(kind=kind, id=id, body=body, file=file, lines=lines, source=source)


def _error(file: str, lines: Mapping[Path, int], message: str, reason: str | None = None) -> InvalidDefinitionFile:
    return InvalidDefinitionFile(f"{file}:{_line_of_field(lines, reason or '')}: {message}")


def _line_of_field(lines: Mapping[Path, int], reason: str) -> int:
    """Return the line of the field that begins a reason, or of the nearest object around it that is in the file."""
    match = _ERROR_PATH.match(reason)
    path: Path = tuple(int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", match[1])) if match else ()
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _require_placeholders(body: dict[str, Any]) -> None:
    """Raise for a secret that is written in the file."""
    for path in _SECRETS:
        secret = _find(body, path[:-1]).get(path[-1])
        if isinstance(secret, str) and not _PLACEHOLDER_ALONE.fullmatch(secret):
            raise InvalidField(
                ".".join(path), "expected an environment variable such as [${SHOP_PASSWORD}], because files are read by others"
            )


def _replace_placeholders(body: dict[str, Any], environ: Mapping[str, str]) -> dict[str, Any]:
    """Return the body with the values of environment variables where placeholders are allowed."""

    def replace(text: str, path: Path) -> str:
        return _PLACEHOLDER.sub(lambda match: "$" if match[1] is None else _variable(match[1], path, environ), text)

    return _replace_in_places(body, replace)


def _replace_in_places(body: Mapping[str, Any], replace: Callable[[str, Path], str]) -> dict[str, Any]:
    """Return the body with each string replaced that may contain placeholders; ``replace`` is called with the string and its path."""

    def walk(value: Any, path: Path) -> Any:
        if isinstance(value, Mapping):
            return {name: walk(each, (*path, name)) for name, each in value.items()}
        if isinstance(value, list):
            return [walk(each, (*path, index)) for index, each in enumerate(value)]
        is_in_place = any(path[: len(place)] == place for place in _PLACES)
        return replace(value, path) if isinstance(value, str) and is_in_place else value

    replaced: dict[str, Any] = walk(body, ())
    return replaced


def _variable(name: str, path: Path, environ: Mapping[str, str]) -> str:
    place = ".".join(map(str, path))
    if not _VARIABLE.fullmatch(name):
        raise InvalidField(place, f"expected the name of an environment variable but got [${{{name}}}]; write [$${{] for a literal [${{]")
    if name not in environ:
        raise InvalidField(place, f"the environment variable [{name}] is not set")
    return environ[name]


def _find(body: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    found: Any = body
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


class _Loader(yaml.SafeLoader):
    """Reads scalars as JSON and YAML 1.2 do: ``off``, ``yes`` and dates are strings."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - declared so by PyYAML

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose a node; reject deep nesting, and an alias, which could make a document endless."""
        if self._depth > _MAX_DEPTH:
            raise self._error(f"objects and arrays are nested deeper than {_MAX_DEPTH}")
        if self.check_event(yaml.AliasEvent):
            raise self._error("aliases are not supported")
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def _error(self, problem: str) -> yaml.YAMLError:
        error: yaml.YAMLError = yaml.composer.ComposerError(None, None, problem, self.peek_event().start_mark)  # type: ignore[no-untyped-call]
        return error


class _Dumper(yaml.SafeDumper):
    """Writes text of several lines as a block; quotes what YAML 1.1 or 1.2 would read as another type."""

    def ignore_aliases(self, data: Any) -> bool:
        """Return True: equal parts are written in full."""
        return True


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    is_printable = all(line.isprintable() for line in text.split("\n"))
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if not is_printable else "|" if "\n" in text else None)


_Dumper.add_representer(str, _represent_text)
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    for _class in (_Loader, _Dumper):
        _class.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), list(_first))


class _Construction:
    """Makes values of YAML nodes, and records the line of each."""

    def __init__(self, file: str, lines: dict[Path, int]) -> None:
        self._file = file
        self._lines = lines

    def value(self, node: yaml.Node, path: Path) -> Any:
        """Return the value of a node and everything in it."""
        self._lines[path] = _line(node)
        if isinstance(node, yaml.MappingNode):
            return self._object(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(each, (*path, index)) for index, each in enumerate(node.value)]
        return self._scalar(node)

    def _object(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise InvalidDefinitionFile(f"{self._file}:{_line(key)}: expected the name of a field")
            name = str(key.value)
            if name in fields:
                raise InvalidDefinitionFile(f"{self._file}:{_line(key)}: duplicate field [{name}]")
            fields[name] = self.value(value, (*path, name))
            self._lines[(*path, name)] = _line(key)
        return fields

    def _scalar(self, node: yaml.Node) -> Any:
        text, kind = str(node.value), node.tag.rpartition(":")[2]
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() == "true"
        if kind == "int":
            return self._integer(text, node)
        if kind == "float":
            return float(text)
        if kind == "str":
            # JSON escapes a character beyond the basic plane as two halves.
            return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        raise InvalidDefinitionFile(f"{self._file}:{_line(node)}: the tag [{node.tag}] is not supported")

    def _integer(self, text: str, node: yaml.Node) -> int:
        try:
            return int(text)
        except ValueError:
            raise InvalidDefinitionFile(f"{self._file}:{_line(node)}: the number has too many digits: {len(text)}") from None
