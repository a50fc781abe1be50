"""Words for days: weekdays, dates, «امروز» and «دیروز» as they stand together in a text, and the day they mean."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.text.jalali import NAME_OF_MONTH, Day, Weekday, find_days, find_weekdays, last_weekday
from shahrkarimeh.text.numbers import parse_number
from shahrkarimeh.text.patterns import any_word


@dataclass(slots=True)
class Time:
    """Words for one day that stand together: «دیروز (دوشنبه ۲۲ مرداد)»."""

    start: int
    end: int
    day: Day | None = None
    weekday: Weekday | None = None
    back: int | None = None
    """Days before publication: 0 «امروز», 1 «دیروز»."""
    shift: str = ""
    """What follows a weekday: «گذشته», «هفته گذشته»."""
    score: float = 0.0
    order: int = 0
    """The place of its sentence in the text."""


_TODAY = r"امروز|امشب|روز جاری|دقایقی پیش|ساعتی پیش|ساعاتی پیش|لحظاتی پیش|هم ?اکنون"
_YESTERDAY = r"دیروز|دیشب|(?:روز|شب|عصر|شامگاه|غروب|صبح|ظهر|بعد ?از ?ظهر) {1,3}گذشته|روز قبل|شب قبل"
_DAY_BEFORE = r"پریروز|پریشب"
_RELATIVE = Sieve(
    rf"(?:(?<![^\W_])|(?<=صبح)|(?<=عصر)|(?<=ظهر))(?:{_TODAY}|{_YESTERDAY}|{_DAY_BEFORE}|"
    r"(?:دو|سه|چهار|پنج|شش|[2-6]) (?:روز|شب) (?:پیش|قبل)(?! از))"
    r"(?:(?![^\W_])|(?=دوشنبه|سه ?شنبه|یک ?شنبه|چهار ?شنبه|پنج ?شنبه|شنبه|جمعه))"
)
# What words for days hold; most sentences have none
_TELLS_TIME = any_word(
    rf"\d|{NAME_OF_MONTH}|شنبه|جمعه|ادینه|ماه|جاری|پیش|گذشته|قبل|امروز|امشب|اکنون|دیروز|دیشب|{_DAY_BEFORE}"
)
_BACK = tuple(map(re.compile, (_TODAY, _YESTERDAY, _DAY_BEFORE)))
_GAP = re.compile(
    r"(?:[ \t()،,/:«»-]|مورخه?|روز|مصادف با|برابر با|مطابق با|به تاریخ|در تاریخ|تاریخ|صبح|عصر|ظهر|شامگاه|شب|"
    r"بعد ?از ?ظهر|پیش ?از ?ظهر|"
    r"قبل ?از ?ظهر|یعنی|ساعت|راس|حدود|\d{1,2}(?::\d{2})?(?= {0,2}(?:صبح|عصر|ظهر|شب|بعد|روز|مورخ|،|-|\)))){0,12}"
)
_SHIFT = re.compile(r" {0,3}(?:(?P<week>(?:در )?هفته (?:گذشته|قبل|پیش))|(?P<last>گذشته|قبل|پیش)(?! از))(?![^\W_])")


def times_in(folded: str, start: int, end: int) -> list[Time]:
    """The words for days in `folded[start:end]`, in order, those that stand together as one."""
    if not _TELLS_TIME(folded, start, end):
        return []
    items = [Time(d.start, d.end, day=d) for d in find_days(folded, start, end)]
    items += [Time(w.start, w.end, weekday=w) for w in find_weekdays(folded, start, end)]
    items += [Time(m.start(), m.end(), back=_back(m[0])) for m in _RELATIVE.finditer(folded, start, end)]
    out: list[Time] = []
    for item in sorted(items, key=lambda t: t.start):
        last = out[-1] if out else None
        if last is not None and item.start < last.end:
            continue
        if last is not None and _GAP.fullmatch(folded, last.end, item.start) and not _same_kind(last, item):
            last.day, last.weekday = last.day or item.day, last.weekday or item.weekday
            last.back = item.back if last.back is None else last.back
            last.end = item.end
        else:
            out.append(item)
    for time in out:
        shift = _SHIFT.match(folded, time.end, end)
        if shift and time.weekday:
            time.shift = "week" if shift["week"] else "last"
            time.end = shift.end()
    return out


def _back(words: str) -> int | None:
    """How many days before publication «دیشب», «سه روز پیش» is."""
    for days, told in enumerate(_BACK):
        if told.fullmatch(words):
            return days
    return parse_number(words.split(maxsplit=1)[0])


def _same_kind(a: Time, b: Time) -> bool:
    return bool((a.day and b.day) or (a.weekday and b.weekday)) or (a.back is not None and b.back is not None)


def resolve(time: Time, published: date | None) -> date | None:
    """The day that is meant, in a post of the day `published`; None where that cannot be told."""
    if time.day is not None:
        day = time.day.resolve(published)
        if day is not None:
            return day
    if published is None:
        return None
    if time.weekday is not None:
        number = time.weekday.number
        if time.shift == "week":
            # weeks begin on Saturday
            saturday = last_weekday(5, published) - timedelta(days=7)
            return saturday + timedelta(days=(number - 5) % 7)
        if time.shift == "last":
            return last_weekday(number, published - timedelta(days=1))
        return last_weekday(number, published)
    return None if time.back is None else published - timedelta(days=time.back)
