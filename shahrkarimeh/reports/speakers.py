"""Everyone whose words a post reports, and their words."""

from dataclasses import dataclass, field

from shahrkarimeh.items import Speaker, Statement
from shahrkarimeh.reports.cast import Cast
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.roster import learn, lone_offices
from shahrkarimeh.reports.statements import Reader
from shahrkarimeh.text.people import tidy


@dataclass(frozen=True, slots=True)
class Speech:
    """The speakers in the order of the post, and their words, `speaker` being an index into them."""

    speakers: list[Speaker] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


def speech_of(doc: Document, frame: MeetingFrame) -> Speech:
    """Who speaks in the report, and what they say."""
    cast = Cast(frame.city or "")
    offices = lone_offices(doc)
    learn(doc, cast, offices)
    turns = Reader(doc, cast).read()
    for role in offices:
        # «مدیر درآمد» who speaks is the «مدیر درآمد شهرداری» who was invited
        if (person := cast.by_role(role)) and person.spoke and cast.fuller(role, person):
            cast.enrich(person, None, role)
    order = list(dict.fromkeys(id(t.person) for t in turns))
    people = {id(t.person): t.person for t in turns}
    speakers = []
    for key in order:
        office = people[key].role(cast.city)
        speakers.append(Speaker(name=people[key].name, role=tidy(office) if office else None))
    statements = [
        Statement(speaker=order.index(id(t.person)), text=doc.text[slice(*t.span)], quote=t.quote, span=t.span)
        for t in turns
    ]
    return Speech(speakers, statements)
