"""Programs and libraries for JDBC: the drivers and the servers from Maven Central, and the JDK that runs them."""

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path

from sidecar.demo.elasticsearch import maven
from sidecar.demo.elasticsearch.java import find_java
from sidecar.errors import ConfigurationError, ProgramMissing
from tests.servers import environment

HERE = Path(__file__).parent
OLDEST_JAVA = 17
LONG_TERM_VERSIONS = (17, 21, 25)


def drivers_folder() -> Path:
    """Return the folder of the JDBC drivers, which has one folder per driver; download them on the first call.

    Raise :class:`ProgramMissing` if Maven is not installed or cannot download them.
    """
    return _fetch("jdbc", HERE / "pom.xml", "JDBC drivers (33 MB)") / "drivers"


def driver_jars(driver: str) -> str:
    """Return the class path of a driver."""
    return f"{drivers_folder() / driver}/*"


def derby_server_jars() -> str:
    """Return the class path of Derby's server."""
    return f"{drivers_folder().parent / 'derby-server'}/*"


def trino_server_jars() -> str:
    """Return the class path of Trino's server; download it on the first call."""
    return f"{_fetch('trino', HERE / 'trino-pom.xml', 'Trino server (97 MB)') / 'lib'}/*"


@cache
def find_jdk(min_version: int = OLDEST_JAVA) -> Path:
    """Return the ``java`` of an installed JDK: its compiler runs a source file.

    Raise :class:`ProgramMissing` if there is none of this or a later version.
    """
    for version in (each for each in LONG_TERM_VERSIONS if each >= min_version):
        home = find_java(version, os.environ)
        if (home / "bin" / "javac").exists():
            return home / "bin" / "java"
    raise ProgramMissing(f"Install a JDK {min_version} or newer.")


def _fetch(name: str, pom: Path, what: str) -> Path:
    """Return the folder of a pom's output; another pom has another folder. Concurrent calls are safe."""
    home = environment.BUILT / f"{name}-{hashlib.sha256(pom.read_bytes()).hexdigest()[:12]}"
    if home.exists():
        return home
    if not shutil.which("mvn"):
        raise ProgramMissing(f"Install Maven, to download the {what}.")
    with environment.locked(name):
        if not home.exists():
            environment.announce(f"Downloading the {what} from Maven Central (once).")
            try:
                maven.fetch(pom, home, environ=os.environ)
            except ConfigurationError as error:
                # The first line names Elasticsearch.
                environment.announce(error.reason.partition("\n")[2])
                raise ProgramMissing(f"Maven could not download the {what}.") from error
    return home
