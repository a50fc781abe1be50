"""A data directory of the tests' own make, and the dataset exported from it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from shahrkarimeh.items import Decision, Meeting, MeetingReport, Post, Speaker, Statement, to_json
from shahrkarimeh.runs import Run

BODY = "شورای اسلامی شهر قم"
SPELLINGS = [
    ["می‌شود", "می شود", "میشود", "مي‌شود", "مي شود", "ميشود", "مى‌شود"],
    ["کتاب‌های", "کتاب های", "کتابهای", "كتاب‌هاي", "كتاب هاي", "كتابهاي", "کتاب‌هاي", "کتابهاى"],
    ["کمیسیون", "كميسيون", "کميسيون", "كمیسیون"],
    ["آبیاری", "آبياري", "ابیاری", "ابياري", "آبیارى", "آبياری"],
    ["رئیس", "رييس", "رییس", "رئيس"],
    ["۱۲۴۰", "1240", "١٢٤٠"],
]
"""Each a word in its spellings, every one of which must find all others."""
SIGNED = [("محمّد", "محمد"), ("مـحمد", "محمد"), ("خانۀ", "خانه"), ("مسؤول", "مسوول")]
"""Words with signs, and the plain ones that must find them; who asks with a sign finds those who wrote it."""


def report(number: int, site: str = "press", revision: int = 1, text: str = "متن گزارش", **told: Any) -> MeetingReport:
    """A report of session 196; `meeting` holds what differs."""
    meeting = {"key": "قم/شورا/4/196", "city": "قم", "body": BODY, "session_number": 196, "term": 4}
    meeting |= told.pop("meeting", {})
    base: dict[str, Any] = {
        "id": f"{site}:{number}", "site": site, "revision": revision, "url": f"https://{site}.example/{number}",
        "title": f"گزارش {number}", "text": text, "published_at": f"2016-02-{number:02}T10:00:00+03:30",
        "reported_by": BODY if site == "council" else "روزنامه",
    }  # fmt: skip
    return MeetingReport(**base | told, meeting=Meeting(**meeting))


def spoken(number: int = 9) -> MeetingReport:
    """A report with a row for every table."""
    text = "احمدی گفت: بودجه تصویب شد"
    return report(
        number, text=text, meeting={"attendees": ["احمدی"], "absentees": ["رضایی"]},
        speakers=[Speaker(name="احمدی", role="رئیس شورا")],
        statements=[Statement(speaker=0, text=text[11:], quote=False, span=(11, len(text)))],
        decisions=[Decision(text="بودجه", outcome="approved", votes_for=9, votes_against=2, span=(11, 16))],
    )  # fmt: skip


def run(day: str = "2016-03-01") -> Run:
    """The record of a run."""
    times = {"started_at": f"{day}T08:00:00+00:00", "finished_at": f"{day}T08:05:00+00:00"}
    return Run(site="press", **times, seconds=300.0, door="rest", complete=True, version="0.1.0")


def data(
    path: Path, reports: Iterable[MeetingReport], copies: Iterable[MeetingReport] = (), posts: Iterable[Post] = ()
) -> Path:
    """Writes a data directory."""
    path.mkdir()
    for name, items in (("reports", reports), ("copies", copies), ("posts", posts)):
        (path / f"{name}.jsonl").write_text("".join(f"{to_json(item)}\n" for item in items), "utf-8")
    (path / "runs.jsonl").write_text(run().model_dump_json() + "\n", "utf-8")
    return path
