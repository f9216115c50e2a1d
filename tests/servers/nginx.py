"""nginx with the shipped configuration, in front of a sidecar and an Elasticsearch."""

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
from sidecar.errors import ProgramMissing
from tests.servers import environment

TEMPLATE = environment.ROOT / "deploy" / "nginx.conf.template"
BELOW_PATH = """
server {
    listen ${LISTEN};
    location ${FOLDER}/ { proxy_pass http://${SIDECAR}/; proxy_set_header Host $http_host; }
}
"""
"""As in docs/console.md."""
START_TIMEOUT = 20.0
# Enough to run as any user, in the foreground, from one folder.
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
    """Return nginx, or None; Debian keeps it off the path of ordinary users."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


@contextmanager
def running(*, sidecar: str, elasticsearch: str) -> Iterator[str]:
    """Run an nginx in front of two URLs; yield the address for both."""
    upstreams = {"SIDECAR": urlsplit(sidecar).netloc, "ELASTICSEARCH": urlsplit(elasticsearch).netloc}
    with _running(Template(TEMPLATE.read_text()), upstreams) as url:
        yield url


@contextmanager
def below_path(sidecar: str, path: str) -> Iterator[str]:
    """Run an nginx that serves a sidecar below a path; yield its address with this path."""
    with _running(Template(BELOW_PATH), {"SIDECAR": urlsplit(sidecar).netloc, "FOLDER": path}) as url:
        yield url + path


@contextmanager
def _running(template: Template, values: dict[str, str]) -> Iterator[str]:
    found = program()
    if found is None:
        raise ProgramMissing("no nginx; install nginx-light")
    with environment.folder("nginx") as folder:
        (folder / "nginx.conf").write_text(AROUND)
        server, port = environment.start_on_free_port(lambda port: _start(found, folder, template, values, port))
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.stop(server)


def _start(program: str, folder: Path, template: Template, values: dict[str, str], port: int) -> process.Process:
    (folder / "siren.conf").write_text(template.safe_substitute(values, LISTEN=f"127.0.0.1:{port}"))
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    log = folder / "log"
    process.change_owner(folder, process.unprivileged_account())
    server = process.start(command, cwd=folder, log=log, environ=os.environ, account=process.unprivileged_account())
    try:
        process.wait_until(lambda: _answers(port), process=server, log=log, timeout=START_TIMEOUT, what="nginx")
    except BaseException:
        process.stop(server)
        raise
    return server


def _answers(port: int) -> bool | None:
    """Return whether nginx responds; its upstreams may be down."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return None
    return True
