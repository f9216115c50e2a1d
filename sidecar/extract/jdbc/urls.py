"""The URL of a datasource that a JDBC driver reads: which driver it is, and what of the URL the driver gets.

A URL can make a driver run code, read files or connect elsewhere. So the driver never gets the datasource's own URL: it is parsed, and
written again from a prefix of the driver's definition, one host, and a path without parameters. Parameters are passed as properties, if
the definition allows them.
"""

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, NoReturn, Self
from urllib.parse import parse_qsl, unquote

from sidecar.errors import ConfigurationError, InvalidField
from sidecar.extract.jdbc.definition import DriverDefinition, load_definition
from sidecar.extract.reader import JdbcConnection
from sidecar.extract.source.urls import DATABASES, JDBC_DRIVERS, MAX_URL_LENGTH, ParsedUrl, create_parsed_url, unique_properties
from sidecar.settings import Settings
from sidecar.suggestions import did_you_mean

_UNSAFE_PATH = re.compile(r"[?;&#%@\\\x00-\x1f\x7f-\x9f]|//|(?:^|/)\.\.(?:/|$)")
"""What no definition can allow in a path: the start of parameters, escapes, and a second name for another path."""
_PARAMETERS = re.compile(r"[?;&#=]")


@dataclass(frozen=True, kw_only=True)
class JdbcSettings:
    """Where the drivers are, and the program that runs them."""

    drivers: Path | None = None
    """The folder with one folder for each driver; None if no driver may be used."""
    java: str | None = None
    """Java's program; None for the one on the path."""

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """Return the part of the settings that concerns drivers."""
        return cls(drivers=settings.jdbc_drivers, java=settings.java)

    @property
    def java_program(self) -> str:
        """Return Java's program, as an absolute path if it is found."""
        name = self.java or "java"
        found = shutil.which(name)
        return str(Path(found).absolute()) if found else name


class Driver(NamedTuple):
    """A driver of the folder."""

    folder: Path
    definition: DriverDefinition

    @property
    def name(self) -> str:
        """Return the name of the driver's folder."""
        return self.folder.name

    def prefix_of(self, url: str) -> str | None:
        """Return the prefix that a URL starts with; None if it is not a URL of the driver."""
        return next((each for each in self.definition.prefixes if url.startswith(each)), None)


def driver_folders(settings: JdbcSettings) -> list[Path]:
    """Return the folders of all drivers, by name, without hidden ones, which volumes of containers have."""
    if settings.drivers is None:
        return []
    try:
        return sorted(each for each in settings.drivers.absolute().iterdir() if not each.name.startswith(".") and each.is_dir())
    except OSError as error:
        raise ConfigurationError(f"SIDECAR_JDBC_DRIVERS [{settings.drivers}] cannot be read: {error.strerror}.") from error


def load_driver(folder: Path) -> Driver:
    """Return the driver of a folder; raise :class:`~sidecar.errors.ConfigurationError` if it cannot be used."""
    if folder.name in JDBC_DRIVERS:
        raise ConfigurationError(f"[{folder.name}] must have another name: this is the class of a driver that a native reader replaces.")
    driver = Driver(folder, load_definition(folder))
    if not driver_jars(folder):
        raise ConfigurationError(f"[{folder.name}] contains no jar.")
    return driver


def driver_jars(folder: Path) -> list[str]:
    """Return the paths of a driver's jars."""
    return sorted(str(each) for each in folder.glob("*.jar"))


def parse_jdbc_url(url: str, driver_name: str | None, settings: JdbcSettings) -> ParsedUrl | None:
    """Parse a URL that a driver of the folder reads; return None if it is to be read natively, or if drivers are off.

    A native reader is preferred, unless ``driver_name`` is that of a folder. It may also be the name of a driver's class. Raise
    :class:`~sidecar.errors.InvalidField` for an invalid URL.
    """
    if settings.drivers is None or len(url) > MAX_URL_LENGTH:
        return None
    is_other = url.startswith("jdbc:") and url.removeprefix("jdbc:").partition(":")[0].partition("+")[0].lower() not in DATABASES
    if not is_other and (driver_name is None or driver_name in JDBC_DRIVERS):
        return None
    driver = _find_driver(url, driver_name, driver_folders(settings))
    prefix = driver.prefix_of(url)
    if prefix is None:
        _reject(f"must start with {_one_of(driver.definition.prefixes)} for the driver [{driver.name}]")
    return _parse(url, prefix, driver, settings)


def _find_driver(url: str, name: str | None, folders: list[Path]) -> Driver:
    if named := [each for each in folders if each.name == name and name not in JDBC_DRIVERS]:
        return _load_named(named[0])
    drivers, problems = _load(folders)
    candidates = [each for each in drivers if name in (None, each.definition.class_name)]
    found = [each for each in candidates if each.prefix_of(url)]
    if len(found) > 1:
        raise InvalidField("jdbc.driver", f"must be {_one_of(each.name for each in found)}: several drivers accept the URL")
    if not found:
        _reject_unknown(url, name, drivers, problems, is_known=bool(candidates) or name in JDBC_DRIVERS)
    return found[0]


def _load_named(folder: Path) -> Driver:
    try:
        return load_driver(folder)
    except ConfigurationError as error:
        raise InvalidField("jdbc.driver", f"cannot be used: {error.reason.removesuffix('.')}") from error


def _load(folders: Iterable[Path]) -> tuple[list[Driver], list[str]]:
    """Return the drivers that can be used, and what is wrong with the others."""
    drivers, problems = [], []
    for folder in folders:
        try:
            drivers.append(load_driver(folder))
        except ConfigurationError as error:
            problems.append(error.reason.removesuffix("."))
    return drivers, problems


def _reject_unknown(url: str, name: str | None, drivers: list[Driver], problems: list[str], *, is_known: bool) -> NoReturn:
    hint = f"; another driver cannot be used: {problems[0]}" if problems else ""
    if name is None:
        prefixes = sorted(prefix for each in drivers for prefix in each.definition.prefixes)
        expected = f", or with {_one_of(prefixes)}" if prefixes else "; SIDECAR_JDBC_DRIVERS has no driver that can be used"
        scheme = url.partition("//")[0][:100]
        _reject(f"must start with [jdbc:] and one of [{', '.join(DATABASES)}]{expected}{did_you_mean(f'{scheme}//', prefixes)}{hint}")
    if is_known:
        raise InvalidField("jdbc.driver", f"[{name}] does not accept the URL; omit it or set a driver of that database{hint}")
    known = sorted({*(each.name for each in drivers), *(each.definition.class_name for each in drivers), *JDBC_DRIVERS})
    raise InvalidField(
        "jdbc.driver", f"must be one of [{', '.join(known)}] or omitted, but is [{name[:100]}]{did_you_mean(name, known)}{hint}"
    )


def _parse(url: str, prefix: str, driver: Driver, settings: JdbcSettings) -> ParsedUrl:
    definition = driver.definition
    location, _, parameters = url.removeprefix(prefix).partition(definition.separator)
    authority, slash, path = location.partition("/")
    if "@" in path:
        # A slash in a password would end the host, and the rest would be stored and shown as the database's name.
        _reject("must not contain [@] after the host; write [/] in a user name or password as %2F")
    path = unquote(path)
    parsed = create_parsed_url(definition.database, authority, path, _parameters(parameters, definition.separator))
    _check_path(path, driver)
    host = parsed.host or ""
    if "%" in host:
        _reject("must not contain the zone of an IPv6 address, which drivers read differently")
    port = parsed.port or definition.port
    connection = JdbcConnection(
        driver=driver.name,
        folder=str(driver.folder),
        url=f"{prefix}{f'[{host}]' if ':' in host else host}{f':{port}' if port else ''}{slash}{path}",
        java=settings.java_program,
    )
    return replace(parsed, port=port, jdbc=connection, sql=definition.dialect)


def _check_path(path: str, driver: Driver) -> None:
    """Check what follows the host: a driver reads parameters, files and other databases from it."""
    definition = driver.definition
    if re.fullmatch(definition.path, path, re.ASCII) and not _UNSAFE_PATH.search(path):
        return
    # What follows may be a password.
    shown = _PARAMETERS.split(path)[0][:100]
    _reject(
        f"must have a path after the host that matches [{definition.path}] and has neither [..] nor [//], but has [{shown}]; "
        f"parameters of the driver [{driver.name}] start with [{definition.separator}]"
    )


def _parameters(text: str, separator: str) -> dict[str, str]:
    if separator == "?":
        return unique_properties(parse_qsl(text, keep_blank_values=True))
    pairs = (each.partition("=") for each in text.split(separator) if each.strip())
    return unique_properties((name.strip(), value.strip()) for name, _, value in pairs)


def _reject(reason: str) -> NoReturn:
    raise InvalidField("jdbc.url", reason)


def _one_of(values: Iterable[str]) -> str:
    values = list(values)
    return f"{'one of ' if len(values) > 1 else ''}[{', '.join(values)}]"
