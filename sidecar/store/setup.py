"""Create the sidecar's indices and check that they belong to its secret key."""

import logging

from sidecar.elastic import Client, create_client
from sidecar.errors import ServiceUnavailable
from sidecar.settings import Settings
from sidecar.store import indices
from sidecar.store.encryption import SecretKeys, load_secret_keys

log = logging.getLogger(__name__)


class IndexSetup:
    """Creates the sidecar's indices and checks the secret key, once.

    Without it Elasticsearch would create the indices on the first write, with dynamic mappings.
    """

    def __init__(self, client: Client, secrets: SecretKeys) -> None:
        self._client = client
        self._fingerprints = secrets.fingerprints
        self._done = False

    def __call__(self) -> None:
        """Create the indices unless already done; raise :class:`~sidecar.errors.ServiceUnavailable` if Elasticsearch is not available."""
        if not self._done:
            # Before anything is changed: the indices may be those of another sidecar.
            indices.check_key(self._client, self._fingerprints)
            indices.install(self._client)
            indices.register_key(self._client, self._fingerprints)
            self._done = True


def check_cluster(settings: Settings) -> None:
    """Raise :class:`~sidecar.errors.ConfigurationError` if the indices or their secret key belong to another sidecar.

    Without a response from Elasticsearch this only logs a warning; the check is repeated on first use.
    """
    try:
        IndexSetup(create_client(settings), load_secret_keys(settings))()
    except ServiceUnavailable as error:
        log.warning("could not check the sidecar's indices yet: %s", error)
