"""Days: the Iranian calendar, the days and weekdays that Persian text names, and the councils' terms."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from persiantools.jdatetime import JalaliDate

from shahrkarimeh.text.letters import fold
from shahrkarimeh.text.numbers import find_numbers, find_ordinals
from shahrkarimeh.text.patterns import compiled

WEEKDAYS = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")
"""The names of the days of the week, in the order of `date.weekday()`."""

MONTHS = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")
"""The names of the months, from the first."""

_TERMS = ((1378, 2, 9), (1382, 2, 9), (1386, 2, 9), (1392, 6, 12), (1396, 6, 1), (1400, 5, 14))

_MONTH_NUMBERS = {fold(name): i for i, name in enumerate(MONTHS, 1)} | {"امرداد": 5, "اردی بهشت": 2, "فرودین": 1}
_MONTH_NAMES = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
# «اردیبهشت ماه», «دیماه», «مهرماه۹۵», and «پانزدهم ماه جاری», «۱۵ همین ماه» without a name
NAME_OF_MONTH = rf"(?<![^\W\d_])(?:{_MONTH_NAMES.replace(' ', '|')})(?:ماه)?(?![^\W\d_])"
"""Source of a pattern for a word that names a month, or is a part of its name, in folded text."""

_MONTH = compiled(
    rf"(?<![^\W\d_])(?:(?P<name>{_MONTH_NAMES})(?: {{0,3}}ماه)?|(?P<this>ماه جاری|همین ماه|این ماه))(?![^\W\d_])"
)
# Between the day and its month: «12-مهر», «دهم ماه مهر», «دهمین روز از مهر»
_DAY_GAP = re.compile(r"[ /،,-]{0,4}(?:(?:ماه|روز(?: از)?) {0,3})?$")
_PART_OF_MONTH = re.compile(r"(?<![^\W_])(?:نوبت|هفته|نیمه|دهه) {1,2}$")  # «نیمه دوم تیر»
_LAST_DAYS: tuple[tuple[int, ...], ...] = ((31,),) * 6 + ((30,),) * 5 + ((30, 29),)
_LAST_DAY = re.compile(r"(?<![^\W_])(?:اخرین|واپسین)$")
_YEAR = re.compile(
    r"[ /،,.-]{0,4}(?:(?:در )?(?P<word>سال|سنه) {0,3})?"
    r"(?:(?P<year>1[34]\d\d)(?!\d)|(?P<short>\d\d)(?![\d/:.]\d|\d)|(?P<this>جاری|حاضر|کنونی)(?![^\W_])|(?P<last>گذشته|قبل)(?![^\W_]))"
)
_THIS_YEAR = re.compile(r"[ ،,]{0,3}(?:امسال|همین سال)(?![^\W_])")
_YEAR_WORDS = re.compile(r"[ ،,]{0,3}(?:سال {0,3})?(?=(?:یک ?)?هزار |نود|هشتاد)")
_SEP = r" {0,2}(?P<sep>[/.\\-]) {0,2}"
_NUMERIC = compiled(
    rf"(?<![\d/])(?P<a>\d{{1,4}}){_SEP}(?P<b>\d{{1,2}}) {{0,2}}(?P=sep) {{0,2}}(?P<c>\d{{1,4}})(?![\d])"
)
# «دوشنبه ۱۵/۱۱», «مورخ 15/11»: without such a word two figures are an hour or a share.
_DAY_MONTH = re.compile(
    r"(?:شنبه|جمعه|مورخه?|به تاریخ|در تاریخ)[ :]{1,3}(?P<d>\d{1,2}) {0,2}/ {0,2}(?P<m>\d{1,2})(?! {0,2}[/.:\d])"
)
_WEEKDAY = compiled(
    r"(?:شنبه|جمعه|ادینه)(?:(?![^\W\d_])|(?=شب|عصر|صبح|ظهر|مورخ))(?! ها| {0,3}سوری| های| ?بازار(?:ها|های)?(?![^\W\d_]))"
)
# What may stand before it: «سه شنبه», «عصرشنبه»
_BEFORE_WEEKDAY = compiled(
    r"(?:(?<![^\W_])|(?<=روز)|(?<=عصر)|(?<=صبح)|(?<=ظهر)|(?<=شامگاه)|(?<=مورخ)|(?<=شب))"
    r"(?:(?P<nth>یک|دو|سه|چهار|پنج|[1-5]) {0,3})?\Z"
)
_LONGEST_NTH = 7  # characters, with the spaces
# «امام جمعه», «نماز جمعه»: offices and prayers, no days.
_FRIDAY_OFFICE = re.compile(
    r"(?:امام|ایمه|نماز|خطیب|خطبه های|خطبه|نمازگزاران|مصلای|ستاد|مسجد|نمازهای|ستاد نماز|دعای ندبه) {0,3}$"
)
_NTH = {"یک": 6, "دو": 0, "سه": 1, "چهار": 2, "پنج": 3, "1": 6, "2": 0, "3": 1, "4": 2, "5": 3}
_COMMAND_DAY = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?:T[\d:.+z-]*)?")


def from_jalali(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a day of the Iranian calendar, None where there is no such day."""
    try:
        gregorian: date = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
        return gregorian
    except (ValueError, OverflowError):
        return None


def _parts(day: date) -> tuple[int, int, int]:
    jalali = JalaliDate.to_jalali(day.year, day.month, day.day)  # type: ignore[no-untyped-call]
    return jalali.year, jalali.month, jalali.day


def to_jalali(day: date) -> str:
    """The day in the Iranian calendar, `1394-11-12`. Raises ValueError before its first year."""
    return "{:04}-{:02}-{:02}".format(*_parts(day))


def parse_day(s: str) -> date | None:
    """The day that a user names, None where it is none.

    Year first, Gregorian or Jalali told apart by the year, any digits: `2016-02-01`, `1394-11-12`, «۱۳۹۴/۱۱/۱۲»;
    a day in words must have its year: «۱۲ بهمن ۱۳۹۴».
    """
    folded = fold(s).strip()
    m = _COMMAND_DAY.fullmatch(folded)
    if m is not None:
        year, month, day = int(m[1]), int(m[3]), int(m[4])
        if year < 1600:
            return from_jalali(year, month, day) if year >= 1200 else None
        try:
            return date(year, month, day)
        except ValueError:
            return None
    found = find_days(folded)
    if len(found) == 1 and found[0].start == 0 and found[0].end == len(folded):
        return found[0].resolve(None)
    return None


def term_on(day: date) -> int | None:
    """The councils' term (دوره) on a day, None before the first."""
    return bisect_right(_term_begins(), day) or None


@cache
def _term_begins() -> list[date]:
    """The Gregorian days of _TERMS."""
    return [day for begin in _TERMS if (day := from_jalali(*begin))]


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names, `[start, end)` in the folded text."""

    readings: tuple[tuple[int | None, int | None, int], ...]
    """(year, month, day) in the Iranian calendar, or of the Gregorian one from the year 1600 on; more than one
    where figures can be read both ways (`04/06/12`). Year None: not stated. Month None: the month of publication."""
    start: int
    end: int
    years_back: int | None = None
    """0: «سال جاری», 1: «سال گذشته»; None where nothing of the kind is said."""

    def resolve(self, published: date | None) -> date | None:
        """The Gregorian day. A day without year is the nearest not after `published`; None where that is unknown."""
        days = [d for y, m, n in self.readings if (d := self._one(y, m, n, published)) is not None]
        if len(days) > 1 and published is not None:
            return min(days, key=lambda d: (d > published, abs((published - d).days)))
        return days[0] if days else None

    def _one(self, year: int | None, month: int | None, day: int, published: date | None) -> date | None:
        if year is not None and month is not None:
            return _gregorian(year, month, day) if year >= 1600 else from_jalali(year, month, day)
        if published is None:
            return None
        this_year, this_month, _ = _parts(published)
        if month is None:
            return from_jalali(this_year, this_month, day)
        if self.years_back is not None:
            return from_jalali(this_year - self.years_back, month, day)
        # five years: the thirtieth of Esfand comes once in four or five
        tries = (from_jalali(this_year - back, month, day) for back in range(6))
        return next((d for d in tries if d is not None and d <= published), None)


def _gregorian(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def full_year(figures: str) -> int:
    """The year that figures stand for: `1394`, `94` and `394` are 1394, `04` is 1404."""
    year = int(figures)
    if year >= 1000:
        return year
    if year >= 300:
        return 1000 + year
    return 1300 + year if year >= 50 else 1400 + year


def find_days(folded: str, start: int = 0, end: int | None = None) -> list[Day]:
    """The days that `folded[start:end]` names, in order: «۱۳۹۵/۰۲/۱۴», «27/9/90», «بیست و پنجم خرداد ماه ۱۴۰۰»."""
    end = len(folded) if end is None else end
    out = [d for m in _NUMERIC.finditer(folded, start, end) if (d := _numeric(m)) is not None]
    for m in _DAY_MONTH.finditer(folded, start, end) if "/" in folded else ():
        if 1 <= int(m["m"]) <= 12 and 1 <= int(m["d"]) <= 31:
            out.append(Day(((None, int(m["m"]), int(m["d"])),), m.start("d"), m.end()))
    for m in _MONTH.finditer(folded, start, end):
        day = _named(folded, m, start, end)
        if day is not None:
            out.append(day)
    return sorted(out, key=lambda d: d.start)


def _numeric(m: re.Match[str]) -> Day | None:
    a, b, c = m["a"], m["b"], m["c"]
    orders = []
    if len(a) > 2 or (len(c) <= 2 and int(a) > 31):
        orders = [(a, b, c)]
    elif len(c) > 2 or int(c) > 31:
        orders = [(c, b, a)]
        if int(b) > 12:  # «09/15/1398»
            orders = [(c, a, b)]
    elif len(a) == len(b) == len(c) == 2:
        orders = [(a, b, c), (c, b, a)]
    elif len(c) == 2:
        orders = [(c, b, a)]
    readings = []
    for y, mo, d in orders:
        year = full_year(y)
        if (1300 <= year < 1500 or 1900 <= year < 2100) and 1 <= int(mo) <= 12 and 1 <= int(d) <= 31:
            readings.append((year, int(mo), int(d)))
    return Day(tuple(readings), m.start(), m.end()) if readings else None


def _named(folded: str, month: re.Match[str], start: int, end: int) -> Day | None:
    """The day whose month has been found: the number before it and the year behind it."""
    gap = _DAY_GAP.search(folded, max(start, month.start() - 12), month.start())
    stop = gap.start() if gap else month.start()
    begin = max(start, stop - 24)
    numbers = find_ordinals(folded, begin, stop) + find_numbers(folded, begin, stop)
    number = next((n for n in numbers if n.end == stop and 1 <= n.value <= 31), None)
    index = _MONTH_NUMBERS[month["name"]] if month["name"] else None
    if number is not None and _PART_OF_MONTH.search(folded, max(start, number.start - 8), number.start):
        return None
    if number is not None:
        days: tuple[int, ...] = (number.value,)
        begin = number.start
    elif index and (last := _LAST_DAY.search(folded, begin, stop)):
        days, begin = _LAST_DAYS[index - 1], last.start()
    else:
        return None
    year, back, stop = _year(folded, month.end(), end) if index else (None, None, month.end())
    return Day(tuple((year, index, n) for n in days), begin, stop, back)


def _year(folded: str, at: int, end: int) -> tuple[int | None, int | None, int]:
    """The year behind a month: (year, years back, where it ends)."""
    m = _YEAR.match(folded, at, end)
    if m is not None:
        if m["year"]:
            return int(m["year"]), None, m.end()
        if m["short"] and (m["word"] or int(m["short"]) >= 70 or m["short"][0] == "0"):
            return full_year(m["short"]), None, m.end()
        if m["word"] and (m["this"] or m["last"]):
            return None, 1 if m["last"] else 0, m.end()
    m = _THIS_YEAR.match(folded, at, end)
    if m is not None:
        return None, 0, m.end()
    m = _YEAR_WORDS.match(folded, at, end)
    if m is not None:
        words = next((n for n in find_numbers(folded, m.end(), min(end, m.end() + 50)) if n.start == m.end()), None)
        if words is not None and (1370 <= words.value < 1500 or 70 <= words.value < 100):
            return full_year(str(words.value)), None, words.end
    return None, None, at


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday that a text names: its number as of `date.weekday()` and its span in the folded text."""

    number: int
    start: int
    end: int

    @property
    def name(self) -> str:
        """The name as it is written today: «سه‌شنبه»."""
        return WEEKDAYS[self.number]


def find_weekdays(folded: str, start: int = 0, end: int | None = None) -> list[Weekday]:
    """The weekdays that `folded[start:end]` names, in order; not «امام جمعه», nor the habitual «دوشنبه‌ها»."""
    end = len(folded) if end is None else end
    out = []
    for m in _WEEKDAY.finditer(folded, start, end):
        before = _BEFORE_WEEKDAY.search(folded, max(start, m.start() - _LONGEST_NTH), m.start())
        if before is None:
            continue
        if m[0] == "شنبه":
            number = _NTH[before["nth"]] if before["nth"] else 5
        elif before["nth"] or _FRIDAY_OFFICE.search(folded, max(0, m.start() - 15), m.start()):
            continue
        else:
            number = 4
        out.append(Weekday(number, before.start(), m.end()))
    return out


def last_weekday(number: int, published: date) -> date:
    """The nearest day with that weekday number not after `published`."""
    return published - timedelta(days=(published.weekday() - number) % 7)
