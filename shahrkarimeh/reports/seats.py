"""Offices that go to people: «خزانه‌داری با پنج رأی به … رسید», «کرسی سخنگویی نصیب … شد», «… را به شهرداری برگزیدند».

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.reports.election_words import NOT_A_NAME, OFFICE, VOTES, Elected, counts, name_start
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.text.patterns import compiled

_E = r"(?![^\W_])"
_S = r"(?<![^\W_])"
_VERBS = compiled(
    "رسید|سپرده|واگذار|تعلق|داده شد|محول|برگزید|انتخاب|گماشت|منصوب|دست اورد|بدست اورد|تصاحب|خود کرد|گرفت|کسب|عهده|نصیب|"
    "به نام|شهردار کرد|رییس کرد"
)
_NO_PERSON = re.compile(
    r"(?:هفته|زمان|وقت|نوبت|ماه|فرصت|کمیسیون|شهرداری|نتیجه|تصویب|تایید|پایان|دست|امضا|شرح|اطلاع|"
    r"مدت|رویت|ثبت|حد|موقع|نصاب|جلسه)(?![^\W_])"
)
# «خزانه داری با 5 رای به سحر تازه رسید»
_TO_NAME = Sieve(
    rf"{_S}(?P<office>(?:(?:کرسی|صندلی|سمت|پست|مسیولیت|سکان|عنوان|منصب) )?(?:{OFFICE}|خزانه ?داری|سخنگویی|"
    rf"دبیری|نایب ?رییسی|"
    rf"ریاست|سرپرستی|منشی ?گری){_E}[^،؛.:\n#]{{0,40}}?)(?P<votes>{VOTES})?(?: (?:نیز|"
    rf"هم))? به (?P<name>(?:(?!به )[^\W\d_]+ )"
    rf"{{2,6}}?)(?:(?P<later>{VOTES}) )?(?:رسید|سپرده شد|واگذار شد|تعلق گرفت|داده شد|محول شد|سپرده شدند|"
    rf"واگذار گردید){_E}"
)
_SEAT_NOUN = (
    r"(?:(?:کرسی|صندلی|سمت|پست|مسیولیت|سکان|عنوان|منصب) )?(?:ریاست|شهرداری|سرپرستی|سخنگویی|خزانه ?داری|"
    r"دبیری|نایب ?رییسی|"
    r"منشی ?گری|نمایندگی)(?: (?:شورا\w?|اسلامی|شهر\w*|این|کمیسیون|اول|دوم))*"
)
_WHO = r"(?P<name>(?:(?!به |را |با |از |در |که )[^\W\d_]+ ){1,8}?[^\W\d_]+)"
_BY_SEAT = (
    # «… را با 4 رای به نمایندگی شورا در هییت مدیره … برگزیدند», «… به نمایندگی از اعضا برای عضویت در … انتخاب شد»
    Sieve(
        rf"{_S}{_WHO}(?: را)?(?P<votes>{VOTES})? (?P<office>به نمایندگی(?: از)?(?: (?:سوی|طرف))? "
        rf"(?:شورا\w?|اعضا\w?|این)"
        rf"(?: (?:شورا|شهر|اسلامی|کمیسیون))* (?:در|برای) [^،؛.:\n#]{{4,80}}?) (?:(?:برگزیده|انتخاب|معرفی|تعیین|منصوب) "
        rf"(?:شد|گردید|کرد|کردند)|برگزید(?:ند)?){_E}"
    ),
    # «… با 5 رای از 7 رای برای بار دوم به ریاست شورا رسید», «… را به ریاست شورا رساند»
    Sieve(
        rf"{_S}{_WHO}(?: را)?(?P<votes>{VOTES})?،?(?: برای (?:[\w#]+ ){{0,2}}(?:بار|سال|"
        rf"دوره)(?: [\w#]+)?)? به (?P<office>{_SEAT_NOUN}"
        rf"(?: (?:سازمان|کمیسیون) [^\W\d_]+(?: [^\W\d_]+)?)?) (?:رسید|رساند|برگزیده شد|انتخاب شد|گماشته شد|"
        rf"منصوب شد){_E}"
    ),
    # «… را با 8 رای به شهرداری برگزیدند», «کرسی سخنگویی را … با 6 رای به دست اورد», «… نصیب … شد»
    Sieve(
        rf"{_S}{_WHO} را(?P<votes>{VOTES})? به (?P<office>{_SEAT_NOUN}) (?:برگزید|انتخاب کرد|گماشت|"
        rf"منصوب کرد)(?:ند)?{_E}"
    ),
    Sieve(
        rf"{_S}(?P<office>{_SEAT_NOUN})(?: نیز| هم)? را(?: نیز|"
        rf" هم)? {_WHO}(?P<votes>{VOTES})? (?:به ?دست اورد|تصاحب کرد|از ان "
        rf"خود کرد|گرفت|کسب کرد|عهده دار شد|بر عهده گرفت){_E}"
    ),
    # «… عهده دار سخنگویی شد», «قرعه شهرداری به نام … افتاد», «… را شهردار کردند»
    Sieve(rf"{_S}{_WHO}(?P<votes>{VOTES})?،? (?:عهده ?دار|متصدی) (?P<office>{_SEAT_NOUN}) (?:شد|گردید){_E}"),
    Sieve(
        rf"{_S}(?P<office>{_SEAT_NOUN})(?: نیز| هم)?(?: را)?(?P<votes>{VOTES})?(?: را)? به نام {_WHO} (?:افتاد|زد|زدند|"
        rf"خورد|صادر (?:شد|کرد|کردند)|رقم خورد){_E}"
    ),
    Sieve(
        rf"{_S}{_WHO} را(?P<votes>{VOTES})? (?P<office>(?:شهردار|نایب ?رییس|رییس|سخنگو|سرپرست|خزانه ?دار)(?: (?:شورا|"
        rf"شهر|"
        rf"جدید|خود|\w+))?) (?:کرد|کردند|نمودند){_E}"
    ),
    Sieve(rf"{_S}(?P<office>{_SEAT_NOUN})(?: نیز| هم)?(?P<votes>{VOTES})? نصیب {_WHO} (?:شد|گردید){_E}"),
)


def seats_in(mask: Mask, a: int, b: int) -> list[Elected]:
    """The offices that a sentence says went to somebody."""
    text = mask.text[a:b]
    if not _VERBS.search(text):
        return []
    return [e for p in (_TO_NAME, *_BY_SEAT) for m in p.finditer(text) if (e := _given(mask, m, a))]


def _given(mask: Mask, m: re.Match[str], offset: int) -> Elected | None:
    """«خزانه داری با 5 رای به سحر تازه رسید»."""
    name = m.string[name_start(m.string, *m.span("name")) : m.end("name")]
    if NOT_A_NAME.search(" ".join(name.split()[:3])) or _NO_PERSON.match(name) or len(name.split()) < 2:
        return None
    ours, blank = counts(mask, m.string, *m.span(), offset)
    start = min(m.start("office"), name_start(m.string, *m.span("name")))
    end = max(m.end("office"), m.start("name") + len(m["name"].rstrip()))
    return Elected(offset + start, offset + end, ours, blank)
