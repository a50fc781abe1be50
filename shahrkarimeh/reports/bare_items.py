"""Items of a list of decisions, and cells of tables, that tell theirs without a verb.

Works on the mask of the text (`votes.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.items import Outcome
from shahrkarimeh.reports import matter
from shahrkarimeh.reports.document import Span
from shahrkarimeh.reports.minutes import ITEM_MARK
from shahrkarimeh.reports.orders import Found
from shahrkarimeh.reports.verdicts import bare_outcome, by_count
from shahrkarimeh.reports.votes import Mask, Votes, votes_in

_NOMINAL: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    ("rejected", re.compile(r"(?:عدم (?:تصویب|موافقت(?: با)?|پذیرش)|مخالفت با|رد) ")),
    ("approved", re.compile(r"(?:تصویب|موافقت با|تایید|پذیرش) ")),
    ("referred", re.compile(r"(?:ارجاع|عودت|احاله) ")),
    ("postponed", re.compile(r"(?:مسکوت (?:ماندن|گذاشتن)|موکول (?:شدن|کردن|نمودن)) ")),
)
_NEXT_TIME = re.compile(r" (?:در|به) (?:جلسه|نشست|جلسات|هفته)(?: \w+)? ?(?:اتی|اینده|بعد|بعدی)")
_TALK = re.compile(
    r"(?<![^\W_])(?:گفت|افزود|بیان|اظهار|خواستار|تذکر|ارایه گزارش|گزارش (?:داد|ارایه)|توضیحات|سخنرانی|پرسش|"
    r"قرایت شد|مطالبی|تلاوت|خاتمه|پایان یافت|درخواست نمود|برگزار|مطرح نمود|"
    r"تشکر|تقدیر نمود|است|بودند|بود|می باشد|صحبت)(?![^\W_])|(?<![^\W_])(?:کرد|کردند|نمود|نمودند|داد|دادند|"
    r"داشت|داشتند|شد|گردید|خواند|پرداخت)[ .»]*$"
)
_TAIL = re.compile(r"[\-–—:(،ـ←→⟵➡⇐➜](?=[^\-–—:(،ـ←→⟵➡⇐➜]{2,60}$)")


def noun_of(mask: Mask, a: int, b: int, votes: Votes | None = None) -> Span:
    """The matter of a row or an item, without its mark and «تصویب», «موافقت با» before it."""
    mark = ITEM_MARK.match(mask.text, a, b)
    a = mark.end() if mark and mark.end() < b else a
    for _, pattern in _NOMINAL:
        m = pattern.match(mask.text, a, b)
        a = m.end() if m else a
    return matter.cut(mask, a, b, votes or Votes())


def bare_item(mask: Mask, a: int, b: int, listed: bool) -> list[Found]:
    """An item without a verb: «خرید 20 دست لباس کار - 6 رأی موافق», «تصویب آیین نامه», «… : رد»."""
    text = mask.text
    votes = votes_in(mask, a, b)
    tail = _TAIL.search(text, a, b)
    said = bare_outcome(text[tail.end() : b]) if tail else None
    noun = next((o for o, p in _NOMINAL if p.match(text, a, b)), None)
    later = _NEXT_TIME.search(text, a, b)
    outcome = (
        noun
        or ("postponed" if later else None)
        or (said if said != "approved" or not by_count(votes) else by_count(votes))
        or by_count(votes)
    )
    if outcome is None and listed and not _TALK.search(text, a, b):
        outcome = "approved"
    if outcome is None:
        return []
    end = tail.start() if tail and (said or votes) else b
    end = min(end, later.start()) if later else end
    span = noun_of(mask, a, max(end, a + 1), votes)
    return (
        []
        if matter.is_reference(text[slice(*span)]) or matter.is_heap(text[slice(*span)])
        else [Found(*span, outcome, votes, a)]
    )
