"""What the shapes of verdicts are made of: verbs in all their tenses, and the words that many shapes share.

Matched on the mask of a sentence (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re
from dataclasses import dataclass
from typing import Literal

from shahrkarimeh.items import Outcome
from shahrkarimeh.text.patterns import compiled

Frame = Literal["subject", "with", "to", "after", "between"]
"""Where the matter stands: before the verb as its subject or object («لایحه … تصویب شد», «… را تصویب کردند»),
behind «با» or «به» before the verb, after the verb («مقرر شد …»), or inside the pattern («موافقت خود را با … اعلام
کرد»)."""

END = r"(?![^\W_])(?! بود(?:ه|ند)?(?![^\W_]))"
START = r"(?<![^\W_])"
W = r"(?: [\w#()«»\"]+)"


def any_of(*words: str) -> str:
    """A group that matches one of the words."""
    return rf"(?:{'|'.join(words)})"


def past(*stems: str) -> str:
    """The past and the perfect of verbs: «شد» stands for شد, شدند, شدیم, شده است, شده اند."""
    return rf"(?:{any_of(*stems)}(?:ند|یم|ه ?(?:است|اند|ایم))?)"


def past_not(*stems: str) -> str:
    """The same denied: «شد» stands for نشد, نشده است; «آورد» for نیاورد."""
    return past(*(f"نی{s}" if s.startswith("ا") else f"ن{s}" for s in stems))


_BE, _DO = ("شد", "گردید", "گشت"), ("کرد", "نمود")
WAS = rf"(?:{past(*_BE)}|(?:شده|گردیده)(?= و |،))"
WAS_NOT = past_not(*_BE)
DID = rf"(?:{past(*_DO)}|(?:کرده|نموده)(?= و ))"
DID_NOT = past_not(*_DO)
# In minutes the present and the subjunctive decide as well: «تصویب می شود», «ارسال گردد».
IS = r"(?:می ?شود|می ?گردد|می ?شوند|می ?گردند|شود|گردد|شده)"
DONE = any_of(WAS, DID)

_LIGHT = ("کسب", "اخذ", "جلب", "دریافت", "احراز")
_GOT = ("اورد", "گرفت", "یافت", "داشت", "به ?دست اورد", "به خود دید", "به خود اختصاص داد", "از ان خود کرد")
_WITH_IT = ("(?:به|با) (?:خود )?(?:همراه )?داشت", "(?:به )?همراه (?:خود )?داشت", "(?:با خود )?همراه کرد", "در پی داشت")
GOT = any_of(rf"{any_of(*_LIGHT)} {DID}", past(*_GOT, *_WITH_IT))
"""Verbs of getting, as of votes: «آورد», «کسب کرد», «به دست آورد», «را با خود داشت»."""
_GOT_NOT = ("اورد", "گرفت", "یافت", "داشت")
GOT_NOT = any_of(
    rf"{any_of(*_LIGHT)} {DID_NOT}",
    past_not(*_GOT_NOT),
    rf"(?:به ?دست|به همراه|همراه|با خود|در پی) {past_not('اورد', 'داشت')}",
    rf"از ان خود {DID_NOT}",
)

DESK = (
    r"(?:کمیسیون|کمیته|کارگروه|شهرداری|شهردار|هییت|هیات|سازمان|واحد|اداره|دبیرخانه|معاونت|معاون|مدیر|امور|"
    r"دفتر|مشاور|کارشناس|"
    r"صاحبان|تهیه کننده|فراکسیون|شورای عالی|مرکز)"
)
# How a matter is handed on: «ارجاع شد», «عودت داده شد», «بازگرداند».
_HANDED = r"ارجاع|احاله|محول|عودت|مرجوع|مسترد|اعاده"
_GIVEN = r"(?:ارجاع|عودت|احاله|برگشت|بازگشت|پس|حواله|پاس)"
_SENT_BACK = ("بازگرداند", "برگرداند", "پس فرستاد", "برگشت خورد", "مرجوع خورد")
SENT = any_of(
    rf"(?:{_HANDED}) {DONE}",
    rf"{_GIVEN} (?:داده {WAS}|{past('داد', 'یافت')})",
    rf"(?:بازگردانده|برگردانده|پس فرستاده|مرجوع|برگشت) {WAS}",
    past(*_SENT_BACK),
    r"(?:ارجاع|عودت)(?= و |، )",
)
_PASSED = r"سپرده|فرستاده|واگذارده|واگذاشته|گسیل"
_PUT = r"هدایت|ارسال|واگذار|منتقل|حواله|تفویض|منعکس|روانه|معرفی"
SENT_TO_DESK = any_of(
    SENT,
    rf"(?:{_PASSED}) {WAS}",
    rf"(?:{_PUT}) {DONE}",
    past("سپرد", "فرستاد", "واگذارد", "واگذاشت", "رفت", "بازگشت", "برگشت", "برد"),
)
LATER = (
    r"(?:جلسه|جلسات|نشست|هفته|#+ (?:هفته|ماه|روز|جلسه)|زمان|زمانی|وقت|ماه|دور|نوبت|روز|فرصت|فرصتی|اینده|بعد|"
    r"صحن (?:بعد|اینده|اتی|جلسه|هفته)|شنبه|یکشنبه|دوشنبه|"
    r"سه شنبه|چهارشنبه|پنج ?شنبه|سال|پس از|بعد از|تاریخ|#+(?:م| ام)? (?:{month})|بهار|تابستان|پاییز|زمستان)"
).replace("{month}", "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|ابان|اذر|دی|بهمن|اسفند")
# How it is put off: «به جلسه بعد موکول شد», «را به وقت دیگری سپردند», «برای هفته بعد ماند».
PUT_OFF = any_of(
    rf"(?:افتاد|موکول|منتقل|واگذار|محول|احاله|ارجاع|حواله) {DONE}",
    rf"(?:کشیده|گذاشته|سپرده|انداخته|داده|واگذاشته|واگذارده|فرستاده|کشانده|حواله داده) {WAS}",
    past(
        "افتاد", "کشید", "گذاشت", "رفت", "ماند", "انداخت", "سپرد", "واگذاشت", "واگذارد", "کشاند", "فرستاد", "حواله داد"
    ),
    r"موکول(?= و )",
)
MEMBERS = (
    r"(?:(?:همه|همگی|تمامی?|کلیه|اکثریت|اغلب|بیشتر)(?: ی)?(?: قاطع| مطلق)?(?: ارای?)? )?"
    r"(?:اعضا\w{0,2}|شورا\w{0,2}|نمایندگان|حاضران|حاضرین|صحن|منتخبان|اکثریت)"
    r"(?: (?:شورا\w{0,2}|شهر|اسلامی|حاضر|مردم|این|علنی|کمیسیون|ارا|در جلسه))*"
)
COUNTED = r"(?:#+ (?:عضو|نفر|تن|نماینده)(?: از #+ (?:عضو|نفر|تن))?(?: (?:شورا|حاضر))*)"


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
    strict: bool = False
    """Said of many things, so that the matter must be headed by a noun of matters: «لایحه … ناتمام ماند»."""


def shape(
    outcome: Outcome,
    frame: Frame,
    *sources: str,
    active: bool = False,
    shared: bool = False,
    act: bool = False,
    strict: bool = False,
) -> Shape:
    """A shape of the given sources, bounded by words."""
    return Shape(outcome, frame, compiled(rf"{START}(?:{'|'.join(sources)}){END}"), active, act, shared, strict)
