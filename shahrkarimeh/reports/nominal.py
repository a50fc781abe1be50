"""Decisions told by nouns of acts: «ارجاع … را تصویب کرد», «از تصویب … و رد … خبر داد», the dismissal of a mayor.

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.items import Outcome
from shahrkarimeh.reports import matter
from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.orders import LOOK_BACK, Found
from shahrkarimeh.reports.verdicts import Verdict
from shahrkarimeh.reports.votes import Votes, votes_in

Span = tuple[int, int]

_HANDED_ON = re.compile(
    r"(?:(?P<referred>ارجاع|عودت|احاله|بازگرداندن|واسپاری)|(?P<postponed>تعویق|موکول (?:شدن|کردن|نمودن)|مسکوت (?:ماندن|"
    r"گذاشتن)|به تعویق (?:افتادن|انداختن))) (?=\S+ \S)"
)
_NOUNS: dict[str, Outcome] = {
    "تصویب": "approved",
    "موافقت با": "approved",
    "تایید": "approved",
    "رد": "rejected",
    "مخالفت با": "rejected",
    "عدم تصویب": "rejected",
    "حذف": "rejected",
    "ارجاع": "referred",
    "عودت": "referred",
    "تعویق": "postponed",
    "موکول شدن": "postponed",
    "مسکوت ماندن": "postponed",
}
_NEXT_NOUN = re.compile(
    rf"(?:،| و) ?(?:همچنین |نیز )?(?:از )?(?P<v>{'|'.join(sorted(_NOUNS, key=len, reverse=True))}) (?=\S+ \S)"
)
_TOLD = re.compile(r"از (?=.+خبر داد)")
_BEFORE_TOLD = re.compile(r"(?: در (?:این |همین )?(?:جلسه|نشست|صحن)(?: \w+){0,2})? *$")
DISMISSED = re.compile(r"^(?:برکنار|عزل|کنار گذاشته)")


def handed_on(mask: Mask, span: Span) -> tuple[Outcome, Span] | None:
    """What was agreed on where that is to hand a matter on or to put it off: «با ارجاع لایحه … موافقت شد»."""
    m = _HANDED_ON.match(mask.text, *span)
    if m is None:
        return None
    return ("referred" if m["referred"] else "postponed"), (m.end(), span[1])


def further_nouns(mask: Mask, v: Verdict) -> list[Found]:
    """What is told behind the first of «از تصویب … ، رد … و ارجاع … خبر داد»; empty where there is one only."""
    if v.inner is None or not _TOLD.match(mask.text, v.start, v.end):
        return []
    found = list(_NEXT_NOUN.finditer(mask.text, *v.inner))
    ends = [*(m.start() for m in found[1:]), *[v.inner[1]][: len(found)]]
    out = []
    for m, end in zip(found, ends, strict=True):
        votes = votes_in(mask, m.end(), end)
        last = _BEFORE_TOLD.search(mask.text, m.end(), end)
        span = matter.cut(mask, m.end(), last.start() if last else end, votes)
        phrase = mask.text[slice(*span)]
        if matter.names(phrase) and (headed(phrase) or matter.words(phrase) > 1) and not matter.is_heap(phrase):
            out.append(Found(*span, _NOUNS[m["v"]], votes, m.start()))
    return out


def first_noun(mask: Mask, v: Verdict) -> int:
    """Where the matter inside a verdict ends: before the next noun of «از تصویب … و رد … خبر داد»."""
    start, end = v.inner or (v.start, v.end)
    m = _NEXT_NOUN.search(mask.text, start, end) if _TOLD.match(mask.text, v.start, v.end) else None
    return m.start() if m else end


def dismissal(mask: Mask, v: Verdict, span: Span, votes: Votes, sentence: int) -> Found:
    """«شهردار … کنار گذاشته شد» is the motion against him approved, under its own name where the post gives one."""
    m = re.search(
        r"استیضاح(?! کنندگان)(?: \w+){1,3}?(?= (?:که|به|با|در|رای|امروز|و|از)|[،.])",
        mask.text[max(0, sentence - LOOK_BACK) : v.end],
    )
    if m:
        base = max(0, sentence - LOOK_BACK)
        return Found(base + m.start(), base + m.end(), "approved", votes, v.start)
    return Found(*span, "approved", votes, v.start)
