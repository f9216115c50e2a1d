"""Log lines: JSON in the Elastic Common Schema, each with what it is about, none with a secret."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from sidecar import logs
from sidecar.logs import EXECUTION, JOB, REQUEST

BEFORE = "import logging, threading, warnings\nfrom sidecar import logs\nlog = logging.getLogger('sidecar.tried')\n"


def lines(program: str, environ: dict[str, str] | None = None, status: int = 0) -> list[dict[str, Any]]:
    """Run a program and read what it writes to standard error, which must be JSON to the last line."""
    done = subprocess.run(
        [sys.executable, "-c", BEFORE + program], env={**os.environ, **(environ or {})}, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == status, done
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_a_line_is_in_the_elastic_common_schema() -> None:
    (line,) = lines("logs.configure('INFO'); log.warning('hello %s', 'you')")
    assert line["message"] == "hello you"
    assert line["log.level"] == "warning"
    assert line["log"]["logger"] == "sidecar.tried"
    assert line["service"] == {"name": "siren-sidecar"}
    assert {"@timestamp", "ecs.version"} <= set(line)
    assert "labels" not in line


def test_a_line_tells_what_its_thread_is_about_as_long_as_it_is() -> None:
    told = lines(
        f"""
logs.configure('INFO')
with logs.about({{{JOB!r}: 'orders', {REQUEST!r}: 'r1'}}):
    with logs.about({{{EXECUTION!r}: 'orders1'}}):
        log.info('within')
        other = threading.Thread(target=log.info, args=['beside'])
        other.start()
        other.join()
    log.info('around')
log.info('after')
"""
    )
    about = {line["message"]: (line.get("labels"), line.get("http")) for line in told}
    assert about == {
        "within": ({"job": "orders", "execution": "orders1"}, {"request": {"id": "r1"}}),
        "beside": (None, None),
        "around": ({"job": "orders"}, {"request": {"id": "r1"}}),
        "after": (None, None),
    }


def test_a_process_with_one_story_tells_it_in_every_thread() -> None:
    (line,) = lines(
        f"""
logs.configure('INFO')
logs.always({{{JOB!r}: 'orders'}})
other = threading.Thread(target=log.info, args=['beside'])
other.start()
other.join()
"""
    )
    assert line["labels"] == {"job": "orders"}


@pytest.mark.parametrize(
    ("program", "words", "status"),
    [
        ("raise KeyError('x')", "the process ends with a fault", 1),
        ("t = threading.Thread(target=lambda: 1 / 0); t.start(); t.join()", "a thread ended with a fault", 0),
        ("warnings.warn('odd')", "odd", 0),
    ],
)
def test_what_nobody_logs_is_a_line_too(program: str, words: str, status: int) -> None:
    (line,) = lines(f"logs.configure('INFO')\n{program}", status=status)
    assert words in line["message"]


@pytest.mark.parametrize("secret", ["canary", "c'an\"ary", "cäna/ry &", "can\\ary\n"])
@pytest.mark.parametrize("form", ["{}", "{!r}", "at postgresql://u:{quoted}@db", "{as_json}"])
def test_a_hidden_secret_is_in_no_line_in_no_form(secret: str, form: str) -> None:
    raw = subprocess.run(
        [
            sys.executable,
            "-c",
            f"""{BEFORE}
import json
from urllib.parse import quote
secret, form = {secret!r}, {form!r}
words = form.format(secret, quoted=quote(secret, safe=""), as_json=json.dumps(secret))
logs.configure('INFO')
logs.hide(secret, None, '')
log.info(words)
log.info('%s', words, extra={{'labels.job': words}})
try:
    raise ValueError(words)
except ValueError:
    log.exception('a fault')
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


def test_a_secret_that_begins_with_another_one_is_hidden_whole() -> None:
    program = f"{BEFORE}logs.configure('INFO')\nlogs.hide(*('x' * n + 'shop' + 'y' * n for n in range(9)))\nlog.info('xxxshopyyy')\n"
    raw = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr
    assert json.loads(raw)["message"] == "***"


def test_a_caller_cannot_make_lines_long() -> None:
    (line,) = lines(f"logs.configure('INFO')\nwith logs.about({{{REQUEST!r}: 'x' * 8000}}): log.info('hello')")
    assert line["http"]["request"]["id"] == "x" * logs.LONGEST


def test_a_process_without_settings_logs_as_its_parent_does() -> None:
    with logs.about({REQUEST: "r1"}):
        environ = logs.handed_on()
    level = "import os; logs.configure_as_handed_on(os.environ); log.info('quiet'); log.warning('loud')"
    (line,) = lines(level, environ)
    assert (line["message"], line["http"]) == ("loud", {"request": {"id": "r1"}})
    assert [each["message"] for each in lines("import os; logs.configure_as_handed_on({}); log.info('hello')")] == ["hello"]
