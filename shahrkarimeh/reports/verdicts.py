"""Verdicts: the verbs that say what became of a matter, and where they look for it.

Matched on the mask of a sentence (`votes.mask_of`): folded letters, cardinals as `#`.
"""

import re
from dataclasses import dataclass
from typing import Literal

from shahrkarimeh.items import Outcome

Frame = Literal["subject", "with", "to", "after", "between"]
"""Where the matter stands: before the verb as its subject or object («لایحه … تصویب شد», «… را تصویب کردند»), behind «با» or
«به» before the verb, after the verb («مقرر شد …»), inside the pattern («موافقت خود را با … اعلام کرد»)."""

_END = r"(?![^\W_])(?! بود(?:ه|ند)?(?![^\W_]))"
_START = r"(?<![^\W_])"
_WAS = r"(?:شدند|شد|گردیدند|گردید|گشتند|گشت|شده اند|شده است|گردیده است|شده(?= و |،)|گردیده(?= و ))"
_DID = r"(?:کردند|کرد|نمودند|نمود|کردیم|نمودیم|کرده اند|کرده است|نموده اند|نموده است)"
_WAS_NOT = r"(?:نشدند|نشد|نگردیدند|نگردید|نگشت|نشده است|نگردیده است)"
_DID_NOT = r"(?:نکردند|نکرد|ننمودند|ننمود|نکردیم)"
# In minutes the present and the subjunctive decide as well: «تصویب می شود», «ارسال گردد».
_IS = r"(?:می ?شود|می ?گردد|می ?شوند|می ?گردند|شود|گردد|شده)"
_W = r"(?: [\w()«»\"]+)"
_DESK = (
    r"(?:کمیسیون|کمیته|کارگروه|شهرداری|شهردار|هییت|هیات|سازمان|واحد|اداره|دبیرخانه|معاونت|معاون|مدیر|امور|"
    r"دفتر|مشاور|کارشناس|"
    r"صاحبان|تهیه کننده|فراکسیون|شورای عالی|مرکز)"
)
_SENT = (
    rf"(?:ارجاع (?:داده )?(?:{_WAS}|{_DID}|یافت|دادند|داد)|احاله (?:{_WAS}|{_DID})|محول (?:{_WAS}|{_DID})|"
    rf"عودت (?:داده )?(?:{_WAS}|{_DID}|دادند|داد|یافت)|(?:بازگردانده|برگردانده|برگشت داده|پس فرستاده|"
    rf"بازگشت داده) {_WAS}|"
    rf"(?:بازگرداند|برگرداند|پس فرستاد|برگشت داد)(?:ند)?|برگشت خورد|(?:مرجوع|مسترد|اعاده) {_WAS}|ارجاع(?= و )|"
    rf"عودت(?= و ))"
)
_SENT_TO_DESK = (
    rf"(?:{_SENT}|سپرده {_WAS}|سپرد(?:ند)?|فرستاده {_WAS}|فرستاد(?:ند)?|ارسال {_WAS}|واگذار {_WAS}|رفت|بازگشت|برگشت|"
    rf"منتقل {_WAS}|حواله {_WAS}|حواله داد(?:ند)?)"
)
_LATER = (
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
    shared: bool = False
    """Lends its verb from a later verdict: «… تصویب و … رد شد»."""


def _shape(outcome: Outcome, frame: Frame, *sources: str, active: bool = False, shared: bool = False) -> Shape:
    return Shape(outcome, frame, re.compile(rf"{_START}(?:{'|'.join(sources)}){_END}"), active, shared)


_SHAPES = (
    _shape(
        "approved", "subject",
        rf"به تصویب{_W}{{0,8}}? (?:رسیده است|رسیده اند|رسیدند|رسید|رساندند|رساند|رساندیم|رسانده است|رسانده اند)",
        rf"(?:مورد|به) ?(?:\w+ و ){{0,3}}(?:تصویب|موافقت|تایید|پذیرش|قبول){_W}{{0,6}}? (?:قرار ?گرفته است|"
        rf"قرار ?گرفتند|قرار ?گرفت|واقع {_WAS})",
        rf"از تصویب{_W}{{0,5}}? گذشت(?:ند)?",
        rf"به تایید{_W}{{0,5}}? (?:رسیدند|رسید|رساندند)",
        rf"(?:تصویب|مصوب|تایید|پذیرفته|نهایی|تثبیت|بلامانع) {_WAS}",
        rf"(?:بلامانع|بی مانع|بدون مانع) (?:تشخیص داده|اعلام|دانسته|شناخته) {_WAS}",
        r"رای (?:لازم|مثبت|موافق|اعتماد|کافی|قانونی|اکثریت|اری)(?: (?:اعضا|شورا|اعضای شورا|صحن))?(?: را)? (?:گرفت|"
        r"کسب کرد|کسب نمود|به دست اورد|دریافت کرد|اخذ کرد|اورد)",
        r"(?<!# )(?<!#)رای اورد(?:ند)?",
        rf"(?:برکنار|عزل|کنار گذاشته) {_WAS}",
        r"مجوز (?:شورا|اعضا|صحن)(?: را)? (?:گرفت|دریافت کرد)",
        rf"به (?:تایید|قبول){_W}{{0,3}}? رسید",
    ),
    _shape("approved", "subject", rf"(?:تصویب|مصوب) {_DID}", r"پذیرفت(?:ند)?", r"(?<=را )(?:تایید|صادر) (?:کردند|نمودند|کرد|نمود)", active=True),
    _shape(
        "approved", "with",
        rf"(?:اعلام )?موافقت{_W}{{0,3}}? (?:{_WAS}|به ?عمل امد|بعمل امد|حاصل {_WAS}|اعلام {_WAS}|صورت گرفت|"
        rf"صورت پذیرفت)",
    ),
    _shape("approved", "with", rf"(?:اعلام )?موافقت(?: اصولی| خود را| مشروط)? ?(?:اعلام )?{_DID}", active=True),
    _shape(
        "approved", "to",
        r"رای (?:مثبت |موافق |اعتماد |اری )?(?:دادند|دادیم|داد|داده اند|داده است)",
        r"چراغ سبز(?: نشان)? (?:دادند|داد)", r"(?:پاسخ|جواب|نظر) مثبت (?:دادند|داد)", r"اری گفت(?:ند)?",
        r"مهر تایید(?: خود را)? (?:زدند|زد)", active=True,
    ),
    _shape("approved", "after", r"چراغ سبز(?: \w+){1,5}? به", r"مهر تایید(?: \w+){1,5}? (?:بر|پای)"),
    _shape(
        "approved", "after",
        r"مقرر ?(?:شده است|شد|گردیده است|گردید|کردند|کرد|نمودند|نمود|داشتند|داشت)(?: تا| که)?",
        r"قرار (?:بر این )?شد(?: که| تا)?", r"تصمیم (?:بر این شد|بر ان شد|گرفته شد)(?: که| تا)?",
        rf"(?:تصویب|مصوب|موافقت) (?:{_WAS}|{_DID}) (?:که|تا (?=شهرداری|سازمان|اعضا|هر))", r"به تصویب(?: \w+){0,2} رسید که",
        r"(?:مکلف|موظف|ملزم|مجاز) (?:شدند|شد|گردید|گردیدند)(?: که| تا)?", r"اجازه داده شد(?: که| تا)?",
    ),
    _shape("approved", "after", r"تصمیم گرفت(?:ند)?(?: که| تا)?", r"اجازه داد(?:ند)?(?: که| تا)?", r"(?:مکلف|موظف|ملزم) (?:کردند|کرد|نمود|نمودند)(?: که| تا)?", active=True),
    _shape(
        "rejected", "subject",
        rf"رد (?:{_WAS})", rf"(?:تصویب|مصوب|تایید|پذیرفته) {_WAS_NOT}",
        rf"به (?:تصویب|تایید){_W}{{0,6}}? نرسید(?:ند|ه است)?",
        rf"مورد ?(?:تصویب|موافقت|تایید|پذیرش|قبول){_W}{{0,6}}? (?:قرار ?نگرفت(?:ند)?|واقع {_WAS_NOT})",
        r"رای(?: (?:لازم|کافی|قانونی|مثبت|موافق|اکثریت|اعتماد|اعضا|حد نصاب|شورا))*(?: را)? ?(?:نیاورد|کسب نکرد|"
        r"کسب ننمود|به دست نیاورد|بدست نیاورد|نگرفت|نداشت|اخذ نکرد|دریافت نکرد)(?:ند)?",
        r"حایز (?:اکثریت|رای|حد نصاب|ارا\w?|ارای|نصاب)(?: \w+){0,3}? ?(?:نگردید|نشد|نبود|نگشت)(?:ند)?",
        rf"(?<!دستور )(?<!کار )(?<!جلسه )حذف {_WAS}", r"ناکام ماند", rf"منتفی {_WAS}", r"(?:از تصویب )?باز ?ماند",
        rf"مورد مخالفت{_W}{{0,4}}? (?:قرار ?گرفت(?:ند)?|واقع {_WAS})",
        r"با مخالفت (?:اکثریت|شورا|اعضا|همه|تمامی|کلیه)(?: \w+){0,6}? (?:رو ?به ?رو|مواجه|روبرو) (?:شد|گردید)",
        r"(?:به|از) حد نصاب(?: \w+){0,3} نرسید",
    ),
    _shape("rejected", "subject", rf"رد {_DID}", rf"(?:تصویب|مصوب|تایید) {_DID_NOT}", r"نپذیرفت(?:ند)?", rf"(?<!دستور )(?<!کار )حذف {_DID}", active=True),
    _shape("rejected", "with", rf"موافقت(?: لازم)? ?(?:{_WAS_NOT}|به ?عمل نیامد|حاصل {_WAS_NOT})", rf"مخالفت{_W}{{0,2}}? (?:{_WAS}|به ?عمل امد)"),
    _shape("rejected", "with", rf"(?:اعلام )?مخالفت(?: خود را)? ?(?:اعلام )?{_DID}", rf"موافقت {_DID_NOT}", active=True),
    _shape(
        "rejected", "to",
        r"رای (?:منفی|مخالف|عدم اعتماد) (?:دادند|داد|داده اند)", r"رای(?: مثبت| موافق| اعتماد)? نداد(?:ند)?", r"(?:پاسخ|جواب|نظر) منفی (?:دادند|داد)",
        r"[«\"'(]?نه[»\"')]?(?: بزرگی?| قاطع)? (?:گفتند|گفت)", r"روی خوش نشان نداد(?:ند)?", r"چراغ سبز(?: نشان)? نداد(?:ند)?", active=True,
    ),
    _shape("rejected", "after", r"[«\"'(]نه[»\"')](?: \w+){0,4}? به", r"دست رد(?: \w+){0,3}? (?:به سینه|بر سینه)"),
    _shape(
        "referred", "subject",
        rf"(?:به|در|برای) {_DESK}(?:[^؛.\n:]{{0,90}}?) ?{_SENT_TO_DESK}", _SENT, rf"راهی {_DESK}{_W}{{0,6}}? {_WAS}",
    ),
    _shape("postponed", "subject", rf"(?:به|برای) {_LATER}[^؛.\n]{{0,70}}? ?موکول(?= و | {_WAS}| {_DID})(?: {_WAS}| {_DID})?",
        rf"(?:به [\w#]+(?: [\w#]+){{0,6}}? )?موکول (?:{_WAS}|{_DID})",
        rf"مسکوت (?:ماندند|ماند|گذاشته {_WAS}|باقی ماند|اعلام {_WAS}|گذاشتند|گذاشت|گذارده {_WAS})",
        rf"به {_LATER}[^؛.،\n]{{0,40}}? (?:افتاد|منتقل {_WAS}|کشیده شد|کشید|واگذار {_WAS}|گذاشته {_WAS}|گذاشتند|"
        rf"گذاشت|رفت|ماند|سپرده {_WAS}|"
        rf"انداختند|انداخت|انداخته شد|محول {_WAS}|احاله {_WAS}|ارجاع {_WAS}|حواله شد|داده شد)",
        r"به تعویق افتاد(?:ند)?", r"به تاخیر افتاد", rf"از دستور(?: کار)?(?: جلسه| صحن| شورا| نشست| امروز| این)* (?:خارج|حذف|بیرون)(?: {_WAS}| {_DID}| رفت|"
        rf"(?= و ))",
        r"(?:معلق|بلاتکلیف|نیمه تمام|ناتمام) ماند", rf"(?:در|به) دستور(?: کار)? (?:جلسه|نشست|جلسات) (?:بعد|اینده|اتی|هفته)\w*(?: \w+)? (?:قرار ?گرفت|"
        rf"منتقل {_WAS}|رفت)",
    ),
    _shape("approved", "between", r"(?<!جلسه )(?<!نشست )(?<!اعضای )(?<!در )(?<!ریاست )(?<!رییس )(?P<matter>(?:کمیته|کارگروه|هییت تحقیق|تیم|"
    r"کمیسیون ویژه)[^،؛.\n]{3,140}?) (?:تشکیل|ایجاد) (?:شد|گردید|شدند)"),
    _shape("approved", "between", r"با (?:تصویب|موافقت با|رای مثبت به) (?P<matter>[^؛.\n]{5,200}?) (?:به پایان رسید|پایان یافت|خاتمه یافت|"
    r"پایان گرفت|به کار خود پایان داد)"),
    _shape("approved", "between", r"(?P<matter>نام [^،؛.\n]{3,60}?) به [^،؛.\n]{3,60}? تغییر (?:یافت|کرد|داده شد|پیدا کرد)"),
    _shape("approved", "between", r"موافقت خود(?: را)? با (?P<matter>[^؛.\n]{4,160}?)(?: را)? اعلام (?:کردند|کرد|نمودند|نمود|داشتند|داشت)"),
    _shape("rejected", "between", r"مخالفت خود(?: را)? با (?P<matter>[^؛.\n]{4,160}?)(?: را)? اعلام (?:کردند|کرد|نمودند|نمود|داشتند|داشت)"),
    _shape("approved", "subject", r"(?:(?<!به )(?<!از )(?<!بررسی و )(?<!برای )(?<!جهت )(?<!مورد )(?<!با )(?:تصویب|مصوب|پذیرفته|"
    r"تایید))(?= و |،)", shared=True),
    _shape("approved", "with", r"موافقت(?= و (?!مخالف))", shared=True),
    _shape("rejected", "with", r"مخالفت(?= و (?!موافق))", shared=True),
    _shape("rejected", "subject", r"(?<!به )(?<!از )(?<!ابراز )(?:رد|حذف)(?= و (?!بدل))", shared=True),
)  # fmt: skip
_MINUTES = (
    _shape("approved", "subject", rf"(?:تصویب|مصوب|تایید|پذیرفته) {_IS}", r"بلامانع (?:است|می باشد|اعلام گردید|می ?باشد)",
        r"مورد (?:موافقت|تصویب|تایید) (?:است|می باشد|میباشد)", r"تعیین (?:شد|گردید|می ?گردد|می ?شود)", r"در نظر گرفته (?:شد|می شود|شود)",
        r"(?:پرداخت|اصلاح|تمدید|واگذار|خریداری|انجام|اجرا|اقدام|تامین|نصب) (?:شود|گردد|می ?گردد|شد|گردید)",
        r"(?:مورد|به) (?:تصویب|تایید) (?:قرار ?گرفته|رسیده)"),
    _shape("approved", "with", rf"موافقت (?:{_IS}|می نماید|می کند|به عمل می اید)"),
    _shape("approved", "after", r"(?:مکلف|موظف|ملزم|مجاز) (?:است|می ?باشد|می ?شود|می ?گردد)(?: تا| که)?", r"اجازه داده (?:می ?شود|می ?گردد|شد)(?: تا| که)?",
        r"مقرر (?:است|می ?شود|می ?گردد)(?: تا| که)?"),
    _shape("rejected", "subject", r"رد (?:می ?شود|می ?گردد)", r"(?:تصویب|تایید|پذیرفته) ن(?:می ?شود|می ?گردد)"),
    _shape("rejected", "with", r"(?:موافقت ن(?:می ?شود|می ?گردد)|مخالفت (?:می ?شود|می ?گردد))"),
    _shape("referred", "subject", rf"(?:به|در) {_DESK}(?:[^؛.\n:]{{0,90}}?) ?(?:ارجاع|ارسال|احاله|عودت|محول|منعکس|واگذار)(?: داده)? {_IS}"),
    _shape("postponed", "subject", rf"به {_LATER}[^؛.\n]{{0,70}}? ?موکول {_IS}"),
)  # fmt: skip
_VERB = re.compile(rf"{_START}(?:شد|شدند|گردید|گردیدند|کردند|نمودند|گرفت){_END}")
# A bare word closes a line of minutes or a cell of a table: «تصویب», «رد», «عدم تصویب», «ارجاع به کمیسیون حقوقی».
_BARE: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    ("rejected", re.compile(r"عدم (?:تصویب|موافقت|پذیرش|تایید)|مخالفت|رای نیاورد|نشد|نگردید|نرسید|نگرفت|(?<![^\W_])(?:رد|حذف|منتفی|"
    r"مردود)(?![^\W_])")),
    ("postponed", re.compile(r"موکول|مسکوت|تعویق|جلسه (?:بعد|اینده|اتی)|معلق|خارج (?:شدن )?از دستور|از دستور(?: کار)? خارج|نوبت بعد|"
    r"مفتوح")),
    ("referred", re.compile(r"ارجاع|عودت|احاله|بازگشت|برگشت|بازگردان|کمیسیون|مرجوع")),
    ("approved", re.compile(r"تصویب|مصوب|موافقت|تایید|اتفاق ارا|اکثریت|پذیرفته|پذیرش|بلامانع|قبول|مثبت|رای اورد|"
    r"(?<![^\W_])موافق(?![^\W_])")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict found: its outcome, where it looks for its matter, and its span."""

    outcome: Outcome
    frame: Frame
    start: int
    end: int
    active: bool = False
    shared: bool = False
    inner: tuple[int, int] | None = None
    """The span of a matter that stands inside the verdict."""


def find_verdicts(masked: str, start: int, end: int, minutes: bool = False) -> list[Verdict]:
    """The verdicts of a sentence in order, none inside another. Shared ones stay only before one with a verb."""
    found = []
    for shape in (*_SHAPES, *_MINUTES) if minutes else _SHAPES:
        for m in shape.pattern.finditer(masked, start, end):
            inner = m.span("matter") if shape.frame == "between" else None
            found.append(Verdict(shape.outcome, shape.frame, *m.span(), shape.active, shape.shared, inner))
    found.sort(key=lambda v: (v.shared, v.start, -v.end))
    kept: list[Verdict] = []
    for v in found:
        rivals = [k for k in kept if k.start < v.end and v.start < k.end]
        if not rivals:
            kept.append(v)
        elif v.end > rivals[0].end and v.frame == "after" and rivals[0].frame != "after":
            kept[kept.index(rivals[0])] = v
    kept.sort(key=lambda v: v.start)
    last = max((i for i, v in enumerate(kept) if not v.shared), default=-1)
    return [v for i, v in enumerate(kept) if i <= last or _VERB.search(masked, v.end, end)]


def bare_outcome(folded: str) -> Outcome | None:
    """The outcome that a cell or the end of a line names, or None."""
    for outcome, pattern in _BARE:
        if pattern.search(folded):
            return outcome
    return None
