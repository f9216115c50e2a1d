"""Generate TPC-H's table ``lineitem`` and load it into databases, or encode it as bulk bodies."""

import os
import sqlite3
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import polars as pl
import psycopg
import pymysql

_ROWS_PER_SCALE_FACTOR = 5_900_000
"""Slightly fewer rows than scale factor 1 has."""

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
MAPPING: dict[str, Any] = {"dynamic": "strict", "properties": {name: {"type": type} for name, (_, type) in COLUMNS.items()}}
COLUMN_DEFINITIONS = ", ".join(f"{name} {type} not null" for name, (type, _) in COLUMNS.items()) + f", primary key ({', '.join(KEY)})"
_NUMERIC = [name for name, (type, _) in COLUMNS.items() if type.startswith("numeric")]
_NUMBERS = [name for name, (_, type) in COLUMNS.items() if type in ("integer", "double")]


@dataclass(frozen=True)
class Lineitem:
    """The first ``rows`` rows, cached in ``folder``."""

    folder: Path
    rows: int

    @property
    def name(self) -> str:
        """Return the table's name, which includes its size."""
        return f"lineitem_{self.rows}"

    @cached_property
    def csv(self) -> Path:
        """Return the CSV file; generate it if it does not exist."""
        file = self.folder / f"{self.name}.csv"
        if not file.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            generated = self.folder / "generated"
            scale = f"{max(0.001, self.rows / _ROWS_PER_SCALE_FACTOR):.4f}"
            generator = Path(sysconfig.get_path("scripts")) / "tpchgen-cli"
            subprocess.run([generator, "csv", "-s", scale, "-T", "lineitem", "-o", generated, "--overwrite"], check=True)
            part = file.with_suffix(f".{os.getpid()}")
            frame = pl.read_csv(generated / "lineitem.csv", n_rows=self.rows, infer_schema=False)
            frame.with_columns(pl.col(_NUMERIC).cast(pl.Decimal(15, 2))).write_csv(part)
            part.rename(file)
        return file

    def bodies(self, size: int, rows: int | None = None) -> Iterator[bytes]:
        """Yield bulk bodies of about ``size`` bytes, with the same documents as the sidecar's."""
        frame = pl.read_csv(self.csv, n_rows=rows or self.rows, infer_schema=False)
        lines = frame.select(pl.concat_str(_pieces())).to_series()
        rows_per_body = max(1, size // (int(lines.str.len_bytes().sum()) // len(lines)))
        for begin in range(0, len(lines), rows_per_body):
            yield "".join(lines.slice(begin, rows_per_body).to_list()).encode()

    def load_into_postgresql(self, url: str) -> None:
        """Load it with COPY, unless the table exists."""
        with psycopg.connect(url, autocommit=True) as connection:
            if _has_rows(connection.cursor(), f"select count(*) from pg_class where relname = '{self.name}'"):
                return
            with connection.transaction():
                connection.execute(f"create table {self.name} ({COLUMN_DEFINITIONS})")
                with connection.cursor().copy(f"copy {self.name} from stdin (format csv, header)") as copy, self.csv.open("rb") as csv:
                    while data := csv.read(1 << 20):
                        copy.write(data)
            connection.execute(f"vacuum analyze {self.name}")

    def load_into_mariadb(self, url: str) -> None:
        """Load it with LOAD DATA, unless the table exists."""
        parts = urlparse(url)
        opened = pymysql.connect(
            host=parts.hostname, port=parts.port or 3306, user=parts.username, password=parts.password or "",
            database=parts.path.strip("/"), local_infile=True, autocommit=True,
        )  # fmt: skip
        with closing(opened) as connection, connection.cursor() as cursor:
            if _has_rows(cursor, f"select count(*) from information_schema.tables where table_name = '{self.name}'"):
                return
            cursor.execute(f"create table {self.name} ({COLUMN_DEFINITIONS})")
            format = "fields terminated by ',' optionally enclosed by '\"' ignore 1 lines"
            cursor.execute(f"load data local infile '{self.csv}' into table {self.name} {format}")
            cursor.execute(f"analyze table {self.name}")

    def load_into_sqlite(self) -> Path:
        """Load it into its own database file, unless that exists; return the file."""
        file = self.folder / f"{self.name}.sqlite"
        if not file.exists():
            part = file.with_suffix(f".{os.getpid()}")
            placeholders = ", ".join("?" * len(COLUMNS))
            with closing(sqlite3.connect(part)) as connection, connection:
                connection.execute(f"create table {self.name} ({COLUMN_DEFINITIONS})")
                frame = pl.read_csv(self.csv, infer_schema=False).with_columns(pl.col(_NUMBERS).cast(pl.Float64))
                connection.executemany(f"insert into {self.name} values ({placeholders})", frame.iter_rows())
            part.rename(file)
        return file


def _pieces() -> list[pl.Expr]:
    pieces = [pl.lit('{"index":{"_id":"'), pl.col(KEY[0]), pl.lit("|"), pl.col(KEY[1]), pl.lit('"}}\n{')]
    for position, name in enumerate(COLUMNS):
        quote = "" if name in _NUMBERS else '"'
        # TPC-H's strings contain nothing that JSON escapes.
        pieces += [pl.lit(f'{"," if position else ""}"{name}":{quote}'), pl.col(name), pl.lit(quote)]
    return [*pieces, pl.lit("}\n")]


def _has_rows(cursor: "psycopg.Cursor[tuple[int]] | pymysql.cursors.Cursor", query: str) -> bool:
    cursor.execute(query)
    row = cursor.fetchone()
    return bool(row and row[0])
