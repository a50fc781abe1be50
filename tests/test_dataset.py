"""The dataset as researchers' tools open it. `make test-dataset` runs this in an environment of its own."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shahrkarimeh.commands.export import export
from shahrkarimeh.export.tables import tables
from tests.dataset import SPELLINGS, data, report, spoken
from tests.debian import installed

pytestmark = pytest.mark.dataset
NO_FILTER = {"since": None, "until": None, "city": None, "body": None, "site": None}
# mlcroissant takes columns of JSON Lines that end in `_at` for times, and then cannot give them as text.
NOT_READ = {("jsonl", "reports"), ("jsonl", "revisions")}
COUNTS = {"reports": 3, "meetings": 1, "speakers": 1, "statements": 1, "decisions": 1, "attendance": 2, "revisions": 4}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("dataset")
    told = [spoken(), report(2, title="=1+1"), report(3), report(3, revision=2, text="می‌شود\n\n«نقل», دوم")]
    export(data(base / "data", told), base / "out", "jsonl,csv,parquet,sqlite", **NO_FILTER)
    return base / "out"


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_frictionless_finds_the_package_valid(dataset: Path, tmp_path: Path, kind: str) -> None:
    out = dataset
    if kind != "csv":
        out = tmp_path / "out"
        export(dataset.parent / "data", out, kind, **NO_FILTER)
    frictionless = Path(sys.executable).with_name("frictionless")
    done = subprocess.run(
        [frictionless, "validate", "datapackage.json", "--json"], cwd=out, check=False, capture_output=True
    )
    told = json.loads(done.stdout)
    assert done.returncode == 0, told
    assert told["valid"], told
    assert {task["name"]: task["stats"]["rows"] for task in told["tasks"]} == COUNTS


def test_frictionless_finds_a_broken_key(dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(dataset.parent / "data", out, "csv", **NO_FILTER)
    speakers = out / "csv" / "speakers.csv"
    speakers.write_bytes(speakers.read_bytes().replace(b"press:9", b"press:8"))
    frictionless = Path(sys.executable).with_name("frictionless")
    done = subprocess.run(
        [frictionless, "validate", "datapackage.json", "--json"], cwd=out, check=False, capture_output=True
    )
    assert done.returncode == 1
    assert b"foreign-key" in done.stdout


def test_frictionless_checks_parquet_by_its_checksums(dataset: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export(dataset.parent / "data", out, "parquet", **NO_FILTER)
    words = [Path(sys.executable).with_name("frictionless"), "validate", "datapackage.json", "--json"]
    done = subprocess.run(words, cwd=out, check=False, capture_output=True)
    assert done.returncode == 0, done.stdout
    speakers = out / "parquet" / "speakers.parquet"
    speakers.write_bytes(speakers.read_bytes().replace(b"press:9", b"press:8"))
    done = subprocess.run(words, cwd=out, check=False, capture_output=True)
    assert done.returncode == 1
    assert b"hash-count" in done.stdout


@pytest.mark.parametrize("kind", ["parquet", "csv", "jsonl"])
def test_croissant_is_valid_and_gives_the_rows(dataset: Path, tmp_path: Path, kind: str) -> None:
    import mlcroissant

    export(dataset.parent / "data", tmp_path / "out", kind, **NO_FILTER)
    found = mlcroissant.Dataset(jsonld=tmp_path / "out" / "croissant.json")
    assert not found.metadata.issues.errors
    assert not found.metadata.issues.warnings
    assert [r.id for r in found.metadata.record_sets] == list(COUNTS)
    for name, count in COUNTS.items():
        if (kind, name) in NOT_READ:
            continue
        assert len(list(found.records(name))) == count


def test_pandas_reads_it(dataset: Path) -> None:
    import pandas

    tables = {
        "csv": pandas.read_csv(dataset / "csv" / "reports.csv"),
        "jsonl": pandas.read_json(dataset / "jsonl" / "reports.jsonl", lines=True),
        "parquet": pandas.read_parquet(dataset / "parquet" / "reports.parquet"),
    }
    for kind, table in tables.items():
        assert list(table["report_id"]) == ["press:2", "press:3", "press:9"], kind
        assert table["text"][1] == "می‌شود\n\n«نقل», دوم", kind
        assert list(table["session_number"]) == [196] * 3, kind


def test_polars_and_duckdb_read_it(dataset: Path) -> None:
    import duckdb
    import polars

    for name, count in COUNTS.items():
        path = dataset / "parquet" / f"{name}.parquet"
        assert polars.read_parquet(path).height == count
        assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(count,)]
    assert polars.read_ndjson(dataset / "jsonl" / "meetings.jsonl")["sources"].to_list() == [
        ["press:2", "press:3", "press:9"]
    ]
    assert polars.read_csv(dataset / "csv" / "reports.csv").columns[0] == "report_id"


def test_datasets_loads_it(dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    import datasets

    cache = str(tmp_path / "cache")
    for name, count in COUNTS.items():
        for kind, loader in (("jsonl", "json"), ("parquet", "parquet")):
            files = str(dataset / kind / f"{name}.{kind}")
            assert len(datasets.load_dataset(loader, data_files=files, split="train", cache_dir=cache)) == count
    assert datasets.load_dataset(str(dataset), "speakers", split="train", cache_dir=cache)["name"] == ["احمدی"]


R = """
library(jsonlite)
for (name in commandArgs(TRUE)) {
  table <- stream_in(file(file.path("jsonl", paste0(name, ".jsonl")), encoding = "UTF-8"), verbose = FALSE)
  cat(name, nrow(table), ncol(table), "\\n")
}
reports <- stream_in(file("jsonl/reports.jsonl"), verbose = FALSE)
cat(toJSON(reports[2, c("report_id", "text", "session_number", "summary", "sources")], null = "null", na = "null"))
"""


def test_r_reads_it_by_jsonlite(dataset: Path) -> None:
    """Its package arrow, for Parquet, is not in Debian."""
    (rscript,) = installed(["r-base-core", "r-cran-jsonlite"], ["Rscript"])
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    words = [rscript, "--vanilla", "-e", R, *COUNTS]
    done = subprocess.run(words, cwd=dataset, env=environment, check=True, capture_output=True, text=True)
    *told, row = done.stdout.splitlines()
    columns = {t.name: len(t.columns) for t in tables()}
    assert [line.split() for line in told] == [[n, str(count), str(columns[n])] for n, count in COUNTS.items()]
    assert json.loads(row)[0] == {
        "report_id": "press:3", "text": "می‌شود\n\n«نقل», دوم", "session_number": 196, "summary": None,
        "sources": ["press:3 https://press.example/3"],
    }  # fmt: skip


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture
def datasette(dataset: Path) -> Iterator[str]:
    port = free_port()
    words = ["shahrkarimeh.sqlite", "--metadata", "metadata.json", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen([Path(sys.executable).with_name("datasette"), "serve", *words], cwd=dataset)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(base, timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        yield base
    finally:
        server.terminate()
        server.wait(10)


def got(url: str, **query: str) -> Any:
    with urllib.request.urlopen(f"{url}?{urllib.parse.urlencode(query)}", timeout=10) as answer:
        return answer.read().decode()


def searched(base: str, query: str) -> list[str]:
    told = json.loads(got(f"{base}/shahrkarimeh/reports.json", _search=query, _shape="array", _col="report_id"))
    return sorted(row["report_id"] for row in told)


def test_datasette_finds_every_spelling_by_every_other(datasette: str) -> None:
    for query in SPELLINGS[0]:
        assert searched(datasette, query) == ["press:3"], query
    for query in ("بودجه", "تصويب شد", '"تصويب شد"'):
        assert searched(datasette, query) == ["press:9"], query
    assert searched(datasette, "مسجد") == []


def test_datasette_shows_every_table_with_its_descriptions(datasette: str) -> None:
    for table in tables():
        page = got(f"{datasette}/shahrkarimeh/{table.name}", _nofacet="on")
        assert f"{COUNTS[table.name]} row" in page, table.name
        assert table.fa in page, table.name
        assert all(column.fa in page for column in table.columns), table.name
    assert "9&nbsp;vote" in got(f"{datasette}/shahrkarimeh/decisions")
    assert json.loads(got(f"{datasette}/shahrkarimeh/decisions.json", votes_for="9"))["filtered_table_rows_count"] == 1


def test_datasette_counts_and_follows_the_keys(datasette: str) -> None:
    for table, facets in (("decisions", {"outcome", "unanimous"}), ("meetings", {"city", "body", "term"})):
        told = json.loads(got(f"{datasette}/shahrkarimeh/{table}.json"))["facet_results"]
        assert facets <= set(told), table
    page = got(f"{datasette}/shahrkarimeh/statements")
    assert '<a href="/shahrkarimeh/reports/press~3A9">گزارش 9</a>' in page
    followed = got(f"{datasette}/shahrkarimeh/reports/press~3A9")
    assert 'href="/shahrkarimeh/statements?report_id=press:9"' in followed
