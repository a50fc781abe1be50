"""Decisions told without a verb of their own: among the resolutions of a day, as one before, or in the pluperfect.

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.items import Outcome
from shahrkarimeh.reports import matter, matter_split
from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.located import ENDS_TELLING
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.matter_words import ACTS
from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.reports.orders import Found
from shahrkarimeh.reports.votes import Votes, votes_in
from shahrkarimeh.text.patterns import compiled

_E = r"(?![^\W_])"
_S = r"(?<![^\W_])"
# «تصویب … و موافقت با … از مصوبات این جلسه بود»
_AMONG = Sieve(
    rf"{_S}(?:حاصل|نتیجه|ماحصل|دستاورد|برایند|خروجی|رهاورد) (?:کار )?(?:این|ان|جلسه|نشست|صحن|بحث|امروز)|"
    rf"{_S}(?:حاصل|نتیجه|ماحصل|دستاورد|برایند|خروجی)[^:؛.\n]{{0,60}}:|"
    rf"{_S}(?:مصوبه|تصمیم) (?:دیگر|اخر|پایانی|بعدی|مهم)(?![^:؛.\n]*، )[^:؛.\n]{{0,40}} بود(?![^\W_])|"
    rf"{_S}(?:از|جمله|مهم ?ترین|دیگر|عمده|سایر|اهم) (?:جمله |مهم ?ترین |دیگر |اهم |سایر )*(?:مصوبات|تصمیمات|"
    rf"مصوبه های|تصمیم های|موارد مصوب)"
)
_NOUN_OF_ACT = re.compile(
    rf"{_S}(?P<v>عدم موافقت با|مخالفت با|عدم تصویب|رد|موافقت با|تصویب|ارجاع|عودت|تعویق|موکول شدن|مسکوت ماندن|"
    rf"تایید) (?P<x>[^؛.\n]{{5,200}}?)(?=(?:،| و) ?(?:عدم موافقت|مخالفت با|عدم تصویب|رد |موافقت با|تصویب|ارجاع|"
    rf"عودت|تعویق|موکول شدن|مسکوت ماندن|تایید|نیز|هم|همچنین)|،? ?(?:حاصل|نتیجه|ماحصل|دستاورد|برایند|رهاورد) |"
    rf"،? (?:نیز )?(?:از|جمله) (?:جمله |مهم|دیگر |اهم |سایر |عمده )*(?:مصوبات|"
    rf"تصمیمات|مصوبه|تصمیم|موارد)|$)"
)
# «احداث … و خرید … دیگر مصوبات این جلسه بود»
_PLAIN_LIST = re.compile(
    rf"(?:(?:همچنین|نیز|در ادامه|در پایان)،? )?(?P<x>(?:{ACTS}){_E}[^؛.\n]{{5,300}}?)(?: نیز|"
    rf" هم)?،? (?:از )?(?:جمله |مهم ?ترین |دیگر |اهم |سایر )+(?:مصوبات|تصمیمات|مصوبه های|تصمیم های|موارد مصوب)|"
    rf"(?P<y>(?:{ACTS}){_E}[^؛.:\n]{{5,200}}?)(?: نیز| هم)?،? (?:اخرین |تنها |دیگر )?(?:مصوبه|تصمیم) (?:دیگر|اخر|"
    rf"پایانی|بعدی|مهم|این|"
    r"اعضا|شورا|جلسه|نشست)"
)
_ELLIPSIS = re.compile(
    r"(?:،|؛| و| اما| ولی)(?: اما| ولی| و)? (?P<x>[^،؛.:\n]{6,120}?)(?: نیز| هم)?(?: (?P<no>نه)(?=[\s.،؛]|$)|"
    r" (?:به )?(?:همین|چنین) (?:سرنوشت|نتیجه|وضع|وضعیت)\w*(?: را)? (?:دچار شد|یافت|پیدا کرد|داشت|رسید|گرفتار شد)|"
    r" با #+ ?رای(?: (?:موافق|مثبت))?[\s.]*$)"
)
# «… تصویب شد و تعویق لایحه پارکینگ به یکشنبه بعد»
_NOMINAL_TAIL = re.compile(
    r"(?:،| و) (?P<v>تعویق|ارجاع|عودت|احاله|رد|تصویب|عدم تصویب|مخالفت با|موافقت با|موکول شدن|مسکوت ماندن|حذف) "
    r"(?P<x>[^،؛.:\n]{6,140}?)[\s.]*$"
)
_PLUPERFECT = re.compile(r"(?<=[^\W_]{2})ه بود(ند)?(?![^\W_])")
_BEFORE_THAT = compiled(
    rf"{_S}همان (?:شب|جلسه|نشست|روز)|{_S}(?:پیش|قبل) از (?:ان(?! زمان| سال)|خروج|پایان|ترک|رای ?گیری|اغاز رای|ختم|"
    rf"همه|این (?:اتفاق|رویداد|"
    rf"رای|خروج|ماجرا))|{_S}در (?:همین|این|ابتدای|اغاز|"
    rf"جریان|بخش نخست|دقایق نخست)(?: این| همین)? (?:جلسه|نشست)"
)
# «پرونده ای که … ارجاع شده بود مورد بررسی قرار گرفت»
_OPEN_THAT = re.compile(r"(?<![^\W_])(?<!از ان)(?<!چنان)که (?![^،؛.:\n]*(?<![^\W_])که )[^،؛.:\n]*$")
_GOES_ON = re.compile(r" (?!و |که |اما |ولی )\S+ \S+")


def told_as_past(mask: Mask, a: int, b: int) -> Mask:
    """The mask with a pluperfect of this meeting as the plain past: «پیش از خروج انان … موکول شده بود»."""
    if "ه بود" not in mask.text[a:b] or not _BEFORE_THAT.search(mask.text, a, b):
        return mask
    plain = _PLUPERFECT.sub(_plain, mask.text[a:b])
    return Mask(mask.text[:a] + plain + mask.text[b:], mask.values)


def _plain(m: re.Match[str]) -> str:
    """The plain past; the pluperfect stays where it closes a clause of «که …» inside another."""
    aside = _OPEN_THAT.search(m.string, 0, m.start()) and _GOES_ON.match(m.string, m.end())
    return m[0] if aside else (m[1] or "").ljust(len(m[0]))


def among_resolutions(mask: Mask, a: int, b: int) -> list[Found]:
    """«موافقت با احداث … و ارجاع لایحه … به کمیسیون … از مصوبات این جلسه بود»."""
    if not _AMONG.search(mask.text, a, b):
        return []
    out = []
    plain = _PLAIN_LIST.match(mask.text, a, b)
    if plain:
        group = "x" if plain["x"] else "y"
        start = matter.start_of(mask, *plain.span(group), Votes())
        return [Found(s, e, "approved", Votes(), s) for s, e in matter_split.split_acts(mask, start, plain.end(group))]
    for m in _NOUN_OF_ACT.finditer(mask.text, a, b):
        outcome = _outcome_of(m["v"])
        votes = votes_in(mask, *m.span("x"))
        span = matter.cut(mask, *m.span("x"), votes)
        if matter.names(mask.text[slice(*span)]) and not matter.is_heap(mask.text[slice(*span)]):
            out.append(Found(*span, outcome, votes, m.start()))
    return out


def _outcome_of(noun: str) -> Outcome:
    """The outcome that the noun of an act tells: «رد», «ارجاع», «تعویق»."""
    if noun.startswith(("عدم", "مخالفت", "رد", "حذف")):
        return "rejected"
    if noun in ("ارجاع", "عودت", "احاله"):
        return "referred"
    return "postponed" if noun.startswith(("تعویق", "موکول", "مسکوت")) else "approved"


def _in_nouns(mask: Mask, a: int, b: int) -> list[Found]:
    """A matter told behind the others by a noun alone: «… و تعویق لایحه پارکینگ به یکشنبه بعد»."""
    m = _NOMINAL_TAIL.search(mask.text, a, b)
    if m is None or ENDS_TELLING.search(m["x"]):
        return []
    votes = votes_in(mask, *m.span("x"))
    span = matter.cut(mask, *m.span("x"), votes)
    phrase = mask.text[slice(*span)]
    if not headed(phrase) or matter.words(phrase) < 2 or matter.is_heap(phrase):
        return []
    return [Found(*span, _outcome_of(m["v"]), votes, m.start())]


def alike(mask: Mask, found: list[Found], a: int, b: int) -> list[Found]:
    """Matters told behind a verdict by it alone: «…، اما لایحه … نه», «… همین سرنوشت را یافت»."""
    if not found:
        return []
    m = _ELLIPSIS.search(mask.text, a, b)
    if m is None:
        return _in_nouns(mask, a, b)
    votes = votes_in(mask, *m.span())
    span = matter.cut(mask, *m.span("x"), votes)
    if not headed(mask.text[slice(*span)]) or matter.words(mask.text[slice(*span)]) < 2:
        return []
    outcome: Outcome = "rejected" if m["no"] else found[-1].outcome
    return [Found(*span, outcome, votes, m.start())]
