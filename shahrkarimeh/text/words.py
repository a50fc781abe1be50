"""The words of Persian names and offices, and the tokens that patterns of people are read from."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate

from shahrkarimeh.text.letters import ZWNJ, fold

_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|\n|_")

# «دراین جلسه», «باحضور», «حضورشهردار»: words lost the space behind them.
_GLUED_FUNCTION = re.compile(
    r"(?P<a>در|با|از|به|بر)(?P<b>این|حضور|ادامه|پایان|ابتدا|ابتدای|ریاست|غیاب|نبود|جلسه|نشست|صحن|پاسخ|دفاع|واکنش|حاشیه|حالی|خصوص|مورد|اشاره|بیان|تاکید)$"
    r"|(?P<c>حضور|ریاست)(?P<d>شهردار|فرماندار|استاندار|رییس|دکتر|مهندس|اقای|معاون|مدیر|داشت|داشتند)"
    r"|(?P<e>نیز)(?P<f>که|در|با|ضمن)"
    r"|(?P<g>و)(?P<h>(?:در|با|به)(?:حضور|ریاست|غیاب)|"
    r"رییس|نایب|عضو|شهردار|فرماندار|معاون|مدیر|مدیرکل|سرپرست|نماینده|هییت|دکتر|مهندس|اقای|خانم)$"
)
_PLAIN_ENDING = re.compile("(?:ا|ها|های?|هایی|ان|ین|ی|یها|یهای|انی|انه|ای|ات|ش)$")


# Texts up to this length keep their tokens: a report is read sentence by sentence, by several rules
_KEPT = 200_000
_SHORT = 3  # no two words are glued to one so short


@dataclass(slots=True)
class Tokens:
    """The words, numbers and marks of a stretch of folded text, in order, and what is known of each."""

    words: list[str]
    starts: list[int]
    joined: list[bool]
    """Which are tied to the token before by a half-space."""

    def end(self, i: int) -> int:
        """Where token `i` ends."""
        return self.starts[i] + len(self.words[i])


@dataclass(frozen=True)
class Lexicon:
    """The word lists of people.toml, folded. A phrase is a tuple of words."""

    titles: Mapping[str, Sequence[tuple[str, ...]]]
    """The phrases by their first words, the longest first."""
    heads: Mapping[str, Sequence[tuple[str, ...]]]
    """The same of offices."""
    plural_heads: frozenset[str]
    openers: frozenset[str]
    """What a title or an office begins with, in the plural too."""
    orgs: frozenset[str]
    role_words: frozenset[str]
    object_starters: frozenset[str]
    suffixes: frozenset[str]
    given: frozenset[str]
    weak: frozenset[str]
    demonyms: frozenset[str]
    stops: frozenset[str]
    places: frozenset[str]
    cities: frozenset[str]
    """The first words of the names of cities and provinces."""
    glued: tuple[str, ...]


_PROVINCES = (
    "کردستان لرستان خوزستان سیستان گیلان مازندران گلستان فارس البرز مرکزی هرمزگان خراسان آذربایجان چهارمحال کهگیلویه"
)


def _cities() -> frozenset[str]:
    lines = files("shahrkarimeh.text").joinpath("cities.txt").read_text("utf-8").splitlines()
    names = (fold(re.split("[:=?]", line)[0]).split() for line in lines if not line.startswith("#"))
    return frozenset({*(name[0] for name in names if name), *fold(_PROVINCES).split()})


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

    titles, heads, plural_heads = phrases("titles"), phrases("role_heads"), words("plural_heads")
    return Lexicon(
        titles=titles,
        heads=heads,
        plural_heads=plural_heads,
        openers=plural_heads.union(titles, heads, ("سخنگوی",)),
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
        cities=_cities(),
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


def tokens(folded: str, start: int = 0, end: int | None = None, text: str = "") -> Tokens:
    """The tokens of `folded[start:end]`; titles, offices and prepositions glued to the next word stand alone.

    With the `text` that was folded, words tied by half-spaces are known as such.
    """
    stop = len(folded) if end is None else end
    if len(folded) > _KEPT or _inside_word(folded, start) or _inside_word(folded, stop):
        # «باحضورشهردارقم» read from its third word on falls apart otherwise than as a whole
        return _tied(_read(folded, start, stop), text)
    every = _table(folded, text)
    first, last = bisect_left(every.starts, start), bisect_left(every.starts, stop)
    out = Tokens(every.words[first:last], every.starts[first:last], every.joined[first:last])
    if out.joined:
        out.joined[0] = False
    return out


def _inside_word(folded: str, at: int) -> bool:
    return 0 < at < len(folded) and folded[at - 1].isalnum() and folded[at].isalnum()


@lru_cache(maxsize=6)
def _table(folded: str, text: str) -> Tokens:
    """The tokens of the whole text; both readings are asked for of most posts, and differ in a few half-spaces."""
    return _tied(_table(folded, ""), text) if text else _read(folded, 0, len(folded))


def _tied(plain: Tokens, text: str) -> Tokens:
    """The tokens, those behind a half-space of the text joined; one that was cut off its word's end is whole."""
    starts, joined = plain.starts, plain.joined.copy()
    at = text.find(ZWNJ, starts[0], starts[-1]) if starts else -1
    while at >= 0:
        i = bisect_left(starts, at + 1)
        if i and starts[i] == at + 1 and plain.end(i - 1) == at and not _is_cut(plain, i):
            joined[i] = True
        at = text.find(ZWNJ, at + 1, starts[-1])
    return Tokens(plain.words, starts, joined)


def _is_cut(every: Tokens, i: int) -> bool:
    """Whether token `i` is the first part of two that were glued: letters stand right behind its own."""
    if i + 1 == len(every.words) or every.starts[i + 1] != every.end(i):
        return False
    return all(w[0].isalnum() and not w[0].isdecimal() for w in every.words[i : i + 2])


def _read(folded: str, start: int, end: int) -> Tokens:
    words, starts = [], []
    at = start
    for piece in folded[start:end].split(" "):
        if piece.isalpha():
            words.append(piece)
            starts.append(at)
        elif piece:
            for m in _WORD.finditer(piece):
                words.append(m[0])
                starts.append(at + m.start())
        at += len(piece) + 1
    for i in reversed([i for i, word in enumerate(words) if len(word) > _SHORT and _cut(word)]):
        parts = _parts(words[i])
        words[i : i + 1] = parts
        starts[i : i + 1] = accumulate(map(len, parts[:-1]), initial=starts[i])
    return Tokens(words, starts, [False] * len(words))


def _parts(word: str) -> list[str]:
    """The words that one falls apart into, whole where it does not."""
    cut = _cut(word) if len(word) > _SHORT else 0
    return [word[:cut], *_parts(word[cut:])] if cut else [word]
