"""The settings: environment variables ``SIDECAR_*``, read once into one frozen value."""

import difflib
import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sidecar.errors import ConfigurationError

PREFIX = "SIDECAR_"
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
_SIZES = {"b": 1, "kb": 1024, "mb": 1024**2, "gb": 1024**3}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an operator chose. Durations are seconds, sizes are bytes."""

    elasticsearch_url: tuple[str, ...]
    elasticsearch_username: str | None
    elasticsearch_password: str | None = field(repr=False)
    elasticsearch_api_key: str | None = field(repr=False)
    elasticsearch_ca_certs: str | None
    elasticsearch_verify_certs: bool
    bind: str
    allow_anonymous: bool
    secret_key: tuple[str, ...] = field(repr=False)
    max_body: int
    data_dir: Path
    max_jobs: int
    snapshot_interval: float
    lease_timeout: float
    shutdown_grace: float
    job_retention: float
    dead_letter_retention: float
    max_attempts: int
    elasticsearch_patience: float
    source_patience: float
    allowed_sources: tuple[str, ...] | None
    """Patterns on ``database://host:port/name``; None allows everything but files."""
    demo_image: str | None
    api_username: str | None
    api_password: str | None = field(repr=False)
    log_level: str

    @property
    def host(self) -> str:
        """Give the address to listen on."""
        return self.bind.rpartition(":")[0].strip("[]")

    @property
    def exposed(self) -> bool:
        """Tell whether others than this machine's users can reach the API, and nobody allowed that for a cluster without security."""
        try:
            loopback = self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            loopback = False
        return not loopback and not self.allow_anonymous

    @property
    def port(self) -> int:
        """Give the port to listen on."""
        return int(self.bind.rpartition(":")[2])


def _text(value: str) -> str:
    return value


def _list(value: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in value.split(",") if each.strip())


def _urls(value: str) -> tuple[str, ...]:
    urls = _list(value)
    if "@" in value:
        # They would go along with calls that are to carry the caller's credentials alone.
        raise ValueError("must hold no user or password: SIDECAR_ELASTICSEARCH_USERNAME and SIDECAR_ELASTICSEARCH_PASSWORD do")
    if not urls or not all(_is_address(each) for each in urls):
        raise ValueError("must be a comma list of addresses such as [https://es.example.org:9200]")
    return urls


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and not (parts.query or parts.fragment)
    except ValueError:
        return False


def _boolean(value: str) -> bool:
    if value.lower() not in ("true", "false"):
        raise ValueError("must be [true] or [false]")
    return value.lower() == "true"


def _count(value: str) -> int:
    if not value.isdigit() or int(value) < 1:
        raise ValueError("must be a whole number of at least 1")
    return int(value)


def parse_duration(value: str) -> float:
    """Read ``500ms``, ``30s``, ``10m``, ``1h`` or ``90d`` as seconds; raise :class:`ValueError` for another form."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)", value)
    if not match or float(match[1]) == 0:
        raise ValueError("must be a duration such as [500ms], [30s], [10m], [1h] or [90d]")
    return float(match[1]) * _UNITS[match[2]]


def _size(value: str) -> int:
    match = re.fullmatch(r"(\d+)(b|kb|mb|gb)", value.lower())
    if not match:
        raise ValueError("must be a size such as [1mb]")
    return int(match[1]) * _SIZES[match[2]]


def _bind(value: str) -> str:
    host, _, port = value.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError("must be [host:port]")
    return value


def _path(value: str) -> Path:
    return Path(value).expanduser()


def _level(value: str) -> str:
    if value.upper() not in ("DEBUG", "INFO", "WARNING", "ERROR"):
        raise ValueError("must be one of [DEBUG, INFO, WARNING, ERROR]")
    return value.upper()


class Setting(NamedTuple):
    """One row of the table: name without the prefix, how it is read, its default, a line of help."""

    name: str
    read: Callable[[str], Any]
    default: str | None
    help: str
    secret: bool = False
    """Also read from the file that ``<name>_FILE`` names, and never shown."""

    @property
    def variable(self) -> str:
        """Give the environment variable's name."""
        return PREFIX + self.name


SETTINGS = (
    Setting("ELASTICSEARCH_URL", _urls, "http://127.0.0.1:9200", "Elasticsearch's nodes, a comma list"),
    Setting("ELASTICSEARCH_USERNAME", _text, None, "the sidecar's own user in Elasticsearch"),
    Setting("ELASTICSEARCH_PASSWORD", _text, None, "that user's password", secret=True),
    Setting("ELASTICSEARCH_API_KEY", _text, None, "an API key instead of user and password", secret=True),
    Setting("ELASTICSEARCH_CA_CERTS", _text, None, "a file with the authority that signed Elasticsearch's certificate"),
    Setting("ELASTICSEARCH_VERIFY_CERTS", _boolean, "true", "whether certificates are verified"),
    Setting("BIND", _bind, "127.0.0.1:9280", "where the API listens; beyond loopback only with security on the cluster"),
    Setting("ALLOW_ANONYMOUS", _boolean, "false", "listen beyond loopback even where the cluster has no security"),
    Setting(
        "SECRET_KEY", _list, None, "Fernet keys for stored credentials: the first encrypts, all decrypt; made once where not given", True
    ),
    Setting("MAX_BODY", _size, "1mb", "the largest request body, after decompression"),
    Setting("DATA_DIR", _path, "~/.siren-sidecar", "where the made key lies"),
    Setting("MAX_JOBS", _count, str(os.cpu_count() or 1), "executions at a time per agent; more wait as queued"),
    Setting("SNAPSHOT_INTERVAL", parse_duration, "1s", "how old a status in the log may be while rows flow"),
    Setting("LEASE_TIMEOUT", parse_duration, "15s", "how long a lease may stand still before its execution counts as dead"),
    Setting("SHUTDOWN_GRACE", parse_duration, "30s", "how long an agent that was told to stop lets runs end"),
    Setting("JOB_RETENTION", parse_duration, "90d", "how long the log keeps executions (each job's last one stays)"),
    Setting("DEAD_LETTER_RETENTION", parse_duration, "90d", "how long rejected rows are kept"),
    Setting("MAX_ATTEMPTS", _count, "3", "starts of an execution in a row without a new checkpoint"),
    Setting("ELASTICSEARCH_PATIENCE", parse_duration, "10m", "how long a run waits for an unreachable or overloaded Elasticsearch"),
    Setting("SOURCE_PATIENCE", parse_duration, "2m", "how long a run waits for a lost database"),
    Setting("ALLOWED_SOURCES", _list, None, "patterns on database://host:port/name, a comma list; by default everything but files"),
    Setting("DEMO_IMAGE", _text, None, "the Elasticsearch image of the demo, by default Elastic's own of the pinned version"),
    Setting("API_USERNAME", _text, None, "as whom the commands run, jobs and abort call the API"),
    Setting("API_PASSWORD", _text, None, "that user's password", secret=True),
    Setting("LOG_LEVEL", _level, "INFO", "DEBUG, INFO, WARNING or ERROR"),
)


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read every setting; raise :class:`ConfigurationError` for an unknown name or a value that cannot be read."""
    _refuse_unknown(environ)
    return Settings(**{setting.name.lower(): _value(setting, environ) for setting in SETTINGS})


def _value(setting: Setting, environ: Mapping[str, str]) -> Any:
    text = _given(setting, environ) or setting.default
    if text is None:
        return () if setting.name == "SECRET_KEY" else None
    try:
        return setting.read(text)
    except ValueError as error:
        # What has an @ may have a password before it.
        shown = "" if setting.secret or "@" in text else f", but is [{text}]"
        raise ConfigurationError(f"{setting.variable} {error}{shown}.") from error


def _given(setting: Setting, environ: Mapping[str, str]) -> str | None:
    path = environ.get(f"{setting.variable}_FILE") if setting.secret else None
    if path is None:
        return environ.get(setting.variable)
    if setting.variable in environ:
        raise ConfigurationError(f"{setting.variable} and {setting.variable}_FILE are both set; give one of them.")
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigurationError(f"{setting.variable}_FILE cannot be read: {error.strerror} [{path}].") from error


def known_variables() -> list[str]:
    """List the names of all environment variables that are read."""
    names = [setting.variable for setting in SETTINGS]
    return names + [f"{setting.variable}_FILE" for setting in SETTINGS if setting.secret]


def _refuse_unknown(environ: Mapping[str, str]) -> None:
    known = known_variables()
    for name in sorted(environ):
        if name.startswith(PREFIX) and not name.startswith("SIDECAR_TEST_") and name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            raise ConfigurationError(f"{name} is not a setting{f'; did you mean {near[0]}' if near else ''}. See [sidecar settings].")
