"""Words given to someone by no verb: «به گفته شهردار، …», «هشدار رئیس شورا درباره آب: …», «این حرف رضا راد است»."""

from bisect import bisect_left
from dataclasses import dataclass

from shahrkarimeh.reports.cast import Person
from shahrkarimeh.reports.document import Span
from shahrkarimeh.reports.narration import HIS_WORDS, NOUN_GOES_ON, NOUN_OF_SPEECH, SOURCE
from shahrkarimeh.reports.subjects import Finder, Subject
from shahrkarimeh.reports.voices import Voices

_TOLD = ("توضیح", "تذکر", "هشدار", "سخن", "اظهارات", "گلایه", "گله", "انتقاد", "اعتراض", "تاکید")


@dataclass(frozen=True, slots=True)
class Turn:
    """Words of one person."""

    person: Person
    span: Span
    quote: bool


def credited(voices: Voices, finder: Finder, starts: list[int], span: Span) -> Turn | None:
    """«به گفته شهردار، …»; `starts` are the starts of the tokens of the sentence at `span`."""
    for m in SOURCE.finditer(finder.people.folded, *span):
        at = bisect_left(starts, m.end())
        subject = finder.at(at, len(starts))
        if not subject or subject.kind == "group":
            continue
        who = subject.mention
        if who and who.name and not (who.certain or who.role or voices.known(who)):
            continue
        if person := voices.speaker(finder, subject, at):
            return Turn(person, span, quote=False)
    return None


def named_by_noun(voices: Voices, finder: Finder, starts: list[int], span: Span) -> Turn | None:
    """«هشدار رئیس شورا درباره آب: …», «محور سخنان سارا بختیاروند … بود»."""
    text = finder.people.folded
    for pattern in (NOUN_OF_SPEECH, HIS_WORDS):
        for m in pattern.finditer(text, *span):
            at = bisect_left(starts, m.end())
            found = finder.people.mention_at(at)
            if not found or found[0].group:
                continue
            who, subject = found[0], Subject("mention", at, found[1], found[0])
            if not (who.certain or who.role or voices.known(who) or finder.two_words(who)):
                continue
            behind = NOUN_GOES_ON.match(text, who.end, span[1]) if pattern is NOUN_OF_SPEECH else m
            if behind and behind[0].endswith("مبنی بر") and not m[0].startswith(_TOLD):
                continue  # «درخواست آقای راد مبنی بر مرخصی» is what is decided
            person = voices.speaker(finder, subject, at) if behind else None
            if behind and person:
                quoted = pattern is NOUN_OF_SPEECH and bool(behind["colon"])
                return Turn(person, (behind.end(), span[1]) if quoted else span, quoted)
    return None
