"""How often the enabled schedules are read."""

from typing import Any, cast

from sidecar.jobs.agent.schedules import Schedules
from sidecar.model.ingestion import Ingestion
from sidecar.store.definitions import Definitions


class CountedDefinitions:
    """Fake definitions that count how often they are searched."""

    searches = 0

    def find_versions(self, query: Any) -> dict[str, tuple[int, int]]:
        self.searches += 1
        return {}

    def get_many(self, ids: list[str]) -> list[Any]:
        return []


def test_schedules_are_read_again_only_when_they_are_older_than_asked_for() -> None:
    definitions, now = CountedDefinitions(), [100.0]
    schedules = Schedules(cast(Definitions[Ingestion], definitions), lambda: now[0])
    searches = []
    for seconds, max_age in ((0.0, 5.0), (4.9, 5.0), (5.0, 5.0), (5.1, 5.0), (5.1, 0.0), (9.9, 5.0), (10.1, 5.0)):
        now[0] = 100.0 + seconds
        schedules(max_age)
        searches.append(definitions.searches)
    assert searches == [1, 1, 2, 2, 3, 3, 4]
