"""List the calls in the application's routing table."""

from pathlib import Path

from sidecar.api.metrics.request_durations import RequestDurations
from sidecar.app import create_app
from sidecar.settings import load_settings


def served_calls(folder: Path) -> set[tuple[str, str]]:
    """Return method and path of each call of the API, without the automatic HEAD and OPTIONS."""
    app = create_app(load_settings({"SIDECAR_DATA_DIR": str(folder)}), RequestDurations())
    return {
        (method, rule.rule)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/_siren") and not rule.endpoint.startswith("console.")
    }
