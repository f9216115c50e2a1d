"""Settings: the environment variables ``SIDECAR_*``, read once into a frozen :class:`Settings`."""

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sidecar.durations import parse_duration
from sidecar.errors import ConfigurationError
from sidecar.suggestions import similar_names

PREFIX = "SIDECAR_"
MIN_LEASE_TIMEOUT = 5
"""Minimum of the lease timeout in snapshot intervals: with fewer heartbeats, one delay would end a healthy execution."""
MAX_LEASE_TIMEOUT = 86_400.0
"""Maximum of the lease timeout in seconds."""
DEFAULT_MAX_SESSIONS = 8
"""Database sessions of one execution that read at a time on one machine: each needs a connection, and memory for its blocks."""
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_HOST = re.compile(r"\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*")
"""A host name, ``*.`` and a domain, ``*``, or an IP address."""
_WEBHOOK = re.compile(
    r"https?://(?:\*|(?:\*\.)?[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(?::(?:\*|[0-9]{1,5}))?(?:/[^\s?#]*)?", re.IGNORECASE
)
_SIZES = {"b": 1, "kb": 1024, "mb": 1024**2, "gb": 1024**3}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The values of all settings. Durations are in seconds, sizes in bytes."""

    elasticsearch_url: tuple[str, ...]
    elasticsearch_username: str | None
    elasticsearch_password: str | None = field(repr=False)
    elasticsearch_api_key: str | None = field(repr=False)
    elasticsearch_ca_certs: str | None
    elasticsearch_verify_certs: bool
    elasticsearch_compression: bool | None
    """Whether bulk requests are compressed; None lets each run decide."""
    bind: str
    allow_anonymous: bool
    allowed_hosts: tuple[str, ...] | None
    """Hosts that requests may name besides the address that the API listens on."""
    metrics_networks: tuple[Network, ...] | None
    """Networks whose addresses read the metrics without a login."""
    secret_key: tuple[str, ...] = field(repr=False)
    max_body: int
    data_dir: Path
    max_jobs: int
    max_sessions: int | None
    """Database sessions of one execution that read at a time; None for :data:`DEFAULT_MAX_SESSIONS`, or all threads of the Dask workers."""
    snapshot_interval: float
    lease_timeout: float
    shutdown_grace: float
    job_retention: float
    dead_letter_retention: float
    max_attempts: int
    elasticsearch_timeout: float
    source_timeout: float
    allowed_sources: tuple[str, ...] | None
    """Patterns on ``database://host:port/name``; None allows every database that is not a file."""
    allowed_webhooks: tuple[str, ...] | None
    """Patterns of URLs that the ends of executions may be sent to; None allows none."""
    dask_scheduler: str | None
    dask_ca: Path | None
    dask_cert: Path | None
    dask_key: Path | None
    dask_allow_insecure: bool
    jdbc_drivers: Path | None
    """The folder with one folder for each JDBC driver; None allows none."""
    java: str | None
    """Java's program; None for the one on the path."""
    demo_image: str | None
    api_username: str | None
    api_password: str | None = field(repr=False)
    log_level: str

    @property
    def host(self) -> str:
        """Return the host to listen on."""
        return self.bind.rpartition(":")[0].strip("[]")

    @property
    def is_loopback(self) -> bool:
        """Check whether the API listens on a loopback address only."""
        return _is_loopback(self.host)

    @property
    def is_exposed(self) -> bool:
        """Check whether the API is reachable from other machines without ``SIDECAR_ALLOW_ANONYMOUS``."""
        return not self.is_loopback and not self.allow_anonymous

    @property
    def port(self) -> int:
        """Return the port to listen on."""
        return int(self.bind.rpartition(":")[2])

    @property
    def has_local_scheduler(self) -> bool:
        """Check whether the Dask scheduler has a loopback address."""
        return _is_loopback((self.dask_scheduler or "").partition("://")[2].rpartition(":")[0].strip("[]"))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _text(value: str) -> str:
    return value


def _list(value: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in value.split(",") if each.strip())


def _urls(value: str) -> tuple[str, ...]:
    urls = _list(value)
    if "@" in value:
        # Credentials in a URL would also be sent with requests made on behalf of a caller.
        raise ValueError(
            "must not contain a user or a password; set SIDECAR_ELASTICSEARCH_USERNAME and SIDECAR_ELASTICSEARCH_PASSWORD instead"
        )
    if not urls or not all(_is_http_url(each) for each in urls):
        raise ValueError("must be a comma-separated list of URLs such as [https://es.example.org:9200]")
    return urls


def _is_http_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and not (parts.query or parts.fragment)
    except ValueError:
        return False


def _boolean(value: str) -> bool:
    if value.lower() not in ("true", "false"):
        raise ValueError("must be [true] or [false]")
    return value.lower() == "true"


def _boolean_or_auto(value: str) -> bool | None:
    if value.lower() not in ("true", "false", "auto"):
        raise ValueError("must be [true], [false] or [auto]")
    return None if value.lower() == "auto" else _boolean(value)


def _count(value: str) -> int:
    if not value.isdigit() or int(value) < 1:
        raise ValueError("must be a whole number of at least 1")
    return int(value)


def _duration(value: str) -> float:
    seconds = parse_duration(value)
    if not seconds:
        raise ValueError("must be a duration such as [500ms], [30s], [10m], [1h] or [90d]")
    return float(seconds)


def _size(value: str) -> int:
    match = re.fullmatch(r"(\d+)(b|kb|mb|gb)", value.lower())
    if not match:
        raise ValueError("must be a size such as [512kb] or [1mb]")
    return int(match[1]) * _SIZES[match[2]]


def _bind(value: str) -> str:
    host, _, port = value.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError("must be [host:port]")
    return value


def _scheduler(value: str) -> str:
    scheme, _, address = value.partition("://")
    host, _, port = address.rpartition(":")
    if scheme not in ("tls", "tcp") or not host.strip("[]") or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError("must be [tls://host:port] or [tcp://host:port]")
    return value


def _hosts(value: str) -> tuple[str, ...]:
    hosts = tuple(each.lower().strip("[]").rstrip(".") for each in _list(value))
    if not all(_HOST.fullmatch(each) for each in hosts):
        raise ValueError(
            "must be a comma-separated list of host names or addresses without a port, such as [sidecar.example.org, *.example.org]"
        )
    return hosts


def _webhooks(value: str) -> tuple[str, ...]:
    patterns = _list(value)
    if not all(_WEBHOOK.fullmatch(each) for each in patterns):
        raise ValueError(
            "must be a comma-separated list of URLs with [*] in place of a host, of a port or in a path, without a user or query"
        )
    return patterns


def _networks(value: str) -> tuple[Network, ...]:
    try:
        return tuple(ipaddress.ip_network(each) for each in _list(value))
    except ValueError as error:
        raise ValueError("must be a comma-separated list of networks such as [10.0.0.0/8, 192.168.1.7, fd00::/8]") from error


def _path(value: str) -> Path:
    return Path(value).expanduser()


def _log_level(value: str) -> str:
    if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError("must be one of [DEBUG, INFO, WARNING, ERROR]")
    return value.upper()


class Setting(NamedTuple):
    """One setting: name without prefix, parser, default and a line of help."""

    name: str
    parse: Callable[[str], Any]
    default: str | None
    help: str
    secret: bool = False
    """Can also be read from the file that ``<variable>_FILE`` names, and is never shown."""
    deprecated: str | None = None
    """The deprecated name, without prefix, which is still read."""

    @property
    def variable(self) -> str:
        """Return the name of the environment variable."""
        return PREFIX + self.name

    @property
    def deprecated_variable(self) -> str | None:
        """Return the deprecated name of the environment variable, if there is one."""
        return PREFIX + self.deprecated if self.deprecated else None


SETTINGS = (
    Setting("ELASTICSEARCH_URL", _urls, "http://127.0.0.1:9200", "URLs of the Elasticsearch nodes, comma-separated"),
    Setting("ELASTICSEARCH_USERNAME", _text, None, "user the sidecar authenticates as in Elasticsearch"),
    Setting("ELASTICSEARCH_PASSWORD", _text, None, "password of that user", secret=True),
    Setting("ELASTICSEARCH_API_KEY", _text, None, "API key, instead of user and password", secret=True),
    Setting("ELASTICSEARCH_CA_CERTS", _text, None, "path to the CA certificates that sign Elasticsearch's certificate"),
    Setting("ELASTICSEARCH_VERIFY_CERTS", _boolean, "true", "verify Elasticsearch's certificate"),
    Setting("ELASTICSEARCH_COMPRESSION", _boolean_or_auto, "auto", "compress bulk requests; auto does so if that makes them faster"),
    Setting("BIND", _bind, "127.0.0.1:9280", "address the API listens on; a non-loopback address requires a cluster with security"),
    Setting("ALLOW_ANONYMOUS", _boolean, "false", "allow a non-loopback address for a cluster without security"),
    Setting("ALLOWED_HOSTS", _hosts, None, "host names by which clients reach the API, comma-separated, such as that of a proxy"),
    Setting(
        "METRICS_NETWORKS",
        _networks,
        None,
        "networks that read the metrics without a login, comma-separated, such as 10.1.0.0/16",
    ),
    Setting(
        "SECRET_KEY",
        _list,
        None,
        "Fernet keys for stored credentials, comma-separated: the first encrypts, all decrypt; generated if not set",
        secret=True,
    ),
    Setting("MAX_BODY", _size, "1mb", "maximum size of a request body, after decompression"),
    Setting("DATA_DIR", _path, "~/.siren-sidecar", "directory of the generated secret key and of the demo"),
    Setting("MAX_JOBS", _count, str(os.cpu_count() or 1), "maximum concurrent executions per agent; further jobs are queued"),
    Setting("MAX_SESSIONS", _count, None, "database sessions of one execution that read at a time; by default 8, or all threads over Dask"),
    Setting("SNAPSHOT_INTERVAL", _duration, "1s", "time between two updates of a running job's status"),
    Setting("LEASE_TIMEOUT", _duration, "15s", "time without a heartbeat after which an execution counts as dead"),
    Setting("SHUTDOWN_GRACE", _duration, "30s", "time that running executions get to finish when an agent is stopped"),
    Setting("JOB_RETENTION", _duration, "90d", "time executions stay in the job log; the last one of each job is never deleted"),
    Setting("DEAD_LETTER_RETENTION", _duration, "90d", "time rejected rows are stored"),
    Setting("MAX_ATTEMPTS", _count, "3", "attempts in a row without a new checkpoint after which an execution fails"),
    Setting(
        "ELASTICSEARCH_TIMEOUT",
        _duration,
        "10m",
        "time a run waits for an unreachable or overloaded Elasticsearch",
        deprecated="ELASTICSEARCH_PATIENCE",
    ),
    Setting("SOURCE_TIMEOUT", _duration, "2m", "time a run waits for a lost database connection", deprecated="SOURCE_PATIENCE"),
    Setting("ALLOWED_SOURCES", _list, None, "patterns database://host:port/name, comma-separated; by default all databases except files"),
    Setting(
        "ALLOWED_WEBHOOKS",
        _webhooks,
        None,
        "patterns of URLs that the ends of executions may be sent to, such as https://hooks.slack.com/services/*; by default none",
    ),
    Setting("DASK_SCHEDULER", _scheduler, None, "address of the Dask scheduler whose workers read the ranges of partitioned ingestions"),
    Setting("DASK_CA", _path, None, "path to the CA certificate of the Dask cluster"),
    Setting("DASK_CERT", _path, None, "path to the certificate that this process shows to the Dask cluster"),
    Setting("DASK_KEY", _path, None, "path to the private key of that certificate"),
    Setting("DASK_ALLOW_INSECURE", _boolean, "false", "allow a Dask scheduler on another machine without TLS"),
    Setting("JDBC_DRIVERS", _path, None, "folder of JDBC drivers, each with its jars in a folder of its own; by default none is used"),
    Setting("JAVA", _text, None, "Java program (17 or newer) that runs JDBC drivers, by default the one on the path"),
    Setting("DEMO_IMAGE", _text, None, "Elasticsearch image of the demo, by default the official one of the pinned version"),
    Setting("API_USERNAME", _text, None, "user of the commands that call the API"),
    Setting("API_PASSWORD", _text, None, "password of that user", secret=True),
    Setting("LOG_LEVEL", _log_level, "INFO", "DEBUG, INFO, WARNING or ERROR"),
)


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read all settings; raise :class:`ConfigurationError` for an unknown name or an invalid value."""
    _check_names(environ)
    settings = Settings(**{setting.name.lower(): _parse(setting, environ) for setting in SETTINGS})
    _check_combinations(settings)
    return settings


def _check_combinations(settings: Settings) -> None:
    """Raise :class:`ConfigurationError` for values that are valid alone but not together."""
    if settings.elasticsearch_password and not settings.elasticsearch_username:
        raise ConfigurationError("SIDECAR_ELASTICSEARCH_PASSWORD is set, but SIDECAR_ELASTICSEARCH_USERNAME is not; set both or none.")
    if settings.lease_timeout < MIN_LEASE_TIMEOUT * settings.snapshot_interval:
        raise ConfigurationError(
            f"SIDECAR_LEASE_TIMEOUT must be at least {MIN_LEASE_TIMEOUT} times SIDECAR_SNAPSHOT_INTERVAL, which is the time between two "
            f"heartbeats, but they are [{settings.lease_timeout:g}s] and [{settings.snapshot_interval:g}s]."
        )
    if settings.lease_timeout > MAX_LEASE_TIMEOUT:
        raise ConfigurationError(f"SIDECAR_LEASE_TIMEOUT must be at most [1d], but is [{settings.lease_timeout:g}s].")
    _check_dask(settings)


def _check_dask(settings: Settings) -> None:
    """Raise :class:`ConfigurationError` for a Dask scheduler that others could give orders to, or for files of TLS that cannot be read."""
    if settings.dask_scheduler is None:
        return
    if settings.dask_scheduler.startswith("tls://"):
        _check_dask_files(settings)
    elif not settings.has_local_scheduler and not settings.dask_allow_insecure:
        raise ConfigurationError(
            f"SIDECAR_DASK_SCHEDULER is [{settings.dask_scheduler}]: without TLS, whoever reaches it can run code on its workers. "
            "Use [tls://], or set SIDECAR_DASK_ALLOW_INSECURE=true in a network that only the cluster reaches."
        )


def _check_dask_files(settings: Settings) -> None:
    files = {"SIDECAR_DASK_CA": settings.dask_ca, "SIDECAR_DASK_CERT": settings.dask_cert, "SIDECAR_DASK_KEY": settings.dask_key}
    missing = [name for name, path in files.items() if path is None]
    if missing:
        raise ConfigurationError(f"SIDECAR_DASK_SCHEDULER is [{settings.dask_scheduler}], which also needs {', '.join(missing)}.")
    for name, path in files.items():
        try:
            Path(path or "").read_bytes()
        except OSError as error:
            raise ConfigurationError(f"{name} cannot be read: {error.strerror} [{path}].") from error


def _parse(setting: Setting, environ: Mapping[str, str]) -> Any:
    variable, text = _lookup(setting, environ)
    text = text or setting.default
    if text is None:
        return () if setting.name == "SECRET_KEY" else None
    try:
        return setting.parse(text)
    except ValueError as error:
        # Text with an @ may contain a password.
        shown = "" if setting.secret or "@" in text else f", but is [{text}]"
        raise ConfigurationError(f"{variable} {error}{shown}.") from error


def _lookup(setting: Setting, environ: Mapping[str, str]) -> tuple[str, str | None]:
    """Return the variable that sets a setting, and its text."""
    if setting.secret and f"{setting.variable}_FILE" in environ:
        return setting.variable, _read_secret_file(setting, environ)
    text, deprecated = environ.get(setting.variable), setting.deprecated_variable
    if deprecated is None or not environ.get(deprecated):
        return setting.variable, text
    if not text:
        return deprecated, environ[deprecated]
    if text != environ[deprecated]:
        raise ConfigurationError(
            f"{setting.variable} and {deprecated} are set to different values; remove {deprecated}, which is deprecated."
        )
    return setting.variable, text


def _read_secret_file(setting: Setting, environ: Mapping[str, str]) -> str:
    if setting.variable in environ:
        raise ConfigurationError(f"{setting.variable} and {setting.variable}_FILE are both set; set only one of them.")
    path = environ[f"{setting.variable}_FILE"]
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigurationError(f"{setting.variable}_FILE cannot be read: {error.strerror} [{path}].") from error


def known_variables() -> list[str]:
    """List the names of all environment variables that are read, deprecated ones last."""
    names = [setting.variable for setting in SETTINGS]
    files = [f"{setting.variable}_FILE" for setting in SETTINGS if setting.secret]
    return names + files + [setting.deprecated_variable for setting in SETTINGS if setting.deprecated_variable]


def deprecated_variables(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the deprecated variables that are set and not empty, each with its new name."""
    return {name: each.variable for each in SETTINGS if (name := each.deprecated_variable) and environ.get(name)}


def _check_names(environ: Mapping[str, str]) -> None:
    known = known_variables()
    for name in sorted(environ):
        if name.startswith(PREFIX) and not name.startswith("SIDECAR_TEST_") and name not in known:
            near = similar_names(name.removeprefix(PREFIX), [each.removeprefix(PREFIX) for each in known])
            hint = f"; did you mean {PREFIX}{near[0]}?" if near else "."
            raise ConfigurationError(f"{name} is not a setting{hint} Unset it, and run [sidecar settings] for a list.")
