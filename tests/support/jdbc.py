"""JDBC drivers in tests: a datasource that uses one, and a driver that gets what no datasource can give it."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sidecar.extract.drivers import create_source
from sidecar.extract.jdbc.definition import load_definition
from sidecar.extract.jdbc.process import DriverProcess
from sidecar.extract.jdbc.urls import JdbcSettings, driver_jars
from sidecar.extract.reader import Source
from sidecar.model.datasource import Datasource
from tests.servers.jdbc.downloads import find_jdk

TIMEOUT = 60.0


def jdbc_settings(drivers: Path | None) -> JdbcSettings:
    """Return settings with a folder of drivers, and the Java of the tests."""
    return JdbcSettings(drivers=drivers, java=str(find_jdk()))


def jdbc_source(drivers: Path | None, url: str, *, allowed: tuple[str, ...] | None = None, **details: Any) -> Source:
    """Create the source of a datasource."""
    return create_source(Datasource(id="tested", url=url, **details), None, allowed, jdbc_settings(drivers))


@contextmanager
def unchecked_session(folder: Path, url: str, properties: dict[str, str], java: Path | None = None) -> Iterator[DriverProcess]:
    """Yield a session whose driver gets a URL and properties as they are."""
    jars = driver_jars(folder)
    assignments = [text for item in properties.items() for text in item]
    lists = (str(len(jars)), *jars, str(len(assignments)), *assignments, "0")
    with closing(DriverProcess(str(java or find_jdk()), "96m", None, home=str(folder))) as process:
        process.start()
        process.call(b"O", load_definition(folder).class_name, url, "UTC", "100000", "true", "0", "true", *lists, timeout=TIMEOUT)
        yield process


def messages(error: BaseException | None) -> str:
    """Return the messages of an error and its causes."""
    texts: list[str] = []
    while error is not None:
        texts.append(str(error))
        error = error.__cause__
    return "\n".join(texts)


def parameters(cases: Sequence[Any]) -> dict[str, Any]:
    """Return the arguments of ``parametrize`` for cases with a ``name``."""
    return {"argvalues": cases, "ids": [each.name for each in cases]}
