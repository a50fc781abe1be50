"""Who says what: each sentence of reported speech, given to its speaker."""

import re
from dataclasses import dataclass, field

from shahrkarimeh.reports.cast import Cast, Person
from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.speech_verbs import SpeechVerb, speech_verbs
from shahrkarimeh.reports.subjects import Finder, Subject
from shahrkarimeh.text.letters import whole
from shahrkarimeh.text.people import Mention, People, tidy

_QUOTED = re.compile(r"«[^«»]{1,1500}»|\"[^\"]{1,1500}\"|“[^”]{1,1500}”")
_WORDS = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"[^\n]+")
_SOURCE = re.compile(
    r"(?<!\w)(?:به\s*(?:گفته|اعتقاد|باور|عقیده|بیان|زعم|اذعان|نظر|روایت)|از\s*(?:نظر|نگاه|دید|دیدگاه|منظر))\s*(?:ی\s+)?(?=\w)"
)
_LABEL = re.compile(r"[\s\-•*▪🔹🔸–ـ\d.)]*(?P<who>[^:\n]{2,90}?)\s*:\s*")
_NO_LABEL = re.compile(
    r"(?<!\w)(?:منبع|غایب\w*|حاضر\w*|مصوبه|ماده|تبصره|تاریخ|شماره|دستور|موضوع|رونوشت|عکس|ناظر|رییس جلسه|منشی جلسه|دبیر جلسه|امضا\w*|اعضا\w*|گزارش\w*)"
)
# What only a reporter says: decisions, the course of the meeting
_NARRATION = re.compile(
    r"(?<!\w)(?:به\s*تصویب\s*(?:\w+\s*){0,3}?(?:رسید|رسیدند|نرسید)|(?:تصویب|مصوب|برگزار|تشکیل|موکول|ارجاع|مطرح|مقرر|رد|انتخاب|قرایت|اغاز|حذف|برگزیده|بررسی|تقدیر|تاکید|تجلیل|اهدا|معرفی)\s*(?:شد|شدند|گردید|گردیدند)"
    r"|موافقت\s*(?:شد|کردند|گردید)|مورد\s*(?:تصویب|موافقت|پذیرش|بحث|بررسی)\s*(?:واقع|قرار)|رای\s*(?:نیاورد|دادند|گرفت|ندادند)|حضور\s*(?:داشتند|داشت|نداشتند)|به\s*پایان\s*رسید"
    r"|مسکوت\s*ماند|پایان\s*یافت|سپرده\s*شد|ابلاغ\s*گردید|غایب\s*بود(?:ند)?|گفتنی\s*است|شایان\s*ذکر|لازم\s*به\s*(?:ذکر|یاداوری)|یاداور\s*می\s*شود|این\s*گزارش|در\s*(?:ادامه|پایان|خاتمه)\s*(?:ی\s*)?(?:این\s*)?(?:جلسه|نشست)?|همچنین\s*در\s*این\s*جلسه)(?!\w)"
)
_STRONG_NARRATION = re.compile(
    r"^\W*(?:گفتنی\s*است|شایان\s*ذکر|لازم\s*به|یاداور\s*می\s*شود|سرانجام|در\s*(?:پایان|خاتمه|نهایت)|به\s*گزارش|بر\s*اساس\s*این\s*گزارش)"
)
_FIRST_PERSON = re.compile(
    r"(?<!\w)(?:ما|من|خودمان|شهرمان|\w+ه\s?ا(?:یم|م)"
    r"|(?:ن?می\s?)?ن?(?:کن|ده|دار|خواه|باش|کرد|شو|نیست|هست|دید|توان|رس|گیر|گذار|ساز|دان|خواست|داشت|داد|گفت)یم)(?!\w)"
)
_GOES_ON = re.compile(
    r"(?<!\w)(?:می|نمی|باید|نباید|است|نیست|خواهد|خواهند|شود|شوند|دارد|دارند|کند|کنند|هستند|باشد)(?!\w)"
)
# Verbs that go on with what someone was saying
_MORE = re.compile(r"افزود|ادامه|اضافه")
_RECALL = re.compile(r"خاطر|یاد|تصریح|تاکید|ابراز|اذعان|متذکر")
_HEADING_WORDS = 10
_ANOTHER = frozenset("نیز هم اما دیگر سپس ولی پاسخ جواب واکنش دفاع".split())
_CREDIT = re.compile(r"\s*به\s*گزار?ش?\s[^،\n]{2,120}?،\s*")


@dataclass(frozen=True, slots=True)
class Turn:
    """Words of one person."""

    person: Person
    span: Span
    quote: bool


@dataclass
class _State:
    current: Person | None = None
    topic: Person | None = None
    mode: str = ""
    paragraph: int = 0
    first_in_paragraph: bool = True
    ends_open: bool = False
    heading: bool = False
    """The last speaker was named by a heading, `رئیس شورا: …`."""


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
        self.state = _State()

    def read(self) -> list[Turn]:
        """All the turns, in order."""
        at = 0
        for number, (a, b) in enumerate(_lines(self.doc)):
            before = self.state
            self.state = _State(current=before.current, topic=before.topic, paragraph=number, heading=before.heading)
            open_quote = before.ends_open or (before.mode == "quote" and self._first_person(a, b))
            if open_quote:
                self.state.mode = "quote"
            while at < len(self.doc.sentences) and self.doc.sentences[at][0] < b:
                self._sentence(*self.doc.sentences[at])
                self.state.first_in_paragraph = False
                at += 1
        return self.turns

    def _first_person(self, a: int, b: int) -> bool:
        text = self.masked[a : min(b, a + 400)]
        return bool(_FIRST_PERSON.search(text)) and not speech_verbs(self.masked, a, b) and not _NARRATION.search(text)

    def _sentence(self, a: int, b: int) -> None:
        folded = self.doc.folded
        if self._label(a, b):
            return
        verbs = speech_verbs(self.masked, a, b)
        people = People(self.masked, a, b, self.doc.text)
        finder = Finder(people, self._known)
        starts = [t.start for t in people.tokens]
        if not (verbs and self._verbs(finder, starts, verbs, a, b)) and not self._source(finder, starts, a, b):
            self._silent(finder, starts, a, b)
        self.state.ends_open = folded[a:b].rstrip().endswith((":", "؛")) and self.state.mode == "quote"

    def _known(self, m: Mention) -> bool:
        return bool(m.name and self.cast.by_name(self.doc.slice(*m.name)))

    # --- who

    def person_of(self, m: Mention, another: bool, continuing: bool) -> Person | None:
        """The person a mention names; None for an office that many hold."""
        person = self._person_of(m, another, continuing)
        if person and m.role:
            person.beside.append(tidy(self.doc.slice(*m.role)))
        return person

    def _person_of(self, m: Mention, another: bool, continuing: bool) -> Person | None:
        name = self.doc.slice(*m.name) if m.name else None
        role = self.doc.slice(*m.role) if m.role else None
        current = self.state.current
        if name:
            person = self.cast.by_name(name)
            if not person and role and (holder := self.cast.by_role(role)) and not holder.names:
                person = holder
            if not role and not another and current and not current.names and (self._opening(current) or continuing):
                person = self.cast.merge(current, person) if person is None or not person.roles else person
            return self.cast.enrich(person, name, role) if person else self.cast.add(name, role)
        if not role:
            return None
        person = self.cast.by_role(role)
        if person:
            return self.cast.enrich(person, None, role)
        if current and current.names and not current.roles and not another and continuing:
            return self.cast.enrich(current, None, role)
        if role.split()[0] == "عضو" and current and not another and self._may_be_member(current):
            return self.cast.enrich(current, None, None if current.roles else role)
        return self.cast.add(None, role)

    def _may_be_member(self, person: Person) -> bool:
        return not person.roles or any("شورا" in r or "کمیسیون" in r for r in person.roles)

    def _opening(self, current: Person | None) -> bool:
        if self.state.heading:
            return True
        return bool(current) and self.state.paragraph <= 1 and sum(p.spoke > 0 for p in self.cast.people) == 1

    def _speaker(self, finder: Finder, subject: Subject | None, start: int, verb: str = "") -> Person | None:
        state = self.state
        if subject is None:
            return state.topic or state.current
        if subject.kind == "group":
            return None
        if subject.kind == "pronoun":
            return state.topic or state.current
        if subject.mention is None:
            return None
        around = {finder.people.word(k) for k in (*range(start, subject.start), subject.end, subject.end + 1)}
        alone = sum(p.spoke > 0 for p in self.cast.people) == 1
        named = bool(subject.mention.name)
        more = bool(_MORE.match(verb)) or "دیگری" in around
        role = self.doc.slice(*subject.mention.role) if subject.mention.role else ""
        of_council = any(w in role for w in ("شورا", "کمیسیون", "پارلمان")) and (alone or bool(_RECALL.match(verb)))
        continuing = more if named else bool(state.mode) or (state.first_in_paragraph and (of_council or more))
        another = bool(around & _ANOTHER)
        return self.person_of(subject.mention, another, continuing)

    # --- the forms of speech

    def _label(self, a: int, b: int) -> bool:
        """«طاهره زبرخانی: …», «آقای املشی (رییس): …»."""
        if not (m := _LABEL.match(self.masked, a, b)) or _NO_LABEL.search(m["who"]) or len(m["who"].split()) > 12:
            return False
        people = People(self.masked, m.start("who"), m.end("who"), self.doc.text)
        found = people.mention_at(0)
        if not found or found[1] < len(people.tokens) or found[0].group:
            return False
        rest = _WORDS.findall(self.doc.folded, m.end(), b)
        if rest and (len(rest) < 3 or (found[0].name is None and not _speaks(rest))):
            return False
        if not (found[0].certain or found[0].role or self._known(found[0])):
            return False
        person = self.person_of(found[0], another=True, continuing=False)
        if not person:
            return False
        self._notice(person)
        self.state.mode = "quote"
        self.state.ends_open = not rest
        if rest:
            self._say(person, (m.end(), b), quote=True)
        self.state.heading = len(rest) < _HEADING_WORDS
        return True

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
            if n == 0 and subject is None and not self._may_elide(finder, at, stop):
                person = None
            elif n == 0 or subject:
                found = self._speaker(finder, subject, at, self.masked[verb.start : verb.end])
                if group and found is not person:
                    said |= self._give(person, group, begin, starts[subject.start] if subject else verb.start)
                    group, begin = [], starts[subject.start] if subject else verb.start
                person = found
                self._notice(person)
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
        while finder.people.word(k) in ("و", "،") and (found := finder.people.mention_at(k + 1)) and found[0].name:
            if found[0].certain and (person := self.person_of(found[0], another=True, continuing=False)):
                self.later.append(Turn(person, span, quote=False))
            k = found[1]

    def _notice(self, person: Person | None) -> None:
        if person:
            self.state.current = self.state.topic = person

    def _quote_end(self, verb: SpeechVerb, end: int) -> int:
        """Behind the closing mark of what the verb quotes, or the sentence's end; the verb's own end without a quotation."""
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
            if len(pending) > 1 or _CONTENT.search(self.masked, at, pending[0].start):
                self._say(person, (at, v.end), quote=False)
            at = self._quote_end(v, end)
            self._say(person, (v.quote_at, at), quote=True)
            self.state.mode = "quote"
            pending = []
        if pending:
            self._say(person, (at, end), quote=False)
            self.state.mode = "reported"
        return True

    def _may_elide(self, finder: Finder, at: int, stop: int) -> bool:
        """Whether the sentence may go on with the last speaker, no subject being said."""
        if not (self.state.topic or self.state.current):
            return False
        first = finder.people.word(at)
        return stop - at <= 1 or first in _ADJUNCT_STARTS or not self.state.first_in_paragraph

    def _source(self, finder: Finder, starts: list[int], a: int, b: int) -> bool:
        """«به گفته شهردار، …»."""
        for m in _SOURCE.finditer(self.masked, a, b):
            at = _index(starts, m.end())
            subject = finder.at(at, len(starts))
            if not subject or subject.kind == "group":
                continue
            if (
                subject.mention
                and subject.mention.name
                and not (subject.mention.certain or subject.mention.role or self._known(subject.mention))
            ):
                continue
            person = self._speaker(finder, subject, at)
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
        narrates = _NARRATION.search(self.masked, a, b) if not spokesman else _STRONG_NARRATION.search(self.masked[a:b])
        if state.current and state.mode == "quote" and not narrates:
            self._say(state.current, (a, b), quote=True)
            return
        if (
            state.current
            and state.mode == "reported"
            and not narrates
            and _GOES_ON.search(self.masked, a, b)
            and not finder.at(0, len(starts))
        ):
            self._say(state.current, (a, b), quote=False)
            return
        if self._quotation(a, b):
            return
        state.mode = ""
        subject = finder.find(0, len(starts))
        if subject and subject.kind == "mention" and subject.mention and subject.mention.name:
            state.topic = self._speaker(finder, subject, 0)

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
        if not quote and (m := _CREDIT.match(self.doc.folded, a, b)):
            a = m.end()
        a, b = _trim(self.doc.text, a, b)
        if a < b:
            person.spoke += 1
            self.state.heading = False
            self.state.current = self.state.topic = person
            self.turns.append(Turn(person, (a, b), quote))
            for turn in self.later:
                turn.person.spoke += 1
                self.turns.append(Turn(turn.person, (a, b), quote))
            self.later.clear()


_FINITE = frozenset("می نمی باید نباید است نیست خواهد شود دارد کند شد کرد بود داد گرفت رسید دهد باشد هستیم کنید بگیرد داریم دارم هستم چرا".split())


def _lines(doc: Document) -> list[Span]:
    """The lines of the text: a block, or an item of a list."""
    lines = [(a + m.start(), a + m.end()) for a, b in doc.paragraphs for m in _LINE.finditer(doc.text[a:b])]
    return lines


def _speaks(words: list[str]) -> bool:
    """Whether the words hold a finite verb."""
    return any(w in _FINITE or (len(w) > 3 and w.endswith(("یم", "ند", "ست", "ید"))) for w in words)


def _index(starts: list[int], at: int) -> int:
    return next((k for k, s in enumerate(starts) if s >= at), len(starts))


def _is_reporter(finder: Finder, subject: Subject) -> bool:
    return finder.people.word(subject.start).startswith(("خبرنگار", "گزارش"))


_ADJUNCT_STARTS = frozenset(
    "با ضمن در همچنین سپس وی از به بر برای پس پیش درباره اما نیز و ایشان او طی پیرامون درخصوص علاوه".split()
)
_CONTENT = re.compile(
    r"(?<!\w)(?:ضمن|با\s+(?:بیان|اشاره|تاکید|انتقاد|گلایه|یاداوری|تشریح|اعلام|ابراز|اظهار|درخواست|قدردانی|تقدیر|تشکر|تبریک|تسلیت|گرامیداشت|ارایه|رد|اذعان|استناد|توجه|تجلیل|هشدار|مخاطب))(?!\w)"
)


def mask(folded: str) -> str:
    """The folded text with its quotations blanked, so that nothing said is read as the reporter's."""
    return _QUOTED.sub(lambda m: m[0][0] + re.sub(r"[^\n]", " ", m[0][1:-1]) + m[0][-1], folded)


def _trim(text: str, a: int, b: int) -> Span:
    a, b = whole(text, a, b)
    while a < b and (text[a].isspace() or text[a] in "،,:؛-"):
        a += 1
    while b > a and (text[b - 1].isspace() or text[b - 1] in "،,؛:"):
        b -= 1
    if b - a > 2 and text[a] in "«“\"" and text[b - 1] in "»”\"" and not set(text[a + 1 : b - 1]) & set("«»“”\""):
        return a + 1, b - 1
    return a, b
