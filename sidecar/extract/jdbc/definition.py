"""Definitions of JDBC drivers: a file ``driver.yaml`` says what the driver of a folder is, and what the sidecar knows of its database."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from sidecar.errors import ConfigurationError
from sidecar.extract.jdbc import definition_values as checks
from sidecar.extract.query.lexer import dialect_names
from sidecar.suggestions import did_you_mean

FILE_NAME = "driver.yaml"
ISOLATIONS = {"driver": 0, "read_uncommitted": 1, "read_committed": 2, "repeatable_read": 4, "serializable": 8}
"""Isolation levels by their numbers in ``java.sql.Connection``; ``driver`` leaves the driver's own."""


@dataclass(frozen=True, kw_only=True)
class DriverDefinition:
    """What the sidecar knows of a driver and its database. ``docs/jdbc.md`` describes the keys of the file, which have the same names."""

    class_name: str
    prefixes: tuple[str, ...]
    """What URLs may start with; each ends with ``//``, after which a host follows."""
    port: int | None = None
    path: str = r"[\w.~/$ -]*"
    """What may stand after the host, as a regular expression."""
    separator: str = "?"
    properties: tuple[str, ...] = ()
    """Names of properties that a datasource may set."""
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Properties that the driver always gets. A datasource may set them to the same value only."""
    clock: str
    has_local_clock: bool = False
    """Whether the clock is in the server's time zone."""
    dialect: str = ""
    autocommit: bool = False
    isolation: str = "driver"
    has_cancel: bool = True
    """Whether the driver's method to cancel ends a statement, and only that."""
    fetch_size: int | None = None
    """A number that the driver gets instead of that of rows."""
    setup: tuple[str, ...] = ()
    estimate_query: str = ""
    estimate_pattern: str = ""
    session_id: str = ""
    session_cancel: str = ""
    session_lookup: str = ""
    session_terminate: str = ""
    types: Mapping[str, str] = field(default_factory=dict)
    """Forms of types by their names, beside those that all databases have."""
    system_schemas: tuple[str, ...] = ()
    catalogs: str = "all"
    quotes_catalog: bool = False
    data_errors: tuple[str, ...] = ()
    """Codes of errors in data, as texts, of a driver that has no SQLSTATE for them."""
    heap: str = "256m"
    max_lob: int = 32_000_000

    @property
    def database(self) -> str:
        """Return the database's name in URLs, such as ``h2``."""
        return self.prefixes[0].split(":")[1]


def load_definition(folder: Path) -> DriverDefinition:
    """Return the definition of a driver's folder: its own file, or the one that the sidecar has for a folder of that name.

    Raise :class:`~sidecar.errors.ConfigurationError` for a missing or invalid file.
    """
    name = f"{folder.name}/{FILE_NAME}"
    text = _read(name, folder / FILE_NAME)
    if text is not None:
        return _parse(name, text)
    known = _shipped() / f"{folder.name}.yaml"
    if not known.is_file():
        names = ", ".join(shipped_names())
        raise ConfigurationError(f"[{name}] does not exist, and the sidecar has a definition for these names only: [{names}].")
    return _parse(f"{folder.name}.yaml of the sidecar", known.read_text(encoding="utf-8"))


def shipped_names() -> list[str]:
    """Return the names of folders that need no file of their own."""
    return sorted(each.name.removesuffix(".yaml") for each in _shipped().iterdir() if each.name.endswith(".yaml"))


def _shipped() -> Traversable:
    return resources.files("sidecar.extract.jdbc") / "drivers"


def _read(name: str, file: Path) -> str | None:
    """Return the text of a file; None if it does not exist."""
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigurationError(f"[{name}] cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"[{name}] must be UTF-8: {error.reason} at byte {error.start}.") from error


class _StrictLoader(yaml.SafeLoader):
    """Rejects a key that occurs twice: YAML would use the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return the keys and values of a node."""
        keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if repeated := [each for each in keys if keys.count(each) > 1]:
            raise yaml.constructor.ConstructorError(None, None, f"the key [{repeated[0]}] occurs twice", node.start_mark)
        return super().construct_mapping(node, deep)


@lru_cache(maxsize=64)
def _parse(name: str, text: str) -> DriverDefinition:
    try:
        document = yaml.load(text, _StrictLoader)  # noqa: S506 - it is a safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ConfigurationError(f"[{name}] is not valid YAML: {' '.join(str(error).split())}.") from error
    if not isinstance(document, dict):
        raise ConfigurationError(f"[{name}] must contain keys and values.")
    values: dict[str, Any] = {}
    for key, value in _flatten(name, document).items():
        if key not in _KEYS:
            raise ConfigurationError(f"[{name}] has the unknown key [{key}]{did_you_mean(key, _KEYS)}.")
        attribute, check = _KEYS[key]
        try:
            values[attribute] = check(value)
        except (TypeError, ValueError) as error:
            # A fixed property may be a secret.
            actual = "" if key == "fixed" else f", but is [{value}]"
            raise ConfigurationError(f"[{name}] [{key}] {error}{actual}.") from error
    missing = [each for each in ("class", "prefixes", "clock") if _KEYS[each][0] not in values]
    if missing:
        raise ConfigurationError(f"[{name}] must have the keys [{', '.join(missing)}].")
    definition = DriverDefinition(**values)
    if problem := _contradiction(definition):
        raise ConfigurationError(f"[{name}] {problem}.")
    return definition


def _contradiction(definition: DriverDefinition) -> str | None:
    """Return what is wrong with values that are valid alone but not together."""
    if bool(definition.estimate_query) != bool(definition.estimate_pattern):
        return "[estimate] must have both [query] and [pattern]"
    if (definition.session_terminate or definition.session_lookup) and not definition.session_id:
        return "[session] must have [id], which [lookup] and [terminate] need"
    if definition.session_lookup and not definition.session_terminate:
        return "[session] must have [terminate], which [lookup] is for"
    fixed = {each.lower() for each in definition.fixed}
    if both := [each for each in definition.properties if each.lower() in fixed]:
        return f"[properties] must not contain [{both[0]}], which is in [fixed]"
    return None


def _flatten(name: str, document: dict[str, Any]) -> dict[str, Any]:
    """Return the keys of nested parts as ``part.key``."""
    flat: dict[str, Any] = {}
    for key, value in document.items():
        if key in ("estimate", "session"):
            if not isinstance(value, dict):
                raise ConfigurationError(f"[{name}] [{key}] must contain keys and values.")
            flat.update({f"{key}.{part}": each for part, each in value.items()})
        else:
            flat[str(key)] = value
    return flat


_KEYS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "class": ("class_name", checks.check_matching(checks.CLASS, "the name of a class")),
    "prefixes": ("prefixes", checks.check_prefixes),
    "port": ("port", checks.check_number(1, 65535)),
    "path": ("path", checks.check_pattern),
    "separator": ("separator", checks.check_one_of("?", ";")),
    "properties": ("properties", checks.check_properties),
    "fixed": ("fixed", checks.check_fixed),
    "clock": ("clock", checks.check_text),
    "has_local_clock": ("has_local_clock", checks.check_boolean),
    "dialect": ("dialect", checks.check_one_of(*dialect_names())),
    "autocommit": ("autocommit", checks.check_boolean),
    "isolation": ("isolation", checks.check_one_of(*ISOLATIONS)),
    "has_cancel": ("has_cancel", checks.check_boolean),
    "fetch_size": ("fetch_size", checks.check_number(-(2**31), 2**31 - 1)),
    "setup": ("setup", checks.check_texts),
    "estimate.query": ("estimate_query", checks.check_with_place("{query}")),
    "estimate.pattern": ("estimate_pattern", checks.check_estimate_pattern),
    "session.id": ("session_id", checks.check_text),
    "session.cancel": ("session_cancel", checks.check_with_place("{id}")),
    "session.lookup": ("session_lookup", checks.check_with_place("{id}")),
    "session.terminate": ("session_terminate", checks.check_with_place("{id}")),
    "types": ("types", checks.check_types),
    "system_schemas": ("system_schemas", checks.check_texts),
    "catalogs": ("catalogs", checks.check_one_of("all", "current")),
    "quotes_catalog": ("quotes_catalog", checks.check_boolean),
    "data_errors": ("data_errors", checks.check_texts),
    "heap": ("heap", checks.check_matching(checks.HEAP, "a size such as [256m]")),
    "max_lob": ("max_lob", checks.check_number(1, 2**31 - 1)),
}
"""The keys of a file, the attribute that each sets, and the check of its value."""
