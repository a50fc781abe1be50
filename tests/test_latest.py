"""Of each post the latest revision counts, wherever it was written."""

from pathlib import Path

from shahrkarimeh.items import to_json
from shahrkarimeh.latest import latest_reports, survey
from shahrkarimeh.store import COPIES, REPORTS, Reader
from tests.samples import post, report


def write(path: Path, *lines: str) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def test_the_highest_revision_stands_whichever_file_it_is_in(tmp_path: Path) -> None:
    revised = report(1, "دوم")
    revised.revision = 2
    write(
        tmp_path / "reports.jsonl",
        to_json(report(1, "اول")),
        to_json(report(2, "اول")),
        to_json(revised),
        to_json(report(3, "اول")),
    )
    write(tmp_path / "posts.jsonl", to_json(post(2, "دوم", revision=2)))
    copy = report(
        3,
        "دوم",
    )
    copy.revision, copy.duplicate_of = 2, "a:1"
    write(tmp_path / "copies.jsonl", to_json(copy))
    reader = Reader(tmp_path)
    found = survey(reader)
    assert [(r.id, r.text) for r in latest_reports(reader, found, REPORTS)] == [("a:1", "دوم")]
    assert [(r.id, r.text) for r in latest_reports(reader, found, COPIES)] == [("a:3", "دوم")]
    assert found.revisions == {"a": 3} and not found.faults


def test_what_cannot_be_read_is_told_by_its_line(tmp_path: Path) -> None:
    write(
        tmp_path / "reports.jsonl",
        "{torn",
        '{"foreign": 1}',
        '{"id": "a:1", "kind": "meeting_report"}',
        to_json(report(2, "متن")),
    )
    (tmp_path / "posts.jsonl").write_bytes(b"\xff\xfe")
    reader = Reader(tmp_path)
    found = survey(reader)
    assert [r.id for r in latest_reports(reader, found, REPORTS)] == ["a:2"]
    assert [fault[:16] for fault in found.faults] == [
        "reports.jsonl:1:",
        "reports.jsonl:2:",
        "posts.jsonl:1: t",
        "reports.jsonl:3:",
    ]
