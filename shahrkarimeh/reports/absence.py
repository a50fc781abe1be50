"""Sentences that say who was not at a meeting: «غایبین: …», «… غایب بودند», «در غیاب …»."""

import re
from collections.abc import Iterator
from itertools import islice

from shahrkarimeh.reports.away import away, blamed
from shahrkarimeh.reports.clauses import HELD, MEETING, Clause
from shahrkarimeh.reports.document import Document
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.list_edges import starts
from shahrkarimeh.reports.lists import Item, read_list
from shahrkarimeh.reports.needles import Sieve
from shahrkarimeh.reports.presence import asked_items, field_items
from shahrkarimeh.reports.there import IN_PLACE, ending_at, ours
from shahrkarimeh.text.naming import is_name_word
from shahrkarimeh.text.patterns import compiled

_ABSENT_FIELD = Sieve(
    r"(?<![^\W_])(?:(?:اسامی |اعضای? )?(?:غایبین|غایبان|غایب)(?: (?:جلسه|نشست|موجه|غیرموجه|در جلسه))?)(?: نیز|"
    r" هم)?(?: {0,3}\([^()\n]{0,30}\))?(?: {0,3}[:\t] {0,3}|"
    r" {1,3}(?=(?:این جلسه )?(?:اقایان|اقای|خانم|عبارت|عبارتند|دکتر|مهندس)))"
)

_CHEAP = compiled(
    "غ[ای]|ن(?:دا|یا|شد|بود|کرد|ت)|خالی|عدم|بدون|بی حضور|مرخصی|مامور|سفر|معذور|بازماند|خودداری|عذر|جز|استثنا|مگر"
)
_WHO_WAS_NOT = Sieve(r"(?<![^\W_])(?:چه کسانی|کی ?ها) (?:نبودند|نیامدند|نیامده بودند|غایب بودند|غیبت داشتند) ?؟")
_MOST_VERBS = 8
_BEHIND = ("،", "و", "(", "که", ":")
_LONGEST = 400  # characters before the verb that may name the absent
_NOT_THERE = compiled(
    rf"(?<![^\W_])(?:(?:غایب|غایبان|غایبین) (?:این )?{MEETING}(?: شورا)? بود(?:ند)?|"
    rf"در (?:این )?{MEETING} (?:حاضر )?نبود(?:ند)?|"
    r"در (?:فهرست|جمع|میان|شمار) (?:حاضر(?:ان|ین)|اعضا|همکاران) (?:نبود(?:ند)?|نیست(?:ند)?|دیده نمی ?شد)|"
    rf"به (?:این )?(?:ان|{MEETING}) نرسید(?:ند)?|مرخصی گرفته (?:بود(?:ند)?|اند|است)|"
    r"(?:عذر {0,2}خواسته بود(?:ند)?|مرخصی بود(?:ند)?|"
    r"(?:در|به) (?:مرخصی|ماموریت|سفر)[^.؛،]{0,30} (?:به سر می ?برد(?:ند)?|رفته بود(?:ند)?))|"
    r"از (?:حضور|شرکت) [^.؛]{0,30}?(?:بازماند(?:ند)?|معذور بود(?:ند)?|خودداری کرد(?:ند)?)|"
    r"غایب {1,3}(?:بودند|بود|هستند|شدند|ماندند)|(?:غیبت|مرخصی) {1,3}داشتند|(?:غیبت|مرخصی) {1,3}داشت|"
    r"در بیمارستان بستری (?:است|بود(?:ند)?|شده)|"
    r"غایب(?= {1,3}و {1,3}[^.؛]{3,80} بود)|"
    r"در {1,2}(?:مرخصی|ماموریت|سفر)(?: (?!که )[^\W_]+){0,3} (?:بود|بودند|هستند|به سر)|"
    r"حضور {1,3}(?:نداشتند|نداشت|نیافتند|نیافت|پیدا نکردند|نداشته)|"
    r"حاضر {1,3}(?:نبودند|نشدند|نبود|نشد(?:ه (?:بود(?:ند)?|است|اند))?)|"
    r"(?:حضور|شرکت) {1,3}(?:نیافته|نکرده|پیدا نکرده) (?:بود(?:ند)?|است|اند)|"
    r"دیده نشدند|دیده نشد|نیامدند|نیامده بودند|نیامده بود|نیامد|"
    r"نتوانست(?:ند)? {1,3}[^.؛،]{0,30}(?:شرکت|حضور|برسان(?:د|ند)|بیای(?:د|ند))|"
    r"شرکت {1,3}(?:نکردند|نداشتند|نکرد|نداشت))(?![^\W_])"
)

# «ریاست جلسه را در غیاب نادر بهروان عهده دار بود»
# «غیبت ادیب زرینی و صدیقه باوی در این نشست»
_WHOSE_ABSENCE = compiled(
    rf"(?<![^\W_])(?<!در )(?<!با )(?<!علت )(?<!دلیل )(?:غیبت|عدم حضور) {{1,3}}(?=[^.؛:]{{3,120}} "
    rf"(?:در (?:این )?{MEETING}|به (?:علت|دلیل|خاطر)))"
)
# «با حضور همه اعضا به جز نادر بهروان»
_ALL_BUT = compiled(
    r"(?<![^\W_])(?:همه|تمام|تمامی|کلیه) {1,2}اعضا(?:ی)?(?: محترم)?(?: شورا)? {1,2}"
    r"(?:(?:در [^.؛:،]{3,30} )?(?:حاضر بودند|حضور داشتند|امده بودند)،? )?(?:(?:به ?)?(?:جز|استثنای|غیر از)|مگر) {1,3}"
)
_CHAIR_AGAIN = re.compile(
    r"(?<![^\W_])(?:بر ?عهده|عهده|به عهده|ریاست|رییس جلسه|رییس نشست|هدایت|اداره|در دست)(?![^\W_])"
)
_WITHOUT = compiled(r"(?<![^\W_])(?:بدون|بی|(?:با|به دلیل|به علت) عدم) حضور {1,3}")
_IN_ABSENCE = compiled(r"(?<![^\W_])(?:در|با) {0,2}(?:غیاب|غیبت|نبود) {1,3}")

# «صندلی ناصر بهمنی خالی بود», «البته بدون آقای دامنی که در سفر هستند», «آقای اطاقوری در بیمارستان»
_EMPTY_SEAT = compiled(
    r"(?<![^\W_])(?:صندلی|جای|کرسی) (?P<who>[^.؛:،]{3,60}?)(?:، [^،.؛:]{3,40}،)? "
    r"(?:نیز |هم |همچنان |در جلسه |در صحن )?خالی (?:بود|ماند)"
)

# «… حضور داشتند و X غایب بود»: who came is named before.
_TOLD_BEFORE = re.compile(
    r"(?<![^\W_])(?:حضور داشتند|حاضر (?:بودند|شدند)|شرکت کردند|شرکت داشتند|(?:بودند|بوده ?اند)(?= و )|"
    r"ریاست [^.؛]{3,60} بود(?= و )|"
    r"(?:برگزار|تشکیل|اغاز) (?:شد|گردید))(?![^\W_])"
)

_ABSENT_ONE = compiled(
    rf"(?<![^\W_])غایب(?:ان|ین)?(?: این)? {MEETING}(?: شورا)?(?: نیز|"
    rf" هم)? {{1,3}}(?=[^.؛:]{{3,120}} بود(?:ند)?(?![^\W_]))"
)


def absent(doc: Document, frame: MeetingFrame, clause: Clause) -> Iterator[Item]:
    """Everyone a sentence names as absent from the meeting."""
    folded = doc.folded
    yield from away(doc, frame, clause)
    if not _CHEAP.search(folded, clause.start, clause.end):
        return
    yield from field_items(doc, clause, _ABSENT_FIELD)
    yield from asked_items(doc, clause, _WHO_WAS_NOT)
    for m in _IN_ABSENCE.finditer(folded, clause.start, clause.told):
        if ours(doc, frame, clause, m.start(), m.end()):
            stop = min(clause.told, m.end() + _LONGEST)
            chair = _CHAIR_AGAIN.search(folded, m.end(), stop)
            comma = folded.find("،", m.end(), stop)
            if comma > 0 and (chair or _CHAIR_AGAIN.search(folded, clause.start, m.start())):
                stop = comma
            people = doc.people(m.end(), chair.start() if chair and chair.start() < stop else stop)
            if m[0].split()[-1] != "نبود" or starts(people, 0):  # «در نبود ضمانت اجرا»
                yield from read_list(people, 0)[0]
    for m in _WITHOUT.finditer(folded, clause.start, clause.told):
        held = HELD.search(folded, m.end(), min(clause.told, m.end() + 90))
        about = re.search(rf"{MEETING}[^.؛:،]{{0,70}}$", folded[max(clause.start, m.start() - 90) : m.start()])
        if held and about and ours(doc, frame, clause, m.start(), m.end()):
            yield from read_list(doc.people(m.end(), held.start()), 0)[0]
    for m in _EMPTY_SEAT.finditer(folded, clause.start, clause.told):
        yield from read_list(doc.people(*m.span("who")), 0)[0]
    for pattern in (_WHOSE_ABSENCE, _ALL_BUT):
        for m in pattern.finditer(folded, clause.start, clause.told):
            if ours(doc, frame, clause, m.start(), m.end()):
                items, _ = read_list(doc.people(m.end(), min(clause.told, m.end() + _LONGEST)), 0)
                yield from (i for i in items if i.named or pattern is _WHOSE_ABSENCE)
    for m in _ABSENT_ONE.finditer(folded, clause.start, clause.told):
        if ours(doc, frame, clause, m.start(), m.end()):
            items, _ = read_list(doc.people(m.end(), min(clause.told, m.end() + _LONGEST)), 0)
            yield from (i for i in items if i.named)
    for m in islice(_NOT_THERE.finditer(folded, clause.start, clause.told), _MOST_VERBS):
        if not ours(doc, frame, clause, m.start(), m.end()):
            continue
        if items := blamed(doc, clause, m.start()):
            yield from items  # «انتقاد از شهردار که به جلسه نیامده بود»
            continue
        if (
            m[0].split()[0] in ("حاضر", "حضور", "شرکت")
            and m[0].endswith(("نبود", "نشد"))
            and not re.search(IN_PLACE + "$", folded[clause.start : m.start()])
        ):
            continue
        yield from _names_before(doc, clause, m.start())


def _names_before(doc: Document, clause: Clause, verb: int) -> Iterator[Item]:
    """Every person named in the part of a sentence that says who was absent, reasons between them skipped."""
    folded = doc.folded
    told = list(_TOLD_BEFORE.finditer(folded, clause.start, verb))
    start = max(told[-1].end() if told else clause.start, verb - _LONGEST)
    people = doc.people(start, verb)
    i = 0
    items: list[Item] = []
    while i < len(people.words):
        only = people.word(i - 1) in ("تنها", "فقط")
        begins = i == 0 or only or people.titles_at(i) or people.is_given(i) or people.word(i - 1) in _BEHIND
        found = people.mention_at(i) if begins and not people.is_stop(i) else None
        certain = found and (
            found[0].certain
            or (items and people.word(i - 1) != "که")
            or (found[1] - i > 1 and (only or is_name_word(people.word(found[1] - 1))))
        )
        if found and found[0].name and certain and not found[0].group:
            items.append(Item(*found[0].name, named=True, role=found[0].role))
            i = found[1]
        elif people.word(i) in ("حضور", "ریاست") and people.word(i - 1) in ("با", "به", "و"):
            # «با حضور … برگزار شد و … غایب بودند»
            items, i = [], read_list(people, i + 1)[1] + 1
        else:
            i += 1
    yield from items or ending_at(doc, start, verb)
