"""The systemd units are valid, equally hardened, and consistent with the settings."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sidecar.durations import parse_duration
from sidecar.settings import SETTINGS, load_settings
from tests.conftest import skip_unavailable
from tests.servers.environment import ROOT

FOLDER = ROOT / "deploy" / "systemd"
UNITS = sorted(FOLDER.glob("*.service"))
SERVICES = [each for each in UNITS if "preflight" not in each.name]
ENVIRONMENT = FOLDER / "environment.example"
MAX_EXPOSURE = 2.0
"""On systemd's scale from 0 to 10. docs/operations.md states what systemd 252 reports; other versions check more."""


def unit_name(unit: Path) -> str:
    return unit.name


def directives(unit: Path) -> list[tuple[str, str]]:
    """Return the directives of a unit in their order."""
    lines = unit.read_text(encoding="utf-8").splitlines()
    return [(name, value) for name, mark, value in (each.partition("=") for each in lines if not each.startswith("#")) if mark]


def value(unit: Path, name: str) -> str:
    """Return the value of a directive that a unit has once."""
    (found,) = (each for key, each in directives(unit) if key == name)
    return found


def hardening(unit: Path) -> list[str]:
    """Return the lines of a unit from the comment on hardening to the end of the section."""
    return unit.read_text(encoding="utf-8").partition("# Hardening")[2].partition("\n[Install]")[0].strip().splitlines()


def example_variables(*, with_comments: bool) -> dict[str, str]:
    """Return the variables of the example; with comments, those in it, too."""
    pattern = r"^(?:# )?(SIDECAR_\w+)=(.*)$" if with_comments else r"^(SIDECAR_\w+)=(.*)$"
    return dict(re.findall(pattern, ENVIRONMENT.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Return a folder with copies of the units that start the sidecar of this environment: systemd checks that the program exists."""
    if not shutil.which("systemd-analyze"):
        skip_unavailable("no systemd-analyze; install systemd")
    program = tmp_path / "sidecar"
    program.touch(mode=0o755)
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/sidecar/bin/sidecar", str(program))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("unit", UNITS, ids=unit_name)
def test_systemd_accepts_the_unit(unit: Path, installed: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", installed / unit.name], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("unit", UNITS, ids=unit_name)
def test_the_exposure_is_low(unit: Path, installed: Path) -> None:
    options = ["--no-pager", "--offline=true", f"--threshold={round(MAX_EXPOSURE * 10)}"]
    command = ["systemd-analyze", "security", *options, str(installed / unit.name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr


def test_the_user_is_created(tmp_path: Path) -> None:
    if not shutil.which("systemd-sysusers"):
        skip_unavailable("no systemd-sysusers; install systemd")
    (tmp_path / "etc").mkdir()
    command = ["systemd-sysusers", f"--root={tmp_path}", str(FOLDER / "siren-sidecar.sysusers")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    user = (tmp_path / "etc" / "passwd").read_text(encoding="utf-8").strip().splitlines()[-1].split(":")
    assert user[0] == value(UNITS[0], "User")
    assert user[5:] == [f"/var/lib/{value(UNITS[0], 'StateDirectory')}", "/usr/sbin/nologin"]


def test_all_units_have_the_same_hardening() -> None:
    assert all(hardening(each) == hardening(UNITS[0]) for each in UNITS)
    assert "NoNewPrivileges=yes" in hardening(UNITS[0])


def test_an_agent_sees_its_executions() -> None:
    """A process that forbids access to its memory is hidden from other processes of its user by ProtectProc=."""
    assert not [name for unit in UNITS for name, _ in directives(unit) if name in ("ProtectProc", "ProcSubset", "MemoryDenyWriteExecute")]


@pytest.mark.parametrize("unit", SERVICES, ids=unit_name)
def test_a_start_depends_on_no_other_service_and_no_check(unit: Path) -> None:
    names = {name for name, _ in directives(unit)}
    assert names & {"Requires", "BindsTo", "Requisite", "ExecStartPre", "ExecCondition"} == set()
    assert value(unit, "After") == "network-online.target"


@pytest.mark.parametrize("unit", SERVICES, ids=unit_name)
def test_a_service_is_stopped_later_than_executions_are_handed_over(unit: Path) -> None:
    (grace,) = (each.default for each in SETTINGS if each.name == "SHUTDOWN_GRACE")
    assert int(value(unit, "TimeoutStopSec")) >= (parse_duration(grace or "") or 0) + 15
    assert value(unit, "KillMode") == "mixed"
    assert value(unit, "RestartPreventExitStatus") == "78"


def test_the_preflight_is_the_doctor_with_the_settings_of_the_service() -> None:
    preflight, service = FOLDER / "siren-sidecar-preflight.service", FOLDER / "siren-sidecar.service"
    assert value(preflight, "ExecStart") == "/opt/sidecar/bin/sidecar doctor --json"
    shared = ("EnvironmentFile", "LoadCredential", "Environment", "StateDirectory", "User")
    assert [each for each in directives(preflight) if each[0] in shared] == [each for each in directives(service) if each[0] in shared]


@pytest.mark.parametrize("unit", UNITS, ids=unit_name)
def test_the_settings_of_the_unit_and_of_the_example_are_valid(unit: Path, tmp_path: Path) -> None:
    key = tmp_path / "secret-key"
    key.write_text("key\n", encoding="utf-8")
    own = dict(each.split("=", 1) for name, each in directives(unit) if name == "Environment")
    assert own == {"SIDECAR_SECRET_KEY_FILE": "%d/secret-key", "SIDECAR_DATA_DIR": "%S/siren-sidecar"}
    environ = {"SIDECAR_SECRET_KEY_FILE": str(key), "SIDECAR_DATA_DIR": "/var/lib/siren-sidecar"}
    assert load_settings({**example_variables(with_comments=False), **environ}).secret_key == ("key",)


def test_every_variable_of_the_example_is_a_setting() -> None:
    assert set(example_variables(with_comments=True)) <= {each.variable for each in SETTINGS}
