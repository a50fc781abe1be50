"""The words of Persian names and offices, and the tokens that patterns of people are read from."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from shahrkarimeh.text.letters import ZWNJ, fold

_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|\n|_")

# «دراین جلسه», «باحضور», «حضورشهردار»: words lost the space behind them.
_GLUED_FUNCTION = re.compile(
    r"(?P<a>در|با|از|به|بر)(?P<b>این|حضور|ادامه|پایان|ابتدا|ابتدای|ریاست|غیاب|جلسه|نشست|صحن|پاسخ|دفاع|واکنش|حاشیه|حالی|خصوص|مورد|اشاره|بیان|تاکید)$"
    r"|(?P<c>حضور|ریاست)(?P<d>شهردار|فرماندار|استاندار|رییس|دکتر|مهندس|اقای|معاون|مدیر|داشت|داشتند)"
    r"|(?P<e>نیز)(?P<f>که|در|با|ضمن)"
    r"|(?P<g>و)(?P<h>(?:در|با|به)(?:حضور|ریاست|غیاب))$"
)
_PLAIN_ENDING = re.compile("(?:ا|ها|های?|هایی|ان|ین|ی|یها|یهای|انی|انه|ای|ات|ش)$")


# Texts up to this length keep their tokens: a report is read sentence by sentence, by several rules
_KEPT = 200_000


class Token(NamedTuple):
    """A word, a number or a mark of folded text."""

    text: str
    start: int
    end: int
    joined: bool = False
    """Tied to the token before it by a half-space."""

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()


@dataclass(frozen=True)
class Lexicon:
    """The word lists of people.toml, folded. A phrase is a tuple of words."""

    titles: Mapping[str, Sequence[tuple[str, ...]]]
    """The phrases by their first words, the longest first."""
    heads: Mapping[str, Sequence[tuple[str, ...]]]
    """The same of offices."""
    plural_heads: frozenset[str]
    orgs: frozenset[str]
    role_words: frozenset[str]
    object_starters: frozenset[str]
    suffixes: frozenset[str]
    given: frozenset[str]
    weak: frozenset[str]
    demonyms: frozenset[str]
    stops: frozenset[str]
    places: frozenset[str]
    glued: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """The word lists, read once."""
    raw = tomllib.loads(files("shahrkarimeh.text").joinpath("people.toml").read_text("utf-8"))

    def phrases(key: str) -> dict[str, list[tuple[str, ...]]]:
        every = {tuple(fold(p).split()) for line in raw[key].split("\n") for p in line.split("|") if p.strip()}
        out: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(every, key=len, reverse=True):
            out.setdefault(phrase[0], []).append(phrase)
        return out

    def words(key: str, parts: bool = False) -> frozenset[str]:
        # posts write a half-space as such, as a space, or not at all
        every = raw[key].split()
        whole = {fold(w.replace(ZWNJ, "")) for w in every}
        return frozenset(whole | {p for w in every for p in fold(w).split()} if parts else whole)

    return Lexicon(
        titles=phrases("titles"),
        heads=phrases("role_heads"),
        plural_heads=words("plural_heads"),
        orgs=words("org_heads"),
        role_words=words("role_words", parts=True),
        object_starters=words("object_starters"),
        suffixes=words("surname_suffixes"),
        # A half-space of the list is a space or nothing in a post; «نعمت الله» is read by its second word.
        given=frozenset(fold(n.replace(ZWNJ, "")) for n in raw["given_names"].split()),
        weak=words("weak_names"),
        demonyms=words("demonyms"),
        stops=words("stops") - words("org_heads"),
        places=words("place_words"),
        glued=tuple(fold(raw["glued_titles"]).split()),
    )


@lru_cache(maxsize=16384)
def _cut(word: str) -> int:
    """Where a word falls apart into two that were glued; 0 where it is whole."""
    if m := _GLUED_FUNCTION.match(word):
        return next(m.end(g) for g in "aceg" if m[g])
    for title in lexicon().glued:
        rest = word[len(title) :]
        if word.startswith(title) and len(rest) > 2 and not _PLAIN_ENDING.fullmatch(rest):
            return len(title)
    for head in ("شهردار", "استاندار", "فرماندار"):
        rest = word[len(head) :]
        if word.startswith(head) and len(rest) > 1 and not _PLAIN_ENDING.fullmatch(rest):
            return len(head)
    return 0


def tokens(folded: str, start: int = 0, end: int | None = None, text: str = "") -> list[Token]:
    """The tokens of `folded[start:end]`; titles, offices and prepositions glued to the next word stand alone.

    With the `text` that was folded, words tied by half-spaces are known as such.
    """
    stop = len(folded) if end is None else end
    if len(folded) > _KEPT:
        return _read(folded, start, stop, text)
    if _inside_word(folded, start) or _inside_word(folded, stop):
        # «باحضورشهردارقم» read from its third word on falls apart otherwise than as a whole
        return _read(folded, start, stop, text)
    every, starts = _table(folded, text)
    out = every[bisect_left(starts, start) : bisect_left(starts, stop)]
    if out and out[0].joined:
        out[0] = out[0]._replace(joined=False)
    return out


def _inside_word(folded: str, at: int) -> bool:
    return 0 < at < len(folded) and folded[at - 1].isalnum() and folded[at].isalnum()


@lru_cache(maxsize=6)
def _table(folded: str, text: str) -> tuple[list[Token], Sequence[int]]:
    """The tokens of the whole text, and where they start."""
    if not text:
        every = _read(folded, 0, len(folded), "")
        return every, [t.start for t in every]
    plain, starts = _table(folded, "")
    # both readings are asked for of most posts, and differ in the few words that half-spaces tie
    return (_tied(plain, starts, text) if ZWNJ in text else plain), starts


def _tied(plain: list[Token], starts: Sequence[int], text: str) -> list[Token]:
    """The tokens of a whole text, those behind a half-space joined; one that was cut off its word's end is whole."""
    every = plain.copy()
    at = text.find(ZWNJ)
    while at >= 0:
        i = bisect_left(starts, at + 1)
        if 0 < i < len(every) and starts[i] == at + 1 and every[i - 1].end == at and not _is_cut(every, i):
            every[i] = every[i]._replace(joined=True)
        at = text.find(ZWNJ, at + 1)
    return every


def _is_cut(every: Sequence[Token], i: int) -> bool:
    """Whether token `i` is the first part of two that were glued: letters stand right behind its own."""
    token = every[i]
    if i + 1 == len(every) or every[i + 1].start != token.end:
        return False
    return all(t.text[0].isalnum() and not t.text[0].isdecimal() for t in (token, every[i + 1]))


def _read(folded: str, start: int, end: int, text: str) -> list[Token]:
    out: list[Token] = []
    for m in _WORD.finditer(folded, start, end):
        word, (a, b) = m[0], m.span()
        cut = _cut(word) if b - a > 4 else 0
        if cut:
            out += [Token(word[:cut], a, a + cut), *_read(folded, a + cut, b, "")]
        else:
            tied = bool(text and out and text[a - 1] == ZWNJ and out[-1].end == a - 1)
            out.append(Token(word, a, b, tied))
    return out
