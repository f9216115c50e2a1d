"""Check the address that the API listens on."""

import errno
import logging
import socket

from sidecar.elastic import create_client
from sidecar.errors import ConfigurationError, ServiceUnavailable
from sidecar.settings import Settings
from sidecar.store.security import is_enabled

log = logging.getLogger(__name__)


class AddressInUse(ConfigurationError):
    """A program already listens on the address."""


def check_bind(settings: Settings) -> None:
    """Raise :class:`ConfigurationError` if other hosts can reach the API while security is disabled on the cluster.

    If Elasticsearch does not respond, the API starts anyway and checks again before it accepts a request.
    """
    if not settings.is_exposed:
        return
    try:
        secured = is_enabled(create_client(settings, anonymous=True))
    except ServiceUnavailable as error:
        log.warning("could not check yet whether security is enabled on the cluster: %s", error)
        return
    if not secured:
        raise ConfigurationError(
            f"[SIDECAR_BIND] is [{settings.bind}], which other hosts can reach, and security is disabled on the cluster; "
            "bind to 127.0.0.1, or set [SIDECAR_ALLOW_ANONYMOUS=true] if only trusted hosts can connect"
        )


def check_port_free(settings: Settings) -> None:
    """Raise :class:`AddressInUse` if a program listens on the address, and :class:`ConfigurationError` if it cannot be used at all."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            kind = AddressInUse if error.errno == errno.EADDRINUSE else ConfigurationError
            raise kind(f"cannot listen on [SIDECAR_BIND] [{settings.bind}]: {error.strerror}") from error
