"""TPC-H's table ``lineitem``, made here, in the databases and as bodies of bulk requests."""

import os
import sqlite3
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlparse

import polars as pl
import psycopg
import pymysql

_PER_SCALE = 5_900_000
"""A little fewer rows than scale factor 1 has."""

COLUMNS = {
    "l_orderkey": ("integer", "integer"), "l_partkey": ("integer", "integer"), "l_suppkey": ("integer", "integer"),
    "l_linenumber": ("integer", "integer"), "l_quantity": ("numeric(15,2)", "double"), "l_extendedprice": ("numeric(15,2)", "double"),
    "l_discount": ("numeric(15,2)", "double"), "l_tax": ("numeric(15,2)", "double"), "l_returnflag": ("varchar(1)", "keyword"),
    "l_linestatus": ("varchar(1)", "keyword"), "l_shipdate": ("date", "date"), "l_commitdate": ("date", "date"),
    "l_receiptdate": ("date", "date"), "l_shipinstruct": ("varchar(25)", "keyword"), "l_shipmode": ("varchar(10)", "keyword"),
    "l_comment": ("varchar(44)", "text"),
}  # fmt: skip
"""Each column's type in SQL and in Elasticsearch."""
KEY = ("l_orderkey", "l_linenumber")
MAPPING = {"dynamic": "strict", "properties": {name: {"type": type} for name, (_, type) in COLUMNS.items()}}
TABLE = ", ".join(f"{name} {type} not null" for name, (type, _) in COLUMNS.items()) + f", primary key ({', '.join(KEY)})"
_NUMERIC = [name for name, (type, _) in COLUMNS.items() if type.startswith("numeric")]
_NUMBERS = [name for name, (_, type) in COLUMNS.items() if type in ("integer", "double")]


@dataclass(frozen=True)
class Lineitem:
    """The first ``rows`` rows, kept in ``folder`` for the next time."""

    folder: Path
    rows: int

    @property
    def name(self) -> str:
        """Give the table's name: several sizes can be in one database."""
        return f"lineitem_{self.rows}"

    @cached_property
    def csv(self) -> Path:
        """Make the file, where it is not there yet."""
        made = self.folder / f"{self.name}.csv"
        if not made.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            generated = self.folder / "generated"
            scale = f"{max(0.001, self.rows / _PER_SCALE):.4f}"
            generator = Path(sysconfig.get_path("scripts")) / "tpchgen-cli"
            subprocess.run([generator, "csv", "-s", scale, "-T", "lineitem", "-o", generated, "--overwrite"], check=True)
            part = made.with_suffix(f".{os.getpid()}")
            frame = pl.read_csv(generated / "lineitem.csv", n_rows=self.rows, infer_schema=False)
            frame.with_columns(pl.col(_NUMERIC).cast(pl.Decimal(15, 2))).write_csv(part)
            part.rename(made)
        return made

    def bodies(self, size: int, rows: int | None = None) -> Iterator[bytes]:
        """Give bulk bodies of about ``size`` bytes with the documents that the sidecar makes of these rows."""
        frame = pl.read_csv(self.csv, n_rows=rows or self.rows, infer_schema=False)
        lines = frame.select(pl.concat_str(_pieces())).to_series()
        each = max(1, size // (int(lines.str.len_bytes().sum()) // len(lines)))
        for begin in range(0, len(lines), each):
            yield "".join(lines.slice(begin, each).to_list()).encode()

    def into_postgresql(self, url: str) -> None:
        """Load it by COPY, unless it is there."""
        with psycopg.connect(url, autocommit=True) as connection:
            if _has_rows(connection.cursor(), f"select count(*) from pg_class where relname = '{self.name}'"):
                return
            with connection.transaction():
                connection.execute(f"create table {self.name} ({TABLE})")
                with connection.cursor().copy(f"copy {self.name} from stdin (format csv, header)") as copy, self.csv.open("rb") as file:
                    while data := file.read(1 << 20):
                        copy.write(data)
            connection.execute(f"vacuum analyze {self.name}")

    def into_mariadb(self, url: str) -> None:
        """Load it by LOAD DATA, unless it is there."""
        parts = urlparse(url)
        connected = pymysql.connect(
            host=parts.hostname, port=parts.port or 3306, user=parts.username, password=parts.password or "",
            database=parts.path.strip("/"), local_infile=True, autocommit=True,
        )  # fmt: skip
        with closing(connected) as connection, connection.cursor() as cursor:
            if _has_rows(cursor, f"select count(*) from information_schema.tables where table_name = '{self.name}'"):
                return
            cursor.execute(f"create table {self.name} ({TABLE})")
            separated = "fields terminated by ',' optionally enclosed by '\"' ignore 1 lines"
            cursor.execute(f"load data local infile '{self.csv}' into table {self.name} {separated}")
            cursor.execute(f"analyze table {self.name}")

    def into_sqlite(self) -> Path:
        """Load it into a file of its own, unless it is there."""
        made = self.folder / f"{self.name}.sqlite"
        if not made.exists():
            part = made.with_suffix(f".{os.getpid()}")
            places = ", ".join("?" * len(COLUMNS))
            with closing(sqlite3.connect(part)) as connection, connection:
                connection.execute(f"create table {self.name} ({TABLE})")
                frame = pl.read_csv(self.csv, infer_schema=False).with_columns(pl.col(_NUMBERS).cast(pl.Float64))
                connection.executemany(f"insert into {self.name} values ({places})", frame.iter_rows())
            part.rename(made)
        return made


def _pieces() -> list[pl.Expr]:
    pieces = [pl.lit('{"index":{"_id":"'), pl.col(KEY[0]), pl.lit("|"), pl.col(KEY[1]), pl.lit('"}}\n{')]
    for place, name in enumerate(COLUMNS):
        quote = "" if name in _NUMBERS else '"'
        # TPC-H's texts have nothing that JSON escapes.
        pieces += [pl.lit(f'{"," if place else ""}"{name}":{quote}'), pl.col(name), pl.lit(quote)]
    return [*pieces, pl.lit("}\n")]


def _has_rows(cursor: "psycopg.Cursor[tuple[int]] | pymysql.cursors.Cursor", query: str) -> bool:
    cursor.execute(query)  # type: ignore[arg-type]
    found = cursor.fetchone()
    return bool(found and found[0])
