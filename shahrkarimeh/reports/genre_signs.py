"""What the wording of a post shows of its kind, as signs for `genre_model`; none is a verdict."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from shahrkarimeh.reports.bodies import Body
from shahrkarimeh.reports.document import Span
from shahrkarimeh.reports.gatherings import Gathering
from shahrkarimeh.reports.genre import RULES
from shahrkarimeh.reports.genre_words import (
    COLON,
    DECIDES,
    DISCUSSES,
    LATELY,
    MINUTES,
    OTHER_EVENT,
    OTHER_GENRE,
    PAST_END,
    SPEAKS,
    VOTES,
)
from shahrkarimeh.reports.reading import Reading
from shahrkarimeh.text.patterns import compiled

_L, _R = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_NEAR = 1600  # how much of a sentence is looked at, characters
_SENTENCES = 3
_READ = 3000
_MANY = 4
_BINS = ("0", "1", "2-3", "4+")
_VERB = 40  # in how many characters a sentence ends with its verb
# Tenses, by the end of a sentence
_FUTURE = compiled(rf"{_L}(?:خواهد|خواهند|خواهیم) \S+\W*$|{_L}می ?(?:شود|شوند|گردد|کند|کنند|رود|روند)\W*$")
_PRESENT = compiled(rf"{_L}(?:است|نیست|دارد|ندارد|دارند|هست|هستند|می ?\S+(?:د|م|یم|ند))\W*$")
_BEFORE_PAST = compiled(rf"(?<=[^\W\d_])ه بود(?:ند)?{_R}")
_DONE = compiled(rf"{_L}(?:رسیده|شده|گذشته|گرفته|یافته)(?:[،.]| (?:است|و|بود|اند){_R})")
_FIRST_PERSON = compiled(rf"{_L}(?:من|ما|بنده|اینجانب|نگارنده|ایم|هستیم|کردیم|گفتم|دادیم|می ?\S{{2,9}}(?:م|یم)){_R}")
_AT_THIS = compiled(rf"{_L}(?:در ?)?(?:این|همین) ?(?:جلسه|نشست|صحن){_R}")
_AT_THAT = compiled(rf"{_L}ان ?(?:جلسه|نشست){_R}")
_AT_OTHER = compiled(
    rf"{_L}(?:این|همین) ?(?:دیدار|بازدید|مراسم|ایین|همایش|ملاقات|گفت ?و ?گو|گفتگو|نامه|بیانیه|یادداشت|ویدیو|کارگاه){_R}"
)
_TALK = compiled(
    rf"{_L}(?:گفت ?و ?گو|گفتگو|مصاحبه|یادداشت\S*|نوشت|نوشته|نظرسنجی|خوانندگان|پرسیدیم|توییت\S*|میزگرد|"
    rf"مجری|شنوندگان|رادیو\S*|میهمان برنامه|پادکست|رونمایی|کتاب){_R}"
)
_ABOUT_IT = compiled(
    rf"{_L}(?:همزمان با|پس از|پیش از|بر ?پایه|به استناد|استناد|با اشاره به|واکنش به|طبق|مصوبه|مصوبات|"
    rf"برابر|نتیجه|درباره|پیش از این|یاداور|پیرو|بر ?اساس)(?: \S+){{0,3}} $"
)
_IN = compiled(rf"{_L}(?:در|طی) ?(?:\S+ )?$")
_WHO = (
    ("number", compiled(r"\W{0,5}(?:\S{1,20} ){0,5}\S{0,20}مین {1,2}(?:\S{1,20} )?(?:جلسه|نشست|صحن)")),
    ("meeting", compiled(r"\W*(?:\S+ )?(?:جلسه|نشست|صحن)")),
    ("commission", compiled(r"\W*(?:اعضای )?کمیسیون")),
    ("members", compiled(r"\W*(?:\S+ (?:تن|نفر) از )?(?:اعضای?|عضو|نمایندگان|منتخبان)")),
    ("council", compiled(r"\W*(?:شورا|پارلمان)")),
    ("head", compiled(r"\W*(?:نایب ?)?(?:رییس|سخنگوی|منشی|خزانه دار)")),
    ("mayor", compiled(r"\W*(?:شهردار|سرپرست|معاون|مدیر)")),
    ("report", compiled(r"\W*(?:به|ب) ?گزارش")),
    ("others", compiled(r"\W*(?:فرماندار|استاندار|دادستان|وزیر|نماینده|امام)")),
)


def _count(pattern: re.Pattern[str], folded: str) -> int:
    """How often something is said, as far as it makes a difference to `_binned`."""
    return sum(1 for _ in islice(pattern.finditer(folded, 0, _READ), _MANY))


def _binned(n: int) -> str:
    return _BINS[0 if n == 0 else 1 if n == 1 else 2 if n < _MANY else 3]


def _tense(sentence: str) -> str:
    """The tense in which a sentence ends."""
    end = sentence[-_VERB:]
    for name, pattern in (("future", _FUTURE), ("present", _PRESENT), ("past", PAST_END)):
        if pattern.search(end):
            return name
    return "none"


def _kind(found: Sequence[Body]) -> str:
    return found[0].kind if found else "none"


def _of_gathering(folded: str, g: Gathering) -> Iterator[str]:
    """How a meeting is spoken of: whether held, by whom, with a number, in what clause."""
    before = folded[max(g.sentence[0], g.start - 60) : g.start]
    rest = folded[g.end : min(g.sentence[1], g.end + _NEAR)]
    yield g.when
    yield f"{g.when} of {g.body.kind if g.body else 'nobody'}"
    yield "numbered" if g.number is not None else "unnumbered"
    yield "told" if g.told else "said"
    yield "at it" if _IN.search(before) else "about it" if _ABOUT_IT.search(before) else "it"
    yield "at head" if g.start - g.sentence[0] < len("یکصد و بیست و یکمین جلسه") else "within"
    for name, pattern in (("done", _DONE), ("before past", _BEFORE_PAST), ("speaks", SPEAKS), ("decides", DECIDES)):
        if pattern.search(rest):
            yield name


def _of_sentence(r: Reading, folded: str, span: Span, found: Sequence[Body]) -> Iterator[str]:
    """What one sentence of title or lead shows."""
    a, b = span[0], min(span[1], span[0] + _NEAR)
    words = folded[a:b]
    said = COLON.search(folded, a, b)
    told = folded[a : said.start()] if said else words
    here = [x for x in found if a <= x.start < b]
    who = next((name for name, pattern in _WHO if pattern.match(words)), "else")
    tense, kind = _tense(told), _kind(here)
    yield tense
    yield f"body {kind}"
    yield f"who {who}"
    yield f"who {who} {tense}"
    yield f"body {kind} {tense}"
    for name, pattern in (
        ("decides", DECIDES), ("discusses", DISCUSSES), ("votes", VOTES), ("lately", LATELY), ("event", OTHER_EVENT),
        ("speaks", SPEAKS), ("talk", _TALK), ("first person", _FIRST_PERSON), ("before past", _BEFORE_PAST),
        ("done", _DONE),
    ):  # fmt: skip
        if pattern.search(told):
            yield name
    if "؟" in words:
        yield "asks"


def signs(r: Reading) -> set[str]:
    """The signs of a post that are quickly told: `title future`, `first held of council`."""
    doc = r.doc
    found: set[str] = {f"genre {bool(OTHER_GENRE.match(doc.folded_title))}"}
    first = r.first
    groups: list[tuple[str, str, Sequence[Gathering]]] = [
        ("first", doc.folded, [first] if first else []),
        ("any", doc.folded, [g for g in r.gatherings[:1] if g != first]),
        ("title", doc.folded_title, r.title_gatherings[:1]),
    ]
    if first:
        place = next((i for i, span in enumerate(doc.sentences[:_SENTENCES]) if first.sentence == span), _SENTENCES)
        found.add(f"first in {place}")
        found.add(f"first in {place} {first.when}")
    for name, folded, gathered in groups:
        found.update(f"{name} {sign}" for g in gathered for sign in _of_gathering(folded, g))
        if not gathered:
            found.add(f"{name} none")
    found.update(f"title {s}" for s in _of_sentence(r, doc.folded_title, (0, len(doc.folded_title)), r.title_bodies))
    for i, span in enumerate(doc.sentences[:_SENTENCES]):
        found.update(f"sentence {i} {s}" for s in _of_sentence(r, doc.folded, span, r.bodies))
    for when in ("held", "coming", "void", "earlier", "unknown"):
        found.add(f"{when} {_binned(sum(g.when == when and not g.told and not g.foreign for g in r.gatherings))}")
    found.add(f"foreign {_binned(sum(g.foreign for g in r.gatherings))}")
    found.add(f"asks {_binned(doc.folded.count('؟', 0, _READ))}")
    found.add(f"minutes {bool(MINUTES.search(doc.folded_title))}")
    found.add(f"sentences {_binned(len(doc.sentences) // 4)}")
    return found


_COUNTED = (
    ("at this", _AT_THIS), ("at that", _AT_THAT), ("at other", _AT_OTHER), ("decides", DECIDES), ("votes", VOTES),
    ("first person", _FIRST_PERSON), ("speaks", SPEAKS),
)  # fmt: skip


class Slow(NamedTuple):
    """Signs for which much of the text must be searched; a post has at most one of them."""

    signs: Sequence[str]
    """`at this 0`, `at this 1`, …; `rule minutes`."""
    find: Callable[[Reading], list[str]]


def _how_often(name: str, pattern: re.Pattern[str]) -> Slow:
    return Slow([f"{name} {n}" for n in _BINS], lambda r: [f"{name} {_binned(_count(pattern, r.doc.folded))}"])


def _whether(sign: str, holds: Callable[[Reading], bool]) -> Slow:
    return Slow([sign], lambda r: [sign] if holds(r) else [])


SLOW = (
    *(_how_often(name, pattern) for name, pattern in _COUNTED),
    *(_whether(f"rule {name}", holds) for name, holds in RULES.items()),
)
"""The other signs."""
