"""Who was there, who was not, who presided and who spoke, in the constructions of newsrooms: people.txt."""

from pathlib import Path

import pytest

from shahrkarimeh.reports.attendance import presence_of
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.speakers import speech_of
from shahrkarimeh.text.letters import squeeze
from tests.reports import a_document

LINES = [
    line for line in Path(__file__).with_name("people.txt").read_text("utf-8").splitlines() if line and line[0] != "#"
]


def _squeezed(names: list[str]) -> list[str]:
    return sorted(squeeze(name) for name in names)


def _frame(text: str) -> MeetingFrame:
    city = "سروستان" if "سروستان" in text else "ساوه"
    kind = "commission" if "کمیسیون" in text.split(" برگزار", 1)[0] else "council"
    return MeetingFrame(body=f"شورای اسلامی شهر {city}", body_kind=kind, city=city)  # type: ignore[arg-type]


@pytest.mark.parametrize("line", LINES, ids=[line[:60] for line in LINES])
def test_told_people(line: str) -> None:
    text, _, rest = line.partition("||")
    text, told = text.strip().replace("⏎", "\n"), [w.strip() for w in rest.split(";;")]
    doc = a_document(text)
    if "سروستان" in text:
        found = [f": {s.name or '-'} / {s.role or '-'}" for s in speech_of(doc, _frame(text)).speakers]
    else:
        there = presence_of(doc, _frame(text))
        found = [f"+ {name}" for name in there.attendees] + [f"- {name}" for name in there.absentees]
        found += [f"= {there.chair}"] if there.chair else []
    assert _squeezed(found) == _squeezed([w for w in told if w])
