"""A gunicorn with the sidecar's worker around a tiny application: run as a program, with a port and changed patiences."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

from gunicorn.app.base import BaseApplication

from sidecar.http import worker
from sidecar.http.server import gunicorn_settings
from sidecar.settings import load_settings


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with the body and the path; ``/large`` with ten megabytes."""
    body = environ["wsgi.input"].read()
    told = f"{environ['REQUEST_METHOD']} {environ['RAW_URI']} {body.decode()}".encode()
    answer = b"x" * 10_000_000 if environ["RAW_URI"] == "/large" else told
    start_response("200 OK", [("Content-Length", str(len(answer)))])
    return [answer]


class Program(BaseApplication):
    """Gunicorn around it."""

    def __init__(self, port: str, **changes: str) -> None:
        self.port, self.changes = port, changes
        super().__init__()

    def load_config(self) -> None:
        """Serve as the sidecar does, by one process and two threads."""
        settings = load_settings({"SIDECAR_BIND": f"127.0.0.1:{self.port}"})
        for name, value in {**gunicorn_settings(settings), "workers": 1, "threads": 2, "worker_connections": 60}.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Give the application."""
        for name, value in self.changes.items():
            setattr(worker, name, float(value))
        return application


if __name__ == "__main__":
    Program(sys.argv[1], **dict(each.split("=") for each in sys.argv[2:])).run()
