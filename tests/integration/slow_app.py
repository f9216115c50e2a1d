"""A test server: gunicorn with the sidecar's worker and a small application. Arguments: a port and ``NAME=number`` timeouts."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

from gunicorn.app.base import BaseApplication

from sidecar.http import worker
from sidecar.http.server import gunicorn_settings
from sidecar.settings import load_settings


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Respond with method, path and body; ``/large`` with ten megabytes."""
    body = environ["wsgi.input"].read()
    echo = f"{environ['REQUEST_METHOD']} {environ['RAW_URI']} {body.decode()}".encode()
    response = b"x" * 10_000_000 if environ["RAW_URI"] == "/large" else echo
    start_response("200 OK", [("Content-Length", str(len(response)))])
    return [response]


class Program(BaseApplication):
    """The application under gunicorn."""

    def __init__(self, port: str, **changes: str) -> None:
        self.port, self.changes = port, changes
        super().__init__()

    def load_config(self) -> None:
        """Apply the sidecar's settings, with one process and two threads."""
        settings = load_settings({"SIDECAR_BIND": f"127.0.0.1:{self.port}"})
        for name, value in {**gunicorn_settings(settings), "workers": 1, "threads": 2, "worker_connections": 60}.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Apply the changed timeouts and return the application."""
        for name, value in self.changes.items():
            setattr(worker, name, float(value))
        return application


if __name__ == "__main__":
    Program(sys.argv[1], **dict(each.split("=") for each in sys.argv[2:])).run()
