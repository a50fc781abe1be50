"""People as reports name them: titles, names and offices, read from folded text.

`دکتر سعید فرهمندیان شهردار قم` is a mention with a name and a role; `شهردار قم` one with a role alone. Names of
the word list are known anywhere; others by where they stand: behind a title, before an office or a verb of saying.
"""

import re
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from shahrkarimeh.text.letters import ZWNJ, fold, whole
from shahrkarimeh.text.offices import Offices
from shahrkarimeh.text.patterns import compiled
from shahrkarimeh.text.phrases import DIVINE, SAYYED
from shahrkarimeh.text.words import lexicon

Span = tuple[int, int]

_LONG_ENOUGH = 2  # tokens: «نرگس شفیعی‌ها عضو شورا»
_ITEM_STARTS = frozenset(("،", ",", "؛", "و", ":", "-", "(", ")", "همراه", "حضور"))
_WHOSE_VIEW = frozenset(("گفته", "باور", "اعتقاد", "عقیده", "نظر", "زعم", "اذعان", "تعبیر", "بیان", "نگاه"))


class Mention(NamedTuple):
    """One naming of a person or an office. Spans are `[start, end)` of the folded text; titles are in no name."""

    start: int
    end: int
    name: Span | None = None
    role: Span | None = None
    titled: bool = False
    certain: bool = True
    """False for a name that only its place makes one."""
    group: bool = False
    """An office in the plural: `معاونان شهردار`."""


@cache
def _beginnings() -> frozenset[str]:
    return lexicon().openers | SAYYED | DIVINE


class People(Offices):
    """Reads mentions from the tokens of one stretch of folded text."""

    def __init__(self, folded: str, start: int = 0, end: int | None = None, text: str = "") -> None:
        super().__init__(folded, start, end, text)
        self._found: dict[int, tuple[Mention, int] | None] = {}
        self.sure = False
        """Whether names stand here and nothing else: behind «غایبین:»."""
        self.parted = False
        """Whether a comma parts a name from the next item, and never from the office that its bearer holds."""
        self.apposition = False
        """Whether a name behind an office and a comma is its holder's (in a sentence) or another item (in a list)."""

    def mention_at(self, i: int) -> tuple[Mention, int] | None:
        """The mention that begins with token `i` and the index behind it."""
        if i not in self._found:
            self._found[i] = self._mention_at(i)
        return self._found[i]

    def in_sentence(self) -> None:
        """From here on a name behind an office and a comma is its holder's: lone offices before one are read anew."""
        self.apposition = True
        self._found = {i: found for i, found in self._found.items() if not found or not self._may_be_held(*found)}

    def _may_be_held(self, m: Mention, end: int) -> bool:
        """Whether a given name stands behind an office that ends at token `end`."""
        return not m.name and not m.group and self.is_given(end + (self.word(end) in ("،", "(")))

    def _mention_at(self, i: int) -> tuple[Mention, int] | None:
        titled = self.titles_at(i)
        j = i + titled
        if self.is_stop(j):
            return None
        if self.words[j] not in self._lex.openers:
            return self._name_first(i, j, bool(titled))
        if self.words[j] in self._lex.plural_heads and not titled:
            return self._group(i)
        if self.head_at(j) and not self._name_wins(j):
            # «به ریاست حسن رضایی» names no office, «ریاست شورا» does
            bare = self.word(j) == "ریاست" and self.word(j + 1) not in self._lex.orgs
            return None if bare else self._office_first(i, j)
        return self._name_first(i, j, bool(titled))

    @cached_property
    def openings(self) -> list[int]:
        """The tokens that may begin a title, an office, or a name that its words make one, in order."""
        sure = _beginnings()
        return [i for i, word in enumerate(self.words) if word in sure or i in self._given]

    def _name_wins(self, j: int) -> bool:
        # «ناظر» or «استاد» may be names' words; an office follows none of these
        return self.word(j) in self._lex.given and self.is_given(j + 1)

    def _group(self, i: int) -> tuple[Mention, int]:
        k = self.role_end(i + 1, i)
        a, b = self.starts[i], self.end(k - 1)
        return Mention(a, b, role=(a, b), group=True), k

    def _office_first(self, i: int, j: int) -> tuple[Mention, int]:
        k = self.role_end(j + self.head_at(j), j)
        role = (self.starts[j], self.end(k - 1))
        out = Mention(self.starts[i], role[1], role=role)
        n = k + (self.word(k) in ("،", "("))
        titled = self.titles_at(n)
        if self.word(k) == "(" and not (titled or self.is_given(n)):
            return out, k
        if (titled and not self.is_stop(n + titled) and not self.head_at(n + titled)) or (
            (n == k and self.strong(n)) or (self.apposition and self.is_given(n) and not self.is_stop(n + 1))
        ):
            e, certain = self.name_end(n + titled, bool(titled))
            if e > n + titled and not self.head_at(e + (self.word(e) in ("،", "("))):
                name = (self.starts[n + titled], self.end(e - 1))
                closed = self.word(k) == "(" and self.word(e) == ")"
                return out._replace(name=name, end=name[1], titled=bool(titled), certain=certain), e + closed
        return out, k

    def _name_first(self, i: int, j: int, titled: bool) -> tuple[Mention, int] | None:
        e, certain = self.name_end(j, titled)
        last = self.words[e - 1]
        plural = last in ("ها", "های") and not (
            self.is_given(j) and e - j > _LONG_ENOUGH and self.head_at(e + (self.word(e) == "،"))
        )
        if e == j or plural or (last in ("تر", "ترین") and self.joined[e - 1]):
            return None
        name = (self.starts[j], self.end(e - 1))
        out = Mention(self.starts[i], name[1], name=name, titled=titled, certain=certain or titled)
        if self.word(e + 1) in ("،", "(") and self.head_at(e + 2) and self.may_end_name(e):
            name, e = (name[0], self.end(e)), e + 1  # «خلف بیت سیاح، نایب رییس شورا»
            out = out._replace(name=name, end=name[1])
        # «بیاتی رئیس شورا», «بیاتی، رئیس شورا», «بیاتی (رئیس شورا)»
        # «بهروز دغاغله دیگر عضو کمیسیون», «مرضیه مشهدی، بانوی عضو شورا»
        n = e + (self.word(e) in (("(",) if self.parted else ("،", "(", "-", ",")))
        while self.word(n) in ("دیگر", "بانوی", "تنها"):
            n += 1
        if (self.word(n), self.word(n + 1)) == ("از", "اعضای") and self.word(n + 2) == "کمیسیون":
            k = self.role_end(n + 3, n + 2)  # «راد، از اعضای کمیسیون عمران، …»
            return out._replace(role=(self.starts[n], self.end(k - 1)), end=self.end(k - 1)), k
        if not (h := self.head_at(n)) or (
            self.word(n) == "ریاست" and self._lex.orgs.isdisjoint((self.word(n + 1), self.word(n + 2)))
        ):
            return out, e  # «که رضا راد ریاست آن را داشت»
        k = self.role_end(n + h, n)
        if self.word(e) == "،" and not self.parted:
            k = self.until_comma(k)
            if self.word(i - 1) in _WHOSE_VIEW and self.word(k) != "،":
                return out, e  # «به باور سینا راد، شهردار دنبال وقت است»
        if self.word(n) == "عضو" and self.word(k) == "و" and (h := self.head_at(k + 1)):
            # of two offices the one that is more than a membership
            n, k = k + 1, self.role_end(k + 1 + h, k + 1)
        if self.word(e) == "-" and self.word(k) not in ("-", ""):
            return out, e
        role = (self.starts[n], self.end(k - 1))
        return out._replace(role=role, end=role[1]), k + (self.word(e) == "(" and self.word(k) == ")")


def find_people(folded: str, start: int = 0, end: int | None = None, text: str = "") -> list[Mention]:
    """The people and offices of a list (`با حضور …`): items parted by commas and و, in order, groups among them.

    `text`, what was folded, tells half-spaces from spaces and makes names surer.
    """
    people = People(folded, start, end, text)
    out, i, fresh = [], 0, True
    while i < len(people.words):
        if fresh and (found := people.mention_at(i)):
            out.append(found[0])
            i, fresh = found[1], people.word(found[1] - 1) == ")"
            continue
        fresh = people.word(i) in _ITEM_STARTS
        i += 1
    return out


def strip_titles(name: str) -> str:
    """The name without the titles before it; سید and میر stay."""
    people = People(fold(name))
    n = people.titles_at(0)
    if not n or n >= len(people.words):
        return name.strip()
    a, b = whole(name, people.starts[n], len(name))
    return name[a:b]


_LETTERS = str.maketrans("يىكة۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "ییکه01234567890123456789")
_KASHIDA = re.compile("[ـ\u064b-\u0652]")
_HALF_SPACE = re.compile(rf"\s*{ZWNJ}\s*")
_OTHER_MEMBER = re.compile("^(عضو|رئیس|دبیر) دیگر ")
# «شهردارقم», «رئیس شورای شهرقم»: the city lost the space before it
_GLUED_OFFICE = compiled(r"\b(شهردار|استاندار|فرماندار)(?=[^\Wیاه]\w)|\b(شهر|شورای)(?=قم\b)|(?<=\b)(شورای)(?=شهر\b)")


@lru_cache(maxsize=1024)
def tidy(phrase: str) -> str:
    """A name or an office as a reader would write it: Persian letters, Western digits, single spaces."""
    text = _KASHIDA.sub("", phrase).translate(_LETTERS)
    text = " ".join(_HALF_SPACE.sub(ZWNJ, text).split()).strip(" ،,.؛:-(")
    text = _OTHER_MEMBER.sub(r"\1 ", text)
    return _GLUED_OFFICE.sub(lambda m: m[0] + " ", text)
