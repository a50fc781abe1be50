"""Words given to someone by no verb: «به گفته شهردار، …», «هشدار رئیس شورا درباره آب: …», «این حرف رضا راد است»."""

from bisect import bisect_left
from dataclasses import dataclass

from shahrkarimeh.reports.bearers import sure_mentions
from shahrkarimeh.reports.cast import Person
from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.narration import HIS_WORDS, I_SAID, NOUN_GOES_ON, NOUN_OF_SPEECH, SOURCE
from shahrkarimeh.reports.subjects import Finder, Subject
from shahrkarimeh.reports.voices import Voices
from shahrkarimeh.text.people import People

_LAST = 6  # sentences at the end of a post, among them the comments below it
_SIGNATURE = 90  # characters
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
        if subject and subject.kind == "pronoun":
            # «محسن باوی موافق بود؛ به گفته او، …»
            before = finder.theme(bisect_left(starts, m.start()))
            subject = before if before and before.mention and before.mention.name else subject
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


def signed(doc: Document, masked: str, voices: Voices) -> Turn | None:
    """The words of a member who tells of the meeting himself and signs: «من هم گفتم …»."""
    said = I_SAID.search(masked)
    if not said:
        return None
    for a, b in reversed(doc.sentences[-_LAST:]):
        for mention in sure_mentions(doc, a, b):
            role = doc.folded[slice(*(mention.role or (0, 0)))]
            if mention.name and "شورا" in role.replace("شورای", "شورا") and b - a < _SIGNATURE:
                sentence = next((s for s in doc.sentences if s[0] <= said.start() < s[1]), said.span())
                if person := voices.person_of(mention, another=True, continuing=False):
                    person.spoke += 1
                    return Turn(person, sentence, quote=False)
    return None


def meant(finder: Finder, subject: Subject | None, stop: int) -> Subject | None:
    """Whom a group names («مخالفان، از جمله وهب راد») or a pronoun means («هشدار وهب راد تندتر بود؛ او گفت»)."""
    people = finder.people
    if not subject or subject.kind == "mention":
        return subject
    for k in range(min(stop, len(people.words)) - 1):
        named = subject.kind == "group" and (people.word(k), people.word(k + 1)) == ("از", "جمله")
        held = (
            subject.kind == "pronoun"
            and k + 1 < subject.start
            and NOUN_OF_SPEECH.match(people.folded, people.starts[k])
        )
        at = k + 2 if named else k + 1
        if (named or held) and (found := people.mention_at(at)) and found[0].name and found[0].certain:
            return Subject("mention", at, found[1], found[0])
    return subject


def asker(finder: Finder, span: Span) -> Subject | None:
    """Whose words a sentence without any speaks of: «نوبت سؤال رضا راد از شهردار شد. او …»."""
    people = finder.people
    if m := NOUN_OF_SPEECH.search(people.folded, *span):
        at = bisect_left(people.starts, m.end())
        found = people.mention_at(at)
        if found and found[0].name and found[0].certain:
            return Subject("mention", at, found[1], found[0])
    return None


def named_last(finder: Finder, stop: int) -> Subject | None:
    """The last person named before token `stop` beyond doubt: whom a pronoun means that stands first in a post."""
    for k in reversed(finder.people.openings):
        found = finder.people.mention_at(k)
        if found and found[0].name and (found[0].role or found[0].titled) and found[1] <= stop:
            return Subject("mention", k, found[1], found[0])
    return None


def is_others(finder: Finder, verb: int) -> bool:
    """«راد نیامده بود و گفتند …»: a plural behind a singular has another subject."""
    return finder.people.word(verb - 1) == "و" and finder.people.word(verb - 2) in ("بود", "شد", "کرد", "داشت", "رفت")


def names_someone(people: People) -> bool:
    """Whether a person, an office or a pronoun stands among the words."""
    return bool(people.openings) or not {"وی", "او", "ایشان"}.isdisjoint(people.words)


def is_reporter(finder: Finder, subject: Subject) -> bool:
    """«خبرنگار … گزارش می‌دهد: …»."""
    return finder.people.word(subject.start).startswith(("خبرنگار", "گزارش"))
