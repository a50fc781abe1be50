"""Who is the subject of a verb of saying: whoever stands before it in no preposition's grip."""

from bisect import bisect_left
from collections.abc import Callable
from functools import cache
from typing import Literal, NamedTuple

from shahrkarimeh.reports.subject_words import (
    ASIDES,
    BEHIND_NAMES,
    CLAUSES,
    COUNCIL,
    DEMONSTRATIVE_HEADS,
    GROUPS,
    HELD,
    HOLDERS,
    JOINTS,
    LISTING,
    MEETINGS,
    OF_OUTLETS,
    OPENERS,
    PREPOSITIONS,
    PRESENCE,
    PRONOUNS,
    SAYING,
    VERBS,
    WORDS_OF_SOMEONE,
)
from shahrkarimeh.text.naming import has_shape, is_name_word
from shahrkarimeh.text.people import Mention, People
from shahrkarimeh.text.words import lexicon


class Subject(NamedTuple):
    """What was found: a mention, a pronoun for someone named before, or a group whose words are nobody's."""

    kind: Literal["mention", "pronoun", "group"]
    start: int
    end: int
    """Index of the token behind it."""
    mention: Mention | None = None


_CLAUSE = 150  # words of the longest clause worth skipping
_LONGEST_NAME = 5  # words


@cache
def _official() -> frozenset[str]:
    lex = lexicon()
    return lex.orgs | lex.role_words | lex.places | lex.object_starters


class Finder:
    """Finds subjects in one sentence, the words of which are `people`."""

    def __init__(self, people: People, known: Callable[[Mention], bool]) -> None:
        self.people, self._known = people, known
        people.in_sentence()
        self._words = words = people.words
        self._verbs = [k for k, w in enumerate(words) if w in VERBS]
        self._ends = [k + 1 for k in self._verbs if k + 1 < len(words) and words[k + 1] in ("،", ",")]

    def find(self, i: int, stop: int) -> Subject | None:
        """The subject of a verb at token `stop`, looked for from token `i`."""
        last = self.between(i, stop)
        if last and last.mention and last.mention.name and self._known(last.mention):
            return last  # «شهردار نیز حضور داشت و عساکره … اعلام کرد»
        return self._scan(i, stop, strict=True) or self._scan(i, stop, strict=False)

    def theme(self, stop: int) -> Subject | None:
        """Whom a sentence without a verb of saying is about, as its first words tell."""
        if self.people.openings and self.people.openings[0] < stop:
            return self.find(0, stop)
        return self._scan(0, stop, strict=True)

    def at(self, i: int, stop: int) -> Subject | None:
        """The subject that begins with token `i`, or behind a leading و."""
        p = self.people
        while i < stop and p.word(i) in ("و", "،", ",", "اما", "ولی", "؛"):
            i += 1
        return self._subject_at(i, stop, opened=True) if i < stop else None

    def between(self, i: int, stop: int) -> Subject | None:
        """A new subject of a later verb: «… متوقف شده است، اما پرویز کمیجانی، دیگر عضو شورا، … گفت»."""
        p, words = self.people, self._words
        for k in range(stop - 1, i, -1):
            joint = words[k]
            bare = joint == "و" and words[k - 1] not in VERBS
            if joint not in JOINTS or (bare and (i == 0 or stop - k > _LONGEST_NAME)):
                continue
            s = self._subject_at(k + 1, stop, opened=True)
            if s and s.kind == "pronoun" and s.end == stop and joint != "،":
                return s  # «… رفته است و او پاسخ داد»
            if bare:
                if s and s.mention and s.end == stop and self._known(s.mention):
                    return s  # «… راه بیفتد و حجتی‌فر گفت»
                continue
            if s and s.mention and joint == "،" and s.end == stop:
                return s  # «… تمام کنیم، آقای کاووسی گفت»
            if s and s.mention and joint == "؛":
                return s  # «… روبه‌رو شد؛ راد باور داشت»
            if joint == "که":
                if s and s.mention and s.end == stop and (s.mention.role or self._known(s.mention)):
                    return s  # «پرسید چرا …، که شهردار پاسخ داد»
                continue
            if s and s.mention and joint != "،" and s.kind == "mention":
                behind = p.word(s.end)
                if (
                    s.mention.role
                    or self._known(s.mention)
                    or (s.mention.certain and behind in ("نیز", "هم", "با", "در", "ضمن", "،", "از"))
                ):
                    return s
        return None

    def _opened(self, i: int, start: int) -> bool:
        if i == start:
            return True
        p, prior = self.people, self._words[i - 1]
        if prior in OPENERS or not prior[0].isalnum():
            return prior != "("
        if prior == "را":
            return True  # «این گلایه را رئیس اتحادیه … مطرح کرد»
        if p.word(i - 2) in ("شهر", "شورای") and p.head_at(i) and not p.joined[i - 1]:
            # «در جلسه شورای شهر سروستان | معاون شهردار …»
            return any(p.word(k) in MEETINGS for k in range(max(start, i - 7), i - 2)) and prior not in _official()
        return prior == "و" and (i - 1 == start or p.word(i - 2) in VERBS or p.word(i - 2) in HELD)

    def _subject_at(self, i: int, stop: int, opened: bool) -> Subject | None:
        p, w = self.people, self.people.word(i)
        if opened and w in PRONOUNS:
            return Subject("pronoun", i, i + 1)
        if opened and w in ("این", "همین") and (p.head_at(i + 1) or p.word(i + 1) in DEMONSTRATIVE_HEADS):
            found = p.mention_at(i + 1 + (p.word(i + 1) == "بانوی"))
            if found and found[0].role and found[0].start == found[0].role[0]:
                # «این عضو شورا افزود», «این عضو شورا، مینا راد، افزود»
                who = found[0]._replace(role=None) if found[0].name and found[0].certain else found[0]
                return Subject("pronoun", i, found[1], who)
            return Subject("pronoun", i, i + 2)
        if opened and w in COUNCIL and p.word(i - 1) in MEETINGS:
            return None  # «در جلسه | شورا، …»
        if opened and (w in GROUPS or (w == "یک" and p.head_at(i + 1)) or w in lexicon().plural_heads):
            return Subject("group", i, i + 1)
        found = p.mention_at(i)
        if not found or found[1] > stop:
            return None
        mention, end = found
        if mention.group:
            return Subject("group", i, end) if opened else None
        if self._acceptable(mention, i, end, opened):
            return Subject("mention", i, end, mention)
        return self._surname(mention, i, end) if opened else None

    def _surname(self, m: Mention, i: int, end: int) -> Subject | None:
        """A surname known from elsewhere with no mark behind it: «دهدشتی کسی را پاسخگو ندانست»."""
        if not m.name or m.role:
            return None
        for k in range(end - 1, i, -1):
            behind = self.people.end(k - 1)
            short = m._replace(name=(m.name[0], behind), end=behind)
            if self.people.starts[k - 1] >= m.name[0] and self._known(short):
                return Subject("mention", i, k, short)
        return None

    def _acceptable(self, m: Mention, i: int, end: int, opened: bool) -> bool:
        if m.name is None:
            return opened
        if m.certain:
            prior = self.people.word(i - 1)
            return opened or not (prior in HOLDERS or prior in lexicon().places)
        if not opened:
            return False
        first = self.people.folded[m.name[0] : m.name[1]].split()[0]
        if m.role and not (first in lexicon().object_starters and first not in lexicon().given):
            return True
        return self._known(m) or self._looks_like_a_name(m, end)

    def two_words(self, m: Mention) -> bool:
        """Whether the name is a given name and more: «پرستو کلانتری»."""
        first, _, rest = self.people.folded[slice(*(m.name or (0, 0)))].partition(" ")
        return first in lexicon().given and bool(rest)

    def _looks_like_a_name(self, m: Mention, end: int) -> bool:
        """An unknown name: two or three plain words with a particle or an adjunct behind."""
        follows = self.people.word(end)
        if not (follows in BEHIND_NAMES or follows in SAYING or follows == ":"):
            return False
        lex, (a, b) = lexicon(), m.name or (0, 0)
        words = self.people.folded[a:b].split()
        if words[-1] in OF_OUTLETS or words[-1] == "ها":
            return False
        tied = self.people.tied(bisect_left(self.people.starts, a))
        if not tied and any(w in _official() for w in words if w not in lex.given):
            return False
        strange = len(words) in (2, 3) and all(is_name_word(w) for w in words)
        suffixed = len(words) > 1 and words[-1] in lex.suffixes
        given = len(words) in (2, 3) and words[0] in lex.given
        return suffixed or given or strange or has_shape(words[-1])

    def _scan(self, start: int, stop: int, strict: bool) -> Subject | None:
        p, words, i = self.people, self._words, start
        while i < stop:
            w, prior = words[i], words[i - 1] if i > start else ""
            if w == "که" and self._as_said(i) and (s := self._subject_at(i + 1, stop, opened=True)):
                return s
            if w in ASIDES and (behind := self._behind_aside(i, start, stop)):
                i = behind
                continue
            free = prior == "میان" and p.word(i - 2) == "این"  # «در این میان رضا راد …»
            if (prior in PREPOSITIONS and not free) or prior in LISTING or (prior in HOLDERS and prior not in OPENERS):
                if found := p.mention_at(i):
                    if prior == "به" and p.word(i - 2) == "نوبت" and not found[0].group:
                        return Subject("mention", i, found[1], found[0])
                    if self._relative_holds(found[1], stop) and found[0].certain and found[0].name:
                        return Subject("mention", i, found[1], found[0])
                    i = self._behind_list(found[1], listing=prior in LISTING)
                    continue
            else:
                opened = self._opened(i, start)
                subject = self._subject_at(i, stop, opened) if opened or not strict else None
                if subject and subject.kind == "group" and any(p.word(k) in ("-", ":", "/") for k in range(i, stop)):
                    while p.word(i) not in ("-", ":", "/"):
                        i += 1
                    subject = None
                if subject:
                    return subject
            i += 1
        return None

    def _behind_aside(self, i: int, start: int, stop: int) -> int | None:
        """The token to go on from behind a clause, an outlet's credit or those present; None where `i` opens none."""
        words = self._words
        if words[i] in CLAUSES:
            return self._behind_clause(i, stop) if i > start else None
        if words[i] in PRESENCE:
            return next((k for k in range(i, stop) if words[k] in VERBS), i + 1)
        if i > start and words[i - 1] == "به":
            # the outlet and whom it credits: «به گزارش یزدآنلاین، …»
            return next((k for k in range(i, stop) if words[k] in ("،", ",", "در", ":", "؛")), i + 1)
        return None

    def _as_said(self, i: int) -> bool:
        """Whether «که» opens no clause apart: «آن‌گونه که شهردار می‌گوید», «جمله‌ای بود که او تکرار کرد»."""
        prior, before = self.people.word(i - 1), self.people.word(i - 2)
        if prior == "بود" and (found := self.people.mention_at(i + 1)) and found[0].name and found[0].role:
            return True  # «دستور اول، دیوارکشی باغ بود که مهندس راد شهردار لار از آن دفاع کرد»
        if prior in ("گونه", "انگونه", "همانگونه", "چنان", "همچنان", "انچنان", "طور", "انطور", "همانطور"):
            return True
        return prior in ("بود", "است", "بودند") and (before in WORDS_OF_SOMEONE or before in ("ای", "ی"))

    def _relative_holds(self, k: int, stop: int) -> bool:
        """Whether the verb at `stop` stands in a clause on the mention before `k`: «مخالفت شکوهیان که … خواند»."""
        p = self.people
        if p.word(k) != "که":
            return False
        return not any(p.word(n) in ("،", ",") and p.word(n - 1) in VERBS for n in range(k, stop))

    def _behind_list(self, k: int, listing: bool) -> int:
        p = self.people
        joints = ("و", "،", ",") if listing else ("و",)
        while p.word(k) in joints and (found := p.mention_at(k + 1)):
            k = found[1]
        return k

    def _behind_clause(self, i: int, stop: int) -> int:
        """The token where the main sentence goes on behind a clause that که opens at `i`."""
        p, stop = self.people, min(stop, i + _CLAUSE)
        ends = self._ends[bisect_left(self._ends, i + 1) : bisect_left(self._ends, stop)]
        if ends:
            # «با بیان اینکه … است، … دارد، گفت» ends at its last verb; «این جلسه که … شد، …» at its first
            return ends[-1] if p.word(i) == "اینکه" or p.word(i - 1) == "این" else ends[0]
        for k in self._verbs[bisect_left(self._verbs, i + 1) : bisect_left(self._verbs, stop)]:
            if (found := p.mention_at(k + 1)) and found[1] <= stop and found[0].certain:
                return k + 1
        return i + 1
