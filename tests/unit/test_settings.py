"""Settings: defaults, validation, secrets from files, unknown and deprecated names."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from sidecar.errors import ConfigurationError
from sidecar.settings import SETTINGS, Setting, known_variables, load_settings

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
RENAMED = [each for each in SETTINGS if each.deprecated]


def test_the_defaults_are_valid() -> None:
    settings = load_settings({})
    assert settings.elasticsearch_url == ("http://127.0.0.1:9200",)
    assert (settings.host, settings.port) == ("127.0.0.1", 9280)
    assert settings.snapshot_interval == 1.0
    assert settings.max_body == 1024 * 1024
    assert settings.allowed_sources is None
    assert settings.allowed_webhooks is None
    assert (settings.elasticsearch_timeout, settings.source_timeout) == (600.0, 120.0)


def test_a_url_with_a_password_is_rejected_without_showing_it() -> None:
    with pytest.raises(ConfigurationError, match="must not contain a user or a password") as rejected:
        load_settings({"SIDECAR_ELASTICSEARCH_URL": "https://es:canary@es.example.org:9200"})
    assert "canary" not in str(rejected.value)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("SIDECAR_BINDD", "did you mean SIDECAR_BIND"),
        ("SIDECAR_XYZZY", "is not a setting"),
    ],
)
def test_an_unknown_name_is_rejected(name: str, hint: str) -> None:
    with pytest.raises(ConfigurationError, match=hint):
        load_settings({name: "1"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SIDECAR_ELASTICSEARCH_URL", "localhost:9200"),
        ("SIDECAR_ELASTICSEARCH_URL", "http://a:9200,ftp://b:9200"),
        ("SIDECAR_ELASTICSEARCH_URL", "http://"),
        ("SIDECAR_ELASTICSEARCH_URL", "http://a:x"),
        ("SIDECAR_ALLOWED_WEBHOOKS", "hooks.example.org"),
        ("SIDECAR_ALLOWED_WEBHOOKS", "https://a,*://b"),
        ("SIDECAR_ALLOWED_WEBHOOKS", "https://a.*.org"),
        ("SIDECAR_ALLOWED_WEBHOOKS", "https://a/b?c"),
        ("SIDECAR_BIND", "nowhere"),
        ("SIDECAR_BIND", "127.0.0.1:99999"),
        ("SIDECAR_MAX_BODY", "1"),
        ("SIDECAR_MAX_JOBS", "0"),
        ("SIDECAR_SNAPSHOT_INTERVAL", "1"),
        ("SIDECAR_LEASE_TIMEOUT", "0s"),
        ("SIDECAR_ALLOW_ANONYMOUS", "yes"),
        ("SIDECAR_LOG_LEVEL", "LOUD"),
        ("SIDECAR_ELASTICSEARCH_COMPRESSION", "gzip"),
        ("SIDECAR_SOURCE_TIMEOUT", "2"),
        ("SIDECAR_SOURCE_PATIENCE", "2"),
    ],
)
def test_an_invalid_value_is_reported_with_its_variable(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"{name} must be .*\[{re.escape(value)}\]"):
        load_settings({name: value})


@pytest.mark.parametrize(("text", "seconds"), [("500ms", 0.5), ("1.5s", 1.5), ("10m", 600), ("1h", 3600), ("90d", 7776000)])
def test_durations_have_units(text: str, seconds: float) -> None:
    assert load_settings({"SIDECAR_SHUTDOWN_GRACE": text}).shutdown_grace == seconds


def test_a_secret_can_be_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("hunter2\n")
    settings = load_settings({"SIDECAR_ELASTICSEARCH_USERNAME": "u", "SIDECAR_ELASTICSEARCH_PASSWORD_FILE": str(file)})
    assert settings.elasticsearch_password == "hunter2"
    assert "hunter2" not in repr(settings)


def test_a_password_without_a_user_name_is_rejected() -> None:
    with pytest.raises(ConfigurationError, match="SIDECAR_ELASTICSEARCH_USERNAME is not") as rejected:
        load_settings({"SIDECAR_ELASTICSEARCH_PASSWORD": "hunter2"})
    assert "hunter2" not in str(rejected.value)


@pytest.mark.parametrize(("interval", "timeout"), [("1s", "5s"), ("3s", "15s")])
def test_the_lease_timeout_allows_several_heartbeats(interval: str, timeout: str) -> None:
    load_settings({"SIDECAR_SNAPSHOT_INTERVAL": interval, "SIDECAR_LEASE_TIMEOUT": timeout})


@pytest.mark.parametrize(("interval", "timeout"), [("1s", "4s"), ("20s", "15s")])
def test_a_lease_timeout_of_a_few_heartbeats_is_rejected(interval: str, timeout: str) -> None:
    with pytest.raises(ConfigurationError, match="SIDECAR_LEASE_TIMEOUT must be at least 5 times SIDECAR_SNAPSHOT_INTERVAL"):
        load_settings({"SIDECAR_SNAPSHOT_INTERVAL": interval, "SIDECAR_LEASE_TIMEOUT": timeout})


def test_a_lease_timeout_of_more_than_a_day_is_rejected() -> None:
    load_settings({"SIDECAR_LEASE_TIMEOUT": "1d"})
    with pytest.raises(ConfigurationError, match=r"SIDECAR_LEASE_TIMEOUT must be at most \[1d\], but is \[90000s\]"):
        load_settings({"SIDECAR_LEASE_TIMEOUT": "25h"})


def test_a_secret_set_twice_or_in_a_missing_file_is_rejected(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="both set"):
        load_settings({"SIDECAR_SECRET_KEY": "a", "SIDECAR_SECRET_KEY_FILE": "b"})
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_settings({"SIDECAR_SECRET_KEY_FILE": str(tmp_path / "none")})


def test_the_renamed_settings_are_the_two_timeouts() -> None:
    assert {each.variable: each.deprecated_variable for each in RENAMED} == {
        "SIDECAR_ELASTICSEARCH_TIMEOUT": "SIDECAR_ELASTICSEARCH_PATIENCE",
        "SIDECAR_SOURCE_TIMEOUT": "SIDECAR_SOURCE_PATIENCE",
    }


@pytest.mark.parametrize("setting", RENAMED, ids=lambda each: each.name)
@pytest.mark.parametrize("is_empty", [False, True], ids=["unset", "empty"])
def test_a_deprecated_name_is_still_read(setting: Setting, is_empty: bool) -> None:
    assert setting.deprecated_variable in known_variables()
    environ = {setting.variable: ""} if is_empty else {}
    settings = load_settings({**environ, str(setting.deprecated_variable): "7s"})
    assert getattr(settings, setting.name.lower()) == 7.0


@pytest.mark.parametrize("setting", RENAMED, ids=lambda each: each.name)
def test_a_deprecated_name_is_logged_at_the_start(setting: Setting) -> None:
    # The second process has the environment of the first one, as the processes of a service do.
    program = (
        "import subprocess, sys; from sidecar.commands.options import start_up; start_up(); "
        "subprocess.run((sys.executable, '-c', 'from sidecar.commands.options import start_up; print(start_up())'), check=True)"
    )
    environ = {**os.environ, str(setting.deprecated_variable): "7s"}
    completed = subprocess.run((sys.executable, "-c", program), env=environ, capture_output=True, text=True, check=True)
    assert completed.stderr.count(f"{setting.deprecated_variable} is deprecated; use {setting.variable}") == 1
    assert f"{setting.name.lower()}=7.0" in completed.stdout


@pytest.mark.parametrize("setting", RENAMED, ids=lambda each: each.name)
def test_the_same_value_under_both_names_is_accepted(setting: Setting) -> None:
    settings = load_settings({setting.variable: "7s", str(setting.deprecated_variable): "7s"})
    assert getattr(settings, setting.name.lower()) == 7.0


@pytest.mark.parametrize("setting", RENAMED, ids=lambda each: each.name)
def test_different_values_under_both_names_are_rejected(setting: Setting) -> None:
    with pytest.raises(ConfigurationError, match=f"{setting.variable} and {setting.deprecated_variable} are set to different values"):
        load_settings({setting.variable: "7s", str(setting.deprecated_variable): "8s"})


def test_every_setting_is_documented() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [each for each in known_variables() if not each.endswith("_FILE") and each not in text] == []


def test_variables_of_the_tests_are_ignored() -> None:
    assert load_settings({"SIDECAR_TEST_ANYTHING": "1"}) == load_settings({})
    assert "SIDECAR_SECRET_KEY_FILE" in known_variables()


def test_a_password_in_an_allowed_webhook_is_not_shown() -> None:
    with pytest.raises(ConfigurationError, match="SIDECAR_ALLOWED_WEBHOOKS must be") as rejected:
        load_settings({"SIDECAR_ALLOWED_WEBHOOKS": "https://u:canary@a"})
    assert "canary" not in str(rejected.value)
