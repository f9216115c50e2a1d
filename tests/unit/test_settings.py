"""Settings: one table, read once, unknown names refused."""

from pathlib import Path

import pytest

from sidecar.errors import ConfigurationError
from sidecar.settings import SETTINGS, known_variables, load_settings, parse_duration

README = Path(__file__).parents[2] / "README.md"


def test_the_defaults_can_be_read() -> None:
    settings = load_settings({})
    assert settings.elasticsearch_url == ("http://127.0.0.1:9200",)
    assert (settings.host, settings.port) == ("127.0.0.1", 9280)
    assert settings.snapshot_interval == 1.0
    assert settings.max_body == 1024 * 1024
    assert settings.allowed_sources is None


def test_an_address_with_a_password_is_refused_without_showing_it() -> None:
    with pytest.raises(ConfigurationError, match="must hold no user or password") as refused:
        load_settings({"SIDECAR_ELASTICSEARCH_URL": "https://es:canary@es.example.org:9200"})
    assert "canary" not in str(refused.value)


@pytest.mark.parametrize(("name", "hint"), [("SIDECAR_BINDD", "did you mean SIDECAR_BIND"), ("SIDECAR_XYZZY", "is not a setting")])
def test_an_unknown_name_stops_the_start(name: str, hint: str) -> None:
    with pytest.raises(ConfigurationError, match=hint):
        load_settings({name: "1"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SIDECAR_ELASTICSEARCH_URL", "localhost:9200"),
        ("SIDECAR_ELASTICSEARCH_URL", "http://a:9200,ftp://b:9200"),
        ("SIDECAR_ELASTICSEARCH_URL", "http://"),
        ("SIDECAR_ELASTICSEARCH_URL", "http://a:x"),
        ("SIDECAR_BIND", "nowhere"),
        ("SIDECAR_BIND", "127.0.0.1:99999"),
        ("SIDECAR_MAX_BODY", "1"),
        ("SIDECAR_MAX_JOBS", "0"),
        ("SIDECAR_SNAPSHOT_INTERVAL", "1"),
        ("SIDECAR_LEASE_TIMEOUT", "0s"),
        ("SIDECAR_ALLOW_ANONYMOUS", "yes"),
        ("SIDECAR_LOG_LEVEL", "LOUD"),
    ],
)
def test_a_value_that_cannot_be_read_is_named_with_its_variable(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"{name} must be .*\[{value}\]"):
        load_settings({name: value})


@pytest.mark.parametrize(("text", "seconds"), [("500ms", 0.5), ("30s", 30), ("10m", 600), ("1h", 3600), ("90d", 7776000)])
def test_durations_have_units(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("hunter2\n")
    settings = load_settings({"SIDECAR_ELASTICSEARCH_PASSWORD_FILE": str(file)})
    assert settings.elasticsearch_password == "hunter2"
    assert "hunter2" not in repr(settings)


def test_a_secret_from_both_places_or_from_a_missing_file_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="both set"):
        load_settings({"SIDECAR_SECRET_KEY": "a", "SIDECAR_SECRET_KEY_FILE": "b"})
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_settings({"SIDECAR_SECRET_KEY_FILE": str(tmp_path / "none")})


def test_every_setting_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert [each.variable for each in SETTINGS if each.variable not in text] == []


def test_variables_of_the_tests_are_nobodys_business() -> None:
    assert load_settings({"SIDECAR_TEST_ANYTHING": "1"})
    assert "SIDECAR_SECRET_KEY_FILE" in known_variables()
