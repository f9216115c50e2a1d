"""The certificate authorities trusted for a database connection."""

import ssl
from pathlib import Path

from sidecar.errors import InvalidField

SYSTEM_AUTHORITIES = "system"
"""PostgreSQL's value of ``sslrootcert`` for the authorities that the operating system trusts."""


def create_ssl_context(properties: dict[str, str]) -> ssl.SSLContext:
    """Create a context that trusts the authority in ``sslrootcert``, by default the operating system's authorities.

    Raise the same :class:`~sidecar.errors.InvalidField` for every unsuitable file, so that callers cannot find out which files
    exist. Only a regular file is opened, never a device.
    """
    path = properties.get("sslrootcert", SYSTEM_AUTHORITIES)
    try:
        if path != SYSTEM_AUTHORITIES and not Path(path).is_file():
            raise FileNotFoundError
        return ssl.create_default_context(cafile=None if path == SYSTEM_AUTHORITIES else path)
    except (OSError, ValueError):
        reason = "must be the path of a PEM file on the sidecar's host with the certificate of an authority"
        raise InvalidField("jdbc.properties.sslrootcert", reason) from None
