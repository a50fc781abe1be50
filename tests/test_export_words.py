"""`--normalised` and `--tokens`: what hazm makes of the texts, and that nothing of it is loaded where nobody asks."""

import json
import sqlite3
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import pytest

from shahrkarimeh.commands.export import export
from shahrkarimeh.export.build import DATABASE
from shahrkarimeh.text.nlp import lemmas, normalised, tokens
from tests.dataset import data, report
from tests.test_export import ALL, NO_FILTER, lines

TEXTS = ["كتاب هاي شورا خوانده می شود.\n\nجلسه 12 بود.", "", "   ", "پيشنهاد رد شد؛ شوراها میروند"]
MADE = {"text_normalised", "tokens", "lemmas"}


def made(tmp_path: Path, told: str = "jsonl", **asked: bool) -> list[dict[str, Any]]:
    reports = [report(n, text=TEXTS[n % len(TEXTS)]) for n in range(1, 12)]
    reports.append(report(1, revision=2, text=TEXTS[0]))
    assert export(data(tmp_path / "data", reports), tmp_path / "out", told, **NO_FILTER, **asked) == 0
    return lines(tmp_path / "out" / "jsonl" / "reports.jsonl")


def test_each_report_has_the_words_of_its_own_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shahrkarimeh.export.words._BATCH", 2)
    rows = made(tmp_path, normalised=True, tokens=True)
    assert [row["report_id"] for row in rows] == [f"press:{n}" for n in range(1, 12)]
    for row in rows:
        assert row["text_normalised"] == normalised(row["text"])
        assert row["tokens"] == tokens(row["text_normalised"])
        assert row["lemmas"] == lemmas(row["tokens"])
        assert len(row["lemmas"]) == len(row["tokens"])
    assert rows[3]["text_normalised"] == "کتاب‌های شورا خوانده می‌شود.\n\nجلسه ۱۲ بود."
    assert "کتاب" in rows[3]["lemmas"]


@pytest.mark.parametrize(
    ("asked", "columns"),
    [({}, set()), ({"normalised": True}, {"text_normalised"}), ({"tokens": True}, {"tokens", "lemmas"})],
)
def test_the_columns_that_were_asked_for_are_there_and_described(
    tmp_path: Path, asked: dict[str, bool], columns: set[str]
) -> None:
    (row, *_) = made(tmp_path, ALL, **asked)
    assert set(row) & MADE == columns
    out = tmp_path / "out"
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    fields = {f["name"]: f for f in package["resources"][0]["schema"]["fields"]}
    assert set(fields) & MADE == columns
    assert all(fields[name]["description"] and fields[name]["description_fa"] for name in columns)
    croissant = json.loads((out / "croissant.json").read_text("utf-8"))
    assert {f["name"] for f in croissant["recordSet"][0]["field"]} & MADE == columns
    shown = json.loads((out / "metadata.json").read_text("utf-8"))["databases"]["shahrkarimeh"]["tables"]["reports"]
    assert set(shown["columns"]) & MADE == columns
    hazm = f"hazm {version('hazm')}"
    assert (hazm in package["made_with"]) == (hazm in (out / "README.md").read_text("utf-8")) == bool(columns)
    assert set(duckdb.sql(f"SELECT * FROM '{out}/parquet/reports.parquet'").columns) & MADE == columns
    con = sqlite3.connect(out / DATABASE)
    kept = {name for _, name, *_ in con.execute("PRAGMA table_info(reports)")}
    con.close()
    assert kept & MADE == columns


def test_hazm_is_loaded_only_when_asked(tmp_path: Path) -> None:
    source = data(tmp_path / "data", [report(1)])
    script = """import sys
from shahrkarimeh.cli import app
app(sys.argv[1:], standalone_mode=False)
print("hazm" in sys.modules)"""
    words = ["export", "--data", str(source), "--out", str(tmp_path / "out"), "--format", "csv"]
    told = subprocess.run([sys.executable, "-c", script, *words], check=False, capture_output=True, text=True)
    assert told.stdout.splitlines()[-1] == "False", told.stderr
    assert (tmp_path / "out" / "csv" / "reports.csv").exists()


def test_the_command_line_passes_it_on(tmp_path: Path) -> None:
    source = data(tmp_path / "data", [report(1, text="كتاب هاي شورا")])
    words = ["export", "--data", str(source), "--out", str(tmp_path / "out"), "--format", "jsonl"]
    for option, name in (("--normalised", "text_normalised"), ("--tokens", "tokens")):
        command = [sys.executable, "-m", "shahrkarimeh", *words, option]
        subprocess.run(command, check=True, capture_output=True)
        assert set(lines(tmp_path / "out" / "jsonl" / "reports.jsonl")[0]) & {"text_normalised", "tokens"} == {name}
