"""The name and the version of the product."""

from functools import cache
from importlib import metadata

PRODUCT = "siren-sidecar"
"""How the sidecar calls itself to databases, collectors, web servers and in logs; also the name of its package."""


@cache
def product_version() -> str:
    """Return the version of the sidecar in this process, as its package states it."""
    return metadata.version(PRODUCT)
