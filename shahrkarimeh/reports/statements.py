"""Who says what: each sentence of reported speech, given to its speaker."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from shahrkarimeh.reports.cast import Cast, Person
from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.narration import (
    CONTENT,
    CREDIT,
    FIRST_PERSON,
    GOES_ON,
    LABEL,
    NARRATION,
    NO_LABEL,
    SOURCE,
    STRONG_NARRATION,
    lines,
    mask,
    speaks,
    trim,
)
from shahrkarimeh.reports.speech_verbs import SpeechVerb, speech_verbs
from shahrkarimeh.reports.subjects import Finder, Subject
from shahrkarimeh.reports.voices import State, Voices
from shahrkarimeh.text.people import Mention, People

_WORDS = re.compile(r"[^\W\d_]+")
_HEADING_WORDS = 10
# No sentence is longer than this; what is, is read in pieces
_LONGEST = 3000
_NEXT_LABEL = 90
_SHORT_ANSWER = 3
# Several lines that begin with someone's name and a colon are a dialogue
_LABELLED = re.compile(r"(?m)^[^\n:.،]{3,50}: {0,2}[^\n]{3}")
_SEVERAL = 4


@dataclass(frozen=True, slots=True)
class Turn:
    """Words of one person."""

    person: Person
    span: Span
    quote: bool


@dataclass
class Reader:
    """Reads the turns of a document; `cast` learns who is who on the way."""

    doc: Document
    cast: Cast
    turns: list[Turn] = field(default_factory=list)
    later: list[Turn] = field(default_factory=list)
    """Those who said the next words together with their first speaker."""

    def __post_init__(self) -> None:
        self.masked = mask(self.doc.folded)
        self.dialogue = len(_LABELLED.findall(self.doc.folded)) >= _SEVERAL
        self.voices = Voices(self.doc, self.cast)

    def read(self) -> list[Turn]:
        """All the turns, in order."""
        at = 0
        for number, (a, b) in enumerate(lines(self.doc)):
            before = self.state
            self.voices.state = State(
                current=before.current, topic=before.topic, paragraph=number, heading=before.heading
            )
            open_quote = before.ends_open or (before.mode == "quote" and self._first_person(a, b))
            if open_quote:
                self.state.mode = "quote"
            while at < len(self.doc.sentences) and self.doc.sentences[at][0] < b:
                start, end = self.doc.sentences[at]
                for piece in range(start, end, _LONGEST):
                    self._sentence(piece, min(end, piece + _LONGEST))
                self.state.first_in_paragraph = False
                at += 1
        return self.turns

    @property
    def state(self) -> State:
        """Where the reading stands."""
        return self.voices.state

    def _first_person(self, a: int, b: int) -> bool:
        text = self.masked[a : min(b, a + 400)]
        return bool(FIRST_PERSON.search(text)) and not speech_verbs(self.masked, a, b) and not NARRATION.search(text)

    def _sentence(self, a: int, b: int) -> None:
        folded = self.doc.folded
        if self._label(a, b):
            return
        verbs = speech_verbs(self.masked, a, b)
        people = People(self.masked, a, b, self.doc.text)
        finder = Finder(people, self.voices.known)
        starts = [t.start for t in people.tokens]
        if not (verbs and self._verbs(finder, starts, verbs, a, b)) and not self._source(finder, starts, a, b):
            self._silent(finder, starts, a, b)
        self.state.ends_open = folded[a:b].rstrip().endswith((":", "؛")) and self.state.mode == "quote"

    # --- the forms of speech

    def _label(self, a: int, b: int) -> bool:
        """«طاهره زبرخانی: …», «آقای املشی (رییس): …»."""
        if not (m := LABEL.match(self.masked, a, b)) or NO_LABEL.search(m["who"]) or len(m["who"].split()) > 12:
            return False
        people = People(self.masked, m.start("who"), m.end("who"), self.doc.text)
        people.apposition = True
        found = people.mention_at(0)
        if not found or not _ends_label(people, found[1]) or found[0].group:
            # «تذکرات: آقای جواد سراجوی: …»
            title = len(m["who"].split()) == 1 and self.masked.find(":", m.end(), m.end() + _NEXT_LABEL) > 0
            return title and self._label(m.end(), b)
        rest = _WORDS.findall(self.doc.folded, m.end(), b)
        if rest and (len(rest) < 2 or self._is_form(found[0], rest, m.end(), b)):
            return False
        if not (found[0].certain or found[0].role or self.voices.known(found[0])):
            return False
        person = self.voices.person_of(found[0], another=True, continuing=False)
        if not person:
            return False
        self.voices.notice(person)
        self.state.mode = "quote"
        self.state.ends_open = not rest
        if rest:
            self._say(person, (m.end(), b), quote=True)
        self.state.heading = len(rest) < _HEADING_WORDS
        return True

    def _is_form(self, who: Mention, rest: list[str], start: int, end: int) -> bool:
        """«منشی: مریم ملایری‌زاده», «شهردار: غایب»: no sentence stands behind the office but its holder's name."""
        if who.name is not None:
            return len(rest) < _SHORT_ANSWER and not self.voices.known(who)
        found = People(self.masked, start, end, self.doc.text).mention_at(0)
        return not speaks(rest) and (bool(found and found[0].name) or not self.dialogue)

    def _verbs(self, finder: Finder, starts: list[int], verbs: list[SpeechVerb], a: int, b: int) -> bool:
        """Give the sentence's verbs to their subjects; neighbours of one person make one stretch."""
        at, begin, person = 0, a, None
        group: list[SpeechVerb] = []
        said = False
        for n, verb in enumerate(verbs):
            stop = _index(starts, verb.start)
            fresh = n == 0 or verbs[n - 1].quote_at is not None
            subject = finder.find(at, stop) if fresh else finder.at(at, stop) or finder.between(at, stop)
            if subject and subject.kind == "group" and verb.quote_at and _is_reporter(finder, subject):
                self._sentence(verb.quote_at, b)
                return True
            if verb.bare and (subject is None or subject.kind == "group"):
                return False
            if n == 0 and subject is None and not self.voices.may_elide(finder, at, stop):
                person = None
            elif n == 0 or subject:
                found = self.voices.speaker(finder, subject, at, self.masked[verb.start : verb.end])
                if group and found is not person:
                    said |= self._give(person, group, begin, starts[subject.start] if subject else verb.start)
                    group, begin = [], starts[subject.start] if subject else verb.start
                person = found
                self.voices.notice(person)
            if verb.plural and subject and person and verb.kind == "say":
                self._partners(finder, subject, (begin, verb.end))
            group.append(verb)
            at = _index(starts, self._quote_end(verb, b))
        said |= self._give(person, group, begin, b)
        if not said:
            self.state.mode = ""
        return True

    def _partners(self, finder: Finder, subject: Subject, span: Span) -> None:
        """«احمد صفایی و ناهید قربانی … گلایه کردند»: the names behind the first."""
        k = subject.end
        # «آقایان طاهری و نصرتی»: the title holds for both
        both = finder.people.word(subject.start) == "اقایان" or finder.people.word(subject.start + 1) == "ها"
        while finder.people.word(k) in ("و", "،") and (found := finder.people.mention_at(k + 1)) and found[0].name:
            if (found[0].certain or both) and (
                person := self.voices.person_of(found[0], another=True, continuing=False)
            ):
                self.later.append(Turn(person, span, quote=False))
            k = found[1]

    def _quote_end(self, verb: SpeechVerb, end: int) -> int:
        """Behind the words the verb quotes, or the verb itself where it quotes none."""
        if verb.quote_at is None:
            return verb.end
        if self.masked[verb.quote_at : verb.quote_at + 1] not in ("«", '"'):
            return end
        close = self.masked.find("»" if self.masked[verb.quote_at] == "«" else '"', verb.quote_at + 1, end)
        return end if close < 0 else close + 1

    def _give(self, person: Person | None, verbs: list[SpeechVerb], begin: int, end: int) -> bool:
        """The words of one person in one sentence: what is told, then what is quoted behind a colon."""
        told = [v for v in verbs if v.kind == "say"]
        if not person or not told:
            return False
        at = begin
        pending: list[SpeechVerb] = []
        for v in told:
            pending.append(v)
            if v.quote_at is None:
                continue
            if len(pending) > 1 or CONTENT.search(self.masked, at, pending[0].start):
                self._say(person, (at, v.end), quote=False)
            at = self._quote_end(v, end)
            self._say(person, (v.quote_at, at), quote=True)
            self.state.mode = "quote"
            pending = []
        if pending:
            self._say(person, (at, end), quote=False)
            self.state.mode = "reported"
        return True

    def _source(self, finder: Finder, starts: list[int], a: int, b: int) -> bool:
        """«به گفته شهردار، …»."""
        for m in SOURCE.finditer(self.masked, a, b):
            at = _index(starts, m.end())
            subject = finder.at(at, len(starts))
            if not subject or subject.kind == "group":
                continue
            if (
                subject.mention
                and subject.mention.name
                and not (subject.mention.certain or subject.mention.role or self.voices.known(subject.mention))
            ):
                continue
            person = self.voices.speaker(finder, subject, at)
            if person:
                self._say(person, (a, b), quote=False)
                self.state.current = self.state.topic = person
                self.state.mode = "reported"
                return True
        return False

    def _silent(self, finder: Finder, starts: list[int], a: int, b: int) -> None:
        """A sentence without a verb of saying: more of a speech, or the reporter's own."""
        state = self.state
        spokesman = bool(state.current and any("سخنگو" in r for r in state.current.roles))
        narrates = NARRATION.search(self.masked, a, b) if not spokesman else STRONG_NARRATION.match(self.masked, a, b)
        if state.current and state.mode == "quote" and not narrates:
            self._say(state.current, (a, b), quote=True)
            return
        if (
            state.current
            and state.mode == "reported"
            and not narrates
            and GOES_ON.search(self.masked, a, b)
            and not finder.at(0, len(starts))
        ):
            self._say(state.current, (a, b), quote=False)
            return
        if self._quotation(a, b):
            return
        state.mode = ""
        subject = finder.find(0, len(starts))
        if subject and subject.kind == "mention" and subject.mention and subject.mention.name:
            state.topic = self.voices.speaker(finder, subject, 0)

    def _quotation(self, a: int, b: int) -> bool:
        """A paragraph of nothing but quotation marks goes on with the last speaker."""
        text = self.doc.folded[a:b].strip()
        if self.state.current and text[:1] in '«"' and text.rstrip(".!؟ ")[-1:] in '»"' and len(text.split()) > 4:
            self._say(self.state.current, (a, b), quote=True)
            self.state.mode = "quote"
            return True
        return False

    def _say(self, person: Person, span: Span, quote: bool) -> None:
        a, b = span
        if not quote and (m := CREDIT.match(self.doc.folded, a, b)):
            a = m.end()
        a, b = trim(self.doc.text, a, b)
        if a < b:
            person.spoke += 1
            self.state.heading = False
            self.state.current = self.state.topic = person
            self.turns.append(Turn(person, (a, b), quote))
            for turn in self.later:
                turn.person.spoke += 1
                self.turns.append(Turn(turn.person, (a, b), quote))
            self.later.clear()


def _ends_label(people: People, k: int) -> bool:
    """Whether nothing but a remark in brackets follows: «معصومه کیخا (مخالف افزایش بلیت): …»."""
    return k == len(people.tokens) or (people.word(k) == "(" and people.word(len(people.tokens) - 1) == ")")


def _index(starts: list[int], at: int) -> int:
    """The first token that starts at `at` or behind it."""
    return bisect_left(starts, at)


def _is_reporter(finder: Finder, subject: Subject) -> bool:
    return finder.people.word(subject.start).startswith(("خبرنگار", "گزارش"))
