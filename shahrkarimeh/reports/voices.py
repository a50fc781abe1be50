"""Whose words they are: a mention, a pronoun or nothing at all before a verb of saying, brought to a person."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from shahrkarimeh.reports.cast import Cast, Person
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.subjects import Finder, Subject
from shahrkarimeh.text.people import Mention, tidy

# Verbs that go on with what someone was saying
_MORE = re.compile(r"افزود|ادامه|اضافه")
_RECALL = re.compile(r"خاطر|یاد|تصریح|تاکید|ابراز|اذعان|متذکر")
_ANOTHER = frozenset("نیز هم اما دیگر سپس ولی پاسخ جواب واکنش دفاع".split())
_ADJUNCT_STARTS = frozenset(
    "با ضمن در همچنین سپس وی از به بر برای پس پیش درباره اما نیز و ایشان او طی پیرامون درخصوص علاوه".split()
)


_OF_COUNCIL = re.compile("شورا|کمیسیون|جلسه")
_HE_TOO = {"هم", "نیز", "پاسخ", "جواب"}
_TO_MEMBER = {("به", "این"), ("از", "این"), ("با", "این")}
_ANSWERS = ("پاسخ", "جواب")
_NEAR = 8  # words
_REBUTTALS = {("رد", "کرد"), ("تکذیب", "کرد"), ("نپذیرفت", "و")}
_COMPLETE = ("شهردار", "فرماندار", "استاندار", "بخشدار", "دادستان")


def _rebuts(finder: Finder, at: int) -> bool:
    """«شهردار منطقه هفت این موضوع را رد کرد و گفت», «شهردار خطاب به این عضو افزود»: someone else than who spoke."""
    words = finder.people.words[at : at + _NEAR]
    return any(pair in _REBUTTALS or pair == ("این", "عضو") for pair in pairwise(words))


@dataclass
class State:
    """Where the reading stands: who spoke last (`current`), whom the last sentence was about (`topic`), and how."""

    current: Person | None = None
    topic: Person | None = None
    mode: str = ""
    paragraph: int = 0
    headlines: int = 0
    """How many of the lines before are headlines, which end without a stop."""
    first_in_paragraph: bool = True
    ends_open: bool = False
    asked: Mention | None = None
    """Of whom something was asked or wanted last, with nobody named since."""
    heading: bool = False
    """The last speaker was named by a heading, `رئیس شورا: …`."""


@dataclass
class Voices:
    """Tells who speaks, given who spoke."""

    doc: Document
    cast: Cast
    state: State = field(default_factory=State)

    def known(self, m: Mention) -> bool:
        """Whether the name is that of someone of the post."""
        return bool(m.name and self.cast.by_name(self.doc.slice(*m.name)))

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
        if name and self.cast.is_city(name):
            name = None  # «زاگرس‌نیوز/ایلام عضو شورا …»: a dateline
        if name:
            title = self.doc.folded[m.start : m.name[0]] if m.titled and m.name else ""
            person = self.cast.by_name(name, title, current)
            if not person and role and (holder := self.cast.by_role(role)) and not holder.names:
                person = holder
            if not role and not another and current and not current.names and (self._opening(current) or continuing):
                person = self.cast.merge(current, person) if person is None or not person.roles else person
            return self.cast.enrich(person, name, role) if person else self._new(name, role)
        if not role:
            return None
        person = self.cast.by_role(role)
        if person:
            return self.cast.enrich(person, None, role)
        if current and current.names and not current.roles and not another and continuing:
            return self.cast.enrich(current, None, role)
        if role.split()[0] == "عضو" and current and not another and self._may_be_member(current):
            return self.cast.enrich(current, None, None if current.roles else role)
        return self._new(None, role)

    def holder(self, m: Mention) -> Person | None:
        """The one an office names that stands alone: «معاون شهردار از این رأی راضی نبود. او …»."""
        role = self.doc.slice(*m.role) if m.role else ""
        first, _, rest = role.partition(" ")
        if first == "عضو" or (not rest and role not in _COMPLETE) or (first == "رئیس" and _OF_COUNCIL.search(rest)):
            return None
        return self.cast.by_role(role) or self._new(None, role)

    def _new(self, name: str | None, role: str | None) -> Person | None:
        return None if self.cast.full else self.cast.add(name, role)

    def _may_be_member(self, person: Person) -> bool:
        return not person.roles or any("شورا" in r or "کمیسیون" in r for r in person.roles)

    def _opening(self, current: Person | None) -> bool:
        if self.state.heading:
            return True
        return (
            bool(current)
            and self.state.paragraph <= 1 + self.state.headlines
            and sum(p.spoke > 0 for p in self.cast.people) == 1
        )

    def speaker(self, finder: Finder, subject: Subject | None, start: int, verb: str = "") -> Person | None:
        """The person a subject means; without a subject, the one who spoke last."""
        state = self.state
        if subject is None:
            return state.topic or state.current
        if subject.kind == "group":
            return None
        if subject.kind == "pronoun":
            if subject.mention and subject.mention.name:
                return self.person_of(subject.mention, another=False, continuing=True)
            behind = {finder.people.word(subject.end), finder.people.word(subject.end + 1)}
            if state.asked and (behind & _HE_TOO or verb.startswith(_ANSWERS)):
                return self.person_of(state.asked, another=True, continuing=False)
            person = state.topic or state.current
            if person and person.names and not person.roles and subject.mention and subject.mention.role:
                self.cast.enrich(person, None, self.doc.slice(*subject.mention.role))  # «این عضو شورا افزود»
            return person
        if subject.mention is None:
            return None
        state.asked = None
        around = {finder.people.word(k) for k in (*range(start, subject.start), subject.end, subject.end + 1)}
        alone = sum(p.spoke > 0 for p in self.cast.people) == 1
        named = bool(subject.mention.name)
        more = bool(_MORE.match(verb)) or bool(around & {"دیگری", "عین", "همچنین"})
        role = self.doc.slice(*subject.mention.role) if subject.mention.role else ""
        of_council = any(w in role for w in ("شورا", "کمیسیون", "پارلمان")) and (alone or bool(_RECALL.match(verb)))
        # «شهردار کرج علت را … دانست. نادر راد گفت: …»
        told = state.mode == "reported" and not state.first_in_paragraph
        plainly = subject.start == 0 and finder.people.word(subject.end) == "گفت" and finder.two_words(subject.mention)
        continuing = (
            more or (told and plainly)
            if named
            else bool(state.mode) or (state.first_in_paragraph and (of_council or more))
        )
        another = bool(around & _ANOTHER) or _rebuts(finder, subject.end)
        return self.person_of(subject.mention, another, continuing)

    def note_question(self, finder: Finder, start: int, stop: int, verb: str) -> None:
        """Remember whom a verb of asking before token `stop` asks: «از مالک خواست …»."""
        if not verb.startswith(("خواست", "پرسید")):
            return
        for k in range(stop - 1, start, -1):
            found = finder.people.mention_at(k + 1) if finder.people.word(k) == "از" else None
            if found and not found[0].group and (found[0].role or found[0].certain):
                self.state.asked = found[0]
                return

    def note_member(self, finder: Finder, stop: int, who: Person | None) -> None:
        """«شهردار در پاسخ به این عضو شورا گفت»: whoever spoke before is one."""
        last, people = self.state.current, finder.people
        for k in range(1, stop if last and last is not who and not last.roles else 0):
            if (people.word(k - 1), people.word(k)) in _TO_MEMBER and (found := people.mention_at(k + 1)):
                if found[0].role and not found[0].name and last:
                    self.cast.enrich(last, None, self.doc.slice(*found[0].role))
                return

    def notice(self, person: Person | None) -> None:
        """Remember that the person has the floor."""
        if person:
            self.state.current = self.state.topic = person

    def may_elide(self, finder: Finder, at: int, stop: int) -> bool:
        """Whether the sentence may go on with the last speaker, no subject being said."""
        if not (self.state.topic or self.state.current):
            return False
        first = finder.people.word(at)
        return stop - at <= 1 or first in _ADJUNCT_STARTS or not self.state.first_in_paragraph
