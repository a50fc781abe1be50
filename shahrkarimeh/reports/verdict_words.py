"""What the shapes of verdicts are made of: their frames, and the words that many of them share.

Matched on the mask of a sentence (`votes.mask_of`): folded letters, cardinals as `#`.
"""

import re
from dataclasses import dataclass
from typing import Literal

from shahrkarimeh.items import Outcome

Frame = Literal["subject", "with", "to", "after", "between"]
"""Where the matter stands: before the verb as its subject or object («لایحه … تصویب شد», «… را تصویب کردند»),
behind «با» or «به» before the verb, after the verb («مقرر شد …»), or inside the pattern («موافقت خود را با … اعلام
کرد»)."""

END = r"(?![^\W_])(?! بود(?:ه|ند)?(?![^\W_]))"
START = r"(?<![^\W_])"
WAS = r"(?:شدند|شد|گردیدند|گردید|گشتند|گشت|شده اند|شده است|گردیده است|شده(?= و |،)|گردیده(?= و ))"
DID = r"(?:کردند|کرد|نمودند|نمود|کردیم|نمودیم|کرده اند|کرده است|نموده اند|نموده است)"
WAS_NOT = r"(?:نشدند|نشد|نگردیدند|نگردید|نگشت|نشده است|نگردیده است)"
DID_NOT = r"(?:نکردند|نکرد|ننمودند|ننمود|نکردیم)"
# In minutes the present and the subjunctive decide as well: «تصویب می شود», «ارسال گردد».
IS = r"(?:می ?شود|می ?گردد|می ?شوند|می ?گردند|شود|گردد|شده)"
W = r"(?: [\w#()«»\"]+)"
DESK = (
    r"(?:کمیسیون|کمیته|کارگروه|شهرداری|شهردار|هییت|هیات|سازمان|واحد|اداره|دبیرخانه|معاونت|معاون|مدیر|امور|"
    r"دفتر|مشاور|کارشناس|"
    r"صاحبان|تهیه کننده|فراکسیون|شورای عالی|مرکز)"
)
SENT = (
    rf"(?:ارجاع (?:داده )?(?:{WAS}|{DID}|یافت|دادند|داد)|احاله (?:{WAS}|{DID})|محول (?:{WAS}|{DID})|"
    rf"عودت (?:داده )?(?:{WAS}|{DID}|دادند|داد|یافت)|(?:بازگردانده|برگردانده|برگشت داده|پس فرستاده|"
    rf"بازگشت داده) {WAS}|"
    rf"(?:بازگرداند|برگرداند|پس فرستاد|برگشت داد)(?:ند)?|برگشت خورد|(?:مرجوع|مسترد|اعاده) {WAS}|ارجاع(?= و )|"
    rf"عودت(?= و ))"
)
SENT_TO_DESK = (
    rf"(?:{SENT}|سپرده {WAS}|سپرد(?:ند)?|فرستاده {WAS}|فرستاد(?:ند)?|ارسال {WAS}|واگذار {WAS}|رفت|بازگشت|برگشت|"
    rf"منتقل {WAS}|حواله {WAS}|حواله داد(?:ند)?)"
)
LATER = (
    r"(?:جلسه|جلسات|نشست|هفته|#+ (?:هفته|ماه|روز|جلسه)|زمان|زمانی|وقت|ماه|دور|نوبت|روز|فرصت|فرصتی|اینده|بعد|"
    r"صحن|شنبه|یکشنبه|دوشنبه|"
    r"سه شنبه|چهارشنبه|پنج ?شنبه|سال|پس از|بعد از|تاریخ)"
)


@dataclass(frozen=True, slots=True)
class Shape:
    """One way to say a verdict."""

    outcome: Outcome
    frame: Frame
    pattern: re.Pattern[str]
    active: bool = False
    """Someone must be the one who decides: the council, its members."""
    act: bool = False
    """No verb of deciding, so that only the council as its subject makes it one: «شورا نرخ … را افزایش داد»."""
    shared: bool = False
    """Lends its verb from a later verdict: «… تصویب و … رد شد»."""


def shape(
    outcome: Outcome, frame: Frame, *sources: str, active: bool = False, shared: bool = False, act: bool = False
) -> Shape:
    """A shape of the given sources, bounded by words."""
    return Shape(outcome, frame, re.compile(rf"{START}(?:{'|'.join(sources)}){END}"), active, act, shared)
