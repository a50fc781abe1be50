"""From a post to the facts of the meeting it reports. Pure: no clock, no network, never raises on any text."""

from datetime import date

from shahrkarimeh.items import Facts, Meeting, MeetingReport, Post
from shahrkarimeh.reports.attendance import presence_of
from shahrkarimeh.reports.attribution import credits_of
from shahrkarimeh.reports.dates import day_of
from shahrkarimeh.reports.decisions import decisions_of
from shahrkarimeh.reports.document import Document, document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.meeting import frame_of
from shahrkarimeh.reports.session import SessionFacts, session_of
from shahrkarimeh.reports.speakers import speech_of
from shahrkarimeh.reports.topic import topic_of
from shahrkarimeh.sites import Site
from shahrkarimeh.text.jalali import term_on, to_jalali

__all__ = ["facts_of", "read"]

# Before the first councils and after the calendar's 1499 no meeting was held: a day out there is a misprint.
_DAYS = (date(1999, 4, 29), date(2121, 3, 20))


def _key(frame: MeetingFrame, term: int | None, number: int | None, day: str | None) -> str | None:
    """The meeting's name, `قم/شورای اسلامی شهر قم/4/196`; the term is `-` where no day tells it."""
    if frame.body is None or (number is None and day is None):
        return None
    return f"{frame.city}/{frame.body}/{term or '-'}/{number or day}"


def _meeting(doc: Document, frame: MeetingFrame) -> Meeting:
    session: SessionFacts = session_of(doc, frame)
    day, presence = day_of(doc, frame), presence_of(doc, frame)
    held = day.date if day.date and _DAYS[0] <= day.date <= _DAYS[1] else None
    known = held or doc.published
    term = session.term or (term_on(known) if known else None)
    jalali = to_jalali(held) if held else None
    return Meeting(
        key=_key(frame, term, session.number, jalali),
        body=frame.body,
        body_kind=frame.body_kind,
        city=frame.city,
        session_number=session.number or None,
        term=term,
        term_source="stated" if session.term else "inferred" if term else None,
        visibility=session.visibility,
        extraordinary=session.extraordinary,
        weekday=day.weekday,
        date=held.isoformat() if held else None,
        date_jalali=jalali,
        topic=topic_of(doc, frame),
        chair=presence.chair,
        attendees=presence.attendees,
        absentees=presence.absentees,
    )


def facts_of(doc: Document) -> Facts | None:
    """What a document says of the meeting it reports, None where it reports none that a city council held."""
    frame = frame_of(doc)
    if frame is None:
        return None
    credit, speech = credits_of(doc, frame), speech_of(doc, frame)
    return Facts(
        meeting=_meeting(doc, frame),
        reported_by=credit.reported_by,
        attribution=credit.attribution,
        speakers=speech.speakers,
        statements=speech.statements,
        decisions=decisions_of(doc, frame),
    )


def read(post: Post, site: Site) -> MeetingReport | None:
    """The meeting report that `post` is, or None where it reports no council meeting."""
    facts = facts_of(document(post, site))
    if facts is None:
        return None
    return MeetingReport(
        **{name: value for name, value in post if name != "kind"},
        **dict(facts),
    )
