"""`shahrkarimeh export`: the tables, their rules, what is left out, and that the same data give the same bytes."""

import csv
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from shahrkarimeh.commands.export import export
from shahrkarimeh.errors import ConfigError, DataDirError
from shahrkarimeh.export.build import DATABASE, FORMATS
from shahrkarimeh.export.tables import tables
from shahrkarimeh.items import Post
from shahrkarimeh.scores import read_scores
from shahrkarimeh.text.letters import squeeze
from shahrkarimeh.version import __version__
from tests.dataset import BODY, SIGNED, SPELLINGS, data, report, spoken

ALL = ",".join(FORMATS)
NO_FILTER = {"since": None, "until": None, "city": None, "body": None, "site": None, "scores": None}


def exported(source: Path, out: Path, told: str = "jsonl", expected: int = 0, **filters: str) -> dict[str, list[Any]]:
    assert export(source, out, told, **{**NO_FILTER, **filters}) == expected
    if "jsonl" not in told:
        return {}
    made = {t.name: lines(out / "jsonl" / f"{t.name}.jsonl") for t in tables()}
    return {t.name: sorted(made[t.name], key=lambda row: [row[name] for name in t.key]) for t in tables()}


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_every_table_has_its_rows_and_the_columns_that_are_described(tmp_path: Path) -> None:
    made = exported(data(tmp_path / "data", [spoken()]), tmp_path / "out")
    assert {name: len(rows) for name, rows in made.items()} == {
        "reports": 1, "meetings": 1, "speakers": 1, "statements": 1, "decisions": 1, "attendance": 2, "revisions": 1,
    }  # fmt: skip
    for table in tables():
        assert [c.name for c in table.columns] == list(made[table.name][0])
        assert set(table.key) <= {c.name for c in table.columns}
        assert all(c.en.strip() and c.fa.strip() for c in table.columns)
    assert made["statements"][0] | {"meeting_id": 0} == {
        "report_id": "press:9", "statement": 0, "speaker": 0, "meeting_id": 0, "text": "بودجه تصویب شد",
        "quote": False, "start": 11, "end": 25,
    }  # fmt: skip
    assert made["speakers"][0]["statements"] == 1
    assert [(a["status"], a["person"]) for a in made["attendance"]] == [("absent", "رضایی"), ("present", "احمدی")]


def test_the_latest_revision_stands_and_the_earlier_text_is_kept(tmp_path: Path) -> None:
    versions = [report(1, text="نخست"), report(1, revision=2, text="دوم")]
    made = exported(data(tmp_path / "data", versions), tmp_path / "out")
    assert [(r["revision"], r["text"]) for r in made["reports"]] == [(2, "دوم")]
    assert [(v["revision"], v["latest"], v["text"]) for v in made["revisions"]] == [
        (1, False, "نخست"),
        (2, True, None),
    ]


def test_a_post_that_is_no_report_any_more_is_left_out(tmp_path: Path) -> None:
    post = Post(id="press:1", site="press", revision=2, url="https://press.example/1", title="x", text="y")
    made = exported(data(tmp_path / "data", [report(1), report(2)], posts=[post]), tmp_path / "out")
    assert [r["report_id"] for r in made["reports"]] == ["press:2"]


def test_copies_are_folded_and_the_councils_own_report_stands_for_them(tmp_path: Path) -> None:
    copy = report(5, "council", text="متن خود شورا", duplicate_of="press:1")
    made = exported(data(tmp_path / "data", [report(1)], [copy]), tmp_path / "out")
    (row,) = made["reports"]
    assert row["report_id"] == "council:5"
    assert row["sources"] == ["council:5 https://council.example/5", "press:1 https://press.example/1"]
    assert {v["id"]: v["text"] for v in made["revisions"]} == {"council:5": None, "press:1": "متن گزارش"}
    assert {v["report_id"] for v in made["revisions"]} == {"council:5"}
    assert made["meetings"][0]["reports"] == 1


def test_a_meeting_takes_what_most_reports_tell_and_says_where_they_disagree(tmp_path: Path) -> None:
    told = [
        report(1, meeting={"topic": "بودجه", "visibility": "open", "chair": "علی كريمي"}),
        report(2, meeting={"topic": "ترافیک", "visibility": "closed", "chair": "علی کریمی"}),
        report(3, meeting={"topic": "ترافیک", "visibility": None, "extraordinary": True}),
        report(4, "council", meeting={"visibility": "closed", "date": "2016-02-01", "date_jalali": "1394-11-12"}),
        report(5, meeting={"date": "2016-02-02", "date_jalali": "1394-11-13"}),
    ]
    (meeting,) = exported(data(tmp_path / "data", told), tmp_path / "out")["meetings"]
    assert meeting["topic"] == "ترافیک"
    assert meeting["visibility"] == "closed"
    assert meeting["extraordinary"] is True
    assert (meeting["date"], meeting["date_jalali"]) == ("2016-02-01", "1394-11-12")  # a tie: the council's own
    assert meeting["chair"] == "علی كريمي"  # spellings of one name: the earliest
    assert meeting["disagreements"] == ["visibility", "extraordinary", "date", "topic"]
    assert meeting["sources"] == ["council:4", "press:1", "press:2", "press:3", "press:5"]


def test_a_report_that_names_no_meeting_is_one_of_its_own(tmp_path: Path) -> None:
    nameless = {"key": None, "session_number": None}
    told = [report(1, meeting=nameless), report(2, meeting=nameless)]
    made = exported(data(tmp_path / "data", told), tmp_path / "out")
    assert [m["meeting_id"] for m in made["meetings"]] == ["report:press:1", "report:press:2"]


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"since": "1394-11-13"}, ["press:2", "press:3"]),
        ({"until": "2016-02-01"}, ["council:4", "press:1"]),
        ({"city": "كاشان"}, ["press:3"]),
        ({"body": "شوراي اسلامی شهرقم"}, ["council:4", "press:1", "press:2"]),
        ({"site": "council"}, ["council:4"]),
    ],
)
def test_what_is_exported_can_be_chosen(tmp_path: Path, filters: dict[str, str], kept: list[str]) -> None:
    told = [report(1), report(2), report(3, meeting={"city": "کاشان", "body": "شورای اسلامی شهر کاشان"})]
    told.append(report(4, "council", meeting={"date": "2016-01-30"}))
    made = exported(data(tmp_path / "data", told), tmp_path / "out", **filters)
    assert [r["report_id"] for r in made["reports"]] == kept


def test_torn_and_foreign_lines_are_named_and_the_rest_is_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = data(tmp_path / "data", [report(1), report(2)])
    whole = (source / "reports.jsonl").read_bytes()
    bad = b'{"id": "x"}\n[1]\nnot json\n\xff\xfe\n\n' + whole.replace(b"press:1", b"press:7").replace(b'"open"', b"1")
    wrong = whole.splitlines()[0].replace(b'"revision":1', b'"revision":0') + b"\n"
    (source / "reports.jsonl").write_bytes(whole + bad + wrong + whole[:100])
    made = exported(source, tmp_path / "out", ALL, expected=1)
    assert [r["report_id"] for r in made["reports"]] == ["press:1", "press:2", "press:7"]
    left = (tmp_path / "out" / "left-out.txt").read_text("utf-8").splitlines()
    assert [line.split(": ")[0] for line in left] == [f"reports.jsonl:{n}" for n in (3, 4, 5, 6, 7, 10, 11)]
    assert "revision" in left[5]
    assert "torn" in left[6]
    assert "left out: reports.jsonl:11: torn" in capsys.readouterr().err


def test_an_endless_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shahrkarimeh.export.sift.LONGEST", 4000)
    source = data(tmp_path / "data", [report(1), report(2, text="م" * 9000), report(3)])
    made = exported(source, tmp_path / "out", expected=1)
    assert [r["report_id"] for r in made["reports"]] == ["press:1", "press:3"]
    assert (tmp_path / "out" / "left-out.txt").read_text("utf-8") == "reports.jsonl:2: longer than 4,000 bytes\n"


def test_an_empty_directory_says_so_and_one_without_reports_gives_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataDirError, match="crawl first"):
        export(tmp_path / "empty", tmp_path / "out", ALL, **NO_FILTER)
    with pytest.raises(DataDirError, match="no data directory"):
        export(tmp_path / "none", tmp_path / "out", ALL, **NO_FILTER)
    made = exported(data(tmp_path / "data", []), tmp_path / "out", ALL)
    assert all(rows == [] for rows in made.values())
    assert duckdb.sql(f"SELECT * FROM '{tmp_path}/out/parquet/meetings.parquet'").columns == [
        c.name for c in tables()[1].columns
    ]


def test_wrong_usage_is_told(tmp_path: Path) -> None:
    source = data(tmp_path / "data", [])
    with pytest.raises(ConfigError, match="xml"):
        export(source, tmp_path / "out", "csv,xml", **NO_FILTER)
    with pytest.raises(ConfigError, match="--since yesterday"):
        export(source, tmp_path / "out", "csv", **{**NO_FILTER, "since": "yesterday"})
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot write"):
        export(source, tmp_path / "file", "csv", **NO_FILTER)


def test_csv_is_for_spreadsheets(tmp_path: Path) -> None:
    evil = ["=1+1", "+98", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("http://x.example","a,b")\nدو']
    source = data(tmp_path / "data", [report(n, title=title, text="") for n, title in enumerate(evil, 1)])
    exported(source, tmp_path / "out", "csv")
    raw = (tmp_path / "out" / "csv" / "reports.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfreport_id,")
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(keepends=True)))
    assert [row["title"] for row in rows] == [f"'{title}" for title in evil]
    assert rows[0]["body"] == BODY
    assert json.loads(rows[0]["sources"]) == ["press:1 https://press.example/1"]


def found(path: Path, query: str) -> list[str]:
    con = sqlite3.connect(path)
    sql = (
        "SELECT report_id FROM reports_fts JOIN reports ON reports.rowid = reports_fts.rowid WHERE reports_fts MATCH ?"
    )
    rows = [row[0] for row in con.execute(sql, [" ".join(f'"{word}"' for word in query.split())])]
    con.close()
    return rows


@pytest.mark.parametrize("written", range(max(map(len, SPELLINGS))))
def test_sqlite_finds_every_spelling_by_every_other(tmp_path: Path, written: int) -> None:
    texts = [f"نخست {spellings[written % len(spellings)]} و" for spellings in SPELLINGS]
    told = [report(n, text=text) for n, text in enumerate(texts, 1)]
    exported(data(tmp_path / "data", [*told, report(20, text="هیچ")]), tmp_path / "out", "sqlite")
    for number, spellings in enumerate(SPELLINGS, 1):
        for query in spellings:
            assert found(tmp_path / "out" / DATABASE, query) == [f"press:{number}"], (texts[number - 1], query)


def test_sqlite_finds_words_with_signs_by_the_plain_ones(tmp_path: Path) -> None:
    told = [report(n, text=f"نخست {text} و") for n, (text, _) in enumerate(SIGNED, 1)]
    exported(data(tmp_path / "data", told), tmp_path / "out", "sqlite")
    got = [found(tmp_path / "out" / DATABASE, query) for _, query in SIGNED]
    assert got == [["press:1", "press:2"], ["press:1", "press:2"], ["press:3"], ["press:4"]]


@pytest.mark.parametrize("phrase", ["شورای شهر 12", "شوراي شهر ١٢", "شورای شهر ۱۲", "كتاب‌هاي"])
def test_sqlite_finds_phrases_in_persian_and_in_arabic_letters(tmp_path: Path, phrase: str) -> None:
    told = [report(1, text="کتاب‌های شورای شهر 12"), report(2, text="شهر شورای 12 های کتاب")]
    exported(data(tmp_path / "data", told), tmp_path / "out", "sqlite")
    con = sqlite3.connect(tmp_path / "out" / DATABASE)
    query = "SELECT report_id FROM reports WHERE rowid IN (SELECT rowid FROM reports_fts WHERE reports_fts MATCH ?)"
    assert con.execute(query, [f'"{phrase}"']).fetchall() == [("press:1",)]
    con.close()


def test_sqlite_holds_its_keys(tmp_path: Path) -> None:
    exported(data(tmp_path / "data", [spoken(), report(2)]), tmp_path / "out", "sqlite")
    con = sqlite3.connect(tmp_path / "out" / DATABASE)
    assert con.execute("PRAGMA foreign_key_check").fetchall() == []
    assert con.execute("SELECT count(*) FROM reports").fetchone() == (2,)
    con.close()


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    told = [spoken(), *(report(n, meeting={"topic": f"موضوع {n % 3}"}) for n in range(1, 9))]
    files = {}
    for name, order in (("one", told), ("two", told)):
        out = tmp_path / f"{name}-out"
        command = ["export", "--data", str(data(tmp_path / name, order)), "--out", str(out)]
        subprocess.run([sys.executable, "-m", "shahrkarimeh", *command], check=True, capture_output=True)
        files[name] = {str(p.relative_to(out)): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
    assert files["one"].keys() == files["two"].keys()
    assert [name for name in files["one"] if files["one"][name] != files["two"][name]] == []


def test_the_dataset_describes_itself(tmp_path: Path) -> None:
    exported(data(tmp_path / "data", [spoken(), report(2)]), tmp_path / "out", ALL)
    out = tmp_path / "out"
    subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=out, check=True, capture_output=True)
    summed = {line.split("  ")[1] for line in (out / "SHA256SUMS").read_text("utf-8").splitlines()}
    assert summed == {str(p.relative_to(out)) for p in out.rglob("*") if p.is_file()} - {"SHA256SUMS"}
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    assert package["runs"][0]["finished_at"] == "2016-03-01T08:05:00+00:00"
    assert package["created"].startswith("2016-03-01")
    assert [r["name"] for r in package["resources"]] == [t.name for t in tables()]
    assert all(f["description_fa"] for r in package["resources"] for f in r["schema"]["fields"])
    assert 'date-released: "2016-03-01"' in (out / "CITATION.cff").read_text("utf-8")
    told = (out / "README.md").read_text("utf-8")
    assert "| `reports` | 2 |" in told
    assert "| press | 2 |" in told
    assert f"Exported by shahrkarimeh {__version__} from these runs:" in told
    assert "| press | 2016-03-01T08:05:00+00:00 | rest | 0.1.0 |" in told
    assert (package["version"], package["made_with"]) == (__version__, [f"shahrkarimeh {__version__}"])


def test_the_scores_of_the_reading_stand_in_the_card(tmp_path: Path) -> None:
    (tmp_path / "scores.json").write_text('{"date": {"score": 0.875, "n": 40}, "overall": {"score": 0.9}}', "utf-8")
    source = data(tmp_path / "data", [spoken()])
    told = {**NO_FILTER, "scores": tmp_path / "scores.json"}
    export(source, tmp_path / "out", "csv", **told)
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "| date | 0.875 | 40 |" in card
    assert "by `shahrkarimeh evaluate` on annotated posts:" in card
    (tmp_path / "scores.json").write_text("[]", "utf-8")
    with pytest.raises(ConfigError, match=r"--scores .*: not what `shahrkarimeh evaluate --json` prints"):
        export(source, tmp_path / "out", "csv", **told)
    (tmp_path / "scores.json").unlink()
    with pytest.raises(ConfigError, match=r"--scores .*: No such file"):
        export(source, tmp_path / "out", "csv", **told)


def test_without_scores_those_of_the_program_stand_in_the_card(tmp_path: Path) -> None:
    exported(data(tmp_path / "data", [spoken()]), tmp_path / "out")
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    own = read_scores()
    assert f"on {own.unseen} posts, written for it, which nobody looked at while the rules of" in card
    for name, score in own.fields.items():
        assert f"| {name} | {score['score']:.3f} | {score['n']} |" in card


def test_formats_of_an_earlier_export_go(tmp_path: Path) -> None:
    source = data(tmp_path / "data", [spoken()])
    exported(source, tmp_path / "out", ALL)
    exported(source, tmp_path / "out", "csv")
    kept = {p.name for p in (tmp_path / "out").iterdir()}
    assert kept == {
        "csv", "datapackage.json", "croissant.json", "README.md", "CITATION.cff", "SHA256SUMS", "left-out.txt",
    }  # fmt: skip


def test_squeeze_in_sql_is_that_of_python(tmp_path: Path) -> None:
    from shahrkarimeh.export.stage import connect

    db = connect(tmp_path)
    names = ["شوراي اسلامی شهر كاشان", "می‌شود", "ۀ ة ئ ؤ أ إ آ", "۱۲٣ ABC_d", "عَلي", "قـــم", "", "«نقل» - خط"]
    for name in names:
        assert db.execute("SELECT squeeze(?)", [name]).fetchall() == [(squeeze(name),)]
    db.close()
