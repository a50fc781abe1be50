"""Which words of a report became which field, for the reader who doubts a value. Pure.

Statements and decisions carry their places; the other values are found again in the title and the text, in whatever
spelling they stand there. What was told from the date of publication, or from the site, has no place.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shahrkarimeh.items import MeetingReport
from shahrkarimeh.text.jalali import find_days
from shahrkarimeh.text.letters import fold
from shahrkarimeh.text.numbers import find_numbers, find_ordinals

WORDS = {"open": "علنی", "closed": "غیر علنی", True: "فوق العاده"}
"""What visibility and an extraordinary meeting are told by."""
_CITY_COUNCIL = ("شورای اسلامی شهر", "شورای شهر", "شورا")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the title or the text and the field that was read from it."""

    field: str
    value: str
    start: int
    end: int
    """`[start, end)` in code points."""
    in_title: bool = False


class Places:
    """A text in which values are found by their letters and digits alone."""

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        self._at = [i for i, c in enumerate(self.folded) if c.isalnum()]
        self._bare = "".join(self.folded[i] for i in self._at)

    def find(self, value: str, after: int = 0) -> tuple[int, int] | None:
        """The first place of a value at or after an offset, as whole words; None where it stands nowhere."""
        wanted = "".join(c for c in fold(value) if c.isalnum())
        at = self._bare.find(wanted, bisect_left(self._at, after)) if wanted else -1
        while at >= 0:
            start, end = self._at[at], self._at[at + len(wanted) - 1] + 1
            if not self._inside_word(start, end):
                return start, end
            at = self._bare.find(wanted, at + 1)
        return None

    def number(self, value: int) -> tuple[int, int] | None:
        """The first place of a number, in words or digits, as an ordinal rather than a cardinal."""
        for found in (find_ordinals(self.folded), find_numbers(self.folded)):
            for number in found:
                if number.value == value:
                    return number.start, number.end
        return None

    def day(self, day: date) -> tuple[int, int] | None:
        """The first place where a day is written, with or without its year."""
        return next(((d.start, d.end) for d in find_days(self.folded) if d.resolve(day) == day), None)

    def _inside_word(self, start: int, end: int) -> bool:
        before, behind = self.folded[start - 1 : start], self.folded[end : end + 1]
        return before.isalnum() or behind.isalnum()


def _values(item: MeetingReport) -> Iterator[tuple[str, str]]:
    """The values that are looked for by their words, field by field."""
    meeting = item.meeting
    for field in ("body", "city", "weekday", "topic", "chair"):
        value = getattr(meeting, field)
        if value:
            yield field, value
    if meeting.visibility:
        yield "visibility", WORDS[meeting.visibility]
    if meeting.extraordinary:
        yield "extraordinary", WORDS[True]
    yield from (("attendees", person) for person in meeting.attendees)
    yield from (("absentees", person) for person in meeting.absentees)
    for field in ("reported_by", "attribution"):
        value = getattr(item, field)
        if value:
            yield field, value
    for speaker in item.speakers:
        yield from (("speakers", part) for part in (speaker.name, speaker.role) if part)


def _spellings(field: str, value: str) -> Iterator[str]:
    """What a value may stand as: a body's name is made canonical, the other values are as published."""
    yield value
    if field == "body":
        for official in _CITY_COUNCIL:
            yield value.replace(_CITY_COUNCIL[0], official)


def _found(field: str, value: str, places: Places) -> tuple[int, int] | None:
    return next((place for spelling in _spellings(field, value) if (place := places.find(spelling))), None)


def marks(item: MeetingReport) -> list[Mark]:
    """The marks of a report, in the order of their places; those in the title first."""
    title, text = Places(item.title), Places(item.text)
    out = []
    for field, value in _values(item):
        for places, in_title in ((text, False), (title, True)):
            if place := _found(field, value, places):
                out.append(Mark(field, value, *place, in_title))
                break
    for field in ("session_number", "term"):
        number = getattr(item.meeting, field)
        if number and (field != "term" or item.meeting.term_source == "stated"):
            for places, in_title in ((text, False), (title, True)):
                if place := places.number(number):
                    out.append(Mark(field, str(number), *place, in_title))
                    break
    if item.meeting.date:
        day = date.fromisoformat(item.meeting.date)
        for places, in_title in ((text, False), (title, True)):
            if place := places.day(day):
                out.append(Mark("date", item.meeting.date, *place, in_title))
                break
    for statement in item.statements:
        speaker = item.speakers[statement.speaker]
        out.append(Mark("statements", speaker.name or speaker.role or "", *statement.span))
    for decision in item.decisions:
        if decision.span:
            out.append(Mark("decisions", decision.outcome, *decision.span))
    return sorted(out, key=lambda m: (not m.in_title, m.start, -m.end))
