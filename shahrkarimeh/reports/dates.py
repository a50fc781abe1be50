"""The day of the meeting: what the post names of weekdays, dates and «امروز», and which of it is the meeting's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shahrkarimeh.reports.clauses import (
    HELD,
    MEETING,
    Clause,
    as_document,
    clauses,
    other_meeting,
    quoted,
    title_clause,
)
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.numbering import bodily
from shahrkarimeh.reports.times import Time, resolve, times_in
from shahrkarimeh.text.jalali import WEEKDAYS
from shahrkarimeh.text.patterns import compiled


@dataclass(frozen=True, slots=True)
class DayFacts:
    """When the meeting was held."""

    weekday: str | None
    """The day of the week, where the post names it."""
    date: date | None
    """The Gregorian day, stated or implied by the day of publication."""


_COMING = re.compile(
    r"[ )،]{0,3}(?:(?:در )?(?:هفته|ماه|روز|سال) )?(?:اینده|اتی|بعد|بعدی|پیش رو|هر هفته|ها)(?![^\W_])(?! از ظهر)|"
    r"[ )،]{0,3}(?:هر هفته|خواهد|موکول)"
)

# «تاریخ جلسه: ۱/۷/۹۷», «روز جلسه: یکشنبه», «زمان برگزاری: …»
_FIELD = compiled(
    rf"(?:(?:تاریخ|مورخ|زمان|روز) {{1,3}}(?:و (?:ساعت|زمان|روز|مکان|محل) {{1,3}})?(?:برگزاری|تشکیل|انعقاد|"
    rf"{MEETING})(?: {{1,3}}{MEETING})?"
    rf"|{MEETING} {{1,3}}مورخه?) {{0,3}}[:\t؛-]? {{0,4}}[^\d\n؛:]{{0,12}}$"
)
_BARE_FIELD = re.compile(r"(?:^|[\n|\t؛])[ -]{0,3}(?:تاریخ|مورخ|زمان|روز) {0,3}[:\t] {0,4}[^\d\n؛:]{0,12}$")
# «جلسه شماره ۴۴ شورای شهر رامسر» and under it, on a line of its own, «سه‌شنبه ۱۸ تیر ساعت ۱۷»
_UNDER_HEADING = re.compile(rf"(?:^|\n)[^\n.:]{{0,30}}{MEETING} [^\n.:]{{2,50}}\n+[^\w\n]{{0,4}}$")
_ALONE = re.compile(r"[ ،-]{0,3}(?:ساعت [\d:]{1,5})? *(?=\n|$)")
_LETTERHEAD = re.compile(r"[\d/ .-]{6,14}\s{0,4}پیوست")  # «شماره: ۷/ش/۹۲ تاریخ: ۱۰/۷/۹۲ پیوست: ندارد»
# Days of letters, streets, deeds, feasts and deadlines.
_NOT_OURS_BEFORE = compiled(
    r"(?<![^\W_])(?:تا|تا (?:پایان|اواخر|روز|تاریخ|ساعت)|از|از (?:تاریخ|روز)|همین|خیابان|میدان|بلوار|بولوار|شهرک|کوی|"
    r"پل|بزرگراه|ازادراه|"
    r"ورزشگاه|بیمارستان|مدرسه|شهدای|قیام|حماسه|سالروز|سالگرد|استانه|مناسبت|بزرگداشت|گرامیداشت|روز جهانی|روز ملی|"
    r"هفته|یوم الله|انتخابات|"
    r"راهپیمایی|انتشار|"
    r"درج|خبر|کمیسیون مورخ|"
    r"مهلت|موعد|سررسید|ارسال|بوستان|پارک|لشکر|تیپ|مجتمع|سوم|چهارم|عملیات)"
    r" {1,3}(?:مورخه? |روز |تاریخ )?$|-$|\d$|(?<![^\W_])(?:به|برای) {1,3}(?:روز {1,3})?$|"
    r"(?<![^\W_])(?:قرار|بنا) بود [^.،؛\n]{0,20}$"
)
# «جهان امروز», «در شهر امروز»; not «شورای شهر امروز …», «شورای قائم شهر امروز …»
_TODAYS = re.compile(
    r"(?<![^\W_])(?:دنیای|جهان|جامعه|نسل|زندگی|(?:^|[^\w ] ?|(?:در|این|هر|از|به|برای|نیاز|وضع) )شهر) {1,3}$"
)
_PAPERS = re.compile(
    r"(?<![^\W_])(?:نامه|لایحه|لوایح|قرارداد|مصوبه|گزارش|درخواست|ابلاغیه|دستورالعمل|بخشنامه|ایین نامه|قانون|"
    r"رای دیوان|"
    r"دستور کار|"
    r"توافق ?نامه|اطلاعیه|سند|پروانه|پرونده|حکم)(?![^\W_])"
)
_DATED = re.compile(r"(?:مورخه?|به تاریخ|تاریخ)[ :]{0,3}$")
_CLOCK = re.compile(r"[ ]{0,2}:")
_REPORT_OF = re.compile(r"(?<![^\W\d_])(?:به گزارش|خبرنگار|به نقل از) (?:[^\W\d_]+ ){1,3}$")
_BYLINE_END = re.compile(r" ?(?:؛|/|\||-(?= ))")
_HEAD = 30
_US = re.compile(r"(?<![^\W_])(?:شورا|شورای|اعضا|اعضای|کمیسیون|صحن|پارلمان شهری)(?![^\W_])")
# What parts a day from the meeting named before it: «جلسه … برگزار شد و پرونده ۱۲ خرداد», «جلسه بعدی ۲۶ تیر»
_NEXT = re.compile(r"(?<![^\W_])(?:شد|گردید|کرد|کردند|یافت|گرفت) و |^ *(?:بعدی?|اینده|اتی|قبلی?|پیشین|گذشته)(?![^\W_])")
# «لایحه‌ای که سوم خرداد به شورا رسید، در جلسه دوشنبه …»
_WHICH = compiled(r"(?<![^\W_])که {1,2}(?:در {1,2})?(?:روز {1,2})?$")
_VERB_AND_ON = re.compile(r"[^.؛:\n]*?[^\W\d_]+[دت](?:ند|ه بود(?:ند)?)?، ")
# «ساوه نیوز - ۱۹ تیر: …», the day of the report itself
_DATELINE_BEFORE, _DATELINE = re.compile(r"[-–،/] ?$"), re.compile(r" ?[:/]")
# «یکشنبه است و برف می‌بارد»
_IS_THE_DAY = re.compile(r"(?:\S+ )?\S*(?:شنبه|جمعه) (?:است|بود)(?![^\W_])")
# «امروز در جمع خبرنگاران افزود», when a meeting is told of and not when it was
_TO_PRESS = re.compile(
    r"[ )،]{1,3}(?:(?:شنبه|[^\W_]+شنبه|جمعه)[ )،]{1,3})?(?:در (?:جمع (?:خبرنگاران|اصحاب|اهالی)|(?:این )?نشست خبری|"
    r"گفت ?و ?گو|گفتگو|مصاحبه)|(?:به|برای) خبرنگار)"
)
# «سه‌شنبه به شورا رسید و یکشنبه در صحن خوانده شد»
_THEN_ON = re.compile(r"[^\W\d_]+[دت](?:ند)?(?: و |، )[^.؛:]*?(?:شنبه|جمعه|امروز|دیروز|دیشب)")
_THIS_DAY = re.compile(r"(?<!از )(?<!تا )(?<!برای )(?<![^\W_])(?:این|همین) {1,2}$")
_BESIDE = 12
_THIS = re.compile(rf"(?:این|همین) {{1,3}}{MEETING}")
_ENOUGH = 2.0
_LATE = 3  # days a post may come after the «امروز» it speaks of
_BEHIND = 3  # times as far: a day belongs to the meeting named before it rather than to one behind it


def day_of(doc: Document, frame: MeetingFrame) -> DayFacts:
    """The day the post gives for the meeting."""
    times = sorted((t for t in _times(doc, frame) if t.score >= _ENOUGH), key=lambda t: -t.score)
    if not times:
        return DayFacts(None, None)
    day = _date(times, doc.published)
    weekday = next((t.weekday.number for t in times if t.weekday and _fits(t, day, doc.published)), None)
    return DayFacts(None if weekday is None else WEEKDAYS[weekday], day)


def _fits(time: Time, day: date | None, published: date | None) -> bool:
    """Whether a weekday may be the meeting's, given its day: the same, or said right beside it."""
    if day is None or time.weekday is None or time.day is not None or time.back is not None:
        return True
    return time.weekday.number == day.weekday() or resolve(time, published) == day


def _date(times: list[Time], published: date | None) -> date | None:
    best = times[0]
    first = resolve(best, published)
    if best.back is not None and best.day is None and best.weekday is None and first:
        # «در جلسه امروز شورا، سه‌شنبه ۱۸ تیر» in a post of the next morning
        for t in times[1:]:
            day = resolve(t, published) if t.order == best.order and (t.day or t.weekday) else None
            if day and 0 <= (first - day).days <= _LATE:
                return day
    if best.day is None:
        # a date elsewhere says it more exactly, if it can be the same day
        for t in times[1:]:
            exact = resolve(t, published) if t.day else None
            if (
                exact
                and (best.weekday is None or exact.weekday() == best.weekday.number)
                and (best.back is None or first is None or exact == first)
            ):
                return exact
    return first or next((d for t in times[1:] if (d := resolve(t, published))), None)


def _times(doc: Document, frame: MeetingFrame) -> Iterator[Time]:
    title = as_document(doc)
    for clause in (title_clause(doc), *clauses(doc)):
        here = title if clause.order < 0 else doc
        groups = times_in(here.folded, clause.start, clause.end)
        for time in groups:
            time.score = _score(here, frame, clause, time)
            time.order = clause.order
            yield time


def _score(doc: Document, frame: MeetingFrame, clause: Clause, time: Time) -> float:
    """How likely these words name the day of the meeting that is reported."""
    folded, start, end = doc.folded, time.start, time.end
    before = folded[max(clause.start, start - 70) : start]
    field = _field(folded, clause, start, end)
    if field:
        return field + (1.0 if time.day else 0.0)
    if time.back is not None and (_CLOCK.match(folded, end) or _is_outlets(folded, start, end)):
        return 0.0
    if time.back is not None and _TODAYS.search(before):
        return 0.0
    this_day = time.weekday is not None and _THIS_DAY.search(before)
    if _COMING.match(folded, end) or _paper(before) or (_NOT_OURS_BEFORE.search(before) and not this_day):
        return 0.0
    if _TO_PRESS.match(folded, end, clause.end):
        return 0.0
    if start < _HEAD and _DATELINE_BEFORE.search(before) and _DATELINE.match(folded, end):
        return _ENOUGH
    noun = _nearest_noun(folded, clause, start, end)
    if noun is not None and noun.end() < start and _NEXT.search(folded[noun.end() : start]):
        return 0.0
    if noun is not None and noun.start() > end and _THEN_ON.search(folded, end, noun.start()):
        return 0.0
    aside = _VERB_AND_ON.match(folded, end, clause.end) if _WHICH.search(before) else None
    if noun is not None and aside and aside.end() <= noun.start():
        return 0.0
    score = 0.0
    if noun is not None:
        a, b = min(noun.start(), start), max(noun.end(), end)
        if other_meeting(doc, frame, clause, a, b) or (clause.order >= 0 and frame.is_foreign(start, end)):
            return 0.0
        if not bodily(doc, frame, clause, noun.start(), noun.end()):
            return 0.0
        score += 2.5 if b - a < 90 else 2.0
        score += 1.0 if _THIS.search(folded, clause.start, clause.told) else 0.0
    elif _US.search(folded, clause.start, clause.told) and clause.order < 3:
        score += 1.0 + (1.0 if time.back is not None or time.weekday else 0.0)
    elif _IS_THE_DAY.match(folded, clause.start, clause.end) and start - clause.start < _HEAD:
        score += 2.0
    elif clause.order < 2 and time.back is not None and clause.order >= 0:
        score += 1.2  # what the first sentences tell of today happened at the meeting
    elif clause.order < 3 and this_day:
        score += 2.0
    if clause.spoken or clause.told <= start or quoted(folded, clause, start):
        beside = noun is not None and 0 <= start - noun.end() < _BESIDE and clause.order < 2
        score -= 1.0 if beside else 3.0  # «رئیس شورا گفت: در جلسه عصر امروز …»
    if HELD.search(folded, clause.start, clause.told):
        score += 1.5 if noun is not None else 0.5
    if any(a <= start < b for a, b in frame.lead) and clause.order >= 0:
        score += 1.5
    score += 1.0 if 0 <= clause.order < 3 else 0.0
    return score - min(max(clause.order, 0), 40) * 0.03


def _is_outlets(folded: str, start: int, end: int) -> bool:
    """Whether «امروز» is of an outlet's name: «به گزارش بیرجند امروز، …», «سیرجان امروز؛ …» where the post begins."""
    if _REPORT_OF.search(folded, max(0, start - 40), start):
        return folded[end : end + 3].lstrip()[:1] in ("،", ":", "؛", "-")
    return 0 < start < _HEAD and "\n" not in folded[:start].strip() and bool(_BYLINE_END.match(folded, end))


def _field(folded: str, clause: Clause, start: int, end: int) -> float:
    line = max(folded.rfind("\n", 0, start), clause.start - 40, 0)
    before = folded[max(line, start - 60) : start]
    if _FIELD.search(before):
        return 6.0
    if _UNDER_HEADING.search(folded, max(0, start - 90), start) and _ALONE.match(folded, end):
        return 4.0
    bare = _BARE_FIELD.search(folded[max(0, start - 30) : start])
    if bare and _LETTERHEAD.match(folded, start):
        return 0.0
    return 4.0 if bare and (bare[0].startswith("؛") or len(before) < 25) else 0.0


_NOUN = compiled(rf"(?:(?<![^\W_])|(?<=مین)|(?<=این)|(?<=در)){MEETING}")


def _nearest_noun(folded: str, clause: Clause, start: int, end: int) -> re.Match[str] | None:
    nouns = _NOUN.finditer(folded, clause.start, clause.end)
    return min(nouns, key=lambda m: max(start - m.end(), _BEHIND * (m.start() - end)), default=None)


def _paper(before: str) -> bool:
    """Whether a date is that of a letter or a bill: «نامه شماره ۱۸ مورخ …»."""
    papers = list(_PAPERS.finditer(before))
    if not papers or not (_DATED.search(before) or re.search(r"[\d-] {0,2}$", before)):
        return False
    nouns = list(re.finditer(MEETING, before))
    return not nouns or nouns[-1].start() < papers[-1].start()
