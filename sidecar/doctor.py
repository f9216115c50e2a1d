"""Check what a sidecar needs, and say what to mend."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib import resources
from typing import Any

from sidecar.elastic import make_client, translated
from sidecar.errors import SidecarError
from sidecar.extract.drivers import missing_drivers
from sidecar.http.server import check_bind
from sidecar.model.privileges import Grant, Needs
from sidecar.settings import Settings, load_settings
from sidecar.store import indices, security
from sidecar.store.catalog import Catalog
from sidecar.store.encryption import load_secrets


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    words: str
    fine: bool = True
    remedy: str | None = None
    needed: bool = True
    """Whether everybody needs it."""

    def to_json(self) -> dict[str, Any]:
        """Give the JSON form."""
        return asdict(self)


def examine(environ: Mapping[str, str]) -> list[Finding]:
    """Look at settings, address, key, Elasticsearch, indices, stored credentials and drivers."""
    try:
        settings = load_settings(environ)
    except SidecarError as error:
        return [Finding(subject="settings", words=str(error), fine=False, remedy="List them with [sidecar settings].")]
    return [Finding(subject="settings", words="can be read"), *_examined(settings)]


def _examined(settings: Settings) -> Iterator[Finding]:
    checks: tuple[tuple[str, Callable[[Settings], str], str], ...] = (
        ("address", _address, "Set SIDECAR_BIND or SIDECAR_ALLOW_ANONYMOUS."),
        ("key", _key, "Set SIDECAR_SECRET_KEY to the key that this cluster's definitions were saved with."),
        ("elasticsearch", _elasticsearch, "Set SIDECAR_ELASTICSEARCH_URL, and the user that it asks for."),
        ("role", _role, "Give its user the role of deploy/sidecar-role.json, with your targets in its last entry."),
        ("indices", _indices, "Start the sidecar once; its user needs the right to create them."),
        ("credentials", _credentials, "Set SIDECAR_SECRET_KEY to the key they were saved with, or save them anew."),
    )
    for subject, check, remedy in checks:
        try:
            yield Finding(subject=subject, words=check(settings))
        except SidecarError as error:
            yield Finding(subject=subject, words=str(error), fine=False, remedy=remedy)
    for database, extra in missing_drivers():
        words = f"is not installed: pip install 'siren-sidecar[{extra}]' brings it"
        yield Finding(subject=f"driver for {database}", words=words, needed=False)


def _address(settings: Settings) -> str:
    check_bind(settings)
    return f"the API listens on {settings.bind}"


def _key(settings: Settings) -> str:
    load_secrets(settings)
    return "is there"


def _elasticsearch(settings: Settings) -> str:
    with translated():
        answer = make_client(settings).cluster.health(timeout="5s")
    return f"answers; the cluster [{answer['cluster_name']}] is {answer['status']}"


def _role(settings: Settings) -> str:
    """Look at what the shipped role has beside the targets, which are the operator's to name."""
    if not security.enabled(make_client(settings, anonymous=True)):
        return "is not needed: the cluster has no security"
    role = json.loads(resources.files("sidecar.deploy").joinpath("sidecar-role.json").read_text(encoding="utf-8"))
    own = role["indices"][0]
    needs = Needs(indices=tuple(Grant(name, tuple(own["privileges"])) for name in own["names"]), cluster=tuple(role["cluster"]))
    missing = security.lacking(make_client(settings), needs)
    if missing:
        raise SidecarError(f"the sidecar's own user lacks {missing}")
    return "is enough for the sidecar's own indices"


def _indices(settings: Settings) -> str:
    missing = indices.missing(make_client(settings))
    if missing:
        raise SidecarError(f"missing: {', '.join(missing)}")
    return "are there"


def _credentials(settings: Settings) -> str:
    secrets = load_secrets(settings)
    saved = Catalog(make_client(settings), secrets).datasources.all()
    for each in saved:
        secrets.open(each.value.password)
    return f"of {len(saved)} datasources can be read"
