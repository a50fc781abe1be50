"""The words and helpers that the shapes of elections share: offices, votes for a person, where a name begins.

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re
from dataclasses import dataclass

from shahrkarimeh.reports.masks import Mask

_E = r"(?![^\W_])"
OFFICE = (
    r"(?:نایب ?رییس|نواب رییس|رییس(?! (?:سنی|جلسه))|ریاست(?! (?:سنی|جلسه))|نایب رییسی|منشی|دبیر|خزانه ?دار|"
    r"سخنگوی?|شهردار|سرپرست|حسابرس|ناظر|کارپرداز|بازرس|نماینده|نمایندگان|مسیول|"
    r"قایم مقام|مدیر ?عامل|عضو|رابط|مشاور|ذی ?حساب|جانشین|سرپرستی)"
)
SEAT = re.compile(rf"{OFFICE}{_E}")
AS = (
    r"(?:به ?عنوان|به سمت|در سمت|به مقام|در جایگاه|در مقام|برای سمت|بعنوان|به منظور تصدی|برای تصدی|بر (?:کرسی|"
    r"صندلی|مسند))"
)
VOTES = (
    r"(?:،? ?با رای (?:موافق |مثبت )?#+ (?:نفر|عضو|تن)(?: از #+ (?:نفر|عضو|تن)(?: شورا| حاضر)?)?|"
    r"،? ?(?:با|به) (?:همین|همان) (?:تعداد|میزان|شمار) رای|"
    r"،? ?\(?(?:با|به|و)? ?(?:کسب |اخذ |اکثریت |حداکثر )?#+ ?(?:رای|ارا)(?: از (?:مجموع )?#+ ?(?:رای|نفر|"
    r"عضو)?(?: (?:ماخوذه|ماخوذ|حاضر|اخذ شده))*)?(?: (?:موافق|مثبت|مخفی))?(?:(?:،| و) ?#+ ?رای (?:سفید|ممتنع|"
    r"مخالف|باطله))*(?: و بدون (?:رای )?(?:مخالف|ممتنع))?(?: در (?:برابر|مقابل) #+ ?(?:رای)?[^،؛.#]{0,30}?(?:،|"
    r"(?= به عنوان| به سمت| در سمت| رییس|"
    r" نایب ?رییس| منشی| خزانه| سخنگو| شهردار| به نمایندگی| بر (?:کرسی|صندلی|مسند))))?\)?)"
)
NOT_A_NAME = re.compile(
    r"(?:جلسه|نشست|(?<!ا)رای|اعضا|شورا|کمیسیون|انتخاب|دور|شهرداری|نامزد|لایحه|عنوان|هییت|نفر|بود|سوال|از|درباره|"
    r"برای|خواستار|خواهان|پاسخ|منتظر|مانع|باعث|موجب|سبب|حضور)(?![^\W_])"
)
_LEAD_WORDS = re.compile(
    r"^(?:.*?(?<![^\W_])(?:گفت|افزود|:|؛|،(?=.*،)))?[\s،]*(?:(?:و|سپس|همچنین|در ادامه|در پایان|در نهایت|"
    r"سرانجام|نهایتا|بر (?:این|همین) اساس|بدین ترتیب|به این ترتیب|اقای|اقایان|خانم|خانم ها|در این (?:جلسه|"
    r"نشست)|در همین (?:جلسه|نشست)|در دور دوم|"
    r"نیز|هم|ابتدا|پس از (?:رای ?گیری|شمارش ارا)|پس از ان|طی رای ?گیری|با رای اعضا|با اکثریت ارا|به اتفاق ارا|"
    r"که|جناب|سرکار|این|اعضا|اعضای شورا|شورا|شورای شهر)[\s،]+)*"
)
_BLANK = re.compile(r"(?P<n>#+) ?رای (?:سفید|ممتنع)")
_FOR = re.compile(r"#+(?= ?(?:رای|ارا)(?! (?:سفید|ممتنع|باطله|مخالف)))|(?<=رای )#+(?= (?:نفر|عضو|تن))")


@dataclass(frozen=True, slots=True)
class Elected:
    """One person chosen: the span that holds person and office, and the votes."""

    start: int
    end: int
    votes_for: int | None
    abstentions: int | None
    by_all: bool = False


def name_start(text: str, start: int, end: int) -> int:
    """Where a name begins in `[start, end)`: behind connectives, and behind the council that chose."""
    m = _LEAD_WORDS.match(text[start:end])
    at = start + (m.end() if m else 0)
    # An office before the name, or the council that chose, is no part of it: «اعضای شورا علی …».
    tail = list(re.finditer(r"(?:که|خود|جلسه|نشست|رای ?گیری|شورا|شهر \w+|امروز|مخفی|بود|ارا|کتبی) ", text[at:end]))
    return at + tail[-1].end() if tail and end - at - tail[-1].end() > 4 else at


def counts(mask: Mask, text: str, start: int, end: int, offset: int) -> tuple[int | None, int | None]:
    """The votes for a person and the blank ones told in `[start, end)` of a text that begins at `offset`."""
    ours = _FOR.search(text, start, end)
    blank = _BLANK.search(text, start, end)
    return (
        mask.values.get(offset + ours.start()) if ours else None,
        mask.values.get(offset + blank.start("n")) if blank else None,
    )
