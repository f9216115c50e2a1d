"""The processes of a Dask cluster without any run: where they listen, what they log and hide, and what the scheduler keeps."""

import json
import logging
import os
import shutil
import signal
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import Client

from sidecar.errors import ClusterUnavailable
from sidecar.jobs.run.dask.cluster import DaskCluster
from sidecar.jobs.run.dask.worker import TOPIC
from sidecar.release import product_version
from sidecar.settings import load_settings
from tests.acceptance.service import SECRET_KEY
from tests.conftest import require_proc
from tests.servers import dask
from tests.servers.environment import ROOT
from tests.support.waiting import wait_until

PASSWORD = "canary-81c2-password"
UNREACHABLE = "http://127.0.0.1:1"
"""An Elasticsearch that does not answer. At the default address may be one with another key, such as a demo's."""
LISTENING = "0A"
"""The state of a socket in ``/proc/<pid>/net/tcp``."""
LOOPBACK = {"0100007F", "00000000000000000000000001000000"}
"""Addresses in ``/proc/<pid>/net/tcp`` and ``tcp6``."""
WITHOUT_CAPABILITIES = ("setpriv", "--bounding-set=-all", "--inh-caps=-all")
"""Makes root a user like others."""


def environ() -> dict[str, str]:
    """Return the environment of workers."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("SIDECAR_")}
    secrets = {
        "SIDECAR_ELASTICSEARCH_URL": UNREACHABLE, "SIDECAR_ELASTICSEARCH_USERNAME": "elastic", "SIDECAR_ELASTICSEARCH_PASSWORD": PASSWORD,
        "SIDECAR_SECRET_KEY": SECRET_KEY,
    }  # fmt: skip
    # By name, scheduler and workers import functions of this module.
    return {**own, **secrets, "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dask.DaskCluster]:
    """Return a scheduler and a worker."""
    with dask.running(tmp_path_factory.mktemp("dask"), environ(), workers=1) as cluster:
        yield cluster


def connect(servers: dask.DaskCluster) -> DaskCluster:
    """Return a connection, as that of a coordinator."""
    cluster = DaskCluster(load_settings({"SIDECAR_DASK_SCHEDULER": servers.address}), "e")
    cluster.connect()
    return cluster


def listeners(pid: int) -> set[str]:
    """Return the addresses on which a process listens, as the kernel writes them."""
    sockets = {os.readlink(each) for each in Path(f"/proc/{pid}/fd").iterdir() if each.is_symlink()}  # noqa: PTH115 - no path
    lines = [line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]]
    return {fields[1].partition(":")[0] for fields in lines if fields[3] == LISTENING and f"socket:[{fields[9]}]" in sockets}


def test_a_worker_and_its_nanny_listen_on_loopback_only(servers: dask.DaskCluster) -> None:
    require_proc()
    nanny, worker = (listeners(pid) for pid in servers.workers[0].pids)
    assert nanny
    assert worker
    assert nanny | worker <= LOOPBACK


def _first_byte(address: str, context: ssl.SSLContext) -> bytes:
    """Connect to a process of Dask; return the first byte that it sends."""
    host, port = address.rpartition("/")[2].split(":")
    with socket.create_connection((host, int(port)), timeout=10) as plain, context.wrap_socket(plain) as connection:
        return connection.recv(1)


def test_a_worker_with_tls_rejects_connections_without_a_certificate(tmp_path: Path) -> None:
    certificates = dask.Certificates.create(tmp_path)
    context = ssl.create_default_context(cafile=certificates.certificate)
    context.check_hostname = False
    with dask.running(tmp_path, {**environ(), **certificates.settings}, workers=1, certificates=certificates) as servers:
        cluster = DaskCluster(load_settings({"SIDECAR_DASK_SCHEDULER": servers.address, **certificates.settings}), "e")
        cluster.connect()
        (worker,) = cluster.workers()
        cluster.close()
        with pytest.raises((ssl.SSLError, ConnectionError)):
            _first_byte(worker.address, context)
        context.load_cert_chain(certificates.certificate, certificates.key)
        assert _first_byte(worker.address, context)


def test_every_line_of_a_worker_is_json(servers: dask.DaskCluster) -> None:
    lines = [json.loads(line) for line in servers.workers[0].log.read_text().splitlines()]
    assert {each["service"]["name"] for each in lines} == {"siren-sidecar"}
    assert {"distributed.nanny", "distributed.worker"} <= {each["log"]["logger"] for each in lines}


def _log_password(password: str) -> None:
    logging.getLogger("distributed.worker").error("the password is %s", password)


@pytest.mark.parametrize("is_nanny", [False, True])
def test_secrets_are_redacted_in_lines_of_dask(servers: dask.DaskCluster, *, is_nanny: bool) -> None:
    with Client(servers.address, set_as_default=False) as client:
        client.run(_log_password, PASSWORD, nanny=is_nanny)
    text = servers.workers[0].log.read_text()
    assert "the password is ***" in text
    assert PASSWORD not in text


def test_other_processes_of_the_user_cannot_read_settings_of_a_worker_or_its_nanny(servers: dask.DaskCluster) -> None:
    require_proc()
    if not shutil.which("setpriv"):
        pytest.skip("setpriv is not installed")

    def read(pid: int) -> bytes:
        command = [*WITHOUT_CAPABILITIES, "cat", f"/proc/{pid}/environ"]
        return subprocess.run(command, capture_output=True, check=False).stdout

    with subprocess.Popen([*WITHOUT_CAPABILITIES, "sleep", "600"], env={"READ": "me"}) as other:
        try:
            wait_until(lambda: read(other.pid) == b"READ=me\0", "the settings of another process can be read", 10)
        finally:
            other.kill()
    member = servers.start_worker(prefix=WITHOUT_CAPABILITIES)
    try:
        servers.wait_for_workers()
        assert [read(pid) for pid in member.pids] == [b"", b""]
    finally:
        member.stop()
        servers.workers.remove(member)


def _count_subscribers(dask_scheduler: Any) -> int:
    return len(dask_scheduler._broker._topics[TOPIC].subscribers)


def test_a_scheduler_forgets_the_subscriptions_of_closed_clients(servers: dask.DaskCluster) -> None:
    with Client(servers.address, set_as_default=False) as client:
        clusters = [connect(servers) for _ in range(2)]
        wait_until(lambda: client.run_on_scheduler(_count_subscribers) == 2, "two clients are subscribed", 10)
        for each in clusters:
            each.close()
        wait_until(lambda: client.run_on_scheduler(_count_subscribers) == 0, "no client is subscribed", 10)


def test_a_worker_of_another_version_is_ignored(
    servers: dask.DaskCluster, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr("sidecar.jobs.run.dask.cluster._WORKERS_INTERVAL", 0.0)
    cluster = connect(servers)
    (right,) = cluster.workers()
    other = servers.start_worker(dask.environ_of_another_version(tmp_path))
    try:
        servers.wait_for_workers()
        assert cluster.workers()[0].address == right.address
        assert sorted(str(each) for each in cluster.versions().values()) == sorted([product_version(), "9.9"])
        assert [each.message.split(": ")[::2] for each in caplog.records if "ignored" in each.message] == [
            ["worker ignored", f"version [9.9], expected [{product_version()}]"]
        ]
    finally:
        other.stop()
        servers.workers.remove(other)
        cluster.close()


def test_a_worker_without_the_preload_is_ignored(tmp_path: Path) -> None:
    with dask.running(tmp_path, environ(), workers=0) as servers:
        cluster = connect(servers)
        assert (cluster.workers(), cluster.no_workers_reason) == ((), f"The Dask scheduler [{servers.address}] has no workers.")
        servers.start_plain_worker()
        wait_until(lambda: list(cluster.versions().values()) == [None], "the worker has joined", 30)
        assert cluster.workers() == ()
        assert cluster.no_workers_reason.endswith(f"no workers with the version [{product_version()}] of the sidecar, but with [none].")
        cluster.close()


def test_the_reason_of_dask_ends_with_one_period(servers: dask.DaskCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    assert servers.scheduler is not None
    cluster = connect(servers)
    monkeypatch.setattr("sidecar.jobs.run.dask.cluster._CALL_TIMEOUT", 0.5)
    servers.scheduler.signal(signal.SIGSTOP)
    try:
        with pytest.raises(ClusterUnavailable, match=r"does not answer: timed out after 0.5 s\.$"):
            cluster.workers()
    finally:
        servers.scheduler.signal(signal.SIGCONT)
        cluster.close()
