"""A SQLAlchemy dialect as a package would bring it, for a database that is a PostgreSQL by another name."""

from pathlib import Path

import pytest


def bring_dialect(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str = "alike") -> None:
    """Put a package on the path whose entry points name the dialect."""
    package = folder / f"{name}-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    entries = f"[sqlalchemy.dialects]\n{name}.psycopg = sqlalchemy.dialects.postgresql.psycopg:PGDialect_psycopg\n"
    (package / "entry_points.txt").write_text(entries, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
