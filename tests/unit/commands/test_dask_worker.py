"""The command line and environment of Dask workers."""

from pathlib import Path

import pytest

from sidecar.commands.dask_worker import worker_arguments, worker_environment
from sidecar.errors import ConfigurationError
from sidecar.settings import load_settings

MODULE = "sidecar.jobs.run.dask.worker"


@pytest.fixture
def tls(tmp_path: Path) -> dict[str, str]:
    """Return the settings of files of TLS, which exist."""
    for name in ("ca", "cert", "key"):
        (tmp_path / name).touch()
    return {f"SIDECAR_DASK_{name.upper()}": str(tmp_path / name) for name in ("ca", "cert", "key")}


def options(address: str, **settings: str) -> dict[str, str]:
    """Return the options of workers of a scheduler."""
    loaded = load_settings({"SIDECAR_DASK_SCHEDULER": address, **settings})
    arguments = worker_arguments(loaded, workers=3, threads=2, local_directory=None)[4:]
    assert arguments[:4] == ["worker", address, "--nanny", "--no-dashboard"]
    return dict(zip(arguments[4::2], arguments[5::2], strict=True))


def test_workers_join_the_scheduler_of_the_settings_with_nanny_and_preload(tls: dict[str, str]) -> None:
    assert options("tls://h:8786", **tls) == {
        "--nworkers": "3", "--nthreads": "2", "--preload": MODULE, "--preload-nanny": MODULE, "--dashboard-address": "127.0.0.1:0",
        "--tls-ca-file": tls["SIDECAR_DASK_CA"], "--tls-cert": tls["SIDECAR_DASK_CERT"], "--tls-key": tls["SIDECAR_DASK_KEY"],
    }  # fmt: skip


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_workers_of_a_scheduler_of_this_machine_listen_on_loopback_only(host: str) -> None:
    found = options(f"tcp://{host}:8786")
    assert (found["--host"], found["--dashboard-address"]) == ("127.0.0.1", "127.0.0.1:0")


def test_the_http_server_of_workers_listens_on_loopback_only() -> None:
    found = options("tcp://h:8786", SIDECAR_DASK_ALLOW_INSECURE="true")
    assert "--host" not in found
    assert found["--dashboard-address"] == "127.0.0.1:0"


@pytest.mark.parametrize("name", ["CA", "CERT", "KEY"])
@pytest.mark.parametrize(("path", "reason"), [("missing", "No such file or directory"), (".", "Is a directory")])
def test_a_file_of_tls_that_cannot_be_read_is_named(name: str, path: str, reason: str, tls: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / path
    with pytest.raises(ConfigurationError) as caught:
        load_settings({"SIDECAR_DASK_SCHEDULER": "tls://h:8786", **tls, f"SIDECAR_DASK_{name}": str(file)})
    assert str(caught.value) == f"SIDECAR_DASK_{name} cannot be read: {reason} [{file}]."


def test_without_a_scheduler_the_command_says_what_to_set() -> None:
    with pytest.raises(ConfigurationError, match="SIDECAR_DASK_SCHEDULER is not set"):
        worker_arguments(load_settings({}), workers=1, threads=1, local_directory=None)


def test_the_profiler_is_off_unless_it_was_asked_for() -> None:
    name = "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED"
    assert worker_environment({})[name] == "False"
    assert worker_environment({name: "True"})[name] == "True"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"SIDECAR_DASK_SCHEDULER": "h:8786"}, r"must be \[tls://host:port\]"),
        ({"SIDECAR_DASK_SCHEDULER": "tls://h:8786"}, "which also needs SIDECAR_DASK_CA, SIDECAR_DASK_CERT, SIDECAR_DASK_KEY"),
        ({"SIDECAR_DASK_SCHEDULER": "tcp://dask.example.org:8786"}, "whoever reaches it can run code"),
    ],
)
def test_a_scheduler_that_others_could_use_is_refused(settings: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        load_settings(settings)


def test_a_scheduler_without_tls_needs_loopback_or_a_setting() -> None:
    assert load_settings({"SIDECAR_DASK_SCHEDULER": "tcp://127.0.0.1:8786"}).dask_scheduler == "tcp://127.0.0.1:8786"
    assert load_settings({"SIDECAR_DASK_SCHEDULER": "tcp://[::1]:8786"}).dask_scheduler
    assert load_settings({"SIDECAR_DASK_SCHEDULER": "tcp://h:8786", "SIDECAR_DASK_ALLOW_INSECURE": "true"}).dask_allow_insecure
