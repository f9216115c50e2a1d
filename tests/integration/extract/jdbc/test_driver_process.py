"""The Java process of a session: what a driver sees, and what one that misbehaves can do."""

import os
import re
import signal
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from sidecar.errors import SourceError, SourceUnavailable
from sidecar.extract.drivers import create_reader
from sidecar.extract.jdbc import reader as jdbc_reader
from sidecar.extract.jdbc.checks import check_jdbc
from sidecar.extract.jdbc.frames import ROWS, VALUES, JdbcConnectionError, JdbcError
from sidecar.extract.jdbc.reader import JdbcReader
from sidecar.extract.reader import Source
from tests.servers.jdbc.downloads import find_jdk
from tests.support.jdbc import jdbc_settings, jdbc_source, messages
from tests.support.processes import ProcessInfo, process_tree
from tests.support.waiting import wait_until

PASSWORD = "c4nary&é ☃"
DEFINITION = """\
class: org.example.FakeDriver
prefixes: ["jdbc:fake://"]
clock: "SELECT 1"
heap: 64m
"""


@pytest.fixture(scope="module")
def drivers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the driver of ``FakeDriver.java``."""
    folder = tmp_path_factory.mktemp("drivers") / "fake"
    classes = folder / "classes"
    classes.mkdir(parents=True)
    (folder / "driver.yaml").write_text(DEFINITION)
    program = Path(__file__).with_name("FakeDriver.java")
    subprocess.run([find_jdk().with_name("javac"), "-d", classes, program], check=True, timeout=120)
    with zipfile.ZipFile(folder / "fake.jar", "w") as jar:
        for each in classes.rglob("*.class"):
            jar.write(each, each.relative_to(classes))
    return folder.parent


def fake_source(drivers: Path, behavior: str) -> Source:
    return jdbc_source(drivers, f"jdbc:fake://h:1/{behavior}", username="u", password=PASSWORD)


@contextmanager
def fake_reader(drivers: Path, behavior: str) -> Iterator[JdbcReader]:
    with closing(create_reader(fake_source(drivers, behavior))) as reader:
        assert isinstance(reader, JdbcReader)
        yield reader


def java_processes() -> list[ProcessInfo]:
    return [each for each in process_tree(os.getpid()) if "io.siren.sidecar.jdbc.Main" in each.command]


@pytest.mark.parametrize("behavior", ["print", "read"])
def test_a_driver_that_prints_or_reads_does_not_break_the_protocol(drivers: Path, behavior: str) -> None:
    with fake_reader(drivers, behavior) as reader:
        reader.connect()
        assert reader.product_and_version() == ("fake", "fake")


@pytest.mark.parametrize(
    ("behavior", "expected"),
    [
        ("error", "java.lang.AssertionError: an assertion of the driver"),
        ("stack", "java.lang.StackOverflowError"),
        ("exhaust", "the driver needs more than [64m] of memory; raise [heap] in its driver.yaml, or lower [batch_size]"),
        ("nothing", "the driver org.example.FakeDriver does not accept the URL"),
        ("exit", "the driver's process ended with status 7 before it answered"),
    ],
)
def test_a_failure_of_the_driver_is_a_permanent_error(drivers: Path, behavior: str, expected: str) -> None:
    with fake_reader(drivers, behavior) as reader, pytest.raises(SourceError) as caught:
        reader.connect()
    assert type(caught.value) is SourceError
    assert expected in messages(caught.value)
    assert "c4nary" not in messages(caught.value)
    wait_until(lambda: not java_processes(), "the process to end")


def test_the_session_goes_on_after_an_error_of_the_driver(drivers: Path) -> None:
    with fake_reader(drivers, "fine") as reader:
        reader.connect()
        with pytest.raises(SourceError) as caught:
            reader.describe("select 1")
        assert "an assertion in a statement" in messages(caught.value)
        assert reader._process.call(b"M", "catalog") == [["fake"]]


def test_rows_left_by_an_error_are_not_those_of_the_next_request(drivers: Path) -> None:
    with fake_reader(drivers, "rows") as reader:
        reader.connect()
        for _ in range(5):
            with pytest.raises(JdbcError, match="the second row cannot be read"):
                list(reader._process.request(b"R", "select 1", "10", "false", "0", "1", "text"))
            assert [each.type for each in reader._process.request(b"M", "catalog")] == [VALUES]


def test_a_late_cancellation_does_not_reach_the_next_request(drivers: Path) -> None:
    with fake_reader(drivers, "late") as reader:
        reader.connect()
        frames = reader._process.request(b"R", "select 1", "10", "false", "0", "1", "text")
        assert next(frames).type == ROWS
        frames.close()  # type: ignore[attr-defined]
        assert reader._process.call(b"M", "catalog") == [["late"]]


def test_a_lob_that_cannot_be_read_does_not_end_the_session(drivers: Path) -> None:
    with fake_reader(drivers, "rows") as reader:
        reader.connect()
        with pytest.raises(JdbcError, match=r"a LOB cannot be read: java\.io\.IOException: a character that does not exist") as caught:
            list(reader._process.request(b"R", "select 1", "10", "false", "0", "1", "clob"))
        assert not isinstance(caught.value, JdbcConnectionError)
        assert reader._process.call(b"M", "catalog") == [["rows"]]


def test_a_driver_that_never_connects_is_killed(monkeypatch: pytest.MonkeyPatch, drivers: Path) -> None:
    monkeypatch.setattr(jdbc_reader, "START_TIMEOUT", 2.0)
    with fake_reader(drivers, "hang") as reader, pytest.raises(SourceUnavailable) as caught:
        reader.connect()
    assert messages(caught.value).endswith("the driver did not answer within 2 s")
    assert java_processes() == []


def test_what_a_driver_prints_is_shown_without_the_password(drivers: Path) -> None:
    with fake_reader(drivers, "tell") as reader, pytest.raises(SourceError) as caught:
        reader.connect()
    assert re.search(r"x+\*\*\*$", messages(caught.value))
    assert "c4nary" not in messages(caught.value)


@pytest.mark.parametrize("behavior", ["thread", "hook"])
def test_no_thread_of_a_driver_delays_the_end(drivers: Path, behavior: str) -> None:
    with fake_reader(drivers, behavior) as reader:
        reader.connect()
    assert java_processes() == []


def test_a_driver_sees_no_setting_and_nobody_sees_the_password(monkeypatch: pytest.MonkeyPatch, drivers: Path) -> None:
    for name in ("SIDECAR_SECRET_KEY", "AWS_SECRET_ACCESS_KEY", "PGPASSWORD", "JAVA_TOOL_OPTIONS"):
        monkeypatch.setenv(name, "-Dc4nary")
    with fake_reader(drivers, "home") as reader:
        reader.connect()
        (process,) = java_processes()
        assert process.environ == {}
        assert "c4nary" not in process.command
        assert not (Path("/tmp") / f"hsperfdata_{os.environ.get('USER', 'root')}" / str(process.pid)).exists()  # noqa: S108
        assert Path(f"/proc/{process.pid}/cwd").resolve() == Path("/")
        assert reader.product_and_version()[0] == f"{drivers / 'fake'} {{}}"


def test_no_message_of_the_jvm_is_among_the_rows(drivers: Path) -> None:
    with fake_reader(drivers, "fine") as reader:
        reader.connect()
        (process,) = java_processes()
        os.kill(process.pid, signal.SIGQUIT)
        wait_until(lambda: b"JNI global refs" in b"".join(tuple(reader._process._messages)), "the list of threads")
        assert reader._process.call(b"M", "catalog") == [["fake"]]


def test_what_a_driver_writes_among_the_rows_is_noticed(drivers: Path) -> None:
    with fake_reader(drivers, "write") as reader, pytest.raises(SourceUnavailable) as caught:
        reader.connect()
    assert "the driver's process wrote something other than rows" in messages(caught.value)


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("/nonexistent/java", "Java cannot be started [/nonexistent/java]: No such file or directory; install Java 17 or set SIDECAR_JAVA"),
        ("/bin/false", "the driver's process ended with status 1 before it answered; [/bin/false] must be Java 17 or newer"),
    ],
)
def test_java_that_cannot_run_the_program_is_a_permanent_error(drivers: Path, program: str, expected: str) -> None:
    source = fake_source(drivers, "fine")
    assert source.jdbc
    object.__setattr__(source.jdbc, "java", program)
    with closing(create_reader(source)) as reader, pytest.raises(SourceError) as caught:
        reader.connect()
    assert type(caught.value) is SourceError
    assert expected in messages(caught.value)


def test_the_drivers_of_the_tests_pass_the_checks_of_the_doctor(jdbc_drivers: Path) -> None:
    findings = list(check_jdbc(jdbc_settings(jdbc_drivers)))
    assert [each.check for each in findings if not each.ok] == []
    assert len(findings) == 1 + len(list(jdbc_drivers.iterdir()))
