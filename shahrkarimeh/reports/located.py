"""Where the matter of a verdict stands in its clause, and whether a phrase may be one.

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.reports import matter
from shahrkarimeh.reports.heads import headed, personal
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.orders import words_like_speech
from shahrkarimeh.reports.verdicts import Verdict
from shahrkarimeh.reports.votes import Votes

Span = tuple[int, int]

_S = r"(?<![^\W_])"

# What follows «با» or «به» and is no matter: «با حضور …», «با اکثریت ارا», «به اتفاق ارا».
_NOT_WITH = (
    r"#|اکثریت|رای|ارای|اتفاق|حضور|توجه|اشاره|دستور|موضوع(?! (?!این))|موافقت|مخالفت|ارایه|تلاوت|هدف|عنایت|"
    r"بیان|تاکید|محوریت|ریاست|قید|وجود|تقدیر|تشکر|کسب|رعایت|"
    r"قدردانی|تبریک|گرامی|یاداوری|استناد|احتساب|پیشنهاد وی(?! (?:برای|مبنی|جهت|در خصوص|درباره))|قرایت|این حال|"
    r"این همه|اصلاحات|تغییرات|شرط|اجماع|"
    r"نظر|دعوت(?! از)|اعلام|صدور رای"
)
_NOT_TO = (
    r"سر|اتفاق|گزارش|نقل|گفته|ریاست|صورت|عنوان|دلیل|علت|خاطر|منظور|این ترتیب|همین|مناسبت|رای|بحث|شور|جای|عنوان|"
    r"رغم|منزله|تفصیل|طور|درخواست شهردار|صحن|جلسه|نشست"
)
_WITH = re.compile(rf"{_S}با (?!(?:{_NOT_WITH})(?![^\W_])|#)(?=\S)")
_TO = re.compile(rf"{_S}(?:به|بر|پای) (?!(?:{_NOT_TO})(?![^\W_]))(?=\S)")
# «به علت مغایرت با دستورالعمل …»: what a matter clashes with is none.
_AGAINST = re.compile(
    rf"{_S}(?:مغایرت|تعارض|تضاد|تناقض|تداخل|منافات|انطباق|مطابقت|تطابق|همخوانی|هماهنگی|مغایر|منطبق|همراه|همزمان|مقایسه)"
    rf"(?: (?:ان|داشتن|نداشتن))? $"
)
ENDS_TELLING = re.compile(r"(?<![^\W_])(?:شد|شدند|کرد|کردند|گفت|داد|است|بود|گردید|رسید|گرفت)[\s.]*$")
"""Words that end in a verb of telling what happened are no matter."""
_CANDIDATES = re.compile(r"(?:\S+ ){0,4}?(?:نامزد|داوطلب|گزینه|کاندیدا|رقیب)\w*(?! شدن)(?![^\W_])")
# «شورا سرپرست شهرداری را تعیین کرد»: whom, it does not say
_SEAT_ONLY = re.compile(
    r"(?:شهردار|سرپرست|رییس|هییت رییسه|سخنگو\w?|خزانه ?دار|نایب ?رییس|نماینده|نمایندگان)"
    r"(?: (?:شهرداری|جدید|شورا|خود|شهر))*"
)
# «درخواست تخفیف عوارض … مطرح و با تخفیف 20 درصدی موافقت شد»: how much of what was asked for
_PART_OF = re.compile(r"[^\W\d_]+ #+ ?درصدی?")
_RAISED = re.compile(r"(?:مطرح|قرایت|خوانده|بررسی|طرح)(?: شد| گردید)?(?: و|،) $")
_MAY = re.compile(r"(?<![^\W_])ن?می ?توان(?:د|ند|یم)?(?![^\W_])")
_MOTION = re.compile(r"استعفا|مرخصی|تقاضا|درخواست|پیشنهاد|به عنوان|سرپرست|(?<![^\W_])را(?![^\W_])")


def matter_of(mask: Mask, v: Verdict, at: int, votes: Votes) -> Span:
    """The span of the matter before a verdict."""
    text = mask.text
    if v.frame in ("with", "to"):
        pattern = _WITH if v.frame == "with" else _TO
        for m in pattern.finditer(text, at, v.start):
            if _AGAINST.search(text, at, m.start()):
                continue
            span = matter.cut(mask, m.end(), v.start, votes)
            phrase = text[span[0] : span[1]]
            if _PART_OF.fullmatch(phrase) and _RAISED.search(text, at, m.start()):
                asked = matter.cut(mask, at, m.start(), votes)
                if re.search(rf"{_S}{phrase.split()[0]}(?![^\W_])", text[slice(*asked)]):
                    return asked
            if re.match(r"(?:ان|این|همین|موضوع|درخواست مذکور|کلیات ان)(?: \w+)?$", phrase) and matter.is_reference(
                phrase
            ):
                earlier = matter.cut(mask, at, m.start(), votes)
                return (
                    span
                    if not matter.names(text[slice(*earlier)])
                    or matter.is_council(text[slice(*earlier)])
                    or matter.is_reference(text[slice(*earlier)])
                    or words_like_speech(text[slice(*earlier)])
                    else earlier
                )
            return span
    return matter.cut(mask, at, v.start, votes)


def may_be(phrase: str, v: Verdict) -> bool:
    """Whether a phrase may be the matter of a verdict: no person is approved, put off or defeated."""
    if personal(phrase) and not _MOTION.search(phrase):
        return False
    if _MAY.search(phrase):
        return False
    if v.act and _SEAT_ONLY.fullmatch(phrase.strip()):
        return False
    if v.outcome == "rejected" and v.frame == "subject" and _CANDIDATES.match(phrase) and not headed(phrase):
        return False
    if ENDS_TELLING.search(phrase) and matter.words(phrase) < 4:
        return False
    return not v.strict or headed(phrase) or (matter.is_reference(phrase) and v.frame == "subject")
