"""Whose certificates are trusted: the one file of the sidecar's machine that a datasource may name."""

import ssl
from pathlib import Path

from sidecar.errors import InvalidField

SYSTEM = "system"
"""PostgreSQL's word for the authorities that the machine trusts."""


def trusting(properties: dict[str, str]) -> ssl.SSLContext:
    """Make a context that trusts the authority of ``sslrootcert``, else those that the machine trusts.

    Every file that cannot be it is refused in the same words, by :class:`~sidecar.errors.InvalidField`: nobody shall learn here which
    files there are. What is no plain file, such as a device, is not opened.
    """
    path = properties.get("sslrootcert", SYSTEM)
    try:
        if path != SYSTEM and not Path(path).is_file():
            raise FileNotFoundError
        return ssl.create_default_context(cafile=None if path == SYSTEM else path)
    except (OSError, ValueError):
        reason = "must name a file of the sidecar's machine that holds the certificate of an authority, as PEM"
        raise InvalidField("jdbc.properties.sslrootcert", reason) from None
