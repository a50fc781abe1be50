"""Who says what: each sentence of reported speech, given to its speaker."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from shahrkarimeh.reports.cast import Cast, Person
from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.labels import behind_dateline, label_at
from shahrkarimeh.reports.narration import (
    CONTENT,
    CREDIT,
    FIRST_PERSON,
    GOES_ON,
    NARRATION,
    OUTLET,
    STRONG_NARRATION,
    lines,
    mask,
    trim,
)
from shahrkarimeh.reports.roster import Named
from shahrkarimeh.reports.sources import (
    Turn,
    asker,
    credited,
    is_others,
    is_reporter,
    meant,
    named_by_noun,
    named_last,
    names_someone,
    signed,
)
from shahrkarimeh.reports.speech_verbs import SpeechVerb, quote_end, speech_verbs
from shahrkarimeh.reports.subjects import Finder, Subject
from shahrkarimeh.reports.voices import State, Voices
from shahrkarimeh.text.people import People

_HEADING_WORDS = 10
# No sentence is longer than this; what is, is read in pieces
_LONGEST = 3000
_HEADLINE = 90  # characters
_HEADLINES_END = 600
_DATELINES = 2  # paragraphs
_THEME = 50  # words at the head of a sentence that tell whom it is about
# A colon's words end where someone else is set against them: «…؛ اما مظفر رضایی … دانست»
_AGAINST = re.compile(r"؛\s*(?=(?:اما|ولی|در مقابل)\s)")


@dataclass
class Reader:
    """Reads the turns of a document; `cast` learns who is who on the way."""

    doc: Document
    cast: Cast
    named: Named
    turns: list[Turn] = field(default_factory=list)
    later: list[Turn] = field(default_factory=list)
    """Those who said the next words together with their first speaker."""

    def __post_init__(self) -> None:
        self.masked = mask(self.doc.folded)
        self.voices = Voices(self.doc, self.cast)

    def read(self) -> list[Turn]:
        """All the turns, in order."""
        at = 0
        for number, (a, b) in enumerate(lines(self.doc)):
            before = self.state
            self.voices.state = State(
                current=before.current,
                topic=before.topic,
                paragraph=number,
                headlines=before.headlines + self._headline_before(a),
                heading=before.heading,
            )
            open_quote = before.ends_open or (before.mode == "quote" and self._first_person(a, b))
            if open_quote:
                self.state.mode = "quote"
            while at < len(self.doc.sentences) and self.doc.sentences[at][0] < b:
                start, end = self.doc.sentences[at]
                for piece, stop in self._pieces(start, end):
                    self._sentence(piece, stop)
                self.state.first_in_paragraph = False
                at += 1
        if author := signed(self.doc, self.masked, self.voices):
            self.turns.append(author)
            self.turns.sort(key=lambda turn: turn.span)
        return self.turns

    @property
    def state(self) -> State:
        """Where the reading stands."""
        return self.voices.state

    def _pieces(self, start: int, end: int) -> Iterator[Span]:
        """The sentence, in parts where a second speaker is set against the first, or where it is too long."""
        cuts = [m.end() for m in _AGAINST.finditer(self.masked, start, end) if self._someone_speaks(m.end(), end)]
        for a, b in pairwise([start, *cuts, end]):
            for piece in range(a, b, _LONGEST):
                yield piece, min(b, piece + _LONGEST)

    def _someone_speaks(self, a: int, b: int) -> bool:
        people = self.doc.people(a, b)
        found = people.mention_at(1 + (people.word(0) == "در"))
        return bool(found and (found[0].certain or found[0].role) and speech_verbs(self.masked, a, b))

    def _headline_before(self, start: int) -> bool:
        """Whether the line before `start` is short and ends without a stop."""
        line = self.doc.folded[:start].rstrip().rpartition("\n")[2] if start <= _HEADLINES_END else ""
        return 0 < len(line) < _HEADLINE and line[-1].isalnum()

    def _first_person(self, a: int, b: int) -> bool:
        text = self.masked[a : min(b, a + 400)]
        return bool(FIRST_PERSON.search(text)) and not speech_verbs(self.masked, a, b) and not NARRATION.search(text)

    def _sentence(self, a: int, b: int) -> None:
        folded = self.doc.folded
        if (m := OUTLET.match(self.masked, a, b)) and not names_someone(self.doc.people(*m.span("who"))):
            a = m.end()
        if self.state.paragraph <= _DATELINES:
            a = behind_dateline(self.doc, self.masked, a, b)
        if self._label(a, b):
            return
        verbs = speech_verbs(self.masked, a, b)
        people = self._people(a, b)
        finder = Finder(people, self.voices.known)
        starts = people.starts
        if not (verbs and self._verbs(finder, starts, verbs, a, b)) and not self._source(finder, starts, a, b):
            self._silent(finder, starts, a, b)
        self.state.ends_open = folded[a:b].rstrip().endswith((":", "؛")) and self.state.mode == "quote"

    def _people(self, a: int, b: int) -> People:
        """Those named in the sentence, outside of quotations."""
        people = self.named.sentences.get((a, b))
        if people is None or self.masked[a:b] != self.doc.folded[a:b]:
            people = People(self.masked, a, b, self.doc.text)
        return people

    # --- the forms of speech

    def _label(self, a: int, b: int) -> bool:
        """«طاهره زبرخانی: …», «آقای املشی (رییس): …»."""
        label = label_at(self.doc, self.masked, self.voices.known, a, b)
        person = self.voices.person_of(label.who, another=True, continuing=False) if label else None
        if not label or not person:
            return False
        self.voices.notice(person)
        self.state.mode = "quote"
        self.state.ends_open = not label.words
        if label.words:
            self._say(person, (label.behind, b), quote=True)
        self.state.heading = label.words < _HEADING_WORDS
        return True

    def _verbs(self, finder: Finder, starts: list[int], verbs: list[SpeechVerb], a: int, b: int) -> bool:
        """Give the sentence's verbs to their subjects; neighbours of one person make one stretch."""
        at, begin, person = 0, a, None
        group: list[SpeechVerb] = []
        said = False
        for n, verb in enumerate(verbs):
            stop = bisect_left(starts, verb.start)
            fresh = n == 0 or verbs[n - 1].quote_at is not None
            subject = finder.find(at, stop) if fresh else finder.at(at, stop) or finder.between(at, stop)
            subject = meant(finder, subject, stop)
            if subject and subject.kind == "pronoun" and not (self.state.topic or self.state.current):
                subject = named_last(finder, subject.start) or subject
            if verb.plural and is_others(finder, stop):
                subject, person = Subject("group", stop, stop), None
            if subject and subject.kind == "group" and is_reporter(finder, subject) and (verb.quote_at or n == 0):
                self._sentence(verb.quote_at or verb.end, b)
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
                self.voices.note_member(finder, stop, person)
                self.voices.notice(person)
            if verb.plural and subject and person and verb.kind == "say":
                self._partners(finder, subject, (begin, verb.end))
            group.append(verb)
            self.voices.note_question(finder, at, stop, self.masked[verb.start : verb.end])
            at = bisect_left(starts, quote_end(self.masked, verb, b))
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
            if (found[0].certain or both or finder.two_words(found[0])) and (
                person := self.voices.person_of(found[0], another=True, continuing=False)
            ):
                self.later.append(Turn(person, span, quote=False))
            k = found[1]

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
            at = quote_end(self.masked, v, end)
            self._say(person, (v.quote_at, at), quote=True)
            self.state.mode = "quote"
            pending = []
        if pending:
            self._say(person, (at, end), quote=False)
            self.state.mode = "reported"
        return True

    def _source(self, finder: Finder, starts: list[int], a: int, b: int) -> bool:
        """«به گفته شهردار، …», «هشدار رئیس شورا درباره آب: …»."""
        found = credited(self.voices, finder, starts, (a, b)) or named_by_noun(self.voices, finder, starts, (a, b))
        if not found:
            return False
        self._say(found.person, found.span, found.quote)
        self.state.current = self.state.topic = found.person
        self.state.mode = "quote" if found.quote else "reported"
        return True

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
        self._he_is(finder)
        subject = finder.theme(min(len(starts), _THEME)) or asker(finder, (a, b))
        if subject and subject.kind == "mention" and subject.mention:
            state.topic = (
                self.voices.speaker(finder, subject, 0) if subject.mention.name else self.voices.holder(subject.mention)
            )

    def _he_is(self, finder: Finder) -> None:
        """«او رئیس کمیسیون گردشگری شوراست»."""
        people = finder.people
        if self.state.current and people.word(0) in ("او", "وی", "ایشان") and (found := people.mention_at(1)):
            role = found[0].role
            if role and not found[0].name and people.word(found[1]) in ("است", "بود"):
                self.cast.enrich(self.state.current, None, self.doc.slice(*role))

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
