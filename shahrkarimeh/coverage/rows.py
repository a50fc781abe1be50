"""A report as the page holds it: a short row of facts, and apart from it the text with the places of its facts. Pure.

Names are short because there are ten thousand of them; `page/data.js` gives them their full ones. Offsets count UTF-16
units, as JavaScript does. What could change the order or the look of the page around it (marks of direction, control
characters, halves of characters) is replaced one for one.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from shahrkarimeh.explain import marks
from shahrkarimeh.items import MeetingReport
from shahrkarimeh.text.jalali import to_jalali

Row = dict[str, Any]

# Marks and overrides of direction, isolates, controls but newline and tab, lone surrogates.
_TROUBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def visible(value: Any) -> Any:
    """A JSON value whose strings hold no character that acts on its surroundings; each is replaced by U+FFFD."""
    if isinstance(value, str):
        return _TROUBLE.sub("\ufffd", value)
    if isinstance(value, list | tuple):
        return [visible(v) for v in value]
    if isinstance(value, dict):
        return {visible(k): visible(v) for k, v in value.items()}
    return value


def both_calendars(day: str | None) -> list[str] | None:
    """A Gregorian day and the same of the Iranian calendar; None for what is no day."""
    try:
        day = date.fromisoformat((day or "")[:10]).isoformat()
        return [day, to_jalali(date.fromisoformat(day))]
    except ValueError:
        return None


def _link(url: str) -> str | None:
    """An address that may be followed from the page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def row(report: MeetingReport) -> Row:
    """The facts of a report that the tables, the plots and the search need."""
    meeting = report.meeting
    said = Counter(s.speaker for s in report.statements)
    facts: Row = {
        "i": report.id,
        "s": report.site,
        "u": _link(report.url),
        "t": report.title,
        "p": both_calendars(report.published_at),
        "d": both_calendars(meeting.date),
        "b": meeting.body,
        "c": meeting.city,
        "m": meeting.term,
        "n": meeting.session_number,
        "v": meeting.visibility,
        "x": meeting.extraordinary or None,
        "k": meeting.key,
        "o": meeting.topic,
        "a": report.attribution,
        "r": report.reported_by,
        "h": report.duplicate_of,
        "w": [[s.name, s.role, said[k]] for k, s in enumerate(report.speakers)],
        "e": [
            [d.text, d.outcome, d.votes_for, d.votes_against, d.abstentions, d.unanimous or None]
            for d in report.decisions
        ],
        "f": _filled(report),
    }
    return {k: v for k, v in visible(facts).items() if v not in (None, [])}


FILLED = (
    "body", "city", "session_number", "term", "date", "visibility", "topic", "chair", "attendees", "absentees",
    "speakers", "statements", "decisions", "reported_by", "attribution",
)  # fmt: skip
"""The fields whose presence the page counts."""


def _filled(report: MeetingReport) -> int:
    """Which of FILLED have a value, a bit each."""
    bits = 0
    for place, name in enumerate(FILLED):
        holder = report.meeting if hasattr(report.meeting, name) else report
        bits |= bool(getattr(holder, name)) << place
    return bits


def detail(report: MeetingReport) -> Row:
    """The text of a report, the places of its facts, and what only the view of one report shows."""
    meeting, provenance = report.meeting, report.provenance
    rest: Row = {
        "t": report.text,
        "g": list(_places(report)),
        "k": report.kicker,
        "s": report.summary,
        "c": meeting.chair,
        "w": meeting.weekday,
        "y": meeting.term_source,
        "a": meeting.attendees,
        "b": meeting.absentees,
        "u": report.author,
        "o": report.categories,
        "l": report.tags,
        "r": report.revision,
        "p": provenance.record if provenance else None,
        "v": provenance.via if provenance else None,
        "f": provenance.fetched_at if provenance else None,
    }
    return {k: v for k, v in visible(rest).items() if v not in (None, [])}


def _places(report: MeetingReport) -> Iterator[list[Any]]:
    """`[field, start, end]`, and of a statement whose, of a decision which; in the title -1 before the offsets."""
    in_text, in_title = _utf16(report.text), _utf16(report.title)
    values = report.model_copy(update={"statements": [], "decisions": []})
    for mark in marks(values):
        at = in_title if mark.in_title else in_text
        yield [mark.field, *([-1] if mark.in_title else []), at(mark.start), at(mark.end)]
    for statement in report.statements:
        if statement.speaker < len(report.speakers):
            yield ["statements", *map(in_text, statement.span), statement.speaker]
    for k, decision in enumerate(report.decisions):
        if decision.span:
            yield ["decisions", *map(in_text, decision.span), k]


def _utf16(text: str) -> Any:
    """A function from offsets in code points to offsets in UTF-16 units, both within the text."""
    wide = [m.start() for m in _ASTRAL.finditer(text)]
    return lambda at: min(at, len(text)) + bisect_left(wide, min(at, len(text)))
