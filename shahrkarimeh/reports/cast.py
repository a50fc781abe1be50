"""The people of a post: every naming of someone, by full name, surname, or office, comes to the same person."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat

from shahrkarimeh.text.letters import fold, squeeze
from shahrkarimeh.text.people import tidy
from shahrkarimeh.text.phrases import SOFT_TITLES
from shahrkarimeh.text.words import lexicon

_ROLE_NOISE = frozenset("اسلامی مقدس محترم و جلسه وقت این شریف معزز ای ی".split())
_SAME_WORD = {
    "شورای": "شورا",
    "سخنگوی": "سخنگو",
    "کلانشهر": "شهر",
    "ریاست": "رییس",
    "اعضای": "عضو",
    "کمیسیونهای": "کمیسیون",
    "معاونت": "معاون",
}
_MOST_PEOPLE = 400
_TELLING = 3
# Offices that many hold at once: one of them alone names nobody.
# «رئیس پیشین شورا» is not its head
_OTHERS = ("نایب", "پیشین", "سابق", "اسبق")
_COMMON = frozenset(("عضو",))
_GLUED_CITY = re.compile(r"^(شهر|شهردار|شورا|استان|استاندار|فرماندار)(.{2,})$")


def _bare(word: str) -> str:
    """The word without the ezafe written behind a vowel: شهدای, روسای."""
    return word[:-1] if len(word) > _TELLING and word.endswith("ای") else word


@lru_cache(maxsize=4096)
def role_words(role: str, city: str = "") -> tuple[str, ...]:
    """The words of an office that tell it from others, in order."""
    out: list[str] = []
    for raw in re.findall(r"[^\W_]+", fold(role)):
        m = _GLUED_CITY.match(raw)
        parts = [m[1], m[2]] if m and city and m[2] == city else [raw]
        out += [w for w in (_SAME_WORD.get(p, p) for p in map(_bare, parts)) if w not in _ROLE_NOISE]
    return tuple(out)


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    it = iter(long)
    return all(w in it for w in short)


def _begins(short: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether the longer description is the other, which tells three words or more, with more behind it."""
    pairs = list(zip(short, whole, strict=False))
    return len(whole) > len(short) >= _TELLING and all(a == b or a + "ی" == b for a, b in pairs)


@lru_cache(maxsize=4096)
def same_office(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one description is the other with words left out: `رئیس شورا`, `رئیس شورای اسلامی شهر قم`."""
    short, long = sorted((a, b), key=len)
    if not short or not _within(short, long) or short[0] != long[0]:
        return False
    if any((w in long) != (w in short) for w in _OTHERS):
        return False
    orgs = lexicon().orgs
    first = [next((w for w in words[1:] if w in orgs or w == "شورا"), None) for words in (short, long)]
    if first[0] is None:
        if short == ("رییس",) and first[1] not in (None, "شورا", "کمیسیون"):
            return False  # «با اجازه رئیس» is the meeting's head, not the health centre's
        # «شهردار» is no «شهردار منطقه 5», «معاون» alone is no one's
        return first[1] not in ("منطقه", "ناحیه") and not (
            len(short) == 1 and short[0] in ("معاون", "مدیر", "عضو", "کارشناس", "نماینده")
        )
    return first[0] == first[1]


@dataclass(eq=False)
class Person:
    """Someone of the post."""

    names: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """The offices that stood beside words of theirs."""
    titles: set[str] = field(default_factory=set)
    """The words of the titles before the name, folded: they tell two of one surname apart."""
    _folded: list[str] = field(default_factory=list, repr=False)
    spoke: int = 0
    seen: int = 0

    @property
    def name(self) -> str | None:
        """The fullest form of the name, as published but tidied."""
        return max(self.names, key=lambda n: (len(fold(n).split()), len(n)), default=None)

    def bears(self, folded: str) -> bool:
        """Whether a folded name is theirs, or their surname."""
        if len(self._folded) != len(self.names):
            self._folded = [fold(n) for n in self.names]
        return any(map(_same_name, repeat(folded), self._folded))

    def role(self, city: str) -> str | None:
        """The office, as full as the post gives it: of two, the one beside the words, a membership last."""
        if not self.roles:
            return None
        words = {r: role_words(r, city) for r in self.roles}

        first = next((r for r in self.beside if words.get(r, ("عضو",))[:1] != ("عضو",)), None)
        first = (
            first or next((r for r in self.roles if words[r][:1] != ("عضو",)), None) or (self.beside or self.roles)[0]
        )
        if words[first][:1] == ("عضو",):
            first = max(self.roles, key=lambda r: ("کمیسیون" in words[r], len(words[r])))
        family = [r for r in self.roles if same_office(words[r], words[first])] or [first]
        return max(family, key=lambda r: (len(words[r]), not r.startswith("ریاست"), r in self.beside))


class Cast:
    """All the people of one post."""

    def __init__(self, city: str = "") -> None:
        self.people: list[Person] = []
        self.city = squeeze(city)
        self._clock = 0

    def touch(self, person: Person) -> Person:
        """Remember that the person was named just now."""
        self._clock += 1
        person.seen = self._clock
        return person

    def by_name(self, name: str, title: str = "", but: Person | None = None) -> Person | None:
        """The person of that name or surname; of several the one with that title, no other than `but`, named last."""
        folded = fold(name)
        found = self._named(folded)
        if not found and folded.split(" ")[0] in SOFT_TITLES:
            found = self._named(folded.partition(" ")[2])  # «مولوی نارویی»
        if len(found) < 2:
            return found[0] if found else None
        exact = [p for p in found if any(squeeze(n) == squeeze(name) for n in p.names)]
        if title and not exact:
            words = set(title.split())
            return max(found, key=lambda p: (len(words & p.titles), p is not but, p.seen))
        return max(exact or found, key=lambda p: p.seen)

    def _named(self, folded: str) -> list[Person]:
        return [p for p in self.people if p.bears(folded)] if folded else []

    def is_city(self, name: str) -> bool:
        """Whether what was read as a name is the city's."""
        return bool(self.city) and squeeze(name) == self.city

    def by_role(self, role: str) -> Person | None:
        """The one who holds the office; None where nobody does, or many may."""
        words = role_words(role, self.city)
        if not words or words[0] in _COMMON:
            return None
        found = [p for p in self.people if any(same_office(words, role_words(r, self.city)) for r in p.roles)]
        if len(found) < 2:
            return found[0] if found else None
        exact = [p for p in found if any(words == role_words(r, self.city) for r in p.roles)]
        spoken = [p for p in found if p.spoke]
        return max(exact or (spoken if len(spoken) == 1 else found), key=lambda p: p.seen)

    def fuller(self, role: str, person: Person) -> bool:
        """Whether the office adds to those of the person nothing but words of offices and the city."""
        lex = lexicon()
        whole = role_words(role, self.city)
        if any(_begins(role_words(r, self.city), whole) for r in person.roles):
            return True
        have = {w for r in person.roles for w in role_words(r, self.city)}
        new = [w for w in role_words(role, self.city) if w not in have]
        return all(w in lex.role_words or w in lex.orgs or w == "شورا" or w in self.city for w in new)

    @property
    def full(self) -> bool:
        """Whether the post names more people than any report does: a list of employees, a book."""
        return len(self.people) >= _MOST_PEOPLE

    def add(self, name: str | None, role: str | None) -> Person:
        """A new person."""
        person = Person([tidy(name)] if name else [], [tidy(role)] if role else [])
        self.people.append(person)
        return self.touch(person)

    def merge(self, person: Person, other: Person | None) -> Person:
        """`other`, who has not spoken, turns out to be `person`."""
        if other and other is not person and not other.spoke:
            person.names += other.names
            person.roles += [r for r in other.roles if r not in person.roles]
            self.people.remove(other)
        return person

    def enrich(self, person: Person, name: str | None, role: str | None) -> Person:
        """Another naming of the person."""
        if name and tidy(name) not in person.names:
            person.names.append(tidy(name))
        if role and tidy(role) not in person.roles and tidy(role) != "ریاست":
            person.roles.append(tidy(role))
        return self.touch(person)


@lru_cache(maxsize=8192)
def _same_name(a: str, b: str) -> bool:
    """Whether one is the other, or its surname: the shorter ends the longer, or stands behind its first words."""
    x, y = a.split(), b.split()
    if "".join(x) == "".join(y):
        return True
    if len(x) > len(y) or (len(x) == len(y) and len(a) > len(b)):
        x, y = y, x
    short = "".join(x)
    if short not in "".join(y):
        return False  # most pairs, and the cheapest to tell
    tails = {"".join(y[k:]) for k in range(1, len(y))}
    heads = {"".join(y[k:n]) for k in range(1, len(y)) for n in range(k + 1, len(y))} if len(y) > 2 else set()
    given = lexicon().given
    bare = {"".join(y[1:])} if y[0] in ("سید", "سیده", "میر") else set()
    if short in tails | bare:
        return not (len(x) == 1 and x[0] in given and x[0] != y[-1])
    # «حسینی» for «رحیم حسینی دودانگه», but no given name in the middle
    return short in heads and len(short) > 3 and x[0] not in given
