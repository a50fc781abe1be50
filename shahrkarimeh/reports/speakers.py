"""Everyone whose words a post reports, and their words."""

from dataclasses import dataclass, field

from shahrkarimeh.items import Speaker, Statement
from shahrkarimeh.reports.cast import Cast, Person, role_words, same_office
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.roster import learn, lone_offices, named_in
from shahrkarimeh.reports.statements import Reader
from shahrkarimeh.text.people import tidy


@dataclass(frozen=True, slots=True)
class Speech:
    """The speakers in the order of the post, and their words, `speaker` being an index into them."""

    speakers: list[Speaker] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


def _in_full(cast: Cast, person: Person, offices: list[str]) -> str | None:
    """The one office of the post that begins as that of an unnamed speaker: «پیمانکار», «پیمانکار خط انتقال»."""
    said = role_words(person.role(cast.city) or "", cast.city)
    if not said:
        return None
    longer = [o for o in offices if _begins_with(role_words(o, cast.city), said)]
    held = [r for p in cast.people if p is not person for r in p.roles]
    longest = max(longer, key=lambda o: len(role_words(o, cast.city)), default=None)
    if not longest or any(same_office(role_words(r, cast.city), role_words(longest, cast.city)) for r in held):
        return None
    whole = role_words(longest, cast.city)
    return longest if all(_begins_with(whole, role_words(o, cast.city)) or o == longest for o in longer) else None


def _begins_with(whole: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return whole[: len(said)] == said and len(whole) > len(said) and whole[len(said)] not in ("منطقه", "ناحیه")


def speech_of(doc: Document, frame: MeetingFrame) -> Speech:
    """Who speaks in the report, and what they say."""
    cast = Cast(frame.city or "")
    named = named_in(doc)
    offices = lone_offices(named)
    learn(doc, cast, named, offices, frame.body_kind != "commission")
    turns = Reader(doc, cast, named).read()
    for role in offices:
        # «مدیر درآمد» who speaks is the «مدیر درآمد شهرداری» who was invited
        if (person := cast.by_role(role)) and person.spoke and cast.fuller(role, person):
            cast.enrich(person, None, role)
    for turn in turns:
        if not turn.person.names and (full := _in_full(cast, turn.person, offices)):
            cast.enrich(turn.person, None, full)
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
