"""What an export makes of data that the schema lets pass but no table can hold, and of copies of every kind."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from shahrkarimeh.commands.export import export
from shahrkarimeh.errors import ConfigError
from shahrkarimeh.export.build import DATABASE
from shahrkarimeh.items import MeetingReport, to_json
from tests.dataset import data, report, spoken
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
