"""The commands for definitions as files, put, get and diff, those that try them, validate and sample, and proposals for tables."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.acceptance.databases import execute_on_postgresql, jdbc, write_sqlite_file
from tests.acceptance.service import DATASOURCE, INGESTION, Service
from tests.acceptance.test_commands import error_line, sidecar


@dataclass(frozen=True, kw_only=True)
class Files:
    """A file with a datasource and one with an ingestion of the same id."""

    folder: Path
    id: str
    url: str

    @property
    def datasource(self) -> Path:
        return self.folder / "a.yaml"

    @property
    def ingestion(self) -> Path:
        return self.folder / "b.yaml"

    def write(self, *, query: str = "select id from t", username: str = "reader", password: str = "${SHOP_PASSWORD}") -> None:
        jdbc = {"url": self.url, "username": username, "password": password}
        ingest = {"datasource": self.id, "target": self.id, "strategy": "REPLACE", "pk_field": "id", "query": query}
        self.datasource.write_text(yaml.safe_dump({"datasource": self.id, "jdbc": jdbc}, sort_keys=False))
        self.ingestion.write_text(yaml.safe_dump({"ingestion": self.id, "ingest": ingest}, sort_keys=False))


@pytest.fixture
def files(service: Service, name: str, tmp_path: Path) -> Files:
    database = write_sqlite_file(service.folder / f"{name}.db", "create table t (id integer primary key, word text)")
    files = Files(folder=tmp_path, id=name, url=database["url"])
    files.write()
    return files


def versions(service: Service, id: str) -> list[int]:
    """Return the versions of the saved datasource and ingestion."""
    return [service.call("GET", f"{path}/{id}")["_version"] for path in (DATASOURCE, INGESTION)]


def test_put_saves_what_changed_and_datasources_first(service: Service, files: Files) -> None:
    # The ingestion comes first on the command line.
    completed = sidecar(service, "put", str(files.ingestion), str(files.datasource), SHOP_PASSWORD="s3cret")
    assert (completed.returncode, completed.stderr) == (0, "")
    assert completed.stdout.splitlines() == [f"datasource [{files.id}] created", f"ingestion [{files.id}] created"]
    assert service.run(files.id)["state"] == "successful"

    completed = sidecar(service, "put", str(files.folder), "--output", "json", SHOP_PASSWORD="s3cret")
    assert [each["result"] for each in json.loads(completed.stdout)] == ["unchanged", "unchanged"]
    assert versions(service, files.id) == [1, 1]

    files.write(query="select id, word from t")
    completed = sidecar(service, "put", str(files.folder), SHOP_PASSWORD="changed")
    marked = f"ingestion [{files.id}] updated (its positions are reset)"
    assert completed.stdout.splitlines() == [f"datasource [{files.id}] updated", marked]
    assert versions(service, files.id) == [2, 2]


def test_a_strategy_and_deletions_are_saved_and_compared(service: Service, files: Files) -> None:
    assert sidecar(service, "put", str(files.folder), SHOP_PASSWORD="s3cret").returncode == 0
    for change in ({"strategy": "MIRROR"}, {"strategy": "INCREMENTAL", "deletions": "compare"}):
        definition = yaml.safe_load(files.ingestion.read_text())
        definition["ingest"] |= change
        files.ingestion.write_text(yaml.safe_dump(definition, sort_keys=False))
        difference = sidecar(service, "diff", str(files.ingestion))
        assert difference.returncode == 1
        assert all(f"+  {name}: {value}" in difference.stdout for name, value in change.items())
        assert sidecar(service, "put", str(files.ingestion)).returncode == 0
        assert sidecar(service, "diff", str(files.ingestion)).returncode == 0
    assert "deletions: compare" in sidecar(service, "get", f"ingestion/{files.id}").stdout


def test_a_dry_run_validates_and_shows_the_difference_without_saving(service: Service, files: Files) -> None:
    completed = sidecar(service, "put", str(files.folder), "--dry-run", SHOP_PASSWORD="s3cret")
    assert (completed.returncode, completed.stderr) == (0, "")
    assert f"datasource [{files.id}] would be created" in completed.stdout
    assert f"ingestion [{files.id}] would be created (not validated, because its datasource does not exist yet)" in completed.stdout
    assert service.call("GET", f"{DATASOURCE}/{files.id}").status == 404

    assert sidecar(service, "put", str(files.folder), SHOP_PASSWORD="s3cret").returncode == 0
    files.write(query="select missing from t")
    completed = sidecar(service, "put", str(files.folder), "--dry-run", "--output", "yaml", SHOP_PASSWORD="s3cret")
    datasource, ingestion = yaml.safe_load(completed.stdout)
    assert completed.returncode == 1
    assert datasource == {"kind": "datasource", "_id": files.id, "result": "unchanged"}
    assert ingestion["result"] == "would be updated"
    assert {"-  query: select id from t", "+  query: select missing from t"} <= set(ingestion["diff"].splitlines())
    assert f"{files.ingestion}:1: ingestion [{files.id}]: " in ingestion["error"]
    assert versions(service, files.id) == [1, 1]


def test_diff_shows_what_put_would_change(service: Service, files: Files) -> None:
    assert sidecar(service, "put", str(files.folder), SHOP_PASSWORD="s3cret").returncode == 0
    completed = sidecar(service, "diff", str(files.folder), SHOP_PASSWORD="other")
    assert (completed.returncode, completed.stdout, completed.stderr) == (0, "", "")

    files.write(query="select id, word from t")
    completed = sidecar(service, "diff", str(files.folder), SHOP_PASSWORD="s3cret")
    assert completed.returncode == 1
    lines = completed.stdout.splitlines()
    assert lines[:2] == [f"--- saved ingestion {files.id}", f"+++ {files.ingestion}:1"]
    assert [each for each in lines[2:] if each[0] in "+-"] == ["-  query: select id from t", "+  query: select id, word from t"]

    service.call("DELETE", f"{INGESTION}/{files.id}")
    completed = sidecar(service, "diff", str(files.ingestion))
    assert completed.returncode == 1
    assert f"+ingestion: {files.id}" in completed.stdout


def test_put_reports_what_it_has_saved_before_an_error(service: Service, files: Files) -> None:
    files.write(query="select 1; select 2")
    completed = sidecar(service, "put", str(files.folder), "--output", "json", SHOP_PASSWORD="s3cret")
    assert completed.returncode == 1
    assert json.loads(completed.stdout) == [{"kind": "datasource", "_id": files.id, "result": "created"}]
    assert f"{files.ingestion}:7: ingestion [{files.id}]: [ingest.query]" in error_line(completed)


@pytest.mark.parametrize("output", ["yaml", "json"])
def test_put_reads_what_get_wrote(service: Service, files: Files, tmp_path: Path, output: str) -> None:
    files.write(query="select id\nfrom t -- 'off'\n", username="$${SHOP_PASSWORD}")
    assert sidecar(service, "put", str(files.folder), SHOP_PASSWORD="s3cret").returncode == 0
    completed = sidecar(service, "get", files.id, "--output", output)
    assert completed.returncode == 0
    assert "s3cret" not in completed.stdout
    assert "password" not in completed.stdout
    both = tmp_path / f"both.{output}"
    both.write_text(completed.stdout)

    completed = sidecar(service, "put", str(both))
    assert completed.stdout.splitlines() == [f"datasource [{files.id}] unchanged", f"ingestion [{files.id}] unchanged"]
    assert sidecar(service, "diff", str(both)).returncode == 0


def test_get_selects_a_kind_or_writes_a_file_for_each_definition(service: Service, files: Files, tmp_path: Path) -> None:
    assert sidecar(service, "put", str(files.folder), SHOP_PASSWORD="s3cret").returncode == 0
    one = yaml.safe_load(sidecar(service, "get", f"ingestion/{files.id}").stdout)
    assert (one["ingestion"], one["ingest"]["target"]) == (files.id, files.id)

    folder = tmp_path / "all" / "definitions"
    completed = sidecar(service, "get", "--all", "--directory", str(folder))
    assert completed.returncode == 0
    assert {f"{files.id}.datasource.yaml", f"{files.id}.ingestion.yaml"} <= {each.name for each in folder.iterdir()}
    assert str(folder / f"{files.id}.datasource.yaml") in completed.stdout.splitlines()
    assert sidecar(service, "diff", str(folder)).returncode == 0
    everything = list(yaml.safe_load_all(sidecar(service, "get", "--all").stdout))
    assert len(everything) == len(list(folder.iterdir()))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("password: ${SHOP_PASSWORD}", "password: ${SHOP_PASSWORT}"),
            "a.yaml:5: datasource [{id}]: [jdbc.password] the environment variable",
        ),
        (("jdbc:sqlite", "jdbc:sqlight"), "a.yaml:3: datasource [{id}]: [jdbc.url] must start with [jdbc:]"),
        (("username:", "usename:"), "a.yaml:4: datasource [{id}]: [jdbc.usename] unknown field -> did you mean [username]?"),
    ],
)
def test_an_invalid_file_is_reported_in_one_line_with_its_place(
    service: Service, files: Files, change: tuple[str, str], message: str
) -> None:
    files.datasource.write_text(files.datasource.read_text().replace(*change))
    completed = sidecar(service, "put", str(files.folder), SHOP_PASSWORD="s3cret")
    assert completed.returncode == 1
    assert message.format(id=files.id) in error_line(completed)
    assert service.call("GET", f"{INGESTION}/{files.id}").status == 404


def test_a_definition_that_occurs_twice_is_rejected(service: Service, files: Files) -> None:
    completed = sidecar(service, "diff", str(files.folder), str(files.ingestion), SHOP_PASSWORD="s3cret")
    assert completed.returncode == 2, "1 means that a definition differs"
    assert f"ingestion [{files.id}]: is also defined in {files.ingestion}:1" in error_line(completed)


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("get", "missing"), 1, "there is no datasource and no ingestion [missing]"),
        (("get", "ingestion/missing"), 1, "there is no ingestion [missing]"),
        (("get", "job/missing"), 1, "[job] is not a kind of definitions, expected one of [datasource, ingestion]"),
        (("get",), 2, "expected an ID or --all"),
        (("get", "x", "--all"), 2, "expected an ID or --all"),
        (("put", "missing.yaml"), 2, "'missing.yaml' does not exist"),
        (("put", "."), 1, "expected at least one definition"),
    ],
)
def test_what_does_not_exist_is_named(
    service: Service, arguments: tuple[str, ...], status: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    completed = sidecar(service, *arguments, PYTHONPATH=str(Path(__file__).parents[2]))
    assert completed.returncode == status
    assert message in completed.stderr


# -- validate and sample ------------------------------------------------------------------------------------------------------------


def test_validate_dry_runs_saved_definitions_and_files(service: Service, files: Files) -> None:
    assert sidecar(service, "put", str(files.folder), SHOP_PASSWORD="s3cret").returncode == 0
    saved = sidecar(service, "validate", files.id)
    assert (saved.returncode, saved.stderr) == (0, "")
    assert f"datasource [{files.id}] valid" in saved.stdout
    assert f"ingestion [{files.id}] valid" in saved.stdout
    assert "strategy: REPLACE" in saved.stdout
    one = json.loads(sidecar(service, "validate", f"datasource/{files.id}", "--json").stdout)
    assert [(each["kind"], each["_id"], each["valid"], each["product"]) for each in one] == [("datasource", files.id, True, "SQLite")]

    files.write(query="select missing from t")
    changed = sidecar(service, "validate", str(files.ingestion))
    assert changed.returncode == 1
    assert f"ingestion [{files.id}] invalid" in changed.stdout
    assert f"{files.ingestion}:1: ingestion [{files.id}]: " in changed.stdout
    assert versions(service, files.id) == [1, 1]


def test_validate_knows_nothing_of_an_ingestion_whose_datasource_is_only_in_the_file(service: Service, files: Files) -> None:
    completed = sidecar(service, "validate", f"{files.folder}/", "--json", SHOP_PASSWORD="s3cret")
    assert [each["valid"] for each in json.loads(completed.stdout)] == [True, None]
    assert completed.returncode == 0


def test_validate_names_an_unknown_id(service: Service, name: str) -> None:
    assert f"there is no datasource and no ingestion [{name}]" in error_line(sidecar(service, "validate", name))


def test_sample_shows_the_rows_of_a_query_or_a_table(service: Service, files: Files) -> None:
    write_sqlite_file(service.folder / f"{files.id}.db", "insert into t values (1, '[red]a[/]'), (2, null), (3, 'c')")
    assert sidecar(service, "put", str(files.datasource), SHOP_PASSWORD="s3cret").returncode == 0

    table = sidecar(service, "sample", files.id, "select word, id from t order by id desc", "--size", "2")
    assert (table.returncode, table.stderr) == (0, "")
    assert [line.split() for line in table.stdout.splitlines()] == [["word", "id"], ["text", "long"], ["c", "3"], ["-", "2"]]
    assert "[red]a[/]" in sidecar(service, "sample", files.id, "--table", "t").stdout

    as_yaml = yaml.safe_load(sidecar(service, "sample", files.id, "--table", "t", "--output", "yaml").stdout)
    assert (list(as_yaml), as_yaml["results"][0]) == (["types", "results"], {"id": 1, "word": "[red]a[/]"})


def test_sample_reports_a_wrong_table_and_wrong_usage(service: Service, files: Files) -> None:
    assert sidecar(service, "put", str(files.datasource), SHOP_PASSWORD="s3cret").returncode == 0
    assert "has no table or view [nothing]" in error_line(sidecar(service, "sample", files.id, "--table", "nothing"))
    for arguments in ((), ("select 1", "--table", "t"), ("select 1", "--size", "0")):
        assert sidecar(service, "sample", files.id, *arguments).returncode == 2


# -- proposals -------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def shop(service: Service, name: str, postgres_url: str) -> Iterator[str]:
    """Save a datasource with tables in a schema of its own, and return the name of both."""
    execute_on_postgresql(
        postgres_url, f"create schema {name}", f'create table {name}."{name} Orders" (id int primary key, word text)',
        f"create table {name}.{name}_lines (b int, a text, primary key (b, a))",
        f'create view {name}.{name}_recent as select * from {name}."{name} Orders"',
        f"insert into {name}.\"{name} Orders\" values (1, 'a'), (2, 'b')", f"insert into {name}.{name}_lines values (1, 'x')",
    )  # fmt: skip
    assert service.call("PUT", f"{DATASOURCE}/{name}", {"jdbc": jdbc(postgres_url)}).status == 201
    yield name
    execute_on_postgresql(postgres_url, f"drop schema {name} cascade")


def propose(service: Service, name: str, **request: Any) -> Any:
    response = service.call("POST", f"{DATASOURCE}/{name}/_definitions", {"schema": name, **request})
    assert response.status == 200, response
    return response.body


def test_each_proposal_can_be_saved_and_run(service: Service, shop: str) -> None:
    proposals = {each["_id"]: each for each in propose(service, shop)["ingestions"]}
    assert list(proposals) == [f"{shop}_orders", f"{shop}_lines", f"{shop}_recent"]
    for id, proposal in proposals.items():
        assert service.call("PUT", f"{INGESTION}/{id}", proposal["_source"]).status == 201
        assert service.run(id)["state"] == "successful"
    assert [each["_id"] for each in service.documents(f"{shop}_orders")] == ["1", "2"]
    assert [each["_id"] for each in service.documents(f"{shop}_lines")] == ["1|x"]
    assert [id for id, each in proposals.items() if "incremental" in each] == [f"{shop}_orders"]

    incremental = proposals[f"{shop}_orders"]["incremental"]
    incremental["ingest"]["target"] = f"{shop}-new"
    assert service.call("PUT", f"{INGESTION}/{shop}-new", incremental).status == 201
    assert [service.run(f"{shop}-new")["count"] for _ in range(2)] == [2, 0]


def test_tables_can_be_selected(service: Service, shop: str) -> None:
    selected = propose(service, shop, tables=[f"{shop}_lines"])
    assert [each["_id"] for each in selected["ingestions"]] == [f"{shop}_lines"]
    assert "truncated" not in selected
    assert propose(service, shop, tables=[])["ingestions"] == []


@pytest.mark.parametrize(
    ("request_body", "status", "message"),
    [
        ({"tables": "t"}, 400, "[tables] expected an array of names but got a string"),
        ({"tables": ["t"] * 101}, 400, "[tables] expected at most 100 names but got 101"),
        ({"table": ["t"]}, 400, "[table] unknown field -> did you mean [tables]?"),
        ({"schema": "nowhere"}, 404, "has no schema [nowhere]"),
        ({"tables": ["{name}_line"]}, 404, "has no table or view [{name}_line] -> did you mean"),
        ({"catalog": "elsewhere"}, 404, "has no catalog [elsewhere]"),
    ],
)
def test_an_invalid_request_names_the_field(service: Service, shop: str, request_body: Any, status: int, message: str) -> None:
    body = {"schema": shop, **yaml.safe_load(yaml.safe_dump(request_body).replace("{name}", shop))}
    response = service.call("POST", f"{DATASOURCE}/{shop}/_definitions", body)
    assert response.status == status
    assert message.replace("{name}", shop) in response["error"]["reason"]


def test_init_writes_files_that_put_saves(service: Service, shop: str, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "definitions"
    arguments = ("init", shop, "--schema", shop, "--directory", str(folder))
    completed = sidecar(service, *arguments)
    names = [f"{shop}_orders", f"{shop}_lines", f"{shop}_recent"]
    assert completed.stdout.splitlines() == [str(folder / f"{name}.ingestion.yaml") for name in names]
    text = (folder / f"{shop}_orders.ingestion.yaml").read_text()
    assert text.startswith(f"# Table [{shop} Orders] of the datasource [{shop}].\n# REPLACE reads all rows")
    commented = [line[2:] for line in text.partition("# The INCREMENTAL:\n")[2].splitlines()]
    assert yaml.safe_load("\n".join(commented))["ingest"]["strategy"] == "INCREMENTAL"
    assert "INCREMENTAL" not in (folder / f"{shop}_lines.ingestion.yaml").read_text()

    completed = sidecar(service, "put", str(folder))
    assert sorted(completed.stdout.splitlines()) == sorted(f"ingestion [{name}] created" for name in names)
    (folder / f"{shop}_orders.ingestion.yaml").write_text("# mine")
    completed = sidecar(service, *arguments)
    assert completed.stdout.splitlines() == [f"{folder / f'{name}.ingestion.yaml'} exists; it was not changed" for name in names]


def test_init_of_an_unknown_datasource_or_schema_is_reported_in_one_line(service: Service, shop: str) -> None:
    assert "missing" in error_line(sidecar(service, "init", "missing"))
    assert "has no schema [nowhere]" in error_line(sidecar(service, "init", shop, "--schema", "nowhere"))
