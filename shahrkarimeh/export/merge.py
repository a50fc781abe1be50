"""The reports of one meeting made one, field by field. Pure.

A value is the one that most reports tell; of equally many, that of the report that comes first: the council's own
before others, then the earlier. Spellings that differ in letters or spaces only are the same. The day is one thing:
the dates in both calendars and the day of the week are taken from reports that tell the same date.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec

from shahrkarimeh.text.letters import squeeze

_WORDS = ("city", "body", "weekday", "topic", "chair")
"""Fields that may be spelt in several ways."""
COMPARED = (
    "city", "body", "body_kind", "session_number", "term", "visibility", "extraordinary", "weekday", "date", "topic",
    "chair",
)  # fmt: skip
"""The fields whose disagreements are told, in that order."""


class Told(msgspec.Struct, gc=False):
    """What one report says of the meeting; the meaning of each field is that of `items.Meeting`."""

    city: str | None = None
    body: str | None = None
    body_kind: str | None = None
    session_number: int | None = None
    term: int | None = None
    term_source: str | None = None
    visibility: str | None = None
    extraordinary: bool = False
    weekday: str | None = None
    date: str | None = None
    date_jalali: str | None = None
    topic: str | None = None
    chair: str | None = None


class Meeting(Told, gc=False):
    """A row of the table `meetings`."""

    meeting_id: str = ""
    reports: int = 0
    """How many tell of it."""
    sources: Sequence[str] = ()
    """Their ids."""
    disagreements: Sequence[str] = ()


def _known(told: Iterable[Told], name: str) -> list[Any]:
    return [value for report in told if (value := getattr(report, name)) is not None]


def _most(values: Sequence[Any], form: Callable[[Any], Any]) -> Any:
    """The first value of the form that most values have; of equally many, that of the first."""
    forms = [form(value) for value in values]
    if not values or forms.count(forms[0]) == len(forms):
        return values[0] if values else None
    best = max(forms, key=forms.count)
    return values[forms.index(best)]


def _same(value: Any) -> Any:
    return value


def _form(name: str) -> Callable[[Any], Any]:
    return squeeze if name in _WORDS else _same


def _field(told: Sequence[Told], name: str) -> Any:
    return _most(_known(told, name), _form(name))


def _differ(told: Sequence[Told], name: str) -> bool:
    values = set(_known(told, name))
    return len(values) > 1 and len(set(map(_form(name), values))) > 1


def _term_source(told: Sequence[Told], term: int | None) -> str | None:
    if term is None:
        return None
    return "stated" if any(t.term == term and t.term_source == "stated" for t in told) else "inferred"


def _day(told: Sequence[Told]) -> dict[str, Any]:
    """The dates and the day of the week, of the reports that tell the same date; of all where none tells a date."""
    date = _field(told, "date")
    of_it = [t for t in told if t.date == date]
    return {"date": date, **{name: _field(of_it, name) for name in ("date_jalali", "weekday")}}


def merged(meeting_id: str, sources: Sequence[str], told: Sequence[Told]) -> Meeting:
    """The meeting of its reports, of which there is one at least, the one that counts most first."""
    if len(told) == 1:
        told_alone = {name: getattr(told[0], name) for name in Told.__struct_fields__}
        told_alone["term_source"] = _term_source(told, told[0].term)
        return Meeting(**told_alone, meeting_id=meeting_id, reports=1, sources=sources)
    plain = ("city", "body", "body_kind", "session_number", "visibility", "topic", "chair")
    term = _field(told, "term")
    return Meeting(
        **{name: _field(told, name) for name in plain}, **_day(told), term=term, term_source=_term_source(told, term),
        extraordinary=any(t.extraordinary for t in told), meeting_id=meeting_id, reports=len(told), sources=sources,
        disagreements=[name for name in COMPARED if _differ(told, name)],
    )  # fmt: skip


def meetings(rows: Iterable[tuple[str, str, str]]) -> Iterator[Meeting]:
    """The meetings of rows of a meeting's id, a report's id and the JSON of its `meeting`.

    Rows of one meeting stand together. Of one meeting's reports the one that counts most comes first.
    """
    decode = msgspec.json.Decoder(Told).decode
    for meeting_id, group in groupby(rows, key=itemgetter(0)):
        reports = list(group)
        yield merged(meeting_id, [report for _, report, _ in reports], [decode(told) for _, _, told in reports])
