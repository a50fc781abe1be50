"""Lists told inside one line: «مقرر گردید: 1) … 2) …», «مصوبات: - … - …», «مصوبات چنین بود: … (…)، … (…)».

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.reports.document import Span
from shahrkarimeh.reports.election_words import OFFICE
from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.verdicts import bare_outcome
from shahrkarimeh.reports.votes import votes_in
from shahrkarimeh.text.patterns import compiled

_NUMBERED = compiled(r"(?<=[\s:.؛])\(?(?P<n>#+) ?[)\-–ـ.] ?(?=[^\W\d_#])")
_LETTERED = compiled(r"(?<=[\s:.؛])(?P<l>الف|[بپتجدهوزح]) ?[)\-] ?(?=[^\W\d_#])")
_DASHED = compiled(r"(?<=[\s:.؛)])[\-–•*🔹🔸▪✅] ?(?=[^\W\d_#])")
_LEADS = compiled(
    r"(?:مقرر|مصوب|مصوبه|تصویب|تصمیم|مصوبات|تصمیمات|موافقت|نتیجه|نتایج|زیر|ذیل|شرح|"
    r"رای|هییت رییسه|هیات رییسه|برگزیده شد)[^:]{0,60}: ?$"
)
_BRACKETED = re.compile(r"(?:[\s،,؛]|(?<![^\W_])و )*(?P<x>[^():؛\n]{6,140}?) ?\((?P<said>[^()\n]{2,90})\)")
_IN_QUOTES = re.compile(r"«(?P<x>[^«»\n]{6,140})»")
_HEADING = re.compile(
    r"\W*(?:تصمیم|مصوبه|مصوبات|تصمیمات|نتایج|نتیجه)(?: ?ها| های?)?(?: (?:این|جلسه|نشست|شورا|"
    r"امروز|رای ?گیری(?: ?ها)?|به|چنین|ترتیب|شرح|قرار|از|بود|است))* ?:"
)
_SEATS = compiled(rf"(?:(?<=[\s).،؛:\-])|^)(?:{OFFICE})(?![^\W_])(?: (?!با |که )[^\W\d_]+){{0,4}} ?:")
_LOOK_BACK = 120


def items_in(mask: Mask, a: int, b: int) -> list[Span]:
    """The items of a list inside a line; empty where there is none."""
    if mask.text.find(":", a, b) < 0:  # behind what announces a list
        return []
    return (
        _seats(mask, a, b)
        or _numbered(mask, a, b)
        or _lettered(mask, a, b)
        or _dashed(mask, a, b)
        or _bracketed(mask, a, b)
        or _quoted(mask, a, b)
        or _parted(mask, a, b)
    )


def _led(mask: Mask, a: int, at: int) -> bool:
    return bool(_LEADS.search(mask.text, max(a, at - _LOOK_BACK), at))


def _numbered(mask: Mask, a: int, b: int) -> list[Span]:
    at: list[int] = []
    for m in _NUMBERED.finditer(mask.text, a, b):
        if mask.values.get(m.start("n")) == len(at) + 1:
            at.append(m.start())
    if len(at) < 2 or not _led(mask, a, at[0]):
        return []
    return list(zip(at, [*at[1:], b], strict=True))


def _lettered(mask: Mask, a: int, b: int) -> list[Span]:
    """«مقرر گردید: الف- … ب- …»."""
    found = list(_LETTERED.finditer(mask.text, a, b))
    letters = [m["l"] for m in found]
    if len(found) < 2 or letters[0] != "الف" or letters[1] != "ب" or not _led(mask, a, found[0].start()):
        return []
    at = [m.start() for m in found]
    return list(zip(at, [*at[1:], b], strict=True))


def _dashed(mask: Mask, a: int, b: int) -> list[Span]:
    colon = mask.text.find(":", a, b)
    if not _led(mask, a, colon + 1):
        return []
    at = [m.start() for m in _DASHED.finditer(mask.text, colon, b)]
    if len(at) < 2 or mask.text[colon + 1 : at[0]].strip():
        return []
    return list(zip(at, [*at[1:], b], strict=True))


def _bracketed(mask: Mask, a: int, b: int) -> list[Span]:
    """«… ( موافق 5 نفر ) ، … ( موافق 4 نفر ، ممتنع 1 نفر ) و … ( … ؛ رد شد )»."""
    colon = mask.text.find(":", a, b)
    if mask.text.count("(", colon, b) < 2 or not _led(mask, a, colon + 1):
        return []
    out, at = [], colon + 1
    while (m := _BRACKETED.match(mask.text, at, b)) is not None:
        if not (votes_in(mask, *m.span("said")) or bare_outcome(m["said"])):
            return []
        out.append((m.start("x"), m.end()))
        at = m.end()
    return out if len(out) > 1 else []


def _quoted(mask: Mask, a: int, b: int) -> list[Span]:
    """«… سه تصمیم گرفته شد: «…» با 10 رای، «…» با 7 رای و «…» …»."""
    colon = mask.text.find(":", a, b)
    if mask.text.count("«", colon, b) < 2 or not _led(mask, a, colon + 1):
        return []
    found = list(_IN_QUOTES.finditer(mask.text, colon + 1, b))
    at = [m.start() for m in found]
    if len(at) < 2 or mask.text[colon + 1 : at[0]].strip() or not all(headed(m["x"]) for m in found):
        return []
    return list(zip(at, [*at[1:], b], strict=True))


def _parted(mask: Mask, a: int, b: int) -> list[Span]:
    """«تصمیم ها: … (اکثریت)؛ … ماند برای جلسه آینده؛ …»."""
    m = _HEADING.match(mask.text, a, b)
    if m is None or mask.text.count("؛", m.end(), b) < 2:
        return []
    at = [m.end(), *(s.end() for s in re.finditer("؛", mask.text[:b]) if s.start() > m.end())]
    return list(zip(at, [*at[1:], b], strict=True))


def _seats(mask: Mask, a: int, b: int) -> list[Span]:
    """«رییس: … (5 رای) نایب رییس: … (7 رای)»."""
    if mask.text.count(":", a, b) < 2:
        return []
    at = [m.start() for m in _SEATS.finditer(mask.text, a, b)]
    if len(at) < 2 or not votes_in(mask, a, b):
        return []
    return list(zip(at, [*at[1:], b], strict=True))
