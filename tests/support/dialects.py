"""A third-party SQLAlchemy dialect: PostgreSQL under another name."""

from pathlib import Path

import pytest


def install_dialect(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str = "alike") -> None:
    """Put a package on ``sys.path`` whose entry point registers the dialect ``name``."""
    write_dialect(folder, name)
    monkeypatch.syspath_prepend(str(folder))


def write_dialect(folder: Path, name: str = "alike") -> None:
    """Write a package whose entry point registers the dialect ``name``, for a process with ``folder`` on its path."""
    package = folder / f"{name}-1.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    entries = f"[sqlalchemy.dialects]\n{name}.psycopg = sqlalchemy.dialects.postgresql.psycopg:PGDialect_psycopg\n"
    (package / "entry_points.txt").write_text(entries, encoding="utf-8")
