"""Log lines: JSON in the Elastic Common Schema, with context fields and without secrets."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from sidecar import logs
from sidecar.model.log_fields import EXECUTION, JOB, REQUEST

PREAMBLE = "import logging, threading, warnings\nfrom sidecar import logs\nlog = logging.getLogger('sidecar.test')\n"


def lines(program: str, environ: dict[str, str] | None = None, status: int = 0) -> list[dict[str, Any]]:
    """Run a program and parse its standard error, in which every line must be JSON."""
    completed = subprocess.run(
        [sys.executable, "-c", PREAMBLE + program], env={**os.environ, **(environ or {})}, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert completed.returncode == status, completed
    return [json.loads(line) for line in completed.stderr.splitlines()]


def test_a_line_is_in_the_elastic_common_schema() -> None:
    (line,) = lines("logs.configure('INFO'); log.warning('hello %s', 'you')")
    assert line["message"] == "hello you"
    assert line["log.level"] == "warning"
    assert line["log"]["logger"] == "sidecar.test"
    assert line["service"] == {"name": "siren-sidecar"}
    assert {"@timestamp", "ecs.version"} <= set(line)
    assert "labels" not in line


def test_context_fields_apply_to_the_lines_of_one_thread_within_the_block() -> None:
    written = lines(
        f"""
logs.configure('INFO')
with logs.context({{{JOB!r}: 'orders', {REQUEST!r}: 'r1'}}):
    with logs.context({{{EXECUTION!r}: 'orders1'}}):
        log.info('within')
        other = threading.Thread(target=log.info, args=['beside'])
        other.start()
        other.join()
    log.info('around')
log.info('after')
"""
    )
    fields = {line["message"]: (line.get("labels"), line.get("http")) for line in written}
    assert fields == {
        "within": ({"job": "orders", "execution": "orders1"}, {"request": {"id": "r1"}}),
        "beside": (None, None),
        "around": ({"job": "orders"}, {"request": {"id": "r1"}}),
        "after": (None, None),
    }


def test_process_fields_apply_to_all_threads() -> None:
    (line,) = lines(
        f"""
logs.configure('INFO')
logs.bind_process({{{JOB!r}: 'orders'}})
other = threading.Thread(target=log.info, args=['beside'])
other.start()
other.join()
"""
    )
    assert line["labels"] == {"job": "orders"}


@pytest.mark.parametrize(
    ("program", "message", "status"),
    [
        ("raise KeyError('x')", "process ended by an uncaught exception", 1),
        ("t = threading.Thread(target=lambda: 1 / 0); t.start(); t.join()", "thread ended by an uncaught exception", 0),
        (
            "logs.end_process_on_thread_failure(); threading.Thread(target=lambda: 1 / 0).start(); threading.Event().wait()",
            "thread ended by an uncaught exception",
            1,
        ),
        ("warnings.warn('deprecated')", "deprecated", 0),
    ],
)
def test_uncaught_exceptions_and_warnings_are_logged(program: str, message: str, status: int) -> None:
    (line,) = lines(f"logs.configure('INFO')\n{program}", status=status)
    assert message in line["message"]


@pytest.mark.parametrize("secret", ["canary", "c'an\"ary", "cäna/ry &", "can\\ary\n"])
@pytest.mark.parametrize("form", ["{}", "{!r}", "at postgresql://u:{quoted}@db", "{as_json}"])
def test_a_registered_secret_is_redacted_in_every_encoding(secret: str, form: str) -> None:
    raw = subprocess.run(
        [
            sys.executable,
            "-c",
            f"""{PREAMBLE}
import json
from urllib.parse import quote
secret, form = {secret!r}, {form!r}
message = form.format(secret, quoted=quote(secret, safe=""), as_json=json.dumps(secret))
logs.configure('INFO')
logs.register_secrets(secret, None, '')
log.info(message)
log.info('%s', message, extra={{'labels.job': message}})
try:
    raise ValueError(message)
except ValueError:
    log.exception('failed')
""",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert len(raw.splitlines()) == 3
    assert "***" in raw
    for hidden in (secret, json.dumps(secret)[1:-1], "ary"):
        assert hidden not in raw


def test_a_secret_that_contains_another_one_is_redacted_completely() -> None:
    secrets = "*('x' * n + 'shop' + 'y' * n for n in range(9))"
    program = f"{PREAMBLE}logs.configure('INFO')\nlogs.register_secrets({secrets})\nlog.info('xxxshopyyy')\n"
    raw = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr
    assert json.loads(raw)["message"] == "***"


def test_lines_of_a_library_with_a_handler_of_its_own_are_written_once_and_as_json() -> None:
    (line,) = lines(
        """
library = logging.getLogger('library.part')
library.addHandler(logging.StreamHandler())
library.propagate = False
logs.configure('INFO')
logs.remove_other_handlers()
logs.register_secrets('hunter2')
library.warning('the password is hunter2')
"""
    )
    assert (line["message"], line["log"]["logger"]) == ("the password is ***", "library.part")


def test_long_field_values_are_truncated() -> None:
    (line,) = lines(f"logs.configure('INFO')\nwith logs.context({{{REQUEST!r}: 'x' * 8000}}): log.info('hello')")
    assert line["http"]["request"]["id"] == "x" * logs.MAX_VALUE_LENGTH


def test_a_child_process_inherits_level_and_fields() -> None:
    with logs.context({REQUEST: "r1"}):
        environ = logs.child_environment()
    program = "import os; logs.configure_from_environment(os.environ); log.info('quiet'); log.warning('loud')"
    (line,) = lines(program, environ)
    assert (line["message"], line["http"]) == ("loud", {"request": {"id": "r1"}})
    assert [each["message"] for each in lines("import os; logs.configure_from_environment({}); log.info('hello')")] == ["hello"]
