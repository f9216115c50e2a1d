"""Hostile settings of a database: all at once, and the columns of a query whose values they would change."""

from random import Random

from tests.acceptance.chaos.deployment import Database
from tests.support.hostile_settings import MARIADB, POSTGRESQL

LEVELS = ("system", "role siren", "database siren", "role siren in database siren")
"""Where PostgreSQL stores a setting."""
_UNFIT = ("hostile", "sleep")
"""Substrings of expressions that need a table of their own, or that take long."""


def set_hostile_settings(database: Database, rng: Random) -> None:
    """Set every setting to its hostile value, for new sessions, until the database is restored."""
    if database.name == "postgresql":
        level = rng.choice(LEVELS)
        database.resets.extend((f"alter {level} reset all", "select pg_reload_conf()"))
        database.execute(*(f"alter {level} set {setting} = {value}" for setting, value, *_ in POSTGRESQL), "select pg_reload_conf()")
    else:
        database.resets.extend(f"set global {setting} = default" for setting in dict.fromkeys(setting for setting, *_ in MARIADB))
        database.execute(*(f"set global {setting} = {value}" for setting, value, *_ in MARIADB))


def _columns(settings: list[tuple[str, str, str, str]]) -> dict[str, tuple[str, str]]:
    fit = [(sql, expected) for *_, sql, expected in settings if not any(each in sql for each in _UNFIT)]
    return {f"setting{number}": (f"({sql})", expected) for number, (sql, expected) in enumerate(fit)}


COLUMNS = {"postgresql": _columns(POSTGRESQL), "mariadb": _columns(MARIADB)}
"""An SQL expression and its value, by database and name of a column."""
