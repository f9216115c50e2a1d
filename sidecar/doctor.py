"""Preflight checks of ``sidecar doctor``, each with a fix if it fails."""

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from importlib import resources

from sidecar.api_client import ApiClient
from sidecar.elastic import create_client, translate_elasticsearch_errors
from sidecar.errors import ServiceUnavailable, SidecarError
from sidecar.extract.drivers import installation_of, missing_drivers, parse_datasource_url
from sidecar.extract.jdbc.checks import check_jdbc
from sidecar.extract.jdbc.urls import JdbcSettings
from sidecar.http.address import AddressInUse, check_bind, check_port_free
from sidecar.jobs.run.dask.checks import check_dask
from sidecar.load.encode import native
from sidecar.model.datasource import Datasource
from sidecar.model.finding import Finding
from sidecar.model.privileges import IndexPrivileges, Privileges
from sidecar.settings import Settings, load_settings
from sidecar.store import indices, security
from sidecar.store.definitions import DefinitionStore
from sidecar.store.encryption import load_secret_keys
from sidecar.tracing.checks import check_collector

SHOWN_DATASOURCES = 3
CONNECTION_REMEDY = "Check SIDECAR_ELASTICSEARCH_URL, and the sidecar's user and password or API key."


def run_checks(environ: Mapping[str, str]) -> list[Finding]:
    """Check the settings, and what they name: the address, Elasticsearch and what is stored there, encoder, drivers, Dask, collector."""
    try:
        settings = load_settings(environ)
    except SidecarError as error:
        remedy = "Correct or unset the variable, then run [sidecar doctor] again."
        return [Finding(check="settings", message=str(error), ok=False, remedy=remedy)]
    return [Finding(check="settings", message="are valid"), *_run_checks(settings, environ)]


def _run_checks(settings: Settings, environ: Mapping[str, str]) -> Iterator[Finding]:
    checks: tuple[tuple[str, Callable[[Settings], str], str], ...] = (
        (
            "address",
            _check_address,
            "Set SIDECAR_BIND to a loopback address, enable security in Elasticsearch, or set SIDECAR_ALLOW_ANONYMOUS=true.",
        ),
        ("port", _check_port, "Set SIDECAR_BIND to an address of this machine and a free port, or stop the program that uses this port."),
        ("key", _check_key, "Set SIDECAR_SECRET_KEY to the key that encrypted the credentials stored in this cluster."),
        ("elasticsearch", _check_elasticsearch, CONNECTION_REMEDY),
        ("role", _check_role, "Assign the role in deploy/sidecar-role.json to the sidecar's user, with your targets in its last entry."),
        ("indices", _check_indices, "Start the sidecar once to create them; its user needs the privilege create_index on them."),
        (
            "credentials",
            _check_credentials,
            "Set SIDECAR_SECRET_KEY to the key that encrypted them; docs/operations.md says what to do if it is lost.",
        ),
    )
    for subject, check, remedy in checks:
        try:
            yield Finding(check=subject, message=check(settings))
        except SidecarError as error:
            has_no_access = isinstance(error, ServiceUnavailable) or error.status == HTTPStatus.UNAUTHORIZED
            yield Finding(check=subject, message=str(error), ok=False, remedy=CONNECTION_REMEDY if has_no_access else remedy)
            if has_no_access:
                # The checks after this one need Elasticsearch too.
                break
    yield _check_encoder()
    yield from check_jdbc(JdbcSettings.from_settings(settings))
    yield from _check_drivers(settings)
    yield from check_dask(settings)
    yield from check_collector(environ)


def _check_encoder() -> Finding:
    """Report whether runs use the native encoder. Without it they take twice the CPU time, which nothing else would show."""
    subject = "native encoder"
    if problem := native.find_problem():
        remedy = "Build and install it again on this machine, from the same release as the sidecar; or uninstall siren-sidecar-native."
        return Finding(check=subject, message=problem, ok=False, remedy=remedy)
    if native.IS_INSTALLED:
        return Finding(check=subject, message="is installed")
    remedy = "To save half of the CPU time of executions: in a checkout of the sidecar, run pip install ./sidecar/native"
    return Finding(check=subject, message="is not installed", remedy=remedy, required=False)


def _check_drivers(settings: Settings) -> Iterator[Finding]:
    """Report the drivers that are not installed. Those of saved datasources are needed."""
    used, unusable = _used_databases(settings)
    for database, extra in missing_drivers():
        ids = used.get(database, [])
        words = f"is not installed; the saved datasources {_some(ids)} need it" if ids else "is not installed"
        remedy = f"To install it: {installation_of(extra)}"
        yield Finding(check=f"driver for {database}", message=words, ok=not ids, remedy=remedy, required=bool(ids))
    for reason, ids in unusable.items():
        remedy = "Install the driver that they need, or change or delete them."
        yield Finding(check="datasources", message=f"{_some(ids)} cannot be used: {reason}", ok=False, remedy=remedy)


def _used_databases(settings: Settings) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return the ids of the saved datasources by database, and those whose URL has no reader by the reason.

    Return none if they cannot be read, which an earlier check has reported.
    """
    used: dict[str, list[str]] = {}
    unusable: dict[str, list[str]] = {}
    datasources: list[Datasource] = []
    with contextlib.suppress(SidecarError):
        datasources = _saved_datasources(settings)
    for each in datasources:
        try:
            url = parse_datasource_url(each, JdbcSettings.from_settings(settings))
            used.setdefault("" if url.jdbc else url.database, []).append(each.id)
        except SidecarError as error:
            unusable.setdefault(str(error), []).append(each.id)
    return used, unusable


def _some(ids: list[str]) -> str:
    """Return the first ids, and how many more there are."""
    rest = len(ids) - SHOWN_DATASOURCES
    return f"[{', '.join(ids[:SHOWN_DATASOURCES])}]{f' and {rest} more' if rest > 0 else ''}"


def _saved_datasources(settings: Settings) -> list[Datasource]:
    client = create_client(settings)
    if indices.DATASOURCES in indices.missing_indices(client):
        return []
    found = DefinitionStore(client, load_secret_keys(settings)).datasources.find({"match_all": {}})
    return [each.definition for each in found]


def _check_address(settings: Settings) -> str:
    check_bind(settings)
    return f"of the API is [{settings.bind}]"


def _check_port(settings: Settings) -> str:
    try:
        check_port_free(settings)
    except AddressInUse as error:
        if not _sidecar_answers(settings):
            raise SidecarError(f"[{settings.port}] is in use, but no sidecar answers there") from error
        return "is used by a running sidecar"
    return "is free"


def _sidecar_answers(settings: Settings) -> bool:
    try:
        return ApiClient(f"http://{settings.bind}", timeout=5.0).call("GET", "/_siren/live") == {"status": "live"}
    except SidecarError:
        return False


def _check_key(settings: Settings) -> str:
    load_secret_keys(settings)
    return "is valid"


def _check_elasticsearch(settings: Settings) -> str:
    with translate_elasticsearch_errors():
        health = create_client(settings).cluster.health(timeout="5s")
    return f"is reachable; the status of the cluster [{health['cluster_name']}] is [{health['status']}]"


def _check_role(settings: Settings) -> str:
    """Check the privileges of the shipped role, except those on targets, which each operator names."""
    if not security.is_enabled(create_client(settings, anonymous=True)):
        return "is not required, because the cluster has no security"
    role = json.loads(resources.files("sidecar.deploy").joinpath("sidecar-role.json").read_text(encoding="utf-8"))
    own = role["indices"][0]
    required = Privileges(
        indices=tuple(IndexPrivileges(name, tuple(own["privileges"])) for name in own["names"]), cluster=tuple(role["cluster"])
    )
    missing = security.missing_privileges(create_client(settings), required)
    if missing:
        raise SidecarError(f"the sidecar's user lacks {missing}")
    return "has all privileges on the sidecar's indices"


def _check_indices(settings: Settings) -> str:
    missing = indices.missing_indices(create_client(settings))
    if missing == list(indices.OWN_INDICES):
        return "do not exist yet; the first start of the sidecar creates them"
    if missing:
        raise SidecarError(f"[{', '.join(missing)}] {'does' if len(missing) == 1 else 'do'} not exist")
    return "exist"


def _check_credentials(settings: Settings) -> str:
    client, secrets = create_client(settings), load_secret_keys(settings)
    if indices.DATASOURCES in indices.missing_indices(client):
        return "are not stored yet"
    indices.check_key(client, secrets.fingerprints)
    datasources = _saved_datasources(settings)
    for each in datasources:
        secrets.decrypt(each.password)
    count = len(datasources)
    return f"of {count} {'datasource' if count == 1 else 'datasources'} can be decrypted"
