"""What an export makes of data that the schema lets pass but no table can hold, and of copies of every kind."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from shahrkarimeh.commands.export import export
from shahrkarimeh.errors import ConfigError, DataDirError, ShahrkarimehError
from shahrkarimeh.export.build import DATABASE
from shahrkarimeh.export.stage import fill
from shahrkarimeh.items import MeetingReport, to_json
from tests.dataset import BODY, data, report, spoken
from tests.test_export import NO_FILTER, exported, lines

PUBLIC_RELATIONS = "روابط عمومی شورای اسلامی شهر مقدس قم"


def changed(path: str, value: Any) -> str:
    """The line of `spoken()` with one value changed."""
    line = json.loads(to_json(spoken()))
    *parents, last = path.split(".")
    part: Any = line
    for name in parents:
        part = part[int(name)] if name.isdigit() else part[name]
    part[last] = value
    return json.dumps(line, ensure_ascii=False)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (changed("meeting.date", "2016-13-45"), "meeting.date: 2016-13-45 is no day"),
        (changed("meeting.date", "۲۰۱۶-۰۲-۰۱"), "meeting.date: ۲۰۱۶-۰۲-۰۱ is no day"),
        (changed("published_at", "2016-W05-1T10:30:00+03:30"), "does not begin with a day"),
        (changed("published_at", "20160201T103000+0330"), "does not begin with a day"),
        (changed("meeting.session_number", 2**63), "meeting.session_number: 9223372036854775808 is too large"),
        (changed("decisions.0.votes_for", 10**30), "decisions.0: a number is too large"),
        (changed("revision", 10**30), "revision: "),
        (changed("statements.0.speaker", 1), "statements.0.speaker: there is no speaker 1"),
        (changed("title", "x")[:-1] + ', "title": "y"}', "the key title stands twice"),
        (changed("title", 'الف": "ب"')[:-1] + ', "title" : "y"}', "the key title stands twice"),
    ],
)
def test_what_no_table_can_hold_is_named_and_the_rest_is_exported(tmp_path: Path, line: str, told: str) -> None:
    source = data(tmp_path / "data", [report(1)])
    with (source / "reports.jsonl").open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    made = exported(source, tmp_path / "out", "jsonl,sqlite", expected=1)
    assert [r["report_id"] for r in made["reports"]] == ["press:1"]
    (left,) = (tmp_path / "out" / "left-out.txt").read_text("utf-8").splitlines()
    assert left.startswith("reports.jsonl:2: ")
    assert told in left
    con = sqlite3.connect(tmp_path / "out" / DATABASE)
    assert con.execute("PRAGMA foreign_key_check").fetchall() == []
    con.close()


@pytest.mark.parametrize("line", [changed("title", 'او گفت "a": "b"، \\": و \x00'), changed("tags", None)])
def test_marks_inside_a_text_are_no_keys(tmp_path: Path, line: str) -> None:
    source = data(tmp_path / "data", [])
    (source / "reports.jsonl").write_text(f"{line}\n", "utf-8")
    (row,) = exported(source, tmp_path / "out")["reports"]
    assert row["title"] == json.loads(line)["title"]


def rows(tmp_path: Path, reports: list[MeetingReport], copies: list[MeetingReport]) -> list[tuple[str, list[str]]]:
    made = exported(data(tmp_path / "data", reports, copies), tmp_path / "out")
    return [(r["report_id"], [source.split(" ")[0] for source in r["sources"]]) for r in made["reports"]]


def test_copies_of_copies_are_of_one_family(tmp_path: Path) -> None:
    chain = [report(n, duplicate_of=f"press:{n - 1}") for n in range(2, 9)]
    assert rows(tmp_path, [report(1)], chain) == [("press:1", [f"press:{n}" for n in range(1, 9)])]


def test_copies_that_repeat_each_other_or_themselves_stand_once(tmp_path: Path) -> None:
    circle = [report(2, duplicate_of="press:4"), report(3, duplicate_of="press:2"), report(4, duplicate_of="press:3")]
    alone = report(5, duplicate_of="press:5")
    assert rows(tmp_path, [], [*circle, alone, report(6, duplicate_of="press:3")]) == [
        ("press:2", ["press:2", "press:3", "press:4", "press:6"]),
        ("press:5", ["press:5"]),
    ]


@pytest.mark.parametrize(
    ("outlet", "meeting"),
    [
        (PUBLIC_RELATIONS, {}),
        ("روابط عمومی شوراي اسلامی شهر قم", {}),
        (PUBLIC_RELATIONS, {"body": "کمیسیون عمران شورای اسلامی شهر قم", "body_kind": "commission"}),
    ],
)
def test_the_councils_public_relations_stand_before_the_press(
    tmp_path: Path, outlet: str, meeting: dict[str, Any]
) -> None:
    own = report(5, "pr", reported_by=outlet, duplicate_of="press:1", meeting=meeting)
    assert rows(tmp_path, [report(1, meeting=meeting)], [own]) == [("pr:5", ["pr:5", "press:1"])]


@pytest.mark.parametrize("outlet", ["روابط عمومی شورای اسلامی شهر کاشان", "شهرداری قم", "خبرگزاری شورای شهر قم", None])
def test_other_outlets_are_not_the_councils_own(tmp_path: Path, outlet: str | None) -> None:
    other = report(5, "other", reported_by=outlet, duplicate_of="press:1")
    assert rows(tmp_path, [report(1)], [other]) == [("press:1", ["press:1", "other:5"])]


def test_a_term_that_no_report_states_is_inferred(tmp_path: Path) -> None:
    told = [
        report(1, meeting={"term": 4, "term_source": "stated"}),
        *(report(n, meeting={"term": 5, "term_source": "inferred"}) for n in (2, 3)),
    ]
    (meeting,) = exported(data(tmp_path / "data", told), tmp_path / "out")["meetings"]
    assert (meeting["term"], meeting["term_source"], meeting["disagreements"]) == (5, "inferred", ["term"])


def test_a_directory_of_other_things_is_not_touched(tmp_path: Path) -> None:
    source = data(tmp_path / "data", [report(1)])
    out = tmp_path / "mine"
    (out / "csv").mkdir(parents=True)
    (out / "csv" / "mine.csv").write_text("precious")
    (out / "README.md").write_text("mine")
    for directory in (out, source):
        before = {p: p.read_bytes() for p in directory.rglob("*") if p.is_file()}
        with pytest.raises(ConfigError, match="holds other files"):
            export(source, directory, "jsonl", **NO_FILTER)
        assert {p: p.read_bytes() for p in directory.rglob("*") if p.is_file()} == before
    exported(source, tmp_path / "out")
    exported(source, tmp_path / "out")
    assert len(lines(tmp_path / "out" / "jsonl" / "reports.jsonl")) == 1


def refused(source: Path, out: Path, error: type[ShahrkarimehError], **filters: str) -> str:
    with pytest.raises(error) as told:
        export(source, out, "csv", **{**NO_FILTER, **filters})
    return str(told.value)


@pytest.mark.parametrize("name", ["reports.jsonl", "copies.jsonl", "posts.jsonl", "runs.jsonl"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    source = data(tmp_path / "data", [report(1)])
    (source / name).unlink()
    (source / name).mkdir()
    assert refused(source, tmp_path / "out", DataDirError) == f"cannot read {source / name}: Is a directory"
    assert [p.name for p in tmp_path.iterdir()] == ["data"]


def test_a_data_directory_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("{}")
    assert "there is no data directory" in refused(tmp_path / "data", tmp_path / "out", DataDirError)


@pytest.mark.parametrize("kept", [["reports.jsonl"], ["copies.jsonl"], ["runs.jsonl"], ["posts.jsonl"]])
def test_one_file_of_the_data_is_enough(tmp_path: Path, kept: list[str]) -> None:
    source = data(tmp_path / "data", [report(1)], [report(2, duplicate_of="press:7")])
    for path in source.iterdir():
        if path.name not in kept:
            path.unlink()
    made = exported(source, tmp_path / "out", "jsonl,csv,parquet,sqlite")
    counts = {"reports.jsonl": ["press:1"], "copies.jsonl": ["press:2"]}
    assert [r["report_id"] for r in made["reports"]] == counts.get(kept[0], [])


def test_empty_files_give_empty_tables(tmp_path: Path) -> None:
    source = data(tmp_path / "data", [])
    (source / "runs.jsonl").write_bytes(b"")
    made = exported(source, tmp_path / "out", "jsonl,csv,parquet,sqlite")
    assert {name: len(rows) for name, rows in made.items()} == dict.fromkeys(made, 0)
    assert (tmp_path / "out" / "left-out.txt").read_bytes() == b""


def test_a_directory_of_foreign_lines_alone_names_them_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = data(tmp_path / "data", [])
    (source / "reports.jsonl").write_bytes(b"\x00\x01\xff\n" * 30)
    (source / "copies.jsonl").write_bytes(b"[" * 200_000 + b"\n")
    (source / "posts.jsonl").write_text(f"{to_json(report(1))}\n", "utf-8")
    (source / "runs.jsonl").write_text("{}\n", "utf-8")
    made = exported(source, tmp_path / "out", "jsonl,parquet", expected=1)
    assert made["reports"] == []
    left = (tmp_path / "out" / "left-out.txt").read_text("utf-8").splitlines()
    places = [f"reports.jsonl:{n}" for n in range(1, 31)]
    assert [line.split(": ")[0] for line in left] == [*places, "copies.jsonl:1", "posts.jsonl:1", "runs.jsonl:1"]
    assert left[31] == "posts.jsonl:1: a meeting_report does not belong here"
    assert "site: Field required" in left[32]
    told = capsys.readouterr().err
    assert "left out: reports.jsonl:1: " in told
    assert f"13 more; {tmp_path / 'out' / 'left-out.txt'} names all" in told


def test_every_line_cut_short_is_told_and_nothing_else_is_lost(tmp_path: Path) -> None:
    """The last line may be cut at any byte; the report before it stands."""
    source = data(tmp_path / "data", [report(1)])
    whole = (source / "reports.jsonl").read_bytes()
    for cut in range(1, len(whole), 60):
        (source / "reports.jsonl").write_bytes(whole + whole.replace(b"press:1", b"press:2")[:cut])
        made = exported(source, tmp_path / "out", expected=1)
        assert [r["report_id"] for r in made["reports"]] == ["press:1"]
        assert (tmp_path / "out" / "left-out.txt").read_text("utf-8") == "reports.jsonl:2: torn: it does not end\n"


def test_a_line_of_many_megabytes_is_exported(tmp_path: Path) -> None:
    text = "شورا " * 1_500_000
    made = exported(data(tmp_path / "data", [report(1, text=text), report(2)]), tmp_path / "out")
    assert [len(r["text"]) for r in made["reports"]] == [len(text), len("متن گزارش")]


def test_the_files_of_a_change_that_a_dead_process_began_are_read(tmp_path: Path) -> None:
    """`reparse` makes new files in `.making`; from its new name `.made` on they count (swap.py)."""
    source = data(tmp_path / "data", [report(1)])
    (source / ".made").mkdir()
    (source / ".made" / "reports.jsonl").write_text(f"{to_json(report(2))}\n", "utf-8")
    assert [r["report_id"] for r in exported(source, tmp_path / "out")["reports"]] == ["press:2"]


def test_files_that_are_changed_meanwhile_do_not_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crawl adds a line, `reparse` puts other files in the place of these."""
    source = data(tmp_path / "data", [report(1), report(2)])

    def changed_first(*given: Any) -> None:
        with (source / "reports.jsonl").open("a", encoding="utf-8") as file:
            file.write(f"{to_json(report(3))}\n")
        (tmp_path / "new").write_text(f"{to_json(report(4, text='دیگر'))}\n", "utf-8")
        (tmp_path / "new").replace(source / "reports.jsonl")
        fill(*given)

    monkeypatch.setattr("shahrkarimeh.export.build.fill", changed_first)
    made = exported(source, tmp_path / "out")
    assert [(r["report_id"], r["text"]) for r in made["reports"]] == [
        ("press:1", "متن گزارش"),
        ("press:2", "متن گزارش"),
    ]


@pytest.mark.parametrize(
    ("filters", "looked_for"),
    [
        ({"city": "تهران"}, "--city تهران"),
        ({"body": "شورای شهر"}, "--body شورای شهر"),
        ({"site": "pres"}, "--site pres"),
        ({"since": "1400-01-01"}, "--since 2021-03-21"),
        ({"until": "1990-01-01", "site": "press"}, "--until 1990-01-01 --site press"),
    ],
)
def test_a_filter_that_matches_nothing_says_what_there_is(
    tmp_path: Path, filters: dict[str, str], looked_for: str
) -> None:
    told = [report(1), report(2), report(3, "council", meeting={"city": "کاشان", "date": "2016-03-01"})]
    source, out = data(tmp_path / "data", told), tmp_path / "out"
    exported(source, out, "csv")
    assert refused(source, out, ConfigError, **filters) == (
        f"no report matches {looked_for}; nothing was written. There are 3 reports from 2016-02-01 to 2016-03-01\n"
        f"  sites: press (2), council (1)\n  cities: قم (2), کاشان (1)\n  bodies: {BODY} (3)"
    )
    assert (out / "csv" / "reports.csv").exists()


def test_a_filter_on_data_without_reports_says_so(tmp_path: Path) -> None:
    source = data(tmp_path / "data", [])
    told = refused(source, tmp_path / "out", ConfigError, city="قم")
    assert told == "no report is there at all, so none matches --city قم; nothing was written"


def test_of_many_names_the_commonest_are_told(tmp_path: Path) -> None:
    told = [report(n, f"site{n:02}", meeting={"city": "قم"}) for n in range(1, 26)]
    assert "site20 (1), 5 more\n  cities: " in refused(
        data(tmp_path / "data", told), tmp_path / "out", ConfigError, site="x"
    )
