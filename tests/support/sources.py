"""List the product's own source files."""

from pathlib import Path

from tests.servers.environment import ROOT


def product_files(pattern: str) -> list[Path]:
    """Return the files below ``sidecar`` that match, without the console's build tools."""
    return sorted(each for each in (ROOT / "sidecar").rglob(pattern) if "node_modules" not in each.parts)
