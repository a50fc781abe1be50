"""A phrase that names several matters, cut into them: «لایحه … و لایحه …», «اصلاح … و تمدید …», «دو لایحه «…» و «…»».

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.matter import words
from shahrkarimeh.reports.matter_words import ACTS, PAPERS, SAME_HEAD, SEVERAL, E

Span = tuple[int, int]

_AND = re.compile(r"،? و |، ?")
# «دو لایحه «…» و «…»»
_SOME_PAPERS = re.compile(r"(?:#+|دو|سه|چند) (?:لایحه|طرح|پیشنهاد|درخواست|مصوبه|موضوع)(?: [^\W\d_]+){0,3} [«\"]")
_IN_MARKS = re.compile(r"[«\"]([^«»\"]{5,140})(?:[»\"]|$)")
_ACT = re.compile(rf"(?:{ACTS}){E}")
_AND_ACT = re.compile(rf" و (?P<act>(?:{ACTS}){E})")
_FULL = 3


def split_acts(mask: Mask, a: int, b: int) -> list[Span]:
    """The acts of a list: «نام گذاری … و تمدید …»."""
    text = mask.text
    ats = [a, *(m.end() for m in re.finditer(rf"(?:،| و) ?(?=(?:{ACTS}){E})", text[a:b]))]
    ats = [at if i == 0 else a + at for i, at in enumerate(ats)]
    out = []
    for at, end in zip(ats, [*ats[1:], b], strict=True):
        piece = re.sub(r"(?:،| و) *$", "", text[at:end]).rstrip(" ،")
        out.append((at, at + len(piece)))
    return out


def split(mask: Mask, span: Span) -> list[Span]:
    """The matters that a phrase names together: «لایحه … و لایحه …»."""
    a, b = span
    text = mask.text[a:b]
    urgency = re.match(r"(?:(?:یک|دو|سه|#+) ?)?فوریت(?= و (?:اصل|کلیات|خود))", text)
    if urgency:
        return [(a, a + urgency.end()), (a + urgency.end() + 3, b)]
    quoted = [m.span(1) for m in _IN_MARKS.finditer(text)] if _SOME_PAPERS.match(text) else []
    if len(quoted) > 1:
        return [(a + s, a + e) for s, e in quoted]
    several = SEVERAL.match(text)
    if several:
        rest = a + several.end()
        papers = re.match(rf"(?:{PAPERS}){E}", mask.text[rest:b])
        return split(mask, (rest, b)) if papers else split_acts(mask, rest, b)
    head = re.match(rf"(?:{PAPERS}){E}", text)
    if not head or head[0] in ("اصلاحیه", "متمم"):
        return _acts(a, text) or [span]
    cuts = [m for m in SAME_HEAD.finditer(text) if m["h"] == head[0]]
    out, at = [], 0
    for m in cuts:
        out.append((a + at, a + m.start()))
        at = m.end()
    return [*out, (a + at, b)] if cuts else [span]


def _two_acts(a: int, text: str) -> list[Span]:
    """Two acts of unlike kinds, each with what it is done to: «اصلاح اساسنامه سازمان … و تمدید قرارداد …»."""
    cuts = list(_AND_ACT.finditer(text))
    first = _ACT.match(text)
    if len(cuts) != 1 or first is None or first[0] == cuts[0]["act"]:
        return []
    m = cuts[0]
    if words(text[: m.start()]) < _FULL or words(text[m.end() :]) < _FULL - 1 or " و " in text[: m.start()]:
        return []
    return [(a, a + m.start()), (a + m.start("act"), a + len(text))]


def _acts(a: int, text: str) -> list[Span]:
    """The acts of an enumeration: «خرید امبولانس، اجاره سالن کشتی و کمک به خانه ریاضی»; empty where it is none."""
    if "،" not in text:
        return _two_acts(a, text)
    out, at = [], 0
    for m in [*_AND.finditer(text), None]:
        end = m.start() if m else len(text)
        if m and not headed(text[m.end() :]):
            continue
        if words(text[at:end]) < 2 or not headed(text[at:end]):
            return []
        out.append((a + at, a + end))
        at = m.end() if m else end
    return out if len(out) > 2 else []
