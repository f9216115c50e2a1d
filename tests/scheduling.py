"""Distribution of the tests over workers: the files that need the same special server run on one worker, which starts it once.

The tests of any other file also run on one worker, which starts the file's sidecar once.
"""

from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

SERVERS = {
    ("restartable_servers",): (
        "acceptance/test_outages.py",
        "acceptance/test_faults.py",
        "acceptance/test_dask_faults.py",
        "acceptance/test_abort_anywhere.py",
        "acceptance/test_replicas.py",
        "acceptance/test_take_over.py",
    ),
    ("any_elasticsearch_url", "elasticsearch9_url", "quiet_elasticsearch_url"): (
        "acceptance/test_run.py",
        "acceptance/test_clients.py",
        "acceptance/test_verification.py",
        "acceptance/test_mirror.py",
        "acceptance/test_deletions.py",
        "contract/test_bodies_and_writes.py",
        "contract/test_elasticsearch_conventions.py",
        "contract/test_every_call.py",
        "contract/test_versions.py",
        "integration/load/index/test_comparability.py",
        "integration/load/index/test_fencing.py",
        "integration/load/index/test_supported_types.py",
        "integration/load/index/test_target.py",
        "integration/load/send/test_bulk.py",
        "integration/load/test_reasons.py",
        "integration/store/test_store.py",
        "integration/store/test_cluster_metrics.py",
        "integration/jobs/agent/test_agent.py",
        "integration/jobs/agent/test_schedules.py",
        "integration/jobs/agent/test_comparisons.py",
        "integration/jobs/agent/test_webhooks.py",
        "integration/jobs/run/test_heartbeat.py",
        "integration/jobs/test_lifecycle.py",
        "integration/jobs/test_key_rotation.py",
        "integration/api/test_audit.py",
        "integration/api/test_recreated_ingestion.py",
        "integration/api/test_wait_for_completion.py",
        "integration/test_doctor.py",
    ),
    ("backup_servers",): ("acceptance/test_backup.py",),
    ("secured_elasticsearch",): (
        "acceptance/test_access.py",
        "acceptance/test_audit.py",
        "acceptance/test_console_login.py",
        "acceptance/test_secrets.py",
        "acceptance/test_fuzz.py",
        "integration/test_role.py",
        "integration/store/test_security.py",
        "integration/api/test_security_checks.py",
        "integration/test_passwords.py",
        "integration/test_servers.py",
    ),
    ("h2_server", "derby_server", "hsqldb_server"): (
        "acceptance/test_jdbc.py",
        "integration/extract/source/test_hostile_jdbc.py",
        "integration/extract/test_jdbc_databases.py",
        "integration/extract/test_torture.py",
        "integration/test_jdbc_servers.py",
    ),
    ("trino_server",): (
        "integration/extract/test_jdbc_trino.py",
        "integration/test_trino_server.py",
    ),
}
"""Special servers, by the fixtures that start them, and the files that need them; those with the longest tests first."""
FOLDERS = ("acceptance", "model", "contract", "integration", "benchmarks", "unit")
"""Folders of the other tests, those with the longest tests first."""

_GROUPS = {file: fixtures[0] for fixtures, files in SERVERS.items() for file in files}
_FIXTURES = {each for fixtures in SERVERS for each in fixtures}


class ServerScheduling(LoadScopeScheduling):  # type: ignore[misc]
    """Assigns to a worker all files of a special server, or one other file."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return _GROUPS.get(file.removeprefix("tests/"), file)


def sort_tests(items: list[pytest.Item], tests: Path) -> None:
    """Sort the tests by the order of their files in :data:`SERVERS`, then in :data:`FOLDERS`.

    Raise :class:`RuntimeError` if a file uses a special server and is not listed there. (Workers do not report a
    :class:`pytest.UsageError`.)
    """
    places = {file: place for place, file in enumerate(_GROUPS)}

    def rank(item: pytest.Item) -> tuple[int, str]:
        file = item.path.relative_to(tests).as_posix()
        if file in places:
            return places[file], file
        if used := _FIXTURES & set(getattr(item, "fixturenames", ())):
            raise RuntimeError(f"add [{file}] to SERVERS in tests/scheduling.py: it uses {sorted(used)}")
        return len(places) + FOLDERS.index(file.partition("/")[0]), file

    items.sort(key=rank)
