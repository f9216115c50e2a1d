"""The calls that the application serves, as its own routing table has them."""

from pathlib import Path

from sidecar.app import create_app
from sidecar.settings import load_settings


def served(folder: Path) -> set[tuple[str, str]]:
    """Give verb and path of each call; HEAD and OPTIONS, which come by themselves, are left out."""
    app = create_app(load_settings({"SIDECAR_DATA_DIR": str(folder)}))
    return {
        (verb, rule.rule)
        for rule in app.url_map.iter_rules()
        for verb in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/_siren")
    }
