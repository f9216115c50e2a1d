"""nginx with the configuration that is shipped, in front of a sidecar and an Elasticsearch."""

import os
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from sidecar.demo.elasticsearch import process
from sidecar.errors import ConfigurationError
from tests.servers import environment

TEMPLATE = environment.ROOT / "deploy" / "nginx.conf.template"
PATIENCE = 20.0
# Enough to run as anybody, in the foreground, out of one folder.
AROUND = """
daemon off;
pid nginx.pid;
error_log stderr warn;
events {}
http {
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include siren.conf;
}
"""


def program() -> str | None:
    """Find nginx, which Debian keeps where only root looks."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@contextmanager
def running(*, sidecar: str, elasticsearch: str) -> Iterator[str]:
    """Have an nginx in front of two URLs for the length of the block; give the one address for both."""
    found = program()
    if found is None:
        raise ConfigurationError("Install nginx (nginx-light): the tests put it in front of the sidecar and Elasticsearch.")
    with environment.folder("nginx") as folder:
        (folder / "nginx.conf").write_text(AROUND)
        upstreams = {"SIDECAR": urlsplit(sidecar).netloc, "ELASTICSEARCH": urlsplit(elasticsearch).netloc}
        server, port = environment.tried_on_ports(lambda port: _start(found, folder, upstreams, port))
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.stop(server)


def _start(program: str, folder: Path, upstreams: dict[str, str], port: int) -> process.Process:
    filled = Template(TEMPLATE.read_text()).safe_substitute(upstreams, LISTEN=f"127.0.0.1:{port}")
    (folder / "siren.conf").write_text(filled)
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    log = folder / "log"
    process.hand_over(folder, process.unprivileged())
    server = process.start(command, cwd=folder, log=log, environ=os.environ, account=process.unprivileged())
    try:
        process.wait_until(lambda: _answers(port), process=server, log=log, patience=PATIENCE, what="nginx")
    except BaseException:
        process.stop(server)
        raise
    return server


def _answers(port: int) -> bool | None:
    """Tell whether nginx answers, whatever it says: what is behind it may be away."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return None
    return True
